"""At the bed: premedication, vital signs, priming, the look that says GO or STOP, and the start."""

from multiprocessing.connection import Connection
from typing import Any

import pytest
from pydantic import SecretStr

from pharmacy.bedside import Bedside, Fluid
from pharmacy.clock import SetClock
from pharmacy.errors import Code, Refusal
from pharmacy.premedication import Premedicine
from pharmacy.preparation import State
from pharmacy.protocol.policy import Overridable
from pharmacy.service import bedside, bench, custody, release, stockroom, storage
from tests.conftest import (
    ADMINISTRATOR,
    FRIDGE,
    GTIN,
    NURSE,
    OTHER_PATIENT,
    OTHER_WRISTBAND,
    PHARMACIST,
    PHYSICIAN,
    PIECE,
    TECHNICIAN,
    WRISTBAND,
    House,
    in_parallel,
    label,
    moment,
    pin_of,
    vial,
)
from tui.house import open_station

WHY = "she has had it at home"


def look(house: House, bag_id: str, wristband: str = WRISTBAND, scan: str = "", **more: Any) -> Bedside:
    scan = scan or label(bag_id, "C", house.bag(bag_id).label_copy)
    return bedside.verify(house.station, NURSE, bag_id, wristband, scan, **more)


def failing(found: Bedside) -> list[int]:
    return [each.n for each in found.failing]


def start(house: House, bag_id: str, wristband: str = WRISTBAND) -> State:
    return bedside.start(house.station, NURSE, bag_id, wristband, label(bag_id, "C")).state


def prime(house: House, bag_id: str, ml: str = "20", fluid: Fluid = Fluid.DRUG_SOLUTION) -> None:
    bedside.prime(house.station, NURSE, bag_id, WRISTBAND, label(bag_id, "C"), ml, fluid)


def not_primed(house: House, bag_id: str, ml: str = "20", **more: Any) -> Refusal:
    scan = more.pop("scan", label(bag_id, "C"))
    wristband = more.pop("wristband", WRISTBAND)
    return house.refused(bedside.prime, NURSE, bag_id, wristband, scan, ml, Fluid.DRUG_SOLUTION)


def not_started(house: House, bag_id: str, wristband: str = WRISTBAND) -> Refusal:
    return house.refused(bedside.start, NURSE, bag_id, wristband, label(bag_id, "C"))


# the look


def test_a_go_is_recorded(house: House) -> None:
    bag_id = house.primed()
    assert look(house, bag_id).go
    event = house.events()[-1]
    assert (event["act"], event["subject"], event["by"], event["result"]) == (
        "bedside.verify", bag_id, NURSE, "ok"
    )  # fmt: skip
    assert event["data"] == {"verdict": "go", "failing": {}, "overridden": [], "station": "station"}


def test_a_stop_is_recorded_with_every_item_that_fails(house: House) -> None:
    bag_id = house.at_the_bed()
    found = look(house, bag_id, OTHER_WRISTBAND)
    assert (found.go, failing(found)) == (False, [1, 11])
    event = house.events()[-1]
    assert (event["result"], event["data"]["verdict"]) == ("ok", "stop")
    assert list(event["data"]["failing"]) == ["1", "11"]
    assert event["data"]["failing"]["11"] == "not primed"


def test_a_look_changes_nothing(house: House) -> None:
    bag_id = house.primed()
    before = house.dump()
    look(house, bag_id)
    assert house.dump() == before


@pytest.mark.parametrize("badge", [PHARMACIST, TECHNICIAN, NURSE, PHYSICIAN, ADMINISTRATOR])
def test_everybody_may_look(house: House, badge: str) -> None:
    bag_id = house.primed()
    assert bedside.verify(house.station, badge, bag_id, WRISTBAND, label(bag_id, "C")).go


def test_a_typed_number_needs_a_reason_that_is_recorded(house: House) -> None:
    bag_id = house.primed()
    assert house.code(bedside.verify, NURSE, bag_id, WRISTBAND, bag_id) is Code.NO_REASON
    assert look(house, bag_id, scan=bag_id, reason="the label is torn").go
    assert house.events()[-1]["data"]["typed_because"] == "the label is torn"


def test_nothing_is_primed_or_started_by_a_typed_number_without_the_reason(house: House) -> None:
    bag_id = house.at_the_bed()
    fill = (NURSE, bag_id, WRISTBAND, bag_id, "20", Fluid.DRUG_SOLUTION)
    assert house.code(bedside.prime, *fill) is Code.NO_REASON
    bedside.prime(house.station, *fill, reason="torn")
    assert house.events()[-1]["data"]["typed_because"] == "torn"
    assert house.code(bedside.start, NURSE, bag_id, WRISTBAND, bag_id) is Code.NO_REASON
    assert bedside.start(house.station, NURSE, bag_id, WRISTBAND, bag_id, "torn").state is State.INFUSING
    assert house.events()[-1]["data"]["typed_because"] == "torn"


def test_a_torn_code_typed_with_a_wrong_check_character_is_no_bag(house: House) -> None:
    bag_id = house.primed()
    wrong = bag_id[:-1] + str((int(bag_id[-1]) + 1) % 10)
    assert house.code(bedside.verify, NURSE, bag_id, WRISTBAND, wrong) is Code.UNREADABLE


@pytest.mark.parametrize(
    ("wristband", "told"),
    [
        (OTHER_WRISTBAND, "record number 00511270"),
        ("HCU99-123", "not readable as a wristband of this hospital"),
        ("NHC99999999", "a wristband of nobody known here"),
        ("", "not readable as a wristband of this hospital"),
        ("ST1004", "a staff badge"),
        (vial(), "a vial, serial 7H2K1, lot L77F2"),
    ],
)
def test_a_wristband_that_is_not_the_patient_s_stops(house: House, wristband: str, told: str) -> None:
    bag_id = house.primed()
    found = look(house, bag_id, wristband)
    assert failing(found) == [1]
    assert told in str(found.checks[0].got)


def test_a_wristband_with_a_gsrn_is_its_patient_s(house: House) -> None:
    bag_id = house.primed()
    connection = house.raw()
    connection.execute("UPDATE patient SET wristband = '084700100000000017' WHERE record_number = '00482913'")
    connection.close()
    assert look(house, bag_id, "]d28018084700100000000017").go
    assert failing(look(house, bag_id, "]d28018084700100000000024")) == [1]


def test_the_label_of_another_bag_is_refused_in_these_words(house: House) -> None:
    bag_id, other = house.primed(), house.order(OTHER_PATIENT)[0]
    refusal = house.refused(bedside.verify, NURSE, bag_id, WRISTBAND, label(other, "C"))
    assert refusal.code is Code.WRONG_BAG
    assert refusal.lines() == [
        "This label belongs to another bag.",
        f"expected: the cover label of bag {bag_id}",
        f"got: the cover label of bag {other}",
        "what now: Do not connect it. Scan wristband and bag again.",
    ]


def test_the_label_of_another_drug_is_refused_in_these_words(house: House) -> None:
    bag_id = house.primed()
    refusal = house.refused(bedside.verify, NURSE, bag_id, WRISTBAND, vial())
    assert refusal.code is Code.WRONG_KIND
    assert refusal.lines() == [
        "This is not a bag's label.",
        f"expected: the cover label of bag {bag_id}",
        "got: a vial, serial 7H2K1, lot L77F2",
        "what now: Scan the label on the opaque cover.",
    ]


def test_the_label_under_the_cover_stops(house: House) -> None:
    bag_id = house.primed()
    assert failing(look(house, bag_id, scan=label(bag_id, "B"))) == [4]


def test_a_void_copy_of_the_label_stops(house: House) -> None:
    bag_id = house.at_the_bed()
    copy = bench.number_labels(house.station, TECHNICIAN, bag_id, "smudged").label_copy
    bench.labels_printed(house.station, TECHNICIAN, bag_id, copy, PIECE, PIECE)
    found = look(house, bag_id, scan=label(bag_id, "C", 1))
    assert failing(found) == [3, 4, 11]


def test_yesterday_s_bag_stops(house: House) -> None:
    bag_id = house.primed()
    house.at(0, 0, day=26)
    assert {2, 7} <= set(failing(look(house, bag_id)))


def test_a_discarded_bag_stops(house: House) -> None:
    bag_id = house.primed()
    bench.discard(house.station, TECHNICIAN, bag_id, "leaks")
    found = look(house, bag_id)
    assert failing(found) == [3, 5]
    assert str(found.checks[4].got) == "DISCARDED: leaks"


def test_a_recall_stops_a_bag_at_the_bed(house: House) -> None:
    bag_id = house.primed()
    stockroom.recall_lot(house.station, PHARMACIST, GTIN, "L77F2", "the maker's letter")
    assert failing(look(house, bag_id)) == [6]


def test_half_an_hour_at_the_bed_stops(house: House) -> None:
    """Out since 11:50."""
    bag_id = house.primed()
    house.at(12, 20)
    assert look(house, bag_id).go
    house.at(12, 20, 1)
    assert failing(look(house, bag_id)) == [8]


# premedication and vital signs


def test_a_medicine_is_given_now_or_at_a_time_of_today(house: House) -> None:
    bag_id = house.verified()
    house.at(11)
    give = bedside.give_premedication
    assert give(house.station, NURSE, bag_id, Premedicine.STEROID) == moment(11)
    assert give(house.station, NURSE, bag_id, Premedicine.ANTIPYRETIC, "10:05") == moment(10, 5)
    assert house.events()[-1]["data"] == {
        "medicine": "antipyretic", "given_at": "2026-03-25T09:05:00+00:00", "station": "station"
    }  # fmt: skip


@pytest.mark.parametrize("typed", ["25:00", "11", "now", "9h05", "11:60"])
def test_a_time_that_is_none_is_refused(house: House, typed: str) -> None:
    refusal = house.refused(bedside.give_premedication, NURSE, house.verified(), Premedicine.STEROID, typed)
    assert (refusal.code, refusal.field) == (Code.NOT_A_DATE, "given_at")
    assert refusal.lines() == [
        "This is not a clock time that can be used.",
        "expected: a clock time of today, like 09:34",
        f"got: {typed}",
        "what now: Correct it and go on.",
    ]


def test_nothing_is_recorded_as_given_before_it_is(house: House) -> None:
    refusal = house.refused(bedside.give_premedication, NURSE, house.verified(), Premedicine.STEROID, "09:31")
    assert refusal.lines() == [
        "This time is still to come.",
        "expected: a time up to now, 09:30",
        "got: 09:31",
        "what now: Record it when it was given.",
    ]


def test_after_the_start_it_is_too_late_to_record_premedication(house: House) -> None:
    bag_id = house.started()
    code = house.code(bedside.give_premedication, NURSE, bag_id, Premedicine.STEROID, "11:00")
    assert code is Code.ILLEGAL_ACTION


def test_what_is_unusual_is_told(house: House) -> None:
    found = bedside.observe(
        house.station, NURSE, house.verified(), "130", "124", "76", "38.0", "hives on both arms"
    )
    assert [str(words) for words in found] == [
        "heart rate 130 /min; usual is 50 to 120 /min",
        "temperature 38 °C; usual is 35 to 37.9 °C",
        "skin: hives on both arms",
    ]


@pytest.mark.parametrize(
    ("typed", "field", "code"),
    [
        (("300", "124", "76", "36.8"), "heart_rate", Code.IMPOSSIBLE_VALUE),
        (("78.5", "124", "76", "36.8"), "heart_rate", Code.IMPOSSIBLE_VALUE),
        (("78", "12", "76", "36.8"), "systolic", Code.IMPOSSIBLE_VALUE),
        (("78", "124", "", "36.8"), "diastolic", Code.NOT_A_NUMBER),
        (("78", "76", "76", "36.8"), "diastolic", Code.IMPOSSIBLE_VALUE),
        (("78", "124", "76", "36,8"), "temperature", Code.NOT_A_NUMBER),
        (("78", "124", "76", "368"), "temperature", Code.IMPOSSIBLE_VALUE),
        (("-78", "124", "76", "36.8"), "heart_rate", Code.NOT_A_NUMBER),
    ],
)
def test_what_nobody_can_have_measured_is_refused(
    house: House, typed: tuple[str, ...], field: str, code: Code
) -> None:
    refusal = house.refused(bedside.observe, NURSE, house.verified(), *typed)
    assert (refusal.code, refusal.field, refusal.bad_input) == (code, field, True)


# priming


def test_a_line_is_primed_with_the_drug_solution_and_its_volume_is_kept(house: House) -> None:
    bag_id = house.at_the_bed()
    prime(house, bag_id, "18.25")
    bag = house.bag(bag_id)
    assert (bag.primed_with, str(bag.primed_ml), bag.primed_at) == (Fluid.DRUG_SOLUTION, "18.250", moment(12))
    assert house.events()[-1]["data"] == {
        "fluid": "drug solution", "volume_ml": "18.25", "station": "station"
    }  # fmt: skip


def test_a_line_full_of_saline_stops_until_another_is_primed(house: House) -> None:
    bag_id = house.at_the_bed()
    prime(house, bag_id, fluid=Fluid.SALINE)
    assert house.bag(bag_id).primed_ml == 0
    found = look(house, bag_id)
    assert (failing(found), str(found.checks[10].got)) == ([11], "saline, at 12:00")
    assert not_started(house, bag_id).code is Code.BEDSIDE_STOP
    prime(house, bag_id)
    assert look(house, bag_id).go


def test_a_second_line_is_not_primed_from_a_bag_in_these_words(house: House) -> None:
    refusal = not_primed(house, house.primed())
    assert refusal.code is Code.ILLEGAL_ACTION
    assert refusal.lines() == [
        "The line of this bag is primed already.",
        "expected: one line for a bag: what fills another one is lost to the patient",
        "got: 20 mL of drug solution",
        (
            "what now: Is the line lost, part of the dose is lost with it: the bag is discarded, and a "
            "pharmacist orders another."
        ),
    ]


def test_a_wrong_bag_is_not_even_opened_in_these_words(house: House) -> None:
    bag_id = house.at_the_bed()
    refusal = not_primed(house, bag_id, wristband=OTHER_WRISTBAND)
    assert refusal.code is Code.BEDSIDE_STOP
    name = house.bag(house.order(OTHER_PATIENT)[0]).patient.name
    lines = refusal.lines()
    assert lines == [
        f"STOP. Do not start bag {bag_id}.",
        "expected: every item of the bedside check",
        f"got: 1 same patient: {name}, record number 00511270",
        "what now: Wrong patient or wrong bag: do not connect it. Take the bag away and call the pharmacy.",
        lines[-1],
    ]


def test_a_bag_is_primed_before_premedication_and_vital_signs_are_right(house: House) -> None:
    bag_id = house.released()
    prime(house, bag_id)
    assert failing(look(house, bag_id)) == [9, 10]


@pytest.mark.parametrize("volume", ["0", "4.9", "40.1", "101.2", "480", "20.0001"])
def test_a_volume_that_no_line_has_is_refused(house: House, volume: str) -> None:
    refusal = not_primed(house, house.released(), volume)
    assert (refusal.code, refusal.field) == (Code.INFUSION_VOLUME, "volume_ml")
    assert refusal.lines() == [
        "A line cannot have been filled with this volume.",
        "expected: from 5 to 40 mL, with three decimals at most",
        f"got: {volume} mL",
        "what now: Type what the maker of the line states, in mL.",
    ]


@pytest.mark.parametrize("volume", ["20,5", "-20", "", "NaN"])
def test_a_volume_that_is_no_number_is_refused(house: House, volume: str) -> None:
    refusal = not_primed(house, house.released(), volume)
    assert (refusal.code, refusal.field) == (Code.NOT_A_NUMBER, "volume_ml")


# the start


def test_a_go_starts_at_the_first_rate(house: House) -> None:
    bag_id = house.primed()
    assert start(house, bag_id) is State.INFUSING
    bag = house.bag(bag_id)
    assert bag.started_at == moment(12)
    rows = house.raw().execute("SELECT what, microlitres_an_hour, done_by FROM rate").fetchall()
    assert rows == [("start", 5000, NURSE)]
    data = house.events()[-1]["data"]
    assert (data["verdict"], data["rate_ml_per_h"]) == ("go", "5")


def test_a_stop_is_not_started_and_every_failing_item_is_told(house: House) -> None:
    bag_id = house.at_the_bed()
    house.at(12, 51)
    refusal = not_started(house, bag_id)
    assert refusal.code is Code.BEDSIDE_STOP
    assert str(refusal.got).split("\n") == [
        "8 custody unbroken, cold and dark: Out of the refrigerator for 61 min; policy allows 30.",
        "10 heart rate, blood pressure, temperature taken: HR 78 · BP 124/76 · T 36.8 °C, at 11:50",
        "11 line primed with the drug solution: not primed",
    ]


def test_a_started_bag_is_not_started_again_in_these_words(house: House) -> None:
    bag_id = house.started()
    house.later(minutes=1)
    refusal = not_started(house, bag_id)
    name = people_name(house, NURSE)
    assert refusal.code is Code.ALREADY_STARTED
    assert refusal.lines() == [
        "This bag was started already.",
        "expected: a bag that nobody has started",
        f"got: started at 12:00 by {name}",
        "what now: Do not connect it again. Open it to go on with its infusion.",
    ]
    assert failing(look(house, bag_id)) == [5]


def people_name(house: House, badge: str) -> str:
    connection = house.raw()
    (name,) = connection.execute("SELECT name FROM person WHERE badge = ?", (badge,)).fetchone()
    connection.close()
    return str(name)


def test_a_started_bag_is_at_the_bed_and_in_no_refrigerator(house: House) -> None:
    bag_id = house.primed()
    start(house, bag_id)
    [line] = storage.board(house.station).lines
    assert (line.bag.id, str(line.place)) == (bag_id, "at the bed")


@pytest.mark.parametrize("badge", [PHARMACIST, TECHNICIAN, ADMINISTRATOR])
def test_only_nurse_and_physician_start(house: House, badge: str) -> None:
    bag_id = house.primed()
    assert house.code(bedside.start, badge, bag_id, WRISTBAND, label(bag_id, "C")) is Code.NOT_YOUR_ROLE


def start_at_once(file: str, bag_id: str, badge: str, said: Connection) -> None:
    """In a process of its own."""
    station = open_station(file, SetClock(moment(12)), name=f"bed {badge}")
    try:
        bedside.start(station, badge, bag_id, WRISTBAND, label(bag_id, "C"))
        said.send("started")
    except Refusal as refusal:
        said.send(f"{refusal.code}: {refusal.got}")
    finally:
        station.database.close()


def test_of_two_who_start_at_once_one_wins_and_the_other_is_told_who_and_when(house: House) -> None:
    bag_id = house.primed()
    names = {badge: people_name(house, badge) for badge in (NURSE, PHYSICIAN)}
    house.station.database.close()
    file = house.where
    said = in_parallel(start_at_once, [(file, bag_id, NURSE), (file, bag_id, PHYSICIAN)])
    won = (NURSE, PHYSICIAN)[said.index("started")]
    assert sorted(said) == sorted(["started", f"already-started: started at 12:00 by {names[won]}"])


# overrides


def decide(house: House, bag_id: str, item: Overridable, by: str = PHYSICIAN) -> None:
    bedside.override(house.station, by, bag_id, item, WHY, pin_of(by))


def without_steroid(house: House) -> str:
    """At noon everything is right but the steroid, which was given 40 minutes before."""
    bag_id = house.primed()
    connection = house.raw()
    connection.execute(
        "UPDATE medication SET given_at = '2026-03-25 10:20:00.000000' WHERE medicine = 'steroid'"
    )
    connection.close()
    return bag_id


@pytest.mark.parametrize("by", [PHYSICIAN, PHARMACIST])
def test_an_override_is_signed_and_starts_what_it_is_about(house: House, by: str) -> None:
    bag_id = without_steroid(house)
    assert failing(look(house, bag_id)) == [9]
    decide(house, bag_id, Overridable.PREMEDICATION, by)
    event = house.events()[-1]
    assert (event["data"]["item"], event["data"]["reason"]) == ("premedication", WHY)
    connection = house.raw()
    row = connection.execute(
        "SELECT badge, signed_sha256 FROM signature WHERE meaning = 'bedside check overridden'"
    ).fetchone()
    connection.close()
    assert row == (by, event["data"]["signed_sha256"])
    found = look(house, bag_id)
    assert (found.go, found.checks[8].overridden) == (True, True)
    assert str(found.checks[8].got).endswith(f"overridden by {people_name(house, by)}, 12:00: {WHY}")
    assert start(house, bag_id) is State.INFUSING
    assert house.events()[-1]["data"]["overridden"] == [9]


def test_an_override_is_void_after_anything_new_about_its_item(house: House) -> None:
    bag_id = without_steroid(house)
    decide(house, bag_id, Overridable.PREMEDICATION)
    bedside.observe(house.station, NURSE, bag_id, "79", "124", "76", "36.8")
    assert look(house, bag_id).go  # of another item
    bedside.give_premedication(house.station, NURSE, bag_id, Premedicine.ANTIPYRETIC)
    assert failing(look(house, bag_id)) == [9]
    decide(house, bag_id, Overridable.PREMEDICATION)
    assert look(house, bag_id).go


def test_an_override_of_an_unusual_pulse_says_nothing_of_an_old_one(house: House) -> None:
    bag_id = house.primed()
    bedside.observe(house.station, NURSE, bag_id, "130", "124", "76", "36.8")
    decide(house, bag_id, Overridable.VITAL_SIGNS)
    assert look(house, bag_id).go
    custody.move_bag(house.station, NURSE, bag_id, FRIDGE, True)
    house.keep_cold(moment(13))
    assert look(house, bag_id).go
    house.later(seconds=1)
    assert failing(look(house, bag_id)) == [10]


def test_an_override_of_what_is_too_early_says_nothing_of_what_is_too_late(house: House) -> None:
    bag_id = without_steroid(house)
    decide(house, bag_id, Overridable.PREMEDICATION)
    custody.move_bag(house.station, NURSE, bag_id, FRIDGE, True)
    house.keep_cold(moment(15, 0))
    bedside.observe(house.station, NURSE, bag_id, "79", "124", "76", "36.8")
    assert failing(look(house, bag_id)) == [9]


def test_what_passes_is_not_overridden_in_these_words(house: House) -> None:
    bag_id = house.primed()
    refusal = house.refused(
        bedside.override, PHYSICIAN, bag_id, Overridable.PREMEDICATION, WHY, pin_of(PHYSICIAN)
    )
    assert refusal.code is Code.NOTHING_TO_OVERRIDE
    assert refusal.lines() == [
        "There is nothing to decide against: this passes.",
        "expected: an item of the check that does not pass",
        f"got: premedication, bag {bag_id}, released",
        "what now: Scan wristband and bag; the check says what is left.",
    ]


def test_a_bag_that_is_not_released_has_nothing_to_override_in_these_words(house: House) -> None:
    bag_id = house.verified()
    refusal = house.refused(
        bedside.override, PHYSICIAN, bag_id, Overridable.VITAL_SIGNS, WHY, pin_of(PHYSICIAN)
    )
    assert refusal.code is Code.NOTHING_TO_OVERRIDE
    assert refusal.lines() == [
        "Nobody can decide against this.",
        "expected: an item that policy names, of a released bag: premedication · vital-signs",
        f"got: vital-signs, bag {bag_id}, verified",
        "what now: A STOP stays a STOP. Do what the check says.",
        "(local policy)",
    ]


def test_an_override_needs_the_right_role_the_pin_and_a_reason(house: House) -> None:
    bag_id = without_steroid(house)
    item = Overridable.PREMEDICATION
    for badge in (NURSE, TECHNICIAN, ADMINISTRATOR):
        assert house.code(bedside.override, badge, bag_id, item, WHY, pin_of(badge)) is Code.NOT_YOUR_ROLE
    wrong = SecretStr("0000")
    assert house.code(bedside.override, PHYSICIAN, bag_id, item, WHY, wrong) is Code.WRONG_PIN
    assert house.code(bedside.override, PHYSICIAN, bag_id, item, " ", pin_of(PHYSICIAN)) is Code.NO_REASON
    assert failing(look(house, bag_id)) == [9]


def test_a_bag_cleared_at_the_bed_needs_its_second_check_before_it_is_started(house: House) -> None:
    bag_id = house.primed()
    house.later(minutes=25)
    assert not_started(house, bag_id).code is Code.BEDSIDE_STOP
    custody.clear(house.station, PHARMACIST, bag_id, "felt cold", pin_of(PHARMACIST))
    assert failing(look(house, bag_id)) == [3]
    release.release(house.station, PHARMACIST, bag_id, label(bag_id, "C"), pin_of(PHARMACIST))
    assert start(house, bag_id) is State.INFUSING


def test_a_bag_whose_pump_has_run_is_not_started_again_whatever_its_row_says(house: House) -> None:
    bag_id = house.started()
    raw = house.raw()
    raw.execute("UPDATE bag SET state = 'released', started_at = NULL WHERE id = ?", (bag_id,))
    raw.close()
    assert failing(look(house, bag_id)) == [5]
    scan = label(bag_id, "C")
    assert house.code(bedside.start, NURSE, bag_id, WRISTBAND, scan) is Code.ALREADY_STARTED
