"""The reader and the acts behind it get what arrived; what they take it for is held against the truth."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import NamedTuple

from pharmacy.errors import Code, Refusal
from pharmacy.scans import (
    BadgeScan,
    BagScan,
    DiluentScan,
    PlaceScan,
    Scan,
    UnreadableScan,
    VialScan,
    WristbandScan,
    read_scan,
)
from pharmacy.service.act import Desk
from pharmacy.service.at_bedside import read_label
from pharmacy.service.bench import match_label
from pharmacy.service.patients import patient_in
from pharmacy.service.standing import find_person
from pharmacy.service.taking import take_diluent, take_vial
from tests.conftest import TECHNICIAN, House
from tests.fuzz.scans import Arrival


class Fate(StrEnum):
    """What becomes of a scan."""

    RIGHT = "read as what it was"
    UNREADABLE = "refused by the reader"
    LOOKED_UP = "read as something else, and refused where it is looked up"
    NO_CHECK_DIGIT = "read as another vial, diluent, place or badge, and found: their codes prove nothing"
    WRONG = "A BAG OR A PATIENT TAKEN FOR ANOTHER"


class Judgement(NamedTuple):
    """What became of a scan, and why."""

    fate: Fate
    why: str = ""


class Judge:
    """Decides with the reader and with the functions that decide in an act, on a real database. Nothing is
    left changed.
    """

    def __init__(self, house: House, bag_id: str, desk: Desk) -> None:
        self._station = house.station
        self._bag = house.bag(bag_id)
        self._desk = desk

    def judge(self, arrival: Arrival) -> Judgement:
        """What becomes of it. Any error but a refusal is a crash, and is not caught."""
        try:
            read = read_scan(arrival.raw, self._station.site)
        except UnreadableScan as unreadable:
            return Judgement(Fate.UNREADABLE, unreadable.reason.msgid)
        if any(_same(read, said) for said in arrival.may_say):
            return Judgement(Fate.RIGHT, self._right(arrival.raw, read))
        refused = self._refused(arrival.raw, read)
        if refused is not None:
            return Judgement(Fate.LOOKED_UP, refused)
        proven = isinstance(read, BagScan | WristbandScan)
        return Judgement(Fate.WRONG if proven else Fate.NO_CHECK_DIGIT, read.kind)

    def _right(self, raw: str, read: Scan) -> str:
        """A label that was read right must not be refused, or work would stand still."""
        if isinstance(read, BagScan):
            self._label(raw, read)
        return read.kind

    def _refused(self, raw: str, read: Scan) -> str | None:
        """Why something is refused that was not read as what it was; none where it is accepted."""
        site, desk = self._station.site, self._desk
        try:
            match read:
                case BagScan():
                    self._label(raw, read)
                case WristbandScan():
                    known = patient_in(desk.connection, read.record_number or "", read.gsrn)
                    return None if known else Code.UNKNOWN_PATIENT
                case VialScan():
                    with self._undone():
                        take_vial(desk, raw, self._bag.id)
                case DiluentScan():
                    with self._undone():
                        take_diluent(desk, raw)
                case PlaceScan():
                    return None if read.key in site.places else Code.UNKNOWN_PLACE
                case BadgeScan():
                    find_person(desk.connection, read.badge)
        except Refusal as refusal:
            return refusal.code
        return None

    def _label(self, raw: str, read: BagScan) -> None:
        """At the bench and at the bed, by whoever has just the bag in hand for which it would be right."""
        bag = self._bag.model_copy(update={"id": read.bag_id, "label_copy": read.copy_number})
        match_label(self._desk, bag, raw, str(read.piece))
        read_label(self._station, bag, raw)

    @contextmanager
    def _undone(self) -> Iterator[None]:
        with self._desk.connection.begin_nested() as savepoint:
            try:
                yield
            finally:
                savepoint.rollback()


@contextmanager
def sitting(house: House, bag_id: str) -> Iterator[Judge]:
    """A judge in a transaction of its own."""
    with house.station.database.atomic() as connection:
        desk = Desk(house.station, connection, find_person(connection, TECHNICIAN))
        yield Judge(house, bag_id, desk)


def _same(read: Scan, said: Scan) -> bool:
    """A vial is the same whatever its national number."""
    if isinstance(read, VialScan):
        read = read.model_copy(update={"national_code": None})
    return read == said
