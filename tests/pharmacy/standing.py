"""A patient who is ready for course 1 on 25 March 2026, and how they stand when something is otherwise."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pharmacy.language import Text
from pharmacy.protocol.loader import load_policy, load_protocol
from pharmacy.readiness import Item, Readiness, assess
from pharmacy.readiness.entries import check_course, check_entries
from pharmacy.readiness.reading import workup_from
from pharmacy.readiness.workup import Workup
from tests.catalogue import translations

SAMPLES = Path(__file__).parents[2] / "samples" / "readiness"
READY: dict[str, Any] = json.loads((SAMPLES / "ready.json").read_text(encoding="utf-8"))
PROTOCOL = load_protocol()
POLICY = load_policy(PROTOCOL)
FIRST_DAY = "2026-03-25"
SENTENCES = {message.id for message in translations()}

MET, NOT_MET, NOT_KNOWN, NOT_APPLICABLE = "met", "not_met", "not_known", "not_applicable"
Case = tuple[str, str, dict[str, Any], tuple[str, str | None]]
"""A story, the item's id, what is otherwise, status and day."""

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
    written = json.dumps({key: found for key, found in told.items() if found is not None})
    return workup_from(written, "test")


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
    """Status of one item of the ready patient with other sections, and the day when time alone meets it."""
    found = item(name, judged(known(**changes), course, first_day))
    check_said(found)
    return found.status.value, found.met_on.isoformat() if found.met_on else None


def check_said(found: Item) -> None:
    """Every sentence of an item is in the catalogue and lacks nothing, and what is open says what to do."""
    assert (found.to_do is not None) is (found.status.value in {NOT_MET, NOT_KNOWN})
    for said in [found.message, *([found.to_do] if found.to_do else [])]:
        assert not re.search(r"\bNone\b(?! on )|\{|XX", str(said)), str(said)
        assert [part.msgid for part in parts_of(said) if part.msgid not in SENTENCES] == []


def parts_of(said: Text) -> Iterator[Text]:
    """A sentence and those in it, without what only strings them together."""
    if re.search(r"[A-Za-z]", re.sub(r"\{[^}]*\}", "", said.msgid)):
        yield said
    for value in said.values.values():
        if isinstance(value, Text):
            yield from parts_of(value)


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


def told(cases: list[Case]) -> list[Any]:
    """Cases as pytest takes them."""
    return [
        pytest.param(name, changes, expected, id=f"{name}: {story}")
        for story, name, changes, expected in cases
    ]


def after(drug: str, last: str | None, **more: Any) -> dict[str, Any]:
    """One previous treatment."""
    told = {"drug": drug, "last_dose": last, **more}
    return {"previous_treatments": [{key: found for key, found in told.items() if found is not None}]}


def cells(
    lymphocytes: object, cd4: object = 201, on: str = "2026-03-16", unit: str = "cells/µL"
) -> dict[str, Any]:
    """Both counts of a day."""
    return {
        "lymphocytes": [{"value": lymphocytes, "unit": unit, "on": on}],
        "cd4": [{"value": cd4, "unit": unit, "on": on}],
    }


NO_IGG = {"on": "2025-12-01", "igg": "negative"}


def mmr(*doses: str, **more: Any) -> dict[str, Any]:
    """Doses of a live vaccine in whoever had no IgG before them."""
    return (
        inside("serology", measles=NO_IGG)
        | inside("vaccines", measles_mumps_rubella={"doses": list(doses)})
        | more
    )


def low(value: object, on: str, *doses: str, **more: Any) -> dict[str, Any]:
    """Surface antibody, and the doses against hepatitis B."""
    return inside("serology", anti_hbs={"value": value, "unit": "IU/mL", "on": on}) | inside(
        "vaccines", hepatitis_b={"doses": list(doses), **more}
    )


# 0-1-2-6 months from 10 Jan 2025: 10 Feb, 10 Mar, 10 Jul 2025. The response is measured from 10 Aug 2025 on.
FOUR = ("2025-01-10", "2025-02-10", "2025-03-10", "2025-07-10")
# Three more at monthly intervals; measured again from 1 Jan 2026 on.
SEVEN = (*FOUR, "2025-10-01", "2025-11-01", "2025-12-01")

NEGATIVE = {"jcv": {"on": "2025-12-15", "result": "negative"}, "mri": ["2026-03-10"]}


def antibodies(**more: Any) -> dict[str, Any]:
    """Natalizumab in whoever has antibodies against JC."""
    return after(
        "natalizumab",
        "2025-12-31",
        jcv={"on": "2025-12-15", "result": "positive", **more},
        mri=["2026-03-10"],
    )
