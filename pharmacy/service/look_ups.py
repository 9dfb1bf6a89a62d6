"""What a scan or a typed code leads to before any act has begun. Only what leads nowhere is recorded."""

from typing import NamedTuple

from pharmacy.courses import Patient
from pharmacy.errors import Code, Refusal
from pharmacy.language import text
from pharmacy.people import Act, require_role
from pharmacy.scans import BadgeScan, BagScan, PlaceScan, UnreadableScan, WristbandScan, read_scan
from pharmacy.service.act import ACTS, Station, recorded
from pharmacy.service.bag import Bag
from pharmacy.service.bags import find_bag
from pharmacy.service.judging import void
from pharmacy.service.patients import find_patient
from pharmacy.service.reading import read_for
from pharmacy.service.sheets import refuse_unmixed
from pharmacy.service.standing import find_person
from pharmacy.service.worklist import coming, worklist


class Stranger(NamedTuple):
    """Somebody who was never entered here, with what their wristband or its number says."""

    record_number: str
    wristband: str


def look_up(station: Station, badge: str, scan: str) -> Bag | BadgeScan:
    """Where a scan leads that is made while no bag is open: a label to its bag, a wristband to its patient's
    most urgent bag of today, a badge to its own. Nothing changes; only a refusal is recorded.
    """
    with recorded(station, badge, Act.LOOK_UP, {"scan": scan}):
        with station.database.reading() as connection:
            require_role(find_person(connection, badge), Act.LOOK_UP)
        read = read_for(
            station,
            badge,
            Act.LOOK_UP,
            scan,
            (BadgeScan, BagScan, WristbandScan, PlaceScan),
            what=text("No bag is open that this could belong to."),
            expected=text("a bag's label, a wristband or a badge"),
            advice=text("Open a bag first, or press r to receive it into stock."),
        )
        if isinstance(read, PlaceScan):
            raise Refusal(
                Code.WRONG_KIND,
                text("Which bag is put there? No label was scanned before."),
                expected=text("a bag's label, a wristband or a badge"),
                got=station.site.place_name(read.key),
                advice=text("Press s for storage. There, scan the bag's label, then the place's code."),
            )
        if isinstance(read, BagScan):
            bag = find_bag(station, read.bag_id)
            if read.copy_number not in {None, bag.label_copy}:
                raise void(bag, int(read.copy_number or 0))
            return bag
        return read if isinstance(read, BadgeScan) else _bag_of_today(station, scan)


ACTS[Act.LOOK_UP] = look_up


def labelled(station: Station, badge: str, bag_id: str) -> Bag:
    """A bag of which a label can be shown. Raises `Refusal`, recorded, for one that is not mixed."""
    with recorded(station, badge, Act.LOOK_UP, {"bag_id": bag_id}):
        bag = find_bag(station, bag_id)
        refuse_unmixed(bag)
        return bag


def for_whom(station: Station, badge: str, typed: str) -> Patient | Stranger:
    """Who a wristband or a typed record number belongs to, or that they are not known here yet: a number
    that is no code at all is taken for a new record number. Anything else is refused, and recorded.
    """
    with recorded(station, badge, Act.LOOK_UP, {"scan": typed}):
        try:
            return find_patient(station, typed)
        except UnreadableScan:
            if typed.isalnum():
                return Stranger(record_number=typed, wristband="")
            raise
        except Refusal as refusal:
            if refusal.code is Code.UNKNOWN_PATIENT:
                read = read_scan(typed, station.site)
                assert isinstance(read, WristbandScan)
                return Stranger(record_number=read.record_number or "", wristband=read.gsrn or "")
            raise


def _bag_of_today(station: Station, wristband: str) -> Bag:
    patient = find_patient(station, wristband)
    for line in worklist(station):
        if line.bag.patient.record_number == patient.record_number:
            return line.bag
    later = [line.bag for line in coming(station) if line.bag.patient.record_number == patient.record_number]
    raise Refusal(
        Code.UNKNOWN_BAG,
        text("{name} has no bag today.", name=patient.name),
        expected=text("a patient with a bag on today's list"),
        got=text(
            "record number {record}, next bag on {day}: {label}",
            record=patient.record_number,
            day=later[0].on_date,
            label=later[0].label,
        )
        if later
        else text("record number {record}, and no bag on a coming day", record=patient.record_number),
        advice=text("Press c for the bags of coming days, and open it there.")
        if later
        else text("Press n to order a course."),
    )
