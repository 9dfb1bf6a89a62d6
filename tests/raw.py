"""A database as somebody with a database tool would open it: the same words for a file and for a server."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import psycopg

DRIVER_ERRORS = (sqlite3.Error, psycopg.Error)
"""What is raised for what a database does not allow."""


_TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger'"


class Rows(list[Any]):
    """What was found, or how many rows were changed."""

    def __init__(self, rows: Iterable[Any], rowcount: int) -> None:
        super().__init__(rows)
        self.rowcount = rowcount

    def fetchone(self) -> Any:
        """The first row, or none."""
        return self[0] if self else None

    def fetchall(self) -> list[Any]:
        """Every row."""
        return list(self)


class Raw:
    """An open database. Every statement counts at once, but within `BEGIN` and `COMMIT`."""

    def __init__(self, where: str) -> None:
        """`where`: a file, or `postgresql://…`."""
        self.on_server = "://" in where
        self._connection: Any = None
        self._connection = (
            psycopg.connect(where, autocommit=True, row_factory=_as_a_file_tells, options="-c timezone=UTC")
            if self.on_server
            else sqlite3.connect(where, isolation_level=None)
        )

    def execute(self, statement: str, parameters: Sequence[object] = ()) -> Rows:
        """The rows, as SQLite tells them. `?` stands for a parameter."""
        cursor = self._connection.execute(self._spoken(statement), parameters)
        return Rows(cursor.fetchall() if cursor.description else (), cursor.rowcount)

    def executemany(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """The same with each row."""
        for row in rows:
            self.execute(statement, row)

    @contextmanager
    def without(self, *triggers: str) -> Iterator[None]:
        """Do what triggers refuse, and put them back just as they were."""
        kept = (
            "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = ?"
            if self.on_server
            else "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?"
        )
        made = [self.execute(kept, (name,)).fetchone()[0] for name in triggers]
        for name in triggers:
            self.execute(f"DROP TRIGGER {name}")
        yield
        for statement in made:
            self.execute(statement)

    @contextmanager
    def unguarded(self) -> Iterator[None]:
        """Do what every trigger refuses, as the owner can, and leave them just as they were."""
        if self.on_server:
            self.execute("SET session_replication_role = replica")
            yield
            self.execute("SET session_replication_role = DEFAULT")
        else:
            with self.without(*(name for (name,) in self.execute(_TRIGGERS))):
                yield

    def close(self) -> None:
        """Let go."""
        if self._connection is not None:
            self._connection.close()

    def __del__(self) -> None:
        self.close()

    def _spoken(self, statement: str) -> str:
        if not self.on_server:
            return statement
        if statement.startswith("DROP TRIGGER ") and " ON " not in statement:
            table = statement.removeprefix("DROP TRIGGER ").partition("_no_")[0]
            return f"{statement} ON {table}"
        if statement.startswith("CREATE TRIGGER ") and " BEGIN " in statement:
            return f"{statement.partition(' BEGIN ')[0]} FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
        if statement == "BEGIN IMMEDIATE":  # whoever writes waits, whoever reads does not
            return "BEGIN; LOCK TABLE head IN EXCLUSIVE MODE"
        return statement.replace("%", "%%").replace("?", "%s")


def never_signed(raw: Raw) -> None:
    """The audit of a hospital from before anything was signed."""
    with raw.without("event_no_delete"):
        raw.execute("DELETE FROM event WHERE subject = 'policy'")


def _as_a_file_tells(_cursor: object) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    return lambda values: tuple(map(_told, values))


def _told(value: object) -> object:
    """A file keeps moments as text in UTC, and days as text."""
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"
    return value.isoformat() if isinstance(value, date) else value
