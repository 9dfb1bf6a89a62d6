"""Something that has to be read: numbered lines that stay until the space bar."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from pharmacy.language import Text, text
from tui.screens.screen import AppScreen
from tui.widgets.big import Big
from tui.widgets.frame import Frame


class TellScreen(AppScreen[None]):
    """What to do or to know now. Only the space bar takes it away, never an Enter or a scan."""

    CSS_PATH = "tell.tcss"
    within_flow: ClassVar[bool] = True

    def __init__(
        self, title: Text, lines: Sequence[Text], *, numbered: bool = False, source: Text | None = None
    ) -> None:
        super().__init__()
        self._title = title
        self._lines = lines
        self._numbered = numbered
        self._source = source

    def compose(self) -> ComposeResult:
        """The title, large, and the lines."""
        title = self.say(self._title)
        lines = [self.say(line) for line in self._lines]
        if self._numbered:
            lines = [f"{number}  {line}" for number, line in enumerate(lines, start=1)]
        yield Frame(
            Big(title, classes="big"),
            *(Static(line, classes="line", markup=False) for line in lines),
            *([Static(self.say(self._source), id="source", markup=False)] if self._source else []),
            title=title,
            keys=[(self.say(text("space")), self.say(text("understood")))],
        )

    async def key(self, key: str) -> None:
        """Space: it was read."""
        if key == "space":
            self.leave(None)
