"""What the bedside check says, over the whole screen: GO or STOP, told apart from three metres by word, shape
and border, not by colour alone.
"""

from collections.abc import Coroutine
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from labels.compose import cited
from pharmacy.bedside import BEFORE_PRIMING, ITEM_NAMES, OVERRIDES, Bedside, Check, Item
from pharmacy.errors import Refusal
from pharmacy.language import Text, in_a_row, text
from pharmacy.moments import clock_time
from pharmacy.priming import CONNECT
from pharmacy.protocol.policy import Overridable
from pharmacy.service import bedside
from pharmacy.service.at_bedside import is_old
from pharmacy.service.bag import Bag
from pharmacy.service.bags import find_bag
from pharmacy.service.judging import judge
from tui.screens.at_bedside import decide_against, observe, premedicate
from tui.screens.priming import prime
from tui.screens.screen import AppScreen
from tui.widgets.big import Big
from tui.widgets.countdown import time_left_text, when_text
from tui.widgets.frame import Frame
from tui.widgets.huge import Huge
from tui.widgets.steady import Steady
from tui.widgets.visible import visible

if TYPE_CHECKING:
    from tui.app import AlemprepApp

CROSSES = "✕ ✕ ✕"


class Scanned(NamedTuple):
    """What was scanned for one check."""

    bag_id: str
    wristband: str
    """As the scanner sent it."""
    label: str
    """As the scanner sent it, or the number that was typed."""
    at: datetime
    """When the second of the two was scanned."""
    reason: str = ""
    """Why the number was typed."""


async def look(app: "AlemprepApp", seen: Scanned) -> "GoScreen | StopScreen":
    """Check, which is recorded; the screen that says what came of it."""
    found = await app.act(bedside.verify, seen.bag_id, seen.wristband, seen.label, reason=seen.reason)
    bag = await app.ask(find_bag, seen.bag_id)
    return GoScreen(bag, seen, found) if found.go else StopScreen(bag, seen, found)


class VerdictScreen(AppScreen[None]):
    """What a verdict's two screens have in common: a further scan begins a new check."""

    def __init__(self, bag: Bag, seen: Scanned, found: Bedside) -> None:
        super().__init__()
        self._bag = bag
        self._seen = seen
        self._found = found

    async def take(self, raw: str) -> None:
        """The first scan of the next check; it is taken there."""
        from tui.screens.bedside import BedsideScreen  # noqa: PLC0415 - each leads to the other

        await self.app.switch_screen(BedsideScreen(self._bag, raw))

    async def look_again(self) -> None:
        """The same two scans, checked anew; but no GO by scans of a while ago."""
        screen = await look(self.alemprep, self._seen)
        if isinstance(screen, GoScreen) and self.past(self._seen.at):
            await self.scan_anew(text("Nothing fails any more. For a GO, scan wristband and bag again."))
        else:
            await self.app.switch_screen(screen)

    async def scan_anew(self, because: Text) -> None:
        """Ask for both scans again."""
        from tui.screens.bedside import BedsideScreen  # noqa: PLC0415 - each leads to the other

        self.note(because)
        await self.app.switch_screen(BedsideScreen(self._bag))

    def past(self, moment: datetime) -> bool:
        """Whether what was seen at a moment is too long ago to be believed."""
        return is_old(self.alemprep.station, moment)

    def _who(self) -> Text:
        bag = self._bag
        return text(
            "{name} · NHC {record} · course {course} day {day} of {days}",
            name=bag.patient.name,
            record=bag.patient.record_number,
            course=bag.course,
            day=bag.day,
            days=bag.days,
        )


class GoScreen(VerdictScreen):
    """GO: every item passes. The space bar starts, as long as the scans are believed."""

    CSS_PATH = "verdict.tcss"

    def compose(self) -> ComposeResult:
        """The word, and what is about to be started."""
        bag, station = self._bag, self.alemprep.station
        passed = len(self._found.checks)
        overridden = [
            text("{n} {name}: {got}", n=check.n, name=check.name, got=check.got)
            for check in self._found.checks
            if check.overridden
        ]
        first = station.protocol.infusion_rates[1].rate.quantity
        held = judge(station, bag, station.clock.now())
        assert held is not None
        limit = clock_time(held.start_before, station.site.tz)
        yield Frame(
            Horizontal(
                Huge(self.say(text("GO")), share=45, least=2, id="word"),
                Big(self.say(text("BEFORE {time}", time=limit)), id="limit"),
                id="top",
            ),
            Static(bag.patient.name, id="name", markup=False),
            Static(
                self.say(
                    text(
                        "NHC {record} · bag {bag} · course {course}, day {day} of {days} · {dose}",
                        record=bag.patient.record_number,
                        bag=bag.id,
                        course=bag.course,
                        day=bag.day,
                        days=bag.days,
                        dose=station.protocol.dose.quantity,
                    )
                ),
                classes="fact",
                markup=False,
            ),
            Steady(id="clocks"),
            Static(
                self.say(text("✓ {passed} of {checks} checks", passed=passed, checks=passed)),
                classes="fact",
                markup=False,
            ),
            *(Static(visible(self.say(words)), classes="fact", markup=False) for words in overridden),
            Static(
                self.say(text("{connect} First rate: {rate}.", connect=CONNECT, rate=first)),
                classes="fact",
                markup=False,
            ),
            title=self.say(text("GO · bag {bag}", bag=bag.id)),
            who=self.alemprep.worker.name,
            keys=[
                (self.say(text("space")), self.say(text("the pump runs: started"))),
                (self.say(text("Esc")), self.say(text("do not start"))),
            ],
        )

    def on_mount(self) -> None:
        """Let the clocks run."""
        self.query_one(Frame).body.border_title = "✓ ✓ ✓"
        self._show_clocks()
        self.set_interval(1, self._tick)

    def _show_clocks(self) -> None:
        station, language = self.alemprep.station, self.alemprep.language
        now = station.clock.now()
        held = judge(station, self._bag, now)
        assert held is not None
        clocks = [
            text(
                "START BEFORE {time} · {left} left",
                time=when_text(held.start_before, now, station.site.tz, language),
                left=time_left_text(held.start_before, now, language),
            )
        ]
        if held.finish_before is not None:
            limit = when_text(held.finish_before, now, station.site.tz, language)
            clocks.append(text("FINISH BEFORE {time}", time=limit))
        self.query_one("#clocks", Steady).show(self.say(in_a_row(clocks)))

    async def _tick(self) -> None:
        app = self.alemprep
        if not self.is_current or app.flowing or not app.at_rest:
            return
        self._show_clocks()
        if self.past(self._found.at):
            self.app.run_worker(self._ask_again(), name="again")

    async def _ask_again(self) -> None:
        self.app.bell()
        await self.scan_anew(text("That GO is over: time has passed. Scan wristband and bag again."))

    async def key(self, key: str) -> None:
        """Space starts, Esc does not."""
        match key:
            case "space" if self.past(self._found.at):
                await self._ask_again()
            case "space":
                await self._start()
            case "escape":
                self.leave(None)

    async def _start(self) -> None:
        from tui.screens.route import screen_for  # noqa: PLC0415 - it knows every screen

        seen = self._seen
        try:
            bag = await self.alemprep.act(
                bedside.start, seen.bag_id, seen.wristband, seen.label, reason=seen.reason
            )
        except Refusal:
            # Something is otherwise than a moment ago: what it is stands on the screen beneath the refusal.
            await self.look_again()
            raise
        await self.app.switch_screen(screen_for(self.alemprep.station, bag))


class StopScreen(VerdictScreen):
    """STOP: every item that fails, and what to do about it. Nothing here leads to a start but the check."""

    CSS_PATH = "verdict.tcss"

    def compose(self) -> ComposeResult:
        """The word, what fails, and the way on where there is one."""
        failing = self._found.failing
        not_yet = in_a_row(ITEM_NAMES[check.item] for check in failing)
        yield Frame(
            Horizontal(
                Huge(self.say(text("STOP")), share=22, least=1, id="word"),
                Big(self.say(text("DO NOT START")), id="do-not"),
                id="top",
            ),
            *(
                [Static(self.say(text("not yet: {items}", items=not_yet)), id="not-yet", markup=False)]
                if self._leads_on
                else []
            ),
            *(self._item(check) for check in failing),
            title=self.say(
                text(
                    "STOP · bag {bag} · {failing} of {checks} checks fail",
                    bag=self._bag.id,
                    failing=len(failing),
                    checks=len(self._found.checks),
                )
            ),
            who=self.alemprep.worker.name,
            keys=self._keys(),
        )

    def _item(self, check: Check) -> Vertical:
        source = cited(check.source)
        lines = (
            ("item", text("✕ {n}  {name}", n=check.n, name=check.name)),
            ("got", text("got: {got}", got=check.got)),
            ("expected", text("expected: {expected} ({source})", expected=check.expected, source=source)),
            ("advice", text("→ {advice}", advice=check.advice)),
        )
        return Vertical(
            *(Static(visible(self.say(words)), classes=kind, markup=False) for kind, words in lines),
            classes="failing",
        )

    def on_mount(self) -> None:
        """The crosses in the border."""
        self.query_one(Frame).body.border_title = CROSSES
        self.query_one(Frame).body.border_subtitle = CROSSES
        self.app.bell()

    @property
    def _items(self) -> set[Item]:
        return {check.item for check in self._found.failing}

    @property
    def _leads_on(self) -> bool:
        """Whether only those items fail that are done at the bed."""
        return not self._items & BEFORE_PRIMING

    @property
    def _overridable(self) -> list[Overridable]:
        permitted = self.alemprep.station.policy.may_be_overridden.value
        found = [OVERRIDES[check.item] for check in self._found.failing if check.item in OVERRIDES]
        return [item for item in found if item in permitted] if self._leads_on else []

    def _keys(self) -> list[tuple[str, str]]:
        keys = []
        if self._leads_on:
            if Item.PREMEDICATION in self._items:
                keys.append(("m", self.say(text("record premedication"))))
            if Item.VITAL_SIGNS in self._items:
                keys.append(("v", self.say(text("heart rate, blood pressure, temperature"))))
            if Item.LINE in self._items:
                keys.append(("p", self.say(text("prime the line"))))
            if self._overridable:
                keys.append(("w", self.say(text("physician or pharmacist decides"))))
        keys.append((self.say(text("space")), self.say(text("look again"))))
        return [*keys, (self.say(text("Esc")), self.say(text("back")))]

    async def key(self, key: str) -> None:
        """The keys of the bottom line."""
        items = self._items if self._leads_on else set()
        match key:
            case "m" if Item.PREMEDICATION in items:
                self.alemprep.flow(self._then_look(premedicate(self.alemprep, self._bag)))
            case "v" if Item.VITAL_SIGNS in items:
                self.alemprep.flow(self._then_look(observe(self.alemprep, self._bag)))
            case "p" if Item.LINE in items:
                self.alemprep.flow(self._then_look(self._prime()))
            case "w" if self._overridable:
                against = decide_against(self.alemprep, self._bag, self._overridable)
                self.alemprep.flow(self._then_look(against))
            case "space":
                await self.look_again()
            case "escape":
                self.leave(None)

    async def _prime(self) -> bool:
        seen = self._seen
        return await prime(self.alemprep, self._bag, seen.wristband, seen.label, seen.reason)

    async def _then_look(self, conversation: Coroutine[Any, Any, bool]) -> None:
        """Check again once something was recorded, and also when that was refused."""
        try:
            done = await conversation
        except Refusal:
            await self.look_again()
            raise
        if done:
            await self.look_again()
