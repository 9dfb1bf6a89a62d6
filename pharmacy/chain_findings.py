"""Everything that is wrong with a chain of events, in words for people who were not there.

`audit.verify` says quickly whether a chain holds; this says of one that does not what was done to it, event
by event.
"""

from collections.abc import Iterable, Iterator, Sequence

import orjson
from pydantic import BaseModel, ConfigDict

from pharmacy.audit import LaneHead, event_hash, genesis
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
    ends = [LaneHead(lane, 0, genesis(lane)) for lane in range(1, lanes + 1)]
    for seq, prev_hash, hashed, subject, body in rows:
        if not isinstance(seq, int):
            found.append(Finding(event=max(ends, key=_number).seq + 1, what=text("An event has no number.")))
            continue
        lane = (seq - 1) % lanes
        said = _read(body)
        before = seq - 1 if lanes == 1 else said.get("before")
        found += _about_place(seq, ends[lane].seq, before, follows=prev_hash == ends[lane].hash)
        found += _about_content(seq, prev_hash, hashed, subject, body)
        ends[lane] = LaneHead(lane + 1, seq, str(hashed))
    for head, end in zip(heads, ends, strict=True):
        found += _about_head(head, end, lanes)
    return found


def _number(head: LaneHead) -> int:
    return head.seq


def _about_place(seq: int, last: int, before: object, *, follows: bool) -> Iterator[Finding]:
    """`last` is the newest of its lane that was met, `before` the one that should stand before it."""
    if isinstance(before, int) and before > last and not follows:
        words = (
            text("Event {first} is missing: it was deleted, or its number changed.", first=before)
            if before == last + 1
            else text(
                "Events {first} to {until} are missing: they were deleted, or their numbers changed.",
                first=last + 1,
                until=before,
            )
        )
        yield Finding(event=last + 1, what=words)
    elif seq <= last:
        yield Finding(event=seq, what=text("Event {event} has a number that no event can have.", event=seq))
    elif not follows:
        words = text(
            "Event {event} does not follow the one before it: one of the two was changed, put in, or is not "
            "in its place.",
            event=seq,
        )
        yield Finding(event=seq, what=words)


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


def _about_head(head: LaneHead, end: LaneHead, lanes: int) -> Iterator[Finding]:
    if not isinstance(head.seq, int) or not isinstance(head.hash, str):
        yield Finding(event=end.seq + 1, what=_NO_HEAD)
    elif head.seq > end.seq:
        words = text(
            "Events {first} to {until} are missing at the end: they were deleted.",
            first=end.seq + lanes if end.seq else head.lane,
            until=head.seq,
        )
        yield Finding(event=end.seq + lanes if end.seq else head.lane, what=words)
    elif head.seq < end.seq:
        words = text(
            "The head says that the audit ends with event {event}, but there are more: it was wound back, or "
            "events were put in.",
            event=head.seq,
        )
        yield Finding(event=head.seq + 1, what=words)
    elif head.hash != end.hash:
        words = text("The head says that event {event}, the newest, was another one.", event=end.seq)
        yield Finding(event=end.seq, what=words)


def _read(body: object) -> dict[str, object]:
    if not isinstance(body, str):
        return {}
    try:
        said = orjson.loads(body)
    except orjson.JSONDecodeError:
        return {}
    return said if isinstance(said, dict) else {}
