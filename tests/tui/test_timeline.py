"""A course's timeline on the screen: reached from a bag's screens, read at two sizes, printed by a key."""

import pytest

from pharmacy.language import Language
from pharmacy.service import workups
from tests.conftest import NURSE, PATIENT, PHARMACIST, PHYSICIAN, House
from tests.tui.hands import Hands, at_work
from tui.screens.bag import BagScreen
from tui.screens.timeline import TimelineScreen
from tui.screens.verification import VerificationScreen

NARROW, WIDE = (80, 24), (200, 60)
PAGE_DOWN = "\x1b[6~"
"""As a terminal sends it."""


def printed(house: House) -> list[str]:
    return sorted(path.name for path in (house.folder / "prints").iterdir())


async def all_of(hands: Hands) -> str:
    """Every line that can be scrolled to."""
    seen = list(hands.lines)
    for _ in range(12):
        await hands.burst(PAGE_DOWN)
        seen += hands.lines
    return "\n".join(seen)


def line_of(text: str, beginning: str) -> str:
    return next(line for line in text.splitlines() if line.strip().startswith(beginning))


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_an_order_shows_its_course_in_one_picture(house: House, size: tuple[int, int]) -> None:
    workups.record_workup(
        house.station,
        PHYSICIAN,
        PATIENT,
        {"previous_treatments": [{"drug": "natalizumab", "last_dose": "2026-01-05"}]},
    )
    house.order()
    async with at_work(house, size, badge=PHARMACIST) as hands:
        await hands.press("space")
        hands.at(VerificationScreen)
        await hands.press("d", "t")
        hands.at(TimelineScreen)
        assert "Timeline · course 1 · Núñez Etxeberria, María del Carmen" in hands.seen
        seen = await all_of(hands)
        # 5 days from 25 March 2026; the diet ends a month after 29 March, contraception four.
        assert "◆▒▒" in line_of(seen, "natalizumab ?")
        assert "[1000 mg" in line_of(seen, "methylprednisolone")
        assert "to 29 Apr 2026" in "".join(line for line in seen.splitlines() if "Diet" in line)
        assert "○" in line_of(seen, "Blood and urine")
        assert "▒▒ the course waits" in seen
        await hands.press("escape")
        hands.at(VerificationScreen)
    assert printed(house) == []


async def test_nothing_of_it_is_lost_on_a_small_screen(house: House) -> None:
    house.order()
    async with at_work(house, NARROW, badge=PHARMACIST) as hands:
        await hands.press("space", "d", "t")
        seen = " ".join((await all_of(hands)).split())
        for words in (
            "Before · weeks before day 1",
            "Infusion days · course 1",
            "After · months after day 5",
            "Every month, 29 Apr 2026 to 29 Mar 2030.",
            "To 29 Sep 2026 at least, and until CD4+ cells are above 200 cells/µL.",
            "? something is not known",
        ):
            assert words in seen
        assert max(len(line) for line in hands.lines) <= 80


async def test_on_a_wide_screen_the_stretches_stand_side_by_side(house: House) -> None:
    house.order()
    async with at_work(house, WIDE, badge=PHARMACIST) as hands:
        await hands.press("space", "d", "t")
        head = next(line for line in hands.lines if "Before ·" in line)
        assert "Infusion days ·" in head
        assert "After ·" in head


async def test_it_is_printed_and_stays_on_the_screen(house: House) -> None:
    bag_id = house.released()
    async with at_work(house, badge=NURSE) as hands:
        await hands.press("space")
        hands.at(BagScreen)
        await hands.press("d", "t", "p")
        hands.at(TimelineScreen)
        assert f"{bag_id}-timeline-copy1.pdf" in "".join(line.strip() for line in hands.lines)
        await hands.press("escape")
        hands.at(BagScreen)
    assert printed(house) == [f"{bag_id}-timeline-copy1.pdf"]


async def test_in_spanish(house: House) -> None:
    house.order()
    async with at_work(house, NARROW, Language.SPANISH, badge=PHARMACIST) as hands:
        hands.app.language = Language.SPANISH
        await hands.press("space", "d", "t")
        seen = await all_of(hands)
        assert "Cronograma · ciclo 1" in seen
        assert "[1000 mg" in line_of(seen, "metilprednisolona")
        assert "hasta 29 abr 2026" in seen
