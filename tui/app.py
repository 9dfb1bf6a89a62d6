"""The terminal app: which house is open, who works, and how an act is carried out from a screen."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from rich.segment import Segments

from pharmacy.errors import AlemprepError, Code, Refusal
from pharmacy.language import Language, Text, text
from tui.gated import GatedApp
from tui.screens.refusal import FailureScreen, RefusalScreen
from tui.screens.sign_in import SignInScreen

if TYPE_CHECKING:
    from labels.printers import Printers
    from pharmacy.people import Person
    from pharmacy.service.act import Station

LOOK_AT_DAY = 30.0
"""Seconds between two looks at whether another day has begun."""

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class House:
    """What is open once the database is."""

    station: "Station"
    printers: "Printers"


class AlemprepApp(GatedApp):
    """Shows the sign-in screen at once and opens the house behind it, in a thread: it takes a while."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")

    def __init__(self, opening: Callable[[], House], language: Language, *, sample: bool = False) -> None:
        super().__init__()
        self.language = language
        """Of every sentence on the screens."""
        self.sample = sample
        """Whether this is the fictional hospital, which helps a stranger along."""
        self.person: Person | None = None
        """Who is signed in."""
        self.failure: AlemprepError | None = None
        """Why the house could not be opened."""
        self.note: Text | None = None
        """What became of a scan that was not used, to be said until the next scan or key."""
        self._flows = 0
        self._opening = opening
        self._house: House | None = None
        self._opened = asyncio.Event()
        self._day: date | None = None
        """The newest one that was begun."""

    async def on_mount(self) -> None:
        """Paint first, then open."""
        # One thread for all acts: they come one at a time, and each thread would keep memory of its own.
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1, "acts"))
        await self.push_screen(SignInScreen())
        self.call_after_refresh(self._open)

    def _open(self) -> None:
        self.run_worker(self._open_house(), name="opening")

    async def _open_house(self) -> None:
        try:
            self._house = await asyncio.to_thread(self._opening)
        except AlemprepError as error:
            self.failure = error
            await self.push_screen(FailureScreen(error))
        else:
            self.language = self._house.station.site.language
            await self._begin_day()
            self.set_interval(LOOK_AT_DAY, self._begin_day)
        finally:
            self._opened.set()

    async def _begin_day(self) -> None:
        """The first look of a day makes its checkpoint of the audit. Where none can be made that is told, but
        not in the middle of a conversation, and work goes on.
        """
        from pharmacy.service.checkpoints import begin_day  # noqa: PLC0415 - with the house

        today = self.station.clock.now().astimezone(self.station.site.tz).date()
        if today == self._day or self.flowing:
            return
        self._day = today
        with self.refusals(), suppress(Refusal):  # of a clock that is behind each act says so itself
            await self.ask(begin_day)

    async def ready(self) -> bool:
        """Wait until the house is open; false when it cannot be."""
        await self._opened.wait()
        return self.failure is None

    @property
    def house(self) -> House:
        """The open house."""
        assert self._house is not None, "the house is not open yet"
        return self._house

    @property
    def station(self) -> "Station":
        """Where one works."""
        return self.house.station

    @property
    def worker(self) -> "Person":
        """Who is signed in, on every screen behind the sign-in."""
        assert self.person is not None, "nobody is signed in"
        return self.person

    @property
    def flowing(self) -> bool:
        """Whether a conversation of several screens is going on."""
        return self._flows > 0

    async def act(
        self, function: Callable[Concatenate["Station", str, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Carry out an act of the person who is signed in. The screen stays alive meanwhile. When it is
        refused because new values were signed at another station, the next one is done by these.
        """
        try:
            return await asyncio.to_thread(function, self.station, self.worker.badge, *args, **kwargs)
        except AlemprepError as error:
            if error.code is Code.VALUES_CHANGED:
                await self.read_values()
                self.note = text("This station has read the new values, and works by them from now on.")
            raise

    async def read_values(self) -> None:
        """Work by what is in force now."""
        from pharmacy.service.approvals import renewed  # noqa: PLC0415 - heavy, so not before the first paint

        self._house = replace(self.house, station=await self.ask(renewed))

    async def ask(
        self, function: Callable[Concatenate["Station", P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Look something up."""
        return await asyncio.to_thread(function, self.station, *args, **kwargs)

    def _handle_exception(self, error: Exception) -> None:
        """End in words when what went wrong has words, like a database that is gone."""
        known = error if isinstance(error, AlemprepError) else error.__cause__
        if isinstance(known, AlemprepError):
            self.failure = known
            self.exit()
        else:
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End with a traceback that shows no values: among them are patients and the secret of the PINs."""
        from rich.traceback import Traceback  # noqa: PLC0415 - heavy, and hopefully never needed

        self._exit_renderables.append(
            Segments(self.console.render(Traceback(show_locals=False), self.console.options))
        )
        self._close_messages_no_wait()

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Show what is refused in here; everything else is a mistake in the program and ends it."""
        try:
            yield
        except AlemprepError as error:
            self.push_screen(RefusalScreen(error))

    def flow(self, steps: Coroutine[Any, Any, None]) -> None:
        """Carry on a conversation of several screens; the screen beneath does nothing until it is over.

        Whatever asks something is a conversation: what was scanned before the question must not wait for the
        answer, and then be taken as if it had come after it.
        """
        self._flows += 1
        self.run_worker(self._flow(steps), name="flow")

    async def _flow(self, steps: Coroutine[Any, Any, None]) -> None:
        try:
            with self.refusals():
                await steps
        finally:
            self._flows -= 1
