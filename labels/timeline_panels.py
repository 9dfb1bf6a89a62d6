"""The scales of a timeline: which day lies where. On paper in millimetres, on a screen in columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pharmacy.courses import months_after
from pharmacy.timeline import Stretch, Timeline

FIRST_YEAR = 12
"""Months after the last infusion that have a scale of their own: most of what follows ends in them."""
_DAY = timedelta(days=1)
_MARGINS = timedelta(days=12), timedelta(days=150)
"""Beside the last day of the year and of the years after a course, so that mark and number stand inside."""


@dataclass(frozen=True)
class Panel:
    """A stretch of time, or a part of one, drawn on one scale."""

    stretch: Stretch
    begins: date
    ends: date
    """The day after its last one."""
    left: float
    width: float

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.left + self.width

    def at(self, day: date) -> float:
        """Where a day begins."""
        return self.left + self.width * ((day - self.begins) / (self.ends - self.begins))

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.begins <= day < self.ends

    def part(self, first: date, stop: date) -> tuple[float, float] | None:
        """From where to where it shows a time that ends when `stop` begins; none where it shows nothing."""
        begin, end = max(first, self.begins), min(stop, self.ends)
        return (self.at(begin), self.at(end)) if begin < end else None


def panels(picture: Timeline, rooms: Sequence[tuple[float, float]]) -> tuple[Panel, ...]:
    """Before, during, the first year after and the years after that. `rooms`: where each begins, and how wide
    it is.
    """
    year = months_after(picture.last_day, FIRST_YEAR) + _MARGINS[0]
    bounds = (picture.begins, picture.first_day, picture.last_day + _DAY, year, picture.ends + _MARGINS[1])
    stretches = (Stretch.BEFORE, Stretch.DURING, Stretch.AFTER, Stretch.AFTER)
    return tuple(
        Panel(stretch, begins, ends, left, width)
        for stretch, begins, ends, (left, width) in zip(
            stretches, bounds[:-1], bounds[1:], rooms, strict=True
        )
    )
