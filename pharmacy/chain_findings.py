"""Everything that is wrong with a chain of events, in words for people who were not there.

`audit.verify` says quickly whether a chain holds; this says of one that does not what was done to it, event
by event.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

import orjson
from pydantic import BaseModel, ConfigDict

from pharmacy.audit import LaneHead, event_hash, genesis
from pharmacy.event_form import read_event
from pharmacy.language import Text, text

Row = tuple[object, object, object, object, object]
"""Number, hash before, hash, subject and body, as the database gives them: SQLite keeps anything anywhere."""

_NO_HEAD = text("The head, which says where the audit ends, is missing or unusable.")


class Finding(BaseModel):
    """Something that is not as it was recorded."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    event: int | None = None
    """Number of the first event that it is about; none where it is about no event."""
    what: Text


def chain_findings(rows: Iterable[Row], heads: Sequence[LaneHead]) -> list[Finding]:
    """What is wrong with the events, in the order of their numbers, and with the head of each lane."""
    lanes = len(heads)
    if not lanes or [head.lane for head in heads] != list(range(1, lanes + 1)):
        return [Finding(event=1, what=_NO_HEAD)]
    found: list[Finding] = []
    named = _Named()
    ends = [LaneHead(lane, 0, genesis(lane)) for lane in range(1, lanes + 1)]
    for seq, prev_hash, hashed, subject, body in rows:
        if not isinstance(seq, int):
            found.append(Finding(event=max(ends, key=_number).seq + 1, what=text("An event has no number.")))
            continue
        if seq < 1:
            found.append(_impossible_number(seq))
            continue
        lane = (seq - 1) % lanes
        said = _read(body)
        before = seq - 1 if lanes == 1 else said.get("before")
        found += _about_place(seq, ends[lane], before, lanes, follows=prev_hash == ends[lane].hash)
        found += _about_content(seq, prev_hash, hashed, subject, body)
        named.meet(seq, hashed, said.get("after"))
        ends[lane] = LaneHead(lane + 1, seq, str(hashed))
    for head, end in zip(heads, ends, strict=True):
        found += _about_head(head, end, lanes)
    found += named.not_there({each.event for each in found})
    return found


def _number(head: LaneHead) -> int:
    return head.seq


def _first_after(end: LaneHead, lanes: int) -> int:
    """The lowest number that the next event of a lane can have."""
    return end.seq + lanes if end.seq else end.lane


def _about_place(seq: int, end: LaneHead, before: object, lanes: int, *, follows: bool) -> Iterator[Finding]:
    """`end`: the newest of its lane that was met; `before`: the number of the one that should stand there."""
    last, first = end.seq, _first_after(end, lanes)
    of_lane = isinstance(before, int) and last < before < seq and (seq - before) % lanes == 0
    if isinstance(before, int) and of_lane and not follows:
        if before == first:
            words = text("Event {first} is missing: it was deleted, or its number changed.", first=before)
        elif lanes == 1:
            words = text(
                "Events {first} to {until} are missing: they were deleted, or their numbers changed.",
                first=first,
                until=before,
            )
        else:
            words = text(
                "Event {event} is missing, and perhaps others of its lane from {first} on: they were "
                "deleted, or their numbers changed.",
                event=before,
                first=first,
            )
        yield Finding(event=first if lanes == 1 else before, what=words)
    elif seq <= last:
        yield _impossible_number(seq)
    elif not follows:
        words = text(
            "Event {event} does not follow the one before it: one of the two was changed, put in, or is not "
            "in its place.",
            event=seq,
        )
        yield Finding(event=seq, what=words)


def _impossible_number(seq: int) -> Finding:
    return Finding(event=seq, what=text("Event {event} has a number that no event can have.", event=seq))


def _about_content(
    seq: int, prev_hash: object, hashed: object, subject: object, body: object
) -> Iterator[Finding]:
    if not isinstance(body, str) or not isinstance(prev_hash, str) or event_hash(prev_hash, body) != hashed:
        words = text(
            "Event {event} was changed: what it says does not belong to the hash that was recorded with it.",
            event=seq,
        )
        yield Finding(event=seq, what=words)
        return
    said = _read(body)
    if read_event(body) is None:
        yield no_event(seq)
    if said.get("seq") != seq:
        words = text(
            "Event {event} was recorded under another number, {number}: it was moved.",
            event=seq,
            number=str(said.get("seq")),
        )
        yield Finding(event=seq, what=words)
    if said.get("subject") != subject:
        words = text(
            "Event {event} is filed under “{filed}”, but was recorded about “{subject}”.",
            event=seq,
            filed=str(subject),
            subject=str(said.get("subject")),
        )
        yield Finding(event=seq, what=words)


def no_event(seq: int) -> Finding:
    """A body with a hash that fits, which no act of this program has written."""
    words = text("Event {event} says nothing that alemprep would write: somebody put it in.", event=seq)
    return Finding(event=seq, what=words)


def _about_head(head: LaneHead, end: LaneHead, lanes: int) -> Iterator[Finding]:
    if not isinstance(head.seq, int) or not isinstance(head.hash, str):
        yield Finding(event=_first_after(end, lanes), what=_NO_HEAD)
    elif head.seq > end.seq:
        yield _missing_at_the_end(head, _first_after(end, lanes), lanes)
    elif head.seq < end.seq:
        words = text(
            "The head says that the audit ends with event {event}, but there are more: it was wound back, or "
            "events were put in.",
            event=head.seq,
        )
        yield Finding(event=_first_after(head, lanes), what=words)
    elif head.hash != end.hash:
        words = text("The head says that event {event}, the newest, was another one.", event=end.seq)
        yield Finding(event=end.seq, what=words)


def _missing_at_the_end(head: LaneHead, first: int, lanes: int) -> Finding:
    """`first`: the lowest number that can be missing. Of several lanes only the newest of each is known."""
    if lanes == 1:
        words = text(
            "Events {first} to {until} are missing at the end: they were deleted.",
            first=first,
            until=head.seq,
        )
        return Finding(event=first, what=words)
    words = (
        text("Event {event} is missing at the end of its lane: it was deleted.", event=head.seq)
        if head.seq == first
        else text(
            "Event {event} is missing at the end of its lane, and perhaps others of it from {first} on: they "
            "were deleted.",
            event=head.seq,
            first=first,
        )
    )
    return Finding(event=head.seq, what=words)


class _Named:
    """Which events others vouch for, across lanes, and which of them were met."""

    def __init__(self) -> None:
        self._met: dict[int, object] = {}
        self._named: dict[int, tuple[str, int]] = {}
        """By number: the hash by which it is named, and the event that does so first."""

    def meet(self, seq: int, hashed: object, after: object) -> None:
        """An event, and the one that it names as the newest before it; where there is one lane, none."""
        self._met[seq] = hashed
        number, _, its_hash = after.partition(":") if isinstance(after, str) else ("", "", "")
        if number.isascii() and number.isdigit():
            self._named.setdefault(int(number), (its_hash, seq))

    def not_there(self, told: Collection[int | None]) -> Iterator[Finding]:
        """Those that stand here otherwise than they were named, or not at all, but for those `told` of."""
        for number, (its_hash, by) in sorted(self._named.items()):
            if number in told or self._met.get(number) == its_hash:
                continue
            words = (
                text(
                    "Event {event} is not the one that event {by} vouches for: it was changed.",
                    event=number,
                    by=by,
                )
                if number in self._met
                else text(
                    "Event {event} is missing, for which event {by} vouches: it was deleted.",
                    event=number,
                    by=by,
                )
            )
            yield Finding(event=number, what=words)


def _read(body: object) -> dict[str, object]:
    if not isinstance(body, str):
        return {}
    try:
        said = orjson.loads(body)
    except orjson.JSONDecodeError:
        return {}
    return said if isinstance(said, dict) else {}
