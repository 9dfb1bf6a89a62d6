"""Previous treatments before a course: R2, R13, Table 3."""

from datetime import date
from typing import Any

import pytest

from tests.pharmacy.standing import (
    MET,
    NEGATIVE,
    NOT_KNOWN,
    NOT_MET,
    Case,
    after,
    antibodies,
    cells,
    item,
    judged,
    known,
    says,
    stands,
    told,
)


def teriflunomide(started: str = "2026-03-02", finished: str = "2026-03-12", **level: Any) -> dict[str, Any]:
    """Teriflunomide washed out, by default for 11 days, with a level of 0.01 mg/L five days later."""
    told = {"value": 0.01, "unit": "mg/L", "on": "2026-03-17"} | level
    done = {"by": "charcoal", "started": started, "finished": finished, "level": told}
    return after("teriflunomide", "2026-03-01", elimination=done)


WASHOUT: list[Case] = [
    ("none before", "washout", {"previous_treatments": "none"}, (MET, None)),
    ("not known is not none", "washout", {"previous_treatments": None}, (NOT_KNOWN, None)),
    (
        "interferon until yesterday",
        "washout-interferon-beta",
        after("interferon-beta", "2026-03-20"),
        (MET, None),
    ),
    ("glatiramer goes on", "washout-glatiramer", after("glatiramer", None), (MET, None)),
    (
        "another that the source does not name",
        "washout-other-ocrelizumab",
        after("other", "2024-01-01", name="Ocrelizumab"),
        (NOT_KNOWN, None),
    ),
    ("fingolimod goes on", "washout-fingolimod", after("fingolimod", None), (NOT_KNOWN, None)),
    (
        "washed out for 11 days, level below 0.02",
        "washout-teriflunomide",
        teriflunomide(),
        (MET, "2026-03-17"),
    ),
    (
        "washed out for 10 days",
        "washout-teriflunomide",
        teriflunomide(finished="2026-03-11"),
        (NOT_MET, None),
    ),
    ("level 0.0199", "washout-teriflunomide", teriflunomide(value=0.0199), (MET, "2026-03-17")),
    ("level 0.02", "washout-teriflunomide", teriflunomide(value=0.02), (NOT_MET, None)),
    (
        "level of the last day of elimination",
        "washout-teriflunomide",
        teriflunomide(on="2026-03-12"),
        (MET, "2026-03-12"),
    ),
    ("level of the day before", "washout-teriflunomide", teriflunomide(on="2026-03-11"), (NOT_KNOWN, None)),
    ("level in another unit", "washout-teriflunomide", teriflunomide(unit="µg/mL"), (NOT_KNOWN, None)),
    ("not washed out", "washout-teriflunomide", after("teriflunomide", "2024-03-01"), (NOT_MET, None)),
    (
        "801 lymphocytes",
        "washout-dimethyl-fumarate",
        after("dimethyl-fumarate", "2026-03-02") | cells(801),
        (MET, None),
    ),
    (
        "800 lymphocytes",
        "washout-dimethyl-fumarate",
        after("dimethyl-fumarate", "2026-03-02") | cells(800),
        (NOT_MET, None),
    ),
    (
        "no lymphocytes",
        "washout-dimethyl-fumarate",
        after("dimethyl-fumarate", "2026-03-02") | {"lymphocytes": []},
        (NOT_KNOWN, None),
    ),
    (
        "lymphocytes without a unit",
        "washout-dimethyl-fumarate",
        after("dimethyl-fumarate", "2026-03-02") | cells(1900, unit=""),
        (NOT_KNOWN, None),
    ),
    (
        "micro written as the Greek letter",
        "washout-dimethyl-fumarate",
        after("dimethyl-fumarate", "2026-03-02") | cells(1900, unit="cells/μL"),
        (MET, None),
    ),
    (
        "counted on the day of the last dose",
        "washout-dimethyl-fumarate",
        after("dimethyl-fumarate", "2026-03-16") | cells(1900),
        (NOT_KNOWN, None),
    ),
    (
        "counted a month before to the day (local policy)",
        "washout-dimethyl-fumarate",
        after("dimethyl-fumarate", "2026-01-02") | cells(1900, on="2026-02-25"),
        (MET, None),
    ),
    (
        "counted a month and a day before",
        "washout-dimethyl-fumarate",
        after("dimethyl-fumarate", "2026-01-02") | cells(1900, on="2026-02-24"),
        (NOT_MET, None),
    ),
    (
        "fallen since",
        "washout-dimethyl-fumarate",
        after("dimethyl-fumarate", "2026-01-02")
        | {
            "lymphocytes": [
                {"value": 1900, "unit": "cells/µL", "on": "2026-03-09"},
                {"value": 700, "unit": "cells/µL", "on": "2026-03-16"},
            ]
        },
        (NOT_MET, None),
    ),
    # 42 days before 25 March is 11 February.
    (
        "fingolimod 42 days before",
        "washout-fingolimod",
        after("fingolimod", "2026-02-11") | cells(801),
        (MET, "2026-03-25"),
    ),
    (
        "fingolimod 41 days before",
        "washout-fingolimod",
        after("fingolimod", "2026-02-12") | cells(801),
        (NOT_MET, "2026-03-26"),
    ),
    (
        "long enough, but 800 lymphocytes",
        "washout-fingolimod",
        after("fingolimod", "2026-02-11") | cells(800),
        (NOT_MET, None),
    ),
    (
        "too short, and nobody counted",
        "washout-fingolimod",
        after("fingolimod", "2026-02-12") | {"lymphocytes": []},
        (NOT_MET, None),
    ),
    # 84 days before 25 March: 25, 28 of February, 31 of January: 31 December.
    (
        "natalizumab 84 days before",
        "washout-natalizumab",
        after("natalizumab", "2025-12-31", **NEGATIVE),
        (MET, "2026-03-25"),
    ),
    (
        "natalizumab 83 days before",
        "washout-natalizumab",
        after("natalizumab", "2026-01-01", **NEGATIVE),
        (NOT_MET, "2026-03-26"),
    ),
    (
        "no MRI",
        "washout-natalizumab",
        after("natalizumab", "2025-12-31", jcv=NEGATIVE["jcv"]),
        (NOT_KNOWN, None),
    ),
    (
        "MRI of the day of the last dose",
        "washout-natalizumab",
        after("natalizumab", "2025-12-31", jcv=NEGATIVE["jcv"], mri=["2025-12-31"]),
        (NOT_KNOWN, None),
    ),
    (
        "MRI that may show PML",
        "washout-natalizumab",
        after("natalizumab", "2025-12-31", finding="new lesion", **NEGATIVE),
        (NOT_MET, None),
    ),
    (
        "JC not tested",
        "washout-natalizumab",
        after("natalizumab", "2025-12-31", mri=["2026-03-10"]),
        (NOT_KNOWN, None),
    ),
    ("JC positive, PML not ruled out", "washout-natalizumab", antibodies(), (NOT_KNOWN, None)),
    (
        "JC positive, ruled out before the last dose",
        "washout-natalizumab",
        antibodies(pml_excluded="2025-12-30"),
        (NOT_KNOWN, None),
    ),
    (
        "JC positive, ruled out since",
        "washout-natalizumab",
        antibodies(pml_excluded="2026-03-12"),
        (MET, "2026-03-25"),
    ),
    # 6 months (local policy, the longer end of 3 to 6) before 25 March is 25 September.
    (
        "rituximab 6 months before",
        "washout-rituximab",
        after("rituximab", "2025-09-25") | cells(801),
        (MET, "2026-03-25"),
    ),
    (
        "rituximab a day less",
        "washout-rituximab",
        after("rituximab", "2025-09-26") | cells(801),
        (NOT_MET, "2026-03-26"),
    ),
    (
        "azathioprine, CD4 200",
        "washout-azathioprine",
        after("azathioprine", "2025-09-25") | cells(801, 200),
        (NOT_MET, None),
    ),
    (
        "cyclophosphamide, lymphocytes 800",
        "washout-cyclophosphamide",
        after("cyclophosphamide", "2025-09-25") | cells(800),
        (NOT_MET, None),
    ),
    (
        "rituximab, CD4 not counted",
        "washout-rituximab",
        after("rituximab", "2025-09-25") | cells(801) | {"cd4": []},
        (NOT_KNOWN, None),
    ),
    # 6 months after 31 August is no day of February: the next one that exists.
    (
        "to the end of February",
        "washout-rituximab",
        after("rituximab", "2025-08-31") | cells(801),
        (MET, "2026-03-01"),
    ),
    (
        "fingolimod, counted on the day of the last dose: time alone does not do",
        "washout-fingolimod",
        after("fingolimod", "2026-03-16") | cells(801),
        (NOT_MET, None),
    ),
    (
        "rituximab, lymphocytes counted on the day of the last dose",
        "washout-rituximab",
        after("rituximab", "2026-03-16")
        | {"lymphocytes": cells(801)["lymphocytes"], "cd4": cells(0, on="2026-03-17")["cd4"]},
        (NOT_MET, None),
    ),
    (
        "rituximab, CD4 counted on the day of the last dose",
        "washout-rituximab",
        after("rituximab", "2026-03-16")
        | {"lymphocytes": cells(801, on="2026-03-17")["lymphocytes"], "cd4": cells(0)["cd4"]},
        (NOT_MET, None),
    ),
    # 16 March + 6 months.
    (
        "rituximab, both counted after it",
        "washout-rituximab",
        after("rituximab", "2026-03-16") | cells(801, on="2026-03-17"),
        (NOT_MET, "2026-09-16"),
    ),
    (
        "two others are two items",
        "washout-other-siponimod",
        {
            "previous_treatments": [
                {"drug": "other", "name": "ocrelizumab"},
                {"drug": "other", "name": "siponimod"},
            ]
        },
        (NOT_KNOWN, None),
    ),
]


@pytest.mark.parametrize(("name", "changes", "expected"), told(WASHOUT))
def test_washout_before_a_course(
    name: str, changes: dict[str, Any], expected: tuple[str, str | None]
) -> None:
    assert stands(name, **changes) == expected


@pytest.mark.parametrize(
    ("name", "first_day", "changes", "expected"),
    [
        ("washout-teriflunomide", "2026-03-16", teriflunomide(), "2026-03-17"),
        ("washout-natalizumab", "2026-03-11", antibodies(pml_excluded="2026-03-12"), "2026-03-25"),
        ("washout-natalizumab", "2026-03-24", after("natalizumab", "2025-12-31", **NEGATIVE), "2026-03-25"),
    ],
)
def test_a_test_from_after_the_first_day_does_not_count_on_it(
    name: str, first_day: str, changes: dict[str, Any], expected: str
) -> None:
    assert stands(name, first_day=first_day, **changes) == (NOT_MET, expected)


def test_the_mri_may_be_of_the_first_day_itself() -> None:
    seen = after("natalizumab", "2025-12-31", jcv=NEGATIVE["jcv"], mri=["2026-03-25"])
    assert stands("washout-natalizumab", as_of="2026-03-25", **seen) == (MET, "2026-03-25")


def test_pml_ruled_out_on_the_day_of_the_last_dose_is_not_after_it() -> None:
    assert stands("washout-natalizumab", **antibodies(pml_excluded="2025-12-31")) == (NOT_KNOWN, None)


def test_time_forbids_a_day_even_where_something_else_is_still_to_be_done() -> None:
    short = judged(known(**after("fingolimod", "2026-02-12"), lymphocytes=[]))
    assert (short.not_before, short.earliest) == (date(2026, 3, 26), None)
    assert [each.id for each in short.waiting_for] == ["washout-fingolimod"]


# Diet since 9 March: met on 23 March. Everything else that time decides was over before.
@pytest.mark.parametrize(
    ("as_of", "not_before", "waiting_for"),
    [("2026-03-22", date(2026, 3, 23), ["diet"]), ("2026-03-23", None, [])],
)
def test_time_forbids_only_days_after_the_day_of_the_question(
    as_of: str, not_before: date | None, waiting_for: list[str]
) -> None:
    found = judged(known(as_of=as_of))
    assert (found.not_before, [each.id for each in found.waiting_for]) == (not_before, waiting_for)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (after("natalizumab", "2025-12-31", finding="a lesion", **NEGATIVE), "rules PML out first."),
        (after("natalizumab", "2025-12-31", mri=["2026-03-10"]), "Test, and enter the result."),
        (
            after("natalizumab", "2025-12-31", jcv=NEGATIVE["jcv"]),
            "before the first infusion, to look for PML.",
        ),
        (after("natalizumab", "2026-01-01", **NEGATIVE), "Wait until then."),
        (
            after("natalizumab", "2026-01-01"),
            "Test, and enter the result. Have it done before the first infusion, to look for PML.",
        ),
    ],
)
def test_after_natalizumab_everything_that_is_still_to_be_done_is_said(
    changes: dict[str, Any], words: str
) -> None:
    assert says("washout-natalizumab", **changes).endswith(words)


@pytest.mark.parametrize(
    ("name", "changes", "status", "words"),
    [
        (
            "washout-natalizumab",
            after("natalizumab", "2025-12-31"),
            NOT_KNOWN,
            ["antibodies against the JC virus is not known", "no MRI of the brain"],
        ),
        (
            "washout-natalizumab",
            after("natalizumab", "2025-12-31", jcv={"on": "2025-12-15", "result": "positive"}),
            NOT_KNOWN,
            ["whether latent PML was ruled out", "no MRI of the brain"],
        ),
        (
            "washout-natalizumab",
            after("natalizumab", "2026-01-01", finding="a lesion"),
            NOT_MET,
            [
                "may show PML: a lesion",
                "12 weeks lie between",
                "JC virus is not known",
                "no MRI of the brain",
            ],
        ),
        (
            "washout-teriflunomide",
            teriflunomide(finished="2026-03-11", value=5),
            NOT_MET,
            ["10 days of 11", "teriflunomide 5 mg/L on 17 Mar 2026"],
        ),
    ],
)
def test_no_part_of_a_washout_hides_another(
    name: str, changes: dict[str, Any], status: str, words: list[str]
) -> None:
    assert stands(name, **changes) == (status, None)
    said = says(name, **changes)
    assert [each for each in words if each not in said] == [], said


def test_a_count_of_the_course_itself_says_nothing_of_the_washout_before_it() -> None:
    """Lymphocytes fall with the first infusion: 100 on day 2 are the drug's."""
    counts = [
        {"value": 1500, "unit": "cells/µL", "on": "2026-03-20"},
        {"value": 100, "unit": "cells/µL", "on": "2026-03-26"},
    ]
    treated = [{"drug": "dimethyl-fumarate", "last_dose": "2026-02-01"}]
    workup = known(previous_treatments=treated, lymphocytes=counts, as_of=None)
    found = judged(workup, as_of=date(2026, 3, 26))
    assert item("washout-dimethyl-fumarate", found).status == MET
