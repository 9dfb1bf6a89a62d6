"""Which days a course has, at which moments, and for whom there is none."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pharmacy.courses import (
    CoursePlan,
    Patient,
    earliest_first_day,
    months_after,
    plan_course,
    whole_months,
)
from pharmacy.errors import Code, Refusal
from pharmacy.protocol.loader import load_protocol

PROTOCOL = load_protocol()
MADRID = ZoneInfo("Europe/Madrid")
GROWN_UP = date(1980, 1, 1)


def planned(
    number: int = 1,
    first_day: date = date(2026, 3, 2),
    *,
    at: time = time(10),
    zone: ZoneInfo = MADRID,
    previous_end: date | None = None,
    birth_date: date | None = GROWN_UP,
) -> CoursePlan:
    return plan_course(
        PROTOCOL,
        number=number,
        first_day=first_day,
        infusion_at=at,
        zone=zone,
        previous_end=previous_end,
        birth_date=birth_date,
    )


def refused(
    number: int = 1,
    first_day: date = date(2026, 3, 2),
    *,
    at: time = time(10),
    zone: ZoneInfo = MADRID,
    previous_end: date | None = None,
    birth_date: date | None = GROWN_UP,
) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        planned(number, first_day, at=at, zone=zone, previous_end=previous_end, birth_date=birth_date)
    return refusal.value


def starts(plan: CoursePlan) -> list[str]:
    return [day.infusion_start.isoformat() for day in plan.days]


def test_the_first_course_has_5_consecutive_days() -> None:
    plan = planned(1, date(2026, 3, 2))
    assert [(day.day, day.date.isoformat()) for day in plan.days] == [
        (1, "2026-03-02"),
        (2, "2026-03-03"),
        (3, "2026-03-04"),
        (4, "2026-03-05"),
        (5, "2026-03-06"),
    ]
    assert (plan.protocol_id, plan.protocol_version, plan.zone) == ("consensus-2019", "1", "Europe/Madrid")
    assert plan.findings == ()


@pytest.mark.parametrize("number", [2, 3, 4])
def test_each_later_course_has_3_consecutive_days(number: int) -> None:
    plan = planned(number, date(2027, 3, 8), previous_end=date(2026, 3, 6))
    assert [day.date.isoformat() for day in plan.days] == ["2027-03-08", "2027-03-09", "2027-03-10"]
    assert plan.findings == ()


def test_a_fifth_course_is_refused_with_its_source() -> None:
    refusal = refused(5, previous_end=date(2020, 1, 1))
    assert refusal.code is Code.COURSE_NUMBER
    assert refusal.source == "Treatment; Evaluation of treatment response"


def test_the_clock_time_stays_when_summer_time_begins() -> None:
    # Madrid, 29 March 2026: 02:00 becomes 03:00
    assert starts(planned(1, date(2026, 3, 27))) == [
        "2026-03-27T09:00:00+00:00",
        "2026-03-28T09:00:00+00:00",
        "2026-03-29T08:00:00+00:00",
        "2026-03-30T08:00:00+00:00",
        "2026-03-31T08:00:00+00:00",
    ]


def test_the_clock_time_stays_when_summer_time_ends() -> None:
    # Madrid, 25 October 2026: 03:00 becomes 02:00
    plan = planned(2, date(2026, 10, 24), previous_end=date(2025, 10, 3))
    assert starts(plan) == [
        "2026-10-24T08:00:00+00:00",
        "2026-10-25T09:00:00+00:00",
        "2026-10-26T09:00:00+00:00",
    ]


def test_the_clock_time_stays_where_the_clock_changes_by_half_an_hour() -> None:
    # Lord Howe Island, 5 April 2026: from +11:00 to +10:30
    plan = planned(2, date(2026, 4, 4), zone=ZoneInfo("Australia/Lord_Howe"), previous_end=date(2025, 4, 4))
    assert starts(plan) == [
        "2026-04-03T23:00:00+00:00",
        "2026-04-04T23:30:00+00:00",
        "2026-04-05T23:30:00+00:00",
    ]


def test_a_course_runs_across_the_end_of_a_month_a_year_and_february() -> None:
    assert [day.date.isoformat() for day in planned(1, date(2026, 12, 30)).days] == [
        "2026-12-30",
        "2026-12-31",
        "2027-01-01",
        "2027-01-02",
        "2027-01-03",
    ]
    assert [day.date.day for day in planned(1, date(2028, 2, 27)).days] == [27, 28, 29, 1, 2]
    assert [day.date.day for day in planned(1, date(2026, 2, 27)).days] == [27, 28, 1, 2, 3]


def test_a_clock_time_that_the_clock_skips_is_refused() -> None:
    refusal = refused(1, date(2026, 3, 27), at=time(2, 30))
    assert refusal.lines() == [
        "02:30 does not exist on 29 Mar 2026: the clock is put forward.",
        "expected: a clock time that exists once on every day of the course",
        "got: 02:30 in Europe/Madrid",
        "what now: Choose an earlier or a later time for the whole course.",
    ]
    assert (refusal.code, refusal.field) == (Code.LOCAL_TIME, "infusion_at")


def test_a_clock_time_that_happens_twice_is_refused() -> None:
    refusal = refused(1, date(2026, 10, 21), at=time(2, 30))
    assert refusal.code is Code.LOCAL_TIME
    assert str(refusal.what) == "02:30 happens twice on 25 Oct 2026: the clock is put back."


@pytest.mark.parametrize("hour", [1, 3])
def test_clock_times_around_a_change_are_accepted(hour: int) -> None:
    assert planned(1, date(2026, 3, 27), at=time(hour)).on(3).date == date(2026, 3, 29)


def test_a_day_that_a_country_skipped_is_refused() -> None:
    # Samoa went from 29 to 31 December 2011
    refusal = refused(1, date(2011, 12, 28), zone=ZoneInfo("Pacific/Apia"))
    assert str(refusal.what) == "10:00 does not exist on 30 Dec 2011: the clock is put forward."


def test_twelve_months_after_the_end_a_course_may_begin() -> None:
    assert earliest_first_day(PROTOCOL, date(2025, 3, 6)) == date(2026, 3, 6)
    assert planned(2, date(2026, 3, 6), previous_end=date(2025, 3, 6)).findings == ()


def test_a_day_less_than_twelve_months_is_refused_with_the_source() -> None:
    refusal = refused(2, date(2026, 3, 5), previous_end=date(2025, 3, 6))
    assert refusal.lines() == [
        "Course 2 begins less than 12 months after the end of course 1.",
        "expected: 6 Mar 2026 or later, 12 months after 6 Mar 2025",
        "got: 5 Mar 2026",
        "what now: Choose a later first day.",
        "(Second and subsequent courses; R23)",
    ]
    assert (refusal.code, refusal.field, refusal.bad_input) == (Code.COURSE_INTERVAL, "first_day", False)


def test_an_interval_from_a_leap_day_ends_on_the_first_of_march() -> None:
    assert refused(2, date(2025, 2, 28), previous_end=date(2024, 2, 29)).code is Code.COURSE_INTERVAL
    assert planned(2, date(2025, 3, 1), previous_end=date(2024, 2, 29)).number == 2


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2024-02-29", 12, "2025-03-01"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2023-02-28", 12, "2024-02-28"),
        ("2026-01-31", 1, "2026-03-01"),
        ("2026-08-31", 1, "2026-10-01"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-11-30", 3, "2027-03-01"),
        ("2026-12-31", 12, "2027-12-31"),
    ],
)
def test_months_are_counted_by_the_calendar_and_never_shorten(day: str, months: int, later: str) -> None:
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(later)


@pytest.mark.parametrize(
    ("first", "later", "months"),
    [
        ("2025-03-06", "2025-03-06", 0),
        ("2025-03-06", "2026-03-05", 11),
        ("2025-03-06", "2026-03-06", 12),
        ("2025-03-06", "2026-03-07", 12),
        ("2025-11-15", "2027-02-14", 14),
        ("2024-02-29", "2025-02-28", 11),
        ("2024-02-29", "2025-03-01", 12),
    ],
)
def test_a_month_is_whole_on_its_day_and_not_the_day_before(first: str, later: str, months: int) -> None:
    assert whole_months(date.fromisoformat(first), date.fromisoformat(later)) == months


def test_a_course_before_the_end_of_the_one_before_is_refused() -> None:
    for first_day in (date(2026, 3, 1), date(2026, 3, 2)):
        refusal = refused(3, first_day, previous_end=date(2026, 3, 2))
        assert refusal.lines() == [
            "Course 3 cannot begin before course 2 is over.",
            "expected: a first day after 2 Mar 2026",
            f"got: {first_day.day} Mar 2026",
            "what now: Check both days.",
            "(Second and subsequent courses; R23)",
        ]
        assert (refusal.code, refusal.field) == (Code.COURSE_ORDER, "first_day")


def test_a_first_course_after_another_is_refused() -> None:
    refusal = refused(1, previous_end=date(2020, 1, 1))
    assert refusal.lines() == [
        "Course 1 is the first; there can be none before it.",
        "expected: no end of an earlier course",
        "got: an earlier course that ended on 1 Jan 2020",
        "what now: Check which course this is.",
        "(Second and subsequent courses; R23)",
    ]
    assert (refusal.code, refusal.field) == (Code.COURSE_ORDER, "previous_end")


def test_an_interval_that_was_not_checked_is_said_so() -> None:
    assert [str(finding) for finding in planned(2, previous_end=None).findings] == [
        "The 12 months since the end of course 1 were not checked: the day it ended was not given."
    ]


def test_an_age_that_was_not_checked_is_said_so() -> None:
    assert [str(finding) for finding in planned(1, birth_date=None).findings] == [
        "The age was not checked: the birth date was not given."
    ]


def test_a_patient_is_old_enough_from_the_18th_birthday_on() -> None:
    assert planned(1, date(2026, 3, 2), birth_date=date(2008, 3, 2)).number == 1
    refusal = refused(1, date(2026, 3, 2), birth_date=date(2008, 3, 3))
    assert refusal.lines() == [
        "The patient is under 18 on the first day of the course.",
        "expected: a patient of 18 years or more",
        "got: a patient born on 3 Mar 2008, first day 2 Mar 2026",
        "what now: Check the birth date; the safety of alemtuzumab below this age is not established.",
        "(Paediatric populations)",
    ]
    assert (refusal.code, refusal.field) == (Code.UNDER_AGE, "birth_date")


def test_a_patient_born_on_a_leap_day_is_18_on_the_first_of_march() -> None:
    assert refused(1, date(2026, 2, 28), birth_date=date(2008, 2, 29)).code is Code.UNDER_AGE
    assert planned(1, date(2026, 3, 1), birth_date=date(2008, 2, 29)).number == 1


@pytest.mark.parametrize("birth_date", [date(2030, 1, 1), date.max])
def test_a_patient_not_yet_born_is_refused(birth_date: date) -> None:
    assert refused(1, birth_date=birth_date).code is Code.UNDER_AGE


@pytest.mark.parametrize("first_day", [date.min, date(226, 3, 2), date(3000, 1, 1), date.max])
def test_a_mistyped_year_is_refused(first_day: date) -> None:
    refusal = refused(1, first_day)
    assert (refusal.code, refusal.bad_input, refusal.field) == (Code.NOT_A_DATE, True, "first_day")


def test_a_mistyped_year_is_refused_in_these_words() -> None:
    assert refused(1, date(1999, 12, 31)).lines() == [
        "A course cannot begin on 31 Dec 1999.",
        "expected: a day from 1 Jan 2000 to 31 Dec 2999",
        "got: 1999-12-31",
        "what now: Type the day again, year first.",
    ]
    for first_day in (date(2000, 1, 1), date(2999, 12, 31)):
        assert planned(1, first_day, birth_date=None).days[0].date == first_day


def test_a_day_that_a_course_does_not_have_is_an_error() -> None:
    for day in (0, 6):
        with pytest.raises(ValueError, match="has no day"):
            planned().on(day)


@given(
    first_day=st.dates(date(2000, 1, 1), date(2100, 12, 31)),
    minute=st.integers(4 * 60, 24 * 60 - 1),  # these zones change their clocks before 04:00
    zone=st.sampled_from(["Europe/Madrid", "Atlantic/Canary", "America/New_York", "Australia/Sydney", "UTC"]),
)
def test_every_day_shows_the_same_clock_time_on_the_next_date(
    first_day: date, minute: int, zone: str
) -> None:
    at = time(minute // 60, minute % 60)
    plan = planned(1, first_day, at=at, zone=ZoneInfo(zone), birth_date=None)
    for day in plan.days:
        local = day.infusion_start.astimezone(ZoneInfo(zone))
        assert (local.date(), local.time()) == (day.date, at)
        assert day.infusion_start.tzinfo is UTC
    assert [day.date.toordinal() - first_day.toordinal() for day in plan.days] == [0, 1, 2, 3, 4]


@given(previous_end=st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_the_interval_is_never_shorter_than_a_year(previous_end: date) -> None:
    earliest = earliest_first_day(PROTOCOL, previous_end)
    assert (earliest - previous_end).days in {365, 366}
    assert datetime(previous_end.year + 1, previous_end.month, 1, tzinfo=UTC).date() <= earliest


def test_a_patient_is_called_by_family_name_first() -> None:
    patient = Patient(
        record_number="00511270",
        family_name=" Núñez Etxeberria ",
        given_name="María",
        birth_date=GROWN_UP,
        ward="Neurology",
    )
    assert patient.name == "Núñez Etxeberria, María"
    assert patient.wristband is None


@pytest.mark.parametrize(
    "wrong", [{"family_name": " "}, {"record_number": ""}, {"wristband": "12345"}, {"ward": "x" * 81}]
)
def test_a_patient_without_a_usable_identity_is_refused(wrong: dict[str, str]) -> None:
    right = {
        "record_number": "00511270",
        "family_name": "Ibarra",
        "given_name": "J",
        "birth_date": "1980-01-01",
        "ward": "4",
    }
    assert Patient.model_validate(right).name == "Ibarra, J"
    with pytest.raises(ValidationError):
        Patient.model_validate(right | wrong)
