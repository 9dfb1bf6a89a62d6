"""Entries that cannot be true: days to come, days in the wrong order, and two that contradict each other."""

from collections.abc import Iterator, Mapping
from datetime import date

from pharmacy.errors import Code, Refusal
from pharmacy.language import Text, text, verbatim
from pharmacy.readiness.entry_names import entry_name
from pharmacy.readiness.vaccines import VACCINE_NAMES
from pharmacy.readiness.washout import named, slug
from pharmacy.readiness.workup import (
    InfectionResult,
    Lesion,
    Measurement,
    PreviousTreatment,
    Result,
    TuberculosisResult,
    Workup,
)
from pharmacy.sex import Sex

_TO_COME = frozenset({"antiviral.first_dose"})
"""What is planned may lie ahead."""


_RESULTS: dict[str, Text] = {
    InfectionResult.NEGATIVE: text("negative"),
    InfectionResult.PAST: text("past"),
    InfectionResult.ACTIVE: text("active"),
    Result.POSITIVE: text("positive"),
}


def check_entries(workup: Workup, as_of: date) -> None:
    """Raise `Refusal` for a day that is to come (not-a-date) or a contradiction (contradiction), naming both
    entries.
    """
    for key, day in _days("", workup.model_dump()):
        if key not in _TO_COME and day > as_of:
            raise Refusal(
                Code.NOT_A_DATE,
                text("{entry} lies in the future.", entry=entry_name(key)),
                expected=text("a day up to {day}", day=as_of),
                got=text("{day}", day=day),
                advice=text("Correct the day; what is planned is entered when it is done."),
                bad_input=True,
                field=key,
            )
        if workup.birth_date is not None and day < workup.birth_date:
            raise _contradiction(
                key,
                text("birth date {day}", day=workup.birth_date),
                text("{entry} on {day}", entry=entry_name(key), day=day),
            )
    for key, one, other in _contradictions(workup):
        raise _contradiction(key, one, other)


def check_course(workup: Workup, course: int, first_day: date) -> None:
    """Raise `Refusal` (contradiction) for an entry that does not fit the course that is asked about as a
    whole, before it begins: what is given or taken while it goes on is no part of that question.
    """
    first = text("course {course} begins on {day}", course=course, day=first_day)
    end = workup.previous_course_end
    if end is not None and course == 1:
        raise _contradiction(
            "previous_course_end",
            text("course 1 is the first"),
            text("an earlier course ended on {day}", day=end),
        )
    if end is not None and end >= first_day:
        raise _contradiction("previous_course_end", first, text("the course before ended on {day}", day=end))
    for vaccine, given in (workup.vaccines or {}).items():
        for day in given.doses:
            if day >= first_day:
                raise _contradiction(
                    f"vaccines.{vaccine}",
                    first,
                    text(
                        "{vaccine} was given on {day}, not before it", vaccine=VACCINE_NAMES[vaccine], day=day
                    ),
                    _IF_BOTH_ARE_RIGHT,
                )
    for treatment in _treatments(workup):
        if treatment.last_dose is not None and treatment.last_dose >= first_day:
            raise _contradiction(
                "previous_treatments",
                first,
                text(
                    "the last dose of {drug} was on {day}, not before it",
                    drug=named(treatment),
                    day=treatment.last_dose,
                ),
                _IF_BOTH_ARE_RIGHT,
            )


_IF_BOTH_ARE_RIGHT = text(
    "Find out which of them is right, and correct the other. If both are, that course had begun by then: ask "
    "about the next one, or leave out what came later."
)


def _contradictions(workup: Workup) -> Iterator[tuple[str, Text, Text]]:
    """The section at fault, and the two entries."""
    if workup.sex is Sex.MALE:
        man = text("sex: male")
        if workup.pregnancy_test is not None and workup.pregnancy_test.result is Result.POSITIVE:
            yield "pregnancy_test", man, text("pregnant on {day}", day=workup.pregnancy_test.on)
        if workup.childbearing:
            yield "childbearing", man, text("could become pregnant")
        if workup.breastfeeding is not None and workup.breastfeeding.breastfeeds:
            yield "breastfeeding", man, text("breastfeeds")
    pregnant = workup.pregnancy_test is not None and workup.pregnancy_test.result is Result.POSITIVE
    if pregnant and workup.childbearing is False:
        yield "childbearing", text("cannot become pregnant"), text("a positive pregnancy test")
    infected = workup.tuberculosis
    if (
        infected is not None
        and infected.isoniazid is not None
        and infected.result is TuberculosisResult.NEGATIVE
    ):
        yield (
            "tuberculosis",
            text("no latent tuberculosis on {day}", day=infected.on),
            text("isoniazid since {day}", day=infected.isoniazid.started),
        )
    for section, count in (("lymphocytes", workup.lymphocytes), ("cd4", workup.cd4)):
        seen: dict[date, Measurement] = {}
        for one in count:
            if seen.setdefault(one.on, one) != one:
                yield (
                    section,
                    text("{value} on {day}", value=str(seen[one.on]), day=one.on),
                    text("{value} on {day}", value=str(one), day=one.on),
                )
    yield from _found_and_not(workup)
    yield from _of_varicella(workup)
    yield from _more_cd4_than_lymphocytes(workup)
    yield from _of_treatments(workup)


def _found_and_not(workup: Workup) -> Iterator[tuple[str, Text, Text]]:
    """What somebody names, although they say that there is none."""
    for section, seen in (("infection", workup.infection), ("complication", workup.complication)):
        if seen is not None and not seen.active and seen.what is not None:
            yield section, text("not active on {day}", day=seen.on), verbatim(seen.what)
    taken, virus = workup.concomitant, workup.papillomavirus
    if taken is not None and taken.accepted and taken.what is not None:
        yield "concomitant", text("accepted on {day}", day=taken.on), verbatim(taken.what)
    if virus is not None and virus.result is Result.NEGATIVE and isinstance(virus.lesion, Lesion):
        yield (
            "papillomavirus",
            text("papillomavirus negative on {day}", day=virus.on),
            text("a lesion diagnosed on {day}", day=virus.lesion.on),
        )


def _of_varicella(workup: Workup) -> Iterator[tuple[str, Text, Text]]:
    """The search for the infection and the serology are the same antibody."""
    searched, igg = workup.varicella_zoster, workup.serology and workup.serology.varicella
    if not searched or not igg or searched.on != igg.on:
        return
    if (searched.result is InfectionResult.NEGATIVE) is not (igg.igg is Result.NEGATIVE):
        yield (
            "varicella_zoster",
            text("varicella zoster {result} on {day}", result=_RESULTS[searched.result], day=searched.on),
            text("IgG against varicella {result} on {day}", result=_RESULTS[igg.igg], day=igg.on),
        )


def _more_cd4_than_lymphocytes(workup: Workup) -> Iterator[tuple[str, Text, Text]]:
    """CD4+ cells are lymphocytes: of one day there are never more of them."""
    all_of_them = {one.on: one for one in workup.lymphocytes}
    for some in workup.cd4:
        whole = all_of_them.get(some.on)
        if whole is not None and whole.unit == some.unit and some.value > whole.value:
            yield (
                "cd4",
                text("lymphocytes {value} on {day}", value=str(whole), day=whole.on),
                text("CD4 {value} on {day}", value=str(some), day=some.on),
            )


def _of_treatments(workup: Workup) -> Iterator[tuple[str, Text, Text]]:
    known: dict[str, PreviousTreatment] = {}
    for treatment in _treatments(workup):
        name = named(treatment)
        other = known.setdefault(slug(treatment), treatment)
        if other is not treatment:
            yield "previous_treatments", _last(named(other), other), _last(name, treatment)
        done = treatment.elimination
        began, ended = treatment.started, treatment.last_dose
        if began is not None and ended is not None and ended < began:
            yield (
                "previous_treatments",
                text("{drug} since {day}", drug=name, day=began),
                _last(name, treatment),
            )
        if done is not None and done.finished < done.started:
            yield (
                "previous_treatments",
                text("washed out from {day}", day=done.started),
                text("to {day}", day=done.finished),
            )
        if done is not None and treatment.last_dose is not None and done.started < treatment.last_dose:
            yield (
                "previous_treatments",
                _last(name, treatment),
                text("washed out from {day}", day=done.started),
            )


def _treatments(workup: Workup) -> tuple[PreviousTreatment, ...]:
    return workup.previous_treatments if isinstance(workup.previous_treatments, tuple) else ()


def _last(name: Text, treatment: PreviousTreatment) -> Text:
    if treatment.last_dose is None:
        return text("{drug}, last dose not known", drug=name)
    return text("{drug}, last dose on {day}", drug=name, day=treatment.last_dose)


def _contradiction(key: str, one: Text, other: Text, advice: Text | None = None) -> Refusal:
    return Refusal(
        Code.CONTRADICTION,
        text("Two entries contradict each other: {entry}.", entry=entry_name(key)),
        expected=one,
        got=other,
        advice=advice or text("Find out which of them is right, and correct the other."),
        bad_input=True,
        field=key,
    )


def _days(path: str, found: object) -> Iterator[tuple[str, date]]:
    """Every day in the entries, with its dotted name."""
    match found:
        case date():
            yield path, found
        case Mapping():
            for name, inside in found.items():
                yield from _days(f"{path}.{name}" if path else str(name), inside)
        case list() | tuple():
            for inside in found:
                yield from _days(path, inside)
