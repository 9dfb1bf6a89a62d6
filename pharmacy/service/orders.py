"""Acts on one day's order: verified and signed, moved to another time, given a second bag for a lost one."""

from datetime import datetime, time

from pydantic import SecretStr

from pharmacy.courses import plan_course
from pharmacy.errors import Code, Refusal
from pharmacy.language import text, verbatim
from pharmacy.moments import moment_text
from pharmacy.people import Act
from pharmacy.preparation import CLOCKED, STATE_NAMES, WASTED, Action, State, advance
from pharmacy.records import BagRow
from pharmacy.service.act import Desk, Station, act
from pharmacy.service.bag import Bag
from pharmacy.service.bags import hold_bag, load_bag
from pharmacy.service.courses import course_stands, in_future, wall_clock
from pharmacy.service.holding import hold_patient
from pharmacy.service.judging import judge, on_its_day, refuse_when_over
from pharmacy.service.moving import move, plan_bag, refuse_live, withdraw_verification
from pharmacy.service.readiness import Judged, newest_workup, refuse_stale, refuse_unready
from pharmacy.service.signatures import ORDER_VERIFIED, sign
from pharmacy.service.words import need

_MOVABLE = frozenset({State.PLANNED, State.VERIFIED, State.IN_PREPARATION, *CLOCKED})


@act(Act.VERIFY_BAG)
def verify_bag(
    desk: Desk,
    bag_id: str,
    pin: SecretStr,  # noqa: ARG001 - checked by `act`
    ready_sha256: str = "",
) -> Bag:
    """A pharmacist verifies one day's order and signs it, with the patient's readiness as it was read, by its
    hash. Its labels are tried first: a name that
    cannot be printed must be known before a vial is opened.
    """
    bag = hold_bag(desk.connection, bag_id)
    advance(bag.progress, Action.VERIFY)
    ready = refuse_unready(desk.station, desk.connection, bag)
    refuse_stale(
        desk, bag.patient.record_number, ready_sha256, ready.sha256, text("how ready the patient is")
    )
    desk.station.proof.of_bag(desk.station, bag, desk.by.name)
    signed = sign(desk, bag, ORDER_VERIFIED, _facts(desk.station, bag, ready))
    moved = move(
        desk,
        bag,
        Action.VERIFY,
        protocol_sha256=desk.station.protocol.sha256,
        policy_sha256=desk.station.policy.sha256,
    )
    workup = newest_workup(desk.connection, bag.patient.record_number)
    desk.about(bag_id, signed_sha256=signed, workup=workup)
    return moved


@act(Act.RESCHEDULE)
def reschedule(desk: Desk, bag_id: str, infusion_at: time, reason: str) -> Bag:
    """Plan the infusion for another time of the same day. A verified order must then be verified again,
    because its premedication moves too; for a bag in preparation or ready the sheets are printed anew.
    """
    bag = hold_bag(desk.connection, bag_id)
    refuse_when_over(desk.station, bag, desk.now)
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
        infusion_at=wall_clock(infusion_at),
        zone=desk.station.site.tz,
        previous_end=None,
        birth_date=bag.patient.birth_date,
    ).days[0]
    in_future(desk, day.date, day.infusion_start)
    _in_time(desk, bag, day.infusion_start)
    desk.changes.change(BagRow, {"id": bag_id}, infusion_start=day.infusion_start)
    withdraw_verification(desk, [bag])
    desk.about(bag_id, infusion_start=day.infusion_start, before=bag.infusion_start, reason=why)
    return load_bag(desk.connection, bag_id)


@act(Act.REPLACE_BAG)
def replace_bag(desk: Desk, bag_id: str, reason: str) -> Bag:
    """Order another bag for the day of one that was cancelled or discarded."""
    hold_patient(desk.connection, load_bag(desk.connection, bag_id).patient.record_number)
    lost = hold_bag(desk.connection, bag_id)
    if lost.state not in WASTED:
        refuse_live(desk, lost)
    course_stands(desk, lost)
    on_its_day(desk, lost)
    again = plan_bag(desk, lost.course_id, lost.patient, lost.day, lost.on_date, lost.infusion_start)
    desk.about(again, replaces=bag_id, reason=need(reason))
    return load_bag(desk.connection, again)


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


def _facts(station: Station, bag: Bag, ready: Judged) -> dict[str, object]:
    """What a pharmacist puts their name to when verifying."""
    return {
        "bag": bag.id,
        "patient": bag.patient,
        "course": bag.course,
        "day": bag.day,
        "infusion_start": bag.infusion_start,
        "previous_end": bag.previous_end,
        "activity_evidence": bag.activity_evidence,
        "readiness_sha256": ready.sha256,
        "dose": str(station.protocol.dose.quantity),
        "protocol": station.protocol.sha256,
        "policy": station.policy.sha256,
    }
