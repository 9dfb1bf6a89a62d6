"""A week of the audit as a pharmacist reads it on Monday: what went wrong, or nearly, or otherwise."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict

from pharmacy.errors import Code, Refusal
from pharmacy.language import Text, text, verbatim
from pharmacy.people import Act
from pharmacy.preparation import Action
from pharmacy.readiness.names import item_name


class Section(StrEnum):
    """What a week is looked through for."""

    NEAR_MISS = "near misses"
    OVERRIDE = "overrides"
    TYPED = "typed ids"
    REPRINT = "reprints"
    LOCKED = "locked accounts"
    CLOCK = "clock doubts"
    QUARANTINE = "quarantines"


SECTION_NAMES: Mapping[Section, Text] = {
    Section.NEAR_MISS: text("Near misses: what was refused"),
    Section.OVERRIDE: text("Decided against bedside check, recommendation or custody"),
    Section.TYPED: text("Bag numbers typed instead of scanned"),
    Section.REPRINT: text("Printed again"),
    Section.LOCKED: text("Locked badges"),
    Section.CLOCK: text("Doubts about the clock"),
    Section.QUARANTINE: text("Quarantines"),
}
"""As shown to people, in their order."""

_ELSEWHERE = {
    Code.LAST_WRONG_PIN: Section.LOCKED,
    Code.LOCKED_OUT: Section.LOCKED,
    Code.CLOCK_BEHIND: Section.CLOCK,
}
"""Refusals that have a section of their own."""

_REPRINTS = frozenset({Act.NUMBER_LABELS, Act.NUMBER_SHEET})

_WEEK = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)


class Week(BaseModel):
    """An ISO week at a place: from Monday 00:00 to the next, by the clocks there."""

    model_config = ConfigDict(frozen=True)

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04d}-W{self.number:02d}"

    @property
    def monday(self) -> date:
        """Its first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    def moved(self, weeks: int) -> "Week":
        """So many weeks later, or before."""
        return week_of(self.monday + timedelta(weeks=weeks))

    def bounds(self, zone: tzinfo) -> tuple[datetime, datetime]:
        """Its beginning and the next week's, UTC: an hour more or less than 7 days where a clock changes."""
        midnights = (self.monday, self.monday + timedelta(days=7))
        first, last = (datetime.combine(day, time(), zone).astimezone(UTC) for day in midnights)
        return first, last


def week_of(day: date) -> Week:
    """The week of a day.

    >>> str(week_of(date(2027, 1, 3))), str(week_of(date(2027, 1, 4)))
    ('2026-W53', '2027-W01')
    """
    year, number, _ = day.isocalendar()
    return Week(year=year, number=number)


def typed_week(raw: str) -> Week:
    """A week as it was typed. Raises `Refusal` for one that there is not.

    >>> str(typed_week("2026-W13"))
    '2026-W13'
    """
    match = _WEEK.fullmatch(raw)
    year, number = match.groups() if match else ("0", "0")
    try:
        return week_of(date.fromisocalendar(int(year), int(number), 1))
    except ValueError as error:
        raise Refusal(
            Code.BAD_WEEK,
            text("There is no such week."),
            expected=text("a year and an ISO week, like 2026-W13"),
            got=verbatim(raw),
            advice=text("Correct it and try again."),
            bad_input=True,
        ) from error


class Entry(BaseModel):
    """One thing that happened."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    section: Section
    event: int
    """Its number in the audit."""
    at: datetime
    by: str
    """Badge; empty for nobody."""
    bag: str
    """The bag, or what else it was about; empty for nothing."""
    code: str
    """Of what was refused; empty for what was done."""
    what: Text


class Report(BaseModel):
    """A week."""

    model_config = ConfigDict(frozen=True)

    week: Week
    entries: tuple[Entry, ...]
    """In the order of the audit."""

    def of(self, section: Section) -> tuple[Entry, ...]:
        """What belongs into a section: refusals of one kind together, the most frequent kind first."""
        found = [each for each in self.entries if each.section is section]
        counts = dict(self.codes(section))
        return tuple(sorted(found, key=lambda each: (-counts[each.code], each.code, each.event)))

    def codes(self, section: Section) -> tuple[tuple[str, int], ...]:
        """How often each kind came, the most frequent first."""
        found = [each.code for each in self.entries if each.section is section]
        return tuple(
            sorted(((code, found.count(code)) for code in set(found)), key=lambda kind: (-kind[1], kind[0]))
        )


def week_report(week: Week, zone: tzinfo, events: Iterable[Mapping[str, Any]]) -> Report:
    """What of these events belongs into a week's report."""
    first, end = week.bounds(zone)
    entries = []
    for event in events:
        at = datetime.fromisoformat(event["at"])
        if first <= at < end:
            entries += [
                Entry(
                    section=section,
                    event=event["seq"],
                    at=at,
                    by=event["by"],
                    bag=event["subject"],
                    code=event["data"].get("code", "") if event["result"] == "refused" else "",
                    what=what,
                )
                for section, what in _sections(event)
            ]
    return Report(week=week, entries=tuple(entries))


def _sections(event: Mapping[str, Any]) -> Iterator[tuple[Section, Text]]:
    """Where an event belongs, and what is told of it there."""
    data = event["data"]
    if data.get("doubted"):
        yield Section.CLOCK, text("in doubt: {bags}", bags=", ".join(data["doubted"]))
    if event["result"] == "refused":
        section = _ELSEWHERE.get(data["code"], Section.NEAR_MISS)
        yield section, verbatim(data["shown"]["what"] if "shown" in data else data["refusal"])
    else:
        yield from _done(event["act"], data)


def _done(act: str, data: Mapping[str, Any]) -> Iterator[tuple[Section, Text]]:
    yield from _decided(act, data)
    if act == Act.UNLOCK:
        yield Section.LOCKED, text("let in again before its time: {name}", name=data["name"])
    if act == Act.GIVE_PIN and "waited_until" in data:
        yield Section.LOCKED, text("let in again before its time, with a new PIN: {name}", name=data["name"])
    if data.get("typed_because"):
        yield Section.TYPED, verbatim(data["typed_because"])
    elif data.get("typed"):
        yield Section.TYPED, text("by a program, or from the command line")
    if act in _REPRINTS and data["copy"] > 1:
        words = text(
            "{document}, copy {copy}: {reason}",
            document=data.get("document", "labels"),
            copy=data["copy"],
            reason=data.get("reason") or text("no reason is asked for"),
        )
        yield Section.REPRINT, words
    if act == Act.ACCEPT_CLOCK:
        yield Section.CLOCK, text("accepted: {reason}", reason=data["reason"])
    if data.get("action") == Action.QUARANTINE:
        yield Section.QUARANTINE, verbatim(data.get("quarantined_because") or data["reason"])
    if data.get("too_late"):
        yield Section.QUARANTINE, text("learnt after its start: {reason}", reason=data["too_late"])


def _decided(act: str, data: Mapping[str, Any]) -> Iterator[tuple[Section, Text]]:
    """What somebody signed although the program said otherwise."""
    if act == Act.OVERRIDE:
        yield Section.OVERRIDE, text("{item}: {reason}", item=data["item"], reason=data["reason"])
    # One decision is told of every bag of the course; what it wrote, of one.
    if act == Act.DECIDE_READINESS and "changed" in data:
        yield Section.OVERRIDE, text("{item}: {reason}", item=item_name(data["item"]), reason=data["reason"])
    if act == Act.CLEAR:
        against = "; ".join(data["against"])
        yield Section.OVERRIDE, text("{item}: {reason}", item=against, reason=data["reason"])


def week_text(week: Week) -> Text:
    """A week with its first and last day."""
    monday = week.monday
    return text("{week}, {first} to {last}", week=str(week), first=monday, last=monday + timedelta(days=6))
