"""Infections before a course: R7, R8."""

from typing import Any

import pytest

from tests.pharmacy.standing import (
    MET,
    NOT_APPLICABLE,
    NOT_KNOWN,
    NOT_MET,
    Case,
    says,
    stands,
    told,
)


def isoniazid(started: str, **judged: bool) -> dict[str, Any]:
    """Latent tuberculosis under treatment."""
    return {
        "tuberculosis": {
            "on": "2026-02-02",
            "result": "positive",
            "isoniazid": {"started": started, **judged},
        }
    }


INFECTIONS: list[Case] = [
    ("nobody looked", "active-infection", {"infection": None}, (NOT_KNOWN, None)),
    ("cystitis", "active-infection", {"infection": {"on": "2026-03-20", "active": True}}, (NOT_MET, None)),
    (
        "excluded 7 days before (local policy)",
        "active-infection",
        {"infection": {"on": "2026-03-18", "active": False}},
        (MET, None),
    ),
    (
        "excluded 8 days before",
        "active-infection",
        {"infection": {"on": "2026-03-17", "active": False}},
        (NOT_MET, None),
    ),
    ("not tested", "tuberculosis", {"tuberculosis": None}, (NOT_KNOWN, None)),
    (
        "test without an answer",
        "tuberculosis",
        {"tuberculosis": {"on": "2026-02-02", "result": "indeterminate"}},
        (NOT_KNOWN, None),
    ),
    (
        "a year before to the day (local policy)",
        "tuberculosis",
        {"tuberculosis": {"on": "2025-03-25", "result": "negative"}},
        (MET, None),
    ),
    (
        "a year and a day before",
        "tuberculosis",
        {"tuberculosis": {"on": "2025-03-24", "result": "negative"}},
        (NOT_MET, None),
    ),
    (
        "positive, not treated",
        "tuberculosis",
        {"tuberculosis": {"on": "2026-02-02", "result": "positive"}},
        (NOT_MET, None),
    ),
    # 25 Feb + 28 days = 25 March: February has 28.
    (
        "isoniazid for 4 weeks",
        "tuberculosis",
        isoniazid("2026-02-25", tolerated=True, vitamin_b6=True),
        (MET, "2026-03-25"),
    ),
    (
        "isoniazid for 27 days",
        "tuberculosis",
        isoniazid("2026-02-26", tolerated=True, vitamin_b6=True),
        (NOT_MET, "2026-03-26"),
    ),
    (
        "long enough, tolerance not known",
        "tuberculosis",
        isoniazid("2026-02-25", vitamin_b6=True),
        (NOT_KNOWN, None),
    ),
    (
        "too short, tolerance not known: time alone does not do",
        "tuberculosis",
        isoniazid("2026-02-26", vitamin_b6=True),
        (NOT_MET, None),
    ),
    (
        "not tolerated",
        "tuberculosis",
        isoniazid("2026-02-02", tolerated=False, vitamin_b6=True),
        (NOT_MET, None),
    ),
    (
        "without vitamin B6",
        "tuberculosis",
        isoniazid("2026-02-02", tolerated=True, vitamin_b6=False),
        (NOT_MET, None),
    ),
    ("vitamin B6 not known", "tuberculosis", isoniazid("2026-02-02", tolerated=True), (NOT_KNOWN, None)),
    ("not looked for", "hepatitis-c", {"hepatitis_c": None}, (NOT_KNOWN, None)),
    ("active", "hepatitis-b", {"hepatitis_b": {"on": "2026-02-02", "result": "active"}}, (NOT_MET, None)),
    (
        "latent, of this year",
        "hepatitis-b",
        {"hepatitis_b": {"on": "2026-02-02", "result": "past"}},
        (MET, None),
    ),
    (
        "latent, of two years ago: it may have come back",
        "hepatitis-b",
        {"hepatitis_b": {"on": "2024-02-02", "result": "past"}},
        (NOT_MET, None),
    ),
    (
        "negative, a year and a day before",
        "hiv",
        {"hiv": {"on": "2025-03-24", "result": "negative"}},
        (NOT_MET, None),
    ),
    ("there is no past HIV", "hiv", {"hiv": {"on": "2026-02-02", "result": "past"}}, (NOT_MET, None)),
    (
        "met long ago is met for life",
        "cytomegalovirus",
        {"cytomegalovirus": {"on": "2019-02-02", "result": "past"}},
        (MET, None),
    ),
    (
        "never met, looked for long ago",
        "cytomegalovirus",
        {"cytomegalovirus": {"on": "2019-02-02", "result": "negative"}},
        (NOT_MET, None),
    ),
    (
        "chickenpox as a child",
        "varicella-zoster",
        {"varicella_zoster": {"on": "2019-02-02", "result": "past"}},
        (MET, None),
    ),
    (
        "shingles now",
        "varicella-zoster",
        {"varicella_zoster": {"on": "2026-03-16", "result": "active"}},
        (NOT_MET, None),
    ),
    (
        "found: decides on vaccine and cytology",
        "papillomavirus",
        {"papillomavirus": {"on": "2026-02-02", "result": "positive"}},
        (MET, None),
    ),
    ("not looked for", "papillomavirus", {"papillomavirus": None}, (NOT_KNOWN, None)),
    (
        "cytology of more than a year ago (R22)",
        "papillomavirus",
        {"papillomavirus": {"on": "2025-03-24", "result": "negative"}},
        (NOT_MET, None),
    ),
    (
        "a man",
        "papillomavirus",
        {"sex": "male", "childbearing": None, "papillomavirus": None},
        (NOT_APPLICABLE, None),
    ),
    ("from Latin America, not tested", "strongyloides", {"from_region": "latin-america"}, (NOT_KNOWN, None)),
    (
        "from North Africa, negative",
        "strongyloides",
        {"from_region": "north-africa", "strongyloides": {"on": "2026-02-02", "result": "negative"}},
        (MET, None),
    ),
    (
        "found, not treated",
        "strongyloides",
        {"strongyloides": {"on": "2026-02-02", "result": "positive"}},
        (NOT_MET, None),
    ),
    (
        "found and treated",
        "strongyloides",
        {"strongyloides": {"on": "2026-02-02", "result": "positive", "treated": "2026-02-20"}},
        (MET, "2026-02-20"),
    ),
    ("from where is not known", "strongyloides", {"from_region": None}, (NOT_KNOWN, None)),
]


@pytest.mark.parametrize(("name", "changes", "expected"), told(INFECTIONS))
def test_infections_before_a_course(
    name: str, changes: dict[str, Any], expected: tuple[str, str | None]
) -> None:
    assert stands(name, **changes) == expected


@pytest.mark.parametrize(
    ("judged", "words"),
    [
        # 26 Feb + 28 days = 26 March.
        ({}, ["4 weeks before the course", "whether it is tolerated, whether vitamin B6 is taken too"]),
        ({"tolerated": False}, ["is not tolerated", "4 weeks before", "whether vitamin B6 is taken too"]),
        (
            {"tolerated": False, "vitamin_b6": False},
            ["is not tolerated", "without vitamin B6", "4 weeks before"],
        ),
    ],
)
def test_waiting_for_isoniazid_hides_nothing(judged: dict[str, bool], words: list[str]) -> None:
    changes = isoniazid("2026-02-26", **judged)
    assert stands("tuberculosis", **changes) == (NOT_MET, None)
    said = says("tuberculosis", **changes)
    assert [each for each in words if each not in said] == [], said
