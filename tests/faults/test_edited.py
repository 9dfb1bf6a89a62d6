"""Tables that somebody edited, with values that alemprep never writes: words, and no bag touched."""

import re
from collections.abc import Callable

import pytest
from typer.testing import CliRunner

from labels.compose import bag_label, infusion_sheet, premedication_sheet
from labels.compose_card import patient_card
from labels.compose_folder import course_folder
from labels.compose_record import preparation_record
from labels.content import Piece
from pharmacy.errors import Code, Trouble
from pharmacy.preparation import Step
from pharmacy.service import bench, infusions, storage, worklist
from pharmacy.service.bags import load_bag
from pharmacy.service.documents import facts
from tests.conftest import TECHNICIAN, House
from tui.cli import app

Look = Callable[[House, str], object]


def label(house: House, bag_id: str) -> object:
    return bag_label(house.station, facts(house.station, bag_id), Piece.BAG, house.clock.now())


def infusion(house: House, bag_id: str) -> object:
    return infusion_sheet(house.station, facts(house.station, bag_id), house.clock.now())


def premedication(house: House, bag_id: str) -> object:
    return premedication_sheet(house.station, facts(house.station, bag_id))


def record(house: House, bag_id: str) -> object:
    return preparation_record(house.station, facts(house.station, bag_id))


def card(house: House, bag_id: str) -> object:
    return patient_card(house.station, facts(house.station, bag_id))


def folder(house: House, bag_id: str) -> object:
    return course_folder(house.station, facts(house.station, bag_id))


def refused_in_words(house: House, edit: str, bag_id: str, look: Look) -> None:
    """Make sure that a look at an edited table ends in words, and changes nothing."""
    assert house.file
    look(house, bag_id)  # before it was edited, there is nothing to refuse
    assert house.raw().execute(edit).rowcount > 0
    before = house.dump()
    with pytest.raises(Trouble) as caught:
        look(house, bag_id)
    assert caught.value.code is Code.DATABASE_BROKEN
    assert "alemprep audit verify" in caught.value.lines()[-1]
    assert house.dump() == before


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
    assert "zz" not in str(caught.value.got)
    assert house.dump() == before


def test_what_fails_between_database_and_rules_is_told_by_its_place_and_without_any_value(
    house: House,
) -> None:
    assert house.file
    bag_id = house.verified()
    assert house.raw().execute("UPDATE patient SET birth_date = 'Núñez'").rowcount > 0
    with pytest.raises(Trouble) as caught, house.station.database.reading() as connection:
        load_bag(connection, bag_id)
    got = str(caught.value.got)
    assert re.search(r": ValueError · service/bags.py:\d+ \w+ · pharmacy/statements.py:\d+ \w+", got)
    assert "Núñez" not in got


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


@pytest.mark.parametrize(
    ("edit", "paper"),
    [
        ("UPDATE bag SET vial_serial = NULL", label),
        ("UPDATE bag SET diluent_lot = NULL", label),
        ("UPDATE bag SET label_copy = 0", label),
        ("UPDATE bag SET diluent_gtin = NULL", infusion),
        ("UPDATE course SET infusion_at = 'zz'", premedication),
        ("UPDATE course SET zone = 'Mars/Olympus'", premedication),
        ("UPDATE course SET zone = 'Mars/Olympus'", card),
        ("UPDATE course SET infusion_at = 'zz'", folder),
        ("UPDATE move SET moved_by = '9999'", record),
        ("UPDATE printed SET document = 'zz'", record),
    ],
)
def test_no_paper_is_drawn_from_a_table_that_somebody_edited_and_that_is_told_in_words(
    house: House, edit: str, paper: Look
) -> None:
    refused_in_words(house, edit, house.released(), paper)


@pytest.mark.parametrize(
    ("edit", "paper"),
    [
        ("UPDATE rate SET done_by = '9999'", record),
        (
            "UPDATE bag SET diluent_gtin = NULL",
            lambda house, bag_id: infusions.infusion(house.station, bag_id),
        ),
        ("UPDATE bag SET mixed_at = NULL", lambda house, _: storage.board(house.station)),
    ],
)
def test_a_running_infusion_whose_rows_were_edited_is_told_in_words(
    house: House, edit: str, paper: Look
) -> None:
    bag_id = house.started()
    house.later(minutes=10)
    refused_in_words(house, edit, bag_id, paper)


@pytest.mark.parametrize("column", ["vial_gtin", "diluent_lot"])
def test_nothing_is_drawn_for_a_bag_whose_vial_or_diluent_somebody_took_out(
    house: House, column: str
) -> None:
    assert house.file
    bag_id = house.prepared_to(Step.DRAW)
    house.raw().execute(f"UPDATE bag SET {column} = NULL")
    before = house.dump()
    with pytest.raises(Trouble) as caught:
        bench.draw(house.station, TECHNICIAN, bag_id)
    assert caught.value.code is Code.DATABASE_BROKEN
    assert house.dump() == before
