"""The hash chain over every act, refusal, print and sign-in.

Each event's hash covers the hash before it and its own body, stored exactly as hashed. A chain can
be rewound or hashed anew from any point, so its head is printed on every document: those sheets are
the anchors outside the database.
"""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import orjson
from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection, bindparam, insert, select, update
from sqlmodel import col

from pharmacy.records import Event, Head

_TAG = b"alemprep audit 1\x00"
GENESIS = hashlib.sha256(_TAG).hexdigest()
"""The hash before the first event."""

_HEAD = 1


class Anchor(BaseModel):
    """The head of the chain at one moment, as printed on documents."""

    model_config = ConfigDict(frozen=True)

    seq: int
    hash: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash[:16]}"


class Verification(BaseModel):
    """What a check of the whole chain found."""

    model_config = ConfigDict(frozen=True)

    ok: bool
    events: int
    head: str
    """Hash of the newest event."""
    first_bad: int | None
    """Sequence number of the first event that does not fit, or of the one missing at the end."""


def canonical(body: dict[str, Any]) -> str:
    """The one way to write a body: keys sorted, no white space, UTF-8."""
    return orjson.dumps(body, option=orjson.OPT_SORT_KEYS).decode()


def event_hash(prev_hash: str, body: str) -> str:
    """SHA-256 over tag, previous hash and body, in hex."""
    return hashlib.sha256(_TAG + prev_hash.encode() + b"\x00" + body.encode()).hexdigest()


def begin_chain(connection: Connection, now: datetime) -> None:
    """Write the head of an empty chain."""
    connection.execute(insert(Head).values(id=_HEAD, seq=0, hash=GENESIS, at=now))


# Every act makes these; built once, because building one takes longer than carrying it out.
_NEXT = (
    update(Head)
    .where(col(Head.id) == _HEAD)
    .values(seq=col(Head.seq) + 1)
    .returning(col(Head.seq), col(Head.hash), col(Head.at))
)
_STORE = insert(Event)
_ADVANCE = update(Head).where(col(Head.id) == _HEAD).values(hash=bindparam("to_hash"), at=bindparam("to_at"))
_LATEST = select(col(Head.at))


def append(
    connection: Connection,
    *,
    act: str,
    by: str,
    now: datetime,
    result: str,
    subject: str,
    data: dict[str, Any],
) -> int:
    """Add an event in the caller's transaction and return its sequence number.

    The head row is updated first, so that it is locked until the transaction ends and no two
    writers can follow the same event.
    """
    seq, prev_hash, at = connection.execute(_NEXT).one()
    body = canonical(
        {
            "seq": seq,
            "at": now.astimezone(UTC).isoformat(),
            "act": act,
            "by": by,
            "result": result,
            "subject": subject,
            "data": data,
        }
    )
    digest = event_hash(prev_hash, body)
    connection.execute(
        _STORE,
        {"seq": seq, "prev_hash": prev_hash, "hash": digest, "subject": subject, "body": body},
    )
    connection.execute(_ADVANCE, {"to_hash": digest, "to_at": max(at, now)})
    return int(seq)


def set_latest(connection: Connection, moment: datetime) -> None:
    """Take a moment for the latest recorded one: a person has said that the clock is right now."""
    connection.execute(update(Head).where(col(Head.id) == _HEAD).values(at=moment))


def latest(connection: Connection) -> datetime:
    """The latest moment recorded."""
    moment: datetime = connection.execute(_LATEST).scalar_one()
    return moment


def anchor(connection: Connection) -> Anchor:
    """The head, to be printed."""
    seq, digest = connection.execute(select(col(Head.seq), col(Head.hash))).one()
    return Anchor(seq=seq, hash=digest)


def events_about(connection: Connection, subject: str) -> list[dict[str, Any]]:
    """The bodies of all events about a bag (or other subject), oldest first."""
    rows = connection.execute(
        select(col(Event.body)).where(col(Event.subject) == subject).order_by(col(Event.seq))
    )
    return [orjson.loads(body) for body in rows.scalars()]


def newest_events(connection: Connection, count: int, before: int | None = None) -> list[dict[str, Any]]:
    """The newest bodies, newest first; `before` pages back from a sequence number."""
    query = select(col(Event.body)).order_by(col(Event.seq).desc()).limit(count)
    if before is not None:
        query = query.where(col(Event.seq) < before)
    return [orjson.loads(body) for body in connection.execute(query).scalars()]


def verify(connection: Connection) -> Verification:
    """Check every event, its place in the chain, and the head."""
    rows = connection.execute(
        select(
            col(Event.seq), col(Event.prev_hash), col(Event.hash), col(Event.subject), col(Event.body)
        ).order_by(col(Event.seq)),
        execution_options={"stream_results": True, "yield_per": 1000},
    )
    heads = connection.execute(select(col(Head.seq), col(Head.hash))).all()
    return verify_rows(rows, (heads[0].seq, heads[0].hash) if len(heads) == 1 else (0, ""))


def verify_rows(rows: Iterable[tuple[int, str, str, str, str]], head: tuple[int, str]) -> Verification:
    """The check itself, over (seq, prev_hash, hash, subject, body) in order, and the head row."""
    count, prev_hash, first_bad = 0, GENESIS, None
    for seq, stored_prev, stored_hash, subject, body in rows:
        count += 1
        sound = (
            isinstance(body, str)
            and seq == count
            and stored_prev == prev_hash
            and stored_hash == event_hash(prev_hash, body)
            and _agrees(body, seq, subject)
        )
        if not sound and first_bad is None:
            first_bad = _earlier(seq, count)
        prev_hash = str(stored_hash)
    if first_bad is None and head != (count, prev_hash):
        first_bad = _earlier(head[0], count) + 1
    return Verification(ok=first_bad is None, events=count, head=prev_hash, first_bad=first_bad)


def _earlier(stored: object, count: int) -> int:
    """The stored number or the counted one, whichever is less; SQLite keeps anything in any column."""
    return min(stored, count) if isinstance(stored, int) else count


def _agrees(body: str, seq: int, subject: str) -> bool:
    """Whether the columns beside the body repeat what it says."""
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError:
        return False
    return isinstance(content, dict) and content.get("seq") == seq and content.get("subject") == subject
