"""Files that people write: read whole, and never for ever."""

import errno
import os
import tomllib
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

MOST_BYTES = 10_000_000
"""No file that a person writes is larger; a device never ends."""


def read_whole(path: Path) -> bytes:
    """What a file holds. Raises `OSError` or `ValueError` when it cannot be read, or is larger than any."""
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return content


def why(error: Exception) -> str:
    """What is wrong with a file, as the system says it, without its number.

    >>> why(FileNotFoundError(2, "No such file or directory", "site.toml"))
    'No such file or directory'
    """
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)


def toml_in(content: bytes) -> dict[str, Any]:
    """What stands in a TOML file, its numbers exact. Raises `ValueError` for what is no TOML.

    >>> toml_in(b"volume = 1.20")
    {'volume': Decimal('1.20')}
    """
    try:
        return tomllib.loads(content.decode("utf-8"), parse_float=Decimal)
    except (InvalidOperation, RecursionError) as error:
        # tomllib lets the errors of Decimal() and of too deep a nesting through
        raise ValueError(str(error)) from error
