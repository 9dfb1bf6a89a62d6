"""A refusal over the whole screen, until it is acknowledged."""

from typing import ClassVar

from textual.app import ComposeResult

from pharmacy.errors import AlemprepError, Code
from pharmacy.language import text
from tui.gate import Scan
from tui.screens.screen import AppScreen
from tui.widgets.frame import Frame
from tui.widgets.refusal import RefusalPanel

_NOT_KNOWN = {
    Code.PRINTER: text("Not known to be printed"),
    Code.DATABASE_UNREACHABLE: text("Not known to be recorded"),
}
"""After what nobody knows whether anything was changed."""


class RefusalScreen(AppScreen[None]):
    """Stays until the space bar, or until the next scan: that one goes to the screen beneath, so that
    somebody with gloves simply scans another vial. Enter and stray keys do nothing.
    """

    within_flow: ClassVar[bool] = True

    def __init__(self, error: AlemprepError) -> None:
        super().__init__()
        self._error = error

    def compose(self) -> ComposeResult:
        """The panel, and the two ways on."""
        yield Frame(
            RefusalPanel(self._error, self.alemprep.language),
            title=self.say(_NOT_KNOWN.get(self._error.code, text("Nothing was changed"))),
            keys=[
                (self.say(text("space")), self.say(text("understood"))),
                ("", self.say(text("or scan the right one"))),
            ],
        )

    async def scanned(self, scan: Scan) -> None:
        """The next attempt."""
        beneath = self.app.screen_stack[-2]
        self.leave(None)
        if isinstance(beneath, AppScreen) and beneath.accepts(scan):
            await beneath.scanned(scan)
        elif isinstance(beneath, AppScreen):
            beneath.unwanted(scan)

    async def key(self, key: str) -> None:
        """Space: it was read."""
        if key == "space":
            self.leave(None)


class FailureScreen(AppScreen[None]):
    """The house cannot be opened: why, and the way out."""

    within_flow: ClassVar[bool] = True

    def __init__(self, error: AlemprepError) -> None:
        super().__init__()
        self._error = error

    def compose(self) -> ComposeResult:
        """The panel."""
        yield Frame(
            RefusalPanel(self._error, self.alemprep.language),
            title="alemprep",
            keys=[("q", self.say(text("quit")))],
        )

    async def key(self, key: str) -> None:
        """Q or Esc: end the program."""
        if key in {"q", "escape"}:
            self.app.exit()
