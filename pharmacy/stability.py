"""Whether a mixed bag may still be used, until when, and every reason why not.

One pure function decides it from the mixing time, what is known of custody, the site's policy
and the present moment. Source: Fig. 3: at most 8 hours at 2–8 °C, protected from light.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Annotated, NamedTuple, Self
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pharmacy.clock import CLOCK_TOLERANCE
from pharmacy.errors import Code
from pharmacy.language import Text, text
from pharmacy.moments import Moment, begun_minutes, clock_time, in_utc
from pharmacy.places import BENCH, Place
from pharmacy.protocol.model import Protocol
from pharmacy.protocol.policy import SitePolicy


class Move(BaseModel):
    """The bag was put somewhere."""

    model_config = ConfigDict(frozen=True)

    at: Moment
    place: Place
    covered: bool
    """Whether the opaque cover was on."""
    where: str = BENCH
    """Which of the places of that kind: its key in the site file."""


class Reading(BaseModel):
    """A temperature in the refrigerator in which the bag was at that moment."""

    model_config = ConfigDict(frozen=True)

    at: Moment
    celsius: Annotated[Decimal, Field(allow_inf_nan=False)]
    recorded_at: Moment | None = None
    """When it became known, from a logger's file later than it was; none for at once."""


class Custody(BaseModel):
    """What is known of where the bag has been, in the order of time; moves begin at mixing.

    Without any move nobody knows where it was, which is a reason of its own.
    """

    model_config = ConfigDict(frozen=True)

    moves: tuple[Move, ...]
    readings: tuple[Reading, ...]
    cleared_at: Moment | None = None
    """When a pharmacist last took all that was against it until then upon themselves: custody is judged, and
    minutes outside are counted, from there. A temperature that became known only afterwards counts all the
    same: nobody took it upon themselves."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for moments in ([move.at for move in self.moves], [reading.at for reading in self.readings]):
            if moments != sorted(moments):
                raise ValueError("custody is not in the order of time")
        return self


class Recall(BaseModel):
    """A lot in the bag that its maker has called back."""

    model_config = ConfigDict(frozen=True)

    lot: str
    reason: str
    """The maker's."""


class Reason(BaseModel):
    """One reason why a bag may not be used, with the figure that caused it."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    code: Code
    words: Text
    source: str
    """Empty where the reason is its own."""
    lasting: bool = True
    """Whether it stays whatever is learnt later; that readings are missing ends when they are found."""


class Verdict(BaseModel):
    """What holds for a bag at one moment."""

    model_config = ConfigDict(frozen=True)

    usable: bool
    reasons: tuple[Reason, ...]
    """Every reason against it; empty when usable."""
    start_before: datetime
    """The latest moment at which the infusion may start, UTC."""
    finish_before: datetime | None
    """The latest moment at which it may end, where the policy's 8 hours cover the infusion."""
    outside_left: timedelta | None
    """What policy still allows outside the refrigerator; none where custody is not judged."""
    usable_until: datetime
    """Until when it stays usable where it is now, if nothing more is read or moved, UTC."""
    until_because: Text
    """What ends then."""

    @property
    def only_late(self) -> bool:
        """Whether the time is up, and nothing else is against it."""
        return {reason.code for reason in self.reasons} == {Code.PAST_START_BEFORE}

    @property
    def only_custody(self) -> bool:
        """Whether cold and dark are in doubt, and nothing else is against it: what a pharmacist can clear."""
        return {reason.code for reason in self.reasons} == {Code.OUTSIDE_POLICY}


def verdict(
    protocol: Protocol,
    policy: SitePolicy,
    *,
    mixed_at: datetime,
    planned_infusion: timedelta,
    custody: Custody | None,
    clock_doubted: bool,
    recalls: tuple[Recall, ...],
    now: datetime,
    zone: ZoneInfo,
) -> Verdict:
    """Judge a mixed bag. `custody` is none where only the clock is asked. `clock_doubted` says that the
    clock ran backwards after mixing, `recalls` which of its lots were called back: that reason comes first,
    because it holds whatever the time. `zone` is for the words. A `now` before mixing, by more than clocks
    may differ, is a reason of its own.
    """
    mixed_at, now = in_utc(mixed_at), in_utc(now)
    end = mixed_at + protocol.storage_limit.duration
    finish_before = end if policy.eight_hours_cover.value == "end" else None
    start_before = end - planned_infusion if finish_before else end
    reasons = [
        Reason(
            code=Code.RECALLED,
            words=text("Lot {lot} was recalled: {reason}", lot=recall.lot, reason=recall.reason),
            source="",
        )
        for recall in recalls
    ]
    if now < mixed_at - CLOCK_TOLERANCE:
        reasons.append(
            Reason(
                code=Code.CLOCK_BEHIND,
                words=text(
                    "The clock shows {now}, before the mixing at {mixed}: no limit can be trusted.",
                    now=clock_time(now, zone),
                    mixed=clock_time(mixed_at, zone),
                ),
                source="",
            )
        )
    if clock_doubted:
        reasons.append(
            Reason(
                code=Code.CLOCK_BEHIND,
                words=text(
                    "The clock was set back after this bag was mixed: nobody knows how long ago that was."
                ),
                source=protocol.storage_limit.cite,
            )
        )
    if now > start_before:
        reasons.append(
            Reason(
                code=Code.PAST_START_BEFORE,
                words=text(
                    "Mixed at {mixed}; the infusion had to start before {limit}.",
                    mixed=clock_time(mixed_at, zone),
                    limit=clock_time(start_before, zone),
                ),
                source=protocol.storage_limit.cite,
            )
        )
    outside_left = None
    limits = [(start_before, text("the infusion has to start"))]
    if custody is not None:
        outside_left = _outside_left(policy, custody, mixed_at, now, reasons)
        _covered(protocol, custody, now, reasons, zone)
        _temperatures(protocol, custody, now, reasons, zone)
        unread = _gaps(policy, custody, now, reasons, zone)
        limits += _custody_limits(policy, custody, now, outside_left, unread)
    usable_until, until_because = min(limits, key=lambda limit: limit[0])
    return Verdict(
        usable=not reasons,
        reasons=tuple(reasons),
        start_before=start_before,
        finish_before=finish_before,
        outside_left=outside_left,
        usable_until=usable_until,
        until_because=until_because,
    )


class _Stay(NamedTuple):
    """The bag in one place, up to the next move or to now."""

    move: Move
    start: datetime
    end: datetime

    @property
    def cold(self) -> bool:
        return self.move.place is Place.REFRIGERATOR

    @property
    def bare(self) -> bool:
        """Without its cover, away from the bench."""
        return not self.move.covered and self.move.place is not Place.STATION


_ALWAYS = datetime.min.replace(tzinfo=UTC)


def _stays(custody: Custody, now: datetime) -> list[_Stay]:
    """Where the bag was, from the moment on from which it counts."""
    return _stays_since(custody, custody.cleared_at or _ALWAYS, now)


def _stays_since(custody: Custody, since: datetime, now: datetime) -> list[_Stay]:
    ends = [*(move.at for move in custody.moves[1:]), now][: len(custody.moves)]
    stays = [
        _Stay(move, max(move.at, since), min(end, now)) for move, end in zip(custody.moves, ends, strict=True)
    ]
    return [stay for stay in stays if stay.start <= stay.end]


def _outside_left(
    policy: SitePolicy, custody: Custody, mixed_at: datetime, now: datetime, reasons: list[Reason]
) -> timedelta:
    allowed = policy.outside_refrigerator.duration
    since = max(mixed_at, custody.cleared_at or mixed_at)
    if not custody.moves or custody.moves[0].at > since:
        reasons.append(
            Reason(
                code=Code.OUTSIDE_POLICY,
                words=text("Where this bag was all the time since it was mixed is not recorded."),
                source=policy.outside_refrigerator.cite,
            )
        )
    outside = sum((stay.end - stay.start for stay in _stays(custody, now) if not stay.cold), timedelta())
    if outside > allowed:
        reasons.append(
            Reason(
                code=Code.OUTSIDE_POLICY,
                words=text(
                    "Out of the refrigerator for {outside} min; policy allows {allowed}.",
                    outside=begun_minutes(outside),
                    allowed=begun_minutes(allowed),
                ),
                source=policy.outside_refrigerator.cite,
            )
        )
    return allowed - outside


def _covered(
    protocol: Protocol, custody: Custody, now: datetime, reasons: list[Reason], zone: ZoneInfo
) -> None:
    """The cover comes on at the bench; away from it the bag is in the dark."""
    for stay in _stays(custody, now):
        if stay.bare and stay.end > stay.start:
            reasons.append(
                Reason(
                    code=Code.OUTSIDE_POLICY,
                    words=text(
                        "Without its opaque cover from {start}, for {minutes} min.",
                        start=clock_time(stay.start, zone),
                        minutes=begun_minutes(stay.end - stay.start),
                    ),
                    source=protocol.storage_limit.cite,
                )
            )


def _temperatures(
    protocol: Protocol, custody: Custody, now: datetime, reasons: list[Reason], zone: ZoneInfo
) -> None:
    for stay in _stays_since(custody, _ALWAYS, now):
        if stay.cold:
            counting = [reading for reading in _during(custody, stay) if _counts(custody, reading)]
            reasons += excursions(protocol, counting, zone)


def _counts(custody: Custody, reading: Reading) -> bool:
    """Whether a temperature is of the time since the last clearing, or became known since."""
    if custody.cleared_at is None:
        return True
    return max(reading.at, reading.recorded_at or reading.at) >= custody.cleared_at


def _during(custody: Custody, stay: _Stay) -> list[Reading]:
    return [reading for reading in custody.readings if stay.start <= reading.at <= stay.end]


def excursions(protocol: Protocol, readings: list[Reading], zone: ZoneInfo) -> Iterator[Reason]:
    """Readings too cold or too warm, in the order of time, those that follow each other told together."""
    least, most = protocol.storage_temperature_least, protocol.storage_temperature_most
    allowed = {"least": least.value, "most": most.value}

    def side(reading: Reading) -> int:
        return (reading.celsius > most.value) - (reading.celsius < least.value)

    for too_warm_or_cold, group in groupby(readings, key=side):
        if not too_warm_or_cold:
            continue
        outside = list(group)
        first, last = outside[0], outside[-1]
        one = text(
            "{celsius} °C at {at}; it must stay between {least} and {most} °C.",
            celsius=first.celsius,
            at=clock_time(first.at, zone),
            **allowed,
        )
        several = text(
            "{lowest} to {highest} °C from {first} to {last}; it must stay between {least} and {most} °C.",
            lowest=min(reading.celsius for reading in outside),
            highest=max(reading.celsius for reading in outside),
            first=clock_time(first.at, zone),
            last=clock_time(last.at, zone),
            **allowed,
        )
        yield Reason(code=Code.OUTSIDE_POLICY, words=one if len(outside) == 1 else several, source=least.cite)


def _gaps(
    policy: SitePolicy, custody: Custody, now: datetime, reasons: list[Reason], zone: ZoneInfo
) -> timedelta:
    """For how long it has been in refrigerators since the last temperature. Only a reading begins that time
    anew, not a look under the cover nor another refrigerator. Being outside, which has its own limit, does
    not count.
    """
    longest = policy.temperature_reading_gap.duration
    unread, since = timedelta(), None

    def judge() -> None:
        if since is not None and unread > longest:
            reasons.append(
                Reason(
                    code=Code.OUTSIDE_POLICY,
                    words=text(
                        "No temperature reading for {minutes} min after {at}; policy allows {allowed}.",
                        minutes=begun_minutes(unread),
                        at=clock_time(since, zone),
                        allowed=begun_minutes(longest),
                    ),
                    source=policy.temperature_reading_gap.cite,
                    lasting=False,
                )
            )

    for stay in _stays(custody, now):
        if not stay.cold:
            continue
        seen, since = stay.start, since or stay.start
        for reading in _during(custody, stay):
            unread += reading.at - seen
            judge()
            unread, since, seen = timedelta(), reading.at, reading.at
        unread += stay.end - seen
    judge()
    return unread


def _custody_limits(
    policy: SitePolicy, custody: Custody, now: datetime, outside_left: timedelta, unread: timedelta
) -> list[tuple[datetime, Text]]:
    """Until when the bag may stay where it is."""
    stays = _stays(custody, now)
    if not stays:
        return []
    last = stays[-1]
    if last.bare:
        return [(last.start, text("it has to be in its opaque cover"))]
    if not last.cold:
        return [(now + outside_left, text("it has to be in a refrigerator, or started"))]
    return [(now + policy.temperature_reading_gap.duration - unread, text("the next temperature is due"))]


def reading_due(policy: SitePolicy, custody: Custody, now: datetime) -> datetime | None:
    """Until when the temperature has to be read where a bag is; none outside a refrigerator."""
    now = in_utc(now)
    stays = _stays(custody, now)
    if not stays or not stays[-1].cold:
        return None
    unread = _gaps(policy, custody, now, [], ZoneInfo("UTC"))
    return now + policy.temperature_reading_gap.duration - unread
