"""What the patient is, agrees to and does, and what is examined: R10, R12-R16, R26-R28."""

from typing import Any

import pytest

from tests.pharmacy.standing import (
    MET,
    NOT_APPLICABLE,
    NOT_KNOWN,
    NOT_MET,
    Case,
    inside,
    says,
    stands,
    told,
)

PERSON: list[Case] = [
    ("18 years old to the day", "adult", {"birth_date": "2008-03-25"}, (MET, "2026-03-25")),
    ("a day too young", "adult", {"birth_date": "2008-03-26"}, (NOT_MET, "2026-03-26")),
    ("born on 29 February: 18 on 1 March", "adult", {"birth_date": "2004-02-29"}, (MET, "2022-03-01")),
    ("birth date not known", "adult", {"birth_date": None}, (NOT_KNOWN, None)),
    ("no word of consent", "consent", {"consent": None}, (NOT_KNOWN, None)),
    (
        "pregnant",
        "pregnancy-test",
        {"pregnancy_test": {"on": "2026-03-20", "result": "positive"}},
        (NOT_MET, None),
    ),
    (
        "tested 7 days before",
        "pregnancy-test",
        {"pregnancy_test": {"on": "2026-03-18", "result": "negative"}},
        (MET, None),
    ),
    (
        "tested 8 days before",
        "pregnancy-test",
        {"pregnancy_test": {"on": "2026-03-17", "result": "negative"}},
        (NOT_MET, None),
    ),
    ("not tested", "pregnancy-test", {"pregnancy_test": None}, (NOT_KNOWN, None)),
    (
        "not tested, and cannot become pregnant",
        "pregnancy-test",
        {"pregnancy_test": None, "childbearing": False},
        (NOT_APPLICABLE, None),
    ),
    ("whether she could is not known", "pregnancy-test", {"childbearing": None}, (NOT_KNOWN, None)),
    ("sex not known", "pregnancy-test", {"sex": None}, (NOT_KNOWN, None)),
    ("a man", "pregnancy-test", {"sex": "male", "childbearing": None}, (NOT_APPLICABLE, None)),
    (
        "no contraception",
        "contraception",
        {"contraception": {"on": "2026-03-20", "effective": False}},
        (NOT_MET, None),
    ),
    ("nobody asked", "contraception", {"contraception": None}, (NOT_KNOWN, None)),
    (
        "cannot become pregnant",
        "contraception",
        {"contraception": None, "childbearing": False},
        (NOT_APPLICABLE, None),
    ),
    (
        "breastfeeds",
        "breastfeeding",
        {"breastfeeding": {"on": "2026-03-20", "breastfeeds": True}},
        (NOT_MET, None),
    ),
    ("not known", "breastfeeding", {"breastfeeding": None}, (NOT_KNOWN, None)),
    (
        "a man",
        "breastfeeding",
        {"sex": "male", "childbearing": None, "breastfeeding": None},
        (NOT_APPLICABLE, None),
    ),
    ("nothing prescribed", "antiviral", {"antiviral": None}, (NOT_KNOWN, None)),
    (
        "valaciclovir instead",
        "antiviral",
        {"antiviral": {"drug": "valaciclovir", "prescribed": "2026-03-20"}},
        (MET, "2026-03-20"),
    ),
    (
        "from the second day on",
        "antiviral",
        {"antiviral": {"drug": "aciclovir", "prescribed": "2026-03-20", "first_dose": "2026-03-26"}},
        (NOT_MET, "2026-03-26"),
    ),
    # 11 + 14 = 25 March.
    ("diet for two weeks to the day", "diet", {"diet": {"since": "2026-03-11"}}, (MET, "2026-03-25")),
    ("diet for 13 days", "diet", {"diet": {"since": "2026-03-12"}}, (NOT_MET, "2026-03-26")),
    ("nobody said", "diet", {"diet": None}, (NOT_KNOWN, None)),
]


EXAMINED: list[Case] = [
    ("thyroid not tested", "baseline-tests", inside("baseline", thyroid=None), (NOT_KNOWN, None)),
    ("nothing tested", "baseline-tests", {"baseline": None}, (NOT_KNOWN, None)),
    (
        "a month before to the day (local policy)",
        "baseline-tests",
        inside("baseline", kidney="2026-02-25"),
        (MET, None),
    ),
    ("a month and a day before", "baseline-tests", inside("baseline", kidney="2026-02-24"), (NOT_MET, None)),
    (
        "creatinine against it",
        "baseline-tests",
        inside("baseline", finding="creatinine 3 mg/dL"),
        (NOT_MET, None),
    ),
    ("nobody went through them", "concomitant-treatments", {"concomitant": None}, (NOT_KNOWN, None)),
    (
        "warfarin",
        "concomitant-treatments",
        {"concomitant": {"on": "2026-03-20", "drugs": ["warfarin"], "accepted": False}},
        (NOT_MET, None),
    ),
    (
        "takes nothing else",
        "concomitant-treatments",
        {"concomitant": {"on": "2026-03-20", "accepted": True}},
        (MET, None),
    ),
    ("no ECG", "ecg", {"ecg": None}, (NOT_KNOWN, None)),
    ("ECG with long QT", "ecg", {"ecg": {"on": "2026-03-02", "finding": "long QT"}}, (NOT_MET, None)),
    ("ECG two months before to the day (local policy)", "ecg", {"ecg": {"on": "2026-01-25"}}, (MET, None)),
    ("ECG two months and a day before", "ecg", {"ecg": {"on": "2026-01-24"}}, (NOT_MET, None)),
    ("X-ray two months before to the day", "chest-x-ray", {"chest_x_ray": {"on": "2026-01-25"}}, (MET, None)),
    (
        "X-ray two months and a day before",
        "chest-x-ray",
        {"chest_x_ray": {"on": "2026-01-24"}},
        (NOT_MET, None),
    ),
    ("no X-ray", "chest-x-ray", {"chest_x_ray": None}, (NOT_KNOWN, None)),
    (
        "a fresh X-ray, but symptoms",
        "chest-x-ray",
        {"respiratory_symptoms": {"on": "2026-03-20", "present": True}},
        (NOT_MET, None),
    ),
    # two months before 25 March are 25 January
    (
        "symptoms asked for two months before",
        "chest-x-ray",
        {"respiratory_symptoms": {"on": "2026-01-25", "present": False}},
        (MET, None),
    ),
    (
        "a day longer ago",
        "chest-x-ray",
        {"respiratory_symptoms": {"on": "2026-01-24", "present": False}},
        (NOT_KNOWN, None),
    ),
    ("symptoms not asked for", "chest-x-ray", {"respiratory_symptoms": None}, (NOT_KNOWN, None)),
    (
        "a shadow on it",
        "chest-x-ray",
        {"chest_x_ray": {"on": "2026-03-02", "finding": "nodule"}},
        (NOT_MET, None),
    ),
]


@pytest.mark.parametrize(("name", "changes", "expected"), told([*PERSON, *EXAMINED]))
def test_the_person_and_the_examinations_before_a_course(
    name: str, changes: dict[str, Any], expected: tuple[str, str | None]
) -> None:
    assert stands(name, **changes) == expected


@pytest.mark.parametrize(
    ("name", "changes", "status", "words"),
    [
        (
            "baseline-tests",
            inside("baseline", finding="creatinine 3 mg/dL", thyroid=None, kidney="2026-02-24"),
            NOT_MET,
            [
                "Against the course: creatinine 3 mg/dL.",
                "kidney function of 24 Feb 2026",
                "Not known: thyroid",
            ],
        ),
        (
            "chest-x-ray",
            {"chest_x_ray": {"on": "2026-03-02", "finding": "nodule"}, "respiratory_symptoms": None},
            NOT_MET,
            ["Of 2 Mar 2026: nodule.", "Whether the patient has respiratory symptoms is not known."],
        ),
        (
            "chest-x-ray",
            {
                "chest_x_ray": {"on": "2026-03-02", "finding": "nodule"},
                "respiratory_symptoms": {"on": "2026-03-20", "present": True},
            },
            NOT_MET,
            ["Of 2 Mar 2026: nodule.", "Respiratory symptoms on 20 Mar 2026"],
        ),
        (
            "chest-x-ray",
            {"chest_x_ray": None, "respiratory_symptoms": {"on": "2026-03-20", "present": True}},
            NOT_MET,
            ["No chest X-ray.", "Respiratory symptoms on 20 Mar 2026"],
        ),
    ],
)
def test_a_finding_is_told_with_everything_else_that_is_open(
    name: str, changes: dict[str, Any], status: str, words: list[str]
) -> None:
    assert stands(name, **changes) == (status, None)
    said = says(name, **changes)
    assert [each for each in words if each not in said] == [], said
