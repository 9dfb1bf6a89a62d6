"""What the tables say at one moment, as one event: from there on they can be compared with the audit.

Written when a database is upgraded whose events did not yet tell what was changed.
"""

from functools import cache
from typing import Any

from sqlalchemy import Connection, select
from sqlmodel import SQLModel

from pharmacy import audit
from pharmacy.changes import told_of
from pharmacy.people import NOBODY
from pharmacy.records import TOLD, columns
from pharmacy.statements import Statement

BASELINE = "audit.baseline"
"""The act of such an event; nobody does it but the program."""


UPGRADED = "upgraded_from"
"""Where it says which schema the database had."""


def record_baseline(connection: Connection, upgraded_from: str) -> None:
    """Put every row into an event, as of the latest recorded moment, and which schema they were in."""
    audit.hold(connection)  # or an act that is told before it could be read after it
    told = {str(table.__tablename__): rows for table in TOLD if (rows := list(rows_of(connection, table)))}
    audit.append(
        connection,
        act=BASELINE,
        by=NOBODY,
        now=audit.latest(connection),
        result="ok",
        subject="",
        data={"changed": told, UPGRADED: upgraded_from},
    )


def rows_of(connection: Connection, table: type[SQLModel], *, as_found: bool = False) -> list[dict[str, Any]]:
    """Every row of a table, as an event would tell it. `as_found`: also a row with a value that its
    column cannot hold, as somebody edited it.
    """
    name, every = str(table.__tablename__), _every(table)
    rows = every.as_found(connection) if as_found else every.rows(connection)
    return [told_of(name, row._asdict()) for row in rows]


@cache
def _every(table: type[SQLModel]) -> Statement:
    return Statement(select(*columns(table)))
