"""Acts about a patient: entered, found again, and corrected when something was copied wrong."""

import re
from contextlib import suppress
from datetime import date

from sqlalchemy import Connection, bindparam, select
from sqlmodel import col

from pharmacy.courses import Patient, check_age
from pharmacy.errors import Code, Refusal
from pharmacy.language import text, verbatim
from pharmacy.people import Act
from pharmacy.preparation import IN_HAND, STATE_NAMES, State
from pharmacy.records import CourseRow, PatientRow, columns
from pharmacy.scans import UnreadableScan, WristbandScan, describe, read_scan
from pharmacy.service.act import Desk, Station, act
from pharmacy.service.bag import Bag
from pharmacy.service.holding import hold_bags_of_patient
from pharmacy.service.moving import withdraw_verification
from pharmacy.service.words import need
from pharmacy.site import Site

OLDEST = 130
"""Years; nobody is known to have lived longer. A typed year that lost its place is told by it."""


@act(Act.ADD_PATIENT)
def add_patient(
    desk: Desk,
    record_number: str,
    family_name: str,
    given_name: str,
    birth_date: date,
    ward: str,
    wristband: str = "",
) -> Patient:
    """Enter a patient whose name can be printed. The wristband is the GSRN where the hospital's wristbands
    carry one.
    """
    _given_here(desk.station.site, need(record_number, 20, field="record_number"))
    patient = _checked(desk, record_number, family_name, given_name, birth_date, ward, wristband)
    known = select(col(PatientRow.record_number)).where(
        col(PatientRow.record_number) == patient.record_number
    )
    if desk.connection.execute(known).first() is not None:
        raise Refusal(
            Code.PATIENT_EXISTS,
            text("This record number is in use."),
            expected=text("a patient who is new here"),
            got=verbatim(patient.record_number),
            advice=text("Look the patient up by record number instead of entering them again."),
            field="record_number",
        )
    desk.changes.add(PatientRow, **patient.model_dump())
    desk.about(patient.record_number, patient=patient)
    return patient


@act(Act.CORRECT_PATIENT)
def correct_patient(
    desk: Desk,
    patient: str,
    reason: str,
    family_name: str | None = None,
    given_name: str | None = None,
    birth_date: date | None = None,
    ward: str | None = None,
    wristband: str | None = None,
) -> Patient:
    """Correct what is known of a patient, by record number, which itself never changes. What is not given
    stays as it is; an empty wristband takes its number away. No bag of the patient may be in anybody's hands;
    orders verified and not begun must be verified again.
    """
    why = need(reason)
    bags = hold_bags_of_patient(desk.connection, patient)
    before = patient_of(desk, patient)
    after = _checked(
        desk,
        before.record_number,
        before.family_name if family_name is None else family_name,
        before.given_name if given_name is None else given_name,
        birth_date or before.birth_date,
        before.ward if ward is None else ward,
        (before.wristband or "") if wristband is None else wristband,
    )
    if after == before:
        raise Refusal(
            Code.MISSING,
            text("Nothing is corrected by that."),
            expected=text("at least one thing that is otherwise than recorded"),
            got=text("what is recorded already"),
            advice=text("Change what is wrong, or leave it."),
            bad_input=True,
        )
    _nobody_holds(bags)
    if after.birth_date != before.birth_date:
        _still_of_age(desk, after, bags)
    desk.changes.change(
        PatientRow,
        {"record_number": before.record_number},
        **after.model_dump(exclude={"record_number"}),
    )
    again = withdraw_verification(desk, bags)
    for bag_id in again:
        desk.also(bag_id, verify_again=True, before=before, after=after, reason=why)
    desk.about(before.record_number, before=before, after=after, reason=why, verify_again=again)
    return after


def find_patient(station: Station, scan_or_record: str) -> Patient:
    """Who a wristband or a typed record number belongs to."""
    with station.database.reading() as connection:
        typed = select(col(PatientRow.record_number)).where(
            col(PatientRow.record_number) == scan_or_record.strip()
        )
        record = connection.execute(typed).scalar_one_or_none()
        if record is not None:
            return _patient(connection, record, None)
        read = read_scan(scan_or_record, station.site)
        if not isinstance(read, WristbandScan):
            raise Refusal(
                Code.WRONG_KIND,
                text("This is not what is wanted now."),
                expected=text("a patient's wristband, or a typed record number"),
                got=describe(read),
                advice=text("Scan the wristband."),
            )
        return _patient(connection, read.record_number or "", read.gsrn)


def patient_of(desk: Desk, record_number: str) -> Patient:
    """The patient with a record number, inside an act."""
    return _patient(desk.connection, record_number, None)


_BY_RECORD = select(*columns(PatientRow)).where(col(PatientRow.record_number) == bindparam("wanted"))
_BY_WRISTBAND = select(*columns(PatientRow)).where(col(PatientRow.wristband) == bindparam("wanted"))


def patient_in(connection: Connection, record_number: str, gsrn: str | None) -> Patient | None:
    """The patient with a record number, or with the number that their wristband carries."""
    row = (
        connection.execute(_BY_WRISTBAND, {"wanted": gsrn})
        if gsrn
        else connection.execute(_BY_RECORD, {"wanted": record_number})
    ).one_or_none()
    return Patient.model_validate(dict(row._mapping)) if row is not None else None


def _patient(connection: Connection, record_number: str, gsrn: str | None) -> Patient:
    patient = patient_in(connection, record_number, gsrn)
    if patient is None:
        raise Refusal(
            Code.UNKNOWN_PATIENT,
            text("This patient is not known here."),
            expected=text("the record number or wristband of a patient who was entered"),
            got=verbatim(gsrn or record_number),
            advice=text("Enter the patient first (key n on the worklist)."),
        )
    return patient


def _checked(
    desk: Desk,
    record_number: str,
    family_name: str,
    given_name: str,
    birth_date: date,
    ward: str,
    wristband: str,
) -> Patient:
    """A patient as typed, who was born, wears a wristband that nobody else wears, and can be printed."""
    patient = Patient(
        record_number=need(record_number, 20, "record_number"),
        family_name=need(family_name, 60, "family_name"),
        given_name=need(given_name, 60, "given_name"),
        birth_date=birth_date,
        ward=need(ward, 40, "ward"),
        wristband=_gsrn(desk.station.site, wristband) if wristband else None,
    )
    if birth_date > desk.today or birth_date.year < desk.today.year - OLDEST:
        raise Refusal(
            Code.NOT_A_DATE,
            text("This patient is not born yet.")
            if birth_date > desk.today
            else text("Nobody was born then who lives now."),
            expected=text("a birth date up to today, {years} years back at most", years=OLDEST),
            got=text("{birth}", birth=birth_date),
            advice=text("Correct the birth date."),
            bad_input=True,
            field="birth_date",
        )
    _wristband_is_free(desk.connection, patient)
    desk.station.proof.of_patient(desk.station, patient)
    return patient


def _given_here(site: Site, record_number: str) -> None:
    """A number that lost a digit would make a second patient, without the history of the first."""
    if re.fullmatch(site.record_pattern, record_number, re.ASCII) is None:
        raise Refusal(
            Code.RECORD_NUMBER,
            text("This hospital gives no such record number."),
            expected=text("a number as the site file describes it: {pattern}", pattern=site.record_pattern),
            got=verbatim(record_number),
            advice=text("Scan the wristband, or copy the number again: a digit was lost, added or mistyped."),
            bad_input=True,
            field="record_number",
        )


def _gsrn(site: Site, wristband: str) -> str:
    """The number of a wristband, typed or scanned: one that its code can carry, or no scan would ever find
    the patient.
    """
    for raw in (f"8018{wristband}", wristband):
        with suppress(UnreadableScan):
            read = read_scan(raw, site)
            if isinstance(read, WristbandScan) and read.gsrn is not None:
                return read.gsrn
    raise Refusal(
        Code.UNREADABLE,
        text("This is no number of a wristband."),
        expected=text("18 digits with a right check digit, or nothing"),
        got=verbatim(wristband[:40]),
        advice=text("Scan the wristband instead of typing it."),
        bad_input=True,
        field="wristband",
    )


def _wristband_is_free(connection: Connection, patient: Patient) -> None:
    if patient.wristband is None:
        return
    wearer = connection.execute(
        select(col(PatientRow.record_number)).where(
            col(PatientRow.wristband) == patient.wristband,
            col(PatientRow.record_number) != patient.record_number,
        )
    ).scalar_one_or_none()
    if wearer is not None:
        raise Refusal(
            Code.PATIENT_EXISTS,
            text("This wristband belongs to another patient."),
            expected=text("a wristband that nobody else here wears"),
            got=text("the wristband of record number {record}", record=wearer),
            advice=text("Compare wristband and record of both patients before going on."),
            field="wristband",
        )


def _nobody_holds(bags: list[Bag]) -> None:
    """A bag that was begun was begun for who the patient was said to be."""
    for bag in bags:
        if bag.state in IN_HAND:
            raise Refusal(
                Code.ILLEGAL_ACTION,
                text("A bag of this patient is in somebody's hands."),
                expected=text("a patient of whom no bag is begun and not at its end"),
                got=text("bag {bag}, {state}", bag=bag.id, state=STATE_NAMES[bag.state]),
                advice=text("Finish, cancel or discard bag {bag} first. Then correct.", bag=bag.id),
            )


def _still_of_age(desk: Desk, patient: Patient, bags: list[Bag]) -> None:
    """Every course of which a bag is still to be given could have been ordered for this birth date."""
    coming = {bag.course_id for bag in bags if bag.state in {State.PLANNED, State.VERIFIED}}
    first_days = desk.connection.execute(
        select(col(CourseRow.first_day))
        .where(col(CourseRow.id).in_(coming))
        .order_by(col(CourseRow.first_day))
    ).scalars()
    for first_day in first_days:
        check_age(
            desk.station.protocol,
            first_day,
            patient.birth_date,
            advice=text("Check the birth date. If it is right, cancel the course before correcting it."),
        )
