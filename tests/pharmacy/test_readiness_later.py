"""What course 2 and later need besides: R23, R24, Evaluation of treatment response."""

from typing import Any

import pytest

from tests.pharmacy.standing import (
    LATER,
    MET,
    NOT_APPLICABLE,
    NOT_KNOWN,
    NOT_MET,
    Case,
    cells,
    inside,
    mmr,
    stands,
    told,
)

LATER_COURSE: list[Case] = [
    ("12 months to the day", "interval", {}, (MET, "2026-03-25")),
    ("11 months and 30 days", "interval", {"previous_course_end": "2025-03-26"}, (NOT_MET, "2026-03-26")),
    ("after a leap day", "interval", {"previous_course_end": "2024-02-29"}, (MET, "2025-03-01")),
    ("end not known", "interval", {"previous_course_end": None}, (NOT_KNOWN, None)),
    ("CD4 201", "cd4", {"cd4": cells(0)["cd4"]}, (MET, None)),
    ("CD4 200", "cd4", {"cd4": cells(0, 200)["cd4"]}, (NOT_MET, None)),
    ("CD4 not counted", "cd4", {"cd4": []}, (NOT_KNOWN, None)),
    (
        "CD4 from before the course before had ended",
        "cd4",
        {"cd4": cells(0, 900, on="2025-03-25")["cd4"]},
        (NOT_KNOWN, None),
    ),
    ("CD4 in another unit", "cd4", {"cd4": cells(0, "0.34", unit="10^9/L")["cd4"]}, (NOT_KNOWN, None)),
    (
        "thyroid",
        "complication",
        {"complication": {"on": "2026-03-20", "active": True, "what": "Graves"}},
        (NOT_MET, None),
    ),
    (
        "breastfeeding asked for before the course before",
        "breastfeeding",
        {"breastfeeding": {"on": "2025-03-25", "breastfeeds": False}},
        (NOT_KNOWN, None),
    ),
    ("not looked for", "complication", {"complication": None}, (NOT_KNOWN, None)),
    (
        "none, before the course before had ended",
        "complication",
        {"complication": {"on": "2025-03-25", "active": False}},
        (NOT_KNOWN, None),
    ),
    (
        "none, a month ago (Fig. 5: monthly)",
        "complication",
        {"complication": {"on": "2026-02-25", "active": False}},
        (MET, None),
    ),
    (
        "none, a month and a day ago",
        "complication",
        {"complication": {"on": "2026-02-24", "active": False}},
        (NOT_MET, None),
    ),
    (
        "aciclovir of the course before",
        "antiviral",
        {"antiviral": {"drug": "aciclovir", "prescribed": "2025-03-25"}},
        (NOT_MET, None),
    ),
    # The course before ended on 25 March 2025: what was said by then was said for that one.
    ("consent of that day", "consent", {"consent": {"on": "2025-03-25"}}, (NOT_KNOWN, None)),
    ("consent of the day after", "consent", {"consent": {"on": "2025-03-26"}}, (MET, "2025-03-26")),
    (
        "contraception of that day",
        "contraception",
        {"contraception": {"on": "2025-03-25", "effective": True}},
        (NOT_KNOWN, None),
    ),
    (
        "contraception of the day after",
        "contraception",
        {"contraception": {"on": "2025-03-26", "effective": True}},
        (MET, None),
    ),
    (
        "no contraception, of that day",
        "contraception",
        {"contraception": {"on": "2025-03-25", "effective": False}},
        (NOT_MET, None),
    ),
    (
        "other treatments of that day",
        "concomitant-treatments",
        {"concomitant": {"on": "2025-03-25", "accepted": True}},
        (NOT_KNOWN, None),
    ),
    (
        "other treatments of the day after",
        "concomitant-treatments",
        {"concomitant": {"on": "2025-03-26", "accepted": True}},
        (MET, None),
    ),
    ("diet since that day", "diet", {"diet": {"since": "2025-03-25"}}, (NOT_KNOWN, None)),
    # 26 March + 14 days: 9 April.
    ("diet since the day after", "diet", {"diet": {"since": "2025-03-26"}}, (MET, "2025-04-09")),
    (
        "a vaccine decided against on that day",
        "vaccine-pneumococcal-13",
        inside("vaccines", pneumococcal_13={"decision": {"on": "2025-03-25", "reason": "no delay"}}),
        (NOT_MET, None),
    ),
    (
        "a vaccine decided against on the day after",
        "vaccine-pneumococcal-13",
        inside("vaccines", pneumococcal_13={"decision": {"on": "2025-03-26", "reason": "no delay"}}),
        (MET, None),
    ),
    # Half a year after 25 March is 25 September; CD4 counted by then.
    (
        "live vaccine half a year after the course before",
        "live-vaccines",
        mmr("2025-09-25", cd4=[*LATER["cd4"], {"value": 201, "unit": "cells/µL", "on": "2025-09-25"}]),
        (MET, "2025-11-06"),
    ),
    (
        "a day too early",
        "live-vaccines",
        mmr("2025-09-24", cd4=[*LATER["cd4"], {"value": 201, "unit": "cells/µL", "on": "2025-09-24"}]),
        (NOT_KNOWN, None),
    ),
    ("CD4 not counted by then", "live-vaccines", mmr("2025-09-25"), (NOT_KNOWN, None)),
    ("before the course before: that is over", "live-vaccines", mmr("2025-01-05"), (MET, None)),
    ("evidence of activity", "activity", {}, (NOT_APPLICABLE, None)),
]


@pytest.mark.parametrize("course", [3, 4])
def test_a_third_or_fourth_course_needs_evidence_of_activity(course: int) -> None:
    assert stands("activity", course=course, **LATER) == (NOT_KNOWN, None)
    assert stands("activity", course=course, activity_evidence="a relapse in January", **LATER) == (MET, None)


@pytest.mark.parametrize("name", ["interval", "cd4", "complication", "activity"])
def test_what_follows_a_course_does_not_apply_to_the_first(name: str) -> None:
    assert stands(name) == (NOT_APPLICABLE, None)


@pytest.mark.parametrize(("name", "changes", "expected"), told(LATER_COURSE))
def test_a_second_course(name: str, changes: dict[str, Any], expected: tuple[str, str | None]) -> None:
    assert stands(name, course=2, **(LATER | changes)) == expected
