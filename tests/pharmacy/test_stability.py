"""Eight hours at 2–8 °C in the dark, by the clock and not by its hands."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from pharmacy.errors import Code
from pharmacy.places import Place
from pharmacy.protocol.loader import load_policy, load_protocol
from pharmacy.stability import Custody, Move, Reading, Recall, Verdict, reading_due, verdict

MADRID = ZoneInfo("Europe/Madrid")
PROTOCOL = load_protocol()
POLICY = load_policy(PROTOCOL)
UNTIL_THE_END = POLICY.model_copy(
    update={"eight_hours_cover": POLICY.eight_hours_cover.model_copy(update={"value": "end"})}
)
MIXED = datetime(2026, 3, 25, 8, 41, tzinfo=UTC)
"""09:41 in Madrid."""
INFUSION = timedelta(hours=5, minutes=8, seconds=52, milliseconds=800)
"""101.2 mL: the figure's 306 min for 100 mL, and 1.2 mL more at 25 mL/h, which is 2.88 min."""
TICK = timedelta(microseconds=1)
SOURCE = "Fig. 3"


def judged(
    now: datetime,
    *,
    mixed_at: datetime = MIXED,
    custody: Custody | None = None,
    end: bool = False,
    clock_doubted: bool = False,
    recalls: tuple[Recall, ...] = (),
) -> Verdict:
    return verdict(
        PROTOCOL,
        UNTIL_THE_END if end else POLICY,
        mixed_at=mixed_at,
        planned_infusion=INFUSION,
        custody=custody,
        clock_doubted=clock_doubted,
        recalls=recalls,
        now=now,
        zone=MADRID,
    )


def words(found: Verdict) -> list[str]:
    return [str(reason.words) for reason in found.reasons]


def kept(*moves: tuple[int, Place], readings: dict[int, str] | None = None, covered: bool = True) -> Custody:
    """Where the bag was, by minutes after mixing, and what the thermometer said."""
    return Custody(
        moves=tuple(
            Move(at=MIXED + timedelta(minutes=minute), place=place, covered=covered)
            for minute, place in moves
        ),
        readings=tuple(
            Reading(at=MIXED + timedelta(minutes=minute), celsius=Decimal(celsius))
            for minute, celsius in (readings or {}).items()
        ),
    )


def after(minutes: float) -> datetime:
    return MIXED + timedelta(minutes=minutes)


# recalls


def test_a_bag_with_a_recalled_lot_is_not_usable_and_that_is_said_first() -> None:
    recalls = (Recall(lot="L77F2", reason="particles"), Recall(lot="B4471", reason="leaks"))
    assert words(judged(after(1), recalls=recalls)) == [
        "Lot L77F2 was recalled: particles",
        "Lot B4471 was recalled: leaks",
    ]
    late = judged(after(481), recalls=recalls[:1], clock_doubted=True)
    assert [reason.code for reason in late.reasons] == [
        Code.RECALLED,
        Code.CLOCK_BEHIND,
        Code.PAST_START_BEFORE,
    ]
    assert (late.usable, late.only_late) == (False, False)
    assert late.reasons[0].source == ""


# the clock


@pytest.mark.parametrize(
    ("past", "usable"), [(-TICK, True), (timedelta(), True), (TICK, False), (timedelta(hours=99), False)]
)
def test_a_bag_is_usable_for_8_hours_and_not_a_microsecond_longer(past: timedelta, usable: bool) -> None:
    limit = datetime(2026, 3, 25, 16, 41, tzinfo=UTC)
    found = judged(limit + past)
    assert (found.usable, found.only_late, found.start_before) == (usable, not usable, limit)


def test_a_bag_out_of_time_is_refused_in_these_words() -> None:
    found = judged(MIXED + timedelta(hours=8) + TICK)
    assert words(found) == ["Mixed at 09:41; the infusion had to start before 17:41."]
    assert (found.reasons[0].code, found.reasons[0].source) == (
        Code.PAST_START_BEFORE,
        PROTOCOL.storage_limit.cite,
    )
    assert SOURCE in found.reasons[0].source


@pytest.mark.parametrize(
    ("mixed", "limit"),
    [
        # the night of 29 March: 02:00 becomes 03:00
        ("2026-03-28T22:00+01:00", "2026-03-29T07:00+02:00"),
        ("2026-03-29T01:59+01:00", "2026-03-29T10:59+02:00"),
        ("2026-03-29T03:00+02:00", "2026-03-29T11:00+02:00"),
        # the night of 25 October: 03:00 becomes 02:00, and 02:30 comes twice
        ("2026-10-24T22:00+02:00", "2026-10-25T05:00+01:00"),
        ("2026-10-25T02:30+02:00", "2026-10-25T09:30+01:00"),
        ("2026-10-25T02:30+01:00", "2026-10-25T10:30+01:00"),
    ],
)
def test_8_hours_are_8_hours_across_a_change_of_the_clock(mixed: str, limit: str) -> None:
    mixed_at = datetime.fromisoformat(mixed)
    start_before = judged(mixed_at, mixed_at=mixed_at).start_before
    assert start_before == datetime.fromisoformat(limit)
    assert start_before.astimezone(MADRID).replace(tzinfo=None).isoformat(timespec="minutes") == limit[:16]


def test_a_site_s_own_zone_never_moves_the_limit() -> None:
    mixed_at = datetime(2026, 10, 25, 2, 30, fold=0, tzinfo=MADRID)
    limit = datetime(2026, 10, 25, 8, 30, tzinfo=UTC)
    assert judged(limit, mixed_at=mixed_at).usable
    assert not judged(limit + TICK, mixed_at=mixed_at).usable
    assert not judged((limit + TICK).astimezone(MADRID), mixed_at=mixed_at).usable


def test_when_the_8_hours_cover_the_whole_infusion_both_clocks_are_told() -> None:
    # 16:41:00 less 5 h 8 min 52.8 s
    found = judged(MIXED, end=True)
    assert found.start_before == datetime(2026, 3, 25, 11, 32, 7, 200_000, tzinfo=UTC)
    assert found.finish_before == datetime(2026, 3, 25, 16, 41, tzinfo=UTC)


def test_when_the_8_hours_cover_the_start_only_there_is_no_second_clock() -> None:
    assert judged(MIXED).finish_before is None


@pytest.mark.parametrize(("past", "usable"), [(timedelta(), True), (TICK, False)])
def test_when_the_8_hours_cover_the_infusion_it_must_start_in_time_to_end(
    past: timedelta, usable: bool
) -> None:
    found = judged(datetime(2026, 3, 25, 11, 32, 7, 200_000, tzinfo=UTC) + past, end=True)
    assert found.usable is usable


def test_a_clock_before_the_mixing_makes_no_limit_trustworthy() -> None:
    found = judged(MIXED - timedelta(seconds=30) - TICK)
    assert not found.usable
    assert not found.only_late
    assert [(reason.code, reason.source) for reason in found.reasons] == [(Code.CLOCK_BEHIND, "")]
    assert words(judged(MIXED - timedelta(minutes=11))) == [
        "The clock shows 09:30, before the mixing at 09:41: no limit can be trusted."
    ]


# where it was


@pytest.mark.parametrize(("behind", "usable"), [(30, True), (31, False)])
def test_the_clocks_of_two_stations_may_differ_by_30_seconds(behind: int, usable: bool) -> None:
    assert judged(MIXED - timedelta(seconds=behind)).usable is usable


@pytest.mark.parametrize("minutes", [0, 1, 479, 481, 525_600])
def test_a_bag_whose_clock_was_set_back_is_never_usable_again(minutes: int) -> None:
    found = judged(after(minutes), clock_doubted=True)
    assert not found.usable
    assert (found.reasons[0].code, words(found)[0]) == (
        Code.CLOCK_BEHIND,
        "The clock was set back after this bag was mixed: nobody knows how long ago that was.",
    )
    assert SOURCE in found.reasons[0].source


def test_without_a_record_of_custody_only_the_clock_speaks() -> None:
    found = judged(after(479))
    assert (found.usable, found.outside_left) == (True, None)


def test_a_bag_that_is_taken_to_the_ward_at_once_has_30_minutes() -> None:
    custody = kept((0, Place.STATION), (5, Place.UNDER_WAY), (15, Place.WARD))
    assert judged(after(30), custody=custody).usable
    assert judged(after(30), custody=custody).outside_left == timedelta()
    assert judged(after(20), custody=custody).outside_left == timedelta(minutes=10)


def test_a_minute_too_long_outside_is_refused_with_its_figure() -> None:
    found = judged(after(31), custody=kept((0, Place.STATION)))
    assert words(found) == ["Out of the refrigerator for 31 min; policy allows 30."]
    assert (found.reasons[0].code, found.reasons[0].source) == (Code.OUTSIDE_POLICY, "local policy")
    assert found.outside_left == timedelta(minutes=-1)


def test_what_is_too_long_by_a_second_never_reads_as_just_allowed() -> None:
    found = judged(after(30) + timedelta(seconds=1), custody=kept((0, Place.STATION)))
    assert words(found) == ["Out of the refrigerator for 31 min; policy allows 30."]


def test_minutes_outside_add_up_over_every_time_out() -> None:
    custody = kept(
        (0, Place.STATION),
        (12, Place.REFRIGERATOR),
        (40, Place.UNDER_WAY),
        (50, Place.REFRIGERATOR),
        (75, Place.WARD),
        readings={12: "4", 40: "4", 50: "4", 75: "4"},
    )
    assert judged(after(83), custody=custody).outside_left == timedelta(0)
    assert judged(after(83), custody=custody).usable
    assert words(judged(after(84), custody=custody)) == [
        "Out of the refrigerator for 31 min; policy allows 30."
    ]


@pytest.mark.parametrize(
    ("celsius", "usable"),
    [("1.9", False), ("2", True), ("2.0", True), ("8", True), ("8.1", False), ("-0.5", False), ("25", False)],
)
def test_a_reading_outside_2_to_8_degrees_is_refused(celsius: str, usable: bool) -> None:
    custody = kept((0, Place.REFRIGERATOR), readings={20: celsius})
    assert judged(after(40), custody=custody).usable is usable


def test_a_warm_reading_is_refused_with_its_figure() -> None:
    found = judged(after(40), custody=kept((0, Place.REFRIGERATOR), readings={20: "8.1"}))
    assert words(found) == ["8.1 °C at 10:01; it must stay between 2 and 8 °C."]
    assert found.reasons[0].code is Code.OUTSIDE_POLICY
    assert SOURCE in found.reasons[0].source


def test_a_reading_beside_an_empty_refrigerator_does_not_count() -> None:
    custody = kept((0, Place.STATION), (10, Place.REFRIGERATOR), readings={5: "21", 20: "4"})
    assert judged(after(40), custody=custody).usable


def test_storage_without_the_cover_is_refused_with_its_figure() -> None:
    found = judged(after(25), custody=kept((0, Place.REFRIGERATOR), covered=False))
    assert words(found) == ["Without its opaque cover from 09:41, for 25 min."]
    assert SOURCE in found.reasons[0].source


def test_half_an_hour_without_a_reading_is_allowed_and_a_minute_more_is_not() -> None:
    custody = kept((0, Place.REFRIGERATOR), readings={30: "5"})
    assert judged(after(60), custody=custody).usable
    assert words(judged(after(61), custody=custody)) == [
        "No temperature reading for 31 min after 10:11; policy allows 30."
    ]


def test_a_bag_put_into_the_refrigerator_unread_is_found_out() -> None:
    assert words(judged(after(45), custody=kept((0, Place.REFRIGERATOR)))) == [
        "No temperature reading for 45 min after 09:41; policy allows 30."
    ]


def test_without_its_cover_away_from_the_bench_a_bag_has_no_time_left() -> None:
    custody = kept((0, Place.STATION), (10, Place.REFRIGERATOR), covered=False)
    found = judged(after(10), custody=custody)
    assert (found.usable, found.usable_until) == (True, after(10))
    assert str(found.until_because) == "it has to be in its opaque cover"
    assert not judged(after(10) + TICK, custody=custody).usable


def test_a_bag_taken_out_for_a_moment_has_not_been_read() -> None:
    """20 min unread, 5 min outside, 11 min unread: 31 min without a temperature."""
    custody = kept((0, Place.REFRIGERATOR), (20, Place.WARD), (25, Place.REFRIGERATOR))
    found = judged(after(30), custody=custody)
    assert (found.usable, found.usable_until) == (True, after(35))
    assert str(found.until_because) == "the next temperature is due"
    assert words(judged(after(36), custody=custody)) == [
        "No temperature reading for 31 min after 09:41; policy allows 30."
    ]


def test_a_clearing_takes_away_what_was_known_then_and_nothing_else() -> None:
    custody = kept((0, Place.REFRIGERATOR), readings={20: "9"})
    late = custody.readings[0].model_copy(update={"recorded_at": after(31)})
    cleared = custody.model_copy(update={"cleared_at": after(30)})
    assert judged(after(40), custody=cleared).usable
    told = "9 °C at 10:01; it must stay between 2 and 8 °C."
    assert words(judged(after(40), custody=cleared.model_copy(update={"readings": (late,)}))) == [told]


def test_every_reason_is_told_at_once() -> None:
    custody = kept((0, Place.STATION), (40, Place.REFRIGERATOR), readings={60: "9", 80: "1"}, covered=False)
    assert words(judged(after(500), custody=custody)) == [
        "Mixed at 09:41; the infusion had to start before 17:41.",
        "Out of the refrigerator for 40 min; policy allows 30.",
        "Without its opaque cover from 10:21, for 460 min.",
        "9 °C at 10:41; it must stay between 2 and 8 °C.",
        "1 °C at 11:01; it must stay between 2 and 8 °C.",
        "No temperature reading for 420 min after 11:01; policy allows 30.",
    ]


def test_a_reading_that_is_no_number_is_no_reading() -> None:
    with pytest.raises(ValidationError):
        Reading(at=MIXED, celsius=Decimal("NaN"))


def test_custody_out_of_order_is_no_custody() -> None:
    with pytest.raises(ValidationError, match="not in the order of time"):
        kept((40, Place.REFRIGERATOR), (0, Place.STATION))
    with pytest.raises(ValidationError, match="not in the order of time"):
        kept((0, Place.REFRIGERATOR), readings={30: "4", 20: "4"})


def test_time_outside_is_reckoned_across_a_change_of_the_clock() -> None:
    # out from 01:50 to 03:10 by the hands, over the hour that does not exist: 20 minutes
    out, back = (datetime(2026, 3, 29, hour, minute, tzinfo=MADRID) for hour, minute in ((1, 50), (3, 10)))
    custody = Custody(
        moves=(
            Move(at=out, place=Place.UNDER_WAY, covered=True),
            Move(at=back, place=Place.REFRIGERATOR, covered=True),
        ),
        readings=(),
    )
    assert judged(back, mixed_at=out, custody=custody).outside_left == timedelta(minutes=10)


def test_a_moment_without_a_zone_is_no_moment() -> None:
    with pytest.raises(ValidationError):
        Move(at=MIXED.replace(tzinfo=None), place=Place.WARD, covered=True)
    with pytest.raises(ValueError, match="has no zone"):
        judged(MIXED.replace(tzinfo=None))


def test_judging_twice_says_the_same_twice() -> None:
    custody = kept((0, Place.STATION), (40, Place.REFRIGERATOR), readings={60: "9"})
    assert judged(after(90), custody=custody) == judged(after(90), custody=custody)


# until when it stays usable


@pytest.mark.parametrize("custody", [None, kept((0, Place.REFRIGERATOR), readings={470: "5"})])
def test_nothing_makes_a_bag_last_longer_than_its_8_hours(custody: Custody | None) -> None:
    found = judged(after(471), custody=custody)
    assert (found.usable_until, str(found.until_because)) == (after(480), "the infusion has to start")


def test_of_two_limits_at_the_same_moment_the_start_is_told() -> None:
    every = 30
    custody = kept((0, Place.REFRIGERATOR), readings=dict.fromkeys(range(every, 451, every), "5"))
    found = judged(after(460), custody=custody)
    assert (found.usable, found.usable_until) == (True, after(480))
    assert str(found.until_because) == "the infusion has to start"


def test_a_bag_outside_has_what_is_left_of_its_30_minutes() -> None:
    found = judged(after(12), custody=kept((0, Place.STATION)))
    assert found.usable_until == after(30)
    assert str(found.until_because) == "it has to be in a refrigerator, or started"


@pytest.mark.parametrize(
    ("custody", "due"),
    [
        (kept(), None),
        (kept((0, Place.STATION)), None),
        (kept((0, Place.REFRIGERATOR), (30, Place.WARD)), None),
        (kept((0, Place.STATION), (10, Place.REFRIGERATOR)), 40),
        (kept((0, Place.STATION), (10, Place.REFRIGERATOR), readings={25: "5"}), 55),
        (kept((0, Place.REFRIGERATOR), (10, Place.WARD), (30, Place.REFRIGERATOR)), 50),
        (kept((0, Place.REFRIGERATOR)), 30),
    ],
)
def test_a_temperature_is_due_30_minutes_in_a_refrigerator_after_the_last(
    custody: Custody, due: int | None
) -> None:
    expected = None if due is None else after(due)
    assert reading_due(POLICY, custody, after(40)) == expected
    assert reading_due(POLICY, custody, after(40).astimezone(MADRID)) == expected


# what is not recorded, and what lies on a limit


@pytest.mark.parametrize("custody", [kept(), kept((1, Place.STATION))])
def test_a_bag_of_which_nobody_knows_where_it_was_at_first_is_refused_in_these_words(
    custody: Custody,
) -> None:
    found = judged(after(2), custody=custody)
    assert words(found) == ["Where this bag was all the time since it was mixed is not recorded."]
    assert (found.reasons[0].code, found.reasons[0].source, found.reasons[0].lasting) == (
        Code.OUTSIDE_POLICY,
        "local policy",
        True,
    )


@pytest.mark.parametrize("minute", [10, 20])
def test_a_temperature_read_while_the_bag_is_put_in_or_taken_out_counts(minute: int) -> None:
    custody = kept((0, Place.STATION), (10, Place.REFRIGERATOR), (20, Place.WARD), readings={minute: "8.1"})
    assert not judged(after(21), custody=custody).usable


def test_a_temperature_read_at_the_moment_of_a_clearing_counts() -> None:
    custody = kept((0, Place.REFRIGERATOR), readings={20: "9"})
    for cleared, usable in ((after(20), False), (after(20) + TICK, True)):
        found = judged(after(40), custody=custody.model_copy(update={"cleared_at": cleared}))
        assert found.usable is usable


def test_warm_readings_are_found_after_good_ones_and_those_in_a_row_are_told_together() -> None:
    custody = kept(
        (0, Place.REFRIGERATOR), readings={10: "5", 20: "8.4", 25: "9", 30: "8.2", 35: "5", 40: "1.5"}
    )
    found = judged(after(41), custody=custody)
    assert words(found) == [
        "8.2 to 9 °C from 10:01 to 10:11; it must stay between 2 and 8 °C.",
        "1.5 °C at 10:21; it must stay between 2 and 8 °C.",
    ]
    assert [reason.lasting for reason in found.reasons] == [True, True]


def test_minutes_without_a_temperature_add_up_over_two_refrigerators_until_one_is_read() -> None:
    """20 min in the first, 11 in the second before its temperature is read. It may be found yet."""
    custody = kept((0, Place.REFRIGERATOR), (20, Place.WARD), (25, Place.REFRIGERATOR), readings={36: "5"})
    found = judged(after(40), custody=custody)
    assert words(found) == ["No temperature reading for 31 min after 09:41; policy allows 30."]
    assert not found.reasons[0].lasting
