"""One day's order: the pharmacist's verification, another time, and a second bag where the first was lost."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from pydantic import SecretStr

from labels.compose import infusion_sheet, premedication_sheet
from pharmacy.errors import Code
from pharmacy.preparation import State, Step
from pharmacy.service import bench, courses, documents, orders
from pharmacy.service.sheets import Sheet
from tests.conftest import (
    MADRID,
    MORNING,
    NURSE,
    PHARMACIST,
    PHYSICIAN,
    SECOND,
    TECHNICIAN,
    House,
    pin_of,
)

TODAY = MORNING.date()


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


@pytest.mark.parametrize(
    "changed", ["previous_end = '2025-01-11'", "activity_evidence = 'three new T2 lesions'"]
)
def test_the_signature_is_for_what_the_course_follows_and_why_it_is_given(house: House, changed: str) -> None:
    bag_id = house.order(number=3, previous_end=date(2025, 1, 10), activity_evidence="two new T2 lesions")[0]
    house.verify(bag_id)
    house.verify(bag_id)
    connection = house.raw()
    connection.execute(f"UPDATE course SET {changed}")
    house.verify(bag_id)
    first, again, other = connection.execute("SELECT signed_sha256 FROM signature ORDER BY id").fetchall()
    connection.close()
    assert first == again != other


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
    printed = house.refused(documents.number_sheet, NURSE, bag_id, Sheet.PREMEDICATION)
    for refusal in (begun, printed):
        assert refusal.code is Code.PROTOCOL_CHANGED
        assert refusal.lines() == [
            "This order has to be verified again.",
            "expected: an order verified as it stands, under the protocol and policy in force",
            f"got: bag {bag_id}: its patient, its time, the protocol or the policy have changed since",
            "what now: A pharmacist reads the order and verifies it again.",
        ]
    house.verify(bag_id)
    documents.number_sheet(house.station, NURSE, bag_id, Sheet.PREMEDICATION)
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
    sheet = Sheet.PREMEDICATION
    assert house.code(documents.number_sheet, NURSE, bag_id, sheet) is Code.PROTOCOL_CHANGED
    house.verify(bag_id)
    known = documents.number_sheet(house.station, NURSE, bag_id, sheet)
    assert house.do(bag_id).step is Step.PATIENT
    # methylprednisolone 90 min before (Fig. 3), that day only
    printed = premedication_sheet(house.station, known)
    steroid = next(order for order in printed.orders if str(order.drug) == "methylprednisolone")
    assert steroid.at == datetime(2026, 3, 25, 13, 0, tzinfo=MADRID)
    plan = courses.course_plan(house.station, moved)
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
        known = documents.number_sheet(house.station, NURSE, bag_id, Sheet.INFUSION)
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
