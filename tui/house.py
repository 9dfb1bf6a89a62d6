"""Where a hospital's files lie, and how a station is opened from them.

alemprep.db          the database
alemprep.db.pepper   the secret that PINs are hashed with; never inside the database
site.toml            the site file
prints/              what the folder printer wrote
"""

import os
import secrets
from dataclasses import replace
from pathlib import Path

from labels.press import proof
from pharmacy.clock import Clock
from pharmacy.database import Database, create_database, database_url, open_database
from pharmacy.errors import Code, Trouble
from pharmacy.language import Language, text, verbatim
from pharmacy.protocol.loader import load_policy, load_protocol
from pharmacy.service.act import Station
from pharmacy.site import Site, load_site
from samples import HOSPITAL

PEPPER_BYTES = 32


def site_file(where: str, given: Path | None = None) -> Path:
    """The site file that goes with a database: the one given, the one beside it, or the sample hospital's."""
    if given is not None:
        return given
    beside = folder(where) / "site.toml"
    return beside if beside.is_file() else HOSPITAL / "hospital.toml"


def folder(where: str) -> Path:
    """The folder of a database. Raises `Trouble` for what is no address."""
    return Path(str(database_url(where).database)).absolute().parent


def open_station(
    where: str, clock: Clock, site: Path | None = None, language: Language | None = None
) -> Station:
    """Open an existing hospital. Raises `Trouble` or `Refusal` in words."""
    return _station(open_database(where), where, clock, site, language)


def new_station(
    where: str, clock: Clock, site: Path | None = None, language: Language | None = None
) -> Station:
    """Make an empty hospital: database and pepper."""
    load_site(site_file(where, site))
    database = create_database(where, clock.now())
    _write_pepper(_pepper_file(where))
    return _station(database, where, clock, site, language)


def _station(
    database: Database, where: str, clock: Clock, site: Path | None, language: Language | None
) -> Station:
    protocol = load_protocol()
    found = Station(
        database=database,
        clock=clock,
        site=load_site(site_file(where, site)),
        protocol=protocol,
        policy=load_policy(protocol),
        pepper=_read_pepper(_pepper_file(where)),
        proof=proof,
    )
    return found if language is None else replace(found, site=_speaking(found.site, language))


def _speaking(site: Site, language: Language) -> Site:
    return site.model_copy(update={"language": language})


def _pepper_file(where: str) -> Path:
    return Path(f"{database_url(where).database}.pepper")


def _write_pepper(path: Path) -> None:
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(PEPPER_BYTES))
    except FileExistsError:
        pass  # left by an earlier database of this name: as good a secret as a new one
    except OSError as error:
        raise _no_pepper(path, str(error)) from error


def _read_pepper(path: Path) -> bytes:
    try:
        pepper = path.read_bytes()
    except OSError as error:
        raise _no_pepper(path, str(error)) from error
    if len(pepper) != PEPPER_BYTES:
        raise _no_pepper(path, f"{path}: {len(pepper)} bytes")
    return pepper


def _no_pepper(path: Path, why: str) -> Trouble:
    return Trouble(
        Code.BAD_FILE,
        text("The secret that belongs to this database is missing or damaged, so no PIN can be checked."),
        expected=text("{bytes} bytes in {path}", bytes=PEPPER_BYTES, path=str(path)),
        got=verbatim(why),
        advice=text("Put the file back from the backup, beside the database."),
    )
