"""What is looked at all day takes no longer among a million bags: SQLite finds its rows by an index."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from pharmacy.service.act import Station
from pharmacy.service.storage import board
from pharmacy.service.worklist import coming, overview, overview_of_coming, worklist
from tests.conftest import House

GROWING = {"bag", "course", "event", "medication", "move", "patient", "printed", "rate", "signature", "vial"}
"""Tables that get longer with every bag."""
WHOLE = re.compile(r"SCAN (\w+)\b(?! USING INDEX bag_not_ended)")

MILLION = [
    ("ix_bag_state", "1000000 500000"),
    ("ix_bag_on_date", "1000000 500"),
    ("sqlite_autoindex_bag_1", "1000000 1"),
    ("bag_not_ended", "50 1"),
]
"""What ANALYZE writes down where nearly all of a million bags are completed: rows, and rows of one value."""


@contextmanager
def read_whole(house: House) -> Iterator[list[str]]:
    """The growing tables that are read from end to end in here."""
    file = house.file  # a server's plans are its own
    found: list[str] = []
    said: list[str] = []

    def listen(connection: sqlite3.Connection, _record: object, _proxy: object) -> None:
        connection.set_trace_callback(said.append)

    def leave(connection: sqlite3.Connection, _record: object) -> None:
        connection.set_trace_callback(None)

    event.listen(sa.Engine, "checkout", listen)
    event.listen(sa.Engine, "checkin", leave)
    try:
        yield found
    finally:
        event.remove(sa.Engine, "checkout", listen)
        event.remove(sa.Engine, "checkin", leave)
    selects = [sql for sql in said if sql.startswith("SELECT")]
    assert selects
    raw = sqlite3.connect(file)
    for sql in selects:
        for *_, how in raw.execute(f"EXPLAIN QUERY PLAN {sql}"):
            scanned = WHOLE.match(how)
            if scanned and scanned[1] in GROWING:
                found.append(f"{how}: {sql}")
    raw.close()


@pytest.mark.parametrize("counted", [False, True])
@pytest.mark.parametrize("look", [worklist, coming, overview, overview_of_coming, board])
def test_what_stands_on_the_screens_all_day_is_found_by_an_index(
    house: House, look: Callable[[Station], object], counted: bool
) -> None:
    house.released()
    if counted:
        raw = sqlite3.connect(house.file)
        raw.execute("ANALYZE")
        raw.execute("DELETE FROM sqlite_stat1")
        raw.executemany("INSERT INTO sqlite_stat1 VALUES ('bag', ?, ?)", MILLION)
        raw.commit()
        raw.close()
    with read_whole(house) as found:
        look(house.station)
    assert found == []


def test_a_course_is_ordered_without_reading_what_others_were_given(house: House) -> None:
    with read_whole(house) as found:
        house.order()
    assert found == []


def test_the_plan_of_a_query_that_reads_all_bags_is_recognised(house: House) -> None:
    house.released()
    with read_whole(house) as found, house.station.database.reading() as connection:
        connection.execute(sa.text("SELECT id FROM bag WHERE day = 7")).all()
    assert len(found) == 1
