"""The doses of a vaccine: which of them count, when the next one is due, and the boosters."""

from datetime import date, timedelta

from pharmacy.courses import months_after
from pharmacy.language import Text, run_on, text
from pharmacy.protocol.readiness import ItemId, Vaccine, VaccineRule
from pharmacy.readiness.item import Asked, Item
from pharmacy.readiness.words import span
from pharmacy.readiness.workup import Result, Vaccination


def in_doses(
    asked: Asked, item: ItemId, rule: VaccineRule, given: Vaccination, advice: Text | None = None
) -> Item:
    """Whether a vaccination is complete, and no booster due. `advice`: what else to do if it is not.

    Source: Table 1.
    """
    doses = before(asked, given)
    earliest = _after_conjugate(asked, rule)
    if earliest is not None:
        if doses and max(doses) < earliest:
            return asked.not_met(
                item,
                text(
                    "Given on {day}; it counts from {span} after the 13-valent one.",
                    day=max(doses),
                    span=_conjugate_span(rule),
                ),
                text("Not before {day}; weigh another dose.", day=earliest),
            )
        doses = [day for day in doses if day >= earliest]
    best, whole = best_of(doses, rule)
    if len(best) == whole:
        return _boosters(asked, item, rule, best[-1], [day for day in doses if day > best[-1]])
    if given.complete:
        return _boosters(asked, item, rule, None, doses)
    return asked.not_met(
        item,
        text("{given} of {whole} doses.", given=len(best), whole=whole)
        if len(best) == len(doses)
        else text(
            "{given} doses, of which {counted} of {whole} kept the intervals of the schedule.",
            given=len(doses),
            counted=len(best),
            whole=whole,
        ),
        run_on([_next(asked, rule, best, earliest), *([advice] if advice else [])]),
    )


def before(asked: Asked, given: Vaccination) -> list[date]:
    """The days of the doses before the course, each once."""
    return sorted(day for day in set(given.doses) if day < asked.first_day)


def best_of(doses: list[date], rule: VaccineRule) -> tuple[list[date], int]:
    """The doses that count by the schedule that they fulfil best, and how many it wants."""
    found = [counted(doses, months) for months in rule.schedules.value]
    return max(found, key=len), max(len(months) for months in rule.schedules.value)


def counted(doses: list[date], months: tuple[int, ...]) -> list[date]:
    """The doses that fulfil a schedule: each no earlier after the first than the schedule says."""
    found: list[date] = []
    for day in doses:
        if len(found) == len(months):
            break
        if not found or day >= months_after(found[0], months[len(found)]):
            found.append(day)
    return found


def _boosters(asked: Asked, item: ItemId, rule: VaccineRule, done: date | None, later: list[date]) -> Item:
    """Each dose after the vaccination counts as a booster, and the next one is due so long after it."""
    last = max(later, default=done)
    completed = (
        text("Completed, by the vaccination record.")
        if last is None
        else text("Completed; the last dose was on {day}.", day=last)
    )
    months = rule.boosters.value if rule.boosters else ()
    if len(later) >= len(months):
        return asked.met(item, completed)
    if last is None:
        return asked.not_known(
            item,
            run_on([completed, text("Whether a booster is due is not known.")]),
            text("Enter the day of the last dose; or enter why no booster, weighed against the delay."),
        )
    due = months_after(last, months[len(later)] - (months[len(later) - 1] if later else 0))
    if due <= asked.first_day:
        return asked.not_met(
            item,
            run_on([completed, text("A booster is due since {day}.", day=due)]),
            text("Give it; or enter why not, weighed against the delay."),
        )
    return asked.met(item, run_on([completed, text("The next booster is due on {day}.", day=due)]))


def _after_conjugate(asked: Asked, rule: VaccineRule) -> date | None:
    """The first day on which a dose counts; none where that does not depend on another vaccine."""
    if rule.after_pneumococcal_13 is None:
        return None
    conjugate = (asked.workup.vaccines or {}).get(Vaccine.PNEUMOCOCCAL_13, Vaccination()).doses
    return months_after(min(conjugate), rule.after_pneumococcal_13.whole()) if conjugate else None


def _conjugate_span(rule: VaccineRule) -> Text:
    assert rule.after_pneumococcal_13 is not None
    return span(rule.after_pneumococcal_13)


def _next(asked: Asked, rule: VaccineRule, found: list[date], earliest: date | None) -> Text:
    if rule.live.value:
        return _before_live(asked, rule, found)
    if not found and (earliest is None or earliest <= asked.as_of):
        return text("Begin; or enter why not, weighed against the delay.")
    day = earliest if not found else _due(rule, found)
    return text("Next dose from {day} on; or enter why not, weighed against the delay.", day=day)


def _due(rule: VaccineRule, found: list[date]) -> date:
    return min(
        months_after(found[0], months[len(found)])
        for months in rule.schedules.value
        if len(months) > len(found)
    )


def _before_live(asked: Asked, rule: VaccineRule, found: list[date]) -> Text:
    """The whole way from today to the course, and the other way: after it.

    Source: Table 2 and its notes a and b; R3.
    """
    test, live, after = asked.workup.pregnancy_test, asked.protocol.readiness.live_vaccines, asked.protocol
    if test is not None and test.result is Result.POSITIVE:
        return text("Live: not while she is pregnant.")
    schedule, end = rule.schedules.value[0], asked.workup.previous_course_end
    start = max(asked.as_of, _due(rule, found)) if found else asked.as_of
    if asked.course > 1 and end is not None:
        start = max(start, months_after(end, after.follow_up.no_live_vaccines_for.whole()))
    last = months_after(start, schedule[-1] - schedule[len(found)])
    return text(
        "Live: the next dose from {start} on, the last one on {last} at the earliest, the course {wait} "
        "after it, from {day} on. Or enter why not, weighed against the delay, and vaccinate {span} or more "
        "after the course, with CD4 above {cells}.",
        start=start,
        last=last,
        wait=span(live.complete_before),
        day=last + timedelta(weeks=live.complete_before.whole()),
        span=span(after.follow_up.no_live_vaccines_for),
        cells=after.follow_up.no_live_vaccines_cd4.quantity,
    )
