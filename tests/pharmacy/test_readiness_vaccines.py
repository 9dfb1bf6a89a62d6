"""Serology and vaccines before a course: R4-R6, Table 1 and its notes."""

from datetime import date
from typing import Any

import pytest

from pharmacy.readiness import assess
from tests.pharmacy.standing import (
    FOUR,
    MET,
    NO_IGG,
    NOT_APPLICABLE,
    NOT_KNOWN,
    NOT_MET,
    POLICY,
    PROTOCOL,
    SEVEN,
    Case,
    inside,
    item,
    known,
    low,
    says,
    stands,
    told,
)

VACCINES: list[Case] = [
    ("measles not known", "serology", inside("serology", measles=None), (NOT_KNOWN, None)),
    ("nothing documented", "vaccination-history", {"vaccines": None}, (NOT_KNOWN, None)),
    ("one not documented", "vaccination-history", inside("vaccines", varicella=None), (NOT_KNOWN, None)),
    (
        "given in this campaign",
        "vaccine-influenza",
        inside("vaccines", influenza={"doses": ["2025-10-01"]}),
        (MET, None),
    ),
    (
        "not given, and the campaign is over",
        "vaccine-influenza",
        inside("vaccines", influenza={"doses": ["2025-09-30"]}),
        (NOT_APPLICABLE, None),
    ),
    ("no dose", "vaccine-pneumococcal-13", inside("vaccines", pneumococcal_13={}), (NOT_MET, None)),
    (
        "weighed, and left out",
        "vaccine-pneumococcal-13",
        inside("vaccines", pneumococcal_13={"decision": {"on": "2026-03-16", "reason": "no delay"}}),
        (MET, None),
    ),
    (
        "two months after the other to the day",
        "vaccine-pneumococcal-23",
        inside("vaccines", pneumococcal_23={"doses": ["2025-11-01"]}),
        (MET, None),
    ),
    (
        "a day too early after the other",
        "vaccine-pneumococcal-23",
        inside("vaccines", pneumococcal_23={"doses": ["2025-10-31"]}),
        (NOT_MET, None),
    ),
    (
        "before the other",
        "vaccine-pneumococcal-23",
        inside("vaccines", pneumococcal_23={"doses": ["2024-10-31"]}),
        (NOT_MET, None),
    ),
    # 5 years after 25 March 2021 is the first day itself.
    (
        "booster due on the first day",
        "vaccine-pneumococcal-23",
        inside(
            "vaccines", pneumococcal_13={"doses": ["2021-01-01"]}, pneumococcal_23={"doses": ["2021-03-25"]}
        ),
        (NOT_MET, None),
    ),
    (
        "booster due the day after",
        "vaccine-pneumococcal-23",
        inside(
            "vaccines", pneumococcal_13={"doses": ["2021-01-01"]}, pneumococcal_23={"doses": ["2021-03-26"]}
        ),
        (MET, None),
    ),
    (
        "booster given",
        "vaccine-pneumococcal-23",
        inside(
            "vaccines",
            pneumococcal_13={"doses": ["2020-01-01"]},
            pneumococcal_23={"doses": ["2020-03-25", "2025-03-25"]},
        ),
        (MET, None),
    ),
    (
        "completed, nobody knows when",
        "vaccine-pneumococcal-23",
        inside("vaccines", pneumococcal_23={"complete": True}),
        (NOT_KNOWN, None),
    ),
    ("protected", "vaccine-hepatitis-b", low(11, "2026-02-02"), (NOT_APPLICABLE, None)),
    ("10 IU/mL is not below 10", "vaccine-hepatitis-b", low(10, "2026-02-02"), (NOT_APPLICABLE, None)),
    ("9.9 IU/mL, never vaccinated", "vaccine-hepatitis-b", low("9.9", "2026-02-02"), (NOT_MET, None)),
    ("three of four doses", "vaccine-hepatitis-b", low(5, "2025-01-02", *FOUR[:3]), (NOT_MET, None)),
    (
        "four doses, measured before them",
        "vaccine-hepatitis-b",
        low(5, "2025-01-02", *FOUR),
        (NOT_KNOWN, None),
    ),
    (
        "four doses, measured a day too early",
        "vaccine-hepatitis-b",
        low(5, "2025-08-09", *FOUR),
        (NOT_KNOWN, None),
    ),
    (
        "four doses, no response a month later",
        "vaccine-hepatitis-b",
        low(5, "2025-08-10", *FOUR),
        (NOT_MET, None),
    ),
    (
        "four doses; 10 IU/mL is no response",
        "vaccine-hepatitis-b",
        low(10, "2025-08-10", *FOUR),
        (NOT_MET, None),
    ),
    (
        "four doses; 10.1 IU/mL is one",
        "vaccine-hepatitis-b",
        low("10.1", "2025-08-10", *FOUR),
        (NOT_APPLICABLE, None),
    ),
    (
        "seven doses, not measured since",
        "vaccine-hepatitis-b",
        low(5, "2025-08-10", *SEVEN),
        (NOT_KNOWN, None),
    ),
    (
        "seven doses without response: nothing is left to do",
        "vaccine-hepatitis-b",
        low(5, "2026-01-01", *SEVEN),
        (MET, None),
    ),
    ("six doses", "vaccine-hepatitis-b", low(5, "2025-08-10", *SEVEN[:6]), (NOT_MET, None)),
    (
        "completed by the record, antibody low",
        "vaccine-hepatitis-b",
        low(5, "2026-02-02", complete=True),
        (NOT_MET, None),
    ),
    ("antibody not known", "vaccine-hepatitis-b", inside("serology", anti_hbs=None), (NOT_KNOWN, None)),
    (
        "antibody without a unit",
        "vaccine-hepatitis-b",
        inside("serology", anti_hbs={"value": 120, "on": "2026-02-02"}),
        (NOT_KNOWN, None),
    ),
    (
        "one of two",
        "vaccine-hepatitis-a",
        inside("serology", hepatitis_a=NO_IGG) | inside("vaccines", hepatitis_a={"doses": ["2025-09-01"]}),
        (NOT_MET, None),
    ),
    (
        "two, half a year apart to the day",
        "vaccine-hepatitis-a",
        inside("serology", hepatitis_a=NO_IGG)
        | inside("vaccines", hepatitis_a={"doses": ["2025-09-01", "2026-03-01"]}),
        (MET, None),
    ),
    (
        "two, a day too close",
        "vaccine-hepatitis-a",
        inside("serology", hepatitis_a=NO_IGG)
        | inside("vaccines", hepatitis_a={"doses": ["2025-09-01", "2026-02-28"]}),
        (NOT_MET, None),
    ),
    ("IgG not known", "vaccine-hepatitis-a", inside("serology", hepatitis_a=None), (NOT_KNOWN, None)),
    (
        "0-1-6 months",
        "vaccine-tetanus-diphtheria",
        inside("vaccines", tetanus_diphtheria={"doses": ["2025-01-10", "2025-02-10", "2025-07-10"]}),
        (MET, None),
    ),
    (
        "0-1-12 months",
        "vaccine-tetanus-diphtheria",
        inside("vaccines", tetanus_diphtheria={"doses": ["2025-01-10", "2025-02-10", "2026-01-10"]}),
        (MET, None),
    ),
    (
        "third dose a day too early",
        "vaccine-tetanus-diphtheria",
        inside("vaccines", tetanus_diphtheria={"doses": ["2025-01-10", "2025-02-10", "2025-07-09"]}),
        (NOT_MET, None),
    ),
    (
        "booster due after 10 years",
        "vaccine-tetanus-diphtheria",
        inside("vaccines", tetanus_diphtheria={"complete": True, "doses": ["2006-03-25"]}),
        (NOT_MET, None),
    ),
    (
        "second booster 10 years after the first, which was late",
        "vaccine-tetanus-diphtheria",
        inside(
            "vaccines", tetanus_diphtheria={"doses": ["1990-01-01", "1990-02-01", "1990-07-01", "2016-03-26"]}
        ),
        (MET, None),
    ),
    (
        "second booster due",
        "vaccine-tetanus-diphtheria",
        inside(
            "vaccines", tetanus_diphtheria={"doses": ["1990-01-01", "1990-02-01", "1990-07-01", "2016-03-25"]}
        ),
        (NOT_MET, None),
    ),
    (
        "both boosters given: none is due any more",
        "vaccine-tetanus-diphtheria",
        inside(
            "vaccines",
            tetanus_diphtheria={
                "doses": ["1986-01-01", "1986-02-01", "1986-07-01", "1996-07-01", "2006-07-01"]
            },
        ),
        (MET, None),
    ),
    (
        "completed, nobody knows when",
        "vaccine-tetanus-diphtheria",
        inside("vaccines", tetanus_diphtheria={"complete": True}),
        (NOT_KNOWN, None),
    ),
    ("25 years old", "vaccine-papillomavirus", {"birth_date": "2000-03-21"}, (NOT_MET, None)),
    ("26 years old", "vaccine-papillomavirus", {"birth_date": "2000-03-20"}, (NOT_APPLICABLE, None)),
    (
        "40, with a lesion to be cut out",
        "vaccine-papillomavirus",
        {"papillomavirus": {"on": "2026-02-02", "result": "positive", "lesion": {"on": "2026-02-10"}}},
        (NOT_MET, None),
    ),
    (
        "40, cut out a year ago to the day",
        "vaccine-papillomavirus",
        {
            "papillomavirus": {
                "on": "2026-02-02",
                "result": "positive",
                "lesion": {"on": "2025-02-10", "excised": "2025-03-20"},
            }
        },
        (NOT_MET, None),
    ),
    (
        "40, cut out a year and a day ago",
        "vaccine-papillomavirus",
        {
            "papillomavirus": {
                "on": "2026-02-02",
                "result": "positive",
                "lesion": {"on": "2025-02-10", "excised": "2025-03-19"},
            }
        },
        (NOT_APPLICABLE, None),
    ),
    (
        "40, virus found, lesion not known",
        "vaccine-papillomavirus",
        {"papillomavirus": {"on": "2026-02-02", "result": "positive"}},
        (NOT_KNOWN, None),
    ),
    (
        "40, virus found, no lesion",
        "vaccine-papillomavirus",
        {"papillomavirus": {"on": "2026-02-02", "result": "positive", "lesion": "none"}},
        (NOT_APPLICABLE, None),
    ),
    (
        "0-2-6 months",
        "vaccine-papillomavirus",
        {
            "birth_date": "2003-01-01",
            **inside("vaccines", papillomavirus={"doses": ["2025-01-10", "2025-03-10", "2025-07-10"]}),
        },
        (MET, None),
    ),
    ("a man", "vaccine-papillomavirus", {"sex": "male", "childbearing": None}, (NOT_APPLICABLE, None)),
    (
        "one of two",
        "vaccine-varicella",
        {
            "varicella_zoster": {"on": "2025-12-01", "result": "negative"},
            **inside("serology", varicella=NO_IGG),
            **inside("vaccines", varicella={"doses": ["2026-01-05"]}),
        },
        (NOT_MET, None),
    ),
    (
        "a month apart to the day",
        "vaccine-varicella",
        {
            "varicella_zoster": {"on": "2025-12-01", "result": "negative"},
            **inside("serology", varicella=NO_IGG),
            **inside("vaccines", varicella={"doses": ["2026-01-05", "2026-02-05"]}),
        },
        (MET, None),
    ),
    (
        "never vaccinated, no IgG",
        "vaccine-measles-mumps-rubella",
        inside("serology", measles=NO_IGG) | inside("vaccines", measles_mumps_rubella={}),
        (NOT_MET, None),
    ),
]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-09-30", NOT_APPLICABLE),
        ("2026-10-01", NOT_MET),
        ("2026-12-31", NOT_MET),
        ("2027-01-01", NOT_APPLICABLE),
    ],
)
def test_influenza_is_asked_for_from_october_to_december(as_of: str, expected: str) -> None:
    campaign_before = inside("vaccines", influenza={"doses": ["2025-09-30"]})
    found = stands("vaccine-influenza", first_day="2027-01-10", as_of=as_of, **campaign_before)
    assert found == (expected, None)


@pytest.mark.parametrize(("name", "changes", "expected"), told(VACCINES))
def test_vaccines_before_a_course(
    name: str, changes: dict[str, Any], expected: tuple[str, str | None]
) -> None:
    assert stands(name, **changes) == expected


@pytest.mark.parametrize(
    ("as_of", "doses", "expected"),
    [
        ("2026-10-01", ["2025-12-31"], NOT_MET),
        ("2026-10-01", ["2026-10-01"], MET),
        ("2026-12-31", ["2025-10-01"], NOT_MET),
        ("2027-01-01", ["2026-10-01"], MET),
        ("2027-01-01", ["2026-09-30"], NOT_APPLICABLE),
    ],
)
def test_a_dose_against_influenza_counts_for_its_own_campaign_only(
    as_of: str, doses: list[str], expected: str
) -> None:
    given = inside("vaccines", influenza={"doses": doses})
    assert stands("vaccine-influenza", first_day="2027-01-10", as_of=as_of, **given) == (expected, None)


@pytest.mark.parametrize(("day", "expected"), [("2026-11-09", MET), ("2026-11-10", NOT_MET)])
def test_a_dose_against_influenza_on_the_first_day_is_not_before_the_course(day: str, expected: str) -> None:
    """Given on the ward that morning: the bag's readiness is then judged with it among the entries."""
    workup, first_day = known(**inside("vaccines", influenza={"doses": [day]})), date(2026, 11, 10)
    found = assess(PROTOCOL, POLICY, workup, course=1, first_day=first_day, as_of=first_day)
    assert item("vaccine-influenza", found).status == expected


@pytest.mark.parametrize(
    ("as_of", "begins"),
    [("2026-03-20", "1 Oct 2026"), ("2026-09-30", "1 Oct 2026"), ("2027-01-01", "1 Oct 2027")],
)
def test_outside_the_campaign_it_is_said_when_the_next_one_begins(as_of: str, begins: str) -> None:
    campaign_before = inside("vaccines", influenza={"doses": ["2024-10-01"]})
    said = says("vaccine-influenza", first_day="2027-01-10", as_of=as_of, **campaign_before)
    assert said == f"Outside the campaign; the next one begins on {begins}. → None"


@pytest.mark.parametrize(
    ("left_out", "infections"),
    [
        (["measles"], "measles"),
        (["varicella"], "varicella"),
        (["hepatitis_a"], "hepatitis A"),
        (["anti_hbs"], "hepatitis B"),
        (
            ["measles", "varicella", "hepatitis_a", "anti_hbs"],
            "measles, varicella, hepatitis A, hepatitis B",
        ),
    ],
)
def test_an_infection_that_nobody_looked_for_is_said_by_name(left_out: list[str], infections: str) -> None:
    """R4: measles, varicella, hepatitis A and B."""
    changes = inside("serology", **dict.fromkeys(left_out))
    assert stands("serology", **changes) == (NOT_KNOWN, None)
    assert says("serology", **changes) == (
        f"Not known: {infections}. → Measure IgG against measles, varicella and hepatitis A, and anti-HBs."
    )


def test_serology_and_history_are_met_when_everything_is_known() -> None:
    assert stands("serology") == stands("vaccination-history") == (MET, None)
    assert says("serology") == "Known of measles, varicella, hepatitis A and hepatitis B. → None"
    assert says("vaccination-history") == "Documented for every vaccine of the table. → None"


def test_a_vaccine_that_is_not_documented_is_looked_for_in_the_record() -> None:
    changes = inside("vaccines", tetanus_diphtheria=None)
    assert stands("vaccine-tetanus-diphtheria", **changes) == (NOT_KNOWN, None)
    assert says("vaccine-tetanus-diphtheria", **changes) == (
        "Not documented. → Look into the vaccination record; enter the doses, or that there was none."
    )
