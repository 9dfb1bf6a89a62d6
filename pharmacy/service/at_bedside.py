"""What is known when a nurse stands at the bed with a bag, read in the transaction that decides."""

import hashlib
from collections import defaultdict
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select
from sqlmodel import col

from pharmacy.bedside import AtBedside, Bedside, check, premedication_stands, signs_stand
from pharmacy.courses import Patient
from pharmacy.errors import Code, Refusal
from pharmacy.event_form import canonical
from pharmacy.language import Text, in_a_row, text
from pharmacy.moments import begun_minutes, clock_time, whole_minutes
from pharmacy.plain import plain
from pharmacy.premedication import Premedicine
from pharmacy.preparation import STATE_NAMES, State
from pharmacy.protocol.policy import Overridable
from pharmacy.pump import Happening
from pharmacy.readiness.names import item_name
from pharmacy.records import MedicationRow, ObservationRow, OverrideRow, PersonRow, RateRow
from pharmacy.scans import BagScan, UnreadableScan, WristbandScan, describe, read_scan
from pharmacy.service.act import Station
from pharmacy.service.bag import Bag
from pharmacy.service.judging import judge
from pharmacy.service.patients import patient_in
from pharmacy.service.readiness import against
from pharmacy.stability import Verdict
from pharmacy.statements import Statement
from pharmacy.vital_signs import VitalSigns


class Seen(NamedTuple):
    """What a nurse has scanned: the wristband as the scanner sent it, and the bag's label, read."""

    wristband: str
    label: BagScan


_GIVEN = Statement(
    select(col(MedicationRow.medicine), col(MedicationRow.given_at))
    .where(col(MedicationRow.bag_id) == bindparam("of_bag"))
    .order_by(col(MedicationRow.given_at))
)
_SIGNS = Statement(
    select(
        col(ObservationRow.at),
        col(ObservationRow.heart_rate),
        col(ObservationRow.systolic),
        col(ObservationRow.diastolic),
        col(ObservationRow.millicelsius),
        col(ObservationRow.skin),
    )
    .where(col(ObservationRow.bag_id) == bindparam("of_bag"))
    .order_by(col(ObservationRow.id))
)
_OVERRIDES = Statement(
    select(
        col(OverrideRow.item),
        col(OverrideRow.facts_sha256),
        col(OverrideRow.reason),
        col(OverrideRow.decided_at),
        col(PersonRow.name),
    )
    .join(PersonRow, col(PersonRow.badge) == col(OverrideRow.decided_by))
    .where(col(OverrideRow.bag_id) == bindparam("of_bag"))
    .order_by(col(OverrideRow.id))
)


_START = Statement(
    select(col(RateRow.at), col(PersonRow.name))
    .join(PersonRow, col(PersonRow.badge) == col(RateRow.done_by))
    .where(col(RateRow.bag_id) == bindparam("of_bag"), col(RateRow.what) == Happening.START)
)


def read_label(station: Station, bag: Bag, scan: str) -> BagScan:
    """The scan of one of a bag's labels, or its typed number. Raises `Refusal` for anything else."""
    wanted = text("the cover label of bag {bag}", bag=bag.id)
    read = read_any_label(station, scan, wanted)
    if read.bag_id != bag.id:
        raise Refusal(
            Code.WRONG_BAG,
            text("This label belongs to another bag."),
            expected=wanted,
            got=describe(read),
            advice=text("Do not connect it. Scan wristband and bag again."),
        )
    return read


def read_any_label(station: Station, scan: str, wanted: Text) -> BagScan:
    """The scan of a label, or a typed number, of whatever bag. Raises `Refusal` for anything else."""
    read = read_scan(scan, station.site)
    if isinstance(read, BagScan):
        return read
    raise Refusal(
        Code.WRONG_KIND,
        text("This is not a bag's label."),
        expected=wanted,
        got=describe(read),
        advice=text("Scan the label on the opaque cover."),
    )


def bedside_check(station: Station, connection: Connection, bag: Bag, seen: Seen, now: datetime) -> Bedside:
    """The whole check of a bag at one moment."""
    known = _known(station, connection, bag, seen, now)
    return check(station.protocol, station.policy, known, now, station.site.tz)


def is_old(station: Station, scanned_at: datetime) -> bool:
    """Whether a scan no longer says who lies in the bed, or which bag hangs beside it: somebody may have come
    in between. A GO is believed as long.
    """
    return station.clock.now() - scanned_at >= station.policy.bedside_scans.duration


class Facts(NamedTuple):
    """What somebody decides about who decides against an item."""

    sha256: str
    """Of what is recorded about it and how that stands: it changes with everything new, and when time makes
    something else of it."""
    right: bool
    """The item passes: there is nothing to decide against."""


def facts_about(
    station: Station, connection: Connection, bag_id: str, item: Overridable, now: datetime
) -> Facts:
    """What is recorded about an item, as it stands at a moment."""
    recorded: object
    stands: object
    if item is Overridable.PREMEDICATION:
        recorded = given(connection, bag_id)
        stands = premedication_stands(station.protocol, station.policy, recorded, now)
        right = set(stands.values()) == {"right"}
    else:
        recorded = newest_signs(connection, bag_id)
        stands = signs_stand(station.policy, recorded, now)
        right = stands == "right"
    facts = canonical({"facts": plain(recorded), "stands": plain(stands)})
    return Facts(hashlib.sha256(facts.encode()).hexdigest(), right)


def given(connection: Connection, bag_id: str) -> dict[Premedicine, tuple[datetime, ...]]:
    """When each premedicine was given for a bag, in the order of time."""
    found: dict[Premedicine, list[datetime]] = defaultdict(list)
    rows = _GIVEN.rows(connection, of_bag=bag_id)
    for medicine, at in rows:
        found[medicine].append(at)
    return {medicine: tuple(times) for medicine, times in found.items()}


def signs_of(connection: Connection, bag_id: str) -> tuple[VitalSigns, ...]:
    """Every look at the patient that is recorded for a bag, in the order of time."""
    rows = _SIGNS.rows(connection, of_bag=bag_id)
    return tuple(
        VitalSigns(
            at=row.at,
            heart_rate=row.heart_rate,
            systolic=row.systolic,
            diastolic=row.diastolic,
            celsius=Decimal(row.millicelsius).scaleb(-3),
            skin=row.skin,
        )
        for row in rows
    )


def newest_signs(connection: Connection, bag_id: str) -> VitalSigns | None:
    """The newest look at the patient."""
    looks = signs_of(connection, bag_id)
    return looks[-1] if looks else None


def started(station: Station, connection: Connection, bag: Bag) -> Text | None:
    """By whom and when a bag was started, and how its infusion ended. What its pump has run counts even where
    the bag itself does not say so any more.
    """
    start = next(iter(_START.rows(connection, of_bag=bag.id)), None)
    if start is None:
        return text("started at an unknown time") if bag.started_at else None
    zone = station.site.tz
    began = text("started at {time} by {name}", time=clock_time(start.at, zone), name=start.name)
    if bag.ended_at is None:
        return began
    ended = text("{state} at {time}", state=STATE_NAMES[bag.state], time=clock_time(bag.ended_at, zone))
    return in_a_row([began, ended])


def _known(station: Station, connection: Connection, bag: Bag, seen: Seen, now: datetime) -> AtBedside:
    wristband, said = _wearer(station, connection, seen.wristband)
    # Once it is started, what counts is how it was then.
    held = judge(station, bag, bag.started_at or now)
    return AtBedside(
        bag_id=bag.id,
        patient=bag.patient,
        wristband=wristband,
        wristband_said=said,
        on_date=bag.on_date,
        course=bag.course,
        day=bag.day,
        days=bag.days,
        state=bag.state,
        against=_against(station, connection, bag),
        label_copy=bag.label_copy,
        scanned_copy=seen.label.copy_number,
        bag_label_scanned=seen.label.piece == "B",
        started=started(station, connection, bag),
        ended_because=bag.ended_because,
        verdict=held,
        quarantined_because=bag.quarantined_because,
        where=whereabouts_text(station, bag, held),
        given=given(connection, bag.id),
        signs=newest_signs(connection, bag.id),
        primed_with=bag.primed_with,
        primed_at=bag.primed_at,
        overrides=_overrides(station, connection, bag.id, now),
    )


def _against(station: Station, connection: Connection, bag: Bag) -> Text | None:
    """What speaks against a bag's course that was not known when its order was verified. Once it is started,
    the physician at the bed knows more than we do.
    """
    if bag.state is not State.RELEASED:
        return None
    found = against(station, connection, bag)
    if found is None:
        return None
    return text("{item}: {message}", item=item_name(found[0].id), message=found[0].message)


def _wearer(station: Station, connection: Connection, raw: str) -> tuple[Patient | None, Text]:
    """Who wears the wristband that was scanned, or what was scanned instead."""
    try:
        read = read_scan(raw, station.site)
    except UnreadableScan as error:
        return None, text("not readable as a wristband of this hospital: {reason}", reason=error.reason)
    if not isinstance(read, WristbandScan):
        return None, describe(read)
    patient = patient_in(connection, read.record_number or "", read.gsrn)
    return patient, text("a patient's wristband") if patient else text("a wristband of nobody known here")


def whereabouts_text(station: Station, bag: Bag, held: Verdict | None) -> Text:
    """Where a bag is, since when, and how long it was outside by its verdict."""
    here = bag.place
    if here is None or held is None or held.outside_left is None:
        return text("nothing recorded")
    allowed = station.policy.outside_refrigerator.duration
    return text(
        "{place} since {time}, {cover}; {outside} of {allowed} min outside",
        place=station.site.place_name(here.where),
        time=clock_time(here.at, station.site.tz),
        cover=text("covered") if here.covered else text("NOT covered"),
        outside=begun_minutes(allowed - held.outside_left),
        allowed=whole_minutes(allowed),
    )


def _overrides(
    station: Station, connection: Connection, bag_id: str, now: datetime
) -> dict[Overridable, Text]:
    """What was decided against and still holds, because it stands as it did then."""
    rows = _OVERRIDES.rows(connection, of_bag=bag_id)
    standing = {
        item: facts_about(station, connection, bag_id, item, now).sha256
        for item in {row.item for row in rows}
    }
    return {
        row.item: text(
            "overridden by {name}, {time}: {reason}",
            name=row.name,
            time=clock_time(row.decided_at, station.site.tz),
            reason=row.reason,
        )
        for row in rows
        if row.facts_sha256 == standing[row.item]
    }
