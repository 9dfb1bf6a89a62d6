"""Which files the program works with, known before anything heavy is imported."""

import os
from datetime import date
from pathlib import Path

import platformdirs

from pharmacy.language import Language
from pharmacy.protocol.files import read_whole, toml_in
from samples import HOSPITAL


def default_database() -> str:
    """The database of this computer: `ALEMPREP_DB`, or a file in the user's data folder."""
    return os.environ.get("ALEMPREP_DB") or str(Path(platformdirs.user_data_dir("alemprep")) / "alemprep.db")


def sample_database(day: date) -> Path:
    """The sample hospital's database of one day; each day has its own folder."""
    return Path(platformdirs.user_data_dir("alemprep")) / "sample" / day.isoformat() / "hospital.db"


def on_server(where: str) -> bool:
    """Whether an address is that of a database server."""
    return where.startswith(("postgresql://", "postgresql+psycopg://"))


def database_file(where: str) -> Path:
    """The file behind an address that is no server's: a path, or `sqlite:///FILE`."""
    return Path(where.removeprefix("sqlite:///"))


def hospital_folder(where: str) -> Path:
    """Where the files lie that belong to a database: beside its file; of a server's, in `ALEMPREP_FOLDER` or
    the user's data folder of each station.
    """
    if on_server(where):
        return Path(os.environ.get("ALEMPREP_FOLDER") or platformdirs.user_data_dir("alemprep"))
    return database_file(where).absolute().parent


def language_of(where: str, site: Path | None) -> Language:
    """The language in a hospital's site file, for what is shown before the file is checked.
    English when it cannot be told: the check that follows says why.
    """
    beside = hospital_folder(where) / "site.toml"
    file = site or (beside if beside.is_file() else HOSPITAL / "hospital.toml")
    try:
        return Language(toml_in(read_whole(file))["language"])
    except (OSError, ValueError, KeyError):
        return Language.ENGLISH
