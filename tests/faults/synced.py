"""Acts of which each is announced, so that what reaches the disk can be counted from outside."""

import os
import sys
from collections.abc import Callable

from pharmacy.clock import SetClock
from pharmacy.errors import Refusal
from pharmacy.service import bench, orders, people
from pharmacy.service.act import Station
from pharmacy.service.bags import find_bag
from tests.conftest import MORNING, PHARMACIST, TECHNICIAN, pin_of, vial
from tui.house import open_station

TELL = 2
"""Standard error: what is written there is in the trace."""


def _refused(act: Callable[[], object]) -> None:
    try:
        act()
    except Refusal:
        return
    raise AssertionError


def work(station: Station, bag_id: str) -> None:
    """Each kind of act once, after one that begins the file beside the database."""
    people.sign_out(station, TECHNICIAN)
    acts: dict[str, Callable[[], object]] = {
        "signs": lambda: orders.verify_bag(station, PHARMACIST, bag_id, pin_of(PHARMACIST)),
        "looks": lambda: find_bag(station, bag_id),
        "confirms": lambda: bench.confirm_order(station, TECHNICIAN, bag_id),
        "goes on": lambda: bench.confirm_patient(station, TECHNICIAN, bag_id),
        "scans": lambda: bench.scan_vial(station, TECHNICIAN, bag_id, vial()),
        "is refused": lambda: _refused(lambda: bench.inject(station, TECHNICIAN, bag_id)),
        "leaves": lambda: people.sign_out(station, TECHNICIAN),
    }
    for name, act in acts.items():
        os.write(TELL, f"begin {name}".encode())
        act()
    os.write(TELL, b"begin nothing")


if __name__ == "__main__":
    work(open_station(sys.argv[1], SetClock(MORNING)), sys.argv[2])
    os._exit(0)  # closing would carry the newest part over, and sync once more
