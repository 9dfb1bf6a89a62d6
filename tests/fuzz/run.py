"""A stretch of seeds, judged in a hospital of its own."""

import tempfile
from collections import Counter
from pathlib import Path

from pharmacy.clock import SetClock
from pharmacy.preparation import Step
from tests.conftest import MORNING, House
from tests.fuzz.judge import Fate, Judgement, sitting
from tests.fuzz.scans import arrival
from tests.sample import Sample
from tui.house import open_station

Found = Counter[tuple[Fate, str]]
"""How many scans came to each end, and why."""


class Failure(AssertionError):
    """A crash, or a bag or patient taken for another, with the seed that shows it."""


def judged(house: House, bag_id: str, seeds: range) -> Found:
    """What becomes of the scans of these seeds. Raises `Failure` at the first that must not be."""
    found: Found = Counter()
    with sitting(house, bag_id) as judge:
        for seed in seeds:
            scan = arrival(seed)
            try:
                judgement: Judgement = judge.judge(scan)
            except Exception as error:
                raise Failure(f"seed {seed}, {scan.damage}: {scan.raw!r} crashed: {error!r}") from error
            if judgement.fate is Fate.WRONG:
                raise Failure(f"seed {seed}, {scan.damage}: {scan.raw!r} is no {scan.may_say}")
            found[judgement] += 1
    return found


def judged_anew(seeds: range) -> Found:
    """The same, in a hospital that is made for it and thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        made, copy = Path(folder) / "made", Path(folder) / "copy"
        made.mkdir()
        copy.mkdir()
        clock, where = SetClock(MORNING), Sample.in_file(made, MORNING).copy(copy)
        station = open_station(where, clock, name="station")
        try:
            house = House(station, clock, where, copy)
            return judged(house, house.prepared_to(Step.BAG_LABEL), seeds)
        finally:
            station.database.close()
