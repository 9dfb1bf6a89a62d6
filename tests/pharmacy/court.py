"""A hospital whose audit somebody edits, and what a forger needs for it: the true algorithms once more."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from typer.testing import CliRunner

from pharmacy.service import people
from pharmacy.service.checkpoints import begin_day
from tests.conftest import PHARMACIST, TECHNICIAN, House, pin_of
from tests.raw import Raw
from tui.cli import app
from tui.house import beside_database

Attack = Callable[[Raw], object]

CHAIN, POINT = b"alemprep audit 1\x00", b"alemprep checkpoint 1\x00"


@dataclass
class Court:
    """A hospital with three days of work, what was printed, and where its checkpoints stand."""

    house: House
    first: int
    """Number of the event of Wednesday's checkpoint; it saw all events before."""
    second: int
    """Of Thursday's."""
    numbers: list[int]
    """Of all events, in their order."""
    paper: str
    """The anchor that was printed last."""

    @property
    def newest(self) -> int:
        """Number of the newest event."""
        return self.numbers[-1]

    @property
    def log(self) -> Path:
        """The file of checkpoints."""
        return beside_database(self.house.where, ".checkpoints")

    @property
    def key(self) -> Path:
        """The file of the key that signs them."""
        return beside_database(self.house.where, ".key")

    def stolen_key(self) -> Ed25519PrivateKey:
        """The hospital's own."""
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(self.key.read_text().strip()))

    def before(self, seq: int) -> int:
        """The number of the event before one."""
        return self.numbers[self.numbers.index(seq) - 1]

    def attack(self, how: Attack) -> None:
        """Do something to the database as its owner can, and leave no trace of how."""
        raw = self.house.raw()
        with raw.unguarded():
            how(raw)
        raw.close()

    def verify(self, *more: str) -> tuple[int, dict[str, Any]]:
        """Exit code and output of `alemprep audit verify`."""
        words = ["audit", "verify", "--db", self.house.where, "--json", *more]
        result = CliRunner().invoke(app, words)
        return result.exit_code, json.loads(result.output)

    def found(self, *more: str) -> list[tuple[int | None, str]]:
        """Everything that is found; nothing must be found only where nothing is."""
        code, told = self.verify(*more)
        found = [(each["event"], each["what"]) for each in told["findings"]]
        assert (code, told["ok"]) == ((1, False) if found else (0, True))
        assert told["first_bad"] == min((event for event, _ in found if event is not None), default=None)
        return found

    def words(self, *more: str) -> list[str]:
        """The same without the events' numbers."""
        return [what for _, what in self.found(*more)]


def in_court(house: House) -> Court:
    """Three days of work: the evening before, then two mornings, each begun with a checkpoint."""
    begin_day(house.station)
    first = house.events()[-1]["seq"]
    people.sign_in(house.station, TECHNICIAN, pin_of(TECHNICIAN))
    people.sign_out(house.station, TECHNICIAN)
    house.at(8, day=26)
    begin_day(house.station)
    second = house.events()[-1]["seq"]
    people.sign_in(house.station, PHARMACIST, pin_of(PHARMACIST))
    people.sign_out(house.station, PHARMACIST)
    raw = house.raw()
    seq, head = raw.execute("SELECT seq, hash FROM head ORDER BY seq DESC").fetchone()
    raw.close()
    return Court(house, first, second, [event["seq"] for event in house.events()], f"{seq}:{head[:16]}")


def _sha256(words: str) -> str:
    return hashlib.sha256(CHAIN + words.encode()).hexdigest()


def fitting(before: str, body: str) -> str:
    """The hash of an event after another one."""
    return _sha256(f"{before}\x00{body}")


def lanes(raw: Raw) -> int:
    """How many chains there are."""
    (count,) = raw.execute("SELECT count(*) FROM head").fetchone()
    return int(count)


def _before_any(lane: int) -> str:
    return _sha256("" if lane == 1 else str(lane))


def rehash(raw: Raw, start: int = 1) -> None:
    """Hash what is left anew from an event on: each chain, what they say of one another, and the heads."""
    count, rows = lanes(raw), raw.execute("SELECT seq, hash, body FROM event ORDER BY seq")
    ends = {lane: (0, _before_any(lane)) for lane in range(1, count + 1)}
    newest = ""
    raw.execute("UPDATE event SET prev_hash = 'x' || seq, hash = 'y' || seq WHERE seq >= ?", (start,))
    for seq, recorded, body in rows:
        lane = (seq - 1) % count + 1
        last, before = ends[lane]
        hashed = recorded
        if seq >= start:
            written = body if count == 1 else _vouching(body, last, newest)
            hashed = fitting(before, written)
            raw.execute(
                "UPDATE event SET prev_hash = ?, hash = ?, body = ? WHERE seq = ?",
                (before, hashed, written, seq),
            )
        ends[lane], newest = (seq, hashed), f"{seq}:{hashed}"
    for lane, (seq, hashed) in ends.items():
        raw.execute("UPDATE head SET seq = ?, hash = ? WHERE id = ?", (seq, hashed, lane))


def _vouching(body: str, before: int, after: str) -> str:
    """A body that names the event before it in its chain, and the newest of all chains."""
    said = orjson.loads(body) | {"before": before, "after": after}
    return orjson.dumps(said, option=orjson.OPT_SORT_KEYS).decode()


def edit(seq: int, old: str, new: str) -> Attack:
    """Say something else in an event."""

    def do(raw: Raw) -> None:
        assert raw.execute(
            "UPDATE event SET body = replace(body, ?, ?) WHERE seq = ? AND body LIKE ?",
            (old, new, seq, f"%{old}%"),
        ).rowcount

    return do


def wind_back(to: int) -> Attack:
    """Delete the newest events, and set the heads to what is left."""

    def do(raw: Raw) -> None:
        raw.execute("DELETE FROM event WHERE seq > ?", (to,))
        rehash(raw, to + 1)

    return do


def below_all(raw: Raw) -> None:
    """Put a person in, with an event that tells of them and stands before every chain."""
    row = raw.execute("SELECT badge, name, role, pin_hash FROM person WHERE badge = '1002'").fetchone()
    raw.execute(
        "INSERT INTO person (badge, name, role, pin_hash, tries, session_station) VALUES (?, ?, ?, ?, 0, '')",
        ("1099", *row[1:]),
    )
    told = {
        "badge": "1099",
        "name": row[1],
        "role": row[2],
        "pin_hash": hashlib.sha256(row[3].encode()).hexdigest(),
        "left_at": None,
    }
    said = {"act": "people.add", "at": "2026-03-24T17:00:00+00:00", "by": "1000", "result": "ok"}
    body = said | {"data": {"changed": {"person": [told]}}, "seq": -17, "subject": "1099"}
    if lanes(raw) > 1:
        body |= {"before": 0, "after": ""}
    raw.execute(
        "INSERT INTO event VALUES (-17, 'p', 'h', '1099', ?)",
        (orjson.dumps(body, option=orjson.OPT_SORT_KEYS).decode(),),
    )


def no_event(seq: int) -> str:
    """What is said of a body that no act has written."""
    return f"Event {seq} says nothing that alemprep would write: somebody put it in."


def forge(court: Court, raw: Raw, key: Ed25519PrivateKey) -> None:
    """Make every checkpoint anew for the events as they stand, with a key, in table, file and audit."""
    before, lines = hashlib.sha256(POINT).hexdigest(), []
    rows = raw.execute("SELECT id, statement FROM checkpoint ORDER BY id").fetchall()
    for (number, statement), event in zip(rows, (court.first, court.second), strict=True):
        said = orjson.loads(statement)
        heads = [raw.execute("SELECT seq, hash FROM event WHERE seq = ?", (seq,)) for seq, _ in said["heads"]]
        said |= {"heads": [list(head[0]) for head in heads], "previous": before}
        made = _signed(said, key)
        raw.execute(
            "UPDATE checkpoint SET statement = ?, public_key = ?, signature = ? WHERE id = ?",
            (made["statement"], made["public_key"], made["signature"], number),
        )
        lines.append(orjson.dumps(made, option=orjson.OPT_SORT_KEYS).decode())
        parts = (made["statement"], made["public_key"], made["signature"])
        before = hashlib.sha256(POINT + "\x00".join(parts).encode()).hexdigest()
        (body,) = raw.execute("SELECT body FROM event WHERE seq = ?", (event,)).fetchone()
        told = orjson.loads(body)
        told["data"]["sha256"] = before
        body = orjson.dumps(told, option=orjson.OPT_SORT_KEYS).decode()
        raw.execute("UPDATE event SET body = ? WHERE seq = ?", (body, event))
        rehash(raw, event)
    court.log.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _signed(said: Mapping[str, Any], key: Ed25519PrivateKey) -> dict[str, str]:
    words = orjson.dumps(said, option=orjson.OPT_SORT_KEYS).decode()
    return {
        "statement": words,
        "public_key": key.public_key().public_bytes_raw().hex(),
        "signature": key.sign(POINT + words.encode()).hex(),
    }
