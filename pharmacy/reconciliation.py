"""Whether the tables say what the audit's events say.

Every event tells what its act wrote. Told one after another they must lead to exactly the rows that are
there: an edited, deleted or inserted row is found, whoever wrote it and however. An upgrade takes down what
the tables say then, in a baseline: what was edited before it stands there beside what the events had said.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection, select
from sqlmodel import SQLModel, col

from pharmacy.baseline import BASELINE, rows_of
from pharmacy.changes import UNTOLD
from pharmacy.event_form import begins, changed_rows
from pharmacy.people import Act
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
    baseline: int | None = None
    """The event of the upgrade that found it so; none for a row that stands so now."""


class Comparison(NamedTuple):
    """Rows that are not as the events say."""

    now: list[Difference]
    """In the tables."""
    taken_down: list[Difference]
    """In the tables when they were taken down at an upgrade, which vouches for them since."""


class _Row(NamedTuple):
    values: dict[str, Any]
    event: int


def differences(connection: Connection) -> list[Difference]:
    """Every row of every table that is not as the events say."""
    return compared(connection).now


def compared(connection: Connection) -> Comparison:
    """The same, and what an upgrade found so."""
    bodies = connection.execute(
        select(col(Event.seq), col(Event.body)).order_by(col(Event.seq)),
        execution_options={"stream_results": True, "yield_per": 1000},
    )
    told = _Told()
    for seq, body in bodies:
        told.hear(seq, body)
    now = [
        difference
        for table in TOLD
        for difference in _compare(
            table, rows_of(connection, table, as_found=True), told.rows.get(_name(table), {})
        )
    ]
    return Comparison(now, told.taken_down)


_OF_A_BASELINE, _OF_A_PERSON = begins(BASELINE), begins(Act.ADD_PERSON)


class _Told:
    """What the tables must say, event by event. What is no event of ours tells nothing: the check of
    the audit names it.
    """

    def __init__(self) -> None:
        self._keys = {_name(table): _key(table) for table in TOLD}
        self._untold = {name: UNTOLD.get(name, frozenset()) for name in self._keys}
        self._whole: bool | None = None
        """Whether every row was told from the beginning; none before the first person, the first row."""
        self.rows: dict[str, dict[tuple[Any, ...], _Row]] = {name: {} for name in self._keys}
        """By table and key."""
        self.taken_down: list[Difference] = []

    def hear(self, seq: int, body: object) -> None:
        """One event more."""
        changed = changed_rows(body)
        if isinstance(body, str) and body.startswith(_OF_A_BASELINE) and changed:
            self._take_down(seq, changed)
        elif self._whole is None and isinstance(body, str) and body.startswith(_OF_A_PERSON):
            self._whole = bool(changed) if '"result":"ok"' in body else None
        for name, rows in changed.items():
            if name not in self._keys:
                continue
            for row in rows:
                key = self._key_of(name, row)
                before = self.rows[name].get(key)
                told = {column: value for column, value in row.items() if column not in self._untold[name]}
                self.rows[name][key] = _Row(told if before is None else before.values | told, seq)

    def _take_down(self, seq: int, changed: dict[str, list[dict[str, Any]]]) -> None:
        """Compare a baseline with what was told before. A row that is gone is found gone at the end. Of a
        history that did not tell its rows nobody knows.
        """
        if self._whole:
            for name, rows in changed.items():
                for row in rows if name in self._keys else ():
                    before = self.rows[name].get(self._key_of(name, row))
                    self.taken_down += _edited(name, self._key_of(name, row), row, before, seq)
        self._whole = True

    def _key_of(self, name: str, row: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(row.get(column) for column in self._keys[name])


def _edited(
    name: str, key: tuple[Any, ...], row: dict[str, Any], before: _Row | None, baseline: int
) -> Iterator[Difference]:
    if before is None:
        yield Difference(table=name, key=key, column="", found=row, told=None, event=None, baseline=baseline)
        return
    for column, value in before.values.items():  # a column that the upgrade brought was told by nobody
        if column in row and row[column] != value:
            yield Difference(
                table=name,
                key=key,
                column=column,
                found=row[column],
                told=value,
                event=before.event,
                baseline=baseline,
            )


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
