"""A table that is driven from outside: it never has the focus, so that no scan can act on it."""

from collections.abc import Iterable, Sequence

from rich.text import Text
from textual.coordinate import Coordinate
from textual.widgets import DataTable

MOVES = {"up", "down", "pageup", "pagedown", "home", "end"}
"""Keys that `Table.move` understands."""

MARK = "▶"
"""Stands before the marked row, so that its colour is not all that tells."""

CACHED = 256
"""Drawn cells, rows and lines that are kept: some screens full."""


class Table(DataTable[Text], can_focus=False):
    """Rows of text, one of them marked."""

    DEFAULT_CSS = """
    Table { height: 1fr; background: #101418; }
    Table > .datatable--header { background: #2A323A; color: #FFFFFF; text-style: bold; }
    Table > .datatable--cursor { background: #FFFFFF; color: #000000; text-style: bold; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, cursor_type="row", cell_padding=0)
        # Every tick of a countdown draws a cell anew; Textual would keep ten thousand of the old ones.
        for kept in (self._row_render_cache, self._cell_render_cache, self._line_cache):
            kept.maxsize = CACHED

    def show_columns(self, columns: Iterable[tuple[str, int]]) -> None:
        """Begin anew with these columns: name and width."""
        self.clear(columns=True)
        self.add_column("", width=len(MARK) + 1)
        for name, width in columns:
            self.add_column(Text(name), width=width)

    def show_row(self, cells: Sequence[str]) -> None:
        """Add a row; brackets in it are brackets."""
        self.add_row(Text(MARK if self.row_count == self.cursor_row else ""), *map(Text, cells))

    def show_cell(self, row: int, column: int, words: str) -> None:
        """Change one cell."""
        self.update_cell_at(Coordinate(row, column + 1), Text(words))

    def mark(self, row: int) -> None:
        """Mark a row, or the nearest one that there is."""
        row = min(max(row, 0), max(self.row_count - 1, 0))
        if not self.row_count or row == self.cursor_row:
            return
        self.update_cell_at(Coordinate(self.cursor_row, 0), Text(""))
        self.move_cursor(row=row, animate=False)
        self.update_cell_at(Coordinate(row, 0), Text(MARK))

    def move(self, key: str) -> None:
        """Mark another row: up, down, pageup, pagedown, home or end."""
        page = max(1, self.size.height - self.header_height)
        self.mark(
            {
                "up": self.cursor_row - 1,
                "down": self.cursor_row + 1,
                "pageup": self.cursor_row - page,
                "pagedown": self.cursor_row + page,
                "home": 0,
                "end": self.row_count - 1,
            }[key]
        )


def cut(words: str, width: int) -> str:
    """Words in at most `width` characters; what is left out is shown as left out.

    >>> cut("Núñez Etxeberria, María", 18)
    'Núñez Etxeberria,…'
    """
    return words if len(words) <= width else words[: width - 1] + "…"
