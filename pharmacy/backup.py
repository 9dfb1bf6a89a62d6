"""A backup: a copy of the whole database, taken while stations work, and believed only once it was checked.

It is no act and leaves no event: it needs nobody's badge, only the right to read.
"""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection

from pharmacy import audit
from pharmacy.database import Database, is_server, open_database
from pharmacy.database.copying import copy_file, dump_server, resting
from pharmacy.database.schema import REVISION
from pharmacy.errors import Code, Trouble
from pharmacy.language import Text, text, verbatim
from pharmacy.reconciliation import differences

_ABANDONED_SECONDS = 24 * 3600
"""How long nobody wrote to an unfinished backup that is taken for a killed one's."""
_LONGEST_NAME = 40
"""Characters of the database's name in an unfinished backup's, so that the file system takes it."""


class Backup(BaseModel):
    """A backup that was found whole."""

    model_config = ConfigDict(frozen=True)

    path: Path
    bytes: int
    schema_revision: str
    as_of: datetime
    """The latest moment recorded in it."""
    events: int
    head_seq: int
    """Number of its newest event."""
    head: str
    """Hash of its newest event."""
    reconciled: bool
    """Whether its tables were compared with its events; those of an older schema do not tell enough."""


def back_up(where: str, to: Path, pg_dump: Path | None = None) -> Backup:
    """Copy a database into a new file. Raises `Trouble` and leaves none when there is one already, when it
    cannot be written, or when the database is not whole. `pg_dump`: a server's, where none is on the PATH.
    """
    database = open_database(where, inspect=True)
    try:
        with _new_file(to, Path(str(database.url.database)).name) as unfinished:
            copied = _dumped if is_server(database.url) else _copied
            revision, found, as_of = copied(database, unfinished, pg_dump)
            size = unfinished.stat().st_size
    finally:
        database.close()
    return Backup(
        path=to,
        bytes=size,
        schema_revision=revision,
        as_of=as_of,
        events=found.events,
        head_seq=found.head_seq,
        head=found.head,
        reconciled=revision == REVISION,
    )


Checked = tuple[str, audit.Verification, datetime]
"""Revision of the schema, the audit, the latest moment."""


def _copied(database: Database, unfinished: Path, _pg_dump: Path | None) -> Checked:
    """Copy a file; what is checked is the copy."""
    with database.reading() as connection:
        copy_file(connection, unfinished)
    try:
        with resting(unfinished) as copy, copy.reading() as connection:
            (said, *_) = connection.exec_driver_sql("PRAGMA integrity_check").scalars()
            if said != "ok":
                raise _damaged(database.place, verbatim(str(said)))
            return _checked(copy, connection, database.place)
    except Trouble as trouble:
        if trouble.code is Code.BACKUP:
            raise
        raise _damaged(database.place, trouble.got or trouble.what) from trouble


def _dumped(database: Database, unfinished: Path, pg_dump: Path | None) -> Checked:
    """Have a server's database dumped; what is checked is the very state that is dumped."""
    with database.reading() as connection:
        checked = _checked(database, connection, database.place)
        dump_server(connection, database.url, unfinished, pg_dump)
        return checked


def _checked(database: Database, connection: Connection, place: str) -> Checked:
    revision = database.examine()
    found = audit.verify(connection)
    if not found.ok:
        raise _damaged(place, text("event {number} is the first that does not fit", number=found.first_bad))
    if revision == REVISION and (wrong := differences(connection)):
        first = f"{wrong[0].table} {', '.join(map(str, wrong[0].key))} {wrong[0].column}".rstrip()
        raise _damaged(
            place,
            text(
                "Differences between tables and audit: {count}. The first: {first}",
                count=len(wrong),
                first=first,
            ),
        )
    return revision, found, audit.latest(connection)


@contextmanager
def _new_file(to: Path, name: str) -> Iterator[Path]:
    """Give a free name to what is made beside it, only once that is whole and on the disk. `name`: of the
    database; what earlier backups of it left there when they were killed goes.
    """
    try:
        to.lstat()
    except FileNotFoundError:
        pass
    except (OSError, ValueError) as error:
        raise _unwritten(to, error) from error
    else:
        raise _taken(to)
    unfinished, named = None, False
    try:
        handle, made = tempfile.mkstemp(prefix=_beginning(name), dir=to.parent)  # its mode is 0600
        unfinished = Path(made)
        os.close(handle)
        _clear_away(unfinished, name)
        yield unfinished
        _sync(unfinished)
        _give_name(unfinished, to)
        named = True
        _sync(to.parent)
    except BaseException as error:
        if named:
            to.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _unwritten(to, error) from error
        raise
    finally:
        if unfinished is not None:
            unfinished.unlink(missing_ok=True)


def _beginning(name: str) -> str:
    """What the names of a database's unfinished backups begin with."""
    return f".backup-{name[:_LONGEST_NAME]}-"


def _clear_away(unfinished: Path, name: str) -> None:
    """Remove what backups of this database left beside this one that were killed. One that still runs wrote
    to its own within a day. What cannot be removed stays: it is no reason to make no backup.
    """
    ours = re.compile(rf"{re.escape(_beginning(name))}[a-z0-9_]{{8}}(-journal|-wal|-shm)?")
    with suppress(OSError):
        now = unfinished.stat().st_mtime  # by the clock of whoever keeps the folder
        for left in unfinished.parent.iterdir():
            with suppress(OSError):
                if ours.fullmatch(left.name) and now - left.lstat().st_mtime > _ABANDONED_SECONDS:
                    left.unlink()


def _give_name(unfinished: Path, to: Path) -> None:
    """Call a finished file by its name, at once and never over another one. Raises `Trouble` when there is
    one by now. Where there are no hard links, as on a USB stick, the name is an empty file's for a moment.
    """
    try:
        try:
            to.hardlink_to(unfinished)  # unlike a rename, it never replaces what somebody just made
        except FileExistsError:
            raise
        except OSError:
            os.close(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            try:
                unfinished.replace(to)
            except BaseException:
                to.unlink(missing_ok=True)
                raise
    except FileExistsError as error:
        raise _taken(to) from error


def _taken(to: Path) -> Trouble:
    return Trouble(
        Code.DATABASE_EXISTS,
        text("There already is a file here; it was left as it is."),
        expected=text("a new file name"),
        got=verbatim(str(to)),
        advice=text("Give every backup a name of its own, such as one with day and time in it."),
        bad_input=True,
    )


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _unwritten(to: Path, error: Exception) -> Trouble:
    return Trouble(
        Code.BACKUP,
        text("The backup cannot be written here; nothing was left behind."),
        expected=text("a folder with room, that this user may write"),
        got=verbatim(f"{to}: {getattr(error, 'strerror', None) or error}"),
        advice=text("Make room, or name another place. Keep the earlier backups."),
    )


def _damaged(place: str, got: Text) -> Trouble:
    return Trouble(
        Code.BACKUP,
        text("The database is not whole; no backup was made of it."),
        expected=text("a database that passes every check"),
        got=text("{place}: {found}", place=place, found=got),
        advice=text(
            "Keep the earlier backups, and tell the pharmacist. To look closer: alemprep audit verify"
        ),
    )
