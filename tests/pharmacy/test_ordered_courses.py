"""Courses as they are ordered here: what is granted, what is refused, and what is given up again."""

from datetime import UTC, date, time, timedelta
from typing import Any

import pytest

from pharmacy.errors import Code
from pharmacy.preparation import State, Step
from pharmacy.service import bench, courses, orders, patients
from pharmacy.service.courses import WantedCourse
from tests.conftest import (
    MORNING,
    NURSE,
    OTHER_PATIENT,
    PATIENT,
    PHARMACIST,
    PHYSICIAN,
    TECHNICIAN,
    House,
)

TODAY = MORNING.date()


def wanted(patient: str = PATIENT, **more: Any) -> WantedCourse:
    """A first course from today on, at noon."""
    return WantedCourse(
        **{"patient": patient, "number": 1, "first_day": TODAY, "infusion_at": time(12), **more}
    )


def course(
    house: House, number: int = 1, first_day: date = TODAY, *, patient: str = PATIENT, **more: Any
) -> courses.OrderedCourse:
    return courses.order_course(
        house.station, PHYSICIAN, wanted(patient, number=number, first_day=first_day, **more)
    )


def refused_course(
    house: House, number: int = 1, first_day: date = TODAY, *, patient: str = PATIENT, **more: Any
) -> list[str]:
    """The refusal's code and then its words."""
    asked = wanted(patient, number=number, first_day=first_day, **more)
    refusal = house.refused(courses.order_course, PHYSICIAN, asked)
    return [refusal.code.value, *refusal.lines()]


def test_a_course_for_nobody_is_refused_in_these_words(house: House) -> None:
    assert refused_course(house, patient="00999999") == [
        "unknown-patient",
        "This patient is not known here.",
        "expected: the record number or wristband of a patient who was entered",
        "got: 00999999",
        "what now: Enter the patient first (key n on the worklist).",
    ]


def test_the_first_course_plans_5_bags_on_5_days(house: House) -> None:
    ordered = course(house)
    bags = courses.course_bags(house.station, ordered.id)
    assert [(bag.day, bag.on_date.day, bag.state, bag.step) for bag in bags] == [
        (day, 24 + day, State.PLANNED, None) for day in (1, 2, 3, 4, 5)
    ]
    assert tuple(bag.id for bag in bags) == ordered.bag_ids
    # summer time begins on 29 March: noon is 11:00 UTC before and 10:00 UTC from then on
    assert [bag.infusion_start.hour for bag in bags] == [11, 11, 11, 11, 10]


def test_bag_numbers_are_given_in_order_and_never_twice(house: House) -> None:
    first, second = course(house).bag_ids, course(house, patient=OTHER_PATIENT).bag_ids
    assert [bag_id[:9] for bag_id in first + second] == [f"26-{number:06d}" for number in range(1, 11)]


def test_a_new_year_begins_its_own_numbers(house: House) -> None:
    course(house)
    house.clock.set(MORNING.replace(year=2027))
    ordered = course(house, patient=OTHER_PATIENT, first_day=date(2027, 3, 25))
    assert ordered.bag_ids[0][:9] == "27-000001"


def test_a_course_keeps_the_plan_it_was_ordered_with(house: House) -> None:
    ordered = course(house)
    assert courses.course_plan(house.station, house.bag(ordered.bag_ids[4])) == ordered.plan


def test_a_later_course_needs_the_day_the_one_before_ended_in_these_words(house: House) -> None:
    assert refused_course(house, 2) == [
        "missing",
        "Course 2 needs the last day of the course before.",
        "expected: the day on which course 1 ended",
        "got: nothing",
        "what now: Ask the neurologist or look into the patient's card.",
        "(Second and subsequent courses; R23)",
    ]


@pytest.mark.parametrize("first_day", [date(2027, 3, 28), date(2026, 4, 30)])
def test_less_than_12_months_after_a_course_given_here_is_refused(house: House, first_day: date) -> None:
    # course 1 ends on 29 March 2026
    course(house)
    assert refused_course(house, 2, first_day)[0] == "course-interval"


def test_12_months_after_a_course_given_here_is_granted(house: House) -> None:
    course(house)
    ordered = course(house, 2, date(2027, 3, 29))
    assert len(ordered.bag_ids) == 3


def test_less_than_12_months_is_refused_in_these_words(house: House) -> None:
    lines = refused_course(house, 2, date(2026, 3, 25), previous_end=date(2025, 3, 26))
    assert lines[:-1] == [
        "course-interval",
        "Course 2 begins less than 12 months after the end of course 1.",
        "expected: 26 Mar 2026 or later, 12 months after 26 Mar 2025",
        "got: 25 Mar 2026",
        "what now: Choose a later first day.",
    ]
    assert "R23" in lines[-1]


def test_the_record_here_outweighs_what_somebody_types_in_these_words(house: House) -> None:
    course(house)
    assert refused_course(house, 2, date(2027, 6, 1), previous_end=date(2026, 3, 28))[:5] == [
        "course-order",
        "The course before ended on another day, by the record here.",
        "expected: 29 Mar 2026",
        "got: 28 Mar 2026",
        "what now: Leave the day empty, or find out which one is right.",
    ]


def test_the_interval_cannot_be_got_round_by_counting_courses_wrong(house: House) -> None:
    course(house)
    lines = refused_course(
        house, 3, date(2026, 5, 4), previous_end=date(2025, 1, 10), activity_evidence="a relapse"
    )
    assert lines[:5] == [
        "course-order",
        "An earlier course ended after that day, by the record here.",
        "expected: a day after 29 Mar 2026",
        "got: 10 Jan 2025",
        "what now: Check which course this is, and when the one before it ended.",
    ]


def test_no_earlier_course_follows_a_later_one_in_these_words(house: House) -> None:
    course(house, 2, date(2026, 3, 25), previous_end=date(2025, 1, 10))
    assert refused_course(house, 1, date(2026, 6, 1))[:5] == [
        "course-order",
        "Núñez Etxeberria, María del Carmen already has a later course.",
        "expected: the next course",
        "got: course 1, after course 2",
        "what now: Check how many courses the patient has had.",
    ]


def test_a_course_is_ordered_once_in_these_words(house: House) -> None:
    course(house)
    assert refused_course(house, 1, date(2026, 5, 4)) == [
        "course-exists",
        "Núñez Etxeberria, María del Carmen already has course 1.",
        "expected: the next course",
        "got: course 1, from 25 Mar 2026",
        "what now: Look at the worklist for its bags.",
    ]


@pytest.mark.parametrize("number", [5, 6, 0, -1, 99])
@pytest.mark.parametrize("previous_end", [None, date(2024, 1, 1)])
def test_there_is_no_fifth_course_and_none_before_the_first(
    house: House, number: int, previous_end: date | None
) -> None:
    lines = refused_course(house, number, previous_end=previous_end, activity_evidence="a relapse")
    assert lines[0] == "course-number"
    assert lines[2:4] == ["expected: a course from 1 to 4", f"got: course {number}"]


def test_the_first_course_has_none_before_it(house: House) -> None:
    assert refused_course(house, 1, previous_end=date(2024, 1, 1))[0] == "course-order"


@pytest.mark.parametrize("number", [3, 4])
def test_a_third_or_fourth_course_needs_evidence_of_activity_in_these_words(
    house: House, number: int
) -> None:
    lines = refused_course(house, number, previous_end=date(2025, 1, 10), activity_evidence="  ")
    assert lines[:5] == [
        "activity-not-confirmed",
        f"Course {number} is given only on evidence of disease activity.",
        "expected: what shows it: relapse, MRI, disability",
        "got: nothing",
        "what now: Write down what the neurologist found.",
    ]
    assert lines[5] == "(Evaluation of treatment response)"
    ordered = course(house, number, previous_end=date(2025, 1, 10), activity_evidence="two new T2 lesions")
    assert len(ordered.bag_ids) == 3


@pytest.mark.parametrize(("birth", "granted"), [(date(2008, 3, 25), True), (date(2008, 3, 26), False)])
def test_a_patient_is_18_on_the_first_day(house: House, birth: date, granted: bool) -> None:
    patients.add_patient(house.station, PHYSICIAN, "00600001", "Joven", "A", birth, "Neurología")
    if granted:
        course(house, patient="00600001")
    else:
        lines = refused_course(house, patient="00600001")
        assert lines == [
            "under-age",
            "The patient is under 18 on the first day of the course.",
            "expected: a patient of 18 years or more",
            "got: a patient born on 26 Mar 2008, first day 25 Mar 2026",
            ("what now: Check the birth date; the safety of alemtuzumab below this age is not established."),
            "(Paediatric populations)",
        ]


def test_a_course_does_not_begin_yesterday_in_these_words(house: House) -> None:
    assert refused_course(house, 1, date(2026, 3, 24)) == [
        "past-day",
        "A course cannot begin on a day that is over.",
        "expected: 25 Mar 2026 or later",
        "got: 24 Mar 2026",
        "what now: Correct the first day.",
    ]


def test_a_course_does_not_begin_with_an_infusion_that_is_over_in_these_words(house: House) -> None:
    refusal = house.refused(courses.order_course, PHYSICIAN, wanted(infusion_at=time(9, 29)))
    assert refusal.code is Code.PAST_DAY
    assert refusal.lines() == [
        "An infusion cannot be planned for a time that is over.",
        "expected: 2026-03-25 09:30 +01:00 or later",
        "got: 2026-03-25 09:29 +01:00",
        "what now: Correct the day or the time.",
    ]
    courses.order_course(house.station, PHYSICIAN, wanted(infusion_at=time(9, 30)))


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (time(12, 0, 30), "12:00:30"),
        (time(12, 0, 0, 1), "12:00:00.000001"),
        (time(12, tzinfo=UTC), "12:00:00+00:00"),
    ],
)
def test_an_order_s_time_has_hours_and_minutes_only_in_these_words(house: House, at: time, told: str) -> None:
    refusal = house.refused(courses.order_course, PHYSICIAN, wanted(infusion_at=at))
    assert refusal.code is Code.NOT_A_DATE
    assert refusal.bad_input
    assert refusal.lines() == [
        "This is no clock time of an order.",
        "expected: hours and minutes, like 12:00; the site knows its zone",
        f"got: {told}",
        "what now: Type it again.",
    ]
    assert house.code(orders.reschedule, PHARMACIST, house.order()[0], at, "late") is Code.NOT_A_DATE


def test_an_order_is_one_event_and_each_of_its_bags_has_one_of_its_own(house: House) -> None:
    before = len(house.events())
    ordered = course(house, 2, previous_end=date(2025, 1, 10))
    *planned, whole = house.events()[before:]
    assert [(event["subject"], event["act"], event["data"]["course"]) for event in planned] == [
        (bag_id, "orders.course", 2) for bag_id in ordered.bag_ids
    ]
    assert (whole["subject"], whole["data"]["previous_end"], whole["data"]["bags"]) == (
        PATIENT,
        "2025-01-10",
        list(ordered.bag_ids),
    )


def test_today_is_the_site_s_today(house: House) -> None:
    # 23:30 UTC on the 25th is already the 26th in Madrid
    house.at(0, 30, day=26)
    assert refused_course(house, 1, date(2026, 3, 25))[0] == "past-day"


def test_a_time_that_does_not_exist_on_a_day_of_the_course_is_refused(house: House) -> None:
    refusal = house.refused(courses.order_course, PHYSICIAN, wanted(infusion_at=time(2, 30)))
    assert refusal.code is Code.LOCAL_TIME


def test_a_nurse_or_technician_orders_no_course(house: House) -> None:
    for badge in (NURSE, TECHNICIAN):
        assert house.code(courses.order_course, badge, wanted()) is Code.NOT_YOUR_ROLE


def test_what_is_previewed_is_what_is_ordered_and_leaves_no_trace(house: House) -> None:
    before, events = house.dump(), len(house.events())
    plan = courses.preview_course(house.station, PHYSICIAN, wanted()).plan
    assert (house.dump(), len(house.events())) == (before, events)
    assert course(house).plan == plan


# a course given up


def test_a_course_ordered_for_the_wrong_days_is_given_up_whole_and_ordered_anew(house: House) -> None:
    wrong = course(house, first_day=date(2026, 4, 20))
    given_up = courses.cancel_course(house.station, PHYSICIAN, wrong.bag_ids[2], "ordered for the wrong week")
    assert given_up == wrong.bag_ids
    assert {bag.state for bag in courses.course_bags(house.station, wrong.id)} == {State.CANCELLED}
    again = course(house)
    assert not set(again.bag_ids) & set(wrong.bag_ids)
    # what was given up counts for no interval
    assert course(house, 2, date(2027, 3, 29)).plan.number == 2


def test_a_course_given_up_is_written_under_each_of_its_bags(house: House) -> None:
    wrong = course(house, first_day=date(2026, 4, 20))
    bench.cancel(house.station, TECHNICIAN, wrong.bag_ids[0], "the ward called")
    before = len(house.events())
    courses.cancel_course(house.station, PHYSICIAN, wrong.bag_ids[2], "wrong week")
    *each, whole = house.events()[before:]
    assert [(event["subject"], event["data"]["state"], event["data"]["reason"]) for event in each] == [
        (bag_id, "cancelled", "wrong week") for bag_id in wrong.bag_ids[1:]
    ]
    assert (whole["subject"], whole["data"]["cancelled"]) == (wrong.bag_ids[2], list(wrong.bag_ids[1:]))


def test_a_course_given_up_is_no_later_course(house: House) -> None:
    wrong = course(house, 2, first_day=date(2026, 4, 20), previous_end=date(2025, 1, 10))
    courses.cancel_course(house.station, PHYSICIAN, wrong.bag_ids[0], "it is the first course")
    assert len(course(house).bag_ids) == 5


def test_a_course_of_which_a_bag_was_begun_is_not_given_up_in_these_words(house: House) -> None:
    bag_id = house.prepared_to(Step.PATIENT)
    refusal = house.refused(courses.cancel_course, PHYSICIAN, bag_id, "wrong week")
    assert refusal.code is Code.ILLEGAL_ACTION
    assert refusal.lines() == [
        "This course has begun.",
        "expected: a course of which no bag was begun",
        f"got: bag {bag_id}, in preparation",
        "what now: Cancel its remaining bags one by one.",
    ]


def test_a_course_is_given_up_once_with_a_reason_and_never_prepared(house: House) -> None:
    bag_id = house.verified()
    assert house.code(courses.cancel_course, PHYSICIAN, bag_id, " ") is Code.NO_REASON
    assert house.code(courses.cancel_course, TECHNICIAN, bag_id, "wrong week") is Code.NOT_YOUR_ROLE
    courses.cancel_course(house.station, PHARMACIST, bag_id, "wrong week")
    assert house.code(courses.cancel_course, PHARMACIST, bag_id, "wrong week") is Code.ILLEGAL_ACTION
    assert house.code(orders.replace_bag, PHARMACIST, bag_id, "wanted after all") is Code.ILLEGAL_ACTION
    assert house.code(bench.confirm_order, TECHNICIAN, bag_id) is Code.ILLEGAL_ACTION


def test_two_courses_never_give_a_patient_two_bags_on_one_day(house: House) -> None:
    # course 2 is recorded as planned far ahead; a course 3 over the same days is refused by the record
    course(house, 2, date(2026, 4, 1), previous_end=date(2025, 1, 10))
    lines = refused_course(
        house, 3, date(2026, 4, 2), previous_end=date(2026, 4, 3), activity_evidence="a relapse"
    )
    assert lines[0] == "course-order"


def test_nothing_of_a_refused_course_is_kept(house: House) -> None:
    refused_course(house, 1, TODAY - timedelta(days=1))
    assert course(house).bag_ids[0][:9] == "26-000001"
