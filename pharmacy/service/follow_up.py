"""After a course: what is due for a patient, what was done of it, how they answer the symptom checklist."""

from collections.abc import Iterable
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection, select
from sqlmodel import col

from pharmacy.courses import Patient
from pharmacy.errors import Code, Refusal
from pharmacy.follow_up import SIGNS, Flag, flags, jcv_after_natalizumab, warning_signs
from pharmacy.follow_up_calendar import (
    CHECK_NAMES,
    Calendar,
    Check,
    CheckKind,
    Line,
    Made,
    Standing,
    calendar_after,
    lines_of,
    refuse_not_theirs,
)
from pharmacy.language import Text, in_a_row, text, verbatim
from pharmacy.people import Act
from pharmacy.preparation import ENDED
from pharmacy.protocol.model import Protocol, WarningSign
from pharmacy.records import FollowUpCheckRow, SignAnswerRow
from pharmacy.service.act import Desk, Station, act, recorded
from pharmacy.service.bag import Bag
from pharmacy.service.bags import bags_of_patient
from pharmacy.service.holding import hold_patient
from pharmacy.service.look_ups import Stranger, for_whom
from pharmacy.service.readiness import known_of
from pharmacy.service.words import need
from pharmacy.sex import Sex


class Applies(BaseModel):
    """Which checks are for a patient. What nobody has recorded is None: the calendar says for whom it is."""

    model_config = ConfigDict(frozen=True)

    sex: Sex | None = None
    jcv_after_natalizumab: bool | None = None


class LastCourse(BaseModel):
    """The newest course of a patient of which anything was given."""

    model_config = ConfigDict(frozen=True)

    number: int
    last_day: date
    """The last infusion day: given, or still to be given as it is planned."""


class Answered(BaseModel):
    """A checklist that was gone through with a patient."""

    model_config = ConfigDict(frozen=True)

    answered_on: date
    flags: tuple[Flag, ...]
    """Every sign that was answered with yes."""


class Recorded(BaseModel):
    """A check that was recorded."""

    model_config = ConfigDict(frozen=True)

    kind: CheckKind
    done_on: date
    counts_for: date | None
    """The day of the calendar that it counts for; none where it is none of its checks."""


def counted_text(recorded_check: Recorded) -> Text:
    """What a check that was recorded counts for."""
    name = CHECK_NAMES[recorded_check.kind]
    if recorded_check.counts_for is None:
        return text(
            "{check} on {day}: recorded; it is too far from any day of the calendar to count for one.",
            check=name,
            day=recorded_check.done_on,
        )
    return text(
        "{check} on {day}: counts for {due}",
        check=name,
        day=recorded_check.done_on,
        due=recorded_check.counts_for,
    )


class Followed(BaseModel):
    """A patient after their last course, as of one day."""

    model_config = ConfigDict(frozen=True)

    patient: Patient
    bag_id: str
    """The patient's first bag: under it the calendar is numbered, and by it known without their name."""
    course: int
    calendar: Calendar
    lines: tuple[Line, ...]
    answered: Answered | None
    """The newest checklist since the last course."""

    @property
    def missed(self) -> tuple[Line, ...]:
        """What was due before today, with nothing recorded that counts for it."""
        return tuple(line for line in self.lines if line.standing is Standing.MISSED)

    @property
    def next_day(self) -> tuple[Check, ...]:
        """What is due next and not done, all of one day; nothing when all is over."""
        coming = [line.check for line in self.lines if line.standing in {Standing.DUE, Standing.AHEAD}]
        return tuple(check for check in coming if check.due == coming[0].due)


class GivenCalendar(BaseModel):
    """A calendar that is handed out as a file."""

    model_config = ConfigDict(frozen=True)

    calendar: Calendar
    reference: str
    """What a later calendar of the same patient is known by; it is not their name or record number."""
    at: datetime


def last_course(bags: Iterable[Bag], today: date) -> LastCourse | None:
    """The newest course of which at least one infusion was started, out of a patient's bags; none before any.
    A course that was only ordered moves nothing. Of the course's days count those that were given and those
    that can still be given: a day that went by without an infusion does not.
    """
    every = list(bags)
    begun = [bag for bag in every if bag.started_at is not None]
    if not begun:
        return None
    newest = max(begun, key=lambda bag: (bag.on_date, bag.id))
    days = [
        bag.on_date
        for bag in every
        if bag.course_id == newest.course_id
        and (bag.started_at is not None or (bag.state not in ENDED and bag.on_date >= today))
    ]
    return LastCourse(number=newest.course, last_day=max(days))


def followed(station: Station, record_number: str) -> Followed:
    """How it stands with a patient's follow-up today. Raises `Refusal` (no-follow-up) before any infusion."""
    today = station.clock.now().astimezone(station.site.tz).date()
    with station.database.reading() as connection:
        return _followed(connection, station.protocol, record_number, today)


def follow_up_of(station: Station, badge: str, typed: str) -> Followed:
    """The same, of whom a scanned wristband or a typed record number belongs to. A refusal is recorded."""
    with recorded(station, badge, Act.LOOK_UP, {"scan": typed}):
        found = for_whom(station, badge, typed)
        if isinstance(found, Stranger):
            raise Refusal(
                Code.UNKNOWN_PATIENT,
                text("This patient is not known here."),
                expected=text("the record number or wristband of a patient who was treated here"),
                got=verbatim(typed),
                advice=text("Compare the number with the record, and type it again."),
                field="patient",
            )
        return followed(station, found.record_number)


@act(Act.RECORD_CHECK)
def record_check(desk: Desk, patient: str, kind: CheckKind, done_on: date, note: str = "") -> Recorded:
    """Record that a check was done, by record number: not before the end of the last course, not on a day
    that is still to come, and each kind once a day. It counts for the day of the calendar that it is nearest
    to. The checklist is answered instead.
    """
    if kind is CheckKind.CHECKLIST:
        raise Refusal(
            Code.MISSING,
            text("The symptom checklist is answered sign by sign."),
            expected=text("an answer for every sign"),
            got=text("only that it was done"),
            advice=text("Go through it with the patient, and record the answers."),
            bad_input=True,
            field="kind",
        )
    words = need(note, field="note") if note.strip() else ""
    now = _held(desk, patient)
    refuse_not_theirs(now.calendar, kind)
    _in_time(desk, now.calendar, done_on, "done_on")
    _refuse_twice(desk.connection, patient, kind, done_on)
    _add(desk, now, kind, done_on, words)
    counted = now.calendar.counted(kind, done_on)
    counts_for = counted.due if counted is not None else None
    desk.about(patient, kind=kind, done_on=done_on, note=words, counts_for=counts_for)
    return Recorded(kind=kind, done_on=done_on, counts_for=counts_for)


@act(Act.ANSWER_CHECKLIST)
def answer_checklist(
    desk: Desk, patient: str, answered_on: date, yes: tuple[WarningSign, ...], no: tuple[WarningSign, ...]
) -> Answered:
    """Record the answers to the symptom checklist, every sign with yes or no. Each yes is flagged with the
    specialty it belongs to. Answered again on the same day, the newest answers hold.
    """
    station = desk.station
    asked = [sign for group in warning_signs(station.protocol) for sign in group.named]
    _all_answered(station.protocol, asked, yes, no)
    now = _held(desk, patient)
    _in_time(desk, now.calendar, answered_on, "answered_on")
    _refuse_same_answers(desk.connection, patient, answered_on, set(yes))
    check_id = _add(desk, now, CheckKind.CHECKLIST, answered_on, "")
    desk.changes.add_all(
        SignAnswerRow, ({"check_id": check_id, "sign": sign, "present": sign in yes} for sign in asked)
    )
    found = flags(station.protocol, yes)
    flagged = {flag.sign: flag.specialty for flag in found}
    desk.about(patient, kind=CheckKind.CHECKLIST, done_on=answered_on, flagged=flagged)
    return Answered(answered_on=answered_on, flags=found)


def calendar_to_give(station: Station, record_number: str) -> GivenCalendar:
    """A patient's calendar as it would be handed out now; nothing is recorded yet."""
    now = followed(station, record_number)
    return GivenCalendar(calendar=now.calendar, reference=now.bag_id, at=station.clock.now())


@act(Act.GIVE_CALENDAR)
def give_calendar(desk: Desk, patient: str) -> GivenCalendar:
    """Hand a patient's calendar out as a file: what it says, and what it is known by without their name."""
    now = _held(desk, patient)
    calendar = now.calendar
    desk.about(patient, counted_from=calendar.counted_from, until=calendar.until, reference=now.bag_id)
    return GivenCalendar(calendar=calendar, reference=now.bag_id, at=desk.now)


def applies_to(connection: Connection, record_number: str) -> Applies:
    """Which checks are for a patient, as far as their work-up says."""
    known = known_of(connection, record_number)
    return Applies(sex=known.sex, jcv_after_natalizumab=jcv_after_natalizumab(known))


def _held(desk: Desk, patient: str) -> Followed:
    """How it stands with a patient; until the transaction ends no other station records anything of them."""
    hold_patient(desk.connection, patient)
    return _followed(desk.connection, desk.station.protocol, patient, desk.today)


def _followed(connection: Connection, protocol: Protocol, record_number: str, today: date) -> Followed:
    bags = bags_of_patient(connection, record_number)
    last = last_course(bags, today)
    if last is None:
        raise Refusal(
            Code.NO_FOLLOW_UP,
            text("This patient has had no infusion here after which anything could be due."),
            expected=text("a patient of whom at least one infusion was started"),
            got=_what_there_is(bags, record_number),
            advice=text("Check the record number; the calendar begins with the first infusion."),
            source=protocol.follow_up.tests_for.cite,
            field="patient",
        )
    applies = applies_to(connection, record_number)
    calendar = calendar_after(
        protocol, last.last_day, sex=applies.sex, jcv_after_natalizumab=applies.jcv_after_natalizumab
    )
    return Followed(
        patient=bags[0].patient,
        bag_id=bags[0].id,
        course=last.number,
        calendar=calendar,
        lines=lines_of(calendar, _made(connection, record_number), today),
        answered=_newest_answers(connection, protocol, record_number, last.last_day),
    )


def _what_there_is(bags: list[Bag], record_number: str) -> Text:
    record = text("record number {record}", record=record_number)
    if not bags:
        return in_a_row([record, text("no bag")])
    return in_a_row([record, text("{count} bags, none of them started", count=len(bags))])


def _made(connection: Connection, record_number: str) -> list[Made]:
    rows = connection.execute(
        select(col(FollowUpCheckRow.kind), col(FollowUpCheckRow.done_on), col(FollowUpCheckRow.note))
        .where(col(FollowUpCheckRow.patient_record) == record_number)
        .order_by(col(FollowUpCheckRow.id))
    )
    return [Made(kind=row.kind, done_on=row.done_on, note=row.note) for row in rows]


def _newest_answers(
    connection: Connection, protocol: Protocol, record_number: str, last_day: date
) -> Answered | None:
    checklist = connection.execute(
        select(col(FollowUpCheckRow.id), col(FollowUpCheckRow.done_on))
        .where(
            col(FollowUpCheckRow.patient_record) == record_number,
            col(FollowUpCheckRow.kind) == CheckKind.CHECKLIST,
            col(FollowUpCheckRow.done_on) >= last_day,
        )
        .order_by(col(FollowUpCheckRow.done_on).desc(), col(FollowUpCheckRow.id).desc())
        .limit(1)
    ).one_or_none()
    if checklist is None:
        return None
    found = flags(protocol, _present(connection, checklist.id))
    return Answered(answered_on=checklist.done_on, flags=found)


def _present(connection: Connection, check_id: int) -> set[WarningSign]:
    """The signs of one checklist that were answered with yes."""
    return set(
        connection.execute(
            select(col(SignAnswerRow.sign)).where(
                col(SignAnswerRow.check_id) == check_id, col(SignAnswerRow.present).is_(True)
            )
        ).scalars()
    )


def _add(desk: Desk, now: Followed, kind: CheckKind, done_on: date, note: str) -> int:
    row = desk.changes.add(
        FollowUpCheckRow,
        patient_record=now.patient.record_number,
        kind=kind,
        done_on=done_on,
        note=note,
        recorded_by=desk.by.badge,
        recorded_at=desk.now,
    )
    return int(row.id)


def _in_time(desk: Desk, calendar: Calendar, day: date, field: str) -> None:
    """Raise `Refusal` for a day that is still to come, or that was before the last course ended."""
    if day > desk.today:
        raise Refusal(
            Code.FUTURE_DAY,
            text("What is done on a day to come cannot be recorded yet."),
            expected=text("today, {today}, or a day before", today=desk.today),
            got=text("{day}", day=day),
            advice=text("Record it when it is done, or correct the day."),
            field=field,
        )
    if day < calendar.counted_from:
        raise Refusal(
            Code.BEFORE_COURSE_END,
            text("That was before the last course ended: it belongs to no calendar that holds now."),
            expected=text("a day from {end} on, the last infusion day", end=calendar.counted_from),
            got=text("{day}", day=day),
            advice=text("Correct the day; what was done before the course stays in the patient's record."),
            field=field,
        )


def _refuse_twice(connection: Connection, patient: str, kind: CheckKind, done_on: date) -> None:
    exists = connection.execute(
        select(col(FollowUpCheckRow.id)).where(
            col(FollowUpCheckRow.patient_record) == patient,
            col(FollowUpCheckRow.kind) == kind,
            col(FollowUpCheckRow.done_on) == done_on,
        )
    ).first()
    if exists is not None:
        raise Refusal(
            Code.CHECK_EXISTS,
            text("This check is recorded already."),
            expected=text("a check that nobody has recorded for that day"),
            got=text("{check} on {day}", check=CHECK_NAMES[kind], day=done_on),
            advice=text("Nothing is left to do, unless the day is another one."),
            field="done_on",
        )


def _refuse_same_answers(
    connection: Connection, patient: str, answered_on: date, yes: set[WarningSign]
) -> None:
    """Raise `Refusal` where the newest checklist of that day says the same."""
    newest = connection.execute(
        select(col(FollowUpCheckRow.id))
        .where(
            col(FollowUpCheckRow.patient_record) == patient,
            col(FollowUpCheckRow.kind) == CheckKind.CHECKLIST,
            col(FollowUpCheckRow.done_on) == answered_on,
        )
        .order_by(col(FollowUpCheckRow.id).desc())
        .limit(1)
    ).scalar_one_or_none()
    if newest is not None and _present(connection, newest) == yes:
        raise Refusal(
            Code.CHECK_EXISTS,
            text("The checklist of that day says the same already."),
            expected=text("other answers than those that are recorded, or another day"),
            got=text("{check} on {day}", check=CHECK_NAMES[CheckKind.CHECKLIST], day=answered_on),
            advice=text("Nothing is left to do, unless the patient says something else."),
            field="answered_on",
        )


def _all_answered(
    protocol: Protocol, asked: list[WarningSign], yes: tuple[WarningSign, ...], no: tuple[WarningSign, ...]
) -> None:
    """Raise `Refusal` unless every sign has one answer: what nobody asked is not a no."""
    both = [sign for sign in asked if sign in yes and sign in no]
    if both:
        raise Refusal(
            Code.CONTRADICTION,
            text("A symptom is answered with yes and with no."),
            expected=text("one answer for every sign"),
            got=in_a_row(SIGNS[sign] for sign in both),
            advice=text("Ask the patient again."),
            source=protocol.follow_up.checklist_every.cite,
            bad_input=True,
            field="yes",
        )
    left = [sign for sign in asked if sign not in yes and sign not in no]
    if left:
        raise Refusal(
            Code.MISSING,
            text("Not every symptom has an answer."),
            expected=text("yes or no for each of the {count} signs", count=len(asked)),
            got=text("none for: {signs}", signs=in_a_row(SIGNS[sign] for sign in left)),
            advice=text("Ask the patient about these too: what nobody asked is not a no."),
            source=protocol.follow_up.checklist_every.cite,
            bad_input=True,
            field="no",
        )
