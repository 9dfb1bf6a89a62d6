"""Acts at the order desk: patients, courses, verification, a second bag for a day whose first was lost."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, SecretStr
from sqlalchemy import Connection, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from pharmacy.courses import CoursePlan, Patient, plan_course
from pharmacy.errors import Code, Refusal
from pharmacy.identity import new_bag_id
from pharmacy.language import text, verbatim
from pharmacy.people import Act, require_role
from pharmacy.preparation import CLOCKED, PLANNED, STATE_NAMES, WASTED, Action, State, advance
from pharmacy.records import BagNumber, BagRow, CourseRow, PatientRow, columns
from pharmacy.scans import UnreadableScan, WristbandScan, describe, read_scan
from pharmacy.service.act import Desk, Station, act, find_person, moment_text
from pharmacy.service.bags import Bag, bags_of_course, judge, load_bag, move, on_its_day
from pharmacy.service.signatures import sign
from pharmacy.service.words import need

_MOVABLE = frozenset({State.PLANNED, State.VERIFIED, State.IN_PREPARATION, *CLOCKED})

_NOT_BEGUN = frozenset({State.PLANNED, State.VERIFIED, State.CANCELLED})


class OrderedCourse(BaseModel):
    """A course as it was planned and stored."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    id: int
    patient: Patient
    plan: CoursePlan
    bag_ids: tuple[str, ...]


@act(Act.ADD_PATIENT)
def add_patient(
    desk: Desk,
    record_number: str,
    family_name: str,
    given_name: str,
    birth_date: date,
    ward: str,
    wristband: str = "",
) -> Patient:
    """Enter a patient. The wristband is the GSRN where the hospital's wristbands carry one."""
    _check_wristband(desk, wristband)
    patient = Patient(
        record_number=need(record_number, 20, "record_number"),
        family_name=need(family_name, 60, "family_name"),
        given_name=need(given_name, 60, "given_name"),
        birth_date=birth_date,
        ward=need(ward, 40, "ward"),
        wristband=wristband or None,
    )
    if birth_date > desk.today:
        raise Refusal(
            Code.NOT_A_DATE,
            text("This patient is not born yet."),
            expected=text("a birth date up to today"),
            got=text("{birth}", birth=birth_date),
            advice=text("Correct the birth date."),
            bad_input=True,
            field="birth_date",
        )
    taken = select(col(PatientRow.record_number)).where(
        or_(
            col(PatientRow.record_number) == patient.record_number,
            col(PatientRow.wristband) == (patient.wristband or "-"),
        )
    )
    if desk.connection.execute(taken).first() is not None:
        raise Refusal(
            Code.PATIENT_EXISTS,
            text("This record number or wristband is in use."),
            expected=text("a patient who is new here"),
            got=verbatim(patient.record_number),
            advice=text("Look the patient up by record number instead of entering them again."),
            field="record_number",
        )
    desk.connection.execute(insert(PatientRow).values(**patient.model_dump()))
    desk.about(patient.record_number, patient=patient)
    return patient


@act(Act.ORDER_COURSE)
def order_course(
    desk: Desk,
    patient: str,
    number: int,
    first_day: date,
    infusion_at: time,
    previous_end: date | None = None,
    activity_evidence: str = "",
) -> OrderedCourse:
    """Order a course for a patient by record number; its bags are planned, one a day.

    `previous_end` is the last day of the course before, needed from course 2 where that course was
    not given here. Courses 3 and 4 need what shows disease activity.
    """
    station = desk.station
    who, plan, previous, evidence = _planned(
        desk, patient, number, first_day, infusion_at, previous_end, activity_evidence
    )
    course_id = desk.connection.execute(
        insert(CourseRow)
        .values(
            patient_record=who.record_number,
            number=number,
            first_day=plan.days[0].date,
            last_day=plan.days[-1].date,
            infusion_at=f"{infusion_at:%H:%M}",
            zone=plan.zone,
            previous_end=previous,
            activity_evidence=evidence,
            protocol_id=station.protocol.id,
            protocol_version=station.protocol.version,
            protocol_sha256=station.protocol.sha256,
            policy_sha256=station.policy.sha256,
            ordered_by=desk.by.badge,
            ordered_at=desk.now,
        )
        .returning(col(CourseRow.id))
    ).scalar_one()
    bag_ids = tuple(
        _plan_bag(desk, int(course_id or 0), who, day.day, day.date, day.infusion_start) for day in plan.days
    )
    desk.about(
        who.record_number,
        course=number,
        first_day=first_day,
        infusion_at=f"{infusion_at:%H:%M}",
        bags=bag_ids,
        protocol=f"{station.protocol.id} {station.protocol.version} {station.protocol.sha256}",
        policy=station.policy.sha256,
        activity_evidence=evidence,
        previous_end=previous,
    )
    for bag_id in bag_ids:
        desk.also(bag_id, planned=True, course=number, patient=who.record_number)
    return OrderedCourse(id=int(course_id or 0), patient=who, plan=plan, bag_ids=bag_ids)


def preview_course(
    station: Station,
    badge: str,
    patient: str,
    number: int,
    first_day: date,
    infusion_at: time,
    previous_end: date | None = None,
    activity_evidence: str = "",
) -> CoursePlan:
    """What `order_course` would plan, under the same refusals; nothing is stored or recorded."""
    with station.database.reading() as connection:
        desk = Desk(station, connection, find_person(connection, badge), station.clock.now())
        require_role(desk.by, Act.ORDER_COURSE)
        _, plan, _, _ = _planned(
            desk, patient, number, first_day, infusion_at, previous_end, activity_evidence
        )
    return plan


def _planned(
    desk: Desk,
    patient: str,
    number: int,
    first_day: date,
    infusion_at: time,
    previous_end: date | None,
    activity_evidence: str,
) -> tuple[Patient, CoursePlan, date | None, str]:
    """Who, the plan, the end of the course before, and the evidence: all that must hold for an order."""
    who = patient_of(desk, patient)
    previous = _previous_end(desk, who, number, previous_end)
    plan = plan_course(
        desk.station.protocol,
        number=number,
        first_day=first_day,
        infusion_at=_wall_clock(infusion_at),
        zone=desk.station.site.tz,
        previous_end=previous,
        birth_date=who.birth_date,
    )
    _in_future(desk, plan.days[0].date, plan.days[0].infusion_start)
    evidence = _activity(desk, number, activity_evidence)
    _no_other_course(desk, who, plan)
    return who, plan, previous, evidence


def _wall_clock(at: time) -> time:
    if at.tzinfo is None and not (at.second or at.microsecond):
        return at
    raise Refusal(
        Code.NOT_A_DATE,
        text("This is no clock time of an order."),
        expected=text("hours and minutes, like 12:00; the site knows its zone"),
        got=verbatim(at.isoformat()),
        advice=text("Type it again."),
        bad_input=True,
        field="infusion_at",
    )


@act(Act.CANCEL_COURSE)
def cancel_course(desk: Desk, bag_id: str, reason: str) -> tuple[str, ...]:
    """Give up the whole course of a bag, as long as none of its bags was begun; return the bags that were
    cancelled. The same course can then be ordered again, on the right days.
    """
    bag = load_bag(desk.connection, bag_id)
    _course_stands(desk, bag)
    course_id = bag.course_id
    bags = bags_of_course(desk.connection, course_id)
    for bag in bags:
        if bag.state not in _NOT_BEGUN:
            raise Refusal(
                Code.ILLEGAL_ACTION,
                text("This course has begun."),
                expected=text("a course of which no bag was begun"),
                got=text("bag {bag}, {state}", bag=bag.id, state=STATE_NAMES[bag.state]),
                advice=text("Cancel its remaining bags one by one."),
            )
    given_up = [bag.id for bag in bags if bag.state is not State.CANCELLED]
    why = need(reason)
    for bag in bags:
        if bag.id in given_up:
            move(desk, bag, Action.CANCEL, ended_because=why)
    desk.connection.execute(
        update(CourseRow).where(col(CourseRow.id) == course_id).values(cancelled_at=desk.now)
    )
    for cancelled in given_up:
        desk.also(cancelled, state=State.CANCELLED, reason=why)
    desk.about(bag_id, action="cancel course", cancelled=given_up, reason=why)
    return tuple(given_up)


@act(Act.VERIFY_BAG)
def verify_bag(desk: Desk, bag_id: str, pin: SecretStr) -> Bag:  # noqa: ARG001 - checked by `act`
    """A pharmacist verifies one day's order and signs it. Its labels are tried first: a name that
    cannot be printed must be known before a vial is opened.
    """
    bag = load_bag(desk.connection, bag_id)
    advance(bag.progress, Action.VERIFY)
    desk.station.proof(desk.station, bag, desk.by.name)
    signed = sign(desk, bag, "order verified", _facts(desk.station, bag))
    moved = move(
        desk,
        bag,
        Action.VERIFY,
        protocol_sha256=desk.station.protocol.sha256,
        policy_sha256=desk.station.policy.sha256,
    )
    desk.about(bag_id, signed_sha256=signed)
    return moved


@act(Act.RESCHEDULE)
def reschedule(desk: Desk, bag_id: str, infusion_at: time, reason: str) -> Bag:
    """Plan the infusion for another time of the same day. A verified order must then be verified again,
    because its premedication moves too; for a bag in preparation or ready the sheets are printed anew.
    """
    bag = load_bag(desk.connection, bag_id)
    why = need(reason)
    if bag.state not in _MOVABLE:
        raise Refusal(
            Code.ILLEGAL_ACTION,
            text("The time of this bag cannot be changed any more."),
            expected=text("a bag whose infusion has not begun"),
            got=text("bag {bag}, {state}", bag=bag.id, state=STATE_NAMES[bag.state]),
            advice=text("Look at the bag's state on the worklist and do what is due there."),
        )
    day = plan_course(
        desk.station.protocol,
        number=1,
        first_day=bag.on_date,
        infusion_at=_wall_clock(infusion_at),
        zone=desk.station.site.tz,
        previous_end=None,
        birth_date=bag.patient.birth_date,
    ).days[0]
    _in_future(desk, day.date, day.infusion_start)
    _in_time(desk, bag, day.infusion_start)
    verified_under = {"protocol_sha256": "", "policy_sha256": ""} if bag.state is State.VERIFIED else {}
    desk.connection.execute(
        update(BagRow)
        .where(col(BagRow.id) == bag_id)
        .values(infusion_start=day.infusion_start, **verified_under)
    )
    desk.about(bag_id, infusion_start=day.infusion_start, before=bag.infusion_start, reason=why)
    return load_bag(desk.connection, bag_id)


@act(Act.REPLACE_BAG)
def replace_bag(desk: Desk, bag_id: str, reason: str) -> Bag:
    """Order another bag for the day of one that was cancelled or discarded."""
    lost = load_bag(desk.connection, bag_id)
    if lost.state not in WASTED:
        raise _two_bags(desk, lost)
    _course_stands(desk, lost)
    on_its_day(desk, lost)
    again = _plan_bag(desk, lost.course_id, lost.patient, lost.day, lost.on_date, lost.infusion_start)
    desk.about(again, replaces=bag_id, reason=need(reason))
    return load_bag(desk.connection, again)


def course_plan(station: Station, bag: Bag) -> CoursePlan:
    """The plan that a bag belongs to, as it was ordered, with the bag's own time where it was changed."""
    with station.database.reading() as connection:
        row = connection.execute(
            select(
                col(CourseRow.number),
                col(CourseRow.first_day),
                col(CourseRow.infusion_at),
                col(CourseRow.zone),
                col(CourseRow.previous_end),
            ).where(col(CourseRow.id) == bag.course_id)
        ).one()
    plan = plan_course(
        station.protocol,
        number=row.number,
        first_day=row.first_day,
        infusion_at=time.fromisoformat(row.infusion_at),
        zone=ZoneInfo(row.zone),
        previous_end=row.previous_end,
        birth_date=bag.patient.birth_date,
    )
    days = (
        day.model_copy(update={"infusion_start": bag.infusion_start}) if day.day == bag.day else day
        for day in plan.days
    )
    return plan.model_copy(update={"days": tuple(days)})


def course_bags(station: Station, course_id: int) -> list[Bag]:
    """A course's bags, by day."""
    with station.database.reading() as connection:
        return bags_of_course(connection, course_id)


def find_patient(station: Station, scan_or_record: str) -> Patient:
    """Who a wristband or a typed record number belongs to."""
    with station.database.reading() as connection:
        typed = select(col(PatientRow.record_number)).where(
            col(PatientRow.record_number) == scan_or_record.strip()
        )
        record = connection.execute(typed).scalar_one_or_none()
        if record is not None:
            return _patient(connection, record, None)
        read = read_scan(scan_or_record, station.site)
        if not isinstance(read, WristbandScan):
            raise Refusal(
                Code.WRONG_KIND,
                text("This is not what is wanted now."),
                expected=text("a patient's wristband, or a typed record number"),
                got=describe(read),
                advice=text("Scan the wristband."),
            )
        return _patient(connection, read.record_number or "", read.gsrn)


def patient_of(desk: Desk, record_number: str) -> Patient:
    """The patient with a record number, inside an act."""
    return _patient(desk.connection, record_number, None)


def _patient(connection: Connection, record_number: str, gsrn: str | None) -> Patient:
    wanted = col(PatientRow.wristband) == gsrn if gsrn else col(PatientRow.record_number) == record_number
    row = connection.execute(select(*columns(PatientRow)).where(wanted)).one_or_none()
    if row is None:
        raise Refusal(
            Code.UNKNOWN_PATIENT,
            text("This patient is not known here."),
            expected=text("the record number or wristband of a patient who was entered"),
            got=verbatim(gsrn or record_number),
            advice=text("Enter the patient first (key n on the worklist)."),
        )
    return Patient.model_validate(dict(row._mapping))


def _check_wristband(desk: Desk, wristband: str) -> None:
    """A wristband's number must be one that its code can carry, or no scan would ever find the patient."""
    try:
        read = read_scan(f"8018{wristband}", desk.station.site) if wristband else None
    except UnreadableScan:
        read = None
    if wristband and not (isinstance(read, WristbandScan) and read.gsrn == wristband):
        raise Refusal(
            Code.UNREADABLE,
            text("This is no number of a wristband."),
            expected=text("18 digits with a right check digit, or nothing"),
            got=verbatim(wristband[:40]),
            advice=text("Scan the wristband instead of typing it."),
            bad_input=True,
            field="wristband",
        )


def _course_stands(desk: Desk, bag: Bag) -> None:
    cancelled_at = desk.connection.execute(
        select(col(CourseRow.cancelled_at)).where(col(CourseRow.id) == bag.course_id)
    ).scalar_one()
    if cancelled_at is not None:
        raise Refusal(
            Code.ILLEGAL_ACTION,
            text("This bag's course was cancelled."),
            expected=text("a bag of a course that stands"),
            got=text("a course cancelled {when}", when=moment_text(cancelled_at, desk.station.site.tz)),
            advice=text("Order the course anew."),
        )


def _previous_end(desk: Desk, who: Patient, number: int, given: date | None) -> date | None:
    """The end of the course before: as recorded here, otherwise as given, from course 2 never unknown.
    No day given can be earlier than what is recorded here of any course of the patient.
    """
    desk.station.protocol.for_course(number)
    courses = desk.connection.execute(
        select(col(CourseRow.number), col(CourseRow.last_day)).where(
            col(CourseRow.patient_record) == who.record_number, col(CourseRow.cancelled_at).is_(None)
        )
    )
    ends: dict[int, date] = {int(course): last_day for course, last_day in courses}
    later = max(ends, default=0)
    if later > number and number not in ends:
        raise Refusal(
            Code.COURSE_ORDER,
            text("{name} already has a later course.", name=who.name),
            expected=text("the next course"),
            got=text("course {number}, after course {later}", number=number, later=later),
            advice=text("Check how many courses the patient has had."),
            source=desk.station.protocol.interval.cite,
            field="number",
        )
    recorded = ends.get(number - 1)
    latest = max((end for course, end in ends.items() if course < number), default=None)
    if recorded is None and latest is not None and given is not None and given <= latest:
        raise Refusal(
            Code.COURSE_ORDER,
            text("An earlier course ended after that day, by the record here."),
            expected=text("a day after {day}", day=latest),
            got=text("{day}", day=given),
            advice=text("Check which course this is, and when the one before it ended."),
            source=desk.station.protocol.interval.cite,
            field="previous_end",
        )
    if recorded is not None and given is not None and given != recorded:
        raise Refusal(
            Code.COURSE_ORDER,
            text("The course before ended on another day, by the record here."),
            expected=text("{day}", day=recorded),
            got=text("{day}", day=given),
            advice=text("Leave the day empty, or find out which one is right."),
            field="previous_end",
        )
    previous = recorded or given
    if number > 1 and previous is None:
        raise Refusal(
            Code.MISSING,
            text("Course {number} needs the last day of the course before.", number=number),
            expected=text("the day on which course {number} ended", number=number - 1),
            got=text("nothing"),
            advice=text("Ask the neurologist or look into the patient's card."),
            source=desk.station.protocol.interval.cite,
            bad_input=True,
            field="previous_end",
        )
    return previous


def _in_future(desk: Desk, day: date, start: datetime) -> None:
    if day < desk.today:
        raise Refusal(
            Code.PAST_DAY,
            text("A course cannot begin on a day that is over."),
            expected=text("{today} or later", today=desk.today),
            got=text("{day}", day=day),
            advice=text("Correct the first day."),
            field="first_day",
        )
    if start < desk.now:
        zone = desk.station.site.tz
        raise Refusal(
            Code.PAST_DAY,
            text("An infusion cannot be planned for a time that is over."),
            expected=text("{now} or later", now=moment_text(desk.now, zone)),
            got=verbatim(moment_text(start, zone)),
            advice=text("Correct the day or the time."),
            field="infusion_at",
        )


def _in_time(desk: Desk, bag: Bag, start: datetime) -> None:
    """A mixed bag lasts until the new time."""
    held = judge(desk.station, bag, desk.now)
    if held is None or start <= held.start_before:
        return
    zone = desk.station.site.tz
    raise Refusal(
        Code.PAST_START_BEFORE,
        text("This bag is mixed, and will be over by then."),
        expected=text("a time up to {when}", when=moment_text(held.start_before, zone)),
        got=verbatim(moment_text(start, zone)),
        advice=text("Choose an earlier time, or discard bag {bag} and order another one.", bag=bag.id),
        source=desk.station.protocol.storage_limit.cite,
        field="infusion_at",
    )


def _activity(desk: Desk, number: int, evidence: str) -> str:
    needed = desk.station.protocol.for_course(number).evidence_of_activity
    if not evidence.strip():
        if not needed.value:
            return ""
        raise Refusal(
            Code.ACTIVITY_NOT_CONFIRMED,
            text("Course {number} is given only on evidence of disease activity.", number=number),
            expected=text("what shows it: relapse, MRI, disability"),
            got=text("nothing"),
            advice=text("Write down what the neurologist found."),
            source=needed.cite,
            field="activity_evidence",
        )
    return need(evidence, field="activity_evidence")


def _no_other_course(desk: Desk, who: Patient, plan: CoursePlan) -> None:
    exists = desk.connection.execute(
        select(col(CourseRow.first_day)).where(
            col(CourseRow.patient_record) == who.record_number,
            col(CourseRow.number) == plan.number,
            col(CourseRow.cancelled_at).is_(None),
        )
    ).scalar_one_or_none()
    if exists is not None:
        raise Refusal(
            Code.COURSE_EXISTS,
            text("{name} already has course {number}.", name=who.name, number=plan.number),
            expected=text("the next course"),
            got=text("course {number}, from {day}", number=plan.number, day=exists),
            advice=text("Look at the worklist for its bags."),
            field="number",
        )
    clash = desk.connection.execute(
        select(col(BagRow.on_date), col(BagRow.id)).where(
            col(BagRow.patient_record) == who.record_number,
            col(BagRow.on_date).in_([day.date for day in plan.days]),
            col(BagRow.state).not_in(WASTED),
        )
    ).first()
    if clash is not None:
        raise Refusal(
            Code.TWO_BAGS_ONE_DAY,
            text("{name} has a bag for that day already.", name=who.name),
            expected=text("one bag a day, {dose}", dose=desk.station.protocol.dose.quantity),
            got=text("bag {bag} on {day}", bag=clash.id, day=clash.on_date),
            advice=text("Choose other days, or cancel the other bag first."),
            source=desk.station.protocol.dose.cite,
            field="first_day",
        )


def _two_bags(desk: Desk, bag: Bag) -> Refusal:
    return Refusal(
        Code.TWO_BAGS_ONE_DAY,
        text("{name} has a bag for that day already.", name=bag.patient.name),
        expected=text("one bag a day, {dose}", dose=desk.station.protocol.dose.quantity),
        got=text("bag {bag} on {day}", bag=bag.id, day=bag.on_date),
        advice=text("Cancel or discard that bag first, with the reason."),
        source=desk.station.protocol.dose.cite,
    )


def _plan_bag(
    desk: Desk, course_id: int, who: Patient, day: int, on_date: date, infusion_start: datetime
) -> str:
    year = desk.now.astimezone(desk.station.site.tz).year
    number = desk.connection.execute(
        update(BagNumber)
        .where(col(BagNumber.year) == year)
        .values(last=col(BagNumber.last) + 1)
        .returning(col(BagNumber.last))
    ).scalar_one_or_none()
    if number is None:
        number = 1
        desk.connection.execute(insert(BagNumber).values(year=year, last=number))
    bag_id = new_bag_id(year, number)
    try:
        desk.connection.execute(
            insert(BagRow).values(
                id=bag_id,
                course_id=course_id,
                patient_record=who.record_number,
                day=day,
                on_date=on_date,
                infusion_start=infusion_start,
                state=PLANNED.state,
                step=PLANNED.step,
                label_copy=0,
                ended_because="",
            )
        )
    except IntegrityError as error:
        live = desk.connection.execute(
            select(col(BagRow.id)).where(
                col(BagRow.patient_record) == who.record_number,
                col(BagRow.on_date) == on_date,
                col(BagRow.state).not_in(WASTED),
            )
        ).scalar_one()
        raise _two_bags(desk, load_bag(desk.connection, live)) from error
    return bag_id


def _facts(station: Station, bag: Bag) -> dict[str, object]:
    """What a pharmacist puts their name to when verifying."""
    return {
        "bag": bag.id,
        "patient": bag.patient,
        "course": bag.course,
        "day": bag.day,
        "infusion_start": bag.infusion_start,
        "dose": str(station.protocol.dose.quantity),
        "protocol": station.protocol.sha256,
        "policy": station.policy.sha256,
    }
