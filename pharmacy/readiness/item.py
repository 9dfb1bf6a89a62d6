"""One thing that is looked at before a course, and how it stands."""

from datetime import date, timedelta
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from pharmacy.courses import months_after
from pharmacy.language import Text, run_on, text
from pharmacy.protocol.model import Protocol
from pharmacy.protocol.policy import SitePolicy
from pharmacy.protocol.readiness import ItemId, Weight
from pharmacy.readiness.workup import Workup


class Status(StrEnum):
    """How an item stands on the first day of the course."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_KNOWN = "not_known"
    NOT_APPLICABLE = "not_applicable"


class Item(BaseModel):
    """How one thing stands, why, and what to do about it."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    id: str
    """The item's name in the protocol; of a washout, with the drug after it."""
    rule: ItemId
    status: Status
    met_on: date | None = None
    """The day from which it is met by time alone; none where time does not decide, or something has to be
    done first.
    """
    no_earlier: date | None = None
    """The day before which time alone forbids it, even if something else is still to be done."""
    source: str
    weight: Weight
    message: Text
    """How it stands."""
    to_do: Text | None = None
    """What would make it met, or known."""


class Asked(BaseModel):
    """A course, and what is known of the patient before it."""

    model_config = ConfigDict(frozen=True)

    protocol: Protocol
    policy: SitePolicy
    workup: Workup
    course: int
    first_day: date
    as_of: date
    """The day of the question; nothing that is known is later."""

    def met(self, rule: ItemId, message: Text, *, on: date | None = None, name: str = "") -> Item:
        """An item that is as it should be."""
        return self._item(rule, Status.MET, message, None, on, name)

    def not_met(
        self, rule: ItemId, message: Text, to_do: Text, *, on: date | None = None, name: str = ""
    ) -> Item:
        """An item that is not, and what to do; `on` is the day from which time alone has met it."""
        return self._item(rule, Status.NOT_MET, message, to_do, on, name)

    def not_known(self, rule: ItemId, message: Text, to_do: Text, *, name: str = "") -> Item:
        """An item that nobody can judge before something is known."""
        return self._item(rule, Status.NOT_KNOWN, message, to_do, None, name)

    def not_applicable(self, rule: ItemId, message: Text, *, name: str = "") -> Item:
        """An item that this patient or this course does not have."""
        return self._item(rule, Status.NOT_APPLICABLE, message, None, None, name)

    def waits(self, rule: ItemId, day: date, message: Text, to_do: Text, *, name: str = "") -> Item:
        """An item that is met from a day on, whatever else happens."""
        if day <= self.first_day:
            return self.met(rule, message, on=day, name=name)
        return self.not_met(rule, message, to_do, on=day, name=name)

    def old(self, on: date, *, months: int = 0, days: int = 0) -> bool:
        """Whether something done on a day is too old on the first day of the course."""
        return on < months_after(self.first_day, -months) - timedelta(days=days)

    def of_course_before(self, on: date) -> bool:
        """Whether something done on a day was for the course before: each is prepared anew. Source: R24."""
        end = self.workup.previous_course_end
        return self.course > 1 and end is not None and on <= end

    def ask_again(self, rule: ItemId, on: date) -> Item:
        """An answer that was for the course before, and says nothing of this one."""
        return self.not_known(
            rule,
            text("Of {day}: that was for the course before.", day=on),
            text("Ask again, and enter it."),
        )

    def _item(
        self, rule: ItemId, status: Status, message: Text, to_do: Text | None, on: date | None, name: str
    ) -> Item:
        weight = self.protocol.readiness.items[rule]
        return Item(
            id=f"{rule}-{name}" if name else rule.value,
            rule=rule,
            status=status,
            met_on=on,
            no_earlier=on,
            source=weight.cite,
            weight=weight.value,
            message=message,
            to_do=to_do,
        )


_WORST = (Status.NOT_MET, Status.NOT_KNOWN, Status.MET)


def all_of(*items: Item) -> Item:
    """Items that must all be met, as one: it stands as the worst of them does, and tells every one that is
    open, so that nobody decides against a part without having read the rest. None of them may be one that
    does not apply.
    """
    worst = min(items, key=lambda item: _WORST.index(item.status))
    open_ones = [item for item in items if item.status is not Status.MET]
    days = [item.met_on for item in items if item.met_on is not None]
    time_alone = all(item.met_on is not None for item in open_ones)
    return worst.model_copy(
        update={
            "met_on": max(days) if days and time_alone else None,
            "no_earlier": max(
                (item.no_earlier for item in items if item.no_earlier is not None), default=None
            ),
            "message": run_on([item.message for item in open_ones or items]),
            "to_do": run_on([item.to_do for item in open_ones if item.to_do is not None])
            if open_ones
            else None,
        }
    )
