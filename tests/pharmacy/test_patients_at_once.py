"""Several stations at one server correct a patient, order for them, verify, begin
and print, at the same moment.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time

import psycopg
import pytest

from pharmacy.clock import SetClock
from pharmacy.courses import Patient
from pharmacy.errors import Code, Refusal, Trouble
from pharmacy.preparation import State
from pharmacy.service import bench, courses, orders, patients
from pharmacy.service.act import Station
from pharmacy.service.bags import find_bag
from pharmacy.service.documents import number_sheet
from pharmacy.service.patients import find_patient
from pharmacy.service.prints import document_printed, document_sent
from pharmacy.service.sheets import Sheet
from tests.conftest import (
    MORNING,
    NURSE,
    PATIENT,
    PHARMACIST,
    PHYSICIAN,
    PIECE,
    TECHNICIAN,
    ServerHospital,
    pin_of,
)
from tests.pharmacy.test_people_at_once import until_it_waits, unwritten
from tui.house import open_station

TODAY = MORNING.date()
COPIED_WRONG = date(1975, 11, 3)
MINOR = date(2012, 3, 26)
"""Thirteen years old on the day on which every test begins."""
TAKE_BAG = "SELECT id FROM bag WHERE id = %s FOR UPDATE NOWAIT"


def order(
    station: Station, number: int = 1, first_day: date = TODAY, previous_end: date | None = None
) -> courses.OrderedCourse:
    """A course, from today on where nothing else is said."""
    wanted = courses.WantedCourse(
        patient=PATIENT,
        number=number,
        first_day=first_day,
        infusion_at=time(12),
        previous_end=previous_end,
    )
    return courses.order_course(station, PHYSICIAN, wanted)


def born(station: Station, birth_date: date) -> Patient:
    """The patient's birth date is corrected."""
    return patients.correct_patient(station, PHYSICIAN, PATIENT, "copied wrong", birth_date=birth_date)


def test_an_order_verified_while_its_patient_is_corrected_must_be_verified_again(
    at_work: ServerHospital,
) -> None:
    station = open_station(at_work.url, SetClock(MORNING))
    bag_id = order(station).bag_ids[0]
    with ThreadPoolExecutor() as pool:
        with unwritten(at_work.url, "bag"):
            verified = pool.submit(orders.verify_bag, station, PHARMACIST, bag_id, pin_of(PHARMACIST))
            until_it_waits(at_work.server, verified)
            corrected = pool.submit(born, station, COPIED_WRONG)
            until_it_waits(at_work.server, corrected, 2)
        assert verified.result(60).patient.birth_date != COPIED_WRONG
        assert corrected.result(60).birth_date == COPIED_WRONG
    bag = find_bag(station, bag_id)
    assert (bag.state, bag.protocol_sha256, bag.policy_sha256) == (State.VERIFIED, "", "")
    with pytest.raises(Refusal):
        bench.confirm_order(station, TECHNICIAN, bag_id)
    station.database.close()


def test_a_patient_is_not_corrected_while_a_bag_of_theirs_is_being_begun(at_work: ServerHospital) -> None:
    station = open_station(at_work.url, SetClock(MORNING))
    bag_id = order(station).bag_ids[0]
    known = orders.verify_bag(station, PHARMACIST, bag_id, pin_of(PHARMACIST)).patient
    with ThreadPoolExecutor() as pool:
        with unwritten(at_work.url, "bag"):
            begun = pool.submit(bench.confirm_order, station, TECHNICIAN, bag_id)
            until_it_waits(at_work.server, begun)
            corrected = pool.submit(born, station, COPIED_WRONG)
            until_it_waits(at_work.server, corrected, 2)
        assert begun.result(60).state is State.IN_PREPARATION
        with pytest.raises(Refusal) as refused:
            corrected.result(60)
    assert refused.value.code is Code.ILLEGAL_ACTION
    assert find_patient(station, PATIENT) == known
    station.database.close()


def test_of_two_courses_ordered_at_once_the_second_is_judged_by_the_first(at_work: ServerHospital) -> None:
    station = open_station(at_work.url, SetClock(MORNING))
    with ThreadPoolExecutor() as pool:
        with unwritten(at_work.url, "course"):
            first = pool.submit(order, station)
            until_it_waits(at_work.server, first)
            second = pool.submit(order, station, 2, date(2026, 4, 20), date(2025, 3, 1))
            until_it_waits(at_work.server, second, 2)
        assert len(first.result(60).bag_ids) == 5
        with pytest.raises(Refusal) as refused:
            second.result(60)
    assert refused.value.code is Code.COURSE_ORDER
    assert [bag.course for bag in courses.patient_bags(station, PATIENT)] == [1] * 5
    station.database.close()


def test_nobody_becomes_a_minor_while_a_course_is_ordered_for_them(at_work: ServerHospital) -> None:
    station = open_station(at_work.url, SetClock(MORNING))
    with ThreadPoolExecutor() as pool:
        with unwritten(at_work.url, "course"):
            ordered = pool.submit(order, station)
            until_it_waits(at_work.server, ordered)
            corrected = pool.submit(born, station, MINOR)
            until_it_waits(at_work.server, corrected, 2)
        ordered.result(60)
        with pytest.raises(Refusal) as refused:
            corrected.result(60)
    assert refused.value.code is Code.UNDER_AGE
    assert find_patient(station, PATIENT).birth_date != MINOR
    station.database.close()


def test_nothing_is_ordered_for_who_becomes_a_minor_meanwhile(at_work: ServerHospital) -> None:
    station = open_station(at_work.url, SetClock(MORNING))
    with ThreadPoolExecutor() as pool:
        with unwritten(at_work.url, "patient"):
            corrected = pool.submit(born, station, MINOR)
            until_it_waits(at_work.server, corrected)
            ordered = pool.submit(order, station)
            until_it_waits(at_work.server, ordered, 2)
        corrected.result(60)
        with pytest.raises(Refusal) as refused:
            ordered.result(60)
    assert refused.value.code is Code.UNDER_AGE
    assert courses.patient_bags(station, PATIENT) == []
    station.database.close()


def test_whoever_corrects_a_patient_takes_their_bags_in_one_order(at_work: ServerHospital) -> None:
    station = open_station(at_work.url, SetClock(MORNING))
    first, *_, last = sorted(order(station).bag_ids)
    with psycopg.connect(at_work.url) as other, ThreadPoolExecutor(1) as thread:
        other.execute(TAKE_BAG, (first,))
        corrected = thread.submit(born, station, COPIED_WRONG)
        until_it_waits(at_work.server, corrected)
        assert other.execute(TAKE_BAG, (last,)).fetchall() == [(last,)]
        other.commit()
        assert corrected.result(60).birth_date == COPIED_WRONG
    station.database.close()


def test_whoever_orders_another_bag_takes_the_patient_before_the_lost_one(at_work: ServerHospital) -> None:
    station = open_station(at_work.url, SetClock(MORNING))
    lost = order(station).bag_ids[0]
    bench.cancel(station, PHARMACIST, lost, "fever")
    with psycopg.connect(at_work.url) as other, ThreadPoolExecutor(1) as thread:
        other.execute("SELECT record_number FROM patient WHERE record_number = %s FOR UPDATE", (PATIENT,))
        again = thread.submit(orders.replace_bag, station, PHARMACIST, lost, "the fever is gone")
        until_it_waits(at_work.server, again)
        assert other.execute(TAKE_BAG, (lost,)).fetchall() == [(lost,)]
        other.commit()
        assert again.result(60).state is State.PLANNED
    station.database.close()


def test_the_card_has_one_next_copy_whichever_bags_two_stations_print_it_from(
    at_work: ServerHospital,
) -> None:
    station = open_station(at_work.url, SetClock(MORNING))
    first, second, third, *_ = order(station).bag_ids
    number_sheet(station, NURSE, first, Sheet.CARD)
    document_sent(station, NURSE, first, Sheet.CARD, 1, PIECE.sha256, PIECE.place)
    document_printed(station, NURSE, first, Sheet.CARD, 1, PIECE)
    with ThreadPoolExecutor() as pool:
        with unwritten(at_work.url, "printed"):
            one = pool.submit(number_sheet, station, NURSE, second, Sheet.CARD)
            until_it_waits(at_work.server, one)
            other = pool.submit(number_sheet, station, NURSE, third, Sheet.CARD)
            until_it_waits(at_work.server, other, 2)
        assert one.result(60) == other.result(10)  # a number whose paper is not out is gone on with
    with psycopg.connect(at_work.url) as raw:
        found = raw.execute("SELECT bag_id, copy_number FROM printed ORDER BY id").fetchall()
    assert found == [(first, 1), (first, 2)]
    document_sent(station, NURSE, first, Sheet.CARD, 2, PIECE.sha256, PIECE.place)
    with pytest.raises(Trouble):
        document_sent(station, NURSE, first, Sheet.CARD, 2, PIECE.sha256, PIECE.place)
    station.database.close()


def test_whoever_prints_a_card_takes_the_first_bag_before_the_one_they_ask_from(
    at_work: ServerHospital,
) -> None:
    station = open_station(at_work.url, SetClock(MORNING))
    first, *_, last = order(station).bag_ids
    with psycopg.connect(at_work.url) as other, ThreadPoolExecutor(1) as thread:
        other.execute(TAKE_BAG, (first,))
        card = thread.submit(number_sheet, station, NURSE, last, Sheet.CARD)
        until_it_waits(at_work.server, card)
        assert other.execute(TAKE_BAG, (last,)).fetchall() == [(last,)]
        other.commit()
        assert card.result(60).copy_number == 1
    station.database.close()
