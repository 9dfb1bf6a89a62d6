"""What docs/deploy.md tells whoever sets up a server is tried here, word for word, on a real one."""

import re
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
from tests.postgres import Server
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


def test_the_doctor_finds_a_station_s_user_right_and_the_owner_not(deployed: Server) -> None:
    def told_of(user: str) -> list[str]:
        found = examine(url_of(user, deployed), None, SetClock(MORNING), full=False)
        return [line for each in found for line in each.lines(Language.ENGLISH) if "rights" in line]

    assert told_of("alemprep") == ["OK  rights: This user may read, add and change, and no more."]
    assert told_of("alemprep_owner") == [
        "WARNING  rights: Tables that this user may delete from, empty or alter, the audit too: 26."
    ]


def test_a_station_that_may_not_bring_an_older_schema_up_to_date_says_who_does_in_these_words(
    machine: Server,
) -> None:
    name = machine.new_database().rpartition("/")[2]
    machine.execute(f"ALTER DATABASE {name} OWNER TO alemprep_owner")
    as_told(machine, BEFORE, name)
    make_older(url_of("alemprep_owner", machine, name), "0003")
    as_told(machine, AFTER.replace(", approval, checkpoint", ""), name)
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
    database = open_database(station)
    with database.reading() as connection:
        assert differences(connection) == []
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
