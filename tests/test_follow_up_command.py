"""`alemprep followup`: what other programs rely on, and every slip in words."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import vobject
from typer.testing import CliRunner, Result

from tui.cli import app

END = "2026-03-29"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["followup", *arguments])


def told(*arguments: str) -> Any:
    result = run("--last-course-end", END, "--json", *arguments)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def kinds(found: Any) -> dict[str, int]:
    every = [item["kind"] for item in found["items"]]
    return {kind: every.count(kind) for kind in sorted(set(every))}


def test_json_gives_each_check_with_day_kind_source_and_words() -> None:
    found = told("--sex", "female")
    assert (found["last_course_end"], found["until"]) == ("2026-03-29", "2030-03-29")
    assert found["items"][:2] == [
        {
            "due": "2026-04-29",
            "kind": "tests",
            "source": "Post-treatment; Fig. 5",
            "message": "blood and urine test: blood count, kidney function, biochemistry, "
            "protein in the urine",
        },
        {"due": "2026-04-29", "kind": "checklist", "source": "Fig. 5; R21", "message": "symptom checklist"},
    ]
    assert kinds(found) == {"checklist": 48, "cytology": 4, "tests": 48, "thyroid": 16}
    assert found["items"] == sorted(found["items"], key=lambda item: item["due"])


def test_without_the_sex_cytology_is_there_and_marked_as_for_women() -> None:
    smears = [item for item in told()["items"] if item["kind"] == "cytology"]
    assert [item["due"] for item in smears] == ["2027-03-29", "2028-03-29", "2029-03-29", "2030-03-29"]
    assert {item["message"] for item in smears} == {"smear test for papillomavirus (women)"}


def test_a_man_has_no_cytology_and_natalizumab_with_antibodies_adds_two_mris() -> None:
    assert "cytology" not in kinds(told("--sex", "male"))
    scans = [item for item in told("--jcv-after-natalizumab")["items"] if item["kind"] == "mri"]
    assert [(item["due"], item["source"]) for item in scans] == [
        ("2026-09-29", "Table 3"),
        ("2027-03-29", "Table 3"),
    ]
    assert "mri" not in kinds(told())


def test_a_file_for_a_calendar_is_written_in_the_language_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "patient.ics"
    result = run("--last-course-end", END, "--ics", str(file), "--language", "es")
    assert result.exit_code == 0, result.output
    assert result.stdout == f"{file}: 48 days from 2026-04-29 to 2030-03-29\n"
    events = vobject.readOne(file.read_text(encoding="utf-8")).vevent_list
    assert events[0].summary.value == "Análisis de sangre y orina, lista de síntomas"
    assert events[47].dtstart.value == date(2030, 3, 29)


def test_a_later_file_under_the_same_reference_moves_the_events_of_the_first(tmp_path: Path) -> None:
    uids: list[list[str]] = []
    for day, words in (
        (END, ["--reference", "blue folder"]),
        ("2025-03-21", ["--reference", "blue folder"]),
        (END, []),
        ("2025-03-21", []),
    ):
        file = tmp_path / "patient.ics"
        assert run("--last-course-end", day, "--ics", str(file), *words).exit_code == 0
        uids.append([e.uid.value for e in vobject.readOne(file.read_text(encoding="utf-8")).vevent_list])
    assert uids[0] == uids[1]
    assert not set(uids[2]) & set(uids[3])
    assert not set(uids[0]) & set(uids[2])


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2026-02-30", "not-a-date"),
        ("29.3.2026", "not-a-date"),
        ("", "not-a-date"),
        ("0226-03-29", "not-a-date"),
        ("9999-12-31", "not-a-date"),
        ((datetime.now(UTC).date() + timedelta(days=370)).isoformat(), "not-a-date"),
    ],
)
def test_a_day_that_cannot_be_meant_is_bad_input(day: str, code: str) -> None:
    result = run("--last-course-end", day, "--json")
    assert result.exit_code == 2, result.output
    assert json.loads(result.stdout)["code"] == code


def in_words(*arguments: str) -> list[str]:
    result = run("--last-course-end", END, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr.splitlines()


def test_neither_output_is_refused_in_these_words() -> None:
    assert in_words() == [
        "It is not clear what is wanted: the days on the screen, or a file.",
        "expected: --json | --ics FILE",
        "got: neither",
        "what now: Give one of the two: --json prints the days, --ics writes a file for a calendar.",
    ]


def test_both_outputs_are_refused(tmp_path: Path) -> None:
    result = run("--last-course-end", END, "--json", "--ics", str(tmp_path / "a.ics"))
    assert result.exit_code == 2
    assert "got: both" in json.loads(result.stdout)["message"]
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_refused_in_these_words(tmp_path: Path) -> None:
    file = tmp_path / "nowhere" / "a.ics"
    assert in_words("--ics", str(file)) == [
        "The calendar cannot be written there.",
        "expected: a file in a folder that is there and that this user may write",
        f"got: {file}: No such file or directory",
        "what now: Choose another place.",
    ]


def test_another_file_of_that_name_is_left_as_it_is_in_these_words(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear colleague", encoding="utf-8")
    assert in_words("--ics", str(file)) == [
        "Another file has this name, and is left as it is.",
        "expected: a new file, or an earlier calendar",
        f"got: {file}",
        "what now: Choose another name, like follow-up.ics.",
    ]
    assert file.read_text(encoding="utf-8") == "Dear colleague"
    assert in_words("--ics", str(tmp_path))[0] == "The calendar cannot be written there."


def test_an_earlier_calendar_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "patient.ics"
    for day in ("2025-03-21", END):
        assert run("--last-course-end", day, "--ics", str(file)).exit_code == 0
    assert vobject.readOne(file.read_text(encoding="utf-8")).vevent_list[0].dtstart.value == date(2026, 4, 29)


def test_a_reference_without_a_file_is_refused() -> None:
    result = run("--last-course-end", END, "--json", "--reference", "x")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["code"] == "missing"
