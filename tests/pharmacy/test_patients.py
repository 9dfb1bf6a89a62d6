"""Patients: entered, found again, and corrected."""

from datetime import date
from typing import Any

import pytest

from pharmacy.errors import Code, Refusal
from pharmacy.service import patients
from tests.conftest import PATIENT, PHYSICIAN, House


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
