"""What docs/deploy.md tells whoever sets up a server is tried here, word for word, on a real one."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from typer.testing import CliRunner

from pharmacy import audit
from pharmacy.clock import SetClock
from pharmacy.database import open_database
from pharmacy.errors import Code, Trouble
from pharmacy.language import Language
from pharmacy.preparation import State
from pharmacy.reconciliation import differences
from samples import SCENARIOS
from tests.conftest import MORNING, moment
from tests.generated_docs import DOCS
from tests.labels.virtual import free_port
from tests.older import make_older
from tests.postgres import Server, programs
from tests.tls import Authority, in_front_of
from tui.cli import app
from tui.doctor import examine
from tui.house import new_station
from tui.rehearsal import rehearse

GUIDE = (DOCS / "deploy.md").read_text(encoding="utf-8")
ROLES, BEFORE, AFTER = re.findall(r"```sql\n(.*?)```", GUIDE, re.DOTALL)


OWNER_MIGRATES = (
    "what now: Whoever owns the database makes a backup, then runs, as its owner: alemprep migrate --db …"
)


@pytest.fixture(scope="module")
def machine() -> Iterator[Server]:
    """A server on loopback, with the users of the guide and its database."""
    made = Server(port=free_port())
    try:
        for statement in ROLES.split(";")[:-1]:
            made.execute(statement)
        yield made
    finally:
        made.close()


def as_told(machine: Server, block: str, name: str) -> None:
    """Do what a block of the guide says, in a database."""
    with machine.connect(name) as connection:
        connection.execute(block.replace("DATABASE alemprep ", f"DATABASE {name} ").encode())


def url_of(user: str, machine: Server, name: str = "alemprep") -> str:
    return machine.url(name).replace("//postgres@", f"//{user}@")


def new_database(machine: Server) -> str:
    """The name of another one that is the owner's, prepared as the guide says."""
    name = machine.new_database().rpartition("/")[2]
    machine.execute(f"ALTER DATABASE {name} OWNER TO alemprep_owner")
    as_told(machine, BEFORE, name)
    return name


@pytest.fixture(scope="module")
def deployed(machine: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The hospital that the owner made, and what stations may do in it."""
    as_told(machine, BEFORE, "alemprep")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALEMPREP_FOLDER", str(tmp_path_factory.mktemp("station")))
        new_station(url_of("alemprep_owner", machine), SetClock(moment(8, day=24))).database.close()
        as_told(machine, AFTER, "alemprep")
        yield machine


def test_a_station_s_user_does_every_act_of_a_day_from_order_to_observation(deployed: Server) -> None:
    url = url_of("alemprep", deployed)
    outcomes = list(rehearse(SCENARIOS / "good-course-day.jsonl", MORNING, db=url))
    assert [outcome for outcome in outcomes if not outcome.as_expected] == []
    assert outcomes[-1].as_expected
    database = open_database(url)
    with database.reading() as connection:
        ended = connection.execute(sa.text("SELECT state FROM bag WHERE observed_at IS NOT NULL")).scalars()
        assert list(ended) == [State.COMPLETED]
        assert audit.verify(connection).ok
        assert differences(connection) == []
    database.close()


@pytest.mark.parametrize(
    "attack",
    [
        "DROP TRIGGER event_no_update ON event",
        "DROP TRIGGER event_no_truncate ON event",
        "ALTER TABLE event DISABLE TRIGGER ALL",
        "ALTER TABLE event DISABLE TRIGGER event_no_delete",
        "SET session_replication_role = replica",
        "CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE sql AS ''",
        "DROP FUNCTION append_only() CASCADE",
        "TRUNCATE event",
        "TRUNCATE vial CASCADE",
        "DELETE FROM event",
        "DELETE FROM bag",
        "UPDATE event SET body = ''",
        "UPDATE approval SET signed_by = ''",
        "UPDATE alembic_version SET version_num = '0001'",
        "DROP TABLE event",
        "ALTER TABLE bag ADD COLUMN note text",
        "CREATE TABLE note (words text)",
        "CREATE TEMPORARY TABLE event (seq int)",
        "CREATE SCHEMA other",
        "ALTER TABLE event OWNER TO alemprep",
        "SET ROLE alemprep_owner",
    ],
)
def test_a_station_s_user_cannot_delete_or_take_away_what_keeps_the_audit(
    deployed: Server, attack: str
) -> None:
    conninfo = deployed.conninfo("alemprep").replace("user=postgres", "user=alemprep")
    with (
        psycopg.connect(conninfo, autocommit=True) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(attack.encode())


def rights(user: str, machine: Server, name: str = "alemprep") -> list[str]:
    """What the doctor tells of a user's rights."""
    found = examine(url_of(user, machine, name), None, SetClock(MORNING), full=False)
    return [line for each in found for line in each.lines(Language.ENGLISH) if "rights" in line]


NO_MORE = ["OK  rights: This user may read, add and change, and no more."]
MAY_CHANGE = "WARNING  rights: This user may change what no station ever changes: "


def test_the_doctor_finds_a_station_s_user_right_and_the_owner_not(deployed: Server) -> None:
    assert rights("alemprep", deployed) == NO_MORE
    assert rights("alemprep_owner", deployed) == [
        "WARNING  rights: Tables that this user may delete from, empty or alter, the audit too: 26."
    ]


@pytest.mark.parametrize(
    ("right", "table"),
    [
        ("UPDATE ON event", "event"),
        ("UPDATE (body) ON event", "event"),
        ("UPDATE ON approval", "approval"),
        ("UPDATE ON checkpoint", "checkpoint"),
        ("UPDATE ON alembic_version", "alembic_version"),
        ("INSERT ON alembic_version", "alembic_version"),
    ],
)
def test_the_doctor_names_each_right_that_no_station_needs(deployed: Server, right: str, table: str) -> None:
    with deployed.connect("alemprep") as connection:
        connection.execute(f"GRANT {right} TO alemprep".encode())
        told = rights("alemprep", deployed)
        connection.execute(f"REVOKE {right} FROM alemprep".encode())
    assert told == [f"{MAY_CHANGE}{table}."]
    assert rights("alemprep", deployed) == NO_MORE


def test_the_doctor_tells_a_right_to_delete_and_one_to_change_apart(deployed: Server) -> None:
    with deployed.connect("alemprep") as connection:
        connection.execute("GRANT DELETE ON bag TO alemprep; GRANT UPDATE ON event TO alemprep")
        told = rights("alemprep", deployed)
        connection.execute("REVOKE DELETE ON bag FROM alemprep; REVOKE UPDATE ON event FROM alemprep")
    assert told == [
        "WARNING  rights: This user may delete from, empty or alter: bag.",
        f"{MAY_CHANGE}event.",
    ]


CHANGES = (
    "UPDATE event SET body = ''",
    "UPDATE approval SET signed_by = ''",
    "UPDATE checkpoint SET statement = ''",
    "UPDATE alembic_version SET version_num = '0001'",
    "INSERT INTO alembic_version VALUES ('0001')",
)
"""What no station's user may do; the server says so before any trigger is asked."""


def refused_to(machine: Server, name: str) -> list[str]:
    """Which of these changes the server refuses a station's user for want of a right."""
    conninfo = machine.conninfo(name).replace("user=postgres", "user=alemprep")
    found = []
    for change in CHANGES:
        with psycopg.connect(conninfo) as connection:
            try:
                connection.execute(change.encode())
            except psycopg.errors.InsufficientPrivilege:
                found.append(change)
            except psycopg.Error:
                pass  # a trigger stands there
            connection.rollback()
    return found


OF_THE_THIRD_SCHEMA = """
REVOKE UPDATE ON event FROM alemprep;
REVOKE INSERT, UPDATE ON alembic_version FROM alemprep;
"""
"""The block of the guide when there was nothing else to take away."""


def test_a_station_that_may_not_bring_an_older_schema_up_to_date_says_who_does_in_these_words(
    machine: Server,
) -> None:
    name = new_database(machine)
    make_older(url_of("alemprep_owner", machine, name), "0003")
    as_told(machine, OF_THE_THIRD_SCHEMA, name)
    station = url_of("alemprep", machine, name)
    with pytest.raises(Trouble) as caught:
        open_database(station)
    assert caught.value.code is Code.DATABASE_READ_ONLY
    assert caught.value.lines() == [
        "The database is older than this alemprep, and this station may not bring it up to date.",
        "expected: schema 0005",
        f"got: schema 0003 in {station}",
        OWNER_MIGRATES,
    ]
    with machine.connect(name) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("0003",)]
    owner = url_of("alemprep_owner", machine, name)
    result = CliRunner().invoke(app, ["migrate", "--db", owner])
    assert (result.exit_code, result.output) == (0, f"{owner}: schema 0005\n")
    assert rights("alemprep", machine, name) == [f"{MAY_CHANGE}approval, checkpoint."]
    as_told(machine, AFTER, name)
    assert rights("alemprep", machine, name) == NO_MORE
    assert refused_to(machine, name) == list(CHANGES)
    database = open_database(station)
    with database.reading() as connection:
        assert differences(connection) == []
    database.close()


def test_a_server_s_backup_is_restored_as_told_and_a_station_may_then_do_no_more_than_before(
    deployed: Server, tmp_path: Path
) -> None:
    dump, pg_dump = str(tmp_path / "a.dump"), str(programs() / "pg_dump")
    taken = ["backup", dump, "--db", url_of("alemprep", deployed), "--pg-dump", pg_dump]
    assert CliRunner().invoke(app, taken).exit_code == 0
    name = new_database(deployed)
    (told,) = re.findall(r"^    pg_restore (.*) --dbname=alemprep .*\.dump$", GUIDE, re.MULTILINE)
    to = deployed.conninfo(name).replace("user=postgres", "user=alemprep_owner")
    command = [str(programs() / "pg_restore"), *told.split(), f"--dbname={to}", dump]
    subprocess.run(command, check=True)
    assert rights("alemprep", deployed, name) == [
        f"{MAY_CHANGE}alembic_version, approval, checkpoint, event."
    ]
    as_told(deployed, AFTER, name)
    assert rights("alemprep", deployed, name) == NO_MORE
    assert refused_to(deployed, name) == list(CHANGES)
    database = open_database(url_of("alemprep", deployed, name))
    with database.atomic() as connection:
        assert audit.verify(connection).ok
        assert differences(connection) == []
        audit.append(connection, act="x", by="", now=MORNING, result="ok", subject="", data={})
    database.close()


# TLS


@pytest.fixture(scope="module")
def authority() -> Authority:
    """Who signs the server's certificate."""
    return Authority("the hospital's authority")


@pytest.fixture(scope="module")
def port(deployed: Server, authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Where the server speaks TLS, with a certificate for the name `localhost`."""
    assert deployed.port is not None
    certificate = authority.certify("localhost", tmp_path_factory.mktemp("server"))
    with in_front_of(deployed.port, certificate) as found:
        yield found


def over_tls(port: int, root: Path, host: str = "localhost") -> str:
    """The address of the guide, for this server."""
    wanted = "?sslmode=verify-full&sslrootcert="
    assert wanted in GUIDE
    return f"postgresql://alemprep@{host}:{port}/alemprep{wanted}{root}"


def test_a_station_works_over_tls_with_a_server_that_proves_who_it_is(
    port: int, authority: Authority, tmp_path: Path
) -> None:
    database = open_database(over_tls(port, authority.write(tmp_path / "ca.pem")))
    with database.reading() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        assert driver.pgconn.ssl_in_use
        assert audit.verify(connection).ok
    database.close()


def refused(address: str) -> tuple[str, str, str]:
    """What is said of a server that does not prove who it is."""
    with pytest.raises(Trouble) as caught:
        open_database(address)
    assert caught.value.code is Code.DATABASE_UNREACHABLE
    what, got, advice = caught.value.lines()
    return what, got, advice


NOT_THE_RIGHT_ONE = "The database server does not prove that it is the right one; nothing was sent to it."
WHAT_NOW = (
    "what now: Check the host and sslrootcert in the address; whoever looks after the server knows who "
    "signed its certificate."
)


def test_a_server_that_another_authority_vouches_for_is_refused_in_these_words(
    port: int, authority: Authority, tmp_path: Path
) -> None:
    address = over_tls(port, Authority("somebody else").write(tmp_path / "other.pem"))
    what, got, advice = refused(address)
    assert (what, advice) == (NOT_THE_RIGHT_ONE, WHAT_NOW)
    assert "certificate verify failed" in got


def test_a_server_with_the_certificate_of_another_name_is_refused_in_these_words(
    port: int, authority: Authority, tmp_path: Path
) -> None:
    root = authority.write(tmp_path / "ca.pem")
    what, got, advice = refused(over_tls(port, root, "127.0.0.1"))
    assert (what, advice) == (NOT_THE_RIGHT_ONE, WHAT_NOW)
    assert "does not match host name" in got


def test_an_authority_s_certificate_that_is_not_there_is_said_so_in_these_words(
    port: int, authority: Authority, tmp_path: Path
) -> None:
    what, got, advice = refused(over_tls(port, tmp_path / "none.pem"))
    assert (what, advice) == (NOT_THE_RIGHT_ONE, WHAT_NOW)
    assert "none.pem" in got
