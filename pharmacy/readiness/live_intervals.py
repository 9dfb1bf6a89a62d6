"""How long after another vaccine, a treatment or a course a live vaccine may be given."""

from collections.abc import Iterator
from datetime import date, timedelta

from pharmacy.courses import months_after
from pharmacy.language import Text, text
from pharmacy.readiness.item import Asked
from pharmacy.readiness.washout import named
from pharmacy.readiness.words import span
from pharmacy.readiness.workup import Drug, PreviousTreatment, Steroid

_SELECTIVE = frozenset({Drug.NATALIZUMAB, Drug.FINGOLIMOD})


def too_close(asked: Asked, name: Text, day: date, other: Text, other_day: date) -> Iterator[Text]:
    """After another live vaccine: on the same day, or some weeks later. Source: Table 1, note c."""
    apart = asked.protocol.readiness.live_vaccines.apart
    if timedelta() < day - other_day < timedelta(weeks=apart.whole()):
        yield text(
            "{one} on {first} and {other} on {second}: on one day, or {span} apart.",
            one=other,
            first=other_day,
            other=name,
            second=day,
            span=span(apart),
        )


def after_treatment(asked: Asked, name: Text, day: date, given: PreviousTreatment) -> Iterator[Text]:
    """Under a treatment, or too soon after it. Source: Table 2; R3 for other immunosuppressants."""
    last, months = given.last_dose, asked.protocol.readiness.live_vaccines.after_natalizumab_or_fingolimod
    if given.started is not None and day < given.started:
        return
    drug = named(given)
    if given.drug in _SELECTIVE and (last is None or day < months_after(last, months.whole())):
        yield text(
            "{vaccine} on {day}: only from {span} after the last dose of {drug} on.",
            vaccine=name,
            day=day,
            span=span(months),
            drug=drug,
        )
    if given.drug in {Drug.TERIFLUNOMIDE, Drug.DIMETHYL_FUMARATE}:
        washed = _washed_out(asked, given)
        if washed is None or day < washed:
            yield text(
                "{vaccine} on {day}: only after {drug} is washed out.", vaccine=name, day=day, drug=drug
            )
    if given.drug in asked.protocol.readiness.washout.immunosuppressants.drugs.value and (
        last is None or day <= last
    ):
        yield text("{vaccine} on {day}: not under {drug}.", vaccine=name, day=day, drug=drug)
    if given.drug is Drug.OTHER and (last is None or day <= last):
        yield text(
            "{vaccine} on {day}: whether it may be given under {drug} the source does not say.",
            vaccine=name,
            day=day,
            drug=drug,
        )


def _washed_out(asked: Asked, given: PreviousTreatment) -> date | None:
    """The first day on which the level, or the lymphocytes, said so; none before that. Source: Table 3."""
    rules, last = asked.protocol.readiness.washout, given.last_dose
    if last is None:
        return None
    if given.drug is Drug.TERIFLUNOMIDE:
        level, limit = given.elimination and given.elimination.level, rules.teriflunomide.level_below
        value = level.in_unit(limit.unit) if level else None
        return level.on if level and value is not None and value < limit.value else None
    above = rules.dimethyl_fumarate.lymphocytes_above
    counts = [(count.on, count.in_unit(above.unit)) for count in asked.workup.lymphocytes]
    return min(
        (day for day, value in counts if day > last and value is not None and value > above.value),
        default=None,
    )


def after_steroid(asked: Asked, name: Text, day: date, steroid: Steroid) -> Iterator[Text]:
    """Too soon after much of a steroid for long, or after a bolus, which is judged. Source: Table 2."""
    rule = asked.protocol.readiness.live_vaccines
    if steroid.days is not None and day <= steroid.last_dose - timedelta(days=steroid.days):
        return
    if steroid.bolus:
        if day < months_after(steroid.last_dose, rule.after_bolus_judged.whole()):
            yield text(
                "{vaccine} on {day}: within {span} of a steroid bolus ({last}) a physician judges.",
                vaccine=name,
                day=day,
                span=span(rule.after_bolus_judged),
                last=steroid.last_dose,
            )
        return
    dose = steroid.prednisone.in_unit(rule.steroid_dose_above.unit) if steroid.prednisone else None
    little = dose is not None and dose <= rule.steroid_dose_above.value
    short = steroid.days is not None and steroid.days <= rule.steroid_longer_than.value
    if not (little or short) and day < months_after(steroid.last_dose, rule.after_steroid.whole()):
        yield text(
            "{vaccine} on {day}: only from {span} after a steroid ({last}), unless it was known to be "
            "{dose} of prednisone a day or less, or for {days} days or less.",
            vaccine=name,
            day=day,
            span=span(rule.after_steroid),
            last=steroid.last_dose,
            dose=rule.steroid_dose_above.quantity,
            days=rule.steroid_longer_than.value,
        )


def after_course(asked: Asked, name: Text, day: date) -> Iterator[Text]:
    """Too soon after the course before, or before its cells were back. Source: Table 2, note b."""
    end, rules = asked.workup.previous_course_end, asked.protocol.follow_up
    if asked.course == 1 or end is None:
        return
    counts = [count for count in asked.workup.cd4 if end < count.on <= day]
    newest = max(counts, key=lambda count: count.on, default=None)
    value = newest.in_unit(rules.no_live_vaccines_cd4.unit) if newest else None
    if (
        day < months_after(end, rules.no_live_vaccines_for.whole())
        or value is None
        or value <= rules.no_live_vaccines_cd4.value
    ):
        yield text(
            "{vaccine} on {day}: only from {span} after the course before ({end}) on, with CD4 above "
            "{cells}.",
            vaccine=name,
            day=day,
            span=span(rules.no_live_vaccines_for),
            end=end,
            cells=rules.no_live_vaccines_cd4.quantity,
        )
