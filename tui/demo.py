"""`alemprep demo`: course 1 of a fictional patient, from the order to the fifth released bag."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import orjson
from pydantic import SecretStr
from sqlalchemy import select
from sqlmodel import col

from labels.press import (
    print_card,
    print_folder,
    print_infusion,
    print_labels,
    print_premedication,
    print_record,
)
from labels.printers import Printers
from labels.printers.chosen import in_folder
from pharmacy.clock import SetClock
from pharmacy.database import database_url
from pharmacy.errors import Code, Trouble
from pharmacy.identity import label_code
from pharmacy.language import Language, text, verbatim
from pharmacy.records import LabelRow
from pharmacy.service import bench, courses, orders, release
from pharmacy.service.act import Station
from pharmacy.service.bags import Bag, find_bag, judge
from pharmacy.service.courses import WantedCourse
from samples import SCENARIOS
from tui.house import new_station
from tui.replay import read_scenario, replay

PATIENT = "00482913"
TECHNICIAN, PHARMACIST, PHYSICIAN = "1001", "1002", "1005"
PHARMACIST_PIN = SecretStr("7193")
FIRST_DAY = datetime(2026, 3, 25, 7, 0, tzinfo=UTC)
"""The fifth day is the one on which summer time begins."""
INFUSION_AT = time(12, 0)
VIAL = "]d201095200010000101728123110L77F2\x1d217H2K{number}"
DILUENT = "]d201095200010000271729063010B4471"


def run_demo(out: Path, language: Language | None) -> dict[str, Any]:
    """Write the documents, the database and `demo.json` into a new or empty folder; return what it says."""
    _must_be_empty(out)
    evening_before = read_scenario(SCENARIOS / "hospital.jsonl", FIRST_DAY)
    clock = SetClock(evening_before[0].at)
    database = out / "alemprep.db"
    station = new_station(str(database), clock, language=language)
    printers = in_folder(out)
    for outcome in replay(station, clock, evening_before, printers):
        assert outcome.as_expected, outcome
    clock.set(FIRST_DAY)
    tz = station.site.tz
    wanted = WantedCourse(
        patient=PATIENT, number=1, first_day=FIRST_DAY.astimezone(tz).date(), infusion_at=INFUSION_AT
    )
    course = courses.order_course(station, PHYSICIAN, wanted)
    bags = [_prepare(station, clock, printers, bag_id) for bag_id in course.bag_ids]
    print_card(station, PHARMACIST, bags[-1].id, printers)
    print_folder(station, PHARMACIST, bags[-1].id, printers)
    told = {
        "database": database_url(str(database.absolute())).render_as_string(),
        "bags": [_told(station, bag) for bag in bags],
        "documents": sorted(path.name for path in out.glob("*.pdf")),
    }
    station.database.close()
    (out / "demo.json").write_bytes(orjson.dumps(told, option=orjson.OPT_INDENT_2))
    return told


def _prepare(station: Station, clock: SetClock, printers: Printers, bag_id: str) -> Bag:
    """One day, begun two and a half hours before its infusion, a minute for each step."""
    bag = find_bag(station, bag_id)
    clock.set(bag.infusion_start - timedelta(hours=3))

    def minute() -> None:
        clock.advance(timedelta(minutes=1))

    orders.verify_bag(station, PHARMACIST, bag_id, PHARMACIST_PIN)
    print_premedication(station, PHARMACIST, bag_id, printers)
    clock.advance(timedelta(minutes=30))
    for step in (bench.confirm_order, bench.confirm_patient):
        step(station, TECHNICIAN, bag_id)
        minute()
    bench.scan_vial(station, TECHNICIAN, bag_id, VIAL.format(number=bag.day))
    minute()
    bench.inspect_vial(station, TECHNICIAN, bag_id)
    minute()
    bench.scan_diluent(station, TECHNICIAN, bag_id, DILUENT)
    for step in (bench.draw, bench.inject, bench.invert, bench.cover):
        minute()
        step(station, TECHNICIAN, bag_id)
    minute()
    copy = print_labels(station, TECHNICIAN, bag_id, printers).label_copy
    bench.scan_bag_label(station, TECHNICIAN, bag_id, "]d2" + label_code(bag_id, "B", copy))
    minute()
    cover = "]d2" + label_code(bag_id, "C", copy)
    bench.scan_cover_label(station, TECHNICIAN, bag_id, cover)
    minute()
    released = release.release(station, PHARMACIST, bag_id, cover, PHARMACIST_PIN)
    print_infusion(station, PHARMACIST, bag_id, printers)
    print_record(station, PHARMACIST, bag_id, printers)
    return released


def _told(station: Station, bag: Bag) -> dict[str, Any]:
    held = judge(station, bag, station.clock.now())
    assert held
    assert bag.mixed_at
    tz = station.site.tz
    with station.database.reading() as connection:
        places = connection.execute(
            select(col(LabelRow.place)).where(
                col(LabelRow.bag_id) == bag.id, col(LabelRow.document).in_(["bag label", "cover label"])
            )
        ).scalars()
        labels = [Path(place).name for place in places]
    return {
        "id": bag.id,
        "course": bag.course,
        "day": bag.day,
        "patient_record": bag.patient.record_number,
        "mixed_at": bag.mixed_at.astimezone(tz).isoformat(),
        "start_before": held.start_before.astimezone(tz).isoformat(),
        "vial_serial": bag.vial_serial,
        "labels": labels,
    }


def _must_be_empty(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        used = next(out.iterdir(), None)
    except OSError as error:
        raise _unusable(f"{out}: {error.strerror}") from error
    if used is not None:
        raise _unusable(f"{out}: {used.name}")


def _unusable(why: str) -> Trouble:
    return Trouble(
        Code.BAD_FILE,
        text("The demonstration needs a folder of its own; nothing was written."),
        expected=text("a new or empty folder"),
        got=verbatim(why),
        advice=text("Give another folder with --out, or empty this one."),
        bad_input=True,
    )
