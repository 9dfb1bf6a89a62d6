"""`alemprep demo`: course 1 of a fictional patient, from the order to the end of the fifth observation."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import orjson
from pydantic import SecretStr
from sqlalchemy import select
from sqlmodel import col

from labels.compose_follow_up import calendar_file
from labels.press import (
    print_calendar,
    print_card,
    print_folder,
    print_infusion,
    print_labels,
    print_premedication,
    print_record,
    print_timeline,
)
from labels.printers import Printers
from labels.printers.chosen import in_folder
from pharmacy.bedside import Fluid
from pharmacy.clock import SetClock
from pharmacy.database import database_url
from pharmacy.errors import Code, Trouble
from pharmacy.identity import label_code
from pharmacy.infusion import observation_times
from pharmacy.language import Language, decimal_text, text, verbatim
from pharmacy.premedication import Premedicine
from pharmacy.records import LabelRow
from pharmacy.service import bedside, bench, courses, custody, infusions, orders, release
from pharmacy.service.act import Station
from pharmacy.service.approvals import renewed
from pharmacy.service.bag import Bag
from pharmacy.service.bags import find_bag
from pharmacy.service.checkpoints import begin_day
from pharmacy.service.courses import WantedCourse
from pharmacy.service.follow_up import give_calendar
from pharmacy.service.judging import infusion_of, judge
from samples import SCENARIOS
from tui.house import new_station
from tui.replay import read_scenario, replay

PATIENT = "00482913"
TECHNICIAN, PHARMACIST, NURSE, PHYSICIAN = "1001", "1002", "1004", "1005"
PHARMACIST_PIN = SecretStr("7193")
FIRST_DAY = datetime(2026, 3, 25, 7, 0, tzinfo=UTC)
"""The fifth day is the one on which summer time begins."""
INFUSION_AT = time(12, 0)
VIAL = "]d201095200010000101728123110L77F2\x1d217H2K{number}"
DILUENT = "]d201095200010000271729063010B4471"
WRISTBAND = f"NHC{PATIENT}"
FRIDGE, BOX, WARD = "]d293FR2", "]d293BOX1", "]d293W4"
READ_EVERY = timedelta(minutes=20)
"""How often somebody reads the refrigerator's temperature."""

Planned = tuple[datetime, Callable[[], object]]
"""When something is done, and what."""


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
    station = renewed(station)
    clock.set(FIRST_DAY)
    tz = station.site.tz
    wanted = WantedCourse(
        patient=PATIENT, number=1, first_day=FIRST_DAY.astimezone(tz).date(), infusion_at=INFUSION_AT
    )
    course = courses.order_course(station, PHYSICIAN, wanted)
    bags = []
    for bag_id in course.bag_ids:
        released = _prepare(station, clock, printers, bag_id)
        for moment, act in sorted(_given(station, released, clock.now()), key=lambda planned: planned[0]):
            clock.set(moment)
            act()
        print_record(station, PHARMACIST, bag_id, printers)
        bags.append(find_bag(station, bag_id))
    print_card(station, PHARMACIST, bags[-1].id, printers)
    print_calendar(station, PHARMACIST, bags[-1].id, printers)
    given = give_calendar(station, NURSE, PATIENT)
    (out / "follow-up.ics").write_bytes(calendar_file(station, given))
    print_timeline(station, PHARMACIST, bags[-1].id, printers)
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
    begin_day(station)

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
    cover = _cover_label(bag_id, copy)
    bench.scan_cover_label(station, TECHNICIAN, bag_id, cover)
    minute()
    custody.move_bag(station, TECHNICIAN, bag_id, FRIDGE, covered=True)
    minute()
    released = release.release(station, PHARMACIST, bag_id, cover, PHARMACIST_PIN)
    print_infusion(station, PHARMACIST, bag_id, printers)
    return released


def _cover_label(bag_id: str, copy: int) -> str:
    """What the scanner sends for it."""
    return "]d2" + label_code(bag_id, "C", copy)


def _given(station: Station, bag: Bag, released_at: datetime) -> Iterator[Planned]:
    """The rest of the day of a bag that lies in the refrigerator: everything as the protocol has it."""
    bag_id, start = bag.id, bag.infusion_start
    cover = _cover_label(bag_id, bag.label_copy)
    fetched = start - timedelta(minutes=15)

    def carried(place: str) -> None:
        custody.move_bag(station, NURSE, bag_id, place, covered=True)

    def looked_at() -> None:
        bedside.observe(station, NURSE, bag_id, "78", "124", "76", "36.8")

    read_at = released_at
    while read_at < fetched:
        yield read_at, lambda: custody.record_temperature(station, TECHNICIAN, FRIDGE, "4.6")
        read_at += READ_EVERY
    rules = station.protocol.premedication
    for medicine, before in (
        (Premedicine.ANTIPYRETIC, rules.antipyretic.before),
        (Premedicine.ANTIHISTAMINE, rules.antihistamine.before),
        (Premedicine.STEROID, rules.steroid.before),
    ):
        yield (
            start - before.duration,
            partial(bedside.give_premedication, station, NURSE, bag_id, medicine),
        )
    yield fetched, partial(carried, BOX)
    yield start - timedelta(minutes=10), partial(carried, WARD)
    yield start - timedelta(minutes=5), looked_at
    line = str(station.policy.line_volume.value)
    yield (
        start - timedelta(minutes=3),
        partial(bedside.prime, station, NURSE, bag_id, WRISTBAND, cover, line, Fluid.DRUG_SOLUTION),
    )
    yield start - timedelta(minutes=1), partial(bedside.verify, station, NURSE, bag_id, WRISTBAND, cover)
    yield start, partial(bedside.start, station, NURSE, bag_id, WRISTBAND, cover)
    plan = infusion_of(station, bag, start)
    for step in plan.steps[1:]:
        rate = decimal_text(step.rate_ml_per_h)
        yield step.starts_at, partial(infusions.set_rate, station, NURSE, bag_id, rate)
    yield plan.ends_at, partial(infusions.complete, station, NURSE, bag_id)
    for moment in observation_times(station.protocol, plan)[1:]:
        yield moment, looked_at
    over = plan.ends_at + station.protocol.observation.duration
    yield over, partial(infusions.observed, station, NURSE, bag_id)


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
        "state": bag.state,
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
