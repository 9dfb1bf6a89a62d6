"""A person at a station: what they scan and press goes in as a terminal sends it, what they see comes out."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest
from textual import events
from textual._compositor import Compositor
from textual._xterm_parser import XTermParser
from textual.pilot import Pilot
from textual.screen import Screen

from labels.printers import Printers
from labels.printers.chosen import in_folder
from pharmacy.language import Language
from tests.conftest import PINS, House
from tui import app as tui_app
from tui.app import AlemprepApp
from tui.gate import COMMAND_SILENCE
from tui.screens.lock import LockScreen
from tui.screens.screen import READING_SECONDS, AppScreen

S = TypeVar("S", bound=Screen[Any])


@dataclass
class Hands:
    """Scans, presses, types and looks."""

    app: AlemprepApp
    pilot: Pilot[None]

    async def burst(self, raw: str) -> None:
        """Send characters all at once, and wait until everything they led to is done."""
        self.send(raw)
        await self.settle()

    def send(self, raw: str) -> None:
        """Send characters all at once, and wait for nothing."""
        for event in XTermParser().feed(raw):
            if isinstance(event, events.Key | events.Paste):
                self.app.post_message(event)

    async def settle(self) -> None:
        """Wait until the app does nothing but wait, for two turns in a row."""
        quiet = 0
        for _ in range(500):
            await self.pilot.pause(0.01)
            if not self.app.is_running:
                return
            quiet = quiet + 1 if self._waits else 0
            if quiet > 2:
                return
        raise AssertionError(self.seen)

    @property
    def _waits(self) -> bool:
        app, screen = self.app, self.app.screen
        if app._gate.pending or screen._pending_message is not None or not screen._message_queue.empty():
            return False
        if app.flowing and not (isinstance(screen, AppScreen) and (screen.within_flow or screen.takes_text)):
            return False  # the conversation is carrying out what was decided in it
        if isinstance(screen, LockScreen) and screen.asking:
            return False
        asks = isinstance(screen, AppScreen) and (screen.takes_text or app.flowing)
        return bool(app._items.empty() and not app._acting and (app._items._getters or asks))

    async def scan(self, code: str) -> None:
        """One scan, with its Enter."""
        await self.burst(f"{code}\r")

    async def press(self, *keys: str) -> None:
        """Single keys, each by itself as a person presses them."""
        for key in keys:
            await self.pilot.pause(READING_SECONDS if key == "space" else COMMAND_SILENCE)
            await self.burst({"space": " ", "escape": "\x1b[27u"}.get(key, key))

    async def write(self, *lines: str) -> None:
        """Lines typed into a dialog, each with Enter."""
        for line in lines:
            await self.burst(f"{line}\r")

    async def sign_in(self, badge: str) -> None:
        """Badge and PIN."""
        await self.scan(f"ST{badge}")
        await self.write(PINS[badge].get_secret_value())

    async def leave_alone(self, minutes: float) -> None:
        """Do nothing for so long, as the app's own clock has it."""
        self.app._used_at -= 60 * minutes
        self.app.lock_when_idle()
        await self.settle()

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait for something, two seconds at most."""
        for _ in range(100):
            if true():
                return
            await self.pilot.pause(0.02)
        raise AssertionError(self.seen)

    @property
    def lines(self) -> list[str]:
        """The lines on the screen."""
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips()]

    @property
    def seen(self) -> str:
        """Everything on the screen, its words one blank apart."""
        return " ".join("\n".join(self.lines).replace("┃", " ").split())

    def at(self, screen: type[S]) -> S:
        """The screen in front, which must be of this kind."""
        front: Screen[Any] = self.app.screen
        assert isinstance(front, screen), self.seen
        return front


@asynccontextmanager
async def at_work(
    house: House,
    size: tuple[int, int] = (80, 24),
    language: Language = Language.ENGLISH,
    badge: str = "",
    printers: Printers | None = None,
    *,
    painted: bool = False,
) -> AsyncIterator[Hands]:
    """The app on a hospital, with somebody signed in when a badge is given. Without printers it prints into
    `prints` beside the database. `painted`: as for a terminal, so that pictures can be taken.
    """
    prints = house.folder / "prints"
    prints.mkdir(exist_ok=True)
    opened = tui_app.House(station=house.station, printers=printers or in_folder(prints))
    app = AlemprepApp(lambda: opened, language)
    with nullcontext() if painted else _thrown_away():
        async with app.run_test(size=size) as pilot:
            hands = Hands(app, pilot)
            await app.ready()
            await hands.settle()
            if badge:
                await hands.sign_in(badge)
            yield hands


@contextmanager
def _thrown_away() -> Iterator[None]:
    """Without a terminal Textual paints every change and throws it away; `Hands.lines` paints what is looked
    at.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Compositor, "render_update", lambda compositor, **_: compositor._dirty_regions.clear())
        yield
