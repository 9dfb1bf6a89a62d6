"""One word as large as the room allows, to be read from three metres."""

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tui.widgets.big import pixels

LINES = 5
"""Pixels that a letter is high."""


def huge_lines(word: str, width: int, height: int) -> list[str]:
    """A word in letters of whole blocks, at least one block a pixel, at most as high as `height`. Blocks are
    twice as wide as high in cells, because cells are not square, and narrower where there is no room.

    >>> huge_lines("I", 6, 5)
    ['██████', '  ██', '  ██', '  ██', '██████']
    """
    rows = pixels(word)
    high = max(1, height // LINES)
    high = min(high, max(1, width // len(rows[0])))
    wide = min(2 * high, max(1, width // len(rows[0])))
    lines = ["".join(("█" if pixel == "#" else " ") * wide for pixel in row).rstrip() for row in rows]
    return [line for line in lines for _ in range(high)]


class Huge(Widget):
    """Shows one word with `huge_lines`; at least `least` blocks a pixel high."""

    DEFAULT_CSS = "Huge { width: 1fr; height: auto; }"

    def __init__(self, word: str, *, share: int, least: int, id: str | None = None) -> None:  # noqa: A002
        """`share`: the part of the screen's height that it may take, per cent."""
        super().__init__(id=id)
        self._word = word
        self._share = share
        self._least = least

    @property
    def word(self) -> str:
        """What it says."""
        return self._word

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as the word comes out."""
        return max(map(len, self._lines(container.width, viewport.height)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As high as its share of the screen allows."""
        return len(self._lines(width, viewport.height)) if width else 0

    def render(self) -> Content:
        """The lines."""
        return Content("\n".join(self._lines(max(1, self.content_size.width), self.screen.size.height)))

    def _lines(self, width: int, screen: int) -> list[str]:
        return huge_lines(self._word, width, max(self._least * LINES, screen * self._share // 100))
