"""The database: opened, made, and used one whole act at a time.

SQLite with WAL and a sync at every commit. `atomic()` is the only way to write. A database at rest can be
looked at where nothing can be written (docs/decisions/0007).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from pharmacy import audit
from pharmacy.errors import Code, Trouble
from pharmacy.language import Text, text, verbatim

REVISION = "0004"
"""The schema that this program reads and writes; the newest migration."""

OLDER = frozenset({"0001", "0002", "0003"})
"""Schemas that this program brings up to date when it opens them."""

APPLICATION_ID = 0x616C656D
"""Marks an SQLite file as alemprep's own ("alem")."""

BUSY_SECONDS = 10.0
"""How long to wait for another writer before saying so."""

_PRAGMAS = (
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
)

EVENT_TRIGGERS = ("event_no_update", "event_no_delete")
"""Of every schema."""

TRIGGERS = (
    *EVENT_TRIGGERS,
    *(f"{table}_no_{verb}" for table in ("approval", "checkpoint") for verb in ("update", "delete")),
)
"""What keeps the audit and its witnesses append-only; asserted at every start."""


class Database:
    """An open database."""

    def __init__(self, url: URL, wait: float = BUSY_SECONDS, *, at_rest: bool = False) -> None:
        """`wait`: seconds for which another writer is waited for. `at_rest`: nobody writes, and nothing can
        be written beside the file either.
        """
        self.url = url
        self._writer = _engine(url, "BEGIN IMMEDIATE", wait)
        self._reader = _engine(_immutable(url) if at_rest else url, "BEGIN", wait)
        self._rested = _last_change(url) if at_rest else None
        self._file: tuple[int, int] | None = None
        """Device and inode of the file, once it is known to be the right one."""

    @contextmanager
    def atomic(self) -> Iterator[sa.Connection]:
        """A transaction that writes: all of it is durable afterwards, or none of it happened."""
        with self._use(self._writer) as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A consistent view that cannot write."""
        with self._use(self._reader) as connection:
            yield connection

    @contextmanager
    def _use(self, engine: sa.Engine) -> Iterator[sa.Connection]:
        self._refuse_replaced()
        try:
            with engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            self._refuse_disturbed()
            raise _trouble(self.url, error) from error
        self._refuse_disturbed()

    def _refuse_disturbed(self) -> None:
        """What was read without a lock is worth nothing if somebody wrote meanwhile."""
        if self._rested is not None and (_unsettled(self.url) or _last_change(self.url) != self._rested):
            raise Trouble(
                Code.DATABASE_BUSY,
                text("Somebody wrote to the database while it was looked at."),
                got=verbatim(str(_path(self.url))),
                advice=text("Look again; what was found is not told, because it may be wrong."),
            )

    def _refuse_replaced(self) -> None:
        """An open file that was deleted or replaced takes every write, and nobody would ever read them."""
        if self._file is not None and _identity(self.url) != self._file:
            raise Trouble(
                Code.DATABASE_MISSING,
                text("The database was removed or replaced while it was in use."),
                expected=text("the file that was opened"),
                got=verbatim(str(_path(self.url))),
                advice=text("Stop working and quit. Put the file back, or restore the last backup."),
            )

    def close(self) -> None:
        """Let go of every connection."""
        self._writer.dispose()
        self._reader.dispose()

    def _check(self, *, inspect: bool) -> None:
        """Refuse what is not ours, too new, or has lost its triggers."""
        try:
            with self._reader.begin() as connection:
                names = set(
                    connection.execute(
                        sa.text("SELECT name FROM sqlite_master WHERE type IN ('table', 'trigger')")
                    ).scalars()
                )
                marked = connection.execute(sa.text("PRAGMA application_id")).scalar()
                if marked != APPLICATION_ID or "alembic_version" not in names or "head" not in names:
                    raise _foreign(self.url)
                revision = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
        except DBAPIError as error:
            raise _trouble(self.url, error) from error
        if revision not in {REVISION, *OLDER}:
            raise _wrong_revision(self.url, str(revision))
        wanted = TRIGGERS if revision == REVISION else EVENT_TRIGGERS
        missing = [name for name in wanted if name not in names]
        if missing and not inspect:
            raise Trouble(
                Code.DATABASE_FOREIGN,
                text("The database has lost what keeps its audit append-only."),
                expected=verbatim(", ".join(wanted)),
                got=text("without {names}", names=", ".join(missing)),
                advice=text("Somebody has edited the file. Restore the last backup and tell the pharmacist."),
            )
        if revision != REVISION and not inspect:
            self._upgrade()

    def _upgrade(self) -> None:
        """Bring the schema to the newest revision: all of it or nothing, once, whoever comes first."""
        from alembic import command  # noqa: PLC0415 - slow to import, and seldom needed
        from alembic.config import Config  # noqa: PLC0415

        config = Config()
        config.set_main_option("script_location", "pharmacy:migrations")
        with self.atomic() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def database_url(where: str) -> URL:
    """A URL, or the path of an SQLite file, as an SQLAlchemy URL."""
    try:
        url = make_url(where) if "://" in where else URL.create("sqlite", database=where)
    except (ArgumentError, ValueError) as error:
        raise _bad_address(where) from error
    plain_file = url.drivername == "sqlite" and not url.query and not url.host
    if not plain_file or not url.database or url.database == ":memory:" or "\0" in url.database:
        raise _bad_address(where)
    return url


def refuse_existing(where: str) -> None:
    """Raise `Trouble` when there is a file at an address already."""
    path = _path(database_url(where))
    if _there(path):
        raise _exists(path)


def _identity(url: URL) -> tuple[int, int] | None:
    """Which file stands at an address; none when there is none."""
    try:
        found = _path(url).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _there(path: Path) -> bool:
    """Whether there is a file; a place that may not be looked at is told as such."""
    try:
        return path.exists()
    except OSError as error:
        raise _trouble(URL.create("sqlite", database=str(path)), error) from error


def open_database(where: str, wait: float = BUSY_SECONDS, *, inspect: bool = False) -> Database:
    """Open an existing database. Raises `Trouble` when it is missing, foreign, damaged or newer.
    `wait`: seconds for which another writer is waited for. `inspect`: for looking only, also at a database
    that has lost its triggers, or in a folder that cannot be written.
    """
    url = database_url(where)
    if not _there(_path(url)) or not _path(url).is_file():
        raise Trouble(
            Code.DATABASE_MISSING,
            text("There is no database here."),
            expected=text("an alemprep database"),
            got=verbatim(str(_path(url))),
            advice=text("Check the address, or make a new one with: alemprep init"),
            bad_input=True,
        )
    database = Database(url, wait)
    try:
        database._check(inspect=inspect)
    except Trouble as trouble:
        if not inspect or trouble.code is not Code.DATABASE_READ_ONLY:
            raise
        database.close()
        database = _look_at(url, wait)
    database._file = _identity(url)
    return database


def _look_at(url: URL, wait: float) -> Database:
    """A database in a place where SQLite cannot put the files that its readers share. Raises `Trouble` for
    one that cannot be read at all, or whose newest part is not in the file itself.
    """
    try:
        with _path(url).open("rb"):
            pass
    except OSError as error:
        raise Trouble(
            Code.DATABASE_BROKEN,
            text("The database cannot be read."),
            got=verbatim(f"{_path(url)}: {error.strerror}"),
            advice=text("Check that this user may read the file."),
        ) from error
    if unsettled := _unsettled(url):
        raise Trouble(
            Code.DATABASE_READ_ONLY,
            text(
                "The newest part of the database lies beside it, and nothing can be written in this folder."
            ),
            got=verbatim(str(unsettled)),
            advice=text("Copy the database with all files beside it to your own folder; look at it there."),
        )
    database = Database(url, wait, at_rest=True)
    database._check(inspect=True)
    return database


def _immutable(url: URL) -> URL:
    """The address that tells SQLite to read the file alone, without a lock."""
    path = quote(str(_path(url).absolute()))
    return url.set(database=f"file:{path}", query={"immutable": "1", "uri": "true"})


def _unsettled(url: URL) -> Path | None:
    """The file beside a database in which its newest part lies until the last program closes it."""
    wal = Path(f"{_path(url)}-wal")
    return wal if wal.exists() and wal.stat().st_size else None


def _last_change(url: URL) -> tuple[int, int]:
    """When a file was last written, and its size."""
    found = _path(url).stat()
    return found.st_mtime_ns, found.st_size


def create_database(where: str, now: datetime) -> Database:
    """Make a new, empty database. Raises `Trouble` when there is a file already."""
    url = database_url(where)
    path = _path(url)
    refuse_existing(where)
    unfinished = path.with_name(f"{path.name}.{uuid4().hex}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sqlite = sqlite3.connect(unfinished)
        sqlite.execute("PRAGMA journal_mode=WAL")
        sqlite.execute(f"PRAGMA application_id={APPLICATION_ID}")
        sqlite.close()
        unfinished.chmod(0o600)  # patients' names are in it
        database = Database(url.set(database=str(unfinished)))
        database._upgrade()
        with database.atomic() as connection:
            audit.begin_chain(connection, now)
        database.close()
        path.hardlink_to(unfinished)  # unlike a rename, this never replaces what somebody else just made
    except FileExistsError as error:
        raise _exists(path) from error
    except (OSError, sqlite3.Error, DBAPIError) as error:
        raise _trouble(url, error) from error
    finally:
        for left in (unfinished, *(Path(f"{unfinished}{end}") for end in ("-wal", "-shm"))):
            with suppress(OSError):
                left.unlink()
    return open_database(where)


def _engine(url: URL, begin: str, wait: float) -> sa.Engine:
    engine = sa.create_engine(url, connect_args={"isolation_level": None, "timeout": wait})

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        if begin == "BEGIN":
            connection.execute("PRAGMA query_only=ON")

    @event.listens_for(engine, "begin")
    def _begun(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _path(url: URL) -> Path:
    return Path(str(url.database))


def _bad_address(where: str) -> Trouble:
    return Trouble(
        Code.DATABASE_MISSING,
        text("This is no address of a database that alemprep can open."),
        expected=text("a file name, or sqlite:///FILE"),
        got=verbatim(where),
        advice=text("Correct the address."),
        bad_input=True,
    )


def _exists(path: Path) -> Trouble:
    return Trouble(
        Code.DATABASE_EXISTS,
        text("There already is a file here; it was left as it is."),
        expected=text("a new file name"),
        got=verbatim(str(path)),
        advice=text("Open it without “init”, or choose another name."),
        bad_input=True,
    )


def _foreign(url: URL) -> Trouble:
    return Trouble(
        Code.DATABASE_FOREIGN,
        text("This file is not an alemprep database, or is damaged."),
        expected=text("a database that alemprep made"),
        got=verbatim(str(_path(url))),
        advice=text("Check the address. If it is the right one, restore the last backup."),
    )


def _wrong_revision(url: URL, revision: str) -> Trouble:
    return Trouble(
        Code.DATABASE_NEWER,
        text("The database was made by another version of alemprep."),
        expected=text("schema {revision}", revision=REVISION),
        got=text("schema {revision} in {path}", revision=revision, path=str(_path(url))),
        advice=text("Use the alemprep that made it, or a newer one."),
    )


def _trouble(url: URL, error: Exception) -> Trouble:
    """The sentence for what the driver or the file system said."""
    said = str(getattr(error, "orig", None) or getattr(error, "strerror", None) or error)
    for words, code, what, advice in _SAYINGS:
        if any(word in said for word in words):
            return Trouble(code, what, got=verbatim(f"{_path(url)}: {said}"), advice=advice)
    if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
        return _foreign(url)
    return Trouble(
        Code.DATABASE_BROKEN,
        text("The database did not do what was asked; nothing was changed."),
        got=verbatim(f"{_path(url)}: {said}"),
        advice=text("Try again. If it stays so, call whoever looks after this computer."),
    )


_SAYINGS: tuple[tuple[tuple[str, ...], Code, Text, Text], ...] = (
    (
        ("file is not a database", "malformed", "corrupt"),
        Code.DATABASE_FOREIGN,
        text("This file is not an alemprep database, or is damaged."),
        text("Check the address. If it is the right one, restore the last backup."),
    ),
    (
        ("locked", "busy"),
        Code.DATABASE_BUSY,
        text("Another program is holding the database; nothing was changed."),
        text("Wait a moment and try again; close other programs that use the file."),
    ),
    (
        ("readonly", "read-only", "Permission denied", "Read-only", "unable to open"),
        Code.DATABASE_READ_ONLY,
        text("The database cannot be written; nothing was changed."),
        text("Check that this user may write the file and its folder."),
    ),
    (
        ("full", "No space", "disk I/O", "File too large"),
        Code.DATABASE_FULL,
        text("The disk is full or failing; nothing was changed."),
        text("Make room on the disk, then try again."),
    ),
)
