"""A course's documents in one file: a page that lists them all, then each with its bookmark and page labels.

Every document in it is a copy for the file, drawn anew and marked so at its head. It has the folder's copy
number, never one of its own: what was handed out keeps its numbers, and nothing is voided by filing.
"""

from collections.abc import Iterator
from typing import NamedTuple

from labels.content import (
    CourseFolder,
    Document,
    Filed,
    FolderPart,
    FolderSection,
    FollowUpSheet,
    InfusionSheet,
    PatientCard,
    PremedicationSheet,
    PreparationRecord,
    TimelineSheet,
)
from labels.follow_up_sheet import draw_follow_up
from labels.infusion_sheet import draw_infusion
from labels.layout import GREY, Paper, Style
from labels.moments import Moments
from labels.patient_card import PAGES as CARD_PAGES
from labels.patient_card import draw_card
from labels.premedication_sheet import draw_premedication
from labels.preparation_record import draw_record
from labels.sheet import BODY, LEFT, RIGHT, STRONG, Sheet, a4_paper
from labels.timeline_sheet import draw_timeline
from pharmacy.language import text

TITLE = text("Course folder")
CONTENTS_LABEL = "0"
"""Section of the pages that list the others."""
PAGE_WIDTH = 16.0
"""Of a page's label in the list, in mm."""
QUIET = Style(10.5, ink=GREY)
WHY = Style(9, ink=GREY)


class _Placed(NamedTuple):
    """A document with its place in the folder; only a title where there is none."""

    part: FolderPart
    document: Document | None
    """Marked as filed."""
    label: str
    """Of its first page."""


def folder_pdf(content: CourseFolder) -> bytes:
    """The folder as one PDF, with an outline by day and document. Raises what its documents raise."""
    placed = [(section, list(_placed(section))) for section in content.sections]
    paper = a4_paper(content, TITLE)
    _contents(content, placed, paper)
    for section, parts in placed:
        opened = False
        for part, document, _ in parts:
            if document is None:
                continue
            paper.next_page()
            if not opened:
                paper.label_pages(f"{section.label}-")
                paper.bookmark(section.title.in_(content.language), 0)
            opened = True
            paper.bookmark(part.title.in_(content.language), 1)
            _draw(document, paper)
    return paper.pdf()


def _placed(section: FolderSection) -> Iterator[_Placed]:
    """A section's documents, numbered from its first page on."""
    first = 1
    for part in section.parts:
        if part.document is None:
            yield _Placed(part, None, "")
            continue
        filed = Filed(section=section.label, first=first)
        document = part.document.model_copy(update={"filed": filed})
        yield _Placed(part, document, filed.label(1))
        first += _pages(document)


def _pages(document: Document) -> int:
    """How many pages a document takes."""
    if isinstance(document, PatientCard):
        return CARD_PAGES
    return _draw(document, a4_paper(document, TITLE))


def _draw(document: Document, paper: Paper) -> int:
    """Draw a document from the present page on; returns how many pages it took."""
    match document:
        case PremedicationSheet():
            return draw_premedication(document, paper).page
        case InfusionSheet():
            return draw_infusion(document, paper).page
        case PreparationRecord():
            return draw_record(document, paper).page
        case FollowUpSheet():
            return draw_follow_up(document, paper).page
        case TimelineSheet():
            return draw_timeline(document, paper)
        case PatientCard():
            draw_card(document, paper)
            return CARD_PAGES
        case other:
            raise TypeError(f"{type(other).__name__} belongs to no folder")


_Sections = list[tuple[FolderSection, list[_Placed]]]


def _contents(content: CourseFolder, placed: _Sections, paper: Paper) -> None:
    """What is in the folder and what is not, and why not."""
    filed = content.model_copy(update={"filed": Filed(section=CONTENTS_LABEL, first=1)})
    pages = _list(filed, placed, 1, a4_paper(content, TITLE)).page
    paper.label_pages(f"{CONTENTS_LABEL}-")
    paper.bookmark(text("Contents").in_(content.language), 0)
    _list(filed, placed, pages, paper)


def _list(content: CourseFolder, placed: _Sections, pages: int, paper: Paper) -> Sheet:
    moments = Moments.of([content.as_of], content.zone, content.language)
    sheet = Sheet(content, TITLE, moments, pages=pages, paper=paper)
    sheet.y += 4
    words = text(
        "Drawn anew from what was recorded up to {moment}. What was handed out, and its numbers, stand in "
        "each preparation record.",
        moment=f"{moments.day(content.as_of)} {moments.time(content.as_of)}",
    )
    sheet.running(words, BODY, words)
    for section, parts in placed:
        sheet.make_room(22)
        sheet.heading(section.title)
        sheet.y += 1
        for part in parts:
            _line(sheet, part)
    return sheet


def _line(sheet: Sheet, placed: _Placed) -> None:
    """One document: its first page, or why it is not there."""
    sheet.make_room(14)
    sheet.y += 1.2
    missing = placed.part.missing
    if missing is None:
        sheet.y += BODY.leading
        sheet.right(placed.label, STRONG, text("a page"), width=PAGE_WIDTH)
        sheet.left(placed.part.title, BODY, text("a document"), at=LEFT, width=RIGHT - PAGE_WIDTH - LEFT)
    else:
        sheet.running(text("{document}: not there", document=placed.part.title), QUIET, text("a document"))
        sheet.running(missing, WHY, text("why a document is not there"), at=LEFT + 6)
