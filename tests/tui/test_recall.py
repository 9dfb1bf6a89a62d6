"""A lot is called back, or the clock cannot be trusted: every screen says so, and what is left to do."""

from pharmacy.preparation import State, Step
from pharmacy.service import bench, stockroom
from tests.conftest import GTIN, NURSE, SECOND, TECHNICIAN, House
from tests.tui.hands import at_work
from tui.screens.bag import BagScreen

WRISTBAND = "NHC00482913"


def recall(house: House) -> None:
    stockroom.recall_lot(house.station, SECOND, GTIN, "L77F2", "particles, letter of 25 March")


async def test_a_released_bag_with_a_recalled_lot_is_marked_and_says_what_to_do(house: House) -> None:
    bag_id = house.released()
    recall(house)
    async with at_work(house, badge=NURSE) as hands:
        assert "✕ – – Núñez Etxeberria, María… 1·1/5 RECALLED discard" in hands.seen
        await hands.press("space")
        hands.at(BagScreen)
        assert "Lot L77F2 was recalled: particles, letter of 25 March" in hands.seen
        assert "Do not start it. Bring it back from wherever it is, and discard it" in hands.seen
        assert "START BEFORE" not in hands.seen
        assert "print" not in hands.lines[-1]
        await hands.press("p")
        assert not list((house.folder / "prints").iterdir())
    assert house.bag(bag_id).state is State.RELEASED


async def test_a_recalled_bag_is_discarded_from_its_screen(house: House) -> None:
    bag_id = house.prepared_to(Step.COVER)
    recall(house)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        hands.at(BagScreen)
        await hands.press("x")
        await hands.write("its lot was recalled")
        await hands.press("space")
        assert "✕" not in hands.seen
    assert house.bag(bag_id).state is State.DISCARDED


async def test_a_bag_in_preparation_with_a_recalled_lot_is_marked_on_the_list(house: House) -> None:
    bag_id = house.prepared_to(Step.DRAW)
    recall(house)
    async with at_work(house, badge=TECHNICIAN) as hands:
        assert "✕ – – Núñez Etxeberria, María… 1·1/5 RECALLED cancel" in hands.seen
        await hands.scan(WRISTBAND)
        assert "✕ Lot L77F2 was recalled: particles, letter of 25 March" in hands.seen
    assert house.bag(bag_id).step is Step.DRAW


async def test_a_bag_whose_clock_is_doubted_is_marked_and_has_no_time_left(house: House) -> None:
    bag_id = house.released()
    house.later(hours=-2)
    assert bag_id in house.behind(bench.invert, TECHNICIAN, bag_id)
    house.later(hours=2)
    async with at_work(house, badge=TECHNICIAN) as hands:
        assert "✕ – – Núñez Etxeberria, María… 1·1/5 released discard" in hands.seen
        await hands.scan(WRISTBAND)
        assert "The clock was set back after this bag was mixed" in hands.seen
        assert "START BEFORE" not in hands.seen
