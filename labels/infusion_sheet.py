"""Priming and infusion, two A4 pages for the nurse: rates by the clock, observations, reactions, the rest in the line."""

from datetime import datetime

from labels.content import InfusionSheet, RateLine
from labels.layout import GREY, PALE, WHITE, Align, Face, Style
from labels.moments import Moments
from labels.sheet import BODY, HEADING, LEFT, RIGHT, SMALL, SOURCE, STRONG, WIDTH, Sheet
from pharmacy.language import Text, decimal_text, text, verbatim

DRUG = Style(14, Face.BOLD)
BAR = Style(12, Face.BOLD, WHITE)
BAR_TIME = Style(22, Face.BOLD, WHITE)
CELL = Style(11)
CELL_STRONG = Style(12, Face.BOLD)
HEAD = Style(8.5, ink=GREY)
TICK = Style(7.5)
PLOT_LEFT, PLOT_HEIGHT = 124.0, 30.0
"""The plot of rate against time stands right of the table, in mm."""
OBSERVED = (
    (18, text("planned")),
    (40, text("done at")),
    (64, text("heart rate, /min")),
    (92, text("blood pressure, mmHg")),
    (128, text("temp., °C")),
    (148, text("skin")),
    (174, text("initials")),
)
"""Columns of the observations: where each begins, in mm, and its head."""
ROW = 9.0
"""Height of a row to write in by hand, in mm."""


def infusion_pdf(content: InfusionSheet) -> bytes:
    """The sheet as a two-page PDF.

    Raises `LabelOverflow` or `Refusal` (label-overflow) for what does not fit, `Refusal` (no-glyph) for a
    character that cannot be printed.
    """
    ends = [content.mixed_at, content.start_before, content.ends_at, *content.observations]
    moments = Moments.of(ends, content.zone, content.language)
    sheet = Sheet(content, text("Priming and infusion"), moments, pages=2)
    _bag(sheet, content)
    _priming(sheet, content)
    _rates(sheet, content)
    _rest(sheet, content)
    sheet.turn()
    _observations(sheet, content)
    _reactions(sheet, content)
    sheet.y += 1.5
    sheet.running(text("Source: {source}", source=content.source), SOURCE, text("the source"))
    return sheet.pdf()


def _bag(sheet: Sheet, content: InfusionSheet) -> None:
    """What is in the bag, and until when it may be started."""
    sheet.y += 9
    words = text("alemtuzumab {dose} in {diluent}", dose=content.dose, diluent=content.diluent)
    sheet.left(words, DRUG, text("dose and diluent"))
    sheet.y += 4.5
    for label, moment in ((text("START BEFORE"), content.start_before), (text("FINISH BEFORE"), content.finish_before)):
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
    """The steps of the infusion by the clock, and their picture beside them."""
    sheet.heading(text("Rates"))
    top = sheet.y
    columns = ((18, text("at")), (48, text("minutes")), (84, text("mL/h")), (102, text("mL")))
    sheet.y += 5
    for at, head in columns:
        if at < 60:
            sheet.left(head, HEAD, head, at=at, width=24)
        else:
            sheet.right(head, HEAD, head, to=at, width=16)
    sheet.y += 1.5
    for step in content.rates:
        sheet.y += 6.5
        _rate(sheet, step)
    sheet.y += 2.5
    sheet.paper.fill(LEFT, sheet.y, 102 - LEFT, 0.25)
    sheet.y += 6.0
    sheet.left(sheet.moments.time(content.ends_at), CELL_STRONG, text("when the infusion ends"), width=30)
    total = text("end, after {minutes} min", minutes=content.total_min)
    sheet.left(total, CELL, text("how long the infusion takes"), at=48, width=42)
    sheet.right(_number(sheet, content.total_ml), CELL, text("the volume"), to=102, width=14)
    bottom = sheet.y
    _plot(sheet, content, top + 9)
    sheet.y = bottom
    sheet.room(0, text("the rates"))


def _rate(sheet: Sheet, step: RateLine) -> None:
    field = text("a step of the infusion")
    sheet.left(sheet.moments.time(step.starts_at), CELL_STRONG, field, width=30)
    minutes = f"{_number(sheet, step.start_min)}–{_number(sheet, step.end_min)}"
    sheet.left(minutes, CELL, field, at=48, width=22)
    sheet.right(_number(sheet, step.rate_ml_per_h), CELL_STRONG, field, to=84, width=14)
    sheet.right(_number(sheet, step.volume_ml), CELL, field, to=102, width=16)


def _plot(sheet: Sheet, content: InfusionSheet, top: float) -> None:
    """Rate against time: how steep the steps are, at a glance."""
    paper, field = sheet.paper, text("the plot of the rates")
    fastest = max(float(step.rate_ml_per_h) for step in content.rates)
    per_minute = (RIGHT - PLOT_LEFT - 4) / float(content.total_min)
    floor = top + PLOT_HEIGHT
    unit = sheet.said(text("mL/h"))
    paper.write(unit, PLOT_LEFT - 3, top, TICK, field, width=12, align=Align.RIGHT)
    before = floor
    for step in content.rates:
        left = PLOT_LEFT + float(step.start_min) * per_minute
        wide = float(step.end_min - step.start_min) * per_minute
        level = floor - float(step.rate_ml_per_h) / fastest * (PLOT_HEIGHT - 5)
        paper.fill(left, level, wide, floor - level, PALE)
        paper.fill(left, level, wide, 0.6)
        paper.fill(left, level, 0.6, before - level)
        rate = _number(sheet, step.rate_ml_per_h)
        paper.write(rate, left + wide / 2, level - 1.2, TICK, field, width=12, align=Align.CENTRE)
        clock = sheet.moments.clock(step.starts_at)
        paper.write(clock, left, floor + 4, TICK, field, width=12, align=Align.CENTRE)
        before = level
    paper.fill(PLOT_LEFT - 2, floor, RIGHT - PLOT_LEFT, 0.25)
    clock = sheet.moments.clock(content.ends_at)
    paper.write(clock, RIGHT - 4, floor + 4, TICK, field, width=12, align=Align.CENTRE)


def _rest(sheet: Sheet, content: InfusionSheet) -> None:
    """What is left in the line when the bag is empty."""
    sheet.heading(text("When the bag is empty"))
    sheet.y += 2.5
    words = text(
        "Give what is left in the line too: its {line} mL hold {dose} mg, which would be lost otherwise.",
        line=content.line_volume_ml,
        dose=content.line_dose_mg,
    )
    sheet.running(words, STRONG, text("what is left in the line"))
    sheet.y += 11
    sheet.room(0, text("what is left in the line"))
    third = WIDTH / 3
    for number, label in enumerate((text("started at"), text("ended at"), text("by"))):
        sheet.blank(label, LEFT + number * third, LEFT + (number + 1) * third - 5)


def _observations(sheet: Sheet, content: InfusionSheet) -> None:
    """A row for each time at which the patient is looked at, through the hours afterwards."""
    sheet.heading(text("Observations, venous line in place to the end"))
    sheet.y += 5
    for at, head in OBSERVED:
        sheet.left(head, HEAD, head, at=at, width=36)
    sheet.y += 2
    for moment in content.observations:
        sheet.room(ROW, text("the observations"))
        sheet.y += ROW
        _observation(sheet, content, moment)


def _observation(sheet: Sheet, content: InfusionSheet, moment: datetime) -> None:
    bottom = sheet.y
    sheet.y -= 2.5
    end = sheet.left(sheet.moments.clock(moment), CELL_STRONG, text("an observation"))
    if offset := sheet.moments.offset(moment):
        sheet.left(offset, TICK, text("an observation"), at=end + 0.6, width=10)
    sheet.y = bottom
    for at, _ in OBSERVED[1:]:
        sheet.paper.fill(at, bottom - 0.2, _column_end(at) - at - 2, 0.2, GREY)
    if moment <= content.ends_at < _next(content, moment):
        sheet.y += 5
        words = text("infusion ends {time}, observation goes on", time=sheet.moments.time(content.ends_at))
        sheet.left(words, HEAD, text("when the infusion ends"))


def _next(content: InfusionSheet, moment: datetime) -> datetime:
    later = [other for other in content.observations if other > moment]
    return min(later, default=moment)


def _column_end(at: float) -> float:
    later = [start for start, _ in OBSERVED if start > at]
    return min(later, default=RIGHT + 2)


def _reactions(sheet: Sheet, content: InfusionSheet) -> None:
    """What to do about an infusion reaction, by its grade."""
    sheet.heading(text("Infusion reactions"))
    sheet.y += 1.5
    for reaction in content.reactions:
        sheet.y += 1
        top = sheet.y + HEADING.leading
        sheet.running(_graded(reaction.grade, reaction.meaning), STRONG, text("the grade of a reaction"))
        for step in reaction.steps:
            sheet.running(step, BODY, text("a step at a reaction"), at=LEFT + 8, width=WIDTH - 8)
            sheet.paper.fill(LEFT + 4, sheet.y - 1.6, 1, 1)
        sheet.room(0, text("the reactions"))
        del top


def _graded(grade: str, meaning: Text) -> Text:
    return text("Grade {grade}: {meaning}", grade=grade, meaning=meaning)


def _number(sheet: Sheet, value: object) -> str:
    return sheet.said(text("{value}", value=value)) if value is not None else ""
