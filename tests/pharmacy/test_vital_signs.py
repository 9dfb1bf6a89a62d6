"""What can have been measured, and when the physician is called."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from pharmacy.errors import Code, Refusal
from pharmacy.protocol.loader import load_policy, load_protocol
from pharmacy.vital_signs import VitalSigns, temperature_sign, unusual, whole_sign

POLICY = load_policy(load_protocol())
SIGNS = VitalSigns(
    at=datetime(2026, 3, 25, 11, tzinfo=UTC),
    heart_rate=78,
    systolic=124,
    diastolic=76,
    celsius=Decimal("36.8"),
)


def told(**more: object) -> list[str]:
    return [str(words) for words in unusual(POLICY, SIGNS.model_copy(update=more))]


def refused(typed: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        whole_sign(POLICY.heart_rate, typed, "heart_rate")
    assert (caught.value.field, caught.value.bad_input) == ("heart_rate", True)
    return caught.value


def test_a_look_reads_as_nurses_write_it() -> None:
    assert str(SIGNS.in_a_line()) == "HR 78 · BP 124/76 · T 36.8 °C"


@pytest.mark.parametrize(("typed", "value"), [("20", 20), ("250", 250), (" 78 ", 78), ("78.0", 78)])
def test_what_can_have_been_measured_is_taken(typed: str, value: int) -> None:
    assert whole_sign(POLICY.heart_rate, typed, "heart_rate") == value


@pytest.mark.parametrize("typed", ["19", "251", "7800"])
def test_what_nobody_can_have_measured_is_refused_in_these_words(typed: str) -> None:
    refusal = refused(typed)
    assert refusal.code is Code.IMPOSSIBLE_VALUE
    assert refusal.lines() == [
        "This value cannot have been measured.",
        "expected: from 20 to 250 /min",
        f"got: {typed} /min",
        "what now: Measure again, or type it again; nothing was recorded.",
        "(local policy)",
    ]


def test_half_a_beat_is_refused_in_these_words() -> None:
    assert refused("78.5").lines()[1:3] == [
        "expected: from 20 to 250 /min · a whole number",
        "got: 78.5 /min",
    ]


@pytest.mark.parametrize("typed", ["", "x", "7 8", "-78", "+78", "7e1", "NaN", "Infinity", "７８"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    assert refused(typed).code is Code.NOT_A_NUMBER


def test_a_temperature_has_three_decimals_at_most() -> None:
    assert temperature_sign(POLICY.body_temperature, "36.825", "temperature") == Decimal("36.825")
    with pytest.raises(Refusal) as caught:
        temperature_sign(POLICY.body_temperature, "36.8251", "temperature")
    assert str(caught.value.expected) == "from 30 to 43 °C · three decimals at most"


@pytest.mark.parametrize(
    ("typed", "signed", "right"),
    [("-0.5", True, True), ("-0.5", False, False), ("-30", True, True), ("-30.1", True, False)],
)
def test_only_a_refrigerator_is_below_zero(typed: str, signed: bool, right: bool) -> None:
    if right:
        assert temperature_sign(POLICY.thermometer, typed, "celsius", signed=signed) == Decimal(typed)
        return
    with pytest.raises(Refusal):
        temperature_sign(POLICY.thermometer, typed, "celsius", signed=signed)


def test_what_is_usual_is_not_told() -> None:
    assert told() == []
    assert told(heart_rate=50, systolic=180, diastolic=110, celsius=Decimal("37.9")) == []


def test_everything_unusual_is_told_with_its_limits() -> None:
    assert told(heart_rate=49, systolic=181, diastolic=111, celsius=Decimal(38), skin="hives") == [
        "heart rate 49 /min; usual is 50 to 120 /min",
        "systolic pressure 181 mmHg; usual is 90 to 180 mmHg",
        "diastolic pressure 111 mmHg; usual is 50 to 110 mmHg",
        "temperature 38 °C; usual is 35 to 37.9 °C",
        "skin: hives",
    ]


def test_between_the_usual_and_a_tenth_more_there_is_nothing_usual() -> None:
    assert told(celsius=Decimal("37.95")) == ["temperature 37.95 °C; usual is 35 to 37.9 °C"]
