"""What every screen can do: speak the site's language, act, and show a refusal instead of failing."""

from time import monotonic
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.screen import ScreenResultType

from pharmacy.language import Text, text
from tui.gate import DAMAGE, Press, Scan
from tui.gated import GatedScreen
from tui.widgets.frame import Frame

if TYPE_CHECKING:
    from tui.app import AlemprepApp

READING_SECONDS = 0.4
"""Nobody reads a screen in less: a space bar that bounces must not confirm the next one."""

NOT_USED = text("A scan that followed at once was not used: scan it again.")
NO_USE = text("A scan has no use on this screen, and was not used.")


class AppScreen(GatedScreen[ScreenResultType]):
    """A screen of the app. `take` gets what was scanned, `key` what was pressed; both may refuse."""

    within_flow: ClassVar[bool] = False
    """Whether it can be part of a conversation of several screens."""

    stays_open: ClassVar[bool] = False
    """Whether it must be seen even when nobody uses the window: it is not locked as long as this is open."""

    _left = False
    _shown_at = float("inf")

    def _on_mount(self, event: events.Mount) -> None:  # noqa: ARG002
        """From now on it can be read; say what came too early, now that there is a place for it."""
        self.query_one(Frame).show_more(self.say(text("PgDn")), self.say(text("more")))
        self.shown_anew()
        self._show_note()

    def _on_screen_resume(self, event: events.ScreenResume) -> None:  # noqa: ARG002
        """Another screen is gone, and perhaps what was said on it."""
        if self.is_mounted:
            self._show_note()

    @property
    def alemprep(self) -> "AlemprepApp":
        """The app."""
        return cast("AlemprepApp", self.app)

    def say(self, words: Text) -> str:
        """A sentence in the site's language."""
        return words.in_(self.alemprep.language)

    def leave(self, result: ScreenResultType) -> None:
        """Go back with a result. Only once, however many keys say so: twice would close what is beneath."""
        if not self._left:
            self._left = True
            self.dismiss(result)

    def shown_anew(self) -> None:
        """Say that there is something else to read, as soon as it is painted: on a busy machine that can be
        well after it was decided, and until then nobody has read it.
        """
        self._shown_at = float("inf")
        self.call_after_refresh(self._painted)

    def _painted(self) -> None:
        self._shown_at = monotonic()

    def accepts(self, item: Scan | Press) -> bool:
        """Not what came before the screen did, nor a space bar pressed before it could be read, nor anything
        while a conversation that began here goes on.
        """
        hasty = isinstance(item, Press) and item.key == "space" and item.at < self._shown_at + READING_SECONDS
        busy = self.alemprep.closing or (self.alemprep.flowing and not self.within_flow)
        return super().accepts(item) and not hasty and not busy

    def unwanted(self, item: Scan | Press) -> None:
        """A scan of a burst across a change of screen: nobody can have meant this one, so it is not used,
        and that is said.
        """
        if isinstance(item, Scan):
            self.note(NOT_USED)
            self.app.bell()

    def note(self, words: Text | None) -> None:
        """Say, above the keys, what became of a scan, here or on the screen that is about to cover this one;
        none takes it away.
        """
        self.alemprep.note = words
        if self.is_mounted:
            self._show_note()

    def _show_note(self) -> None:
        words = self.alemprep.note
        self.query_one(Frame).show_note(self.say(words) if words else "")

    async def scanned(self, scan: Scan) -> None:
        """Take the scan; one without its end is marked, so that whoever reads it finds it unreadable."""
        self.note(None)
        with self.alemprep.refusals():
            await self.take(scan.text if scan.complete else scan.text + DAMAGE)

    async def pressed(self, press: Press) -> None:
        """Turn the page, or act on the key."""
        self.note(None)
        if not self.query_one(Frame).turn(press.key):
            with self.alemprep.refusals():
                await self.key(press.key)

    async def take(self, raw: str) -> None:  # noqa: ARG002
        """Act on a scan's text."""
        self.note(NO_USE)
        self.app.bell()

    async def key(self, key: str) -> None:
        """Act on a key, by its name."""
