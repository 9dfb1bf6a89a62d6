"""The second check: another pharmacist compares, signs, scans the cover label, and lets the bag go."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.timer import Timer
from textual.widgets import Static

from pharmacy.errors import Code, Refusal
from pharmacy.language import text
from pharmacy.people import Act, Person
from pharmacy.preparation import STEPS
from pharmacy.scans import BadgeScan, BagScan
from pharmacy.service import people, release
from pharmacy.service.bags import Bag, judge
from pharmacy.service.documents import facts
from pharmacy.service.reading import read_for
from tui.screens.bag_facts import bag_facts
from tui.screens.label import LabelScreen
from tui.screens.on_bag import BagWorkScreen
from tui.screens.pin import PinScreen
from tui.screens.route import screen_for
from tui.widgets.big import Big
from tui.widgets.facts import Facts
from tui.widgets.frame import Frame

if TYPE_CHECKING:
    from pydantic import SecretStr

SIGNATURE_SECONDS = 120
"""How long a typed PIN waits for the label; then the checker may have gone away."""


class CheckScreen(BagWorkScreen):
    """Everything that is to be compared, and the two scans that release the bag."""

    CSS_PATH = "check.tcss"

    def __init__(self, bag: Bag) -> None:
        super().__init__(bag)
        self._checker: tuple[Person, SecretStr] | None = None
        self._forgetting: Timer | None = None

    def compose(self) -> ComposeResult:
        """What to do now, and the facts."""
        station = self.alemprep.station
        known = facts(station, self._bag.id)
        yield Frame(
            Big(id="step", classes="big"),
            Static(id="detail", markup=False),
            Facts(bag_facts(station, known, self.alemprep.language)),
            title=self.say(text("Second check · bag {bag}", bag=self._bag.id)),
            who=self.say(text("step {step} of {steps}", step=len(STEPS), steps=len(STEPS))),
        )

    def on_mount(self) -> None:
        """Begin with the badge; leave when the time is over."""
        self._show()
        self.set_interval(1, self._tick)

    def _tick(self) -> None:
        held = judge(self.alemprep.station, self._bag, self.alemprep.station.clock.now())
        if held is not None and not held.usable and self.is_current:
            self.app.switch_screen(screen_for(self.alemprep.station, self._bag))

    def _show(self) -> None:
        if self._checker is None:
            title = text("SCAN YOUR BADGE")
            detail = text(
                "Second check, by a pharmacist who had no hand in this bag. Nobody releases their own work."
            )
        else:
            title = text("COMPARE, THEN SCAN")
            detail = text(
                "{name}: compare order, bag and both labels with this. All the same? Scan the cover label.",
                name=self._checker[0].name,
            )
        self.query_one("#step", Big).show_words(self.say(title))
        self.query_one("#detail", Static).update(
            self.say(text("{title}. {detail}", title=title, detail=detail))
        )
        self.query_one(Frame).show_keys(
            [
                ("", self.say(text("waiting for a scan"))),
                ("l", self.say(text("label"))),
                ("p", self.say(text("print again"))),
                ("d", self.say(text("documents"))),
                ("x", self.say(text("discard"))),
                *([("s", self.say(text("pretend to scan it")))] if self.alemprep.sample else []),
                (self.say(text("Esc")), self.say(text("back"))),
            ]
        )

    async def take(self, raw: str) -> None:
        """First the badge, then the cover label."""
        read = await self.alemprep.act(
            read_for,
            Act.RELEASE,
            raw,
            (BadgeScan,) if self._checker is None else (BadgeScan, BagScan),
            expected=text("the badge of the pharmacist who checks")
            if self._checker is None
            else text("the cover label"),
            advice=text("Scan your badge first, then the cover label."),
            bag_id=self._bag.id,
        )
        if isinstance(read, BadgeScan):
            self.alemprep.flow(self._sign(read.badge))
        elif self._checker is not None:
            await self._release(raw, *self._checker)

    async def _sign(self, badge: str) -> None:
        person = await self.alemprep.ask(release.releaser, badge, self._bag.id)
        pin = await self.app.push_screen_wait(
            PinScreen(
                person.name,
                text(
                    "checks and releases bag {bag} of {name}", bag=self._bag.id, name=self._bag.patient.name
                ),
            )
        )
        if pin is not None:
            # Asked at once: nobody compares a whole bag to learn in the end that the PIN was wrong.
            await self.alemprep.ask(people.sign_in, badge, pin)
            self._checker = person, pin
            self._show()
            if self._forgetting is not None:
                self._forgetting.stop()
            self._forgetting = self.set_timer(SIGNATURE_SECONDS, self._forget)

    def _forget(self) -> None:
        self._checker = None
        self._show()

    async def _release(self, raw: str, checker: Person, pin: "SecretStr") -> None:
        try:
            async with self.as_shown(Act.RELEASE, checker.badge):
                bag = await self.alemprep.ask(release.release, checker.badge, self._bag.id, scan=raw, pin=pin)
        except Refusal as refusal:
            if refusal.code in {Code.WRONG_PIN, Code.LOCKED_OUT, Code.SELF_RELEASE, Code.NOT_YOUR_ROLE}:
                self._forget()
            raise
        await self.go_on(bag)

    async def key(self, key: str) -> None:
        """The keys of the bottom line."""
        match key:
            case "l":
                await self.app.push_screen(LabelScreen(self._bag))
            case "p":
                self.alemprep.flow(self.print_again())
            case "d":
                self.alemprep.flow(self.documents())
            case "x":
                self.alemprep.flow(self.discard())
            case "s" if self.alemprep.sample:
                from tui.pretend import pretended_scan  # noqa: PLC0415 - only in the sample hospital

                await self.take(await self.alemprep.ask(pretended_scan, self._bag))
            case "escape":
                self.leave(None)
