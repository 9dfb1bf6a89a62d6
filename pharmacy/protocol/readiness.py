"""What a protocol file says of the time before a course: what must be so, what is recommended, in numbers."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from pharmacy.language import text
from pharmacy.protocol.values import (
    LAX,
    Always,
    Amount,
    Cells,
    Count,
    Fact,
    Frozen,
    Grams,
    Hours,
    Milligrams,
    Months,
    Sourced,
    Unsuitable,
    Weeks,
    Words,
    Years,
    measured,
)
from pharmacy.quantities import Unit


class ItemId(StrEnum):
    """Something that is looked at before a course; the name that files, the audit and the command use."""

    ADULT = "adult"
    CONSENT = "consent"
    BASELINE_TESTS = "baseline-tests"
    CONCOMITANT = "concomitant-treatments"
    WASHOUT = "washout"
    PREGNANCY_TEST = "pregnancy-test"
    CONTRACEPTION = "contraception"
    BREASTFEEDING = "breastfeeding"
    ACTIVE_INFECTION = "active-infection"
    TUBERCULOSIS = "tuberculosis"
    HEPATITIS_B = "hepatitis-b"
    HEPATITIS_C = "hepatitis-c"
    HIV = "hiv"
    CYTOMEGALOVIRUS = "cytomegalovirus"
    VARICELLA_ZOSTER = "varicella-zoster"
    PAPILLOMAVIRUS = "papillomavirus"
    STRONGYLOIDES = "strongyloides"
    SEROLOGY = "serology"
    VACCINATION_HISTORY = "vaccination-history"
    VACCINE_INFLUENZA = "vaccine-influenza"
    VACCINE_PNEUMOCOCCAL_13 = "vaccine-pneumococcal-13"
    VACCINE_PNEUMOCOCCAL_23 = "vaccine-pneumococcal-23"
    VACCINE_HEPATITIS_B = "vaccine-hepatitis-b"
    VACCINE_HEPATITIS_A = "vaccine-hepatitis-a"
    VACCINE_TETANUS = "vaccine-tetanus-diphtheria"
    VACCINE_PAPILLOMAVIRUS = "vaccine-papillomavirus"
    VACCINE_VARICELLA = "vaccine-varicella"
    VACCINE_MEASLES = "vaccine-measles-mumps-rubella"
    LIVE_VACCINES = "live-vaccines"
    ECG = "ecg"
    CHEST_X_RAY = "chest-x-ray"
    ANTIVIRAL = "antiviral"
    DIET = "diet"
    INTERVAL = "interval"
    CD4 = "cd4"
    COMPLICATION = "complication"
    ACTIVITY = "activity"


class Weight(StrEnum):
    """How strongly the source wants it."""

    REQUIRED = "required"
    """Nobody can decide against it."""
    RECOMMENDED = "recommended"
    """A physician or pharmacist can, with reason and signature."""


class Vaccine(StrEnum):
    """A vaccine of the source's table."""

    INFLUENZA = "influenza"
    PNEUMOCOCCAL_13 = "pneumococcal-13"
    PNEUMOCOCCAL_23 = "pneumococcal-23"
    HEPATITIS_B = "hepatitis-b"
    HEPATITIS_A = "hepatitis-a"
    TETANUS = "tetanus-diphtheria"
    PAPILLOMAVIRUS = "papillomavirus"
    VARICELLA = "varicella"
    MEASLES = "measles-mumps-rubella"


class Indication(StrEnum):
    """Who is to be vaccinated."""

    ALWAYS = "always"
    ANTI_HBS_LOW = "anti-hbs-low"
    """Hepatitis B surface antibody below `protective_from`."""
    IGG_NEGATIVE = "igg-negative"
    """No IgG against what the vaccine protects from; for the triple vaccine, against measles."""
    WOMEN = "women"
    """Preferably below `age_below`; at any age before a high-grade lesion is cut out, and soon after."""


class StrongerVaccine(StrEnum):
    """A vaccine against hepatitis B to which more people respond."""

    ADJUVANTED = "as04-adjuvanted"
    HIGH_LOAD = "high-load-40-ug"
    DOUBLE_DOSE = "double-dose"
    """Of the conventional one."""


class Region(StrEnum):
    """Where Strongyloides is looked for in whoever comes from there."""

    LATIN_AMERICA = "latin-america"
    NORTH_AFRICA = "north-africa"


class Restriction(StrEnum):
    """A contraindication of the product information that the source does not have."""

    SEVERE_INFECTION = "severe-active-infection"
    HYPERTENSION = "uncontrolled-hypertension"
    DISSECTION = "arterial-dissection"
    STROKE = "stroke"
    HEART = "angina-or-infarction"
    COAGULATION = "coagulopathy-or-anticoagulants"
    AUTOIMMUNE = "other-autoimmune-disease"
    HIV = "hiv"


class Examination(StrEnum):
    """What the product information asks for around each infusion."""

    ECG = "ecg"
    PLATELETS = "platelets"


def _rising(schedules: tuple[tuple[int, ...], ...]) -> tuple[tuple[int, ...], ...]:
    for months in schedules:
        if not months or months[0] != 0 or list(months) != sorted(set(months)):
            raise Unsuitable("", text("months that rise from 0"), list(months))
    return schedules


class Schedules(Sourced):
    """The months of each dose, counted from the first; where there are two, either will do."""

    value: Annotated[
        tuple[Annotated[tuple[int, ...], LAX], ...], LAX, Field(min_length=1), AfterValidator(_rising)
    ]
    unit: Literal["mo"]


class MonthsAfter(Sourced):
    """The months of each of several things to do, counted from what they follow."""

    value: Annotated[tuple[Annotated[int, Field(gt=0)], ...], LAX, Field(min_length=1)]
    unit: Literal["mo"]


MonthOfYear = Annotated[Amount, measured(Unit.COUNT, "1", "12", whole=True)]
InternationalUnits = Annotated[Amount, measured(Unit.IU_PER_ML, "1", "1000")]
Days = Annotated[Amount, measured(Unit.DAY, "1", "60", whole=True)]


class VaccineRule(Frozen):
    """One vaccine of the source's table."""

    live: Fact[bool]
    """Live attenuated, which is dangerous to whoever has no lymphocytes."""
    schedules: Schedules
    indication: Fact[Annotated[Indication, LAX]]
    boosters: MonthsAfter | None = None
    """After the last dose of the vaccination; each later one that long after the one before it."""
    campaign_first_month: MonthOfYear | None = None
    """For what is given every year, from this month on."""
    campaign_last_month: MonthOfYear | None = None
    after_pneumococcal_13: Months | None = None
    """Least time after the conjugate vaccine."""
    age_below: Years | None = None
    after_excision: Months | None = None
    """So long after a high-grade lesion was cut out it is still given."""
    stronger: (
        Fact[Annotated[tuple[Annotated[StrongerVaccine, LAX], ...], LAX, Field(min_length=1)]] | None
    ) = None
    """What may be given instead, in the same months."""
    protective_from: InternationalUnits | None = None
    """Of surface antibody; below it the vaccine is indicated."""
    response_after: Months | None = None
    """After the last dose the antibody is measured again."""
    response_above: InternationalUnits | None = None
    again_doses: Count | None = None
    """Whoever did not respond gets so many more."""
    again_every: Months | None = None
    stronger_again: (
        Fact[Annotated[tuple[Annotated[StrongerVaccine, LAX], ...], LAX, Field(min_length=1)]] | None
    ) = None
    """With one of these."""


class LiveVaccines(Frozen):
    """When live vaccines may be given before a course."""

    complete_before: Weeks
    """The last dose, before the first infusion."""
    apart: Weeks
    """Two live vaccines that are not given on the same day."""
    steroid_dose_above: Milligrams
    """Of prednisone a day, or as much of another steroid."""
    steroid_longer_than: Days
    after_steroid: Months
    """After the last dose of so much for so long."""
    after_bolus_judged: Months
    """For so long after a bolus a physician judges."""
    after_natalizumab_or_fingolimod: Months


class ChestXRay(Frozen):
    """How long one is believed."""

    valid_for: Months
    """In whoever has no symptoms."""


class Isoniazid(Frozen):
    """Treatment of latent tuberculosis."""

    dose: Milligrams
    every: Hours
    duration: Months
    vitamin: Fact[Words]
    delay_least: Weeks
    """Of the course, to see that it is tolerated."""
    delay_most: Weeks


class StrongyloidesRule(Frozen):
    """Where it is looked for."""

    regions: Fact[Annotated[tuple[Annotated[Region, LAX], ...], LAX, Field(min_length=1)]]


class TeriflunomideWashout(Frozen):
    """It is washed out actively, and measured."""

    elimination: Days
    cholestyramine: Grams
    cholestyramine_a_day: Count
    charcoal: Annotated[Amount, measured(Unit.GRAM, "1", "100")]
    charcoal_a_day: Count
    level_below: Annotated[Amount, measured(Unit.MILLIGRAM_PER_LITRE, "0.001", "1")]


class LymphocyteWashout(Frozen):
    """It ends when the lymphocytes are back."""

    lymphocytes_above: Cells


class FingolimodWashout(LymphocyteWashout):
    """Time, and lymphocytes."""

    wait: Weeks


class NatalizumabWashout(Frozen):
    """Time, and no sign of PML."""

    wait: Weeks
    gadolinium_mri: Always
    latent_pml_excluded_if_jcv: Always


IMMUNOSUPPRESSANTS = ("azathioprine", "cyclophosphamide", "rituximab")
"""Those of the source that the entries have a name for."""


def _known(drugs: tuple[str, ...]) -> tuple[str, ...]:
    """A drug left out would have no rule, and one more would be a rule that no entry meets."""
    if sorted(drugs) != sorted(IMMUNOSUPPRESSANTS):
        raise Unsuitable(
            "",
            text("exactly these, which the program knows: {drugs}", drugs=", ".join(IMMUNOSUPPRESSANTS)),
            ", ".join(drugs),
        )
    return drugs


class ImmunosuppressantWashout(LymphocyteWashout):
    """Time, lymphocytes and CD4."""

    drugs: Fact[Annotated[tuple[Words, ...], LAX, AfterValidator(_known)]]
    wait_least: Months
    wait_most: Months
    cd4_above: Cells


class Washout(Frozen):
    """How long after other treatments, and what must be measured."""

    teriflunomide: TeriflunomideWashout
    dimethyl_fumarate: Annotated[LymphocyteWashout, Field(alias="dimethyl-fumarate")]
    fingolimod: FingolimodWashout
    natalizumab: NatalizumabWashout
    immunosuppressants: ImmunosuppressantWashout


_A_VALUE = text("this key, with a value")

_BESIDES: Mapping[Vaccine, tuple[str, ...]] = {
    Vaccine.INFLUENZA: ("campaign_first_month", "campaign_last_month"),
    Vaccine.PNEUMOCOCCAL_23: ("after_pneumococcal_13", "boosters"),
    Vaccine.HEPATITIS_B: (
        "protective_from",
        "response_after",
        "response_above",
        "again_doses",
        "again_every",
        "stronger",
        "stronger_again",
    ),
    Vaccine.TETANUS: ("boosters",),
    Vaccine.PAPILLOMAVIRUS: ("age_below", "after_excision"),
}
"""What the source's table says of a vaccine besides what it says of all."""


class ReadinessRules(Frozen):
    """Everything that is looked at before a course."""

    items: Mapping[Annotated[ItemId, LAX], Fact[Annotated[Weight, LAX]]]
    chest_x_ray: ChestXRay
    isoniazid: Isoniazid
    strongyloides: StrongyloidesRule
    vaccines: Mapping[Annotated[Vaccine, LAX], VaccineRule]
    live_vaccines: LiveVaccines
    washout: Washout

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for key, found, whole in (("items", self.items, ItemId), ("vaccines", self.vaccines, Vaccine)):
            missing = [name for name in whole if name not in found]
            if missing:
                raise Unsuitable(f"{key}.{missing[0]}", _A_VALUE, "none")
        for vaccine, keys in _BESIDES.items():
            for name in keys:
                if getattr(self.vaccines[vaccine], name) is None:
                    raise Unsuitable(f"vaccines.{vaccine}.{name}", _A_VALUE, "none")
        season = self.vaccines[Vaccine.INFLUENZA]
        first, last = season.campaign_first_month, season.campaign_last_month
        if first is not None and last is not None and first.value > last.value:
            raise Unsuitable(
                f"vaccines.{Vaccine.INFLUENZA}.campaign_last_month",
                text("a month of the same year, not before {first}", first=first.value),
                last.value,
            )
        for least, most in (
            (self.isoniazid.delay_least, self.isoniazid.delay_most),
            (self.washout.immunosuppressants.wait_least, self.washout.immunosuppressants.wait_most),
        ):
            if least.value > most.value:
                raise Unsuitable("", text("not less than {least}", least=least.quantity), most.quantity)
        return self


class ProductRestrictions(Frozen):
    """What the product information says since: shown, never judged by."""

    contraindications: Fact[Annotated[tuple[Annotated[Restriction, LAX], ...], LAX]]
    around_each_infusion: Fact[Annotated[tuple[Annotated[Examination, LAX], ...], LAX]]
