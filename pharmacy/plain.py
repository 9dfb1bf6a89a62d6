"""Values as they are written in an audit event."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

_MOST_INTEGER = 2**53 - 1
"""What every reader of JSON takes as it is written. Source: RFC 8259, section 6."""


def plain(value: object) -> Any:
    """A value as it is written in an audit event: JSON, exact decimals as text."""
    match value:
        case None | bool():
            return value
        case int():
            return value if abs(value) <= _MOST_INTEGER else str(value)
        case datetime() | date() | time():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case BaseModel():
            return plain(value.model_dump(mode="json"))
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple():
            return [plain(item) for item in value]
        case _:
            return str(value)
