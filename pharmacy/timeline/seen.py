"""What a timeline's lanes are reckoned from."""

from collections.abc import Iterable
from datetime import date, timedelta

from pydantic import BaseModel, ConfigDict

from pharmacy.courses import CoursePlan
from pharmacy.follow_up import FollowUp
from pharmacy.follow_up_calendar import Calendar, Check, CheckKind
from pharmacy.protocol.model import Protocol
from pharmacy.protocol.policy import SitePolicy
from pharmacy.protocol.readiness import ItemId
from pharmacy.readiness import Item, Readiness, Workup
from pharmacy.readiness.workup import PreviousTreatment

LOOKED_BACK = timedelta(weeks=30)
"""How much of the time before a course is looked at: the longest wait but the one between courses, six
months, with some room beside it. Nothing older is drawn, and no older vaccine or count is told.
"""


class Seen(BaseModel):
    """A course, what is known of its patient, and how everything stands."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    protocol: Protocol
    policy: SitePolicy
    plan: CoursePlan
    workup: Workup
    readiness: Readiness
    decided: frozenset[str]
    """Ids of the items that a physician or pharmacist decided against."""
    ends: FollowUp
    calendar: Calendar

    @property
    def first_day(self) -> date:
        """The first infusion day."""
        return self.plan.days[0].date

    @property
    def last_day(self) -> date:
        """The last infusion day."""
        return self.plan.days[-1].date

    @property
    def treatments(self) -> tuple[PreviousTreatment, ...]:
        """The treatments before that are known."""
        known = self.workup.previous_treatments
        return known if isinstance(known, tuple) else ()

    @property
    def open(self) -> tuple[Item, ...]:
        """What is in the way of the course: not met or not known, and not decided against."""
        return tuple(item for item in self.readiness.open if item.id not in self.decided)

    @property
    def decided_against(self) -> tuple[Item, ...]:
        """What would be in the way, had nobody decided."""
        return tuple(item for item in self.readiness.open if item.id in self.decided)

    @property
    def waiting_for(self) -> tuple[Item, ...]:
        """The items that decide on the first day that time leaves open after today; none where every such day
        is over, or was decided against.
        """
        today = self.readiness.asked.as_of
        waiting = [
            item
            for item in self.readiness.items
            if item.no_earlier is not None and item.no_earlier > today and item.id not in self.decided
        ]
        latest = max((item.no_earlier for item in waiting if item.no_earlier), default=None)
        return tuple(item for item in waiting if item.no_earlier == latest)

    def due(self, kind: CheckKind) -> tuple[Check, ...]:
        """The checks of one kind in the patient's calendar after the course."""
        return tuple(check for check in self.calendar.checks if check.kind is kind)

    def items(self, rule: ItemId) -> Iterable[Item]:
        """How the items of one rule stand, in their order."""
        return (item for item in self.readiness.items if item.rule is rule)

    def item(self, rule: ItemId) -> Item:
        """How the one item of a rule stands."""
        return next(iter(self.items(rule)))
