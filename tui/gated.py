"""An app whose keys all pass the scanner gate, and whose acts happen one at a time, in order."""

import asyncio
import sys
from typing import Any, ClassVar

from textual import events
from textual._styles_cache import StylesCache
from textual.app import App, ScreenStackError
from textual.driver import Driver
from textual.screen import Screen, ScreenResultType

from tui.gate import Gate, Press, Scan

_PUNCTUAL = 0.03
"""A watch that ends later than this (seconds) slept through part of the silence, and begins again."""


def _driver() -> type[Driver] | None:
    """What reads the terminal; where it is no Unix, Textual's own."""
    if sys.platform == "win32":
        return None
    from tui.terminal import StationTerminal  # noqa: PLC0415

    return StationTerminal


class Silence(events.Event, bubble=False):
    """No key came for as long as the gate wanted to wait. Queued behind every key read before."""

    def __init__(self, heard: int) -> None:
        super().__init__()
        self.heard = heard
        """What `Gate.heard` was when the silence began."""


class GatedScreen(Screen[ScreenResultType]):
    """A screen that is driven by scans and single keys."""

    AUTO_FOCUS: ClassVar[str | None] = ""
    """Nothing has the focus, so that nothing looks as if Enter would press it."""

    takes_text: ClassVar[bool] = False
    """Whether keys go to `typed` and not through the gate: for PINs and reasons."""

    opened_at: float = float("inf")
    """When this screen was mounted, on the clock of `Scan.at`; never, as long as it is not."""

    def _on_mount(self, event: events.Mount) -> None:
        """Note from when on scans and keys can have been meant for this screen."""
        self.opened_at = event.time

    def _on_unmount(self) -> None:
        """Let go of what was drawn here: Textual's cache on a method would keep closed screens' lines."""
        StylesCache.get_inner_outer.cache_clear()

    def accepts(self, item: Scan | Press) -> bool:
        """Whether the person can have meant this screen: not when it came before the screen did."""
        return item.at >= self.opened_at

    async def scanned(self, scan: Scan) -> None:
        """Act on a scan. The next scan or key waits until this returns."""
        self.unwanted(scan)

    async def pressed(self, press: Press) -> None:
        """Act on a key. The next scan or key waits until this returns."""

    def typed(self, key: str, character: str | None) -> None:
        """Take a key of a text dialog, at once: what follows in a burst is for what this one leads to."""

    def pasted(self, text: str) -> None:
        """Take pasted text as if it were typed."""
        for character in text.replace("\r\n", "\n"):
            self.typed({"\r": "enter", "\n": "enter", "\t": "tab"}.get(character, character), character)

    def unwanted(self, item: Scan | Press) -> None:
        """Say that something was not acted on, because it came too early or has no use here."""
        if isinstance(item, Scan):
            self.app.bell()


class GatedApp(App[None], inherit_bindings=False):
    """An app fed by a scanner and a few keys, with no binding of Textual's own that a scan could hit.

    Every key and paste goes through one `Gate`; what comes out goes through one queue to the screen
    that is current when its turn has come. An act may await its work in a thread: what is scanned
    meanwhile waits. It awaits no other screen: what was scanned before that one would be acted on after it.
    """

    ENABLE_COMMAND_PALETTE = False

    def __init__(self) -> None:
        super().__init__(driver_class=_driver())
        self._gate = Gate()
        self._items: asyncio.Queue[Scan | Press] = asyncio.Queue()
        self._acting = False
        self._watch: asyncio.TimerHandle | None = None
        self._last_key_at = 0.0

    def _on_mount(self, event: events.Mount) -> None:  # noqa: ARG002
        """Begin to act on what comes through the gate."""
        self.run_worker(self._act_in_order(), name="gate")

    @property
    def at_rest(self) -> bool:
        """Whether no scan or key is being typed, waits, or is being acted on."""
        return not (self._acting or self._gate.pending) and self._items.empty()

    async def on_event(self, event: events.Event) -> None:
        """Take keys and pastes away before any focus, binding or button sees them."""
        if isinstance(event, Silence):
            self._queue(self._gate.silence(event.heard))
        elif not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif (dialog := self._typing_into(event)) is not None:
            if isinstance(event, events.Key):
                self._gate.elsewhere(event.key, event.time)
                dialog.typed(event.key, event.character)
            else:
                dialog.pasted(event.text)
        elif isinstance(event, events.Key):
            self._queue(self._gate.key(event.key, event.character, event.time))
        else:
            self._queue(self._gate.paste(event.text, event.time))

    def _typing_into(self, event: events.Key | events.Paste) -> GatedScreen[Any] | None:
        """The text dialog that a key belongs to. None when it was read before the dialog was there,
        or is the rest of such a scan.
        """
        try:
            screen = self.screen
        except ScreenStackError:
            return None
        if not isinstance(screen, GatedScreen) or not screen.takes_text:
            return None
        return screen if event.time >= screen.opened_at and not self._gate.pending else None

    def _queue(self, items: list[Scan | Press]) -> None:
        for item in items:
            self._items.put_nowait(item)
        self._last_key_at = asyncio.get_running_loop().time()
        if not self._gate.pending:
            self._stop_watching()
        elif self._watch is None:
            self._watch_for(self._gate.patience)

    def _watch_for(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        self._watch = loop.call_later(seconds, self._wake, loop.time() + seconds)

    def _stop_watching(self) -> None:
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None

    def _wake(self, due: float) -> None:
        """Decide whether there was a silence: no key, and the program awake to hear one."""
        now = asyncio.get_running_loop().time()
        quiet = now - self._last_key_at
        if now - due > _PUNCTUAL:
            # The program or the machine stood still; keys typed meanwhile may not have been read yet.
            self._watch_for(self._gate.patience)
        elif quiet < self._gate.patience:
            self._watch_for(self._gate.patience - quiet)
        else:
            self._watch = None
            self.post_message(Silence(self._gate.heard))

    async def _act_in_order(self) -> None:
        while True:
            self._acting = False
            item = await self._items.get()
            self._acting = True
            screen = self.screen
            if not isinstance(screen, GatedScreen):
                continue
            if not screen.accepts(item):
                screen.unwanted(item)
            elif isinstance(item, Scan):
                await screen.scanned(item)
            else:
                await screen.pressed(item)
