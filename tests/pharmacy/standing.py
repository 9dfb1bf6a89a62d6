"""A patient who is ready for course 1 on 25 March 2026, and how they stand when something about them changes."""

import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

from pharmacy.protocol.loader import load_policy, load_protocol
from pharmacy.readiness import Item, Readiness, assess
from pharmacy.readiness.entries import check_course, check_entries
from pharmacy.readiness.reading import workup_in
from pharmacy.readiness.workup import Workup

SAMPLES = Path(__file__).parents[2] / "samples" / "readiness"
READY: dict[str, Any] = json.loads((SAMPLES / "ready.json").read_text(encoding="utf-8"))
PROTOCOL = load_protocol()
POLICY = load_policy(PROTOCOL)
FIRST_DAY = "2026-03-25"

LATER: dict[str, Any] = {
    "previous_course_end": "2025-03-25",
    "cd4": [{"value": 340, "unit": "cells/µL", "on": "2026-03-16"}],
    "complication": {"on": "2026-03-20", "active": False},
    "antiviral": {"drug": "aciclovir", "prescribed": "2026-03-20"},
}
"""What the ready patient needs besides for course 2."""


def known(**changes: Any) -> Workup:
    """The ready patient with other sections; `None` leaves one out."""
    told = deepcopy(READY) | changes
    return workup_in({key: found for key, found in told.items() if found is not None}, "test")


def judged(
    workup: Workup, course: int = 1, first_day: str = FIRST_DAY, as_of: date | None = None
) -> Readiness:
    """How everything stands, after the entries were checked as the command does."""
    day = as_of or workup.as_of or date(2026, 3, 20)
    check_entries(workup, day)
    check_course(workup, course, date.fromisoformat(first_day))
    return assess(PROTOCOL, POLICY, workup, course=course, first_day=date.fromisoformat(first_day), as_of=day)


def item(name: str, found: Readiness) -> Item:
    """One item by its id."""
    return next(each for each in found.items if each.id == name)


def stands(name: str, course: int = 1, first_day: str = FIRST_DAY, **changes: Any) -> tuple[str, str | None]:
    """Status of one item of the ready patient with other sections, and the day on which time alone meets it."""
    found = item(name, judged(known(**changes), course, first_day))
    return found.status.value, found.met_on.isoformat() if found.met_on else None


def says(name: str, course: int = 1, first_day: str = FIRST_DAY, **changes: Any) -> str:
    """What is said of one item, and what is to be done."""
    found = item(name, judged(known(**changes), course, first_day))
    return f"{found.message} → {found.to_do}"


def inside(section: str, **changes: Any) -> dict[str, Any]:
    """A section of the ready patient with other entries; `None` leaves one out."""
    told = READY[section] | {
        key.replace("_", "-") if section == "vaccines" else key: v for key, v in changes.items()
    }
    return {section: {key: found for key, found in told.items() if found is not None}}
