"""What a protocol file may say: the clinical rules, every value with its unit and where it comes from."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from pharmacy.errors import Code, Refusal
from pharmacy.language import text
from pharmacy.protocol.readiness import ProductRestrictions, ReadinessRules
from pharmacy.protocol.values import (
    LAX,
    Always,
    Amount,
    Cells,
    Celsius,
    Count,
    Fact,
    Frozen,
    Grams,
    Hours,
    Milligrams,
    Millilitres,
    Minutes,
    Months,
    Numbered,
    Percent,
    Rate,
    Unsuitable,
    Weeks,
    Words,
    Years,
    measured,
)
from pharmacy.quantities import Quantity, Unit


class Route(StrEnum):
    """How a medicine is given."""

    INTRAVENOUS = "intravenous"
    ORAL = "oral"
    EITHER = "oral or intravenous"


class Diluent(StrEnum):
    """What a vial may be diluted in; nothing else."""

    SODIUM_CHLORIDE = "sodium-chloride"
    GLUCOSE = "glucose"


class Observation(StrEnum):
    """What is looked at every hour."""

    HEART_RATE = "heart-rate"
    BLOOD_PRESSURE = "blood-pressure"
    TEMPERATURE = "temperature"
    SKIN = "skin"


class ReactionAct(StrEnum):
    """What is done about an infusion reaction; the sentences are in `pharmacy.infusion`."""

    SYMPTOMATIC = "symptomatic-medication"
    CONTINUE = "continue-infusion"
    REDUCE_OR_STOP = "reduce-rate-or-stop"
    STOP_FOR_GOOD = "stop-for-good"
    FLUSH = "flush-line-with-saline"
    WAIT = "wait-for-symptoms-to-subside"
    RESUME = "resume-at-reduced-rate"


class Course(Frozen):
    """One course of treatment."""

    days: Count
    """On how many consecutive days an infusion is given."""
    evidence_of_activity: Fact[bool]
    """Whether it needs evidence of disease activity."""
    extended_from: Count | None = None
    """The course whose steroid taper is repeated because the source gives none for this one."""
    methylprednisolone: Numbered[Milligrams]
    """The dose of each day."""

    @model_validator(mode="after")
    def _a_dose_for_each_day(self) -> Self:
        if len(self.methylprednisolone) != self.days.whole():
            raise Unsuitable(
                "methylprednisolone",
                text("a dose for each of the {days} days", days=self.days.value),
                len(self.methylprednisolone),
            )
        return self


class Strength(Frozen):
    """A diluent."""

    strength: Percent
    """Its concentration, in percent."""
    volume: Millilitres
    """The bag it comes in, mL."""


class Medicine(Frozen):
    """A medicine given beside alemtuzumab."""

    drug: Fact[Words]
    """International name, lower case."""
    route: Fact[Annotated[Route, LAX]]


class Antipyretic(Medicine):
    """Given before each infusion, and as needed for the rest of the day."""

    dose: Grams
    before: Minutes
    """How long before the infusion, min."""
    as_needed: Always


class Antihistamine(Medicine):
    """Given before each infusion, and as needed for the rest of the day."""

    dose: Milligrams
    before: Minutes
    """How long before the infusion, min."""
    as_needed: Always


class Steroid(Medicine):
    """Given before each infusion; its doses stand with the courses."""

    before: Minutes
    """How long before the infusion, min."""


class Regular(Medicine):
    """A medicine at a fixed interval."""

    dose: Milligrams
    every: Hours
    """Interval, h."""


class Antiviral(Regular):
    """Herpes prophylaxis."""

    least_duration: Weeks
    most_duration: Weeks
    before_first_infusion: Always
    """Its first dose comes before the first infusion."""
    alternative: Regular


class Premedication(Frozen):
    """What is given beside alemtuzumab on each infusion day."""

    antipyretic: Antipyretic
    antihistamine: Antihistamine
    steroid: Steroid
    gastric_protector: Regular
    antiviral: Antiviral


class InfusionRate(Frozen):
    """From one minute of the infusion until the next entry's, or to the end."""

    start: Minutes
    rate: Rate


class ReactionRule(Frozen):
    """What to do about a reaction of one severity."""

    grades: Fact[Annotated[str, StringConstraints(pattern=r"^[1-9](–[1-9])?$")]]
    """`1`, or from the mildest to the severest: `2–3`."""
    acts: Fact[Annotated[tuple[Annotated[ReactionAct, LAX], ...], LAX, Field(min_length=1)]]
    """In this order."""


class ModerateReactionRule(ReactionRule):
    """What to do about a moderate reaction."""

    reduce_by: Annotated[Amount, measured(Unit.PERCENT, "0.1", "99")]
    """Something is left: nothing would be a stop."""
    resume_at: Percent
    """Of the rate at which the infusion was stopped."""


class Reactions(Frozen):
    """Infusion reactions by severity."""

    mild: ReactionRule
    moderate: ModerateReactionRule
    severe: ReactionRule


class Test(StrEnum):
    """What blood and urine are tested for in the years after a course; the words are in
    `pharmacy.follow_up_calendar`.
    """

    BLOOD_COUNT = "blood-count"
    KIDNEY = "kidney"
    BIOCHEMISTRY = "biochemistry"
    PROTEINURIA = "proteinuria"


class FollowUpRules(Frozen):
    """What follows each course, counted from its last infusion day."""

    tests: Fact[Annotated[tuple[Annotated[Test, LAX], ...], LAX, Field(min_length=1)]]
    """Of blood and urine."""
    tests_every: Months
    tests_for: Months
    """After the last course."""
    thyroid_every: Months
    """As long as the other tests."""
    checklist_every: Months
    """How often the patient goes through the warning signs."""
    cytology_every: Years
    """For human papillomavirus, in women."""
    cytology_for: Years
    mri_first: Months
    """Of the brain, with gadolinium: after natalizumab, where there are antibodies against the JC virus."""
    mri_second: Years
    """Likewise."""
    contraception_for: Months
    """In women who could become pregnant."""
    no_breastfeeding_for: Months
    diet_before: Weeks
    """How long before a course it begins."""
    diet_for: Months
    """At least, after a course."""
    no_live_vaccines_for: Months
    """At least, after a course."""
    no_live_vaccines_cd4: Cells
    """Nor until CD4+ cells are above this."""


class WarningSign(StrEnum):
    """What a patient looks out for after a course; the sentences are in `pharmacy.follow_up`."""

    BLEEDING = "bleeding"
    HEAVY_PERIODS = "heavy-periods"
    BRUISES = "bruises"
    SKIN_STAINS = "skin-stains"
    WEIGHT = "weight"
    HEAT_OR_COLD = "heat-or-cold"
    BOWELS = "bowels"
    URINE = "urine"
    SWOLLEN_LEGS = "swollen-legs"
    FEVER = "fever"
    OTHER_INFECTION = "other-infection"


Signs = Fact[Annotated[tuple[Annotated[WarningSign, LAX], ...], LAX, Field(min_length=1)]]


class WarningSigns(Frozen):
    """The checklist of symptoms, by what they may be signs of."""

    haematology: Signs
    thyroid: Signs
    kidney: Signs
    infection: Signs


class Specialty(StrEnum):
    """Who is asked about a warning sign."""

    HAEMATOLOGY = "haematology"
    ENDOCRINOLOGY = "endocrinology"
    NEPHROLOGY = "nephrology"
    INFECTIOUS_DISEASES = "infectious-diseases"


Asked = Fact[Annotated[Specialty, LAX]]


class Specialties(Frozen):
    """To whom the signs of each kind of complication belong."""

    haematology: Asked
    thyroid: Asked
    kidney: Asked
    infection: Asked


class ProductSteroid(Frozen):
    """The steroid in the product information."""

    dose: Milligrams
    first_day: Count
    last_day: Count


class Differs(Frozen):
    """Where the product information says otherwise: shown, never applied."""

    methylprednisolone: ProductSteroid
    restrictions: ProductRestrictions


class Protocol(Frozen):
    """Everything clinical, from one source."""

    id: Words
    version: Words
    citation: Words
    """The source in full."""
    sha256: str
    """Hex digest of the file it was read from; set by the loader."""

    drug: Fact[Words]
    """International name, lower case."""
    route: Fact[Annotated[Route, LAX]]
    dose: Milligrams
    """Each infusion's, mg."""
    vial_dose: Milligrams
    vial_volume: Millilitres
    """What is drawn from a vial, mL; the vial holds a little more, and the rest stays."""
    vial_refrigerated: Always
    vial_never_frozen: Always

    interval: Months
    """Least time from the end of one course to the next, calendar months."""
    interval_cd4_above: Cells
    """The interval is longer while CD4+ is not above this."""
    interval_longer_with_complication: Always
    age_least: Years
    courses: Numbered[Course]

    diluents: Annotated[Mapping[Annotated[Diluent, LAX], Strength], Field(min_length=1)]
    aseptic_technique: Always
    laminar_flow_cabinet_required: Fact[bool]
    do_not_agitate: Always
    opaque_bag: Always
    opaque_line_required: Fact[bool]
    storage_limit: Hours
    """From mixing to the start of the infusion, h."""
    storage_temperature_least: Celsius
    storage_temperature_most: Celsius
    storage_protected_from_light: Always
    prepared_by_trained_staff: Always
    prime_line_with_drug: Always
    """The infusion line is filled with the drug solution, not with saline."""
    give_what_is_left_in_line: Always

    premedication: Premedication

    infusion_rates: Numbered[InfusionRate]
    infusion_least: Hours
    """An infusion is not shorter than this, h."""
    infusion_most: Hours
    """Nor longer than this, h."""
    observation: Hours
    """Time under observation after the infusion, h."""
    observation_every: Hours
    catheter_stays: Always
    """Through the observation."""
    observed: Fact[Annotated[tuple[Annotated[Observation, LAX], ...], LAX, Field(min_length=1)]]
    reactions: Reactions

    readiness: ReadinessRules
    follow_up: FollowUpRules
    warning_signs: WarningSigns
    specialties: Specialties

    differs: Differs

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        for least, most in (
            ("storage_temperature_least", "storage_temperature_most"),
            ("infusion_least", "infusion_most"),
        ):
            low: Amount = getattr(self, least)
            high: Amount = getattr(self, most)
            if low.value > high.value:
                raise Unsuitable(most, text("not less than {least}", least=least), high.quantity)
        antiviral = self.premedication.antiviral
        if antiviral.least_duration.value > antiviral.most_duration.value:
            raise Unsuitable(
                "premedication.antiviral.most_duration",
                text("not less than {least}", least="least_duration"),
                antiviral.most_duration.quantity,
            )
        starts = [step.start.value for _, step in sorted(self.infusion_rates.items())]
        if starts[0] != 0 or sorted(set(starts)) != starts:
            raise Unsuitable(
                "infusion_rates",
                text("starts that rise from 0 min"),
                ", ".join(map(str, starts)),
            )
        rates = [step.rate.value for _, step in sorted(self.infusion_rates.items())]
        if sorted(set(rates)) != rates:
            raise Unsuitable("infusion_rates", text("rates that rise"), ", ".join(map(str, rates)))
        return self

    def bag_volume(self, diluent: Diluent) -> Quantity:
        """What a mixed bag holds, mL: the diluent and the vial. The maker's overfill is not known."""
        return self.diluents[diluent].volume.quantity + self.vial_volume.quantity

    def for_course(self, number: int) -> Course:
        """The course of that number. Raises `Refusal` (`course-number`) when there is none."""
        course = self.courses.get(number)
        if course is None:
            last = max(self.courses)
            raise Refusal(
                Code.COURSE_NUMBER,
                text("There is no course {number}.", number=number),
                expected=text("a course from 1 to {last}", last=last),
                got=text("course {number}", number=number),
                advice=text(
                    "Check how many courses the patient has had; no more than {last} are foreseen.", last=last
                ),
                source=self.courses[last].days.cite,
                field="number",
            )
        return course
