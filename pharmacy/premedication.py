"""What is given beside alemtuzumab on each day of a course, and when.

Source: Fig. 3, first panel; R17; for aciclovir Fig. 5, R9, R16. Clock times, and the intervals of what
is given as needed, are the site's policy.
"""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel, ConfigDict

from pharmacy.courses import CoursePlan
from pharmacy.language import Text, text, verbatim
from pharmacy.protocol.model import Medicine, Protocol
from pharmacy.protocol.policy import MeasuredSetting, SitePolicy
from pharmacy.protocol.values import Amount
from pharmacy.quantities import Quantity


class Premedicine(StrEnum):
    """What is given before an infusion and waited for, as the protocol calls it."""

    ANTIPYRETIC = "antipyretic"
    ANTIHISTAMINE = "antihistamine"
    STEROID = "steroid"


DRUG_NAMES: dict[str, Text] = {
    "paracetamol": text("paracetamol"),
    "dexchlorpheniramine": text("dexchlorpheniramine"),
    "methylprednisolone": text("methylprednisolone"),
    "pantoprazole": text("pantoprazole"),
    "aciclovir": text("aciclovir"),
}
"""International names in every language; a drug that is not here is called as the protocol has it."""


def drug_name(drug: str) -> Text:
    """A drug as people call it."""
    return DRUG_NAMES.get(drug, verbatim(drug))


def premedicine_name(protocol: Protocol, premedicine: Premedicine) -> Text:
    """The drug that a premedicine is, as people call it."""
    rules = protocol.premedication
    medicines = {
        Premedicine.ANTIPYRETIC: rules.antipyretic,
        Premedicine.ANTIHISTAMINE: rules.antihistamine,
        Premedicine.STEROID: rules.steroid,
    }
    return drug_name(medicines[premedicine].drug.value)


class Order(BaseModel):
    """One order on one day."""

    model_config = ConfigDict(frozen=True)

    drug: str
    """International name, lower case."""
    dose: Quantity
    route: str
    """`intravenous`, `oral`, or `oral or intravenous`."""
    at: AwareDatetime
    """When it is given, UTC; as needed: not before."""
    as_needed: bool = False
    source: str
    """Figure and recommendation, as printed; "local policy" where the site decided something too."""
    note: Text | None = None
    """What else the nurse must know."""
    every_hours: int | None = None
    """Interval between doses, h; as needed: the shortest."""
    until: date | None = None
    """Last day, inclusive, in the site's zone."""
    before: timedelta | None = None
    """How long before the infusion it is given; none where its time is a clock time."""


class Overdue(BaseModel):
    """An order whose time went by while nobody had verified it, so that no sheet of it was on the ward."""

    model_config = ConfigDict(frozen=True)

    order: Order
    late: timedelta
    """How long its time is past."""
    infusion_from: AwareDatetime | None
    """If it were given now, when the infusion could start at the earliest, UTC, in whole minutes; none where
    the infusion does not wait for it."""


def overdue(plan: CoursePlan, day: int, orders: tuple[Order, ...], now: datetime) -> tuple[Overdue, ...]:
    """Those of a course day's orders whose time is past at a moment of that day, in their order. On any other
    day none is: the infusion cannot be moved there.
    """
    if now.astimezone(ZoneInfo(plan.zone)).date() != plan.on(day).date:
        return ()
    return tuple(
        Overdue(
            order=order,
            late=now - order.at,
            infusion_from=None if order.before is None else _next_minute(now + order.before),
        )
        for order in orders
        if not order.as_needed and order.at < now
    )


def orders_for(protocol: Protocol, policy: SitePolicy, plan: CoursePlan, day: int) -> tuple[Order, ...]:
    """The orders of one course day: those with a time by their time, then those given as needed.

    Raises `ValueError` when the course has no such day.
    """
    start = plan.on(day).infusion_start
    rules = protocol.premedication
    antipyretic, antihistamine = (
        _order(medicine, medicine.dose, start - medicine.before.duration, before=medicine.before.duration)
        for medicine in (rules.antipyretic, rules.antihistamine)
    )
    steroid = _steroid(protocol, plan, day)
    first = min(antipyretic.at, antihistamine.at, steroid.at)
    scheduled = [
        *_antiviral(protocol, policy, plan, day, first),
        _gastric_protector(protocol, policy, plan, day, first),
        antipyretic,
        antihistamine,
        steroid,
    ]
    as_needed = [
        _as_needed(antipyretic, policy.paracetamol_interval, policy.paracetamol_most),
        _as_needed(antihistamine, policy.dexchlorpheniramine_interval, policy.dexchlorpheniramine_most),
    ]
    return (*sorted(scheduled, key=_when), *sorted(as_needed, key=_when))


def differs_for(protocol: Protocol, plan: CoursePlan, day: int) -> tuple[Text, ...]:
    """Where the product information says otherwise about that day: shown, never applied.

    Raises `ValueError` when the course has no such day.
    """
    plan.on(day)
    ordered = protocol.for_course(plan.number).methylprednisolone[day]
    product = protocol.differs.methylprednisolone
    first, last = product.first_day.whole(), product.last_day.whole()
    if not first <= day <= last:
        return (
            text(
                "Methylprednisolone: the product information (EU, US) names it for days {first} to {last} "
                "of a course only; the consensus gives {ordered} {unit} on day {day} too.",
                first=first,
                last=last,
                ordered=ordered.value,
                unit=ordered.unit,
                day=day,
            ),
        )
    if product.dose.value != ordered.value:
        return (
            text(
                "Methylprednisolone: the product information (EU, US) has {product} {unit} "
                "on days {first} to {last} of every course; "
                "the consensus gives {ordered} {unit} on day {day} of course {course}.",
                product=product.dose.value,
                unit=ordered.unit,
                first=first,
                last=last,
                ordered=ordered.value,
                day=day,
                course=plan.number,
            ),
        )
    return ()


def _when(order: Order) -> datetime:
    return order.at


def _order(
    medicine: Medicine,
    dose: Amount,
    at: datetime,
    *,
    note: Text | None = None,
    every_hours: int | None = None,
    until: date | None = None,
    before: timedelta | None = None,
) -> Order:
    return Order(
        drug=medicine.drug.value,
        dose=dose.quantity,
        route=medicine.route.value,
        at=at,
        source=dose.cite,
        note=note,
        every_hours=every_hours,
        until=until,
        before=before,
    )


def _steroid(protocol: Protocol, plan: CoursePlan, day: int) -> Order:
    course = protocol.for_course(plan.number)
    steroid = protocol.premedication.steroid
    note = None
    if course.extended_from:
        note = text(
            "The source gives no taper for course {course}: "
            "extended from course {earlier} under {recommendation}.",
            course=plan.number,
            earlier=course.extended_from.value,
            recommendation=course.extended_from.recommendation,
        )
    before = steroid.before.duration
    at = plan.on(day).infusion_start - before
    return _order(steroid, course.methylprednisolone[day], at, note=note, before=before)


def _gastric_protector(
    protocol: Protocol, policy: SitePolicy, plan: CoursePlan, day: int, first: datetime
) -> Order:
    protector = protocol.premedication.gastric_protector
    return _order(
        protector,
        protector.dose,
        min(_moment(plan, day, policy.pantoprazole_time.value), first),
        note=text("Or another proton pump inhibitor."),
        every_hours=protector.every.whole(),
    )


def _antiviral(
    protocol: Protocol, policy: SitePolicy, plan: CoursePlan, day: int, first: datetime
) -> tuple[Order, Order]:
    antiviral = protocol.premedication.antiviral
    other = antiviral.alternative
    until = plan.on(1).date + policy.aciclovir_duration.duration - timedelta(days=1)
    note = text(
        "Through {until}. Alternative for the same time: {drug} {dose} {unit} every {hours} h.",
        until=until,
        drug=other.drug.value,
        dose=other.dose.value,
        unit=other.dose.unit,
        hours=other.every.value,
    )
    morning = _moment(plan, day, policy.aciclovir_morning.value)
    if day == 1:
        morning = min(morning, first)  # R16: started before alemtuzumab
    evening = _moment(plan, day, policy.aciclovir_evening.value)
    every = antiviral.every.whole()
    return (
        _order(antiviral, antiviral.dose, morning, note=note, every_hours=every, until=until),
        _order(antiviral, antiviral.dose, evening, note=note, every_hours=every, until=until),
    )


def _as_needed(scheduled: Order, interval: MeasuredSetting, most: MeasuredSetting) -> Order:
    note = text(
        "For the rest of the day. At least {hours} h between doses; at most {most} {unit} in 24 h, "
        "the scheduled dose included (local policy).",
        hours=interval.value,
        most=most.value,
        unit=most.unit,
    )
    return scheduled.model_copy(
        update={
            "at": scheduled.at + interval.duration,
            "as_needed": True,
            "source": f"{scheduled.source}; {interval.cite}",
            "note": note,
            "every_hours": interval.whole(),
            "before": None,
        }
    )


def _next_minute(moment: datetime) -> datetime:
    """A clock that shows minutes must not show one that is too early."""
    minute = moment.astimezone(UTC).replace(second=0, microsecond=0)
    return minute if minute == moment else minute + timedelta(minutes=1)


def _moment(plan: CoursePlan, day: int, at: time) -> datetime:
    """A clock time of the policy as a moment, UTC. Where the clock skips it, as much later as the clock
    was put forward; where it is repeated, the first one: a round of the ward is then still kept.
    """
    return datetime.combine(plan.on(day).date, at, ZoneInfo(plan.zone)).astimezone(UTC)
