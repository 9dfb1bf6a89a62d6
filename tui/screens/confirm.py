"""What was typed, shown once more before it is done: the space bar does it, never the Enter of a scanner."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from pharmacy.language import Text, text
from tui.gate import Press, Scan
from tui.screens.screen import AppScreen
from tui.widgets.big import Big
from tui.widgets.facts import Facts
from tui.widgets.frame import Frame
from tui.widgets.visible import visible

TOO_SOON = text("That came before this could be read: look, then press the space bar again.")


class ConfirmScreen(AppScreen[bool]):
    """What is about to be done, and to what; true when it is to be done."""

    CSS_PATH = "confirm.tcss"
    within_flow: ClassVar[bool] = True

    def __init__(self, title: Text, facts: Sequence[tuple[Text, Text]]) -> None:
        super().__init__()
        self._title = title
        self._facts = facts

    def compose(self) -> ComposeResult:
        """The act, large, and its facts."""
        title = self.say(self._title)
        yield Frame(
            Big(title, classes="big"),
            Facts((self.say(label), visible(self.say(value))) for label, value in self._facts),
            Static(self.say(text("Nothing is done yet.")), id="not-yet", markup=False),
            title=title,
            keys=[
                (self.say(text("space")), self.say(text("do it"))),
                (self.say(text("Esc")), self.say(text("change it"))),
            ],
        )

    def unwanted(self, item: Scan | Press) -> None:
        """Say that a space bar which came before anybody can have read it does not count."""
        super().unwanted(item)
        if isinstance(item, Press) and item.key == "space":
            self.note(TOO_SOON)

    async def key(self, key: str) -> None:
        """Do it, or go back to what was typed."""
        if key in {"space", "escape"}:
            self.leave(key == "space")
