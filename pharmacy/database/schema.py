"""Which tables and triggers a database has to have, and how an older one gets them."""

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from pharmacy import audit
from pharmacy.baseline import record_baseline
from pharmacy.database.troubles import EDITED
from pharmacy.errors import Code, Trouble
from pharmacy.language import text, verbatim

REVISION = "0005"
"""The schema that this program reads and writes; the newest migration."""

OLDER = frozenset({"0001", "0002", "0003", "0004"})
"""Schemas that this program brings up to date when it opens them."""

OWN = frozenset({"alembic_version", "event", "head"})
"""Tables without which nothing is alemprep's."""

_GUARDED = {"event": "0001", "approval": "0004", "checkpoint": "0004"}
"""Tables in which nothing is changed or deleted, and the schema that brought each."""

_SAID = {"event": "the audit is append-only"}
"""What SQLite says of a refused statement, where it is not simply the table's name that stands there."""

APPEND_ONLY = " BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END "
"""The body of the function that a server's triggers call, in `plpgsql`."""


def file_triggers(revision: str) -> dict[str, str]:
    """What keeps the audit and its witnesses append-only in an SQLite file of a schema: each trigger by its
    name, just as it was made. Looked for at every start.
    """
    return {
        f"{table}_no_{verb.lower()}": (
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{_SAID.get(table, f'{table} is append-only')}'); END"
        )
        for table in _guarded(revision)
        for verb in ("UPDATE", "DELETE")
    }


def server_triggers(revision: str) -> dict[str, str]:
    """The same on a server, which can empty a table without deleting a row; as PostgreSQL tells them."""
    return {
        f"{table}_no_{verb.lower()}": (
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
        )
        for table in _guarded(revision)
        for verb in ("UPDATE", "DELETE", "TRUNCATE")
    }


def has_checkpoints(revision: str) -> bool:
    """Whether a schema has a table of the audit's checkpoints."""
    return "checkpoint" in _guarded(revision)


def _guarded(revision: str) -> list[str]:
    return [table for table, since in _GUARDED.items() if since <= revision]


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


def refuse_other_triggers(found: Mapping[str, str], wanted: Mapping[str, str]) -> None:
    """Raise `Trouble` when what keeps the audit append-only is not all there, or does something else, or when
    there is more, a trigger or something like it: it could undo what an act writes. Both by name, with what
    makes each.
    """
    missing = [name for name, made in wanted.items() if found.get(name) != made]
    if missing:
        raise Trouble(
            Code.DATABASE_FOREIGN,
            text("The database has lost what keeps its audit append-only."),
            expected=verbatim(", ".join(wanted)),
            got=text("without {names}", names=", ".join(missing)),
            advice=EDITED,
        )
    more = sorted(found.keys() - wanted.keys())
    if more:
        raise Trouble(
            Code.DATABASE_FOREIGN,
            text("The database does by itself what alemprep has not put there."),
            expected=verbatim(", ".join(wanted)),
            got=text("besides: {names}", names=", ".join(more)),
            advice=EDITED,
        )


def make(connection: sa.Connection, now: datetime, lanes: int) -> None:
    """All tables in an empty database, and an empty chain."""
    _migrate(connection)
    audit.begin_chain(connection, now, lanes)


def upgrade(connection: sa.Connection) -> None:
    """Bring the schema to the newest revision, and have the audit say what the tables say then. Whoever comes
    second, in a transaction of their own, finds it done.
    """
    older = str(connection.execute(_HELD_REVISION).scalar())
    if older == REVISION:
        return
    _migrate(connection)
    record_baseline(connection, older)


def _migrate(connection: sa.Connection) -> None:
    from alembic import command  # noqa: PLC0415 - slow to import, and seldom needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "pharmacy:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
