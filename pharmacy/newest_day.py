"""A quick look at the audit: its newest events, from the heads back, without reading all that came before."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, select
from sqlmodel import col

from pharmacy import audit
from pharmacy.event_form import read_event
from pharmacy.records import Event

DAY = timedelta(days=1)


class NewestDay(NamedTuple):
    """What was found."""

    events: int
    """How many were looked at."""
    first_bad: int | None
    """The number of one that does not fit, or is missing."""


def verify_newest_day(connection: Connection) -> NewestDay:
    """Check the events of the day that ended with the newest one, and that they lead to the heads."""
    ends = audit.heads(connection)
    wanted = {end.lane: (end.seq, end.hash) for end in ends}
    newest_first = select(col(Event.seq), col(Event.prev_hash), col(Event.hash), col(Event.body)).order_by(
        col(Event.seq).desc()
    )
    looked_at, last = 0, None
    with connection.execute(
        newest_first, execution_options={"stream_results": True, "yield_per": 100}
    ) as rows:
        for seq, prev_hash, digest, body in rows:
            at, before = _said(body)
            if at is None or not ends:
                return NewestDay(looked_at + 1, seq)
            last = last or at
            if last - at > DAY:
                newest = max(end for end, _ in wanted.values())
                return NewestDay(looked_at, newest if newest > seq else None)
            looked_at += 1
            lane = (seq - 1) % len(ends) + 1
            if wanted.get(lane) != (seq, digest) or audit.event_hash(prev_hash, body) != digest:
                return NewestDay(looked_at, seq)
            wanted[lane] = (seq - 1 if before is None else before, prev_hash)
    missing = max((seq for seq, _ in wanted.values()), default=1)
    return NewestDay(looked_at, missing or None)


def _said(body: object) -> tuple[datetime | None, int | None]:
    """When an event was, and the number of the one before it in its lane; nothing of what is no event."""
    event = read_event(body)
    return (None, None) if event is None else (datetime.fromisoformat(event["at"]), event.get("before"))
