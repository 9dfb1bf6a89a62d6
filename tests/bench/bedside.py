"""The bedside verdict among ten thousand, a hundred thousand and a million bags, beside raw sqlite3.

The peer makes the very same SELECTs, read off our own connection, and stores an event of the same size in the
same chain with one commit, on the same file, in turns with ours.
"""

import random
import sqlite3
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from pharmacy.audit import event_hash
from pharmacy.clock import SetClock
from pharmacy.identity import label_code, new_bag_id
from pharmacy.service import bedside
from pharmacy.service.act import Station
from pharmacy.service.at_bedside import Seen, bedside_check, read_label
from pharmacy.service.bags import load_bag
from samples import SCENARIOS
from tests.bench.recorder import Said, recorded
from tests.conftest import MADRID, NURSE
from tui.house import open_station
from tui.rehearsal import rehearse

SIZES = (10_000, 100_000, 1_000_000)
LOOKS = 400
NOW = datetime(2026, 3, 25, 12, 0, tzinfo=MADRID)
MIXED = NOW - timedelta(hours=2)


class Told(NamedTuple):
    """A station whose statements are read off its driver."""

    by: Station
    said: list[Said]


class Figures(NamedTuple):
    """What was measured at one size, in seconds."""

    bags: int
    ours: list[float]
    raw: list[float]
    our_reads: list[float]
    raw_reads: list[float]

    @property
    def throughput(self) -> float:
        """Ours in parts of raw, by medians: one slow checkpoint would outweigh hundreds of looks."""
        return statistics.median(self.raw) / statistics.median(self.ours)

    @property
    def slowest_reads(self) -> float:
        """The 99th percentile of our reads, in parts of raw's."""
        return _p99(self.our_reads) / _p99(self.raw_reads)


def measure(folder: Path) -> Iterator[Figures]:
    """Fill a hospital step by step, and look at random bags in it."""
    file = folder / "bedside.db"
    for outcome in rehearse(SCENARIOS / "hospital.jsonl", NOW, db=str(file)):
        assert outcome.as_expected, outcome
    filled = 0
    for size in SIZES:
        _fill(file, filled + 1, size)
        filled = size
        station = open_station(str(file), SetClock(NOW), name="bench")
        raw = _connect(file)
        with recorded() as said:
            teller = open_station(str(file), SetClock(NOW), name="teller")
            yield _look(station, Told(teller, said), raw, size)
        for each in (teller, station):
            each.database.close()
        raw.close()


def _look(station: Station, told: "Told", raw: sqlite3.Connection, size: int) -> Figures:
    draw = random.Random(size)
    ours, peer, our_reads, raw_reads = [], [], [], []
    for number in (draw.randint(1, size) for _ in range(LOOKS)):
        bag_id, wristband = _bag_id(number), f"NHC1{number:07d}"
        scan = "]d2" + label_code(bag_id, "C", 1)
        told.said.clear()
        _read(told.by, bag_id, wristband, scan)
        selects = [each for each in told.said if each[0].startswith("SELECT")]
        our_reads.append(_seconds(lambda: _read(station, bag_id, wristband, scan)))  # noqa: B023
        raw_reads.append(_seconds(lambda: _raw_read(raw, selects)))  # noqa: B023
        ours.append(
            _seconds(lambda: bedside.verify(station, NURSE, bag_id, wristband, scan))  # noqa: B023
        )
        peer.append(_seconds(lambda: _raw_act(raw, selects)))  # noqa: B023
    return Figures(size, ours, peer, our_reads, raw_reads)


def _read(station: Station, bag_id: str, wristband: str, scan: str) -> None:
    with station.database.reading() as connection:
        bag = load_bag(connection, bag_id)
        seen = Seen(wristband, read_label(station, bag, scan))
        assert bedside_check(station, connection, bag, seen, NOW).go


def _raw_read(raw: sqlite3.Connection, selects: list[Said]) -> None:
    raw.execute("BEGIN")
    for sql, parameters in selects:
        raw.execute(sql, parameters).fetchall()
    raw.execute("COMMIT")


def _raw_act(raw: sqlite3.Connection, selects: list[Said]) -> None:
    raw.execute("BEGIN IMMEDIATE")
    for sql, parameters in selects:
        raw.execute(sql, parameters).fetchall()
    seq, before = raw.execute("UPDATE head SET seq = seq + 1 WHERE id = 1 RETURNING seq, hash").fetchone()
    body = f'{{"seq":{seq},"subject":"bench"{" " * 300}}}'
    digest = event_hash(before, body)
    raw.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?)", (seq, before, digest, "bench", body))
    raw.execute("UPDATE head SET hash = ? WHERE id = 1", (digest,))
    raw.execute("COMMIT")


def _seconds(act: Any) -> float:
    before = time.perf_counter()
    act()
    return time.perf_counter() - before


def _p99(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=100)[98]


def _connect(file: Path) -> sqlite3.Connection:
    raw = sqlite3.connect(file, isolation_level=None)
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON"):
        raw.execute(f"PRAGMA {pragma}")
    return raw


def _fill(file: Path, first: int, last: int) -> None:
    """Released bags of as many patients, each brought to the ward, premedicated, observed and primed."""
    raw = sqlite3.connect(file, isolation_level=None)
    raw.create_function("bag_id", 1, _bag_id, deterministic=True)
    for statement in ("PRAGMA synchronous=OFF", "PRAGMA cache_size=-400000", "BEGIN"):
        raw.execute(statement)
    numbers = f"WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last}) "

    def fill(table: str, columns: str, values: str, **named: object) -> None:
        raw.execute(f"INSERT INTO {table} ({columns}) {numbers} SELECT {values} FROM n", named)

    fill(
        "patient",
        "record_number, family_name, given_name, birth_date, ward",
        "printf('1%07d', i), 'Prueba Número ' || i, 'Carmen', '1985-05-17', 'Neurología'",
    )
    fill(
        "course",
        "id, patient_record, number, first_day, last_day, infusion_at, zone, activity_evidence, protocol_id, "
        "protocol_version, protocol_sha256, policy_sha256, ordered_by, ordered_at",
        "i, printf('1%07d', i), 1, '2026-03-25', '2026-03-29', '12:00', 'Europe/Madrid', '', "
        "'consensus-2019', '1', '', '', '1005', :at",
        at=_stored(MIXED),
    )
    fill(
        "vial",
        "gtin, serial, lot, expiry, received_at, received_by, fate",
        "'09520001000010', 'B' || i, 'L77F2', '2028-12-31', :at, '1001', 'used'",
        at=_stored(MIXED),
    )
    fill(
        "bag",
        "id, course_id, patient_record, day, on_date, infusion_start, state, vial_gtin, vial_serial, "
        "diluent_gtin, diluent_lot, drawn_at, mixed_at, clock_doubted, prepared_by, released_by, "
        "protocol_sha256, policy_sha256, label_copy, ended_because, quarantined_because, primed_with, "
        "primed_microlitres, primed_at",
        "bag_id(i), i, printf('1%07d', i), 1, '2026-03-25', :now, 'released', '09520001000010', 'B' || i, "
        "'09520001000027', 'B4471', :mixed, :mixed, 0, '1001', '1002', '', '', 1, '', '', 'drug solution', "
        "20000, :now",
        now=_stored(NOW),
        mixed=_stored(MIXED),
    )
    for minutes, place, kind in ((0, "", "station"), (10, "FR2", "refrigerator"), (110, "W4", "ward")):
        fill(
            "move",
            "bag_id, at, place, kind, covered, moved_by",
            "bag_id(i), :at, :place, :kind, 1, '1001'",
            at=_stored(MIXED + timedelta(minutes=minutes)),
            place=place,
            kind=kind,
        )
    for medicine, minutes in (("antipyretic", 120), ("antihistamine", 120), ("steroid", 90)):
        fill(
            "medication",
            "bag_id, medicine, given_at, given_by, recorded_at",
            "bag_id(i), :medicine, :at, '1004', :at",
            medicine=medicine,
            at=_stored(NOW - timedelta(minutes=minutes)),
        )
    fill(
        "observation",
        "bag_id, at, heart_rate, systolic, diastolic, millicelsius, skin, observed_by",
        "bag_id(i), :at, 78, 124, 76, 36800, '', '1004'",
        at=_stored(NOW - timedelta(minutes=10)),
    )
    for minutes in range(0, 120, 20):
        raw.execute(
            "INSERT OR IGNORE INTO reading VALUES ('FR2', ?, 4600000, 'typed', '1001', ?)",
            [_stored(MIXED + timedelta(minutes=minutes))] * 2,
        )
    for statement in ("COMMIT", "PRAGMA wal_checkpoint(TRUNCATE)", "ANALYZE"):
        raw.execute(statement)
    raw.close()


def _bag_id(number: int) -> str:
    """Of two years in turns: a year has fewer than a million."""
    return new_bag_id(2025 + number % 2, number // 2 + 1)


def _stored(moment: datetime) -> str:
    """A moment as SQLite keeps it."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"
