"""Live vaccines before a course: given early enough before it, and late enough after other treatments."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from pharmacy.courses import months_after
from pharmacy.language import Text, listed, run_on, text
from pharmacy.protocol.readiness import ItemId, Vaccine
from pharmacy.readiness.item import Asked, Item, Status
from pharmacy.readiness.vaccination import VACCINE_NAMES
from pharmacy.readiness.workup import Drug, PreviousTreatment, Steroid

_RULE = ItemId.LIVE_VACCINES
_SELECTIVE = frozenset({Drug.NATALIZUMAB, Drug.FINGOLIMOD})
_AFTER_WASHOUT = frozenset({Drug.TERIFLUNOMIDE, Drug.DIMETHYL_FUMARATE})


def live_vaccines(asked: Asked, washouts: tuple[Item, ...]) -> Item:
    """The live doses before the course. Needs the washouts, which decide on two of the treatments.

    Source: Table 2; Table 1, note c.
    """
    doses = _doses(asked)
    if not doses:
        return _none_given(asked)
    rule = asked.protocol.readiness.live_vaccines
    last = max(day for _, day in doses)
    over = last + timedelta(weeks=rule.complete_before.whole())
    if over > asked.first_day:
        return asked.not_met(
            _RULE,
            text(
                "{vaccine}, live, on {day}; {weeks} weeks before the course.",
                vaccine=_name(doses, last),
                day=last,
                weeks=rule.complete_before.value,
            ),
            text("Wait until then."),
            on=over,
        )
    wrong = [*_too_close(asked, doses), *_too_soon(asked, min(day for _, day in doses), washouts)]
    if wrong:
        return asked.not_known(
            _RULE, run_on(wrong), text("Measure whether the vaccine has taken, and judge each case.")
        )
    return asked.met(
        _RULE,
        text(
            "The last live dose was on {day}, {weeks} weeks before.",
            day=last,
            weeks=rule.complete_before.value,
        ),
        on=over,
    )


def _doses(asked: Asked) -> list[tuple[Vaccine, date]]:
    """Every live dose since the course before, by day."""
    since = asked.workup.previous_course_end if asked.course > 1 else None
    return sorted(
        (
            (vaccine, day)
            for vaccine, given in (asked.workup.vaccines or {}).items()
            if asked.protocol.readiness.vaccines[vaccine].live.value
            for day in given.doses
            if day < asked.first_day and (since is None or day > since)
        ),
        key=lambda dose: (dose[1], dose[0]),
    )


def _none_given(asked: Asked) -> Item:
    """None is documented; that is not the same as that there was none."""
    documented = asked.workup.vaccines or {}
    live = [vaccine for vaccine, rule in asked.protocol.readiness.vaccines.items() if rule.live.value]
    if missing := [VACCINE_NAMES[vaccine] for vaccine in live if vaccine not in documented]:
        return asked.not_known(
            _RULE,
            text(
                "Whether a live vaccine was given of late is not known: {vaccines}.",
                vaccines=listed(missing),
            ),
            text("Look into the vaccination record; enter the doses, or that there was none."),
        )
    return asked.met(_RULE, text("No live vaccine was given."))


def _too_close(asked: Asked, doses: list[tuple[Vaccine, date]]) -> Iterator[Text]:
    """Source: Table 1, note c."""
    apart = asked.protocol.readiness.live_vaccines.apart
    for (one, first), (other, second) in pairwise(doses):
        if one is not other and timedelta() < second - first < timedelta(weeks=apart.whole()):
            yield text(
                "{one} on {first} and {other} on {second}: on one day, or {weeks} weeks apart.",
                one=VACCINE_NAMES[one],
                first=first,
                other=VACCINE_NAMES[other],
                second=second,
                weeks=apart.value,
            )


def _too_soon(asked: Asked, first: date, washouts: tuple[Item, ...]) -> Iterator[Text]:
    """Source: Table 2, by previous treatment."""
    treatments = asked.workup.previous_treatments
    if isinstance(treatments, tuple):
        for treatment in treatments:
            yield from _after_treatment(asked, first, treatment, washouts)
    steroid = asked.workup.steroid
    if isinstance(steroid, Steroid):
        yield from _after_steroid(asked, first, steroid)


def _after_treatment(
    asked: Asked, first: date, treatment: PreviousTreatment, washouts: tuple[Item, ...]
) -> Iterator[Text]:
    rule, last = asked.protocol.readiness.live_vaccines, treatment.last_dose
    if last is None:
        return
    months = rule.after_natalizumab_or_fingolimod
    if treatment.drug in _SELECTIVE and first < months_after(last, months.whole()):
        yield text(
            "The first live dose was on {day}: {months} months after {drug} ({last}) are wanted.",
            day=first,
            months=months.value,
            drug=treatment.drug,
            last=last,
        )
    if treatment.drug in _AFTER_WASHOUT:
        ended = next((item for item in washouts if item.id == f"{ItemId.WASHOUT}-{treatment.drug}"), None)
        washed = ended is not None and ended.status is Status.MET
        if first <= last or not washed:
            yield text(
                "The first live dose was on {day}: after the washout of {drug} ({last}) is wanted.",
                day=first,
                drug=treatment.drug,
                last=last,
            )


def _after_steroid(asked: Asked, first: date, steroid: Steroid) -> Iterator[Text]:
    rule = asked.protocol.readiness.live_vaccines
    if steroid.bolus:
        if steroid.last_dose <= first < months_after(steroid.last_dose, rule.after_bolus_judged.whole()):
            yield text(
                "The first live dose was on {day}, less than {months} months after a steroid bolus ({last}).",
                day=first,
                months=rule.after_bolus_judged.value,
                last=steroid.last_dose,
            )
        return
    dose = steroid.prednisone.in_unit(rule.steroid_dose_above.unit) if steroid.prednisone else None
    much = dose is None or dose > rule.steroid_dose_above.value
    long = steroid.days is None or steroid.days > rule.steroid_longer_than.value
    if much and long and first < months_after(steroid.last_dose, rule.after_steroid.whole()):
        yield text(
            "The first live dose was on {day}: {months} month after more than {dose} of prednisone a day for "
            "more than {days} days ({last}) is wanted.",
            day=first,
            months=rule.after_steroid.value,
            dose=rule.steroid_dose_above.quantity,
            days=rule.steroid_longer_than.value,
            last=steroid.last_dose,
        )


def _name(doses: list[tuple[Vaccine, date]], on: date) -> Text:
    return VACCINE_NAMES[next(vaccine for vaccine, day in doses if day == on)]
