"""Eight stations on one PostgreSQL, each preparing bags of its own: how many acts a second, all durable.

The peer is the same program on the same server with the audit in one chain, for whose head row every act
waits: for the processor, and for every commit. How long a commit takes is the disk's or the standby's affair,
so it is measured twice: as this disk is, and with a server that waits before each.
"""

import multiprocessing
import os
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import SecretStr

from labels.printers.chosen import in_folder
from pharmacy.clock import SetClock
from pharmacy.preparation import Step
from pharmacy.service import courses, orders, patients, stockroom
from pharmacy.service.act import Station
from pharmacy.service.approvals import renewed
from pharmacy.service.bags import find_bag
from pharmacy.service.courses import WantedCourse
from samples import SCENARIOS
from tests.bench.hospital import DILUENT, PHARMACIST, PHARMACIST_PIN, PHYSICIAN, TECHNICIAN, make_ready, vial
from tests.conftest import do_step
from tests.postgres import Server
from tui.house import new_station, open_station
from tui.replay import read_scenario, replay

STATIONS, BAGS = 8, 25
"""How many stations, and how many bags each of them takes from reading the order to scanning the diluent."""

BEGIN = datetime(2026, 3, 25, 8, tzinfo=UTC)


class Figures(NamedTuple):
    """What was measured with one shape of the audit."""

    acts_a_second: float
    p99: float
    """Seconds."""


SLOW_COMMIT_MS = 10
"""What a commit may wait for a disk that turns, or for a standby in another building."""


def measure(folder: Path, commit_ms: int = 0) -> tuple[Figures, Figures]:
    """With lanes and with one chain, in turns on one server whose commits reach the disk, each after so many
    milliseconds more.
    """
    server = Server(durable=True)
    try:
        server.execute("ALTER SYSTEM SET commit_siblings = 0")
        server.execute(f"ALTER SYSTEM SET commit_delay = {commit_ms * 1000}")
        server.execute("SELECT pg_reload_conf()")
        found: dict[bool, list[Figures]] = {True: [], False: []}
        for turn, lanes in enumerate((True, False, False, True)):
            os.environ["ALEMPREP_FOLDER"] = str(folder / f"stations-{commit_ms}-{turn}")
            found[lanes].append(_run(server, lanes=lanes))
        return _middle(found[True]), _middle(found[False])
    finally:
        del os.environ["ALEMPREP_FOLDER"]
        server.close()


def _middle(found: list[Figures]) -> Figures:
    return Figures(*(statistics.mean(values) for values in zip(*found, strict=True)))


def _run(server: Server, *, lanes: bool) -> Figures:
    url = server.new_database()
    bags = _prepared(url, lanes=lanes)
    context = multiprocessing.get_context("fork")
    start = context.Barrier(STATIONS + 1)
    pipes = [context.Pipe(duplex=False) for _ in range(STATIONS)]
    stations = [
        context.Process(target=_station, args=(url, number, bags, start, sender))
        for number, (_, sender) in enumerate(pipes)
    ]
    for station in stations:
        station.start()
    start.wait()
    begun = time.perf_counter()
    seconds = [each for receiver, _ in pipes for each in receiver.recv()]
    elapsed = time.perf_counter() - begun
    for station in stations:
        station.join()
    return Figures(len(seconds) / elapsed, statistics.quantiles(seconds, n=100)[98])


def _station(url: str, number: int, bags: list[str], start: Any, sender: Any) -> None:
    station = open_station(url, SetClock(BEGIN + timedelta(hours=1)), name=f"station {number}")
    seconds = []
    start.wait()
    for place in range(number, len(bags), STATIONS):
        while (bag := find_bag(station, bags[place])).step not in {Step.DRAW, None}:
            before = time.perf_counter()
            do_step(station, bag, serial=f"BENCH{place}", by=TECHNICIAN, diluent=DILUENT)
            seconds.append(time.perf_counter() - before)
    sender.send(seconds)
    station.database.close()


def _prepared(url: str, *, lanes: bool) -> list[str]:
    """A hospital with a verified bag for each place, and vials and diluent for all of them."""
    clock = SetClock(BEGIN - timedelta(days=1))
    station = new_station(url, clock)
    if not lanes:
        with station.database.atomic() as connection:
            connection.exec_driver_sql("DELETE FROM head WHERE id > 1")
    lines = read_scenario(SCENARIOS / "hospital.jsonl", BEGIN.astimezone(station.site.tz))
    for outcome in replay(station, clock, lines, in_folder(Path(os.environ["ALEMPREP_FOLDER"]) / "prints")):
        assert outcome.as_expected, outcome
    station = renewed(station)
    clock.set(BEGIN)
    bags = list(_bags(station))
    station.database.close()
    return bags


def _bags(station: Station) -> Iterator[str]:
    due = (BEGIN + timedelta(hours=3)).astimezone(station.site.tz)
    for number in range(STATIONS * BAGS):
        record = f"{600000 + number:08d}"
        patients.add_patient(
            station,
            PHARMACIST,
            record_number=record,
            family_name=f"Prueba Número{number:03d}",
            given_name="Carmen",
            birth_date=datetime(1985, 5, 17, tzinfo=due.tzinfo).date(),
            ward="Neurología",
        )
        make_ready(station, record, due.date())
        wanted = WantedCourse(patient=record, number=1, first_day=due.date(), infusion_at=due.time())
        bag_id = courses.order_course(station, PHYSICIAN, wanted).bag_ids[0]
        stockroom.receive_vial(station, TECHNICIAN, vial(number))
        stockroom.receive_diluent(station, TECHNICIAN, DILUENT)
        orders.verify_bag(station, PHARMACIST, bag_id, SecretStr(PHARMACIST_PIN))
        yield bag_id
