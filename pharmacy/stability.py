"""Whether a mixed bag may still be used, until when, and every reason why not.

One pure function decides it from the mixing time, what is known of custody, the site's policy
and the present moment. Source: Fig. 3: at most 8 hours at 2–8 °C, protected from light.
"""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from pharmacy.clock import CLOCK_TOLERANCE
from pharmacy.errors import Code
from pharmacy.language import Text, text
from pharmacy.protocol.model import Protocol, SitePolicy


def _utc(moment: datetime) -> datetime:
    """The moment in UTC: within one zone Python reckons by the hands of the clock, an hour wrong
    across a clock change. Raises `ValueError` without a zone.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no zone")
    return moment.astimezone(UTC)


Moment = Annotated[AwareDatetime, AfterValidator(_utc)]


class Place(StrEnum):
    """Where a bag can be."""

    STATION = "station"
    REFRIGERATOR = "refrigerator"
    UNDER_WAY = "under way"
    WARD = "ward"


class Move(BaseModel):
    """The bag was put somewhere."""

    model_config = ConfigDict(frozen=True)

    at: Moment
    place: Place
    covered: bool
    """Whether the opaque cover was on."""


class Reading(BaseModel):
    """A temperature beside the bag while it was stored."""

    model_config = ConfigDict(frozen=True)

    at: Moment
    celsius: Annotated[Decimal, Field(allow_inf_nan=False)]


class Custody(BaseModel):
    """What is known of where the bag has been, in the order of time; moves begin at mixing."""

    model_config = ConfigDict(frozen=True)

    moves: tuple[Move, ...]
    readings: tuple[Reading, ...]

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
    """What policy still allows outside the refrigerator; none where custody is not recorded."""

    @property
    def only_late(self) -> bool:
        """Whether the time is up, and nothing else is against it."""
        return {reason.code for reason in self.reasons} == {Code.PAST_START_BEFORE}


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
    """Judge a mixed bag. `custody` is none where places and temperatures are not recorded, so that
    only the clock speaks. `clock_doubted` says that the clock ran backwards after mixing, `recalls` which of
    its lots were called back: that reason comes first, because it holds whatever the time. `zone` is for
    the words. A `now` before mixing, by more than clocks may differ, is a reason of its own.
    """
    mixed_at, now = _utc(mixed_at), _utc(now)
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
                    now=_clock(now, zone),
                    mixed=_clock(mixed_at, zone),
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
                    mixed=_clock(mixed_at, zone),
                    limit=_clock(start_before, zone),
                ),
                source=protocol.storage_limit.cite,
            )
        )
    outside_left = None
    if custody is not None:
        outside_left = _outside_left(policy, custody, now, reasons)
        _covered(protocol, custody, now, reasons, zone)
        _temperatures(protocol, policy, custody, now, reasons, zone)
    return Verdict(
        usable=not reasons,
        reasons=tuple(reasons),
        start_before=start_before,
        finish_before=finish_before,
        outside_left=outside_left,
    )


def _stays(custody: Custody, now: datetime) -> list[tuple[Move, timedelta]]:
    """Each move with how long the bag then stayed, up to now."""
    ends = [move.at for move in custody.moves[1:]] + [now]
    return [(move, end - move.at) for move, end in zip(custody.moves, ends, strict=True)]


def _outside_left(policy: SitePolicy, custody: Custody, now: datetime, reasons: list[Reason]) -> timedelta:
    allowed = policy.outside_refrigerator.duration
    outside = sum(
        (stay for move, stay in _stays(custody, now) if move.place is not Place.REFRIGERATOR), timedelta()
    )
    if outside > allowed:
        reasons.append(
            Reason(
                code=Code.OUTSIDE_POLICY,
                words=text(
                    "Out of the refrigerator for {outside} min; policy allows {allowed}.",
                    outside=_minutes(outside),
                    allowed=_minutes(allowed),
                ),
                source=policy.outside_refrigerator.cite,
            )
        )
    return allowed - outside


def _covered(
    protocol: Protocol, custody: Custody, now: datetime, reasons: list[Reason], zone: ZoneInfo
) -> None:
    for move, stay in _stays(custody, now):
        if move.place is Place.REFRIGERATOR and not move.covered and stay > timedelta():
            reasons.append(
                Reason(
                    code=Code.OUTSIDE_POLICY,
                    words=text(
                        "Stored without its opaque cover from {start}, for {minutes} min.",
                        start=_clock(move.at, zone),
                        minutes=_minutes(stay),
                    ),
                    source=protocol.storage_limit.cite,
                )
            )


def _temperatures(
    protocol: Protocol,
    policy: SitePolicy,
    custody: Custody,
    now: datetime,
    reasons: list[Reason],
    zone: ZoneInfo,
) -> None:
    least, most = protocol.storage_temperature_least, protocol.storage_temperature_most
    longest = policy.temperature_reading_gap.duration
    for move, stay in _stays(custody, now):
        if move.place is not Place.REFRIGERATOR:
            continue
        until = move.at + stay
        inside = [reading for reading in custody.readings if move.at <= reading.at <= until]
        for reading in inside:
            if not least.value <= reading.celsius <= most.value:
                reasons.append(
                    Reason(
                        code=Code.OUTSIDE_POLICY,
                        words=text(
                            "{celsius} °C at {at}; it must stay between {least} and {most} °C.",
                            celsius=reading.celsius,
                            at=_clock(reading.at, zone),
                            least=least.value,
                            most=most.value,
                        ),
                        source=least.cite,
                    )
                )
        seen = [move.at, *(reading.at for reading in inside), until]
        for earlier, later in pairwise(seen):
            if later - earlier > longest:
                reasons.append(
                    Reason(
                        code=Code.OUTSIDE_POLICY,
                        words=text(
                            "No temperature reading for {minutes} min after {at}; policy allows {allowed}.",
                            minutes=_minutes(later - earlier),
                            at=_clock(earlier, zone),
                            allowed=_minutes(longest),
                        ),
                        source=policy.temperature_reading_gap.cite,
                    )
                )


def _minutes(span: timedelta) -> int:
    """Whole minutes, a begun one counted, so that what is too long never reads as just allowed."""
    return -(-span // timedelta(minutes=1))


def _clock(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%H:%M}"
