"""A signature can be read on the bag's screen: who, when, what it means, and what was signed."""

from tests.conftest import TECHNICIAN, House
from tests.tui.hands import at_work
from tui.screens.bag import BagScreen


async def test_the_bag_s_screen_shows_who_signed_what_when_and_the_hash_of_it(house: House) -> None:
    house.released()
    hashes = [sha for (sha,) in house.raw().execute("SELECT signed_sha256 FROM signature ORDER BY id")]
    async with at_work(house, size=(110, 60), badge=TECHNICIAN) as hands:
        await hands.press("space")
        hands.at(BagScreen)
        assert f"signed order verified: F. Soler, pharmacist, 09:30 · {hashes[0][:16]}" in hands.seen
        assert f"signed bag released: F. Soler, pharmacist, 09:30 · {hashes[1][:16]}" in hands.seen
