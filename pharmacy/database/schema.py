"""Which tables and triggers a database has to have, and how an older one gets them."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from pharmacy import audit
from pharmacy.baseline import record_baseline
from pharmacy.errors import Code, Trouble
from pharmacy.language import text, verbatim

REVISION = "0005"
"""The schema that this program reads and writes; the newest migration."""

OLDER = frozenset({"0001", "0002", "0003", "0004"})
"""Schemas that this program brings up to date when it opens them."""

OWN = frozenset({"alembic_version", "event", "head"})
"""Tables without which nothing is alemprep's."""

EVENT_TRIGGERS = ("event_no_update", "event_no_delete")
"""Of every schema."""

TRIGGERS = (
    *EVENT_TRIGGERS,
    *(f"{table}_no_{verb}" for table in ("approval", "checkpoint") for verb in ("update", "delete")),
)
"""What keeps the audit and its witnesses append-only; asserted at every start."""

TRUNCATE_TRIGGERS = tuple(f"{table}_no_truncate" for table in ("event", "approval", "checkpoint"))
"""The same, where a server can empty a table without deleting a row."""


ITS_REVISION = sa.text("SELECT version_num FROM alembic_version")

_HELD_REVISION: sa.Select[str] = (
    sa.select(sa.column("version_num", sa.String)).select_from(sa.table("alembic_version")).with_for_update()
)
"""The same, so that on a server whoever comes second waits, and then reads what the first one made of it."""


def refuse_wrong_revision(revision: str, place: str) -> None:
    """Raise `Trouble` for a schema that is neither this program's nor an older one's."""
    if revision in {REVISION, *OLDER}:
        return
    raise Trouble(
        Code.DATABASE_NEWER,
        text("The database was made by another version of alemprep."),
        expected=text("schema {revision}", revision=REVISION),
        got=text("schema {revision} in {path}", revision=revision, path=place),
        advice=text("Use the alemprep that made it, or a newer one."),
    )


def refuse_without_triggers(names: Iterable[str], wanted: Iterable[str]) -> None:
    """Raise `Trouble` when what keeps the audit append-only is not all there."""
    there = set(names)
    missing = [name for name in wanted if name not in there]
    if missing:
        raise Trouble(
            Code.DATABASE_FOREIGN,
            text("The database has lost what keeps its audit append-only."),
            expected=verbatim(", ".join(wanted)),
            got=text("without {names}", names=", ".join(missing)),
            advice=text("Somebody has edited it. Restore the last backup and tell the pharmacist."),
        )


def make(connection: sa.Connection, now: datetime, lanes: int) -> None:
    """All tables in an empty database, and an empty chain."""
    _migrate(connection)
    audit.begin_chain(connection, now, lanes)


def upgrade(connection: sa.Connection) -> None:
    """Bring the schema to the newest revision, and have the audit say what the tables say then. Whoever comes
    second, in a transaction of their own, finds it done.
    """
    if connection.execute(_HELD_REVISION).scalar() == REVISION:
        return
    _migrate(connection)
    record_baseline(connection)


def _migrate(connection: sa.Connection) -> None:
    from alembic import command  # noqa: PLC0415 - slow to import, and seldom needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "pharmacy:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
