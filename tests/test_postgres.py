"""The tests' PostgreSQL is what they take it for."""

import signal

import psycopg
import pytest

from tests.conftest import ON_SERVER
from tests.postgres import Server, pair, server

pytestmark = pytest.mark.skipif(not ON_SERVER, reason="about a server: make test-postgresql")


def test_a_database_from_a_template_is_one_s_own(postgres: Server) -> None:
    template = postgres.new_database()
    with psycopg.connect(template) as connection:
        connection.execute("CREATE TABLE vial (serial text)")
    mine, other = postgres.copy(template), postgres.copy(template)
    with psycopg.connect(mine) as connection:
        connection.execute("INSERT INTO vial VALUES ('7H2K1')")
    with psycopg.connect(other) as connection:
        assert connection.execute("SELECT * FROM vial").fetchall() == []
    postgres.drop(mine)
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(mine)
    postgres.drop(other)


def test_a_server_that_crashed_comes_back_with_what_was_committed() -> None:
    with server(durable=True) as crashing:
        crashing.execute("CREATE TABLE vial (serial text)")
        with crashing.connect() as connection, connection.transaction():
            connection.execute("INSERT INTO vial VALUES ('7H2K1')")
            crashing.execute("INSERT INTO vial VALUES ('7H2K2')")
            crashing.stop(signal.SIGKILL)
            with pytest.raises(psycopg.OperationalError):
                connection.execute("INSERT INTO vial VALUES ('7H2K3')")
        crashing.start()
        assert crashing.execute("SELECT serial FROM vial") == [("7H2K2",)]


def test_a_promoted_standby_has_everything_that_was_acknowledged() -> None:
    with pair() as (primary, standby):
        primary.execute("CREATE TABLE vial (serial text)")
        primary.execute("INSERT INTO vial VALUES ('7H2K1')")
        primary.stop(signal.SIGKILL)
        standby.promote()
        standby.execute("INSERT INTO vial VALUES ('7H2K2')")
        assert standby.execute("SELECT serial FROM vial ORDER BY 1") == [("7H2K1",), ("7H2K2",)]
