"""A station runs for weeks: what has been on the screen must not stay in memory."""

import gc

import pytest
from textual._styles_cache import StylesCache

from tests.conftest import TECHNICIAN, House
from tests.tui.hands import Hands, at_work

pytestmark = pytest.mark.station


def drawn() -> int:
    """How many widgets have their drawn lines in memory."""
    gc.collect()
    return sum(isinstance(thing, StylesCache) for thing in gc.get_objects())


async def there_and_back(hands: Hands) -> None:
    await hands.press("?")
    await hands.press("escape")


async def test_a_closed_screen_leaves_nothing_behind(house: House) -> None:
    house.verified()
    async with at_work(house, badge=TECHNICIAN) as hands:
        await there_and_back(hands)
        before = drawn()
        for _ in range(5):
            await there_and_back(hands)
        assert drawn() <= before
