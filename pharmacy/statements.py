"""SQL that is built once and run often.

SQLAlchemy writes the SQL of each dialect and knows how every column's type is stored; what it does besides,
around each run, takes longer than a small database does. A `Statement` keeps the first and leaves out the
second.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Delete, Insert, Select, Update
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import NoResultFound

Clause = Select[*tuple[Any, ...]] | Insert | Update | Delete


class _Compiled(NamedTuple):
    """A statement as one kind of database takes it."""

    sql: str
    positions: tuple[str, ...] | None
    """Names of the parameters in their order, where they go by position."""
    fixed: dict[str, Any]
    """Values that stand in the statement itself, ready to be stored."""
    stored: Mapping[str, Callable[[Any], Any] | None]
    """How the value of each parameter is stored."""
    read: Sequence[Callable[[Any], Any] | None]
    """How each column of a row is read back."""
    made: Sequence[tuple[int, Callable[[Any], Any]]]
    """Places of the columns that are not read back as they are stored, and how they are."""
    row: Any
    """Class of the named tuple."""


class Statement:
    """A statement with named parameters (`bindparam`), whose rows come as named tuples. Not for `IN` with a
    list of unknown length.
    """

    def __init__(self, clause: "Clause") -> None:
        self._clause = clause
        self._compiled: dict[str, _Compiled] = {}

    def rows(self, connection: Connection, **parameters: object) -> list[Any]:
        """Run it, and give every row that it returns. Raises what the driver raises."""
        compiled, found = self._run(connection, parameters)
        rows = []
        for values in found:
            read = list(values)
            for place, make in compiled.made:
                read[place] = make(read[place])
            rows.append(compiled.row._make(read))
        return rows

    def as_found(self, connection: Connection, **parameters: object) -> list[Any]:
        """Every row, also one that somebody edited: a value that its column cannot hold comes as it is
        stored.
        """
        compiled, found = self._run(connection, parameters)
        return [
            compiled.row(*(_as_found(make, value) for value, make in zip(values, compiled.read, strict=True)))
            for values in found
        ]

    def stored(self, connection: Connection, **parameters: object) -> list[Any]:
        """The rows as the driver gives them, unnamed: for numbers and texts, when there are very many."""
        return self._run(connection, parameters)[1]

    def _run(self, connection: Connection, parameters: Mapping[str, object]) -> tuple[_Compiled, list[Any]]:
        compiled = self._compiled.get(connection.dialect.name) or self._compile(connection.dialect)
        values = compiled.fixed | {
            name: value if (store := compiled.stored[name]) is None else store(value)
            for name, value in parameters.items()
        }
        if compiled.positions is None:
            values = {name: _storable(value) for name, value in values.items()}
        given: Any = values if compiled.positions is None else [values[name] for name in compiled.positions]
        cursor = connection.connection.cursor()
        try:
            cursor.execute(compiled.sql, given)
            found = cursor.fetchall() if compiled.read else []
        finally:
            cursor.close()
        return compiled, found if isinstance(found, list) else list(found)

    def one(self, connection: Connection, **parameters: object) -> Any:
        """The only row, or none. More than one is a mistake in the program: `ValueError`."""
        found = self.rows(connection, **parameters)
        if len(found) > 1:
            raise ValueError(f"{len(found)} rows where there can be one")
        return found[0] if found else None

    def only(self, connection: Connection, **parameters: object) -> Any:
        """The only row. Raises `NoResultFound` where somebody has taken it away."""
        found = self.one(connection, **parameters)
        if found is None:
            raise NoResultFound("no row where there has to be one")
        return found

    def _compile(self, dialect: Dialect) -> _Compiled:
        compiled = self._clause.compile(dialect=dialect)
        stored = {
            name: parameter.type.dialect_impl(dialect).bind_processor(dialect)
            for name, parameter in compiled.binds.items()
        }
        fixed = {
            name: parameter.value if (store := stored[name]) is None else store(parameter.value)
            for name, parameter in compiled.binds.items()
            if not parameter.required
        }
        columns: list[ColumnElement[Any]] = list(self._clause.exported_columns)
        positions = compiled.positiontup
        read = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
        made = _Compiled(
            sql=str(compiled),
            positions=None if positions is None else tuple(positions),
            fixed=fixed,
            stored=stored,
            read=read,
            made=[(place, make) for place, make in enumerate(read) if make is not None],
            row=namedtuple("Row", [str(column.key) for column in columns], rename=True),
        )
        self._compiled[dialect.name] = made
        return made


def _as_found(make: Callable[[Any], Any] | None, value: Any) -> Any:
    try:
        return value if make is None else make(value)
    except (ValueError, TypeError, LookupError):
        return value


def _storable(value: object) -> object:
    """A text as a server takes it, which can hold no NUL. No key of ours has one: what is looked for with one
    must be found nowhere.
    """
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value
