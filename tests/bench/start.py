"""From starting the program to the first screen painted, against a bare Textual app with the same table."""

import sys
import time

from tests.terminal import Terminal


def ours(database: str) -> float:
    """Seconds until the sign-in screen stands."""
    return _painted("from tui.entry import main; main()", "waiting for a badge", {"ALEMPREP_DB": database})


def bare() -> float:
    """Seconds until the bare table stands."""
    return _painted("from tests.bench.bare import Bare; Bare().run()", "Número05", {})


def _painted(program: str, words: str, environment: dict[str, str]) -> float:
    begun = time.perf_counter()
    with Terminal([sys.executable, "-c", program], environment=environment) as terminal:
        terminal.wait_for(words)
        return time.perf_counter() - begun
