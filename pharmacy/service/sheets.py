"""Which papers there are besides a bag's labels, and which of them there can be at a moment."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection

from pharmacy import audit
from pharmacy.errors import Code, Refusal
from pharmacy.language import Text, text, verbatim
from pharmacy.moments import moment_text
from pharmacy.people import Act
from pharmacy.preparation import STATE_NAMES, WASTED, State
from pharmacy.service.act import Station
from pharmacy.service.bag import Bag
from pharmacy.service.bags import bags_of_course, bags_of_patient, load_bag
from pharmacy.service.judging import refuse_other_protocol, refuse_when_over


class Sheet(StrEnum):
    """A paper that is numbered under a bag."""

    PREMEDICATION = "premedication"
    INFUSION = "infusion"
    RECORD = "record"
    CARD = "card"
    """The patient's, of all their courses."""
    CALENDAR = "calendar"
    """The patient's, of what is due after their last course."""
    TIMELINE = "timeline"
    """The course's: what comes before it, its days, and what follows."""
    FOLDER = "folder"
    """The course's: all of the others in one."""


def keeper(connection: Connection, bag: Bag, sheet: Sheet) -> Bag:
    """The bag under which a sheet's copies are numbered: its own; for card and calendar, the patient's first
    bag, and for timeline and folder, the course's first, so that a copy's number is given once whatever bag
    it is asked from.
    """
    match sheet:
        case Sheet.CARD | Sheet.CALENDAR:
            return bags_of_patient(connection, bag.patient.record_number)[0]
        case Sheet.TIMELINE | Sheet.FOLDER:
            return bags_of_course(connection, bag.course_id)[0]
        case _:
            return bag


def refuse_sheet(station: Station, connection: Connection, bag: Bag, sheet: Sheet, now: datetime) -> None:
    """Raise `Refusal` unless a sheet may be handed out now: premedication for a verified order, the infusion
    for a mixed bag, both while the bag may be used; the record once anything happened; the card for a
    patient with a course; the calendar once an infusion of one was started; the timeline for a course that
    was not given up; the folder at any time.
    """
    if sheet in {Sheet.PREMEDICATION, Sheet.INFUSION}:
        refuse_when_over(station, bag, now)
    _refuse_undrawn(station, connection, bag, sheet)


def _refuse_undrawn(station: Station, connection: Connection, bag: Bag, sheet: Sheet) -> None:
    match sheet:
        case Sheet.PREMEDICATION:
            _verified(station, bag)
        case Sheet.INFUSION:
            refuse_unmixed(bag, text("An infusion sheet exists only for a mixed bag."))
            _still_ahead(station, bag)
        case Sheet.RECORD:
            _something_happened(connection, bag)
        case Sheet.CARD:
            _has_a_course(connection, bag)
        case Sheet.CALENDAR:
            _was_treated(connection, bag)
        case Sheet.TIMELINE:
            _course_is_to_be_given(connection, bag)
        case Sheet.FOLDER:
            pass


def refuse_filed(station: Station, bag: Bag, sheet: Sheet) -> None:
    """Raise `Refusal` for a sheet that cannot be drawn for the file: the ward's can, out of time."""
    with station.database.reading() as connection:
        _refuse_undrawn(station, connection, bag, sheet)


def possible(station: Station, bag_id: str) -> dict[Sheet, Refusal | None]:
    """Every sheet of a bag, with why there can be none now."""
    found: dict[Sheet, Refusal | None] = {}
    with station.database.reading() as connection:
        bag = load_bag(connection, bag_id)
        for sheet in Sheet:
            try:
                refuse_sheet(station, connection, bag, sheet, station.clock.now())
            except Refusal as refusal:
                found[sheet] = refusal
            else:
                found[sheet] = None
    return found


_LABEL = text("A label exists only for a mixed bag.")


def refuse_unmixed(bag: Bag, what: Text = _LABEL) -> None:
    """Raise `Refusal` for a bag that is not mixed, or ended: it has no label."""
    if bag.mixed_at is None or bag.state in WASTED:
        raise Refusal(
            Code.NOT_MIXED,
            what,
            expected=text("a bag that is mixed and in use"),
            got=text("bag {bag}, {state}", bag=verbatim(bag.id), state=STATE_NAMES[bag.state]),
            advice=text("Prepare the bag first."),
        )


_PAPERS = frozenset(
    {
        Act.NUMBER_SHEET,
        Act.DOCUMENT_SENT,
        Act.DOCUMENT_PRINTED,
        Act.DOCUMENT_LOOKED,
        Act.LOOK_UP,
        Act.CHECK_BEDSIDE,
    }
)
"""Acts that do nothing to a bag itself."""


def anything_happened(connection: Connection, bag_id: str) -> bool:
    """Whether anything is recorded of a bag besides that it was planned, looked up, and printed about."""
    return any(
        body["act"] not in {Act.ORDER_COURSE, Act.REPLACE_BAG, *_PAPERS}
        for body in audit.events_about(connection, bag_id)
    )


def _something_happened(connection: Connection, bag: Bag) -> None:
    if not anything_happened(connection, bag.id):
        raise Refusal(
            Code.ILLEGAL_ACTION,
            text("Nothing has happened with this bag that could be recorded."),
            expected=text("a bag whose order was verified, or that was cancelled"),
            got=text("bag {bag}, {state}", bag=verbatim(bag.id), state=STATE_NAMES[bag.state]),
            advice=text("A pharmacist verifies the order first."),
        )


def _has_a_course(connection: Connection, bag: Bag) -> None:
    bags = bags_of_patient(connection, bag.patient.record_number)
    if all(other.state in WASTED for other in bags):
        raise Refusal(
            Code.ILLEGAL_ACTION,
            text("This patient has no course that a card could speak of."),
            expected=text("a course of which one bag at least is planned or prepared"),
            got=text("every bag cancelled or discarded"),
            advice=text("Order the course anew; then print the card."),
        )


def _course_is_to_be_given(connection: Connection, bag: Bag) -> None:
    """A timeline of what will not come would mislead."""
    if all(other.state in WASTED for other in bags_of_course(connection, bag.course_id)):
        raise Refusal(
            Code.ILLEGAL_ACTION,
            text("This course was given up: it has no timeline."),
            expected=text("a course of which one bag at least is planned or prepared"),
            got=text("every bag cancelled or discarded"),
            advice=text("Order the course anew; then look at its timeline."),
        )


def _was_treated(connection: Connection, bag: Bag) -> None:
    bags = bags_of_patient(connection, bag.patient.record_number)
    if all(other.started_at is None for other in bags):
        raise Refusal(
            Code.NO_FOLLOW_UP,
            text("A follow-up calendar is counted from an infusion that was given."),
            expected=text("a patient of whom at least one infusion was started"),
            got=text("{count} bags, none of them started", count=len(bags)),
            advice=text("Print it when the patient goes home."),
        )


def _verified(station: Station, bag: Bag) -> None:
    if bag.state in {State.PLANNED, *WASTED}:
        raise Refusal(
            Code.ILLEGAL_ACTION,
            text("Sheets exist only for a verified order."),
            expected=text("an order that a pharmacist has verified"),
            got=STATE_NAMES[bag.state],
            advice=text("A pharmacist verifies the order first."),
        )
    refuse_other_protocol(station, bag)


def _still_ahead(station: Station, bag: Bag) -> None:
    """A sheet whose clock times lie before the bag was mixed would mislead the nurse."""
    if bag.mixed_at is not None and bag.infusion_start >= bag.mixed_at:
        return
    raise Refusal(
        Code.TOO_LATE,
        text("The planned time of this infusion was over before the bag was mixed."),
        expected=text("an infusion planned for later"),
        got=verbatim(moment_text(bag.infusion_start, station.site.tz)),
        advice=text("A pharmacist enters the new time (key m on the worklist); then print again."),
    )
