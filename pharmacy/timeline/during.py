"""The lanes of the infusion days: the infusion, and what is given before each."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from pharmacy.language import Text, listed, text
from pharmacy.premedication import Order, drug_name, orders_for
from pharmacy.timeline.picture import Bar, Lane, Shape, Stretch
from pharmacy.timeline.seen import Seen


def during(seen: Seen) -> Iterator[Lane]:
    """The infusion, the steroid, then the rest by the clock; aciclovir goes on, and stands with what follows.

    Source: Fig. 3; R17.
    """
    protocol, plan = seen.protocol, seen.plan
    yield _lane(
        seen,
        text("Infusion of {drug}", drug=protocol.drug.value),
        text(
            "{first} to {last}. {times}",
            first=seen.first_day,
            last=seen.last_day,
            times=_times(seen, [day.infusion_start for day in plan.days]),
        ),
        [text("{dose}", dose=protocol.dose.quantity) for _ in plan.days],
        protocol.dose.cite,
    )
    rules = protocol.premedication
    orders = [
        order
        for day in plan.days
        for order in orders_for(protocol, seen.policy, plan, day.day)
        if not order.as_needed and order.drug != rules.antiviral.drug.value
    ]
    drugs = dict.fromkeys([rules.steroid.drug.value, *(order.drug for order in orders)])
    for drug in drugs:
        yield _premedicine(seen, [order for order in orders if order.drug == drug])


def _premedicine(seen: Seen, orders: list[Order]) -> Lane:
    """One medicine, once on each day."""
    first = orders[0]
    told = _times(seen, [order.at for order in orders])
    if first.before is not None:
        minutes = int(first.before.total_seconds()) // 60
        told = text("{time}, {minutes} min before the infusion", time=told, minutes=minutes)
    doses = [text("{dose}", dose=order.dose) for order in orders]
    return _lane(seen, drug_name(first.drug), told, doses, first.source)


def _lane(seen: Seen, name: Text, told: Text, doses: list[Text], source: str) -> Lane:
    return Lane(
        stretch=Stretch.DURING,
        name=name,
        told=(told,),
        bars=tuple(
            Bar(first=day.date, last=day.date, shape=Shape.GIVEN, label=dose)
            for day, dose in zip(seen.plan.days, doses, strict=True)
        ),
        source=source,
    )


def _times(seen: Seen, moments: list[datetime]) -> Text:
    """The clock time of every day; each one once, by day, where they differ."""
    zone = ZoneInfo(seen.plan.zone)
    times = dict.fromkeys(f"{moment.astimezone(zone):%H:%M}" for moment in moments)
    return text("At {times}", times=listed(text("{time}", time=time) for time in times))
