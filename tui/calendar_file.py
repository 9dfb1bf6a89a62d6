"""Writing a calendar for a patient where somebody wants it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pharmacy.errors import AlemprepError, Code, Refusal, Trouble
from pharmacy.language import text, verbatim

_BEGINS = b"BEGIN:VCALENDAR"
"""What a calendar file begins with."""


def write_calendar(path: Path, content: bytes) -> None:
    """Write a calendar file, whole or not at all. An earlier calendar there is replaced; anything else is
    left as it is.

    Raises `Refusal` (`bad-file`) for another file, `Trouble` (`bad-file`) where nothing can be written.
    """
    try:
        _earlier(path)
        _put(path, content)
    except OSError as error:
        raise _unwritten(path, error) from error


@contextmanager
def calendar_written(path: Path, content: bytes) -> Iterator[None]:
    """The same, for as long as what is done with it succeeds: else the file is taken away again, and an
    earlier calendar comes back.

    Raises what `write_calendar` raises; and what failed, saying that no new file is there, or that it is.
    """
    try:
        earlier = _earlier(path)
        _put(path, content)
    except OSError as error:
        raise _unwritten(path, error) from error
    try:
        yield
    except BaseException as error:
        try:
            if earlier is None:
                path.unlink()
            else:
                _put(path, earlier)
        except OSError as left:
            raise _still_there(path, left) from error
        if isinstance(error, AlemprepError):
            raise type(error)(
                error.code,
                text("The calendar was not recorded as handed out, and its file was taken away again."),
                expected=error.expected,
                got=text("{what} ({got})", what=error.what, got=error.got) if error.got else error.what,
                advice=error.advice,
                source=error.source,
                field="file",
            ) from error
        raise


def _earlier(path: Path) -> bytes | None:
    """What is there; raises `Refusal` (`bad-file`) where it is no calendar."""
    if not path.exists():
        return None
    found = path.read_bytes()
    if not found.startswith(_BEGINS):
        raise Refusal(
            Code.BAD_FILE,
            text("Another file has this name, and is left as it is."),
            expected=text("a new file, or an earlier calendar"),
            got=verbatim(str(path)),
            advice=text("Choose another name, like follow-up.ics."),
            bad_input=True,
            field="file",
        )
    return found


def _put(path: Path, content: bytes) -> None:
    """Under another name first, so that nobody ever finds half of it."""
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _unwritten(path: Path, error: OSError) -> Trouble:
    return Trouble(
        Code.BAD_FILE,
        text("The calendar cannot be written there."),
        expected=text("a file in a folder that is there and that this user may write"),
        got=verbatim(f"{path}: {error.strerror}"),
        advice=text("Choose another place."),
        bad_input=True,
        field="file",
    )


def _still_there(path: Path, error: OSError) -> Trouble:
    return Trouble(
        Code.BAD_FILE,
        text("The calendar was not recorded as handed out, and its file could not be taken away."),
        expected=text("no file that nobody has recorded"),
        got=verbatim(f"{path}: {error.strerror}"),
        advice=text("Delete the file by hand, and write it again."),
        field="file",
    )
