"""Where many tests begin: brought about by the acts once, afterwards by a copy of what they led to."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from tui.places import on_server

if TYPE_CHECKING:
    from tests.conftest import House

P = ParamSpec("P")
R = TypeVar("R")


def reached_once(way: Callable[Concatenate["House", P], R]) -> Callable[Concatenate["House", P], R]:
    """For a way of acts to where a test begins. Where the same was done before it, by the same clock, the
    hospital's file becomes what it led to. On a server, and in a hospital that was edited, it is gone each
    time.
    """

    @wraps(way)
    def go(house: "House", /, *args: P.args, **more: P.kwargs) -> R:
        if on_server(house.where) or house.edited:
            return way(house, *args, **more)
        journey = (way.__module__, way.__qualname__, args, *sorted(more.items()), *_start(house))
        place = _PLACES.get(journey)
        if place is None:
            found = way(house, *args, **more)
            _PLACES[journey] = _Place.left(house, found)
            return found
        place.enter(house)
        there: R = place.found
        return there

    return go


@dataclass(frozen=True)
class _Place:
    """A hospital as a way of acts left it."""

    folder: TemporaryDirectory[str]
    at: datetime
    found: Any

    @classmethod
    def left(cls, house: "House", found: Any) -> "_Place":
        folder = TemporaryDirectory()
        _copy(house.where, f"{folder.name}/alemprep.db")
        return cls(folder, house.clock.now(), found)

    def enter(self, house: "House") -> None:
        """Beneath the station's open connections."""
        _copy(f"{self.folder.name}/alemprep.db", house.where)
        house.clock.set(self.at)


_PLACES: dict[tuple[object, ...], _Place] = {}


def _start(house: "House") -> tuple[object, ...]:
    """What was done before: the last hash of the audit's chain stands for all of it. And by which values,
    clock and language the station goes on.
    """
    station = house.station
    with closing(sqlite3.connect(house.where)) as file:
        last = file.execute("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1").fetchone()
    return (*last, house.clock.now(), station.protocol.sha256, station.policy.sha256, str(station.site))


def _copy(one: str, other: str) -> None:
    with closing(sqlite3.connect(one)) as source, closing(sqlite3.connect(other)) as target:
        source.backup(target)
    checkpoints = Path(f"{one}.checkpoints")
    if checkpoints.exists():
        shutil.copy(checkpoints, f"{other}.checkpoints")
