"""The PIN, typed by hand. A scan that runs into it costs no try."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from pharmacy.language import Text, text
from tui.screens.screen import AppScreen
from tui.widgets.frame import Frame
from tui.widgets.line import Line

if TYPE_CHECKING:
    from pydantic import SecretStr  # noqa: F401 - named in a string below

SIGN = text("sign")
LONGEST = 8
"""Digits in the longest PIN; what is longer was no PIN."""


class PinScreen(AppScreen["SecretStr | None"]):
    """Asks for the PIN of one person; gives none when they turn back."""

    CSS_PATH = "pin.tcss"
    takes_text: ClassVar[bool] = True

    def __init__(
        self,
        name: str,
        purpose: Text,
        *,
        besides: Text | None = None,
        complaint: Text | None = None,
        enters: Text = SIGN,
    ) -> None:
        """`besides`: what to know before; `complaint`: what was wrong with the PIN before this one; `enters`:
        what Enter does.
        """
        super().__init__()
        self._who = name
        self._purpose = purpose
        self._besides = besides
        self._complaint = complaint
        self._enters = enters

    def compose(self) -> ComposeResult:
        """Who, what for, the PIN."""
        yield Frame(
            Static(self._who, id="name", markup=False),
            Static(self.say(self._purpose), id="purpose", markup=False),
            *([Static(self.say(self._besides), id="besides", markup=False)] if self._besides else []),
            Static(self.say(text("PIN")), classes="strong"),
            Line(masked=True),
            Static(self.say(self._complaint) if self._complaint else "", id="complaint", markup=False),
            title=self.say(text("Your PIN")),
            keys=[
                (self.say(text("Enter")), self.say(self._enters)),
                (self.say(text("Esc")), self.say(text("back"))),
            ],
        )

    def on_mount(self) -> None:
        """Keys go into the one line."""
        self.query_one(Line).choose(now=True)

    def typed(self, key: str, character: str | None) -> None:
        """Esc turns back; Enter ends, and so does Tab, which ends some scans."""
        self.note(None)
        if key == "escape":
            self.leave(None)
        elif key in {"enter", "tab"}:
            self._finish()
        else:
            self.query_one(Line).typed(key, character)

    def _finish(self) -> None:
        from pydantic import SecretStr  # noqa: PLC0415 - not needed for the first paint

        line = self.query_one(Line)
        typed = line.value
        line.clear()
        if not typed:
            return  # the Enter behind a pasted badge
        if typed.isascii() and typed.isdigit() and len(typed) <= LONGEST:
            self.leave(SecretStr(typed))
            return
        self.app.bell()
        self.query_one("#complaint", Static).update(
            self.say(text("That was no PIN, perhaps a scan. Nothing was tried: type the PIN, digits only."))
        )
