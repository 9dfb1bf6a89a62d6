"""The follow-up calendar, A4: a row for each month after the last course, a box to tick for all that is due.

Two pages for four years, so that half of it can hang on a door. Days and boxes are large enough for tired
eyes; each year ends with a heavier rule.
"""

from labels.content import FollowUpRow, FollowUpSheet
from labels.layout import PALE, Paper, Style
from labels.moments import Moments
from labels.sheet import BODY, FOOT, LEFT, SOURCE, WIDTH, Sheet
from labels.typefaces import Face
from pharmacy.language import date_text, text

MONTH = Style(11)
DAY = Style(13, Face.BOLD)
HEAD = Style(10.5, Face.BOLD)
MORE = Style(10.5)
CALL = Style(13, Face.BOLD)
ROW, NEXT_LINE = 7.2, 6.0
"""Height of a month, and of each further line in it, in mm."""
BOX, BORDER = 4.4, 0.35
"""Side of a box to tick, and the width of its line, in mm."""
DAY_AT, TESTS_AT, THYROID_AT, CHECKLIST_AT, MORE_AT = 33.0, 68.0, 91.0, 111.0, 135.0
"""Where the columns begin, in mm from the left edge of the page; the month's number stands left of them."""
GAP = 2.0
"""Between two columns, in mm."""
HEADS = 11.0
"""Millimetres that the heads of the columns take."""
MONTHS_A_YEAR = 12


def follow_up_pdf(content: FollowUpSheet) -> bytes:
    """The calendar as a PDF.

    Raises `LabelOverflow` or `Refusal` (label-overflow) for what does not fit, `Refusal` (no-glyph) for a
    character that cannot be printed.
    """
    return draw_follow_up(content).pdf()


def draw_follow_up(content: FollowUpSheet, paper: Paper | None = None) -> Sheet:
    """The calendar on paper of its own, or on a course folder's. Drawn once before, to know its pages."""
    return _drawn(content, _drawn(content, 1, None).page, paper)


def _drawn(content: FollowUpSheet, pages: int, paper: Paper | None) -> Sheet:
    moments = Moments.of((), content.zone, content.language)
    sheet = Sheet(content, text("Follow-up calendar"), moments, pages=pages, paper=paper)
    sheet.y += 2
    sheet.running(content.counted_from, BODY, text("what the days are counted from"))
    _heads(sheet)
    half = -(-len(content.rows) // 2)
    for at, row in enumerate(content.rows):
        if at == half or sheet.y + _height(row) > FOOT:
            sheet.turn()
            _heads(sheet)
        _row(sheet, row)
    _below(sheet, content)
    return sheet


def _heads(sheet: Sheet) -> None:
    """What the columns are, each in as many lines as it needs."""
    sheet.y += 1.5
    top = sheet.y
    edges = (LEFT, DAY_AT, TESTS_AT, THYROID_AT, CHECKLIST_AT, MORE_AT, LEFT + WIDTH + GAP)
    words = (
        text("month"),
        text("day"),
        text("blood and urine"),
        text("thyroid"),
        text("symptom checklist"),
        text("besides"),
    )
    for at, end, head in zip(edges, edges[1:], words, strict=False):
        sheet.y = top
        sheet.running(head, HEAD, head, at=at, width=end - at - GAP)
    sheet.y = top + HEADS
    sheet.paper.fill(LEFT, sheet.y, WIDTH, 0.5)


def _height(row: FollowUpRow) -> float:
    return ROW + NEXT_LINE * max(0, len(row.more) - 1)


def _row(sheet: Sheet, row: FollowUpRow) -> None:
    """A month: its number, its day, and a box for each thing that is due."""
    top = sheet.y
    sheet.y = top + ROW - 2
    sheet.left(str(row.month), MONTH, text("the month"), width=DAY_AT - LEFT - 1)
    day = date_text(row.due, sheet.language)
    sheet.left(day, DAY, text("the day"), at=DAY_AT, width=TESTS_AT - DAY_AT - 1)
    for due, at in ((row.tests, TESTS_AT), (row.thyroid, THYROID_AT), (row.checklist, CHECKLIST_AT)):
        if due:
            _box(sheet, at)
    for line, more in enumerate(row.more):
        sheet.y = top + ROW - 2 + line * NEXT_LINE
        _box(sheet, MORE_AT)
        sheet.left(more, MORE, text("what is due besides"), at=MORE_AT + BOX + 2)
    sheet.y = top + _height(row)
    year = row.month % MONTHS_A_YEAR == 0
    sheet.paper.fill(LEFT, sheet.y, WIDTH, 0.5 if year else 0.2, 0 if year else PALE)


def _box(sheet: Sheet, at: float) -> None:
    """A box to tick, standing on the line of writing."""
    top = sheet.y - BOX + 0.6
    sheet.paper.fill(at, top, BOX, BORDER)
    sheet.paper.fill(at, top + BOX - BORDER, BOX, BORDER)
    sheet.paper.fill(at, top, BORDER, BOX)
    sheet.paper.fill(at + BOX - BORDER, top, BORDER, BOX)


def _below(sheet: Sheet, content: FollowUpSheet) -> None:
    """What the columns mean, whom to call, and where it all stands."""
    sheet.y += 1.5
    for note in content.notes:
        sheet.y += 0.6
        sheet.running(note, BODY, text("a note"))
    sheet.y += 1.2
    if content.call:
        sheet.running(text("Call: {contact}", contact=content.call), CALL, text("whom to call"))
    else:
        sheet.y += CALL.leading + 2
        words = text("Call: name and telephone")
        end = sheet.left(words, BODY, words) + 1.5
        sheet.paper.fill(end, sheet.y + 0.6, LEFT + WIDTH - end, 0.2)
        sheet.y += 1.5
    sheet.y += 1
    sheet.running(text("Source: {source}", source=content.source), SOURCE, text("the source"))
