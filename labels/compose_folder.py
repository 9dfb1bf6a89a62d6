"""From a course's bags to the folder that holds all their documents."""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import groupby

from labels.compose import infusion_sheet, premedication_sheet
from labels.compose_card import patient_card
from labels.compose_follow_up import follow_up_sheet
from labels.compose_record import preparation_record
from labels.compose_timeline import timeline_sheet
from labels.content import CourseFolder, Document, FolderPart, FolderSection
from pharmacy.errors import Refusal
from pharmacy.language import Text, text
from pharmacy.service.act import Station
from pharmacy.service.bag import Bag
from pharmacy.service.courses import course_bags
from pharmacy.service.documents import Facts, facts
from pharmacy.service.kept import from_tables
from pharmacy.service.sheets import Sheet, refuse_filed

TITLES = {
    Sheet.PREMEDICATION: text("Premedication orders"),
    Sheet.INFUSION: text("Priming and infusion"),
    Sheet.RECORD: text("Preparation record"),
    Sheet.CARD: text("Patient card"),
    Sheet.CALENDAR: text("Follow-up calendar"),
    Sheet.TIMELINE: text("Timeline of a course"),
}
"""As they stand at the documents' heads."""


@from_tables
def course_folder(station: Station, known: Facts) -> CourseFolder:
    """The folder of a bag's course: every day's documents, and the patient's own."""
    bag, now = known.bag, station.clock.now()
    days = groupby(course_bags(station, bag.course_id), key=lambda bag: bag.day)
    of_patient = (
        (Sheet.CARD, lambda: patient_card(station, known)),
        (Sheet.CALENDAR, lambda: follow_up_sheet(station, known)),
        (Sheet.TIMELINE, lambda: timeline_sheet(station, known)),
    )
    parts = tuple(_part(station, known, sheet, TITLES[sheet], compose) for sheet, compose in of_patient)
    return CourseFolder(
        language=station.site.language,
        zone=station.site.zone,
        pharmacy=station.site.pharmacy,
        anchor=known.anchor,
        copy_number=known.copy_number,
        patient_name=bag.patient.name,
        record_number=bag.patient.record_number,
        birth_date=bag.patient.birth_date,
        ward=bag.patient.ward,
        course=bag.course,
        days=bag.days,
        bag_id=bag.id,
        as_of=now,
        sections=(
            *(_day(station, known, day, list(bags), now) for day, bags in days),
            FolderSection(title=text("Patient"), label=str(bag.days + 1), parts=parts),
        ),
    )


def _day(station: Station, folder: Facts, day: int, bags: list[Bag], now: datetime) -> FolderSection:
    return FolderSection(
        title=text("Day {day} · {date}", day=day, date=bags[0].on_date),
        label=str(day),
        parts=tuple(
            part for bag in bags for part in _of_bag(station, folder, bag, now, alone=len(bags) == 1)
        ),
    )


def _of_bag(station: Station, folder: Facts, bag: Bag, now: datetime, *, alone: bool) -> Iterator[FolderPart]:
    """The documents of one of the day's bags; it is not `alone` where one was lost."""
    known = facts(station, bag.id).model_copy(
        update={"copy_number": folder.copy_number, "anchor": folder.anchor}
    )
    for sheet, compose in (
        (Sheet.PREMEDICATION, lambda: premedication_sheet(station, known)),
        (Sheet.INFUSION, lambda: infusion_sheet(station, known, now)),
        (Sheet.RECORD, lambda: preparation_record(station, known, own=Sheet.FOLDER)),
    ):
        name = TITLES[sheet]
        title = name if alone else text("{document}, bag {bag}", document=name, bag=bag.id)
        yield _part(station, known, sheet, title, compose)


def _part(
    station: Station, known: Facts, sheet: Sheet, title: Text, compose: Callable[[], Document]
) -> FolderPart:
    """A document, or why it is not there."""
    try:
        refuse_filed(station, known.bag, sheet)
        return FolderPart(title=title, document=compose(), missing=None)
    except Refusal as refusal:
        got = refusal.got
        why = text("{what} ({got})", what=refusal.what, got=got) if got else refusal.what
        return FolderPart(title=title, document=None, missing=why)
