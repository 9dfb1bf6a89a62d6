"""A running infusion at one moment: what was given by the rates that really ran, what is still to come, what
a person must know, and what may happen next.

Volumes, times and how the rate climbs: `pharmacy.pump`. Source: Fig. 3, third and fourth panel; R18, R20.
"""

from datetime import datetime, tzinfo
from decimal import Decimal
from fractions import Fraction

from pharmacy.errors import Code, Refusal
from pharmacy.infusion import Frozen, Response, check_volume, is_amount, reaction_rule, responses
from pharmacy.language import text
from pharmacy.moments import begun_minutes
from pharmacy.protocol.model import Protocol
from pharmacy.protocol.policy import SitePolicy
from pharmacy.pump import Happening, Phase, Pump, RateEvent, Stretch, as_decimal
from pharmacy.quantities import hundredths
from pharmacy.rate_events import check_follows, checked, impossible, named, reckonable
from pharmacy.rate_findings import Finding, of_event, of_moment

__all__ = [
    "Finding",
    "Happening",
    "Phase",
    "RateEvent",
    "Response",
    "Running",
    "Stretch",
    "answers_to",
    "refuse_event",
    "run",
]


class Running(Frozen):
    """An infusion at one moment. Volumes and doses are exact, and rounded only where they are shown."""

    phase: Phase
    rate_ml_per_h: Decimal
    """What runs now: 0 unless the phase is `RUNNING`."""
    rate_allowed: Decimal
    """The highest rate that may be set or resumed now; 0 when nothing is to be set any more."""
    given_ml: Decimal
    given_mg: Decimal
    remaining_ml: Decimal
    """In bag and line."""
    line_ml: Decimal
    """What is in the line once the bag is empty: what it was primed with; 0 where it was not."""
    line_mg: Decimal
    ran: tuple[Stretch, ...]
    """What really ran, up to now; pauses are the gaps."""
    ahead: tuple[Stretch, ...]
    """What is to come when each change is confirmed as soon as it is due; empty unless it runs."""
    next_change: Stretch | None
    """The next higher rate, with the moment from which it is due; none while held, paused or at the last."""
    change_due: bool
    """That moment has come: the change is late, the rate so far goes on."""
    held: bool
    """After a reaction: no higher rate until a physician says so."""
    resume_at: Decimal | None
    """While paused: the rate to resume with, mL/h."""
    bag_empty_at: datetime | None
    """When the bag is or was empty, UTC; what is in the line follows. None while that is not known."""
    ends_at: datetime | None
    """When all of it is or was given, UTC; none while paused, and when it was stopped before."""
    finish_before: datetime | None
    """Until when it must be over, UTC, where the policy's 8 hours cover the infusion."""
    findings: tuple[Finding, ...]
    """By their moments."""


def run(
    protocol: Protocol,
    policy: SitePolicy,
    *,
    volume_ml: Decimal,
    primed_ml: Decimal,
    mixed_at: datetime | None,
    events: tuple[RateEvent, ...],
    now: datetime,
    zone: tzinfo,
) -> Running:
    """Reckon an infusion, the primed line included, from what happened up to now. `zone` is for the words.

    What happened is taken as it happened: a rate or an answer that the protocol does not allow is a finding.

    Raises `Refusal`, with `field` `events.N` where event N, from 0, is at fault: `infusion-volume`;
    `infusion-rate` for a rate that no pump has; `not-a-date`; `infusion-step` for what cannot have happened.
    """
    check_volume(volume_ml)
    _check_primed(primed_ml, volume_ml)
    now = reckonable(now)
    finish_before = None
    if mixed_at is not None and policy.eight_hours_cover.value == "end":
        finish_before = reckonable(mixed_at) + protocol.storage_limit.duration
    pump = Pump(protocol, volume_ml, primed_ml)
    findings = []
    for number, recorded in enumerate(events):
        try:
            event = checked(protocol, recorded)
            check_follows(pump, event, now, zone)
        except Refusal as wrong:
            wrong.field = f"events.{number}"
            raise
        pump.run_to(event.at)
        findings += of_event(protocol, pump, event, zone)
        pump.take(event)
    if pump.started_at is None:
        raise impossible(text("The infusion has not started."), text("a start"), text("nothing"))
    pump.run_to(now)
    return _running(protocol, pump, primed_ml, finish_before, findings, zone)


def refuse_event(protocol: Protocol, running: Running, event: RateEvent) -> None:
    """Raise `Refusal` for an event that may not be now; `running` is the infusion at the event's moment.
    `run` takes whatever passes, and finds no fault with it.
    """
    event = checked(protocol, event)
    if event.what not in _MAY[running.phase]:
        raise _not_now(running.phase, event.what)
    rate = event.rate_ml_per_h
    if rate is not None and rate > running.rate_allowed:
        raise _too_high(protocol, running, event.at, rate)
    if event.what is Happening.CLIMB and not running.held:
        raise Refusal(
            Code.INFUSION_STEP,
            text("The rate is not held."),
            expected=text("a rate held after a reaction"),
            got=text("{rate} mL/h, free to climb", rate=running.rate_ml_per_h),
            advice=text("Set the next rate when it is due."),
        )
    if event.what is Happening.COMPLETE and running.phase is not Phase.EMPTY:
        raise Refusal(
            Code.INFUSION_STEP,
            text("Not all of it has been given."),
            expected=text("0 mL left in bag and line"),
            got=text("{volume} mL left", volume=hundredths(running.remaining_ml)),
            advice=text("Let it run to its end; what does not run any more is stopped, with the reason."),
            source=protocol.give_what_is_left_in_line.cite,
        )
    if event.what is Happening.REACTION:
        _refuse_response(protocol, running, event)


_MAY = {
    Phase.RUNNING: frozenset(Happening) - {Happening.START, Happening.RESUME},
    Phase.PAUSED: frozenset({Happening.RESUME, Happening.REACTION, Happening.STOP}),
    Phase.EMPTY: frozenset({Happening.REACTION, Happening.STOP, Happening.COMPLETE}),
    Phase.ENDED: frozenset[Happening](),
}


def _running(
    protocol: Protocol,
    pump: Pump,
    primed_ml: Decimal,
    finish_before: datetime | None,
    findings: list[Finding],
    zone: tzinfo,
) -> Running:
    ahead = pump.ahead()
    next_change = next((later for later in ahead if later.rate_ml_per_h > pump.rate), None)
    if next_change is not None and pump.due_at is not None:
        next_change = next_change.model_copy(update={"starts_at": pump.due_at})
    findings = findings + of_moment(
        protocol, pump, ahead or pump.ahead_resumed(), next_change, finish_before, zone
    )
    ends_at = pump.empty_at or (pump.ended_at if pump.completed else None)
    mg_per_ml = Fraction(protocol.dose.value) / pump.volume
    return Running(
        phase=pump.phase,
        rate_ml_per_h=pump.rate if pump.phase is Phase.RUNNING else Decimal(0),
        rate_allowed=pump.allowed,
        given_ml=as_decimal(pump.given),
        given_mg=as_decimal(pump.given * mg_per_ml),
        remaining_ml=as_decimal(pump.left),
        line_ml=primed_ml,
        line_mg=as_decimal(Fraction(primed_ml) * mg_per_ml),
        ran=tuple(pump.ran),
        ahead=tuple(ahead),
        next_change=next_change,
        change_due=next_change is not None and pump.due_at is not None,
        held=pump.held,
        resume_at=pump.resume_at if pump.phase is Phase.PAUSED else None,
        bag_empty_at=pump.bag_empties_at(ahead),
        ends_at=ahead[-1].ends_at if ahead else ends_at,
        finish_before=finish_before,
        findings=tuple(sorted(findings, key=lambda finding: finding.at)),
    )


def _check_primed(primed_ml: Decimal, volume_ml: Decimal) -> None:
    if primed_ml == 0 or (is_amount(primed_ml) and primed_ml < volume_ml):
        return
    raise Refusal(
        Code.INFUSION_VOLUME,
        text("The line cannot have been primed with this volume."),
        expected=text("less than the {volume} mL that are to be given", volume=volume_ml),
        got=text("{volume} mL", volume=str(primed_ml)),
        advice=text("Give the volume of the line, in mL."),
        bad_input=True,
    )


def _not_now(phase: Phase, what: Happening) -> Refusal:
    state, expected, advice = {
        Phase.RUNNING: (
            text("The infusion is running."),
            text("a change of rate, a pause, a reaction, or its end"),
            text("Go on: nothing is to be started or resumed."),
        ),
        Phase.PAUSED: (
            text("The infusion is paused."),
            text("that it is resumed or stopped, or a reaction"),
            text("Resume it first."),
        ),
        Phase.EMPTY: (
            text("All of it has been given."),
            text("that it is complete, or a reaction"),
            text("Look at bag, line and pump, and confirm that it is complete."),
        ),
        Phase.ENDED: (
            text("The infusion has ended."),
            text("nothing more"),
            text("Watch the patient; this infusion cannot go on."),
        ),
    }[phase]
    return Refusal(Code.INFUSION_STEP, state, expected=expected, got=_HAPPENED[what], advice=advice)


_HAPPENED = {
    Happening.START: text("a start"),
    Happening.RATE: text("a change of rate"),
    Happening.PAUSE: text("a pause"),
    Happening.RESUME: text("that it is resumed"),
    Happening.REACTION: text("a reaction"),
    Happening.CLIMB: text("a physician's word that the rate may climb"),
    Happening.STOP: text("a stop"),
    Happening.COMPLETE: text("that it is complete"),
}


def _too_high(protocol: Protocol, running: Running, at: datetime, rate: Decimal) -> Refusal:
    allowed, change = running.rate_allowed, running.next_change
    highest = max((step.rate for step in protocol.infusion_rates.values()), key=lambda step: step.value)
    what = text("{rate} mL/h is more than the protocol allows now.", rate=rate)
    expected = text("no more than {allowed} mL/h", allowed=allowed)
    advice = text("Set {allowed} mL/h, or less.", allowed=allowed)
    source = highest.cite
    if rate > highest.value:
        what = text(
            "{rate} mL/h is above the protocol's highest rate, {highest} mL/h.",
            rate=rate,
            highest=highest.value,
        )
    elif running.held:
        what = text("After a reaction the rate does not rise until a physician says so.")
        source = protocol.reactions.moderate.resume_at.cite
    elif change is not None and not running.change_due:
        what = text("It is too early for {rate} mL/h.", rate=rate)
        expected = text(
            "{allowed} mL/h for another {minutes} min, then {following} mL/h",
            allowed=allowed,
            minutes=begun_minutes(change.starts_at - at),
            following=change.rate_ml_per_h,
        )
    return Refusal(
        Code.INFUSION_RATE,
        what,
        expected=expected,
        got=text("{rate} mL/h", rate=rate),
        advice=advice,
        source=source,
    )


def answers_to(protocol: Protocol, running: Running, grade: int) -> tuple[Response, ...]:
    """What may be done about the infusion when the patient reacts now; empty where there is no such grade."""
    rule = reaction_rule(protocol, grade)
    answers = responses(rule) if rule is not None else ()
    if running.phase is Phase.PAUSED:  # nothing that stands still can be reduced
        answers = tuple(answer for answer in answers if answer is not Response.REDUCE)
    return answers


def _refuse_response(protocol: Protocol, running: Running, event: RateEvent) -> None:
    rule = reaction_rule(protocol, event.grade or 0)
    answers = answers_to(protocol, running, event.grade or 0)
    if rule is None or event.response in answers:
        return
    raise Refusal(
        Code.INFUSION_STEP,
        text("This is not the answer to a reaction of grade {grade} now.", grade=event.grade),
        expected=named(answers),
        got=named((event.response,) if event.response else ()),
        advice=text("Do what the protocol says for this grade, then record it."),
        source=rule.acts.cite,
    )
