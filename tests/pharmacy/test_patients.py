"""Patients: entered, found again, and corrected."""

from datetime import date
from typing import Any

import pytest

from pharmacy.errors import Code, Refusal
from pharmacy.preparation import State, Step
from pharmacy.service import bench, courses, documents, patients
from pharmacy.service.act import Desk
from pharmacy.service.moving import withdraw_verification
from pharmacy.service.sheets import Sheet
from pharmacy.service.standing import find_person
from tests.conftest import (
    NURSE,
    OTHER_PATIENT,
    PATIENT,
    PHARMACIST,
    PHYSICIAN,
    TECHNICIAN,
    House,
)

NOBODY_PRINTS = "𒀭𒂗𒍪"
"""Letters of a script that no font of a label has: cuneiform."""


def refused_patient(house: House, **changes: Any) -> Code:
    given = {
        "record_number": "00600001",
        "family_name": "Nueva",
        "given_name": "Ana",
        "birth_date": date(1990, 1, 1),
        "ward": "Neurología",
        **changes,
    }
    return house.code(patients.add_patient, PHYSICIAN, **given)


def test_a_patient_is_entered_and_found_by_record_number_and_wristband(house: House) -> None:
    assert patients.find_patient(house.station, "00482913").name == "Núñez Etxeberria, María del Carmen"
    assert patients.find_patient(house.station, " 00482913 ").record_number == "00482913"
    assert patients.find_patient(house.station, "NHC00511270").name == "Ibarra Leza, Jon"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"record_number": ""}, Code.NO_REASON),
        ({"record_number": "0051127"}, Code.RECORD_NUMBER),
        ({"record_number": "NHC00000001"}, Code.RECORD_NUMBER),
        ({"birth_date": date(1895, 12, 31)}, Code.NOT_A_DATE),
        ({"record_number": "0" * 21}, Code.TOO_LONG),
        ({"family_name": " "}, Code.NO_REASON),
        ({"family_name": "x" * 61}, Code.TOO_LONG),
        ({"given_name": "Ana\nMaría"}, Code.TOO_LONG),
        ({"given_name": "An\x1da"}, Code.TOO_LONG),
        ({"ward": ""}, Code.NO_REASON),
        ({"birth_date": date(2026, 3, 26)}, Code.NOT_A_DATE),
        ({"wristband": "12"}, Code.UNREADABLE),
        ({"wristband": "٩" * 18}, Code.UNREADABLE),
        ({"record_number": PATIENT}, Code.PATIENT_EXISTS),
        ({"record_number": f" {PATIENT} "}, Code.PATIENT_EXISTS),
        ({"wristband": "952000000000001238"}, Code.PATIENT_EXISTS),
    ],
)
def test_a_patient_who_cannot_be_entered_is_refused(
    house: House, changes: dict[str, Any], code: Code
) -> None:
    assert refused_patient(house, **changes) is code


def test_a_record_number_in_use_is_refused_in_these_words(house: House) -> None:
    refusal = house.refused(
        patients.add_patient, PHYSICIAN, PATIENT, "Nueva", "Ana", date(1990, 1, 1), "Neurología"
    )
    assert refusal.lines() == [
        "This record number is in use.",
        "expected: a patient who is new here",
        "got: 00482913",
        "what now: Look the patient up by record number instead of entering them again.",
    ]


# GS1's check digit of 95200000000000999: 3 × (9+2+0+0+0+0+0+9+9) + (5+0+0+0+0+0+0+9) = 87 + 14 = 101, so 9
@pytest.mark.parametrize(
    ("wristband", "right"), [("952000000000009999", True), ("952000000000009998", False)]
)
def test_a_wristband_has_the_right_check_digit(house: House, wristband: str, right: bool) -> None:
    arguments = ("00600001", "N", "A", date(1990, 1, 1), "W", wristband)
    if right:
        patients.add_patient(house.station, PHYSICIAN, *arguments)
        assert patients.find_patient(house.station, f"]d28018{wristband}").record_number == "00600001"
        return
    refusal = house.refused(patients.add_patient, PHYSICIAN, *arguments)
    assert refusal.bad_input
    assert refusal.lines() == [
        "This is no number of a wristband.",
        "expected: 18 digits with a right check digit, or nothing",
        f"got: {wristband}",
        "what now: Scan the wristband instead of typing it.",
    ]


def test_two_patients_may_both_have_no_wristband_number(house: House) -> None:
    for number in ("00600001", "00600002"):
        patients.add_patient(house.station, PHYSICIAN, number, "N", "A", date(1990, 1, 1), "W")
        assert patients.find_patient(house.station, number).wristband is None


@pytest.mark.parametrize("scan", ["ST1001", "26-000001-1", "NHC99999999", "00999999"])
def test_who_is_not_known_is_not_found(house: House, scan: str) -> None:
    with pytest.raises(Refusal) as caught:
        patients.find_patient(house.station, scan)
    assert caught.value.code in {Code.WRONG_KIND, Code.UNREADABLE, Code.UNKNOWN_PATIENT}


def test_a_wristband_may_be_scanned_where_its_number_is_asked_for(house: House) -> None:
    arguments = ("00600001", "N", "A", date(1990, 1, 1), "W", "]d28018952000000000009999")
    assert patients.add_patient(house.station, PHYSICIAN, *arguments).wristband == "952000000000009999"


def test_the_wristband_of_somebody_else_is_refused_in_these_words(house: House) -> None:
    arguments = ("00600001", "N", "A", date(1990, 1, 1), "W", "952000000000001238")
    assert house.refused(patients.add_patient, PHYSICIAN, *arguments).lines() == [
        "This wristband belongs to another patient.",
        "expected: a wristband that nobody else here wears",
        "got: the wristband of record number 00482913",
        "what now: Compare wristband and record of both patients before going on.",
    ]


# a name that no label can carry


def test_a_patient_whose_name_cannot_be_printed_is_not_entered(house: House) -> None:
    for field in ("family_name", "given_name", "ward"):
        assert refused_patient(house, **{field: NOBODY_PRINTS}) is Code.NO_GLYPH


def test_a_patient_whose_name_does_not_fit_the_label_is_not_entered_in_these_words(house: House) -> None:
    refusal = house.refused(
        patients.add_patient, PHYSICIAN, "00600001", "W" * 60, "A", date(1990, 1, 1), "Neurología"
    )
    assert refusal.code is Code.LABEL_OVERFLOW
    assert refusal.lines()[0] == "Too long for its place on the paper: the patient's name."


def test_a_ward_that_does_not_fit_the_label_is_not_entered(house: House) -> None:
    assert refused_patient(house, ward="W" * 40) is Code.LABEL_OVERFLOW


def test_a_longer_name_than_the_label_s_is_no_correction(house: House) -> None:
    for changes in ({"family_name": "W" * 60}, {"ward": NOBODY_PRINTS}):
        code = house.code(patients.correct_patient, PHYSICIAN, PATIENT, "misspelt", **changes)
        assert code in {Code.LABEL_OVERFLOW, Code.NO_GLYPH}


# corrected


def correct(house: House, badge: str = PHYSICIAN, reason: str = "copied wrong", **changes: Any) -> Any:
    return patients.correct_patient(house.station, badge, PATIENT, reason, **changes)


def refused_correction(house: House, badge: str = PHYSICIAN, **changes: Any) -> list[str]:
    """The refusal's code and then its words."""
    refusal = house.refused(patients.correct_patient, badge, PATIENT, "copied wrong", **changes)
    return [refusal.code.value, *refusal.lines()]


def test_what_is_wrong_is_corrected_and_the_rest_stays(house: House) -> None:
    correct(house, given_name="María Carmen", birth_date=date(1984, 4, 12))
    found = patients.find_patient(house.station, PATIENT)
    assert found.model_dump() == {
        "record_number": PATIENT,
        "family_name": "Núñez Etxeberria",
        "given_name": "María Carmen",
        "birth_date": date(1984, 4, 12),
        "ward": "Neurología H. de día",
        "wristband": "952000000000001238",
    }


def test_a_wristband_is_taken_away_and_given_back(house: House) -> None:
    assert correct(house, wristband="").wristband is None
    # another patient may wear it now
    patients.correct_patient(
        house.station, PHYSICIAN, OTHER_PATIENT, "new wristband", wristband="952000000000001238"
    )
    assert refused_correction(house, wristband="952000000000001238")[:2] == [
        "patient-exists",
        "This wristband belongs to another patient.",
    ]


def test_what_was_before_and_what_is_now_and_why_is_recorded(house: House) -> None:
    correct(house, ward="Neurología planta 4")
    event = house.events()[-1]
    assert (event["act"], event["subject"], event["data"]["reason"]) == (
        "orders.correct_patient",
        PATIENT,
        "copied wrong",
    )
    told = {when: event["data"][when]["ward"] for when in ("before", "after")}
    assert told == {"before": "Neurología H. de día", "after": "Neurología planta 4"}
    assert event["data"]["before"]["family_name"] == "Núñez Etxeberria"


def test_a_correction_is_made_by_those_who_order_and_says_why(house: House) -> None:
    for badge in (TECHNICIAN, NURSE):
        assert refused_correction(house, badge, ward="W")[0] == "not-your-role"
    assert house.code(patients.correct_patient, PHARMACIST, PATIENT, " ", ward="W") is Code.NO_REASON
    assert house.code(patients.correct_patient, PHARMACIST, "00999999", "x", ward="W") is Code.UNKNOWN_PATIENT


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"family_name": " "}, "reason-missing"),
        ({"ward": ""}, "reason-missing"),
        ({"given_name": "x" * 61}, "too-long"),
        ({"birth_date": date(2026, 3, 26)}, "not-a-date"),
        ({"wristband": "952000000000009998"}, "unreadable"),
    ],
)
def test_what_cannot_be_entered_is_no_correction(house: House, changes: dict[str, Any], code: str) -> None:
    assert refused_correction(house, **changes)[0] == code


def test_a_correction_that_changes_nothing_is_refused_in_these_words(house: House) -> None:
    assert refused_correction(house, given_name=" María del Carmen ") == [
        "missing",
        "Nothing is corrected by that.",
        "expected: at least one thing that is otherwise than recorded",
        "got: what is recorded already",
        "what now: Change what is wrong, or leave it.",
    ]


def test_orders_verified_and_not_begun_are_verified_again_after_a_correction(house: House) -> None:
    today, tomorrow, later = house.order()[:3]
    house.verify(today)
    house.verify(tomorrow)
    other = house.verified(OTHER_PATIENT)
    before = len(house.events())
    correct(house, ward="Neurología planta 4")
    *each, whole = house.events()[before:]
    assert [(event["subject"], event["data"]["verify_again"]) for event in each] == [
        (today, True),
        (tomorrow, True),
    ]
    assert whole["data"]["verify_again"] == [today, tomorrow]
    assert [house.bag(bag_id).state for bag_id in (today, tomorrow, later)] == [
        State.VERIFIED,
        State.VERIFIED,
        State.PLANNED,
    ]
    for bag_id in (today, tomorrow):
        assert house.code(bench.confirm_order, TECHNICIAN, bag_id) is Code.PROTOCOL_CHANGED
        sheet = Sheet.PREMEDICATION
        assert house.code(documents.number_sheet, NURSE, bag_id, sheet) is Code.PROTOCOL_CHANGED
    house.verify(today)
    assert house.do(today).step is Step.PATIENT
    assert house.do(other).step is Step.PATIENT


def test_only_an_order_that_waits_again_is_said_to(house: House) -> None:
    begun, verified = house.order()[0], house.verified(OTHER_PATIENT)
    house.verify(begun)
    known = [house.bag(bag_id) for bag_id in (begun, verified)]
    house.do(begun)
    with house.station.database.atomic() as connection:
        desk = Desk(house.station, connection, find_person(connection, PHARMACIST))
        assert withdraw_verification(desk, known) == [verified]
        connection.rollback()


@pytest.mark.parametrize(
    ("due", "state"),
    [
        (Step.PATIENT, "in preparation"),
        (Step.INVERT, "mixed, to be labelled"),
        (Step.CHECK, "to be checked"),
    ],
)
def test_no_patient_is_corrected_while_a_bag_is_in_somebody_s_hands_in_these_words(
    house: House, due: Step, state: str
) -> None:
    bag_id = house.prepared_to(due)
    assert refused_correction(house, ward="Neurología planta 4") == [
        "illegal-action",
        "A bag of this patient is in somebody's hands.",
        "expected: a patient of whom no bag is begun and not at its end",
        f"got: bag {bag_id}, {state}",
        f"what now: Finish, cancel or discard bag {bag_id} first. Then correct.",
    ]


def test_a_released_bag_keeps_its_patient_as_labelled_until_it_is_at_its_end(house: House) -> None:
    bag_id = house.released()
    assert refused_correction(house, ward="Neurología planta 4")[3] == f"got: bag {bag_id}, released"
    bench.discard(house.station, TECHNICIAN, bag_id, "wrong ward on the label")
    assert correct(house, ward="Neurología planta 4").ward == "Neurología planta 4"


# 18 on 26 March 2026, the day after the course begins
def test_a_patient_too_young_for_a_planned_course_is_not_made_so_in_these_words(house: House) -> None:
    last = house.order()[-1]
    assert refused_correction(house, birth_date=date(2008, 3, 26)) == [
        "under-age",
        "The patient is under 18 on the first day of the course.",
        "expected: a patient of 18 years or more",
        "got: a patient born on 26 Mar 2008, first day 25 Mar 2026",
        "what now: Check the birth date. If it is right, cancel the course before correcting it.",
        "(Paediatric populations)",
    ]
    assert correct(house, birth_date=date(2008, 3, 25)).birth_date == date(2008, 3, 25)
    courses.cancel_course(house.station, PHARMACIST, last, "too young")
    assert correct(house, birth_date=date(2008, 3, 26)).birth_date == date(2008, 3, 26)
