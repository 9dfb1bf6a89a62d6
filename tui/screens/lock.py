"""Nobody has used the window for a while: nothing is shown until somebody says who is here."""

from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from pharmacy.language import text
from tui.gate import Press, Scan
from tui.screens.screen import AppScreen
from tui.screens.sign_in import let_in, sign_in, type_code
from tui.widgets.big import Big
from tui.widgets.frame import Frame

LOCKED_NOT_USED = text("This window is locked: the scan was not used. Scan it again once it is open.")


class LockScreen(AppScreen[bool]):
    """Covers everything until the person who is signed in gives their PIN, or somebody else badge and PIN.
    Then it goes on at the same step. Over what may be seen all the same, one can also turn back.
    """

    CSS_PATH = "lock.tcss"
    within_flow: ClassVar[bool] = True

    def __init__(self, *, may_go_back: bool = False) -> None:
        super().__init__()
        self._may_go_back = may_go_back
        self.asking = False
        """Whether it is already asked who is here."""

    def compose(self) -> ComposeResult:
        """Why, and the two ways on."""
        name, minutes = self.alemprep.worker.name, self.alemprep.station.policy.idle_lock.value
        yield Frame(
            Big(self.say(text("LOCKED")), classes="big"),
            Static(
                self.say(text("No key and no scan for {minutes} min (local policy).", minutes=minutes)),
                id="why",
            ),
            Static(
                self.say(text("{name}: press the space bar, then type your PIN.", name=name)),
                classes="strong",
                markup=False,
            ),
            Static(
                self.say(
                    text(
                        "Somebody else: scan your badge. You go on at the same step; what {name} had begun "
                        "to type is closed.",
                        name=name,
                    )
                ),
                id="other",
                markup=False,
            ),
            title="alemprep",
            keys=[
                (self.say(text("space")), self.say(text("type the PIN"))),
                ("", self.say(text("or scan another badge"))),
                ("t", self.say(text("type a code"))),
                *([(self.say(text("Esc")), self.say(text("back")))] if self._may_go_back else []),
            ],
        )

    async def take(self, raw: str) -> None:
        """A badge; anything else is told, and not used."""
        if self._is_badge(raw):
            self.alemprep.flow(self._ask(self._sign_in(raw)))

    def _is_badge(self, raw: str) -> bool:
        from pharmacy.scans import BadgeScan, UnreadableScan, read_scan  # noqa: PLC0415 - with the house

        with suppress(UnreadableScan):
            if isinstance(read_scan(raw, self.alemprep.station.site), BadgeScan):
                return True
        self.note(LOCKED_NOT_USED)
        self.app.bell()
        return False

    def accepts(self, item: Scan | Press) -> bool:
        """Not what comes while it is asked."""
        return super().accepts(item) and not self.asking

    async def _ask(self, steps: Coroutine[Any, Any, None]) -> None:
        self.asking = True
        try:
            await steps
        finally:
            self.asking = False

    async def _sign_in(self, raw: str) -> None:
        before = self.alemprep.worker.badge
        if await sign_in(self.alemprep, raw):
            await self._go_on(before)

    async def _same_person(self) -> None:
        before = self.alemprep.worker.badge
        if await let_in(self.alemprep, before, text("goes on here")):
            await self._go_on(before)

    async def _go_on(self, before: str) -> None:
        if self.alemprep.worker.badge == before:
            self.leave(True)
        else:
            await self.alemprep.take_over()

    async def key(self, key: str) -> None:
        """Space asks for the PIN, t takes a typed code."""
        if key == "space":
            self.alemprep.flow(self._ask(self._same_person()))
        elif key == "t":
            self.alemprep.flow(self._ask(self._type()))
        elif key == "escape" and self._may_go_back:
            self.leave(False)

    async def _type(self) -> None:
        raw = await type_code(self)
        if raw and self._is_badge(raw):
            await self._sign_in(raw)
