"""Acts during an infusion and after it: rates, pauses, reactions, the end, the observation."""

from datetime import datetime
from decimal import Decimal

from pydantic import BaseModel, ConfigDict, SecretStr
from sqlalchemy import Connection, bindparam, select
from sqlmodel import col

from pharmacy.errors import Code, Refusal
from pharmacy.infusion import Response
from pharmacy.language import Text, text, verbatim
from pharmacy.moments import clock_time
from pharmacy.people import Act
from pharmacy.preparation import STATE_NAMES, Action, State
from pharmacy.pump import Happening, Phase, RateEvent
from pharmacy.quantities import decimal_from
from pharmacy.rate_history import Running, refuse_event, run
from pharmacy.records import BagRow, RateRow
from pharmacy.service.act import Desk, Station, act, must, recorded
from pharmacy.service.at_bedside import signs_of
from pharmacy.service.bag import Bag
from pharmacy.service.bags import hold_bag, load_bag
from pharmacy.service.kept import from_tables, kept
from pharmacy.service.moving import move
from pharmacy.service.words import need
from pharmacy.statements import Statement
from pharmacy.vital_signs import VitalSigns


class Infusion(BaseModel):
    """A bag's infusion at one moment, as a screen shows it."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    bag: Bag
    running: Running
    events: tuple[RateEvent, ...]
    signs: tuple[VitalSigns, ...]
    """Every look at the patient, from before the start on."""
    observe_at: datetime | None
    """When the next look is due, UTC; none once the observation is over."""
    observed_until: datetime | None
    """Until when the patient stays under observation, UTC; none before the infusion has ended."""


def infusion(station: Station, bag_id: str) -> Infusion:
    """The infusion of a bag that was started, now."""
    with station.database.reading() as connection:
        bag = load_bag(connection, bag_id)
        _refuse_not_started(bag)
        return _infusion(station, connection, bag, station.clock.now())


def as_of(station: Station, shown: Infusion, now: datetime) -> Infusion:
    """The same infusion at a later moment, if nothing has happened since."""
    return shown.model_copy(update={"running": running(station, shown.bag, shown.events, now)})


def refuse_outdated_infusion(station: Station, badge: str, name: Act, shown: Infusion) -> None:
    """Raise `Refusal`, recorded under the act's name, when something has happened to an infusion that
    somebody does not see who is about to act on it.
    """
    with recorded(station, badge, name, {"bag_id": shown.bag.id}):
        found = infusion(station, shown.bag.id)
        if (found.bag, found.events) == (shown.bag, shown.events):
            return
        raise Refusal(
            Code.CHANGED_MEANWHILE,
            text("Bag {bag} was changed meanwhile, and not on this screen.", bag=shown.bag.id),
            expected=_told(shown),
            got=_told(found),
            advice=text("Go on from here: the bag is shown anew, as it is now. Read it first."),
        )


def _told(shown: Infusion) -> Text:
    """The state, and what happened last."""
    state = STATE_NAMES[shown.bag.state]
    if shown.running.phase is Phase.PAUSED:
        return text("{state}, paused", state=state)
    return text("{state}, {rate} mL/h", state=state, rate=shown.running.rate_ml_per_h)


@act(Act.SET_RATE)
def set_rate(desk: Desk, bag_id: str, rate_ml_per_h: str) -> Bag:
    """The pump runs at another rate from now on: the next one when it is due, or a lower one at any time."""
    return _happened(desk, bag_id, Happening.RATE, rate=_rate(rate_ml_per_h))


@act(Act.PAUSE)
def pause(desk: Desk, bag_id: str, reason: str) -> Bag:
    """The pump stands still for a while."""
    return _happened(desk, bag_id, Happening.PAUSE, reason=need(reason))


@act(Act.RESUME)
def resume(desk: Desk, bag_id: str, rate_ml_per_h: str = "") -> Bag:
    """The pump runs again, at the rate that is foreseen or a lower one."""
    return _happened(
        desk, bag_id, Happening.RESUME, rate=_rate(rate_ml_per_h) if rate_ml_per_h.strip() else None
    )


@act(Act.REACTION)
def reaction(desk: Desk, bag_id: str, grade: int, response: Response, symptoms: str) -> Bag:
    """The patient reacts: which grade, what was done about the infusion, and what was seen. Stopped for good,
    the bag has come to its end with what was given until then.
    """
    why = need(symptoms, field="symptoms")
    return _happened(desk, bag_id, Happening.REACTION, grade=grade, response=response, reason=why)


@act(Act.CLIMB)
def climb(desk: Desk, bag_id: str, reason: str, pin: SecretStr) -> Bag:  # noqa: ARG001 - checked by `act`
    """A physician lets the rate rise again after a reaction."""
    return _happened(desk, bag_id, Happening.CLIMB, reason=need(reason))


@act(Act.COMPLETE)
def complete(desk: Desk, bag_id: str) -> Bag:
    """Everything was given, what was left in the line too."""
    return _happened(desk, bag_id, Happening.COMPLETE)


@act(Act.STOP_INFUSION)
def stop(desk: Desk, bag_id: str, reason: str) -> Bag:
    """End the infusion early, for another reason than a reaction; what was given until now stands."""
    return _happened(desk, bag_id, Happening.STOP, reason=need(reason))


@act(Act.OBSERVED)
def observed(desk: Desk, bag_id: str) -> Bag:
    """The observation after the infusion is over, and the catheter may come out."""
    bag = hold_bag(desk.connection, bag_id)
    until = observed_until(desk.station, bag)
    zone, rule = desk.station.site.tz, desk.station.protocol.observation
    if until is None or bag.observed_at is not None:
        raise Refusal(
            Code.ILLEGAL_ACTION,
            text("There is no observation that could end."),
            expected=text("a bag whose infusion has ended, and whose patient is under observation"),
            got=text("bag {bag}, {state}", bag=verbatim(bag.id), state=STATE_NAMES[bag.state]),
            advice=text("Scan the label of the bag in your hand."),
        )
    if desk.now < until:
        raise Refusal(
            Code.OBSERVATION_RUNS,
            text("The observation is not over."),
            expected=text("{hours} after the infusion", hours=rule.quantity),
            got=text("it ends at {time}", time=clock_time(until, zone)),
            advice=text("The catheter stays in. Look at the patient every hour, and record it."),
            source=rule.cite,
        )
    must(desk.changes.change(BagRow, {"id": bag_id, "observed_at": None}, observed_at=desk.now), bag_id)
    desk.about(bag_id, observed_at=desk.now)
    return load_bag(desk.connection, bag_id)


def observed_until(station: Station, bag: Bag) -> datetime | None:
    """Until when the patient stays under observation, UTC; none as long as the infusion has not ended."""
    return bag.ended_at + station.protocol.observation.duration if bag.ended_at else None


_RATES = Statement(
    select(
        col(RateRow.at),
        col(RateRow.what),
        col(RateRow.microlitres_an_hour),
        col(RateRow.grade),
        col(RateRow.response),
    )
    .where(col(RateRow.bag_id) == bindparam("of_bag"))
    .order_by(col(RateRow.id))
)


def rate_events(connection: Connection, bag_id: str) -> tuple[RateEvent, ...]:
    """What happened to the pump of a bag, in the order of time."""
    rows = _RATES.rows(connection, of_bag=bag_id)
    return tuple(
        RateEvent(
            at=row.at,
            what=row.what,
            rate_ml_per_h=None if row.microlitres_an_hour is None else _ml(row.microlitres_an_hour),
            grade=row.grade,
            response=row.response,
        )
        for row in rows
    )


@from_tables
def running(station: Station, bag: Bag, events: tuple[RateEvent, ...], now: datetime) -> Running:
    """The infusion of a bag by what happened to its pump, at one moment."""
    return run(
        station.protocol,
        station.policy,
        volume_ml=station.protocol.bag_volume(kept(bag.diluent, "diluent")).value,
        primed_ml=bag.primed_ml,
        mixed_at=bag.mixed_at,
        events=events,
        now=max(now, events[-1].at),
        zone=station.site.tz,
    )


def _infusion(station: Station, connection: Connection, bag: Bag, now: datetime) -> Infusion:
    events, signs = rate_events(connection, bag.id), signs_of(connection, bag.id)
    return Infusion(
        bag=bag,
        running=running(station, bag, events, now),
        events=events,
        signs=signs,
        observe_at=_observe_at(station, bag, signs),
        observed_until=observed_until(station, bag),
    )


def _observe_at(station: Station, bag: Bag, signs: tuple[VitalSigns, ...]) -> datetime | None:
    """The next look at the patient: every hour from the start on, at the end, when the observation ends."""
    if bag.observed_at is not None or bag.started_at is None:
        return None
    every = station.protocol.observation_every.duration
    looks = [look.at for look in signs if look.at >= bag.started_at]
    due = max([bag.started_at, *looks]) + every
    until = observed_until(station, bag)
    if bag.ended_at is None or until is None:
        return due
    if not any(look >= bag.ended_at for look in looks):
        return min(due, bag.ended_at)
    return None if any(look >= until for look in looks) else min(due, until)


def _happened(
    desk: Desk,
    bag_id: str,
    what: Happening,
    *,
    rate: Decimal | None = None,
    grade: int | None = None,
    response: Response | None = None,
    reason: str = "",
) -> Bag:
    """Take what happened, if it may happen now; a bag whose infusion is over by it comes to its end."""
    bag = hold_bag(desk.connection, bag_id)
    _refuse_not_started(bag)
    before = rate_events(desk.connection, bag_id)
    # Another station's clock may be a little ahead; what happens follows what happened.
    now = max(desk.now, before[-1].at)
    standing = running(desk.station, bag, before, now)
    if what is Happening.RESUME and rate is None:
        rate = standing.resume_at
    event = RateEvent(at=now, what=what, rate_ml_per_h=rate, grade=grade, response=response)
    refuse_event(desk.station.protocol, standing, event)
    desk.changes.add(
        RateRow,
        bag_id=bag_id,
        at=now,
        what=what,
        microlitres_an_hour=None if rate is None else int(rate.scaleb(3).to_integral_value()),
        grade=grade,
        response=response,
        reason=reason,
        done_by=desk.by.badge,
    )
    after = running(desk.station, bag, (*before, event), now)
    desk.about(
        bag_id,
        what=what,
        rate_ml_per_h=after.rate_ml_per_h,
        grade=grade,
        response=response,
        reason=reason,
        given_ml=after.given_ml.quantize(Decimal("0.01")),
        given_mg=after.given_mg.quantize(Decimal("0.01")),
        findings=[finding.code for finding in after.findings],
    )
    if after.phase is not Phase.ENDED:
        return bag
    return move(
        desk,
        bag,
        Action.COMPLETE if what is Happening.COMPLETE else Action.STOP,
        ended_at=now,
        given_microlitres=int(after.given_ml.scaleb(3).to_integral_value()),
        ended_because=reason,
    )


def _refuse_not_started(bag: Bag) -> None:
    if bag.started_at is not None and bag.state in {State.INFUSING, State.COMPLETED, State.STOPPED}:
        return
    raise Refusal(
        Code.ILLEGAL_ACTION,
        text("This bag is not being infused."),
        expected=STATE_NAMES[State.INFUSING],
        got=text("bag {bag}, {state}", bag=verbatim(bag.id), state=STATE_NAMES[bag.state]),
        advice=text("Check wristband and bag first; GO starts it."),
    )


def _rate(typed: str) -> Decimal:
    return decimal_from(typed.strip(), field="rate_ml_per_h")


def _ml(microlitres: int) -> Decimal:
    return Decimal(microlitres).scaleb(-3)
