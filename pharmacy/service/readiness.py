"""How ready a patient is for a course, by what is known and decided; without it no order is verified, no vial
opened for one, no bag released or started.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, func, select
from sqlmodel import col

from pharmacy.audit import events_about
from pharmacy.courses import CoursePlan, Patient
from pharmacy.errors import Code, Refusal
from pharmacy.event_form import canonical
from pharmacy.language import Text, text
from pharmacy.moments import moment_text
from pharmacy.people import Act
from pharmacy.plain import plain
from pharmacy.preparation import IN_HAND, State
from pharmacy.protocol.readiness import Weight
from pharmacy.readiness import Item, Readiness, Status, Workup, assess
from pharmacy.readiness.names import item_name
from pharmacy.readiness.reading import workup_from, workup_text
from pharmacy.records import DecisionRow, PersonRow, WorkupRow
from pharmacy.service.act import Desk, Station, recorded
from pharmacy.service.bag import Bag
from pharmacy.service.bags import load_bag
from pharmacy.statements import Statement

BEGUN = IN_HAND - {State.INFUSING}
"""States of a bag that is stopped by what is entered against its course."""
_NEWEST = Statement(
    select(col(WorkupRow.id), col(WorkupRow.body))
    .where(col(WorkupRow.patient_record) == bindparam("of_patient"))
    .order_by(col(WorkupRow.id).desc())
    .limit(1)
)
_ENTERED = Statement(
    select(col(WorkupRow.entered_at), col(PersonRow.name))
    .join(PersonRow, col(PersonRow.badge) == col(WorkupRow.entered_by))
    .where(col(WorkupRow.patient_record) == bindparam("of_patient"))
    .order_by(col(WorkupRow.id).desc())
    .limit(1)
)
_DECIDED = (
    select(
        col(DecisionRow.course_id),
        col(DecisionRow.item),
        col(DecisionRow.finding_sha256),
        col(DecisionRow.reason),
        col(PersonRow.name),
    )
    .join(PersonRow, col(PersonRow.badge) == col(DecisionRow.decided_by))
    .where(col(DecisionRow.ended_at).is_(None))
    .order_by(col(DecisionRow.id))
)
_BODY = Statement(select(col(WorkupRow.body)).where(col(WorkupRow.id) == bindparam("of_id")))
_EVER_DECIDED = Statement(
    select(col(DecisionRow.finding_sha256)).where(col(DecisionRow.course_id) == bindparam("of_course"))
)
_DECISIONS = Statement(_DECIDED.where(col(DecisionRow.course_id) == bindparam("of_course")))


class Decision(NamedTuple):
    """Why a recommendation is not followed, and who answers for it."""

    by: str
    """Name."""
    reason: str


class Judged(NamedTuple):
    """A course's readiness, with what was decided against."""

    readiness: Readiness
    decisions: Mapping[str, Decision]
    """By item; only those that still hold."""

    @property
    def open(self) -> tuple[Item, ...]:
        """What is in the way of the course, what is not met first."""
        left = [item for item in self.readiness.open if item.id not in self.decisions]
        return tuple(sorted(left, key=lambda item: item.status is not Status.NOT_MET))

    @property
    def sha256(self) -> str:
        """Of how everything stands, and of what was decided: who has read it can say so."""
        stands = [finding(item) for item in self.readiness.items]
        return _digest({"items": stands, "decided": dict(self.decisions)})


def workup_of(station: Station, record_number: str) -> Workup:
    """What is known of a patient; all of it unknown where nothing was entered."""
    with station.database.reading() as connection:
        return known_of(connection, record_number)


def readiness_of(station: Station, bag: Bag) -> Judged:
    """How ready the patient of a bag is for its course, by what is known today."""
    with station.database.reading() as connection:
        return judged(station, connection, bag)


def readiness_for(
    station: Station, patient: Patient, plan: CoursePlan, previous_end: date | None, evidence: str
) -> Readiness:
    """How ready a patient is for a course that is not ordered yet."""
    order = Ordered(patient.birth_date, previous_end, evidence)
    known = order.with_known(workup_of(station, patient.record_number))
    return assess(
        station.protocol,
        station.policy,
        known,
        course=plan.number,
        first_day=plan.on(1).date,
        as_of=_today(station),
    )


def stopped(station: Station, bag: Bag) -> bool:
    """Whether a bag is begun and does not go on, because of what was entered since it was verified."""
    with station.database.reading() as connection:
        return bag.state in BEGUN and _stopped(station, connection, bag)


def unready(station: Station, connection: Connection, bags: Sequence[Bag]) -> frozenset[str]:
    """Which bags wait for their course: not verified yet because it still needs something, or begun and
    stopped by what was entered since they were verified. None that runs.
    """
    planned = {bag.course_id: bag for bag in bags if bag.state is State.PLANNED}
    known = _known_of_all(connection, {bag.patient.record_number for bag in planned.values()})
    decided = _decided_in(connection, set(planned))
    held = {bag.id for bag in bags if bag.state in BEGUN and _stopped(station, connection, bag)}
    open_ones = {
        course
        for course, bag in planned.items()
        if _judged(station, bag, known.get(bag.patient.record_number, _NOTHING), decided.get(course, ())).open
    }
    return frozenset(
        bag.id
        for bag in bags
        if bag.id in held or (bag.state is State.PLANNED and bag.course_id in open_ones)
    )


def _stopped(station: Station, connection: Connection, bag: Bag) -> bool:
    """Also where what is known was edited and cannot be read: one patient's row stops nobody else's list."""
    try:
        return against(station, connection, bag) is not None
    except Refusal:
        return True


def judged(station: Station, connection: Connection, bag: Bag) -> Judged:
    """How ready the patient of a bag is for its course, inside a transaction."""
    known = known_of(connection, bag.patient.record_number)
    return _judged(station, bag, known, _DECISIONS.rows(connection, of_course=bag.course_id))


def _judged(station: Station, bag: Bag, known: Workup, decided: Iterable[Any]) -> Judged:
    values = _Same(station.protocol), _Same(station.policy)
    readiness = _assessed(*values, _Same(known), ordered(bag), bag.course, bag.first_day, _today(station))
    now = {item.id: finding(item) for item in readiness.open if item.weight is Weight.RECOMMENDED}
    decisions = {
        row.item: Decision(row.name, row.reason) for row in decided if now.get(row.item) == row.finding_sha256
    }
    return Judged(readiness, decisions)


def check_ready(station: Station, badge: str, bag_id: str) -> None:
    """Ask, before anybody types a PIN, whether an order can be verified. A refusal is recorded."""
    with (
        recorded(station, badge, Act.VERIFY_BAG, {"bag_id": bag_id}),
        station.database.reading() as connection,
    ):
        refuse_unready(station, connection, load_bag(connection, bag_id))


def refuse_unready(station: Station, connection: Connection, bag: Bag) -> Judged:
    """Raise `Refusal` (not-ready, readiness-unknown) unless everything that the course needs first is met,
    does not apply, or was decided against by somebody who may. Returns what it stands on.
    """
    found = judged(station, connection, bag)
    if not found.open:
        return found
    first = found.open[0]
    raise _not_ready(
        found.open,
        text("{to_do} Key r on the order or y on the worklist shows all of it.", to_do=first.to_do or ""),
    )


def _not_ready(open_ones: tuple[Item, ...], advice: Text) -> Refusal:
    first, more = open_ones[0], len(open_ones) - 1
    known = first.status is Status.NOT_MET
    got = text("{item}: {message}", item=item_name(first.id), message=first.message)
    return Refusal(
        Code.NOT_READY if known else Code.READINESS_UNKNOWN,
        text("The patient is not ready for this course.")
        if known
        else text("Whether the patient is ready for this course is not known."),
        expected=text("everything that the source asks for before a course, or a signed reason why not"),
        got=text("{first} And {more} more.", first=got, more=more) if more else got,
        advice=advice,
        source=first.source,
    )


_NOTHING = Workup()
"""What is known of a patient before anything is; one for all, so that what follows from it is remembered."""


def against(station: Station, connection: Connection, bag: Bag) -> tuple[Item, ...] | None:
    """What is in the way of a verified bag's course by what was entered since its order was verified; none
    where nothing is. Neither values that were signed since nor the day stop a bag that is begun.

    Which entry came first is told by their numbers: clocks of two stations differ, and one may be set.
    """
    newest = _NEWEST.one(connection, of_patient=bag.patient.record_number)
    then = _verified_with(connection, bag.id)
    if newest is None or newest.id == then:
        return None
    row = _BODY.one(connection, of_id=then)
    known_then = _NOTHING if row is None else _read(row.body)
    decided = {row.finding_sha256 for row in _EVER_DECIDED.rows(connection, of_course=bag.course_id)}
    stood = {finding(item) for item in _judged(station, bag, known_then, ()).open} - decided
    found = judged(station, connection, bag).open
    return tuple(item for item in found if finding(item) not in stood) or None


def _verified_with(connection: Connection, bag_id: str) -> int:
    """The number of the work-up that a bag's order was last verified with; 0 where nothing was known."""
    for event in reversed(events_about(connection, bag_id)):
        if (event["act"], event["result"]) == (Act.VERIFY_BAG, "ok"):
            return int(event["data"].get("workup", 0))
    return 0


def newest_workup(connection: Connection, record_number: str) -> int:
    """The number of what is known of a patient now; 0 where nothing is."""
    row = _NEWEST.one(connection, of_patient=record_number)
    return 0 if row is None else int(row.id)


def refuse_against(station: Station, connection: Connection, bag: Bag) -> None:
    """Raise `Refusal` (not-ready, readiness-unknown) where something stands against a bag's course by what
    was entered since its order was verified.
    """
    found = against(station, connection, bag)
    if found is not None:
        raise _not_ready(
            found,
            text(
                "Stop here, and call a pharmacist or the physician: on the worklist y shows all of it. If it "
                "stands, the bag is cancelled or discarded."
            ),
        )


def finding(item: Item) -> str:
    """The hash of how an item stands: what somebody decides against is this, and nothing that comes later."""
    return _digest({"item": item.id, "status": item.status, "message": str(item.message)})


def workup_sha256(known: Workup) -> str:
    """The hash of all that is known: who opens a form says by it what it was filled from."""
    return _digest({"workup": workup_text(known)})


def _digest(facts: Mapping[str, object]) -> str:
    return hashlib.sha256(canonical(plain(facts)).encode()).hexdigest()


def refuse_stale(desk: Desk, record_number: str, read: str, now: str, what: Text) -> None:
    """Raise `Refusal` (changed-meanwhile) where somebody read something else of a patient than there is now:
    who entered the newest, and when.
    """
    if read in {"", now}:
        return
    newest = _ENTERED.one(desk.connection, of_patient=record_number)
    raise Refusal(
        Code.CHANGED_MEANWHILE,
        text("Somebody has entered something else meanwhile: {what}.", what=what),
        expected=text("{what} as you have read it", what=what),
        got=text(
            "what {name} entered at {when}",
            name=newest.name,
            when=moment_text(newest.entered_at, desk.station.site.tz),
        )
        if newest
        else text("nothing is known any more"),
        advice=text("Read it as it stands now, then do it again."),
    )


def _known_of_all(connection: Connection, records: set[str]) -> dict[str, Workup]:
    newest = (
        select(func.max(col(WorkupRow.id)))
        .where(col(WorkupRow.patient_record).in_(records))
        .group_by(col(WorkupRow.patient_record))
    )
    rows = connection.execute(
        select(col(WorkupRow.patient_record), col(WorkupRow.body)).where(col(WorkupRow.id).in_(newest))
    )
    found = {}
    for record, body in rows:
        with suppress(Refusal):  # edited: as if nothing were known
            found[record] = _read(body)
    return found


def _decided_in(connection: Connection, courses: set[int]) -> dict[int, list[Any]]:
    rows = connection.execute(_DECIDED.where(col(DecisionRow.course_id).in_(courses)))
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.course_id, []).append(row)
    return found


def known_of(connection: Connection, record_number: str) -> Workup:
    """What is known of a patient, inside a transaction."""
    row = _NEWEST.one(connection, of_patient=record_number)
    return _NOTHING if row is None else _read(row.body)


@lru_cache(maxsize=1024)
def _read(body: str) -> Workup:
    """The list of today reads the same ones again and again."""
    return workup_from(body, "work-up")


class Ordered(NamedTuple):
    """What patient and order say, which is no part of the work-up."""

    birth_date: date
    previous_end: date | None
    """Last day of the course before."""
    activity_evidence: str

    def with_known(self, known: Workup) -> Workup:
        """A work-up with it."""
        return known.model_copy(
            update={
                "birth_date": self.birth_date,
                "previous_course_end": self.previous_end,
                "activity_evidence": self.activity_evidence or None,
            }
        )


def ordered(bag: Bag) -> Ordered:
    """What patient and order of a bag say."""
    return Ordered(bag.patient.birth_date, bag.previous_end, bag.activity_evidence)


def _today(station: Station) -> date:
    return station.clock.now().astimezone(station.site.tz).date()


class _Same:
    """A value that never changes, equal to itself alone: comparing all that it holds would take longer than
    what is remembered by it.
    """

    def __init__(self, value: Any) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.value is other.value


@lru_cache(maxsize=256)
def _assessed(
    protocol: _Same, policy: _Same, known: _Same, order: Ordered, course: int, first_day: date, today: date
) -> Readiness:
    """The worklist asks the same of every planned bag again and again."""
    workup = order.with_known(known.value)
    return assess(protocol.value, policy.value, workup, course=course, first_day=first_day, as_of=today)
