"""Rates, times and limits of an infusion. Expected values from the source's Fig. 3, worked out by hand."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharmacy.errors import Code, Refusal
from pharmacy.infusion import (
    InfusionPlan,
    Response,
    dose_in,
    moment_given,
    observation_times,
    plan_infusion,
    reaction_rule,
    reactions,
    responses,
)
from pharmacy.language import decimal_text
from pharmacy.protocol.loader import load_protocol
from pharmacy.protocol.model import Diluent

PROTOCOL = load_protocol()
START = datetime(2026, 3, 25, 10, 0, tzinfo=UTC)


def planned(volume: str, start: datetime = START) -> InfusionPlan:
    return plan_infusion(PROTOCOL, Decimal(volume), start)


def refused(volume: str, start: datetime = START) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        planned(volume, start)
    return refusal.value


def table(plan: InfusionPlan) -> list[str]:
    return [
        " ".join(
            decimal_text(number)
            for number in (step.start_min, step.end_min, step.rate_ml_per_h, step.volume_ml)
        )
        + f" {step.starts_at:%H:%M}"
        for step in plan.steps
    ]


def test_100_ml_take_the_306_minutes_of_the_figure() -> None:
    plan = planned("100")
    assert table(plan) == [
        "0 30 5 2.5 10:00",
        "30 60 10 5 10:30",
        "60 90 15 7.5 11:00",
        "90 150 20 20 11:30",
        "150 306 25 65 12:30",
    ]
    assert (plan.total_min, plan.total_ml) == (Decimal(306), Decimal(100))
    assert plan.ends_at.isoformat() == "2026-03-25T15:06:00+00:00"


def test_a_bag_of_101_2_ml_takes_308_88_minutes() -> None:
    # 66.2 mL remain for 25 mL/h: 2.648 h = 158.88 min = 2 h 38 min 52.8 s
    plan = planned("101.2")
    assert table(plan)[-1] == "150 308.88 25 66.2 12:30"
    assert plan.total_min == Decimal("308.88")
    assert plan.ends_at.isoformat() == "2026-03-25T15:08:52.800000+00:00"


@pytest.mark.parametrize(
    ("volume", "minutes"),
    [
        ("0", "0"),
        ("2.5", "30"),  # the first step exactly
        ("5", "45"),  # 2.5 mL of the second step, at 10 mL/h
        ("35", "150"),
        ("81.2", "260.88"),  # 46.2 mL of the last step, at 25 mL/h
        ("101.2", "308.88"),
    ],
)
def test_a_volume_has_been_given_at_its_moment(volume: str, minutes: str) -> None:
    seconds = float(Decimal(minutes) * 60)
    assert moment_given(planned("101.2"), Decimal(volume)) == START + timedelta(seconds=seconds)


@pytest.mark.parametrize("volume", ["-0.1", "101.3"])
def test_no_volume_beyond_the_plan_is_given(volume: str) -> None:
    with pytest.raises(ValueError, match="mL of"):
        moment_given(planned("101.2"), Decimal(volume))


def test_a_microlitre_is_not_lost() -> None:
    # 0.001 mL at 25 mL/h: 0.144 s
    assert planned("101.201").ends_at - planned("101.2").ends_at == timedelta(milliseconds=144)


def test_the_start_is_reckoned_in_utc() -> None:
    plan = planned("100", datetime.fromisoformat("2026-10-25T00:30:00+02:00"))
    assert plan.starts_at.isoformat() == "2026-10-24T22:30:00+00:00"
    assert plan.ends_at.isoformat() == "2026-10-25T03:36:00+00:00"


def test_exactly_4_hours_and_exactly_8_hours_are_permitted() -> None:
    # after 150 min 35 mL are given; 90 min more at 25 mL/h are 37.5 mL, 330 min more are 137.5 mL
    assert planned("72.5").total_min == Decimal(240)
    assert planned("172.5").total_min == Decimal(480)


def test_an_infusion_under_4_hours_is_refused() -> None:
    refusal = refused("72.499")
    assert refusal.lines() == [
        "The infusion would be shorter than 4 h.",
        "expected: from 4 to 8 h, which is 72.5 to 172.5 mL at the protocol's rates",
        "got: 72.499 mL",
        "what now: Check the volume; for another one the protocol has no rates.",
        "(Fig. 3; R18)",
    ]
    assert (refusal.code, refusal.bad_input) == (Code.INFUSION_TIME, False)


@pytest.mark.parametrize("volume", ["0.001", "2.5", "7.5", "35", "50"])
def test_a_volume_that_never_reaches_the_later_rates_is_refused_as_too_short(volume: str) -> None:
    assert str(refused(volume).what) == "The infusion would be shorter than 4 h."


@pytest.mark.parametrize("volume", ["172.501", "250", "1000000"])
def test_an_infusion_over_8_hours_is_refused(volume: str) -> None:
    refusal = refused(volume)
    assert refusal.code is Code.INFUSION_TIME
    assert str(refusal.what) == "The infusion would be longer than 8 h."


@pytest.mark.parametrize("volume", ["0", "-100", "NaN", "sNaN", "Infinity", "100.0001", "1E-4"])
def test_a_volume_that_is_none_is_refused(volume: str) -> None:
    refusal = refused(volume)
    assert (refusal.code, refusal.bad_input) == (Code.INFUSION_VOLUME, True)
    assert refusal.lines() == [
        "This volume cannot be infused.",
        "expected: a volume above 0 mL, with no more than 3 decimals",
        f"got: {Decimal(volume)} mL",
        "what now: Give the volume in the bag, in mL.",
    ]


def test_zeros_at_the_end_of_a_volume_do_not_count_as_decimals() -> None:
    assert planned("100.000000").total_min == Decimal(306)
    assert refused("100." + "0" * 40 + "1").code is Code.INFUSION_VOLUME


@pytest.mark.parametrize(
    "start",
    [
        datetime(2026, 3, 25, 10, 0),  # noqa: DTZ001
        datetime.max.replace(tzinfo=UTC),
        datetime.fromisoformat("0001-01-01T00:00:00+14:00"),
    ],
)
def test_a_start_that_is_no_moment_is_refused(start: datetime) -> None:
    refusal = refused("100", start)
    assert (refusal.code, refusal.bad_input) == (Code.NOT_A_DATE, True)
    assert refusal.lines() == [
        "The infusion cannot start at this moment.",
        "expected: a moment with its offset from UTC, like 2026-03-25T10:00+01:00",
        f"got: {start.isoformat()}",
        "what now: Give the day, the time and the offset.",
    ]


def test_an_infusion_can_start_from_the_year_2000_to_the_last_day_of_2999() -> None:
    first, last = datetime(2000, 1, 1, tzinfo=UTC), datetime(2999, 12, 31, tzinfo=UTC)
    for start in (first, last):
        assert planned("100", start).starts_at.tzinfo is UTC
    for start in (first - timedelta(microseconds=1), last + timedelta(microseconds=1)):
        assert refused("100", start).code is Code.NOT_A_DATE


@pytest.mark.parametrize(
    ("volume", "milligrams"), [("101.2", "12"), ("50.6", "6"), ("25.3", "3"), ("0", "0")]
)
def test_a_part_of_the_bag_holds_that_part_of_the_12_mg(volume: str, milligrams: str) -> None:
    # 1.2 mL of concentrate in 100 mL
    for diluent in Diluent:
        assert dose_in(PROTOCOL, diluent, Decimal(volume)) == Decimal(milligrams)


@pytest.mark.parametrize(
    ("grade", "may"),
    [
        (0, None),
        (1, [Response.GO_ON]),
        (2, [Response.REDUCE, Response.HOLD, Response.STOP_FOR_GOOD]),
        (3, [Response.REDUCE, Response.HOLD, Response.STOP_FOR_GOOD]),
        (4, [Response.STOP_FOR_GOOD]),
        (5, None),
    ],
)
def test_what_may_be_done_to_the_rate_goes_by_the_grade(grade: int, may: list[Response] | None) -> None:
    rule = reaction_rule(PROTOCOL, grade)
    assert (None if rule is None else list(responses(rule))) == may


def test_the_patient_is_looked_at_every_hour_and_for_2_hours_afterwards() -> None:
    times = observation_times(PROTOCOL, planned("101.2"))
    assert [f"{moment:%H:%M:%S}" for moment in times] == [
        "10:00:00",
        "11:00:00",
        "12:00:00",
        "13:00:00",
        "14:00:00",
        "15:00:00",
        "15:08:52",
        "16:08:52",
        "17:08:52",
    ]


def test_an_infusion_that_ends_on_the_hour_is_looked_at_once_then() -> None:
    times = observation_times(PROTOCOL, planned("72.5"))
    assert [f"{moment:%H:%M}" for moment in times] == [
        "10:00",
        "11:00",
        "12:00",
        "13:00",
        "14:00",
        "15:00",
        "16:00",
    ]


def test_reactions_are_treated_by_grade() -> None:
    assert [(r.grades, str(r.meaning), [str(act) for act in r.acts]) for r in reactions(PROTOCOL)] == [
        (
            "1",
            "mild: no or little need of intervention",
            ["Give symptomatic medication.", "The infusion goes on."],
        ),
        (
            "2–3",
            "moderate: needs intervention, possibly hospital",
            [
                "Give symptomatic medication.",
                "Reduce the rate by 50 %, or stop the infusion.",
                "Flush the line with saline.",
                "Wait for the symptoms to subside.",
                "Resume at 50 % of the rate at which it was stopped.",
            ],
        ),
        (
            "4",
            "severe: needs major intervention, probably hospital",
            ["Give symptomatic medication.", "Stop the infusion for good.", "Flush the line with saline."],
        ),
    ]
    assert {r.source for r in reactions(PROTOCOL)} == {"Fig. 3; R20"}


@given(microlitres=st.integers(72_500, 172_500))
def test_steps_follow_each_other_and_add_up_to_the_volume(microlitres: int) -> None:
    volume = Decimal(microlitres) / 1000
    plan = plan_infusion(PROTOCOL, volume, START)
    assert sum(step.volume_ml for step in plan.steps) == volume
    assert plan.steps[0].start_min == 0
    for step, later in zip(plan.steps, plan.steps[1:], strict=False):
        assert step.end_min == later.start_min
    for step in plan.steps:
        # what a rate gives in a time, written without a division
        assert step.volume_ml * 60 == step.rate_ml_per_h * (step.end_min - step.start_min)
        assert step.volume_ml > 0
    assert timedelta(hours=4) <= plan.ends_at - plan.starts_at <= timedelta(hours=8)


@given(microlitres=st.integers(1, 400_000))
def test_a_volume_is_planned_exactly_when_it_takes_4_to_8_hours(microlitres: int) -> None:
    volume = str(Decimal(microlitres) / 1000)
    if 72_500 <= microlitres <= 172_500:
        assert planned(volume).total_ml == Decimal(volume)
    else:
        assert refused(volume).code is Code.INFUSION_TIME
