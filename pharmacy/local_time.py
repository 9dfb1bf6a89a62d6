"""Time by a place's clocks: zones by name, and clock times that a change of the clock skips or repeats."""

from datetime import UTC, datetime
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"{name!r} is no IANA time zone, like Europe/Madrid") from None
    return name


ZoneName = Annotated[str, AfterValidator(_zone)]
"""An IANA time zone, like Europe/Madrid."""


class NoSuchMoment(ValueError):
    """A clock time is no one moment."""

    def __init__(self, local: datetime, zone: ZoneInfo, *, skipped: bool) -> None:
        super().__init__(local, zone.key)
        self.skipped = skipped
        """The clock is put forward over it; otherwise it is put back, and the time happens twice."""


def moment_of(local: datetime, zone: ZoneInfo) -> datetime:
    """A clock time in a zone as a moment, UTC. Raises `NoSuchMoment` where the clock skips or repeats it."""
    first = local.replace(tzinfo=zone, fold=0)
    # The two readings of a clock time differ just where a change of the clock skips or repeats it.
    if first.utcoffset() != first.replace(fold=1).utcoffset():
        there = first.astimezone(UTC).astimezone(zone)
        raise NoSuchMoment(local, zone, skipped=there.replace(tzinfo=None) != first.replace(tzinfo=None))
    return first.astimezone(UTC)
