"""One bag on two screens: who comes second is told what happened, and is led to where the bag is now."""

import pytest

from pharmacy.people import Act
from pharmacy.preparation import State, Step
from pharmacy.service import bench, orders
from tests.conftest import MADRID, PHARMACIST, SECOND, TECHNICIAN, House, label, vial
from tests.tui.hands import at_work
from tui.screens import on_bag
from tui.screens.bag import BagScreen
from tui.screens.check import CheckScreen
from tui.screens.label import LabelScreen
from tui.screens.preparation import PreparationScreen
from tui.screens.refusal import RefusalScreen
from tui.screens.verification import VerificationScreen
from tui.screens.worklist import WorklistScreen

pytestmark = pytest.mark.station

WRISTBAND = "NHC00482913"
CHANGED = "was changed meanwhile, and not on this screen."


@pytest.mark.parametrize("scanned", [True, False])
async def test_a_step_done_elsewhere_is_told_and_the_step_now_due_is_shown(
    house: House, scanned: bool
) -> None:
    due = Step.VIAL if scanned else Step.LOOK
    bag_id = house.prepared_to(due)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        house.do(bag_id, by=SECOND)
        if scanned:
            await hands.scan(vial("7H2K2"))
        else:
            await hands.press("space")
        hands.at(RefusalScreen)
        assert f"Bag {bag_id} {CHANGED}" in hands.seen
        assert "· by M. Vega, 09:30, station:" in " ".join(hands.seen.split())
        assert f"recorded #{house.events()[-1]['seq']}" in hands.seen
        await hands.press("space")
        hands.at(PreparationScreen)
        assert f"step {due.number + 1} of 13" in hands.seen
    assert house.bag(bag_id).vial_serial == "7H2K1"


async def test_a_vial_that_was_changed_elsewhere_is_not_rejected_unseen(house: House) -> None:
    bag_id = house.prepared_to(Step.LOOK)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        bench.reject_vial(house.station, SECOND, bag_id, "flakes")
        bench.scan_vial(house.station, SECOND, bag_id, vial("7H2K2"))
        await hands.press("x")
        assert "REJECT VIAL 7H2K1 FOR GOOD" not in hands.seen
        await hands.write("white flakes")
        await hands.press("space")
        hands.at(RefusalScreen)
        assert "expected in preparation, step: look · vial 7H2K1" in hands.seen
    assert (house.bag(bag_id).step, house.bag(bag_id).vial_serial) == (Step.LOOK, "7H2K2")


async def test_a_bag_labelled_elsewhere_leads_to_its_check(house: House) -> None:
    bag_id = house.prepared_to(Step.COVER_LABEL)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        house.do(bag_id, by=SECOND)
        await hands.scan(label(bag_id, "C"))
        assert f"Bag {bag_id} {CHANGED}" in hands.seen
        await hands.press("space")
        hands.at(CheckScreen)


async def test_a_bag_released_elsewhere_is_not_released_again(house: House) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        await hands.sign_in(PHARMACIST)
        house.do(bag_id)
        await hands.scan(label(bag_id, "C"))
        assert f"Bag {bag_id} {CHANGED}" in hands.seen
        assert (house.events()[-1]["act"], house.events()[-1]["by"]) == (Act.RELEASE, PHARMACIST)
        await hands.press("space")
        hands.at(BagScreen)
        assert "RELEASED" in hands.seen.upper()


async def test_a_released_bag_discarded_elsewhere_prints_nothing_more(house: House) -> None:
    bag_id = house.released()
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        bench.discard(house.station, SECOND, bag_id, "fell")
        await hands.press("p")
        assert f"Bag {bag_id} {CHANGED}" in hands.seen
        await hands.press("space")
        hands.at(BagScreen)
        assert "DISCARDED" in hands.seen
    assert not list((house.folder / "prints").iterdir())


async def test_an_order_changed_elsewhere_is_not_signed(house: House) -> None:
    [bag_id, *_] = house.order()
    async with at_work(house, badge=PHARMACIST) as hands:
        await hands.press("space")
        later = house.bag(bag_id).infusion_start.astimezone(MADRID).time().replace(14)
        orders.reschedule(house.station, SECOND, bag_id, later, "delay on the ward")
        await hands.press("space")
        await hands.write("7193")
        assert f"Bag {bag_id} {CHANGED}" in hands.seen
        assert house.bag(bag_id).state is State.PLANNED
        await hands.press("space")
        hands.at(VerificationScreen)
        assert "25 Mar 2026 14:00" in hands.seen


async def test_a_bag_begun_elsewhere_is_not_cancelled_from_its_order(house: House) -> None:
    bag_id = house.verified()
    async with at_work(house, badge=PHARMACIST) as hands:
        await hands.press("space", "escape", "c")
        await hands.write("patient went home")
        house.bring(bag_id, Step.LOOK, by=SECOND)
        await hands.press("space")
        assert f"Bag {bag_id} {CHANGED}" in hands.seen
        await hands.press("space")
        hands.at(PreparationScreen)
    assert house.bag(bag_id).state is State.IN_PREPARATION


async def test_a_bag_moved_elsewhere_is_not_moved_again_unseen(house: House) -> None:
    [bag_id, *_] = house.order()
    async with at_work(house, badge=PHARMACIST) as hands:
        await hands.press("m")
        later = house.bag(bag_id).infusion_start.astimezone(MADRID).time().replace(14)
        orders.reschedule(house.station, SECOND, bag_id, later, "delay on the ward")
        await hands.write("16:00", "delay on the ward")
        await hands.press("space")
        assert f"Bag {bag_id} {CHANGED}" in hands.seen
        await hands.press("space")
        hands.at(WorklistScreen)
    assert house.bag(bag_id).infusion_start.astimezone(MADRID).hour == 14


async def test_labels_printed_from_their_preview_leave_no_outdated_screen_beneath(house: House) -> None:
    bag_id = house.released()
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        hands.at(BagScreen)
        await hands.press("l")
        hands.at(LabelScreen)
        await hands.press("p", "e")
        await hands.write("smeared")
        await hands.press("space")
        hands.at(PreparationScreen)
        await hands.press("escape", "l")
        hands.at(WorklistScreen)
    assert (house.bag(bag_id).state, house.bag(bag_id).label_copy) == (State.MIXED, 2)


async def test_an_open_bag_follows_what_another_station_does_and_says_it(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_bag, "FOLLOW_SECONDS", 0.1)
    bag_id = house.released()
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        assert "released by F. Soler, 09:30" in hands.seen
        house.at(10)
        bench.discard(house.station, SECOND, bag_id, "fell")
        await hands.until(lambda: "Reason: fell" in hands.seen)
        hands.at(BagScreen)
        assert f"Bag {bag_id} {CHANGED} Now: DISCARDED · by M. Vega, 10:00, station: discard." in hands.seen
        assert "left" not in hands.seen


async def test_an_open_step_follows_what_another_station_does(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_bag, "FOLLOW_SECONDS", 0.1)
    bag_id = house.prepared_to(Step.VIAL)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        house.do(bag_id, by=SECOND)
        await hands.until(lambda: "step 4 of 13" in hands.seen and "Now: in preparation" in hands.seen)


async def test_a_bag_does_not_change_beneath_what_is_being_typed(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_bag, "FOLLOW_SECONDS", 0.1)
    bag_id = house.prepared_to(Step.LOOK)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        await hands.press("x")
        house.do(bag_id, by=SECOND)
        await hands.pilot.pause(0.4)
        assert "Reject vial 7H2K1 for good" in hands.seen
        await hands.press("escape")
        await hands.until(lambda: "step 5 of 13" in hands.seen)
