"""Every recommendation of the source has its place in the software, or a reason why not."""

import pytest

from pharmacy.protocol.differences import values_in
from pharmacy.protocol.loader import SHIPPED_PROTOCOL
from tests.generated_docs import DOCS
from tests.traceability import ROWS, cited, named_keys, traceability_page

KEYS = [value.key for value in values_in(SHIPPED_PROTOCOL.read_text(encoding="utf-8"))]


def test_every_recommendation_table_and_figure_that_asks_for_something_has_a_row() -> None:
    recommendations = [f"R{number}" for number in range(1, 30)]
    assert list(ROWS) == [*recommendations, "Table 1", "Table 2", "Table 3", "Fig. 3", "Fig. 4", "Fig. 5"]
    assert cited().keys() <= ROWS.keys()


@pytest.mark.parametrize("name", [f"R{number}" for number in [*range(3, 17), *range(20, 29)]])
def test_a_recommendation_on_the_time_before_and_after_has_a_place_or_a_reason(name: str) -> None:
    row = ROWS[name]
    assert row.why_not or (row.where and cited()[name]), name
    assert not row.where or cited()[name], f"{name} is enforced, but no value of the protocol cites it"


@pytest.mark.parametrize("name", ROWS)
def test_a_file_that_is_named_exists(name: str) -> None:
    assert [path for path in ROWS[name].where if not (DOCS.parent / path).is_file()] == []


def test_every_key_that_is_named_stands_in_the_protocol_file() -> None:
    named = set(named_keys(traceability_page()))
    assert len(named) > 60
    assert [key for key in named if not any(f"{each}.".startswith(f"{key}.") for each in KEYS)] == []
