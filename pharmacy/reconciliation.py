"""Whether the tables say what the audit's events say.

Every event tells what its act wrote. Told one after another they must lead to exactly the rows that are
there: an edited, deleted or inserted row is found, whoever wrote it and however.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection, select
from sqlmodel import SQLModel, col

from pharmacy.baseline import rows_of
from pharmacy.event_form import changed_rows
from pharmacy.records import TOLD, Event, columns


class Difference(BaseModel):
    """A row that is not as the events say."""

    model_config = ConfigDict(frozen=True)

    table: str
    key: tuple[Any, ...]
    column: str
    """Empty for a whole row."""
    found: Any
    """What the table says; none for a row that is not there."""
    told: Any
    """What the events say; none for a row that no event tells of."""
    event: int | None
    """The event that last told of the row."""


class _Row(NamedTuple):
    values: dict[str, Any]
    event: int


def differences(connection: Connection) -> list[Difference]:
    """Every row of every table that is not as the events say."""
    bodies = connection.execute(
        select(col(Event.seq), col(Event.body)).order_by(col(Event.seq)),
        execution_options={"stream_results": True, "yield_per": 1000},
    )
    told = _told((seq, body) for seq, body in bodies)
    return [
        difference
        for table in TOLD
        for difference in _compare(
            table, rows_of(connection, table, as_found=True), told.get(_name(table), {})
        )
    ]


def _told(bodies: Iterable[tuple[int, object]]) -> dict[str, dict[tuple[Any, ...], _Row]]:
    """What the tables must say, by table and key. What is no event of ours tells nothing: the check of
    the audit names it.
    """
    keys = {_name(table): _key(table) for table in TOLD}
    told: dict[str, dict[tuple[Any, ...], _Row]] = {name: {} for name in keys}
    for seq, body in bodies:
        for name, rows in changed_rows(body).items():
            if name not in keys:
                continue
            for row in rows:
                key = tuple(row.get(column) for column in keys[name])
                before = told[name].get(key)
                told[name][key] = _Row(row if before is None else before.values | row, seq)
    return told


def _compare(
    table: type[SQLModel], rows: Iterable[dict[str, Any]], told: dict[tuple[Any, ...], _Row]
) -> Iterator[Difference]:
    name, names, left = _name(table), _key(table), dict(told)
    for row in rows:
        key = tuple(row[column] for column in names)
        wanted = left.pop(key, None)
        if wanted is None:
            yield Difference(table=name, key=key, column="", found=row, told=None, event=None)
        elif row != wanted.values:
            yield from (
                Difference(
                    table=name,
                    key=key,
                    column=column,
                    found=row.get(column),
                    told=wanted.values.get(column),
                    event=wanted.event,
                )
                for column in sorted(row.keys() | wanted.values.keys())
                if row.get(column) != wanted.values.get(column)
            )
    for key, wanted in left.items():
        yield Difference(table=name, key=key, column="", found=None, told=wanted.values, event=wanted.event)


def _name(table: type[SQLModel]) -> str:
    return str(table.__tablename__)


def _key(table: type[SQLModel]) -> tuple[str, ...]:
    return tuple(column.name for column in columns(table) if column.primary_key)
