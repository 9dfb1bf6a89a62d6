"""The patient's card: an A4 sheet printed on both sides and folded once, to A5.

A folded A5 goes into a handbag or the health folder that people with a chronic disease carry anyway; a wallet
card has no room for fourteen infusion days, eleven signs and five dates in letters that tired eyes can read.
Any A4 printer makes it, and on two sheets it is as good. What the patient reads is at least 11 points high.
"""

from labels.column import Column
from labels.content import CardCourse, CardDay, PatientCard, SignGroup
from labels.layout import A4, GREY, PALE, PATIENT_NAME, Paper, Style, name_lines
from labels.sheet import FOR_THE_FILE
from labels.typefaces import Face
from pharmacy.language import Text, date_text, text

HEIGHT, WIDTH = A4
MARGIN, TOP, FOOT = 13.0, 15.0, 192.0
"""Of each of the four panels, in mm; its last line stands under `FOOT`."""
FOLD = WIDTH / 2

TITLE = Style(13, Face.BOLD)
DRUG = Style(20, Face.BOLD)
NAME = Style(17, Face.BOLD)
HEADING = Style(14, Face.BOLD)
BODY = Style(12)
STRONG = Style(12, Face.BOLD)
CELL = Style(11)
CELL_STRONG = Style(11, Face.BOLD)
CALL = Style(14, Face.BOLD)
SOURCE = Style(8, ink=GREY)
DAY_AT, DOSE_AT, BAG_AT, GIVEN_AT = 6.0, 33.0, 49.0, 84.0
"""Columns of the infusion days, in mm from the panel's margin."""
ROW = 7.6
"""Height of an infusion day, in mm: enough to write in."""
PAGES = 2
UNTIL_WIDTH = 90.0
"""Of what is done until a day, in mm."""


def card_pdf(content: PatientCard) -> bytes:
    """The card as a PDF of two pages, outside and inside.

    Raises `LabelOverflow` or `Refusal` (label-overflow) for what does not fit, `Refusal` (no-glyph) for a
    character that cannot be printed.
    """
    title = f"{text('Patient card').in_(content.language)} {content.subject}"
    paper = Paper(*A4, title=title, pharmacy=content.pharmacy, language=content.language)
    draw_card(content, paper)
    return paper.pdf()


def draw_card(content: PatientCard, paper: Paper) -> None:
    """Both sides, on the page that begins and the next one: `PAGES`."""
    paper.lie_across()
    _fold(paper)
    _treatment(_panel(content, paper, 0), content)
    _front(_panel(content, paper, FOLD), content)
    paper.next_page(across=True)
    _fold(paper)
    _signs(_panel(content, paper, 0), content)
    _ends(_panel(content, paper, FOLD), content)


def _panel(content: PatientCard, paper: Paper, left: float) -> Column:
    name = text("Patient card")
    return Column(
        paper, content.language, name, left=left + MARGIN, right=left + FOLD - MARGIN, top=TOP, foot=FOOT
    )


def _fold(paper: Paper) -> None:
    """Two short marks where the sheet is folded."""
    for y in (0.0, HEIGHT - 4):
        paper.fill(FOLD - 0.1, y, 0.2, 4, PALE)


def _front(panel: Column, content: PatientCard) -> None:
    """Whose it is, of what treatment, and whom to call."""
    panel.y += 3
    words = text("Patient card")
    end = panel.left(words, TITLE, words)
    if content.filed:
        panel.left(FOR_THE_FILE, TITLE, FOR_THE_FILE, at=end + 5)
    panel.y += 3
    panel.paper.fill(panel.begins, panel.y, panel.width, 0.5)
    panel.y += 4
    panel.running(content.drug, DRUG, text("the drug"))
    panel.y += 5
    style, lines = name_lines(content.patient_name, NAME, [panel.width] * 3)
    for line in lines:
        panel.y += style.leading
        panel.left(line, style, PATIENT_NAME)
    who = text(
        "Record {record} · born {birth}",
        record=content.record_number,
        birth=date_text(content.birth_date, content.language),
    )
    panel.y += 1.5
    panel.running(who, BODY, text("record number and birth date"))
    _heading(panel, text("Keep this card with you"), 16)
    _paragraph(
        panel,
        text("Show it to every doctor, dentist, nurse and pharmacist who treats you."),
    )
    _heading(panel, text("Call at once"), 12)
    _paragraph(panel, text("if you notice any of the signs listed inside:"))
    panel.y += 3
    if content.call:
        panel.running(content.call, CALL, text("whom to call"))
    else:
        for label in (text("name"), text("telephone")):
            panel.y += 10
            _line(panel, label, panel.begins, panel.ends)
    panel.y = FOOT + 1.5
    panel.left(content.pharmacy, SOURCE, text("the pharmacy"))
    panel.y += SOURCE.leading
    panel.left(content.provenance, SOURCE, text("copy and audit"))


def _treatment(panel: Column, content: PatientCard) -> None:
    """Every course and its days, with what was given, or a line for the nurse."""
    _heading(panel, text("My treatment"), 3)
    _paragraph(
        panel,
        text(
            "The bags that the pharmacy prepared, and what was given. On an empty line the nurse writes it."
        ),
    )
    if content.earlier:
        panel.y += 2
        _paragraph(panel, content.earlier)
    for course in content.courses:
        _course(panel, course)


def _course(panel: Column, course: CardCourse) -> None:
    panel.y += 8
    words = text("Course {course}", course=course.number)
    panel.left(words, STRONG, words)
    panel.y += 1
    for day in course.days:
        panel.room(ROW)
        panel.y += ROW
        _day(panel, day)


def _day(panel: Column, day: CardDay) -> None:
    """One row; what was given of its bag stands there, or whoever gives it writes it."""
    left, field = panel.begins, text("an infusion day")
    panel.left(str(day.day), CELL_STRONG, field)
    panel.left(date_text(day.on, panel.language), CELL, field, at=left + DAY_AT, width=DOSE_AT - DAY_AT - 1)
    panel.left(day.dose, CELL, field, at=left + DOSE_AT, width=BAG_AT - DOSE_AT - 1)
    panel.left(day.bag, CELL, field, at=left + BAG_AT, width=GIVEN_AT - BAG_AT - 1)
    if day.given is None:
        _line(panel, text("given"), left + GIVEN_AT, panel.ends, CELL)
        return
    label = text("stopped at") if day.stopped else text("given")
    end = panel.left(label, CELL, label, at=left + GIVEN_AT)
    panel.left(day.given, CELL_STRONG, field, at=end + 1.5)


def _signs(panel: Column, content: PatientCard) -> None:
    """The checklist, by what the signs may mean."""
    _heading(panel, text("What to watch for"), 3)
    _paragraph(
        panel,
        text("Go through this list {every}. One yes is enough: call at once.", every=content.signs_every),
    )
    for group in content.signs:
        _group(panel, group)
    _heading(panel, text("Besides"), 12)
    for rule in content.rules:
        panel.y += 1
        panel.running(rule, BODY, text("a rule"))


def _group(panel: Column, group: SignGroup) -> None:
    panel.y += 3.2
    panel.running(group.organ, STRONG, group.organ)
    for sign in group.signs:
        panel.y += 0.6
        top = panel.y
        panel.running(sign, BODY, text("a sign"), at=panel.begins + 7)
        panel.paper.fill(panel.begins + 2, top + BODY.leading - BODY.capital / 2 - 0.6, 1.2, 1.2)


def _ends(panel: Column, content: PatientCard) -> None:
    """What is done, or left, and until when."""
    _heading(panel, text("Until when"), 3)
    for until in content.untils:
        panel.y += 3.4
        top = panel.y
        panel.running(until.what, STRONG, text("what is done"), width=UNTIL_WIDTH)
        reached, panel.y = panel.y, top + STRONG.leading
        day = date_text(until.until, content.language)
        panel.right(day, STRONG, text("until when"), width=panel.width - UNTIL_WIDTH - 1)
        panel.y = reached
        panel.running(until.more, BODY, text("how often"), width=UNTIL_WIDTH)
    panel.y += 4
    panel.running(content.counted_from, BODY, text("what the days are counted from"))
    panel.y = FOOT + 1.5 + SOURCE.leading
    source = text("Source: {source}", source=content.source)
    panel.left(source, SOURCE, text("the source"))


def _heading(panel: Column, words: Text, above: float) -> None:
    panel.y += above
    panel.left(words, HEADING, words)
    panel.y += 1.5


def _paragraph(panel: Column, words: Text) -> None:
    panel.running(words, BODY, words)


def _line(panel: Column, label: Text, at: float, to: float, style: Style = BODY) -> None:
    """A line to write on, after its label in letters that a patient reads."""
    end = panel.left(label, style, label, at=at, width=to - at - 8) + 1.5
    panel.paper.fill(end, panel.y + 0.6, to - end, 0.2)
