"""What a person must know of a running infusion: what happened otherwise than the protocol says, what is
late, and which limit is or will be passed.

Source: Fig. 3, third and fourth panel; R18, R20.
"""

from datetime import datetime, tzinfo

from pharmacy.infusion import Frozen, reaction_rule, responses
from pharmacy.language import Text, text
from pharmacy.moments import Moment, clock_time
from pharmacy.protocol.model import Protocol
from pharmacy.pump import Happening, Phase, Pump, RateEvent, Stretch, as_decimal
from pharmacy.quantities import hundredths


class Finding(Frozen):
    """Something about the infusion that a person must know."""

    code: str
    """A stable name: `change-due`."""
    at: Moment
    """The moment it is about, UTC: since when, or the limit that is passed."""
    words: Text


def of_event(protocol: Protocol, pump: Pump, event: RateEvent, zone: tzinfo) -> list[Finding]:
    """What to find fault with in an event; the pump has run up to it and not taken it yet."""
    at, when = event.at, clock_time(event.at, zone)
    rate, rule = event.rate_ml_per_h, reaction_rule(protocol, event.grade or 0)
    if rate is not None and pump.phase is not Phase.EMPTY and rate > pump.allowed:
        words = text(
            "{rate} mL/h from {at} on, where the protocol allows {allowed} mL/h.",
            rate=rate,
            at=when,
            allowed=pump.allowed,
        )
        return [Finding(code="rate-above-protocol", at=at, words=words)]
    if rule is not None and event.response not in responses(rule):
        words = text(
            "The answer to the reaction of grade {grade} at {at} is not the protocol's.",
            grade=event.grade,
            at=when,
        )
        return [Finding(code="response-outside-protocol", at=at, words=words)]
    if event.what is Happening.COMPLETE and pump.empty_at is None:
        words = text(
            "Completed at {at}, with {volume} mL left by the rates that ran.",
            at=when,
            volume=hundredths(as_decimal(pump.left)),
        )
        return [Finding(code="completed-early", at=at, words=words)]
    return []


def of_moment(
    protocol: Protocol,
    pump: Pump,
    ahead: list[Stretch],
    next_change: Stretch | None,
    finish_before: datetime | None,
    zone: tzinfo,
) -> list[Finding]:
    """What holds now. `ahead` is what is to come, or would be if it were resumed now."""
    found = []
    if pump.phase is Phase.PAUSED and pump.paused_at is not None:
        words = text("Paused since {at}.", at=clock_time(pump.paused_at, zone))
        found.append(Finding(code="paused", at=pump.paused_at, words=words))
    if pump.due_at is not None and next_change is not None:
        words = text(
            "{rate} mL/h has been due since {at}.",
            rate=next_change.rate_ml_per_h,
            at=clock_time(pump.due_at, zone),
        )
        found.append(Finding(code="change-due", at=pump.due_at, words=words))
    return found + _limits(protocol, pump, ahead, finish_before, zone)


def _limits(
    protocol: Protocol, pump: Pump, ahead: list[Stretch], finish_before: datetime | None, zone: tzinfo
) -> list[Finding]:
    ends_at = pump.empty_at or pump.ended_at or ahead[-1].ends_at
    start = pump.started_at or ends_at
    end = _end(pump, clock_time(ends_at, zone))
    most, least = protocol.infusion_most, protocol.infusion_least
    found = []
    if finish_before is not None and ends_at > finish_before:
        words = text("{end} It must be over before {limit}.", end=end, limit=clock_time(finish_before, zone))
        found.append(Finding(code="past-finish-before", at=finish_before, words=words))
    if ends_at - start > most.duration:
        words = text(
            "{end} That is more than {hours} h after its start at {start}.",
            end=end,
            hours=most.value,
            start=clock_time(start, zone),
        )
        found.append(Finding(code="longer-than-most", at=start + most.duration, words=words))
    stopped = pump.ended_at is not None and not pump.completed
    if ends_at - start < least.duration and not stopped:
        words = text(
            "{end} That is less than {hours} h after its start at {start}.",
            end=end,
            hours=least.value,
            start=clock_time(start, zone),
        )
        found.append(Finding(code="shorter-than-least", at=ends_at, words=words))
    return found


def _end(pump: Pump, when: str) -> Text:
    match pump.phase:
        case Phase.RUNNING:
            return text("The infusion will end at {at}.", at=when)
        case Phase.PAUSED:
            return text("Resumed now, the infusion would end at {at}.", at=when)
    return text("The infusion ended at {at}.", at=when)
