"""Every recommendation of the source has its place in the software, or a reason why not."""

import pytest

from pharmacy.protocol.differences import values_in
from pharmacy.protocol.loader import SHIPPED_PROTOCOL
from tests.generated_docs import DOCS
from tests.traceability import ROWS, cited, named_files, named_keys

KEYS = [value.key for value in values_in(SHIPPED_PROTOCOL.read_text(encoding="utf-8"))]


def test_every_recommendation_table_and_figure_that_asks_for_something_has_a_row() -> None:
    recommendations = [f"R{number}" for number in range(1, 30)]
    assert list(ROWS) == [*recommendations, "Table 1", "Table 2", "Table 3", "Fig. 3", "Fig. 4", "Fig. 5"]
    assert cited().keys() <= ROWS.keys()


NOWHERE = {"R1", "R25", "R29"}
"""Recommendations about what is no business of this software; each says why not."""
PAGE = (DOCS / "traceability.md").read_text(encoding="utf-8")
"""As it is committed, not as it would be written now."""


@pytest.mark.parametrize("name", ROWS)
def test_every_row_has_a_place_in_the_code_but_those_that_are_listed_here(name: str) -> None:
    assert bool(ROWS[name].where) is (name not in NOWHERE), name
    assert bool(ROWS[name].why_not) or name not in NOWHERE, name


@pytest.mark.parametrize("name", ROWS)
def test_what_is_enforced_is_cited_by_a_value_of_the_protocol(name: str) -> None:
    assert bool(cited().get(name)) is (name not in NOWHERE), name


def test_every_file_that_the_committed_page_names_exists() -> None:
    named = set(named_files(PAGE))
    assert len(named) > 20
    assert [path for path in named if not (DOCS.parent / path).is_file()] == []


def test_the_committed_page_names_a_file_for_every_row_but_those_that_are_listed_here() -> None:
    lines = {line.split(" | ")[0].removeprefix("| "): line for line in PAGE.splitlines() if " | " in line}
    assert {name for name in ROWS if not list(named_files(lines[name]))} == NOWHERE


def test_every_key_that_the_committed_page_names_stands_in_the_protocol_file() -> None:
    named = set(named_keys(PAGE))
    assert len(named) > 60
    assert [key for key in named if not any(f"{each}.".startswith(f"{key}.") for each in KEYS)] == []


def test_the_committed_page_names_every_item_that_a_recommendation_asks_for() -> None:
    asked_for = {key for keys in cited().values() for key in keys if key.startswith("readiness.items.")}
    assert asked_for <= set(named_keys(PAGE))


def test_the_checks_see_what_does_not_exist() -> None:
    row = "| R1 | asks | `no-item` | `no.value` | [pharmacy/no.py](../pharmacy/no.py) |"
    assert list(named_keys(row)) == ["readiness.items.no-item", "no.value"]
    assert list(named_files(row)) == ["pharmacy/no.py"]
