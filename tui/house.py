"""Where a hospital's files lie, and how a station is opened from them.

alemprep.db          the database, where it is a file
alemprep.db.pepper   the secret that PINs are hashed with; never inside the database
alemprep.db.key      the key that signs the audit's checkpoints; likewise
alemprep.db.checkpoints   every checkpoint, so that one that is removed from the database is missed
site.toml            the site file
site-policy.toml     the site policy that is proposed; without it, the shipped one is
prints/              what the folder printer wrote

With a database on a server the other files lie in each station's own folder, under the same names.
"""

import fcntl
import os
import platform
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, tzinfo
from pathlib import Path

from pydantic import SecretStr

from labels import proof
from pharmacy.clock import Clock
from pharmacy.database import (
    Database,
    create_database,
    database_exists,
    database_url,
    open_database,
    refuse_existing,
)
from pharmacy.errors import Code, Trouble
from pharmacy.language import Language, text, verbatim
from pharmacy.protocol.files import read_whole, why
from pharmacy.service.act import Station
from pharmacy.service.approvals import ValueFiles, in_force
from pharmacy.service.people import first_administrator, first_person
from pharmacy.site import Site, load_site
from pharmacy.witness import Witness
from samples import HOSPITAL
from tui.places import hospital_folder, on_server

SAMPLE_SITE = HOSPITAL / "hospital.toml"
"""The fictional hospital's."""
SITE_FILE, POLICY_FILE = "site.toml", "site-policy.toml"
"""Beside the database; without a policy of its own the shipped one is proposed."""

PEPPER, SIGNING_KEY, CHECKPOINTS = ".pepper", ".key", ".checkpoints"
"""What a database's name ends with in the names of its two secrets, and of the audit's witness."""
PEPPER_BYTES = 32


def site_file(where: str, given: Path | None = None) -> Path:
    """The site file that goes with a database: the one given, or the one beside it. There is no other:
    another hospital's clock would print another START BEFORE. Raises `Trouble` when there is none.
    """
    beside = folder(where) / SITE_FILE
    if given is not None or beside.is_file():
        return given or beside
    raise Trouble(
        Code.BAD_FILE,
        text("This database has no site file."),
        expected=text("the hospital's site file, beside the database"),
        got=text("nothing at {path}", path=str(beside)),
        advice=text("Put it there, or name it with --site."),
        bad_input=True,
    )


def folder(where: str) -> Path:
    """The folder of a database. Raises `Trouble` for what is no address."""
    database_url(where)
    return hospital_folder(where)


def zone_of(where: str) -> tzinfo:
    """Of the site, by which days begin; UTC where the database lies without its site file, as a copy does."""
    beside = folder(where) / SITE_FILE
    return load_site(beside).tz if beside.is_file() else UTC


def open_station(
    where: str,
    clock: Clock,
    site: Path | None = None,
    language: Language | None = None,
    name: str = "",
) -> Station:
    """Open an existing hospital. Raises `Trouble` or `Refusal` in words."""
    return _station(open_database(where), where, clock, site, language, name)


def new_station(
    where: str, clock: Clock, site: Path = SAMPLE_SITE, language: Language | None = None, name: str = ""
) -> Station:
    """Make an empty hospital: database, pepper, and a copy of the site file beside them, or nothing of it."""
    load_site(site)
    refuse_existing(where)
    with making(where):
        return _made(where, clock, site, language, name)


def new_hospital(where: str, clock: Clock, site: Path, badge: str, name: str, pin: SecretStr) -> None:
    """Make an empty hospital with its first administrator, or nothing at all."""
    first_administrator(badge, name, pin)  # before anything is made: a server's tables are not taken back
    load_site(site)
    refuse_existing(where)
    with making(where):
        station = _made(where, clock, site)
        try:
            first_person(station, badge, name, pin)
        finally:
            station.database.close()


def _made(where: str, clock: Clock, site: Path, language: Language | None = None, name: str = "") -> Station:
    pepper, beside = _pepper_file(where), folder(where) / SITE_FILE
    try:
        _write_pepper(where, pepper)
        witness_of(where).make_key()
        _copy_site(site, beside)
    except OSError as error:
        raise _no_folder(pepper.parent, error) from error
    return _station(create_database(where, clock.now()), where, clock, site, language, name)


@contextmanager
def making(where: str) -> Iterator[None]:
    """Take back a hospital that cannot be completed in here: every file of it that was not there before. Not
    those of a server's tables that are made already, or may be: nobody could ever sign in there without them.
    Whoever comes second to a folder waits, and finds what the first one made.
    """
    with _alone_in(folder(where)):
        endings = ("", "-wal", "-shm", ".pepper", ".key", ".checkpoints")
        beside = [beside_database(where, ending) for ending in endings]
        new = [path for path in (*beside, folder(where) / SITE_FILE) if not path.exists()]
        try:
            yield
        except BaseException as error:
            another_s = isinstance(error, Trouble) and error.code is Code.DATABASE_EXISTS
            if another_s or not _may_be_made(where):
                for path in new:
                    path.unlink(missing_ok=True)
            raise


@contextmanager
def _alone_in(beside: Path) -> Iterator[None]:
    """Make a folder and be the only one who makes a hospital in it."""
    try:
        beside.mkdir(parents=True, exist_ok=True)
        held = os.open(beside, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise _no_folder(beside, error) from error
    try:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def _may_be_made(where: str) -> bool:
    """Whether a server has the tables, as far as it can be asked."""
    if not on_server(where):
        return False
    try:
        return database_exists(where)
    except Trouble:
        return True


def _copy_site(site: Path, beside: Path) -> None:
    if not beside.exists():
        shutil.copyfile(site, beside)
    elif read_whole(beside) != read_whole(site):
        raise Trouble(
            Code.BAD_FILE,
            text("Another site file lies beside this database."),
            expected=text("the same one as {path}, or a folder without", path=str(site)),
            got=verbatim(str(beside)),
            advice=text("Choose another folder: every hospital has its own clock and names."),
            bad_input=True,
        )


def _station(
    database: Database, where: str, clock: Clock, site: Path | None, language: Language | None, name: str
) -> Station:
    known, files = load_site(site_file(where, site)), ValueFiles(folder(where) / POLICY_FILE)
    values = in_force(database, files, known.tz)
    found = Station(
        database=database,
        clock=clock,
        site=known,
        protocol=values.protocol,
        policy=values.policy,
        approval=values.approval,
        files=files,
        notice=values.notice,
        pepper=read_pepper(where),
        witness=witness_of(where),
        proof=proof,
        name=name or platform.node() or "station",
    )
    return found if language is None else replace(found, site=_speaking(found.site, language))


def _speaking(site: Site, language: Language) -> Site:
    return site.model_copy(update={"language": language})


def beside_database(where: str, ending: str) -> Path:
    """A file that belongs to a database, by what it adds to the database's name."""
    if on_server(where):
        return folder(where) / f"alemprep.db{ending}"
    return Path(f"{database_url(where).database}{ending}")


def kept_apart(where: str) -> list[Path]:
    """Files that belong to a database and are not in it, of those that are there: a backup holds none of
    them.
    """
    beside = [beside_database(where, ending) for ending in (PEPPER, SIGNING_KEY, CHECKPOINTS)]
    return [
        path
        for path in (*beside, *(folder(where) / name for name in (SITE_FILE, POLICY_FILE)))
        if path.is_file()
    ]


def witness_of(where: str) -> Witness:
    """The key and the file of checkpoints that go with a database."""
    return Witness(beside_database(where, SIGNING_KEY), beside_database(where, CHECKPOINTS))


def _pepper_file(where: str) -> Path:
    return beside_database(where, PEPPER)


def _write_pepper(where: str, path: Path) -> None:
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(PEPPER_BYTES))
    except FileExistsError:
        pass  # left by an earlier database of this name: as good a secret as a new one
    except OSError as error:
        raise _no_pepper(where, why(error)) from error


def read_pepper(where: str) -> bytes:
    """The secret of a database. Raises `Trouble` when it is missing or damaged."""
    path = _pepper_file(where)
    try:
        pepper = path.read_bytes()
    except OSError as error:
        raise _no_pepper(where, why(error)) from error
    if len(pepper) != PEPPER_BYTES:
        raise _no_pepper(where, f"{len(pepper)} bytes")
    return pepper


def _no_folder(path: Path, error: OSError) -> Trouble:
    return Trouble(
        Code.BAD_FILE,
        text("The hospital's files cannot be written here."),
        expected=text("a folder that this user may write"),
        got=verbatim(f"{path}: {error.strerror}"),
        advice=text("Choose another place."),
        bad_input=True,
    )


def _no_pepper(where: str, got: str) -> Trouble:
    path = _pepper_file(where)
    return Trouble(
        Code.BAD_FILE,
        text("The secret that belongs to this database is missing or damaged, so no PIN can be checked."),
        expected=text("{bytes} bytes in {path}", bytes=PEPPER_BYTES, path=str(path)),
        got=verbatim(f"{path}: {got}"),
        advice=text(
            "Copy the file from a station that works, or from the backup, into this station's own folder: "
            "ALEMPREP_FOLDER says which that is."
        )
        if on_server(where)
        else text("Put the file back from the backup, beside the database."),
    )
