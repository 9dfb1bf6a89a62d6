"""A database on a server, for several stations: PostgreSQL.

Writers are READ COMMITTED and lock what they change; readers see one moment and cannot write. A commit
returns when it is on the server's disk, and on its synchronous standby's where there is one.
"""

from datetime import datetime
from urllib.parse import unquote

import sqlalchemy as sa
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from pharmacy import audit
from pharmacy.database import schema
from pharmacy.database.troubles import broken, exists, foreign, missing
from pharmacy.errors import Code, Trouble
from pharmacy.language import Text, text, verbatim

_MAKING = 0x616C656D
"""The advisory lock of whoever makes the schema ("alem")."""

_LONGEST_STATEMENT_SECONDS = 60
_CONNECT_SECONDS = 10

_TABLES = (
    "SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace "
    "WHERE n.nspname = current_schema() AND relkind = 'r'"
)
_TRIGGERS = (
    "SELECT "
    "CASE WHEN starts_with(tgname, relname || '_no_') THEN tgname ELSE tgname || ' on ' || relname END, "
    "CASE WHEN tgenabled IN ('O', 'A') AND prosrc = :source AND lanname = 'plpgsql' "
    "THEN pg_get_triggerdef(t.oid, true) ELSE '' END "
    "FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid "
    "JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_proc p ON p.oid = tgfoid "
    "JOIN pg_language l ON l.oid = prolang WHERE n.nspname = current_schema() AND NOT tgisinternal "
    "UNION ALL SELECT 'rule ' || rulename || ' on ' || tablename, '' FROM pg_rules "
    "WHERE schemaname = current_schema() "
    "UNION ALL SELECT 'row security on ' || relname, '' FROM pg_class c "
    "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND relrowsecurity"
)
"""Every trigger, with what makes it where it is switched on and refuses, and what else a server does by
itself: rules, and rows that it hides. Names stand without their schema where that is the one in use.
"""


class PostgresServer:
    """A database on a server, as `Store` describes it."""

    def __init__(self, url: URL, wait: float) -> None:
        """`wait`: seconds for which a lock is waited for."""
        self.url = url
        self._wait = wait
        self._engine: sa.Engine | None = None

    @property
    def place(self) -> str:
        """The address without its password."""
        return unquote(self.url.set(drivername="postgresql").render_as_string(hide_password=True))

    def writer(self) -> sa.Engine:
        """Transactions that lock what they change."""
        return self._connections.execution_options(isolation_level="READ COMMITTED")

    def reader(self) -> sa.Engine:
        """Transactions that see one moment."""
        return self._connections.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )

    @property
    def _connections(self) -> sa.Engine:
        """One pool for both."""
        if self._engine is None:
            options = {
                "timezone": "UTC",
                "quote_all_identifiers": "off",
                "lock_timeout": f"{round(self._wait * 1000)}",
                "statement_timeout": f"{_LONGEST_STATEMENT_SECONDS * 1000}",
                "idle_in_transaction_session_timeout": f"{_LONGEST_STATEMENT_SECONDS * 1000}",
                "synchronous_commit": "on",
            }
            self._engine = sa.create_engine(
                self.url,
                pool_pre_ping=True,
                connect_args={
                    "connect_timeout": _CONNECT_SECONDS,
                    "application_name": "alemprep",
                    "options": " ".join(f"-c {name}={value}" for name, value in options.items()),
                },
            )
        return self._engine

    def refuse_moved(self) -> None:
        """A server stays where it is."""

    def refuse_disturbed(self) -> None:
        """A reader sees one moment."""

    def close(self) -> None:
        """Let go of every connection."""
        if self._engine is not None:
            self._engine.dispose()

    def there(self) -> bool:
        """Whether there is a table; the server itself says when there is no such database."""
        return bool(self._names())

    def refuse_missing(self) -> None:
        """Raise `Trouble` when the database is empty."""
        if not self.there():
            raise missing(self.place)

    def refuse_existing(self) -> None:
        """Raise `Trouble` when the database is not empty."""
        if self.there():
            raise exists(self.place)

    def _names(self) -> set[str]:
        """Of every table."""
        try:
            with self.reader().begin() as connection:
                return set(connection.exec_driver_sql(_TABLES).scalars())
        except DBAPIError as error:
            raise self.trouble(error) from error

    def refuse_unfit(self, reader: sa.Engine, *, inspect: bool) -> str:
        """Raise `Trouble` for what is not ours, too new, or has not just its own triggers."""
        names = self._names()
        if not names >= schema.OWN:
            raise foreign(self.place)
        try:
            with reader.begin() as connection:
                revision = str(
                    connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
                )
                triggers = {
                    str(name): str(made)
                    for name, made in connection.execute(sa.text(_TRIGGERS), {"source": schema.APPEND_ONLY})
                }
        except DBAPIError as error:
            raise self.trouble(error) from error
        schema.refuse_wrong_revision(revision, self.place)
        if not inspect:
            schema.refuse_other_triggers(triggers, schema.server_triggers(revision))
        return revision

    def create(self, now: datetime) -> None:
        """Make all tables in an empty database, whole or not at all. Whoever comes second finds it made, and
        is told by `Trouble`.
        """
        try:
            with self.writer().begin() as connection:
                connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MAKING})
                if connection.exec_driver_sql(_TABLES).first() is not None:
                    raise exists(self.place)
                schema.make(connection, now, lanes=audit.LANES)
        except DBAPIError as error:
            raise self.trouble(error) from error

    def trouble(self, error: Exception) -> Trouble:
        """The sentence for what the server or the driver said."""
        cause = getattr(error, "orig", None) or error
        words = str(cause).strip() or type(cause).__name__
        said = f"{self.place}: {words.splitlines()[0]}"
        state = getattr(cause, "sqlstate", None) or ""
        for states, code, what, advice in _SAYINGS:
            if state.startswith(states):
                return Trouble(code, what, got=verbatim(said), advice=advice)
        if not state and any(word in words for word in _CERTIFICATES):
            return Trouble(
                Code.DATABASE_UNREACHABLE,
                text("The database server does not prove that it is the right one; nothing was sent to it."),
                got=verbatim(said),
                advice=text(
                    "Check the host and sslrootcert in the address; whoever looks after the server knows who "
                    "signed its certificate."
                ),
            )
        if not state or state.startswith(_GONE):
            return Trouble(
                Code.DATABASE_UNREACHABLE,
                text("The database server cannot be reached, or has let go."),
                got=verbatim(said),
                advice=text(
                    "Check network and server. Then look whether the last act was recorded, before doing "
                    "it again."
                ),
            )
        return broken(self.place, said)


_GONE = ("08", "57P")
_CERTIFICATES = ("certificate verify failed", "does not match host name", "root certificate file")
"""What the driver says about a certificate that does not hold; it has no code for that."""

_SAYINGS: tuple[tuple[tuple[str, ...], Code, Text, Text], ...] = (
    (
        ("55P03", "57014", "40P01", "40001"),
        Code.DATABASE_BUSY,
        text("Another station is holding what is needed; nothing was changed."),
        text("Wait a moment and try again."),
    ),
    (
        ("23505",),
        Code.DATABASE_BUSY,
        text("Another station wrote the same at the same moment; nothing was changed."),
        text("Look at the worklist and try again."),
    ),
    (
        ("25006", "42501"),
        Code.DATABASE_READ_ONLY,
        text("The database server does not let this station write; nothing was changed."),
        text("Whoever looks after the server checks that it is the primary, and this user's rights."),
    ),
    (
        ("53",),
        Code.DATABASE_FULL,
        text("The database server has no room left; nothing was changed."),
        text("Whoever looks after the server makes room on its disk. Then try again."),
    ),
    (
        ("28", "3D"),
        Code.DATABASE_MISSING,
        text("The server does not let this station in, or has no such database."),
        text("Check user, password and name in the address; whoever looks after the server knows them."),
    ),
    (
        ("42P01", "42703", "XX001", "XX002"),
        Code.DATABASE_FOREIGN,
        text("This is not an alemprep database, or it is damaged."),
        text("Check the address. If it is the right one, restore the last backup."),
    ),
)
