"""A database that is taken away while somebody works: no act is acknowledged that nobody would find again."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pytest

from pharmacy.clock import Clock
from pharmacy.errors import Code, Trouble
from pharmacy.service import bench
from tests.conftest import TECHNICIAN, House


@dataclass
class WhenAsked:
    """A clock at which something happens: every act asks for the time when its transaction is open."""

    clock: Clock
    happens: Callable[[], object]

    def now(self) -> datetime:
        """The time; it has happened."""
        self.happens()
        return self.clock.now()


def _deleted(file: Path) -> None:
    file.unlink(missing_ok=True)


def _replaced(file: Path) -> None:
    copy = file.with_name("copy.db")
    shutil.copy(file, copy)
    copy.replace(file)


@pytest.mark.parametrize("taken", [_deleted, _replaced])
def test_an_act_whose_database_is_taken_away_in_its_middle_is_not_acknowledged_in_these_words(
    house: House, taken: Callable[[Path], None]
) -> None:
    bag_id, house.edited = house.verified(), True
    station = replace(house.station, clock=WhenAsked(house.clock, lambda: taken(house.file)))
    with pytest.raises(Trouble) as caught:
        bench.confirm_order(station, TECHNICIAN, bag_id)
    assert caught.value.code is Code.DATABASE_MISSING
    assert caught.value.lines() == [
        "The database was removed or replaced while it was in use.",
        "expected: the file that was opened",
        f"got: {house.file}",
        "what now: Stop working and quit. Put the file back, or restore the last backup.",
    ]
    assert caught.value.event is None
