"""Tables that somebody edited, with values that alemprep never writes: words, and no bag touched."""

import pytest
from typer.testing import CliRunner

from pharmacy.errors import Code, Trouble
from pharmacy.service import worklist
from tests.conftest import House
from tui.cli import app


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


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        (
            "UPDATE patient SET birth_date = 'zz'",
            "patient 00482913 says zz for birth_date; by event ",
        ),
        ("UPDATE patient SET birth_date = -5", "patient 00482913 says -5 for birth_date; by event "),
        ("UPDATE bag SET infusion_start = 'zz'", " says zz for infusion_start; by event "),
        ("UPDATE head SET at = 'zz'", "The head does not say any more when something was last recorded"),
        (
            "UPDATE head SET at = '2026-01-01 00:00:00'",
            "The head does not say any more when something was last recorded",
        ),
    ],
)
def test_the_check_that_everybody_is_sent_to_says_what_was_edited(
    house: House, edit: str, found: str
) -> None:
    assert house.file
    house.verified()
    house.raw().execute(edit)
    told = CliRunner().invoke(app, ["audit", "verify", "--db", house.where])
    assert told.exit_code == 1
    assert found in told.output


def _looked_at_and_ordered(house: House) -> None:
    worklist.worklist(house.station)
    house.order("00511270")
