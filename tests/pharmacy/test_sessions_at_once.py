"""Somebody leaves or is signed out at one station while another one waits with their act, at one server."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import psycopg
import pytest

from pharmacy.clock import SetClock
from pharmacy.errors import Code, Refusal
from pharmacy.people import Role, SignedIn
from pharmacy.preparation import State
from pharmacy.service import badges, people
from pharmacy.service.act import Station
from pharmacy.service.bags import find_bag
from pharmacy.service.orders import verify_bag
from tests.conftest import (
    ADMINISTRATOR,
    MORNING,
    NURSE,
    PHARMACIST,
    TECHNICIAN,
    ServerHospital,
    pin_of,
)
from tests.pharmacy.test_people_at_once import until_it_waits
from tests.pharmacy.test_readiness_at_once import ordered
from tui.house import open_station

SECOND_ADMINISTRATOR = "2000"
PIN = pin_of(TECHNICIAN)


def window(station: Station, badge: str, name: str) -> Station:
    """The station as somebody has signed in at a window of it."""
    person = people.sign_in(station, badge, pin_of(badge), window=name)
    assert isinstance(person, SignedIn)
    return replace(station, signed_in=person)


def _leaves(station: Station) -> None:
    badges.leave(station, ADMINISTRATOR, PHARMACIST, "moved to Bilbao", pin_of(ADMINISTRATOR))


def _gets_a_new_pin(station: Station) -> None:
    badges.give_pin(station, ADMINISTRATOR, PHARMACIST, pin_of(TECHNICIAN), pin_of(ADMINISTRATOR))


def _signs_in_elsewhere(station: Station) -> None:
    window(station, PHARMACIST, "bench 2")


@pytest.mark.parametrize(
    ("meanwhile", "code"),
    [
        (_leaves, Code.PERSON_LEFT),
        (_gets_a_new_pin, Code.SIGNED_OUT),
        (_signs_in_elsewhere, Code.SIGNED_IN_ELSEWHERE),
    ],
)
def test_what_waited_for_its_bag_while_whoever_asked_for_it_left_or_was_signed_out_is_not_done(
    at_work: ServerHospital, meanwhile: Callable[[Station], None], code: Code
) -> None:
    station = open_station(at_work.url, SetClock(MORNING))
    bag_id = ordered(station)
    here = window(station, PHARMACIST, "bench 1")
    with psycopg.connect(at_work.url) as holding, ThreadPoolExecutor(1) as thread:
        holding.execute("SELECT id FROM bag WHERE id = %s FOR UPDATE", (bag_id,))
        verified = thread.submit(verify_bag, here, PHARMACIST, bag_id, pin_of(PHARMACIST))
        until_it_waits(at_work.server, verified)
        meanwhile(station)
        holding.rollback()
        with pytest.raises(Refusal) as refused:
            verified.result(60)
    assert refused.value.code is code
    assert find_bag(station, bag_id).state is State.PLANNED
    station.database.close()


@pytest.mark.parametrize("badge", [ADMINISTRATOR, SECOND_ADMINISTRATOR])
def test_an_administrator_s_own_work_can_be_ended_at_their_own_window_on_a_server(
    at_work: ServerHospital, badge: str
) -> None:
    station = open_station(at_work.url, SetClock(MORNING))
    second = (SECOND_ADMINISTRATOR, "L. Etxarri", Role.ADMINISTRATOR, PIN, pin_of(ADMINISTRATOR))
    people.add_person(station, ADMINISTRATOR, *second)
    pin = PIN if badge == SECOND_ADMINISTRATOR else pin_of(ADMINISTRATOR)
    here = window(station, ADMINISTRATOR, "office")
    badges.leave(here, badge, ADMINISTRATOR, "moved to Bilbao", pin)
    with pytest.raises(Refusal) as refused:
        badges.leave(station, ADMINISTRATOR, NURSE, "x", pin_of(ADMINISTRATOR))
    assert refused.value.code is Code.PERSON_LEFT
    station.database.close()


def test_nothing_is_signed_with_a_pin_that_was_replaced_while_its_bag_was_waited_for(
    at_work: ServerHospital,
) -> None:
    station = open_station(at_work.url, SetClock(MORNING))
    bag_id = ordered(station)
    with psycopg.connect(at_work.url) as holding, ThreadPoolExecutor(1) as thread:
        holding.execute("SELECT id FROM bag WHERE id = %s FOR UPDATE", (bag_id,))
        verified = thread.submit(verify_bag, station, PHARMACIST, bag_id, pin_of(PHARMACIST))
        until_it_waits(at_work.server, verified)
        _gets_a_new_pin(station)
        holding.rollback()
        with pytest.raises(Refusal) as refused:
            verified.result(60)
    assert refused.value.code is Code.WRONG_PIN
    assert find_bag(station, bag_id).state is State.PLANNED
    station.database.close()
