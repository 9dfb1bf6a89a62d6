"""Entries that cannot be true are said, with both; files that cannot be read name the entry."""

import json
import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pharmacy.errors import Code, Refusal
from pharmacy.language import Language
from pharmacy.readiness.entries import check_course, check_entries
from pharmacy.readiness.reading import workup_from, workup_in
from tests.pharmacy.standing import LATER, after, inside, known

AS_OF = date(2026, 3, 20)
TWICE = [
    {"value": 900, "unit": "cells/µL", "on": "2026-03-16"},
    {"value": 700, "unit": "cells/µL", "on": "2026-03-16"},
]
TREATED_TWICE = [
    {"drug": "fingolimod", "last_dose": "2026-02-01"},
    {"drug": "fingolimod", "last_dose": "2026-02-08"},
]


def eliminated(started: str, finished: str) -> dict[str, Any]:
    return after(
        "teriflunomide",
        "2026-02-01",
        elimination={"by": "charcoal", "started": started, "finished": finished},
    )


CONTRADICTIONS: list[tuple[str, dict[str, Any], str, str]] = [
    (
        "pregnancy_test",
        {"sex": "male", "childbearing": None, "pregnancy_test": {"on": "2026-03-16", "result": "positive"}},
        "sex: male",
        "pregnant on 16 Mar 2026",
    ),
    ("childbearing", {"sex": "male"}, "sex: male", "could become pregnant"),
    (
        "breastfeeding",
        {"sex": "male", "childbearing": None, "breastfeeding": {"on": "2026-03-20", "breastfeeds": True}},
        "sex: male",
        "breastfeeds",
    ),
    (
        "childbearing",
        {"childbearing": False, "pregnancy_test": {"on": "2026-03-16", "result": "positive"}},
        "cannot become pregnant",
        "a positive pregnancy test",
    ),
    (
        "tuberculosis",
        {"tuberculosis": {"on": "2026-02-02", "result": "negative", "isoniazid": {"started": "2026-02-10"}}},
        "no latent tuberculosis on 2 Feb 2026",
        "isoniazid since 10 Feb 2026",
    ),
    ("lymphocytes", {"lymphocytes": TWICE}, "900 cells/µL on 16 Mar 2026", "700 cells/µL on 16 Mar 2026"),
    ("cd4", {"cd4": TWICE}, "900 cells/µL on 16 Mar 2026", "700 cells/µL on 16 Mar 2026"),
    (
        "infection",
        {"infection": {"on": "2026-03-20", "active": False, "what": "pneumonia"}},
        "not active on 20 Mar 2026",
        "pneumonia",
    ),
    (
        "complication",
        {"complication": {"on": "2026-03-20", "active": False, "what": "Graves' disease"}},
        "not active on 20 Mar 2026",
        "Graves' disease",
    ),
    (
        "concomitant",
        {"concomitant": {"on": "2026-03-20", "accepted": True, "what": "warfarin"}},
        "accepted on 20 Mar 2026",
        "warfarin",
    ),
    (
        "papillomavirus",
        {"papillomavirus": {"on": "2026-02-02", "result": "negative", "lesion": {"on": "2026-02-02"}}},
        "papillomavirus negative on 2 Feb 2026",
        "a lesion diagnosed on 2 Feb 2026",
    ),
    (
        "varicella_zoster",
        inside("serology", varicella={"on": "2026-02-02", "igg": "negative"}),
        "varicella zoster past on 2 Feb 2026",
        "IgG against varicella negative on 2 Feb 2026",
    ),
    (
        "varicella_zoster",
        {"varicella_zoster": {"on": "2026-02-02", "result": "negative"}},
        "varicella zoster negative on 2 Feb 2026",
        "IgG against varicella positive on 2 Feb 2026",
    ),
    (
        "previous_treatments",
        {"previous_treatments": TREATED_TWICE},
        "fingolimod, last dose on 1 Feb 2026",
        "fingolimod, last dose on 8 Feb 2026",
    ),
    (
        "previous_treatments",
        {"previous_treatments": [TREATED_TWICE[0], TREATED_TWICE[0] | {"name": "Gilenya"}]},
        "fingolimod, last dose on 1 Feb 2026",
        "Gilenya, last dose on 1 Feb 2026",
    ),
    (
        "previous_treatments",
        {"previous_treatments": [TREATED_TWICE[0], TREATED_TWICE[0]]},
        "fingolimod, last dose on 1 Feb 2026",
        "fingolimod, last dose on 1 Feb 2026",
    ),
    (
        "previous_treatments",
        {
            "previous_treatments": [
                {"drug": "other", "name": "Ocrelizumab", "last_dose": "2025-02-01"},
                {"drug": "other", "name": "ocrelizumab"},
            ]
        },
        "Ocrelizumab, last dose on 1 Feb 2025",
        "ocrelizumab, last dose not known",
    ),
    (
        "previous_treatments",
        eliminated("2026-02-12", "2026-02-02"),
        "washed out from 12 Feb 2026",
        "to 2 Feb 2026",
    ),
    (
        "previous_treatments",
        eliminated("2026-01-31", "2026-02-12"),
        "teriflunomide, last dose on 1 Feb 2026",
        "washed out from 31 Jan 2026",
    ),
    (
        "previous_treatments",
        after("fingolimod", "2026-02-01", started="2026-02-02"),
        "fingolimod since 2 Feb 2026",
        "fingolimod, last dose on 1 Feb 2026",
    ),
    (
        "consent.on",
        {"birth_date": "2026-02-17", "vaccines": {}},
        "birth date 17 Feb 2026",
        "informed consent (consent.on) on 16 Feb 2026",
    ),
]


@pytest.mark.parametrize(("field", "changes", "one", "other"), CONTRADICTIONS)
def test_two_entries_that_contradict_each_other_are_both_said(
    field: str, changes: dict[str, Any], one: str, other: str
) -> None:
    with pytest.raises(Refusal) as refused:
        check_entries(known(**changes), AS_OF)
    assert (refused.value.code, refused.value.field) == (Code.CONTRADICTION, field)
    assert (str(refused.value.expected), str(refused.value.got)) == (one, other)
    assert refused.value.bad_input
    assert all(refused.value.lines(Language.SPANISH))


@pytest.mark.parametrize(
    ("changes", "field", "name"),
    [
        ({"as_of": "2026-03-21"}, "as_of", "day of the newest entry"),
        ({"consent": {"on": "2026-03-21"}}, "consent.on", "informed consent"),
        (
            inside("vaccines", influenza={"doses": ["2025-10-20", "2026-03-21"]}),
            "vaccines.influenza.doses",
            "seasonal influenza vaccine",
        ),
        ({"cd4": [{"value": 340, "unit": "cells/µL", "on": "2026-03-21"}]}, "cd4.on", "CD4 cells"),
        ({"diet": {"since": "2026-03-21"}}, "diet.since", "diet"),
    ],
)
def test_a_day_to_come_is_refused(changes: dict[str, Any], field: str, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_entries(known(**changes), AS_OF)
    assert refused.value.lines()[:3] == [
        f"{name} ({field}) lies in the future.",
        "expected: a day up to 20 Mar 2026",
        "got: 21 Mar 2026",
    ]
    assert refused.value.code is Code.NOT_A_DATE


def test_only_the_first_dose_of_the_prophylaxis_may_be_planned() -> None:
    check_entries(known(), AS_OF)  # from 25 March on
    with pytest.raises(Refusal):
        check_entries(known(antiviral={"drug": "aciclovir", "prescribed": "2026-03-21"}), AS_OF)


@pytest.mark.parametrize(
    ("changes", "course", "one", "other"),
    [
        (
            inside("vaccines", varicella={"doses": ["2026-03-25"]}),
            1,
            "course 1 begins on 25 Mar 2026",
            "varicella was given on 25 Mar 2026, not before it",
        ),
        (
            after("fingolimod", "2026-03-25"),
            1,
            "course 1 begins on 25 Mar 2026",
            "the last dose of fingolimod was on 25 Mar 2026, not before it",
        ),
        (LATER, 1, "course 1 is the first", "an earlier course ended on 25 Mar 2025"),
        (
            LATER | {"previous_course_end": "2026-03-25"},
            2,
            "course 2 begins on 25 Mar 2026",
            "the course before ended on 25 Mar 2026",
        ),
    ],
)
def test_what_does_not_fit_the_course_is_refused_with_both(
    changes: dict[str, Any], course: int, one: str, other: str
) -> None:
    with pytest.raises(Refusal) as refused:
        check_course(known(**changes), course, date(2026, 3, 25))
    assert refused.value.code is Code.CONTRADICTION
    assert (str(refused.value.expected), str(refused.value.got)) == (one, other)
    later = "If both are, that course had begun by then" in str(refused.value.advice)
    assert later is (refused.value.field != "previous_course_end")


def test_the_same_count_twice_is_no_contradiction() -> None:
    same = [{"value": value, "unit": "cells/µL", "on": "2026-03-16"} for value in ("900", "900.0")]
    check_entries(known(lymphocytes=same), AS_OF)


@pytest.mark.parametrize(
    ("content", "field", "expected"),
    [
        ("{", "", "JSON, each key once"),
        ("[]", "", None),
        ('{"sex": "female", "sex": "male"}', "", "JSON, each key once"),
        ('{"cd4": [{"value": NaN, "unit": "cells/µL", "on": "2026-03-16"}]}', "", "JSON, each key once"),
        ('{"cd4": [{"value": -1, "unit": "cells/µL", "on": "2026-03-16"}]}', "cd4.0.value", None),
        ('{"birthdate": "1985-05-17"}', "birthdate", None),
        ('{"birth_date": "17/05/1985"}', "birth_date", None),
        ('{"birth_date": "2025-02-29"}', "birth_date", None),
        ('{"birth_date": 485136000}', "birth_date", None),
        ('{"breastfeeding": "no"}', "breastfeeding", None),
        ('{"vaccines": {"bcg": {}}}', None, None),
        ('{"previous_treatments": []}', None, None),
        ('{"previous_treatments": [{"drug": "ocrelizumab"}]}', None, None),
        ("[" * 100_000, "", "JSON, each key once"),
    ],
)
def test_a_file_that_cannot_be_used_names_the_entry(
    content: str, field: str | None, expected: str | None
) -> None:
    with pytest.raises(Refusal) as refused:
        workup_from(content, "patient.json")
    assert refused.value.code is Code.BAD_FILE
    assert refused.value.bad_input
    assert "patient.json" in str(refused.value.what)
    assert field is None or refused.value.field == field
    assert expected is None or str(refused.value.expected) == expected
    assert not re.search(r"Input|should|literal|\[|tuple", " ".join(refused.value.lines()[:2]))


@pytest.mark.parametrize(
    ("content", "field", "expected", "spanish"),
    [
        ({"consent": {}}, "consent.on", "this entry, with a value", "esta entrada, con un valor"),
        ({"birthdate": 1}, "birthdate", "only entries that docs/readiness.md names", "solo entradas"),
        ({"consent": {"on": "16.2.2026"}}, "consent.on", "a day, year first: YYYY-MM-DD", "un día"),
        (
            {"breastfeeding": {"on": "2026-03-20", "breastfeeds": 0}},
            "breastfeeding.breastfeeds",
            "true or false",
            "true o false",
        ),
        ({"sex": "f"}, "sex", "one of these: female, male", "uno de estos"),
        ({"steroid": "no"}, "steroid", "none, or an object with entries of its own", "un objeto"),
        ({"steroid": {"bolus": True}}, "steroid.last_dose", "this entry, with a value", "esta entrada"),
        (
            {"previous_treatments": []},
            "previous_treatments",
            "none, or a list with at least one entry",
            "none, o",
        ),
        ({"previous_treatments": [{}]}, "previous_treatments.0.drug", "this entry, with a value", "esta"),
        (
            {"from_region": "asia"},
            "from_region",
            "one of these: latin-america, north-africa, or elsewhere",
            "uno",
        ),
        ({"cd4": 5}, "cd4", "a list", "una lista"),
        (
            {"cd4": [{"value": "many", "on": "2026-03-16"}]},
            "cd4.0.value",
            "a number, exactly as it was reported",
            "un",
        ),
        ({"cd4": [{"value": -1, "on": "2026-03-16"}]}, "cd4.0.value", "a number from 0 on", "un número"),
        ({"consent": "yes"}, "consent", "an object with entries of its own", "un objeto"),
        (
            {"antiviral": {"drug": "x" * 3, "prescribed": "2026-03-20"}},
            "antiviral.drug",
            "one of these: aciclovir, valaciclovir",
            "uno de estos",
        ),
        ({"activity_evidence": ""}, "activity_evidence", "words", "palabras"),
        (
            {"activity_evidence": "No hay actividad"},
            "activity_evidence",
            "what shows it, first of all what was found: relapse, MRI, disability",
            "lo que la muestra",
        ),
        (
            {"ecg": {"on": "2026-03-02", "finding": "Normal."}},
            "ecg.finding",
            "what was found; left out where nothing was",
            "lo que se encontró",
        ),
        (
            {"infection": {"on": "2026-03-20", "active": True, "what": "a\x1b[31m"}},
            "infection.what",
            "characters that can be printed",
            "caracteres",
        ),
        ({"activity_evidence": "x" * 201}, "activity_evidence", "at most 200 characters", "como máximo 200"),
    ],
)
def test_a_wrong_entry_says_what_could_stand_there_in_both_languages(
    content: dict[str, Any], field: str, expected: str, spanish: str
) -> None:
    with pytest.raises(Refusal) as refused:
        workup_from(json.dumps(content), "patient.json")
    assert (refused.value.field, str(refused.value.expected)) == (field, expected)
    assert spanish in refused.value.lines(Language.SPANISH)[1]


def test_a_value_that_is_not_exact_is_refused() -> None:
    """A float has other digits than the report: 0.02 is 0.0200000000000000004163…"""
    level = {"value": 0.02, "unit": "mg/L", "on": "2026-03-16"}
    with pytest.raises(Refusal) as refused:
        workup_in({"cd4": [level]}, "data")
    assert (refused.value.field, str(refused.value.got)) == ("cd4.0.value", "0.02")
    read = workup_from(json.dumps({"cd4": [level]}), "file")
    assert read.cd4[0].value == Decimal("0.02")


@pytest.mark.parametrize(
    "words",
    [
        "There is no activity", "stable", "MRI normal", "RM sin cambios", "RM: sin actividad", "NEDA-3",
        "ausencia de actividad", "0 brotes", "ni brotes ni lesiones", "never relapsed", "(no activity)",
        "ningu\u0301n brote", "pending",
    ],
)  # fmt: skip
def test_what_was_not_found_is_no_evidence_of_activity(words: str) -> None:
    with pytest.raises(Refusal) as refused:
        workup_in({"activity_evidence": words}, "data")
    assert refused.value.field == "activity_evidence"


@pytest.mark.parametrize(
    "words",
    [
        "two new T2 lesions", "No response to fingolimod: two relapses in 2025",
        "negative OCB but 3 Gd+ lesions", "brote en enero", "EDSS 3 to 5", "relapse in May, MRI stable",
    ],
)  # fmt: skip
def test_what_was_found_is_evidence_of_activity(words: str) -> None:
    assert workup_in({"activity_evidence": words}, "data").activity_evidence == words


def test_blanks_and_hyphens_as_reports_have_them_are_taken() -> None:
    named = {"on": "2026-03-20", "active": True, "what": "HSV\u00a01 stoma\u00adtitis"}
    read = workup_in({"infection": named}, "data")
    assert read.infection is not None
    assert read.infection.what == "HSV 1 stomatitis"
