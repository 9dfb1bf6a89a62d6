"""The papers of a bag, chosen on its screens: what there can be now, and why there cannot be the rest."""

from pharmacy.preparation import Step
from pharmacy.service import bench
from tests.conftest import NURSE, PHARMACIST, TECHNICIAN, House
from tests.tui.hands import at_work
from tui.screens.bag import BagScreen
from tui.screens.check import CheckScreen
from tui.screens.choice import ChoiceScreen
from tui.screens.verification import VerificationScreen


def printed(house: House) -> list[str]:
    return sorted(path.name for path in (house.folder / "prints").iterdir())


async def test_a_released_bag_has_every_paper(house: House) -> None:
    bag_id = house.released()
    async with at_work(house, badge=NURSE) as hands:
        await hands.press("space")
        hands.at(BagScreen)
        await hands.press("d")
        hands.at(ChoiceScreen)
        for answer in (
            "o premedication orders",
            "i priming and infusion sheet",
            "r preparation record",
            "c patient's card",
            "t timeline of the course",
            "f course folder",
        ):
            assert answer in hands.seen
        # nothing was given yet that a calendar could be counted from
        assert hands.seen.count("not now") == 1
        assert "not now: follow-up calendar." in hands.seen
        await hands.press("r")
        hands.at(BagScreen)
        assert "Printed:" in hands.seen
        assert f"{bag_id}-record-copy1.pdf" in "".join(line.strip() for line in hands.lines)
    assert printed(house) == [f"{bag_id}-record-copy1.pdf"]


async def test_an_order_that_waits_says_which_papers_there_cannot_be_and_why(house: House) -> None:
    bag_id = house.order()[0]
    async with at_work(house, badge=PHARMACIST) as hands:
        await hands.press("space")
        hands.at(VerificationScreen)
        await hands.press("d")
        assert "not now: premedication orders. Sheets exist only for a verified order." in hands.seen
        assert "not now: priming and infusion sheet. An infusion sheet exists only" in hands.seen
        assert "not now: preparation record. Nothing has happened with this bag" in hands.seen
        assert "r preparation record" not in hands.seen
        await hands.press("r")
        hands.at(ChoiceScreen)
        await hands.press("c")
        hands.at(VerificationScreen)
    assert printed(house) == [f"{bag_id}-card-copy1.pdf"]


async def test_the_second_check_can_print_the_record_and_goes_on(house: House) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    async with at_work(house, badge=PHARMACIST) as hands:
        await hands.press("space")
        hands.at(CheckScreen)
        await hands.press("d", "r")
        hands.at(CheckScreen)
        assert "Printed:" in hands.seen
    assert printed(house) == [f"{bag_id}-record-copy1.pdf"]


async def test_turning_back_prints_nothing(house: House) -> None:
    house.released()
    async with at_work(house, badge=NURSE) as hands:
        await hands.press("space", "d", "escape")
        hands.at(BagScreen)
    assert printed(house) == []


async def test_a_bag_that_changed_meanwhile_is_shown_anew_before_anything_is_printed(house: House) -> None:
    bag_id = house.released()
    async with at_work(house, badge=PHARMACIST) as hands:
        await hands.press("space", "d")
        bench.discard(house.station, TECHNICIAN, bag_id, "leaks")
        await hands.press("i")
        assert f"Bag {bag_id} was changed meanwhile" in hands.seen
    assert printed(house) == []
