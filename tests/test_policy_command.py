"""`alemprep policy`: what is in force, what differs, and the signature from the command line."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pharmacy.protocol.loader import SHIPPED_POLICY
from tests.conftest import House
from tui.cli import app
from tui.house import SAMPLE_SITE


def run(where: str, *words: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, ["policy", *words, "--db", where], input=typed)


@pytest.fixture
def edited(house: House) -> House:
    """A policy file beside the database allows 45 min outside the refrigerator instead of 30."""
    own = SHIPPED_POLICY.read_text(encoding="utf-8").replace("value = 30", "value = 45", 1)
    (house.folder / "site-policy.toml").write_text(own, encoding="utf-8")
    return house


def test_show_says_who_signed_what_and_every_value_in_force(edited: House) -> None:
    shown = run(edited.where, "show")
    assert shown.exit_code == 0
    lines = shown.output.splitlines()
    assert lines[0].startswith("protocol: consensus-2019 1, sha256 ")
    assert lines[2] == "signed: F. Soler, 2026-03-24 18:00 +01:00"
    assert "protocol · dose: 12 mg · Treatment" in lines
    assert "site policy · outside_refrigerator: 30 min (may be 0 to 60 min) · local policy" in lines
    told = json.loads(run(edited.where, "show", "--json").output)
    assert told["signed"]["signed_by"] == "F. Soler"
    assert {
        "file": "site policy",
        "key": "line_volume",
        "value": "20 mL",
        "limits": "5 to 40 mL",
        "source": "local policy",
        "reason": ("A usual infusion line with filter. Put in what the maker of the site's own line states."),
    } in told["values"]


def test_diff_tells_value_by_value_and_exits_with_1(edited: House) -> None:
    told = run(edited.where, "diff")
    assert told.exit_code == 1
    assert told.output.splitlines()[-1] == "site policy · outside_refrigerator: 30 min → 45 min"
    as_json = json.loads(run(edited.where, "diff", "--json").output)
    assert as_json["differences"] == [
        {"file": "site policy", "key": "outside_refrigerator", "old": "30 min", "new": "45 min"}
    ]


def test_diff_exits_with_0_when_the_files_are_what_was_signed(house: House) -> None:
    told = run(house.where, "diff")
    assert (told.exit_code, told.output.splitlines()[-1]) == (0, "The files are what was signed.")


def test_diff_of_a_file_that_cannot_be_used_exits_with_2(house: House) -> None:
    (house.folder / "site-policy.toml").write_text("id = 1", encoding="utf-8")
    told = run(house.where, "diff")
    assert told.exit_code == 2
    assert "no pharmacist can sign a wrong one" in told.output


def test_sign_shows_what_it_changes_before_it_asks_for_the_pin(edited: House) -> None:
    signed = run(edited.where, "sign", "--by", "1003", typed="8246\n")
    assert signed.exit_code == 0, signed.output
    changed, asked = signed.output.index("30 min → 45 min"), signed.output.index("your PIN")
    assert changed < asked < signed.output.index("in force from now on")
    assert run(edited.where, "diff").exit_code == 0
    assert "signed: M. Vega, " in run(edited.where, "show").output


@pytest.mark.parametrize(("by", "typed", "why"), [("1001", "2580\n", "not yours"), ("1003", "0000\n", "PIN")])
def test_sign_is_refused_to_others_and_with_another_pin(edited: House, by: str, typed: str, why: str) -> None:
    refused = run(edited.where, "sign", "--by", by, typed=typed)
    assert refused.exit_code == 1
    assert why in refused.output
    assert run(edited.where, "diff").exit_code == 1


def test_init_says_that_a_pharmacist_has_to_sign_and_show_that_none_has(tmp_path: Path) -> None:
    where = str(tmp_path / "a.db")
    words = ["init", "--badge", "1", "--name", "A", "--pin", "4711", "--site", str(SAMPLE_SITE)]
    made = CliRunner().invoke(app, [*words, "--db", where])
    assert "Nothing can be prepared before a pharmacist has signed" in made.output
    shown = run(where, "show")
    assert shown.exit_code == 1
    assert shown.output.splitlines() == [
        "Nothing is in force: no pharmacist has signed protocol and site policy.",
        "expected: a pharmacist's signature",
        "got: nothing signed",
        "what now: Read them with: alemprep policy diff. A pharmacist signs with: alemprep policy sign",
    ]
    assert "site policy · line_volume: 20 mL" in run(where, "diff").output
