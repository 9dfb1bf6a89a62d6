"""What surrounds every screen: where one is and who works, and the keys that do something now."""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from tui.widgets.flow import Flow
from tui.widgets.steady import Steady


class KeyLine(Flow):
    """The bottom line: each key that works now, and what it does."""

    DEFAULT_CSS = "KeyLine { background: #00563F; color: #FFFFFF; padding: 0 1; }"
    SEPARATOR = " · "

    def show_keys(self, keys: Iterable[tuple[str, str]]) -> None:
        """Show (key, what it does); an empty key stands for a sentence without one."""
        self.show_parts(
            Content.assemble((key, "bold"), " " if key and label else "", label) for key, label in keys
        )


class TopLine(Horizontal):
    """The top line: the title left, the person right. A long title wraps and loses nothing."""

    DEFAULT_CSS = """
    TopLine { height: auto; background: #005A9C; color: #FFFFFF; padding: 0 1; }
    TopLine > .title { width: 1fr; height: auto; text-style: bold; }
    TopLine > .who { width: auto; max-width: 40%; height: auto; text-align: right; margin-left: 2; }
    """

    def __init__(self, title: str, who: str) -> None:
        super().__init__()
        self._title = Steady(title, classes="title")
        self._who = Steady(who, classes="who")

    def compose(self) -> ComposeResult:
        """Title and person."""
        yield self._title
        yield self._who

    def show_title(self, title: str) -> None:
        """Say where one is."""
        self._title.show(title)

    def show_who(self, who: str) -> None:
        """Say who works."""
        self._who.show(who)


class Frame(Vertical):
    """Top line, content, key line; at most 100 columns wide, so that lines stay readable on a wide screen.

    What is higher than the screen can be reached with the keys of `turn`.
    """

    DEFAULT_CSS = """
    Frame { width: 100%; max-width: 100; height: 100%; }
    Frame > VerticalScroll { height: 1fr; padding: 1 2 0 2; }
    Frame > .note { height: auto; padding: 0 2; text-style: bold; display: none; }
    """

    def __init__(
        self, *body: Widget, title: str = "", who: str = "", keys: Iterable[tuple[str, str]] = ()
    ) -> None:
        super().__init__()
        self._top = TopLine(title, who)
        self._body = VerticalScroll(*body, can_focus=False)
        self._note = Steady(classes="note")
        self._keys = KeyLine()
        self._shown_keys = list(keys)
        self._more = ("", "")

    def compose(self) -> ComposeResult:
        """The parts, from above."""
        yield self._top
        yield self._body
        yield self._note
        yield self._keys

    def on_mount(self) -> None:
        """Watch whether all of the content can be seen."""
        self.watch(self._body, "show_vertical_scrollbar", self._draw_keys)

    @property
    def body(self) -> VerticalScroll:
        """Where the screen's own widgets are."""
        return self._body

    def show_title(self, title: str) -> None:
        """Say where one is."""
        self._top.show_title(title)

    def show_who(self, who: str) -> None:
        """Say who works."""
        self._top.show_who(who)

    def show_note(self, words: str) -> None:
        """Say something above the keys; nothing takes no room."""
        self._note.show(words)
        self._note.display = bool(words)

    def show_keys(self, keys: Iterable[tuple[str, str]]) -> None:
        """Say which keys work now: (key, what it does)."""
        self._shown_keys = list(keys)
        self._draw_keys()

    def show_more(self, key: str, label: str) -> None:
        """Which key to name when there is more than the screen holds, and how."""
        self._more = (key, label)
        self._draw_keys()

    def _draw_keys(self) -> None:
        more = [self._more] if self._body.show_vertical_scrollbar else []
        self._keys.show_keys([*more, *self._shown_keys])

    def turn(self, key: str) -> bool:
        """Scroll the content with pageup, pagedown, home or end; whether the key was one of these and there
        is anything to scroll.
        """
        turns = {
            "pageup": self._body.scroll_page_up,
            "pagedown": self._body.scroll_page_down,
            "home": self._body.scroll_home,
            "end": self._body.scroll_end,
        }
        if key not in turns or not self._body.max_scroll_y:
            return False
        turns[key](animate=False)
        return True
