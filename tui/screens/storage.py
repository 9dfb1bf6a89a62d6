"""Where every mixed bag waits, how long it may, and how cold it is there."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Concatenate, ParamSpec

from textual import events
from textual.app import ComposeResult
from textual.timer import Timer

from pharmacy.identity import place_code
from pharmacy.language import Text, text
from pharmacy.people import ROLE_NAMES, Act
from pharmacy.places import PLACE_KEY
from pharmacy.preparation import CLOCKED
from pharmacy.service import bench, custody, people, storage
from pharmacy.service.act import Station
from pharmacy.service.bag import Bag
from pharmacy.service.bags import find_bag
from pharmacy.service.shown import refuse_outdated
from pharmacy.service.storage import Board, InHand, StoredBag
from pharmacy.waiting import Word
from tui.screens.form import Field
from tui.screens.keeping import Do, keep, keeping_keys, put_text
from tui.screens.route import screen_for
from tui.screens.screen import AppScreen
from tui.screens.storage_words import START_BEFORE, StorageWords
from tui.screens.talk import confirmed, decide, fill_in
from tui.screens.worklist import RELOAD_SECONDS, WIDE
from tui.widgets.frame import Frame
from tui.widgets.fridge_line import FridgeLine
from tui.widgets.steady import Steady
from tui.widgets.table import MOVES, Table

P = ParamSpec("P")

TEMPERATURE = [
    Field("place", text("refrigerator"), text("its code, or its key")),
    Field("celsius", text("temperature, °C"), text("as it reads: 4.6")),
]


class StorageScreen(AppScreen[None]):
    """The bags that wait, most urgent first, and every refrigerator. Scan a bag's label, then its place."""

    CSS_PATH = "storage.tcss"

    def __init__(self, board: Board) -> None:
        super().__init__()
        self._board = board
        self._lines = board.lines
        self._seen = False
        """Whether it was on the screen before."""
        self._shown_keys: list[tuple[str, str]] = []
        self._rung: set[tuple[str, Word]] = set()
        """For which bag and word the bell rang, or which were there when the board was opened."""
        self._in_hand: InHand | None = None
        self._forgetting: Timer | None = None
        self._told: Text | None = None

    def compose(self) -> ComposeResult:
        """The table, the marked bag, the refrigerators."""
        yield Frame(
            Table(),
            Steady(id="told"),
            Steady(id="bag"),
            *(FridgeLine(self._words.traced(fridge)) for fridge in self._board.refrigerators),
            Steady(id="scale"),
        )

    def on_mount(self) -> None:
        """Show it, then let it run."""
        self._rung = {(line.bag.id, line.word) for line in self._lines if line.word is not None}
        self._lay_out()
        self.set_interval(1, self._tick)
        self.set_interval(RELOAD_SECONDS, self._reload)

    def on_resize(self) -> None:
        """Use the width there is."""
        self._lay_out()

    async def on_screen_resume(self, event: events.ScreenResume) -> None:  # noqa: ARG002
        """Back from another screen: what it did is on the board."""
        if self._seen:
            await self._reload()
        self._seen = True

    async def _reload(self) -> None:
        if self.alemprep.person is None or not self.is_current:
            return
        with self.alemprep.refusals():
            self._board = await self.alemprep.ask(storage.board)
            self._tick()

    def _tick(self) -> None:
        """Judge anew, at this second."""
        if not self.is_current:
            return
        station, now = self.alemprep.station, self._now
        self._lines = storage.in_order(storage.stored(station, line.bag, now) for line in self._board.lines)
        self._ring()
        self._lay_out()

    def _ring(self) -> None:
        """Once for every bag and word that is new, however often the board is drawn."""
        words = {(line.bag.id, line.word) for line in self._lines if line.word is not None}
        if any(word is not Word.IN_TIME for _, word in words - self._rung):
            self.app.bell()
        self._rung |= words

    @property
    def _now(self) -> datetime:
        return self.alemprep.station.clock.now()

    @property
    def _words(self) -> StorageWords:
        """The board at this moment, in words."""
        return StorageWords(self.alemprep.station, self.alemprep.language, self._board, self._now)

    # --- what is shown ---

    def _lay_out(self) -> None:
        """Who works here, the bags, the marked one of them, and the refrigerators."""
        person = self.alemprep.person
        if person is None:
            return
        frame, local = self.query_one(Frame), self._now.astimezone(self.alemprep.station.site.tz)
        frame.show_title(self.say(text("Storage · {time}", time=f"{local:%H:%M}")))
        frame.show_who(self.say(text("{name}, {role}", name=person.name, role=ROLE_NAMES[person.role])))
        words = self._words
        columns = words.columns(self._lines, wide=self.size.width >= WIDE)
        names = (START_BEFORE, text("LEFT"), text("PATIENT"), text("PLACE"), text("WORD"))
        self.query_one(Table).show_list(
            [(self.say(name), width + 1) for name, width in zip(names, columns, strict=True)],
            [words.row(line, columns) for line in self._lines],
        )
        self._show_marked()
        self._show_refrigerators()

    @property
    def _marked(self) -> StoredBag | None:
        """The bag in the marked row of what is on the screen."""
        marked = self.query_one(Table).marked_id
        return next((line for line in self._lines if line.bag.id == marked), None)

    def _show_marked(self) -> None:
        """Whose bag it is, where, and what ends next or what is against it; and which keys work for it."""
        marked = self._marked
        lines = [text("No mixed bag waits to be started.")] if marked is None else self._words.about(marked)
        self.query_one("#bag", Steady).show("\n".join(map(self.say, lines)))
        told = self.query_one("#told", Steady)
        told.display = self._told is not None
        told.show(self.say(self._told) if self._told else "")
        keys = self._keys()
        if keys != self._shown_keys:
            self._shown_keys = keys
            self.query_one(Frame).show_keys(keys)

    def _show_refrigerators(self) -> None:
        words = self._words
        for fridge, line in zip(self._board.refrigerators, self.query(FridgeLine), strict=True):
            line.show(fridge.name, words.newest(fridge), words.traced(fridge), self.say(words.due(fridge)))
        self.query_one("#scale", Steady).show(self.say(words.scale()))

    def _keys(self) -> list[tuple[str, str]]:
        keys = [("", self.say(text("scan a bag, then its place")))]
        marked = self._marked
        if marked is not None:
            keys.append((self.say(text("space")), self.say(text("open"))))
            keys += [(key, self.say(does)) for key, does in keeping_keys(self.alemprep.station, marked.bag)]
            if marked.bag.state in CLOCKED:
                keys.append(("x", self.say(text("discard"))))
        if self._board.refrigerators:
            keys.append(("t", self.say(text("temperature"))))
            if self.alemprep.sample:
                keys.append(("f", self.say(text("pretend 4.6 °C everywhere"))))
        return [*keys, (self.say(text("Esc")), self.say(text("back")))]

    # --- what is done ---

    async def take(self, raw: str) -> None:
        """A bag's label, then the code of its place. After a refusal both are scanned again: nobody knows
        which bag is in somebody's hands then.
        """
        carried, self._in_hand, self._told = self._in_hand, None, None
        found = await self.alemprep.act(storage.in_hand, raw)
        if isinstance(found, InHand):
            await self._take_in_hand(found)
        elif carried is None:
            await self.alemprep.act(storage.no_bag_first, raw)
        else:
            await self._put(carried, raw)

    async def _take_in_hand(self, found: InHand) -> None:
        """Mark the bag and wait for its place, for a while."""
        self._in_hand = found
        if self._forgetting is not None:
            self._forgetting.stop()
        waits = self.alemprep.station.policy.place_scan.duration
        self._forgetting = self.set_timer(waits.total_seconds(), self._forget)
        self._told = text(
            "▶ {bag} · {label}, {cover}: now scan the place.",
            bag=found.bag.id,
            label=found.bag.label,
            cover=text("covered") if found.covered else text("NOT covered"),
        )
        await self._reload()
        self._mark(found.bag.id)

    def _mark(self, bag_id: str) -> None:
        if self.query_one(Table).mark_id(bag_id):
            self._show_marked()

    def _forget(self) -> None:
        if self._in_hand is not None:
            self._told = text("No place was scanned for {bag}: scan both again.", bag=self._in_hand.bag.id)
            self._in_hand = None
            self._show_marked()

    async def _put(self, carried: InHand, raw: str) -> None:
        """The bag whose label was scanned is now in this place."""
        bag = await self.alemprep.act(custody.move_bag, carried.bag.id, raw, covered=carried.covered)
        self._told = put_text(self.alemprep.station, bag)
        await self._reload()
        self._mark(bag.id)

    async def key(self, key: str) -> None:
        """The keys of the bottom line, and those that mark another line."""
        marked = self._marked
        if key in MOVES:
            self.query_one(Table).move(key)
            self._show_marked()
        elif key == "escape":
            self.leave(None)
        elif key == "t" and self._board.refrigerators:
            self.alemprep.flow(self._type_temperature())
        elif key == "f" and self._board.refrigerators and self.alemprep.sample:
            await self._pretend()
        elif marked is not None:
            await self._with_marked(key, marked.bag)

    async def _with_marked(self, key: str, bag: Bag) -> None:
        if key == "space":
            shown = await self.alemprep.ask(find_bag, bag.id)
            await self.app.push_screen(screen_for(self.alemprep.station, shown))
        elif key == "x" and bag.state in CLOCKED:
            self.alemprep.flow(self._discard(bag))
        elif key in dict(keeping_keys(self.alemprep.station, bag)):
            self.alemprep.flow(self._keep(key, bag))

    def _on(self, bag: Bag) -> Do:
        """Acts on a bag as the board shows it."""

        async def do(
            name: Act,
            function: Callable[Concatenate[Station, str, str, P], Bag],
            *args: P.args,
            **more: P.kwargs,
        ) -> Bag:
            await self.alemprep.act(refuse_outdated, name, bag)
            return await self.alemprep.act(function, bag.id, *args, **more)

        return do

    async def _keep(self, key: str, bag: Bag) -> None:
        try:
            await keep(self.alemprep, key, bag, self._on(bag))
        finally:
            await self._reload()

    async def _discard(self, bag: Bag) -> None:
        async def do(typed: dict[str, str]) -> Bag:
            return await self._on(bag)(Act.DISCARD, bench.discard, reason=typed["reason"])

        try:
            await decide(self.alemprep, text("Discard the bag"), bag, do)
        finally:
            await self._reload()

    async def _type_temperature(self) -> None:
        await self.alemprep.act(people.permit, Act.RECORD_TEMPERATURE)
        title = text("Temperature of a refrigerator")

        async def do(typed: dict[str, str]) -> tuple[str, ...] | None:
            if not await confirmed(self.alemprep, title, [], TEMPERATURE, typed):
                return None
            return await self.alemprep.act(
                custody.record_temperature, code_from(typed["place"]), typed["celsius"]
            )

        aside = await fill_in(self.alemprep, title, TEMPERATURE, do)
        if aside is not None:
            self._told = (
                text("Written down. Put into quarantine by it: {bags}.", bags=", ".join(aside))
                if aside
                else text("Written down.")
            )
            await self._reload()

    async def _pretend(self) -> None:
        """As if somebody had read every thermometer."""
        from tui.pretend import PRETENDED_CELSIUS, refrigerators  # noqa: PLC0415 - only in the sample hospital

        for code in refrigerators(self.alemprep.station):
            await self.alemprep.act(custody.record_temperature, code, PRETENDED_CELSIUS)
        self._told = text("Written down.")
        await self._reload()


def code_from(typed: str) -> str:
    """A place's code for its key, however it is typed; anything else as it is.

    >>> code_from("fr2"), code_from("]d293FR2")
    ('93FR2', ']d293FR2')
    """
    key = typed.upper()
    return place_code(key) if re.fullmatch(PLACE_KEY, key) else typed
