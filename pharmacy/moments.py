"""Moments as everything is reckoned with them; minutes and clock times as sentences tell them."""

from datetime import UTC, datetime, timedelta, tzinfo
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime

_MINUTE = timedelta(minutes=1)


def in_utc(moment: datetime) -> datetime:
    """The moment in UTC: within one zone Python reckons by the hands of the clock, an hour wrong
    across a clock change. Raises `ValueError` without a zone.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no zone")
    return moment.astimezone(UTC)


Moment = Annotated[AwareDatetime, AfterValidator(in_utc)]
"""UTC, whatever zone it came with."""


def begun_minutes(span: timedelta) -> int:
    """Whole minutes, a begun one counted, so that what is too long never reads as just allowed.

    >>> begun_minutes(timedelta(minutes=30)), begun_minutes(timedelta(minutes=30, seconds=1))
    (30, 31)
    """
    return -(-span // _MINUTE)


def whole_minutes(span: timedelta) -> int:
    """Whole minutes, a begun one not counted, so that what is too short never reads as long enough.

    >>> whole_minutes(timedelta(minutes=29, seconds=59))
    29
    """
    return span // _MINUTE


def next_minute(moment: datetime) -> datetime:
    """The full minute at which a moment is past, so that what is told by the minute is not told too early.

    >>> begun = datetime(2026, 3, 25, 8, 44, 1, tzinfo=UTC)
    >>> f"{next_minute(begun):%H:%M}", f"{next_minute(begun.replace(second=0)):%H:%M}"
    ('08:45', '08:44')
    """
    begun = timedelta(seconds=moment.second, microseconds=moment.microsecond)
    return moment + (_MINUTE - begun if begun else begun)


def clock_time(moment: datetime, zone: tzinfo) -> str:
    """24-hour clock time in a zone; in an hour that happens twice, with the offset that tells which.

    >>> from zoneinfo import ZoneInfo
    >>> madrid = ZoneInfo("Europe/Madrid")
    >>> clock_time(datetime(2026, 3, 25, 16, 41, tzinfo=UTC), madrid)
    '17:41'
    >>> [clock_time(datetime(2026, 10, 25, hour, 30, tzinfo=UTC), madrid) for hour in (0, 1, 2)]
    ['02:30 +02:00', '02:30 +01:00', '03:30']
    """
    there = moment.astimezone(zone)
    if there.utcoffset() == there.replace(fold=1 - there.fold).utcoffset():
        return f"{there:%H:%M}"
    return f"{there:%H:%M} {there.isoformat()[-6:]}"


def moment_text(moment: datetime, zone: tzinfo) -> str:
    """A moment for a sentence: day, time and offset, the same in every language.

    >>> from datetime import UTC
    >>> moment_text(datetime(2026, 3, 25, 16, 41, tzinfo=UTC), UTC)
    '2026-03-25 16:41 +00:00'
    """
    local = moment.astimezone(zone)
    offset = f"{local:%z}"
    return f"{local:%Y-%m-%d %H:%M} {offset[:3]}:{offset[3:]}"
