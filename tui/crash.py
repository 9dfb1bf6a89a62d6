"""What is said when the program fails in a way that has no words of its own."""

from pharmacy.errors import Code, Trouble
from pharmacy.language import text, verbatim
from pharmacy.mistakes import place_of

FAILED = 3
"""Exit code of a command that fails so."""


def crash(error: BaseException) -> Trouble:
    """The error as a person can read it, and as whoever looks after the program can find its place. No value
    is told: among them are patients and the secret of the PINs.
    """
    return Trouble(
        Code.PROGRAM_FAILED,
        text("alemprep had to stop: a mistake in the program, or a database that somebody edited."),
        got=verbatim(place_of(error)),
        advice=text(
            "Start it again: every bag is at its step, and what was acknowledged is recorded. If it happens "
            "again, work on paper, run alemprep audit verify, and give these lines to whoever looks after "
            "alemprep."
        ),
        bad_input=True,
    )
