"""Patients, courses, the pharmacist's verification, and a second bag for a day whose first was lost."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from pydantic import SecretStr

from labels.compose import infusion_sheet, premedication_sheet
from pharmacy.errors import Code, Refusal
from pharmacy.preparation import State, Step
from pharmacy.service import bench, documents, orders
from tests.conftest import (
    MADRID,
    MORNING,
    NURSE,
    OTHER_PATIENT,
    PATIENT,
    PHARMACIST,
    PHYSICIAN,
    SECOND,
    TECHNICIAN,
    House,
    pin_of,
)

TODAY = MORNING.date()


def course(
    house: House, number: int = 1, first_day: date = TODAY, *, patient: str = PATIENT, **more: Any
) -> orders.OrderedCourse:
    return orders.order_course(house.station, PHYSICIAN, patient, number, first_day, time(12), **more)


def refused_course(
    house: House, number: int = 1, first_day: date = TODAY, *, patient: str = PATIENT, **more: Any
) -> list[str]:
    """The refusal's code and then its words."""
    refusal = house.refused(orders.order_course, PHYSICIAN, patient, number, first_day, time(12), **more)
    return [refusal.code.value, *refusal.lines()]


def patient(house: House, **changes: Any) -> Code:
    given = {
        "record_number": "00600001",
        "family_name": "Nueva",
        "given_name": "Ana",
        "birth_date": date(1990, 1, 1),
        "ward": "Neurología",
        **changes,
    }
    return house.code(orders.add_patient, PHYSICIAN, **given)


# patients


def test_a_patient_is_entered_and_found_by_record_number_and_wristband(house: House) -> None:
    assert orders.find_patient(house.station, "00482913").name == "Núñez Etxeberria, María del Carmen"
    assert orders.find_patient(house.station, " 00482913 ").record_number == "00482913"
    assert orders.find_patient(house.station, "NHC00511270").name == "Ibarra Leza, Jon"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"record_number": ""}, Code.NO_REASON),
        ({"record_number": "0" * 21}, Code.TOO_LONG),
        ({"family_name": " "}, Code.NO_REASON),
        ({"family_name": "x" * 61}, Code.TOO_LONG),
        ({"given_name": "Ana\nMaría"}, Code.TOO_LONG),
        ({"given_name": "An\x1da"}, Code.TOO_LONG),
        ({"ward": ""}, Code.NO_REASON),
        ({"birth_date": date(2026, 3, 26)}, Code.NOT_A_DATE),
        ({"wristband": "12"}, Code.UNREADABLE),
        ({"wristband": "٩" * 18}, Code.UNREADABLE),
        ({"record_number": PATIENT}, Code.PATIENT_EXISTS),
        ({"record_number": f" {PATIENT} "}, Code.PATIENT_EXISTS),
        ({"wristband": "952000000000001238"}, Code.PATIENT_EXISTS),
    ],
)
def test_a_patient_who_cannot_be_entered_is_refused(
    house: House, changes: dict[str, Any], code: Code
) -> None:
    assert patient(house, **changes) is code


def test_a_record_number_in_use_is_refused_in_these_words(house: House) -> None:
    refusal = house.refused(
        orders.add_patient, PHYSICIAN, PATIENT, "Nueva", "Ana", date(1990, 1, 1), "Neurología"
    )
    assert refusal.lines() == [
        "This record number or wristband is in use.",
        "expected: a patient who is new here",
        "got: 00482913",
        "what now: Look the patient up by record number instead of entering them again.",
    ]


# GS1's check digit of 95200000000000999: 3 × (9+2+0+0+0+0+0+9+9) + (5+0+0+0+0+0+0+9) = 87 + 14 = 101, so 9
@pytest.mark.parametrize(
    ("wristband", "right"), [("952000000000009999", True), ("952000000000009998", False)]
)
def test_a_wristband_has_the_right_check_digit(house: House, wristband: str, right: bool) -> None:
    arguments = ("00600001", "N", "A", date(1990, 1, 1), "W", wristband)
    if right:
        orders.add_patient(house.station, PHYSICIAN, *arguments)
        assert orders.find_patient(house.station, f"]d28018{wristband}").record_number == "00600001"
        return
    refusal = house.refused(orders.add_patient, PHYSICIAN, *arguments)
    assert refusal.bad_input
    assert refusal.lines() == [
        "This is no number of a wristband.",
        "expected: 18 digits with a right check digit, or nothing",
        f"got: {wristband}",
        "what now: Scan the wristband instead of typing it.",
    ]


def test_two_patients_may_both_have_no_wristband_number(house: House) -> None:
    for number in ("00600001", "00600002"):
        orders.add_patient(house.station, PHYSICIAN, number, "N", "A", date(1990, 1, 1), "W")
        assert orders.find_patient(house.station, number).wristband is None


@pytest.mark.parametrize("scan", ["ST1001", "26-000001-1", "NHC99999999", "00999999"])
def test_who_is_not_known_is_not_found(house: House, scan: str) -> None:
    with pytest.raises(Refusal) as caught:
        orders.find_patient(house.station, scan)
    assert caught.value.code in {Code.WRONG_KIND, Code.UNREADABLE, Code.UNKNOWN_PATIENT}


def test_a_course_for_nobody_is_refused_in_these_words(house: House) -> None:
    assert refused_course(house, patient="00999999") == [
        "unknown-patient",
        "This patient is not known here.",
        "expected: the record number or wristband of a patient who was entered",
        "got: 00999999",
        "what now: Enter the patient first (key n on the worklist).",
    ]


# courses


def test_the_first_course_plans_5_bags_on_5_days(house: House) -> None:
    ordered = course(house)
    bags = orders.course_bags(house.station, ordered.id)
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
    assert orders.course_plan(house.station, house.bag(ordered.bag_ids[4])) == ordered.plan


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
    orders.add_patient(house.station, PHYSICIAN, "00600001", "Joven", "A", birth, "Neurología")
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
    refusal = house.refused(orders.order_course, PHYSICIAN, PATIENT, 1, TODAY, time(9, 29))
    assert refusal.code is Code.PAST_DAY
    assert refusal.lines() == [
        "An infusion cannot be planned for a time that is over.",
        "expected: 2026-03-25 09:30 +01:00 or later",
        "got: 2026-03-25 09:29 +01:00",
        "what now: Correct the day or the time.",
    ]
    orders.order_course(house.station, PHYSICIAN, PATIENT, 1, TODAY, time(9, 30))


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (time(12, 0, 30), "12:00:30"),
        (time(12, 0, 0, 1), "12:00:00.000001"),
        (time(12, tzinfo=UTC), "12:00:00+00:00"),
    ],
)
def test_an_order_s_time_has_hours_and_minutes_only_in_these_words(house: House, at: time, told: str) -> None:
    refusal = house.refused(orders.order_course, PHYSICIAN, PATIENT, 1, TODAY, at)
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
    refusal = house.refused(orders.order_course, PHYSICIAN, PATIENT, 1, TODAY, time(2, 30))
    assert refusal.code is Code.LOCAL_TIME


def test_a_nurse_or_technician_orders_no_course(house: House) -> None:
    for badge in (NURSE, TECHNICIAN):
        arguments = (PATIENT, 1, TODAY, time(12))
        assert house.code(orders.order_course, badge, *arguments) is Code.NOT_YOUR_ROLE


def test_what_is_previewed_is_what_is_ordered_and_leaves_no_trace(house: House) -> None:
    before, events = house.dump(), len(house.events())
    plan = orders.preview_course(house.station, PHYSICIAN, PATIENT, 1, TODAY, time(12))
    assert (house.dump(), len(house.events())) == (before, events)
    assert course(house).plan == plan


# a course given up


def test_a_course_ordered_for_the_wrong_days_is_given_up_whole_and_ordered_anew(house: House) -> None:
    wrong = course(house, first_day=date(2026, 4, 20))
    given_up = orders.cancel_course(house.station, PHYSICIAN, wrong.bag_ids[2], "ordered for the wrong week")
    assert given_up == wrong.bag_ids
    assert {bag.state for bag in orders.course_bags(house.station, wrong.id)} == {State.CANCELLED}
    again = course(house)
    assert not set(again.bag_ids) & set(wrong.bag_ids)
    # what was given up counts for no interval
    assert course(house, 2, date(2027, 3, 29)).plan.number == 2


def test_a_course_given_up_is_written_under_each_of_its_bags(house: House) -> None:
    wrong = course(house, first_day=date(2026, 4, 20))
    bench.cancel(house.station, TECHNICIAN, wrong.bag_ids[0], "the ward called")
    before = len(house.events())
    orders.cancel_course(house.station, PHYSICIAN, wrong.bag_ids[2], "wrong week")
    *each, whole = house.events()[before:]
    assert [(event["subject"], event["data"]["state"], event["data"]["reason"]) for event in each] == [
        (bag_id, "cancelled", "wrong week") for bag_id in wrong.bag_ids[1:]
    ]
    assert (whole["subject"], whole["data"]["cancelled"]) == (wrong.bag_ids[2], list(wrong.bag_ids[1:]))


def test_a_course_given_up_is_no_later_course(house: House) -> None:
    wrong = course(house, 2, first_day=date(2026, 4, 20), previous_end=date(2025, 1, 10))
    orders.cancel_course(house.station, PHYSICIAN, wrong.bag_ids[0], "it is the first course")
    assert len(course(house).bag_ids) == 5


def test_a_course_of_which_a_bag_was_begun_is_not_given_up_in_these_words(house: House) -> None:
    bag_id = house.prepared_to(Step.PATIENT)
    refusal = house.refused(orders.cancel_course, PHYSICIAN, bag_id, "wrong week")
    assert refusal.code is Code.ILLEGAL_ACTION
    assert refusal.lines() == [
        "This course has begun.",
        "expected: a course of which no bag was begun",
        f"got: bag {bag_id}, in preparation",
        "what now: Cancel its remaining bags one by one.",
    ]


def test_a_course_is_given_up_once_with_a_reason_and_never_prepared(house: House) -> None:
    bag_id = house.verified()
    assert house.code(orders.cancel_course, PHYSICIAN, bag_id, " ") is Code.NO_REASON
    assert house.code(orders.cancel_course, TECHNICIAN, bag_id, "wrong week") is Code.NOT_YOUR_ROLE
    orders.cancel_course(house.station, PHARMACIST, bag_id, "wrong week")
    assert house.code(orders.cancel_course, PHARMACIST, bag_id, "wrong week") is Code.ILLEGAL_ACTION
    assert house.code(orders.replace_bag, PHARMACIST, bag_id, "wanted after all") is Code.ILLEGAL_ACTION
    assert house.code(bench.confirm_order, TECHNICIAN, bag_id) is Code.ILLEGAL_ACTION


# verification


def test_a_pharmacist_verifies_and_signs_with_badge_and_pin(house: House) -> None:
    bag_id = house.order()[0]
    bag = house.verify(bag_id)
    assert (bag.state, bag.step) == (State.VERIFIED, Step.ORDER)
    connection = house.raw()
    signed = connection.execute(
        "SELECT bag_id, badge, meaning, length(signed_sha256) FROM signature"
    ).fetchall()
    connection.close()
    assert signed == [(bag_id, PHARMACIST, "order verified", 64)]


def test_an_order_can_be_verified_again_until_it_is_begun_and_every_signature_is_kept(house: House) -> None:
    bag_id = house.verified()
    bag = orders.verify_bag(house.station, SECOND, bag_id, pin_of(SECOND))
    assert (bag.state, bag.step) == (State.VERIFIED, Step.ORDER)
    connection = house.raw()
    signers = connection.execute("SELECT badge FROM signature WHERE bag_id = ?", (bag_id,)).fetchall()
    connection.close()
    assert signers == [(PHARMACIST,), (SECOND,)]
    house.do(bag_id)
    assert house.code(orders.verify_bag, SECOND, bag_id, pin_of(SECOND)) is Code.ILLEGAL_ACTION


def test_an_order_is_verified_only_with_the_right_pin(house: House) -> None:
    bag_id = house.order()[0]
    assert house.code(orders.verify_bag, PHARMACIST, bag_id, SecretStr("0000")) is Code.WRONG_PIN
    assert house.code(orders.verify_bag, TECHNICIAN, bag_id, pin_of(TECHNICIAN)) is Code.NOT_YOUR_ROLE


@pytest.mark.parametrize("bag_id", ["", "26-999999-9", "garbage", "26-000001-1\x00", "' OR 1=1"])
def test_a_bag_that_does_not_exist_is_refused_in_these_words(house: House, bag_id: str) -> None:
    refusal = house.refused(orders.verify_bag, PHARMACIST, bag_id, pin_of(PHARMACIST))
    assert refusal.lines() == [
        "There is no such bag.",
        "expected: the id of a bag that was planned here",
        f"got: {bag_id}",
        "what now: Look at the worklist.",
    ]


# another protocol or policy

SHA = "5" * 64


@pytest.mark.parametrize("changed", ["protocol", "policy"])
def test_an_order_verified_under_another_protocol_or_policy_is_verified_again_in_these_words(
    house: House, changed: str
) -> None:
    bag_id = house.verified()
    newer = getattr(house.station, changed).model_copy(update={"sha256": SHA})
    house.station = replace(house.station, **{changed: newer})
    begun = house.refused(bench.confirm_order, TECHNICIAN, bag_id)
    printed = house.refused(documents.number_sheet, NURSE, bag_id, documents.Sheet.PREMEDICATION)
    for refusal in (begun, printed):
        assert refusal.code is Code.PROTOCOL_CHANGED
        assert refusal.lines() == [
            "This order has to be verified again.",
            "expected: an order verified as it stands, under the protocol and policy in force",
            f"got: bag {bag_id}: its time, the protocol or the policy have changed since",
            "what now: A pharmacist reads the order and verifies it again.",
        ]
    house.verify(bag_id)
    documents.number_sheet(house.station, NURSE, bag_id, documents.Sheet.PREMEDICATION)
    assert house.do(bag_id).step is Step.PATIENT


def test_a_bag_that_was_begun_is_finished_under_the_protocol_it_was_begun_with(house: House) -> None:
    bag_id = house.prepared_to(Step.VIAL)
    newer = house.station.protocol.model_copy(update={"sha256": SHA})
    house.station = replace(house.station, protocol=newer)
    assert house.bring(bag_id, Step.CHECK).state is State.LABELLED


# another time


def test_an_infusion_is_planned_for_another_time_of_the_day_and_verified_again(house: House) -> None:
    bag_id = house.verified()
    moved = orders.reschedule(house.station, PHARMACIST, bag_id, time(14, 30), "the line is not in")
    assert (moved.state, moved.on_date, str(moved.infusion_start)) == (
        State.VERIFIED,
        TODAY,
        "2026-03-25 13:30:00+00:00",
    )
    event = house.events()[-1]
    assert (event["subject"], event["data"]["infusion_start"], event["data"]["before"]) == (
        bag_id,
        "2026-03-25T13:30:00+00:00",
        "2026-03-25T11:00:00+00:00",
    )
    assert house.code(bench.confirm_order, TECHNICIAN, bag_id) is Code.PROTOCOL_CHANGED
    sheet = documents.Sheet.PREMEDICATION
    assert house.code(documents.number_sheet, NURSE, bag_id, sheet) is Code.PROTOCOL_CHANGED
    house.verify(bag_id)
    known = documents.number_sheet(house.station, NURSE, bag_id, sheet)
    assert house.do(bag_id).step is Step.PATIENT
    # methylprednisolone 90 min before (Fig. 3), that day only
    printed = premedication_sheet(house.station, known)
    steroid = next(order for order in printed.orders if str(order.drug) == "methylprednisolone")
    assert steroid.at == datetime(2026, 3, 25, 13, 0, tzinfo=MADRID)
    plan = orders.course_plan(house.station, moved)
    assert [day.infusion_start.hour for day in plan.days] == [13, 11, 11, 11, 10]


@pytest.mark.parametrize("due", [None, Step.PATIENT, Step.DRAW, Step.COVER, Step.CHECK])
def test_a_bag_that_is_not_just_verified_keeps_its_state_at_another_time(
    house: House, due: Step | None
) -> None:
    bag_id = house.prepared_to(due) if due else house.order()[0]
    before = house.bag(bag_id)
    moved = orders.reschedule(house.station, PHARMACIST, bag_id, time(13), "the line is not in")
    assert (moved.state, moved.step) == (before.state, before.step)
    if due:
        house.bring(bag_id, Step.CHECK)
        known = documents.number_sheet(house.station, NURSE, bag_id, documents.Sheet.INFUSION)
        sheet = infusion_sheet(house.station, known, house.clock.now())
        assert sheet.planned_start == datetime(2026, 3, 25, 13, 0, tzinfo=MADRID)
        assert sheet.rates[1].starts_at == datetime(2026, 3, 25, 13, 30, tzinfo=MADRID)


def test_no_infusion_is_moved_into_the_past(house: House) -> None:
    bag_id = house.verified()
    assert house.code(orders.reschedule, PHARMACIST, bag_id, time(9, 29), "sooner") is Code.PAST_DAY
    house.at(9, 30, day=26)
    assert house.code(orders.reschedule, PHARMACIST, bag_id, time(12), "a day late") is Code.PAST_DAY


def test_a_mixed_bag_is_not_moved_to_when_it_is_over_in_these_words(house: House) -> None:
    bag_id = house.prepared_to(Step.COVER)
    orders.reschedule(house.station, PHARMACIST, bag_id, time(17, 30), "late")
    refusal = house.refused(orders.reschedule, PHARMACIST, bag_id, time(17, 31), "later")
    assert refusal.code is Code.PAST_START_BEFORE
    assert refusal.lines() == [
        "This bag is mixed, and will be over by then.",
        "expected: a time up to 2026-03-25 17:30 +01:00",
        "got: 2026-03-25 17:31 +01:00",
        f"what now: Choose an earlier time, or discard bag {bag_id} and order another one.",
        "(Fig. 3)",
    ]


def test_a_bag_moved_to_the_evening_is_not_opened_in_the_morning(house: House) -> None:
    bag_id = house.prepared_to(Step.DRAW)
    orders.reschedule(house.station, PHARMACIST, bag_id, time(20), "late")
    assert house.code(bench.draw, TECHNICIAN, bag_id) is Code.TOO_EARLY
    house.at(12)
    assert house.do(bag_id).step is Step.INJECT


def test_only_a_pharmacist_moves_an_infusion_and_says_why(house: House) -> None:
    bag_id = house.verified()
    for badge in (TECHNICIAN, NURSE, PHYSICIAN):
        assert house.code(orders.reschedule, badge, bag_id, time(13), "late") is Code.NOT_YOUR_ROLE
    assert house.code(orders.reschedule, PHARMACIST, bag_id, time(13), " ") is Code.NO_REASON


def test_an_ended_bag_has_no_other_time_in_these_words(house: House) -> None:
    bag_id = house.prepared_to(Step.COVER)
    bench.discard(house.station, TECHNICIAN, bag_id, "leaks")
    refusal = house.refused(orders.reschedule, PHARMACIST, bag_id, time(13), "late")
    assert refusal.code is Code.ILLEGAL_ACTION
    assert refusal.lines() == [
        "The time of this bag cannot be changed any more.",
        "expected: a bag whose infusion has not begun",
        f"got: bag {bag_id}, DISCARDED",
        "what now: Look at the bag's state on the worklist and do what is due there.",
    ]


def test_a_time_that_does_not_exist_on_its_day_is_no_time_to_move_to(house: House) -> None:
    last = house.order()[4]
    assert house.code(orders.reschedule, PHARMACIST, last, time(2, 30), "late") is Code.LOCAL_TIME


# a second bag for a day


def test_a_live_bag_is_not_replaced_in_these_words(house: House) -> None:
    bag_id = house.prepared_to(Step.COVER)
    refusal = house.refused(orders.replace_bag, PHARMACIST, bag_id, "for the sake of it")
    assert refusal.code is Code.TWO_BAGS_ONE_DAY
    assert refusal.lines()[:4] == [
        "Núñez Etxeberria, María del Carmen has a bag for that day already.",
        "expected: one bag a day, 12 mg",
        f"got: bag {bag_id} on 25 Mar 2026",
        "what now: Cancel or discard that bag first, with the reason.",
    ]


def test_a_lost_bag_is_replaced_once_with_a_reason(house: House) -> None:
    bag_id = house.prepared_to(Step.COVER)
    bench.discard(house.station, TECHNICIAN, bag_id, "fell on the floor")
    assert house.code(orders.replace_bag, PHARMACIST, bag_id, " ") is Code.NO_REASON
    again = orders.replace_bag(house.station, PHARMACIST, bag_id, "the first fell on the floor")
    lost = house.bag(bag_id)
    assert again.id != bag_id
    assert (again.day, again.on_date, again.infusion_start) == (lost.day, lost.on_date, lost.infusion_start)
    assert (again.state, again.mixed_at, again.vial_serial) == (State.PLANNED, None, None)
    assert house.code(orders.replace_bag, PHARMACIST, bag_id, "once more") is Code.TWO_BAGS_ONE_DAY


def test_a_technician_replaces_no_bag(house: House) -> None:
    bag_id = house.verified()
    bench.cancel(house.station, TECHNICIAN, bag_id, "the ward called")
    assert house.code(orders.replace_bag, TECHNICIAN, bag_id, "reason") is Code.NOT_YOUR_ROLE


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
