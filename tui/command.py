"""What the commands share: their options, how a refusal becomes sentences and an exit code, typed moments."""

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ParamSpec
from zoneinfo import ZoneInfo

import typer

from pharmacy.errors import AlemprepError, Code, Refusal, Trouble
from pharmacy.language import Language, text, verbatim
from tui.crash import FAILED, crash

if TYPE_CHECKING:
    from pharmacy.service.act import Station

REFUSED, UNREADABLE = 1, 2

_YEARS = (2000, 2999)
"""Of moments that can be meant seriously; the same as a course's first day."""

P = ParamSpec("P")

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Db = Annotated[
    str | None,
    typer.Option("--db", help="Database: a file, or postgresql://USER@HOST/NAME. Default: ALEMPREP_DB."),
]
SiteFile = Annotated[
    Path | None, typer.Option("--site", help="Site file. Default: the one beside the database.")
]
Lang = Annotated[Language | None, typer.Option("--language", help="en or es. Default: the site's.")]


def in_words(function: Callable[P, None]) -> Callable[P, None]:
    """Turn what a command raises into sentences and an exit code."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            function(*args, **kwargs)
        except AlemprepError as error:
            raise typer.Exit(tell(error, as_json=bool(kwargs.get("as_json")))) from error
        except (typer.Exit, typer.Abort):
            raise
        except BrokenPipeError:
            raise  # told by `main`, which can tell nobody
        except OSError as error:
            raise typer.Exit(tell(denied(error), as_json=bool(kwargs.get("as_json")))) from error
        except Exception as error:
            tell(crash(error), as_json=bool(kwargs.get("as_json")))
            raise typer.Exit(FAILED) from error

    return run


def denied(error: OSError) -> Trouble:
    """The machine does not let the program read or write what it was told to."""
    if error.filename is not None and error.strerror:
        why = f"{error.filename}: {error.strerror}"
    else:
        why = f"{type(error).__name__}: {error}"
    return Trouble(
        Code.BAD_FILE,
        text("The computer does not let alemprep read or write this."),
        got=verbatim(why[:300]),
        advice=text("Check whether it is there, may be read and written, and has room."),
        bad_input=True,
    )


def tell(error: AlemprepError, *, as_json: bool) -> int:
    """Print a refusal and return the exit code that goes with it."""
    if as_json:
        print_json({"result": "refused", "code": error.code, "message": error.message()})
    else:
        print("\n".join(error.lines()), file=sys.stderr if error.bad_input else sys.stdout)
    return UNREADABLE if error.bad_input else REFUSED


def begin_day(station: "Station") -> None:
    """Make the audit's checkpoint of the day, if the hospital is opened for the first time. Where none can be
    made, say why and go on.
    """
    from pharmacy.service import checkpoints  # noqa: PLC0415

    try:
        checkpoints.begin_day(station)
    except AlemprepError as error:
        if error.code is not Code.CLOCK_BEHIND:  # each act says so itself
            print("\n".join(error.lines()), file=sys.stderr)


def asking(*, as_json: bool) -> Callable[[str], str]:
    """How a PIN is asked for: apart from what a program reads."""
    return lambda what: str(typer.prompt(what, hide_input=True, err=as_json))


def print_json(told: dict[str, Any]) -> None:
    """Print a line of JSON, letters as they are."""
    print(json.dumps(told, ensure_ascii=False))


@contextmanager
def _typed(raw: str, expected: str) -> Iterator[None]:
    try:
        yield
    except (ValueError, KeyError, OSError) as error:
        raise Refusal(
            Code.NOT_A_DATE,
            text("This cannot be read."),
            expected=verbatim(expected),
            got=verbatim(raw),
            advice=text("Correct it and try again."),
            bad_input=True,
        ) from error


def typed_date(raw: str) -> date:
    """A day as it was typed. Raises `Refusal`, as the others do."""
    with _typed(raw, "YYYY-MM-DD"):
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", raw, re.ASCII):
            raise ValueError(raw)
        return date.fromisoformat(raw)


def typed_time(raw: str) -> time:
    """A clock time as it was typed."""
    with _typed(raw, "HH:MM"):
        if not re.fullmatch(r"\d{2}:\d{2}", raw, re.ASCII):
            raise ValueError(raw)
        return time.fromisoformat(raw)


def typed_moment(raw: str) -> datetime:
    """A moment with its offset as it was typed."""
    with _typed(raw, "a moment with its offset, like 2026-03-25T12:00:00+01:00"):
        moment = datetime.fromisoformat(raw)
        if moment.tzinfo is None or not _YEARS[0] <= moment.year <= _YEARS[1]:
            raise ValueError(raw)
        return moment


def typed_zone(raw: str) -> ZoneInfo:
    """A time zone by its name."""
    try:
        return ZoneInfo(raw)
    except (ValueError, KeyError, OSError) as error:
        raise Refusal(
            Code.UNKNOWN_ZONE,
            text("There is no such time zone."),
            expected=verbatim("Europe/Madrid, Atlantic/Canary, …"),
            got=verbatim(raw),
            advice=text("Correct it and try again."),
            bad_input=True,
        ) from error
