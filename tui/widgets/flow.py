"""Short pieces side by side, as many on a line as fit; none is cut or broken while it fits."""

from collections.abc import Iterable

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget


def flow(parts: Iterable[Content], separator: str, width: int) -> list[Content]:
    """Lay parts out in lines of at most `width` cells; a part that is longer alone wraps at its words."""
    lines: list[Content] = []
    for part in parts:
        if lines and lines[-1].cell_length + len(separator) + part.cell_length <= width:
            lines[-1] = Content.assemble(lines[-1], separator, part)
        else:
            lines.extend(part.wrap(width))
    return lines


class Flow(Widget):
    """Shows parts with `flow`, at any width."""

    DEFAULT_CSS = "Flow { height: auto; width: 1fr; }"
    SEPARATOR = "   "
    """Stands between two parts on a line."""

    def __init__(self, parts: Iterable[Content] = (), *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._parts = tuple(parts)

    def show_parts(self, parts: Iterable[Content]) -> None:
        """Show other parts instead."""
        self._parts = tuple(parts)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the parts need at this width."""
        return len(flow(self._parts, self.SEPARATOR, width)) if width else 0

    def render(self) -> Content:
        """The lines."""
        return Content("\n").join(flow(self._parts, self.SEPARATOR, max(1, self.content_size.width)))
