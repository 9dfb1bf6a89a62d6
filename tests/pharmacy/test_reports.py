"""A week as the Monday meeting reads it; every number here was counted by hand from the acts above it."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from pharmacy.errors import Refusal
from pharmacy.preparation import Step
from pharmacy.reports import Section, Week, typed_week, week_of, week_report
from pharmacy.service import badges, bedside, bench, custody, people, stockroom, workups
from tests.conftest import (
    ADMINISTRATOR,
    NURSE,
    PATIENT,
    PHARMACIST,
    PHYSICIAN,
    SALINE,
    TECHNICIAN,
    WRISTBAND,
    House,
    label,
    pin_of,
    vial,
)
from tests.tui.hands import at_work
from tui.cli import app
from tui.screens.audit import AuditScreen, EventScreen
from tui.screens.report import ReportScreen

MADRID = ZoneInfo("Europe/Madrid")


@pytest.fixture
def bag(house: House) -> str:
    """A bad week: an unknown vial twice and a label in its place, five wrong PINs and a locked badge, labels
    printed again three times, a number typed at the bed, and the bag put aside.
    """
    bag_id = house.prepared_to(Step.VIAL)
    for _ in range(2):
        house.refused(bench.scan_vial, TECHNICIAN, bag_id, vial("NEVER"))  # near misses 1 and 2
    house.refused(bench.scan_vial, TECHNICIAN, bag_id, label(bag_id))  # 3
    house.bring(bag_id, Step.CHECK)
    for reason in ("creased", "torn"):
        house.later(minutes=1)
        bench.number_labels(house.station, TECHNICIAN, bag_id, reason)  # reprints 1 and 2
    house.bring(bag_id, Step.CHECK)  # prints once more: reprint 3
    house.do(bag_id)
    bedside.verify(house.station, NURSE, bag_id, WRISTBAND, bag_id, "label torn off")  # typed 1
    custody.quarantine(house.station, NURSE, bag_id, "found in the sun")  # quarantine 1
    for _ in range(
        6
    ):  # four wrong ones: near misses 4 to 7; the fifth locks the badge, the sixth finds it so
        with pytest.raises(Refusal):
            people.sign_in(house.station, PHARMACIST, SecretStr("0852"))
    return bag_id


def told(house: House, week: str, *more: str) -> dict[str, Any]:
    words = ["audit", "report", "--week", week, "--db", house.where, "--json", *more]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.output)
    return found


def test_a_week_is_counted_section_by_section(house: House, bag: str) -> None:
    found = told(house, "2026-W13")
    assert {name: section["count"] for name, section in found["sections"].items()} == {
        "near misses": 7,
        "overrides": 0,
        "typed ids": 1,
        "reprints": 3,
        "locked accounts": 2,
        "clock doubts": 0,
        "quarantines": 1,
    }
    assert found["sections"]["near misses"]["codes"] == {"wrong-pin": 4, "not-received": 2, "wrong-kind": 1}


def test_each_entry_says_when_who_which_bag_and_what(house: House, bag: str) -> None:
    sections = told(house, "2026-W13")["sections"]
    assert [(e["by"], e["about"], e["what"]) for e in sections["reprints"]["entries"]] == [
        (TECHNICIAN, bag, "labels, copy 2: creased"),
        (TECHNICIAN, bag, "labels, copy 3: torn"),
        (TECHNICIAN, bag, "labels, copy 4: once more"),
    ]
    (typed,) = sections["typed ids"]["entries"]
    assert (typed["by"], typed["about"], typed["what"]) == (NURSE, bag, "label torn off")
    (aside,) = sections["quarantines"]["entries"]
    assert (aside["by"], aside["about"], aside["what"]) == (NURSE, bag, "found in the sun")
    locked = sections["locked accounts"]["entries"]
    assert [(e["by"], e["code"], e["what"]) for e in locked] == [
        (
            PHARMACIST,
            "last-wrong-pin",
            "Badge and PIN do not belong together; badge 1002 waits now.",
        ),
        (PHARMACIST, "locked-out", "This badge has had too many wrong PINs."),
    ]
    assert datetime.fromisoformat(locked[1]["at"]) == house.clock.now()


def test_a_badge_that_the_fifth_wrong_pin_locked_is_told_though_nobody_tried_again(house: House) -> None:
    for _ in range(5):
        house.code(people.sign_in, PHARMACIST, SecretStr("0852"))
    (locked,) = told(house, "2026-W13")["sections"]["locked accounts"]["entries"]
    assert (locked["by"], locked["code"], locked["event"]) == (
        PHARMACIST,
        "last-wrong-pin",
        house.events()[-1]["seq"],
    )


def test_four_wrong_pins_lock_nothing_and_are_near_misses(house: House) -> None:
    for _ in range(4):
        house.code(people.sign_in, PHARMACIST, SecretStr("0852"))
    sections = told(house, "2026-W13")["sections"]
    assert (sections["locked accounts"]["count"], sections["near misses"]["codes"]) == (0, {"wrong-pin": 4})


def test_a_witness_s_badge_that_was_locked_by_another_s_act_is_named(house: House) -> None:
    for number in range(5):
        new = (SALINE.replace("0027", "0096"), f"X{number}", "", TECHNICIAN)
        house.code(stockroom.enrol_product, PHARMACIST, *new, pin_of(PHARMACIST), SecretStr("0852"))
    (locked,) = told(house, "2026-W13")["sections"]["locked accounts"]["entries"]
    assert (locked["by"], locked["what"]) == (
        PHARMACIST,
        "Badge and PIN do not belong together; badge 1001 waits now.",
    )


def test_who_let_a_locked_badge_in_again_is_told(house: House) -> None:
    for _ in range(5):
        house.code(people.sign_in, TECHNICIAN, SecretStr("0852"))
    badges.unlock(house.station, ADMINISTRATOR, TECHNICIAN, pin_of(ADMINISTRATOR))
    unlocked, locked = told(house, "2026-W13")["sections"]["locked accounts"]["entries"]
    assert locked["code"] == "last-wrong-pin"
    assert (unlocked["by"], unlocked["about"], unlocked["what"]) == (
        ADMINISTRATOR,
        TECHNICIAN,
        "let in again before its time: T. Ruiz",
    )


def test_a_locked_badge_that_was_let_in_again_by_a_new_pin_is_told_as_well(house: House) -> None:
    new = SecretStr("918273")
    badges.give_pin(house.station, ADMINISTRATOR, NURSE, new, pin_of(ADMINISTRATOR))  # waits for nothing
    for _ in range(5):
        house.code(people.sign_in, TECHNICIAN, SecretStr("0852"))
    badges.give_pin(house.station, ADMINISTRATOR, TECHNICIAN, new, pin_of(ADMINISTRATOR))
    unlocked, _ = told(house, "2026-W13")["sections"]["locked accounts"]["entries"]
    assert (unlocked["about"], unlocked["what"]) == (
        TECHNICIAN,
        "let in again before its time, with a new PIN: T. Ruiz",
    )


def test_a_recommendation_decided_against_is_told_once_though_it_counts_for_five_bags(house: House) -> None:
    bag_id = house.order()[0]
    workups.record_workup(house.station, PHYSICIAN, patient=PATIENT, entries={"ecg": None})
    workups.decide_readiness(
        house.station, PHARMACIST, bag_id, "ecg", reason="no heart disease", pin=pin_of(PHARMACIST)
    )
    (decided,) = told(house, "2026-W13")["sections"]["overrides"]["entries"]
    assert (decided["by"], decided["about"], decided["what"]) == (PHARMACIST, bag_id, "ECG: no heart disease")


def test_custody_that_a_pharmacist_cleared_is_told_with_what_was_against_the_bag(house: House) -> None:
    bag_id = house.released()
    custody.quarantine(house.station, NURSE, bag_id, "found in the sun")
    house.stored(bag_id)
    custody.clear(house.station, PHARMACIST, bag_id, "two minutes at most", pin_of(PHARMACIST))
    (cleared,) = told(house, "2026-W13")["sections"]["overrides"]["entries"]
    assert (cleared["by"], cleared["about"]) == (PHARMACIST, bag_id)
    assert cleared["what"] == "in quarantine: found in the sun: two minutes at most"


def test_a_clock_set_back_its_doubts_and_the_word_that_accepts_it_are_told(house: House) -> None:
    bag_id = house.prepared_to(Step.INVERT)
    house.later(minutes=-20)
    house.behind(stockroom.receive_vial, TECHNICIAN, vial("NEW1"))
    people.accept_clock(house.station, PHARMACIST, "battery", pin_of(PHARMACIST))
    clock = told(house, "2026-W13")["sections"]["clock doubts"]["entries"]
    assert [each["what"] for each in clock] == [
        f"in doubt: {bag_id}",
        "The clock of this computer is behind.",
        "accepted: battery",
    ]


def test_an_empty_week_says_so(house: House) -> None:
    result = CliRunner().invoke(app, ["audit", "report", "--week", "2026-W20", "--db", house.where])
    assert result.output.count(": none") == len(Section)


def test_a_week_is_told_in_spanish_from_its_heading_to_who_was_nobody(house: House, bag: str) -> None:
    house.code(people.sign_in, "", SecretStr("0852"))
    words = ["audit", "report", "--week", "2026-W13", "--db", house.where, "--language", "es"]
    said = CliRunner().invoke(app, words).output
    assert said.splitlines()[0] == "2026-W13, del 23 mar 2026 al 29 mar 2026"
    assert "Cuarentenas: 1" in said
    assert "nadie identificado" in said
    for english in ("Near misses", "Quarantines", "none", "nobody"):
        assert english not in said


@pytest.mark.parametrize("typed", ["2026-W54", "2026-W00", "2026-13", "W13", "2025-W53", ""])
def test_a_week_that_there_is_not_is_bad_input(house: House, typed: str) -> None:
    with pytest.raises(Refusal) as caught:
        typed_week(typed)
    assert caught.value.bad_input


def refusal(seq: int, at: str) -> dict[str, Any]:
    data = {"code": "vial-used", "shown": {"what": "This vial was already used."}}
    told = {"seq": seq, "at": at, "by": "1001", "act": "bench.vial", "subject": ""}
    return {**told, "result": "refused", "data": data}


def test_the_week_in_which_summer_time_ends_has_169_hours() -> None:
    week = Week(year=2026, number=43)
    assert week.bounds(MADRID) == (
        datetime(2026, 10, 18, 22, tzinfo=UTC),
        datetime(2026, 10, 25, 23, tzinfo=UTC),
    )
    inside, outside = "2026-10-25T22:59:59+00:00", "2026-10-25T23:00:00+00:00"
    events = [refusal(1, inside), refusal(2, outside)]
    assert [e.event for e in week_report(week, MADRID, events).entries] == [1]
    assert [e.event for e in week_report(week.moved(1), MADRID, events).entries] == [2]


def test_a_week_belongs_to_the_year_that_has_its_thursday() -> None:
    assert str(week_of(date(2027, 1, 3))) == "2026-W53"
    assert str(week_of(date(2026, 12, 28)).moved(1)) == "2027-W01"


async def test_the_week_is_reached_from_the_audit_and_an_entry_opens(house: House, bag: str) -> None:
    house.at(8, day=30)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.press("a", "w")
        hands.at(ReportScreen)
        assert "2026-W13, 23 Mar 2026 to 29 Mar 2026" in hands.seen
        assert "7 Near misses: what was refused" in hands.seen
        assert "4 × wrong-pin" in hands.seen
        for _ in range(2):
            await hands.burst("\x1b[B")
        await hands.press("space")
        hands.at(EventScreen)
        assert "wrong-pin" in hands.seen
        await hands.press("escape", "b")
        assert "2026-W12" in hands.seen
        assert "none Quarantines" in hands.seen
        await hands.press("escape")
        hands.at(AuditScreen)


def test_a_week_of_a_database_that_cannot_be_written_is_read(house: House, bag: str, tmp_path: Path) -> None:
    house.station.database.close()
    for file in tmp_path.iterdir():
        if file.is_file():
            file.chmod(0o400)
    assert told(house, "2026-W13")["sections"]["near misses"]["count"] == 7
