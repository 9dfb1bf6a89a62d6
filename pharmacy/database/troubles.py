"""What is said when there is no database, another one, or none that answers."""

import re
from urllib.parse import unquote

from pharmacy.errors import Code, Trouble
from pharmacy.language import text, verbatim

EDITED = text(
    "Somebody has edited the database. Stop working, change nothing, keep it as it is and call the "
    "pharmacist, who runs: alemprep audit verify. It says what was changed."
)
"""What to do where damage by accident is not likely: a backup in its place would lose every act since, and
what tells who did it.
"""

SECRET_OPTION = re.compile(r"(pass(word|wd|phrase)?|pwd|secret|scram_(client|server)_key)\s*=", re.IGNORECASE)
"""An option of an address that is a secret itself, also mistyped; `passfile` only says where one lies.
Source: PostgreSQL 18, 32.1.2 Parameter Key Words.
"""
_PASSWORD = re.compile(r"^(\s*(?:[\w+.-]*(?::/{1,3}|/{2,3}))?+[^:]*+):.*@", re.DOTALL)
"""Of a user, up to the last @: a password may hold some, and what is no address is read by no rule."""
_NO_PORT = re.compile(
    r"^(\s*(?!sqlite)[\w+.-]+(?::/{0,3}|/{2,3})[^:]*+):(?!\d*(?:[/?]|$))[^/?]*", re.DOTALL | re.IGNORECASE
)
"""Where the host was forgotten, the password stands in its port's place."""


def bad_address(where: str) -> Trouble:
    """An address that is none; a password in it is not repeated."""
    if SECRET_OPTION.search(unquote(where)):
        return secret_in_address()
    shown = _PASSWORD.sub(r"\1:***@", where) if "@" in where else _NO_PORT.sub(r"\1:***", where)
    return Trouble(
        Code.DATABASE_MISSING,
        text("This is no address of a database that alemprep can open."),
        expected=text("a file name, sqlite:///FILE, or postgresql://USER@HOST/NAME"),
        got=verbatim(shown),
        advice=text("Correct the address."),
        bad_input=True,
    )


def secret_in_address() -> Trouble:
    """A password among an address's options, where nothing takes it for one: it would be told with it."""
    return Trouble(
        Code.DATABASE_MISSING,
        text("There is a password among the options of this database's address, where others can read it."),
        expected=text("postgresql://USER@HOST/NAME, and the password in ~/.pgpass"),
        advice=text(
            "Take it out of the address, and put a server's password into ~/.pgpass (mode 600). Change it if "
            "others may have seen it."
        ),
        bad_input=True,
    )


def missing(place: str) -> Trouble:
    """Nothing is there."""
    return Trouble(
        Code.DATABASE_MISSING,
        text("There is no database here."),
        expected=text("an alemprep database"),
        got=verbatim(place),
        advice=text(
            "Check the address; make a new hospital with: alemprep init --site FILE; or look around in a "
            "fictional one with: alemprep --sample"
        ),
        bad_input=True,
    )


def exists(place: str) -> Trouble:
    """Something is there that a new one would replace."""
    return Trouble(
        Code.DATABASE_EXISTS,
        text("There already is a database or a file here; it was left as it is."),
        expected=text("a new file name, or an empty database"),
        got=verbatim(place),
        advice=text("Open it without “init”, or choose another name."),
        bad_input=True,
    )


def foreign(place: str) -> Trouble:
    """Something is there that alemprep did not make, or no longer knows."""
    return Trouble(
        Code.DATABASE_FOREIGN,
        text("This is not an alemprep database, or it is damaged."),
        expected=text("a database that alemprep made"),
        got=verbatim(place),
        advice=text("Check the address. If it is the right one, restore the last backup."),
    )


def for_its_owner(place: str, revision: str, wanted: str) -> Trouble:
    """An older schema on a server, opened by a user who may not change it."""
    return Trouble(
        Code.DATABASE_READ_ONLY,
        text("The database is older than this alemprep, and this station may not bring it up to date."),
        expected=text("schema {revision}", revision=wanted),
        got=text("schema {revision} in {path}", revision=revision, path=place),
        advice=text(
            "Whoever owns the database makes a backup, then runs, as its owner: alemprep migrate --db …"
        ),
    )


def older(place: str, revision: str, wanted: str) -> Trouble:
    """An older schema, where only the newest one tells enough."""
    return Trouble(
        Code.DATABASE_OLDER,
        text("The database is older than this alemprep, and can only be checked when it is up to date."),
        expected=text("schema {revision}", revision=wanted),
        got=text("schema {revision} in {path}", revision=revision, path=place),
        advice=text(
            "Make a backup, then run: alemprep migrate. What is kept as evidence is copied, and the copy "
            "checked."
        ),
    )


def broken(place: str, said: str) -> Trouble:
    """It said something that nobody foresaw."""
    return Trouble(
        Code.DATABASE_BROKEN,
        text("The database did not do what was asked; nothing was changed."),
        got=verbatim(f"{place}: {said}"),
        advice=text("Try again. If it stays so, call whoever looks after this computer."),
    )


def impossible(place: str, said: str) -> Trouble:
    """It holds what alemprep never writes."""
    return Trouble(
        Code.DATABASE_BROKEN,
        text("The database holds a value that alemprep never writes; nothing was changed."),
        got=verbatim(f"{place}: {said}"),
        advice=text(
            "Do not use the bag; call the pharmacist, who runs: alemprep audit verify. It names what "
            "somebody has edited; if it finds nothing, alemprep itself is wrong: report it."
        ),
    )
