"""Every entry of a work-up can be typed, and what is typed comes back as it was."""

import types
from collections.abc import Iterator
from typing import Annotated, Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel

from pharmacy.protocol.readiness import ItemId, Vaccine
from pharmacy.readiness import Workup
from pharmacy.readiness.workup import Drug, PreviousTreatment, Steroid
from tui.workup_forms import (
    COUNTS,
    FORMS,
    NONE,
    STEROID,
    Leaf,
    count_form,
    entries_from,
    line_of,
    treatment_form,
    typed_from,
    with_treatment,
    without_treatment,
)

ELSEWHERE = {"birth_date", "previous_course_end", "activity_evidence", "as_of"}
"""Known from patient and order, or the day on which it is entered."""


def models_in(hint: Any) -> Iterator[type[BaseModel]]:
    """The entries that a section can hold."""
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        yield hint
    for inside in (
        get_args(hint) if get_origin(hint) in {Union, types.UnionType, Annotated, tuple, dict} else ()
    ):
        yield from models_in(inside)


def paths(model: type[BaseModel], above: str = "") -> Iterator[str]:
    """Every value below an entry, dotted."""
    for name, field in model.model_fields.items():
        inside = list(models_in(field.annotation))
        if not inside:
            yield f"{above}{name}"
        for each in inside:
            yield from paths(each, f"{above}{name}.")


def lines(leaves: tuple[Leaf, ...]) -> set[str]:
    """What a form asks for."""
    return {leaf.path.removesuffix(f".{NONE}") for leaf in leaves}


ASKED = {path for leaves in FORMS.values() for path in lines(leaves)}
SECTIONS_OF_THEIR_OWN = {"vaccines", "previous_treatments", "steroid", *COUNTS}


def test_every_entry_of_a_section_has_a_line() -> None:
    wanted = {path for path in paths(Workup) if path.split(".")[0] not in SECTIONS_OF_THEIR_OWN | ELSEWHERE}
    assert wanted - ASKED == set()


@pytest.mark.parametrize("vaccine", Vaccine)
def test_every_entry_of_a_vaccine_has_a_line(vaccine: Vaccine) -> None:
    section = f"vaccines.{vaccine}"
    asked = {path for path in ASKED if path.startswith(f"{section}.")}
    assert asked == {f"{section}.{name}" for name in ("doses", "complete", "decision.reason", "decision.on")}


def test_every_entry_of_a_treatment_has_a_line_for_the_drugs_that_have_it() -> None:
    asked = set().union(*(lines(treatment_form(drug)) for drug in Drug))
    assert set(paths(PreviousTreatment)) - asked == {"drug"}  # chosen before the form


def test_every_entry_of_a_steroid_and_of_a_count_has_a_line() -> None:
    # of prednisone the form asks for milligrams, and says so
    assert set(paths(Steroid)) - lines(STEROID) == {"prednisone.unit"}
    assert lines(count_form("cd4")) == {"cd4.value", "cd4.unit", "cd4.on"}


def test_a_form_that_is_saved_as_it_opened_changes_nothing() -> None:
    known = Workup.model_validate(
        {
            "sex": "female",
            "papillomavirus": {"on": "2026-02-02", "result": "positive", "lesion": "none"},
            "tuberculosis": {
                "on": "2026-02-02",
                "result": "positive",
                "isoniazid": {"started": "2026-02-10", "tolerated": True, "vitamin_b6": True},
            },
            "vaccines": {"hepatitis-a": {}, "varicella": {"doses": ["2026-01-01"]}},
        }
    )
    for item in (ItemId.PAPILLOMAVIRUS, ItemId.TUBERCULOSIS, ItemId("vaccine-hepatitis-a")):
        leaves = FORMS[item]
        entries = entries_from(leaves, typed_from(leaves, known), known)
        for section, value in entries.items():
            assert (
                Workup.model_validate({section: value}).model_dump()[section] == known.model_dump()[section]
            )


def test_an_emptied_form_makes_its_section_not_known_and_no_other() -> None:
    known = Workup.model_validate(
        {"sex": "female", "pregnancy_test": {"on": "2026-02-02", "result": "negative"}}
    )
    leaves = FORMS[ItemId.PREGNANCY_TEST]
    typed = {**typed_from(leaves, known), "pregnancy_test__on": "", "pregnancy_test__result": ""}
    assert entries_from(leaves, typed, known) == {
        "sex": "female",
        "childbearing": None,
        "pregnancy_test": None,
    }


def test_one_treatment_is_entered_and_taken_away_without_touching_another() -> None:
    known = Workup.model_validate(
        {
            "previous_treatments": [
                {"drug": "fingolimod", "last_dose": "2026-01-01"},
                {"drug": "other", "name": "mitoxantrone", "last_dose": "2020-01-01"},
            ]
        }
    )
    typed = {line_of(leaf.path): "" for leaf in treatment_form(Drug.OTHER)}
    entries = with_treatment(Drug.OTHER, {**typed, "name": "ocrelizumab"}, known)
    assert [one.get("name", one["drug"]) for one in entries["previous_treatments"]] == [
        "fingolimod",
        "mitoxantrone",
        "ocrelizumab",
    ]
    left = without_treatment("washout-other-mitoxantrone", known)
    assert [one["drug"] for one in left["previous_treatments"]] == ["fingolimod"]


def test_a_wrong_choice_names_its_line() -> None:
    known = Workup()
    leaves = FORMS[ItemId.TUBERCULOSIS]
    typed = {line_of(leaf.path): "" for leaf in leaves} | {"tuberculosis__result": "4"}
    with pytest.raises(Exception, match="1 to 3") as refused:
        entries_from(leaves, typed, known)
    assert getattr(refused.value, "field", "") == "tuberculosis__result"
