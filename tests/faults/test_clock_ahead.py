"""The clock of the computer is a day ahead: what becomes of the bags in hand, and how it is put right."""

from pharmacy.errors import Code
from pharmacy.preparation import State, Step
from pharmacy.service import bench, people, stockroom
from tests.conftest import OTHER_PATIENT, PHARMACIST, TECHNICIAN, House, pin_of, vial

ACCEPT = (
    "Set the clock right. If it is right now and was ahead before, a pharmacist or administrator accepts it: "
    "sign in and press k. Bags mixed until now can only be discarded."
)


def test_a_clock_a_day_ahead_makes_no_bag_usable_and_its_day_is_over(house: House) -> None:
    mixed = house.prepared_to(Step.COVER)
    verified = house.verified(OTHER_PATIENT)
    house.later(days=1)
    assert house.refused(bench.cover, TECHNICIAN, mixed).lines() == [
        "This bag must not be used any more.",
        "expected: an infusion that starts in time, kept cold and dark",
        "got: Mixed at 09:30; the infusion had to start before 17:30.",
        f"what now: Discard bag {mixed} and say why; a pharmacist can order another one.",
        "(Fig. 3)",
    ]
    assert house.code(bench.confirm_order, TECHNICIAN, verified) is Code.TOO_LATE
    assert house.bag(mixed).step is Step.COVER


def test_once_a_clock_that_was_a_day_ahead_is_set_right_work_stops_until_a_pharmacist_accepts_it(
    house: House,
) -> None:
    mixed = house.prepared_to(Step.COVER)
    verified = house.verified(OTHER_PATIENT)
    house.later(days=1)
    assert house.code(bench.cover, TECHNICIAN, mixed) is Code.PAST_START_BEFORE
    house.later(days=-1, minutes=1)
    refusal = house.refused(bench.confirm_order, TECHNICIAN, verified, doubts=True)
    assert refusal.lines() == [
        "The clock of this computer is behind.",
        "expected: a moment after the last recorded act, 2026-03-26 09:30 +01:00",
        "got: 2026-03-25 09:31 +01:00",
        "what now: " + ACCEPT,
    ]
    people.accept_clock(house.station, PHARMACIST, "the battery was empty", pin_of(PHARMACIST))
    # nobody knows which of the moments recorded for the mixed bag were right; the other one has none
    assert house.code(bench.cover, TECHNICIAN, mixed) is Code.CLOCK_BEHIND
    assert bench.discard(house.station, TECHNICIAN, mixed, "the clock was ahead").state is State.DISCARDED
    assert house.do(verified).step is Step.PATIENT


def test_a_clock_ahead_that_nobody_worked_by_leaves_no_trace(house: House) -> None:
    mixed = house.prepared_to(Step.COVER)
    house.later(days=1)
    assert house.bag(mixed).step is Step.COVER
    house.later(days=-1)
    stockroom.receive_vial(house.station, TECHNICIAN, vial("NEW"))
    assert house.do(mixed).step is Step.PRINT
