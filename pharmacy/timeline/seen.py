"""What a timeline's lanes are reckoned from."""

from collections.abc import Iterable
from datetime import date

from pydantic import BaseModel, ConfigDict

from pharmacy.courses import CoursePlan
from pharmacy.follow_up import FollowUp
from pharmacy.protocol.model import Protocol
from pharmacy.protocol.policy import SitePolicy
from pharmacy.protocol.readiness import ItemId
from pharmacy.readiness import Item, Readiness, Workup
from pharmacy.readiness.workup import PreviousTreatment


class Seen(BaseModel):
    """A course, what is known of its patient, and how everything stands."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    protocol: Protocol
    policy: SitePolicy
    plan: CoursePlan
    workup: Workup
    readiness: Readiness
    ends: FollowUp

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

    def items(self, rule: ItemId) -> Iterable[Item]:
        """How the items of one rule stand, in their order."""
        return (item for item in self.readiness.items if item.rule is rule)

    def item(self, rule: ItemId) -> Item:
        """How the one item of a rule stands."""
        return next(iter(self.items(rule)))
