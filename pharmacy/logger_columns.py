"""How a refrigerator's logger writes its file: the table `[logger]` of the site file."""

import re
from datetime import datetime, timedelta, timezone
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, model_validator

from pharmacy.local_time import ZoneName

ISO = "ISO"
"""Stands for ISO 8601: `2026-03-25T10:05:00+01:00`, or with a blank for the T."""
_EXAMPLE = datetime(2026, 3, 25, 10, 5, tzinfo=timezone(timedelta(hours=1)))
_DIRECTIVE = re.compile("%(.?)", re.DOTALL)
_PARTS = ("Yy", "mb", "d", "HI", "M")
"""What a time is made of: one of each."""
_KNOWN = {*"".join(_PARTS), *"Spfz%"}
"""Left out: what depends on the computer's language, and `%Z`, which Python reads and forgets."""

_CELSIUS = re.compile(r"[°º] ?C\b|℃|\(C\)|\bcelsius\b", re.IGNORECASE)
_OTHER_UNIT = re.compile(r"[°º] ?[FK]\b|\([FK]\)|℉|\bfahrenheit\b|\bkelvin\b", re.IGNORECASE)


def _time_format(pattern: str) -> str:
    if pattern == ISO:
        return pattern
    used = _DIRECTIVE.findall(pattern)
    if any(sum(map(used.count, part)) != 1 for part in _PARTS) or not _KNOWN.issuperset(used):
        raise ValueError(f"{pattern!r} is neither ISO nor a day and time like %d/%m/%Y %H:%M:%S")
    if ("I" in used) != ("p" in used):
        raise ValueError(f"{pattern!r}: %I and %p go together")
    try:
        datetime.strptime(_EXAMPLE.strftime(pattern), pattern)  # noqa: DTZ007 - only whether it can be read
    except (ValueError, re.error) as error:
        raise ValueError(f"{pattern!r} cannot be read back: {error}") from None
    return pattern


Header = Annotated[str, StringConstraints(min_length=1, max_length=60, strip_whitespace=True)]
"""What stands at the head of a column."""


class LoggerColumns(BaseModel):
    """Which columns of the file say what. Nothing of it is ever guessed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    time: Header
    """Of the column with day and time."""
    temperature: Header
    """Of the column with the temperature. It names the unit, unless a column does."""
    unit: Header | None = None
    """Of the column with the unit."""
    time_format: Annotated[str, AfterValidator(_time_format)] = ISO
    """`ISO`, or as `strptime` has it."""
    zone: ZoneName | None = None
    """Of the logger's clock. Without it every time has its offset, and that is the site's."""
    delimiter: Literal[",", ";", "\t"] = ","
    decimal: Literal[".", ","] = "."
    encoding: Literal["utf-8", "latin-1"] = "utf-8"
    """With or without a byte order mark."""

    @model_validator(mode="after")
    def _unmistakable(self) -> Self:
        names = [name for name in (self.time, self.temperature, self.unit) if name is not None]
        if len(set(names)) != len(names):
            raise ValueError("one column cannot be two things")
        named = _CELSIUS.search(self.temperature) and not _OTHER_UNIT.search(self.temperature)
        if self.unit is None and not named:
            raise ValueError(
                f"{self.temperature!r} does not say that it is in °C: name a column with the unit"
            )
        return self

    @property
    def example(self) -> str:
        """How a time is written in the file."""
        return _EXAMPLE.isoformat() if self.time_format == ISO else _EXAMPLE.strftime(self.time_format)
