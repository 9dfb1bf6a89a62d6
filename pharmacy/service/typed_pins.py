"""A PIN typed where a scan, a patient or a badge was asked for: it must not stand in the audit for ever."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, select
from sqlmodel import col

from pharmacy.people import could_be_pin
from pharmacy.records import PatientRow, PersonRow
from pharmacy.site import Site

_DAMAGE = "\ufffd"
"""Stands in a scan where a key was no character, and behind one that has no end."""

_SCANS_AND_PATIENTS = frozenset({"scan", "wristband", "bag_id", "patient", "record_number"})
_BADGES = frozenset({"badge", "witness"})
"""Arguments by what they are asked for; also within another one, as of a course that is ordered."""


class TypedPins(NamedTuple):
    """What could be somebody's PIN among what was given to an act that is refused."""

    as_scan: frozenset[str]
    """Given for a scan or a patient."""
    as_badge: frozenset[str]
    """Given for a badge, where the site's badges carry nothing but digits: elsewhere it was scanned."""

    def hidden(self, name: str, value: object) -> Any:
        """An argument as it is recorded, with dots in the place of each of them."""
        if isinstance(value, dict):
            return {key: self.hidden(key, item) for key, item in value.items()}
        pins = self.as_scan if name in _SCANS_AND_PATIENTS else self.as_badge if name in _BADGES else ()
        return _dots(value.strip()) if isinstance(value, str) and value.strip() in pins else value

    def badge(self, by: str) -> str:
        """Whose badge it was, as it is recorded."""
        return _dots(by) if by in self.as_badge else by

    def words(self, said: str) -> str:
        """What was said of the refusal, as it is recorded. The person at the screen reads what they typed."""
        for pin in self.as_scan | self.as_badge:
            said = re.sub(rf"(?<![\w-]){re.escape(pin)}(?![\w-])", _dots(pin), said)
        return said


def typed_pins(connection: Connection, site: Site, by: str, given: Mapping[str, Any]) -> TypedPins:
    """What of it could be one: a few digits that are no record number of a patient who is known here, and no
    badge of a person; also with a mark of damage among them, as where nobody pressed Enter. `given` as it
    would be written.
    """
    told = [(name, value.strip()) for key in given for name, value in _strings(key, given[key])]
    as_scan = {value for name, value in told if name in _SCANS_AND_PATIENTS and _could_be_pin(value)}
    as_badge = {
        value
        for name, value in (*told, ("badge", by))
        if name in _BADGES and could_be_pin(value) and re.fullmatch(site.badge_pattern, value, re.ASCII)
    }
    if as_scan:
        known = select(col(PatientRow.record_number)).where(col(PatientRow.record_number).in_(as_scan))
        as_scan -= set(connection.execute(known).scalars())
    if as_badge:
        people = select(col(PersonRow.badge)).where(col(PersonRow.badge).in_(as_badge))
        as_badge -= set(connection.execute(people).scalars())
    return TypedPins(frozenset(as_scan), frozenset(as_badge))


def _strings(name: str, value: object) -> Iterator[tuple[str, str]]:
    """Every text in an argument, with the name that it has there."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _strings(key, item)


def _could_be_pin(value: str) -> bool:
    return could_be_pin(value.replace(_DAMAGE, ""))


def _dots(pin: str) -> str:
    return "•" * len(pin)
