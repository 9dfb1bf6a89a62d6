"""SAFETY.md: every hazard has a proof that exists, and no figure differs from what is in force."""

import ast
import re
import tomllib
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pharmacy.clock import CLOCK_TOLERANCE
from pharmacy.infusion import DECIMALS
from pharmacy.protocol.loader import SHIPPED_POLICY, SHIPPED_PROTOCOL
from pharmacy.service import pins
from tests.generated_docs import DOCS

ROOT = DOCS.parent
SAFETY = (ROOT / "SAFETY.md").read_text(encoding="utf-8")
HEAD = "| hazard | what prevents it | proven by |"

NAMED = re.compile(r"`(\w+)`(?: of the site policy)? \((\d[\d.]*) (\w+)\)")
"""A value of the site policy, by its key."""
UNITS = {"hours": "h", "minutes": "min", "seconds": "s", "days": "d", "months": "mo"}
FIGURE = re.compile(rf"(?<![\w.,–])(\d[\d.]*)(?:–(\d+))? (°C|mL/h|mL|mg|min|h|s|{'|'.join(UNITS)})(?!\w)")
"""Any number with its unit, or a range."""


def _rows() -> Iterator[tuple[str, str]]:
    """Hazard and proofs of every line of the tables."""
    for table in SAFETY.split(HEAD)[1:]:
        for line in table.splitlines()[2:]:
            if not line.startswith("|"):
                break
            _, hazard, prevents, proofs, _ = re.split(r" ?(?<!\\)\| ?", line)
            assert hazard
            assert prevents
            yield hazard, proofs


ROWS = dict(_rows())


@cache
def _tests_in(file: Path) -> frozenset[str]:
    """The names of the tests in a file, read and not imported."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return frozenset(node.name for node in functions if node.name.startswith("test_"))


def _missing(name: str, target: str) -> bool:
    """Whether a link names a test or a scenario that is not there."""
    file = ROOT / target
    if file.suffix == ".jsonl":
        return not file.is_file() or file.stem != name
    return not file.is_file() or f"test_{name.replace(' ', '_')}" not in _tests_in(file)


def test_the_life_of_a_bag_is_covered() -> None:
    groups = re.findall(r"^### (.+)\n\n" + re.escape(HEAD), SAFETY, re.MULTILINE)
    assert groups == [
        "Before the course",
        "The order",
        "What goes into the bag",
        "At the bench",
        "Labels and release",
        "From the refrigerator to the ward",
        "At the bedside",
        "The infusion",
        "After a course",
        "The clock",
        "The values",
        "Who may act",
        "The record",
    ]
    assert len(ROWS) > 60


@pytest.mark.parametrize("hazard", ROWS)
def test_a_hazard_has_proofs_and_each_of_them_exists(hazard: str) -> None:
    proofs = ROWS[hazard].split("; ")
    links = [re.fullmatch(r"\[([^]]+)\]\(((?:tests|samples/scenarios)/[^)]+)\)", proof) for proof in proofs]
    assert all(links), proofs
    assert [link[0] for link in links if link and _missing(link[1], link[2])] == []


def test_a_proof_that_does_not_exist_is_noticed() -> None:
    assert _missing("a bag flies", "tests/pharmacy/test_bench.py")
    assert _missing("enter confirms no step", "tests/pharmacy/test_bench.py")
    assert _missing("used-vial", "samples/scenarios/warm-bag.jsonl")
    assert not _missing("enter confirms no step", "tests/tui/test_preparation.py")


def test_every_sample_day_but_those_that_others_begin_with_is_a_proof() -> None:
    days = {file.stem for file in (ROOT / "samples" / "scenarios").glob("*.jsonl")}
    linked = set(re.findall(r"\]\(samples/scenarios/([\w-]+)\.jsonl\)", SAFETY))
    assert days - linked == {"hospital", "morning"}


Figure = tuple[Decimal, str]


def _figures(values: Any) -> Iterator[tuple[str, Figure]]:
    """Every number with a unit in a file of values, by its key."""
    for key, value in values.items():
        if isinstance(value, dict):
            if isinstance(value.get("value"), int | Decimal) and "unit" in value:
                yield key, (Decimal(value["value"]), value["unit"])
            yield from _figures(value)


def _in_file(path: Path) -> list[tuple[str, Figure]]:
    return list(_figures(tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)))


POLICY = dict(_in_file(SHIPPED_POLICY))
PROGRAM = {
    (Decimal(int(CLOCK_TOLERANCE / timedelta(seconds=1))), "s"),
    (Decimal(int(pins.WAIT / timedelta(minutes=1))), "min"),
    (Decimal(1).scaleb(-DECIMALS), "mL/h"),
}
"""Figures that are neither clinical nor a site's to choose."""


@pytest.mark.parametrize("page", [ROOT / "SAFETY.md", ROOT / "SECURITY.md", DOCS / "guide.md"], ids=str)
def test_a_figure_with_its_name_is_the_one_that_the_site_policy_proposes(page: Path) -> None:
    told = NAMED.findall(page.read_text(encoding="utf-8"))
    wrong = [each for each in told if POLICY[each[0]] != (Decimal(each[1]), UNITS.get(each[2], each[2]))]
    assert told
    assert wrong == []


def test_no_figure_stands_in_safety_that_is_neither_in_protocol_or_policy_nor_the_program_s() -> None:
    known = {figure for _, figure in _in_file(SHIPPED_PROTOCOL)} | set(POLICY.values()) | PROGRAM
    told = {
        (Decimal(number), UNITS.get(unit, unit))
        for least, most, unit in FIGURE.findall(SAFETY)
        for number in (least, most)
        if number
    }
    assert len(told) > 10
    assert told - known == set()
