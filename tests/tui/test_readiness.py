"""The list of what a course needs first: read, entered and decided against at the screen."""

import re

from pharmacy.preparation import State, Step
from pharmacy.service import readiness, workups
from tests.conftest import PATIENT, PHARMACIST, PHYSICIAN, House
from tests.tui.hands import Hands, at_work
from tui.screens.readiness import ReadinessScreen
from tui.screens.verification import VerificationScreen
from tui.widgets.table import Table

UP, DOWN, EMPTY = "\x1b[A", "\x1b[B", "\x15"
"""Keys as a terminal sends them."""


def forget(house: House, *sections: str) -> None:
    """Something that was known is not known any more."""
    workups.record_workup(house.station, PHYSICIAN, patient=PATIENT, entries=dict.fromkeys(sections))


def mark(hands: Hands, item: str) -> None:
    """Mark an item of the list."""
    assert hands.at(ReadinessScreen).query_one(Table).mark_id(item)


async def test_what_is_in_the_way_stands_on_the_order_and_no_pin_is_asked_for(house: House) -> None:
    bag_id = house.order()[0]
    forget(house, "ecg", "consent")
    async with at_work(house, badge=PHARMACIST) as hands:
        assert "NOT READY" in hands.seen
        await hands.press("space")
        assert "NOT KNOWN: 0 not met, 2 not known. Key r: informed consent, ECG." in hands.seen
        await hands.press("space")
        assert "Whether the patient is ready for this course is not known." in hands.seen
    assert house.bag(bag_id).state is State.PLANNED


async def test_every_item_stands_with_its_recommendation_and_is_entered_there(house: House) -> None:
    bag_id = house.order()[0]
    forget(house, "ecg")
    async with at_work(house, size=(80, 60), badge=PHARMACIST) as hands:
        await hands.press("space", "r")
        assert "? NOT KNOWN ECG R15" in hands.seen
        for number in ("R3", "R4", "R5", "R7", "R8", "R9", "R10", "R12", "R13", "R14", "R16", "R23", "R28"):
            assert number in hands.seen
        assert "No ECG. Have it done, and enter its day. (Pretreatment; Fig. 5; R15)" in hands.seen
        await hands.press("space")
        await hands.write("2026-03-27", "")
        await hands.press("space")
        assert "ECG (ecg.on) lies in the future." in hands.seen
        await hands.burst("\x15")
        await hands.write("2026-03-24", "")
        assert "✓ entered: ECG" not in hands.seen  # shown once more before it is done
        await hands.press("space")
        assert "✓ entered: ECG" in hands.seen
        assert "READY." in hands.seen
        await hands.press("escape")
        hands.at(VerificationScreen)
        assert "READY." in hands.seen
        await hands.press("space")
        await hands.write("7193")
    assert house.bag(bag_id).state is State.VERIFIED


async def test_a_recommendation_is_decided_against_once_more_read_and_signed(house: House) -> None:
    house.order()
    forget(house, "ecg")
    async with at_work(house, badge=PHARMACIST) as hands:
        await hands.press("space", "r", "x")
        await hands.write("normal a year ago")
        assert "stands No ECG." in hands.seen
        await hands.press("space")
        assert "decides against “ECG” for course 1 of Núñez Etxeberria" in hands.seen
        await hands.write("7193")
        assert "✓ decided against: ECG" in hands.seen
        assert "READY; decided against: 1." in hands.seen
        mark(hands, "ecg")
        await hands.burst(DOWN)
        await hands.burst(UP)
        assert "Decided by F. Soler: normal a year ago" in hands.seen


async def test_a_treatment_before_is_entered_with_what_its_washout_needs(house: House) -> None:
    house.order()
    async with at_work(house, size=(80, 60), badge=PHARMACIST) as hands:
        await hands.press("space", "r")
        mark(hands, "washout-interferon-beta")
        await hands.press("space")
        assert "4 teriflunomide" in hands.seen
        await hands.press("7")  # natalizumab
        # last dose 5 January: 12 weeks of 7 days later is 30 March, five days after the first day
        await hands.write("", "2026-01-05", "2026-03-02", "1", "", "2026-03-16", "")
        await hands.press("space")
        assert "✕ NOT MET washout: natalizumab" in hands.seen
        assert (
            "natalizumab, last dose on 5 Jan 2026: 12 weeks lie between it and the course (Table 3; R13)."
            in hands.seen
        )
        assert "Met from 30 Mar 2026 on." in hands.seen
        assert "Earliest first day by time alone: 30 Mar 2026 (washout: natalizumab)." in hands.seen


async def test_a_count_without_its_unit_is_no_result(house: House) -> None:
    house.order(patient="00511270")
    async with at_work(house, size=(80, 60), badge=PHARMACIST) as hands:
        await hands.press("space", "r", "c", "1")
        await hands.write("0.9", "", "2026-03-24")
        await hands.press("space")
        assert "✕ NOT MET washout: fingolimod" not in hands.seen
        assert "? NOT KNOWN washout: fingolimod" in hands.seen
        assert "0.9 is no result; expected a number of cells/µL." in hands.seen


async def test_one_vaccine_is_entered_without_losing_the_others(house: House) -> None:
    house.order()
    before = readiness.workup_of(house.station, PATIENT).vaccines
    assert before is not None
    async with at_work(house, size=(80, 60), badge=PHARMACIST) as hands:
        await hands.press("space", "r")
        mark(hands, "vaccine-influenza")
        await hands.press("space")
        for key in (DOWN, DOWN, EMPTY, DOWN, EMPTY, UP, UP, UP):
            await hands.burst(key)
        await hands.write("2025-10-20", "", "", "")
        await hands.press("space")
        assert "✓ entered: vaccine: seasonal influenza" in hands.seen
    after = readiness.workup_of(house.station, PATIENT).vaccines
    assert after is not None
    assert set(after) == set(before)
    assert after["influenza"].doses[0].isoformat() == "2025-10-20"  # type: ignore[index]


async def test_a_begun_bag_is_marked_on_the_worklist_once_something_speaks_against_the_course(
    house: House,
) -> None:
    house.prepared_to(Step.CHECK)
    forget(house, "ecg")
    async with at_work(house, badge=PHARMACIST) as hands:
        assert "1·1/5 to be checked NOT READY" in hands.seen


async def test_who_enters_what_stops_a_begun_bag_is_told_so(house: House) -> None:
    house.prepared_to(Step.CHECK)
    async with at_work(house, size=(80, 60), badge=PHARMACIST) as hands:
        await hands.press("y")
        mark(hands, "breastfeeding")
        await hands.press("space")
        await hands.burst(DOWN)
        await hands.burst(EMPTY)
        await hands.write("2026-03-25")
        await hands.burst(EMPTY)
        await hands.write("y")
        await hands.press("space")
        assert (
            "✓ entered: breastfeeding. This bag is begun: it is stopped. Call whoever has it." in hands.seen
        )


async def test_a_live_vaccine_is_entered_where_live_vaccines_are_judged(house: House) -> None:
    house.order()
    async with at_work(house, size=(80, 60), badge=PHARMACIST) as hands:
        await hands.press("space", "r")
        mark(hands, "live-vaccines")
        await hands.press("space")
        assert "What is known about live vaccines?" in hands.seen
        assert "1 steroid before" in hands.seen
        varicella = re.search(r"(\d) vaccine: varicella", hands.seen)
        assert varicella is not None
        await hands.press(varicella[1])
        await hands.write("2026-02-20", "", "", "")
        await hands.press("space")
        assert "✓ entered: vaccine: varicella" in hands.seen
        # 20 February and 42 days are 3 April
        assert "Earliest first day by time alone: 3 Apr 2026 (live vaccines)." in hands.seen


async def test_what_belongs_to_the_order_is_not_entered_here(house: House) -> None:
    house.order()
    async with at_work(house, badge=PHARMACIST) as hands:
        await hands.press("space", "r")
        mark(hands, "adult")
        await hands.press("space")
        assert "This is not entered here." in hands.seen
        assert "the patient's birth date (key e on the order)" in hands.seen
