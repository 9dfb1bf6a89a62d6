"""What is given beside alemtuzumab, how much, and when. Expected values from Fig. 3 and Fig. 5."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pharmacy.courses import CoursePlan, plan_course
from pharmacy.language import Language
from pharmacy.premedication import (
    Order,
    Premedicine,
    differs_for,
    drug_name,
    orders_for,
    overdue,
    premedicine_name,
)
from pharmacy.protocol.loader import SHIPPED_POLICY, load_policy, load_protocol

PROTOCOL = load_protocol()
POLICY = load_policy(PROTOCOL)
MADRID = ZoneInfo("Europe/Madrid")


def planned(number: int = 1, first_day: date = date(2026, 3, 2), at: time = time(10)) -> CoursePlan:
    return plan_course(
        PROTOCOL,
        number=number,
        first_day=first_day,
        infusion_at=at,
        zone=MADRID,
        previous_end=None,
        birth_date=None,
    )


def lines(orders: tuple[Order, ...]) -> list[str]:
    """Clock time in Madrid, drug, dose, route."""
    return [
        f"{order.at.astimezone(MADRID):%d %H:%M} {order.drug} {order.dose} {order.route}" for order in orders
    ]


def of(plan: CoursePlan, day: int, drug: str, *, as_needed: bool = False) -> list[Order]:
    orders = orders_for(PROTOCOL, POLICY, plan, day)
    return [order for order in orders if (order.drug, order.as_needed) == (drug, as_needed)]


def test_the_first_day_of_a_course_in_full() -> None:
    orders = orders_for(PROTOCOL, POLICY, planned(), 1)
    assert lines(tuple(order for order in orders if not order.as_needed)) == [
        "02 08:00 aciclovir 200 mg oral",
        "02 08:00 pantoprazole 40 mg oral",
        "02 08:00 paracetamol 1 g oral or intravenous",
        "02 08:00 dexchlorpheniramine 5 mg oral or intravenous",
        "02 08:30 methylprednisolone 1000 mg intravenous",
        "02 20:00 aciclovir 200 mg oral",
    ]
    assert lines(tuple(order for order in orders if order.as_needed)) == [
        "02 14:00 paracetamol 1 g oral or intravenous",
        "02 16:00 dexchlorpheniramine 5 mg oral or intravenous",
    ]


def test_what_is_given_as_needed_stands_apart_at_the_end() -> None:
    orders = orders_for(PROTOCOL, POLICY, planned(), 2)
    assert [order.as_needed for order in orders] == [False] * 6 + [True] * 2


@pytest.mark.parametrize(
    ("course", "day", "milligrams"),
    [
        (1, 1, 1000),
        (1, 2, 1000),
        (1, 3, 500),
        (1, 4, 250),
        (1, 5, 250),
        (2, 1, 750),
        (2, 2, 500),
        (2, 3, 250),
        (3, 1, 750),
        (3, 2, 500),
        (3, 3, 250),
        (4, 1, 750),
        (4, 2, 500),
        (4, 3, 250),
    ],
)
def test_the_steroid_of_each_day_is_given_90_minutes_before(course: int, day: int, milligrams: int) -> None:
    plan = planned(course)
    (steroid,) = of(plan, day, "methylprednisolone")
    assert str(steroid.dose) == f"{milligrams} mg"
    assert steroid.route == "intravenous"
    assert plan.on(day).infusion_start - steroid.at == timedelta(minutes=90)


@pytest.mark.parametrize("course", [1, 2])
def test_a_taper_that_the_source_gives_needs_no_word(course: int) -> None:
    (steroid,) = of(planned(course), 1, "methylprednisolone")
    assert steroid.note is None
    assert steroid.source == "Fig. 3; R17"


@pytest.mark.parametrize("course", [3, 4])
def test_a_taper_extended_from_course_2_says_so(course: int) -> None:
    for day in (1, 2, 3):
        (steroid,) = of(planned(course), day, "methylprednisolone")
        assert str(steroid.note) == (
            f"The source gives no taper for course {course}: extended from course 2 under R24."
        )
        assert steroid.source == "Fig. 3; R17, R24"


def test_120_minutes_are_elapsed_minutes_across_a_clock_change() -> None:
    # Madrid, 29 March 2026: 02:00 becomes 03:00, so 120 min before 04:00 it was 01:00
    (forward,) = of(planned(2, date(2026, 3, 29), time(4)), 1, "paracetamol")
    assert forward.at.astimezone(MADRID).isoformat() == "2026-03-29T01:00:00+01:00"
    # 25 October 2026: 03:00 becomes 02:00, so 120 min before 04:00 it was 02:00 for the second time
    (back,) = of(planned(2, date(2026, 10, 25), time(4)), 1, "dexchlorpheniramine")
    assert back.at.astimezone(MADRID).isoformat() == "2026-10-25T02:00:00+01:00"


def test_morning_medicines_keep_their_clock_time_across_a_clock_change() -> None:
    plan = planned(1, date(2026, 3, 27), time(12))
    assert [
        [order.at.astimezone(MADRID).strftime("%H:%M") for order in of(plan, day, "aciclovir")]
        for day in (2, 3)
    ] == [["08:00", "20:00"], ["08:00", "20:00"]]


def test_aciclovir_begins_before_the_first_infusion_even_when_that_is_early() -> None:
    plan = planned(at=time(8, 30))
    assert lines(tuple(of(plan, 1, "aciclovir"))) == [
        "02 06:30 aciclovir 200 mg oral",
        "02 20:00 aciclovir 200 mg oral",
    ]
    assert lines(tuple(of(plan, 2, "aciclovir"))) == [
        "03 08:00 aciclovir 200 mg oral",
        "03 20:00 aciclovir 200 mg oral",
    ]


@pytest.mark.parametrize("first", ["antipyretic", "antihistamine", "steroid"])
def test_aciclovir_begins_with_whichever_premedicine_comes_first(first: str) -> None:
    rules = PROTOCOL.premedication
    medicine = getattr(rules, first)
    earlier = medicine.model_copy(
        update={"before": medicine.before.model_copy(update={"value": Decimal(150)})}
    )
    protocol = PROTOCOL.model_copy(update={"premedication": rules.model_copy(update={first: earlier})})
    orders = orders_for(protocol, POLICY, planned(at=time(8, 30)), 1)
    assert lines(tuple(order for order in orders if order.drug in {"aciclovir", "pantoprazole"})) == [
        "02 06:00 aciclovir 200 mg oral",
        "02 06:00 pantoprazole 40 mg oral",
        "02 20:00 aciclovir 200 mg oral",
    ]


def test_aciclovir_is_not_put_off_when_the_infusion_is_late() -> None:
    assert lines(tuple(of(planned(at=time(16)), 1, "aciclovir")))[0] == "02 08:00 aciclovir 200 mg oral"


def test_aciclovir_runs_28_days_from_the_first_day_and_names_its_alternative() -> None:
    # 2 March is day 1, 29 March is day 28
    for day in (1, 5):
        for order in of(planned(), day, "aciclovir"):
            assert order.until == date(2026, 3, 29)
            assert order.every_hours == 12
            assert order.source == "Fig. 5; R9, R16"
            assert str(order.note) == (
                "Through 29 Mar 2026. Alternative for the same time: valaciclovir 500 mg every 24 h."
            )


def test_aciclovir_runs_as_long_as_the_signed_policy_says(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    shipped = SHIPPED_POLICY.read_text(encoding="utf-8")
    path.write_text(shipped.replace('value = 28\nunit = "d"', 'value = 42\nunit = "d"'), encoding="utf-8")
    orders = orders_for(PROTOCOL, load_policy(PROTOCOL, path), planned(), 1)
    assert {order.until for order in orders if order.drug == "aciclovir"} == {date(2026, 4, 12)}


def test_pantoprazole_never_comes_after_the_first_premedication() -> None:
    early, late = planned(at=time(8, 30)), planned(at=time(16))
    assert lines(tuple(of(early, 3, "pantoprazole"))) == ["04 06:30 pantoprazole 40 mg oral"]
    assert lines(tuple(of(late, 3, "pantoprazole"))) == ["04 08:00 pantoprazole 40 mg oral"]
    (order,) = of(early, 3, "pantoprazole")
    assert (order.every_hours, str(order.note)) == (24, "Or another proton pump inhibitor.")


def test_what_is_given_as_needed_says_its_interval_and_its_most_as_local_policy() -> None:
    (paracetamol,) = of(planned(), 1, "paracetamol", as_needed=True)
    (antihistamine,) = of(planned(), 1, "dexchlorpheniramine", as_needed=True)
    assert str(paracetamol.note) == (
        "For the rest of the day. At least 6 h between doses; at most 4 g in 24 h, "
        "the scheduled dose included (local policy)."
    )
    assert str(antihistamine.note) == (
        "For the rest of the day. At least 8 h between doses; at most 20 mg in 24 h, "
        "the scheduled dose included (local policy)."
    )
    assert (paracetamol.every_hours, antihistamine.every_hours) == (6, 8)
    assert (paracetamol.before, antihistamine.before) == (None, None)
    (scheduled,) = of(planned(), 1, "paracetamol")
    assert scheduled.before == timedelta(minutes=120)
    assert paracetamol.source == antihistamine.source == "Fig. 3; R17; local policy"


def test_a_drug_is_called_by_its_name_in_the_language_and_by_the_protocol_s_where_it_has_none() -> None:
    assert [premedicine_name(PROTOCOL, each).in_(Language.SPANISH) for each in Premedicine] == [
        "paracetamol",
        "dexclorfeniramina",
        "metilprednisolona",
    ]
    assert [str(premedicine_name(PROTOCOL, each)) for each in Premedicine] == [
        "paracetamol",
        "dexchlorpheniramine",
        "methylprednisolone",
    ]
    assert str(drug_name("ibuprofen")) == "ibuprofen"


def test_every_order_has_a_source_and_a_moment_in_utc() -> None:
    for course, days in ((1, 5), (2, 3), (3, 3), (4, 3)):
        for day in range(1, days + 1):
            for order in orders_for(PROTOCOL, POLICY, planned(course), day):
                assert order.source.startswith("Fig. ")
                assert order.at.tzinfo is UTC


def test_a_day_that_the_course_does_not_have_has_no_orders() -> None:
    with pytest.raises(ValueError, match="course 2 has no day 4"):
        orders_for(PROTOCOL, POLICY, planned(2), 4)
    with pytest.raises(ValueError, match="course 2 has no day 4"):
        differs_for(PROTOCOL, planned(2), 4)


def test_where_consensus_and_product_information_agree_nothing_is_said() -> None:
    assert differs_for(PROTOCOL, planned(1), 1) == ()
    assert differs_for(PROTOCOL, planned(1), 2) == ()


def test_where_the_product_information_has_another_steroid_dose_it_is_shown() -> None:
    assert [str(words) for words in differs_for(PROTOCOL, planned(1), 3)] == [
        (
            "Methylprednisolone: the product information (EU, US) has 1000 mg on days 1 to 3 "
            "of every course; the consensus gives 500 mg on day 3 of course 1."
        )
    ]
    for day, milligrams in ((1, 750), (2, 500), (3, 250)):
        (words,) = differs_for(PROTOCOL, planned(2), day)
        assert str(words).endswith(f"the consensus gives {milligrams} mg on day {day} of course 2.")


@pytest.mark.parametrize("day", [4, 5])
def test_where_the_product_information_has_no_steroid_it_is_shown(day: int) -> None:
    assert [str(words) for words in differs_for(PROTOCOL, planned(1), day)] == [
        (
            "Methylprednisolone: the product information (EU, US) names it for days 1 to 3 of a course only; "
            f"the consensus gives 250 mg on day {day} too."
        )
    ]


# late


def late(plan: CoursePlan, day: int, now: datetime) -> list[str]:
    """Drug, whole minutes late, and from when the infusion could start if it were given now."""
    found = overdue(plan, day, orders_for(PROTOCOL, POLICY, plan, day), now)
    return [
        f"{one.order.drug} {one.late // timedelta(minutes=1)} "
        + (f"{one.infusion_from.astimezone(MADRID):%d %H:%M}" if one.infusion_from else "-")
        for one in found
    ]


def at(hour: int, minute: int, second: int = 0, day: int = 2) -> datetime:
    return datetime(2026, 3, day, hour, minute, second, tzinfo=MADRID)


# An infusion at 12:00: paracetamol, dexchlorpheniramine 120 min before it, methylprednisolone 90 (Fig. 3).
@pytest.mark.parametrize(
    ("now", "told"),
    [
        (at(8, 0), []),
        (at(10, 0), ["aciclovir 120 -", "pantoprazole 120 -"]),
        (
            at(10, 25),
            [
                "aciclovir 145 -",
                "pantoprazole 145 -",
                "dexchlorpheniramine 25 02 12:25",
                "paracetamol 25 02 12:25",
            ],
        ),
        (
            at(10, 30, 1),
            [
                "aciclovir 150 -",
                "pantoprazole 150 -",
                "dexchlorpheniramine 30 02 12:31",
                "methylprednisolone 0 02 12:01",
                "paracetamol 30 02 12:31",
            ],
        ),
    ],
)
def test_orders_whose_time_is_past_are_told_with_the_earliest_infusion_they_leave(
    now: datetime, told: list[str]
) -> None:
    found = late(planned(at=time(12)), 1, now)
    assert (sorted(found), len(found)) == (sorted(told), len(told))


def test_a_clock_that_shows_minutes_never_shows_the_infusion_too_early() -> None:
    now, plan = at(10, 25) + timedelta(microseconds=1), planned(at=time(12))
    assert "paracetamol 25 02 12:26" in late(plan, 1, now)
    found = overdue(plan, 1, orders_for(PROTOCOL, POLICY, plan, 1), now)
    assert all(one.infusion_from.tzinfo is UTC for one in found if one.infusion_from)


def test_what_is_given_as_needed_is_never_late() -> None:
    plan = planned(at=time(12))
    last = overdue(plan, 1, orders_for(PROTOCOL, POLICY, plan, 1), at(23, 59))
    assert [one.order.as_needed for one in last] == [False] * 6


def test_an_order_of_another_day_is_not_late() -> None:
    plan = planned(at=time(12))
    assert late(plan, 1, at(0, 0, day=3)) == []
    assert late(plan, 3, at(23, 0, day=3)) == []
