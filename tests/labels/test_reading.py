"""Damaged labels are still read, and never wrongly. `make codes` tries more of the same."""

import pytest

from tests.labels.damage import DAMAGES, Damage
from tests.labels.reading import LINEAR, SQUARE, Printed, labels, read_damaged
from tests.labels.virtual import missing

LISTED = [damage for damage in DAMAGES if damage.listed]
TRIES = range(2)


@pytest.fixture(scope="module", params=[203, 300])
def prints(request: pytest.FixtureRequest) -> list[Printed]:
    """A bag's label and a later bag's cover label."""
    return [Printed.of(content, request.param) for content in (labels()[0], labels()[-1])]


@pytest.mark.parametrize("damage", LISTED, ids=lambda damage: str(damage.name))
def test_the_square_code_is_read_whatever_is_done_to_it_and_no_code_is_read_wrongly(
    prints: list[Printed], damage: Damage
) -> None:
    square, linear = read_damaged(prints, damage, TRIES)
    assert {name: tally.read for name, tally in zip(SQUARE, square, strict=True)} == {
        "zxing-cpp": len(prints) * len(TRIES),
        "libdmtx": len(prints) * len(TRIES),
    }
    for tally in (*square, *linear):
        assert (tally.wrong, tally.believed) == ([], [])


def test_linear_codes_are_read_by_two_programs_that_share_no_code() -> None:
    if "ZBar" not in LINEAR:
        missing("ZBar is not installed: Debian's libzbar0 has it")
    assert set(LINEAR) == {"zxing-cpp", "ZBar"}


def test_the_linear_code_is_read_where_nothing_happened_to_it(prints: list[Printed]) -> None:
    _, linear = read_damaged(prints, DAMAGES[0], TRIES)
    assert [tally.read for tally in linear] == [len(prints) * len(TRIES)] * len(LINEAR)
