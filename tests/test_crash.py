"""When the program itself fails, a person reads sentences, and no value gets out."""

import sys
from collections.abc import Callable

import pytest
import sqlalchemy
import typer
from sqlalchemy.exc import OperationalError

from pharmacy import audit
from pharmacy.errors import Code
from pharmacy.language import Language
from tests.terminal import Terminal
from tui.command import UNREADABLE, in_words
from tui.crash import FAILED, crash

SECRET = "Núñez Etxeberria"
MISTAKEN_APP = f"""
from pharmacy.language import Language
from tui.app import AlemprepApp
from tui.start import run
run(AlemprepApp(lambda: {{}}["{SECRET}"], Language.SPANISH))
"""


def mistake() -> None:
    """Fails as a mistake in the program would, with a patient's name in its words."""
    dict[str, str]()[SECRET]


@pytest.mark.parametrize("language", list(Language))
def test_a_mistake_in_the_program_is_told_by_its_place_and_without_any_value(language: Language) -> None:
    with pytest.raises(KeyError) as mistaken:
        mistake()
    told = crash(mistaken.value)
    words = "\n".join(told.lines(language))
    assert told.code is Code.PROGRAM_FAILED
    assert "KeyError" in words
    assert "tests/test_crash.py:" in words
    assert SECRET not in words


def test_a_mistake_deep_in_a_library_is_told_with_our_own_places_too() -> None:
    engine = sqlalchemy.create_engine("sqlite://")
    with pytest.raises(OperationalError) as mistaken, engine.connect() as connection:
        audit.heads(connection)
    words = "\n".join(crash(mistaken.value).lines())
    assert "pharmacy/audit.py:" in words
    assert "do_execute" in words


def raising(error: Exception) -> Callable[[], None]:
    """A command in which something fails."""

    def command() -> None:
        raise error

    return in_words(command)


@pytest.mark.parametrize(
    "error", [KeyError(SECRET), ValueError(SECRET), OverflowError(SECRET), RecursionError(SECRET)]
)
def test_a_command_in_which_the_program_fails_ends_in_sentences_and_repeats_no_value(
    capsys: pytest.CaptureFixture[str], error: Exception
) -> None:
    with pytest.raises(typer.Exit) as ended:
        raising(error)()
    assert ended.value.exit_code == FAILED
    said = capsys.readouterr()
    assert not said.out
    assert said.err.startswith("alemprep had to stop")
    assert type(error).__name__ in said.err
    assert SECRET not in said.err


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (PermissionError(13, "Permission denied", "/etc/shadow"), "got: /etc/shadow: Permission denied"),
        (OSError(28, "No space left on device"), "got: OSError: [Errno 28] No space left on device"),
    ],
)
def test_what_the_computer_does_not_allow_is_told_with_its_reason_and_not_as_the_program_s_mistake(
    capsys: pytest.CaptureFixture[str], error: OSError, why: str
) -> None:
    with pytest.raises(typer.Exit) as ended:
        raising(error)()
    assert ended.value.exit_code == UNREADABLE
    assert capsys.readouterr().err.splitlines() == [
        "The computer does not let alemprep read or write this.",
        why,
        "what now: Check whether it is there, may be read and written, and has room.",
    ]


def test_an_app_in_which_the_program_fails_leaves_the_terminal_with_sentences_in_it() -> None:
    with Terminal([sys.executable, "-c", MISTAKEN_APP]) as terminal:
        terminal.wait_for("alemprep tuvo que parar")
        assert terminal.wait_to_end(20) == FAILED
        assert "Traceback" not in terminal.text
        assert "KeyError" in terminal.text
        assert SECRET not in terminal.text
