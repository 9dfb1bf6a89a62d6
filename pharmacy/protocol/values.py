"""What a value in a protocol or policy file is made of: the amount, its unit, and where it comes from.

The limits here judge the file, not the patient: they catch a slipped decimal point. A value outside
is refused, never clamped; a wrong unit is refused, never converted.
"""

import re
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

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


def measured(unit: Unit, least: str, most: str, *, whole: bool = False) -> WrapValidator:
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


Grams = Annotated[Amount, measured(Unit.GRAM, "0.1", "10")]
Milligrams = Annotated[Amount, measured(Unit.MILLIGRAM, "1", "2000")]
Millilitres = Annotated[Amount, measured(Unit.MILLILITRE, "0.1", "1000")]
Rate = Annotated[Amount, measured(Unit.MILLILITRE_PER_HOUR, "1", "200")]
Percent = Annotated[Amount, measured(Unit.PERCENT, "0.1", "100")]
Celsius = Annotated[Amount, measured(Unit.CELSIUS, "-30", "40")]
Minutes = Annotated[Amount, measured(Unit.MINUTE, "0", "600", whole=True)]
Hours = Annotated[Amount, measured(Unit.HOUR, "1", "48", whole=True)]
Weeks = Annotated[Amount, measured(Unit.WEEK, "1", "52", whole=True)]
Months = Annotated[Amount, measured(Unit.MONTH, "1", "60", whole=True)]
Years = Annotated[Amount, measured(Unit.YEAR, "1", "99", whole=True)]
Cells = Annotated[Amount, measured(Unit.CELLS_PER_UL, "1", "2000")]
Count = Annotated[Amount, measured(Unit.COUNT, "1", "10", whole=True)]


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
