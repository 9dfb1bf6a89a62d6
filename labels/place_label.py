"""The label of a place that bags are put in, 100 × 70 mm: what it is called, and its code to be scanned."""

from labels.barcodes import checked, datamatrix, draw, gs1_128
from labels.content import PlaceLabel
from labels.layout import WHITE, Align, Dots, Paper, Style, wrapped
from labels.typefaces import Face
from pharmacy.language import text

WIDTH, HEIGHT = 100, 70
"""Of the label, in mm."""
LEFT, RIGHT = 4.0, 96.0
"""The printed part, in mm."""
BAND_TOP, BAND_HEIGHT = 2.0, 9.0
"""The black band with the kind of place, in mm."""
NAME_BASELINE = 28.0
"""Of a name on one line; on two they stand around it, in mm."""
SQUARE_FOOT, LINEAR_FOOT = 53.0, 63.5
"""Lower edges of the two codes, in mm."""
BARS = 8.5
"""Height of the linear code, in mm."""
FOOT = 68.2
"""Baseline of the key, in mm."""

KIND = Style(16, Face.BOLD, WHITE)
NAME = Style(34, Face.BOLD)
NAME_LEADING = 12.5
HOSPITAL = Style(9)
KEY = Style(12, Face.BOLD)


def place_label_pdf(content: PlaceLabel, dpi: int = 203) -> bytes:
    """The label as a one-page PDF for a printer of `dpi` dots an inch.

    Raises `LabelOverflow` for a text that does not fit, `Refusal` (no-glyph) for a character that cannot be
    printed, `ValueError` for what is no place's key.
    """
    dots = Dots(dpi)
    title = text("Label of the place {key}", key=content.key)
    paper = Paper(
        dots.mm(dots.within(WIDTH)),
        dots.mm(dots.within(HEIGHT)),
        title=title.in_(content.language),
        pharmacy=content.hospital,
        language=content.language,
    )
    _kind(paper, content, dots)
    _name(paper, content)
    message = checked(content.code)
    square = datamatrix(message, dots)
    beside = RIGHT - square.width - square.quiet_width - LEFT
    _hospital(paper, content, beside)
    draw(paper, square, RIGHT - square.width, SQUARE_FOOT)
    draw(paper, gs1_128(message, dots, BARS), LEFT, LINEAR_FOOT)
    paper.write(content.key, LEFT, FOOT, KEY, text("the place's key"), width=RIGHT - LEFT)
    return paper.pdf()


def _kind(paper: Paper, content: PlaceLabel, dots: Dots) -> None:
    """White on black: no label of a bag begins so."""
    snap = dots.snap
    paper.fill(snap(LEFT), snap(BAND_TOP), snap(RIGHT - LEFT), snap(BAND_HEIGHT))
    middle = (LEFT + RIGHT) / 2
    baseline = BAND_TOP + (BAND_HEIGHT + KIND.capital) / 2
    words = content.kind.in_(content.language)
    paper.write(words, middle, baseline, KIND, content.kind, width=RIGHT - LEFT - 4, align=Align.CENTRE)


def _name(paper: Paper, content: PlaceLabel) -> None:
    field = text("the place's name")
    style, lines = wrapped(content.name, NAME, [RIGHT - LEFT] * 2, field)
    baseline = NAME_BASELINE - NAME_LEADING * (len(lines) - 1) / 2
    for line in lines:
        paper.write(line, LEFT, baseline, style, field, width=RIGHT - LEFT)
        baseline += NAME_LEADING


def _hospital(paper: Paper, content: PlaceLabel, width: float) -> None:
    """Left of the square code, level with its foot."""
    field = text("the hospital's name")
    style, lines = wrapped(content.hospital, HOSPITAL, [width] * 2, field)
    baseline = SQUARE_FOOT - HOSPITAL.leading * (len(lines) - 1)
    for line in lines:
        paper.write(line, LEFT, baseline, style, field, width=width)
        baseline += HOSPITAL.leading
