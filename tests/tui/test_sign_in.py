"""Who works here: badge and PIN, and what the first screen does before anything else is there."""

import subprocess
import sys
from pathlib import Path

from pharmacy.people import Act
from tests.conftest import PHARMACIST, TECHNICIAN, House, vial
from tests.tui.hands import at_work
from tui.screens.pin import PinScreen
from tui.screens.refusal import RefusalScreen
from tui.screens.sign_in import SignInScreen, sample_people
from tui.screens.worklist import WorklistScreen

ROOT = Path(__file__).parents[2]

FIRST_PAINT = """
import sys
import tui.start
from pharmacy.language import Language
from tui.app import AlemprepApp

class Watched(AlemprepApp):
    def _open(self):
        self.heavy = {"sqlalchemy", "sqlmodel", "pydantic", "reportlab", "biip", "alembic"} & set(sys.modules)
        self.painted = self.screen.query("Big").first().words
        self.exit()

app = Watched(lambda: None, Language.ENGLISH, sample=True)
app.run(headless=True)
print(app.painted, sorted(app.heavy))
"""


def test_the_first_paint_imports_neither_database_nor_printing() -> None:
    told = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "SCAN YOUR BADGE []"


async def test_badge_and_pin_lead_to_the_worklist_and_are_recorded(house: House) -> None:
    async with at_work(house) as hands:
        assert "waiting for a badge" in hands.seen
        await hands.scan("ST1001")
        assert "T. Ruiz signs in" in hands.seen
        await hands.burst("2580")
        assert "••••" in hands.seen
        assert "2580" not in hands.seen
        await hands.burst("\r")
        hands.at(WorklistScreen)
        assert "T. Ruiz, technician" in hands.seen
    last = house.events()[-1]
    assert (last["act"], last["by"], last["result"]) == (Act.SIGN_IN, TECHNICIAN, "ok")


async def test_a_badge_scanned_before_the_house_is_open_waits_for_it(house: House) -> None:
    async with at_work(house) as hands:
        hands.app._opened.clear()
        hands.send("ST1001\r")
        await hands.pilot.pause(0.3)
        hands.at(SignInScreen)
        hands.app._opened.set()
        await hands.settle()
        hands.at(PinScreen)
        assert "T. Ruiz signs in" in hands.seen


async def test_a_scan_into_the_pin_dialog_costs_no_try(house: House) -> None:
    async with at_work(house) as hands:
        await hands.scan("ST1001")
        for code in (vial(), "ST1001", "952000000000001238"):
            await hands.scan(code)
            assert "That was no PIN, perhaps a scan. Nothing was tried" in hands.seen
        await hands.write("2580")
        hands.at(WorklistScreen)
    assert [event["act"] for event in house.events() if event["result"] == "refused"] == []


async def test_enter_twice_after_the_pin_closes_one_dialog_only(house: House) -> None:
    async with at_work(house) as hands:
        await hands.scan("ST1001")
        await hands.burst("2580\r\r\n\r")
        hands.at(WorklistScreen)
        assert "T. Ruiz, technician" in hands.seen
    assert [event["act"] for event in house.events()].count(Act.SIGN_IN) == 1


async def test_a_wrong_pin_is_refused_and_recorded(house: House) -> None:
    async with at_work(house) as hands:
        await hands.scan("ST1001")
        await hands.write("0000")
        hands.at(RefusalScreen)
        assert "✕ NOT YOU Badge and PIN do not belong together." in hands.seen
        last = house.events()[-1]
        assert f"recorded #{last['seq']}" in hands.seen
        assert (last["result"], last["data"]["code"]) == ("refused", "wrong-pin")
        await hands.press("space")
        hands.at(SignInScreen)


async def test_nobodys_badge_is_refused_before_a_pin_is_asked(house: House) -> None:
    async with at_work(house) as hands:
        await hands.scan("ST7777")
        assert "Nobody here has this badge." in hands.seen
        last = house.events()[-1]
        assert (last["act"], last["by"], last["data"]["code"]) == (Act.SIGN_IN, "7777", "unknown-person")


async def test_a_vial_cannot_sign_in(house: House) -> None:
    async with at_work(house) as hands:
        await hands.scan(vial())
        assert "expected a staff badge got a vial, serial 7H2K1, lot L77F2" in hands.seen
        assert f"recorded #{house.events()[-1]['seq']}" in hands.seen


async def test_another_badge_on_the_worklist_changes_who_works(house: House) -> None:
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.sign_in(PHARMACIST)
        hands.at(WorklistScreen)
        assert "F. Soler, pharmacist" in hands.seen
        acts = [(event["act"], event["by"]) for event in house.events()[-2:]]
        assert acts == [(Act.SIGN_IN, PHARMACIST), (Act.SIGN_OUT, TECHNICIAN)]


async def test_signing_out_leaves_nobody_at_the_station(house: House) -> None:
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.press("o")
        hands.at(SignInScreen)
        assert hands.app.person is None
        assert house.events()[-1]["act"] == Act.SIGN_OUT


async def test_a_badge_can_be_typed_when_the_scanner_is_broken(house: House) -> None:
    async with at_work(house) as hands:
        await hands.press("t")
        await hands.write("ST1001")
        assert "T. Ruiz signs in" in hands.seen


def test_the_sample_hospital_tells_its_badges_and_pins() -> None:
    assert "ST1001   T. Ruiz, technician (PIN 2580)" in sample_people()
