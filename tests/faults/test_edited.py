"""Tables that somebody edited, with values that alemprep never writes: words, and no bag touched."""

import pytest

from pharmacy.errors import Code, Trouble
from pharmacy.service import worklist
from tests.conftest import House


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE patient SET birth_date = 'zz'",
        "UPDATE patient SET birth_date = -5",
        "UPDATE bag SET infusion_start = 'zz'",
        "DELETE FROM bag_number",
        "UPDATE bag_number SET last = -5",
        "DELETE FROM head",
        "UPDATE head SET at = 'zz'",
        "UPDATE head SET seq = 'zz'",
    ],
)
def test_an_impossible_value_is_told_in_words_and_changes_nothing(house: House, edit: str) -> None:
    assert house.file
    house.verified()
    house.raw().execute(edit)
    before = house.dump()
    with pytest.raises(Trouble) as caught:
        _looked_at_and_ordered(house)
    assert caught.value.code is Code.DATABASE_BROKEN
    assert caught.value.lines()[0] == (
        "The database holds a value that alemprep never writes; nothing was changed."
    )
    assert house.dump() == before


def _looked_at_and_ordered(house: House) -> None:
    worklist.worklist(house.station)
    house.order("00511270")
