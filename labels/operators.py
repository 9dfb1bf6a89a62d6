"""Text and bars, written as a page's operators by hand: ReportLab's own calls take twice the time for them.

A label has some twenty texts and four hundred bars. All else is drawn by ReportLab's calls.

Source: ISO 32000-1, 8.5.2 (re), 9.4 (BT, TL, Tm, Tf, Tj, T*, ET).
"""

from collections.abc import Iterable
from typing import Any

from reportlab.pdfbase.ttfonts import TTFont


def show_text(canvas: Any, font: TTFont, size: float, ink: float, x: float, y: float, words: str) -> None:
    """A text in one font, its left end at `x`, `y` (points), in a grey."""
    code = [f"BT {ink:g} g {size:g} TL 1 0 0 1 {x:.3f} {y:.3f} Tm"]
    # A font goes into the file in subsets of up to 256 characters.
    for subset, letters in font.splitString(words, canvas._doc):
        name = font.getSubsetInternalName(subset, canvas._doc)
        code.append(f"{name} {size:g} Tf ({canvas._escape(letters)}) Tj")
    code.append("T* ET")  # a new line: programs that read the text out again part it from the next by that
    _append(canvas, code)


def fill_cells(canvas: Any, unit: float, cells: Iterable[tuple[int, int, int, int]]) -> None:
    """Black rectangles: left, bottom, width and height of each in whole units of so many points."""
    code = [f"q 0 g {unit:.9f} 0 0 {unit:.9f} 0 0 cm"]
    code += [f"{left} {bottom} {width} {height} re" for left, bottom, width, height in cells]
    code.append("f Q")
    _append(canvas, code)


def _append(canvas: Any, code: list[str]) -> None:
    """To the list of the page's operators in ReportLab's canvas, which its type stubs do not have."""
    canvas._code.append(" ".join(code))
