"""One act from the command line: signed in, recorded, and refused like on a screen."""

import json
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from samples import SCENARIOS
from tests.conftest import MORNING
from tests.raw import Raw
from tui.cli import app
from tui.rehearsal import rehearse

ADD = ["people.add", "--by", "1000", "badge=2001", "name=A. Pérez", "role=technician"]
RECALL = ["stock.recall", "--by", "1002", "gtin=09520001000010", "lot=L77F2", "reason=maker's letter"]


def act(where: str, words: list[str], typed: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["act", *words, "--db", where], input=typed)
    return result.exit_code, result.output


def rows(where: str, query: str) -> list[tuple[object, ...]]:
    return list(Raw(where).execute(query).fetchall())


def test_an_administrator_adds_a_person_with_their_own_pin_and_a_first_one(where: str) -> None:
    assert act(where, ADD, "4711\n3917\n")[0] == 0
    assert rows(where, "SELECT name, role FROM person WHERE badge = '2001'") == [("A. Pérez", "technician")]
    told = re.sub(r"[0-9a-f]{16,}", "a hash", str(rows(where, "SELECT body FROM event")))
    assert "3917" not in told


def test_adding_a_person_asks_the_administrator_s_pin_once_and_then_the_new_one(where: str) -> None:
    said = act(where, ADD, "4711\n3917\n")[1]
    assert [line.strip() for line in said.splitlines()[:2]] == ["your PIN:", "new pin:"]


def test_a_pharmacist_recalls_a_lot(where: str) -> None:
    exit_code, said = act(where, RECALL, "7193\n")
    assert (exit_code, said.splitlines()[-2:]) == (0, ["done: stock.recall", "none"])
    assert rows(where, "SELECT lot, reason FROM recall") == [("L77F2", "maker's letter")]


def test_a_recall_names_the_bags_that_it_hits_with_patient_and_state(tmp_path: Path) -> None:
    where = str(tmp_path / "day.db")
    day = (SCENARIOS / "recalled-bag.jsonl").read_text(encoding="utf-8").splitlines()
    until_release = [line for line in day if not line.startswith("#")][:16]
    (tmp_path / "day.jsonl").write_text("\n".join(until_release), encoding="utf-8")
    shutil.copy(SCENARIOS / "hospital.jsonl", tmp_path)
    assert all(outcome.as_expected for outcome in rehearse(tmp_path / "day.jsonl", MORNING, db=where))
    exit_code, said = act(where, RECALL, "7193\n")
    bag = "26-000001-5"
    assert (exit_code, said.splitlines()[-1]) == (
        0,
        f"{bag}  Núñez Etxeberria, María del Carmen · 1·1/5  released",
    )
    exit_code, said = act(where, [*RECALL, "--json"], "7193\n")
    told = json.loads(said[said.index("{") :])
    assert (exit_code, told["act"], told["result"][0]["id"]) == (0, "stock.recall", bag)
    assert (told["result"][0]["state"], told["result"][0]["vial_recall"]) == ("released", "maker's letter")


def test_an_act_says_what_it_returns(where: str) -> None:
    said = act(where, ADD, "4711\n3917\n")[1]
    assert said.splitlines()[-2:] == ["done: people.add", "badge: 2001  name: A. Pérez  role: technician"]


@pytest.mark.parametrize(
    ("words", "typed", "exit_code", "says"),
    [
        (ADD, "0000\n3917\n", 1, "Badge and PIN do not belong together."),
        ([*ADD[:2], "1001", *ADD[3:]], "2580\n3917\n", 1, "This is not yours to do."),
        (["people.dance", "--by", "1000"], "", 2, "an act of docs/scenarios.md"),
        (["bench.labels_printed", "--by", "1001"], "", 2, "an act of docs/scenarios.md"),
        ([*ADD, "pin=4711"], "", 2, "PINs are asked for, not given"),
        ([*ADD, "age=30"], "4711\n3917\n", 2, "age: Extra inputs are not permitted"),
        (ADD[:-1], "4711\n3917\n", 2, "role: Field required"),
        ([*ADD, "nonsense"], "", 2, "an argument like lot=L77F2"),
    ],
)
def test_an_act_that_cannot_be_carried_out_is_told_in_words(
    where: str, words: list[str], typed: str, exit_code: int, says: str
) -> None:
    assert act(where, words, typed)[0] == exit_code
    assert says in act(where, words, typed)[1]
    assert rows(where, "SELECT count(*) FROM person") == [(6,)]
