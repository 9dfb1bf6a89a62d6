"""Priming and infusion, two A4 pages for the nurse: rates by the clock, observations, reactions."""

from datetime import datetime
from decimal import Decimal
from itertools import pairwise

from labels.content import InfusionSheet, RateLine
from labels.layout import GREY, PALE, WHITE, Align, Paper, Style
from labels.moments import Moments
from labels.sheet import BODY, LEFT, RIGHT, SOURCE, STRONG, WIDTH, Sheet
from labels.typefaces import Face
from pharmacy.language import decimal_text, text, verbatim

DRUG = Style(14, Face.BOLD)
BAR = Style(12, Face.BOLD, WHITE)
BAR_TIME = Style(22, Face.BOLD, WHITE)
CELL = Style(11)
CELL_STRONG = Style(12, Face.BOLD)
HEAD = Style(8.5, ink=GREY)
TICK = Style(7.5)
MINUTES_AT, RATE_TO, VOLUME_TO, SET_AT, SET_BY = 50.0, 88.0, 108.0, 118.0, 158.0
"""Columns of the rates in mm: two that begin, two that end, two to write in."""
PLOT_LEFT, PLOT_RIGHT, PLOT_HEIGHT = 30.0, 186.0, 30.0
"""The plot of rate against time stands under the table, in mm."""
OBSERVED = (
    (18, text("planned")),
    (43, text("done at")),
    (64, text("heart rate, /min")),
    (92, text("blood pressure, mmHg")),
    (128, text("temp., °C")),
    (148, text("skin")),
    (174, text("initials")),
)
"""Columns of the observations: where each begins, in mm, and its head."""
ROW = 9.0
"""Height of a row to write in by hand, in mm."""
MOST_SEEN = 3
"""Lines for reactions."""


def infusion_pdf(content: InfusionSheet) -> bytes:
    """The sheet as a two-page PDF.

    Raises `LabelOverflow` or `Refusal` (label-overflow) for what does not fit, `Refusal` (no-glyph) for a
    character that cannot be printed.
    """
    return draw_infusion(content).pdf()


def draw_infusion(content: InfusionSheet, paper: Paper | None = None) -> Sheet:
    """The sheet on paper of its own, or on a course folder's."""
    ends = [content.mixed_at, content.start_before, content.ends_at, *content.observations]
    moments = Moments.of(ends, content.zone, content.language)
    sheet = Sheet(content, text("Priming and infusion"), moments, pages=2, paper=paper)
    _bag(sheet, content)
    _priming(sheet, content)
    _rates(sheet, content)
    _rest(sheet, content)
    sheet.turn()
    _observations(sheet, content)
    _reactions(sheet, content)
    sheet.y += 1.5
    sheet.running(text("Source: {source}", source=content.source), SOURCE, text("the source"))
    _seen(sheet)
    return sheet


def _bag(sheet: Sheet, content: InfusionSheet) -> None:
    """What is in the bag, and until when it may be started."""
    sheet.y += 9
    words = text("alemtuzumab {dose} in {diluent}", dose=content.dose, diluent=content.diluent)
    sheet.left(words, DRUG, text("dose and diluent"))
    sheet.y += 4.5
    for label, moment in (
        (text("START BEFORE"), content.start_before),
        (text("FINISH BEFORE"), content.finish_before),
    ):
        if moment:
            sheet.paper.fill(LEFT, sheet.y, WIDTH, 11.5)
            sheet.y += 8.5
            end = sheet.left(label, BAR, label, at=LEFT + 4)
            when = f"{sheet.moments.day(moment)}   {sheet.moments.time(moment)}"
            sheet.right(when, BAR_TIME, label, to=RIGHT - 4, width=RIGHT - 8 - end)
            sheet.y += 4
    sheet.y += 1.5
    times = text(
        "mixed {mixed} · planned: start {start}, end {end}",
        mixed=sheet.moments.time(content.mixed_at),
        start=sheet.moments.time(content.planned_start),
        end=sheet.moments.time(content.ends_at),
    )
    sheet.running(times, BODY, text("the planned times"))


def _priming(sheet: Sheet, content: InfusionSheet) -> None:
    """What to do before the infusion, step by step."""
    sheet.heading(text("Prime the line with the drug solution, not with saline"))
    sheet.y += 1.5
    for number, step in enumerate(content.priming, start=1):
        sheet.y += 1
        top = sheet.y
        sheet.running(step, BODY, text("a step of priming"), at=LEFT + 8, width=WIDTH - 8)
        reached, sheet.y = sheet.y, top + STRONG.leading
        sheet.left(str(number), STRONG, verbatim(str(number)))
        sheet.y = reached


def _rates(sheet: Sheet, content: InfusionSheet) -> None:
    """The steps of the infusion by the clock, with a line for who set each, and their picture under them."""
    sheet.heading(text("Rates"))
    sheet.y += 5
    for head, at in ((text("planned at"), LEFT), (text("minutes"), MINUTES_AT)):
        sheet.left(head, HEAD, head, at=at, width=24)
    for head, to in ((text("mL/h"), RATE_TO), (text("mL"), VOLUME_TO)):
        sheet.right(head, HEAD, head, to=to, width=16)
    for step in content.rates:
        sheet.y += 7.2
        _rate(sheet, step, last=step is content.rates[-1])
    sheet.y += 2.5
    sheet.paper.fill(LEFT, sheet.y, VOLUME_TO - LEFT, 0.25)
    sheet.y += 5.5
    sheet.left(sheet.moments.time(content.ends_at), CELL_STRONG, text("when the infusion ends"), width=30)
    hours, minutes = divmod(int(content.total_min), 60)
    total = text("end, after {hours} h {minutes} min", hours=hours, minutes=f"{minutes:02d}")
    sheet.left(total, CELL, text("how long the infusion takes"), at=MINUTES_AT, width=46)
    sheet.right(_number(sheet, content.total_ml), CELL, text("the volume"), to=VOLUME_TO, width=14)
    sheet.y += 4
    _plot(sheet, content)
    sheet.room()


def _rate(sheet: Sheet, step: RateLine, *, last: bool) -> None:
    """One step, as one row; the last one runs until the bag is empty, whenever that is."""
    field = text("a step of the infusion")
    sheet.left(sheet.moments.time(step.starts_at), CELL_STRONG, field, width=30)
    minutes = (
        text("{start}–end", start=step.start_min)
        if last
        else text("{start}–{end}", start=step.start_min, end=step.end_min)
    )
    sheet.left(minutes, CELL, field, at=MINUTES_AT, width=22)
    sheet.right(_number(sheet, step.rate_ml_per_h), CELL_STRONG, field, to=RATE_TO, width=14)
    sheet.right(_number(sheet, step.volume_ml), CELL, field, to=VOLUME_TO, width=16)
    sheet.blank(text("set at"), SET_AT, SET_BY - 4)
    sheet.blank(text("by"), SET_BY, RIGHT)


def _plot(sheet: Sheet, content: InfusionSheet) -> None:
    """Rate against time: how steep the steps are, at a glance. `y` becomes its lower edge."""
    paper, field = sheet.paper, text("the plot of the rates")
    fastest = max(step.rate_ml_per_h for step in content.rates)
    floor = before = sheet.y + PLOT_HEIGHT
    unit = sheet.said(text("mL/h"))
    paper.write(unit, LEFT, floor - PLOT_HEIGHT + 5, TICK, field, width=PLOT_LEFT - LEFT)

    def across(minute: Decimal) -> float:
        return PLOT_LEFT + (PLOT_RIGHT - PLOT_LEFT) * float(minute / content.total_min)

    def tick(moment: datetime, x: float) -> None:
        paper.fill(x, floor, 0.2, 1.2)
        paper.write(sheet.moments.clock(moment), x, floor + 4.5, TICK, field, width=12, align=Align.CENTRE)

    for step in content.rates:
        left, right = across(step.start_min), across(step.end_min)
        level = floor - (PLOT_HEIGHT - 5) * float(step.rate_ml_per_h / fastest)
        paper.fill(left, level, right - left, floor - level, PALE)
        paper.fill(left, level, right - left, 0.6)
        paper.fill(left, level, 0.6, before - level)
        rate = _number(sheet, step.rate_ml_per_h)
        paper.write(rate, (left + right) / 2, level - 1.2, TICK, field, width=12, align=Align.CENTRE)
        tick(step.starts_at, left)
        before = level
    paper.fill(PLOT_LEFT, floor, PLOT_RIGHT - PLOT_LEFT, 0.25)
    tick(content.ends_at, PLOT_RIGHT)
    sheet.y = floor + 5


def _rest(sheet: Sheet, content: InfusionSheet) -> None:
    """What is left in the line when the bag is empty."""
    sheet.heading(text("When the bag is empty"))
    sheet.y += 2.5
    words = text(
        "About {empty} as planned. The line still holds {line} mL with {dose} mg: give them too, at the last "
        "rate, until about {end}, or they are lost.",
        empty=sheet.moments.time(content.bag_empty_at),
        line=content.line_volume_ml,
        dose=content.line_dose_mg,
        end=sheet.moments.time(content.ends_at),
    )
    sheet.running(words, STRONG, text("what is left in the line"))
    sheet.y += 11
    sheet.room()
    third = WIDTH / 3
    for number, label in enumerate((text("started at"), text("ended at"), text("by"))):
        sheet.blank(label, LEFT + number * third, LEFT + (number + 1) * third - 5)


def _observations(sheet: Sheet, content: InfusionSheet) -> None:
    """A row for each time at which the patient is looked at, through the hours afterwards."""
    day = sheet.moments.day(content.planned_start)
    sheet.heading(text("Observations on {day}, venous line in place to the end", day=day))
    sheet.y += 5
    for at, head in OBSERVED:
        sheet.left(head, HEAD, head, at=at, width=36)
    sheet.y += 2
    for moment in content.observations:
        sheet.room(ROW)
        sheet.y += ROW
        _observation(sheet, content, moment)


def _observation(sheet: Sheet, content: InfusionSheet, moment: datetime) -> None:
    """One row: when it is due, and lines for what was found."""
    bottom, field = sheet.y, text("an observation")
    sheet.y = bottom - 0.8
    end = sheet.left(sheet.moments.clock(moment), CELL_STRONG, field)
    sheet.left(sheet.moments.offset(moment), TICK, field, at=end + 0.6, width=10)
    sheet.y = bottom - 5
    if moment == content.ends_at:
        words = text("infusion ends")
        sheet.left(words, TICK, words, width=20)
    for at, following in pairwise([*(start for start, _ in OBSERVED[1:]), RIGHT + 3]):
        sheet.paper.fill(at, bottom - 0.2, following - at - 3, 0.2, GREY)
    sheet.y = bottom


def _reactions(sheet: Sheet, content: InfusionSheet) -> None:
    """What to do about an infusion reaction, by its grade."""
    sheet.heading(text("Infusion reactions"))
    sheet.y += 1.5
    for reaction in content.reactions:
        sheet.y += 2.5
        graded = text("Grade {grade}, {meaning}", grade=reaction.grade, meaning=reaction.meaning)
        sheet.running(graded, STRONG, text("the grade of a reaction"))
        for step in reaction.steps:
            sheet.running(step, BODY, text("a step at a reaction"), at=LEFT + 8, width=WIDTH - 8)
            sheet.paper.fill(LEFT + 4, sheet.y - 1.6, 1, 1)


def _seen(sheet: Sheet) -> None:
    """Lines to write down a reaction, as many as the page has room for."""
    sheet.y += 2
    for _ in range(MOST_SEEN):
        if sheet.y + ROW > sheet.foot:
            return
        sheet.y += ROW
        for label, at, to in (
            (text("reaction at"), LEFT, LEFT + 38),
            (text("grade"), LEFT + 42, LEFT + 64),
            (text("what was done"), LEFT + 68, LEFT + 144),
            (text("by"), LEFT + 148, RIGHT),
        ):
            sheet.blank(label, at, to)


def _number(sheet: Sheet, value: Decimal) -> str:
    return decimal_text(value, sheet.content.language)
