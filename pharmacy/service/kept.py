"""What every row holds that alemprep wrote. A row that somebody has edited may not, and what is made of it
once it was read has to say so as the look at the tables does.
"""

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from pharmacy.service.act import Station

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")


def kept(value: T | None, name: str) -> T:
    """A value that a row in its state always has. Raises `LookupError` where somebody has taken it out:
    within a transaction, or `from_tables`, that becomes `Trouble` in words.
    """
    if value is None:
        raise LookupError(f"no {name}")
    return value


def from_tables(
    make: Callable[Concatenate["Station", P], R],
) -> Callable[Concatenate["Station", P], R]:
    """For what makes a paper, a plan or a verdict of rows that were read before. Raises `Trouble` for rows
    that alemprep never writes.
    """

    @functools.wraps(make)
    def run(station: "Station", /, *args: P.args, **kwargs: P.kwargs) -> R:
        with station.database.reckoning():
            return make(station, *args, **kwargs)

    return run
