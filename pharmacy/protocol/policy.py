"""What a site policy file may say: what the source leaves open, each value with the site's reason."""

import re
from datetime import time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Generic, Literal, Self

from pydantic import BeforeValidator, ValidatorFunctionWrapHandler, WrapValidator, model_validator

from pharmacy.language import text, verbatim
from pharmacy.protocol.model import Protocol
from pharmacy.protocol.values import (
    LAX,
    Amount,
    Frozen,
    Measured,
    Number,
    T,
    Unsuitable,
    Words,
    measured,
)
from pharmacy.quantities import Limits, Unit

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


SecondsSetting = Annotated[MeasuredSetting, measured(Unit.SECOND, "1", "600", whole=True)]
MinutesSetting = Annotated[MeasuredSetting, measured(Unit.MINUTE, "0", "480", whole=True)]
HoursSetting = Annotated[MeasuredSetting, measured(Unit.HOUR, "1", "24", whole=True)]
DaysSetting = Annotated[MeasuredSetting, measured(Unit.DAY, "1", "366", whole=True)]
WeeksSetting = Annotated[MeasuredSetting, measured(Unit.WEEK, "1", "52", whole=True)]
MonthsSetting = Annotated[MeasuredSetting, measured(Unit.MONTH, "1", "60", whole=True)]


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
    line_volume: Annotated[MeasuredSetting, measured(Unit.MILLILITRE, "1", "60")]
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
    aciclovir_duration: DaysSetting
    """From the first day of the course on, both ends counted, d."""
    aciclovir_morning: Setting[ClockTime]
    """In the site's zone."""
    aciclovir_evening: Setting[ClockTime]
    """In the site's zone."""
    pantoprazole_time: Setting[ClockTime]
    """In the site's zone."""
    paracetamol_interval: HoursSetting
    """Least time between two doses, h."""
    paracetamol_most: Annotated[MeasuredSetting, measured(Unit.GRAM, "0.1", "4")]
    """In 24 h, everything included, g."""
    dexchlorpheniramine_interval: HoursSetting
    """Least time between two doses, h."""
    dexchlorpheniramine_most: Annotated[MeasuredSetting, measured(Unit.MILLIGRAM, "1", "20")]
    """In 24 h, everything included, mg."""
    baseline_tests_valid_for: MonthsSetting
    """How old blood and urine tests may be on the first day of a course, mo."""
    counts_valid_for: MonthsSetting
    """Likewise of lymphocytes and CD4, mo."""
    pregnancy_test_valid_for: DaysSetting
    infection_excluded_within: DaysSetting
    """How long before the first day an active infection was excluded, d."""
    screening_valid_for: MonthsSetting
    """How long a search for infections is believed, mo."""
    ecg_valid_for: MonthsSetting
    isoniazid_delay: WeeksSetting
    """Of the course, after isoniazid was begun, wk."""
    immunosuppressant_washout: MonthsSetting
    """After azathioprine, cyclophosphamide or rituximab, mo."""

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
        isoniazid, immuno = protocol.readiness.isoniazid, protocol.readiness.washout.immunosuppressants
        _between("isoniazid_delay", self.isoniazid_delay, isoniazid.delay_least, isoniazid.delay_most)
        _between(
            "immunosuppressant_washout", self.immunosuppressant_washout, immuno.wait_least, immuno.wait_most
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


def _between(key: str, chosen: MeasuredSetting, least: Amount, most: Amount) -> None:
    """Raise `Unsuitable` for a setting outside what the protocol leaves open."""
    if not least.value <= chosen.value <= most.value:
        raise Unsuitable(
            f"{key}.value",
            text(
                "from {least} to {most} {unit}, as the protocol says ({source})",
                least=least.value,
                most=most.value,
                unit=most.unit,
                source=most.cite,
            ),
            chosen.value,
        )
