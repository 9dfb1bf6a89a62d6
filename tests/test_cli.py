"""What other programs rely on: names, exit codes, and never a traceback."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from samples import SCENARIOS
from tui.cli import app

VIAL = "]d201095200010000101728123110L77F2\x1d217H2K4"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def told(*arguments: str) -> Any:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def plan(**options: str) -> Result:
    given = {"course": "1", "first-day": "2026-03-25", "infusion-at": "12:00", "timezone": "Europe/Madrid"}
    words = [word for name, value in (given | options).items() for word in (f"--{name}", value)]
    return run("plan", *words, "--json")


def test_plan_gives_each_day_with_its_premedication() -> None:
    found = json.loads(plan().stdout)
    assert found["protocol"] == {"id": "consensus-2019", "version": "1"}
    assert [day["date"] for day in found["days"]] == [f"2026-03-{day}" for day in range(25, 30)]
    assert found["days"][3]["infusion_start"] == "2026-03-28T12:00:00+01:00"
    assert found["days"][4]["infusion_start"] == "2026-03-29T12:00:00+02:00"
    steroids = [
        next(order for order in day["premedication"] if order["drug"] == "methylprednisolone")
        for day in found["days"]
    ]
    assert [order["dose"] for order in steroids] == ["1000", "1000", "500", "250", "250"]
    assert {(order["unit"], order["route"], order["as_needed"]) for order in steroids} == {
        ("mg", "intravenous", False)
    }
    assert steroids[0]["at"] == "2026-03-25T10:30:00+01:00"
    assert "Fig. 3" in steroids[0]["source"]


@pytest.mark.parametrize(
    ("options", "code", "exit_code"),
    [
        ({"course": "5"}, "course-number", 1),
        ({"course": "2", "previous-course-end": "2025-03-26"}, "course-interval", 1),
        ({"course": "1", "previous-course-end": "2025-03-01"}, "course-order", 1),
        ({"infusion-at": "02:30"}, "local-time", 1),
        ({"first-day": "2026-02-30"}, "not-a-date", 2),
        ({"first-day": ""}, "not-a-date", 2),
        ({"infusion-at": "25:00"}, "not-a-date", 2),
        ({"timezone": "Mars/Olympus"}, "unknown-zone", 2),
        ({"timezone": "../../etc/passwd"}, "unknown-zone", 2),
        ({"timezone": ""}, "unknown-zone", 2),
        ({"first-day": "2026-3-5"}, "not-a-date", 2),
        ({"previous-course-end": ""}, "not-a-date", 2),
    ],
)
def test_plan_refuses_with_a_code(options: dict[str, str], code: str, exit_code: int) -> None:
    result = plan(**options)
    assert result.exit_code == exit_code, result.output
    assert json.loads(result.stdout)["code"] == code


def test_infusion_gives_the_five_steps_as_decimal_strings() -> None:
    found = told("infusion", "--volume-ml", "100", "--start", "2026-03-25T12:00:00+01:00", "--json")
    assert found == {
        "steps": [
            {"start_min": "0", "end_min": "30", "rate_ml_per_h": "5", "volume_ml": "2.5"},
            {"start_min": "30", "end_min": "60", "rate_ml_per_h": "10", "volume_ml": "5"},
            {"start_min": "60", "end_min": "90", "rate_ml_per_h": "15", "volume_ml": "7.5"},
            {"start_min": "90", "end_min": "150", "rate_ml_per_h": "20", "volume_ml": "20"},
            {"start_min": "150", "end_min": "306", "rate_ml_per_h": "25", "volume_ml": "65"},
        ],
        "total_min": "306",
        "total_ml": "100",
        "ends_at": "2026-03-25T17:06:00+01:00",
    }


@pytest.mark.parametrize(
    ("volume", "start", "code", "exit_code"),
    [
        ("72.4", "2026-03-25T12:00:00+01:00", "infusion-time", 1),
        ("172.6", "2026-03-25T12:00:00+01:00", "infusion-time", 1),
        ("0", "2026-03-25T12:00:00+01:00", "infusion-volume", 2),
        ("100,5", "2026-03-25T12:00:00+01:00", "not-a-number", 2),
        ("1e2", "2026-03-25T12:00:00+01:00", "not-a-number", 2),
        ("NaN", "2026-03-25T12:00:00+01:00", "not-a-number", 2),
        ("-100", "2026-03-25T12:00:00+01:00", "not-a-number", 2),
        ("100", "2026-03-25T12:00:00", "not-a-date", 2),
        ("100", "noon", "not-a-date", 2),
    ],
)
def test_infusion_refuses_with_a_code(volume: str, start: str, code: str, exit_code: int) -> None:
    result = run("infusion", f"--volume-ml={volume}", "--start", start, "--json")
    assert result.exit_code == exit_code, result.output
    assert json.loads(result.stdout)["code"] == code


def test_scan_tells_a_vial_by_its_four_fields() -> None:
    assert told("scan", VIAL + "\r\n", "--json") == {
        "kind": "vial",
        "gtin": "09520001000010",
        "serial": "7H2K4",
        "lot": "L77F2",
        "expiry": "2028-12-31",
    }


@pytest.mark.parametrize(
    "scanned", ["", "]", "]d2", VIAL.replace("\x1d", ""), VIAL.upper().replace("]D2", "]D2"), "x" * 5000]
)
def test_a_scan_that_cannot_be_trusted_ends_with_2_and_a_reason(scanned: str) -> None:
    result = run("scan", scanned, "--json")
    assert result.exit_code == 2
    found = json.loads(result.stdout)
    assert found["kind"] == "unreadable"
    assert found["reason"]


def test_replay_prints_one_line_an_act_and_fails_on_a_surprise(tmp_path: Path) -> None:
    result = run("replay", str(SCENARIOS / "self-release.jsonl"), "--prints", str(tmp_path), "--json")
    assert result.exit_code == 0
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    refused = [line["code"] for line in lines if line["result"] == "refused"]
    assert refused == ["self-release", "not-your-role", "wrong-pin"]
    surprise = tmp_path / "surprise.jsonl"
    surprise.write_text('{"at": "now", "by": "9999", "act": "bench.draw", "bag": "x"}')
    assert run("replay", str(surprise), "--json").exit_code == 1


def test_replay_keeps_its_day_in_a_database_whose_audit_verifies(tmp_path: Path) -> None:
    database = tmp_path / "day.db"
    result = run("replay", str(SCENARIOS / "hospital.jsonl"), "--db", str(database), "--json")
    assert result.exit_code == 0, result.output
    found = told("audit", "verify", "--db", f"sqlite:///{database}", "--json")
    assert found["ok"] is True
    assert found["first_bad"] is None
    assert found["events"] == len(result.stdout.splitlines())
    assert len(found["head"]) == 64


def test_init_makes_an_empty_hospital_once(tmp_path: Path) -> None:
    site = str(SCENARIOS.parent / "hospital.toml")
    who = ["--badge", "1000", "--name", "R. Iturbe", "--site", site]
    words = ["init", *who, "--db", str(tmp_path / "a.db")]
    made = CliRunner().invoke(app, words, input="4711\n4711\n")
    assert made.exit_code == 0, made.output
    again = CliRunner().invoke(app, words, input="4711\n4711\n")
    assert again.exit_code == 2
    assert "There already is a file here; it was left as it is." in again.output
    weak = CliRunner().invoke(app, [*words[:-1], str(tmp_path / "b.db")], input="1234\n1234\n")
    assert weak.exit_code == 1
    assert not (tmp_path / "b.db").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["audit", "verify", "--db", "/nowhere/at/all.db"],
        ["audit", "verify", "--db", "oracle://x"],
        ["audit", "verify", "--db", ""],
        ["audit", "verify", "--db", __file__],
        ["replay", "/nowhere"],
        ["replay", "/"],
        ["scan", "x", "--site", "/nowhere"],
        ["demo", "--out", "/dev/null"],
        ["demo", "--out", "/proc/nowhere"],
        ["plan"],
        ["dance"],
    ],
)
def test_whatever_is_typed_there_is_a_sentence_and_no_traceback(words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from tui.cli import main; main()", *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode in {1, 2}
    assert "Traceback" not in done.stdout + done.stderr
    assert (done.stdout + done.stderr).strip()
