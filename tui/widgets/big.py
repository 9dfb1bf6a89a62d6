"""Letters three lines high, to be read from the bench at arm's length."""

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tui.widgets.flow import flow

_GLYPHS = """
A .#. #.# ### #.# #.#|B ##. #.# ##. #.# ##.|C .## #.. #.. #.. .##|D ##. #.# #.# #.# ##.
E ### #.. ##. #.. ###|F ### #.. ##. #.. #..|G .## #.. #.# #.# .##|H #.# #.# ### #.# #.#
I ### .#. .#. .#. ###|J ..# ..# ..# #.# .#.|K #.# #.# ##. #.# #.#|L #.. #.. #.. #.. ###
M #...# ##.## #.#.# #...# #...#|N #..# ##.# #.## #..# #..#|O .#. #.# #.# #.# .#.
P ##. #.# ##. #.. #..|Q .##. #..# #..# #.#. .#.#|R ##. #.# ##. #.# #.#|S .## #.. .#. ..# ##.
T ### .#. .#. .#. .#.|U #.# #.# #.# #.# ###|V #.# #.# #.# #.# .#.|W #...# #...# #.#.# ##.## #...#
X #.# #.# .#. #.# #.#|Y #.# #.# .#. .#. .#.|Z ### ..# .#. #.. ###|m ..... ..... ####. #.#.# #.#.#
0 ### #.# #.# #.# ###|1 .#. ##. .#. .#. ###|2 ##. ..# .#. #.. ###|3 ##. ..# .#. ..# ##.
4 #.# #.# ### ..# ..#|5 ### #.. ##. ..# ##.|6 .## #.. ### #.# ###|7 ### ..# .#. .#. .#.
8 ### #.# ### #.# ###|9 ### #.# ### ..# ##.|. . . . . #|, .. .. .. .# #.|: . # . # .|- ... ... ### ... ...
"""
_ACCENTS = {"Á": ("A", "acute"), "É": ("E", "acute"), "Í": ("I", "acute"), "Ó": ("O", "acute"),
            "Ú": ("U", "acute"), "Ñ": ("N", "tilde")}  # fmt: skip
_ABOVE = {"acute": "..#", "tilde": "####"}
_HALVES = {"..": " ", "#.": "▀", ".#": "▄", "##": "█"}
_ROWS = 6
"""Pixels: one for an accent, five for the letter; two make a line."""


def _font() -> dict[str, list[str]]:
    font = {" ": ["..."] * _ROWS}
    for glyph in _GLYPHS.replace("\n", "|").strip("|").split("|"):
        name, *rows = glyph.split(" ")
        font[name] = ["." * len(rows[0]), *rows]
    for letter, (base, accent) in _ACCENTS.items():
        rows = font[base][1:]
        font[letter] = [_ABOVE[accent][: len(rows[0])].ljust(len(rows[0]), "."), *rows]
    return font


_FONT = _font()


def big_width(words: str) -> int | None:
    """Cells that the words take in large letters; none when a letter has no large shape.

    >>> big_width("VIAL"), big_width("ß")
    (15, None)
    """
    if set(words) - set(_FONT):
        return None
    return sum(len(_FONT[letter][0]) + 1 for letter in words) - 1 if words else 0


def big_lines(words: str, width: int) -> list[str] | None:
    """The words in large letters, broken between words, three lines each; none when they do not fit."""
    rows: list[str] = []
    for word in words.split():
        wide = big_width(word)
        if wide is None or wide > width:
            return None
        together = big_width(f"{rows[-1]} {word}") if rows else None
        if together is not None and together <= width:
            rows[-1] = f"{rows[-1]} {word}"
        else:
            rows.append(word)
    return [line for row in rows for line in _drawn(row)]


def pixels(words: str) -> list[str]:
    """The rows of a word's letters, `#` for ink, without room for accents where there are none.

    >>> pixels("GO")
    ['.##..#.', '#...#.#', '#.#.#.#', '#.#.#.#', '.##..#.']
    """
    rows = [".".join(_FONT[letter][row] for letter in words) for row in range(_ROWS)]
    return rows if "#" in rows[0] else rows[1:]


def _drawn(words: str) -> list[str]:
    rows = [".".join(_FONT[letter][row] for letter in words) for row in range(_ROWS)]
    return [
        "".join(_HALVES[upper + lower] for upper, lower in zip(rows[i], rows[i + 1], strict=True)).rstrip()
        for i in range(0, _ROWS, 2)
    ]


class Big(Widget):
    """Shows words in large capitals where they fit; where they do not, as they are in bold: mL stays mL."""

    DEFAULT_CSS = "Big { height: auto; width: 1fr; text-style: bold; }"
    MOST_LINES = 6
    """More would push the explanation off a small screen."""

    def __init__(self, words: str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._words = words

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def show_words(self, words: str) -> None:
        """Say something else."""
        self._words = words
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the words need at this width."""
        return len(self._lines(width)) if width else 0

    def render(self) -> Content:
        """The lines."""
        return Content("\n".join(self._lines(max(1, self.content_size.width))))

    def _lines(self, width: int) -> list[str]:
        large = big_lines(self._words.upper(), width)
        if large is not None and len(large) <= self.MOST_LINES:
            return large
        return [line.plain for line in flow([Content(self._words)], " ", width)]
