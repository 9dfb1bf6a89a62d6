"""A bag planned, and moved on in one conditional write."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NoReturn

from sqlalchemy import bindparam, select
from sqlmodel import col

from pharmacy.changes import Change
from pharmacy.courses import Patient
from pharmacy.errors import Code, Refusal
from pharmacy.identity import new_bag_id
from pharmacy.language import text
from pharmacy.people import Act
from pharmacy.preparation import PLANNED, WASTED, Action, State, advance
from pharmacy.records import BagNumber, BagRow
from pharmacy.service.act import Desk, must
from pharmacy.service.bag import Bag
from pharmacy.service.bags import load_bag
from pharmacy.service.judging import refuse_when_over

_COUNT = Change(BagNumber, {"last": col(BagNumber.last) + 1}, col(BagNumber.year) == bindparam("of_year"))


def plan_bag(
    desk: Desk, course_id: int, who: Patient, day: int, on_date: date, infusion_start: datetime
) -> str:
    """Give a course day its bag, under the next number of the year; return its id. Raises `Refusal` when
    the patient has a live one on that day.
    """
    year = desk.now.astimezone(desk.station.site.tz).year
    counted = desk.changes.make(_COUNT, of_year=year)
    number = counted[0].last if counted else desk.changes.add(BagNumber, year=year, last=1).last
    bag_id = new_bag_id(year, number)
    try:
        with desk.connection.begin_nested():
            desk.changes.add(
                BagRow,
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
    except desk.station.database.duplicate:
        live = desk.connection.execute(
            select(col(BagRow.id)).where(
                col(BagRow.patient_record) == who.record_number,
                col(BagRow.on_date) == on_date,
                col(BagRow.state).not_in(WASTED),
            )
        ).scalar_one()
        refuse_live(desk, load_bag(desk.connection, live))
    return bag_id


def refuse_live(desk: Desk, bag: Bag) -> NoReturn:
    """Raise `Refusal`: a day that has a live bag gets no other."""
    raise Refusal(
        Code.TWO_BAGS_ONE_DAY,
        text("{name} has a bag for that day already.", name=bag.patient.name),
        expected=text("one bag a day, {dose}", dose=desk.station.protocol.dose.quantity),
        got=text("bag {bag} on {day}", bag=bag.id, day=bag.on_date),
        advice=text("Cancel or discard that bag first, with the reason."),
        source=desk.station.protocol.dose.cite,
    )


def move(desk: Desk, bag: Bag, action: Action, **changes: object) -> Bag:
    """Carry a bag to where an action leads and store it, unless it may not be used or somebody was faster.

    A mixed bag that may not be used can only be put aside, cleared or discarded, by whatever way the action
    comes.
    """
    if action not in _OF_A_BAG_IN_DOUBT:
        refuse_when_over(desk.station, bag, desk.now)
    after = advance(bag.progress, action)
    before = {"id": bag.id, "state": bag.state, "step": bag.step}
    must(desk.changes.change(BagRow, before, state=after.state, step=after.step, **changes), bag.id)
    desk.about(bag.id, action=action, state=after.state, step=after.step, **changes)
    return load_bag(desk.connection, bag.id)


_OF_A_BAG_IN_DOUBT = frozenset({Action.QUARANTINE, Action.CLEAR, Action.DISCARD})
"""Actions that do not ask whether the bag may be used; `CLEAR` is refused by whoever clears."""


def withdraw_verification(desk: Desk, bags: Iterable[Bag]) -> list[str]:
    """Let those of the bags that are verified and not begun wait until they are verified again, because what
    was signed for is no longer so; return their ids.
    """
    withdrawn: list[str] = []
    for bag in bags:
        if bag.state is State.VERIFIED:
            verified = {"id": bag.id, "state": State.VERIFIED}
            changed = desk.changes.change(BagRow, verified, protocol_sha256="", policy_sha256="")
            withdrawn += [row.id for row in changed]
    return withdrawn


def who_handled(bodies: list[dict[str, object]]) -> set[str]:
    """The badges of everybody who prepared, from a bag's audit events."""
    return {str(body["by"]) for body in bodies if body["result"] == "ok" and str(body["act"]) in _HANDLING}


_HANDLING = frozenset(
    {
        Act.CONFIRM_ORDER,
        Act.CONFIRM_PATIENT,
        Act.SCAN_VIAL,
        Act.INSPECT_VIAL,
        Act.REJECT_VIAL,
        Act.SCAN_DILUENT,
        Act.DRAW,
        Act.INJECT,
        Act.INVERT,
        Act.COVER,
        Act.LABELS_PRINTED,
        Act.SCAN_BAG_LABEL,
        Act.SCAN_COVER_LABEL,
    }
)
"""Acts that make somebody the one who prepared: they cannot release the bag."""
