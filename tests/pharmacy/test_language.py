"""Numbers and days as they may stand beside a patient."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharmacy.language import Language, Text, date_text, decimal_text, text, verbatim
from pharmacy.quantities import Quantity, Unit

DECIMALS = st.decimals(
    min_value=Decimal(-1000000), max_value=Decimal(1000000), allow_nan=False, allow_infinity=False
)


@pytest.mark.parametrize(
    ("value", "english", "spanish"),
    [
        ("12", "12", "12"),
        ("1.2", "1.2", "1,2"),
        ("1.20", "1.2", "1,2"),
        ("0.119", "0.119", "0,119"),
        (".5", "0.5", "0,5"),
        ("1000", "1000", "1000"),
        ("1000000.5", "1000000.5", "1000000,5"),
        ("1E+3", "1000", "1000"),
        ("1E-3", "0.001", "0,001"),
        ("100.00", "100", "100"),
        ("0.0", "0", "0"),
        ("-0", "0", "0"),
        ("-0.00", "0", "0"),
        ("-1.50", "-1.5", "-1,5"),
        ("0E+5", "0", "0"),
    ],
)
def test_a_number_is_printed_with_leading_and_without_trailing_zero(
    value: str, english: str, spanish: str
) -> None:
    assert decimal_text(Decimal(value)) == english
    assert decimal_text(Decimal(value), Language.SPANISH) == spanish


@given(DECIMALS)
def test_a_printed_number_reads_back_as_the_same_number(value: Decimal) -> None:
    printed = decimal_text(value)
    assert Decimal(printed) == value
    assert set(printed) <= set("-0123456789.")
    assert not printed.startswith((".", "-."))
    assert not printed.endswith(".")
    assert "." not in printed or not printed.endswith("0")
    assert decimal_text(value, Language.SPANISH) == printed.replace(".", ",")


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_what_is_no_number_is_never_printed(value: str) -> None:
    with pytest.raises(ValueError, match="no number that could be printed"):
        decimal_text(Decimal(value))


@pytest.mark.parametrize(
    ("day", "english", "spanish"),
    [
        (date(2026, 1, 2), "2 Jan 2026", "2 ene 2026"),
        (date(2026, 2, 1), "1 Feb 2026", "1 feb 2026"),
        (date(2024, 2, 29), "29 Feb 2024", "29 feb 2024"),
        (date(2026, 4, 30), "30 Apr 2026", "30 abr 2026"),
        (date(2026, 8, 15), "15 Aug 2026", "15 ago 2026"),
        (date(2026, 9, 9), "9 Sep 2026", "9 sep 2026"),
        (date(2026, 12, 31), "31 Dec 2026", "31 dic 2026"),
        (date(999, 5, 5), "5 May 0999", "5 may 0999"),
    ],
)
def test_a_day_has_its_month_in_letters_and_a_year_of_four_digits(
    day: date, english: str, spanish: str
) -> None:
    assert date_text(day) == english
    assert date_text(day, Language.SPANISH) == spanish


def test_every_month_of_both_languages_has_its_own_name() -> None:
    for language in Language:
        assert len({date_text(date(2026, month, 1), language) for month in range(1, 13)}) == 12


def test_the_values_of_a_sentence_are_written_as_its_language_does() -> None:
    sentence = Text(
        "{dose} on {day}, {inner}, {other}",
        {
            "dose": Decimal("1.20"),
            "day": date(2026, 8, 5),
            "inner": Text("{x}", {"x": Decimal("0.5")}),
            "other": 7,
        },
    )
    assert str(sentence) == "1.2 on 5 Aug 2026, 0.5, 7"
    assert sentence.in_(Language.SPANISH) == "1,2 on 5 ago 2026, 0,5, 7"


@pytest.mark.parametrize("raw", ["", "{name}", "{0}", "100 %", "{", "}", "}{", "ñ {dose!r}", "%s"])
def test_raw_text_is_shown_as_it_is_whatever_it_holds(raw: str) -> None:
    for language in Language:
        assert verbatim(raw).in_(language) == raw


def test_raw_text_inside_a_sentence_is_never_filled_in() -> None:
    assert str(text("got {value}", value="{secret}")) == "got {secret}"
    assert str(text("got {value}", value=verbatim("{secret}"))) == "got {secret}"


def test_an_empty_sentence_is_empty_in_every_language() -> None:
    assert [text("").in_(language) for language in Language] == ["", ""]


def test_a_quantity_inside_a_spanish_sentence_has_a_decimal_comma() -> None:
    drawn = text("DRAW EXACTLY {volume}", volume=Quantity(value=Decimal("1.20"), unit=Unit.MILLILITRE))
    assert "1,2 mL" in drawn.in_(Language.SPANISH)
    assert str(drawn) == "DRAW EXACTLY 1.2 mL"
