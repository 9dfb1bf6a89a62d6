"""The check of a million events, beside bare SHA-256 over the same bytes, and beside reading them as well."""

import hashlib
import sqlite3
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from pharmacy import audit
from pharmacy.database import create_database, open_database
from pharmacy.event_form import canonical
from pharmacy.identity import new_bag_id

EVENTS, TURNS = 1_000_000, 3
NOW = datetime(2026, 3, 25, 12, tzinfo=UTC)
TAG = "alemprep audit 1\0"


class Figures(NamedTuple):
    """Seconds of each turn."""

    ours: list[float]
    bare: list[float]
    """SHA-256 of every event's bytes, which lie in memory."""
    read: list[float]
    """The same, read from the database first by sqlite3."""


def measure(folder: Path) -> Figures:
    """Write them, and check them in turns."""
    file = folder / "chain.db"
    create_database(str(file), NOW).close()
    contents = _fill(file)
    database = open_database(str(file))
    raw = sqlite3.connect(file)
    figures = Figures([], [], [])
    for _ in range(TURNS):
        with database.reading() as connection:
            figures.ours.append(_seconds(lambda: _check(audit.verify(connection))))
        figures.bare.append(_seconds(lambda: _hash(contents)))
        figures.read.append(_seconds(lambda: _read(raw)))
    raw.close()
    database.close()
    return figures


def _check(found: audit.Verification) -> None:
    assert (found.ok, found.events) == (True, EVENTS)


def _hash(contents: list[bytes]) -> None:
    for content in contents:
        hashlib.sha256(content).hexdigest()


def _read(raw: sqlite3.Connection) -> None:
    for before, body in raw.execute("SELECT prev_hash, body FROM event ORDER BY seq"):
        hashlib.sha256(f"{TAG}{before}\0{body}".encode()).hexdigest()


def _fill(file: Path) -> list[bytes]:
    """Events as a preparation writes them, in one transaction; the bytes that each is the hash of."""
    raw = sqlite3.connect(file, isolation_level=None)
    for statement in ("PRAGMA synchronous=OFF", "BEGIN"):
        raw.execute(statement)
    contents, before = [], audit.GENESIS
    for seq in range(1, EVENTS + 1):
        bag_id = new_bag_id(2026, seq % 99999 + 1)
        body = canonical(
            {
                "seq": seq,
                "at": "2026-03-25T08:30:00+00:00",
                "act": "bench.look",
                "by": "1001",
                "result": "ok",
                "subject": bag_id,
                "data": {
                    "action": "inspect vial",
                    "changed": {"bag": [{"id": bag_id, "state": "in preparation", "step": "diluent"}]},
                    "state": "in preparation",
                    "station": "bench",
                    "step": "diluent",
                },
            }
        )
        content = f"{TAG}{before}\0{body}".encode()
        digest = hashlib.sha256(content).hexdigest()
        raw.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?)", (seq, before, digest, bag_id, body))
        contents.append(content)
        before = digest
    raw.execute("UPDATE head SET seq = ?, hash = ?", (EVENTS, before))
    raw.execute("COMMIT")
    raw.close()
    return contents


def _seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun
