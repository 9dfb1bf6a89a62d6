"""Exact amounts with a unit, and limits that classify a value without ever altering it."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from pharmacy.errors import Code, Refusal
from pharmacy.language import Language, decimal_text, text, verbatim


class Unit(StrEnum):
    """A unit of measurement, as it is printed."""

    GRAM = "g"
    MILLIGRAM = "mg"
    MILLILITRE = "mL"
    MILLIGRAM_PER_ML = "mg/mL"
    MILLIGRAM_PER_LITRE = "mg/L"
    IU_PER_ML = "IU/mL"
    MILLILITRE_PER_HOUR = "mL/h"
    SECOND = "s"
    MINUTE = "min"
    HOUR = "h"
    DAY = "d"
    WEEK = "wk"
    MONTH = "mo"
    YEAR = "y"
    CELSIUS = "°C"
    PERCENT = "%"
    CELLS_PER_UL = "cells/µL"
    PER_MINUTE = "/min"
    MILLIMETRE_OF_MERCURY = "mmHg"
    COUNT = "1"
    """A plain number: of days in a course, of courses, of steps."""


class WrongUnit(TypeError):
    """Two quantities were combined whose units differ: a mistake in the program, never converted away."""


class Quantity(BaseModel):
    """An exact amount with its unit. Arithmetic between different units raises `WrongUnit`."""

    model_config = ConfigDict(frozen=True, strict=True)

    value: Decimal
    """The amount, exact."""
    unit: Unit
    """What it is measured in."""

    def _same(self, other: "Quantity") -> Decimal:
        if other.unit is not self.unit:
            raise WrongUnit(f"{self.unit} and {other.unit} do not go together")
        return other.value

    def __add__(self, other: "Quantity") -> "Quantity":
        return Quantity(value=self.value + self._same(other), unit=self.unit)

    def __sub__(self, other: "Quantity") -> "Quantity":
        return Quantity(value=self.value - self._same(other), unit=self.unit)

    def __lt__(self, other: "Quantity") -> bool:
        return self.value < self._same(other)

    def __le__(self, other: "Quantity") -> bool:
        return self.value <= self._same(other)

    def whole(self, unit: Unit) -> int:
        """The amount as a whole number of `unit`. Raises `WrongUnit` or `ValueError`."""
        if unit is not self.unit:
            raise WrongUnit(f"expected {unit}, got {self.unit}")
        if self.value != self.value.to_integral_value():
            raise ValueError(f"{self} is not a whole number")
        return int(self.value)

    def in_(self, language: Language) -> str:
        """As printed: leading zero, no trailing zero, a space before the unit.

        >>> Quantity(value=Decimal("1.20"), unit=Unit.MILLILITRE).in_(Language.SPANISH)
        '1,2 mL'
        """
        number = decimal_text(self.value, language)
        return number if self.unit is Unit.COUNT else f"{number} {self.unit}"

    def __str__(self) -> str:
        return self.in_(Language.ENGLISH)


class Limits(BaseModel):
    """The bounds that a value may not leave; both ends belong to the permitted range."""

    model_config = ConfigDict(frozen=True, strict=True)

    least: Decimal
    most: Decimal

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.least > self.most:
            raise ValueError(f"the least, {self.least}, is above the most, {self.most}")
        return self

    def holds(self, value: Decimal) -> bool:
        """Whether a value is inside."""
        return self.least <= value <= self.most


def hundredths(value: Decimal) -> Decimal:
    """A volume or a dose as it is shown: to 0.01, half a hundredth counts.

    >>> hundredths(Decimal("33.335")), hundredths(Decimal("4.1549"))
    (Decimal('33.34'), Decimal('4.15'))
    """
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def decimal_from(raw: str, *, signed: bool = False, field: str = "") -> Decimal:
    """A typed number, exact. Only digits and one decimal point, and a minus sign where `signed`: a comma, an
    exponent or a space is refused, because a misread comma is a tenfold dose. `field`: where it was typed.
    """
    digits = raw.removeprefix("-") if signed else raw
    try:
        value = Decimal(digits)
    except InvalidOperation:
        value = None
    if (
        value is None
        or not value.is_finite()
        or set(digits) - set("0123456789.")
        or digits[:1] == "."
        or digits[-1:] == "."
    ):
        raise Refusal(
            Code.NOT_A_NUMBER,
            text("This is not a number that can be used."),
            expected=text("digits and a decimal point, like 101.2"),
            got=verbatim(raw),
            advice=text("Type it again, with a point where the decimals begin."),
            bad_input=True,
            field=field,
        )
    return -value if digits != raw else value
