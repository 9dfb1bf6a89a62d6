"""Several stations at one server receive, recall and take of one product, at the same moment."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import time

import pytest

from pharmacy.clock import SetClock
from pharmacy.errors import Code, Refusal
from pharmacy.preparation import Step
from pharmacy.service import bench, courses, orders, stockroom
from pharmacy.service.act import Station
from pharmacy.service.bags import find_bag
from pharmacy.service.in_stock import stock
from tests.conftest import (
    GTIN,
    MORNING,
    PATIENT,
    PHARMACIST,
    PHYSICIAN,
    SALINE,
    SALINE_GTIN,
    TECHNICIAN,
    ServerHospital,
    do_step,
    pin_of,
    vial,
)
from tests.pharmacy.test_people_at_once import until_it_waits, unwritten
from tui.house import open_station

LETTER = "the maker's letter"


@pytest.fixture
def station(at_work: ServerHospital) -> Iterator[Station]:
    """The stations of this hospital: each act has a connection of its own."""
    opened = open_station(at_work.url, SetClock(MORNING))
    yield opened
    opened.database.close()


def at_step(station: Station, due: Step) -> str:
    """A bag for today at a step."""
    wanted = courses.WantedCourse(patient=PATIENT, number=1, first_day=MORNING.date(), infusion_at=time(12))
    bag_id = courses.order_course(station, PHYSICIAN, wanted).bag_ids[0]
    orders.verify_bag(station, PHARMACIST, bag_id, pin_of(PHARMACIST))
    while (bag := find_bag(station, bag_id)).step is not due:
        do_step(station, bag)
    return bag_id


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (vial("SN1", "NEW"), vial("sn1", "NEW")),
        (vial("SN1", "NEW"), vial("SN2", "new")),
        (vial("SN1", "NEW", "281231"), vial("SN2", "NEW", "291231")),
    ],
    ids=["a serial in capitals and not", "a lot in capitals and not", "a lot with two expiries"],
)
def test_of_two_vials_that_contradict_each_other_one_is_received(
    at_work: ServerHospital, station: Station, one: str, other: str
) -> None:
    _one_is_received(at_work, station, "vial", stockroom.receive_vial, one, other)


def test_of_two_spellings_of_a_lot_of_diluent_one_is_received(
    at_work: ServerHospital, station: Station
) -> None:
    one, other = (SALINE.replace("B4471", lot) for lot in ("NEW", "new"))
    _one_is_received(at_work, station, "diluent", stockroom.receive_diluent, one, other)


def test_two_bags_of_a_new_lot_of_diluent_are_both_received(
    at_work: ServerHospital, station: Station
) -> None:
    new = SALINE.replace("B4471", "NEW")
    with ThreadPoolExecutor() as pool:
        with unwritten(at_work.url, "diluent"):
            first = pool.submit(stockroom.receive_diluent, station, TECHNICIAN, new)
            until_it_waits(at_work.server, first)
            second = pool.submit(stockroom.receive_diluent, station, TECHNICIAN, new)
            until_it_waits(at_work.server, second, 2)
        assert first.result(60) == second.result(10)
    assert [line.count for line in stock(station) if line.lot == "NEW"] == [2]


def test_whoever_recalls_a_lot_is_told_of_the_bag_that_a_vial_of_it_is_being_taken_for(
    at_work: ServerHospital, station: Station
) -> None:
    bag_id = at_step(station, Step.VIAL)
    with ThreadPoolExecutor() as pool:
        with unwritten(at_work.url, "vial"):
            taken = pool.submit(bench.scan_vial, station, TECHNICIAN, bag_id, vial())
            until_it_waits(at_work.server, taken)
            recalled = pool.submit(stockroom.recall_lot, station, PHARMACIST, GTIN, "L77F2", LETTER)
            until_it_waits(at_work.server, recalled, 2)
        taken.result(60)
        assert [bag.id for bag in recalled.result(60)] == [bag_id]


@pytest.mark.parametrize(
    ("due", "take", "scan", "gtin", "lot"),
    [
        (Step.VIAL, bench.scan_vial, vial(), GTIN, "L77F2"),
        (Step.DILUENT, bench.scan_diluent, SALINE, SALINE_GTIN, "B4471"),
    ],
    ids=["a vial", "a diluent"],
)
def test_nothing_of_a_lot_is_taken_while_it_is_recalled(
    at_work: ServerHospital,
    station: Station,
    due: Step,
    take: Callable[..., object],
    scan: str,
    gtin: str,
    lot: str,
) -> None:
    bag_id = at_step(station, due)
    with ThreadPoolExecutor() as pool:
        with unwritten(at_work.url, "recall"):
            recalled = pool.submit(stockroom.recall_lot, station, PHARMACIST, gtin, lot, LETTER)
            until_it_waits(at_work.server, recalled)
            taken = pool.submit(take, station, TECHNICIAN, bag_id, scan)
            until_it_waits(at_work.server, taken, 2)
        assert recalled.result(60) == []
        with pytest.raises(Refusal) as refused:
            taken.result(60)
    assert refused.value.code is Code.RECALLED
    assert find_bag(station, bag_id).step is due


def test_a_vial_of_a_lot_is_not_received_while_it_is_recalled(
    at_work: ServerHospital, station: Station
) -> None:
    with ThreadPoolExecutor() as pool:
        with unwritten(at_work.url, "recall"):
            recalled = pool.submit(stockroom.recall_lot, station, PHARMACIST, GTIN, "L77F2", LETTER)
            until_it_waits(at_work.server, recalled)
            received = pool.submit(stockroom.receive_vial, station, TECHNICIAN, vial("NEW"))
            until_it_waits(at_work.server, received, 2)
        recalled.result(60)
        with pytest.raises(Refusal) as refused:
            received.result(60)
    assert refused.value.code is Code.RECALLED


def _one_is_received(
    at_work: ServerHospital,
    station: Station,
    table: str,
    receive: Callable[..., object],
    one: str,
    other: str,
) -> None:
    with ThreadPoolExecutor() as pool:
        with unwritten(at_work.url, table):
            first = pool.submit(receive, station, TECHNICIAN, one)
            until_it_waits(at_work.server, first)
            second = pool.submit(receive, station, TECHNICIAN, other)
            until_it_waits(at_work.server, second, 2)
        first.result(60)
        with pytest.raises(Refusal) as refused:
            second.result(60)
    assert refused.value.code is Code.CODE_DISAGREES
