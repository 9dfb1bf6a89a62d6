"""Everything that is wrong with a chain of events, in words for people who were not there.

`audit.verify` says quickly whether a chain holds; this says of one that does not what was done to it, event
by event.
"""

from collections.abc import Iterable, Iterator

import orjson
from pydantic import BaseModel, ConfigDict

from pharmacy.audit import GENESIS, event_hash
from pharmacy.language import Text, text

Row = tuple[object, object, object, object, object]
"""Number, hash before, hash, subject and body, as the database gives them: SQLite keeps anything anywhere."""


class Finding(BaseModel):
    """Something that is not as it was recorded."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    event: int | None = None
    """Number of the first event that it is about; none where it is about no event."""
    what: Text


def chain_findings(rows: Iterable[Row], head: tuple[object, object]) -> list[Finding]:
    """What is wrong with the events, in the order of their numbers, and with the head."""
    found: list[Finding] = []
    last, before = 0, GENESIS
    for seq, prev_hash, hashed, subject, body in rows:
        if not isinstance(seq, int):
            found.append(Finding(event=last + 1, what=text("An event has no number.")))
            continue
        found += _about_place(seq, last, follows=prev_hash == before)
        found += _about_content(seq, prev_hash, hashed, subject, body)
        last, before = seq, str(hashed)
    return [*found, *_about_head(head, last, before)]


def _about_place(seq: int, last: int, *, follows: bool) -> Iterator[Finding]:
    if seq > last + 1:
        words = (
            text("Event {first} is missing: it was deleted, or its number changed.", first=last + 1)
            if seq == last + 2
            else text(
                "Events {first} to {until} are missing: they were deleted, or their numbers changed.",
                first=last + 1,
                until=seq - 1,
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


def _about_head(head: tuple[object, object], last: int, before: str) -> Iterator[Finding]:
    seq, hashed = head
    if not isinstance(seq, int) or not isinstance(hashed, str) or (seq, hashed) == (0, ""):
        words = text("The head, which says where the audit ends, is missing or unusable.")
        yield Finding(event=last + 1, what=words)
    elif seq > last:
        words = text(
            "Events {first} to {until} are missing at the end: they were deleted.", first=last + 1, until=seq
        )
        yield Finding(event=last + 1, what=words)
    elif seq < last:
        words = text(
            "The head says that the audit ends with event {event}, but there are more: it was wound back, or "
            "events were put in.",
            event=seq,
        )
        yield Finding(event=seq + 1, what=words)
    elif hashed != before:
        words = text("The head says that event {event}, the newest, was another one.", event=last)
        yield Finding(event=last, what=words)


def _read(body: str) -> dict[str, object]:
    try:
        said = orjson.loads(body)
    except orjson.JSONDecodeError:
        return {}
    return said if isinstance(said, dict) else {}
