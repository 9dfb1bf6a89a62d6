"""What is said when the program fails in a way that has no words of its own."""

import traceback
from pathlib import Path

from pharmacy.errors import Code, Trouble
from pharmacy.language import text, verbatim

FAILED = 3
"""Exit code of a command that fails so."""

_DEEPEST = 5
"""How many places are told: the last ones, where it happened."""


def crash(error: BaseException) -> Trouble:
    """The error as a person can read it, and as whoever looks after the program can find its place. No value
    is told: among them are patients and the secret of the PINs.
    """
    places = [
        f"{'/'.join(Path(frame.filename).parts[-2:])}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)[-_DEEPEST:]
    ]
    return Trouble(
        Code.PROGRAM_FAILED,
        text("alemprep had to stop: a mistake in the program, or a database that somebody edited."),
        got=verbatim(" · ".join([type(error).__name__, *places])),
        advice=text(
            "Start it again: every bag is at its step, and what was acknowledged is recorded. If it happens "
            "again, work on paper, run alemprep audit verify, and give these lines to whoever looks after "
            "alemprep."
        ),
        bad_input=True,
    )
