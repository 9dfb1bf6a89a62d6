"""What a running infusion has given, and what may happen to it. Every figure is worked out by hand from the
source's Fig. 3, beside the test; nothing here reckons with the module under test but to ask it.
"""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from pharmacy.errors import Code, Refusal
from pharmacy.language import Language, decimal_text
from pharmacy.protocol.loader import load_policy, load_protocol
from pharmacy.protocol.model import Protocol
from pharmacy.quantities import hundredths
from pharmacy.rate_history import (
    Happening,
    Phase,
    RateEvent,
    Response,
    Running,
    Stretch,
    answers_to,
    refuse_event,
    run,
)

PROTOCOL = load_protocol()
POLICY = load_policy(PROTOCOL)
END_POLICY = POLICY.model_copy(
    update={"eight_hours_cover": POLICY.eight_hours_cover.model_copy(update={"value": "end"})}
)
MADRID = ZoneInfo("Europe/Madrid")
START = datetime(2026, 3, 25, 11, 0, tzinfo=UTC)
"""Noon in Madrid."""


def after(minutes: str | int) -> datetime:
    return START + timedelta(seconds=float(Decimal(minutes) * 60))


def event(said: str) -> RateEvent:
    """`30 rate 10`, `100 reaction 2 reduce`, `0 start`: minutes from noon, and what happened."""
    minutes, what, *more = said.split(maxsplit=3)
    rate = grade = response = None
    if what == "reaction":
        grade, response = int(more[0]), Response(more[1]) if more[1:] else None
    elif more:
        rate = Decimal(more[0])
    return RateEvent(
        at=after(minutes), what=Happening(what), rate_ml_per_h=rate, grade=grade, response=response
    )


PLANNED = ("0 start", "30 rate 10", "60 rate 15", "90 rate 20", "150 rate 25")
"""Every rate confirmed at its minute."""


def at(
    minutes: str | int,
    *said: str,
    volume: str = "101.2",
    primed: str = "20",
    ends: bool = False,
    mixed_at: datetime | None = None,
    protocol: Protocol = PROTOCOL,
) -> Running:
    """The infusion so many minutes after noon; `ends`: the policy's 8 hours cover its end."""
    return run(
        protocol,
        END_POLICY if ends else POLICY,
        volume_ml=Decimal(volume),
        primed_ml=Decimal(primed),
        mixed_at=mixed_at,
        events=tuple(event(line) for line in said),
        now=after(minutes),
        zone=MADRID,
    )


def up_to(minutes: int, *said: str) -> Running:
    """The same, of what had happened by then."""
    return at(minutes, *(line for line in said if int(line.split()[0]) <= minutes))


def shown(running: Running) -> str:
    return f"{hundredths(running.given_ml)} mL {hundredths(running.given_mg)} mg"


def table(stretches: tuple[Stretch, ...]) -> list[str]:
    """`12:00:00 12:30:00 5`, in Madrid."""
    return [
        f"{each.starts_at.astimezone(MADRID):%H:%M:%S} {each.ends_at.astimezone(MADRID):%H:%M:%S} "
        + decimal_text(each.rate_ml_per_h)
        for each in stretches
    ]


def clock(moment: datetime | None) -> str:
    assert moment is not None
    return f"{moment.astimezone(MADRID):%H:%M:%S}"


def found(running: Running) -> list[str]:
    return [f"{clock(each.at)} {each.code}: {each.words}" for each in running.findings]


def may(running: Running, said: str) -> None:
    refuse_event(PROTOCOL, running, event(said))


def may_not(running: Running, said: str) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        may(running, said)
    return refusal.value


def wrong(minutes: str | int, *said: str, volume: str = "101.2", primed: str = "20") -> Refusal:
    with pytest.raises(Refusal) as refusal:
        at(minutes, *said, volume=volume, primed=primed)
    assert refusal.value.bad_input
    return refusal.value


# what was given


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (0, "0.00 mL 0.00 mg"),
        (30, "2.50 mL 0.30 mg"),  # 30 min at 5; 12 mg x 2.5 / 101.2 = 0.2964
        (60, "7.50 mL 0.89 mg"),  # 5 more, at 10; 0.8893
        (90, "15.00 mL 1.78 mg"),  # 7.5 more, at 15; 1.7787
        (150, "35.00 mL 4.15 mg"),  # 20 more, at 20; 4.1502
        (200, "55.83 mL 6.62 mg"),  # 50 min at 25: 20.8333 more; 6.6206
        ("308.88", "101.20 mL 12.00 mg"),  # 158.88 min at 25: 66.2 more
        (400, "101.20 mL 12.00 mg"),  # never more than there was
    ],
)
def test_the_undisturbed_infusion_gives_what_the_figure_says(minutes: str | int, expected: str) -> None:
    running = at(minutes, *(line for line in PLANNED if int(line.split()[0]) <= Decimal(minutes)))
    assert shown(running) == expected
    assert clock(running.ends_at) == "17:08:52"
    assert running.findings == ()


def test_the_undisturbed_infusion_ends_to_the_microsecond() -> None:
    # 2.5 + 5 + 7.5 + 20 = 35 mL; 66.2 mL at 25 mL/h take 2.648 h = 2 h 38 min 52.8 s after 14:30
    assert at(150, *PLANNED).ends_at == datetime(2026, 3, 25, 16, 8, 52, 800_000, tzinfo=UTC)
    assert at("308.8799", *PLANNED).phase is Phase.RUNNING
    assert at("308.88", *PLANNED).phase is Phase.EMPTY


def test_half_a_microlitre_of_the_last_figure_is_shown_upwards() -> None:
    # 3 min 32.4 s at 5 mL/h: 0.059 h x 5 = 0.295 mL
    assert at("3.54", "0 start").given_ml == Decimal("0.295")
    assert shown(at("3.54", "0 start")).startswith("0.30 mL")


@pytest.mark.parametrize(
    ("story", "minutes", "millilitres"),
    [
        # 30 at 5 = 2.5; 30 at 10 = 5; 20 paused; 30 at 10 = 5
        ("0 start|30 rate 10|60 pause|80 resume", 110, "12.50"),
        # nobody confirms: 100 min at 5
        ("0 start", 100, "8.33"),
        # 40 min late: 70 at 5 = 5.8333; 20 at 10 = 3.3333
        ("0 start|70 rate 10", 90, "9.17"),
        # slowed: 2.5 + 15 at 10 = 2.5; 45 at 3.5 = 2.625
        ("0 start|30 rate 10|45 rate 3.5", 90, "7.63"),
        # grade 1 at 45: 2.5 + 30 at 10 = 5
        ("0 start|30 rate 10|45 reaction 1", 60, "7.50"),
        # grade 2 at 100: 2.5 + 5 + 7.5 + 10 at 20 = 3.3333; then 60 at half of 20 = 10
        ("0 start|30 rate 10|60 rate 15|90 rate 20|100 reaction 2 reduce", 160, "28.33"),
        # and again at 130: 30 at 10 = 5; then 30 at 5 = 2.5
        (
            "0 start|30 rate 10|60 rate 15|90 rate 20|100 reaction 2 reduce|130 reaction 2 reduce",
            160,
            "25.83",
        ),
        # grade 3 held at 100: 18.3333; 30 paused; 30 at 10 = 5
        ("0 start|30 rate 10|60 rate 15|90 rate 20|100 reaction 3 hold|130 resume", 160, "23.33"),
        # resumed with less: 18.3333; 30 at 4 = 2
        ("0 start|30 rate 10|60 rate 15|90 rate 20|100 reaction 3 hold|130 resume 4", 160, "20.33"),
        # grade 4 at 100: 18.3333 for good
        ("0 start|30 rate 10|60 rate 15|90 rate 20|100 reaction 4", 300, "18.33"),
        # stopped at 75: 2.5 + 5 + 15 at 15 = 3.75
        ("0 start|30 rate 10|60 rate 15|75 stop", 300, "11.25"),
    ],
)
def test_what_was_given_is_the_sum_of_what_ran(story: str, minutes: int, millilitres: str) -> None:
    running = at(minutes, *story.split("|"))
    assert str(hundredths(running.given_ml)) == millilitres
    assert running.given_ml + running.remaining_ml == Decimal("101.2")


def test_nothing_ran_at_the_moment_of_the_start() -> None:
    assert at(0, "0 start").ran == ()


def test_pauses_are_the_gaps_in_what_ran() -> None:
    running = at(110, "0 start", "30 rate 10", "60 pause", "80 resume")
    assert table(running.ran) == ["12:00:00 12:30:00 5", "12:30:00 13:00:00 10", "13:20:00 13:50:00 10"]


def test_the_line_is_given_after_the_bag() -> None:
    # 101.2 - 20 = 81.2 mL in the bag: 46.2 mL at 25 mL/h take 1.848 h = 1 h 50 min 52.8 s after 14:30
    running = at(150, *PLANNED)
    assert (clock(running.bag_empty_at), clock(running.ends_at)) == ("16:20:52", "17:08:52")
    # 12 mg x 20 / 101.2 = 2.3715 mg
    assert (running.line_ml, hundredths(running.line_mg)) == (Decimal(20), Decimal("2.37"))
    assert clock(at(400, *PLANNED).bag_empty_at) == "16:20:52"


def test_when_the_bag_was_empty_does_not_change_with_a_later_rate() -> None:
    assert clock(at(270, *PLANNED, "270 rate 20").bag_empty_at) == "16:20:52"


def test_a_line_that_was_not_primed_holds_nothing() -> None:
    running = at(150, *PLANNED, primed="0")
    assert (running.line_ml, running.line_mg) == (Decimal(0), Decimal(0))
    assert running.bag_empty_at == running.ends_at


@pytest.mark.parametrize("rate", ["7", "6.6", "6.5", "5.9", "3.7"])
def test_a_bag_that_is_empty_between_two_microseconds_is_so_at_the_end(rate: str) -> None:
    running = at(31, "0 start", f"30 rate {rate}", "31 reaction 2 reduce", primed="0")
    assert running.bag_empty_at == running.ends_at


def test_an_end_between_two_microseconds_is_the_nearer_one() -> None:
    # 2.5 + 1 min at 6.6 = 0.11; 98.59 mL at 3.3 mL/h = 107552.727272(72…) s after 12:31
    running = at(31, "0 start", "30 rate 6.6", "31 reaction 2 reduce")
    assert running.ends_at == after(31) + timedelta(seconds=107_552, microseconds=727_273)
    # 1 mL at 3.5 mL/h = 1028.571428(57…) s
    slow = at(0, "0 start 3.5", volume="1", primed="0")
    assert slow.ends_at == START + timedelta(seconds=1028, microseconds=571_429)
    emptied = at(18, "0 start 3.5", volume="1", primed="0")
    assert (emptied.given_ml, emptied.remaining_ml) == (Decimal(1), Decimal(0))


def test_a_slower_rate_empties_bag_and_line_later() -> None:
    # 35 mL at 150; 20 mL/h: 46.2 mL of the bag take 2.31 h = 2 h 18 min 36 s, the line's 20 mL one hour more,
    # were it not for the next step: 60 min at 20 = 20 mL first, then 26.2 mL at 25 = 1.048 h = 62 min 52.8 s
    running = at(150, *PLANNED[:4])
    assert running.change_due
    slowed = at(150, *PLANNED, "150 rate 20")
    assert clock(slowed.bag_empty_at) == "16:32:52"
    assert clock(slowed.ends_at) == "17:20:52"


# the plan ahead


def test_the_plan_ahead_is_the_figure_s_from_the_first_minute() -> None:
    running = at(0, "0 start")
    assert (running.phase, running.rate_ml_per_h) == (Phase.RUNNING, Decimal(5))
    assert table(running.ahead) == [
        "12:00:00 12:30:00 5",
        "12:30:00 13:00:00 10",
        "13:00:00 13:30:00 15",
        "13:30:00 14:30:00 20",
        "14:30:00 17:08:52 25",
    ]
    assert running.next_change == running.ahead[1]
    assert not running.change_due


def test_the_rate_never_changes_by_itself() -> None:
    running = at(45, "0 start")
    assert running.rate_ml_per_h == Decimal(5)
    assert running.change_due
    assert running.next_change is not None
    assert table((running.next_change,)) == ["12:30:00 13:15:00 10"]
    assert table(running.ahead)[0] == "12:45:00 13:15:00 10"
    assert found(running) == ["12:30:00 change-due: 10 mL/h has been due since 12:30."]


def test_a_change_confirmed_late_moves_all_that_follows() -> None:
    # 45 at 5 = 3.75; 30 at 10 = 5; 30 at 15 = 7.5; 60 at 20 = 20: 36.25 mL at 14:45
    # 64.95 mL at 25 = 2.598 h = 2 h 35 min 52.8 s
    running = at(45, "0 start", "45 rate 10")
    assert table(running.ahead) == [
        "12:45:00 13:15:00 10",
        "13:15:00 13:45:00 15",
        "13:45:00 14:45:00 20",
        "14:45:00 17:20:52 25",
    ]
    assert running.findings == ()


def test_a_pause_counts_for_no_step() -> None:
    # 15 of 30 minutes at 10 before the pause, 15 after it
    running = at(65, "0 start", "30 rate 10", "45 pause", "65 resume")
    assert table(running.ahead)[:2] == ["13:05:00 13:20:00 10", "13:20:00 13:50:00 15"]
    # 20 minutes later than 17:08:52
    assert clock(running.ends_at) == "17:28:52"


def test_a_change_that_was_due_before_a_pause_is_due_after_it() -> None:
    running = at(65, "0 start", "35 pause", "60 resume")
    assert running.change_due
    assert found(running) == ["12:30:00 change-due: 10 mL/h has been due since 12:30."]


def test_a_paused_infusion_has_no_plan_but_a_rate_to_resume_with() -> None:
    running = at(60, "0 start", "30 rate 10", "45 pause")
    assert (running.phase, running.rate_ml_per_h) == (Phase.PAUSED, Decimal(0))
    assert (running.ahead, running.next_change, running.change_due) == ((), None, False)
    assert (running.ends_at, running.bag_empty_at) == (None, None)
    assert (running.resume_at, running.rate_allowed) == (Decimal(10), Decimal(10))
    assert at(40, "0 start", "30 rate 10").resume_at is None
    assert found(running) == ["12:45:00 paused: Paused since 12:45."]


def test_a_rate_slowed_by_hand_climbs_a_whole_step_at_a_time() -> None:
    # 12 lies in the step of 10, which lasts 30 minutes; then 15 for 30, 20 for 60, 25 to the end:
    # 2.5 + 5 + 7.5 + 10 at 20 = 3.3333, 18.3333 at 13:40; 6, 7.5, 20: 51.8333 at 15:40;
    # 49.3667 at 25 = 1.974667 h = 1 h 58 min 28.8 s
    running = at(100, *PLANNED[:4], "100 rate 12")
    assert not running.held
    assert table(running.ahead) == [
        "13:40:00 14:10:00 12",
        "14:10:00 14:40:00 15",
        "14:40:00 15:40:00 20",
        "15:40:00 17:38:28 25",
    ]


def test_a_rate_below_the_first_step_runs_for_the_first_step_s_duration() -> None:
    running = at(10, "0 start", "10 rate 2")
    assert table(running.ahead)[:2] == ["12:10:00 12:40:00 2", "12:40:00 13:10:00 5"]
    # with a protocol whose first step lasts 45 min and whose second lasts 15:
    second = sorted(PROTOCOL.infusion_rates)[1]
    later = PROTOCOL.infusion_rates[second].start.model_copy(update={"value": Decimal(45)})
    rates = dict(PROTOCOL.infusion_rates)
    rates[second] = rates[second].model_copy(update={"start": later})
    longer = PROTOCOL.model_copy(update={"infusion_rates": rates})
    running = at(10, "0 start", "10 rate 2", protocol=longer)
    assert table(running.ahead)[:2] == ["12:10:00 12:55:00 2", "12:55:00 13:40:00 5"]


def test_the_same_rate_said_again_begins_no_new_step() -> None:
    assert at(40, "0 start", "30 rate 10", "40 rate 10") == at(40, "0 start", "30 rate 10")


# reactions


def test_after_a_reduction_the_rate_is_held_to_the_end() -> None:
    # 18.3333 mL at 13:40; 82.8667 mL at 10 mL/h = 8.28667 h = 8 h 17 min 12 s
    running = at(100, *PLANNED[:4], "100 reaction 2 reduce")
    assert running.held
    assert table(running.ahead) == ["13:40:00 21:57:12 10"]
    assert running.next_change is None
    assert running.rate_allowed == Decimal(10)
    (only,) = running.findings
    assert (clock(only.at), only.code) == ("20:00:00", "longer-than-most")
    assert str(only.words) == (
        "The infusion will end at 21:57. That is more than 8 h after its start at 12:00."
    )
    assert only.words.in_(Language.SPANISH) == (
        "La perfusión terminará a las 21:57. Son más de 8 h desde su inicio a las 12:00."
    )


def test_after_the_physician_s_word_the_held_rate_comes_first_for_its_whole_step() -> None:
    # half of 25 is 12.5, in the step of 10: 30 minutes; 35 mL at 14:30, 4.1667 by 14:40 at 25 = 39.1667;
    # 20 min at 12.5 = 4.1667: 43.3333 at 15:00; 6.25, 7.5, 20: 77.0833 at 17:00;
    # 24.1167 mL at 25 = 57 min 52.8 s
    running = at(180, *PLANNED, "160 reaction 3 reduce", "180 climb")
    assert not running.held
    assert table(running.ahead) == [
        "15:00:00 15:30:00 12.5",
        "15:30:00 16:00:00 15",
        "16:00:00 17:00:00 20",
        "17:00:00 17:57:52 25",
    ]


def test_a_held_infusion_resumes_at_half_the_rate_at_which_it_was_stopped() -> None:
    paused = at(120, *PLANNED[:4], "100 reaction 3 hold")
    assert (paused.phase, paused.resume_at, paused.held) == (Phase.PAUSED, Decimal(10), True)
    resumed = at(130, *PLANNED[:4], "100 reaction 3 hold", "130 resume")
    assert (resumed.rate_ml_per_h, resumed.held) == (Decimal(10), True)
    assert resumed.next_change is None


def test_a_rate_halved_again_and_again_can_always_be_set_on_a_pump_and_is_never_rounded_up() -> None:
    # 25, 12.5, 6.25, 3.125, and half of that, 1.5625, is 1.562 with the three decimals of a pump
    halved = (*PLANNED, "160 reaction 2 reduce", "170 reaction 2 reduce", "180 reaction 2 reduce")
    assert at(190, *halved, "190 reaction 3 reduce").rate_ml_per_h == Decimal("1.562")
    held = (*halved, "190 reaction 3 hold")
    assert at(195, *held).resume_at == Decimal("1.562")
    refuse_event(PROTOCOL, at(200, *held), event("200 resume 1.562"))
    assert at(200, *held, "200 resume").rate_ml_per_h == Decimal("1.562")


def test_the_lowest_rate_of_a_pump_is_not_halved_to_nothing() -> None:
    running = at(20, "0 start", "10 rate 0.001", "20 reaction 2 reduce")
    assert (running.phase, running.rate_ml_per_h) == (Phase.RUNNING, Decimal("0.001"))
    assert at(20, "0 start", "10 rate 0.007", "20 reaction 2 reduce").rate_ml_per_h == Decimal("0.003")


def test_a_pause_that_turns_out_to_be_a_reaction_is_held_from_the_rate_before_it() -> None:
    running = at(110, *PLANNED[:4], "100 pause", "105 reaction 2 hold", "108 reaction 3 hold")
    assert (running.resume_at, running.held) == (Decimal(10), True)
    assert found(running)[0] == "13:40:00 paused: Paused since 13:40."


def test_an_earlier_pause_at_a_lower_rate_does_not_lower_a_later_resumption() -> None:
    running = at(170, "0 start", "10 pause", "10 resume", *PLANNED[1:], "160 reaction 2 hold")
    assert running.resume_at == Decimal("12.5")


def test_a_second_reaction_while_held_halves_again() -> None:
    twice = at(130, *PLANNED[:4], "100 reaction 2 reduce", "130 reaction 3 reduce")
    assert (twice.rate_ml_per_h, twice.held) == (Decimal(5), True)
    held = at(130, *PLANNED[:4], "100 reaction 2 reduce", "130 reaction 3 hold")
    assert held.resume_at == Decimal(5)


def test_a_reaction_of_grade_1_changes_nothing() -> None:
    assert at(110, *PLANNED[:4], "100 reaction 1") == at(110, *PLANNED[:4])


@pytest.mark.parametrize(
    "reaction", ["100 reaction 4", "100 reaction 4 stop for good", "100 reaction 2 stop for good"]
)
def test_stopped_for_good_what_was_given_stands(reaction: str) -> None:
    running = at(300, *PLANNED[:4], reaction)
    assert (running.phase, shown(running)) == (Phase.ENDED, "18.33 mL 2.17 mg")  # 12 x 18.3333 / 101.2
    assert (running.ends_at, running.bag_empty_at, running.ahead) == (None, None, ())
    assert running.findings == ()


# the end


def test_all_given_waits_for_a_person_to_confirm_it() -> None:
    running = at(320, *PLANNED)
    assert (running.phase, running.rate_ml_per_h, running.remaining_ml) == (
        Phase.EMPTY,
        Decimal(0),
        Decimal(0),
    )
    may(running, "320 complete")
    completed = at(320, *PLANNED, "320 complete")
    assert completed.phase is Phase.ENDED
    assert clock(completed.ends_at) == "17:08:52"


def test_what_the_pump_does_after_all_is_given_changes_nothing() -> None:
    # the maker's overfill still runs
    running = at(330, *PLANNED, "310 rate 20", "320 pause", "325 resume", "328 rate 25")
    assert (running.phase, running.remaining_ml, running.findings) == (Phase.EMPTY, Decimal(0), ())


def test_completed_with_something_left_is_found_fault_with() -> None:
    # 35 mL + 150 min at 25 = 62.5: 97.5 given, 3.7 left
    running = at(300, *PLANNED, "300 complete")
    assert clock(running.ends_at) == "17:00:00"
    assert found(running) == [
        "17:00:00 completed-early: Completed at 17:00, with 3.7 mL left by the rates that ran."
    ]


# limits


def test_running_past_finish_before_is_found_with_both_times() -> None:
    # mixed at 09:05 in Madrid: over before 17:05; planned to end at 17:08:52
    mixed = datetime(2026, 3, 25, 8, 5, tzinfo=UTC)
    running = at(150, *PLANNED, mixed_at=mixed, ends=True)
    assert clock(running.finish_before) == "17:05:00"
    assert found(running) == [
        "17:05:00 past-finish-before: The infusion will end at 17:08. It must be over before 17:05."
    ]
    assert found(at(150, *PLANNED, mixed_at=mixed + timedelta(minutes=4), ends=True)) == []


@pytest.mark.parametrize(("ends", "mixed"), [(True, None), (False, START)])
def test_without_that_policy_or_a_mixing_time_nothing_must_be_over_before(
    ends: bool, mixed: datetime | None
) -> None:
    assert at(150, *PLANNED, mixed_at=mixed, ends=ends).finish_before is None


def test_a_pause_too_long_is_found_while_it_lasts() -> None:
    # 66.2 mL at 25 mL/h take 2 h 38 min 52.8 s: resumed after 17:21:07 it ends after 20:00
    assert "longer-than-most" not in {each.code for each in at(321, *PLANNED, "150 pause").findings}
    paused, longer = found(at(322, *PLANNED, "150 pause"))
    assert paused == "14:30:00 paused: Paused since 14:30."
    assert longer == (
        "20:00:00 longer-than-most: Resumed now, the infusion would end at 20:00. "
        "That is more than 8 h after its start at 12:00."
    )


def test_a_step_begun_before_a_pause_is_not_begun_again_after_it() -> None:
    # 15 minutes at 10 are left, then 30 + 60 + 158.88: resumed after 216.12 min it ends after 20:00
    assert "longer-than-most" not in {each.code for each in at(216, *PLANNED[:2], "45 pause").findings}
    assert "longer-than-most" in {each.code for each in at(217, *PLANNED[:2], "45 pause").findings}


def test_an_infusion_that_was_too_fast_is_found_and_reckoned() -> None:
    # 10 at 5 = 0.8333; 100.3667 at 40 = 2.509167 h = 2 h 30 min 33 s after 12:10
    running = at(200, "0 start", "10 rate 40", "200 complete")
    above, shorter = found(running)
    assert above == "12:10:00 rate-above-protocol: 40 mL/h from 12:10 on, where the protocol allows 5 mL/h."
    assert shorter == (
        "14:40:33 shorter-than-least: The infusion ended at 14:40. "
        "That is less than 4 h after its start at 12:00."
    )


def test_a_small_volume_is_found_too_short_from_the_first_minute() -> None:
    # 50 mL: 35 by 150 min, 15 at 25 = 36 min: 186 min
    assert [each.code for each in at(0, "0 start", volume="50").findings] == ["shorter-than-least"]
    assert at(0, "0 start", volume="72.5").findings == ()


@pytest.mark.parametrize(
    ("story", "allowed"),
    [
        ("0 start 10", "5"),
        ("0 start|29 rate 10", "5"),
        ("0 start|30 rate 15", "10"),
        ("0 start|30 rate 10|40 pause|50 resume 15", "10"),
        ("0 start|30 rate 10|40 reaction 2 hold|50 resume 10", "5"),
        ("0 start|30 rate 10|40 reaction 2 reduce|90 rate 10", "5"),
        ("0 start|30 rate 10|60 rate 15|90 rate 20|150 rate 25|160 rate 26", "25"),
    ],
)
def test_a_rate_that_really_ran_above_the_protocol_s_is_found_not_refused(story: str, allowed: str) -> None:
    minutes, _, rate = story.rpartition("|")[2].split()
    (finding,) = [each for each in at(minutes, *story.split("|")).findings if "above" in each.code]
    assert (finding.code, finding.at) == ("rate-above-protocol", after(minutes))
    assert str(finding.words).startswith(f"{rate} mL/h from ")
    assert str(finding.words).endswith(f" on, where the protocol allows {allowed} mL/h.")


@pytest.mark.parametrize("reaction", ["1 reduce", "2 go on", "4 reduce", "4 hold", "1 stop for good"])
def test_an_answer_to_a_reaction_that_is_not_the_protocol_s_is_found_not_refused(reaction: str) -> None:
    grade = reaction[0]
    assert found(at(20, "0 start", f"20 reaction {reaction}"))[0] == (
        f"12:20:00 response-outside-protocol: "
        f"The answer to the reaction of grade {grade} at 12:20 is not the protocol's."
    )


# what may happen now


def test_a_rate_that_is_due_or_lower_may_be_set() -> None:
    due = up_to(30, "0 start")
    for rate in ("10", "7.5", "5", "1"):
        may(due, f"30 rate {rate}")
    may(up_to(20, "0 start"), "20 rate 3")


def test_a_rate_before_it_is_due_is_refused_in_these_words() -> None:
    refusal = may_not(at("17.5", "0 start"), "17.5 rate 10")
    assert refusal.lines() == [
        "It is too early for 10 mL/h.",
        "expected: 5 mL/h for another 13 min, then 10 mL/h",
        "got: 10 mL/h",
        "what now: Set 5 mL/h, or less.",
        "(Fig. 3; R18)",
    ]
    assert (refusal.code, refusal.bad_input) == (Code.INFUSION_RATE, False)
    assert refusal.lines(Language.SPANISH)[:2] == [
        "Es demasiado pronto para 10 mL/h.",
        "se esperaba: 5 mL/h durante 13 min más, después 10 mL/h",
    ]


def test_a_microsecond_early_is_early() -> None:
    running = at("29.99999", "0 start")
    assert may_not(running, "29.99999 rate 10").code is Code.INFUSION_RATE


def test_a_rate_above_the_next_is_refused_in_these_words() -> None:
    assert may_not(at(30, "0 start"), "30 rate 15").lines() == [
        "15 mL/h is more than the protocol allows now.",
        "expected: no more than 10 mL/h",
        "got: 15 mL/h",
        "what now: Set 10 mL/h, or less.",
        "(Fig. 3; R18)",
    ]


def test_a_rate_above_the_highest_is_refused_in_these_words() -> None:
    assert may_not(at(150, *PLANNED), "150 rate 25.1").lines() == [
        "25.1 mL/h is above the protocol's highest rate, 25 mL/h.",
        "expected: no more than 25 mL/h",
        "got: 25.1 mL/h",
        "what now: Set 25 mL/h, or less.",
        "(Fig. 3; R18)",
    ]


def test_a_held_rate_does_not_rise_without_a_physician_in_these_words() -> None:
    held = at(150, *PLANNED[:4], "100 reaction 2 reduce")
    assert may_not(held, "150 rate 15").lines() == [
        "After a reaction the rate does not rise until a physician says so.",
        "expected: no more than 10 mL/h",
        "got: 15 mL/h",
        "what now: Set 10 mL/h, or less.",
        "(Fig. 3; R20)",
    ]
    may(held, "150 rate 8")
    may(held, "150 climb")


def test_more_than_the_rate_to_resume_with_is_refused() -> None:
    paused = at(60, "0 start", "30 rate 10", "45 pause")
    assert may_not(paused, "60 resume 12").lines()[:2] == [
        "12 mL/h is more than the protocol allows now.",
        "expected: no more than 10 mL/h",
    ]
    may(paused, "60 resume")
    may(paused, "60 resume 10")
    may(paused, "60 resume 4")
    held = at(130, *PLANNED[:4], "100 reaction 3 hold")
    assert may_not(held, "130 resume 20").source == "Fig. 3; R20"


def test_nothing_climbs_that_is_not_held_in_these_words() -> None:
    refusal = may_not(at(60, *PLANNED[:3]), "60 climb")
    assert refusal.code is Code.INFUSION_STEP
    assert refusal.lines() == [
        "The rate is not held.",
        "expected: a rate held after a reaction",
        "got: 15 mL/h, free to climb",
        "what now: Set the next rate when it is due.",
    ]


def test_a_running_infusion_is_neither_started_nor_resumed_in_these_words() -> None:
    running = at(10, "0 start")
    assert may_not(running, "10 start").lines() == [
        "The infusion is running.",
        "expected: a change of rate, a pause, a reaction, or its end",
        "got: a start",
        "what now: Go on: nothing is to be started or resumed.",
    ]
    assert may_not(running, "10 resume").code is Code.INFUSION_STEP


@pytest.mark.parametrize("what", ["start", "rate 5", "pause", "climb", "complete"])
def test_a_paused_infusion_is_resumed_or_stopped_first(what: str) -> None:
    paused = at(60, *PLANNED[:2], "45 pause")
    assert may_not(paused, f"60 {what}").lines()[:2] == [
        "The infusion is paused.",
        "expected: that it is resumed or stopped, or a reaction",
    ]
    may(paused, "60 stop")


@pytest.mark.parametrize("what", ["start", "rate 5", "pause", "resume", "climb"])
def test_when_all_is_given_only_that_is_confirmed(what: str) -> None:
    empty = at(320, *PLANNED)
    assert may_not(empty, f"320 {what}").lines()[0] == "All of it has been given."
    for allowed in ("complete", "stop", "reaction 1", "reaction 3 hold", "reaction 2 reduce", "reaction 4"):
        may(empty, f"320 {allowed}")


@pytest.mark.parametrize(
    "what", ["start", "rate 5", "pause", "resume", "reaction 1", "climb", "stop", "complete"]
)
def test_nothing_happens_to_an_infusion_that_has_ended(what: str) -> None:
    ended = at(75, *PLANNED[:3], "75 stop")
    assert may_not(ended, f"75 {what}").lines()[0] == "The infusion has ended."


def test_what_is_left_is_not_completed_in_these_words() -> None:
    # 35 mL + 150 min at 25 = 97.5; 3.7 left
    refusal = may_not(at(300, *PLANNED), "300 complete")
    assert refusal.code is Code.INFUSION_STEP
    assert refusal.lines() == [
        "Not all of it has been given.",
        "expected: 0 mL left in bag and line",
        "got: 3.7 mL left",
        "what now: Let it run to its end; what does not run any more is stopped, with the reason.",
        "(Fig. 3)",
    ]


@pytest.mark.parametrize(
    ("grade", "allowed"),
    [
        (1, {Response.GO_ON}),
        (2, {Response.REDUCE, Response.HOLD, Response.STOP_FOR_GOOD}),
        (3, {Response.REDUCE, Response.HOLD, Response.STOP_FOR_GOOD}),
        (4, {Response.STOP_FOR_GOOD}),
    ],
)
def test_each_grade_of_reaction_has_its_answers(grade: int, allowed: set[Response]) -> None:
    running = at(100, *PLANNED[:4])
    for response in Response:
        if response in allowed:
            may(running, f"100 reaction {grade} {response}")
        else:
            assert may_not(running, f"100 reaction {grade} {response}").code is Code.INFUSION_STEP


def test_a_severe_reaction_is_not_held_in_these_words() -> None:
    assert may_not(at(100, *PLANNED[:4]), "100 reaction 4 hold").lines() == [
        "This is not the answer to a reaction of grade 4 now.",
        "expected: stop for good",
        "got: pause until the symptoms subside",
        "what now: Do what the protocol says for this grade, then record it.",
        "(Fig. 3; R20)",
    ]


@pytest.mark.parametrize(
    ("running", "said", "lines"),
    [
        (
            at(40, "0 start", "35 pause"),
            "40 pause",
            [
                "The infusion is paused.",
                "expected: that it is resumed or stopped, or a reaction",
                "got: a pause",
                "what now: Resume it first.",
            ],
        ),
        (
            at(310, *PLANNED),
            "310 rate 25",
            [
                "All of it has been given.",
                "expected: that it is complete, or a reaction",
                "got: a change of rate",
                "what now: Look at bag, line and pump, and confirm that it is complete.",
            ],
        ),
        (
            at(110, *PLANNED[:4], "100 stop"),
            "110 resume 5",
            [
                "The infusion has ended.",
                "expected: nothing more",
                "got: that it is resumed",
                "what now: Watch the patient; this infusion cannot go on.",
            ],
        ),
    ],
)
def test_what_cannot_happen_now_is_refused_in_these_words(
    running: Running, said: str, lines: list[str]
) -> None:
    assert may_not(running, said).lines() == lines


def test_the_highest_rate_is_too_early_and_not_too_high() -> None:
    assert str(may_not(at(10, "0 start"), "10 rate 25").what) == "It is too early for 25 mL/h."
    assert str(may_not(at(10, "0 start"), "10 rate 25.001").what) == (
        "25.001 mL/h is above the protocol's highest rate, 25 mL/h."
    )


@pytest.mark.parametrize("grade", [0, 5])
def test_to_a_grade_that_there_is_not_there_is_no_answer(grade: int) -> None:
    assert answers_to(PROTOCOL, at(10, "0 start"), grade) == ()


def test_what_stands_still_is_not_reduced_in_these_words() -> None:
    paused = at(100, *PLANNED[:4], "95 pause")
    assert may_not(paused, "100 reaction 2 reduce").lines()[1:3] == [
        "expected: pause until the symptoms subside, or stop for good",
        "got: reduce the rate",
    ]
    may(paused, "100 reaction 2 hold")
    may(paused, "100 reaction 1")


# what cannot have happened


@pytest.mark.parametrize(
    ("story", "number", "what"),
    [
        ("0 pause", 0, "“pause” cannot come here."),
        ("0 start|10 start", 1, "“start” cannot come here."),
        ("0 start|10 resume", 1, "“resume” cannot come here."),
        ("0 start|10 climb", 1, "“climb” cannot come here."),
        ("0 start|10 pause|20 pause", 2, "“pause” cannot come here."),
        ("0 start|10 pause|20 rate 5", 2, "“rate” cannot come here."),
        ("0 start|10 stop|20 reaction 1", 2, "“reaction” cannot come here."),
        ("0 start|20 rate 5|10 rate 4", 2, "The events are not in the order of time."),
        ("0 start|91 rate 5", 1, "This has not happened yet."),
        ("0 start|10 reaction 0", 1, "There is no such grade of a reaction."),
        ("0 start|10 reaction 5 hold", 1, "There is no such grade of a reaction."),
        ("0 start|10 reaction 2", 1, "It is not said what was done about the reaction of grade 2."),
        ("0 start|10 rate", 1, "This rate cannot be set on a pump."),
        ("0 start|10 rate 0", 1, "This rate cannot be set on a pump."),
        ("0 start|10 rate -5", 1, "This rate cannot be set on a pump."),
        ("0 start|10 rate 5.0001", 1, "This rate cannot be set on a pump."),
        ("0 start|10 pause 5", 1, "“pause” sets no rate."),
    ],
)
def test_what_cannot_have_happened_is_refused_and_named(story: str, number: int, what: str) -> None:
    refusal = wrong(90, *story.split("|"))
    assert (str(refusal.what), refusal.field) == (what, f"events.{number}")


def test_what_cannot_follow_is_refused_in_these_words() -> None:
    assert wrong(90, "0 start", "10 pause", "20 pause").lines() == [
        "“pause” cannot come here.",
        "expected: resume, reaction, stop, complete",
        "got: pause",
        "what now: Correct what was recorded; nothing is reckoned from it as it is.",
    ]


def test_what_has_not_happened_yet_is_told_by_the_clock_of_the_place() -> None:
    assert wrong(90, "0 start", "91 rate 5").lines()[1:3] == [
        "expected: nothing after 2026-03-25T13:30:00+01:00",
        "got: 2026-03-25T13:31:00+01:00",
    ]


def test_no_events_are_no_infusion_in_these_words() -> None:
    assert wrong(90).lines()[:3] == ["The infusion has not started.", "expected: a start", "got: nothing"]


def test_only_a_reaction_has_a_grade() -> None:
    odd = RateEvent(at=START, what=Happening.START, grade=2, response=Response.REDUCE)
    with pytest.raises(Refusal) as refusal:
        refuse_event(PROTOCOL, at(0, "0 start"), odd)
    assert str(refusal.value.what) == "Only a reaction has a grade and an answer."
    ungraded = RateEvent(at=START, what=Happening.REACTION, response=Response.REDUCE)
    with pytest.raises(Refusal) as refusal:
        refuse_event(PROTOCOL, at(0, "0 start"), ungraded)
    assert str(refusal.value.got) == "nothing"


@pytest.mark.parametrize(("volume", "primed"), [("0", "0"), ("-1", "0"), ("100.0001", "0"), ("NaN", "0")])
def test_a_volume_that_is_none_is_refused(volume: str, primed: str) -> None:
    assert wrong(90, "0 start", volume=volume, primed=primed).code is Code.INFUSION_VOLUME


@pytest.mark.parametrize("primed", ["101.2", "102", "-1", "NaN", "0.0001"])
def test_a_line_that_holds_all_or_less_than_nothing_is_refused(primed: str) -> None:
    refusal = wrong(90, "0 start", primed=primed)
    assert refusal.code is Code.INFUSION_VOLUME
    assert refusal.lines() == [
        "The line cannot have been primed with this volume.",
        "expected: less than the 101.2 mL that are to be given",
        f"got: {primed} mL",
        "what now: Give the volume of the line, in mL.",
    ]


def test_a_moment_without_a_zone_is_none() -> None:
    naive = datetime(2026, 3, 25, 12, 0)  # noqa: DTZ001
    with pytest.raises(ValidationError):
        RateEvent(at=naive, what=Happening.START)
    for now, mixed_at in ((naive, None), (START, naive), (datetime.max.replace(tzinfo=UTC), None)):
        with pytest.raises(Refusal) as refusal:
            run(
                PROTOCOL,
                END_POLICY,
                volume_ml=Decimal(100),
                primed_ml=Decimal(0),
                mixed_at=mixed_at,
                events=(event("0 start"),),
                now=now,
                zone=MADRID,
            )
        assert (refusal.value.code, refusal.value.bad_input) == (Code.NOT_A_DATE, True)


# the nights on which the clocks change


@pytest.mark.parametrize(
    ("start", "shown_end"),
    [
        # 308.88 min after 23:30 are 04:38:52, an hour later by the clock put forward at 2
        ("2026-03-28T23:30:00+01:00", "2026-03-29T05:38:52.800000+02:00"),
        # and an hour earlier by the clock put back at 3
        ("2026-10-24T23:30:00+02:00", "2026-10-25T03:38:52.800000+01:00"),
    ],
)
def test_a_night_on_which_the_clock_changes_is_no_longer_and_no_shorter(start: str, shown_end: str) -> None:
    begin = datetime.fromisoformat(start)
    events = tuple(
        RateEvent(
            # the hands of the clock in Madrid, moved on in UTC
            at=(begin.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(MADRID),
            what=what,
            rate_ml_per_h=rate,
        )
        for minutes, what, rate in (
            (0, Happening.START, None),
            (30, Happening.RATE, Decimal(10)),
            (60, Happening.RATE, Decimal(15)),
            (90, Happening.RATE, Decimal(20)),
            (150, Happening.RATE, Decimal(25)),
        )
    )
    running = run(
        PROTOCOL,
        POLICY,
        volume_ml=Decimal("101.2"),
        primed_ml=Decimal(0),
        mixed_at=None,
        events=events,
        now=events[-1].at,
        zone=MADRID,
    )
    assert running.given_ml == 35
    assert running.ends_at is not None
    assert running.ends_at.astimezone(MADRID).isoformat() == shown_end
    assert running.findings == ()


# whatever happens

GAPS = st.one_of(st.sampled_from([0, 1800, 3600]), st.integers(0, 5400))
"""Seconds between one event and the next."""
RATES = tuple(Decimal(rate) for rate in ("3.3", "5", "10", "12.5", "15", "20", "25", "30"))


def happening(what: Happening, **more: object) -> RateEvent:
    return RateEvent.model_validate({"at": START, "what": what, **more})


ANYTHING = st.one_of(
    st.builds(happening, st.just(Happening.RATE), rate_ml_per_h=st.sampled_from(RATES)),
    st.builds(happening, st.just(Happening.RATE), rate_ml_per_h=st.sampled_from(RATES)),
    st.builds(happening, st.sampled_from([Happening.PAUSE, Happening.RESUME, Happening.CLIMB])),
    st.builds(happening, st.just(Happening.RESUME), rate_ml_per_h=st.sampled_from(RATES)),
    st.builds(
        happening,
        st.just(Happening.REACTION),
        grade=st.integers(1, 3),
        response=st.sampled_from([Response.GO_ON, Response.REDUCE, Response.HOLD]),
    ),
)
ENDINGS = st.sampled_from(
    [
        happening(Happening.STOP),
        happening(Happening.COMPLETE),
        happening(Happening.REACTION, grade=4, response=Response.STOP_FOR_GOOD),
    ]
)


def reckoned(events: list[RateEvent], now: datetime) -> Running:
    return run(
        PROTOCOL,
        POLICY,
        volume_ml=Decimal("101.2"),
        primed_ml=Decimal(20),
        mixed_at=None,
        events=tuple(events),
        now=now,
        zone=MADRID,
    )


@st.composite
def stories(draw: st.DrawFn) -> list[RateEvent]:
    """A start and whatever can have happened afterwards, against the protocol too."""
    told = [event("0 start")]
    for following in draw(timed()):
        with suppress(Refusal):
            reckoned([*told, following], following.at)
            told.append(following)
    return told


@st.composite
def accepted_stories(draw: st.DrawFn) -> list[RateEvent]:
    """A start and whatever may be afterwards; instead of a rate that is refused, the highest that is not."""
    told = [event("0 start")]
    for wanted in draw(timed()):
        running = reckoned(told, wanted.at)
        highest = wanted.model_copy(update={"rate_ml_per_h": running.rate_allowed})
        for following in (wanted, highest) if wanted.what is Happening.RATE else (wanted,):
            with suppress(Refusal):
                refuse_event(PROTOCOL, running, following)
                told.append(following)
                break
    return told


@st.composite
def timed(draw: st.DrawFn) -> list[RateEvent]:
    """Anything, in the order of time, sometimes with an end."""
    wanted = draw(st.lists(st.tuples(GAPS, ANYTHING), min_size=6, max_size=20))
    wanted += draw(st.lists(st.tuples(GAPS, ENDINGS), max_size=1))
    moment, events = START, []
    for gap, what in wanted:
        moment += timedelta(seconds=gap)
        events.append(what.model_copy(update={"at": moment}))
    return events


class Naive:
    """What was given, summed up second by second, in the simplest way there is."""

    def __init__(self) -> None:
        self.total = self.rate = self.resume = 0.0
        self.on = self.over = False

    def hear(self, each: RateEvent) -> None:
        said = float(each.rate_ml_per_h or 0)
        match each.what, each.response:
            case Happening.START, _:
                self.rate, self.on = said or 5.0, True
            case Happening.RATE, _:
                self.rate = said
            case Happening.PAUSE, _:
                self.on, self.resume = False, self.rate
            case Happening.RESUME, _:
                self.rate, self.on = said or self.resume, True
            case (Happening.STOP | Happening.COMPLETE, _) | (_, Response.STOP_FOR_GOOD):
                self.over = True
            case _, Response.REDUCE if self.on:
                self.rate /= 2
            case _, Response.HOLD | Response.REDUCE:
                self.on, self.resume = False, self.rate / 2

    def tick(self) -> None:
        if self.on and not self.over:
            self.total = min(101.2, self.total + self.rate / 3600)


def second_by_second(events: list[RateEvent], now: datetime) -> float:
    naive = Naive()
    moment = START
    for each in events:
        while moment < each.at:
            naive.tick()
            moment += timedelta(seconds=1)
        naive.hear(each)
    while moment < now:
        naive.tick()
        moment += timedelta(seconds=1)
    return naive.total


@given(stories(), GAPS)
def test_what_was_given_is_a_naive_sum_of_every_second(events: list[RateEvent], later: int) -> None:
    now = events[-1].at + timedelta(seconds=later)
    assert abs(float(reckoned(events, now).given_ml) - second_by_second(events, now)) < 0.01


@given(stories(), GAPS, GAPS)
def test_what_was_given_never_falls_and_is_never_more_than_there_was(
    events: list[RateEvent], later: int, still_later: int
) -> None:
    amounts = [reckoned(events[: count + 1], each.at).given_ml for count, each in enumerate(events)]
    now = events[-1].at + timedelta(seconds=later)
    amounts += [
        reckoned(events, now).given_ml,
        reckoned(events, now + timedelta(seconds=still_later)).given_ml,
    ]
    assert amounts == sorted(amounts)
    assert amounts[-1] <= Decimal("101.2")


@given(stories(), st.integers(0, 5_400_000_000), GAPS)
def test_splitting_a_stretch_at_any_microsecond_changes_nothing(
    events: list[RateEvent], later: int, still_later: int
) -> None:
    between = events[-1].at + timedelta(microseconds=later)
    now = between + timedelta(seconds=still_later)
    halfway = reckoned(events, between)
    assume(halfway.phase is Phase.RUNNING)
    assume(
        halfway.rate_ml_per_h == round(halfway.rate_ml_per_h, 3)
    )  # halved too often, no pump can be set so
    same = RateEvent(at=between, what=Happening.RATE, rate_ml_per_h=halfway.rate_ml_per_h)
    assert reckoned([*events, same], now) == reckoned(events, now)


@given(stories(), GAPS)
def test_what_is_to_come_and_what_was_given_are_all_there_is(events: list[RateEvent], later: int) -> None:
    running = reckoned(events, events[-1].at + timedelta(seconds=later))
    if running.phase is Phase.RUNNING:
        to_come = sum(
            (
                each.rate_ml_per_h * Decimal((each.ends_at - each.starts_at) / timedelta(hours=1))
                for each in running.ahead
            ),
            Decimal(0),
        )
        assert abs(running.given_ml + to_come - Decimal("101.2")) < Decimal("0.000001")


@given(accepted_stories(), GAPS)
def test_what_is_accepted_never_runs_faster_than_the_protocol(events: list[RateEvent], later: int) -> None:
    running = reckoned(events, events[-1].at + timedelta(seconds=later))
    ran_for = timedelta()
    for each in running.ran:
        allowed = max(
            rate
            for minute, rate in ((0, 5), (30, 10), (60, 15), (90, 20), (150, 25))
            if timedelta(minutes=minute) <= ran_for
        )
        assert each.rate_ml_per_h <= allowed
        ran_for += each.ends_at - each.starts_at
    assert {each.code for each in running.findings} <= {
        "paused",
        "change-due",
        "longer-than-most",
    }


@given(accepted_stories())
def test_a_reaction_is_never_climbed_out_of_without_a_physician(events: list[RateEvent]) -> None:
    ran_last, highest = Decimal(5), Decimal(25)
    for count, each in enumerate(events):
        before = reckoned(events[: count or 1], each.at)
        ran_last = before.rate_ml_per_h or ran_last
        if each.what is Happening.CLIMB:
            highest = Decimal(25)
        if each.response in {Response.REDUCE, Response.HOLD}:
            highest = ran_last / 2
        assert reckoned(events[: count + 1], each.at).rate_ml_per_h <= highest
