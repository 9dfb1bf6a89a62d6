"""The program itself in a real terminal: a bag prepared with real scans, the power cut in the middle."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pexpect
import pyte
import pytest

from pharmacy.clock import SystemClock
from pharmacy.preparation import State, Step
from pharmacy.service.bags import Bag, bags_of_patient
from samples import SCENARIOS
from tests.conftest import OTHER_PATIENT, SALINE, label, vial
from tui.house import open_station
from tui.rehearsal import rehearse

PROGRAM = "from tui.cli import main; main()"


class Terminal:
    """A terminal of 80 × 24 with the program in it."""

    def __init__(self, database: Path, *more: str) -> None:
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)
        self.child: pexpect.spawn[bytes] = pexpect.spawn(
            sys.executable,
            ["-c", PROGRAM, "--db", str(database), *more],
            env={**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8"},
            dimensions=(24, 80),
            timeout=20,
        )

    @property
    def seen(self) -> str:
        """Everything on the screen, its words one blank apart."""
        return " ".join(" ".join(self._screen.display).split())

    def shows(self, words: str) -> None:
        """Wait until it does, fifteen seconds at most."""
        until = time.monotonic() + 15
        while words not in self.seen:
            assert time.monotonic() < until, "\n".join(self._screen.display)
            try:
                self._stream.feed(self.child.read_nonblocking(65536, 0.05))
            except (pexpect.TIMEOUT, pexpect.EOF):
                assert self.child.isalive(), "\n".join(self._screen.display)

    def scan(self, code: str) -> None:
        """As a scanner types it, in one burst."""
        self.child.send(f"{code}\r".encode())

    def space(self) -> None:
        """The space bar, once the step could be read."""
        time.sleep(0.6)
        self.child.send(b" ")

    def sign_in(self) -> None:
        """T. Ruiz."""
        self.shows("waiting for a badge")
        self.scan("ST1001")
        self.shows("T. Ruiz signs in")
        self.scan("2580")
        self.shows("most urgent first")


@contextmanager
def terminal(database: Path, *more: str) -> Iterator[Terminal]:
    """The program, ended in any case."""
    opened = Terminal(database, *more)
    try:
        yield opened
    finally:
        opened.child.close(force=True)


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
    with terminal(morning) as first:
        first.sign_in()
        first.scan(f"NHC{OTHER_PATIENT}")
        first.shows("step 1 of 13")
        first.space()
        first.shows("step 2 of 13")
        first.space()
        first.shows("SCAN THE VIAL")
        first.scan(vial("7H2K1"))
        first.shows("NOT THIS VIAL")
        first.scan(vial("7H2K4"))
        first.shows("LOOK AT THE VIAL")
        first.space()
        first.shows("SCAN THE DILUENT")
        first.child.kill(signal.SIGKILL)
        first.child.wait()
    assert (bag_of(morning).step, bag_of(morning).vial_serial) == (Step.DILUENT, "7H2K4")

    with terminal(morning) as second:
        second.sign_in()
        second.scan(f"NHC{OTHER_PATIENT}")
        second.shows("SCAN THE DILUENT")
        second.shows("step 5 of 13")
        second.scan(SALINE)
        for step in ("DRAW EXACTLY 1.2 mL", "INJECT INTO THE BAG NOW", "INVERT GENTLY"):
            second.shows(step)
            second.space()
        second.shows("PUT THE OPAQUE COVER ON")
        second.shows("START BEFORE")
        second.space()
        second.shows("PRINT THE LABELS")
        second.space()
        second.shows("SCAN THE BAG LABEL")
        second.child.send(f"{label(bag_id, 'B')}\r\n{label(bag_id, 'C')}\t".encode())
        second.shows("Second check")
        second.scan("ST1002")
        second.shows("F. Soler")
        second.scan("7193")
        second.shows("COMPARE, THEN SCAN")
        second.scan(label(bag_id, "C"))
        second.shows("print the priming and infusion sheet")
    released = bag_of(morning)
    assert (released.state, released.prepared_by, released.released_by) == (State.RELEASED, "1001", "1002")


def test_a_missing_database_is_said_before_anything_is_drawn(tmp_path: Path) -> None:
    with terminal(tmp_path / "nothing.db") as opened:
        said = opened.child.read().decode()
        opened.child.wait()
        assert "There is no database here." in said
        assert opened.child.exitstatus == 2


def test_a_file_that_is_no_database_is_said_on_the_screen_and_ends_with_two(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("Buy milk.\n" * 200)
    with terminal(tmp_path / "notes.db") as opened:
        opened.shows("This file is not an alemprep database, or is damaged.")
        opened.child.send(b"q")
        opened.child.expect(pexpect.EOF)
        opened.child.wait()
        assert opened.child.exitstatus == 2


def test_without_a_terminal_it_says_so_and_ends_with_two(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM, "--db", str(tmp_path / "x.db")],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 2
    assert "There is no terminal to draw on." in told.stderr
