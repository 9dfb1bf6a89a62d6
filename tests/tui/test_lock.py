"""A window that nobody uses shows nothing and does nothing until it is known who is there; but an infusion
that runs is never hidden, and what slows or stops it never waits.
"""

import pytest

from pharmacy.errors import Code, Trouble
from pharmacy.language import text
from pharmacy.people import Act
from pharmacy.preparation import State, Step
from tests.conftest import NURSE, PHARMACIST, TECHNICIAN, House, vial
from tests.tui.hands import Hands, at_work
from tui.screens.form import FormScreen
from tui.screens.infusion import InfusionScreen
from tui.screens.lock import LockScreen
from tui.screens.pin import PinScreen
from tui.screens.preparation import PreparationScreen
from tui.screens.refusal import RefusalScreen
from tui.screens.sign_in import SignInScreen
from tui.screens.tell import TellScreen
from tui.screens.worklist import WorklistScreen

pytestmark = pytest.mark.station

WRISTBAND = "NHC00482913"
NAME = "Núñez"
LOCKED_NOT_USED = "This window is locked: the scan was not used. Scan it again once it is open."


def locked(hands: Hands) -> None:
    hands.at(LockScreen)
    assert "No key and no scan for 10 min (local policy)." in hands.seen
    assert NAME not in hands.seen


async def test_after_10_minutes_without_a_key_the_patients_names_are_hidden(house: House) -> None:
    house.prepared_to(Step.LOOK)
    async with at_work(house, badge=TECHNICIAN) as hands:
        assert NAME in hands.seen
        await hands.leave_alone(9.9)
        hands.at(WorklistScreen)
        await hands.press("down")
        await hands.leave_alone(10)
        locked(hands)


async def test_the_same_person_s_pin_goes_on_at_the_same_step(house: House) -> None:
    bag_id = house.prepared_to(Step.VIAL)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        await hands.leave_alone(10)
        locked(hands)
        await hands.press("space")
        assert "T. Ruiz goes on here" in hands.seen
        await hands.write("2580")
        hands.at(PreparationScreen)
        await hands.scan(vial())
        assert "step 4 of 13" in hands.seen
    assert house.bag(bag_id).step is Step.LOOK


async def test_a_key_of_somebody_who_comes_late_is_not_used_even_before_the_lock_is_drawn(
    house: House,
) -> None:
    bag_id = house.prepared_to(Step.LOOK)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        await hands.pilot.pause(0.5)
        hands.app._used_at -= 600
        await hands.burst(" ")
        locked(hands)
    assert house.bag(bag_id).step is Step.LOOK


async def test_another_person_s_pin_does_not_open_it(house: House) -> None:
    house.prepared_to(Step.LOOK)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.leave_alone(10)
        await hands.press("space")
        await hands.write("7193")
        hands.at(RefusalScreen)
        assert NAME not in hands.seen
        await hands.press("space")
        locked(hands)


async def test_somebody_else_s_badge_and_pin_go_on_at_the_same_step(house: House) -> None:
    house.prepared_to(Step.VIAL)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        await hands.leave_alone(10)
        await hands.sign_in(PHARMACIST)
        hands.at(PreparationScreen)
        await hands.scan(vial())
        last = house.events()[-1]
        assert (last["act"], last["by"], last["result"]) == (Act.SCAN_VIAL, PHARMACIST, "ok")


async def test_what_one_had_begun_to_type_waits_for_them_and_is_closed_for_others(house: House) -> None:
    house.prepared_to(Step.LOOK)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        await hands.press("x")
        await hands.burst("white fl")
        await hands.leave_alone(10)
        locked(hands)
        await hands.press("space")
        await hands.write("2580")
        hands.at(FormScreen)
        assert "white fl" in hands.seen
        await hands.leave_alone(10)
        await hands.sign_in(PHARMACIST)
        hands.at(PreparationScreen)
        assert not hands.app.flowing


@pytest.mark.parametrize("code", [vial(), WRISTBAND, "2580"])
async def test_a_scan_while_locked_is_not_used_then_or_later_and_that_is_told(
    house: House, code: str
) -> None:
    bag_id = house.prepared_to(Step.VIAL)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        await hands.leave_alone(10)
        before = len(house.events())
        await hands.scan(code)
        hands.at(LockScreen)
        assert LOCKED_NOT_USED in hands.seen
        assert len(house.events()) == before
        await hands.press("space")
        await hands.write("2580")
        hands.at(PreparationScreen)
        assert "step 3 of 13" in hands.seen
    assert house.bag(bag_id).step is Step.VIAL


async def test_a_pin_question_that_is_left_open_is_locked_too(house: House) -> None:
    house.order()
    async with at_work(house, badge=PHARMACIST) as hands:
        await hands.press("space", "space")
        hands.at(PinScreen)
        await hands.leave_alone(10)
        locked(hands)


async def test_where_nobody_is_signed_in_nothing_locks(house: House) -> None:
    async with at_work(house) as hands:
        await hands.leave_alone(60)
        hands.at(SignInScreen)


# a running infusion


async def infusing(house: House, hands: Hands) -> None:
    await hands.press("space")
    hands.at(InfusionScreen)
    await hands.leave_alone(10)
    hands.at(InfusionScreen)
    assert NAME in hands.seen


async def test_a_running_infusion_is_never_hidden_and_the_lock_falls_when_it_is_left(house: House) -> None:
    house.started()
    async with at_work(house, badge=NURSE) as hands:
        await infusing(house, hands)
        await hands.press("escape")
        locked(hands)
        await hands.press("space")
        await hands.write("6372")
        hands.at(WorklistScreen)


async def test_a_pause_waits_for_no_pin_and_the_record_says_that_none_was_asked(house: House) -> None:
    bag_id = house.started()
    async with at_work(house, badge=NURSE) as hands:
        await infusing(house, hands)
        await hands.press("p")
        await hands.write("itching")
        await hands.press("space")
        hands.at(InfusionScreen)
    last = house.events()[-1]
    assert (last["act"], last["result"], last["data"]["idle_minutes"]) == (Act.PAUSE, "ok", 10)
    assert house.bag(bag_id).state is State.INFUSING


async def test_a_reaction_waits_for_no_pin(house: House) -> None:
    house.started()
    async with at_work(house, badge=NURSE) as hands:
        await infusing(house, hands)
        await hands.press("r")
        assert "PIN" not in hands.seen
        await hands.press("3")
        assert not isinstance(hands.app.screen, LockScreen | TellScreen)


async def test_what_lets_it_run_faster_waits_for_the_pin_and_can_be_given_up(house: House) -> None:
    house.started()
    async with at_work(house, badge=NURSE) as hands:
        await hands.press("space")
        house.later(minutes=31)
        before = house.events()[-1]["seq"]
        await hands.leave_alone(10)
        await hands.press("space")
        locked(hands)
        await hands.press("escape")
        hands.at(InfusionScreen)
        assert house.events()[-1]["seq"] == before
        await hands.press("space", "space")
        await hands.write("6372")
        await hands.until(lambda: house.events()[-1]["act"] == Act.SET_RATE)
        assert "idle_minutes" not in house.events()[-1]["data"]


async def test_a_rate_typed_before_one_left_is_not_set_by_whoever_comes(house: House) -> None:
    house.started()
    async with at_work(house, badge=NURSE) as hands:
        await hands.press("space", "s")
        await hands.burst("10")
        await hands.leave_alone(10)
        await hands.burst("\r")
        await hands.press("space")
        assert "YOUR PIN FIRST Nobody has used this window for 10 min" in hands.seen
    last = house.events()[-1]
    assert (last["act"], last["data"]["code"]) == (Act.SET_RATE, "pin-first")


async def test_observations_begun_before_one_left_are_not_recorded_in_one_s_name_by_whoever_comes(
    house: House,
) -> None:
    house.started()
    async with at_work(house, badge=NURSE) as hands:
        await hands.press("space", "o")
        await hands.write("78", "124")
        await hands.leave_alone(10)
        await hands.write("76", "36.8", "")
        await hands.press("space")
        assert "YOUR PIN FIRST Nobody has used this window for 10 min" in hands.seen
    last = house.events()[-1]
    assert (last["act"], last["data"]["code"]) == (Act.OBSERVE, "pin-first")


async def test_whoever_takes_a_locked_window_over_finds_nothing_half_typed_also_if_nobody_was_signed_out(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    bag_id = house.prepared_to(Step.LOOK)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        await hands.press("x")
        await hands.burst("dropped")
        await hands.leave_alone(10)
        locked(hands)

        async def busy(_person: object) -> None:
            raise Trouble(Code.DATABASE_BUSY, text("busy"), advice=text("wait"))

        monkeypatch.setattr(hands.app, "sign_out", busy)
        await hands.scan("ST1002")
        await hands.write("7193")
        assert not isinstance(hands.app.screen, LockScreen | FormScreen | RefusalScreen)
        assert hands.app.worker.badge == PHARMACIST
        assert "dropped" not in hands.seen
    assert house.bag(bag_id).state is State.IN_PREPARATION
