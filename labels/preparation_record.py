"""The preparation record of one bag, A4, over as many pages as it takes: who did what, when, with what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from labels.content import Fact, PreparationRecord, RecordEntry, RecordPrint, RecordSignature
from labels.layout import GREY, NUMBER_STAYS, Paper, Style
from labels.moments import Moments
from labels.sheet import BODY, LEFT, RIGHT, STRONG, WIDTH, Sheet
from labels.typefaces import Face, spelled_out
from pharmacy.language import Text, text

STATE = Style(20, Face.BOLD)
LABEL = Style(9, ink=GREY)
DETAIL = Style(9, ink=GREY)
HASH = Style(7.5, ink=GREY)
MIDDLE, LAST = 50.0, 152.0
"""Where what was done and who did it begin, in mm; when stands left of them."""
WHEN_WIDTH, WHAT_WIDTH = MIDDLE - LEFT - 4, LAST - MIDDLE - 4
"""Of these columns, in mm."""
GAP = 1.7
"""Between two rows, in mm."""
BAR = 1.2
"""Width of the black bar beside what was refused, in mm."""


def record_pdf(content: PreparationRecord) -> bytes:
    """The record as a PDF."""
    return draw_record(content).pdf()


def draw_record(content: PreparationRecord, paper: Paper | None = None) -> Sheet:
    """The record on paper of its own, or on a course folder's. Drawn once before, to know its pages."""
    return _drawn(content, _drawn(content, 1, None).page, paper)


def _drawn(content: PreparationRecord, pages: int, paper: Paper | None) -> Sheet:
    entries = (*content.entries, *content.custody, *content.infusion)
    named = [content.as_of, *content.life, *(entry.at for entry in entries)]
    moments = Moments.of(named, content.zone, content.language)
    sheet = Sheet(content, text("Preparation record"), moments, pages=pages, paper=paper)
    _state(sheet, content)
    _facts(sheet, content.facts)
    for title, listed in (
        (text("What was done"), content.entries),
        (text("Custody and temperature"), content.custody),
        (text("Rates of the infusion"), content.infusion),
    ):
        if listed:
            _section(sheet, title)
        for day, of_day in groupby(listed, key=lambda entry: _day_of(moments, entry)):
            _day(sheet, day, of_day)
    if content.signatures:
        _section(sheet, text("Signatures"))
        for signature in content.signatures:
            _row(sheet, _signature(sheet, signature))
    if content.prints:
        _section(sheet, text("Papers"))
        for printed in content.prints:
            _row(sheet, _print(sheet, printed))
    _section(sheet, text("Protocol and policy"))
    _facts(sheet, content.made_under)
    _review(sheet)
    return sheet


def _state(sheet: Sheet, content: PreparationRecord) -> None:
    """What the bag is now, large, and at what moment `now` was."""
    sheet.y += 11
    end = sheet.left(sheet.said(content.state).upper(), STATE, text("the bag's state"))
    moments, at = sheet.moments, content.as_of
    moment = f"{moments.day(at)} {moments.second(at)} {moments.offset(at)}".rstrip()
    words = text("as of {moment}", moment=moment)
    sheet.right(words, BODY, words, width=RIGHT - end - 4)
    for line in content.verdict:
        sheet.y += 1
        sheet.running(line, STRONG, text("whether the bag may be used"))
    sheet.y += 2


def _facts(sheet: Sheet, facts: Iterable[Fact]) -> None:
    """What is known, each after its label."""
    for fact in facts:
        field = fact.label
        value = _block(sheet, fact.value, BODY, field, RIGHT - MIDDLE)
        sheet.make_room(value.height + GAP)
        sheet.y += GAP
        top = sheet.y
        sheet.y += BODY.leading
        sheet.left(fact.label, LABEL, field, width=MIDDLE - LEFT - 2)
        sheet.y = _write(sheet, [value], MIDDLE, top)


def _section(sheet: Sheet, words: Text) -> None:
    """A heading that is never the last of its page."""
    sheet.make_room(28)
    sheet.heading(words)
    sheet.y += 1


def _day_of(moments: Moments, entry: RecordEntry) -> str:
    """The day, with the offset where the clocks change nearby: it holds for all the times under it."""
    return f"{moments.day(entry.at)} {moments.offset(entry.at)}".rstrip()


def _day(sheet: Sheet, day: str, entries: Iterable[RecordEntry]) -> None:
    """What was done on one day; where it goes on on another page, the day is said again."""
    page = 0
    for entry in entries:
        row = _entry(sheet, entry)
        sheet.make_room(_height(row) + GAP + (0 if page else STRONG.leading + GAP))
        if sheet.page != page:
            page = sheet.page
            sheet.y += GAP + STRONG.leading
            sheet.left(day, STRONG, text("a day"))
        _row(sheet, row)
        if entry.refused:
            height = _height(row)
            sheet.paper.fill(LEFT, sheet.y - height + 1, BAR, height)


@dataclass(frozen=True)
class _Block:
    """A text in its lines."""

    style: Style
    lines: list[str]
    field: Text

    @property
    def height(self) -> float:
        return self.style.leading * len(self.lines)


_Cells = tuple[list[_Block], list[_Block], list[_Block]]
"""When, what and who."""


def _entry(sheet: Sheet, entry: RecordEntry) -> _Cells:
    """Something done or refused; the day stands above."""
    field = text("what was done")
    what = [_block(sheet, entry.what, STRONG if entry.refused else BODY, field, WHAT_WIDTH)]
    details = [_block(sheet, detail, DETAIL, field, WHAT_WIDTH) for detail in entry.details]
    when = _block(sheet, sheet.moments.second(entry.at), STRONG, field, WHEN_WIDTH)
    return [when], [*what, *details], _who(sheet, entry.by)


def _signature(sheet: Sheet, signature: RecordSignature) -> _Cells:
    """Who put their name to what."""
    field = text("a signature")
    what = [
        _block(sheet, signature.meaning, BODY, field, WHAT_WIDTH),
        _block(sheet, text("sha256 of what was signed:"), DETAIL, field, WHAT_WIDTH),
        _block(sheet, signature.sha256, HASH, field, WHAT_WIDTH),
    ]
    return _moment(sheet, signature.at), what, _who(sheet, signature.by)


def _print(sheet: Sheet, printed: RecordPrint) -> _Cells:
    """One copy of one paper."""
    field = text("a paper")
    what = [
        _block(sheet, printed.paper, BODY, field, WHAT_WIDTH),
        _block(sheet, printed.place, DETAIL, field, WHAT_WIDTH),
    ]
    if printed.sha256:
        what.append(_block(sheet, text("sha256 {sha256} …", sha256=printed.sha256), HASH, field, WHAT_WIDTH))
    return _moment(sheet, printed.at), what, _who(sheet, printed.by)


def _moment(sheet: Sheet, moment: datetime) -> list[_Block]:
    """Day, time to the second, and the offset where the clocks change nearby, under each other."""
    moments, field = sheet.moments, text("a time")
    blocks = [
        _block(sheet, line, BODY, field, WHEN_WIDTH) for line in (moments.day(moment), moments.second(moment))
    ]
    if offset := moments.offset(moment):
        blocks.append(_block(sheet, offset, DETAIL, field, WHEN_WIDTH))
    return blocks


def _who(sheet: Sheet, by: Text) -> list[_Block]:
    return [_block(sheet, by, BODY, text("who did it"), RIGHT - LAST)]


def _block(sheet: Sheet, words: Text | str, style: Style, field: Text, width: float) -> _Block:
    """A text in its lines: whatever somebody once typed or scanned, a record must be printed all the same."""
    said = spelled_out(sheet.said(words))
    style = style.of(said)
    lines = [""]
    for piece in _pieces(said, style, width):
        longer = f"{lines[-1]} {piece}".lstrip()
        if style.width(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(piece)
    return _Block(style, lines, field)


def _pieces(words: str, style: Style, width: float) -> Iterator[str]:
    """What stays together on a line: a number and its unit, a word, or as much of it as a line holds."""
    for together in NUMBER_STAYS.split(words.strip()):
        for word in [together] if style.width(together) <= width else together.split():
            rest = word
            while rest:
                end = len(rest)
                while style.width(rest[:end]) > width:
                    end -= 1
                yield rest[:end]
                rest = rest[end:]


def _height(cells: _Cells) -> float:
    return max(sum(block.height for block in blocks) for blocks in cells)


def _row(sheet: Sheet, cells: _Cells) -> None:
    """When, what and who, beside each other; `y` becomes the lowest baseline."""
    sheet.make_room(_height(cells) + GAP)
    sheet.y += GAP
    top = sheet.y
    sheet.y = max(
        _write(sheet, blocks, at, top) for blocks, at in zip(cells, (LEFT + 4, MIDDLE, LAST), strict=True)
    )


def _write(sheet: Sheet, blocks: list[_Block], at: float, y: float) -> float:
    """Blocks under each other; returns the last baseline."""
    for block in blocks:
        for line in block.lines:
            y += block.style.leading
            sheet.paper.write(line, at, y, block.style, block.field, width=RIGHT - at)
    return y


def _review(sheet: Sheet) -> None:
    """A line for the pharmacist who reads the whole record."""
    sheet.make_room(16)
    sheet.y += 14
    half = LEFT + WIDTH / 2
    sheet.blank(text("Record reviewed by"), LEFT, half + 20)
    sheet.blank(text("on"), half + 25, RIGHT)
