"""A database in one file: SQLite with WAL and a sync at every commit.

A file at rest can be looked at where nothing can be written (docs/decisions/0007).
"""

import sqlite3
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from pharmacy.database import schema
from pharmacy.database.troubles import broken, exists, foreign, missing
from pharmacy.errors import Code, Trouble
from pharmacy.language import Text, text, verbatim

APPLICATION_ID = 0x616C656D
"""Marks an SQLite file as alemprep's own ("alem")."""

_PRAGMAS = (
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
)


class SqliteFile:
    """A file, as `Store` describes it."""

    def __init__(self, url: URL, wait: float, *, at_rest: bool = False) -> None:
        """`wait`: seconds for which another writer is waited for. `at_rest`: nobody writes, and nothing can
        be written beside the file either.
        """
        self.url = url
        self._path = Path(str(url.database))
        self._wait = wait
        self._at_rest = at_rest
        self._rested = self._last_change() if at_rest else None
        self._file: tuple[int, int] | None = None
        """Device and inode of the file, once it is known to be the right one."""

    @property
    def place(self) -> str:
        """Where the file is."""
        return str(self._path)

    def close(self) -> None:
        """Every connection belongs to whoever asked for it."""

    def there(self) -> bool:
        """Whether there is a file; a place that may not be looked at is told as such."""
        try:
            return self._path.exists()
        except OSError as error:
            raise self.trouble(error) from error

    def writer(self) -> sa.Engine:
        """One writer at a time, who waits for the one before."""
        return _engine(self.url, "BEGIN IMMEDIATE", self._wait)

    def reader(self) -> sa.Engine:
        """Any number of readers; of a file at rest without a lock."""
        return _engine(self._immutable() if self._at_rest else self.url, "BEGIN", self._wait)

    def refuse_moved(self) -> None:
        """An open file that was deleted or replaced takes every write, and nobody would ever read them."""
        if self._file is not None and self._identity() != self._file:
            raise Trouble(
                Code.DATABASE_MISSING,
                text("The database was removed or replaced while it was in use."),
                expected=text("the file that was opened"),
                got=verbatim(self.place),
                advice=text("Stop working and quit. Put the file back, or restore the last backup."),
            )

    def refuse_disturbed(self) -> None:
        """What was read without a lock is worth nothing if somebody wrote meanwhile."""
        if self._rested is not None and (self._unsettled() or self._last_change() != self._rested):
            raise Trouble(
                Code.DATABASE_BUSY,
                text("Somebody wrote to the database while it was looked at."),
                got=verbatim(self.place),
                advice=text("Look again; what was found is not told, because it may be wrong."),
            )

    def refuse_unfit(self, reader: sa.Engine, *, inspect: bool) -> str:
        """Raise `Trouble` for what is not ours, too new, or has not just its own triggers."""
        try:
            with reader.begin() as connection:
                made = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master").all()
                names = {name for kind, name, _ in made if kind == "table"}
                marked = connection.execute(sa.text("PRAGMA application_id")).scalar()
                if marked != APPLICATION_ID or not names >= schema.OWN:
                    raise foreign(self.place)
                revision = str(connection.execute(schema.ITS_REVISION).scalar())
        except DBAPIError as error:
            raise self.trouble(error) from error
        schema.refuse_wrong_revision(revision, self.place)
        if not inspect:
            triggers = {name: sql for kind, name, sql in made if kind == "trigger"}
            schema.refuse_other_triggers(triggers, schema.file_triggers(revision))
        self._file = self._identity()
        return revision

    def trouble(self, error: Exception) -> Trouble:
        """The sentence for what SQLite or the file system said."""
        said = str(getattr(error, "orig", None) or getattr(error, "strerror", None) or error)
        for words, code, what, advice in _SAYINGS:
            if any(word in said for word in words):
                return Trouble(code, what, got=verbatim(f"{self.place}: {said}"), advice=advice)
        cause = getattr(error, "orig", None) or error
        if isinstance(cause, sqlite3.DatabaseError) and not isinstance(
            cause, sqlite3.OperationalError | sqlite3.IntegrityError
        ):
            return foreign(self.place)
        return broken(self.place, said)

    def at_rest(self) -> "SqliteFile":
        """The same file in a place where SQLite cannot put what its readers share. Raises `Trouble` for one
        that cannot be read at all, or whose newest part is not in the file itself.
        """
        try:
            with self._path.open("rb"):
                pass
        except OSError as error:
            raise Trouble(
                Code.DATABASE_BROKEN,
                text("The database cannot be read."),
                got=verbatim(f"{self.place}: {error.strerror}"),
                advice=text("Check that this user may read the file."),
            ) from error
        if unsettled := self._unsettled():
            raise Trouble(
                Code.DATABASE_READ_ONLY,
                text(
                    "The newest part of the database lies beside it, and nothing can be written in this "
                    "folder."
                ),
                got=verbatim(str(unsettled)),
                advice=text(
                    "Copy the database with all files beside it to your own folder; look at it there."
                ),
            )
        return SqliteFile(self.url, self._wait, at_rest=True)

    def refuse_missing(self) -> None:
        """Raise `Trouble` when there is no file."""
        if not self.there() or not self._path.is_file():
            raise missing(self.place)

    def refuse_existing(self) -> None:
        """Raise `Trouble` when there is a file already."""
        if self.there():
            raise exists(self.place)

    def create(self, now: datetime) -> None:
        """Make the file, whole or not at all. Raises `Trouble` when there is one already."""
        self.refuse_existing()
        unfinished = self._path.with_name(f"{self._path.name}.{uuid4().hex}.new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            sqlite = sqlite3.connect(unfinished)
            sqlite.execute("PRAGMA journal_mode=WAL")
            sqlite.execute(f"PRAGMA application_id={APPLICATION_ID}")
            sqlite.close()
            unfinished.chmod(0o600)  # patients' names are in it
            engine = SqliteFile(self.url.set(database=str(unfinished)), self._wait).writer()
            with engine.begin() as connection:
                schema.make(connection, now, lanes=1)
            engine.dispose()
            self._path.hardlink_to(unfinished)  # unlike a rename, it never replaces what somebody just made
        except FileExistsError as error:
            raise exists(self.place) from error
        except (OSError, sqlite3.Error, DBAPIError) as error:
            raise self.trouble(error) from error
        finally:
            for left in (unfinished, *(Path(f"{unfinished}{end}") for end in ("-wal", "-shm"))):
                with suppress(OSError):
                    left.unlink()

    def _identity(self) -> tuple[int, int] | None:
        """Which file stands at the address; none when there is none."""
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _immutable(self) -> URL:
        """The address that tells SQLite to read the file alone, without a lock."""
        path = quote(str(self._path.absolute()))
        return self.url.set(database=f"file:{path}", query={"immutable": "1", "uri": "true"})

    def _unsettled(self) -> Path | None:
        """The file beside a database in which its newest part lies until the last program closes it."""
        wal = Path(f"{self._path}-wal")
        return wal if wal.exists() and wal.stat().st_size else None

    def _last_change(self) -> tuple[int, int]:
        """When the file was last written, and its size."""
        found = self._path.stat()
        return found.st_mtime_ns, found.st_size


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


_SAYINGS: tuple[tuple[tuple[str, ...], Code, Text, Text], ...] = (
    (
        ("file is not a database", "malformed", "corrupt"),
        Code.DATABASE_FOREIGN,
        text("This is not an alemprep database, or it is damaged."),
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
