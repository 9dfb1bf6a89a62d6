"""Whether a patient is ready for a course, and from when."""

from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from pydantic import BaseModel, ConfigDict

from pharmacy.protocol.model import Protocol
from pharmacy.protocol.policy import SitePolicy
from pharmacy.readiness.examined import examined
from pharmacy.readiness.infections import infections
from pharmacy.readiness.item import Asked, Item, Status
from pharmacy.readiness.later_course import later_course
from pharmacy.readiness.live_vaccines import live_vaccines
from pharmacy.readiness.person import person
from pharmacy.readiness.vaccination import vaccination
from pharmacy.readiness.washout import washout
from pharmacy.readiness.workup import Workup

_OPEN = frozenset({Status.NOT_MET, Status.NOT_KNOWN})


class Verdict(StrEnum):
    """What all items together say."""

    READY = "ready"
    NOT_READY = "not_ready"
    UNKNOWN = "unknown"
    """Nothing is against the course, as far as is known; but not everything is known."""


class Readiness(BaseModel):
    """How everything stands on the first day of a course."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    asked: Asked
    items: tuple[Item, ...]
    not_before: date | None
    """The first day that time leaves open, whatever else is to be done: one after the day of the question;
    none where time decides nothing any more.
    """

    @property
    def course(self) -> int:
        """Its number."""
        return self.asked.course

    @property
    def first_day(self) -> date:
        """The day that was asked about."""
        return self.asked.first_day

    @cached_property
    def earliest(self) -> date | None:
        """The first day, from the day of the question on, on which every item would be met by time alone;
        none where something has to be done or found out first.

        Items begin to be met on the days that they name, what was done today counts from tomorrow on, and
        some end to be met when what was done grows old: so it is one of these days.
        """
        asked = self.asked
        named = (day for item in self.items for day in (item.no_earlier, item.met_on) if day is not None)
        candidates = {asked.as_of, asked.as_of + timedelta(days=1), asked.first_day, *named}
        for day in sorted(day for day in candidates if day >= asked.as_of):
            if not any(item.status in _OPEN for item in _items(asked.model_copy(update={"first_day": day}))):
                return day
        return None

    @property
    def verdict(self) -> Verdict:
        """Not ready if anything is not met; unknown if anything is not known."""
        standing = {item.status for item in self.items}
        if Status.NOT_MET in standing:
            return Verdict.NOT_READY
        return Verdict.UNKNOWN if Status.NOT_KNOWN in standing else Verdict.READY

    @property
    def open(self) -> tuple[Item, ...]:
        """What is not met or not known."""
        return tuple(item for item in self.items if item.status in _OPEN)

    @property
    def waiting_for(self) -> tuple[Item, ...]:
        """The items that decide on the first day that time leaves open."""
        return tuple(
            item for item in self.items if item.no_earlier is not None and item.no_earlier == self.not_before
        )


def assess(
    protocol: Protocol, policy: SitePolicy, workup: Workup, *, course: int, first_day: date, as_of: date
) -> Readiness:
    """How everything stands on the first day of a course, by what is known on a day.

    Raises `Refusal` (course-number) for a course that there is not.
    """
    protocol.for_course(course)
    asked = Asked(
        protocol=protocol, policy=policy, workup=workup, course=course, first_day=first_day, as_of=as_of
    )
    items = _items(asked)
    days = [item.no_earlier for item in items if item.no_earlier is not None and item.no_earlier > as_of]
    return Readiness(asked=asked, items=items, not_before=max(days, default=None))


def _items(asked: Asked) -> tuple[Item, ...]:
    return (
        *person(asked),
        *examined(asked),
        *washout(asked),
        *infections(asked),
        *vaccination(asked),
        live_vaccines(asked),
        *later_course(asked),
    )
