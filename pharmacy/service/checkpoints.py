"""The day's checkpoint of the audit: made once, by whichever station is opened first."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from pharmacy import audit
from pharmacy.checkpoints import BEGINNING, Checkpoint, Statement, checkpoint, public_key
from pharmacy.clock import CLOCK_TOLERANCE
from pharmacy.errors import AlemprepError, Code, Refusal, Trouble
from pharmacy.language import text, verbatim
from pharmacy.moments import moment_text
from pharmacy.people import NOBODY
from pharmacy.records import CheckpointRow, Event
from pharmacy.service.act import Station
from pharmacy.witness import no_key

CHECKPOINT = "audit.checkpoint"
"""The act in the audit. No person's: a day that begins is nobody's doing."""

SUBJECT = "checkpoint"


class _Known(NamedTuple):
    """What a checkpoint is made of, seen at one moment."""

    table: tuple[Checkpoint, ...]
    heads: tuple[tuple[int, str], ...]
    events: int
    latest: datetime


def begin_day(station: Station) -> Checkpoint | None:
    """Make the day's checkpoint; none where there is one already, or nothing yet to vouch for. Raises
    `Trouble` when the key is missing or another one, which is recorded, or when the file cannot be written,
    and `Refusal` while the clock is behind. Whatever it raises, no work on a bag depends on it.
    """
    with station.database.reading() as connection:
        table = stored(connection)
        now = station.clock.now()
        today = now.astimezone(station.site.tz).date()
        newest = table[-1].said if table else None
        # All events are counted once a day, not at every start.
        known = _known(connection, table) if newest is None or newest.day != today else None
    made = None
    if known is not None and known.events:
        _refuse_behind(station, known, now)
        made = _make(station, known, now)
    station.witness.complete((*table, made) if made else table)
    return made


def hospital_key(station: Station) -> str:
    """The public key to write down, in hex: of the key that signs here, made where none ever has. Raises
    `Trouble` when it is missing, or another one than signed before.
    """
    with station.database.reading() as connection:
        table = stored(connection)
    return public_key(_key(station, table))


def stored(connection: Connection) -> tuple[Checkpoint, ...]:
    """Every checkpoint in the database, in their order."""
    rows = connection.execute(
        select(
            col(CheckpointRow.statement), col(CheckpointRow.public_key), col(CheckpointRow.signature)
        ).order_by(col(CheckpointRow.id))
    )
    return tuple(Checkpoint(**{name: str(value) for name, value in row._mapping.items()}) for row in rows)


def heads(connection: Connection) -> tuple[tuple[int, str], ...]:
    """Number and hash of the newest event of each lane of the audit that has any."""
    return tuple((head.seq, head.hash) for head in audit.heads(connection) if head.seq)


def _known(connection: Connection, table: tuple[Checkpoint, ...]) -> _Known:
    return _Known(
        table=table,
        heads=heads(connection),
        events=connection.execute(select(func.count(col(Event.seq)))).scalar_one(),
        latest=audit.latest(connection),
    )


def _refuse_behind(station: Station, known: _Known, now: datetime) -> None:
    """A checkpoint of a day that is wrong would vouch for nothing."""
    if now < known.latest - CLOCK_TOLERANCE:
        zone = station.site.tz
        raise Refusal(
            Code.CLOCK_BEHIND,
            text("The clock of this computer is behind."),
            expected=text(
                "a moment after the last recorded act, {when}", when=moment_text(known.latest, zone)
            ),
            got=verbatim(moment_text(now, zone)),
            advice=text("Set the clock right; the checkpoint is then made."),
        )


def _make(station: Station, known: _Known, now: datetime) -> Checkpoint | None:
    """Sign and store; none where another station was faster."""
    try:
        key = _key(station, known.table)
    except Trouble as trouble:
        _record(station, trouble, now)
        raise
    there = now.astimezone(station.site.tz)
    made = checkpoint(
        Statement(
            at=there,
            day=there.date(),
            heads=known.heads,
            events=known.events,
            previous=known.table[-1].sha256 if known.table else BEGINNING,
        ),
        key,
    )
    row = {"id": len(known.table) + 1, "at": now, **made.model_dump()}
    with station.database.atomic() as connection:
        try:
            with connection.begin_nested():
                connection.execute(insert(CheckpointRow).values(**row))
        except IntegrityError:
            return None
        audit.append(
            connection,
            act=CHECKPOINT,
            by=NOBODY,
            now=now,
            result="ok",
            subject=SUBJECT,
            data={"sha256": made.sha256, "day": there.date().isoformat(), "station": station.name},
        )
    return made


def _key(station: Station, table: tuple[Checkpoint, ...]) -> bytes:
    """The hospital's key. One is made only where none has ever signed."""
    witness = station.witness
    key = witness.key()
    if key is None:
        if table:
            raise no_key(text("nothing at {path}", path=str(witness.key_file)))
        return witness.make_key()
    if table and table[-1].public_key != public_key(key):
        raise no_key(
            text(
                "another key than the one that signed before, {known}…: {key}…",
                known=table[-1].public_key[:16],
                key=public_key(key)[:16],
            )
        )
    return key


def _record(station: Station, trouble: AlemprepError, now: datetime) -> None:
    """Write down that no checkpoint was made: its absence must not look like a removal. Once a day."""
    with station.database.atomic() as connection:
        today = now.astimezone(station.site.tz).date().isoformat()
        told = audit.events_about(connection, SUBJECT)
        if told and told[-1]["result"] == "refused" and told[-1]["data"]["day"] == today:
            return
        event = audit.append(
            connection,
            act=CHECKPOINT,
            by=NOBODY,
            now=now,
            result="refused",
            subject=SUBJECT,
            data={
                "code": trouble.code,
                "refusal": trouble.message(),
                "shown": trouble.parts(station.site.language),
                "day": today,
                "station": station.name,
            },
        )
    trouble.event = event
