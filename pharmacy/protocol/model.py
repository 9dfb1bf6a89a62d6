"""What a protocol file and a site policy file may say: every value with its unit and where it comes from.

The limits here judge the file, not the patient: they catch a slipped decimal point. A value outside
is refused, never clamped; a wrong unit is refused, never converted.
"""

import re
from collections.abc import Mapping
from datetime import time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Generic, Literal, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)

from pharmacy.errors import Code, Refusal
from pharmacy.language import Text, text, verbatim
from pharmacy.quantities import Limits, Quantity, Unit


class Unsuitable(ValueError):
    """A value in a file cannot be used: at which key, what was expected, what stood there."""

    def __init__(self, key: str, expected: Text, got: object) -> None:
        super().__init__(key, str(expected), str(got))
        self.key = key
        """Dotted, below the value that was being read; empty for that value itself."""
        self.expected = expected
        self.got = str(got)


T = TypeVar("T")
LAX = Field(strict=False)
"""For what TOML can only write as a string or an array: a member of an enum, a tuple."""

Words = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=r"\S")]


class Frozen(BaseModel):
    """Read once, exactly as written, and never changed."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Sourced(Frozen):
    """Something the source says."""

    source: Words
    """Figure or section of the source."""
    recommendation: Annotated[str, StringConstraints(pattern=r"^R\d{1,2}(, R\d{1,2})*$")] | None = None
    """Its numbered recommendations, where there are any: `R9, R16`."""

    @property
    def cite(self) -> str:
        """Where it stands, as printed: `Fig. 3; R17`."""
        return f"{self.source}; {self.recommendation}" if self.recommendation else self.source


class Fact(Sourced, Generic[T]):
    """A fact without a unit."""

    value: T


Always = Fact[Literal[True]]
"""A rule the program is built on; a file that says otherwise is refused, because nothing would follow it."""


def _exact(raw: object) -> object:
    return Decimal(raw) if isinstance(raw, int) and not isinstance(raw, bool) else raw


Number = Annotated[Decimal, BeforeValidator(_exact)]
"""A number as the file has it; TOML's integers are made exact decimals, anything else must be one."""

_STEP = {
    Unit.SECOND: timedelta(seconds=1),
    Unit.MINUTE: timedelta(minutes=1),
    Unit.HOUR: timedelta(hours=1),
    Unit.DAY: timedelta(days=1),
    Unit.WEEK: timedelta(weeks=1),
}


class Measured(Frozen):
    """A number with its unit."""

    value: Number
    unit: Annotated[Unit, LAX]

    @property
    def quantity(self) -> Quantity:
        """The amount itself, for reckoning and printing."""
        return Quantity(value=self.value, unit=self.unit)

    @property
    def duration(self) -> timedelta:
        """The amount as a length of time. Raises `KeyError` for a unit that is none."""
        return self.whole() * _STEP[self.unit]

    def whole(self) -> int:
        """The amount as a whole number of its own unit. Raises `ValueError` when it is not whole."""
        return self.quantity.whole(self.unit)


class Amount(Measured, Sourced):
    """A number that the source gives."""


def _measured(unit: Unit, least: str, most: str, *, whole: bool = False) -> WrapValidator:
    """The one unit that a value must have, and the limits of what can be meant seriously."""
    limits = Limits(least=Decimal(least), most=Decimal(most))

    def check(raw: object, handler: ValidatorFunctionWrapHandler) -> object:
        if isinstance(raw, dict) and raw.get("unit", unit) != unit:
            raise Unsuitable("unit", verbatim(unit), raw["unit"])
        amount: Measured = handler(raw)
        if not limits.holds(amount.value):
            bounds = text(
                "a value from {least} to {most} {unit}", least=limits.least, most=limits.most, unit=unit
            )
            raise Unsuitable("value", bounds, amount.value)
        if whole and amount.value != amount.value.to_integral_value():
            raise Unsuitable("value", text("a whole number"), amount.value)
        return amount

    return WrapValidator(check)


Grams = Annotated[Amount, _measured(Unit.GRAM, "0.1", "10")]
Milligrams = Annotated[Amount, _measured(Unit.MILLIGRAM, "1", "2000")]
Millilitres = Annotated[Amount, _measured(Unit.MILLILITRE, "0.1", "1000")]
Rate = Annotated[Amount, _measured(Unit.MILLILITRE_PER_HOUR, "1", "200")]
Percent = Annotated[Amount, _measured(Unit.PERCENT, "0.1", "100")]
Celsius = Annotated[Amount, _measured(Unit.CELSIUS, "-30", "40")]
Minutes = Annotated[Amount, _measured(Unit.MINUTE, "0", "600", whole=True)]
Hours = Annotated[Amount, _measured(Unit.HOUR, "1", "48", whole=True)]
Weeks = Annotated[Amount, _measured(Unit.WEEK, "1", "52", whole=True)]
Months = Annotated[Amount, _measured(Unit.MONTH, "1", "60", whole=True)]
Years = Annotated[Amount, _measured(Unit.YEAR, "1", "99", whole=True)]
Cells = Annotated[Amount, _measured(Unit.CELLS_PER_UL, "1", "2000")]
Count = Annotated[Amount, _measured(Unit.COUNT, "1", "10", whole=True)]


def _ordinal(key: object) -> object:
    return int(key) if isinstance(key, str) and re.fullmatch("[1-9][0-9]?", key) else key


def _from_one(numbered: Mapping[int, T]) -> Mapping[int, T]:
    if sorted(numbered) != list(range(1, len(numbered) + 1)) or not numbered:
        raise Unsuitable(
            "", text("keys numbered 1, 2, 3 … without a gap"), ", ".join(map(str, numbered)) or "none"
        )
    return numbered


Numbered = Annotated[Mapping[Annotated[int, BeforeValidator(_ordinal)], T], AfterValidator(_from_one)]
"""A table whose keys count from 1."""


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

    reduce_by: Annotated[Amount, _measured(Unit.PERCENT, "0.1", "99")]
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


LOCAL_POLICY = "local policy"
"""What stands as the source of everything that the source leaves open."""


class Chosen(Frozen):
    """Something that the site decides because the source leaves it open."""

    reason: Words
    """Why this value: read by the pharmacist who signs it."""
    source: Literal["local policy"]

    @property
    def cite(self) -> str:
        """Where it comes from, as printed."""
        return self.source


class Setting(Chosen, Generic[T]):
    """A setting without a unit."""

    value: T


class FileLimits(Frozen):
    """The range in which a pharmacist may move a setting; both ends belong to it."""

    least: Number
    most: Number


class MeasuredSetting(Measured, Chosen):
    """A setting with its unit."""

    limits: FileLimits | None = None

    @model_validator(mode="after")
    def _within(self) -> Self:
        if self.limits and not self.limits.least <= self.value <= self.limits.most:
            raise Unsuitable(
                "value",
                text(
                    "a value from {least} to {most} {unit}",
                    least=self.limits.least,
                    most=self.limits.most,
                    unit=self.unit,
                ),
                self.value,
            )
        return self


class Range(Chosen):
    """Within which a value must be to be believed, and within which it needs nobody's attention."""

    unit: Annotated[Unit, LAX]
    usual: FileLimits | None = None
    possible: FileLimits

    @model_validator(mode="after")
    def _usual_is_possible(self) -> Self:
        usual, possible = self.usual, self.possible
        if possible.least > possible.most:
            raise Unsuitable(
                "possible.most", text("not less than {least}", least="possible.least"), possible.most
            )
        if usual and not possible.least <= usual.least <= usual.most <= possible.most:
            raise Unsuitable(
                "usual",
                text("a range within {least} to {most}", least=possible.least, most=possible.most),
                f"{usual.least} – {usual.most}",
            )
        return self

    def is_possible(self, value: Decimal) -> bool:
        """Whether it can have been measured."""
        return self.possible.least <= value <= self.possible.most

    def is_usual(self, value: Decimal) -> bool:
        """Whether nobody needs to be called."""
        return self.usual is None or self.usual.least <= value <= self.usual.most


def _range(unit: Unit, least: str, most: str, *, usual: bool = True) -> WrapValidator:
    """The one unit of a range, and what its own ends may be."""
    limits = Limits(least=Decimal(least), most=Decimal(most))

    def check(raw: object, handler: ValidatorFunctionWrapHandler) -> object:
        found: Range = handler(raw)
        if found.unit is not unit:
            raise Unsuitable("unit", verbatim(unit), found.unit)
        if usual and found.usual is None:
            raise Unsuitable("usual", text("a range outside of which somebody is called"), "none")
        for value in (found.possible.least, found.possible.most):
            if not limits.holds(value):
                bounds = text(
                    "a value from {least} to {most} {unit}", least=limits.least, most=limits.most, unit=unit
                )
                raise Unsuitable("possible", bounds, value)
        return found

    return WrapValidator(check)


class Overridable(StrEnum):
    """A bedside item that a policy may let a physician or pharmacist decide against; no other can be."""

    PREMEDICATION = "premedication"
    VITAL_SIGNS = "vital-signs"


SecondsSetting = Annotated[MeasuredSetting, _measured(Unit.SECOND, "1", "600", whole=True)]
MinutesSetting = Annotated[MeasuredSetting, _measured(Unit.MINUTE, "0", "480", whole=True)]
HoursSetting = Annotated[MeasuredSetting, _measured(Unit.HOUR, "1", "24", whole=True)]


def _clock_time(raw: object) -> object:
    if isinstance(raw, str):
        if not re.fullmatch("([01][0-9]|2[0-3]):[0-5][0-9]", raw):
            raise Unsuitable("", text("a 24-hour clock time, like 08:00"), raw)
        return time.fromisoformat(raw)
    return raw


ClockTime = Annotated[time, BeforeValidator(_clock_time)]


class SitePolicy(Frozen):
    """What the source leaves open. Not in force until a pharmacist has signed this very version."""

    id: Words
    version: Words
    sha256: str
    """Hex digest of the file it was read from; set by the loader."""

    eight_hours_cover: Setting[Literal["start", "end"]]
    """Whether the infusion must have started, or ended, when the storage limit is over."""
    outside_refrigerator: MinutesSetting
    """How long a mixed bag may be out of the refrigerator in all, min."""
    draw_to_injection: MinutesSetting
    """How long the concentrate may stay in the syringe, min."""
    temperature_reading_gap: MinutesSetting
    """The longest time without a temperature reading while a bag is stored, min."""
    thermometer: Annotated[Range, _range(Unit.CELSIUS, "-50", "100", usual=False)]
    """What the probe of a refrigerator can show, °C."""
    laminar_flow_cabinet_required: Setting[bool]
    line_volume: Annotated[MeasuredSetting, _measured(Unit.MILLILITRE, "1", "60")]
    """What the infusion line holds, mL."""
    first_warning: MinutesSetting
    """How long before "start before" the first warning shows, min."""
    last_warning: MinutesSetting
    premedication_tolerance: MinutesSetting
    """How much less than its time before the infusion a premedication may be given, min."""
    premedication_delay: MinutesSetting
    """How much longer than its time before the infusion it may have been given, min."""
    vital_signs_before: MinutesSetting
    """How old heart rate, blood pressure and temperature may be when the infusion starts, min."""
    heart_rate: Annotated[Range, _range(Unit.PER_MINUTE, "1", "350")]
    systolic_pressure: Annotated[Range, _range(Unit.MILLIMETRE_OF_MERCURY, "1", "350")]
    diastolic_pressure: Annotated[Range, _range(Unit.MILLIMETRE_OF_MERCURY, "1", "350")]
    body_temperature: Annotated[Range, _range(Unit.CELSIUS, "20", "45")]
    bedside_scans: SecondsSetting
    """How long the scans of wristband and label say who lies in the bed and which bag hangs there, s."""
    place_scan: SecondsSetting
    """How long a scanned label waits for the code of its place, s."""
    may_be_overridden: Setting[Annotated[tuple[Annotated[Overridable, LAX], ...], LAX]]
    """What a physician or pharmacist may decide against at the bedside, with reason and signature."""
    idle_lock: MinutesSetting
    """After how long without a key or a scan a window locks, min."""
    aciclovir_duration: Annotated[MeasuredSetting, _measured(Unit.DAY, "1", "366", whole=True)]
    """From the first day of the course on, both ends counted, d."""
    aciclovir_morning: Setting[ClockTime]
    """In the site's zone."""
    aciclovir_evening: Setting[ClockTime]
    """In the site's zone."""
    pantoprazole_time: Setting[ClockTime]
    """In the site's zone."""
    paracetamol_interval: HoursSetting
    """Least time between two doses, h."""
    paracetamol_most: Annotated[MeasuredSetting, _measured(Unit.GRAM, "0.1", "4")]
    """In 24 h, everything included, g."""
    dexchlorpheniramine_interval: HoursSetting
    """Least time between two doses, h."""
    dexchlorpheniramine_most: Annotated[MeasuredSetting, _measured(Unit.MILLIGRAM, "1", "20")]
    """In 24 h, everything included, mg."""

    @model_validator(mode="after")
    def _warnings_in_order(self) -> Self:
        if self.last_warning.value >= self.first_warning.value:
            raise Unsuitable(
                "last_warning.value",
                text("less than {first}", first=verbatim("first_warning")),
                self.last_warning.value,
            )
        return self

    def check_against(self, protocol: Protocol) -> None:
        """Raise `Unsuitable` where the policy leaves what the protocol permits."""
        antiviral = protocol.premedication.antiviral
        least, most = antiviral.least_duration.duration.days, antiviral.most_duration.duration.days
        if not least <= self.aciclovir_duration.value <= most:
            raise Unsuitable(
                "aciclovir_duration.value",
                text(
                    "from {least} to {most} d, as the protocol says ({source})",
                    least=least,
                    most=most,
                    source=antiviral.least_duration.cite,
                ),
                self.aciclovir_duration.value,
            )
        morning, evening = self.aciclovir_morning.value, self.aciclovir_evening.value
        apart = timedelta(hours=evening.hour - morning.hour, minutes=evening.minute - morning.minute)
        if apart != antiviral.every.duration:
            raise Unsuitable(
                "aciclovir_evening.value",
                text(
                    "{hours} h after {morning}, as the protocol says ({source})",
                    hours=antiviral.every.value,
                    morning=verbatim("aciclovir_morning"),
                    source=antiviral.every.cite,
                ),
                f"{evening:%H:%M}",
            )
