"""The bag's label and its opaque cover's, 100 × 70 mm: the same facts, the cover's marked as such."""

from datetime import date, datetime

from labels.barcodes import checked, datamatrix, draw, gs1_128
from labels.content import BagLabel, Piece
from labels.layout import PATIENT_NAME, WHITE, Align, Dots, Paper, Style, name_lines, page_overflow, wrapped
from labels.moments import Moments
from labels.typefaces import Face
from pharmacy.language import Text, date_text, text, verbatim

WIDTH, HEIGHT = 100, 70
"""Of the label, in mm."""
LEFT, RIGHT, TOP, BOTTOM = 4.0, 96.0, 2.0, 68.4
"""The printed part, in mm."""
GAP = 2.0
"""Least space between two texts on one line, in mm."""
PAD = 2.2
"""Between the edge of what is black and the white words in it, in mm."""
TAG_WIDTH = 24.0
"""Of the tag that marks a cover's label, in mm."""
WORDS_WIDTH = 21.0
"""Most that the words before the time to start may take, in mm."""
BESIDE_SIGNATURE = 40.0
"""Most that the preparer's name may take of the line on which the checker signs, in mm."""

NAME = Style(13, Face.BOLD)
NAME_LEADING = 4.7
BODY = Style(9)
STRONG = Style(9, Face.BOLD)
KEEP = Style(8.5, Face.BOLD)
PRIME = Style(8)
DRUG = Style(19, Face.BOLD)
SMALL = Style(7)
SMALL_STRONG = Style(7, Face.BOLD)
SMALL_LEADING = 2.6
BAR = Style(12, Face.BOLD, WHITE)
BAR_SMALL = Style(8, ink=WHITE)
BAR_LEADING = 4.2
BAR_DAY = Style(14, Face.BOLD, WHITE)
BAR_TIME = Style(25, Face.BOLD, WHITE)
BAR_HEIGHT = 9.5
FINISH_HEIGHT = 5.0
"""What a second clock adds to the bar, in mm."""

NEEDED = 59.5
"""Height in mm of a label with one line of name, one clock, one line of small print and `BARS` high bars."""
BARS = 6.0
"""Height of the linear code in mm where nothing is to spare and nothing is lacking."""
SHARE_OF_BARS, SHARE_OF_BLACK, SHARE_OF_SIGN, SHARE_OF_GAP, SHARE_OF_LINE = 0.28, 0.1, 0.1, 0.08, 0.03
"""How height to spare, or lacking, goes to the linear code, the black bar, the line to sign, each of five
gaps, and each of four lines that follow another.
"""
MOST_LACKING = 8.8
"""Millimetres that bars and gaps can give before the label would be hard to read and to scan."""


def bag_label_pdf(content: BagLabel, dpi: int = 203) -> bytes:
    """The label as a one-page PDF for a printer of `dpi` dots an inch.

    Raises `LabelOverflow` for a text that does not fit, `Refusal` for a character that cannot be printed
    (no-glyph) or a code that cannot be written (bad-code).
    """
    dots = Dots(dpi)
    paper = label_paper(content, dots)
    draw_bag_label(paper, content, dots)
    return paper.pdf()


def label_paper(content: BagLabel, dots: Dots) -> Paper:
    """Empty labels for a printer, named after the first."""
    title = text("Label of bag {bag}, copy {copy}", bag=content.bag_id, copy=content.copy_number)
    if content.piece is Piece.COVER:
        title = text("Cover label of bag {bag}, copy {copy}", **title.values)
    return Paper(
        dots.mm(dots.within(WIDTH)),
        dots.mm(dots.within(HEIGHT)),
        title=title.in_(content.language),
        pharmacy=content.pharmacy,
        language=content.language,
    )


def draw_bag_label(paper: Paper, content: BagLabel, dots: Dots) -> None:
    """The label on the current page of a paper that `label_paper` made. Raises as `bag_label_pdf` does."""
    _Label(paper, content, dots).draw()


class _Label:
    """One label being drawn from the top down; `y` is the baseline last written on."""

    def __init__(self, paper: Paper, content: BagLabel, dots: Dots) -> None:
        self.paper = paper
        self.content = content
        self.dots = dots
        life = [content.mixed_at, content.start_before, content.finish_before or content.start_before]
        self.moments = Moments.of(life, content.zone, content.language)
        tag = TAG_WIDTH + GAP if content.piece is Piece.COVER else 0
        widths = (RIGHT - LEFT - tag, RIGHT - LEFT, RIGHT - LEFT)
        self.name_style, self.name = name_lines(content.patient_name, NAME, widths)
        self.prepared = text("prepared by {name}", name=content.prepared_by).in_(content.language)
        self.small_print = self._small_print()
        spare = BOTTOM - TOP - NEEDED
        spare -= NAME_LEADING * (len(self.name) - 1) + SMALL_LEADING * (len(self.small_print) - 1)
        if content.finish_before:
            spare -= FINISH_HEIGHT
        if spare < -MOST_LACKING:
            raise page_overflow(text("the label"), -spare - MOST_LACKING)
        self.bars = BARS + spare * SHARE_OF_BARS
        self.sign = spare * SHARE_OF_SIGN
        self.gap = spare * SHARE_OF_GAP
        self.line = spare * SHARE_OF_LINE
        self.bar = BAR_HEIGHT + spare * SHARE_OF_BLACK
        self.y = TOP

    def draw(self) -> None:
        """All of it."""
        self._patient()
        self._drug()
        self._clocks()
        self._handling()
        self._provenance()

    def _patient(self) -> None:
        content = self.content
        self.y += 3.1
        if content.piece is Piece.COVER:
            self._cover_tag()
        for number, line in enumerate(self.name):
            self.y += NAME_LEADING * min(number, 1)
            self._left(line, self.name_style, PATIENT_NAME)
        self.y += 4.1 + self.line
        who = text(
            "Record {record} · born {birth}",
            record=content.record_number,
            birth=date_text(content.birth_date, content.language),
        )
        end = self._left(who, BODY, text("the record number"))
        self._right(content.ward, BODY, text("the ward"), after=end)
        self.y += 1.6 + self.gap
        self.paper.fill(LEFT, self.dots.snap(self.y), RIGHT - LEFT, self.dots.mm(self.dots.nearest(0.25)))

    def _cover_tag(self) -> None:
        """White on black, where a bag's label has nothing."""
        self._black(RIGHT - TAG_WIDTH, self.y - NAME.capital - 1, TAG_WIDTH, NAME.capital + 1.8)
        words = text("COVER")
        middle = RIGHT - TAG_WIDTH / 2
        self.paper.write(
            self._said(words), middle, self.y, BAR, words, width=TAG_WIDTH - 2, align=Align.CENTRE
        )

    def _drug(self) -> None:
        content = self.content
        self.y += 5.6 + self.gap
        end = self._left("alemtuzumab", DRUG, verbatim("alemtuzumab"))
        self._right(content.dose, DRUG, text("the dose"), after=end)
        self.y += 4.2 + self.line
        end = self._left(content.brand, BODY, text("the brand"))
        diluent = text("in {diluent}", diluent=content.diluent)
        end = self._left(diluent, BODY, text("the diluent"), at=end + GAP)
        self._right(content.concentration, BODY, text("the concentration"), after=end)
        self.y += 4.0 + self.line
        end = self._left(text("INTRAVENOUS INFUSION ONLY"), STRONG, text("the route"))
        self._right(content.course_day, BODY, text("course and day"), after=end)

    def _clocks(self) -> None:
        """The bar that says until when the infusion may start and, by policy, when it must be over."""
        content = self.content
        finish = content.finish_before
        top = self.y + 1.4 + self.gap
        high = self.bar + (FINISH_HEIGHT if finish else 0)
        self._black(LEFT, top, RIGHT - LEFT, high)
        middle = top + self.bar / 2
        words = text("START BEFORE")
        style, lines = wrapped(words.in_(content.language), BAR, (WORDS_WIDTH, WORDS_WIDTH), words)
        self.y = middle + BAR.capital / 2 - BAR_LEADING * (len(lines) - 1) / 2 - BAR_LEADING
        for line in lines:
            self.y += BAR_LEADING
            self._left(line, style, words, at=LEFT + PAD)
        end = LEFT + PAD + max(map(style.width, lines))
        self.y = middle + BAR_TIME.capital / 2
        self._clock(words, content.start_before, BAR_DAY, BAR_TIME, after=end, lift=4.6)
        if finish:
            between = self.dots.snap(top + self.bar)
            self.paper.fill(LEFT + PAD, between, RIGHT - LEFT - PAD * 2, self.dots.mm(2), WHITE)
            self.y = top + high - 1.2
            words = text("FINISH BEFORE")
            end = self._left(words, BAR, words, at=LEFT + PAD)
            self._clock(words, finish, BAR, BAR, after=end)
        self.y = top + high

    def _clock(
        self, field: Text, moment: datetime, day: Style, time: Style, *, after: float, lift: float = 0
    ) -> None:
        """Day and time, the time at the right end; an offset stands between, or `lift` mm above the day."""
        edge = RIGHT - PAD
        edge -= self._before(self.moments.clock(moment), edge, time, field, after) + 2.5
        if offset := self.moments.offset(moment):
            self.y -= lift
            taken = self._before(offset, edge, BAR_SMALL, field, after)
            self.y += lift
            edge -= 0 if lift else taken + 1.5
        self._before(self.moments.day(moment), edge, day, field, after)

    def _before(self, words: str, edge: float, style: Style, field: Text, after: float) -> float:
        """Words that end at `edge`, clear of what ends at `after`; returns their width."""
        return self.paper.write(
            words, edge, self.y, style, field, width=edge - after - GAP, align=Align.RIGHT
        )

    def _handling(self) -> None:
        self.y += 3.4 + self.gap
        keep = text("{keep} Do not shake or freeze.", keep=self.content.keep)
        self._left(keep, KEEP, text("how to keep it"))
        self.y += 3.7 + self.line
        prime = text("Prime the line with this solution, not with saline.")
        end = self._left(prime, PRIME, text("how to prime"))
        mixed = text("mixed {time}", time=self.moments.time(self.content.mixed_at))
        self._right(mixed, PRIME, text("the time of mixing"), after=end)

    def _small_print(self) -> list[str]:
        """Lot and expiry of vial and diluent, and who prepared it: together on a line if they fit."""
        content, language = self.content, self.content.language
        vial = _lot(text("vial"), content.vial_lot, content.vial_expiry).in_(language)
        diluent = _lot(content.diluent_short, content.diluent_lot, content.diluent_expiry).in_(language)
        both = f"{vial}  ·  {diluent}"
        lots = [both] if SMALL.width(both) <= RIGHT - LEFT else [vial, diluent]
        return lots if self._beside_signature() else [*lots, self.prepared]

    def _beside_signature(self) -> bool:
        return SMALL.width(self.prepared) <= BESIDE_SIGNATURE

    def _provenance(self) -> None:
        """Where it comes from, who answers for it, and both codes in the lower right and left corners."""
        content = self.content
        message = checked(content.code)
        square = datamatrix(message, self.dots)
        linear = gs1_128(message, self.dots, self.bars)
        column = RIGHT - square.width - square.quiet_width * 2 - LEFT
        if linear.width + linear.quiet_width > column:
            raise page_overflow(text("the linear barcode"), linear.width + linear.quiet_width - column)
        self.y += 3.1 - SMALL_LEADING + self.gap
        for line in self.small_print:
            self.y += SMALL_LEADING
            self._left(line, SMALL, text("the lots, or who prepared it"))
        self.y += 3.6 + self.sign
        self._signatures(column)
        self.y += SMALL_LEADING
        self._left(content.pharmacy, SMALL, text("the pharmacy"), width=column)
        self.y += SMALL_LEADING
        end = self._left(text("Bag {id}", id=content.bag_id), SMALL_STRONG, text("the bag's id"))
        copy = text("copy {copy} · audit {anchor}", copy=content.copy_number, anchor=content.anchor)
        self._left(copy, SMALL, text("copy and audit"), at=end + GAP, width=LEFT + column - end - GAP)
        draw(self.paper, linear, LEFT, BOTTOM)
        draw(self.paper, square, RIGHT - square.width, BOTTOM)

    def _signatures(self, column: float) -> None:
        """Who prepared it, and a line for who checks it: the label is printed before the check."""
        end = LEFT
        if self._beside_signature():
            end = self._left(self.prepared, SMALL, text("who prepared it")) + GAP
        checked = text("checked by")
        end = self._left(checked, SMALL, checked, at=end) + 1
        self.paper.fill(end, self.dots.snap(self.y), LEFT + column - end, self.dots.mm(1))

    def _left(
        self, words: Text | str, style: Style, field: Text, *, at: float = LEFT, width: float | None = None
    ) -> float:
        """Words that begin at `at` and may run to the right edge, or `width`; returns where they end."""
        room = RIGHT - at if width is None else width
        return at + self.paper.write(self._said(words), at, self.y, style, field, width=room)

    def _said(self, words: Text | str) -> str:
        return words.in_(self.content.language) if isinstance(words, Text) else words

    def _right(self, words: Text | str, style: Style, field: Text, *, after: float) -> None:
        """Words that end at the right edge, clear of what ends at `after`."""
        self._before(self._said(words), RIGHT, style, field, after)

    def _black(self, x: float, y: float, width: float, height: float) -> None:
        """A black field with its edges on the printer's grid."""
        snap = self.dots.snap
        self.paper.fill(snap(x), snap(y), snap(width), snap(height))


def _lot(what: Text, lot: str, expiry: date) -> Text:
    return text("{what} {lot} exp {expiry}", what=what, lot=lot, expiry=expiry)
