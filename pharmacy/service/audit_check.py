"""The check of the whole audit: the chain itself, its checkpoints, and what stands on paper."""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection, func, select
from sqlmodel import col

from pharmacy import audit
from pharmacy.baseline import BASELINE, UPGRADED
from pharmacy.chain_findings import Finding, chain_findings, no_event
from pharmacy.checkpoints import Checkpoint, Evidence, check, lacking, public_key, seen
from pharmacy.database import Database
from pharmacy.database.schema import ITS_REVISION, REVISION, has_checkpoints
from pharmacy.database.troubles import older
from pharmacy.errors import Code, Refusal, Trouble
from pharmacy.event_form import begins, read_event
from pharmacy.language import text, verbatim
from pharmacy.reconciliation import Difference, compared
from pharmacy.records import TOLD, CheckpointRow, Event
from pharmacy.service.checkpoints import SUBJECT, stored
from pharmacy.witness import Witness, read_checkpoints

_ANCHOR = re.compile(r"(\d{1,15}):([0-9a-f]{16,64})", re.ASCII)


class Anchor(NamedTuple):
    """The head of the chain, as somebody typed it from a document."""

    seq: int
    hash: str
    """Its first 16 digits, or more."""


class AuditCheck(BaseModel):
    """What the check found."""

    model_config = ConfigDict(frozen=True)

    events: int
    head: str
    """Hash of the newest event."""
    newest: int
    """Its number."""
    checkpoints: tuple[Checkpoint, ...]
    """In the database."""
    lacking: int
    """How many of them, the newest, the file does not hold yet: its station was not opened since."""
    key: str | None
    """The public key that they were compared with; none where nobody knows the hospital's."""
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether everything is as it was recorded."""
        return not self.findings

    @property
    def first_bad(self) -> int | None:
        """Number of the first event that something is wrong with."""
        return min((each.event for each in self.findings if each.event is not None), default=None)


def typed_anchor(raw: str) -> Anchor:
    """An anchor as it was typed. Raises `Refusal` for what no document can carry."""
    match = _ANCHOR.fullmatch(raw.strip().lower())
    if match is None:
        raise Refusal(
            Code.BAD_ANCHOR,
            text("This is not an anchor."),
            expected=text("a number, a colon and 16 digits from 0 to f, as they stand on the document"),
            got=verbatim(raw[:100]),
            advice=text("Type it again as it is printed, like 120:9f86d081884c7d65."),
            bad_input=True,
        )
    return Anchor(int(match[1]), match[2])


def check_audit(
    database: Database,
    witness: Witness,
    zone: tzinfo,
    *,
    key: str | None = None,
    file: Path | None = None,
    anchors: Sequence[Anchor] = (),
) -> AuditCheck:
    """Everything that is wrong with an audit; nothing is written. `key` is the hospital's public key and
    `file` the file of checkpoints, where they are not those beside the database. Raises `Trouble` for an
    older schema, whose tables cannot be compared with the events.
    """
    before = read_checkpoints(file or witness.log)
    with database.reading() as connection:
        revision = str(connection.execute(ITS_REVISION).scalar())
        if not _has_every_table(connection):
            raise older(database.place, revision, REVISION)
        chain = audit.verify(connection)
        findings = (
            [
                *_no_events(connection),
                *_about_tables(connection),
                *_about_latest(connection),
            ]
            if chain.ok
            else _chain_findings(connection, chain.first_bad)
        )
        evidence = _evidence(connection, witness, before, chain.events, key=key, file=file, anchors=anchors)
        findings += _about_schema(revision)
        findings += _about_triggers(database)
        findings += _about_checkpoints(connection, evidence, zone)
        findings += _about_anchors(anchors, evidence)
    return AuditCheck(
        events=chain.events,
        head=chain.head,
        newest=evidence.newest,
        checkpoints=evidence.table,
        lacking=len(lacking(evidence.table, evidence.file_after)),
        key=evidence.key,
        findings=tuple(findings),
    )


class CheckpointCheck(NamedTuple):
    """What a look at the checkpoints found."""

    checkpoints: int
    """In the database."""
    findings: tuple[Finding, ...]


def check_checkpoints(database: Database, witness: Witness, zone: tzinfo, events: int) -> CheckpointCheck:
    """What is wrong with the checkpoints, or by them with an audit of so many events. The chain itself is not
    looked at, and nothing is written.
    """
    before = read_checkpoints(witness.log)
    with database.reading() as connection:
        evidence = _evidence(connection, witness, before, events)
        findings = tuple(_about_checkpoints(connection, evidence, zone))
    return CheckpointCheck(len(evidence.table), findings)


def _evidence(
    connection: Connection,
    witness: Witness,
    before: tuple[Checkpoint | None, ...],
    events: int,
    *,
    key: str | None = None,
    file: Path | None = None,
    anchors: Sequence[Anchor] = (),
) -> Evidence:
    """What speaks for or against the checkpoints; `before`: the file, read before the database."""
    table = stored(connection) if _has_checkpoints(connection) else ()
    return Evidence(
        table=table,
        file=before,
        file_after=read_checkpoints(file or witness.log),
        recorded=_recorded(connection),
        hashes=_hashes(connection, seen([*table, *before]) | {each.seq for each in anchors}),
        events=events,
        newest=connection.execute(select(func.max(col(Event.seq)))).scalar() or 0,
        key=key or _own_key(witness),
    )


def _has_checkpoints(connection: Connection) -> bool:
    """Older schemas have no table of them."""
    return sa.inspect(connection).has_table(CheckpointRow.__tablename__)


def _about_checkpoints(connection: Connection, evidence: Evidence, zone: tzinfo) -> list[Finding]:
    findings = check(evidence)
    if _has_checkpoints(connection):
        findings += _uncovered(connection, [*evidence.table, *evidence.file], zone)
    return findings


def _has_every_table(connection: Connection) -> bool:
    """Whether the tables are those of today, whatever number of a schema stands beside them."""
    return {table.__tablename__ for table in TOLD} <= set(sa.inspect(connection).get_table_names())


def _about_schema(revision: str) -> Iterator[Finding]:
    if revision != REVISION:
        words = text(
            "The database says that it is of schema {said}, but has the tables of schema {revision}: the "
            "number was edited.",
            said=revision,
            revision=REVISION,
        )
        yield Finding(what=words)


def _about_triggers(database: Database) -> Iterator[Finding]:
    """What keeps the audit append-only may be gone, or something else be there, although nobody has used that
    yet.
    """
    try:
        database.examine()
    except Trouble as found:
        if found.code is Code.DATABASE_FOREIGN and found.got is not None:
            yield Finding(what=text("{what} Got: {got}", what=found.what, got=found.got))


def _chain_findings(connection: Connection, first_bad: int | None) -> list[Finding]:
    rows = connection.execute(
        select(
            col(Event.seq), col(Event.prev_hash), col(Event.hash), col(Event.subject), col(Event.body)
        ).order_by(col(Event.seq)),
        execution_options={"stream_results": True, "yield_per": 1000},
    )
    events = ((row.seq, row.prev_hash, row.hash, row.subject, row.body) for row in rows)
    found = chain_findings(events, audit.heads(connection))
    return found or [Finding(event=first_bad, what=text("Event {event} does not fit.", event=str(first_bad)))]


def _no_events(connection: Connection) -> Iterator[Finding]:
    """Bodies in a chain that holds which no act has written."""
    for seq, _, _, _, body in audit.stored_events(connection):
        if read_event(body) is None:
            yield no_event(seq)


def _about_tables(connection: Connection) -> Iterator[Finding]:
    """Rows that are not as the events say; only of a chain that holds do they say anything."""
    found = compared(connection)
    yield from map(_about_upgrade, found.taken_down)
    yield from map(_about_table, found.now)


def _about_upgrade(found: Difference) -> Finding:
    row, baseline = _row(found), found.baseline
    if not found.column:
        words = text(
            "No event tells of {row} before the upgrade that found it in the table: it was put in before "
            "that.",
            row=row,
        )
        return Finding(event=baseline, what=words)
    words = text(
        "{row} said {found} for {column} when the database was upgraded; by event {event} it was {told}: it "
        "was edited before that.",
        row=row,
        found=str(found.found),
        column=found.column,
        event=str(found.event),
        told=str(found.told),
    )
    return Finding(event=baseline, what=words)


def _row(found: Difference) -> str:
    return f"{found.table} {', '.join(map(str, found.key))}"


def _about_table(found: Difference) -> Finding:
    row = _row(found)
    if found.told is None and not found.column:
        return Finding(what=text("No event tells of {row}: it was put into the table.", row=row))
    if found.found is None and not found.column:
        words = text("{row} is gone, of which event {event} tells.", row=row, event=str(found.event))
        return Finding(what=words)
    words = text(
        "{row} says {found} for {column}; by event {event} it is {told}.",
        row=row,
        found=str(found.found),
        column=found.column,
        event=str(found.event),
        told=str(found.told),
    )
    return Finding(what=words)


def _about_latest(connection: Connection) -> Iterator[Finding]:
    """The latest recorded moment, by which every act sees that a clock runs behind."""
    newest = connection.execute(
        select(col(Event.seq), col(Event.body)).order_by(col(Event.seq).desc()).limit(1)
    )
    said = next((event for _, body in newest if (event := read_event(body))), None)
    if said is None:
        return
    try:
        sound = audit.latest(connection) >= datetime.fromisoformat(said["at"])
    except (ValueError, TypeError):
        sound = False
    if not sound:
        words = text(
            "The head does not say any more when something was last recorded, by event {event} at {at}: a "
            "clock that runs behind would not be noticed.",
            event=said["seq"],
            at=said["at"],
        )
        yield Finding(what=words)


def _recorded(connection: Connection) -> dict[str, int]:
    """Which checkpoints the audit says were made. What cannot be read is told of the chain."""
    rows = connection.execute(
        select(col(Event.seq), col(Event.body)).where(col(Event.subject) == SUBJECT).order_by(col(Event.seq))
    )
    found = {}
    for seq, body in rows:
        event = read_event(body)
        if event is not None and event["result"] == "ok" and "sha256" in event["data"]:
            found[str(event["data"]["sha256"])] = int(seq)
    return found


def _hashes(connection: Connection, numbers: Collection[int]) -> dict[int, str]:
    rows = connection.execute(
        select(col(Event.seq), col(Event.hash)).where(col(Event.seq).in_(sorted(numbers)))
    )
    return {int(seq): str(hashed) for seq, hashed in rows}


def _own_key(witness: Witness) -> str | None:
    """The public half of the key beside the database, where there is one and this user may read it."""
    try:
        key = witness.key()
    except Trouble:
        return None
    return None if key is None else public_key(key)


def _about_anchors(anchors: Sequence[Anchor], found: Evidence) -> Iterator[Finding]:
    for anchor in anchors:
        stands = audit.GENESIS if anchor.seq == 0 else found.hashes.get(anchor.seq)
        printed = f"{anchor.seq}:{anchor.hash}"
        if stands is None:
            words = text(
                "A document was printed after event {event} ({anchor}), which is not there any more: the "
                "audit was wound back.",
                event=anchor.seq,
                anchor=printed,
            )
            yield Finding(event=min(anchor.seq, found.newest + 1), what=words)
        elif not stands.startswith(anchor.hash):
            words = text(
                "A document says {anchor}, but event {event} begins with {stands} here: it, or one before "
                "it, was written anew after the document was printed.",
                event=anchor.seq,
                anchor=printed,
                stands=stands[: len(anchor.hash)],
            )
            yield Finding(event=anchor.seq, what=words)


def _uncovered(connection: Connection, known: Sequence[Checkpoint | None], zone: tzinfo) -> Iterator[Finding]:
    """Events that no checkpoint saw, although there was work on a later day, which begins with one."""
    covered = max(seen(known), default=0) or _before_checkpoints(connection)
    behind = select(col(Event.seq), col(Event.body)).where(col(Event.seq) > covered).limit(1)
    first = connection.execute(behind.order_by(col(Event.seq))).first()
    last = connection.execute(behind.order_by(col(Event.seq).desc())).first()
    if first is None or last is None:
        return
    day, later = _day(first.body, zone), _day(last.body, zone)
    if day is not None and later is not None and day < later:
        words = text(
            "No checkpoint covers the events of {day}, from {event} on, although the hospital worked on "
            "{later} and a day begins with one: it was removed, or could not be made.",
            day=day,
            event=first.seq,
            later=later,
        )
        yield Finding(event=first.seq, what=words)


def _before_checkpoints(connection: Connection) -> int:
    """Number of the event by which the database was upgraded from a schema without checkpoints; 0 where it
    never was, or where an earlier event tells of one.
    """
    upgrades = (
        select(col(Event.seq), col(Event.body))
        .where(col(Event.body).startswith(begins(BASELINE), autoescape=True))
        .order_by(col(Event.seq))
    )
    upgrade = connection.execute(upgrades.limit(1)).first()
    event = read_event(upgrade.body) if upgrade else None
    if upgrade is None or event is None or has_checkpoints(str(event["data"].get(UPGRADED, REVISION))):
        return 0
    earlier = select(col(Event.seq)).where(col(Event.subject) == SUBJECT, col(Event.seq) < upgrade.seq)
    return 0 if connection.execute(earlier.limit(1)).first() else int(upgrade.seq)


def _day(body: object, zone: tzinfo) -> date | None:
    """The day of an event; none where it cannot be read, which is told of the chain."""
    event = read_event(body)
    try:
        return None if event is None else datetime.fromisoformat(event["at"]).astimezone(zone).date()
    except OverflowError:
        return None
