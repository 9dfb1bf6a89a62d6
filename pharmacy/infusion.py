"""The rates of an infusion and their times, when to look at the patient, what to do about a reaction.

Source: Fig. 3, third and fourth panel; R18, R19, R20.
"""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from pydantic import AwareDatetime, BaseModel, ConfigDict

from pharmacy.errors import Code, Refusal
from pharmacy.language import Text, text, verbatim
from pharmacy.protocol.model import Diluent, Protocol, ReactionAct, ReactionRule

_MINUTES_AN_HOUR = 60
_MICROSECONDS_A_MINUTE = 60_000_000
DECIMALS = 3
"""Of a volume in mL, or a rate in mL/h: whole microlitres."""
_FIRST, _LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2999, 12, 31, tzinfo=UTC)


class Frozen(BaseModel):
    """Reckoned once, never changed."""

    model_config = ConfigDict(frozen=True)


class Response(StrEnum):
    """What was done to the rate because of a reaction."""

    GO_ON = "go on"
    REDUCE = "reduce"
    HOLD = "hold"
    """Paused until the symptoms subside."""
    STOP_FOR_GOOD = "stop for good"


class InfusionStep(Frozen):
    """A time at one rate."""

    start_min: Decimal
    """From the start of the infusion, min."""
    end_min: Decimal
    rate_ml_per_h: Decimal
    volume_ml: Decimal
    """Given in this step, mL."""
    starts_at: AwareDatetime
    """UTC."""


class InfusionPlan(Frozen):
    """The whole infusion, without interruption."""

    steps: tuple[InfusionStep, ...]
    total_min: Decimal
    total_ml: Decimal
    starts_at: AwareDatetime
    """UTC."""
    ends_at: AwareDatetime
    """UTC, exact to the microsecond."""


class Reaction(Frozen):
    """What is done about an infusion reaction."""

    grades: str
    """`2–3`."""
    meaning: Text
    acts: tuple[Text, ...]
    """In this order."""
    source: str


def plan_infusion(protocol: Protocol, volume_ml: Decimal, start: datetime) -> InfusionPlan:
    """Reckon the infusion of a volume from a moment on. The last rate runs to the end.

    Raises `Refusal`: `not-a-date` for a start without a zone, `infusion-volume` for a volume that is not
    positive or finer than a microlitre, `infusion-time` for an infusion shorter or longer than permitted.
    """
    check_volume(volume_ml)
    start = utc(start, text("The infusion cannot start at this moment."))
    least, most = (
        _given_after(protocol, Decimal(limit.whole() * _MINUTES_AN_HOUR))
        for limit in (protocol.infusion_least, protocol.infusion_most)
    )
    if not least <= volume_ml <= most:
        raise _wrong_time(protocol, volume_ml, least, most)
    steps: list[InfusionStep] = []
    left = volume_ml
    for begin, end, rate in rate_steps(protocol):
        given = min(left, rate * (end - begin) / _MINUTES_AN_HOUR)
        steps.append(
            InfusionStep(
                start_min=begin,
                end_min=min(end, begin + left * _MINUTES_AN_HOUR / rate),
                rate_ml_per_h=rate,
                volume_ml=given,
                starts_at=_after(start, begin),
            )
        )
        left -= given
        if not left:
            break
    return InfusionPlan(
        steps=tuple(steps),
        total_min=steps[-1].end_min,
        total_ml=volume_ml,
        starts_at=start,
        ends_at=_after(start, steps[-1].end_min),
    )


def dose_in(protocol: Protocol, diluent: Diluent, volume_ml: Decimal) -> Decimal:
    """What a volume of the mixed bag holds of the drug, mg."""
    return protocol.dose.value * volume_ml / protocol.bag_volume(diluent).value


def moment_given(plan: InfusionPlan, volume_ml: Decimal) -> datetime:
    """When a volume has been given, UTC. Raises `ValueError` beyond what the plan gives."""
    if not 0 <= volume_ml <= plan.total_ml:
        raise ValueError(f"{volume_ml} mL of {plan.total_ml}")
    given = Decimal(0)
    for step in plan.steps:
        if given + step.volume_ml >= volume_ml:
            break
        given += step.volume_ml
    minutes = step.start_min + (volume_ml - given) * _MINUTES_AN_HOUR / step.rate_ml_per_h
    return _after(plan.starts_at, minutes)


def observation_times(protocol: Protocol, plan: InfusionPlan) -> tuple[datetime, ...]:
    """When heart rate, blood pressure, temperature and skin are due, UTC: at the start, every hour, at the
    end, and every hour of the observation afterwards. Source: R18, R19.
    """
    every = protocol.observation_every.duration
    observed_until = plan.ends_at + protocol.observation.duration
    return (
        *_every(every, plan.starts_at, plan.ends_at),
        *_every(every, plan.ends_at, observed_until),
        observed_until,
    )


def reactions(protocol: Protocol) -> tuple[Reaction, ...]:
    """What is done about infusion reactions, by rising severity. Source: Fig. 3; R20."""
    rules = protocol.reactions
    acts = {
        ReactionAct.SYMPTOMATIC: text("Give symptomatic medication."),
        ReactionAct.CONTINUE: text("The infusion goes on."),
        ReactionAct.REDUCE_OR_STOP: text(
            "Reduce the rate by {percent} %, or stop the infusion.", percent=rules.moderate.reduce_by.value
        ),
        ReactionAct.STOP_FOR_GOOD: text("Stop the infusion for good."),
        ReactionAct.FLUSH: text("Flush the line with saline."),
        ReactionAct.WAIT: text("Wait for the symptoms to subside."),
        ReactionAct.RESUME: text(
            "Resume at {percent} % of the rate at which it was stopped.",
            percent=rules.moderate.resume_at.value,
        ),
    }
    return tuple(
        Reaction(
            grades=rule.grades.value,
            meaning=meaning,
            acts=tuple(acts[act] for act in rule.acts.value),
            source=rule.acts.cite,
        )
        for rule, meaning in (
            (rules.mild, text("mild: no or little need of intervention")),
            (rules.moderate, text("moderate: needs intervention, possibly hospital")),
            (rules.severe, text("severe: needs major intervention, probably hospital")),
        )
    )


def reaction_rule(protocol: Protocol, grade: int) -> ReactionRule | None:
    """What the protocol says about a reaction of a grade; none where there is no such grade."""
    rules = protocol.reactions
    for rule in (rules.mild, rules.moderate, rules.severe):
        least, _, most = rule.grades.value.partition("–")
        if int(least) <= grade <= int(most or least):
            return rule
    return None


def responses(rule: ReactionRule) -> tuple[Response, ...]:
    """What may be done to the rate by a rule for reactions. Where it may be stopped, it may be for good."""
    return tuple(response for act in rule.acts.value for response in _RESPONSES.get(act, ()))


_RESPONSES = {
    ReactionAct.CONTINUE: (Response.GO_ON,),
    ReactionAct.REDUCE_OR_STOP: (Response.REDUCE, Response.HOLD, Response.STOP_FOR_GOOD),
    ReactionAct.STOP_FOR_GOOD: (Response.STOP_FOR_GOOD,),
}


def rate_steps(protocol: Protocol) -> list[tuple[Decimal, Decimal, Decimal]]:
    """From minute, to minute (the last: without end), rate in mL/h. Source: Fig. 3; R18."""
    rates = [rate for _, rate in sorted(protocol.infusion_rates.items())]
    ends = [later.start.value for _, later in pairwise(rates)]
    return [
        (rate.start.value, end, rate.rate.value)
        for rate, end in zip(rates, [*ends, Decimal("Infinity")], strict=True)
    ]


def _given_after(protocol: Protocol, minutes: Decimal) -> Decimal:
    """What has been given after so many minutes, mL."""
    return sum(
        (
            rate * (min(minutes, end) - begin) / _MINUTES_AN_HOUR
            for begin, end, rate in rate_steps(protocol)
            if begin < minutes
        ),
        Decimal(0),
    )


def check_volume(volume_ml: Decimal) -> None:
    """Raise `Refusal` (`infusion-volume`) for a volume that is not positive or finer than a microlitre."""
    if is_amount(volume_ml):
        return
    raise Refusal(
        Code.INFUSION_VOLUME,
        text("This volume cannot be infused."),
        expected=text("a volume above 0 mL, with no more than {decimals} decimals", decimals=DECIMALS),
        got=text("{volume} mL", volume=str(volume_ml)),
        advice=text("Give the volume in the bag, in mL."),
        bad_input=True,
    )


def is_amount(value: Decimal) -> bool:
    """Whether a number can be a volume in mL, or a rate in mL/h, that a person or a pump has set."""
    return value.is_finite() and value > 0 and _decimals(value) <= DECIMALS


def _decimals(value: Decimal) -> int:
    """How many decimals are needed to write a finite number; reckoned on digits, so nothing is rounded."""
    _, digits, exponent = value.as_tuple()
    trailing = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    return max(0, -int(exponent) - trailing)


def _wrong_time(protocol: Protocol, volume_ml: Decimal, least: Decimal, most: Decimal) -> Refusal:
    shortest, longest = protocol.infusion_least.value, protocol.infusion_most.value
    return Refusal(
        Code.INFUSION_TIME,
        text("The infusion would be shorter than {hours} h.", hours=shortest)
        if volume_ml < least
        else text("The infusion would be longer than {hours} h.", hours=longest),
        expected=text(
            "from {shortest} to {longest} h, which is {least} to {most} mL at the protocol's rates",
            shortest=shortest,
            longest=longest,
            least=least,
            most=most,
        ),
        got=text("{volume} mL", volume=volume_ml),
        advice=text("Check the volume; for another one the protocol has no rates."),
        source=protocol.infusion_least.cite,
    )


def utc(moment: datetime, otherwise: Text) -> datetime:
    """A moment in UTC. Raises `Refusal` (`not-a-date`) with that sentence for one without a zone, or so near
    the ends of the calendar that no end of the infusion can be reckoned.
    """
    if moment.utcoffset() is None or not _FIRST <= moment <= _LAST:
        raise Refusal(
            Code.NOT_A_DATE,
            otherwise,
            expected=text("a moment with its offset from UTC, like 2026-03-25T10:00+01:00"),
            got=verbatim(moment.isoformat()),
            advice=text("Give the day, the time and the offset."),
            bad_input=True,
        )
    return moment.astimezone(UTC)


def _after(start: datetime, minutes: Decimal) -> datetime:
    return start + timedelta(microseconds=int((minutes * _MICROSECONDS_A_MINUTE).to_integral_value()))


def _every(interval: timedelta, begin: datetime, end: datetime) -> list[datetime]:
    """Each whole interval from `begin` on, before `end`."""
    return [begin + i * interval for i in range(-(-(end - begin) // interval))]
