"""One badge, two windows: the second says where the first is, and the first learns that it is closed."""

import pytest

from pharmacy.errors import Refusal
from pharmacy.preparation import Step
from pharmacy.service import badges, bench, people
from pharmacy.service.act import Station
from tests.conftest import ADMINISTRATOR, PHARMACIST, TECHNICIAN, House, pin_of, vial
from tests.tui.hands import at_work
from tui.screens.form import FormScreen
from tui.screens.refusal import RefusalScreen
from tui.screens.sign_in import SignInScreen
from tui.screens.worklist import WorklistScreen

pytestmark = pytest.mark.station

WRISTBAND = "NHC00482913"
CLOSED = "CLOSED FOR YOU You signed in at bench 2 #7 on 25 Mar 2026, 09:30; this window is closed for you."


def elsewhere(house: House, badge: str = TECHNICIAN) -> None:
    people.sign_in(house.station, badge, pin_of(badge), window="bench 2 #7")


async def test_the_next_scan_at_a_closed_window_changes_nothing_and_leads_to_the_sign_in(
    house: House,
) -> None:
    bag_id = house.prepared_to(Step.VIAL)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        elsewhere(house)
        await hands.scan(vial())
        await hands.until(lambda: not hands.app.closing and CLOSED in hands.seen)
        hands.at(RefusalScreen)
        await hands.press("space")
        hands.at(SignInScreen)
        assert hands.app.person is None
        assert house.bag(bag_id).step is Step.VIAL
        await hands.sign_in(TECHNICIAN)
        await hands.scan(WRISTBAND)
        await hands.scan(vial())
        assert "step 4 of 13" in hands.seen


async def test_a_closed_window_says_so_without_any_key_even_in_the_middle_of_a_form(house: House) -> None:
    house.prepared_to(Step.LOOK)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        await hands.press("x")
        await hands.burst("white")
        hands.at(FormScreen)
        elsewhere(house)
        signed_in = house.events()[-1]["seq"]
        await hands.app._still_here()  # what the window asks every 15 seconds
        await hands.until(lambda: not hands.app.closing and CLOSED in hands.seen)
        assert f"recorded #{signed_in}" in hands.seen
        assert not hands.app.flowing
        await hands.press("space")
        hands.at(SignInScreen)


async def test_a_window_asks_every_15_seconds_by_itself(house: House) -> None:
    async with at_work(house, badge=TECHNICIAN) as hands:
        asked = [timer for timer in hands.app._timers if timer._callback == hands.app._still_here]
        assert [timer._interval for timer in asked] == [15]


async def test_before_the_pin_the_second_window_says_where_the_badge_is_signed_in(house: House) -> None:
    elsewhere(house)
    async with at_work(house) as hands:
        await hands.scan("ST1001")
        assert (
            "T. Ruiz is signed in at bench 2 #7 since 25 Mar 2026, 09:30. That window closes." in hands.seen
        )
        await hands.write("2580")
        hands.at(WorklistScreen)
    assert house.events()[-1]["data"]["code"] == "signed-in-elsewhere"


async def test_somebody_else_may_sign_in_at_a_window_that_was_closed(house: House) -> None:
    async with at_work(house, badge=TECHNICIAN) as hands:
        elsewhere(house)
        await hands.press("a")
        await hands.until(lambda: not hands.app.closing and CLOSED in hands.seen)
        await hands.sign_in(PHARMACIST)
        hands.at(WorklistScreen)
        assert "F. Soler, pharmacist" in hands.seen
        await hands.press("a")
        assert "people.sign_in" in hands.seen


async def test_signing_out_of_a_closed_window_signs_nobody_out_elsewhere(house: House) -> None:
    async with at_work(house, badge=TECHNICIAN) as hands:
        elsewhere(house)
        await hands.press("o")
        hands.at(SignInScreen)
    there = people.signed_in_elsewhere(house.station, TECHNICIAN, "bench 3")
    assert there is not None
    assert there.station == "bench 2 #7"


async def test_a_window_whose_person_leaves_in_the_middle_of_an_act_is_closed(house: House) -> None:
    bag_id = house.prepared_to(Step.LOOK)

    def leaves_meanwhile(station: Station) -> None:
        badges.leave(house.station, ADMINISTRATOR, TECHNICIAN, "moved", pin_of(ADMINISTRATOR))
        bench.inspect_vial(station, TECHNICIAN, bag_id)

    async with at_work(house, badge=TECHNICIAN) as hands:
        with pytest.raises(Refusal):
            await hands.app.ask(leaves_meanwhile)
        await hands.until(lambda: not hands.app.closing and "NOT YOU" in hands.seen)
        await hands.press("space")
        hands.at(SignInScreen)
    assert house.bag(bag_id).step is Step.LOOK


async def test_a_badge_of_somebody_who_left_closes_nobody_else_s_window(house: House) -> None:
    badges.leave(house.station, ADMINISTRATOR, PHARMACIST, "moved", pin_of(ADMINISTRATOR))
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan("ST1002")
        assert "The person of this badge does not work here any more." in hands.seen
        await hands.press("space")
        hands.at(WorklistScreen)
        assert "T. Ruiz, technician" in hands.seen


async def test_a_window_of_somebody_whose_work_has_ended_is_closed(house: House) -> None:
    async with at_work(house, badge=TECHNICIAN) as hands:
        badges.leave(house.station, ADMINISTRATOR, TECHNICIAN, "moved", pin_of(ADMINISTRATOR))
        ended = house.events()[-1]["seq"]
        await hands.press("a")
        await hands.until(lambda: not hands.app.closing)
        assert "NOT YOU The person of this badge does not work here any more." in hands.seen
        assert f"recorded #{ended}" in hands.seen
        await hands.press("space")
        hands.at(SignInScreen)
