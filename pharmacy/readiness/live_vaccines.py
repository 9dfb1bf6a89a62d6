"""Live vaccines before a course: early enough before it, and late enough after other treatments."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from pharmacy.language import Text, listed, run_on, text
from pharmacy.protocol.readiness import ItemId, Vaccine
from pharmacy.readiness.doses import best_of
from pharmacy.readiness.indications import antibody_against
from pharmacy.readiness.item import Asked, Item
from pharmacy.readiness.live_intervals import after_course, after_steroid, after_treatment, too_close
from pharmacy.readiness.vaccines import VACCINE_NAMES
from pharmacy.readiness.words import span
from pharmacy.readiness.workup import Result, Steroid, Vaccination

_RULE = ItemId.LIVE_VACCINES


class Dose(NamedTuple):
    """A live dose."""

    day: date
    vaccine: Vaccine


def live_vaccines(asked: Asked) -> Item:
    """The live doses before the course. One that was given too early after something else is judged by its
    effect: by IgG from after it, or by a whole schedule given later. A decision to leave a vaccine out says
    nothing of a dose that was given.

    Source: Table 2; Table 1, note c; R3.
    """
    doses = _doses(asked)
    if not doses:
        return _none_given(asked)
    rule, last = asked.protocol.readiness.live_vaccines, doses[-1]
    over = last.day + timedelta(weeks=rule.complete_before.whole())
    in_doubt = [dose for dose in doses if not _settled(asked, dose, doses)]
    wrong = [words for dose in in_doubt for words in _wrong(asked, dose, doses)]
    unknown = _not_known(asked) if in_doubt else []
    said, advice = list(wrong), [_JUDGE] if wrong else []
    if unknown:
        what = text(
            "Not known of the time before the dose on {day}: {what}.", day=last.day, what=listed(unknown)
        )
        said, advice = [*said, what], [*advice, text("Enter it, or that there was none.")]
    if over > asked.first_day:
        early = text(
            "{vaccine}, live, on {day}: {span} lie between it and the course.",
            vaccine=VACCINE_NAMES[last.vaccine],
            day=last.day,
            span=span(rule.complete_before),
        )
        waiting = asked.not_met(
            _RULE, run_on([early, *said]), run_on([text("Wait until then."), *advice]), on=over
        )
        return waiting.model_copy(update={"met_on": None}) if said else waiting
    if said:
        return asked.not_known(_RULE, run_on(said), run_on(advice))
    return asked.met(_RULE, text("The last live dose was on {day}.", day=last.day), on=over)


_JUDGE = text(
    "Measure whether the vaccine has taken; without antibodies it has to be given again. Of a dose from "
    "before a treatment, enter when the treatment began."
)


def _doses(asked: Asked) -> list[Dose]:
    """Every live dose since the course before, by day, up to the first day of this one."""
    since = asked.workup.previous_course_end if asked.course > 1 else None
    return sorted(
        Dose(day, vaccine)
        for vaccine, given in (asked.workup.vaccines or {}).items()
        if asked.protocol.readiness.vaccines[vaccine].live.value
        for day in set(given.doses)
        if day <= asked.first_day and (since is None or day > since)
    )


def _none_given(asked: Asked) -> Item:
    """None is documented; that is not the same as that there was none."""
    documented = asked.workup.vaccines or {}
    live = [vaccine for vaccine, rule in asked.protocol.readiness.vaccines.items() if rule.live.value]
    if missing := [VACCINE_NAMES[vaccine] for vaccine in live if _unknown(asked, vaccine, documented)]:
        return asked.not_known(
            _RULE,
            text(
                "Whether a live vaccine was given of late is not known: {vaccines}.",
                vaccines=listed(missing),
            ),
            text("Look into the vaccination record; enter the days of the doses, or that there was none."),
        )
    return asked.met(_RULE, text("No live vaccine was given of late."))


def _unknown(asked: Asked, vaccine: Vaccine, documented: dict[Vaccine, Vaccination]) -> bool:
    """Not documented, or completed without days; antibodies against it say that it is not of yesterday."""
    given = documented.get(vaccine)
    if given is None:
        return True
    antibody = antibody_against(asked, vaccine)
    protected = antibody is not None and antibody.igg is Result.POSITIVE
    return given.complete and not given.doses and not protected


def _settled(asked: Asked, dose: Dose, doses: list[Dose]) -> bool:
    """Antibodies show that this dose has taken, or a whole schedule was given later, each dose in time."""
    antibody = antibody_against(asked, dose.vaccine)
    if antibody is not None and antibody.igg is Result.POSITIVE and antibody.on > dose.day:
        return True
    if _not_known(asked):
        return False
    again = [
        later.day
        for later in doses
        if later.vaccine is dose.vaccine and later.day > dose.day and not any(_wrong(asked, later, doses))
    ]
    best, whole = best_of(again, asked.protocol.readiness.vaccines[dose.vaccine])
    return len(best) == whole


def _not_known(asked: Asked) -> list[Text]:
    """What would have to be known of the time before a dose. Not known is not none."""
    workup = asked.workup
    found = (
        (text("treatments of multiple sclerosis"), workup.previous_treatments),
        (text("steroids"), workup.steroid),
    )
    return [name for name, known in found if known is None]


def _wrong(asked: Asked, dose: Dose, doses: list[Dose]) -> Iterator[Text]:
    """Everything after which this dose was given too early."""
    name = VACCINE_NAMES[dose.vaccine]
    for other in doses:
        if other.vaccine is not dose.vaccine:
            yield from too_close(asked, name, dose.day, VACCINE_NAMES[other.vaccine], other.day)
    treatments, steroid = asked.workup.previous_treatments, asked.workup.steroid
    if isinstance(treatments, tuple):
        for treatment in treatments:
            yield from after_treatment(asked, name, dose.day, treatment)
    if isinstance(steroid, Steroid):
        yield from after_steroid(asked, name, dose.day, steroid)
    yield from after_course(asked, name, dose.day)
