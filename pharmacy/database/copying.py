"""A copy of a whole database as it was at one moment, while others go on writing."""

import os
import re
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg.conninfo
from sqlalchemy import Connection
from sqlalchemy.engine import URL

from pharmacy.database import BUSY_SECONDS, Database, database_url
from pharmacy.database.sqlite import SqliteFile
from pharmacy.errors import Code, Trouble
from pharmacy.language import text, verbatim

PG_DUMP = "pg_dump"


def copy_file(connection: Connection, target: Path) -> None:
    """Copy the file that a transaction reads, as that transaction sees it, into an empty one."""
    source = connection.connection.driver_connection
    assert isinstance(source, sqlite3.Connection)
    with closing(sqlite3.connect(target)) as copy:
        try:
            source.backup(copy)
        except sqlite3.Error as error:
            raise OSError(str(error)) from error


@contextmanager
def resting(file: Path) -> Iterator[Database]:
    """A file that nobody writes, opened so that nothing can be written."""
    database = Database(SqliteFile(database_url(str(file)), BUSY_SECONDS).at_rest())
    try:
        yield database
    finally:
        database.close()


def dump_server(connection: Connection, url: URL, target: Path, program: Path | None) -> None:
    """Have `pg_dump` write what a transaction sees. Raises `Trouble` when it is missing, too old or fails."""
    pg_dump = str(program or PG_DUMP)
    _refuse_older(pg_dump, connection)
    # The transaction only has to be there until pg_dump sees what it sees, however long that then takes.
    for limit in ("idle_in_transaction_session_timeout", "statement_timeout"):
        connection.exec_driver_sql(f"SET LOCAL {limit} = 0")
    snapshot = connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one()
    where, secret = _conninfo(url)
    _run(
        [pg_dump, "--format=custom", "--no-password", f"--snapshot={snapshot}", f"--file={target}", where],
        secret,
    )


def _conninfo(url: URL) -> tuple[str, dict[str, str]]:
    """The address as PostgreSQL's own programs take it, and the password apart: others see command lines."""
    _, given = url.get_dialect()().create_connect_args(url)
    password = given.pop("password", None)
    return f"--dbname={psycopg.conninfo.make_conninfo(**given)}", {"PGPASSWORD": password} if password else {}


def _refuse_older(pg_dump: str, connection: Connection) -> None:
    """A dump by an older program than the server may leave out what it does not know."""
    said = _run([pg_dump, "--version"], {})
    found = re.search(r"(\d+)(\.\d+)?", said)
    needed = int(connection.exec_driver_sql("SHOW server_version_num").scalar_one()) // 10000
    if found is None or int(found[1]) < needed:
        raise Trouble(
            Code.BACKUP,
            text("This pg_dump is older than the database server; no backup was made."),
            expected=text("pg_dump {version} or newer", version=needed),
            got=verbatim(f"{pg_dump}: {said.strip()}"),
            advice=text("Install the server's own client programs, or name the right one with --pg-dump."),
        )


def _run(command: list[str], secret: dict[str, str]) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and whoever may name the program may run it
            command, env=os.environ | secret, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
    except OSError as error:
        raise Trouble(
            Code.BACKUP,
            text("The program pg_dump cannot be run; no backup was made."),
            expected=text("pg_dump of PostgreSQL on the PATH, or at --pg-dump"),
            got=verbatim(f"{command[0]}: {error.strerror}"),
            advice=text("Install the server's own client programs, or name the right one with --pg-dump."),
            bad_input=True,
        ) from error
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines() or [f"signal {-done.returncode}"]
        raise Trouble(
            Code.BACKUP,
            text("The program pg_dump failed; no backup was made."),
            got=verbatim(lines[0][:300]),
            advice=text("Put that right, then make the backup again. Keep the earlier ones."),
        )
    return done.stdout.decode(errors="replace")
