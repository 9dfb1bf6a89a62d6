"""Acts on a whole course: planned and ordered day by day, or given up before it began."""

from datetime import date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict
from sqlalchemy import bindparam, select
from sqlmodel import col

from pharmacy.courses import CoursePlan, Patient, plan_course
from pharmacy.errors import Code, Refusal
from pharmacy.language import text, verbatim
from pharmacy.moments import moment_text
from pharmacy.people import Act, require_role
from pharmacy.preparation import STATE_NAMES, WASTED, Action, State
from pharmacy.readiness import Readiness
from pharmacy.readiness.nothing_found import WHAT_WAS_FOUND, denies
from pharmacy.records import BagRow, CourseRow
from pharmacy.service.act import Desk, Station, act
from pharmacy.service.bag import Bag
from pharmacy.service.bags import bags_of_course, bags_of_patient
from pharmacy.service.holding import hold_course, hold_patient
from pharmacy.service.kept import from_tables
from pharmacy.service.moving import move, plan_bag
from pharmacy.service.patients import patient_of
from pharmacy.service.readiness import readiness_for
from pharmacy.service.standing import find_person
from pharmacy.service.words import need
from pharmacy.statements import Statement

_NOT_BEGUN = frozenset({State.PLANNED, State.VERIFIED, State.CANCELLED})


class WantedCourse(BaseModel):
    """A course as somebody wants it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    patient: str
    """Record number."""
    number: int
    first_day: date
    infusion_at: time
    """Wall-clock time at the site, the same on every day."""
    previous_end: date | None = None
    """Last day of the course before; needed from course 2 where that one was not given here."""
    activity_evidence: str = ""
    """What shows disease activity; needed for courses 3 and 4."""


class OrderedCourse(BaseModel):
    """A course as it was planned and stored."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    id: int
    patient: Patient
    plan: CoursePlan
    bag_ids: tuple[str, ...]


@act(Act.ORDER_COURSE)
def order_course(desk: Desk, wanted: WantedCourse) -> OrderedCourse:
    """Order a course for a patient by record number; its bags are planned, one a day."""
    station = desk.station
    hold_patient(desk.connection, wanted.patient)
    who, plan, previous, evidence = _planned(desk, wanted)
    first_day, infusion_at = plan.days[0].date, f"{wanted.infusion_at:%H:%M}"
    course_id = desk.changes.add(
        CourseRow,
        patient_record=who.record_number,
        number=plan.number,
        first_day=first_day,
        last_day=plan.days[-1].date,
        infusion_at=infusion_at,
        zone=plan.zone,
        previous_end=previous,
        activity_evidence=evidence,
        protocol_id=station.protocol.id,
        protocol_version=station.protocol.version,
        protocol_sha256=station.protocol.sha256,
        policy_sha256=station.policy.sha256,
        ordered_by=desk.by.badge,
        ordered_at=desk.now,
    ).id
    bag_ids = tuple(
        plan_bag(desk, course_id, who, day.day, day.date, day.infusion_start) for day in plan.days
    )
    desk.about(
        who.record_number,
        course=plan.number,
        first_day=first_day,
        infusion_at=infusion_at,
        bags=bag_ids,
        protocol=f"{station.protocol.id} {station.protocol.version} {station.protocol.sha256}",
        policy=station.policy.sha256,
        activity_evidence=evidence,
        previous_end=previous,
    )
    for bag_id in bag_ids:
        desk.also(bag_id, planned=True, course=plan.number, patient=who.record_number)
    return OrderedCourse(id=course_id, patient=who, plan=plan, bag_ids=bag_ids)


class Preview(NamedTuple):
    """A course as it would be planned, and whether its patient is ready for it."""

    plan: CoursePlan
    readiness: Readiness


def preview_course(station: Station, badge: str, wanted: WantedCourse) -> Preview:
    """What `order_course` would plan, under the same refusals; nothing is stored or recorded."""
    with station.database.reading() as connection:
        desk = Desk(station, connection, find_person(connection, badge))
        require_role(desk.by, Act.ORDER_COURSE)
        who, plan, previous, evidence = _planned(desk, wanted)
    return Preview(plan, readiness_for(station, who, plan, previous, evidence))


@act(Act.CANCEL_COURSE)
def cancel_course(desk: Desk, bag_id: str, reason: str) -> tuple[str, ...]:
    """Give up the whole course of a bag, as long as none of its bags was begun; return the bags that were
    cancelled. The same course can then be ordered again, on the right days.
    """
    bags = hold_course(desk.connection, bag_id)
    course_stands(desk, bags[0])
    course_id = bags[0].course_id
    if begun := begun_of(bags):
        raise Refusal(
            Code.ILLEGAL_ACTION,
            text("This course has begun."),
            expected=text("a course of which no bag was begun"),
            got=text("bag {bag}, {state}", bag=begun[0].id, state=STATE_NAMES[begun[0].state]),
            advice=text("Cancel its remaining bags one by one."),
        )
    given_up = [bag.id for bag in bags if bag.state is not State.CANCELLED]
    why = need(reason)
    for bag in bags:
        if bag.id in given_up:
            move(desk, bag, Action.CANCEL, ended_because=why)
    desk.changes.change(CourseRow, {"id": course_id}, cancelled_at=desk.now)
    for cancelled in given_up:
        desk.also(cancelled, state=State.CANCELLED, reason=why)
    desk.about(bag_id, action="cancel course", cancelled=given_up, reason=why)
    return tuple(given_up)


@from_tables
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


def begun_of(bags: list[Bag]) -> list[Bag]:
    """Those of a course's bags that were begun: it can then no longer be given up as a whole."""
    return [bag for bag in bags if bag.state not in _NOT_BEGUN]


def patient_bags(station: Station, record_number: str) -> list[Bag]:
    """A patient's bags of all courses, by day."""
    with station.database.reading() as connection:
        return bags_of_patient(connection, record_number)


_CANCELLED = Statement(select(col(CourseRow.cancelled_at)).where(col(CourseRow.id) == bindparam("of_course")))


def course_stands(desk: Desk, bag: Bag) -> None:
    """Raise `Refusal` for a bag of a course that was given up."""
    cancelled_at = _CANCELLED.only(desk.connection, of_course=bag.course_id).cancelled_at
    if cancelled_at is not None:
        raise Refusal(
            Code.ILLEGAL_ACTION,
            text("This bag's course was cancelled."),
            expected=text("a bag of a course that stands"),
            got=text("a course cancelled {when}", when=moment_text(cancelled_at, desk.station.site.tz)),
            advice=text("Order the course anew."),
        )


def _planned(desk: Desk, wanted: WantedCourse) -> tuple[Patient, CoursePlan, date | None, str]:
    """Who, the plan, the end of the course before, and the evidence: all that must hold for an order."""
    who = patient_of(desk, wanted.patient)
    previous = _previous_end(desk, who, wanted.number, wanted.previous_end)
    plan = plan_course(
        desk.station.protocol,
        number=wanted.number,
        first_day=wanted.first_day,
        infusion_at=wall_clock(wanted.infusion_at),
        zone=desk.station.site.tz,
        previous_end=previous,
        birth_date=who.birth_date,
    )
    in_future(desk, plan.days[0].date, plan.days[0].infusion_start)
    evidence = _activity(desk, wanted.number, wanted.activity_evidence)
    _no_other_course(desk, who, plan)
    return who, plan, previous, evidence


def wall_clock(at: time) -> time:
    """A clock time of an order, hours and minutes. Raises `Refusal` for any other."""
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


def in_future(desk: Desk, day: date, start: datetime) -> None:
    """Raise `Refusal` for an infusion whose day or time is over."""
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


def _activity(desk: Desk, number: int, evidence: str) -> str:
    needed = desk.station.protocol.for_course(number).evidence_of_activity
    if not evidence.strip() and not needed.value:
        return ""
    if not evidence.strip() or denies(evidence):
        raise Refusal(
            Code.ACTIVITY_NOT_CONFIRMED,
            text("Course {number} is given only on evidence of disease activity.", number=number)
            if needed.value
            else text("These words do not say what was found."),
            expected=text("what shows it: relapse, MRI, disability")
            if not evidence.strip()
            else WHAT_WAS_FOUND,
            got=verbatim(evidence.strip()[:60]) if evidence.strip() else text("nothing"),
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
