"""The two codes of a label, as rectangles that are a whole number of printer dots wide."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from barcode.codex import Gs1_128
from biip import ParseError
from biip.gs1_messages import GS1Message
from pystrich.datamatrix import DataMatrixData, DataMatrixEncoder
from pystrich.gs1 import GS1Fixed, GS1Variable

from labels.layout import Dots, Paper
from labels.operators import fill_cells
from pharmacy.errors import Code, Refusal
from pharmacy.language import text, verbatim

DARK = re.compile("1+")
"""A run of dark modules in a row."""
GS = "\x1d"
"""What a scanner sends for FNC1 between two element strings."""
DATAMATRIX_MODULE = 0.875
"""Wanted width in mm: 7 dots at 203 dpi, read through blur, growth of the print, and a crease."""
LINEAR_MODULE = 0.375
"""Wanted width in mm: 3 dots at 203 dpi; narrower bars were misread with a valid check character."""
DATAMATRIX_QUIET = 1
"""Empty modules on every side. Source: GS1 General Specifications 5.6.3.1."""
LINEAR_QUIET = 10
"""Empty modules left and right. Source: GS1 General Specifications 5.4.2."""


@dataclass(frozen=True)
class Symbol:
    """A code, ready to be drawn for one printer."""

    rows: tuple[str, ...]
    """From the top, `1` for a dark module. A linear code has one row."""
    module: int
    """Width of a module in dots."""
    row_height: int
    """Height of a row in dots."""
    quiet: int
    """Modules left empty around the symbol: left and right, and for a two-dimensional one above and below."""
    dots: Dots

    @property
    def width(self) -> float:
        """Of the dark part, in mm."""
        return self.dots.mm(len(self.rows[0]) * self.module)

    @property
    def height(self) -> float:
        """Of the dark part, in mm."""
        return self.dots.mm(len(self.rows) * self.row_height)

    @property
    def quiet_width(self) -> float:
        """Of the empty margin, in mm."""
        return self.dots.mm(self.quiet * self.module)


def checked(code: str) -> GS1Message:
    """A GS1 element string, FNC1 written as GS, that means the same to whoever scans it.

    Raises `Refusal` (bad-code) for anything else.

    Parsed and put together again it must be what it was: encoders turn some characters into FNC1 silently.
    """
    try:
        message = GS1Message.parse(code)
    except ParseError as error:
        raise _unwritable(code) from error
    again = "".join(
        e.ai.ai + e.value + (GS if e.ai.separator_required else "") for e in message.element_strings
    )
    if not code or not code.isascii() or again.removesuffix(GS) != code:
        raise _unwritable(code)
    return message


def datamatrix(message: GS1Message, dots: Dots) -> Symbol:
    """A GS1 DataMatrix of a message that `checked` has passed.

    Source: GS1 General Specifications 5.6; ISO/IEC 16022.
    """
    fields = [
        (GS1Variable if element.ai.separator_required else GS1Fixed)(element.ai.ai, element.value)
        for element in message.element_strings
    ]
    matrix = DataMatrixEncoder(DataMatrixData.gs1(*fields), quiet_zone=0).init_renderer().matrix
    module = dots.nearest(DATAMATRIX_MODULE)
    rows = tuple("".join("1" if cell else "0" for cell in row) for row in matrix)
    return Symbol(rows, module, module, DATAMATRIX_QUIET, dots)


def gs1_128(message: GS1Message, dots: Dots, height: float) -> Symbol:
    """A GS1-128 of a message that `checked` has passed, its bars `height` mm high.

    Source: GS1 General Specifications 5.4; ISO/IEC 15417.
    """
    modules = Gs1_128(message.value.replace(GS, Gs1_128.FNC1_CHAR)).build()[0]
    return Symbol((modules,), dots.nearest(LINEAR_MODULE), dots.nearest(height), LINEAR_QUIET, dots)


def _unwritable(code: str) -> Refusal:
    return Refusal(
        Code.BAD_CODE,
        text("This cannot be written as a barcode."),
        expected=text("a GS1 element string, like 91, the bag's id, GS, 92, piece and copy"),
        got=verbatim(repr(code)),
        advice=text("Do not use the label. Report it: the program made the code."),
    )


def draw(paper: Paper, symbol: Symbol, left: float, bottom: float) -> None:
    """Put a symbol on the paper, its lower left corner on the grid point nearest to `left`, `bottom` (mm)."""
    dots = symbol.dots
    fill_cells(
        paper.canvas, 72 / dots.dpi, _bars(symbol, dots.nearest(left), dots.nearest(paper.height - bottom))
    )


def _bars(symbol: Symbol, left: int, bottom: int) -> Iterator[tuple[int, int, int, int]]:
    """What is dark, a run of modules at a time: left, bottom, width and height in dots."""
    module, high = symbol.module, symbol.row_height
    for line, row in enumerate(reversed(symbol.rows)):
        for run in DARK.finditer(row):
            yield left + run.start() * module, bottom + line * high, len(run[0]) * module, high
