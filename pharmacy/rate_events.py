"""What cannot have happened to a pump: events that say too little, or that cannot follow what was before."""

from datetime import datetime, tzinfo
from decimal import Decimal

from pharmacy.errors import Code, Refusal
from pharmacy.infusion import DECIMALS, Response, is_amount, reaction_rule, responses, utc
from pharmacy.language import Text, text, verbatim
from pharmacy.protocol.model import Protocol
from pharmacy.pump import Happening, Pump, RateEvent


def checked(protocol: Protocol, event: RateEvent) -> RateEvent:
    """An event that says what it must, with the answer to a reaction whose grade leaves no choice.

    Raises `Refusal`: `not-a-date`, `infusion-rate`, or `infusion-step` for what says too little or too much.
    """
    reckonable(event.at)
    rate = event.rate_ml_per_h
    if event.what is Happening.RATE or rate is not None:
        _check_rate(event.what, rate)
    if event.what is not Happening.REACTION:
        if (event.grade, event.response) != (None, None):
            raise impossible(
                text("Only a reaction has a grade and an answer."), text("a reaction"), verbatim(event.what)
            )
        return event
    rule = reaction_rule(protocol, event.grade) if event.grade is not None else None
    if rule is None:
        rules = protocol.reactions
        raise impossible(
            text("There is no such grade of a reaction."),
            verbatim(", ".join(each.grades.value for each in (rules.mild, rules.moderate, rules.severe))),
            text("nothing") if event.grade is None else verbatim(str(event.grade)),
        )
    if event.response is not None:
        return event
    answers = responses(rule)
    if len(answers) > 1:
        raise impossible(
            text("It is not said what was done about the reaction of grade {grade}.", grade=event.grade),
            named(answers),
            text("nothing"),
        )
    return event.model_copy(update={"response": answers[0]})


def check_follows(pump: Pump, event: RateEvent, now: datetime, zone: tzinfo) -> None:
    """Raise `Refusal` (`infusion-step`) for what cannot have happened by now, after what was before."""
    at = verbatim(event.at.astimezone(zone).isoformat())
    if event.at > now:
        raise impossible(
            text("This has not happened yet."),
            text("nothing after {now}", now=now.astimezone(zone).isoformat()),
            at,
        )
    if pump.now is not None and event.at < pump.now:
        raise impossible(
            text("The events are not in the order of time."),
            text("not before {before}", before=pump.now.astimezone(zone).isoformat()),
            at,
        )
    may = _may_follow(pump)
    if event.what not in may:
        raise impossible(
            text("“{event}” cannot come here.", event=event.what.value),
            verbatim(", ".join(each for each in Happening if each in may)) if may else text("nothing more"),
            verbatim(event.what),
        )


def reckonable(moment: datetime) -> datetime:
    """A moment in UTC. Raises `Refusal` (`not-a-date`) for one without a zone or beside the calendar."""
    return utc(moment, text("The infusion cannot be reckoned with this moment."))


def impossible(what: Text, expected: Text, got: Text) -> Refusal:
    """The refusal of a history that cannot be true."""
    return Refusal(
        Code.INFUSION_STEP,
        what,
        expected=expected,
        got=got,
        advice=text("Correct what was recorded; nothing is reckoned from it as it is."),
        bad_input=True,
    )


def named(answers: tuple[Response, ...]) -> Text:
    """Answers to a reaction, in words: one, or another."""
    words = {
        Response.GO_ON: text("go on"),
        Response.REDUCE: text("reduce the rate"),
        Response.HOLD: text("pause until the symptoms subside"),
        Response.STOP_FOR_GOOD: text("stop for good"),
    }
    first, *others = (words[answer] for answer in answers)
    for other in others:
        first = text("{one}, or {other}", one=first, other=other)
    return first


def _check_rate(what: Happening, rate: Decimal | None) -> None:
    sets = {Happening.START, Happening.RATE, Happening.RESUME}
    if what in sets and rate is not None and is_amount(rate):
        return
    raise Refusal(
        Code.INFUSION_RATE,
        text("This rate cannot be set on a pump.")
        if what in sets
        else text("“{event}” sets no rate.", event=what.value),
        expected=text("a rate above 0 mL/h, with no more than {decimals} decimals", decimals=DECIMALS)
        if what in sets
        else text("no rate"),
        got=text("nothing") if rate is None else text("{rate} mL/h", rate=str(rate)),
        advice=text("Give the rate that the pump shows, in mL/h."),
        bad_input=True,
    )


def _may_follow(pump: Pump) -> set[Happening]:
    if pump.started_at is None:
        return {Happening.START}
    if pump.ended_at is not None:
        return set()
    cannot = {Happening.RESUME} if pump.paused_at is None else {Happening.RATE, Happening.PAUSE}
    if not pump.held:
        cannot.add(Happening.CLIMB)
    return set(Happening) - cannot - {Happening.START}
