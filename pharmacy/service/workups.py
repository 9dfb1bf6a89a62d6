"""Acts before a course: what is known is entered, what is only recommended decided against."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import SecretStr

from pharmacy.courses import Patient
from pharmacy.errors import Code, Refusal
from pharmacy.language import text, verbatim
from pharmacy.people import Act, require_role
from pharmacy.preparation import ENDED, STATE_NAMES, State
from pharmacy.protocol.readiness import Weight
from pharmacy.readiness import Item, Workup
from pharmacy.readiness.entries import check_course, check_entries
from pharmacy.readiness.names import item_name
from pharmacy.readiness.reading import workup_in, workup_text
from pharmacy.records import DecisionRow, WorkupRow
from pharmacy.service.act import Desk, act
from pharmacy.service.bag import Bag
from pharmacy.service.holding import hold_bags_of_patient, hold_course
from pharmacy.service.moving import withdraw_verification
from pharmacy.service.patients import patient_of
from pharmacy.service.readiness import (
    BEGUN,
    Judged,
    against,
    finding,
    judged,
    known_of,
    ordered,
    refuse_stale,
    workup_sha256,
)
from pharmacy.service.signatures import READINESS_DECIDED, sign
from pharmacy.service.words import need

OF_THE_ORDER = frozenset({"birth_date", "previous_course_end", "activity_evidence", "as_of"})
"""What a file may say, and this hospital knows from patient and order."""

_NOT_BEGUN = frozenset({State.PLANNED, State.VERIFIED, State.CANCELLED})


@act(Act.RECORD_WORKUP)
def record_workup(desk: Desk, patient: str, entries: dict[str, Any], read_sha256: str = "") -> Workup:
    """Enter sections of a patient's work-up, by record number; each takes the place of what was known of it,
    and `null` says that it is not known any more. Whoever has read what was known before says which that was,
    by its hash: what somebody else entered since is not overwritten. Orders that were verified and not begun
    must be verified again if the patient is no longer ready.
    """
    bags = hold_bags_of_patient(desk.connection, patient)
    who = patient_of(desk, patient)
    _not_of_the_order(who, entries)
    before = known_of(desk.connection, who.record_number)
    refuse_stale(desk, who.record_number, read_sha256, workup_sha256(before), text("the work-up"))
    workup_in({name: entries[name] for name in entries.keys() - Workup.model_fields}, "work-up")
    merged = {**before.model_dump(mode="json", exclude_defaults=True), **_sections(entries)}
    after = workup_in({name: value for name, value in merged.items() if value is not None}, "work-up")
    check_entries(after.model_copy(update={"birth_date": who.birth_date}), desk.today)
    for bag in _of_courses_not_begun(bags):
        check_course(ordered(bag).with_known(after), bag.course, bag.first_day)
    if after == before:
        raise Refusal(
            Code.MISSING,
            text("Nothing new is known by that."),
            expected=text("at least one entry that is otherwise than recorded"),
            got=text("what is recorded already"),
            advice=text("Change what is new, or leave it."),
            bad_input=True,
        )
    _refuse_decisions(desk, before, after)
    held, stopped = _decisions_held(desk, bags), _stopped(desk, bags)
    desk.changes.add(
        WorkupRow,
        patient_record=who.record_number,
        body=workup_text(after),
        entered_by=desk.by.badge,
        entered_at=desk.now,
    )
    _end_decisions(desk, bags, held)
    unready = [bag for bag in _coming(bags) if judged(desk.station, desk.connection, bag).open]
    again = withdraw_verification(desk, unready)
    for bag_id in again:
        desk.also(bag_id, verify_again=True, entries=sorted(entries))
    stopped_now = _stopped(desk, bags)
    if stopped - stopped_now:
        require_role(desk.by, Act.DECIDE_READINESS)
    for bag_id in sorted(stopped_now):
        desk.also(bag_id, verify_again=False, entries=sorted(entries))
    desk.about(who.record_number, entries=sorted(entries), verify_again=again)
    return after


@act(Act.DECIDE_READINESS)
def decide_readiness(
    desk: Desk,
    bag_id: str,
    item: str,
    reason: str,
    pin: SecretStr,  # noqa: ARG001 - checked by `act`
    read_sha256: str = "",
) -> Bag:
    """A physician or pharmacist decides that a course is given although a recommendation is not met, or not
    known; signed, for all bags of the course, and only as it stands now. Whoever has read it says how it
    stood, by its hash.
    """
    bags = hold_course(desk.connection, bag_id)
    bag = next(each for each in bags if each.id == bag_id)
    why = need(reason)
    found = decidable(judged(desk.station, desk.connection, bag), bag, item)
    digest = finding(found)
    refuse_stale(desk, bag.patient.record_number, read_sha256, digest, item_name(item))
    desk.changes.add(
        DecisionRow,
        course_id=bag.course_id,
        item=item,
        finding_sha256=digest,
        reason=why,
        decided_by=desk.by.badge,
        decided_at=desk.now,
    )
    signed = sign(
        desk,
        bag,
        READINESS_DECIDED,
        {"course": bag.course_id, "item": item, "finding_sha256": digest, "reason": why},
    )
    said = {"item": item, "finding": str(found.message), "reason": why, "signed_sha256": signed}
    for other in bags:
        if other.id != bag_id and other.state not in ENDED:
            desk.also(other.id, **said)
    desk.about(bag_id, **said)
    return bag


def decidable(found: Judged, bag: Bag, item: str) -> Item:
    """The open recommendation of that id. Raises `Refusal` (nothing-to-override) where there is none, or the
    source requires it.
    """
    open_one = next((each for each in found.open if each.id == item), None)
    if bag.state in ENDED or open_one is None or open_one.weight is not Weight.RECOMMENDED:
        raise _nothing_to_decide(bag, item, open_one)
    return open_one


def _refuse_decisions(desk: Desk, before: Workup, after: Workup) -> None:
    """Whoever only asks and examines does not put a vaccination off."""
    old, new = (
        {name: given.decision for name, given in (known.vaccines or {}).items() if given.decision}
        for known in (before, after)
    )
    if old != new:
        require_role(desk.by, Act.DECIDE_READINESS)


def _decisions_held(desk: Desk, bags: list[Bag]) -> dict[int, set[str]]:
    """The items of each course that somebody has decided against, as long as it holds."""
    courses = {bag.course_id: bag for bag in bags if bag.state not in ENDED}
    return {
        course: set(judged(desk.station, desk.connection, bag).decisions) for course, bag in courses.items()
    }


def _stopped(desk: Desk, bags: Iterable[Bag]) -> frozenset[str]:
    """The begun bags that something speaks against; who only asks and examines lets none of them go on."""
    return frozenset(
        bag.id for bag in bags if bag.state in BEGUN and against(desk.station, desk.connection, bag)
    )


def _end_decisions(desk: Desk, bags: list[Bag], held: Mapping[int, set[str]]) -> None:
    """What stands otherwise by what is known now was not decided, and is not when it stands as before."""
    for course, items in held.items():
        bag = next(each for each in bags if each.course_id == course and each.state not in ENDED)
        for item in items - judged(desk.station, desk.connection, bag).decisions.keys():
            desk.changes.change(
                DecisionRow, {"course_id": course, "item": item, "ended_at": None}, ended_at=desk.now
            )


def _not_of_the_order(who: Patient, entries: Mapping[str, Any]) -> None:
    """What patient and order say already is not entered a second time; the birth date may be, if it is the
    same: a file about somebody else is found by it.
    """
    birth = entries.get("birth_date")
    if birth is not None and str(birth) != who.birth_date.isoformat():
        raise Refusal(
            Code.CONTRADICTION,
            text("These entries are of somebody with another birth date."),
            expected=text("{name}, born on {birth}", name=who.name, birth=who.birth_date),
            got=verbatim(str(birth)[:20]),
            advice=text("Find out whose entries they are."),
            bad_input=True,
            field="birth_date",
        )
    if given := [
        name for name in ("previous_course_end", "activity_evidence") if entries.get(name) is not None
    ]:
        raise Refusal(
            Code.CONTRADICTION,
            text("This belongs to the order of the course, not to the work-up."),
            expected=text("what was asked, measured or examined"),
            got=verbatim(given[0]),
            advice=text("Leave it out; it is entered when the course is ordered (key n on the worklist)."),
            bad_input=True,
            field=given[0],
        )


def _sections(entries: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entries.items() if name not in OF_THE_ORDER}


def _coming(bags: Iterable[Bag]) -> list[Bag]:
    """The bags of courses that are still to be given."""
    return [bag for bag in bags if bag.state in {State.PLANNED, State.VERIFIED}]


def _of_courses_not_begun(bags: list[Bag]) -> list[Bag]:
    begun = {bag.course_id for bag in bags if bag.state not in _NOT_BEGUN}
    return [bag for bag in _coming(bags) if bag.course_id not in begun]


def _nothing_to_decide(bag: Bag, item: str, found: Item | None) -> Refusal:
    required = found is not None and found.weight is Weight.REQUIRED
    return Refusal(
        Code.NOTHING_TO_OVERRIDE,
        text("Nobody can decide against this: the source requires it.")
        if required
        else text("There is nothing to decide against."),
        expected=text("a recommendation that is not met or not known, of a course still to be given"),
        got=text("{item}, bag {bag}, {state}", item=item, bag=bag.id, state=STATE_NAMES[bag.state]),
        advice=(found.to_do or text("Do what the item says."))
        if found is not None
        else text("Look at the list: key r on the order."),
        source=found.source if found is not None else "",
    )
