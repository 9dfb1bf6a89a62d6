"""Protocol and site policy on the screen: everybody reads them, a pharmacist signs, differences are told."""

from dataclasses import replace

import pytest

from pharmacy.language import Language
from pharmacy.people import Act
from pharmacy.preparation import State, Step
from pharmacy.protocol.loader import SHIPPED_POLICY
from pharmacy.service.approvals import read_proposed, renewed, sign_policy
from tests.conftest import NURSE, PHARMACIST, PINS, SECOND, TECHNICIAN, House, label, pin_of
from tests.tui.hands import at_work
from tui.screens.check import CheckScreen
from tui.screens.infusion import InfusionScreen
from tui.screens.policy import PolicyScreen
from tui.screens.refusal import RefusalScreen
from tui.screens.worklist import WorklistScreen

pytestmark = pytest.mark.station

NOTICE = "! site-policy.toml differs from what F. Soler signed on 24 Mar 2026: see p."


def edited(house: House, minutes: int = 45) -> None:
    """The policy file beside the database allows other minutes outside the refrigerator."""
    own = SHIPPED_POLICY.read_text(encoding="utf-8").replace("value = 30", f"value = {minutes}", 1)
    (house.folder / "site-policy.toml").write_text(own, encoding="utf-8")


def restarted(house: House) -> None:
    """The station reads values and files as it does at a start."""
    house.station = renewed(house.station)


async def test_an_edited_file_is_told_to_everybody_in_one_line(house: House) -> None:
    edited(house)
    restarted(house)
    for badge in (NURSE, TECHNICIAN):
        async with at_work(house, badge=badge) as hands:
            hands.at(WorklistScreen)
            assert NOTICE in [line.strip() for line in hands.lines]


async def test_what_is_in_force_and_what_differs_can_be_read_by_everybody_and_not_signed(
    house: House,
) -> None:
    edited(house)
    restarted(house)
    async with at_work(house, badge=NURSE) as hands:
        await hands.press("p")
        hands.at(PolicyScreen)
        assert "signed F. Soler, 2026-03-24 18:00 +01:00" in hands.seen
        assert "site policy · outside_refrigerator: 30 min → 45 min" in hands.seen
        assert "sign what the files say" not in hands.seen
        await hands.burst("\x1b[F")
        assert "immunosuppressant_washout: 6 mo (may be 3 to 6 mo) · local policy" in hands.seen
        last = hands.lines
        await hands.burst("\x1b[A")
        assert hands.lines != last
        await hands.press("s")
        hands.at(RefusalScreen)
        assert "expected pharmacist" in hands.seen


async def test_a_pharmacist_signs_what_is_shown_and_it_is_in_force_at_once(house: House) -> None:
    edited(house)
    restarted(house)
    async with at_work(house, badge=SECOND) as hands:
        await hands.press("p", "s")
        assert "puts in force: consensus-2019 1 " in hands.seen
        await hands.write(PINS[SECOND].get_secret_value())
        hands.at(PolicyScreen)
        assert "signed M. Vega, 2026-03-25 09:30 +01:00" in hands.seen
        assert "The files are what was signed." in hands.seen
        assert hands.app.station.policy.outside_refrigerator.whole() == 45
        await hands.press("escape")
        assert "site-policy.toml" not in hands.seen


async def test_a_file_edited_while_it_is_read_is_not_signed_and_then_shown_anew(house: House) -> None:
    edited(house)
    async with at_work(house, badge=PHARMACIST) as hands:
        await hands.press("p")
        edited(house, 60)
        await hands.press("s")
        await hands.write(PINS[PHARMACIST].get_secret_value())
        hands.at(RefusalScreen)
        assert "The site policy is not the one that you have read." in hands.seen
        await hands.press("space")
        assert "outside_refrigerator: 30 min → 60 min" in hands.seen
        assert hands.app.station.policy.outside_refrigerator.whole() == 30


async def test_what_another_station_signed_is_read_after_the_refusal_that_says_so(house: House) -> None:
    edited(house)
    found = read_proposed(house.station.files)
    async with at_work(house, badge=PHARMACIST) as hands:
        other = replace(house.station, name="station 2")
        sign_policy(other, SECOND, found.protocol.sha256, found.policy.sha256, pin_of(SECOND))
        await hands.press("n")
        hands.at(RefusalScreen)
        assert "A new version of protocol and site policy was signed at another station." in hands.seen
        assert "This station has read the new values, and works by them from now on." in hands.seen
        assert hands.app.station.policy.outside_refrigerator.whole() == 45
        await hands.press("space", "p")
        assert (
            "Changed by the newest signature site policy · outside_refrigerator: 30 min → 45 min"
            in hands.seen
        )
        await hands.press("escape", "n")
        assert "New course" in hands.seen


async def test_the_screen_speaks_spanish(house: House) -> None:
    edited(house)
    restarted(house)
    async with at_work(house, language=Language.SPANISH, badge=PHARMACIST) as hands:
        hands.app.language = Language.SPANISH
        await hands.press("p")
        assert "Protocolo y norma local" in hands.seen
        assert "Propuesto en los archivos; no rige hasta que se firme" in hands.seen


def signed_elsewhere(house: House, minutes: int) -> None:
    """A pharmacist signs another version at another station."""
    edited(house, minutes)
    found = read_proposed(house.station.files)
    other = renewed(replace(house.station, name="station 2"))
    sign_policy(other, SECOND, found.protocol.sha256, found.policy.sha256, pin_of(SECOND))


async def test_a_running_infusion_goes_on_by_values_that_were_signed_meanwhile(house: House) -> None:
    house.started()
    async with at_work(house, badge=NURSE) as hands:
        await hands.press("space")
        hands.at(InfusionScreen)
        house.later(minutes=31)
        signed_elsewhere(house, 45)
        await hands.press("space")
        hands.at(RefusalScreen)
        assert "This station has read the new values" in hands.seen
        await hands.press("space")
        hands.at(InfusionScreen)
        await hands.press("space")
        await hands.until(lambda: house.events()[-1]["act"] == Act.SET_RATE)
        assert house.events()[-1]["result"] == "ok"


async def test_a_bag_is_released_by_values_that_were_signed_while_it_was_compared(house: House) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    house.stored(bag_id)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(label(bag_id, "C"))
        hands.at(CheckScreen)
        for refused in (True, False):
            await hands.scan("ST1002")
            await hands.write(PINS[PHARMACIST].get_secret_value())
            if refused:
                signed_elsewhere(house, 45)
            await hands.scan(label(bag_id, "C"))
            if refused:
                assert "This station has read the new values" in hands.seen
                await hands.press("space")
        await hands.until(lambda: house.bag(bag_id).state is State.RELEASED)
