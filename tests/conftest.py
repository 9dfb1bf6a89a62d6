"""A real hospital on a real file: made once for the whole run, copied for each test."""

import multiprocessing
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import orjson
import pytest
from argon2 import PasswordHasher
from hypothesis import Phase, settings
from pydantic import SecretStr

from pharmacy.baseline import record_baseline
from pharmacy.bedside import Fluid
from pharmacy.clock import SetClock
from pharmacy.errors import Code, Refusal
from pharmacy.premedication import Premedicine
from pharmacy.preparation import State, Step
from pharmacy.reconciliation import differences
from pharmacy.service import bedside, bench, courses, custody, orders, release
from pharmacy.service.act import Station
from pharmacy.service.bags import Bag, find_bag
from pharmacy.service.courses import WantedCourse
from pharmacy.service.pins import peppered
from pharmacy.service.prints import PrintedPiece
from samples import SCENARIOS
from tests.postgres import Server, server
from tui.house import open_station
from tui.rehearsal import rehearse

# A busy machine is no failure. More examples are for `make soak`; few, always the same, for `make mutants`.
settings.register_profile("alemprep", deadline=None, max_examples=50)
settings.register_profile(
    "mutants",
    deadline=None,
    max_examples=20,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile("mutants" if os.environ.get("ALEMPREP_HYPOTHESIS") == "mutants" else "alemprep")

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
    file: Path
    edited: bool = False
    """Whether somebody had the file itself open."""

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

    def prepared_to(self, due: Step) -> str:
        """A verified bag for today at a step."""
        bag_id = self.verified()
        self.bring(bag_id, due)
        return bag_id

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

    def primed(self, ml: str = "20") -> str:
        """A bag at the bed, its line filled with the drug solution: everything says GO."""
        bag_id = self.at_the_bed()
        scan = label(bag_id, "C")
        bedside.prime(self.station, NURSE, bag_id, WRISTBAND, scan, ml, Fluid.DRUG_SOLUTION)
        return bag_id

    def started(self) -> str:
        """A bag whose infusion was started at noon."""
        bag_id = self.primed()
        bedside.start(self.station, NURSE, bag_id, WRISTBAND, label(bag_id, "C"))
        return bag_id

    def tell_tables(self) -> None:
        """Have the audit tell what the tables say: the tests' cheap PINs are in them behind its back."""
        with self.station.database.atomic() as connection:
            record_baseline(connection)

    def raw(self) -> sqlite3.Connection:
        """The file itself, as somebody with a database tool would open it."""
        self.edited = True
        return sqlite3.connect(self.file, isolation_level=None)

    def dump(self, *, doubts: bool = True) -> dict[str, list[Any]]:
        """Everything in the database but the audit and the counters of PINs, and on demand without the
        marks that a clock set back leaves on bags.
        """
        connection = sqlite3.connect(self.file)
        try:
            names = [
                name
                for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
                if name not in {"event", "head"}
            ]
            tables = {
                name: connection.execute(f"SELECT * FROM {name} ORDER BY rowid").fetchall() for name in names
            }
            columns = [row[1] for row in connection.execute("PRAGMA table_info(bag)")]
            kept = ", ".join(name for name in columns if doubts or name != "clock_doubted")
            tables["bag"] = connection.execute(f"SELECT {kept} FROM bag ORDER BY rowid").fetchall()
            tables["person"] = connection.execute("SELECT badge, name, role, pin_hash FROM person").fetchall()
            return tables
        finally:
            connection.close()

    def events(self) -> list[dict[str, Any]]:
        """The audit's bodies, oldest first, without what the tables say: the test's end compares that."""
        connection = sqlite3.connect(self.file)
        try:
            rows = connection.execute("SELECT body FROM event ORDER BY seq").fetchall()
            bodies = [orjson.loads(body) for (body,) in rows]
            for body in bodies:
                body["data"].pop("changed", None)
            return bodies
        finally:
            connection.close()

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
        assert (last["result"], last["by"]) == ("refused", badge)
        assert (last["data"]["code"], last["data"]["refusal"]) == (
            caught.value.code.value,
            caught.value.message(),
        )
        return caught.value

    def behind(self, act: Callable[..., object], badge: str, *args: Any, **more: Any) -> list[str]:
        """The bags that an act doubts which is refused because the clock is behind."""
        assert self.refused(act, badge, *args, doubts=True, **more).code is Code.CLOCK_BEHIND
        doubted: list[str] = self.events()[-1]["data"]["doubted"]
        return doubted

    def code(self, act: Callable[..., object], badge: str, *args: Any, **more: Any) -> Code:
        """The code of the refusal of an act that changes nothing and is recorded."""
        return self.refused(act, badge, *args, **more).code


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


@pytest.fixture(scope="session")
def hospital(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample hospital's database on the evening before, to be copied and never opened."""
    return made_hospital(tmp_path_factory.mktemp("hospital"))


def made_hospital(folder: Path) -> Path:
    """The sample hospital on the evening before, with hashes of its PINs that are quick to check."""
    file = folder / "hospital.db"
    for outcome in rehearse(SCENARIOS / "hospital.jsonl", MORNING, db=str(file)):
        assert outcome.as_expected, outcome
    _hash_pins_at_least_cost(file)
    return file


def _hash_pins_at_least_cost(file: Path) -> None:
    """Real hashes of the sample hospital's PINs, checked as always, but without the cost that is there to
    slow down whoever guesses: the tests give thousands of PINs.
    """
    pepper = Path(f"{file}.pepper").read_bytes()
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    connection = sqlite3.connect(file)
    for badge, pin in PINS.items():
        stored = cheap.hash(peppered(pepper, badge, pin))
        connection.execute("UPDATE person SET pin_hash = ? WHERE badge = ?", (stored, badge))
    connection.commit()
    connection.close()


def copy_of(hospital: Path, folder: Path) -> Path:
    """A hospital of one's own."""
    file = folder / "alemprep.db"
    shutil.copy(hospital, file)
    for secret in ("pepper", "key"):
        shutil.copy(f"{hospital}.{secret}", f"{file}.{secret}")
    shutil.copy(hospital.parent / "site.toml", folder / "site.toml")
    return file


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL of this process, started when the first test wants it."""
    with server() as started:
        yield started


@pytest.fixture
def clock() -> SetClock:
    """Half past nine in the morning, in Madrid."""
    return SetClock(MORNING)


@pytest.fixture
def house(hospital: Path, tmp_path: Path, clock: SetClock) -> Iterator[House]:
    """A hospital to work in. Whatever was done in it, the tables say in the end what the events say; unless
    the test edited them itself.
    """
    file = copy_of(hospital, tmp_path)
    station = open_station(str(file), clock, name="station")
    house = House(station, clock, file)
    yield house
    if not house.edited:
        with station.database.reading() as connection:
            found = differences(connection)
        assert [each for each in found if each.column != "pin_hash"] == []  # made cheaper, by `hospital`
    station.database.close()
