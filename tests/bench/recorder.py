"""What is said to SQLite, statement by statement, as its driver gets it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

Said = tuple[str, Any]


class _Cursor(sqlite3.Cursor):
    def execute(self, sql: str, parameters: Any = ()) -> "_Cursor":
        """Note it, then do it."""
        assert isinstance(self.connection, _Connection)
        self.connection.said.append((sql, parameters))
        super().execute(sql, parameters)
        return self


class _Connection(sqlite3.Connection):
    said: list[Said]

    def cursor(self, factory: Any = None) -> Any:
        """One that notes."""
        return super().cursor(_Cursor)


@contextmanager
def recorded() -> Iterator[list[Said]]:
    """Everything that is said on connections opened in here."""
    said: list[Said] = []

    def connect(_dialect: object, _record: object, arguments: list[Any], named: dict[str, Any]) -> Any:
        connection = sqlite3.connect(*arguments, **(named | {"factory": _Connection}))
        connection.said = said
        return connection

    event.listen(Engine, "do_connect", connect)
    try:
        yield said
    finally:
        event.remove(Engine, "do_connect", connect)
