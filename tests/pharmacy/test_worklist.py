"""What is to be done today, most urgent first."""

from datetime import datetime

from pharmacy.preparation import State, Step
from pharmacy.service import bench, stockroom
from pharmacy.service.worklist import Line, worklist
from tests.conftest import (
    GTIN,
    MADRID,
    OTHER_PATIENT,
    PATIENT,
    SECOND,
    TECHNICIAN,
    THIRD_PATIENT,
    House,
    moment,
    vial,
)


def line_of(house: House, bag_id: str) -> Line:
    return next(line for line in worklist(house.station) if line.bag.id == bag_id)


def test_an_empty_pharmacy_has_nothing_to_do(house: House) -> None:
    assert worklist(house.station) == []


def test_only_today_s_bag_of_a_course_is_to_be_done(house: House) -> None:
    bags = house.order()
    assert [line.bag.id for line in worklist(house.station)] == [bags[0]]


def test_tomorrow_begins_at_midnight_of_the_site(house: House) -> None:
    bags = house.order()
    house.at(23, 59, 59)
    assert [line.bag.id for line in worklist(house.station)] == [bags[0]]
    house.at(0, 0, day=26)
    # yesterday's bag was never made: it stays until somebody says what became of it
    assert [line.bag.id for line in worklist(house.station)] == [bags[0], bags[1]]


def test_running_clocks_come_first_then_what_is_to_be_prepared_and_what_has_ended_last(house: House) -> None:
    ended = house.order("00520016", at="10:00")[0]
    bench.cancel(house.station, TECHNICIAN, ended, "the ward called")
    late = house.order(THIRD_PATIENT, at="13:30")[0]
    early = house.order("00476652", at="10:30")[0]
    second = house.verified(OTHER_PATIENT)
    house.at(9, 31)
    house.bring(second, Step.CHECK, serial="7H2K2")
    first = house.verified(PATIENT)
    house.at(9, 32)
    house.bring(first, Step.COVER)
    assert [line.bag.id for line in worklist(house.station)] == [second, first, early, late, ended]


def test_a_mixed_bag_shows_until_when_it_must_be_started(house: House) -> None:
    house.at(9, 36)
    bag_id = house.prepared_to(Step.COVER)
    line = line_of(house, bag_id)
    assert line.start_before == datetime(2026, 3, 25, 17, 36, tzinfo=MADRID)
    assert not line.over


def test_a_bag_that_is_not_mixed_has_no_clock(house: House) -> None:
    bag_id = house.prepared_to(Step.INJECT)
    line = line_of(house, bag_id)
    assert (line.verdict, line.start_before, line.over) == (None, None, False)


def test_a_bag_out_of_time_stays_on_the_list_until_it_is_discarded(house: House) -> None:
    bag_id = house.released()
    house.stored(bag_id)
    house.keep_cold(moment(17, 30))
    assert not line_of(house, bag_id).over
    house.at(17, 30, 1)
    line = line_of(house, bag_id)
    assert line.over
    assert line.verdict is not None
    assert [str(reason.words) for reason in line.verdict.reasons] == [
        "Mixed at 09:30; the infusion had to start before 17:30."
    ]
    bench.discard(house.station, TECHNICIAN, bag_id, "not started in time")
    ended = line_of(house, bag_id)
    assert (ended.bag.state, ended.verdict, ended.over) == (State.DISCARDED, None, False)


def test_a_bag_left_mixed_overnight_is_not_forgotten(house: House) -> None:
    bag_id = house.prepared_to(Step.COVER)
    house.at(8, day=27)
    line = worklist(house.station)[0]
    assert (line.bag.id, line.over) == (bag_id, True)


def test_a_recalled_bag_comes_first_and_has_no_time_left(house: House) -> None:
    first = house.prepared_to(Step.COVER)
    house.at(9, 40)
    second = house.verified(OTHER_PATIENT)
    house.bring(second, Step.VIAL)
    bench.scan_vial(house.station, TECHNICIAN, second, vial("9M4P1", lot="L81C5", expiry="290331"))
    house.bring(second, Step.COVER)
    assert [line.bag.id for line in worklist(house.station)] == [first, second]
    stockroom.recall_lot(house.station, SECOND, GTIN, "L81C5", "the maker's letter")
    recalled, other = worklist(house.station)
    assert (recalled.bag.id, recalled.over, recalled.start_before) == (second, True, None)
    assert (other.bag.id, other.over) == (first, False)


def test_a_bag_whose_clock_is_doubted_has_no_time_left(house: House) -> None:
    bag_id = house.released()
    house.later(hours=-2)
    assert bag_id in house.behind(bench.invert, TECHNICIAN, bag_id)
    line = line_of(house, bag_id)
    assert (line.over, line.start_before) == (True, None)


def test_a_bag_that_ended_yesterday_is_gone(house: House) -> None:
    bag_id = house.prepared_to(Step.COVER)
    bench.discard(house.station, TECHNICIAN, bag_id, "leaks")
    house.at(8, day=26)
    assert bag_id not in [line.bag.id for line in worklist(house.station)]


def test_a_bag_is_named_by_patient_course_and_day(house: House) -> None:
    assert house.bag(house.order()[2]).label == "Núñez Etxeberria, María del Carmen · 1·3/5"


def test_looking_changes_nothing_and_leaves_no_trace(house: House) -> None:
    house.released()
    before, events = house.dump(), len(house.events())
    worklist(house.station)
    assert (house.dump(), len(house.events())) == (before, events)
