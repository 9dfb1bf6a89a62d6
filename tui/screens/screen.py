"""What every screen can do: speak the site's language, act, and show a refusal instead of failing."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.screen import ScreenResultType

from pharmacy.language import Text
from tui.gate import DAMAGE, Press, Scan
from tui.gated import GatedScreen

if TYPE_CHECKING:
    from tui.app import AlemprepApp


class AppScreen(GatedScreen[ScreenResultType]):
    """A screen of the app. `take` gets what was scanned, `key` what was pressed; both may refuse."""

    within_flow: ClassVar[bool] = False
    """Whether it can be part of a conversation of several screens."""

    _left = False

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

    def accepts(self, item: Scan | Press) -> bool:
        """Not what came before the screen did, nor while a conversation that began here goes on."""
        return super().accepts(item) and (self.within_flow or not self.alemprep.flowing)

    async def scanned(self, scan: Scan) -> None:
        """Take the scan; one without its end is marked, so that whoever reads it finds it unreadable."""
        with self.alemprep.refusals():
            await self.take(scan.text if scan.complete else scan.text + DAMAGE)

    async def pressed(self, press: Press) -> None:
        """Act on the key."""
        with self.alemprep.refusals():
            await self.key(press.key)

    async def take(self, raw: str) -> None:  # noqa: ARG002
        """Act on a scan's text."""
        self.app.bell()

    async def key(self, key: str) -> None:
        """Act on a key, by its name."""
