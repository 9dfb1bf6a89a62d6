"""Writing into the tables, so that the audit can tell what they must say.

Whatever an act adds or changes goes through here. What the database then has stored stands in the act's
event, and `reconciliation.py` compares the tables with all events.
"""

import functools
import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection, bindparam, insert, update
from sqlmodel import SQLModel

from pharmacy.plain import plain
from pharmacy.records import columns
from pharmacy.statements import Statement

UNTOLD: Mapping[str, frozenset[str]] = {
    "person": frozenset({"tries", "tried_at", "session", "session_station"})
}
"""Columns that no event can tell: a try is counted before anything is known about it, and a session is named
after the event of its own sign-in.
"""

SECRET: Mapping[str, frozenset[str]] = {"person": frozenset({"pin_hash"})}
"""Columns of which the audit keeps a digest only."""


class Change:
    """A conditional change of rows of one table. Conditions and values may hold parameters (`bindparam`)."""

    def __init__(
        self, table: type[SQLModel], values: Mapping[str, Any], *conditions: ColumnElement[bool]
    ) -> None:
        told = [column for column in columns(table) if column.primary_key or column.name in values]
        self.table = str(table.__tablename__)
        self.statement = Statement(update(table).where(*conditions).values(values).returning(*told))


class Changes:
    """What one transaction has changed, table by table, in order."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.told: dict[str, list[dict[str, Any]]] = {}
        """As it stands in the event: of a new row every column, of a changed one its key and what was
        changed.
        """

    def add(self, table: type[SQLModel], **values: object) -> Any:
        """A new row; all of it is returned."""
        adding = _adding(table, tuple(sorted(values)))
        (row,) = adding.rows(self._connection, **{f"to_{name}": value for name, value in values.items()})
        self._tell(str(table.__tablename__), [row])
        return row

    def add_all(self, table: type[SQLModel], rows: Iterable[Mapping[str, object]]) -> None:
        """New rows of one kind."""
        for values in rows:
            self.add(table, **values)

    def change(self, table: type[SQLModel], where: Mapping[str, object], **values: object) -> list[Any]:
        """Change every row whose columns have these values; key and new values of each."""
        known = {name: value for name, value in where.items() if value is not None}
        changing = _changing(
            table, tuple(known), tuple(name for name in where if name not in known), tuple(sorted(values))
        )
        parameters = {f"of_{name}": value for name, value in known.items()}
        parameters |= {f"to_{name}": value for name, value in values.items()}
        return self.make(changing, **parameters)

    def make(self, change: Change, **parameters: object) -> list[Any]:
        """Make a change that was prepared; key and new values of each row it hits."""
        rows = change.statement.rows(self._connection, **parameters)
        self._tell(change.table, rows)
        return rows

    def _tell(self, table: str, rows: Iterable[Any]) -> None:
        told = [told_of(table, row._asdict()) for row in rows]
        if told:
            self.told.setdefault(table, []).extend(told)


def told_of(table: str, row: Mapping[str, object]) -> dict[str, Any]:
    """What an event says of a row's columns."""
    untold, secret = UNTOLD.get(table, frozenset()), SECRET.get(table, frozenset())
    return {
        name: hashlib.sha256(str(value).encode()).hexdigest() if name in secret else plain(value)
        for name, value in row.items()
        if name not in untold
    }


@functools.cache
def _adding(table: type[SQLModel], names: tuple[str, ...]) -> Statement:
    values = {name: bindparam(f"to_{name}", type_=_type(table, name)) for name in names}
    defaults = {
        column.name: default.arg
        for column in columns(table)
        if column.name not in values and isinstance(default := column.default, sa.ColumnDefault)
    }
    return Statement(insert(table).values(defaults | values).returning(*columns(table)))


@functools.cache
def _changing(
    table: type[SQLModel], equal: tuple[str, ...], empty: tuple[str, ...], names: tuple[str, ...]
) -> Change:
    column = {each.name: each for each in columns(table)}
    return Change(
        table,
        {name: bindparam(f"to_{name}", type_=_type(table, name)) for name in names},
        *(column[name] == bindparam(f"of_{name}", type_=_type(table, name)) for name in equal),
        *(column[name].is_(None) for name in empty),
    )


def _type(table: type[SQLModel], name: str) -> sa.types.TypeEngine[Any]:
    return next(column.type for column in columns(table) if column.name == name)
