"""One line to type into. It has no focus of its own: the screen says which line a key goes to."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.gate import GS
from tui.widgets.visible import visible

_GS_KEY = "ctrl+right_square_bracket"


class Line(Widget):
    """Keeps every character, GS too, so that a code can be scanned into it."""

    DEFAULT_CSS = """
    Line { height: 1; width: 1fr; background: #2A323A; color: #FFFFFF; padding: 0 1; }
    Line.-now { background: #FFFFFF; color: #000000; }
    """

    value: reactive[str] = reactive("")
    cursor: reactive[int] = reactive(0)
    """Before which character the next one goes."""

    def __init__(self, value: str = "", *, masked: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._masked = masked
        self.set_reactive(Line.value, value)
        self.set_reactive(Line.cursor, len(value))

    def choose(self, *, now: bool) -> None:
        """Say whether keys go here now."""
        self.set_class(now, "-now")
        self.cursor = len(self.value)

    def clear(self) -> None:
        """Throw away what stands here."""
        self.value, self.cursor = "", 0

    def typed(self, key: str, character: str | None) -> None:
        """Take a key: a character, or one that moves or deletes. Others do nothing."""
        before, after = self.value[: self.cursor], self.value[self.cursor :]
        match key:
            case "backspace":
                self._hold(before[:-1], after)
            case "delete":
                self._hold(before, after[1:])
            case "ctrl+u":
                self.clear()
            case "left":
                self.cursor = max(0, self.cursor - 1)
            case "right":
                self.cursor = min(len(self.value), self.cursor + 1)
            case "home":
                self.cursor = 0
            case "end":
                self.cursor = len(self.value)
            case _ if key == _GS_KEY or character == GS:
                self._hold(before + GS, after)
            case _ if character is not None and character.isprintable():
                self._hold(before + character, after)

    def _hold(self, before: str, after: str) -> None:
        self.value, self.cursor = before + after, len(before)

    def render(self) -> Content:
        """What stands here, the cursor as a dark cell."""
        shown = "•" * len(self.value) if self._masked else visible(self.value)
        if not self.has_class("-now"):
            return Content(shown)
        first = max(0, self.cursor - self.content_size.width + 1)
        shown += " "
        return Content.assemble(
            shown[first : self.cursor],
            (shown[self.cursor], "reverse"),
            shown[self.cursor + 1 :],
        )
