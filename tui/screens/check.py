"""The second check: another pharmacist compares, signs, scans the cover label, and lets the bag go."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.timer import Timer
from textual.widgets import Static

from pharmacy.errors import Code, Refusal
from pharmacy.instructions import instruction
from pharmacy.language import text
from pharmacy.people import Act, Person
from pharmacy.places import Place
from pharmacy.preparation import STEPS, Step
from pharmacy.scans import BadgeScan, BagScan, PlaceScan
from pharmacy.service import documents, people, release
from pharmacy.service.bag import Bag
from pharmacy.service.documents import facts
from pharmacy.service.judging import judge
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

_NOT_THE_CHECKER = frozenset(
    {Code.WRONG_PIN, Code.LAST_WRONG_PIN, Code.LOCKED_OUT, Code.SELF_RELEASE, Code.NOT_YOUR_ROLE}
)
"""Refusals after which somebody has to sign anew."""


class CheckScreen(BagWorkScreen):
    """Everything that is to be compared, and the two scans that release the bag."""

    CSS_PATH = "check.tcss"

    def __init__(self, bag: Bag) -> None:
        super().__init__(bag)
        self._known: documents.Facts | None = None
        self._checker: tuple[Person, SecretStr] | None = None
        self._forgetting: Timer | None = None

    def compose(self) -> ComposeResult:
        """What to do now, and the facts."""
        self._known = facts(self.alemprep.station, self._bag.id)
        yield Frame(
            Big(id="step", classes="big"),
            Static(id="detail", markup=False),
            Facts(self._facts()),
            title=self.say(text("Second check · bag {bag}", bag=self._bag.id)),
            who=self.say(text("step {step} of {steps}", step=len(STEPS), steps=len(STEPS))),
        )

    def on_mount(self) -> None:
        """Begin with the badge; leave when the time is over."""
        self._show()
        self.set_interval(1, self._tick)

    def _facts(self) -> list[tuple[str, str]]:
        assert self._known is not None
        known = self._known.model_copy(update={"bag": self._bag})
        return bag_facts(self.alemprep.station, known, self.alemprep.language)

    def _tick(self) -> None:
        held = judge(self.alemprep.station, self._bag, self.alemprep.station.clock.now())
        if not self.is_current:
            return
        if held is not None and not held.usable:
            self.app.switch_screen(screen_for(self.alemprep.station, self._bag))
        else:
            self.query_one(Facts).show_facts(self._facts())

    @property
    def _at_bench(self) -> bool:
        return self._bag.place is not None and self._bag.place.place is Place.STATION

    def _show(self) -> None:
        station = self.alemprep.station
        if self._checker is None and self._at_bench:
            title = text("SCAN THE REFRIGERATOR")
            detail = instruction(station.protocol, station.policy, Step.CHECK).detail
        elif self._checker is None:
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
        """The place where the bag is put; the badge, then the cover label."""
        read = await self.alemprep.act(
            read_for,
            Act.RELEASE,
            raw,
            (BadgeScan, PlaceScan) if self._checker is None else (BadgeScan, BagScan, PlaceScan),
            expected=text("the badge of the pharmacist who checks")
            if self._checker is None
            else text("the cover label"),
            advice=text("Scan your badge first, then the cover label."),
            bag_id=self._bag.id,
        )
        if isinstance(read, PlaceScan):
            await self.put(raw)
        elif isinstance(read, BadgeScan):
            self.alemprep.flow(self._sign(read.badge))
        elif self._checker is not None:
            await self._release(raw, *self._checker)

    async def put(self, raw: str) -> None:
        """Into the refrigerator; what was signed still waits for the label."""
        bag = await self.move_to(raw)
        if isinstance(screen_for(self.alemprep.station, bag), CheckScreen):
            self._bag = bag
            self._show()
            self.query_one(Facts).show_facts(self._facts())
        else:
            await self.go_on(bag)

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
                bag = await self.alemprep.act_of(
                    checker.badge, release.release, self._bag.id, scan=raw, pin=pin
                )
        except Refusal as refusal:
            if refusal.code in _NOT_THE_CHECKER:
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
