"""The premedication orders of one course day, A4: what to give, when, and a line for who gave it."""

from labels.column import SMALL
from labels.content import OrderLine, PremedicationSheet
from labels.layout import Paper, Style
from labels.moments import Moments
from labels.sheet import BODY, LEFT, RIGHT, SOURCE, STRONG, WIDTH, Sheet
from labels.typefaces import Face
from pharmacy.language import text

DRUG_AT, GIVEN_AT = 50.0, 144.0
"""Where the drug and the lines to sign begin, in mm."""
ORDER_WIDTH = GIVEN_AT - DRUG_AT - 6
"""Of an order's text, in mm."""
TALLEST, HEADED, ABOVE_VERIFIER = 26.0, 30.0, 11.0
"""Millimetres that an order takes at most, a heading with what follows it, and the line of who verified."""
CLOCK = Style(18, Face.BOLD)
CLOCK_BESIDE = Style(9)
DRUG = Style(13, Face.BOLD)
PLANNED = Style(18, Face.BOLD)


def premedication_pdf(content: PremedicationSheet) -> bytes:
    """The sheet as a PDF, of one page if it can be: scheduled orders in the order of their times, then those
    as needed.

    Raises `LabelOverflow` or `Refusal` (label-overflow) for what does not fit, `Refusal` (no-glyph) for a
    character that cannot be printed.
    """
    return draw_premedication(content).pdf()


def draw_premedication(content: PremedicationSheet, paper: Paper | None = None) -> Sheet:
    """The sheet on paper of its own, or on a course folder's. Drawn once before, to know its pages."""
    return _drawn(content, _drawn(content, 1, None).page, paper)


def _drawn(content: PremedicationSheet, pages: int, paper: Paper | None) -> Sheet:
    moments = Moments.of(
        [content.infusion_start, *(order.at for order in content.orders)], content.zone, content.language
    )
    sheet = Sheet(content, text("Premedication orders"), moments, pages=pages, paper=paper)
    _planned(sheet, content)
    for order in sorted((o for o in content.orders if not o.as_needed), key=lambda o: o.at):
        _order(sheet, content, order)
    needed = sorted((o for o in content.orders if o.as_needed), key=lambda o: o.at)
    if needed:
        sheet.make_room(HEADED)
        sheet.heading(text("Only if needed"))
    for order in needed:
        _order(sheet, content, order)
    if content.differs:
        sheet.make_room(HEADED)
        _differs(sheet, content)
    sheet.make_room(ABOVE_VERIFIER)
    sheet.y += ABOVE_VERIFIER
    sheet.left(text("Orders verified by {name}", name=content.verified_by), STRONG, text("who verified"))
    return sheet


def _planned(sheet: Sheet, content: PremedicationSheet) -> None:
    """When the infusion is planned: every other time hangs on it."""
    sheet.y += 10.5
    start = content.infusion_start
    when = f"{sheet.moments.day(start)}   {sheet.moments.time(start)}"
    words = text("alemtuzumab infusion planned for")
    end = sheet.left(words, BODY, words)
    sheet.right(when, PLANNED, text("when the infusion is planned"), width=RIGHT - end - 4)
    sheet.y += 4
    sheet.paper.fill(LEFT, sheet.y, WIDTH, 0.5)


def _order(sheet: Sheet, content: PremedicationSheet, order: OrderLine) -> None:
    """One order: the time large on the left, the lines to sign on the right."""
    sheet.make_room(TALLEST)
    sheet.y += 7.2
    top = sheet.y
    when = text("the time of an order")
    moments = sheet.moments
    end = sheet.left(moments.clock(order.at), CLOCK, when, width=DRUG_AT - LEFT)
    sheet.left(moments.offset(order.at), CLOCK_BESIDE, when, at=end + 1.2, width=DRUG_AT - end - 2)
    drug = text("{drug} {dose}", drug=order.drug, dose=order.dose)
    for label, y in ((text("given at"), top), (text("by"), top + 7)):
        sheet.y = y
        sheet.blank(label, GIVEN_AT, RIGHT)
    bottom = sheet.y
    sheet.y = top - DRUG.leading
    sheet.running(drug, DRUG, text("drug and dose"), at=DRUG_AT, width=ORDER_WIDTH)
    sheet.running(order.route, BODY, text("the route"), at=DRUG_AT, width=ORDER_WIDTH)
    source, field = sheet.said(order.source), text("the source of an order")
    after = DRUG_AT + BODY.width(sheet.said(order.route)) + 3
    beside = after + SOURCE.width(source) <= DRUG_AT + ORDER_WIDTH
    if beside:
        sheet.left(source, SOURCE, field, at=after)
    if order.note:
        sheet.running(order.note, SMALL, text("the note of an order"), at=DRUG_AT, width=ORDER_WIDTH)
    if not beside:
        sheet.running(source, SOURCE, field, at=DRUG_AT, width=ORDER_WIDTH)
    reached = sheet.y
    sheet.y = top
    day = sheet.moments.day(order.at)
    for below in (
        text("from then on") if order.as_needed else None,
        day if day != sheet.moments.day(content.infusion_start) else None,
    ):
        if below:
            sheet.y += SMALL.leading
            sheet.left(below, SMALL, when, width=DRUG_AT - LEFT)
    sheet.y = max(reached, bottom) + 2.3
    sheet.room()
    sheet.hairline()


def _differs(sheet: Sheet, content: PremedicationSheet) -> None:
    """What the product information says otherwise, beside a black bar."""
    sheet.heading(text("The product information differs"))
    sheet.y += 1.5
    top = sheet.y
    for difference in content.differs:
        sheet.y += 0.8
        sheet.running(difference, BODY, text("a difference"), at=LEFT + 5, width=WIDTH - 5)
    sheet.paper.fill(LEFT, top + 2, 1.2, sheet.y - top - 1)
