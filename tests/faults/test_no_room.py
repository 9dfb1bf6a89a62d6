"""A disk that fills up: what is then said, what is kept, and that the work goes on when there is room."""

import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from multiprocessing.connection import Connection

import pytest
import sqlalchemy as sa

from pharmacy import audit
from pharmacy.clock import SetClock
from pharmacy.errors import Code, Trouble
from pharmacy.people import Act
from pharmacy.preparation import Step
from pharmacy.service import custody, in_stock, people, stockroom
from pharmacy.service.act import Station
from tests.conftest import FRIDGE, MORNING, NURSE, ON_SERVER, TECHNICIAN, House, in_parallel, logged, vial
from tui.house import open_station

pytestmark = pytest.mark.skipif(ON_SERVER, reason="about SQLite's file")

FULL = "The disk is full or failing; nothing was changed."


@contextmanager
def no_room(station: Station) -> Iterator[None]:
    """The database may not grow by a single page."""
    with station.database.atomic() as connection:
        pages = connection.execute(sa.text("PRAGMA page_count")).scalar_one()
        connection.execute(sa.text(f"PRAGMA max_page_count = {pages}"))
    yield
    with station.database.atomic() as connection:
        connection.execute(sa.text("PRAGMA max_page_count = 4294967294"))


def two_days_of_temperatures(station: Station) -> object:
    """More than fits on the pages that there are."""
    readings = [(MORNING - timedelta(minutes=number), "5.0") for number in range(60 * 24 * 2, 0, -1)]
    return custody.import_temperatures(station, TECHNICIAN, FRIDGE, "logger.csv", logged(*readings))


def trouble_of(act: Callable[[], object]) -> Trouble:
    with pytest.raises(Trouble) as caught:
        act()
    return caught.value


def test_a_disk_that_fills_in_the_middle_of_an_act_leaves_nothing_of_it_and_the_bag_at_its_step(
    house: House,
) -> None:
    bag_id = house.prepared_to(Step.INVERT)
    before, events = house.dump(), len(house.events())
    with no_room(house.station):
        trouble = trouble_of(lambda: two_days_of_temperatures(house.station))
        assert trouble.code is Code.DATABASE_FULL
        assert trouble.lines() == [
            FULL,
            f"got: {house.file}: database or disk is full",
            "what now: Make room on the disk, then try again.",
        ]
        # the refusal itself was small enough to be recorded
        assert len(house.events()) - events == (trouble.event is not None)
        assert house.dump() == before
        assert house.bag(bag_id).step is Step.INVERT
    assert house.do(bag_id).step is Step.COVER
    two_days_of_temperatures(house.station)
    assert whole(house.station)


def test_a_refusal_that_cannot_be_recorded_is_told_as_a_full_disk(house: House) -> None:
    recorded = 0
    with no_room(house.station):
        for _ in range(1000):
            before = len(house.events())
            with pytest.raises(Exception) as caught:  # noqa: PT011 - which one is asserted below
                people.permit(house.station, NURSE, Act.RECALL_LOT)
            if isinstance(caught.value, Trouble):
                break
            recorded += 1
        assert isinstance(caught.value, Trouble)
        assert (caught.value.code, caught.value.event) == (Code.DATABASE_FULL, None)
        assert str(caught.value.what) == FULL
        assert len(house.events()) == before
    assert recorded > 0
    refused = house.code(lambda station, badge: people.permit(station, badge, Act.RECALL_LOT), NURSE)
    assert refused is Code.NOT_YOUR_ROLE
    assert whole(house.station)


def _receive_until_full(where: str, out: Connection) -> None:
    """Receive vials on a disk with room for some, and once more when there is room again."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    station = open_station(where, SetClock(MORNING))
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (120_000, most))
    done = 0
    try:
        while done < 1000:
            stockroom.receive_vial(station, TECHNICIAN, vial(f"DISK{done}"))
            done += 1
    except Trouble as trouble:
        out.send(f"{done} {trouble.what}")
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    stockroom.receive_vial(station, TECHNICIAN, vial("ROOM"))


def test_a_full_disk_loses_nothing_that_was_acknowledged_and_takes_the_next_act_when_there_is_room(
    house: House,
) -> None:
    house.station.database.close()
    done, _, what = in_parallel(_receive_until_full, [(house.where,)])[0].partition(" ")
    assert what == FULL
    assert int(done) > 0
    kept = {scan.serial for scan in in_stock.vials_in_stock(house.station)}
    assert {serial for serial in kept if serial.startswith("DISK")} == {f"DISK{n}" for n in range(int(done))}
    assert "ROOM" in kept
    assert whole(house.station)


def whole(station: Station) -> bool:
    """Whether SQLite itself and the chain find nothing wrong."""
    with station.database.reading() as connection:
        sound = connection.execute(sa.text("PRAGMA integrity_check")).scalar() == "ok"
        return sound and audit.verify(connection).ok
