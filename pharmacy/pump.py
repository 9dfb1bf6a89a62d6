"""The pump of an infusion: what was given by the rates that really ran, and how the rate climbs.

The rate changes only when a person says that it was changed, never by itself: until the nurse confirms the
next rate, the one so far goes on, and all that follows comes later.

How it climbs: a rate belongs to the protocol's step of that rate, or lies in the nearest one below (in the
first, where none is below). It runs for the whole duration of that step before the next higher rate of the
protocol is due. Only the minutes that it ran since it was set count, so a pause or a late confirmation moves
what follows. From a rate that was slowed by hand, and from one that a physician lets climb again after a
reaction, the rate thus rises a whole step at a time: later than the protocol, never faster.

Volumes are exact fractions, moments whole microseconds. Source: Fig. 3, third and fourth panel; R18, R20.
"""

from datetime import datetime, timedelta
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from fractions import Fraction
from math import floor

from pharmacy.infusion import DECIMALS, Frozen, Response, rate_steps
from pharmacy.moments import Moment
from pharmacy.protocol.model import Protocol

_MICROSECOND = timedelta(microseconds=1)
_MICROSECONDS_AN_HOUR = 3_600_000_000
_NEVER = timedelta(days=36525)
"""No volume takes longer: beyond it nothing is reckoned."""
_WHOLE = 100
"""Per cent."""
_FINEST = Decimal(1).scaleb(-DECIMALS)
"""The lowest rate of a pump and the step between two, mL/h."""


class Happening(StrEnum):
    """What happened to the pump or the patient."""

    START = "start"
    RATE = "rate"
    """The nurse has set another rate."""
    PAUSE = "pause"
    RESUME = "resume"
    REACTION = "reaction"
    CLIMB = "climb"
    """A physician lets the rate rise again after a reaction."""
    STOP = "stop"
    """Ended early, for another reason than a reaction."""
    COMPLETE = "complete"
    """All of it was given, what was left in the line too."""


class Phase(StrEnum):
    """Where an infusion stands."""

    RUNNING = "running"
    PAUSED = "paused"
    EMPTY = "empty"
    """All of it is given by reckoning; nobody has confirmed it yet."""
    ENDED = "ended"


class RateEvent(Frozen):
    """Something that happened, as a person recorded it."""

    at: Moment
    """UTC."""
    what: Happening
    rate_ml_per_h: Decimal | None = None
    """Needed for `RATE`; with `START` and `RESUME` where it is not the one that is foreseen."""
    grade: int | None = None
    """Of a reaction."""
    response: Response | None = None
    """To a reaction; may be left out where its grade leaves no choice."""


class Stretch(Frozen):
    """A time at one rate."""

    starts_at: Moment
    """UTC."""
    ends_at: Moment
    """UTC."""
    rate_ml_per_h: Decimal


class Pump:
    """A pump as the events so far have left it. What may come is decided elsewhere."""

    def __init__(self, protocol: Protocol, volume_ml: Decimal, primed_ml: Decimal) -> None:
        self.volume = Fraction(volume_ml)
        """All that is to be given, mL."""
        self.given = Fraction(0)
        """mL, up to `now`."""
        self.now: datetime | None = None
        """Up to when it is reckoned; none before the start."""
        self.started_at: datetime | None = None
        self.paused_at: datetime | None = None
        """Since when it is paused; none while it runs."""
        self.ended_at: datetime | None = None
        """When a person said that it is over."""
        self.completed = False
        """It ended because all was given."""
        self.bag_empty_at: datetime | None = None
        """When what was not in the line was given."""
        self.empty_at: datetime | None = None
        """When all was given."""
        self.rate = Decimal(0)
        """As set, mL/h; while paused, the one at which it was stopped."""
        self.resume_at = Decimal(0)
        """While paused: the rate to resume with, mL/h."""
        self.held = False
        """After a reaction: it does not climb until a physician says so."""
        self.due_at: datetime | None = None
        """Since when the next rate is due, were it not held; none while it is not."""
        self.ran: list[Stretch] = []
        self._at_rate = timedelta()
        """How long it ran since the rate was set."""
        self._bag = self.volume - Fraction(primed_ml)
        self._steps = sorted(
            (rate, _NEVER if end.is_infinite() else timedelta(minutes=int(end - begin)))
            for begin, end, rate in rate_steps(protocol)
        )
        rule = protocol.reactions.moderate
        self._reduced = (_WHOLE - rule.reduce_by.value) / _WHOLE
        self._resumed = rule.resume_at.value / _WHOLE

    @property
    def phase(self) -> Phase:
        """Where it stands."""
        if self.ended_at is not None:
            return Phase.ENDED
        if self.empty_at is not None:
            return Phase.EMPTY
        return Phase.RUNNING if self.paused_at is None else Phase.PAUSED

    @property
    def allowed(self) -> Decimal:
        """The highest rate that may be set or resumed now, mL/h; 0 when nothing is to be set any more."""
        match self.phase:
            case Phase.RUNNING:
                if self.started_at is None:
                    return self._steps[0][0]
                following = self._next(self.rate)
                due = self.due_at is not None and not self.held
                return following if due and following is not None else self.rate
            case Phase.PAUSED:
                return self.resume_at
        return Decimal(0)

    @property
    def left(self) -> Fraction:
        """In bag and line, mL."""
        return self.volume - self.given

    def take(self, event: RateEvent) -> None:
        """Run up to an event, and do what it says."""
        self.run_to(event.at)
        match event.what:
            case Happening.START:
                self.started_at = event.at
                self._set(event.rate_ml_per_h or self._steps[0][0])
            case Happening.RATE:
                self._set(event.rate_ml_per_h or self.rate)
            case Happening.PAUSE:
                self.paused_at, self.resume_at = event.at, self.rate
            case Happening.RESUME:
                self.paused_at = None
                self._set(event.rate_ml_per_h or self.resume_at)
            case Happening.CLIMB:
                self.held = False
                self._begin_step()
            case Happening.STOP | Happening.COMPLETE:
                self.ended_at, self.completed = event.at, event.what is Happening.COMPLETE
            case Happening.REACTION:
                self._answer(event)

    def _answer(self, event: RateEvent) -> None:
        match event.response:
            case Response.REDUCE if self.paused_at is None:
                self.held = True
                self._set(_settable(self.rate * self._reduced))
            case Response.HOLD | Response.REDUCE:  # nothing that stands still can be reduced
                self.held = True
                self.paused_at = self.paused_at or event.at
                self.resume_at = _settable(self.rate * self._resumed)
            case Response.STOP_FOR_GOOD:
                self.ended_at = event.at

    def run_to(self, moment: datetime) -> None:
        """Let it run as it is set."""
        start, self.now = self.now, moment
        if start is None or self.started_at is None or self.phase is not Phase.RUNNING:
            return
        if self.bag_empty_at is None:
            self.bag_empty_at = self._reached(self._bag, start, moment)
        self.empty_at = self._reached(self.volume, start, moment)
        until = self.empty_at or moment
        self._record(start, until)
        if self.due_at is None and self._next(self.rate) is not None:
            due = start + self._step_of(self.rate) - self._at_rate
            self.due_at = due if due <= until else None
        self._at_rate += until - start
        self.given = self.volume if self.empty_at else self.given + volume_in(until - start, self.rate)

    def ahead(self) -> list[Stretch]:
        """What is to come from now on, when each change is confirmed as soon as it is due; empty unless it
        runs.
        """
        if self.now is None or self.phase is not Phase.RUNNING:
            return []
        return self._climb(self.now, self.rate, self._step_of(self.rate) - self._at_rate)

    def ahead_resumed(self) -> list[Stretch]:
        """What would be to come if it were resumed now, while it is paused."""
        if self.now is None or self.phase is not Phase.PAUSED:
            return []
        return self._climb(self.now, self.resume_at, self._step_of(self.resume_at) - self._at_rate)

    def bag_empties_at(self, ahead: list[Stretch]) -> datetime | None:
        """When the bag was empty, or will be by a plan; none where that is not known."""
        if self.bag_empty_at is not None or not ahead:
            return self.bag_empty_at
        left = self._bag - self.given
        for stretch in ahead:
            volume = volume_in(stretch.ends_at - stretch.starts_at, stretch.rate_ml_per_h)
            if volume >= left:
                return stretch.starts_at + _span(left, stretch.rate_ml_per_h)
            left -= volume
        return ahead[-1].ends_at  # the last of it takes less than a microsecond

    def _climb(self, now: datetime, rate: Decimal, left_of_step: timedelta) -> list[Stretch]:
        """Stretches until all is given."""
        stretches = []
        left = self.left
        while True:
            following = None if self.held else self._next(rate)
            end = _span(left, rate)
            lasts = end if following is None else min(end, max(left_of_step, timedelta()))
            if lasts:
                stretches.append(Stretch(starts_at=now, ends_at=now + lasts, rate_ml_per_h=rate))
            if following is None or lasts == end:
                return stretches
            now, left = now + lasts, left - volume_in(lasts, rate)
            rate, left_of_step = following, self._step_of(following)

    def _set(self, rate: Decimal) -> None:
        if rate != self.rate:
            self.rate = rate
            self._begin_step()

    def _begin_step(self) -> None:
        self._at_rate, self.due_at = timedelta(), None

    def _next(self, rate: Decimal) -> Decimal | None:
        """The protocol's next higher rate."""
        return next((higher for higher, _ in self._steps if higher > rate), None)

    def _step_of(self, rate: Decimal) -> timedelta:
        """How long the step lasts that a rate belongs to or lies in."""
        return [lasts for step, lasts in self._steps if step <= max(rate, self._steps[0][0])][-1]

    def _reached(self, volume: Fraction, start: datetime, end: datetime) -> datetime | None:
        """When the given reaches a volume, at the present rate, in a time that begins now."""
        moment = start + _span(volume - self.given, self.rate)
        return moment if moment <= end else None

    def _record(self, start: datetime, end: datetime) -> None:
        if self.ran and self.ran[-1].ends_at == start and self.ran[-1].rate_ml_per_h == self.rate:
            start = self.ran.pop().starts_at
        if end > start:
            self.ran.append(Stretch(starts_at=start, ends_at=end, rate_ml_per_h=self.rate))


def as_decimal(exact: Fraction) -> Decimal:
    """A volume or a dose with more digits than anybody can measure."""
    return Decimal(exact.numerator) / Decimal(exact.denominator)


def volume_in(span: timedelta, rate: Decimal) -> Fraction:
    """What a rate gives in a time, mL."""
    return Fraction(rate) * (span // _MICROSECOND) / _MICROSECONDS_AN_HOUR


def _settable(rate: Decimal) -> Decimal:
    """The highest rate that a pump can be set to and that is not above this one; the finest there is at the
    least, because no rate at all would be a stop that nobody has decided.
    """
    return max(rate.quantize(_FINEST, ROUND_DOWN), _FINEST)


def _span(volume: Fraction, rate: Decimal) -> timedelta:
    """How long a volume takes at a rate, to the microsecond; half a one counts."""
    microseconds = floor(volume * _MICROSECONDS_AN_HOUR / Fraction(rate) + Fraction(1, 2))
    return min(microseconds, _NEVER // _MICROSECOND) * _MICROSECOND
