"""What a pharmacist reads before they sign, and a patient corrected from there."""

from datetime import date, time

from pharmacy.preparation import State
from pharmacy.service.patients import find_patient
from tests.conftest import NURSE, PATIENT, PHARMACIST, PHYSICIAN, House
from tests.tui.hands import at_work
from tui.screens.form import FormScreen
from tui.screens.verification import VerificationScreen


async def test_what_a_later_course_follows_and_why_stand_before_the_signature(
    house: House,
) -> None:
    house.order(number=3, previous_end=date(2025, 1, 10), activity_evidence="two new T2 lesions")
    async with at_work(house, badge=PHARMACIST) as hands:
        await hands.press("space")
        # 10 January 2025 to 25 March 2026: 14 months and 15 days
        assert (
            "course before ended 10 Jan 2025, 14 whole months before this course "
            "(at least 12; Second and subsequent courses; R23)" in hands.seen
        )
        assert "activity two new T2 lesions" in hands.seen


async def test_the_first_course_follows_none(house: House) -> None:
    house.order()
    async with at_work(house, badge=PHARMACIST) as hands:
        await hands.press("space")
        hands.at(VerificationScreen)
        assert "course before" not in hands.seen
        assert "activity" not in hands.seen


async def test_premedication_that_is_late_is_told_with_what_to_do(house: House) -> None:
    house.order()
    house.at(10, 25)
    async with at_work(house, size=(80, 60), badge=PHARMACIST) as hands:
        await hands.press("space")
        assert (
            "! pantoprazole 40 mg was due at 08:00, 2 h 25 min ago. Ask the ward whether it was given. "
            "If not, it can be given now." in hands.seen
        )
        assert (
            "! paracetamol 1 g was due at 10:00, 25 min ago. Ask the ward whether it was given. If not, "
            "give it now and move the infusion to 12:25 or later (key m on the worklist)." in hands.seen
        )
        # due at 10:30
        assert "! methylprednisolone" not in hands.seen


async def test_premedication_of_the_day_after_says_its_day(house: House) -> None:
    house.order(infusion_at=time(23, 30))
    async with at_work(house, size=(80, 60), badge=PHARMACIST) as hands:
        await hands.press("space")
        # paracetamol at 21:30, again 6 h later at the earliest
        assert "as needed, from 03:30 on 26 Mar 2026 paracetamol 1 g" in hands.seen


async def test_premedication_that_is_ahead_is_not_late(house: House) -> None:
    house.order()
    house.at(7, 59)
    async with at_work(house, size=(80, 60), badge=PHARMACIST) as hands:
        await hands.press("space")
        hands.at(VerificationScreen)
        assert "was due" not in hands.seen


async def test_a_patient_is_corrected_beside_what_is_known_and_the_order_verified_again(house: House) -> None:
    bag_id = house.order()[0]
    async with at_work(house, badge=PHARMACIST) as hands:
        await hands.press("space", "space")
        await hands.write("7193")
        assert house.bag(bag_id).state is State.VERIFIED
        await hands.press("e")
        assert "Record number 00482913. Enter passes over what is right." in hands.seen
        assert "birth date 1984-02-14" in hands.seen
        await hands.write("born in April", "", "")
        await hands.burst("\x15")
        await hands.write("2014-04-12", "", "")
        assert "birth date 2014-04-12" in hands.seen
        await hands.press("space")
        hands.at(FormScreen)
        assert "The patient is under 18 on the first day of the course." in hands.seen
        assert "born in April" in hands.seen
        assert "birth date 2014-04-12" in hands.seen
        await hands.burst("\x15")
        await hands.write("1984-04-12", "", "")
        await hands.press("space")
        hands.at(VerificationScreen)
        assert "born 12 Apr 1984" in hands.seen
        assert "VERIFY AGAIN: the order has changed" in hands.seen
    assert find_patient(house.station, PATIENT).birth_date == date(1984, 4, 12)
    assert house.events()[-2]["data"]["reason"] == "born in April"


async def test_whoever_turns_back_corrects_nothing(house: House) -> None:
    house.order()
    async with at_work(house, badge=PHYSICIAN) as hands:
        await hands.press("space", "e")
        await hands.write("born in April")
        await hands.press("escape")
        hands.at(VerificationScreen)
    assert find_patient(house.station, PATIENT).birth_date == date(1984, 2, 14)


async def test_a_nurse_corrects_nobody(house: House) -> None:
    house.order()
    async with at_work(house, badge=NURSE) as hands:
        await hands.press("space", "e")
        assert "This is not yours to do. expected pharmacist or physician" in hands.seen
    assert (house.events()[-1]["act"], house.events()[-1]["data"]["code"]) == (
        "orders.correct_patient",
        "not-your-role",
    )


async def test_a_name_that_no_label_can_carry_is_refused_beside_what_was_typed(house: House) -> None:
    async with at_work(house, badge=PHYSICIAN) as hands:
        await hands.press("n")
        await hands.scan("NHC00599999")
        await hands.write("Lugalbanda 𒀭𒂗𒍪", "Eva", "1990-02-20", "Planta 4", "")
        await hands.press("space")
        hands.at(FormScreen)
        assert "A character cannot be printed: the patient's name." in hands.seen
        assert "family name Lugalbanda 𒀭𒂗𒍪" in hands.seen
    assert house.events()[-1]["data"]["code"] == "no-glyph"
