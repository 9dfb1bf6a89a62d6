"""How long a bag may still wait, in words that need no colour. `pharmacy.stability` judges, not this."""

from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from pharmacy.language import Language, date_text, text

SOON = timedelta(hours=2)
"""From when on the worklist marks a bag. Display only; no rule depends on it."""


class Urgency(StrEnum):
    """How a start-before time is marked; the value is the mark."""

    IN_TIME = " "
    SOON = "!"
    OVER = "✕"


def urgency(start_before: datetime, now: datetime) -> Urgency:
    """Which mark a bag gets. At start-before itself the infusion may still start; after it, not.

    Source: Fig. 3: at most 8 hours.
    """
    if now > start_before:
        return Urgency.OVER
    return Urgency.SOON if start_before - now <= SOON else Urgency.IN_TIME


def time_left_text(start_before: datetime, now: datetime, language: Language = Language.ENGLISH) -> str:
    """Hours and minutes left, begun minutes not counted, or that it is over.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 3, 25, 12, tzinfo=UTC)
    >>> time_left_text(noon, noon - timedelta(hours=7, minutes=29, seconds=59))
    '7 h 29'
    >>> time_left_text(noon, noon + timedelta(microseconds=1))
    'OVER'
    """
    if urgency(start_before, now) is Urgency.OVER:
        return text("OVER").in_(language)
    hours, minutes = divmod((start_before - now) // timedelta(minutes=1), 60)
    return f"{hours} h {minutes:02d}"


def when_text(moment: datetime, now: datetime, zone: ZoneInfo, language: Language = Language.ENGLISH) -> str:
    """A clock time as a person at the site reads it now: with the day when it is another one, and with
    the offset when the clocks change in between.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 3, 25, 12, tzinfo=UTC)
    >>> when_text(noon, noon, ZoneInfo("Europe/Madrid"))
    '13:00'
    >>> when_text(datetime(2026, 3, 29, 1, 30, tzinfo=UTC), noon, ZoneInfo("Europe/Madrid"))
    '29 Mar 03:30 +02:00'
    """
    there, here = moment.astimezone(zone), now.astimezone(zone)
    day = "" if there.date() == here.date() else date_text(there.date(), language).rpartition(" ")[0] + " "
    if there.utcoffset() == here.utcoffset():
        return f"{day}{there:%H:%M}"
    offset = f"{there:%z}"
    return f"{day}{there:%H:%M} {offset[:3]}:{offset[3:]}"
