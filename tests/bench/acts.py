"""The acts of a preparation, each durable, beside raw sqlite3 saying the very same statements.

The statements are read off the driver in a first run. Then two copies of the hospital take turns: an act of
ours in one, its statements in the other.
"""

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from pharmacy.clock import SetClock
from pharmacy.preparation import Step
from pharmacy.service.bags import find_bag
from tests.bench.hospital import DILUENT, TECHNICIAN, make
from tests.bench.recorder import Said, recorded
from tests.conftest import do_step
from tui.house import open_station


class Acts(NamedTuple):
    """Seconds of every act, ours and raw."""

    ours: list[float]
    raw: list[float]
    statements: int
    """Of all acts together."""


def measure(folder: Path) -> Acts:
    """Prepare ten bags three times: to read the statements, and then in turns."""
    made = folder / "acts.db"
    bags = make(made)
    now = datetime.now(UTC) + timedelta(minutes=1)
    read: list[list[Said]] = []
    with recorded() as said:
        for act in _acts(_copy(made, "read"), bags, now):
            said.clear()
            act()
            read.append(list(said))
    raw = _connect(_copy(made, "raw"))
    figures = Acts([], [], sum(map(len, read)))
    for act, statements in zip(_acts(_copy(made, "ours"), bags, now), read, strict=True):
        figures.ours.append(_seconds(act))
        figures.raw.append(_seconds(lambda: _say(raw, statements)))  # noqa: B023
    raw.close()
    return figures


def _acts(file: Path, bags: list[str], now: datetime) -> Iterator[Callable[[], object]]:
    """Every act from reading the order to putting on the cover: those that print nothing and need no PIN."""
    station = open_station(str(file), SetClock(now), name="bench")
    for number, bag_id in enumerate(bags):
        while (bag := find_bag(station, bag_id)).step is not Step.PRINT:
            yield lambda: do_step(station, bag, serial=f"BENCH{number}", by=TECHNICIAN, diluent=DILUENT)  # noqa: B023
    station.database.close()


def _say(raw: sqlite3.Connection, statements: list[Said]) -> None:
    for sql, parameters in statements:
        raw.execute(sql, parameters).fetchall()
    raw.execute("COMMIT")


def _copy(file: Path, name: str) -> Path:
    folder = file.parent / name
    folder.mkdir()
    for each in (file.name, f"{file.name}.pepper", "site.toml"):
        shutil.copy(file.parent / each, folder)
    return folder / file.name


def _connect(file: Path) -> sqlite3.Connection:
    raw = sqlite3.connect(file, isolation_level=None)
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON"):
        raw.execute(f"PRAGMA {pragma}")
    return raw


def _seconds(act: Callable[[], object]) -> float:
    before = time.perf_counter()
    act()
    return time.perf_counter() - before
