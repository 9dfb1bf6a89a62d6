"""A badge is signed in at one window at a time, and the window before learns it with its next act."""

from dataclasses import replace

from pharmacy.errors import Code
from pharmacy.people import SignedIn
from pharmacy.preparation import Step
from pharmacy.service import badges, bench, people
from pharmacy.service.act import Station
from tests.conftest import ADMINISTRATOR, PHARMACIST, TECHNICIAN, House, pin_of


def window(house: House, name: str, badge: str = TECHNICIAN) -> Station:
    """A station at whose window somebody has just signed in."""
    person = people.sign_in(house.station, badge, pin_of(badge), window=name)
    assert isinstance(person, SignedIn)
    return replace(house.station, signed_in=person)


def test_a_session_is_the_number_of_the_sign_in_s_event_and_the_window(house: House) -> None:
    here = window(house, "bench 1")
    event = house.events()[-1]
    assert here.signed_in is not None
    assert (here.signed_in.session, event["data"]["window"]) == (event["seq"], "bench 1")
    stored = (
        house.raw().execute("SELECT session, session_station FROM person WHERE badge = '1001'").fetchone()
    )
    assert stored == (event["seq"], "bench 1")


def test_the_first_window_is_closed_in_these_words_and_changes_nothing(house: House) -> None:
    bag_id = house.prepared_to(Step.LOOK)
    first = replace(house, station=window(house, "bench 1"))
    house.later(minutes=5)
    second = window(house, "bench 2")
    refusal = first.refused(bench.inspect_vial, TECHNICIAN, bag_id)
    assert refusal.code is Code.SIGNED_IN_ELSEWHERE
    assert refusal.lines() == [
        "You signed in at bench 2 on 25 Mar 2026, 09:35; this window is closed for you.",
        "expected: each badge at one window at a time",
        "got: 1001, T. Ruiz",
        (
            "what now: Sign in to go on here: every bag is at its step. If that was not you, change your PIN "
            "at once and tell an administrator."
        ),
    ]
    bench.inspect_vial(second, TECHNICIAN, bag_id)


def test_a_badge_at_two_windows_is_recorded_with_a_code(house: House) -> None:
    window(house, "bench 1")
    seq = house.events()[-1]["seq"]
    window(house, "bench 2")
    data = house.events()[-1]["data"]
    assert (data["code"], data["ended"]) == (
        "signed-in-elsewhere",
        {"number": seq, "station": "bench 1", "since": "2026-03-25T08:30:00Z"},
    )


def test_signing_in_again_at_the_same_window_is_nothing_to_tell(house: House) -> None:
    window(house, "bench 1")
    assert people.signed_in_elsewhere(house.station, TECHNICIAN, "bench 1") is None
    window(house, "bench 1")
    assert "code" not in house.events()[-1]["data"]


def test_before_signing_in_it_is_known_where_the_badge_is(house: House) -> None:
    window(house, "bench 1")
    there = people.signed_in_elsewhere(house.station, TECHNICIAN, "bench 2")
    assert there is not None
    assert (there.station, there.since) == ("bench 1", house.clock.now())
    assert people.signed_in_elsewhere(house.station, PHARMACIST, "bench 2") is None


def test_signing_out_ends_the_session_but_a_closed_window_ends_no_other_s(house: House) -> None:
    first, second = window(house, "bench 1"), window(house, "bench 2")
    people.sign_out(first, TECHNICIAN)
    people.still_signed_in(second)
    people.sign_out(second, TECHNICIAN)
    assert people.signed_in_elsewhere(house.station, TECHNICIAN, "bench 3") is None


def test_another_person_s_badge_signs_at_a_window_without_taking_it(house: House) -> None:
    here = window(house, "bench 1")
    there = window(house, "bench 2", PHARMACIST)
    people.sign_in(here, PHARMACIST, pin_of(PHARMACIST))  # to sign a release, say
    people.still_signed_in(here)
    people.still_signed_in(there)


def test_a_new_pin_from_an_administrator_closes_the_person_s_window(house: House) -> None:
    here = replace(house, station=window(house, "bench 1"))
    new = pin_of(PHARMACIST)
    badges.give_pin(house.station, ADMINISTRATOR, TECHNICIAN, new_pin=new, pin=pin_of(ADMINISTRATOR))
    assert here.refused(people.accept_clock, TECHNICIAN, "x", new).lines()[0] == (
        "You were signed out from elsewhere; this window is closed for you."
    )


def test_one_s_own_new_pin_closes_nothing(house: House) -> None:
    here = window(house, "bench 1")
    badges.change_pin(here, TECHNICIAN, new_pin=pin_of(PHARMACIST), pin=pin_of(TECHNICIAN))
    people.still_signed_in(here)


def test_a_window_of_somebody_who_left_is_closed(house: House) -> None:
    here = replace(house, station=window(house, "bench 1"))
    badges.leave(house.station, ADMINISTRATOR, TECHNICIAN, "moved", pin_of(ADMINISTRATOR))
    bag_id = house.verified()
    assert here.code(bench.confirm_order, TECHNICIAN, bag_id) is Code.PERSON_LEFT


def test_acts_without_a_window_go_on_whoever_is_signed_in_where(house: House) -> None:
    bag_id = house.prepared_to(Step.LOOK)
    window(house, "bench 1")
    bench.inspect_vial(house.station, TECHNICIAN, bag_id)
