"""What is said when there is no database, another one, or none that answers."""

from pharmacy.errors import Code, Trouble
from pharmacy.language import text, verbatim

EDITED = text(
    "Somebody has edited the database. Stop working, change nothing, keep it as it is and call the "
    "pharmacist, who runs: alemprep audit verify. It says what was changed."
)
"""What to do where damage by accident is not likely: a backup in its place would lose every act since, and
what tells who did it.
"""


def bad_address(where: str) -> Trouble:
    """An address that is none."""
    return Trouble(
        Code.DATABASE_MISSING,
        text("This is no address of a database that alemprep can open."),
        expected=text("a file name, sqlite:///FILE, or postgresql://USER@HOST/NAME"),
        got=verbatim(where),
        advice=text("Correct the address."),
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
