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
        self._named: list[tuple[str, ...]] = []
        self._headed: list[tuple[str, int]] = []
        # Every tick of a countdown draws a cell anew; Textual would keep ten thousand of the old ones.
        for kept in (self._row_render_cache, self._cell_render_cache, self._line_cache):
            kept.maxsize = CACHED

    def show_list(self, columns: Iterable[tuple[str, int]], rows: Iterable[tuple[str, ...]]) -> None:
        """Show rows, the first of each its id, which is not shown. Only what has changed is written, so that
        nothing flickers and the marked row stays marked.
        """
        headed, named = list(columns), list(rows)
        if headed == self._headed and _ids(named) == _ids(self._named):
            for at, (old, new) in enumerate(zip(self._named, named, strict=True)):
                for column, (before, after) in enumerate(zip(old[1:], new[1:], strict=True)):
                    if before != after:
                        self.show_cell(at, column, after)
            self._named = named
            return
        marked = self.marked_id
        self.show_columns(headed)
        for row in named:
            self.show_row(row[1:])
        self._headed, self._named = headed, named
        if not self.mark_id(marked):
            self.mark(0)

    @property
    def marked_id(self) -> str:
        """Id of the marked row of a list; empty when there is none."""
        row = self.cursor_row
        return self._named[row][0] if 0 <= row < len(self._named) else ""

    def mark_id(self, wanted: str) -> bool:
        """Mark the row of a list with an id; whether there is one."""
        ids = _ids(self._named)
        if wanted in ids:
            self.mark(ids.index(wanted))
        return wanted in ids

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


def _ids(rows: Sequence[tuple[str, ...]]) -> list[str]:
    return [row[0] for row in rows]


def cut(words: str, width: int) -> str:
    """Words in at most `width` characters; what is left out is shown as left out.

    >>> cut("Núñez Etxeberria, María", 18)
    'Núñez Etxeberria,…'
    """
    return words if len(words) <= width else words[: width - 1] + "…"
