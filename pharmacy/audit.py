"""The hash chain over every act, refusal, print and sign-in.

Each event's hash covers the hash before it and its own body, stored exactly as hashed. A chain can be
rewound or hashed anew from any point, so its head is printed on every document and signed once a day: those
are the anchors outside the database.

A database of one file has one chain, because it has one writer at a time. A server has several, so that
stations do not wait for each other: its chains are the lanes of one braid. An act takes whichever lane is
free. Its events name, besides the event before them in their lane, the newest event of all lanes that was
there (`after`), and are numbered after it. So every number is one more than that of an event which it
vouches for, a later act on the same bag always has a higher one, and what is missing from one lane is
missed by the others (docs/decisions/0014).
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any, NamedTuple

import orjson
from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection, bindparam, func, insert, select, update
from sqlalchemy.orm import aliased
from sqlmodel import col

from pharmacy.event_form import canonical, read_event
from pharmacy.records import Event, Head, columns
from pharmacy.statements import Statement

_TAG = "alemprep audit 1\0"
GENESIS = hashlib.sha256(_TAG.encode()).hexdigest()
"""The hash before the first event of the first lane."""

LANES = 16
"""Of a database that several stations write to at once."""


class Anchor(BaseModel):
    """The head of the chain at one moment, as printed on documents."""

    model_config = ConfigDict(frozen=True)

    seq: int
    hash: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash[:16]}"


class LaneHead(NamedTuple):
    """The newest event of one lane; `seq` 0 and the lane's first hash before any."""

    lane: int
    """From 1."""
    seq: int
    hash: str


class Entry(NamedTuple):
    """What one event is to say."""

    act: str
    by: str
    result: str
    subject: str
    data: dict[str, Any]


class Verification(BaseModel):
    """What a check of the whole chain found."""

    model_config = ConfigDict(frozen=True)

    ok: bool
    events: int
    head: str
    """Hash of the newest event."""
    head_seq: int
    """Its number."""
    first_bad: int | None
    """Number of the first event that does not fit, or of the one missing at the end."""


def event_hash(prev_hash: str, body: str) -> str:
    """SHA-256 over tag, previous hash and body, in hex."""
    return hashlib.sha256(f"{_TAG}{prev_hash}\0{body}".encode()).hexdigest()


def genesis(lane: int) -> str:
    """The hash before a lane's first event."""
    return GENESIS if lane == 1 else hashlib.sha256(f"{_TAG}{lane}".encode()).hexdigest()


def begin_chain(connection: Connection, now: datetime, lanes: int = 1) -> None:
    """Write the heads of empty lanes."""
    for lane in range(1, lanes + 1):
        connection.execute(insert(Head).values(id=lane, seq=0, hash=genesis(lane), at=now))


_AT = next(column.type for column in columns(Head) if column.name == "at")
LATEST = select(func.max(col(Head.at), type_=_AT).label("at"))
"""The latest moment recorded."""

# Every act makes these; built once, because building one takes longer than carrying it out.
_LAGGING = select(Head).order_by(col(Head.seq), col(Head.id)).limit(1)
_NEWEST = select(Head).order_by(col(Head.seq).desc()).limit(1)


def _heads(*, waiting: bool) -> Statement:
    """The lane to write to, locked until the transaction ends; the newest event; how many lanes. The lane
    that lags most of those that nobody holds, so that all stay as close as they can.
    """
    mine = aliased(Head, _LAGGING.with_for_update(skip_locked=not waiting).subquery("mine"))
    newest = aliased(Head, _NEWEST.subquery("newest"))
    return Statement(
        select(
            col(mine.id).label("lane"),
            col(mine.seq),
            col(mine.hash),
            col(mine.at),
            col(newest.seq).label("newest_seq"),
            col(newest.hash).label("newest_hash"),
            select(func.count(col(Head.id))).scalar_subquery().label("lanes"),
        ).join_from(mine, newest, onclause=col(newest.id) > 0)
    )


_FREE, _ANY = _heads(waiting=False), _heads(waiting=True)
_STORE = Statement(
    insert(Event)
    .values({name: bindparam(name) for name in ("seq", "prev_hash", "hash", "subject", "body")})
    .inline()
)
_ADVANCE = Statement(
    update(Head)
    .where(col(Head.id) == bindparam("of_lane"))
    .values(seq=bindparam("to_seq"), hash=bindparam("to_hash"), at=bindparam("to_at"))
)
_LATEST = Statement(LATEST)
_EVERY = select(col(Head.id)).order_by(col(Head.id)).with_for_update()


def record(connection: Connection, now: datetime, entries: Sequence[Entry]) -> list[int]:
    """Add the events of one act in the caller's transaction and return their numbers.

    To be called last: the lane is locked until the transaction ends, and whatever the act waited for has been
    numbered before.
    """
    head = _FREE.one(connection) or _ANY.only(connection)
    seq, digest = head.seq, head.hash
    newest = max((head.newest_seq, head.newest_hash), (seq, digest))
    numbers = []
    for entry in entries:
        seq_before, seq = seq, _next(newest[0], head.lane, head.lanes)
        body = {
            "seq": seq,
            "at": now.astimezone(UTC).isoformat(),
            "act": entry.act,
            "by": entry.by,
            "result": entry.result,
            "subject": entry.subject,
            "data": entry.data,
        }
        if head.lanes > 1:
            body["after"] = f"{newest[0]}:{newest[1]}" if newest[0] else ""
            body["before"] = seq_before
        written = canonical(body)
        before, digest = digest, event_hash(digest, written)
        _STORE.rows(connection, seq=seq, prev_hash=before, hash=digest, subject=entry.subject, body=written)
        newest = (seq, digest)
        numbers.append(seq)
    _ADVANCE.rows(connection, of_lane=head.lane, to_seq=seq, to_hash=digest, to_at=max(head.at, now))
    return numbers


def _next(newest: int, lane: int, lanes: int) -> int:
    """The number after the newest of all lanes, in one of them: each lane has its own numbers.

    >>> [_next(0, 1, 1), _next(1, 1, 1), _next(2, 1, 1)]
    [1, 2, 3]
    >>> [_next(0, 3, 16), _next(3, 3, 16), _next(19, 1, 16)]
    [3, 19, 33]
    """
    return -(-newest // lanes) * lanes + lane


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
    """Add a single event in the caller's transaction and return its number."""
    (seq,) = record(connection, now, [Entry(act, by, result, subject, data)])
    return seq


def hold(connection: Connection) -> None:
    """Hold every lane until the transaction ends: what every other act has done is there to be read from now
    on, and none is completed meanwhile. Whatever is waited for besides has to be held already.
    """
    connection.execute(_EVERY)


def set_latest(connection: Connection, moment: datetime) -> None:
    """Take a moment for the latest recorded one: a person has said that the clock is right now."""
    hold(connection)
    connection.execute(update(Head).values(at=moment))


def latest(connection: Connection) -> datetime:
    """The latest moment recorded."""
    moment: datetime = _LATEST.one(connection).at
    return moment


def heads(connection: Connection) -> tuple[LaneHead, ...]:
    """The newest event of every lane."""
    rows = connection.execute(select(col(Head.id), col(Head.seq), col(Head.hash)).order_by(col(Head.id)))
    return tuple(LaneHead(*row) for row in rows)


def anchor(connection: Connection) -> Anchor:
    """The newest event, to be printed."""
    newest = max(heads(connection), key=lambda head: head.seq)
    return Anchor(seq=newest.seq, hash=newest.hash)


def events_about(connection: Connection, subject: str) -> list[dict[str, Any]]:
    """The bodies of all events about a bag (or other subject), oldest first. What is no event of ours is
    passed over: the check of the audit names it.
    """
    rows = connection.execute(
        select(col(Event.body)).where(col(Event.subject) == subject).order_by(col(Event.seq))
    )
    return [event for body in rows.scalars() if (event := read_event(body))]


def newest_events(connection: Connection, count: int, before: int | None = None) -> list[dict[str, Any]]:
    """The newest bodies, newest first; `before` pages back from a number. What is no event is passed over."""
    query = select(col(Event.body)).order_by(col(Event.seq).desc())
    if before is not None:
        query = query.where(col(Event.seq) < before)
    with connection.execute(query, execution_options={"stream_results": True, "yield_per": count}) as rows:
        return list(islice((event for body in rows.scalars() if (event := read_event(body))), count))


Row = tuple[int, str, str, str, str]
"""Number, hash before, hash, subject and body of an event."""

_PAGE = 250
"""Rows held at once: thousands would be looked through, again and again, for what can be thrown away."""

_ROWS = (
    select(col(Event.seq), col(Event.prev_hash), col(Event.hash), col(Event.subject), col(Event.body))
    .order_by(col(Event.seq))
    .limit(_PAGE)
)
_FIRST_PAGE = Statement(_ROWS)
_PAGES = Statement(_ROWS.where(col(Event.seq) > bindparam("after")))


def stored_events(connection: Connection) -> Iterator[Row]:
    """Every event, in the order of the numbers, some at a time."""
    page = _FIRST_PAGE.stored(connection)
    while page:
        yield from page
        page = _PAGES.stored(connection, after=page[-1][0]) if len(page) == _PAGE else []


def verify(connection: Connection) -> Verification:
    """Check every event, its place in its lane and among the others, and the heads."""
    return verify_rows(stored_events(connection), heads(connection))


def verify_rows(rows: Iterable[Row], ends: Sequence[LaneHead]) -> Verification:
    """The check itself, over events in the order of their numbers, and the head of each lane."""
    if [end.lane for end in ends] != list(range(1, len(ends) + 1)) or not ends:
        return Verification(ok=False, events=0, head="", head_seq=0, first_bad=1)
    braid = _Braid(len(ends))
    if len(ends) == 1:
        braid.follow_in_one(rows)
    else:
        for row in rows:
            braid.follow(row)
    return braid.close(ends)


def _ends(body: str, seq: int, subject: str) -> bool:
    """Whether a body ends with its number and subject: its keys are sorted."""
    # Few subjects hold a character that JSON writes otherwise; as it stands, it could be another one's.
    if '"' not in subject and "\\" not in subject and body.endswith(f'"seq":{seq},"subject":"{subject}"}}'):
        return True
    return body.endswith(f'"seq":{seq},"subject":{orjson.dumps(subject).decode()}}}')


class _Braid:
    """What the check remembers while it follows the events: the newest of each lane, and the two newest
    levels, in which every event's `after` has to be.
    """

    def __init__(self, lanes: int) -> None:
        self._lanes = lanes
        self._seqs = [0] * lanes
        self._hashes = [genesis(lane + 1) for lane in range(lanes)]
        self._count = 0
        self._first_bad: int | None = None
        self._levels: dict[int, set[str]] = {0: {""}}

    def follow_in_one(self, rows: Iterable[Row]) -> None:
        """Check all events where there is one lane."""
        count, last, sha256 = 0, self._hashes[0], hashlib.sha256
        for count, (seq, prev_hash, digest, subject, body) in enumerate(rows, 1):
            try:
                sound = (
                    seq == count
                    and prev_hash == last
                    and digest == sha256(f"{_TAG}{last}\0{body}".encode()).hexdigest()
                    and _ends(body, seq, subject)
                )
            except (TypeError, AttributeError):  # SQLite keeps anything in any column
                sound = False
            if not sound:
                self._bad(min(seq, count) if isinstance(seq, int) else count)
            last = digest
        self._count = self._seqs[0] = count
        self._hashes[0] = str(last)

    def follow(self, row: Row) -> None:
        """Check the next event of several lanes."""
        seq, prev_hash, digest, subject, body = row
        self._count += 1
        lane = (seq - 1) % self._lanes
        missed = self._missed(seq, lane, digest, body)
        sound = (
            prev_hash == self._hashes[lane]
            and digest == event_hash(prev_hash, body)
            and _ends(body, seq, subject)
        )
        if missed is not None or not sound:
            self._bad(seq if missed is None else min(missed, seq))
        self._seqs[lane], self._hashes[lane] = seq, str(digest)

    def _missed(self, seq: int, lane: int, digest: str, body: str) -> int | None:
        """The number of an event that should have come before this one and did not."""
        try:
            said = orjson.loads(body)
            before, after = said["before"], said["after"]
            number = int(after.partition(":")[0] or 0)
        except (orjson.JSONDecodeError, TypeError, KeyError, ValueError, AttributeError):
            return seq
        level = -(-seq // self._lanes)
        if level not in self._levels:
            self._levels = {level - 1: self._levels.get(level - 1, set()), level: set()}
        known = self._levels.get(level - 1, set())
        self._levels[level].add(f"{seq}:{digest}")
        if before != self._seqs[lane]:
            return before if isinstance(before, int) and before > self._seqs[lane] else seq
        return None if after in known else number or seq

    def _bad(self, seq: int) -> None:
        if self._first_bad is None:
            self._first_bad = seq

    def close(self, ends: Sequence[LaneHead]) -> Verification:
        """Compare the heads, and say what was found."""
        for end, seq, digest in zip(ends, self._seqs, self._hashes, strict=True):
            if (end.seq, end.hash) != (seq, digest):
                stored = end.seq if isinstance(end.seq, int) else seq
                gone = self._lanes > 1 and stored > seq
                self._bad(stored if gone else min(stored, seq) + self._lanes)
        newest = max(range(self._lanes), key=self._seqs.__getitem__)
        return Verification(
            ok=self._first_bad is None,
            events=self._count,
            head=self._hashes[newest],
            head_seq=self._seqs[newest],
            first_bad=self._first_bad,
        )
