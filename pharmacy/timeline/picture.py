"""What a timeline is made of: lanes with bars and marks, in three stretches of time."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from pharmacy.language import Text


class Stretch(StrEnum):
    """A part of the time around a course, each with a scale of its own."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class Shape(StrEnum):
    """What a bar means; each is drawn differently, so that nobody needs colours."""

    WAITS = "waits"
    """Until its end the course may not begin."""
    GIVEN = "given"
    """A medicine is given or taken."""
    KEPT = "kept"
    """Something is kept to, or avoided."""
    BELIEVED = "believed"
    """Whatever was examined in it is recent enough on the first day."""


class Sign(StrEnum):
    """What a mark means."""

    LAST = "last"
    """The last dose of a treatment before, or the end of the course before."""
    DONE = "done"
    DUE = "due"
    OPENS = "opens"
    """The first day after today that time leaves open for the course."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)


class Bar(_Frozen):
    """Something that lasts."""

    first: date
    last: date
    """The last day of it; of what waits, the first day on which the course may begin."""
    shape: Shape
    label: Text
    at_least: bool = False
    """Whether it may go on, for something else than time."""


class Mark(_Frozen):
    """Something on one day."""

    on: date
    sign: Sign
    label: Text


class Lane(_Frozen):
    """One line of the picture."""

    stretch: Stretch
    """Where it belongs, however far its bars reach."""
    name: Text
    told: tuple[Text, ...]
    """The same as bars and marks, in words; where something is not known, what."""
    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()
    known: bool = True
    """False where something about it is not known."""
    source: str


class Timeline(_Frozen):
    """All of a course."""

    course: int
    begins: date
    """The first day in the picture; what is older stands in words."""
    infusions: tuple[date, ...]
    ends: date
    """When the last of what follows is over."""
    today: date
    """The day of the question."""
    lanes: tuple[Lane, ...]

    @property
    def first_day(self) -> date:
        """The first infusion day."""
        return self.infusions[0]

    @property
    def last_day(self) -> date:
        """The last infusion day, from which what follows is counted."""
        return self.infusions[-1]

    def of(self, stretch: Stretch) -> tuple[Lane, ...]:
        """The lanes that belong to a stretch, in their order."""
        return tuple(lane for lane in self.lanes if lane.stretch is stretch)
