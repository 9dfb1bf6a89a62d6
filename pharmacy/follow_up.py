"""What follows a course of treatment: until when, and what the patient looks out for."""

from collections.abc import Collection
from datetime import date

from pydantic import BaseModel, ConfigDict

from pharmacy.courses import months_after
from pharmacy.language import Text, in_a_row, text
from pharmacy.protocol.model import Protocol, Specialty, WarningSign
from pharmacy.readiness.workup import Drug, Result, Workup

_MONTHS_A_YEAR = 12


class FollowUp(BaseModel):
    """The days on which what follows a course ends. Each counts as part of its time."""

    model_config = ConfigDict(frozen=True)

    counted_from: date
    """The last infusion day."""
    tests_until: date
    """Monthly of blood and urine, quarterly of the thyroid."""
    cytology_until: date
    contraception_until: date
    no_breastfeeding_until: date
    diet_until: date
    """At least."""
    no_live_vaccines_until: date
    """At least, and for as long as CD4+ cells are not above the protocol's number."""


class OrganSigns(BaseModel):
    """What may be a sign of one kind of complication."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    organ: Text
    signs: tuple[Text, ...]
    named: tuple[WarningSign, ...]
    """The same signs, by name."""
    specialty: Specialty
    """Who is asked about them."""
    source: str


class Flag(BaseModel):
    """A sign that a patient has, and whom it belongs to."""

    model_config = ConfigDict(frozen=True)

    sign: WarningSign
    specialty: Specialty
    source: str


def follow_up(protocol: Protocol, last_day: date) -> FollowUp:
    """Until when, for a course whose last infusion is on `last_day`. Months are the calendar's, as between
    courses: a day that a month does not have is the next one, so that nothing ends too soon.

    Source: Post-treatment; Table 2; Fig. 5; R10, R14, R22, R27, R28.
    """
    rules = protocol.follow_up
    return FollowUp(
        counted_from=last_day,
        tests_until=months_after(last_day, rules.tests_for.whole()),
        cytology_until=months_after(last_day, rules.cytology_for.whole() * _MONTHS_A_YEAR),
        contraception_until=months_after(last_day, rules.contraception_for.whole()),
        no_breastfeeding_until=months_after(last_day, rules.no_breastfeeding_for.whole()),
        diet_until=months_after(last_day, rules.diet_for.whole()),
        no_live_vaccines_until=months_after(last_day, rules.no_live_vaccines_for.whole()),
    )


def jcv_after_natalizumab(known: Workup) -> bool | None:
    """Whether a treatment before was natalizumab in a patient with antibodies against the JC virus, who
    therefore has an MRI after the course. None where nobody has recorded it. Source: Table 3.
    """
    if known.previous_treatments is None:
        return None
    given = [] if known.previous_treatments == "none" else known.previous_treatments
    found = [one for one in given if one.drug is Drug.NATALIZUMAB]
    if not found:
        return False
    tested = [one.jcv.result for one in found if one.jcv is not None]
    return Result.POSITIVE in tested if tested else None


SIGNS: dict[WarningSign, Text] = {
    WarningSign.BLEEDING: text("Bleeding from the nose, mouth or gums, or when you cough"),
    WarningSign.HEAVY_PERIODS: text("Heavier periods than usual"),
    WarningSign.BRUISES: text("Bruises that come easily"),
    WarningSign.SKIN_STAINS: text("New spots on the skin"),
    WarningSign.WEIGHT: text("Losing or gaining weight without a reason"),
    WarningSign.HEAT_OR_COLD: text("Feeling heat or cold more than usual"),
    WarningSign.BOWELS: text("More diarrhoea or constipation than usual"),
    WarningSign.URINE: text("Passing less urine, blood in the urine, or dark urine"),
    WarningSign.SWOLLEN_LEGS: text("Swollen legs"),
    WarningSign.FEVER: text("Fever"),
    WarningSign.OTHER_INFECTION: text("Infections, such as herpes, colds or fungal infections"),
}
"""As a patient understands them. Source: Fig. 4."""


def warning_signs(protocol: Protocol) -> tuple[OrganSigns, ...]:
    """What the patient looks out for, by organ system. Source: Fig. 4; R21."""
    found, asked = protocol.warning_signs, protocol.specialties
    return tuple(
        OrganSigns(
            organ=organ,
            signs=tuple(SIGNS[sign] for sign in signs.value),
            named=signs.value,
            specialty=specialty.value,
            source=signs.cite,
        )
        for organ, signs, specialty in (
            (text("Blood"), found.haematology, asked.haematology),
            (text("Thyroid"), found.thyroid, asked.thyroid),
            (text("Kidneys"), found.kidney, asked.kidney),
            (text("Infections"), found.infection, asked.infection),
        )
    )


SPECIALTY_NAMES: dict[Specialty, Text] = {
    Specialty.HAEMATOLOGY: text("haematology"),
    Specialty.ENDOCRINOLOGY: text("endocrinology"),
    Specialty.NEPHROLOGY: text("nephrology"),
    Specialty.INFECTIOUS_DISEASES: text("infectious diseases"),
}
"""As shown to people."""


def flags_told(found: Collection[Flag]) -> tuple[Text, ...]:
    """Flagged signs in words, a line each specialty: `haematology: Bruises that come easily`. One line says
    so where there is none.
    """
    if not found:
        return (text("no sign"),)
    asked = dict.fromkeys(flag.specialty for flag in found)
    return tuple(
        text(
            "{specialty}: {signs}",
            specialty=SPECIALTY_NAMES[specialty],
            signs=in_a_row(SIGNS[flag.sign] for flag in found if flag.specialty is specialty),
        )
        for specialty in asked
    )


def flags(protocol: Protocol, present: Collection[WarningSign]) -> tuple[Flag, ...]:
    """The signs that a patient has, in the order of the checklist, each with whom it belongs to.

    Source: Fig. 4; R11, R21; "Access to other specialists" (Post-treatment).
    """
    return tuple(
        Flag(sign=sign, specialty=group.specialty, source=group.source)
        for group in warning_signs(protocol)
        for sign in group.named
        if sign in present
    )
