"""A real hospital on a real file: made once for the whole run, copied for each test."""

import gc
import multiprocessing
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import orjson
import pytest
import sqlalchemy as sa
from hypothesis import Phase, settings
from pydantic import SecretStr
from sqlmodel import SQLModel

from pharmacy.bedside import Fluid
from pharmacy.clock import SetClock
from pharmacy.errors import Code, Refusal
from pharmacy.premedication import Premedicine
from pharmacy.preparation import State, Step
from pharmacy.reconciliation import differences
from pharmacy.service import bedside, bench, courses, custody, orders, release
from pharmacy.service.act import Station
from pharmacy.service.bag import Bag
from pharmacy.service.bags import find_bag
from pharmacy.service.courses import WantedCourse
from pharmacy.service.prints import PrintedPiece
from samples import SCENARIOS
from tests.postgres import Server, server
from tests.raw import Raw
from tests.reached import reached_once
from tests.sample import SECRETS, Sample, quick_pins
from tui.house import open_station
from tui.places import on_server
from tui.rehearsal import rehearse

# A busy machine is no failure. More examples are for `make soak`; few, always the same, for `make mutants`.
settings.register_profile("alemprep", deadline=None, max_examples=35)
settings.register_profile(
    "mutants",
    deadline=None,
    max_examples=20,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile("mutants" if os.environ.get("ALEMPREP_HYPOTHESIS") == "mutants" else "alemprep")


def pytest_collection_finish() -> None:
    """What is loaded now stays: looking for garbage in it again and again took a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


MADRID = ZoneInfo("Europe/Madrid")
MORNING = datetime(2026, 3, 25, 9, 30, tzinfo=MADRID)
"""When every test begins: the evening after the stock was received, four days before summer time."""

ADMINISTRATOR, TECHNICIAN, PHARMACIST, SECOND, NURSE, PHYSICIAN = (
    "1000",
    "1001",
    "1002",
    "1003",
    "1004",
    "1005",
)
PINS = {
    badge: SecretStr(pin)
    for badge, pin in {
        ADMINISTRATOR: "4711",
        TECHNICIAN: "2580",
        PHARMACIST: "7193",
        SECOND: "8246",
        NURSE: "6372",
        PHYSICIAN: "5928",
    }.items()
}
"""As in the sample hospital's scenario."""

PATIENT, OTHER_PATIENT, THIRD_PATIENT = "00482913", "00511270", "00498344"
WRISTBAND, OTHER_WRISTBAND = f"NHC{PATIENT}", f"NHC{OTHER_PATIENT}"
"""What a scanner sends for the first two patients' wristbands."""
GTIN = "09520001000010"
SALINE, GLUCOSE = "]d201095200010000271729063010B4471", "]d201095200010000341729033110G2210"
SALINE_GTIN = "09520001000027"
FRIDGE, OTHER_FRIDGE, BOX, WARD, CABINET = "]d293FR2", "]d293FR1", "]d293BOX1", "]d293W4", "]d293BENCH"
"""What a scanner sends for places of the sample hospital."""
PIECE = PrintedPiece(sha256="5" * 64, place="a folder")

R = TypeVar("R")


def vial(serial: str = "7H2K1", lot: str = "L77F2", expiry: str = "281231") -> str:
    """What a scanner sends for a vial's carton."""
    return f"]d201{GTIN}17{expiry}10{lot}\x1d21{serial}"


def label(bag_id: str, piece: str = "B", copy: int = 1) -> str:
    """What a scanner sends for one of our labels."""
    digits, mark = bag_id.replace("-", ""), f"{piece}{CHARACTERS[copy]}"
    return f"]d291{digits}\x1d92{mark}{check_character(digits + mark)}"


CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"


def check_character(words: str) -> str:
    """By the definition of ISO 7064 MOD 37-2: each character weighs twice as much as the one after it, and
    all of them with the check character leave 1.
    """
    weighed = sum(CHARACTERS.index(c) << place for place, c in enumerate(reversed(words), 1))
    return CHARACTERS[(1 - weighed) % 37]


def logged(*readings: tuple[datetime, str]) -> str:
    """What the sample hospital's loggers write."""
    lines = [f"{at.astimezone(MADRID).isoformat()},{celsius}" for at, celsius in readings]
    return "\n".join(["time,temperature °C", *lines, ""])


def pin_of(badge: str) -> SecretStr:
    """A person's PIN."""
    return PINS[badge]


def moment(hour: int, minute: int = 0, second: int = 0, day: int = 25) -> datetime:
    """A time in Madrid, in March 2026."""
    return datetime(2026, 3, day, hour, minute, second, tzinfo=MADRID)


@dataclass
class House:
    """The hospital of one test, and the shortest ways to get a bag to where the test begins."""

    station: Station
    clock: SetClock
    where: str
    """The address of its database."""
    folder: Path
    """Where the files lie that belong to it: site file, prints."""
    edited: bool = False
    """Whether somebody had the database itself open."""

    @property
    def file(self) -> Path:
        """The database's file; a test about it is skipped where there is none."""
        if on_server(self.where):
            pytest.skip("about SQLite's file")
        return Path(self.where)

    def at(self, hour: int, minute: int = 0, second: int = 0, day: int = 25) -> None:
        """Set the clock to a time in Madrid, in March 2026."""
        self.clock.set(moment(hour, minute, second, day))

    def later(self, **span: float) -> None:
        """Let time pass."""
        self.clock.advance(timedelta(**span))

    def order(self, patient: str = PATIENT, at: str = "12:00", **more: Any) -> tuple[str, ...]:
        """A first course from today on; the ids of its bags."""
        hour, minute = map(int, at.split(":"))
        now = self.clock.now().astimezone(MADRID)
        arguments: dict[str, Any] = {
            "patient": patient,
            "number": 1,
            "first_day": now.date(),
            "infusion_at": time(hour, minute),
        }
        return courses.order_course(self.station, PHYSICIAN, WantedCourse(**(arguments | more))).bag_ids

    def verify(self, bag_id: str) -> Bag:
        """A pharmacist verifies it."""
        return orders.verify_bag(self.station, PHARMACIST, bag_id, pin_of(PHARMACIST))

    @reached_once
    def verified(self, patient: str = PATIENT) -> str:
        """A bag for today, verified."""
        bag_id = self.order(patient)[0]
        self.verify(bag_id)
        return bag_id

    def bag(self, bag_id: str) -> Bag:
        """The bag as it is now."""
        return find_bag(self.station, bag_id)

    def do(self, bag_id: str, *, serial: str = "7H2K1", by: str = TECHNICIAN, diluent: str = SALINE) -> Bag:
        """The step that is due, done right."""
        return do_step(self.station, self.bag(bag_id), serial=serial, by=by, diluent=diluent)

    def bring(
        self, bag_id: str, due: Step, *, serial: str = "7H2K1", by: str = TECHNICIAN, diluent: str = SALINE
    ) -> Bag:
        """Do every step until one is due."""
        bag = self.bag(bag_id)
        while bag.step is not due:
            bag = self.do(bag_id, serial=serial, by=by, diluent=diluent)
        return bag

    @reached_once
    def prepared_to(self, due: Step) -> str:
        """A verified bag for today at a step."""
        bag_id = self.verified()
        self.bring(bag_id, due)
        return bag_id

    @reached_once
    def released(self) -> str:
        """A bag that is released."""
        bag_id = self.prepared_to(Step.CHECK)
        self.do(bag_id)
        return bag_id

    def stored(self, bag_id: str, fridge: str = FRIDGE) -> Bag:
        """A mixed bag is put into a refrigerator, in its cover."""
        return custody.move_bag(self.station, TECHNICIAN, bag_id, fridge, covered=True)

    def keep_cold(self, until: datetime, fridge: str = FRIDGE) -> None:
        """Let time pass. A refrigerator's logger shows 5 °C every 20 minutes; its file is imported."""
        every = timedelta(minutes=20)
        spans = range(1, (until - self.clock.now()) // every + 1)
        readings = [(self.clock.now() + number * every, "5.0") for number in spans]
        self.clock.set(until)
        if readings:
            custody.import_temperatures(self.station, TECHNICIAN, fridge, "logger.csv", logged(*readings))

    def stored_cold(self, bag_id: str, **span: float) -> None:
        """A mixed bag is put into a refrigerator and stays cold there while time passes."""
        self.stored(bag_id)
        self.keep_cold(self.clock.now() + timedelta(**span))

    @reached_once
    def at_the_bed(self) -> str:
        """A released bag at noon, stored cold since 09:30 and on the ward since 11:50; its patient has had
        the premedication at 10:00 and 10:30, and was looked at at 11:50. Only the line is not primed.
        """
        bag_id = self.released()
        self.stored(bag_id)
        for hour, minute, medicine in (
            (10, 0, Premedicine.ANTIPYRETIC),
            (10, 0, Premedicine.ANTIHISTAMINE),
            (10, 30, Premedicine.STEROID),
        ):
            self.keep_cold(moment(hour, minute))
            bedside.give_premedication(self.station, NURSE, bag_id, medicine)
        self.keep_cold(moment(11, 50))
        bedside.observe(self.station, NURSE, bag_id, "78", "124", "76", "36.8")
        custody.move_bag(self.station, NURSE, bag_id, WARD, covered=True)
        self.at(12)
        return bag_id

    @reached_once
    def primed(self, ml: str = "20") -> str:
        """A bag at the bed, its line filled with the drug solution: everything says GO."""
        bag_id = self.at_the_bed()
        scan = label(bag_id, "C")
        bedside.prime(self.station, NURSE, bag_id, WRISTBAND, scan, ml, Fluid.DRUG_SOLUTION)
        return bag_id

    @reached_once
    def started(self) -> str:
        """A bag whose infusion was started at noon."""
        bag_id = self.primed()
        bedside.start(self.station, NURSE, bag_id, WRISTBAND, label(bag_id, "C"))
        return bag_id

    def raw(self) -> Raw:
        """The database itself, as somebody with a database tool would open it."""
        self.edited = True
        return Raw(self.where)

    def dump(self, *, doubts: bool = True) -> dict[str, list[Any]]:
        """Everything in the database but the audit and the counters of PINs, and on demand without the
        marks that a clock set back leaves on bags.
        """
        unseen = {"person.tries", "person.tried_at", *([] if doubts else ["bag.clock_doubted"])}
        tables = [table for table in SQLModel.metadata.sorted_tables if table.name not in {"event", "head"}]
        with closing(Raw(self.where)) as raw:
            return {table.name: _rows(raw, table, unseen) for table in tables}

    def events(self) -> list[dict[str, Any]]:
        """The audit's bodies, oldest first, without what the tables say: that is compared at the end."""
        with closing(Raw(self.where)) as raw:
            bodies = [orjson.loads(body) for (body,) in raw.execute("SELECT body FROM event ORDER BY seq")]
        for body in bodies:
            body["data"].pop("changed", None)
        return bodies

    def audit_text(self) -> str:
        """The audit's words, without hashes and the windows' process numbers: any four digits stand in one of
        them sooner or later.
        """
        by_chance = r"\b(?:[0-9a-f]{16}|[0-9a-f]{64})\b|#\d+"
        return re.sub(by_chance, "…", orjson.dumps(self.events()).decode())

    def refused(
        self, act: Callable[..., object], badge: str, *args: Any, doubts: bool = False, **more: Any
    ) -> Refusal:
        """Make sure that an act is refused, changes nothing, and is recorded; return the refusal. With
        `doubts` bags may have been marked as doubted.
        """
        before = self.dump(doubts=not doubts)
        with pytest.raises(Refusal) as caught:
            act(self.station, badge, *args, **more)
        assert self.dump(doubts=not doubts) == before
        last = self.events()[-1]
        assert caught.value.event == last["seq"]
        assert (last["result"], last["data"]["code"]) == ("refused", caught.value.code.value)
        assert _read_as(last["by"], badge)
        assert _read_as(last["data"]["refusal"], caught.value.message())
        return caught.value

    def behind(self, act: Callable[..., object], badge: str, *args: Any, **more: Any) -> list[str]:
        """The bags that an act doubts which is refused because the clock is behind."""
        assert self.refused(act, badge, *args, doubts=True, **more).code is Code.CLOCK_BEHIND
        doubted: list[str] = self.events()[-1]["data"]["doubted"]
        return doubted

    def code(self, act: Callable[..., object], badge: str, *args: Any, **more: Any) -> Code:
        """The code of the refusal of an act that changes nothing and is recorded."""
        return self.refused(act, badge, *args, **more).code


def _read_as(recorded: str, said: str) -> bool:
    """Whether what is recorded is what was said, digit by digit where dots hide what could be a PIN."""
    return re.fullmatch(re.escape(recorded).replace("•", "[0-9•]"), said) is not None


def _rows(raw: Raw, table: sa.Table, unseen: set[str]) -> list[Any]:
    names = [column.name for column in table.columns if f"{table.name}.{column.name}" not in unseen]
    key = [column.name for column in table.primary_key]
    query = f"SELECT {', '.join(names)} FROM {table.name} ORDER BY {', '.join(key)}"
    return list(raw.execute(query).fetchall())


def do_step(
    station: Station, bag: Bag, *, serial: str = "7H2K1", by: str = TECHNICIAN, diluent: str = SALINE
) -> Bag:
    """Carry out the step that is due for a bag, as a conscientious person would."""
    scans = {
        Step.VIAL: (bench.scan_vial, vial(serial)),
        Step.DILUENT: (bench.scan_diluent, diluent),
        Step.BAG_LABEL: (bench.scan_bag_label, label(bag.id, "B", bag.label_copy)),
        Step.COVER_LABEL: (bench.scan_cover_label, label(bag.id, "C", bag.label_copy)),
    }
    keys = {
        Step.ORDER: bench.confirm_order,
        Step.PATIENT: bench.confirm_patient,
        Step.LOOK: bench.inspect_vial,
        Step.DRAW: bench.draw,
        Step.INJECT: bench.inject,
        Step.INVERT: bench.invert,
        Step.COVER: bench.cover,
    }
    assert bag.step is not None
    if bag.step in scans:
        scan, code = scans[bag.step]
        return scan(station, by, bag.id, code)
    if bag.step in keys:
        return keys[bag.step](station, by, bag.id)
    if bag.step is Step.PRINT:
        numbered = bench.number_labels(station, by, bag.id, "once more" if bag.label_copy else "")
        return bench.labels_printed(station, by, bag.id, numbered.label_copy, PIECE, PIECE)
    assert (bag.step, bag.state) == (Step.CHECK, State.LABELLED)
    return release.release(
        station, PHARMACIST, bag.id, label(bag.id, "C", bag.label_copy), pin_of(PHARMACIST)
    )


def in_parallel(task: Callable[..., None], arguments: list[tuple[str, ...]]) -> list[str]:
    """What each of several processes says that do something at once. A task gets its arguments and a
    pipe to say it into. No database may be open when they are forked.
    """
    context = multiprocessing.get_context("fork")
    pipes = [context.Pipe(duplex=False) for _ in arguments]
    workers = [
        context.Process(target=task, args=(*given, sender))
        for given, (_, sender) in zip(arguments, pipes, strict=True)
    ]
    for worker in workers:
        worker.start()
    for _, sender in pipes:
        sender.close()
    said = [receiver.recv() for receiver, _ in pipes]
    for worker in workers:
        worker.join(30)
    return said


ON_SERVER = os.environ.get("ALEMPREP_TEST_DB", "") == "postgresql"
"""Whether the tests' hospitals have their databases on a server."""


@pytest.fixture(scope="session", autouse=True)
def _quick_pins() -> Iterator[None]:
    with quick_pins():
        yield


@pytest.fixture(scope="session")
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The sample hospital on the evening before, to be copied and never opened."""
    folder = tmp_path_factory.mktemp("hospital")
    if not ON_SERVER:
        return Sample.in_file(folder, MORNING)
    return Sample.on_server(folder, MORNING, request.getfixturevalue("postgres"))


@pytest.fixture(scope="session")
def hospital(sample: Sample) -> Path:
    """Its file."""
    if sample.server:
        pytest.skip("about SQLite's file")
    return Path(sample.where)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL of this process, started when the first test wants it."""
    with server() as started:
        yield started


@pytest.fixture(scope="session")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample hospital's database just as its acts made it, to be copied and never opened."""
    file = tmp_path_factory.mktemp("untouched") / "alemprep.db"
    rehearse_all(str(file))
    return file


@dataclass
class ServerHospital:
    """A hospital on a server: where its database is, and the folder of a station's files."""

    server: Server
    url: str
    folder: Path


@pytest.fixture(scope="session")
def server_template(postgres: Server, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The sample hospital on a server, just as its acts made it: its address, its station's folder."""
    url, folder = postgres.new_database(), tmp_path_factory.mktemp("station")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALEMPREP_FOLDER", str(folder))
        rehearse_all(url)
    return url, folder


@pytest.fixture
def at_work(
    postgres: Server, server_template: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ServerHospital]:
    """A hospital of one's own on a server."""
    template, made = server_template
    folder = tmp_path / "station"
    shutil.copytree(made, folder)
    monkeypatch.setenv("ALEMPREP_FOLDER", str(folder))
    url = postgres.copy(template)
    yield ServerHospital(postgres, url, folder)
    postgres.drop(url)


def untouched_copy(untouched: Path, folder: Path) -> Path:
    """The same in a folder of one's own, where nobody else may open it."""
    folder.mkdir()
    for name in (untouched.name, *SECRETS, "alemprep.db.checkpoints", "site.toml"):
        if untouched.with_name(name).exists():
            shutil.copy(untouched.with_name(name), folder / name)
            (folder / name).chmod(0o600)
    return folder / untouched.name


def rehearse_all(where: str) -> None:
    """Make the sample hospital on the evening before."""
    for outcome in rehearse(SCENARIOS / "hospital.jsonl", MORNING, db=where):
        assert outcome.as_expected, outcome


@pytest.fixture
def clock() -> SetClock:
    """Half past nine in the morning, in Madrid."""
    return SetClock(MORNING)


@pytest.fixture
def where(sample: Sample, tmp_path: Path) -> Iterator[str]:
    """The address of a hospital of one's own."""
    with sample.copied(tmp_path) as address:
        yield address


@pytest.fixture
def house(where: str, tmp_path: Path, clock: SetClock) -> Iterator[House]:
    """A hospital to work in. Whatever was done in it, the tables say in the end what the events say; unless
    the test edited them itself.
    """
    station = open_station(where, clock, name="station")
    house = House(station, clock, where, tmp_path)
    yield house
    if not house.edited:
        with station.database.reading() as connection:
            found = differences(connection)
        assert found == []
    station.database.close()
