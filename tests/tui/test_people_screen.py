"""What an administrator does about people on the screen, and everybody about their own PIN."""

from dataclasses import replace

import pytest
from pydantic import SecretStr

from pharmacy.errors import Code
from pharmacy.language import Language
from pharmacy.people import Act, Role
from pharmacy.service import badges, people
from tests.conftest import ADMINISTRATOR, NURSE, TECHNICIAN, House, pin_of
from tests.tui.hands import at_work
from tui.gate import COMMAND_SILENCE
from tui.screens.confirm import ConfirmScreen
from tui.screens.form import FormScreen
from tui.screens.people import PeopleScreen
from tui.screens.pin import PinScreen
from tui.screens.refusal import RefusalScreen
from tui.screens.worklist import WorklistScreen
from tui.widgets.line import Line

pytestmark = pytest.mark.station


async def test_the_list_says_who_is_here_who_waits_and_who_has_left(house: House) -> None:
    for _ in range(5):
        house.code(people.sign_in, TECHNICIAN, SecretStr("0000"))
    badges.leave(house.station, ADMINISTRATOR, NURSE, "moved", pin_of(ADMINISTRATOR))
    async with at_work(house, badge=ADMINISTRATOR) as hands:
        await hands.press("w")
        hands.at(PeopleScreen)
        assert "T. Ruiz 1001 technician waits until 09:45" in hands.seen
        assert "N. Pons 1004 nurse left 25 Mar 2026" in hands.seen
        assert "R. Iturbe 1000 administrator at station #" in hands.seen


async def test_an_administrator_adds_somebody_whose_badge_was_scanned(house: House) -> None:
    async with at_work(house, badge=ADMINISTRATOR) as hands:
        await hands.press("w", "n")
        await hands.write("ST1006", "Z. Cruz", "3", "1111")
        assert "This PIN cannot be used. · 4 to 8 digits" in hands.seen
        await hands.write("6072", "6073")
        assert "The two were not the same. Choose the new PIN again." in hands.seen
        await hands.write("6072", "6072")
        assert "Nothing is done yet." in hands.seen
        await hands.press("space")
        assert "gives Z. Cruz a badge" in hands.seen
        await hands.write("4711")
        hands.at(PeopleScreen)
        assert "✓ Z. Cruz works here now." in hands.seen
    known = people.sign_in(house.station, "1006", SecretStr("6072"))
    assert (known.name, known.role) == ("Z. Cruz", Role.NURSE)


async def test_a_badge_that_is_pasted_goes_on_to_the_name_and_an_enter_behind_it_does_nothing(
    house: House,
) -> None:
    for enter in ("", "\r", "\r\n"):
        async with at_work(house, badge=ADMINISTRATOR) as hands:
            await hands.press("w", "n")
            await hands.burst("\x1b[200~ST1006\x1b[201~")
            await hands.burst(enter)
            assert "Something has to be written here." not in hands.seen
            await hands.burst("Z. Cruz")
            assert [line.value for line in hands.app.screen.query(Line)] == ["ST1006", "Z. Cruz", ""]


async def test_a_space_bar_before_the_new_person_s_facts_can_be_read_does_nothing_and_that_is_told(
    house: House,
) -> None:
    async with at_work(house, badge=ADMINISTRATOR) as hands:
        await hands.press("w", "n")
        await hands.write("ST1006", "Z. Cruz", "3", "6072")
        hands.send("6072\r")
        await hands.until(lambda: isinstance(hands.app.screen, ConfirmScreen))
        await hands.pilot.pause(COMMAND_SILENCE)
        await hands.burst(" ")
        hands.at(ConfirmScreen)
        assert "That came before this could be read: look, then press the space bar again." in hands.seen
        await hands.press("space")
        assert "gives Z. Cruz a badge" in hands.seen


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        (("1006", "Z. Cruz", "3"), "SCAN NOT READ"),
        (("ST1006", "Z. Cruz", "6"), "There is no such role."),
        (("ST1006", "f. soler", "2", "6072", "6072"), "Somebody who works here has this name already."),
    ],
)
async def test_what_is_refused_of_a_new_person_is_said_beside_what_was_typed(
    house: House, typed: tuple[str, ...], what: str
) -> None:
    async with at_work(house, badge=ADMINISTRATOR) as hands:
        await hands.press("w", "n")
        await hands.write(*typed)
        if len(typed) > 3:
            await hands.press("space")
            await hands.write("4711")
        hands.at(FormScreen)
        assert what in hands.seen
        assert typed[1] in hands.seen


async def test_an_administrator_unlocks_gives_a_pin_and_ends_somebody_s_work(house: House) -> None:
    for _ in range(5):
        house.code(people.sign_in, TECHNICIAN, SecretStr("0000"))
    async with at_work(house, badge=ADMINISTRATOR) as hands:
        await hands.press("w")
        await hands.burst("\x1b[F")
        assert "▶ T. Ruiz" in hands.seen
        await hands.press("u")
        assert "lets the badge of T. Ruiz be tried again" in hands.seen
        await hands.write("4711")
        assert "✓ The badge of T. Ruiz can be tried again." in hands.seen
        await hands.press("p")
        await hands.write("6072", "6072", "4711")
        assert "✓ T. Ruiz has a new PIN." in hands.seen
        people.sign_in(house.station, TECHNICIAN, SecretStr("6072"))
        await hands.press("x")
        await hands.write("moved to Bilbao")
        await hands.press("space")
        await hands.write("4711")
        assert "✓ T. Ruiz has left." in hands.seen
    assert house.code(people.sign_in, TECHNICIAN, SecretStr("6072")) is Code.PERSON_LEFT


async def test_neither_a_badge_nor_another_try_is_given_by_who_turns_back_before_their_pin(
    house: House,
) -> None:
    for _ in range(5):
        house.code(people.sign_in, TECHNICIAN, SecretStr("0000"))
    async with at_work(house, badge=ADMINISTRATOR) as hands:
        await hands.press("w", "n")
        await hands.write("ST1006", "Z. Cruz", "3", "6072", "6072")
        await hands.press("space", "escape")
        hands.at(FormScreen)
        await hands.press("escape")
        await hands.burst("\x1b[F")
        await hands.press("u", "escape")
        hands.at(PeopleScreen)
    assert "1006" not in people.names(house.station)
    assert house.code(people.sign_in, TECHNICIAN, pin_of(TECHNICIAN)) is Code.LOCKED_OUT


async def test_the_last_administrator_is_told_that_they_cannot_leave(house: House) -> None:
    async with at_work(house, badge=ADMINISTRATOR) as hands:
        await hands.press("w")
        while "▶ R. Iturbe" not in hands.seen:
            await hands.burst("\x1b[B")
        await hands.press("x")
        await hands.write("retires")
        await hands.press("space")
        await hands.write("4711")
        hands.at(RefusalScreen)
        assert "The last administrator cannot leave: nobody could add people any more." in hands.seen


async def test_everybody_changes_their_own_pin_from_the_worklist(house: House) -> None:
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.press("w")
        hands.at(PinScreen)
        assert "changes their PIN: first the one that holds until now" in hands.seen
        await hands.write("2580", "6072", "6072")
        hands.at(WorklistScreen)
        assert "✓ T. Ruiz has a new PIN." in hands.seen
    people.sign_in(house.station, TECHNICIAN, SecretStr("6072"))


async def test_a_wrong_old_pin_is_told_before_a_new_one_is_asked(house: House) -> None:
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.press("w")
        await hands.write("0000")
        hands.at(RefusalScreen)
        assert "Badge and PIN do not belong together." in hands.seen
    assert [event["act"] for event in house.events() if event["act"] == Act.CHANGE_PIN] == []


@pytest.mark.parametrize("language", Language)
async def test_the_list_fits_the_smallest_terminal_in_both_languages(
    house: House, language: Language
) -> None:
    site = house.station.site.model_copy(update={"language": language})
    house.station = replace(house.station, site=site)
    async with at_work(house, language=language, badge=ADMINISTRATOR) as hands:
        await hands.press("w")
        hands.at(PeopleScreen)
        assert "Esc" in hands.lines[-1] or "Esc" in hands.lines[-2]
        assert "…" not in hands.seen.replace("station #", "")
