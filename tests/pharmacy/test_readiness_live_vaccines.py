"""Live vaccines before a course: R3, Table 2, Table 1 note c."""

from datetime import date
from typing import Any

import pytest

from pharmacy.readiness.assess import assess
from tests.pharmacy.standing import (
    LATER,
    MET,
    NO_IGG,
    NOT_KNOWN,
    NOT_MET,
    POLICY,
    PROTOCOL,
    Case,
    after,
    inside,
    item,
    known,
    mmr,
    says,
    stands,
    told,
)

LIVE: list[Case] = [
    # 42 days before 25 March: 25 to the end of February, 17 before: 11 February.
    ("42 days before", "live-vaccines", mmr("2026-02-11"), (MET, "2026-03-25")),
    ("41 days before", "live-vaccines", mmr("2026-02-12"), (NOT_MET, "2026-03-26")),
    ("none documented, none denied", "live-vaccines", inside("vaccines", varicella=None), (NOT_KNOWN, None)),
    ("none", "live-vaccines", inside("vaccines", measles_mumps_rubella={}), (MET, None)),
    (
        "completed without days, no IgG",
        "live-vaccines",
        inside("serology", measles=NO_IGG),
        (NOT_KNOWN, None),
    ),
    (
        "two on one day",
        "live-vaccines",
        inside(
            "vaccines", varicella={"doses": ["2026-01-05"]}, measles_mumps_rubella={"doses": ["2026-01-05"]}
        ),
        (MET, "2026-02-16"),
    ),
    (
        "two 28 days apart",
        "live-vaccines",
        mmr("2026-02-02")
        | inside(
            "vaccines", varicella={"doses": ["2026-01-05"]}, measles_mumps_rubella={"doses": ["2026-02-02"]}
        ),
        (MET, "2026-03-16"),
    ),
    (
        "two 27 days apart",
        "live-vaccines",
        inside("serology", measles=NO_IGG)
        | inside(
            "vaccines", varicella={"doses": ["2026-01-05"]}, measles_mumps_rubella={"doses": ["2026-02-01"]}
        ),
        (NOT_KNOWN, None),
    ),
    (
        "under glatiramer",
        "live-vaccines",
        mmr("2026-01-05", **after("glatiramer", "2026-03-01")),
        (MET, "2026-02-16"),
    ),
    (
        "three months after fingolimod to the day",
        "live-vaccines",
        mmr("2026-01-05", **after("fingolimod", "2025-10-05")),
        (MET, "2026-02-16"),
    ),
    (
        "a day too early after fingolimod",
        "live-vaccines",
        mmr("2026-01-05", **after("fingolimod", "2025-10-06")),
        (NOT_KNOWN, None),
    ),
    (
        "natalizumab goes on",
        "live-vaccines",
        mmr("2026-01-05", **after("natalizumab", None)),
        (NOT_KNOWN, None),
    ),
    (
        "before natalizumab began",
        "live-vaccines",
        mmr("1990-01-05", **after("natalizumab", "2025-12-01", started="2020-01-01")),
        (MET, "1990-02-16"),
    ),
    (
        "as a child, natalizumab since nobody knows when",
        "live-vaccines",
        mmr("1990-01-05", **after("natalizumab", "2025-12-01")),
        (NOT_KNOWN, None),
    ),
    (
        "on the day of the lymphocytes after dimethyl fumarate",
        "live-vaccines",
        mmr(
            "2026-01-05",
            **after("dimethyl-fumarate", "2025-12-01"),
            lymphocytes=[{"value": 801, "unit": "cells/µL", "on": "2026-01-05"}],
        ),
        (MET, "2026-02-16"),
    ),
    (
        "before the lymphocytes after dimethyl fumarate",
        "live-vaccines",
        mmr(
            "2026-01-05",
            **after("dimethyl-fumarate", "2025-12-01"),
            lymphocytes=[{"value": 801, "unit": "cells/µL", "on": "2026-01-06"}],
        ),
        (NOT_KNOWN, None),
    ),
    (
        "800 lymphocytes are not more than 800",
        "live-vaccines",
        mmr(
            "2026-01-05",
            **after("dimethyl-fumarate", "2025-12-01"),
            lymphocytes=[{"value": 800, "unit": "cells/µL", "on": "2026-01-05"}],
        ),
        (NOT_KNOWN, None),
    ),
    (
        "under teriflunomide",
        "live-vaccines",
        mmr("2026-01-05", **after("teriflunomide", "2026-01-20")),
        (NOT_KNOWN, None),
    ),
    (
        "under azathioprine (R3)",
        "live-vaccines",
        mmr("2026-01-05", **after("azathioprine", "2026-01-05")),
        (NOT_KNOWN, None),
    ),
    (
        "after azathioprine",
        "live-vaccines",
        mmr("2026-01-05", **after("azathioprine", "2026-01-04")),
        (MET, "2026-02-16"),
    ),
    (
        "a month after much prednisone for long",
        "live-vaccines",
        mmr(
            "2026-01-05",
            steroid={
                "last_dose": "2025-12-05",
                "bolus": False,
                "prednisone": {"value": 30, "unit": "mg", "on": "2025-12-05"},
                "days": 16,
            },
        ),
        (MET, "2026-02-16"),
    ),
    (
        "a day less",
        "live-vaccines",
        mmr(
            "2026-01-05",
            steroid={
                "last_dose": "2025-12-06",
                "bolus": False,
                "prednisone": {"value": 30, "unit": "mg", "on": "2025-12-05"},
                "days": 16,
            },
        ),
        (NOT_KNOWN, None),
    ),
    (
        "for 15 days only",
        "live-vaccines",
        mmr(
            "2026-01-05",
            steroid={
                "last_dose": "2025-12-06",
                "bolus": False,
                "prednisone": {"value": 30, "unit": "mg", "on": "2025-12-05"},
                "days": 15,
            },
        ),
        (MET, "2026-02-16"),
    ),
    (
        "20 mg only",
        "live-vaccines",
        mmr(
            "2026-01-05",
            steroid={
                "last_dose": "2025-12-06",
                "bolus": False,
                "prednisone": {"value": 20, "unit": "mg", "on": "2025-12-05"},
                "days": 16,
            },
        ),
        (MET, "2026-02-16"),
    ),
    (
        "20 g is no dose of prednisone",
        "live-vaccines",
        mmr(
            "2026-01-05",
            steroid={
                "last_dose": "2025-12-06",
                "bolus": False,
                "prednisone": {"value": 20, "unit": "g", "on": "2025-12-05"},
                "days": 16,
            },
        ),
        (NOT_KNOWN, None),
    ),
    (
        "as a child, long before the steroid",
        "live-vaccines",
        mmr("1990-01-05", steroid={"last_dose": "2025-12-06", "bolus": False, "days": 16}),
        (MET, "1990-02-16"),
    ),
    (
        "three months after a bolus",
        "live-vaccines",
        mmr("2026-01-05", steroid={"last_dose": "2025-10-05", "bolus": True}),
        (MET, "2026-02-16"),
    ),
    (
        "less than three months after a bolus",
        "live-vaccines",
        mmr("2026-01-05", steroid={"last_dose": "2025-10-06", "bolus": True}),
        (NOT_KNOWN, None),
    ),
    (
        "too early after fingolimod, but IgG since",
        "live-vaccines",
        inside("vaccines", measles_mumps_rubella={"doses": ["2026-01-05"]})
        | after("fingolimod", "2025-12-01"),
        (MET, "2026-02-16"),
    ),
    (
        "too early after fingolimod, and another dose decided against",
        "live-vaccines",
        inside("serology", measles=NO_IGG)
        | inside(
            "vaccines",
            measles_mumps_rubella={
                "doses": ["2026-01-05"],
                "decision": {"on": "2026-03-16", "reason": "CD4 780"},
            },
        )
        | after("fingolimod", "2025-12-01"),
        (NOT_KNOWN, None),
    ),
    # 1 June + 3 months: 1 September. 5 October + 42 days: 26 days to 31 October, 16 more: 16 November.
    (
        "30 days after fingolimod, and a whole schedule later",
        "live-vaccines",
        mmr("2025-07-01", "2025-09-05", "2025-10-05", **after("fingolimod", "2025-06-01")),
        (MET, "2025-11-16"),
    ),
    (
        "30 days after fingolimod, and half a schedule later",
        "live-vaccines",
        mmr("2025-07-01", "2025-10-05", **after("fingolimod", "2025-06-01")),
        (NOT_KNOWN, None),
    ),
    (
        "30 days after fingolimod, and the later doses a day too close to each other",
        "live-vaccines",
        mmr("2025-07-01", "2025-09-05", "2025-10-04", **after("fingolimod", "2025-06-01")),
        (NOT_KNOWN, None),
    ),
    (
        "completed, nobody knows when, and another dose decided against",
        "live-vaccines",
        inside("serology", measles=NO_IGG)
        | inside(
            "vaccines",
            measles_mumps_rubella={"complete": True, "decision": {"on": "2026-03-16", "reason": "CD4 780"}},
        ),
        (NOT_KNOWN, None),
    ),
    ("steroids not known", "live-vaccines", mmr("2026-01-05", steroid=None), (NOT_KNOWN, None)),
    (
        "steroids not known, but IgG since",
        "live-vaccines",
        inside("vaccines", measles_mumps_rubella={"doses": ["2026-01-05"]}) | {"steroid": None},
        (MET, "2026-02-16"),
    ),
    ("steroids not known, no live dose", "live-vaccines", {"steroid": None}, (MET, None)),
    (
        "steroids not known, and too late before the course: time alone does not do",
        "live-vaccines",
        mmr("2026-02-12", steroid=None),
        (NOT_MET, None),
    ),
    (
        "treatments not known",
        "live-vaccines",
        mmr("2026-01-05", previous_treatments=None),
        (NOT_KNOWN, None),
    ),
    (
        "on the day of the last dose of a treatment that the source does not name",
        "live-vaccines",
        mmr("2026-01-05", **after("other", "2026-01-05", name="Ocrelizumab")),
        (NOT_KNOWN, None),
    ),
    (
        "a treatment that the source does not name goes on",
        "live-vaccines",
        mmr("2026-01-05", **after("other", None, name="Ocrelizumab")),
        (NOT_KNOWN, None),
    ),
    (
        "the day before a treatment that the source does not name began",
        "live-vaccines",
        mmr("2026-01-05", **after("other", None, name="Ocrelizumab", started="2026-01-06")),
        (MET, "2026-02-16"),
    ),
    (
        "too early after fingolimod, and too late before the course",
        "live-vaccines",
        mmr("2026-02-12", **after("fingolimod", "2025-12-01")),
        (NOT_MET, None),
    ),
]


@pytest.mark.parametrize(("name", "changes", "expected"), told(LIVE))
def test_live_vaccines_before_a_course(
    name: str, changes: dict[str, Any], expected: tuple[str, str | None]
) -> None:
    assert stands(name, **changes) == expected


@pytest.mark.parametrize(
    ("level", "day", "expected"),
    [
        # 20 Jan + 42 days: 11 days to 31 Jan, 28 to 28 Feb, 3 more: 3 March.
        (0.01, "2026-01-20", (MET, "2026-03-03")),
        (0.01, "2026-01-19", (NOT_KNOWN, None)),
        (0.02, "2026-01-20", (NOT_KNOWN, None)),
    ],
)
def test_a_live_vaccine_waits_for_the_level_of_teriflunomide(
    level: float, day: str, expected: tuple[str, str | None]
) -> None:
    told = {"value": level, "unit": "mg/L", "on": "2026-01-20"}
    done = {"by": "charcoal", "started": "2026-01-03", "finished": "2026-01-13", "level": told}
    treated = after("teriflunomide", "2026-01-02", elimination=done)
    assert stands("live-vaccines", **mmr(day, **treated)) == expected


# 16 days up to 6 December began on 21 November. 20 Nov + 42 days: 10 days to 30 Nov, 31 more, 1 January.
@pytest.mark.parametrize(
    ("day", "expected"), [("2025-11-20", (MET, "2026-01-01")), ("2025-11-21", (NOT_KNOWN, None))]
)
def test_a_steroid_counts_from_its_first_day_on(day: str, expected: tuple[str, str | None]) -> None:
    steroid = {"last_dose": "2025-12-06", "bolus": False, "days": 16}
    assert stands("live-vaccines", **mmr(day, steroid=steroid)) == expected


def test_a_live_vaccine_given_on_the_first_day_is_not_one_that_was_not_given_of_late() -> None:
    # 42 days from 25 March: 6 to its end, 30 of April, 6 of May
    day, given = date(2026, 3, 25), known(**mmr("2026-03-25"))
    found = item("live-vaccines", assess(PROTOCOL, POLICY, given, course=1, first_day=day, as_of=day))
    assert (found.status, found.met_on) == (NOT_MET, date(2026, 5, 6))


def test_what_is_not_known_of_the_time_before_a_live_dose_is_said_by_name() -> None:
    said = says("live-vaccines", **mmr("2026-01-05", steroid=None, previous_treatments=None))
    assert said == (
        "Not known of the time before the dose on 5 Jan 2026: treatments of multiple sclerosis, steroids. → "
        "Enter it, or that there was none."
    )


def without_igg(**doses: list[str]) -> dict[str, Any]:
    """Doses of live vaccines in whoever had no IgG against any of them: no dose is settled by its effect."""
    return inside("serology", measles=NO_IGG, varicella=NO_IGG) | inside(
        "vaccines", **{vaccine: {"doses": days} for vaccine, days in doses.items()}
    )


# Table 1, note c. 5 January + 42 days: 26 to 31 January, 16 more: 16 February.
def test_two_live_vaccines_on_one_day_are_right_whether_or_not_they_took() -> None:
    given = without_igg(varicella=["2026-01-05"], measles_mumps_rubella=["2026-01-05"])
    assert stands("live-vaccines", **given) == (MET, "2026-02-16")


def test_a_live_vaccine_on_the_day_a_treatment_began_was_not_before_it() -> None:
    treated = after("natalizumab", "2025-12-01", started="2020-01-01")
    assert stands("live-vaccines", **mmr("2020-01-01", **treated)) == (NOT_KNOWN, None)
    assert stands("live-vaccines", **mmr("2019-12-31", **treated)) == (MET, "2020-02-11")


def test_lymphocytes_of_the_day_of_the_last_dose_do_not_say_that_it_is_washed_out() -> None:
    def counted(day: str) -> tuple[str, str | None]:
        lymphocytes = [{"value": 801, "unit": "cells/µL", "on": day}]
        treated = after("dimethyl-fumarate", "2025-12-01")
        return stands("live-vaccines", **mmr("2026-01-05", **treated, lymphocytes=lymphocytes))

    assert counted("2025-12-01") == (NOT_KNOWN, None)
    assert counted("2025-12-02") == (MET, "2026-02-16")


# The course before ended on 25 March 2025: half a year is over on 25 September. Table 2, note b: and CD4 are
# above 200. 5 October + 42 days: 26 to 31 October, 16 more: 16 November.
@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([(201, "2025-10-05")], (MET, "2025-11-16")),
        ([(200, "2025-10-05")], (NOT_KNOWN, None)),
        ([(201, "2025-03-25")], (NOT_KNOWN, None)),
        ([(201, "2025-03-26")], (MET, "2025-11-16")),
        ([(201, "2025-10-06")], (NOT_KNOWN, None)),
        ([(350, "2025-08-01"), (150, "2025-10-01")], (NOT_KNOWN, None)),
        ([(150, "2025-10-01"), (350, "2025-08-01")], (NOT_KNOWN, None)),
        ([(150, "2025-08-01"), (350, "2025-10-01")], (MET, "2025-11-16")),
        ([(350, "2025-10-01"), (150, "2025-08-01")], (MET, "2025-11-16")),
    ],
)
def test_a_live_vaccine_after_a_course_goes_by_the_newest_cd4_between_the_two(
    counts: list[tuple[int, str]], expected: tuple[str, str | None]
) -> None:
    cd4 = [{"value": value, "unit": "cells/µL", "on": day} for value, day in counts]
    told = LATER | mmr("2025-10-05", cd4=cd4)
    assert stands("live-vaccines", course=2, **told) == expected


def test_a_live_dose_does_not_hide_that_the_end_of_the_course_before_is_not_known() -> None:
    told = LATER | mmr("2025-10-05", previous_course_end=None)
    assert stands("interval", course=2, **told) == (NOT_KNOWN, None)


MEASLES = "measles-mumps-rubella on 5 Jan 2026: "


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            without_igg(varicella=["2026-01-05"], measles_mumps_rubella=["2026-02-01"]),
            "varicella on 5 Jan 2026 and measles-mumps-rubella on 1 Feb 2026: on one day, or 4 weeks apart.",
        ),
        (
            mmr("2026-01-05", **after("natalizumab", "2025-10-06")),
            MEASLES + "only from 3 months after the last dose of natalizumab on.",
        ),
        (
            mmr("2026-01-05", **after("teriflunomide", "2025-10-06")),
            MEASLES + "only after teriflunomide is washed out.",
        ),
        (mmr("2026-01-05", **after("rituximab", "2026-01-05")), MEASLES + "not under rituximab."),
        (
            mmr("2026-01-05", **after("other", "2026-01-05", name="Ocrelizumab")),
            MEASLES + "whether it may be given under Ocrelizumab the source does not say.",
        ),
        (
            mmr("2026-01-05", steroid={"last_dose": "2025-10-06", "bolus": True}),
            MEASLES + "within 3 months of a steroid bolus (6 Oct 2025) a physician judges.",
        ),
        (
            mmr("2026-01-05", steroid={"last_dose": "2025-12-06", "bolus": False}),
            MEASLES + "only from 1 month after a steroid (6 Dec 2025), unless it was known to be 20 mg of "
            "prednisone a day or less, or for 15 days or less.",
        ),
    ],
)
def test_what_a_live_dose_came_too_early_after_is_said_with_its_name_and_day(
    changes: dict[str, Any], words: str
) -> None:
    assert says("live-vaccines", **changes) == (
        f"{words} → Measure whether the vaccine has taken; without antibodies it has to be given again. Of a "
        "dose from before a treatment, enter when the treatment began."
    )


def test_a_live_dose_too_early_after_the_course_before_is_said_with_its_name_and_day() -> None:
    assert says("live-vaccines", course=2, **LATER | mmr("2025-09-24")).startswith(
        "measles-mumps-rubella on 24 Sep 2025: only from 6 months after the course before (25 Mar 2025) on, "
        "with CD4 above 200 cells/µL. → "
    )


@pytest.mark.parametrize(("day", "expected"), [("2026-01-05", NOT_KNOWN), ("2026-01-06", MET)])
def test_antibodies_of_the_day_of_the_dose_do_not_show_that_it_has_taken(day: str, expected: str) -> None:
    told = (
        inside("serology", measles={"on": day, "igg": "positive"})
        | inside("vaccines", measles_mumps_rubella={"doses": ["2026-01-05"]})
        | after("fingolimod", "2025-12-01")
    )
    assert stands("live-vaccines", **told)[0] == expected


# Fingolimod until 1 June: right from 1 September on. Two doses of varicella are no schedule against measles.
def test_a_schedule_of_another_vaccine_settles_nothing() -> None:
    told = without_igg(measles_mumps_rubella=["2025-07-01"], varicella=["2025-09-05", "2025-10-05"])
    assert stands("live-vaccines", **told | after("fingolimod", "2025-06-01")) == (NOT_KNOWN, None)
