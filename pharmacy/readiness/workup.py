"""What is known of a patient before a course: results, vaccinations, treatments, answers.

Nothing is assumed. What is left out is not known; "none" has to be said. A measured value keeps the unit that
it was entered with: the rules use it only in their own unit.
"""

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal
from unicodedata import category

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from pharmacy.protocol.readiness import Region, Vaccine
from pharmacy.quantities import Unit
from pharmacy.readiness.nothing_found import denies, says_nothing
from pharmacy.sex import Sex


def _printable(words: str) -> str:
    """With plain blanks, and without the hyphens that nobody sees: reports are full of both."""
    words = "".join(" " if category(c) == "Zs" else c for c in words if c != "\N{SOFT HYPHEN}")
    if not words.isprintable():
        raise PydanticCustomError("not_printable", "characters that can be printed")
    return words


def _a_finding(words: str) -> str:
    if says_nothing(words):
        raise PydanticCustomError("no_finding", "what was found")
    return words


def _activity(words: str) -> str:
    if denies(words):
        raise PydanticCustomError("no_activity", "what shows that the disease is active")
    return words


Words = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, strip_whitespace=True),
    AfterValidator(_printable),
]
Finding = Annotated[Words, AfterValidator(_a_finding)]
Name = Annotated[
    str,
    StringConstraints(min_length=1, max_length=60, strip_whitespace=True),
    AfterValidator(_printable),
]


def _exact(raw: object) -> object:
    """A number as it was written: never by way of a float, which has other digits: one is refused."""
    if isinstance(raw, float | bool):
        raise PydanticCustomError("not_exact", "a number, exactly as it was reported")
    return Decimal(raw) if isinstance(raw, int) else raw


def _iso(raw: object) -> object:
    """A day, year first. Anything else that could be read as one, a number of seconds for one, is no day."""
    if isinstance(raw, str):
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", raw) is not None:
            with suppress(ValueError):
                return date.fromisoformat(raw)
    elif type(raw) is date:
        return raw
    raise PydanticCustomError("not_a_day", "a day, year first: YYYY-MM-DD")


Day = Annotated[date, BeforeValidator(_iso, json_schema_input_type=date)]
Yes = Annotated[bool, Field(strict=True)]
"""True or false, in no other words."""


class Entry(BaseModel):
    """Entered by a person, and never changed; a later entry takes its place."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_enum_values=False)


class Done(Entry):
    """Something was done on a day."""

    on: Day
    """The day."""


_NOT_NEGATIVE = {
    "anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": "^[0-9]+([.][0-9]+)?$"}]
}


class Measurement(Entry):
    """A value, its unit and its day."""

    value: Annotated[
        Decimal, BeforeValidator(_exact), Field(ge=0, max_digits=12), WithJsonSchema(_NOT_NEGATIVE)
    ]
    """Exact, as it was reported."""
    unit: Annotated[str, StringConstraints(max_length=20, strip_whitespace=True)] = ""
    """As it stands on the report; a value without a unit, or with another than the rule's, is no result."""
    on: Day
    """The day of the sample."""

    def in_unit(self, unit: Unit) -> Decimal | None:
        """The value, if it was measured in that unit. Both ways of writing micro are the same letter."""
        written = self.unit.replace("\N{GREEK SMALL LETTER MU}", "\N{MICRO SIGN}")
        return self.value if written == unit else None

    def __str__(self) -> str:
        return f"{self.value} {self.unit}".strip()


class Result(StrEnum):
    """Of a test that finds something or does not."""

    NEGATIVE = "negative"
    POSITIVE = "positive"


class InfectionResult(StrEnum):
    """Of a search for an infection."""

    NEGATIVE = "negative"
    PAST = "past"
    """Met before, or latent: antibodies without a sign that it is active. There is no past HIV."""
    ACTIVE = "active"


class TuberculosisResult(StrEnum):
    """Of a search for latent tuberculosis."""

    NEGATIVE = "negative"
    POSITIVE = "positive"
    INDETERMINATE = "indeterminate"


class Tested(Done):
    """A test and its result."""

    result: Result
    """What it found."""


class InfectionTested(Done):
    """A search for an infection and its result."""

    result: InfectionResult
    """What it found."""


class Isoniazid(Entry):
    """Treatment of latent tuberculosis."""

    started: Day
    """The day of the first dose."""
    tolerated: Yes | None = None
    """None while nobody has judged it."""
    vitamin_b6: Yes | None = None
    """Whether it is taken too; none while nobody knows."""


class Tuberculosis(Done):
    """By interferon-gamma release or tuberculin."""

    result: TuberculosisResult
    """Of the newest test."""
    isoniazid: Isoniazid | None = None
    """Where the test was positive; none while it was not begun."""


class Lesion(Done):
    """High-grade (HSIL, CIN 2-3), of the cervix: the day of its diagnosis."""

    excised: Day | None = None
    """None while it is not cut out."""


class Papillomavirus(Tested):
    """By cytology or a test for the virus."""

    lesion: Literal["none"] | Lesion | None = None
    """Asked for where the virus or a change was found."""


class Strongyloides(Tested):
    """Serology or stool."""

    treated: Day | None = None
    """The day on which treatment ended; none while it was not treated."""


class ActiveInfection(Done):
    """History, examination, and the tests that they call for."""

    active: Yes
    """Whether there is one."""
    what: Finding | None = None
    """Which."""


class Complication(Done):
    """Whether something that the course before has caused is still active."""

    active: Yes
    """Whether there is one."""
    what: Finding | None = None
    """Which."""


class Contraception(Done):
    """Whether it is effective, by the patient's own word."""

    effective: Yes
    """Whether it is."""


class Breastfeeding(Done):
    """Asked for."""

    breastfeeds: Yes
    """Whether she does."""


class RespiratorySymptoms(Done):
    """Asked for."""

    present: Yes
    """Whether the patient has any."""


class BaselineTests(Entry):
    """The day of each; what is left out was not done."""

    blood_count: Day | None = None
    """Complete blood count."""
    biochemistry: Day | None = None
    """Biochemistry."""
    kidney: Day | None = None
    """Kidney function."""
    thyroid: Day | None = None
    """Thyroid function."""
    proteinuria: Day | None = None
    """Protein in urine."""
    finding: Finding | None = None
    """What in the results is against the course; none where nothing is."""


class Antibody(Done):
    """IgG against one infection."""

    igg: Result
    """Positive or negative."""


class Serology(Entry):
    """Whom the patient is protected from; what is left out is not known."""

    measles: Antibody | None = None
    """IgG."""
    varicella: Antibody | None = None
    """IgG."""
    hepatitis_a: Antibody | None = None
    """IgG."""
    anti_hbs: Measurement | None = None
    """Hepatitis B surface antibody."""


class VaccineDecision(Done):
    """A vaccination that was weighed, and is not to be given or completed before the course."""

    reason: Words
    """Why, as it is read back."""


class Vaccination(Entry):
    """What is documented of one vaccine."""

    doses: tuple[Day, ...] = ()
    """The day of each."""
    complete: Yes = False
    """The document says that the vaccination was completed, without the days of its doses; `doses` are then
    those after it, boosters for one.
    """
    decision: VaccineDecision | None = None
    """Takes the place of doses that are missing."""


class Steroid(Entry):
    """The last treatment with a corticosteroid."""

    last_dose: Day
    """The day."""
    bolus: Yes
    """High doses for some days, as for a relapse."""
    prednisone: Measurement | None = None
    """Of prednisone a day, or as much of another steroid; for anything but a bolus."""
    days: Annotated[int, Field(ge=1, le=3660)] | None = None
    """For how many days it was taken, the last one too."""


class Drug(StrEnum):
    """A treatment of multiple sclerosis, or another that suppresses the immune system."""

    INTERFERON_BETA = "interferon-beta"
    GLATIRAMER = "glatiramer"
    TERIFLUNOMIDE = "teriflunomide"
    DIMETHYL_FUMARATE = "dimethyl-fumarate"
    FINGOLIMOD = "fingolimod"
    NATALIZUMAB = "natalizumab"
    AZATHIOPRINE = "azathioprine"
    CYCLOPHOSPHAMIDE = "cyclophosphamide"
    RITUXIMAB = "rituximab"
    OTHER = "other"
    """Any that the source does not name."""


class Elimination(Entry):
    """Teriflunomide washed out."""

    by: Literal["cholestyramine", "charcoal"]
    """What it was washed out with."""
    started: Day
    """The first day."""
    finished: Day
    """The last day."""
    level: Measurement | None = None
    """Of teriflunomide in blood, afterwards."""


class Jcv(Done):
    """Antibodies against the JC virus."""

    result: Result
    """Of the newest test."""
    pml_excluded: Day | None = None
    """When latent PML was ruled out; the number of JC copies in the CSF may be part of it."""


class PreviousTreatment(Entry):
    """One treatment before the course."""

    drug: Drug
    """Which."""
    name: Name | None = None
    """For another drug, which."""
    started: Day | None = None
    """Decides whether a live vaccine was given before it or under it."""
    last_dose: Day | None = None
    """None while it is not known, or the treatment goes on."""
    elimination: Elimination | None = None
    """Of teriflunomide."""
    jcv: Jcv | None = None
    """Of natalizumab."""
    mri: tuple[Day, ...] = ()
    """Of the brain, with gadolinium."""
    finding: Finding | None = None
    """What in the newest MRI may be PML; none where nothing is."""


class Concomitant(Done):
    """Everything else that the patient takes, weighed against the course."""

    drugs: tuple[Name, ...] = ()
    """Each by its name; empty where there is nothing else."""
    accepted: Yes
    """Whether all of it goes with the course."""
    what: Finding | None = None
    """What does not."""


class Antiviral(Entry):
    """Prophylaxis against herpes."""

    drug: Literal["aciclovir", "valaciclovir"]
    """Which."""
    prescribed: Day
    """The day of the prescription."""
    first_dose: Day | None = None
    """If it is to begin on another day than the first of the course."""


class Diet(Entry):
    """No raw or undercooked meat, nothing from unpasteurised milk."""

    since: Day
    """The first day on which it was kept."""


class ChestXRay(Done):
    """The newest."""

    finding: Finding | None = None
    """What is against the course; none for a normal one."""


class Ecg(ChestXRay):
    """The newest."""


class Workup(Entry):
    """Everything that is known of one patient before a course. A section left out is not known."""

    as_of: Day | None = None
    """The day of the newest entry; nothing in it can be later."""
    birth_date: Day | None = None
    """Decides on age."""
    sex: Sex | None = None
    """Decides on what is for women only."""
    previous_course_end: Day | None = None
    """Last infusion day of the course before."""
    activity_evidence: Annotated[Words, AfterValidator(_activity)] | None = None
    """For courses 3 and 4: what shows that the disease is active."""
    consent: Done | None = None
    """Written and informed."""
    baseline: BaselineTests | None = None
    """Blood and urine."""
    lymphocytes: tuple[Measurement, ...] = ()
    """Each count that is known; the newest one counts."""
    cd4: tuple[Measurement, ...] = ()
    """Likewise."""
    childbearing: Yes | None = None
    """Whether a woman could become pregnant."""
    pregnancy_test: Tested | None = None
    """The newest."""
    contraception: Contraception | None = None
    """For a woman who could become pregnant."""
    breastfeeding: Breastfeeding | None = None
    """In women."""
    infection: ActiveInfection | None = None
    """An active one, of any kind."""
    tuberculosis: Tuberculosis | None = None
    """Latent tuberculosis."""
    hepatitis_b: InfectionTested | None = None
    """By surface antigen and core antibody."""
    hepatitis_c: InfectionTested | None = None
    """By antibody, and by RNA where that is positive."""
    hiv: InfectionTested | None = None
    """Negative or active; every infection counts as active."""
    cytomegalovirus: InfectionTested | None = None
    """By IgG."""
    varicella_zoster: InfectionTested | None = None
    """By IgG."""
    papillomavirus: Papillomavirus | None = None
    """In women."""
    from_region: Region | Literal["elsewhere"] | None = None
    """Where the patient, or whoever brought them up, comes from."""
    strongyloides: Strongyloides | None = None
    """Where the patient comes from where it is common."""
    serology: Serology | None = None
    """What the patient is protected from."""
    vaccines: dict[Vaccine, Vaccination] | None = None
    """What is documented of each; none for a vaccine is an empty entry."""
    steroid: Literal["none"] | Steroid | None = None
    """The last treatment, or `none`."""
    ecg: Ecg | None = None
    """The newest."""
    chest_x_ray: ChestXRay | None = None
    """The newest."""
    respiratory_symptoms: RespiratorySymptoms | None = None
    """They make an older X-ray useless."""
    previous_treatments: (
        Literal["none"] | Annotated[tuple[PreviousTreatment, ...], Field(min_length=1)] | None
    ) = None
    """Of multiple sclerosis, each drug once with its last dose, or `none`."""
    concomitant: Concomitant | None = None
    """What else the patient takes."""
    antiviral: Antiviral | None = None
    """Aciclovir or its alternative."""
    diet: Diet | None = None
    """Against Listeria."""
    complication: Complication | None = None
    """Of the course before, for course 2 and later."""
