"""From a patient's last course to their follow-up calendar: the sheet, and the file for their calendar."""

from labels.content import FollowUpRow, FollowUpSheet
from labels.follow_up_ics import follow_up_ics
from pharmacy.follow_up_calendar import CONDITION_NAMES, Check, CheckKind, Condition, tests_named
from pharmacy.language import Text, text
from pharmacy.service.act import Station
from pharmacy.service.documents import Facts
from pharmacy.service.follow_up import Followed, GivenCalendar, followed

IN_SHORT: dict[CheckKind, Text] = {
    CheckKind.CYTOLOGY: text("smear test"),
    CheckKind.MRI: text("MRI of the brain"),
}
"""What has no column of its own."""

ONLY_SHORT: dict[Condition, Text] = {
    Condition.WOMEN: text("women"),
    Condition.NATALIZUMAB: text("see the end"),
}


def follow_up_sheet(station: Station, facts: Facts) -> FollowUpSheet:
    """A patient's calendar as it stands now. Raises `Refusal` (no-follow-up) before any infusion."""
    patient = facts.bag.patient
    now = followed(station, patient.record_number)
    rules = station.protocol.follow_up
    cites = dict.fromkeys(check.source for check in now.calendar.checks)
    return FollowUpSheet(
        language=station.site.language,
        zone=station.site.zone,
        pharmacy=station.site.pharmacy,
        anchor=facts.anchor,
        copy_number=facts.copy_number,
        patient_name=patient.name,
        record_number=patient.record_number,
        birth_date=patient.birth_date,
        ward=patient.ward,
        counted_from=text(
            "For {months} months after {day}, the last infusion day of course {course}. If you are treated "
            "again, these days move: ask for a new calendar, and throw this one away.",
            months=rules.tests_for.value,
            day=now.calendar.counted_from,
            course=now.course,
        ),
        rows=tuple(_row(month, checks) for month, _, checks in now.calendar.days()),
        notes=tuple(_notes(station, now)),
        call=station.site.contact or "",
        source=text(
            "{protocol}: {sources}",
            protocol=f"{station.protocol.id} {station.protocol.version}",
            sources=" · ".join(cites),
        ),
    )


def calendar_file(station: Station, given: GivenCalendar) -> bytes:
    """The calendar as a file for the patient. A later one of the same patient moves its events."""
    return follow_up_ics(
        station.protocol,
        given.calendar,
        language=station.site.language,
        at=given.at,
        reference=f"{station.site.hospital}/{given.reference}",
        contact=station.site.contact or "",
    )


def _row(month: int, checks: tuple[Check, ...]) -> FollowUpRow:
    kinds = {check.kind for check in checks}
    return FollowUpRow(
        month=month,
        due=checks[0].due,
        tests=CheckKind.TESTS in kinds,
        thyroid=CheckKind.THYROID in kinds,
        checklist=CheckKind.CHECKLIST in kinds,
        more=tuple(_in_short(check) for check in checks if check.kind in IN_SHORT),
    )


def _in_short(check: Check) -> Text:
    if check.only_if is None:
        return IN_SHORT[check.kind]
    return text("{check} ({who})", check=IN_SHORT[check.kind], who=ONLY_SHORT[check.only_if])


def _notes(station: Station, now: Followed) -> list[Text]:
    notes = [
        text("Blood and urine: {tests}.", tests=tests_named(station.protocol)),
        text("Symptom checklist: the list on your patient card. One yes is enough: call at once."),
    ]
    kinds = {check.kind: check.only_if for check in now.calendar.checks}
    if CheckKind.CYTOLOGY in kinds:
        notes.append(text("Smear test: for papillomavirus, at the gynaecologist's."))
    if CheckKind.MRI in kinds:
        only_if = kinds[CheckKind.MRI]
        if only_if is None:
            notes.append(text("MRI of the brain: with gadolinium."))
        else:
            notes.append(text("MRI of the brain: with gadolinium, only {who}.", who=CONDITION_NAMES[only_if]))
    return notes
