"""What other programs rely on: names, exit codes, and never a traceback."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from samples import HOSPITAL, SCENARIOS
from tests.conftest import ServerHospital
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


def test_a_scan_may_be_pasted_as_pages_show_it() -> None:
    assert told("scan", VIAL.replace("\x1d", "␝"), "--json")["serial"] == "7H2K4"


def test_an_order_of_the_evening_before_says_its_day() -> None:
    # Two hours before half past midnight of 25 March.
    words = run(
        "plan",
        "--course",
        "1",
        "--first-day",
        "2026-03-25",
        "--infusion-at",
        "00:30",
        "--timezone",
        "Europe/Madrid",
    ).stdout
    assert "  2026-03-24 22:30       paracetamol 1 g, oral or intravenous" in words


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


def test_what_a_replay_prints_lies_beside_its_database_unless_a_folder_is_named(tmp_path: Path) -> None:
    day = str(SCENARIOS / "good-course-day.jsonl")
    assert run("replay", day, "--db", str(tmp_path / "day.db")).exit_code == 0
    assert len(list((tmp_path / "prints").glob("*.pdf"))) > 2
    assert run("replay", day, "--prints", str(tmp_path / "here")).exit_code == 0
    assert len(list((tmp_path / "here").glob("*.pdf"))) > 2


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
    assert "There already is a database or a file here; it was left as it is." in again.output
    weak = CliRunner().invoke(app, [*words[:-1], str(tmp_path / "b.db")], input="1234\n1234\n")
    assert weak.exit_code == 1
    assert not (tmp_path / "b.db").exists()


def test_a_pin_that_comes_through_a_pipe_where_there_is_no_terminal_is_taken_without_a_word_of_python_s(
    tmp_path: Path,
) -> None:
    site, where = str(SCENARIOS.parent / "hospital.toml"), str(tmp_path / "a.db")
    init = ("init", "--badge", "1000", "--name", "R. Iturbe", "--site", site, "--db", where)
    made = outside(*init, input=b"4711\n4711\n", start_new_session=True)
    assert made.returncode == 0, made.stderr
    assert b"getpass" not in made.stderr
    assert b"4711" not in made.stdout + made.stderr


def test_init_takes_the_pin_from_the_environment_where_no_other_user_reads_it(tmp_path: Path) -> None:
    site, where = str(SCENARIOS.parent / "hospital.toml"), str(tmp_path / "a.db")
    who = ["--badge", "1000", "--name", "R. Iturbe", "--site", site]
    made = outside("init", *who, "--db", where, env=os.environ | {"ALEMPREP_PIN": "4711"})
    assert made.returncode == 0, made.stderr
    assert b"4711" not in made.stdout + made.stderr
    said = CliRunner().invoke(app, ["act", "people.sign_in", "--by", "1000", "--db", where], input="4711\n")
    assert said.exit_code == 0, said.output
    told_of = " ".join(run("init", "--help").output.replace("│", " ").split())
    assert "On the command line every process of this computer can read it" in told_of


@pytest.mark.parametrize("command", ["checkpoint", "verify", "report"])
def test_no_command_about_the_audit_leaves_its_database_open(at_work: ServerHospital, command: str) -> None:
    result = run("audit", command, "--db", at_work.url)
    assert result.exit_code == 0, result.output
    for _ in range(100):  # the server takes a moment to notice
        if at_work.server.connected(at_work.url) == 0:
            return
        time.sleep(0.02)
    raise AssertionError("somebody is still connected")


ACT = '{"at": "now", "by": "1", "act": "people.sign_out"}'
COURSE = '{"at": "now", "by": "1005", "act": "orders.course", "patient": "1", "infusion_at": "now", '
NASTY_FILES: dict[str, bytes] = {
    "nul": b"\x00",
    "binary": b"\xff\xfe\x00",
    "array without end": b"[" * 100_000,
    "object without end": b'{"a":' * 5000,
    "table without end": b"hospital = " + b"[" * 5000,
    "key without end": b"a" + b".a" * 2000 + b" = 1",
    "number of 5000 digits": b"hospital = " + b"9" * 5000,
    "number too large": b"hospital = 1e99999999999999999999",
    "no date": b"hospital = 2026-13-99",
    "act with a number of 5000 digits": (
        COURSE + '"first_day": "today", "number": ' + "9" * 5000 + "}"
    ).encode(),
    "act with a number of 20 digits": (
        COURSE + '"first_day": "today", "number": 99999999999999999999}'
    ).encode(),
    "act on a day out of reach": (COURSE + '"first_day": "today+9999", "number": 1}').encode(),
    "act with half a character": ACT.replace('"1"', '"\\ud800"').encode(),
    "act with half a byte": ACT.encode().replace(b"out", b"\xff"),
    "act of another kind": b'{"at": {}, "by": [], "act": 3}',
    "act out of time": ACT.replace("now", "9999-12-31T23:00:00-12:00").encode(),
    "act long before": ACT.replace("now", "0001-01-01T00:00:00+14:00").encode(),
    "include of itself": b'{"include": "include of itself"}',
    "include of nul": b'{"include": "\\u0000"}',
    "include of a name too long": b'{"include": "' + b"a" * 400 + b'"}',
    "patient born before the calendar": (
        b'{"at": "now", "by": "1", "act": "orders.add_patient", "record_number": "1", "family_name": "A",'
        b' "given_name": "A", "birth_date": "0000-01-01", "ward": "W"}'
    ),
}
"""As somebody could put them where a site, a scenario or a database is wanted."""


def words_or_code(*words: str) -> str:
    """What a command says that must not work: a sentence, and 1 or 2 at the end."""
    result = run(*words)
    assert isinstance(result.exception, SystemExit), (words, result.exc_info)
    assert result.exit_code in {1, 2}
    assert result.output.strip()
    return result.output


@pytest.mark.parametrize("name", NASTY_FILES)
def test_whatever_is_in_a_file_there_is_a_sentence_and_nothing_is_made(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(NASTY_FILES[name])
    database = str(tmp_path / "day.db")
    words_or_code("replay", str(file))
    words_or_code("scan", "ST1001", "--site", str(file))
    words_or_code("audit", "verify", "--db", str(file))
    words_or_code(
        "init", "--badge", "1", "--name", "A", "--pin", "4711", "--site", str(file), "--db", database
    )
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    "line",
    [
        'zone = "../../etc/passwd"',
        'zone = "Europe"',
        'zone = "a\\u0000b"',
        'language = "fr"',
        "language = 1",
        "wristband_pattern = '(?P<record>a{99999999999999999999})'",
        f"wristband_pattern = '(?P<record>a){'(' * 3000}'",
        "wristband_pattern = '(?P<other>a)'",
        "colour = 1",
    ],
)
def test_whatever_is_in_a_site_file_its_key_is_named(tmp_path: Path, line: str) -> None:
    key = line.split(" ", maxsplit=1)[0]
    lines = (HOSPITAL / "hospital.toml").read_text(encoding="utf-8").splitlines()
    (tmp_path / "site.toml").write_text("\n".join([*(i for i in lines if not i.startswith(key)), line]))
    assert key in words_or_code("scan", "ST1001", "--site", str(tmp_path / "site.toml"))


@pytest.mark.parametrize(
    "path", ["/dev/zero", "/", "/dev/null/x", "a" * 300, "a/" * 3000, "a\0b", "\udcff", ""]
)
def test_wherever_a_file_is_said_to_be_there_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.chdir(tmp_path)
    init = ["init", "--badge", "1", "--name", "A", "--pin", "4711"]
    words_or_code("replay", path)
    words_or_code("scan", "ST1001", "--site", path)
    words_or_code("audit", "verify", "--db", path or ":memory:")
    words_or_code(*init, "--site", path, "--db", str(tmp_path / "a.db"))
    if path not in {"\udcff", ""}:
        words_or_code("demo", "--out", path)
        words_or_code("replay", str(SCENARIOS / "hospital.jsonl"), "--db", path)
        words_or_code(*init, "--site", str(HOSPITAL / "hospital.toml"), "--db", path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "option",
    [
        {"course": "9" * 5000},
        {"course": "1e3"},
        {"course": "-1"},
        {"first-day": "2026-3-5"},
        {"first-day": "20260305"},
        {"first-day": "２０２６-03-25"},
        {"first-day": "2026-03-25T00:00"},
        {"first-day": "9999-12-31"},
        {"first-day": "0001-01-01"},
        {"infusion-at": "24:00"},
        {"infusion-at": "12:00:30"},
        {"infusion-at": "12:00+01:00"},
        {"timezone": "Europe"},
        {"timezone": "/etc/localtime"},
        {"timezone": "Europe/Madrid\x00"},
        {"timezone": "a" * 5000},
        {"course": "2", "previous-course-end": "2025-02-29"},
        {"course": "2", "previous-course-end": "9999-12-31"},
    ],
    ids=lambda option: "-".join(option)[:30],
)
def test_whatever_a_plan_is_asked_for_there_is_a_sentence(option: dict[str, str]) -> None:
    result = plan(**option)
    assert isinstance(result.exception, SystemExit)
    assert result.exit_code in {1, 2}
    assert result.output.strip()


@pytest.mark.parametrize(
    "moment",
    [
        "9999-12-31T23:00:00-12:00",
        "0001-01-01T00:00:00+14:00",
        "2999-12-31T23:59:00-23:59",
        "2026-03-25T12:00:00+99:99",
        "2026-03-25",
        "",
    ],
)
def test_whenever_it_is_said_to_be_there_is_a_sentence(moment: str) -> None:
    words_or_code("infusion", "--volume-ml", "9" * 5000, "--start", moment, "--json")
    words_or_code("replay", str(SCENARIOS / "morning.jsonl"), "--now", moment)


@pytest.mark.parametrize("scanned", ["\udcff", "]d2\udc80", "\x1d", "\x1b[2J", "ñ", "9" * 100_000])
def test_whatever_is_scanned_there_is_a_sentence(scanned: str) -> None:
    words_or_code("scan", scanned)
    words_or_code("scan", scanned, "--json")


def outside(*words: str, **more: Any) -> subprocess.CompletedProcess[bytes]:
    """A command as a shell runs it."""
    program = [sys.executable, "-c", "from tui.cli import main; main()", *words]
    given: dict[str, Any] = {
        "stdout": subprocess.PIPE,
        "stderr": subprocess.PIPE,
        "timeout": 60,
    }
    done = subprocess.run(program, check=False, **(given | more))
    assert b"Traceback" not in (done.stdout or b"") + done.stderr
    assert b"Exception ignored" not in done.stderr
    return done


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    "words", [["scan", "ST1001"], ["scan", "ST1001", "--json"], ["scan", "]", "--json"], ["--help"]]
)
def test_a_full_disk_behind_the_output_is_said_so(words: list[str], unbuffered: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = outside(*words, stdout=full, env=os.environ | {"PYTHONUNBUFFERED": unbuffered})
    assert done.returncode in {1, 2}
    assert b"No space left on device" in done.stderr


def test_a_reader_who_goes_away_ends_a_replay_with_1_and_without_a_word() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = outside("replay", str(SCENARIOS / "used-vial.jsonl"), "--json", stdout=writer)
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, b"")


HALF = "\udcff"
"""Half a character, as a shell hands over a byte that is no UTF-8."""


@pytest.mark.parametrize(
    "words",
    [
        ["scan", HALF],
        ["scan", HALF, "--json"],
        ["scan", "ST1001", "--site", HALF],
        ["infusion", "--volume-ml", HALF, "--start", "2026-03-25T12:00:00+01:00", "--json"],
        ["infusion", "--volume-ml", "100", "--start", HALF, "--json"],
        ["plan", "--course", "1", "--first-day", HALF, "--infusion-at", HALF, "--timezone", HALF],
        ["audit", "verify", "--db", HALF],
    ],
)
def test_half_a_character_is_answered_with_a_sentence(words: list[str]) -> None:
    done = outside(*words)
    assert done.returncode in {1, 2}
    assert (done.stdout + done.stderr).strip()


def test_a_terminal_without_the_letters_shows_question_marks() -> None:
    for words in (["scan", "\u0141"], ["scan", "\u0141", "--json"]):
        done = outside(*words, env=os.environ | {"PYTHONIOENCODING": "latin-1"})
        assert done.returncode == 2
        assert b"?" in done.stdout + done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["audit", "verify", "--db", "/nowhere/at/all.db"],
        ["audit", "verify", "--db", "oracle://x"],
        ["demo", "--out", "/dev/null"],
        ["demo", "--out", "/proc/nowhere"],
        ["--db", "/nowhere/at/all.db"],
        ["--language", "fr"],
        ["plan"],
        ["dance"],
        [],
    ],
)
def test_whatever_is_typed_there_is_a_sentence_and_no_traceback(words: list[str]) -> None:
    done = outside(*words, stdin=subprocess.DEVNULL)
    assert done.returncode in {1, 2}
    assert (done.stdout + done.stderr).strip()
