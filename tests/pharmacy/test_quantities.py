"""Amounts are exact, have a unit, and are never changed by what judges them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pharmacy.errors import Code, Refusal
from pharmacy.language import Language
from pharmacy.quantities import Limits, Quantity, Unit, WrongUnit, decimal_from


def ml(value: str) -> Quantity:
    return Quantity(value=Decimal(value), unit=Unit.MILLILITRE)


def mg(value: str) -> Quantity:
    return Quantity(value=Decimal(value), unit=Unit.MILLIGRAM)


def test_amounts_of_one_unit_are_added_and_compared_exactly() -> None:
    assert ml("100") + ml("1.2") == ml("101.2")
    assert ml("0.1") + ml("0.2") == ml("0.3")
    assert ml("101.2") - ml("100") == ml("1.2")
    assert ml("1.2") < ml("1.20001")
    assert ml("1.2") <= ml("1.20")


@pytest.mark.parametrize(
    "combine",
    [
        lambda: ml("1") + mg("1"),
        lambda: ml("1") - mg("1"),
        lambda: ml("1") < mg("1"),
        lambda: ml("1") <= mg("1"),
        lambda: ml("1") > mg("1"),
        lambda: ml("1").whole(Unit.MILLIGRAM),
    ],
)
def test_different_units_never_meet(combine: object) -> None:
    assert callable(combine)
    with pytest.raises(WrongUnit):
        combine()


def test_equal_numbers_of_different_units_are_not_equal() -> None:
    assert ml("1") != mg("1")


@pytest.mark.parametrize("value", [1.2, "1.2", 12, True, None])
def test_an_amount_is_an_exact_decimal_and_nothing_else(value: object) -> None:
    with pytest.raises(ValidationError):
        Quantity(value=value, unit=Unit.MILLILITRE)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_an_amount_is_finite(value: str) -> None:
    with pytest.raises(ValidationError):
        ml(value)


def test_an_amount_cannot_be_changed() -> None:
    dose = mg("12")
    with pytest.raises(ValidationError):
        dose.value = Decimal(13)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("amount", "english", "spanish"),
    [
        (mg("12"), "12 mg", "12 mg"),
        (ml("1.20"), "1.2 mL", "1,2 mL"),
        (Quantity(value=Decimal("0.119"), unit=Unit.MILLIGRAM_PER_ML), "0.119 mg/mL", "0,119 mg/mL"),
        (Quantity(value=Decimal(5), unit=Unit.COUNT), "5", "5"),
        (Quantity(value=Decimal("0.9"), unit=Unit.PERCENT), "0.9 %", "0,9 %"),
        (Quantity(value=Decimal(2), unit=Unit.CELSIUS), "2 °C", "2 °C"),
    ],
)
def test_an_amount_is_printed_with_a_space_before_its_unit(
    amount: Quantity, english: str, spanish: str
) -> None:
    assert str(amount) == english
    assert amount.in_(Language.SPANISH) == spanish


def test_a_whole_amount_is_a_whole_number_of_its_own_unit() -> None:
    assert ml("100.0").whole(Unit.MILLILITRE) == 100
    with pytest.raises(ValueError, match=r"1\.2 mL is not a whole number"):
        ml("1.2").whole(Unit.MILLILITRE)


@pytest.mark.parametrize(
    ("value", "inside"), [("1.9", False), ("2", True), ("8.0", True), ("8.1", False), ("-3", False)]
)
def test_both_ends_of_a_limit_are_permitted(value: str, inside: bool) -> None:
    assert Limits(least=Decimal(2), most=Decimal(8)).holds(Decimal(value)) is inside


def test_limits_the_wrong_way_round_are_no_limits() -> None:
    with pytest.raises(ValidationError, match="the least, 8, is above the most, 2"):
        Limits(least=Decimal(8), most=Decimal(2))


# typed numbers


@pytest.mark.parametrize(("raw", "value"), [("101.2", "101.2"), ("0", "0"), ("007", "7"), ("1.50", "1.50")])
def test_digits_and_one_point_are_a_number(raw: str, value: str) -> None:
    assert decimal_from(raw) == Decimal(value)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        " ",
        ".",
        "1,2",
        "1.2.3",
        "1e3",
        "1E3",
        "+1",
        "-1",
        " 1",
        "1 ",
        "1\n",
        "1_000",
        "NaN",
        "Infinity",
        "sNaN",
        ".5",
        "5.",
        "١٢",
        "１２",
        "²",
        "0x10",
        "1'000",
        "12 mg",
        "--",
        "\x00",
        "1\xa0000",
    ],
)
def test_whatever_could_be_misread_is_no_number(raw: str) -> None:
    with pytest.raises(Refusal) as caught:
        decimal_from(raw)
    assert caught.value.code is Code.NOT_A_NUMBER
    assert caught.value.bad_input


def test_a_comma_is_refused_in_these_words() -> None:
    with pytest.raises(Refusal) as caught:
        decimal_from("101,2")
    assert caught.value.lines() == [
        "This is not a number that can be used.",
        "expected: digits and a decimal point, like 101.2",
        "got: 101,2",
        "what now: Type it again, with a point where the decimals begin.",
    ]


@given(st.text(max_size=12))
def test_any_text_is_a_number_or_refused(raw: str) -> None:
    try:
        value = decimal_from(raw)
    except Refusal:
        return
    assert value >= 0
    assert set(raw) <= set("0123456789.")


@pytest.mark.parametrize(
    ("typed", "value"), [("-0.5", "-0.5"), ("-12", "-12"), ("4.5", "4.5"), ("0", "0"), ("-0", "0")]
)
def test_a_temperature_may_be_below_zero(typed: str, value: str) -> None:
    assert decimal_from(typed, signed=True) == Decimal(value)


@pytest.mark.parametrize("typed", ["--1", "-", "+1", "- 1", "1-", "-.5", "-1,5", "\u22121", "-NaN", "-1e1"])
def test_a_sign_is_one_minus_before_the_digits(typed: str) -> None:
    with pytest.raises(Refusal) as caught:
        decimal_from(typed, signed=True)
    assert caught.value.code is Code.NOT_A_NUMBER


def test_what_has_no_sign_takes_none() -> None:
    with pytest.raises(Refusal):
        decimal_from("-0.5")
