"""A hospital's first start: no default badge, no default PIN, and nothing made before it was seen."""

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from pydantic import SecretStr

from labels.printers.chosen import in_folder
from pharmacy.clock import SetClock
from pharmacy.language import Language
from pharmacy.people import Role
from pharmacy.service import people
from pharmacy.site import load_site
from tests.conftest import MORNING
from tests.terminal import Terminal
from tests.tui.hands import Hands
from tui.app import AlemprepApp, Founding, House
from tui.house import SAMPLE_SITE, new_hospital, new_station, open_station
from tui.screens.first_start import FirstStartScreen
from tui.screens.sign_in import SignInScreen
from tui.screens.worklist import WorklistScreen

pytestmark = pytest.mark.station

COMMAND = (sys.executable, "-c", "from tui.cli import main; main()")
INTRODUCED = ("R. Iturbe", "6072", "6072")


def empty(folder: Path) -> AlemprepApp:
    """The app on a database without people."""
    new_station(str(folder / "alemprep.db"), SetClock(MORNING)).database.close()
    return AlemprepApp(lambda: opened(folder), Language.ENGLISH)


def missing(folder: Path) -> AlemprepApp:
    """The app where there is no database yet."""
    where, clock = str(folder / "alemprep.db"), SetClock(MORNING)

    def make(badge: str, name: str, pin: SecretStr) -> None:
        new_hospital(where, clock, SAMPLE_SITE, badge, name, pin)

    founding = Founding(load_site(SAMPLE_SITE), make)
    return AlemprepApp(lambda: opened(folder), Language.ENGLISH, founding=founding)


def confirm(at: Terminal) -> None:
    """The space bar, which counts only once the screen could be read; then the house is made and opened."""
    for _ in range(20):
        at.type(" ")
        with suppress(AssertionError):
            at.wait_for("Then type your PIN.", patience=2)
            return
    raise AssertionError(at.text)


def opened(folder: Path) -> House:
    return House(open_station(str(folder / "alemprep.db"), SetClock(MORNING)), in_folder(folder))


@pytest.mark.parametrize("app", [empty, missing])
async def test_the_first_administrator_introduces_themselves_and_then_signs_in(
    tmp_path: Path, app: Callable[[Path], AlemprepApp]
) -> None:
    running = app(tmp_path)
    async with running.run_test(size=(80, 24)) as pilot:
        hands = Hands(running, pilot)
        await hands.until(lambda: "Nobody is here yet." in hands.seen)
        await hands.settle()
        hands.at(FirstStartScreen)
        await hands.scan("ST1000")
        await hands.write(*INTRODUCED)
        assert "badge 1000" in hands.seen
        assert "6072" not in hands.seen
        await hands.press("space")
        await running.ready()
        await hands.until(lambda: isinstance(running.screen, SignInScreen))
        await hands.settle()
        await hands.scan("ST1000")
        await hands.write("6072")
        hands.at(WorklistScreen)
        assert "R. Iturbe, administrator" in hands.seen
        assert "No pharmacist works here: w, then n, adds one." in hands.seen
        await hands.press("w", "n")
        await hands.write("ST1002", "F. Soler", "1", "7193", "7193")
        await hands.press("space")
        await hands.write("6072")
        await hands.press("escape")
        await hands.until(lambda: "Nothing to do today." in hands.seen)
        assert running.person is not None
        assert running.person.role is Role.ADMINISTRATOR
        running.house.station.database.close()


async def test_what_is_no_badge_or_pin_is_refused_in_words_and_nothing_is_made(tmp_path: Path) -> None:
    running = missing(tmp_path)
    async with running.run_test(size=(80, 24)) as pilot:
        hands = Hands(running, pilot)
        await hands.until(lambda: isinstance(running.screen, FirstStartScreen))
        await hands.settle()
        await hands.scan("NHC00482913")
        assert "expected a staff badge" in hands.seen
        await hands.press("space")
        await hands.scan("ST1000")
        await hands.write("R. Iturbe", "1234")
        assert "This PIN cannot be used. · 4 to 8 digits" in hands.seen
        await hands.write("6072", "6072")
        await hands.press("escape")
        assert list(tmp_path.iterdir()) == []
        await hands.press("escape", "q")
    assert list(tmp_path.iterdir()) == []


def test_the_program_makes_a_hospital_where_a_site_file_is_given(tmp_path: Path) -> None:
    database = tmp_path / "new" / "alemprep.db"
    with Terminal([*COMMAND, "--db", str(database), "--site", str(SAMPLE_SITE)]) as at:
        at.wait_for("Nobody is here yet")
        at.scan("ST1000")
        at.wait_for("like T. Ruiz")
        at.scan("R. Iturbe")
        at.wait_for("chooses a new PIN")
        at.scan("6072")
        at.wait_for("once more")
        at.scan("6072")
        at.wait_for("Nothing is done yet")
        assert not database.exists()
        confirm(at)
        at.scan("ST1000")
        at.wait_for("signs in")
        at.scan("6072")
        at.wait_for("No pharmacist works here")
    station = open_station(str(database), SetClock(MORNING))
    assert people.names(station) == {"1000": "R. Iturbe"}
    station.database.close()
