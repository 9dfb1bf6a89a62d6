"""How an event is written in the audit, and whether what stands there is one.

Whoever may write the database can add an event whose hash fits and whose body is anything. It is named by the
check, and whatever reads events passes it over.
"""

from datetime import UTC, datetime
from typing import Any

import orjson

_TEXTS = ("at", "act", "by", "result", "subject")
_ONE_LANE = frozenset({*_TEXTS, "seq", "data"})
_LANES = _ONE_LANE | {"after", "before"}


def canonical(body: dict[str, Any]) -> str:
    """The one way to write a body: keys sorted, no white space, UTF-8."""
    return orjson.dumps(body, option=orjson.OPT_SORT_KEYS).decode()


def begins(act: str) -> str:
    """How the body of every event of an act begins.

    >>> begins("audit.baseline")
    '{"act":"audit.baseline",'
    """
    return f'{{"act":"{act}",'


def read_event(body: object) -> dict[str, Any] | None:
    """What an event says; nothing of a body that is not written as events are, or says what none does."""
    try:
        said = orjson.loads(body) if isinstance(body, str) else None
        return said if isinstance(said, dict) and _sound(said) and canonical(said) == body else None
    except (TypeError, ValueError, OverflowError):
        return None


def changed_rows(body: object) -> dict[str, list[dict[str, Any]]]:
    """What an event says that its act wrote: rows by table; nothing of a body that is no event."""
    said = read_event(body) if isinstance(body, str) and '"changed":' in body else None
    changed: dict[str, list[dict[str, Any]]] = said["data"].get("changed", {}) if said else {}
    return changed


def _sound(said: dict[str, Any]) -> bool:
    return (
        said.keys() in (_ONE_LANE, _LANES)
        and all(isinstance(said[name], str) for name in _TEXTS)
        and isinstance(said["seq"], int)
        and datetime.fromisoformat(said["at"]).astimezone(UTC).isoformat() == said["at"]
        and isinstance(said["data"], dict)
        and _rows(said["data"].get("changed", {}))
    )


def _rows(changed: object) -> bool:
    """Whether these are rows of tables, whose values are plain."""
    return isinstance(changed, dict) and all(
        isinstance(rows, list)
        and all(
            isinstance(row, dict) and not any(isinstance(value, dict | list) for value in row.values())
            for row in rows
        )
        for rows in changed.values()
    )
