"""The one source of `now`. The domain never asks the system for the time."""

from datetime import UTC, datetime, timedelta
from typing import Protocol

from pharmacy.moments import in_utc

CLOCK_TOLERANCE = timedelta(seconds=30)
"""How far a clock may fall behind the latest recorded moment: stations' clocks differ, and are corrected."""


class Clock(Protocol):
    """Tells the present moment, timezone-aware, in UTC."""

    def now(self) -> datetime:
        """The present moment."""


class SystemClock:
    """The machine's wall clock."""

    def now(self) -> datetime:
        """The present moment, to the microsecond."""
        return datetime.now(UTC)


class SetClock:
    """A clock that stands where it was set: for demonstrations, scenarios and tests."""

    def __init__(self, moment: datetime) -> None:
        self.set(moment)

    def now(self) -> datetime:
        """The moment it was last set to."""
        return self._moment

    def set(self, moment: datetime) -> None:
        """Move to a moment. A moment without a zone raises `ValueError`."""
        self._moment = in_utc(moment)

    def advance(self, by: timedelta) -> None:
        """Move forward."""
        self._moment += by
