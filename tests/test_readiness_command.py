"""`alemprep readiness`: what a program and a person read, exit codes, and what is refused."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from pharmacy.protocol.loader import load_protocol
from pharmacy.readiness.restrictions import restrictions
from pharmacy.readiness.schema import schema
from tests.pharmacy.standing import READY, SAMPLES
from tui.cli import app


def run(sample: str | Path, *words: str, course: int = 1, first_day: str = "2026-03-25") -> Result:
    path = SAMPLES / f"{sample}.json" if isinstance(sample, str) else sample
    asked = ["readiness", "--patient", str(path), "--course", str(course), "--first-day", first_day, *words]
    return CliRunner().invoke(app, asked)


def written(tmp_path: Path, **changes: Any) -> Path:
    path = tmp_path / "patient.json"
    path.write_text(json.dumps(READY | changes), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("sample", "code", "verdict", "earliest"),
    [
        ("ready", 0, "ready", "2026-03-25"),
        ("live-vaccine", 1, "not_ready", "2026-03-26"),
        ("unknown-treatment", 2, "unknown", None),
    ],
)
def test_a_program_reads_verdict_earliest_and_items(
    sample: str, code: int, verdict: str, earliest: str | None
) -> None:
    result = run(sample, "--json")
    told = json.loads(result.output)
    assert (result.exit_code, told["verdict"], told["earliest"]) == (code, verdict, earliest)
    assert all(
        item.keys() == {"id", "status", "met_on", "source", "message", "what_to_do", "overridable"}
        for item in told["items"]
    )
    assert len({item["id"] for item in told["items"]}) == len(told["items"])


def test_an_item_says_how_it_stands_where_it_comes_from_and_what_to_do() -> None:
    items = {item["id"]: item for item in json.loads(run("live-vaccine", "--json").output)["items"]}
    assert items["live-vaccines"] == {
        "id": "live-vaccines",
        "status": "not_met",
        "met_on": "2026-03-26",
        "source": "Table 2; R3, R6",
        "message": "varicella, live, on 12 Feb 2026: 6 weeks lie between it and the course.",
        "what_to_do": "Wait until then.",
        "overridable": False,
    }
    assert items["tuberculosis"]["overridable"] is True


def test_a_person_reads_what_is_open_first_in_their_language() -> None:
    lines = run("not-ready").output.splitlines()
    assert lines[0] == "NOT READY: course 1 from 25 Mar 2026 on"
    assert lines[1] == "Not before 30 Mar 2026, whatever else is done."
    assert [line[0] for line in lines if line[0] in "✕?✓"][:6] == ["?", "✕", "✕", "✕", "✕", "✓"]
    assert "    what now: Treat it, and postpone the course until it is over." in lines
    spanish = run("not-ready", "--language", "es").output
    assert spanish.startswith("NO APTO: ciclo 1 a partir del 25 mar 2026\n")
    assert "Activa el 20 mar 2026: cystitis." in spanish
    assert "norma local" in run("rituximab", "--first-day", "2026-03-28", "--language", "es").output


def test_the_restrictions_of_the_product_information_are_marked_as_outside_the_source() -> None:
    told = json.loads(run("ready", "--json").output)
    assert len(told["differs"]) == 8 + 2
    assert all(said.startswith("Outside the consensus (Product information") for said in told["differs"])
    assert any("platelets" in said for said in told["differs"])
    assert [str(said) for said in restrictions(load_protocol())] == told["differs"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"consent": {"on": "2026-03-21"}}, "not-a-date"),
        ({"sex": "male"}, "contradiction"),
        ({"vaccines": {"varicella": {"doses": ["2026-03-25"]}}, "as_of": "2026-03-25"}, "contradiction"),
        ({"birthdate": "1985-05-17"}, "bad-file"),
        ({"as_of": "2999-01-01"}, "past-day"),
    ],
)
def test_entries_that_cannot_be_used_are_a_refusal_and_exit_with_2(
    tmp_path: Path, changes: dict[str, Any], code: str
) -> None:
    result = run(written(tmp_path, **changes), "--json")
    told = json.loads(result.output)
    assert (result.exit_code, told["result"], told["code"]) == (2, "refused", code)


def test_a_day_of_the_question_that_is_to_come_is_refused(tmp_path: Path) -> None:
    tomorrow = (date.today() + timedelta(days=2)).isoformat()  # noqa: DTZ011 - the machine's, as the command
    result = run(written(tmp_path, as_of=tomorrow), first_day=tomorrow)
    assert result.exit_code == 2
    assert "day of the newest entry (as_of) lies in the future." in result.output


def test_without_a_day_of_the_question_it_is_today(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace('"as_of": "2026-03-20", ', ""), encoding="utf-8")
    assert run(path, "--json", first_day="2026-03-20").exit_code == 2  # that day is over
    assert json.loads(run(path, "--json", first_day="2030-03-25").output)["verdict"] == "not_ready"


@pytest.mark.parametrize(
    "words",
    [
        ["readiness"],
        ["readiness", "--patient", "nowhere.json"],
        ["readiness", "--patient", str(SAMPLES / "ready.json"), "--first-day", "25.3.2026"],
        ["readiness", "--patient", str(SAMPLES / "ready.json"), "--first-day", "9999-12-31"],
        ["readiness", "--patient", str(SAMPLES)],
    ],
)
def test_what_cannot_be_read_is_told_in_words(words: list[str]) -> None:
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 2
    assert "what now: " in result.output
    assert "Traceback" not in result.output


def test_a_course_that_there_is_not_is_refused() -> None:
    assert run("ready", course=5).exit_code == 1


def test_the_published_schema_is_printed_and_describes_every_entry() -> None:
    printed = json.loads(CliRunner().invoke(app, ["readiness", "--schema"]).output)
    assert printed == schema()
    for name, model in {**printed["$defs"], "": printed}.items():
        assert model["description"], name
        for key, entry in model.get("properties", {}).items():
            assert entry["description"], (name, key)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_every_sample_patient_fits_the_published_schema(path: Path) -> None:
    jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), schema())


@pytest.mark.parametrize(
    "changes",
    [{"sex": "f"}, {"vaccines": {"bcg": {}}}, {"cd4": [{"value": -1, "on": "2026-03-16"}]}, {"x": 1}],
)
def test_what_the_command_refuses_does_not_fit_the_schema_either(changes: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(READY | changes, schema())
