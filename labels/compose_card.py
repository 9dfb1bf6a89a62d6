"""From a patient's courses to the card they carry."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from labels.content import CardCourse, CardDay, PatientCard, SignGroup, Until
from pharmacy.follow_up import FollowUp, follow_up, warning_signs
from pharmacy.language import Text, text, verbatim
from pharmacy.premedication import drug_name, orders_for
from pharmacy.preparation import WASTED, State
from pharmacy.protocol.model import Protocol
from pharmacy.service.act import Station
from pharmacy.service.bag import Bag
from pharmacy.service.courses import course_plan, patient_bags
from pharmacy.service.documents import Facts
from pharmacy.service.judging import dose_given
from pharmacy.service.kept import from_tables


@from_tables
def patient_card(station: Station, facts: Facts) -> PatientCard:
    """The card of a bag's patient, as their courses stand now. They must have one that stands."""
    protocol, patient = station.protocol, facts.bag.patient
    courses = _standing(patient_bags(station, patient.record_number))
    first, last = courses[0], courses[-1]
    ends = follow_up(protocol, last[-1].on_date)
    return PatientCard(
        language=station.site.language,
        zone=station.site.zone,
        pharmacy=station.site.pharmacy,
        anchor=facts.anchor,
        copy_number=facts.copy_number,
        patient_name=patient.name,
        record_number=patient.record_number,
        birth_date=patient.birth_date,
        ward=patient.ward,
        drug=_drug(courses),
        earlier=text(
            "Course {number} ended on {end}; it is not recorded here.",
            number=first[0].course - 1,
            end=first[0].previous_end,
        )
        if first[0].previous_end is not None
        else None,
        courses=tuple(
            CardCourse(number=bags[0].course, days=tuple(_days(station, bags))) for bags in courses
        ),
        signs_every=_months(protocol.follow_up.checklist_every.value),
        signs=tuple(SignGroup(organ=found.organ, signs=found.signs) for found in warning_signs(protocol)),
        untils=(_antiviral(station, last[-1]), *_untils(protocol, ends)),
        rules=_RULES,
        counted_from=text(
            "Counted from {day}, the last infusion day of course {course} as it is planned. "
            "If that day changes, or another course follows, ask for a new card.",
            day=ends.counted_from,
            course=last[0].course,
        ),
        call=station.site.contact or "",
        source=text(
            "{protocol}: {sources}",
            protocol=f"{protocol.id} {protocol.version}",
            sources="Table 2, Figs. 4, 5; R9–R11, R14, R16, R21, R22, R25, R27–R29",
        ),
    )


_RULES = (
    text("A rash or headache that lasts or gets worse in spite of your tablets: come back to the hospital."),
    text("Before any operation, say that you have been treated with alemtuzumab."),
    text("Wash your hands often; keep away from crowded, badly aired places."),
    text("Who lives with you may need a vaccine against chickenpox or measles: ask your doctor."),
)
"""Source: R29; post-perfusion period; Table 2; R25."""


def _standing(bags: list[Bag]) -> list[list[Bag]]:
    """The bags of each course of which one at least was neither cancelled nor discarded, by course."""
    courses = [
        list(of_course)
        for _, of_course in groupby(
            sorted(bags, key=lambda bag: (bag.course, bag.course_id, bag.on_date, bag.id)),
            key=lambda bag: bag.course_id,
        )
    ]
    return [course for course in courses if any(bag.state not in WASTED for bag in course)]


def _days(station: Station, bags: list[Bag]) -> Iterator[CardDay]:
    """Each day of a course once, with the bag that was prepared for it and what was given of it."""
    protocol, language = station.protocol, station.site.language
    for day, of_day in groupby(bags, key=lambda bag: bag.day):
        tried = list(of_day)
        ready = [bag for bag in tried if bag.mixed_at is not None and bag.state not in WASTED]
        given = dose_given(protocol, ready[-1]) if ready else None
        yield CardDay(
            day=day,
            on=tried[-1].on_date,
            dose=protocol.dose.quantity.in_(language),
            bag=verbatim(ready[-1].id) if ready else text("not prepared yet"),
            given=given.in_(language) if given else None,
            stopped=bool(ready) and ready[-1].state is State.STOPPED,
        )


def _drug(courses: list[list[Bag]]) -> Text:
    brands = sorted({bag.brand for bags in courses for bag in bags if bag.brand})
    if not brands:
        return text("alemtuzumab")
    return text("alemtuzumab ({brand})", brand=", ".join(brands))


def _antiviral(station: Station, bag: Bag) -> Until:
    """The one medicine that goes on at home, as it was ordered for the course's first day."""
    drug = station.protocol.premedication.antiviral.drug.value
    order = next(
        order
        for order in orders_for(station.protocol, station.policy, course_plan(station, bag), 1)
        if order.drug == drug
    )
    assert order.until
    return Until(
        what=text(
            "Take {drug} {dose} every {hours} h",
            drug=drug_name(drug),
            dose=order.dose.in_(station.site.language),
            hours=order.every_hours,
        ),
        until=order.until,
        more=text("Through that day, against herpes, unless your doctor tells you otherwise"),
    )


def _months(interval: Decimal) -> Text:
    return text("every month") if interval == 1 else text("every {months} months", months=interval)


def _years(interval: Decimal) -> Text:
    return text("every year") if interval == 1 else text("every {years} years", years=interval)


def _untils(protocol: Protocol, ends: FollowUp) -> Iterator[Until]:
    rules = protocol.follow_up
    yield Until(
        what=text("Blood and urine tests"),
        until=ends.tests_until,
        more=text(
            "Tests {every}, thyroid {thyroid}, for {whole} months after the last course",
            every=_months(rules.tests_every.value),
            thyroid=_months(rules.thyroid_every.value),
            whole=rules.tests_for.value,
        ),
    )
    yield Until(
        what=text("Women: smear test for papillomavirus"),
        until=ends.cytology_until,
        more=text(
            "Test {every}, for {years} years after the last dose",
            every=_years(rules.cytology_every.value),
            years=rules.cytology_for.value,
        ),
    )
    yield Until(
        what=text("Women: contraception, no breastfeeding"),
        until=max(ends.contraception_until, ends.no_breastfeeding_until),
        more=text("For {months} months after the last infusion", months=rules.contraception_for.value),
    )
    yield Until(
        what=text("No raw or undercooked meat or fish, no unpasteurised milk or cheese"),
        until=ends.diet_until,
        more=text(
            "At least until then: ask your doctor. Before another course, from {weeks} weeks before it.",
            weeks=rules.diet_before.value,
        ),
    )
    yield Until(
        what=text("No live vaccines"),
        until=ends.no_live_vaccines_until,
        more=text(
            "At least until then, and until your doctor says that your CD4+ cells are above {cells} per µL. "
            "Others are allowed; they may work less well.",
            cells=rules.no_live_vaccines_cd4.value,
        ),
    )
