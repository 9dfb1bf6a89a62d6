"""`alemprep verify`: the bedside check for programs and people, and that every look is recorded."""

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from labels.compose_record import preparation_record
from pharmacy.bedside import Item
from pharmacy.clock import SystemClock
from pharmacy.service.checkpoints import CHECKPOINT
from pharmacy.service.documents import facts
from samples import SCENARIOS
from tests.conftest import MORNING
from tui.cli import app
from tui.house import open_station
from tui.rehearsal import rehearse

BAG, NHC = "26-000001-5", "NHC00482913"
COVER = "]d291260000015\x1d92C1F"
NOON = "2026-03-25T11:59:30+01:00"
WRONG_PATIENT = "Wrong patient or wrong bag: do not connect it. Take the bag away and call the pharmacy."
NO_CODE = "It is no code of a vial, a diluent, a bag, a place, a wristband or a badge, or only part of one."
KEYS = {"n", "name", "pass", "expected", "got", "source"}


@pytest.fixture(scope="module")
def bedside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hospital in which the bag of the good course day waits at the bed, everything done but the start."""
    folder = tmp_path_factory.mktemp("bedside")
    shutil.copy(SCENARIOS / "hospital.jsonl", folder)
    day = (SCENARIOS / "good-course-day.jsonl").read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(day) if '"bedside.start"' in line)
    (folder / "day.jsonl").write_text("\n".join(day[:start]), encoding="utf-8")
    for outcome in rehearse(folder / "day.jsonl", MORNING, db=str(folder / "day.db")):
        assert outcome.as_expected, outcome
    return folder / "day.db"


@pytest.fixture
def file(bedside: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "day.db"
    shutil.copy(bedside, copy)
    for beside in ("pepper", "key", "checkpoints"):
        shutil.copy(f"{bedside}.{beside}", f"{copy}.{beside}")
    shutil.copy(bedside.parent / "site.toml", tmp_path)
    return copy


def verify(file: Path, *more: str, bag: str = BAG, wristband: str = NHC, at: str = NOON) -> tuple[int, str]:
    words = ["verify", "--bag", bag, "--wristband", wristband, "--at", at, "--db", str(file), *more]
    result = CliRunner().invoke(app, words)
    return result.exit_code, result.output


def told(file: Path, **asked: str) -> tuple[int, dict[str, Any]]:
    code, said = verify(file, "--json", **asked)
    answer: dict[str, Any] = json.loads(said)
    return code, answer


def failing(answer: dict[str, Any]) -> dict[int, str]:
    return {check["n"]: check["got"] for check in answer["checks"] if not check["pass"]}


def events(file: Path) -> list[dict[str, Any]]:
    """What people did: the checkpoint that begins a day is nobody's doing."""
    rows = sqlite3.connect(file).execute("SELECT body FROM event ORDER BY seq")
    return [event for event in (json.loads(body) for (body,) in rows) if event["act"] != CHECKPOINT]


@pytest.mark.parametrize("bag", [BAG, COVER, COVER.replace("\x1d", "\u241d")])
def test_go_has_every_item_pass_with_its_source(file: Path, bag: str) -> None:
    code, answer = told(file, bag=bag)
    assert (code, answer["verdict"], failing(answer)) == (0, "go", {})
    assert set(answer) == {"verdict", "checks"}
    assert [check["n"] for check in answer["checks"]] == list(range(1, len(Item) + 1))
    assert all(set(check) == KEYS for check in answer["checks"])
    assert all(check["source"] for check in answer["checks"])


@pytest.mark.parametrize(
    ("asked", "items"),
    [
        ({"wristband": "NHC00511270"}, {1: "Ibarra Leza, Jon, record number 00511270"}),
        (
            {"wristband": "OTHER-4711"},
            {1: f"not readable as a wristband of this hospital: {NO_CODE}"},
        ),
        ({"wristband": "NHC00999999"}, {1: "a wristband of nobody known here"}),
        ({"wristband": "ST1004"}, {1: "a staff badge"}),
        ({"bag": COVER.replace("C1F", "C2D")}, {4: "the cover label, copy 2"}),
        ({"bag": COVER.replace("C1F", "B1J")}, {4: "the label of the bag itself: its cover is off"}),
        (
            {"at": "2026-03-25T12:20:00+01:00"},
            {8: "Out of the refrigerator for 41 min; policy allows 30."},
        ),
    ],
)
def test_stop_names_every_item_that_does_not_pass(
    file: Path, asked: dict[str, str], items: dict[int, str]
) -> None:
    code, answer = told(file, **asked)
    assert (code, answer["verdict"], failing(answer)) == (1, "stop", items)


def test_hours_later_the_clock_the_custody_and_what_was_done_before_speak_against_it(file: Path) -> None:
    code, answer = told(file, at="2026-03-25T17:36:01+01:00")
    assert (code, set(failing(answer))) == (1, {7, 8, 9, 10})
    assert failing(answer)[7] == "Mixed at 09:36; the infusion had to start before 17:36."


def test_a_person_reads_what_to_do_about_each_failing_item(file: Path) -> None:
    code, said = verify(file, wristband="NHC00511270")
    assert code == 1
    assert said.splitlines()[:4] == [
        "STOP",
        "✕  1  same patient: Ibarra Leza, Jon, record number 00511270",
        "      expected: Núñez Etxeberria, María del Carmen, record number 00482913 (Treatment)",
        f"      what now: {WRONG_PATIENT}",
    ]
    assert "✓ 11  line primed with the drug solution: drug solution, at 11:57" in said


@pytest.mark.parametrize(
    ("asked", "code", "says"),
    [
        (
            {"bag": "26-000001-4"},
            2,
            "The last digit of the bag number does not fit the others: one of them is wrong.",
        ),
        ({"bag": "26-000999-0"}, 1, "There is no such bag."),
        ({"bag": "]d201095200010000101728123110L77F2\u241d217H2K1"}, 1, "This is not a bag's label."),
        ({"at": "2026-03-25T12:00:00"}, 2, "a moment with its offset"),
        ({"at": "noon"}, 2, "a moment with its offset"),
    ],
)
def test_what_is_no_bag_of_this_hospital_or_no_moment_is_refused(
    file: Path, asked: dict[str, str], code: int, says: str
) -> None:
    found, said = verify(file, **asked)
    assert (found, says in said) == (code, True)


def test_every_look_is_recorded_as_nobodys_with_what_was_asked_and_found(file: Path) -> None:
    before = len(events(file))
    verify(file, wristband="NHC00511270")
    (look,) = events(file)[before:]
    assert (look["act"], look["by"], look["subject"], look["result"]) == ("bedside.verify", "", BAG, "ok")
    data = dict(look["data"])
    assert data.pop("station")
    assert data == {
        "verdict": "stop",
        "failing": {"1": "Ibarra Leza, Jon, record number 00511270"},
        "overridden": [],
        "asked_for": NOON,
        "command": True,
        "typed": True,
    }


def test_a_refused_look_is_recorded_too(file: Path) -> None:
    before = len(events(file))
    verify(file, bag="26-000999-0")
    verify(file, bag="26-000001-4")
    unknown, unreadable = events(file)[before:]
    assert (unknown["by"], unknown["subject"], unknown["data"]["code"]) == ("", "26-000999-0", "unknown-bag")
    assert (unreadable["by"], unreadable["subject"]) == ("", "")
    assert unreadable["data"]["code"] == "unreadable"


def test_a_look_into_a_day_ahead_of_this_computers_clock_doubts_no_bag(file: Path) -> None:
    ahead = "2099-03-25T12:00:00+00:00"
    connection = sqlite3.connect(file)
    connection.execute(
        "UPDATE head SET at = ?", (ahead.replace("T", " ").removesuffix("+00:00") + ".000000",)
    )
    connection.commit()
    before = len(events(file))
    assert verify(file)[0] == 0
    assert verify(file, bag="26-000999-0")[0] == 1
    assert [event["at"] for event in events(file)[before:]] == [ahead, ahead]
    assert connection.execute("SELECT count(*) FROM bag WHERE clock_doubted").fetchall() == [(0,)]


def test_the_record_tells_a_look_that_nobody_signed_in_for(file: Path) -> None:
    verify(file, wristband="NHC00511270")
    station = open_station(str(file), SystemClock())
    last = preparation_record(station, facts(station, BAG)).entries[-1]
    station.database.close()
    assert (str(last.what), str(last.by)) == ("Checked at the bedside: STOP", "nobody signed in")
    assert [str(detail) for detail in last.details] == [
        "does not pass: 1 same patient",
        "asked for 2026-03-25 11:59 +01:00",
    ]
