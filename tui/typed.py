"""What people type into forms, as days, times and numbers, or a refusal that says how to write them."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import TypeVar

from pharmacy.errors import AlemprepError, Code, Refusal
from pharmacy.language import Text, text, verbatim

R = TypeVar("R")


@contextmanager
def on_line(field: str) -> Iterator[None]:
    """What is refused in here is the fault of one line of the form, and names it."""
    try:
        yield
    except AlemprepError as error:
        error.field = field
        raise


def read(typed: Mapping[str, str], field: str, convert: Callable[[str], R]) -> R:
    """One line of a form, as what it means. Raises `Refusal` that names the line."""
    with on_line(field):
        return convert(typed[field])


def day_from(typed: str) -> date:
    """A day written year first. Raises `Refusal`.

    >>> day_from("2026-03-25")
    datetime.date(2026, 3, 25)
    """
    try:
        return datetime.strptime(typed, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        raise _unusable(text("This is not a day that can be used."), verbatim("2026-03-25"), typed) from None


def time_from(typed: str) -> time:
    """A clock time of 24 hours. Raises `Refusal`.

    >>> time_from("12:30")
    datetime.time(12, 30)
    """
    try:
        return datetime.strptime(typed, "%H:%M").time()  # noqa: DTZ007 - nor has a wall-clock time
    except ValueError:
        raise _unusable(
            text("This is not a clock time that can be used."), verbatim("12:30"), typed
        ) from None


MOST_DIGITS = 9
"""Of a number that anybody types here."""


def number_from(typed: str) -> int:
    """A whole number. Raises `Refusal`.

    >>> number_from("3")
    3
    """
    if not (typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS):
        raise _unusable(text("This is not a whole number."), verbatim("1"), typed[: 2 * MOST_DIGITS])
    return int(typed)


def _unusable(what: Text, example: Text, typed: str) -> Refusal:
    return Refusal(
        Code.NOT_A_DATE,
        what,
        expected=text("something written like {example}", example=example),
        got=verbatim(typed) if typed else text("nothing"),
        advice=text("Correct it and go on."),
        bad_input=True,
    )
