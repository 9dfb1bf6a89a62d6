"""An infusion from its start to the end of the observation, by hand-made tables: 101.2 mL, 12 mg."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from pharmacy.errors import Code
from pharmacy.infusion import Response
from pharmacy.preparation import State
from pharmacy.pump import Phase
from pharmacy.service import bedside, bench, custody, infusions
from pharmacy.service.infusions import Infusion
from tests.conftest import (
    FRIDGE,
    NURSE,
    PHARMACIST,
    PHYSICIAN,
    TECHNICIAN,
    House,
    moment,
    pin_of,
)
from tui.house import open_station


def now(house: House, bag_id: str) -> Infusion:
    return infusions.infusion(house.station, bag_id)


def given(house: House, bag_id: str) -> tuple[str, str]:
    """mL and mg, to 0.01."""
    running = now(house, bag_id).running
    return f"{running.given_ml:.2f}", f"{running.given_mg:.2f}"


def rate(house: House, bag_id: str, ml_per_h: str) -> None:
    infusions.set_rate(house.station, NURSE, bag_id, ml_per_h)


def react(house: House, bag_id: str, grade: int, response: Response, symptoms: str = "hives") -> State:
    return infusions.reaction(house.station, NURSE, bag_id, grade, response, symptoms).state


def observe(house: House, bag_id: str) -> None:
    bedside.observe(house.station, NURSE, bag_id, "78", "124", "76", "36.8")


def to_the_end(house: House) -> str:
    """Started at noon, every change confirmed when it was due; at its end at 17:08:52.8."""
    bag_id = house.started()
    for hour, minute, ml_per_h in ((12, 30, "10"), (13, 0, "15"), (13, 30, "20"), (14, 30, "25")):
        house.at(hour, minute)
        rate(house, bag_id, ml_per_h)
    house.clock.set(moment(17, 8, 52) + timedelta(milliseconds=800))
    return bag_id


def test_the_protocol_s_steps_give_the_bag(house: House) -> None:
    bag_id = house.started()
    table = [
        # from     rate   mL so far  mg: 12 × mL / 101.2
        ((12, 30), "10", "2.50", "0.30"),  # 0.5 h × 5
        ((13, 0), "15", "7.50", "0.89"),  # + 0.5 h × 10
        ((13, 30), "20", "15.00", "1.78"),  # + 0.5 h × 15
        ((14, 30), "25", "35.00", "4.15"),  # + 1 h × 20
    ]
    for (hour, minute), ml_per_h, ml, mg in table:
        house.at(hour, minute)
        assert given(house, bag_id) == (ml, mg)
        rate(house, bag_id, ml_per_h)
    house.at(16, 30)
    assert given(house, bag_id) == ("85.00", "10.08")  # + 2 h × 25
    running = now(house, bag_id).running
    # 16.2 mL left at 25 mL/h: 38.88 min
    assert running.ends_at == moment(17, 8, 52) + timedelta(milliseconds=800)
    assert (running.remaining_ml, running.line_ml) == (Decimal("16.2"), Decimal(20))
    # the line holds 20 mL, so that the bag is empty 48 min before the end
    assert running.bag_empty_at == moment(16, 20, 52) + timedelta(milliseconds=800)


@pytest.mark.parametrize(("at", "minutes"), [((12, 0), 30), ((12, 29), 1), ((12, 29, 59), 1)])
def test_the_next_rate_is_refused_before_it_is_due_in_these_words(
    house: House, at: tuple[int, ...], minutes: int
) -> None:
    bag_id = house.started()
    house.at(*at)
    refusal = house.refused(infusions.set_rate, NURSE, bag_id, "10")
    assert refusal.code is Code.INFUSION_RATE
    assert refusal.lines() == [
        "It is too early for 10 mL/h.",
        f"expected: 5 mL/h for another {minutes} min, then 10 mL/h",
        "got: 10 mL/h",
        "what now: Set 5 mL/h, or less.",
        "(Fig. 3; R18)",
    ]


def test_a_step_cannot_be_skipped(house: House) -> None:
    bag_id = house.started()
    house.at(12, 30)
    assert house.code(infusions.set_rate, NURSE, bag_id, "15") is Code.INFUSION_RATE


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("0", Code.INFUSION_RATE),
        ("1,5", Code.NOT_A_NUMBER),
        ("-5", Code.NOT_A_NUMBER),
        ("", Code.NOT_A_NUMBER),
        ("26", Code.INFUSION_RATE),
        ("4.9999", Code.INFUSION_RATE),
    ],
)
def test_what_no_pump_is_set_to_is_refused(house: House, typed: str, code: Code) -> None:
    assert house.code(infusions.set_rate, NURSE, house.started(), typed) is code


def test_a_change_that_is_late_goes_on_at_the_rate_so_far(house: House) -> None:
    bag_id = house.started()
    house.at(13)
    assert given(house, bag_id) == ("5.00", "0.59")  # 1 h × 5
    running = now(house, bag_id).running
    assert (running.change_due, [finding.code for finding in running.findings]) == (True, ["change-due"])
    assert running.next_change is not None
    assert running.next_change.starts_at == moment(12, 30)


def test_a_lower_rate_may_be_set_at_any_time(house: House) -> None:
    bag_id = house.started()
    house.at(12, 30)
    rate(house, bag_id, "4")
    house.at(13, 0)
    assert given(house, bag_id) == ("4.50", "0.53")  # 0.5 h × 5 + 0.5 h × 4


def test_a_pause_gives_nothing_and_puts_off_what_follows(house: House) -> None:
    bag_id = house.started()
    house.at(12, 15)
    infusions.pause(house.station, NURSE, bag_id, "the pump alarms")
    house.at(12, 40)
    found = now(house, bag_id)
    assert (found.running.phase, found.running.rate_ml_per_h) == (Phase.PAUSED, Decimal(0))
    assert given(house, bag_id) == ("1.25", "0.15")  # 0.25 h × 5
    assert house.code(infusions.set_rate, NURSE, bag_id, "5") is Code.INFUSION_STEP
    assert house.code(infusions.resume, NURSE, bag_id, "10") is Code.INFUSION_RATE
    infusions.resume(house.station, NURSE, bag_id)
    running = now(house, bag_id).running
    assert running.next_change is not None
    assert running.next_change.starts_at == moment(12, 55)  # 15 of the 30 min are left
    assert running.ends_at == moment(17, 33, 52) + timedelta(milliseconds=800)  # 25 min later
    assert house.code(infusions.pause, NURSE, bag_id, " ") is Code.NO_REASON


def test_a_pause_that_would_run_past_8_hours_is_told_the_moment_it_does(house: House) -> None:
    bag_id = house.started()
    house.at(12, 15)
    infusions.pause(house.station, NURSE, bag_id, "she wants to go home")
    # without any pause it would take 5 h 8 min 52.8 s; 2 h 51 min 7.2 s more are 8 h
    house.clock.set(moment(15, 6, 7))
    assert [each.code for each in now(house, bag_id).running.findings] == ["paused"]
    house.clock.set(moment(15, 6, 8))
    found = now(house, bag_id).running.findings
    assert [each.code for each in found] == ["paused", "longer-than-most"]
    assert found[-1].at == moment(20)


# reactions


def test_grade_1_goes_on(house: House) -> None:
    bag_id = house.started()
    house.at(12, 10)
    assert react(house, bag_id, 1, Response.GO_ON) is State.INFUSING
    running = now(house, bag_id).running
    assert (running.rate_ml_per_h, running.held) == (Decimal(5), False)


@pytest.mark.parametrize("grade", [2, 3])
def test_grade_2_and_3_reduced_run_at_half_and_only_a_physician_lets_it_climb(
    house: House, grade: int
) -> None:
    bag_id = house.started()
    house.at(12, 30)
    rate(house, bag_id, "10")
    house.at(12, 45)
    react(house, bag_id, grade, Response.REDUCE)
    running = now(house, bag_id).running
    assert (running.rate_ml_per_h, running.rate_allowed, running.held) == (Decimal(5), Decimal(5), True)
    house.at(13, 45)
    assert given(house, bag_id) == ("10.00", "1.19")  # 2.5 + 0.25 h × 10 + 1 h × 5
    refusal = house.refused(infusions.set_rate, NURSE, bag_id, "10")
    assert str(refusal.what) == "After a reaction the rate does not rise until a physician says so."
    for badge in (NURSE, PHARMACIST, TECHNICIAN):
        assert house.code(infusions.climb, badge, bag_id, "better", pin_of(badge)) is Code.NOT_YOUR_ROLE
    assert house.code(infusions.climb, PHYSICIAN, bag_id, "", pin_of(PHYSICIAN)) is Code.NO_REASON
    assert house.code(infusions.climb, PHYSICIAN, bag_id, "better", pin_of(NURSE)) is Code.WRONG_PIN
    assert now(house, bag_id).running.held
    infusions.climb(house.station, PHYSICIAN, bag_id, "better", pin_of(PHYSICIAN))
    assert house.code(infusions.set_rate, NURSE, bag_id, "10") is Code.INFUSION_RATE
    house.at(14, 15)  # a whole step later
    rate(house, bag_id, "10")
    assert house.code(infusions.climb, PHYSICIAN, bag_id, "better", pin_of(PHYSICIAN)) is Code.INFUSION_STEP


@pytest.mark.parametrize("grade", [2, 3])
def test_grade_2_and_3_stopped_are_resumed_at_half(house: House, grade: int) -> None:
    bag_id = house.started()
    house.at(12, 30)
    rate(house, bag_id, "10")
    house.at(12, 45)
    react(house, bag_id, grade, Response.HOLD)
    assert now(house, bag_id).running.resume_at == 5
    house.at(13, 45)
    assert house.code(infusions.resume, NURSE, bag_id, "10") is Code.INFUSION_RATE
    infusions.resume(house.station, NURSE, bag_id)
    house.at(14, 45)
    assert given(house, bag_id) == ("10.00", "1.19")  # 2.5 + 0.25 h × 10 + 1 h × 5
    assert now(house, bag_id).running.held


def test_grade_4_stops_for_good_and_what_was_given_is_recorded(house: House) -> None:
    bag_id = house.started()
    house.at(12, 30)
    rate(house, bag_id, "10")
    house.at(12, 45)
    assert house.code(infusions.reaction, NURSE, bag_id, 4, Response.HOLD, "x") is Code.INFUSION_STEP
    assert react(house, bag_id, 4, Response.STOP_FOR_GOOD, "anaphylaxis") is State.STOPPED
    bag = house.bag(bag_id)
    assert (bag.given_microlitres, bag.ended_at, bag.ended_because) == (5000, moment(12, 45), "anaphylaxis")
    data = house.events()[-1]["data"]
    assert (data["given_ml"], data["given_mg"], data["grade"]) == ("5.00", "0.59", 4)
    for act, more in (
        (infusions.set_rate, ("5",)),
        (infusions.pause, ("x",)),
        (infusions.resume, ()),
        (infusions.complete, ()),
        (infusions.stop, ("x",)),
    ):
        assert house.code(act, NURSE, bag_id, *more) is Code.INFUSION_STEP
    house.at(15)
    assert given(house, bag_id) == ("5.00", "0.59")


@pytest.mark.parametrize(
    ("grade", "response"),
    [
        (1, Response.REDUCE),
        (1, Response.HOLD),
        (2, Response.GO_ON),
        (3, Response.GO_ON),
        (4, Response.REDUCE),
    ],
)
def test_another_answer_than_the_protocol_s_is_refused(house: House, grade: int, response: Response) -> None:
    bag_id = house.started()
    code = house.code(infusions.reaction, NURSE, bag_id, grade, response, "hives")
    assert code is Code.INFUSION_STEP


@pytest.mark.parametrize("grade", [0, 5, -1])
def test_there_are_four_grades(house: House, grade: int) -> None:
    bag_id = house.started()
    assert house.code(infusions.reaction, NURSE, bag_id, grade, Response.HOLD, "x") is Code.INFUSION_STEP


def test_a_reaction_needs_its_symptoms(house: House) -> None:
    refusal = house.refused(infusions.reaction, NURSE, house.started(), 1, Response.GO_ON, "")
    assert (refusal.code, refusal.field) == (Code.NO_REASON, "symptoms")


# the end


def test_it_is_complete_only_when_all_of_it_was_given_in_these_words(house: House) -> None:
    bag_id = to_the_end(house)
    end = house.clock.now()
    house.clock.set(end - timedelta(minutes=12))
    refusal = house.refused(infusions.complete, NURSE, bag_id)
    assert refusal.code is Code.INFUSION_STEP
    assert refusal.lines() == [
        "Not all of it has been given.",
        "expected: 0 mL left in bag and line",
        "got: 5 mL left",  # 0.2 h × 25
        "what now: Let it run to its end; what does not run any more is stopped, with the reason.",
        "(Fig. 3)",
    ]
    house.clock.set(end)
    assert now(house, bag_id).running.phase is Phase.EMPTY
    house.later(minutes=2)
    bag = infusions.complete(house.station, NURSE, bag_id)
    assert (bag.state, bag.given_microlitres, bag.ended_at) == (
        State.COMPLETED, 101_200, end + timedelta(minutes=2)
    )  # fmt: skip
    assert house.events()[-1]["data"]["given_mg"] == "12.00"


def test_an_infusion_ended_early_keeps_what_was_given(house: House) -> None:
    bag_id = house.started()
    house.at(12, 36)
    bag = infusions.stop(house.station, NURSE, bag_id, "the vein")
    assert (bag.state, bag.given_microlitres, bag.ended_because) == (State.STOPPED, 3000, "the vein")
    data = house.events()[-1]["data"]
    assert (data["given_ml"], data["given_mg"]) == ("3.00", "0.36")  # 0.6 h × 5; 12 × 3 / 101.2
    assert house.code(infusions.stop, NURSE, bag_id, "again") is Code.INFUSION_STEP


def test_the_observation_lasts_2_hours_in_these_words(house: House) -> None:
    bag_id = house.started()
    house.at(12, 36)
    assert house.code(infusions.observed, NURSE, bag_id) is Code.ILLEGAL_ACTION
    infusions.stop(house.station, NURSE, bag_id, "the vein")
    house.at(14, 35, 59)
    refusal = house.refused(infusions.observed, NURSE, bag_id)
    assert refusal.code is Code.OBSERVATION_RUNS
    assert refusal.lines()[:-1] == [
        "The observation is not over.",
        "expected: 2 h after the infusion",
        "got: it ends at 14:36",
        "what now: The catheter stays in. Look at the patient every hour, and record it.",
    ]
    house.at(14, 36)
    assert infusions.observed(house.station, NURSE, bag_id).observed_at == moment(14, 36)
    assert house.code(infusions.observed, NURSE, bag_id) is Code.ILLEGAL_ACTION
    assert house.code(bedside.observe, NURSE, bag_id, "78", "124", "76", "36.8") is Code.ILLEGAL_ACTION


def test_the_patient_is_looked_at_every_hour_at_the_end_and_when_the_observation_ends(house: House) -> None:
    bag_id = house.started()

    def due() -> datetime | None:
        return now(house, bag_id).observe_at

    assert due() == moment(13)
    house.at(12, 50)
    observe(house, bag_id)
    assert due() == moment(13, 50)
    house.at(14)
    assert due() == moment(13, 50)  # overdue
    infusions.stop(house.station, NURSE, bag_id, "the vein")
    assert due() == moment(13, 50)
    observe(house, bag_id)
    assert due() == moment(15)
    house.at(15, 10)
    observe(house, bag_id)
    assert due() == moment(16)  # the end of the observation comes before another hour
    house.at(16)
    observe(house, bag_id)
    assert due() is None
    infusions.observed(house.station, NURSE, bag_id)
    assert (due(), now(house, bag_id).observed_until) == (None, moment(16))


# whatever happens to the machine


def test_a_restart_shows_the_same(house: House) -> None:
    bag_id = house.started()
    house.at(12, 30)
    rate(house, bag_id, "10")
    house.at(12, 45)
    react(house, bag_id, 2, Response.HOLD)
    house.at(13, 1)
    before = now(house, bag_id)
    house.station.database.close()
    again = open_station(house.where, house.clock, name="another")
    assert infusions.infusion(again, bag_id) == before
    again.database.close()


def test_stations_whose_clocks_differ_by_seconds_record_in_order(house: House) -> None:
    bag_id = house.started()
    house.at(12, 30, 20)
    rate(house, bag_id, "10")
    house.at(12, 30)
    infusions.pause(house.station, NURSE, bag_id, "the pump alarms")
    events = now(house, bag_id).events
    assert [event.at for event in events] == [moment(12), moment(12, 30, 20), moment(12, 30, 20)]


def test_a_bag_that_is_not_started_has_no_infusion_in_these_words(house: House) -> None:
    bag_id = house.released()
    refusal = house.refused(infusions.set_rate, NURSE, bag_id, "5")
    assert refusal.code is Code.ILLEGAL_ACTION
    assert refusal.lines() == [
        "This bag is not being infused.",
        "expected: infusing",
        f"got: bag {bag_id}, released",
        "what now: Check wristband and bag first; GO starts it.",
    ]


def test_a_bag_that_is_started_is_neither_moved_nor_discarded(house: House) -> None:
    bag_id = house.started()
    assert house.code(custody.move_bag, NURSE, bag_id, FRIDGE, True) is Code.ILLEGAL_ACTION
    assert house.code(bench.discard, TECHNICIAN, bag_id, "leaks") is Code.ILLEGAL_ACTION


@pytest.mark.parametrize("badge", [PHARMACIST, TECHNICIAN])
def test_only_nurse_and_physician_touch_the_pump(house: House, badge: str) -> None:
    bag_id = house.started()
    assert house.code(infusions.pause, badge, bag_id, "x") is Code.NOT_YOUR_ROLE
    assert house.code(infusions.stop, badge, bag_id, "x") is Code.NOT_YOUR_ROLE
