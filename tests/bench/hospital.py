"""A hospital for the benches: fifty bags due today, verified, with vials and diluent for some of them."""

import json
import re
import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from labels.printers.chosen import in_folder
from pharmacy.clock import SetClock
from pharmacy.service import courses, orders, patients, stockroom, workups
from pharmacy.service.act import Station
from pharmacy.service.approvals import renewed
from pharmacy.service.courses import WantedCourse
from samples import READINESS, SCENARIOS
from tui.house import new_station, open_station
from tui.replay import read_scenario, replay

BAGS, PREPARED = 50, 10
PHARMACIST, TECHNICIAN, PHYSICIAN = "1002", "1001", "1005"
PHARMACIST_PIN = "7193"
DILUENT = "]d201095200010000271729063010B4471"


def vial(number: int) -> str:
    """The carton's code of one of the vials in stock."""
    return f"]d201095200010000101728123110L77F2\x1d21BENCH{number}"


_WRITTEN_FOR = date(2026, 3, 25)
"""The first day of the course that the sample work-up gets ready for."""


def make_ready(station: Station, record: str, first_day: date) -> None:
    """All that is asked for before a first course on that day is known, and nothing is in its way."""

    def moved(written: re.Match[str]) -> str:
        return (date.fromisoformat(written[0]) + (first_day - _WRITTEN_FOR)).isoformat()

    sample = (READINESS / "ready.json").read_text(encoding="utf-8")
    entries: dict[str, Any] = json.loads(re.sub(r"\d{4}-\d\d-\d\d", moved, sample))
    for of_the_order in ("birth_date", "as_of"):
        del entries[of_the_order]
    # In every season of the year in which somebody measures.
    entries["vaccines"]["influenza"] = {
        "decision": {"on": str(first_day - timedelta(days=7)), "reason": "bench"}
    }
    workups.record_workup(station, PHYSICIAN, record, entries)


def make(database: Path, prepared: int = PREPARED) -> list[str]:
    """Make it, with stock for as many bags; return these, which are verified, most urgent first."""
    clock = SetClock(datetime(2026, 3, 24, 12, 0, tzinfo=UTC))
    station = new_station(str(database), clock)
    morning = read_scenario(SCENARIOS / "hospital.jsonl", datetime(2026, 3, 25, tzinfo=station.site.tz))
    for outcome in replay(station, clock, morning, in_folder(database.parent / "prints")):
        assert outcome.as_expected, outcome
    station = renewed(station)
    bags = _due_today(station, clock, max(BAGS, prepared))[:prepared]
    for number, bag in enumerate(bags):
        stockroom.receive_vial(station, TECHNICIAN, vial(number))
        stockroom.receive_diluent(station, TECHNICIAN, DILUENT)
        orders.verify_bag(station, PHARMACIST, bag, SecretStr(PHARMACIST_PIN))
    station.database.close()
    return bags


def crowd(database: Path) -> None:
    """Let every bag of a hospital have ended, day by day of five years; fifty are due today."""
    raw = sqlite3.connect(database)
    raw.execute(
        "UPDATE bag SET state = 'completed', started_at = mixed_at, ended_at = mixed_at, "
        "on_date = date('2020-01-01', '+' || (rowid % 1826) || ' days')"
    )
    raw.execute("INSERT OR REPLACE INTO bag_number SELECT DISTINCT 2000 + substr(id, 1, 2), 900000 FROM bag")
    raw.commit()
    raw.execute("ANALYZE")  # the statistics of the filling were gathered when all of them were still to come
    raw.close()
    clock = SetClock(datetime.now(UTC))
    station = renewed(open_station(str(database), clock))
    _due_today(station, clock, BAGS)
    station.database.close()


def _due_today(station: Station, clock: SetClock, count: int) -> list[str]:
    now = datetime.now(UTC) - timedelta(minutes=5)
    clock.set(now)
    due = (now + timedelta(hours=1)).astimezone(station.site.tz)
    return [_bag(station, number, due) for number in range(count)]


def _bag(station: Station, number: int, due: datetime) -> str:
    record = f"{600000 + number:08d}"
    patients.add_patient(
        station,
        PHARMACIST,
        record_number=record,
        family_name=f"Prueba Número{number:02d}",
        given_name="Carmen",
        birth_date=datetime(1985, 5, 17, tzinfo=due.tzinfo).date(),
        ward="Neurología",
    )
    make_ready(station, record, due.date())
    wanted = WantedCourse(
        patient=record,
        number=1,
        first_day=due.date(),
        infusion_at=due.time().replace(second=0, microsecond=0),
    )
    return courses.order_course(station, PHYSICIAN, wanted).bag_ids[0]
