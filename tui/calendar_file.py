"""Writing a calendar for a patient where somebody wants it."""

from pathlib import Path

from pharmacy.errors import Code, Refusal, Trouble
from pharmacy.language import text, verbatim

_BEGINS = b"BEGIN:VCALENDAR"
"""What a calendar file begins with."""


def write_calendar(path: Path, content: bytes) -> None:
    """Write a calendar file. An earlier calendar there is replaced; anything else is left as it is.

    Raises `Refusal` (`bad-file`) for another file, `Trouble` (`bad-file`) where nothing can be written.
    """
    try:
        if path.exists() and not path.read_bytes().startswith(_BEGINS):
            raise Refusal(
                Code.BAD_FILE,
                text("Another file has this name, and is left as it is."),
                expected=text("a new file, or an earlier calendar"),
                got=verbatim(str(path)),
                advice=text("Choose another name, like follow-up.ics."),
                bad_input=True,
                field="file",
            )
        path.write_bytes(content)
    except OSError as error:
        raise Trouble(
            Code.BAD_FILE,
            text("The calendar cannot be written there."),
            expected=text("a file in a folder that is there and that this user may write"),
            got=verbatim(f"{path}: {error.strerror}"),
            advice=text("Choose another place."),
            bad_input=True,
            field="file",
        ) from error
