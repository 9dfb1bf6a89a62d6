"""Where bags are put, how warm it is there, and what is done when cold or dark is in doubt."""

import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from pydantic import SecretStr

from pharmacy.database.sqlite import APPLICATION_ID
from pharmacy.errors import Code
from pharmacy.places import Place
from pharmacy.preparation import State, Step
from pharmacy.service import approvals, bench, custody, release, stockroom
from pharmacy.service.bag import Bag
from pharmacy.service.judging import judge
from tests.conftest import (
    ADMINISTRATOR,
    BOX,
    CABINET,
    FRIDGE,
    GTIN,
    NURSE,
    OTHER_FRIDGE,
    PHARMACIST,
    PHYSICIAN,
    SECOND,
    TECHNICIAN,
    WARD,
    House,
    label,
    logged,
    moment,
    pin_of,
    vial,
)
from tui.house import open_station

WHY = "the probe lay on the table"


def against(house: House, bag_id: str) -> list[str]:
    """What is against a bag now."""
    held = judge(house.station, house.bag(bag_id), house.clock.now())
    assert held is not None
    return [str(reason.words) for reason in held.reasons]


def clear(house: House, bag_id: str) -> Bag:
    return custody.clear(house.station, PHARMACIST, bag_id, WHY, pin_of(PHARMACIST))


def in_quarantine(house: House) -> str:
    """A bag that was released and put into the refrigerator at 09:30, where it was 9.5 °C at 09:40."""
    bag_id = house.released()
    house.stored(bag_id)
    house.at(9, 40)
    assert custody.record_temperature(house.station, NURSE, FRIDGE, "9.5") == (bag_id,)
    return bag_id


# moves


def test_custody_begins_with_the_mixing_at_the_bench_and_the_cover_is_a_part_of_it(house: House) -> None:
    house.at(9, 31)
    bag_id = house.prepared_to(Step.COVER)
    house.at(9, 35)
    bench.cover(house.station, TECHNICIAN, bag_id)
    assert [(move.at, move.place, move.where, move.covered) for move in house.bag(bag_id).moves] == [
        (moment(9, 31), Place.STATION, "", False),
        (moment(9, 35), Place.STATION, "", True),
    ]


def test_a_bag_is_moved_by_the_code_of_the_place(house: House) -> None:
    bag_id = house.released()
    for minute, (scan, key, kind) in enumerate(
        [
            (FRIDGE, "FR2", Place.REFRIGERATOR),
            (BOX, "BOX1", Place.UNDER_WAY),
            (WARD, "W4", Place.WARD),
            (CABINET, "BENCH", Place.STATION),
        ],
        31,
    ):
        house.at(9, minute)
        bag = custody.move_bag(house.station, NURSE, bag_id, scan, covered=True)
        assert bag.place is not None
        assert (bag.place.where, bag.place.place, bag.place.at) == (key, kind, moment(9, minute))
        event = house.events()[-1]
        assert (event["act"], event["subject"], event["by"]) == ("custody.move", bag_id, NURSE)
        assert event["data"] == {
            "place": key, "kind": kind.value, "covered": True, "station": "station"
        }  # fmt: skip


def test_a_place_scanned_twice_moves_nothing(house: House) -> None:
    bag_id = house.released()
    house.stored(bag_id)
    before = house.dump()
    house.later(minutes=5)
    house.stored(bag_id)
    assert house.dump() == before
    custody.move_bag(house.station, NURSE, bag_id, FRIDGE, covered=False)
    assert len(house.bag(bag_id).moves) == 4


def test_a_place_that_the_site_does_not_have_is_refused_in_these_words(house: House) -> None:
    refusal = house.refused(custody.move_bag, NURSE, house.released(), "]d293FR9", True)
    assert refusal.code is Code.UNKNOWN_PLACE
    assert refusal.lines() == [
        "There is no such place here.",
        (
            "expected: FR1 (fridge 1), FR2 (fridge 2), FR4 (fridge ward 4), BOX1 (box 1), W4 (ward 4), "
            "BENCH (cabinet 1)"
        ),
        "got: FR9",
        "what now: Scan again. A new place is added to the site file, and its code printed.",
    ]


def test_a_vial_is_no_place_in_these_words(house: House) -> None:
    refusal = house.refused(custody.move_bag, NURSE, house.released(), vial(), True)
    assert refusal.code is Code.WRONG_KIND
    assert refusal.lines() == [
        "This is not a place's code.",
        "expected: the code on a refrigerator, a transport box, a bench or a ward",
        "got: a vial, serial 7H2K1, lot L77F2",
        "what now: Scan the code of the place into which you put the bag.",
    ]


@pytest.mark.parametrize("scan", ["fridge 2", "", "FR2"])
def test_a_place_cannot_be_typed(house: House, scan: str) -> None:
    assert house.code(custody.move_bag, NURSE, house.released(), scan, True) is Code.UNREADABLE


def test_where_a_bag_is_that_is_not_mixed_does_not_matter_in_these_words(house: House) -> None:
    bag_id = house.verified()
    refusal = house.refused(custody.move_bag, NURSE, bag_id, FRIDGE, True)
    assert refusal.code is Code.ILLEGAL_ACTION
    assert refusal.lines() == [
        "Where this bag is does not matter now.",
        "expected: a bag that is mixed, and not started",
        f"got: bag {bag_id}, verified",
        "what now: Scan the label of the bag in your hand.",
    ]
    assert house.code(custody.cover_bag, NURSE, bag_id, False, "to look") is Code.ILLEGAL_ACTION


def test_a_bag_that_was_out_for_too_long_is_put_aside_when_it_comes_back(house: House) -> None:
    bag_id = house.released()
    house.at(10, 1)
    bag = house.stored(bag_id)
    told = "Out of the refrigerator for 31 min; policy allows 30."
    assert (bag.state, bag.step, bag.quarantined_because, bag.released_by) == (
        State.QUARANTINED, None, told, None
    )  # fmt: skip
    aside, moved = house.events()[-2:]
    assert (moved["subject"], moved["data"]["place"]) == (bag_id, "FR2")
    assert (aside["act"], aside["subject"]) == ("custody.move", bag_id)
    assert aside["data"] == {
        "action": "quarantine",
        "quarantined_because": told,
        "state": "quarantined",
        "station": "station",
    }


def test_half_an_hour_on_the_way_is_allowed(house: House) -> None:
    bag_id = house.released()
    house.at(10)
    assert house.stored(bag_id).state is State.RELEASED


def test_at_the_bench_too_a_bag_left_out_goes_on_only_when_it_is_cleared(house: House) -> None:
    bag_id = house.prepared_to(Step.COVER)
    house.at(10, 1)
    refusal = house.refused(bench.cover, TECHNICIAN, bag_id)
    assert refusal.code is Code.QUARANTINED
    assert refusal.lines() == [
        "This bag is in quarantine.",
        "expected: an infusion that starts in time, kept cold and dark",
        "got: Out of the refrigerator for 31 min; policy allows 30.",
        f"what now: Put bag {bag_id} aside. A pharmacist clears it, with the reason, or discards it.",
        "(local policy)",
    ]
    assert house.stored(bag_id).state is State.MIXED
    assert (clear(house, bag_id).state, house.bag(bag_id).step) == (State.MIXED, Step.COVER)
    assert house.do(bag_id).step is Step.PRINT


def test_a_second_without_its_cover_away_from_the_bench_is_told(house: House) -> None:
    bag_id = house.released()
    house.stored(bag_id)
    house.at(9, 40)
    assert custody.cover_bag(house.station, NURSE, bag_id, False, "to look").state is State.RELEASED
    house.later(seconds=1)
    bag = custody.cover_bag(house.station, NURSE, bag_id, True, "looked")
    assert (bag.state, bag.quarantined_because) == (
        State.QUARANTINED,
        "Without its opaque cover from 09:40, for 1 min.",
    )
    assert house.events()[-1]["data"] == {
        "place": "FR2", "covered": True, "reason": "looked", "station": "station"
    }  # fmt: skip


def test_the_cover_is_not_taken_off_without_a_reason(house: House) -> None:
    bag_id = house.released()
    assert house.code(custody.cover_bag, NURSE, bag_id, False, " ") is Code.NO_REASON


def test_stations_whose_clocks_differ_by_seconds_never_put_custody_out_of_order(house: House) -> None:
    bag_id = house.released()
    house.at(9, 40, 20)
    house.stored(bag_id)
    house.at(9, 40)
    custody.move_bag(house.station, NURSE, bag_id, BOX, covered=True)
    assert [move.at for move in house.bag(bag_id).moves[-2:]] == [moment(9, 40, 20)] * 2
    assert against(house, bag_id) == []


# temperatures


@pytest.mark.parametrize("typed", ["4,5", "NaN", "", "1e1", "--1", "٤"])
def test_a_temperature_that_is_no_number_is_refused_in_these_words(house: House, typed: str) -> None:
    refusal = house.refused(custody.record_temperature, NURSE, FRIDGE, typed)
    assert (refusal.code, refusal.field) == (Code.NOT_A_NUMBER, "celsius")
    assert refusal.lines() == [
        "This is not a number that can be used.",
        "expected: digits and a decimal point, like 101.2",
        f"got: {typed}",
        "what now: Type it again, with a point where the decimals begin.",
    ]


@pytest.mark.parametrize("typed", ["480", "60.1", "-30.001"])
def test_a_temperature_that_no_refrigerator_has_is_refused_in_these_words(house: House, typed: str) -> None:
    refusal = house.refused(custody.record_temperature, NURSE, FRIDGE, typed)
    assert (refusal.code, refusal.field, refusal.bad_input) == (Code.IMPOSSIBLE_VALUE, "celsius", True)
    assert refusal.lines() == [
        "This value cannot have been measured.",
        "expected: from -30 to 60 °C",
        f"got: {typed} °C",
        "what now: Measure again, or type it again; nothing was recorded.",
        "(local policy)",
    ]


@pytest.mark.parametrize(("typed", "aside"), [("-0.5", True), ("1.9", True), ("2", False), ("8.0", False)])
def test_a_bag_is_put_aside_by_a_temperature_outside_2_to_8(house: House, typed: str, aside: bool) -> None:
    bag_id = house.released()
    house.stored(bag_id)
    house.later(minutes=5)
    assert custody.record_temperature(house.station, NURSE, FRIDGE, typed) == ((bag_id,) if aside else ())
    assert (house.bag(bag_id).state is State.QUARANTINED) is aside


def test_a_temperature_is_of_a_refrigerator_and_of_no_other_place_in_these_words(house: House) -> None:
    refusal = house.refused(custody.record_temperature, NURSE, WARD, "5")
    assert refusal.code is Code.WRONG_PLACE
    assert refusal.lines() == [
        "Temperatures are recorded for refrigerators.",
        "expected: the code of a refrigerator",
        "got: ward 4, ward",
        "what now: Scan the refrigerator's code.",
    ]
    assert house.code(custody.import_temperatures, NURSE, BOX, "x.csv", "x") is Code.WRONG_PLACE


def test_the_temperature_of_another_refrigerator_says_nothing_of_the_bag(house: House) -> None:
    bag_id = house.released()
    house.stored(bag_id)
    house.at(9, 55)
    assert custody.record_temperature(house.station, NURSE, OTHER_FRIDGE, "25") == ()
    house.at(10, 1)
    assert against(house, bag_id) == ["No temperature reading for 31 min after 09:30; policy allows 30."]


def test_a_temperature_typed_twice_at_once_is_one_and_another_is_refused(house: House) -> None:
    custody.record_temperature(house.station, NURSE, FRIDGE, "4.5")
    custody.record_temperature(house.station, TECHNICIAN, FRIDGE, "4.50")
    refusal = house.refused(custody.record_temperature, NURSE, FRIDGE, "4.6")
    assert refusal.code is Code.READING_EXISTS
    assert refusal.lines() == [
        "Another temperature is recorded for the same moment; nothing was taken.",
        "expected: 4.5 °C at 2026-03-25 09:30 +01:00",
        "got: 4.6 °C at 2026-03-25 09:30 +01:00",
        "what now: Check that the file is this refrigerator's, and give the right place.",
    ]


def test_what_is_put_aside_by_a_temperature_has_an_event_of_its_own(house: House) -> None:
    bag_id = in_quarantine(house)
    aside, reading = house.events()[-2:]
    assert (aside["act"], aside["subject"], aside["data"]["quarantined_because"]) == (
        "custody.reading",
        bag_id,
        "9.5 °C at 09:40; it must stay between 2 and 8 °C.",
    )
    assert (reading["subject"], reading["data"]) == (
        "FR2",
        {"celsius": "9.5", "quarantined": [bag_id], "station": "station"},
    )


def test_a_look_under_the_cover_or_another_place_in_between_is_no_temperature(house: House) -> None:
    """25 min unread in one refrigerator, a minute in a box, 6 min unread in another: 31 min unread."""
    bag_id = house.released()
    house.stored(bag_id)
    house.at(9, 55)
    custody.move_bag(house.station, NURSE, bag_id, BOX, covered=True)
    house.at(9, 56)
    house.stored(bag_id, OTHER_FRIDGE)
    house.at(10, 1)
    assert against(house, bag_id) == []
    house.at(10, 1, 1)
    assert against(house, bag_id) == ["No temperature reading for 31 min after 09:30; policy allows 30."]


# a logger's file


def test_a_logger_s_file_is_taken_whole_and_its_gaps_are_told(house: House) -> None:
    bag_id = house.released()
    house.stored(bag_id)
    house.at(11)
    file = logged((moment(9, 45), "5.0"), (moment(10, 15), "5.5"), (moment(10, 50), "4.000001"))
    found = custody.import_temperatures(house.station, TECHNICIAN, FRIDGE, "a.csv", file)
    assert found.model_dump() == {
        "place": "FR2",
        "taken": 3,
        "known": 0,
        "gaps": ("line 4: no reading for 35 min after line 3; policy allows 30",),
        "quarantined": (),
        "started": (),
    }
    assert house.bag(bag_id).state is State.RELEASED
    assert against(house, bag_id) == ["No temperature reading for 35 min after 10:15; policy allows 30."]
    assert house.events()[-1]["data"] == {
        "file": "a.csv",
        "taken": 3,
        "known": 0,
        "gaps": ["line 4: no reading for 35 min after line 3; policy allows 30"],
        "quarantined": [],
        "started": [],
        "station": "station",
    }


def test_a_later_file_closes_a_gap(house: House) -> None:
    bag_id = house.released()
    house.stored(bag_id)
    house.at(10, 20)
    assert against(house, bag_id) == ["No temperature reading for 50 min after 09:30; policy allows 30."]
    assert house.code(bench.number_labels, TECHNICIAN, bag_id, "smudged") is Code.QUARANTINED
    file = logged((moment(9, 50), "5.0"), (moment(10, 10), "5.0"))
    custody.import_temperatures(house.station, TECHNICIAN, FRIDGE, "a.csv", file)
    assert against(house, bag_id) == []


def test_a_file_that_overlaps_with_what_is_recorded_adds_what_is_new(house: House) -> None:
    house.at(10)
    first = logged((moment(9, 40), "5.0"), (moment(9, 50), "5.0"))
    second = logged((moment(9, 50), "5.00"), (moment(9, 55), "6.0"))
    custody.import_temperatures(house.station, TECHNICIAN, FRIDGE, "a.csv", first)
    found = custody.import_temperatures(house.station, TECHNICIAN, FRIDGE, "b.csv", second)
    assert (found.taken, found.known) == (1, 1)
    rows = house.raw().execute("SELECT microcelsius, source FROM reading ORDER BY at").fetchall()
    assert rows == [(5_000_000, "a.csv"), (5_000_000, "a.csv"), (6_000_000, "b.csv")]


def test_a_file_that_contradicts_what_is_recorded_leaves_nothing_in_these_words(house: House) -> None:
    house.at(10)
    first, second = ((moment(9, 40), "5.0"), (moment(9, 50), "5.0")), (moment(9, 55), "6.0")
    custody.import_temperatures(house.station, TECHNICIAN, FRIDGE, "a.csv", logged(*first))
    file = logged(first[0], (moment(9, 50), "5.1"), second)
    refusal = house.refused(custody.import_temperatures, TECHNICIAN, FRIDGE, "b.csv", file)
    assert (refusal.code, refusal.bad_input) == (Code.READING_EXISTS, True)
    assert refusal.lines() == [
        "Another temperature is recorded for the same moment; nothing was taken.",
        "expected: 5 °C at 2026-03-25 09:50 +01:00",
        "got: line 3: 5.1 °C",
        "what now: Check that the file is this refrigerator's, and give the right place.",
    ]


def test_a_faulty_file_leaves_nothing_and_every_line_is_told(house: House) -> None:
    house.at(10)
    file = logged((moment(9, 40), "5.0"), (moment(9, 50), "480"), (moment(9, 45), "5.0"))
    refusal = house.refused(custody.import_temperatures, TECHNICIAN, FRIDGE, "a.csv", file)
    assert refusal.lines() == [
        "The logger's file a.csv cannot be used.",
        "expected: a file as the site file's table [logger] describes it, without a fault",
        (
            "got: line 3: no temperature that the thermometer can show; "
            "expected: from -30 to 60 °C; got: 480\n"
            "line 4: a time out of order; expected: one after that of line 3; got: 2026-03-25T09:45:00+01:00"
        ),
        (
            "what now: Nothing of it was taken. Put it right at the logger or in the site file, export and "
            "import the whole file again."
        ),
    ]
    assert "5.0" not in str(house.events()[-1]["data"]["given"])


def test_bags_that_have_left_the_refrigerator_are_put_aside_by_its_file_too(house: House) -> None:
    bag_id = house.released()
    house.stored(bag_id)
    house.at(9, 50)
    custody.move_bag(house.station, NURSE, bag_id, BOX, covered=True)
    house.at(10)
    after = logged((moment(9, 51), "12"))
    assert custody.import_temperatures(house.station, NURSE, FRIDGE, "a.csv", after).quarantined == ()
    while_in = logged((moment(9, 49), "12"))
    found = custody.import_temperatures(house.station, NURSE, FRIDGE, "b.csv", while_in)
    assert found.quarantined == (bag_id,)
    assert [event["subject"] for event in house.events()[-2:]] == [bag_id, "FR2"]


# quarantine and clearing


@pytest.mark.parametrize("badge", [TECHNICIAN, PHARMACIST, NURSE, PHYSICIAN])
def test_whoever_doubts_puts_a_bag_aside(house: House, badge: str) -> None:
    bag_id = house.released()
    bag = custody.quarantine(house.station, badge, bag_id, "it fell")
    assert (bag.state, bag.quarantined_because, bag.released_by) == (State.QUARANTINED, "it fell", None)
    assert house.events()[-1]["data"]["reason"] == "it fell"
    assert house.code(custody.quarantine, badge, bag_id, "again") is Code.ILLEGAL_ACTION


def test_nobody_puts_a_bag_aside_without_a_reason(house: House) -> None:
    assert house.code(custody.quarantine, NURSE, house.released(), "") is Code.NO_REASON


def test_a_bag_that_is_put_aside_is_neither_labelled_nor_released_nor_counted_as_released(
    house: House,
) -> None:
    bag_id = in_quarantine(house)
    assert house.code(bench.number_labels, TECHNICIAN, bag_id, "smudged") is Code.QUARANTINED
    scan = label(bag_id, "C")
    assert house.code(release.release, SECOND, bag_id, scan, pin_of(SECOND)) is Code.QUARANTINED
    assert release.released(house.station, house.bag(bag_id)) is None


def test_a_cleared_bag_has_no_doubt_against_it_and_needs_its_second_check_again(house: House) -> None:
    bag_id = in_quarantine(house)
    house.at(9, 45)
    bag = clear(house, bag_id)
    assert (bag.state, bag.step, bag.cleared_at, bag.quarantined_because, bag.released_by) == (
        State.LABELLED, Step.CHECK, moment(9, 45), "", None
    )  # fmt: skip
    assert against(house, bag_id) == []
    event = house.events()[-1]
    told = "9.5 °C at 09:40; it must stay between 2 and 8 °C."
    assert (event["data"]["reason"], event["data"]["against"]) == (WHY, [told])
    connection = house.raw()
    (row,) = connection.execute(
        "SELECT badge, signed_sha256 FROM signature WHERE meaning = 'custody cleared'"
    ).fetchall()
    connection.close()
    assert row == (PHARMACIST, event["data"]["signed_sha256"])
    assert house.do(bag_id).state is State.RELEASED


def test_minutes_outside_begin_anew_when_a_bag_is_cleared(house: House) -> None:
    bag_id = house.released()
    house.at(10, 5)
    custody.move_bag(house.station, NURSE, bag_id, WARD, covered=True)
    house.at(10, 10)
    clear(house, bag_id)
    house.at(10, 40)
    assert against(house, bag_id) == []
    house.at(10, 40, 1)
    assert against(house, bag_id) == ["Out of the refrigerator for 31 min; policy allows 30."]


def test_a_temperature_that_becomes_known_after_the_clearing_counts(house: House) -> None:
    """Cleared because nothing was read for 50 min; then the logger's file shows that it was warm."""
    bag_id = house.released()
    house.stored(bag_id)
    house.at(10, 20)
    clear(house, bag_id)
    house.at(10, 30)
    file = logged((moment(9, 50), "14.5"), (moment(10, 10), "5.0"))
    found = custody.import_temperatures(house.station, TECHNICIAN, FRIDGE, "a.csv", file)
    assert found.quarantined == (bag_id,)
    assert against(house, bag_id) == ["14.5 °C at 09:50; it must stay between 2 and 8 °C."]
    house.at(10, 31)
    clear(house, bag_id)
    assert against(house, bag_id) == []


def test_a_doubt_without_a_figure_is_cleared_too_and_both_are_signed(house: House) -> None:
    bag_id = house.released()
    custody.quarantine(house.station, NURSE, bag_id, "it fell")
    house.at(10, 5)
    house.stored(bag_id)
    clear(house, bag_id)
    assert house.events()[-1]["data"]["against"] == [
        "Out of the refrigerator for 35 min; policy allows 30.",
        "in quarantine: it fell",
    ]


def test_where_nothing_is_against_a_bag_nothing_is_cleared_in_these_words(house: House) -> None:
    refusal = house.refused(custody.clear, PHARMACIST, house.released(), WHY, pin_of(PHARMACIST))
    assert refusal.code is Code.ILLEGAL_ACTION
    assert refusal.lines() == [
        "There is nothing to clear: nothing is against this bag.",
        "expected: QUARANTINED",
        "got: released",
        "what now: Go on with the bag.",
    ]


def test_a_bag_that_is_not_mixed_cannot_be_cleared(house: House) -> None:
    refusal = house.refused(custody.clear, PHARMACIST, house.verified(), WHY, pin_of(PHARMACIST))
    assert refusal.code is Code.ILLEGAL_ACTION
    assert str(refusal.what) == "“clear from quarantine” is not possible: this bag is verified."


def test_time_cannot_be_cleared_in_these_words(house: House) -> None:
    bag_id = in_quarantine(house)
    house.at(17, 30, 1)
    refusal = house.refused(custody.clear, PHARMACIST, bag_id, WHY, pin_of(PHARMACIST))
    assert refusal.code is Code.PAST_START_BEFORE
    assert refusal.lines() == [
        "This cannot be cleared.",
        "expected: a bag of which nothing but cold and dark is in doubt",
        "got: Mixed at 09:30; the infusion had to start before 17:30.",
        f"what now: Discard bag {bag_id} and say why; a pharmacist can order another one.",
        "(Fig. 3)",
    ]


def test_neither_a_recall_nor_a_doubted_clock_can_be_cleared(house: House) -> None:
    recalled = in_quarantine(house)
    stockroom.recall_lot(house.station, PHARMACIST, GTIN, "L77F2", "the maker's letter")
    assert house.code(custody.clear, PHARMACIST, recalled, WHY, pin_of(PHARMACIST)) is Code.RECALLED
    house.later(hours=-1)
    assert house.behind(custody.clear, PHARMACIST, recalled, WHY, pin_of(PHARMACIST)) == [recalled]
    house.later(hours=1)
    assert house.bag(recalled).clock_doubted


def test_a_bag_whose_clock_is_doubted_cannot_be_cleared(house: House) -> None:
    bag_id = in_quarantine(house)
    house.later(hours=-1)
    assert house.behind(custody.move_bag, NURSE, bag_id, WARD, True) == [bag_id]
    house.later(hours=1)
    assert house.code(custody.clear, PHARMACIST, bag_id, WHY, pin_of(PHARMACIST)) is Code.CLOCK_BEHIND


def test_a_clearing_needs_a_pharmacist_their_pin_and_a_reason(house: House) -> None:
    bag_id = in_quarantine(house)
    for badge in (TECHNICIAN, NURSE, PHYSICIAN, ADMINISTRATOR):
        assert house.code(custody.clear, badge, bag_id, WHY, pin_of(badge)) is Code.NOT_YOUR_ROLE
    assert house.code(custody.clear, PHARMACIST, bag_id, WHY, SecretStr("0000")) is Code.WRONG_PIN
    assert house.code(custody.clear, PHARMACIST, bag_id, "", pin_of(PHARMACIST)) is Code.NO_REASON


@pytest.mark.parametrize("badge", [PHYSICIAN, ADMINISTRATOR])
def test_who_carries_no_bags_moves_none_and_reads_no_thermometer(house: House, badge: str) -> None:
    bag_id = house.released()
    assert house.code(custody.move_bag, badge, bag_id, FRIDGE, True) is Code.NOT_YOUR_ROLE
    assert house.code(custody.record_temperature, badge, FRIDGE, "5") is Code.NOT_YOUR_ROLE


def test_a_bag_in_quarantine_can_always_be_discarded(house: House) -> None:
    bag_id = in_quarantine(house)
    house.later(hours=99)
    assert bench.discard(house.station, TECHNICIAN, bag_id, "warm").state is State.DISCARDED


# a database from before custody was recorded


def as_schema_2(house: House, folder: Path) -> Path:
    """The house's database as the program wrote it that knew no custody."""
    file = folder / "old.db"
    raw = sqlite3.connect(file, isolation_level=None)
    raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
    config = Config()
    config.set_main_option("script_location", "pharmacy:migrations")
    engine = sa.create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
    engine.dispose()
    raw.execute("ATTACH ? AS house", (str(house.file),))
    names = [name for (name,) in raw.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
    for name in set(names) - {"alembic_version"}:
        columns = ", ".join(row[1] for row in raw.execute(f"PRAGMA main.table_info({name})"))
        raw.execute(f"DELETE FROM main.{name}")
        known = "WHERE subject <> 'policy'" if name == "event" else ""  # nobody signed values then
        raw.execute(f"INSERT INTO main.{name} ({columns}) SELECT {columns} FROM house.{name} {known}")
    raw.close()
    for secret in ("pepper", "key"):
        shutil.copy(f"{house.file}.{secret}", f"{file}.{secret}")  # the site file is beside it already
    return file


def test_a_bag_mixed_before_custody_was_recorded_waits_for_a_pharmacist(house: House, tmp_path: Path) -> None:
    bag_id = house.released()
    file = as_schema_2(house, tmp_path)
    house.station.database.close()
    house.where, house.station = str(file), open_station(str(file), house.clock, name="station")
    hashes = (house.station.protocol.sha256, house.station.policy.sha256)
    approvals.sign_policy(house.station, PHARMACIST, *hashes, pin_of(PHARMACIST))
    house.station = approvals.renewed(house.station)
    assert house.bag(bag_id).moves == ()
    house.at(9, 35)
    told = "Where this bag was all the time since it was mixed is not recorded."
    assert against(house, bag_id) == [told]
    refusal = house.refused(custody.clear, PHARMACIST, bag_id, WHY, pin_of(PHARMACIST))
    assert refusal.lines() == [
        "It is not recorded where this bag is.",
        "expected: the code of the place where it is, scanned",
        f"got: bag {bag_id}, nowhere",
        "what now: Scan the place's code first: the bag is then there.",
    ]
    assert house.code(custody.cover_bag, NURSE, bag_id, True, "it was off") is Code.MISSING
    bag = house.stored(bag_id)
    assert (bag.state, bag.quarantined_because) == (State.QUARANTINED, told)
    assert clear(house, bag_id).state is State.LABELLED
    assert house.do(bag_id).state is State.RELEASED
    house.keep_cold(house.clock.now() + timedelta(hours=2))
    assert against(house, bag_id) == []


def test_a_logger_that_tells_too_late_tells_the_bed(house: House) -> None:
    bag_id = house.started()
    house.at(12, 20)
    warm = logged((moment(10, 7), "9.4"), (moment(10, 9), "9.6"))
    found = custody.import_temperatures(house.station, TECHNICIAN, FRIDGE, "late.csv", warm)
    assert (found.quarantined, found.started) == ((), (bag_id,))
    bag = house.bag(bag_id)
    assert bag.state is State.INFUSING
    assert bag.quarantined_because == "9.4 to 9.6 °C from 10:07 to 10:09; it must stay between 2 and 8 °C."
    assert house.events()[-2]["data"]["too_late"] == bag.quarantined_because
    again = custody.import_temperatures(house.station, TECHNICIAN, FRIDGE, "late.csv", warm)
    assert again.started == ()
