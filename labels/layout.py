"""Paper, measured in millimetres from its top left corner: text that either fits or is refused, and rules."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from io import BytesIO

from reportlab import rl_config
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from labels.operators import show_text
from labels.typefaces import Face, Typeface, check_printable, composed, font, typeface_for
from pharmacy.errors import Code, Refusal
from pharmacy.language import Language, Text, text

INCH = 25.4
"""Millimetres in an inch."""
POINT = INCH / 72
"""Millimetres in a typographic point."""
A4 = (210.0, 297.0)
"""Width and height in mm. Source: ISO 216."""
MOST_LINES = 12
"""Of one paragraph."""
LEADING = 1.28
"""From one baseline to the next in running text, in type sizes."""
BLACK, GREY, PALE, WHITE = 0.0, 0.36, 0.82, 1.0
"""Greys as PDF has them. `GREY` is the lightest that may carry text, `PALE` only rules."""


@dataclass(frozen=True)
class Dots:
    """The grid of a thermal printer: what lies on it comes out sharp, what lies between comes out blurred."""

    dpi: int
    """Dots an inch: 203 or 300."""

    def nearest(self, mm: float) -> int:
        """A length as a whole number of dots."""
        return round(mm * self.dpi / INCH)

    def within(self, mm: float) -> int:
        """The most whole dots that a length holds: a page never sticks out of its paper."""
        return int(mm * self.dpi / INCH)

    def mm(self, dots: int) -> float:
        """A number of dots as a length."""
        return dots * INCH / self.dpi

    def snap(self, mm: float) -> float:
        """The nearest length on the grid.

        >>> Dots(203).mm(8) == Dots(203).snap(1)
        True
        """
        return self.mm(self.nearest(mm))


@dataclass(frozen=True)
class Style:
    """How a text looks."""

    size: float
    """In points."""
    face: Face = Face.REGULAR
    ink: float = BLACK
    """Grey level, 0 black to 1 white."""
    typeface: Typeface | None = None
    """None: what the text demands."""

    def of(self, words: str) -> "Style":
        """The style in the typeface that prints all of a text: its lines are written so, each of them."""
        return self if self.typeface else replace(self, typeface=typeface_for(words))

    def width(self, words: str) -> float:
        """How wide a text runs, in mm."""
        return float(self.font(words).stringWidth(composed(words), self.size)) * POINT

    @property
    def leading(self) -> float:
        """From one baseline to the next, in mm."""
        return self.size * LEADING * POINT

    @property
    def capital(self) -> float:
        """The height of a capital letter, in mm."""
        return float(self.font("").face.capHeight) / 1000 * self.size * POINT

    def font(self, words: str) -> TTFont:
        """The font in which a text is set."""
        return font(self.typeface or typeface_for(words), self.face)


class Align(Enum):
    """Which end of a text stands at its place."""

    LEFT = 0
    RIGHT = 1
    CENTRE = 0.5


class LabelOverflow(Refusal):
    """A text does not fit its place. It is never shrunk or cut."""

    def __init__(self, field: Text, words: str, style: Style, widths: Sequence[float]) -> None:
        """`widths`: of the lines the text may have, in mm."""
        super().__init__(
            Code.LABEL_OVERFLOW,
            text("Too long for its place on the paper: {field}.", field=field),
            expected=text(
                "at most {width} mm at {size} pt, lines: {lines}",
                width=" + ".join(f"{width:.0f}" for width in widths),
                size=f"{style.size:g}",
                lines=len(widths),
            ),
            got=_got(words, style, widths),
            advice=text(
                "Nothing is shrunk or cut. “{fits}” would fit: leave out or abbreviate whole words, as on "
                "the wristband.",
                fits=_fitting(words, style, widths),
            ),
        )


def _got(words: str, style: Style, widths: Sequence[float]) -> Text:
    """What a text would take: lines, or its width where it must stand on one or has too wide a word."""
    needed = _wrapped(words, style, [*widths, *[widths[-1]] * len(words)])
    if needed is None or len(widths) == 1:
        return text("“{words}”, {width} mm", words=words, width=f"{style.width(words):.0f}")
    return text("“{words}”, lines: {lines}", words=words, lines=len(needed))


def page_overflow(field: Text, millimetres: float) -> Refusal:
    """The refusal of a document whose text runs past the foot of its page, by that many mm."""
    return Refusal(
        Code.LABEL_OVERFLOW,
        text("Too much for one page: {field}.", field=field),
        got=text("{millimetres} mm more than the page has", millimetres=f"{millimetres:.0f}"),
        advice=text("Nothing is shrunk or cut. Shorten what was entered, and print again."),
    )


def _fitting(words: str, style: Style, widths: Sequence[float]) -> str:
    """As many of a text's first words as its lines hold; of a name with half a word nobody could be sure."""
    whole = words.split(" ")
    while whole and _wrapped(" ".join(whole), style, widths) is None:
        whole.pop()
    return " ".join(whole) or "…"


NUMBER_STAYS = re.compile(r"(?<!\d) +")
"""Where a line may end: a number is never parted from the unit after it."""


def _wrapped(words: str, style: Style, widths: Sequence[float]) -> list[str] | None:
    lines = [""]
    for word in NUMBER_STAYS.split(words.strip()):
        longer = f"{lines[-1]} {word}".lstrip()
        if style.width(longer) <= widths[len(lines) - 1]:
            lines[-1] = longer
        elif lines[-1] and len(lines) < len(widths) and style.width(word) <= widths[len(lines)]:
            lines.append(word)
        else:
            return None
    return lines


def wrapped(words: str, style: Style, widths: Sequence[float], field: Text) -> tuple[Style, list[str]]:
    """A text in as many lines as it needs, each in its width (mm), at its one size, and the style of all.

    Raises `LabelOverflow` when it needs more lines than there are widths, or a word is wider than its line,
    and `Refusal` (no-glyph) for a character that cannot be printed.
    """
    check_printable(words, field)
    words = composed(words)
    style = style.of(words)
    lines = _wrapped(words, style, widths)
    if lines is None:
        raise LabelOverflow(field, words, style, widths)
    return style, lines


def _under(mm: float) -> float:
    """A page's side in points, less a hair: or a rasteriser that rounds up adds a dot and stretches all."""
    return int(mm / POINT * 1000 - 0.5) / 1000


class Paper:
    """A document being drawn, a page after the other. Lengths in mm, from the page's top left corner."""

    def __init__(self, width: float, height: float, *, title: str, pharmacy: str, language: Language) -> None:
        rl_config.useA85 = 0  # Binary streams: a third less time and paper.
        self.width = width
        """Of the page as it is drawn on, in mm."""
        self.height = height
        """Of the page as it is drawn on, in mm."""
        self._upright = width, height
        self._file = BytesIO()
        # `invariant`: the same content gives the same bytes, whenever it is printed. Uncompressed pages
        # are drawn a quarter faster; a label then has some 50 kB instead of 30.
        self.canvas = Canvas(
            self._file,
            (_under(width), _under(height)),
            pageCompression=0,
            invariant=1,
            lang=language.value,
            # Or every page would name Helvetica, which is in no file.
            initialFontName=font(Typeface.ATKINSON, Face.REGULAR).fontName,  # type: ignore[arg-type]
        )
        """The page's surface, for drawing that is not text or a rule."""
        self.canvas.setTitle(title)
        self.canvas.setAuthor(pharmacy)
        self.canvas.setSubject("alemtuzumab")
        self.canvas.setCreator("alemprep")
        self.canvas.setViewerPreference("PrintScaling", "None")

    def write(
        self,
        words: str,
        x: float,
        baseline: float,
        style: Style,
        field: Text,
        *,
        width: float,
        align: Align = Align.LEFT,
    ) -> float:
        """One line of text; `x` is where its left end, right end or middle stands. Returns its width.

        Raises `LabelOverflow` when it is wider than `width`, `Refusal` (no-glyph) for what cannot be printed.
        """
        check_printable(words, field)
        words = composed(words)
        taken = style.width(words)
        if taken > width:
            raise LabelOverflow(field, words, style, [width])
        left, foot = (x - taken * align.value) / POINT, (self.height - baseline) / POINT
        show_text(self.canvas, style.font(words), style.size, style.ink, left, foot, words)
        return taken

    def paragraph(
        self,
        words: str,
        x: float,
        baseline: float,
        style: Style,
        field: Text,
        *,
        width: float,
    ) -> float:
        """Running text; returns the baseline of a line after it. Raises as `wrapped` does."""
        style, lines = wrapped(words, style, [width] * MOST_LINES, field)
        for line in lines:
            self.write(line, x, baseline, style, field, width=width)
            baseline += style.leading
        return baseline

    def fill(self, x: float, y: float, width: float, height: float, ink: float = BLACK) -> None:
        """A filled rectangle, by its top left corner; a rule is a thin one."""
        self.canvas.setFillGray(ink)
        self.canvas.rect(
            x / POINT,
            (self.height - y - height) / POINT,
            width / POINT,
            height / POINT,
            stroke=0,
            fill=1,
        )

    def next_page(self, *, across: bool = False) -> None:
        """Finish the page and begin another."""
        self.canvas.showPage()
        if across:
            self.lie_across()

    def lie_across(self) -> None:
        """Draw on the page that begins with its long side for its width. It goes through a printer as every
        other one, and is turned only to be looked at.
        """
        self.height, self.width = self._upright
        self.canvas.setPageSize((_under(self.width), _under(self.height)))
        self.canvas.setPageRotation(90)  # which lets ReportLab write the size upright again
        self.canvas.translate(self.height / POINT, 0)
        self.canvas.rotate(90)

    def bookmark(self, words: str, level: int) -> None:
        """Let the document's outline lead to this page; 0 is the outermost level."""
        key = f"page {self.canvas.getPageNumber()}, {level}"
        self.canvas.bookmarkPage(key)
        self.canvas.addOutlineEntry(words, key, level)
        self.canvas.showOutline()

    def label_pages(self, prefix: str) -> None:
        """Number the pages from this one on, after a prefix: `3-1`, `3-2` …"""
        number = self.canvas.getPageNumber() - 1
        self.canvas.addPageLabel(number, style="ARABIC", start=1, prefix=prefix)

    def pdf(self) -> bytes:
        """The finished document."""
        self.canvas.save()
        return self._file.getvalue()


PATIENT_NAME = text("the patient's name")
"""What a refusal calls it."""


def name_lines(name: str, style: Style, widths: Sequence[float]) -> tuple[Style, list[str]]:
    """A patient's name on one line, or on more: family names above given names if both fit so, else by words.

    With the style of both lines. Raises as `wrapped` does.
    """
    check_printable(name, PATIENT_NAME)
    style = style.of(name)
    family, comma, given = composed(name).partition(", ")
    parts = [family + ",", given]
    fit = all(style.width(part) <= width for part, width in zip(parts, widths, strict=False))
    if comma and fit and style.width(name) > widths[0]:
        return style, parts
    return wrapped(name, style, widths, PATIENT_NAME)
