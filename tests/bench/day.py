"""Bags prepared and released in the real app through a real pseudo-terminal.

How long a scan takes until the next step stands on the screen, its act durable; how much memory the app has
taken after each bag.

`python -m tests.bench.day 200` prints the memory of a day of so many; half a minute a bag.
"""

import re
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from pharmacy.identity import label_code
from tests.bench.hospital import DILUENT, PHARMACIST_PIN, make, vial
from tests.terminal import Terminal

STEPS = 13
HUMAN = 0.6
"""Seconds that a person needs to see a screen before they touch a key."""


def day(
    database: str, bags: list[str], tell: Callable[[int, float], None] | None = None
) -> tuple[list[float], list[float]]:
    """Seconds of each scan that confirmed a step, and the app's resident memory in MB after each bag, which
    `tell` hears at once with the bag's number.
    """
    times: list[float] = []
    memory: list[float] = []
    command = [sys.executable, "-c", "from tui.entry import main; main()"]
    with Terminal(command, environment={"ALEMPREP_DB": database}) as terminal:
        terminal.wait_for("waiting for a badge")
        terminal.scan("ST1001")
        _pin(terminal, "2580")
        terminal.wait_for("most urgent first")
        for number, bag in enumerate(bags):
            times += _prepare(terminal, bag, vial(number))
            memory.append(_resident(terminal.pid))
            if tell:
                tell(number + 1, memory[-1])
    return times, memory


def main() -> None:
    """A day of as many bags as are asked for."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "day.db"
        day(str(database), make(database, int(sys.argv[1])), tell=_print)


def _print(number: int, megabytes: float) -> None:
    if number == 1 or number % 10 == 0:
        print(f"after {number:>4} bags {megabytes:6.1f} MB", flush=True)


def _prepare(terminal: Terminal, bag: str, carton: str) -> list[float]:
    terminal.scan(bag)
    times = []

    def key() -> None:
        wanted = _title(_step(terminal) + 1)
        for _ in range(3):  # on a busy machine a key can come before its screen wants one
            time.sleep(HUMAN)
            terminal.type(" ")
            with suppress(AssertionError):
                terminal.wait_for(wanted, patience=5)
                return
        raise AssertionError(terminal.text)

    def scan(code: str) -> None:
        step = _step(terminal)
        terminal.scan(code)
        times.append(terminal.wait_for(_title(step + 1)))

    terminal.wait_for(_title(1))
    key()
    key()
    scan(carton)
    key()
    scan(DILUENT)
    for _ in ("draw", "inject", "invert", "cover", "print"):
        key()
    scan("]d2" + label_code(bag, "B", 1))
    scan("]d2" + label_code(bag, "C", 1))
    terminal.scan("ST1002")
    _pin(terminal, PHARMACIST_PIN)
    terminal.wait_for("COMPARE, THEN SCAN")
    terminal.scan("]d2" + label_code(bag, "C", 1))
    terminal.wait_for("released")
    time.sleep(HUMAN)
    terminal.type("\x1b")
    terminal.wait_for("most urgent first")
    return times


def _pin(terminal: Terminal, pin: str) -> None:
    terminal.wait_for("Your PIN")
    time.sleep(HUMAN)
    terminal.type(f"{pin}\r")


def _title(step: int) -> str:
    return f"step {step} of {STEPS}"


def _step(terminal: Terminal) -> int:
    found = re.search(r"step (\d+) of", terminal.text)
    assert found, terminal.text
    return int(found[1])


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found
    return int(found[1]) / 1024


if __name__ == "__main__":
    main()
