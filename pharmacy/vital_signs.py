"""Heart rate, blood pressure, temperature and skin: what can have been measured, and when somebody is called.

Source: R18, R19; which values are usual is the site's policy.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from pharmacy.errors import Code, Refusal
from pharmacy.language import Text, in_a_row, text
from pharmacy.moments import Moment
from pharmacy.protocol.policy import Range, SitePolicy
from pharmacy.quantities import Quantity, decimal_from

SKIN_MOST = 100
"""Characters that a note about the skin may have."""


class VitalSigns(BaseModel):
    """One look at the patient."""

    model_config = ConfigDict(frozen=True)

    at: Moment
    heart_rate: int
    """/min."""
    systolic: int
    """mmHg."""
    diastolic: int
    """mmHg."""
    celsius: Annotated[Decimal, Field(allow_inf_nan=False)]
    skin: str = ""
    """What was seen; empty for nothing new."""

    def in_a_line(self) -> Text:
        """As nurses write it: `HR 78 · BP 124/76 · T 36.8 °C`."""
        return text(
            "HR {heart_rate} · BP {systolic}/{diastolic} · T {celsius} °C",
            heart_rate=self.heart_rate,
            systolic=self.systolic,
            diastolic=self.diastolic,
            celsius=self.celsius,
        )


def whole_sign(limits: Range, typed: str, field: str) -> int:
    """A typed heart rate or pressure. Raises `Refusal` that names the field: `not-a-number`,
    `impossible-value` for what nobody can have measured.
    """
    value = _measured(limits, typed, field)
    if value != value.to_integral_value():
        raise _impossible(limits, value, field, text("a whole number"))
    return int(value)


def temperature_sign(limits: Range, typed: str, field: str, *, signed: bool = False) -> Decimal:
    """A typed temperature, °C, with three decimals at most. Raises `Refusal` that names the field."""
    value = _measured(limits, typed, field, signed=signed)
    if value != value.quantize(Decimal("0.001")):
        raise _impossible(limits, value, field, text("three decimals at most"))
    return value


def _measured(limits: Range, typed: str, field: str, *, signed: bool = False) -> Decimal:
    value = decimal_from(typed.strip(), signed=signed, field=field)
    if not limits.is_possible(value):
        raise _impossible(limits, value, field)
    return value


def _impossible(limits: Range, value: Decimal, field: str, form: Text | None = None) -> Refusal:
    within = text(
        "from {least} to {most} {unit}",
        least=limits.possible.least,
        most=limits.possible.most,
        unit=limits.unit,
    )
    return Refusal(
        Code.IMPOSSIBLE_VALUE,
        text("This value cannot have been measured."),
        expected=in_a_row([within, form]) if form else within,
        got=text("{value} {unit}", value=value, unit=limits.unit),
        advice=text("Measure again, or type it again; nothing was recorded."),
        source=limits.cite,
        bad_input=True,
        field=field,
    )


def unusual(policy: SitePolicy, signs: VitalSigns) -> tuple[Text, ...]:
    """What has to be told to the physician: each value outside the usual, and whatever the skin shows."""
    return tuple(_unusual(policy, signs))


def _unusual(policy: SitePolicy, signs: VitalSigns) -> Iterator[Text]:
    for name, limits, value in (
        (text("heart rate"), policy.heart_rate, Decimal(signs.heart_rate)),
        (text("systolic pressure"), policy.systolic_pressure, Decimal(signs.systolic)),
        (text("diastolic pressure"), policy.diastolic_pressure, Decimal(signs.diastolic)),
        (text("temperature"), policy.body_temperature, signs.celsius),
    ):
        if not limits.is_usual(value) and limits.usual is not None:
            yield text(
                "{name} {value}; usual is {least} to {most} {unit}",
                name=name,
                value=Quantity(value=value, unit=limits.unit),
                least=limits.usual.least,
                most=limits.usual.most,
                unit=limits.unit,
            )
    if signs.skin:
        yield text("skin: {skin}", skin=signs.skin)
