"""The terminal app: which house is open, who works, and how an act is carried out from a screen."""

import asyncio
import os
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from textual import events
from textual.await_complete import AwaitComplete
from textual.screen import Screen
from textual.worker import Worker, get_current_worker

from pharmacy.errors import AlemprepError, Code, Refusal, Trouble
from pharmacy.language import Language, Text, text
from tui.crash import crash
from tui.gated import GatedApp
from tui.screens.first_start import FirstStartScreen
from tui.screens.lock import LockScreen
from tui.screens.refusal import FailureScreen, RefusalScreen
from tui.screens.screen import AppScreen
from tui.screens.sign_in import SignInScreen

if TYPE_CHECKING:
    from pydantic import SecretStr

    from labels.printers import Printers
    from pharmacy.people import SignedIn
    from pharmacy.service.act import Station
    from pharmacy.site import Site

LOOK_AT_DAY = 30.0
"""Seconds between two looks at whether another day has begun."""

P = ParamSpec("P")
R = TypeVar("R")


SESSION_SECONDS = 15
"""How often a window asks whether whoever is signed in here still is."""

SLOW_SECONDS = 5.0
"""How long the database may take before it is told that an act waits for it."""

NOT_ACKNOWLEDGED = text(
    "The database has not answered yet: this is not acknowledged. Wait, and do not do it again."
)

_STEADY = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""A clock that nobody sets, and that goes on while the computer sleeps."""

_CLOSED = frozenset({Code.SIGNED_IN_ELSEWHERE, Code.SIGNED_OUT})
_PASSES = frozenset({Code.DATABASE_BUSY, Code.DATABASE_UNREACHABLE, Code.DATABASE_FULL})
"""Of a checkpoint that could not be made: the next look at the day may make it."""


def _steady() -> float:
    return time.clock_gettime(_STEADY)


@dataclass(frozen=True)
class Founding:
    """A hospital that does not exist yet."""

    site: "Site"
    make: Callable[[str, str, "SecretStr"], object]
    """Makes it, with the badge, name and PIN of its first administrator."""


@dataclass(frozen=True)
class House:
    """What is open once the database is."""

    station: "Station"
    printers: "Printers"


class AlemprepApp(GatedApp):
    """Shows the sign-in screen at once and opens the house behind it, in a thread: it takes a while."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")

    def __init__(
        self,
        opening: Callable[[], House],
        language: Language,
        *,
        sample: bool = False,
        founding: Founding | None = None,
    ) -> None:
        super().__init__()
        self.language = language
        """Of every sentence on the screens."""
        self.sample = sample
        """Whether this is the fictional hospital, which helps a stranger along."""
        self.person: SignedIn | None = None
        """Who is signed in."""
        self.stale = False
        """Whether the window would be locked, if it did not show what must be seen."""
        self.closing = False
        """Whether who is here is led to the sign-in screen, because they are signed in no longer."""
        self.failure: AlemprepError | None = None
        """Why the house could not be opened."""
        self.note: Text | None = None
        """What became of a scan that was not used, to be said until the next scan or key."""
        self._conversations: list[Worker[None]] = []
        self._used_at = _steady()
        self._founding = founding
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
        self.set_interval(1, self.lock_when_idle)
        self.set_interval(SESSION_SECONDS, self._still_here)

    def _open(self) -> None:
        self.run_worker(self._open_house(), name="opening")

    async def _open_house(self) -> None:
        try:
            if self._founding is not None:
                await self.push_screen_wait(FirstStartScreen(self._founding.site, self._founding.make))
            self._house = await asyncio.to_thread(self._opening)
            self.language = self._house.station.site.language
            await self._first_administrator()
        except AlemprepError as error:
            self.failure = error
            await self.push_screen(FailureScreen(error))
        else:
            await self._begin_day()
            self.set_interval(LOOK_AT_DAY, self._begin_day)
        finally:
            self._opened.set()

    async def _first_administrator(self) -> None:
        """Where nobody is yet, somebody has to come first."""
        from pharmacy.service import people  # noqa: PLC0415 - imported while the house opens

        if await self.ask(people.nobody_yet):
            make = partial(people.first_person, self.station)
            await self.push_screen_wait(FirstStartScreen(self.station.site, make))

    async def _begin_day(self) -> None:
        """The first look of a day makes its checkpoint of the audit. Where none can be made that is told, but
        not in the middle of a conversation, and work goes on. What passes by itself is tried at the next
        look.
        """
        from pharmacy.service.checkpoints import begin_day  # noqa: PLC0415 - with the house

        today = self.station.clock.now().astimezone(self.station.site.tz).date()
        if today == self._day or self.flowing:
            return
        try:
            await self.ask(begin_day)
        except Refusal:
            return  # of a clock that is behind each act says so itself, until it is right
        except Trouble as trouble:
            if trouble.code in _PASSES:
                return
            self._day = today  # told once a day
            with self.refusals():
                raise
        self._day = today

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
        """Where one works, and who does."""
        station, person = self.house.station, self.person
        if person is not None and self.stale:
            idle = int(station.policy.idle_lock.value)
            person = person.model_copy(update={"idle_minutes": idle})
        return replace(station, signed_in=person)

    @property
    def window(self) -> str:
        """What this window is called where its session is told: two on one computer differ."""
        return f"{self.house.station.name} #{os.getpid()}"

    @property
    def worker(self) -> "SignedIn":
        """Who is signed in, on every screen behind the sign-in."""
        assert self.person is not None, "nobody is signed in"
        return self.person

    @property
    def flowing(self) -> bool:
        """Whether a conversation of several screens is going on."""
        return bool(self._conversations)

    async def act(
        self, function: Callable[Concatenate["Station", str, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Carry out an act of the person who is signed in. The screen stays alive meanwhile."""
        return await self.act_of(self.worker.badge, function, *args, **kwargs)

    async def act_of(
        self,
        badge: str,
        function: Callable[Concatenate["Station", str, P], R],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        """Carry out an act of somebody who signs at this window with a badge of theirs."""
        with self._told_when_slow():
            return await self.ask(function, badge, *args, **kwargs)

    @contextmanager
    def _told_when_slow(self) -> Iterator[None]:
        """Say, while an act waits for the database, that it is not acknowledged yet. Nothing ends the
        waiting: a server that has lost its standby may hold the act already.
        """
        timer = asyncio.get_running_loop().call_later(SLOW_SECONDS, self.say_here, NOT_ACKNOWLEDGED)
        try:
            yield
        finally:
            timer.cancel()
            if self.note is NOT_ACKNOWLEDGED:
                self.say_here(None)

    async def read_values(self) -> None:
        """Work by what is in force now."""
        from pharmacy.service.approvals import renewed  # noqa: PLC0415 - heavy, so not before the first paint

        self._house = replace(self.house, station=await self.ask(renewed))

    async def ask(
        self, function: Callable[Concatenate["Station", P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Look something up, as long as whoever is signed in here still is. When it is refused because new
        values were signed at another station, the next act is done by these.
        """
        await self._still_here(told=True)
        try:
            return await asyncio.to_thread(function, self.station, *args, **kwargs)
        except Refusal as refusal:
            if refusal.code is Code.VALUES_CHANGED:
                await self.read_values()
                self.note = text("This station has read the new values, and works by them from now on.")
            elif refusal.code in _CLOSED:
                self._close(refusal)
            elif (
                refusal.code is Code.PERSON_LEFT
            ):  # whoever is signed in here, or of a badge that was scanned
                await self._still_here()
            raise

    async def sign_out(self, person: "SignedIn") -> None:
        """Let somebody go from this window, whether or not they are signed in elsewhere by now."""
        from pharmacy.service import people  # noqa: PLC0415 - imported while the house opens

        await asyncio.to_thread(people.sign_out, replace(self.station, signed_in=person), person.badge)

    async def _still_here(self, *, told: bool = False) -> None:
        """Lead whoever is no longer signed in here to the sign-in screen; `told`: and raise why."""
        if self.person is None or self.closing:
            return
        from pharmacy.service import people  # noqa: PLC0415 - imported while the house opens

        try:
            await asyncio.to_thread(people.still_signed_in, self.station)
        except Refusal as closed:
            self._close(closed)
            if told:
                raise
        except Trouble:
            if told:  # else the next act finds out, and tells
                raise

    def _close(self, why: Refusal) -> None:
        if not self.closing:
            self.closing = True
            self.run_worker(self._close_for(why), name="closing")

    async def _close_for(self, why: Refusal) -> None:
        """Back to the sign-in screen. What was only typed is gone; every bag is at its step."""
        self._end_conversations()
        while not isinstance(self.screen, SignInScreen):
            await self.pop_screen()
        self.person, self.stale, self.closing = None, False, False
        await self.push_screen(RefusalScreen(why))

    def _end_conversations(self) -> None:
        mine = get_current_worker()
        for each in self._conversations:
            if each is not mine:
                each.cancel()
        self._conversations = [each for each in self._conversations if each is mine]

    async def on_event(self, event: events.Event) -> None:
        """Notice that somebody uses the window; a key that comes too late is for the lock."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self.lock_when_idle()
            self._used_at = _steady()
        await super().on_event(event)

    def lock_when_idle(self) -> None:
        """Lock the window when nobody has used it for as long as policy says. What must be seen is left to be
        seen, and who is there is asked before anything but the most urgent.
        """
        if self.person is None or self.closing or self.locked:
            return
        idle = _steady() - self._used_at
        self.stale = self.stale or idle >= float(self.house.station.policy.idle_lock.value) * 60
        if self.stale and self._may_lock:
            self.push_screen(LockScreen())

    @property
    def locked(self) -> bool:
        """Whether the window waits for a PIN before it shows anything."""
        return any(isinstance(screen, LockScreen) for screen in self.screen_stack)

    @property
    def _may_lock(self) -> bool:
        """Not over what must be seen; nor in the middle of an act, which would end on another screen."""
        front = self.screen
        asks = isinstance(front, AppScreen) and (front.within_flow or front.takes_text)
        seen = any(isinstance(screen, AppScreen) and screen.stays_open for screen in self.screen_stack)
        return not seen and not self._acting and self._items.empty() and (asks or not self.flowing)

    async def proven(self) -> bool:
        """Whether it is known who is here: asked, where nobody had used the window for long."""
        return not self.stale or await self.push_screen_wait(LockScreen(may_go_back=True))

    async def take_over(self) -> None:
        """Somebody else goes on here: close what the person before had begun to type, and the lock."""
        self._end_conversations()
        while isinstance(self.screen, AppScreen) and (self.screen.within_flow or self.screen.takes_text):
            if isinstance(self.screen, RefusalScreen):
                break
            await self.pop_screen()

    def switch_screen(self, screen: Screen[Any] | str) -> AwaitComplete:
        """Show another screen instead of the one in front. Never instead of the lock: the screen beneath will
        find out once more.
        """
        return AwaitComplete() if isinstance(self.screen, LockScreen) else super().switch_screen(screen)

    def _handle_exception(self, error: Exception) -> None:
        """End in words, also when what went wrong has none of its own."""
        known = error if isinstance(error, AlemprepError) else error.__cause__
        if isinstance(known, AlemprepError):
            self.failure = known
            self.exit()
        else:
            self.failure = self.failure or crash(getattr(error, "error", error))
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End without a traceback: what is said is the failure, when the terminal is a terminal again."""
        self._close_messages_no_wait()

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Show what is refused in here; everything else is a mistake in the program and ends it."""
        try:
            yield
        except AlemprepError as error:
            if not self.closing:
                self.push_screen(RefusalScreen(error))

    def say_here(self, words: Text | None) -> None:
        """Say what was done above the keys of the screen in front, until the next scan or key; none takes it
        away.
        """
        self.note = words
        if isinstance(self.screen, AppScreen):
            self.screen.note(words)

    def flow(self, steps: Coroutine[Any, Any, None]) -> None:
        """Carry on a conversation of several screens; the screen beneath does nothing until it is over.

        Whatever asks something is a conversation: what was scanned before the question must not wait for the
        answer, and then be taken as if it had come after it.
        """
        self._conversations.append(self.run_worker(self._flow(steps), name="flow"))

    async def _flow(self, steps: Coroutine[Any, Any, None]) -> None:
        try:
            with self.refusals():
                await steps
        finally:
            mine = get_current_worker()
            self._conversations = [each for each in self._conversations if each is not mine]
