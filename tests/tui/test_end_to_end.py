"""The program itself in a real terminal: a bag prepared with real scans, the power cut in the middle."""

import shlex
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from pharmacy.clock import SystemClock
from pharmacy.preparation import State, Step
from pharmacy.service.bag import Bag
from pharmacy.service.bags import bags_of_patient
from samples import SCENARIOS
from tests.conftest import OTHER_PATIENT, SALINE, label, vial
from tests.terminal import Terminal
from tui.house import open_station
from tui.rehearsal import rehearse

pytestmark = pytest.mark.station

COMMAND = (sys.executable, "-c", "from tui.cli import main; main()")


def space(at: Terminal) -> None:
    """The space bar, once the step could be read."""
    time.sleep(0.6)
    at.type(" ")


def sign_in(at: Terminal) -> None:
    """T. Ruiz."""
    at.wait_for("waiting for a badge")
    at.scan("ST1001")
    at.wait_for("T. Ruiz")
    at.scan("2580")
    at.wait_for("most urgent first")


def ended(file: Path) -> tuple[int, str]:
    """How the program ends on a file that it cannot open, and what stands on the screen then."""
    shell = f"{shlex.join(COMMAND)} --db {shlex.quote(str(file))}; echo ended with $?; sleep 20"
    with Terminal(["sh", "-c", shell]) as at:
        at.wait_for("what now")
        at.type("q")
        at.wait_for("ended with")
        text = " ".join(at.text.split())
        return int(text.rpartition("ended with ")[2].split()[0]), text


@pytest.fixture
def morning(tmp_path: Path) -> Path:
    """The sample hospital at work, counted back from this minute."""
    database = tmp_path / "alemprep.db"
    (tmp_path / "prints").mkdir()
    for outcome in rehearse(
        SCENARIOS / "morning.jsonl", SystemClock().now() - timedelta(minutes=1), db=str(database)
    ):
        assert outcome.as_expected, outcome
    return database


def bag_of(database: Path) -> Bag:
    """The bag that is prepared here, as the database has it."""
    station = open_station(str(database), SystemClock())
    with station.database.reading() as connection:
        bag = bags_of_patient(connection, OTHER_PATIENT)[0]
    station.database.close()
    return bag


def test_a_preparation_survives_the_power_cut_and_ends_in_a_released_bag(morning: Path) -> None:
    bag_id = bag_of(morning).id
    command = [*COMMAND, "--db", str(morning)]
    with Terminal(command) as first:
        sign_in(first)
        first.scan(f"NHC{OTHER_PATIENT}")
        first.wait_for("step 1 of 13")
        space(first)
        first.wait_for("step 2 of 13")
        space(first)
        first.wait_for("SCAN THE VIAL")
        first.scan(vial("7H2K1"))
        first.wait_for("NOT THIS VIAL")
        first.scan(vial("7H2K4"))
        first.wait_for("LOOK AT THE VIAL")
        space(first)
        first.wait_for("SCAN THE DILUENT")
        first.kill()
    assert (bag_of(morning).step, bag_of(morning).vial_serial) == (Step.DILUENT, "7H2K4")

    with Terminal(command) as second:
        sign_in(second)
        second.scan(f"NHC{OTHER_PATIENT}")
        second.wait_for("SCAN THE DILUENT")
        second.wait_for("step 5 of 13")
        second.scan(SALINE)
        for title in ("DRAW EXACTLY 1.2 mL", "INJECT INTO THE BAG NOW", "INVERT GENTLY"):
            second.wait_for(title)
            space(second)
        second.wait_for("PUT THE OPAQUE COVER ON")
        second.wait_for("START BEFORE")
        space(second)
        second.wait_for("PRINT THE LABELS")
        space(second)
        second.wait_for("SCAN THE BAG LABEL")
        second.type(f"{label(bag_id, 'B')}\r\n{label(bag_id, 'C')}\t")
        second.wait_for("Second check")
        second.scan("ST1002")
        second.wait_for("F. Soler")
        second.scan("7193")
        second.wait_for("COMPARE, THEN SCAN")
        second.scan(label(bag_id, "C"))
        second.wait_for("print the priming and infusion sheet")
    released = bag_of(morning)
    assert (released.state, released.prepared_by, released.released_by) == (State.RELEASED, "1001", "1002")


@pytest.mark.parametrize("gap", [0.15, 0.22, 0.35])
def test_two_strokes_of_the_space_bar_in_less_than_can_be_read_confirm_one_step(
    morning: Path, gap: float
) -> None:
    with Terminal([*COMMAND, "--db", str(morning)]) as at:
        sign_in(at)
        at.scan(f"NHC{OTHER_PATIENT}")
        at.wait_for("step 1 of 13")
        space(at)
        time.sleep(gap)
        at.type(" ")
        at.wait_for("step 2 of 13")
        with pytest.raises(AssertionError, match="did not appear"):
            at.wait_for("step 3 of 13", patience=1)
    assert bag_of(morning).step is Step.PATIENT


def test_a_missing_database_is_said_and_ends_with_two(tmp_path: Path) -> None:
    code, said = ended(tmp_path / "nothing.db")
    assert code == 2
    assert "There is no database here." in said


def test_a_file_that_is_no_database_is_said_and_ends_with_two(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("Buy milk.\n" * 200)
    code, said = ended(tmp_path / "notes.db")
    assert code == 2
    assert "This is not an alemprep database, or it is damaged." in said


def test_without_a_terminal_it_says_so_and_ends_with_two(tmp_path: Path) -> None:
    told = subprocess.run(
        [*COMMAND, "--db", str(tmp_path / "x.db")],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 2
    assert "There is no terminal to draw on." in told.stderr
