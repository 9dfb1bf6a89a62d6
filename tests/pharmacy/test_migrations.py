"""Every earlier schema, with rows in it, is brought up to date on both kinds of database, once."""

import json
from collections.abc import Iterator
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from pydantic import SecretStr
from sqlmodel import SQLModel

from pharmacy import audit
from pharmacy.clock import SetClock
from pharmacy.database import Database, create_database, is_server, open_database
from pharmacy.errors import Code, Trouble
from pharmacy.people import Role
from pharmacy.reconciliation import differences
from pharmacy.service.audit_check import check_audit
from pharmacy.service.people import add_person, first_person
from tests.conftest import MADRID, MORNING, in_parallel
from tests.older import REVISIONS, make_older
from tests.postgres import Server
from tests.raw import Raw
from tui.house import new_station


@pytest.fixture(params=["file", "server"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where there is nothing yet."""
    if request.param == "file":
        yield str(tmp_path / "alemprep.db")
        return
    postgres: Server = request.getfixturevalue("postgres")
    url = postgres.new_database()
    yield url
    postgres.drop(url)


def baselines(database: Database) -> int:
    """How often the audit says anew what the tables say."""
    with database.reading() as connection:
        bodies = connection.execute(sa.text("SELECT body FROM event")).scalars()
        return sum(json.loads(body)["act"] == "audit.baseline" for body in bodies)


@pytest.mark.parametrize("revision", REVISIONS)
def test_an_earlier_schema_with_rows_in_it_is_brought_up_to_date_and_the_audit_tells_its_rows(
    address: str, revision: str
) -> None:
    make_older(address, revision)
    database = open_database(address)
    assert database.examine() == "0005"
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []
        found = audit.verify(connection)
        assert (found.ok, found.events) == (True, 3)  # two that were there, and the baseline
        assert differences(connection) == []
        states = connection.execute(sa.text("SELECT document, state FROM printed ORDER BY id")).all()
    assert [tuple(row) for row in states[:2]] == [("bag label", "printed"), ("infusion", "sent")]
    assert baselines(database) == 1
    with pytest.raises(Trouble) as caught, database.atomic() as connection:
        connection.execute(sa.text("UPDATE event SET subject = ''"))
    assert "append-only" in str(caught.value.got)
    database.close()


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_row_edited_after_its_schema_was_brought_up_to_date_is_found(address: str, revision: str) -> None:
    make_older(address, revision)
    database = open_database(address)
    with database.atomic() as connection:
        connection.execute(sa.text("UPDATE bag SET label_copy = 2"))
    with database.reading() as connection:
        (found,) = differences(connection)
    assert (found.table, found.key, found.column) == ("bag", ("26-000001-5",), "label_copy")
    assert (found.told, found.found) == (1, 2)
    database.close()


def _open(where: str, out: Connection) -> None:
    try:
        database = open_database(where)
        out.send(database.examine())
        database.close()
    except Trouble as found:
        out.send(found.code.value)


def test_of_four_stations_that_open_an_old_database_at_once_one_brings_it_up_to_date(address: str) -> None:
    make_older(address, "0001")
    assert in_parallel(_open, [(address,)] * 4) == ["0005"] * 4
    database = open_database(address)
    assert baselines(database) == 1
    with database.reading() as connection:
        assert audit.verify(connection).ok
        assert differences(connection) == []
    database.close()


def _create(where: str, out: Connection) -> None:
    try:
        create_database(where, MORNING).close()
        out.send("made")
    except Trouble as found:
        out.send(found.code.value)


def test_of_four_first_starts_at_once_exactly_one_makes_the_database(address: str) -> None:
    said = in_parallel(_create, [(address,)] * 4)
    assert sorted(said) == [Code.DATABASE_EXISTS] * 3 + ["made"]
    database = open_database(address)
    with database.reading() as connection:
        assert audit.verify(connection).ok
        assert differences(connection) == []
        assert len(audit.heads(connection)) == (audit.LANES if is_server(database.url) else 1)
    database.close()


def back_to_0004(where: str) -> None:
    """What the upgrade to 0005 has added is taken away."""
    with closing(Raw(where)) as raw:
        for table in ("sign_answer", "follow_up_check", "decision", "workup"):
            assert raw.execute(f"SELECT count(*) FROM {table}") == [(0,)]
            raw.execute(f"DROP TABLE {table}")
        raw.execute("UPDATE alembic_version SET version_num = '0004'")


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (
            "UPDATE person SET role = 'pharmacist' WHERE badge = '1001'",
            (
                "person 1001 said pharmacist for role when the database was upgraded; by event 2 it was "
                "technician: it was edited before that."
            ),
        ),
        (
            (
                "INSERT INTO person SELECT '1009', name, role, pin_hash, tries, tried_at, left_at, session, "
                "session_station FROM person WHERE badge = '1000'"
            ),
            (
                "No event tells of person 1009 before the upgrade that found it in the table: it was put in "
                "before that."
            ),
        ),
        (
            "DELETE FROM person WHERE badge = '1001'",
            "person 1001 is gone, of which event 2 tells.",
        ),
    ],
)
def test_what_was_edited_before_an_upgrade_is_told_after_it(tmp_path: Path, edit: str, told: str) -> None:
    where = str(tmp_path / "alemprep.db")
    station = new_station(where, SetClock(MORNING))
    admin = SecretStr("4711")
    first_person(station, "1000", "R. Iturbe", admin)
    add_person(station, "1000", "1001", "T. Ruiz", Role.TECHNICIAN, SecretStr("2580"), admin)
    station.database.close()
    back_to_0004(where)
    assert Raw(where).execute(edit).rowcount == 1
    database = open_database(where)
    assert baselines(database) == 1
    found = check_audit(database, station.witness, MADRID)
    assert [str(each.what) for each in found.findings] == [told]
    database.close()


def test_a_healthy_hospital_that_is_upgraded_has_nothing_to_be_told(tmp_path: Path) -> None:
    where = str(tmp_path / "alemprep.db")
    station = new_station(where, SetClock(MORNING))
    first_person(station, "1000", "R. Iturbe", SecretStr("4711"))
    station.database.close()
    back_to_0004(where)
    database = open_database(where)
    assert (baselines(database), check_audit(database, station.witness, MADRID).findings) == (1, ())
    database.close()
