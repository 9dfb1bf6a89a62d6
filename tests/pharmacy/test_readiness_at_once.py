"""Several stations at one server enter what is known of a patient, and verify, at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time
from multiprocessing.connection import Connection

import psycopg
import pytest

from pharmacy.clock import SetClock
from pharmacy.errors import AlemprepError, Code, Refusal
from pharmacy.preparation import State
from pharmacy.service import courses, orders, readiness, workups
from pharmacy.service.act import Station
from pharmacy.service.bags import find_bag
from tests.conftest import MORNING, NURSE, PATIENT, PHARMACIST, PHYSICIAN, ServerHospital, in_parallel, pin_of
from tests.pharmacy.test_people_at_once import until_it_waits
from tui.house import open_station

INFECTED = {"infection": {"on": "2026-03-25", "active": True}}


def ordered(station: Station) -> str:
    """A course from tomorrow on; its first bag."""
    wanted = courses.WantedCourse(
        patient=PATIENT, number=1, first_day=date(2026, 3, 26), infusion_at=time(12)
    )
    return courses.order_course(station, PHYSICIAN, wanted).bag_ids[0]


def _enter(url: str, section: str, pipe: Connection) -> None:
    station = open_station(url, SetClock(MORNING))
    entries = {section: {"on": "2026-03-25"}}
    try:
        workups.record_workup(station, NURSE, patient=PATIENT, entries=entries)
        pipe.send("made")
    except AlemprepError as error:
        pipe.send(str(error.code))


def test_what_two_stations_enter_at_once_is_all_known(at_work: ServerHospital) -> None:
    said = in_parallel(_enter, [(at_work.url, section) for section in ("ecg", "consent", "chest_x_ray")])
    assert said == ["made"] * 3
    station = open_station(at_work.url, SetClock(MORNING))
    known = readiness.workup_of(station, PATIENT)
    station.database.close()
    assert known.ecg is not None
    assert known.consent is not None
    assert known.chest_x_ray is not None
    assert known.ecg.on == known.consent.on == known.chest_x_ray.on == date(2026, 3, 25)


def test_an_infection_entered_while_the_order_is_being_verified_makes_it_wait_again(
    at_work: ServerHospital,
) -> None:
    station = open_station(at_work.url, SetClock(MORNING))
    bag_id = ordered(station)
    with psycopg.connect(at_work.url) as other, ThreadPoolExecutor(1) as thread:
        # the other station is about to commit its verification
        other.execute("SELECT id FROM bag WHERE id = %s FOR UPDATE", (bag_id,))
        entered = thread.submit(workups.record_workup, station, NURSE, patient=PATIENT, entries=INFECTED)
        until_it_waits(at_work.server, entered)
        other.execute(
            "UPDATE bag SET state = 'verified', step = 'order', policy_sha256 = %s, protocol_sha256 = %s "
            "WHERE id = %s",
            (station.policy.sha256, station.protocol.sha256, bag_id),
        )
        other.commit()
        entered.result(60)
    bag = find_bag(station, bag_id)
    station.database.close()
    assert (bag.state, bag.policy_sha256) == (State.VERIFIED, "")


def test_who_verifies_while_an_infection_is_entered_is_refused(at_work: ServerHospital) -> None:
    station = open_station(at_work.url, SetClock(MORNING))
    bag_id = ordered(station)
    with psycopg.connect(at_work.url) as other, ThreadPoolExecutor(1) as thread:
        other.execute("SELECT id FROM bag WHERE id = %s FOR UPDATE", (bag_id,))
        entered = thread.submit(workups.record_workup, station, NURSE, patient=PATIENT, entries=INFECTED)
        until_it_waits(at_work.server, entered)
        other.commit()
        entered.result(60)
    with pytest.raises(Refusal) as refused:
        orders.verify_bag(station, PHARMACIST, bag_id, pin_of(PHARMACIST))
    station.database.close()
    assert refused.value.code is Code.NOT_READY


def _decide(url: str, bag_id: str, badge: str, pipe: Connection) -> None:
    station = open_station(url, SetClock(MORNING))
    try:
        workups.decide_readiness(station, badge, bag_id, "ecg", reason="no heart disease", pin=pin_of(badge))
        pipe.send("decided")
    except AlemprepError as error:
        pipe.send(str(error.code))


def test_of_two_who_decide_against_one_recommendation_of_a_course_at_once_one_does(
    at_work: ServerHospital,
) -> None:
    station = open_station(at_work.url, SetClock(MORNING))
    wanted = courses.WantedCourse(
        patient=PATIENT, number=1, first_day=date(2026, 3, 26), infusion_at=time(12)
    )
    bag_ids = courses.order_course(station, PHYSICIAN, wanted).bag_ids
    workups.record_workup(station, PHYSICIAN, patient=PATIENT, entries={"ecg": None})
    station.database.close()
    said = in_parallel(
        _decide, [(at_work.url, bag_ids[day], badge) for day, badge in ((0, PHARMACIST), (1, PHYSICIAN))]
    )
    assert said.count("decided") == 1
    with psycopg.connect(at_work.url) as raw:
        assert raw.execute("SELECT count(*) FROM decision WHERE item = 'ecg'").fetchall() == [(1,)]
