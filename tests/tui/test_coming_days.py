"""Bags of coming days: reached, verified and given up from the screens."""

from pharmacy.preparation import State, Step
from pharmacy.service import courses, look_ups
from tests.conftest import PATIENT, PHARMACIST, TECHNICIAN, House
from tests.tui.hands import at_work
from tui.screens.preparation import PreparationScreen
from tui.screens.verification import VerificationScreen
from tui.screens.worklist import WorklistScreen

TOMORROW = "Núñez Etxeberria, María… 1·2/5 NOT VERIFIED verify"


async def test_a_key_shows_the_bags_of_coming_days_by_day_and_goes_back(house: House) -> None:
    house.order()
    async with at_work(house, badge=PHARMACIST) as hands:
        assert "26 Mar" not in hands.seen
        await hands.press("c")
        assert f"INFUSION PATIENT DAY STATE NEXT ▶ 26 Mar 12:00 {TOMORROW}" in hands.seen
        days = [line.replace("▶", " ").split()[0:2] for line in hands.lines if "1·" in line]
        assert days == [["26", "Mar"], ["27", "Mar"], ["28", "Mar"], ["29", "Mar"]]
        assert "bags of coming days: 4. c goes back to today." in hands.seen
        await hands.press("c")
        assert "START LEFT PATIENT" in hands.seen
        assert "26 Mar" not in hands.seen


async def test_a_bag_of_a_coming_day_is_verified_from_there(house: House) -> None:
    bag_id = house.order()[1]
    async with at_work(house, badge=PHARMACIST) as hands:
        await hands.press("c", "space")
        hands.at(VerificationScreen)
        await hands.press("space")
        await hands.write("7193")
        await hands.press("escape")
        assert "bags of coming days: 4" in hands.seen
    assert house.bag(bag_id).state is State.VERIFIED


async def test_a_whole_course_that_was_not_begun_is_cancelled_with_one_key(house: House) -> None:
    bags = house.order()
    async with at_work(house, badge=PHARMACIST) as hands:
        await hands.press("space", "x")
        assert "b this bag alone, of 25 Mar 2026" in hands.seen
        assert "c the whole course, 25 Mar 2026 to 29 Mar 2026; bags: 5" in hands.seen
        await hands.press("c")
        await hands.write("wrong week")
        assert "bags cancelled: 5; the course can then be ordered anew" in hands.seen
        assert house.bag(bags[0]).state is State.PLANNED
        await hands.press("space")
        hands.at(WorklistScreen)
    assert {house.bag(bag).state for bag in bags} == {State.CANCELLED}


async def test_a_technician_cannot_cancel_a_whole_course(house: House) -> None:
    bags = house.order()
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.press("space", "x", "c")
        assert "This is not yours to do." in hands.seen
    assert {house.bag(bag).state for bag in bags} == {State.PLANNED}


async def test_of_a_course_that_was_begun_only_the_bag_can_be_cancelled(house: House) -> None:
    house.prepared_to(Step.PATIENT)
    async with at_work(house, badge=PHARMACIST) as hands:
        await hands.press("c", "space", "x")
        assert "CANCEL THE BAG" in hands.seen.upper()
        assert "whole course" not in hands.seen


async def test_a_verified_bag_is_cancelled_or_its_patient_corrected_from_its_order(house: House) -> None:
    bag_id = house.verified()
    async with at_work(house, badge=PHARMACIST) as hands:
        await hands.press("space")
        hands.at(PreparationScreen)
        await hands.press("e")
        assert "Correct the patient" in hands.seen
        await hands.press("escape", "x", "b")
        await hands.write("fever")
        await hands.press("space")
    assert house.bag(bag_id).state is State.CANCELLED


def test_a_wristband_without_a_bag_today_says_when_the_next_is_in_these_words(house: House) -> None:
    house.order(first_day=house.clock.now().date().replace(day=27))
    refusal = house.refused(look_ups.look_up, TECHNICIAN, f"NHC{PATIENT}")
    assert refusal.lines() == [
        "Núñez Etxeberria, María del Carmen has no bag today.",
        "expected: a patient with a bag on today's list",
        ("got: record number 00482913, next bag on 27 Mar 2026: Núñez Etxeberria, María del Carmen · 1·1/5"),
        "what now: Press c for the bags of coming days, and open it there.",
    ]
    bag = house.bag("26-000001-5")
    courses.cancel_course(house.station, PHARMACIST, bag.id, "wrong week")
    refusal = house.refused(look_ups.look_up, TECHNICIAN, f"NHC{PATIENT}")
    assert refusal.lines()[2:] == [
        "got: record number 00482913, and no bag on a coming day",
        "what now: Press n to order a course.",
    ]
