"""What a ZPL printer says of itself when it is asked with `~HS`.

Source: ZPL II Programming Guide, "Host Status Return": three strings between STX and ETX.
"""

import re
from dataclasses import dataclass

from labels.printers import trouble as say
from pharmacy.language import Text

ASK = b"~HS"
STRINGS = 3
_STRING = re.compile(rb"\x02([^\x02\x03]*)\x03")
_FIRST, _SECOND = 12, 11
"""How many fields the first two strings have."""


@dataclass(frozen=True)
class Status:
    """One answer."""

    fault: Text | None
    """Why it cannot print now."""
    length: int
    """Of the label that it has measured, in dots; 0 for none."""
    waiting: int
    """Labels that it has received and not yet printed."""
    said: str
    """The answer itself."""


def complete(answer: bytes) -> bool:
    """Whether all strings are there."""
    return len(_STRING.findall(answer)) >= STRINGS


def status(answer: bytes) -> Status | None:
    """Read an answer; none for what is no such answer."""
    strings = [string.decode("ascii", "replace") for string in _STRING.findall(answer)]
    if len(strings) < STRINGS:
        return None
    first, second = (string.split(",") for string in strings[:2])
    if (len(first), len(second)) != (_FIRST, _SECOND):
        return None
    fields = [*first, *second]
    if not all(field.strip().isdigit() for field in fields):
        return None
    numbers = [int(field) for field in fields]
    faults = (
        (numbers[1], say.OUT_OF_PAPER),
        (numbers[_FIRST + 2], say.OPEN),
        (numbers[_FIRST + 3], say.NO_RIBBON),
        (numbers[10] or numbers[11], say.TOO_HOT),
        (numbers[2], say.PAUSED),
        (numbers[5], say.FULL),
    )
    return Status(
        fault=next((words for flag, words in faults if flag), None),
        length=numbers[3],
        waiting=numbers[4] + numbers[7] + numbers[_FIRST + 8],
        said=" ".join(strings[:2]),
    )
