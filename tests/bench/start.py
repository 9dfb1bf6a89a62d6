"""From starting the program to the first screen painted, against a bare Textual app with the same table."""

import sys
import time

from tests.terminal import Terminal


def ours(database: str) -> float:
    """Seconds until the sign-in screen stands."""
    return _painted(
        [sys.executable, "-c", "from tui.cli import main; main()", "--db", database], "waiting for a badge"
    )


def bare() -> float:
    """Seconds until the bare table stands."""
    return _painted([sys.executable, "-m", "tests.bench.bare"], "Número05")


def _painted(command: list[str], words: str) -> float:
    begun = time.perf_counter()
    with Terminal(command) as terminal:
        terminal.wait_for(words)
        return time.perf_counter() - begun
