"""The tables are compared with what the events say of them: whoever edits a row is found."""

import pytest
from pydantic import SecretStr

from pharmacy import audit
from pharmacy.people import Role
from pharmacy.preparation import Step
from pharmacy.reconciliation import Difference, differences
from pharmacy.service import bench, people, stockroom
from tests.conftest import ADMINISTRATOR, GTIN, PHARMACIST, TECHNICIAN, House, moment, pin_of


def found(house: House, *edits: str) -> list[Difference]:
    """What is told after somebody has edited the file."""
    assert house.file
    connection = house.raw()
    connection.execute("PRAGMA foreign_keys=OFF")
    for edit in edits:
        assert connection.execute(edit).rowcount > 0, edit
    connection.close()
    with house.station.database.reading() as reading:
        return differences(reading)


def last(house: House) -> int:
    seq: int = house.events()[-1]["seq"]
    return seq


def test_a_whole_day_s_tables_say_what_its_events_say(house: House) -> None:
    house.started()
    with house.station.database.reading() as reading:
        assert differences(reading) == []


def test_a_bag_made_released_behind_alemprep_s_back_is_found(house: House) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    told_last = last(house)
    assert found(house, f"UPDATE bag SET state = 'released', step = NULL WHERE id = '{bag_id}'") == [
        Difference(
            table="bag", key=(bag_id,), column="state", found="released", told="labelled", event=told_last
        ),
        Difference(table="bag", key=(bag_id,), column="step", found=None, told="check", event=told_last),
    ]


@pytest.mark.parametrize(
    ("edit", "table", "column"),
    [
        ("UPDATE bag SET mixed_at = '2026-03-25 09:30:00'", "bag", "mixed_at"),
        ("UPDATE bag SET primed_microlitres = -5", "bag", "primed_microlitres"),
        ("UPDATE vial SET fate = 'in stock', bag_id = NULL WHERE fate = 'used'", "vial", "bag_id"),
        ("UPDATE reading SET microcelsius = 5100000 WHERE rowid = 1", "reading", "microcelsius"),
        ("UPDATE person SET role = 'pharmacist' WHERE badge = '1001'", "person", "role"),
        ("UPDATE patient SET ward = 'ward 9'", "patient", "ward"),
        ("UPDATE recall SET lot = 'OTHER'", "recall", ""),
        ("UPDATE medication SET given_at = '2026-03-25 08:00:00' WHERE id = 1", "medication", "given_at"),
        ("UPDATE rate SET microlitres_an_hour = 999 WHERE id = 1", "rate", "microlitres_an_hour"),
        ("UPDATE signature SET badge = '1003' WHERE meaning = 'bag released'", "signature", "badge"),
        ("DELETE FROM observation", "observation", ""),
        ("DELETE FROM printed WHERE document = 'cover label'", "printed", ""),
        ("DELETE FROM move WHERE id = 1", "move", ""),
        (
            "INSERT INTO recall VALUES ('09520001000010', 'X', '', '1002', '2026-03-25 08:00:00')",
            "recall",
            "",
        ),
    ],
)
def test_one_edited_inserted_or_deleted_row_is_found(
    house: House, edit: str, table: str, column: str
) -> None:
    house.started()
    if table == "recall" and edit.startswith("UPDATE"):
        stockroom.recall_lot(house.station, PHARMACIST, GTIN, "L99", "letter", never_received=True)
    assert (table, column) in {(each.table, each.column) for each in found(house, edit)}


def test_a_pin_that_was_set_in_the_database_is_found(house: House) -> None:
    add = ("2000", "N. Ew", Role.NURSE, SecretStr("9174"), pin_of(ADMINISTRATOR))
    people.add_person(house.station, ADMINISTRATOR, *add)
    connection = house.raw()
    connection.execute(
        "UPDATE person SET pin_hash = (SELECT pin_hash FROM person WHERE badge = '1001') WHERE badge = '2000'"
    )
    connection.close()
    with house.station.database.reading() as reading:
        keys = [each.key for each in differences(reading) if each.column == "pin_hash"]
    assert ("2000",) in keys


def test_no_event_holds_a_pin_s_hash(house: House) -> None:
    bodies = [body for (body,) in house.raw().execute("SELECT body FROM event")]
    assert not any("$argon2" in body for body in bodies)


def test_tries_of_a_pin_are_no_difference(house: House) -> None:
    assert found(house, "UPDATE person SET tries = 3 WHERE badge = '1001'") == []


def test_what_is_refused_leaves_the_tables_as_they_are_told(house: House) -> None:
    bag_id = house.prepared_to(Step.VIAL)
    house.refused(bench.inspect_vial, TECHNICIAN, bag_id)
    with house.station.database.reading() as reading:
        assert differences(reading) == []


def test_bags_doubted_by_a_clock_that_ran_back_are_told_by_the_refusal(house: House) -> None:
    bag_id = house.released()
    house.clock.set(moment(8))
    assert house.behind(bench.confirm_order, TECHNICIAN, bag_id) == [bag_id]
    with house.station.database.reading() as reading:
        assert differences(reading) == []


def test_an_event_that_was_edited_to_fit_an_edited_table_is_the_chain_s_to_find(house: House) -> None:
    connection = house.raw()
    connection.execute("DROP TRIGGER event_no_update")
    seq, body = connection.execute("SELECT seq, body FROM event ORDER BY seq LIMIT 1 OFFSET 11").fetchone()
    assert '"changed"' in body
    edited = body.replace('"changed"', '"chAnged"')
    connection.execute("UPDATE event SET body = ? WHERE seq = ?", (edited, seq))
    connection.close()
    with house.station.database.reading() as reading:
        assert audit.verify(reading).first_bad == seq
