"""`alemprep infusion --events`: what other programs rely on, and what the page about it says."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from pharmacy.protocol.loader import SHIPPED_POLICY
from samples import INFUSIONS
from tests.generated_docs import DOCS
from tui.cli import app

PAGE = (DOCS / "infusion-events.md").read_text(encoding="utf-8")
START = '{"at": "2026-03-25T12:00:00+01:00", "event": "start", "volume_ml": 101.2, "primed_ml": 20}'
AT_1230 = '{"at": "2026-03-25T12:30:00+01:00", '


def run(path: Path, *more: str) -> Result:
    return CliRunner().invoke(app, ["infusion", "--events", str(path), *more])


def told(path: Path, *more: str) -> Any:
    result = run(path, *more, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "events.jsonl"


def written(file: Path, *lines: str) -> Path:
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def refused(path: Path, *more: str) -> Any:
    result = run(path, *more, "--json")
    assert result.exit_code == 2, result.output
    return json.loads(result.stdout)


def in_words(path: Path, *more: str) -> list[str]:
    result = run(path, *more)
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr.splitlines()


# the page


def test_the_example_of_the_page_is_the_sample_and_gives_what_the_page_shows() -> None:
    shown = re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)
    command = re.search(r"^    \$ alemprep infusion --events (\S+)\n((?:    .+\n)+)", PAGE, re.MULTILINE)
    assert shown is not None
    assert command is not None
    sample = INFUSIONS.parent.parent / command[1]
    assert [line for line in sample.read_text(encoding="utf-8").splitlines() if line[0] != "#"] == shown[
        1
    ].splitlines()
    result = run(sample)
    assert result.exit_code == 0
    assert result.stdout == re.sub("(?m)^    ", "", command[2])


def test_every_sample_ends_as_the_page_says() -> None:
    rows = re.findall(r"^\| `(\S+\.jsonl)` \| (\S+) mL, (\S+) mg \| (\S+) \|$", PAGE, re.MULTILINE)
    assert sorted(name for name, *_ in rows) == sorted(path.name for path in INFUSIONS.iterdir())
    for name, millilitres, milligrams, ends in rows:
        found = told(INFUSIONS / name)
        assert (found["given_ml"], found["given_mg"]) == (millilitres, milligrams), name
        assert (found["ends_at"] or "T-")[:19].partition("T")[2] == ends, name


@pytest.mark.parametrize(
    "code", ["change-due", "paused", "past-finish-before", "rate-above-protocol", "completed-early"]
)
def test_the_page_names_a_finding(code: str) -> None:
    assert f"| `{code}` |" in PAGE


# what is printed


def test_the_json_has_these_keys_and_no_others() -> None:
    assert told(INFUSIONS / "grade-2-reduced.jsonl") == {
        "given_ml": "18.33",
        "given_mg": "2.17",
        "remaining_ml": "82.87",
        "ends_at": "2026-03-25T21:57:12+01:00",
        "finish_before": None,
        "findings": [
            {
                "code": "longer-than-most",
                "at": "2026-03-25T20:00:00+01:00",
                "message": "The infusion will end at 21:57. That is more than 8 h after its start at 12:00.",
            }
        ],
    }


def test_another_moment_can_be_asked_for(file: Path) -> None:
    # 20 minutes at 10 mL/h more: 3.3333
    found = told(INFUSIONS / "grade-2-reduced.jsonl", "--at", "2026-03-25T13:00:00Z", "--volume-ml", "101.2")
    assert (found["given_ml"], found["remaining_ml"]) == ("21.67", "79.53")
    # nobody has confirmed the second rate: 60 minutes at 5
    found = told(written(file, START), "--at", "2026-03-25T13:00:00+01:00")
    assert found["given_ml"] == "5"
    assert [finding["code"] for finding in found["findings"]] == ["change-due"]


def test_moments_have_the_offset_of_the_first_event(file: Path) -> None:
    lines = (START, '{"at": "2026-03-25T11:30:00Z", "event": "rate", "rate_ml_per_h": "10"}')
    assert told(written(file, *lines))["ends_at"] == "2026-03-25T17:08:52.800000+01:00"


def test_a_site_s_own_policy_says_whether_it_must_be_over_in_8_hours(tmp_path: Path) -> None:
    own = tmp_path / "site-policy.toml"
    own.write_text(
        SHIPPED_POLICY.read_text(encoding="utf-8").replace('value = "start"', 'value = "end"'),
        encoding="utf-8",
    )
    # mixed at 10:15: over before 18:15
    found = told(INFUSIONS / "grade-3-held-then-climbing.jsonl", "--policy", str(own))
    assert found["finish_before"] == "2026-03-25T18:15:00+01:00"
    assert found["findings"] == [
        {
            "code": "past-finish-before",
            "at": "2026-03-25T18:15:00+01:00",
            "message": "The infusion will end at 18:22. It must be over before 18:15.",
        }
    ]


def test_numbers_are_exact_however_they_are_written(file: Path) -> None:
    # 101.201 - 35 = 66.201 mL at 25 mL/h: 0.144 s longer than 101.2
    for number in ("101.201", '"101.201"', "101.2010000000000000000000000000000000"):
        line = START.replace("101.2,", f"{number},")
        assert told(written(file, line))["ends_at"] == "2026-03-25T17:08:52.944000+01:00"


def test_what_the_file_does_not_say_is_said_on_the_command_line(file: Path) -> None:
    bare = '{"at": "2026-03-25T12:00:00+01:00", "event": "start"}'
    path = written(file, "# a comment", "", bare)
    found = told(path, "--volume-ml", "101.2", "--primed-ml", "20", "--mixed-at", "2026-03-25T10:00:00+01:00")
    assert found["remaining_ml"] == "101.2"


def test_the_plan_is_still_reckoned_from_a_volume_and_a_start() -> None:
    words = ["infusion", "--volume-ml", "100", "--start", "2026-03-25T12:00:00+01:00"]
    assert "100 mL in 306 min, ends 2026-03-25T17:06:00+01:00" in CliRunner().invoke(app, words).stdout


# what is refused


def test_a_volume_that_stands_nowhere_is_refused_in_these_words(file: Path) -> None:
    written(file, '{"at": "2026-03-25T12:00:00+01:00", "event": "start"}')
    assert in_words(file) == [
        "How much is to be given stands nowhere.",
        "expected: volume_ml with the start in the file, or on the command line",
        "got: nothing",
        "what now: Give the volume of bag and line together, in mL.",
    ]
    assert refused(file)["code"] == "missing"


@pytest.mark.parametrize(
    ("option", "value", "both"),
    [
        ("--volume-ml", "100", "100, 101.2"),
        ("--primed-ml", "18", "18, 20"),
        (
            "--mixed-at",
            "2026-03-25T10:00:00+01:00",
            "2026-03-25 10:00:00+01:00, 2026-03-25 10:15:00+01:00",
        ),
    ],
)
def test_what_is_given_twice_and_differs_is_refused_in_these_words(
    option: str, value: str, both: str
) -> None:
    assert in_words(INFUSIONS / "pause.jsonl", option, value) == [
        f"{option[2:].replace('-', '_')} is given twice, and differs.",
        "expected: it once: with the start in the file, or on the command line",
        f"got: {both}",
        "what now: Find out which one is true; leave the other out.",
    ]


def test_a_line_that_cannot_have_happened_is_refused_with_its_number(file: Path) -> None:
    written(file, "# paused twice", START, "", AT_1230 + '"event": "pause"}', AT_1230 + '"event": "pause"}')
    assert in_words(file) == [
        "events.jsonl, line 5: “pause” cannot come here.",
        "expected: resume, reaction, stop, complete",
        "got: pause",
        "what now: Correct the line and try again.",
    ]
    assert refused(file)["code"] == "bad-file"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("not JSON", "line 2"),
        ("[]", "line 2"),
        ('"start"', "line 2"),
        (AT_1230 + '"event": "dance"}', "event"),
        (AT_1230 + "}", "line 2"),
        (AT_1230 + '"event": null}', "event"),
        ('{"event": "pause"}', "at: Field required"),
        ('{"at": "2026-03-25T12:30:00", "event": "pause"}', "with its offset from UTC"),
        ('{"at": 1774438200, "event": "pause"}', "line 2: at"),
        ('{"at": "noon", "event": "pause"}', "line 2: at"),
        ('{"at": "0001-01-01T00:00:00+14:00", "event": "pause"}', "line 2"),
        ('{"at": "2026-03-25T11:59:59+01:00", "event": "pause"}', "not in the order of time"),
        (AT_1230 + '"event": "start"}', "“start” cannot come here"),
        (AT_1230 + '"event": "rate"}', "This rate cannot be set"),
        (AT_1230 + '"event": "rate", "rate_ml_per_h": "10,5"}', "not a number that can be used"),
        (AT_1230 + '"event": "rate", "rate_ml_per_h": 1e1}', "not a number that can be used"),
        (AT_1230 + '"event": "rate", "rate_ml_per_h": 1e999999999}', "not a number that can be used"),
        (AT_1230 + '"event": "rate", "rate_ml_per_h": -10}', "not a number that can be used"),
        (AT_1230 + '"event": "rate", "rate_ml_per_h": NaN}', "not a number that can be used"),
        (AT_1230 + '"event": "rate", "rate_ml_per_h": true}', "not a number that can be used"),
        (AT_1230 + '"event": "rate", "rate_ml_per_h": 0}', "This rate cannot be set"),
        (AT_1230 + '"event": "rate", "rate_ml_per_h": 10, "rate_ml_per_h": 5}', "stands twice"),
        (AT_1230 + '"event": "pause", "rate_ml_per_h": 5}', "pause has no rate_ml_per_h"),
        (AT_1230 + '"event": "rate", "rate_ml_per_h": 5, "volume_ml": 90}', "rate has no volume_ml"),
        (AT_1230 + '"event": "pause", "why": "lunch"}', "why"),
        (AT_1230 + '"event": "reaction", "response": "reduce"}', "no such grade"),
        (AT_1230 + '"event": "reaction", "grade": 5, "response": "hold"}', "no such grade"),
        (AT_1230 + '"event": "reaction", "grade": 2.5, "response": "hold"}', "grade"),
        (AT_1230 + '"event": "reaction", "grade": 2}', "It is not said what was done"),
        (AT_1230 + '"event": "reaction", "grade": 2, "response": "pray"}', "response"),
        ("[" * 100_000, "line 2"),
    ],
)
def test_a_line_that_cannot_be_used_is_refused_with_its_number(file: Path, line: str, why: str) -> None:
    found = refused(written(file, START, line))
    assert found["code"] == "bad-file"
    assert "events.jsonl, line 2" in found["message"]
    assert why in found["message"]


def test_an_event_after_the_moment_that_is_asked_for_is_refused(file: Path) -> None:
    written(file, START, AT_1230 + '"event": "pause"}')
    message = refused(file, "--at", "2026-03-25T12:29:59+01:00")["message"]
    assert message.startswith("events.jsonl, line 2: This has not happened yet.")


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ('"volume_ml": 0', "This volume cannot be infused."),
        ('"volume_ml": 101.2, "primed_ml": 101.2', "The line cannot have been primed with this volume."),
    ],
)
def test_a_volume_that_cannot_be_is_refused(file: Path, said: str, what: str) -> None:
    found = refused(written(file, START.partition('"volume_ml"')[0] + said + "}"))
    assert found["code"] == "infusion-volume"
    assert found["message"].startswith(what)


@pytest.mark.parametrize("content", [b"", b"# nothing\n\n", b"\xff\xfe"])
def test_a_file_without_an_event_is_refused(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert refused(file)["code"] == "bad-file"


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.jsonl")["code"] == "bad-file"
    assert refused(tmp_path)["code"] == "bad-file"
    assert f"got: {tmp_path}: Is a directory · " in refused(tmp_path)["message"]


def test_an_editors_byte_order_mark_is_no_event(file: Path) -> None:
    written(file, START)
    before = told(file)
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert told(file) == before


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--volume-ml", "1e2"], "not-a-number"),
        (["--volume-ml", "0"], "bad-file"),  # differs from the file's
        (["--primed-ml", "-1"], "not-a-number"),
        (["--at", "2026-03-25T12:00:00"], "not-a-date"),
        (["--mixed-at", "morning"], "not-a-date"),
        (["--policy", "nowhere.toml"], "bad-file"),
        (["--start", "2026-03-25T12:00:00+01:00"], "missing"),
    ],
)
def test_options_that_cannot_be_used_are_refused(options: list[str], code: str) -> None:
    assert refused(INFUSIONS / "pause.jsonl", *options)["code"] == code


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--volume-ml", "100"],
        ["--start", "2026-03-25T12:00:00+01:00"],
        ["--volume-ml", "100", "--start", "2026-03-25T12:00:00+01:00", "--primed-ml", "20"],
    ],
)
def test_neither_a_plan_nor_a_file_is_refused_in_these_words(words: list[str]) -> None:
    result = CliRunner().invoke(app, ["infusion", *words])
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "It is not clear what is to be reckoned.",
        "expected: --volume-ml V --start T | --events FILE [--volume-ml V] …",
        "what now: Give a volume and a start for a plan, or a file for what happened.",
    ]
