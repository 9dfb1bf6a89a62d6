"""The follow-up calendar as a file for the patient's own calendar (iCalendar, RFC 5545): an all-day event for
each day on which something is due.

Whose it is stands nowhere in it, nor which medicine they had: a calendar shows on locked telephones, is read
by whoever it is shared with, and lies on other people's servers. Its owner knows whose it is.

A further course moves every day. An event is therefore known by the patient's reference and the month after
the last course, not by its day (UID): the seventh month's event of a later file is the same event on another
day. Its revision (SEQUENCE) is the minute in which the file was made, so that what was made later replaces
what was made before, whichever way the days moved; RFC 5545, 3.8.7.4. The file names no METHOD: it is a
snapshot to be imported, and nobody is invited to anything; RFC 5545, 3.7.2.
"""

from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar as File
from icalendar import Event

from pharmacy.follow_up_calendar import Calendar, Check, CheckKind, check_name, check_told
from pharmacy.language import Language, Text, text
from pharmacy.protocol.model import Protocol

_NAMESPACE = uuid5(NAMESPACE_URL, "alemprep:follow-up")
_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
"""From which revisions are counted: whole minutes since then fit into a calendar's integer for 4000 years."""


def follow_up_ics(
    protocol: Protocol,
    calendar: Calendar,
    *,
    language: Language,
    at: datetime,
    reference: str,
    contact: str = "",
) -> bytes:
    """The calendar as a file, made at a moment. `reference`: what a later file of the same patient is known
    by; no name. `contact`: whom the patient calls.
    """
    file = File()
    file.add("prodid", f"-//alemprep//follow-up calendar//{language.upper()}")
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    title = text("Follow-up after treatment").in_(language)
    file.add("name", title)
    file.add("x-wr-calname", title)
    last = calendar.checks[-1].month
    for month, due, checks in calendar.days():
        event = Event()
        event.add("uid", str(uuid5(_NAMESPACE, f"{reference}/{month}")))
        event.add("dtstamp", at.astimezone(UTC).replace(microsecond=0))
        event.add("sequence", (at - _BEGINNING) // timedelta(minutes=1))
        event.add("dtstart", due)
        event.add("dtend", due + timedelta(days=1))
        event.add("summary", _summary(checks, language))
        lines = [
            _when(month, last, calendar.counted_from),
            *_lines(protocol, checks),
            *_call(contact),
            _MOVES,
        ]
        event.add("description", "\n".join(_sentence(line, language) for line in lines))
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        file.add_component(event)
    return bytes(file.to_ical())


def _summary(checks: tuple[Check, ...], language: Language) -> str:
    """All that is due, short enough for a telephone."""
    words = ", ".join(check_name(check).in_(language) for check in checks)
    return words[0].upper() + words[1:]


def _sentence(words: Text, language: Language) -> str:
    said = words.in_(language)
    return said[0].upper() + said[1:]


def _when(month: int, last: int, counted_from: date) -> Text:
    return text(
        "Month {month} of {last} after the last day of treatment, {day}.",
        month=month,
        last=last,
        day=counted_from,
    )


def _lines(protocol: Protocol, checks: tuple[Check, ...]) -> list[Text]:
    """What is due, a line each, and what to do about the checklist."""
    lines = [check_told(protocol, check) for check in checks]
    if any(check.kind is CheckKind.CHECKLIST for check in checks):
        lines.append(text("Go through the list on your patient card. One yes is enough: call at once."))
    return lines


def _call(contact: str) -> list[Text]:
    return [text("Call: {contact}", contact=contact)] if contact else []


_MOVES = text("If you are treated again, these days move: ask for a new calendar.")
