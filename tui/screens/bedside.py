"""At the bed: the wristband and the bag are scanned, and the check is looked at."""

from datetime import datetime

from textual.app import ComposeResult
from textual.widgets import Static

from pharmacy.language import Text, text
from pharmacy.scans import WristbandScan
from pharmacy.service import bedside
from pharmacy.service.at_bedside import is_old
from pharmacy.service.bag import Bag
from tui.screens.form import Field
from tui.screens.screen import AppScreen
from tui.screens.talk import REASON, fill_in
from tui.screens.verdict import Scanned, look
from tui.widgets.big import Big
from tui.widgets.frame import Frame
from tui.widgets.steps import StepStrip

TORN = [Field("number", text("bag number"), text("as printed, 26-000123-5")), REASON]


class BedsideScreen(AppScreen[None]):
    """Asks for the two scans, in any order; as soon as both are there, the verdict takes its place."""

    CSS_PATH = "bedside.tcss"

    def __init__(self, pretended: Bag | None = None, first: str = "") -> None:
        """`pretended`: whose codes the sample hospital pretends to scan. `first`: what was scanned already,
        on the screen before.
        """
        super().__init__()
        self._pretended = pretended
        self._first = first
        self._wristband = ""
        self._label = ""
        self._bag: Bag | None = None
        self._reason = ""
        self._read_at: datetime | None = None
        """When the first of the two was read."""

    def compose(self) -> ComposeResult:
        """What to scan now, and what is there."""
        yield Frame(
            Big(id="step", classes="big"),
            Static(id="detail", markup=False),
            StepStrip(),
            title=self.say(text("At the bedside")),
            who=self.alemprep.worker.name,
        )

    async def on_mount(self) -> None:
        """Begin with what the screen before was given."""
        self._show()
        self.set_interval(1, self._tick)
        if self._first:
            with self.alemprep.refusals():
                await self.take(self._first)

    @property
    def _now(self) -> datetime:
        return self.alemprep.station.clock.now()

    def _tick(self) -> None:
        """Forget the one scan when the other does not follow: nobody knows where the nurse stands by then."""
        app = self.alemprep
        if self._read_at is None or not self.is_current or app.flowing or not app.at_rest:
            return
        if is_old(app.station, self._read_at):
            self._wristband = self._label = self._reason = ""
            self._bag = self._read_at = None
            limit = app.station.policy.bedside_scans.quantity
            self.note(
                text("The other of the two was not scanned within {limit}: scan both again.", limit=limit)
            )
            self._show()

    def _show(self) -> None:
        title, detail = self._wanted()
        self.query_one("#step", Big).show_words(self.say(title))
        self.query_one("#detail", Static).update(
            self.say(text("{title}. {detail}", title=title, detail=detail))
        )
        strip = self.query_one(StepStrip)
        names = [self.say(text("wristband")), self.say(text("bag"))]
        if self._label and not self._wristband:
            names.reverse()
        strip.show_steps(names, bool(self._wristband) + bool(self._label))
        keys = [
            ("", self.say(text("waiting for a scan"))),
            ("t", self.say(text("the label is torn: type its number"))),
        ]
        if self.alemprep.sample and self._pretended is not None:
            keys.append(("s", self.say(text("pretend to scan it"))))
        self.query_one(Frame).show_keys([*keys, (self.say(text("Esc")), self.say(text("back")))])
        self.shown_anew()

    def _wanted(self) -> tuple[Text, Text]:
        if not self._wristband:
            detail = (
                text("Bag {bag} is read. Now the wristband on the patient's arm.", bag=self._bag.id)
                if self._bag
                else text("The wristband on the patient's arm, then the label on the bag's cover.")
            )
            return text("SCAN THE WRISTBAND"), detail
        return text("SCAN THE BAG"), text("The label on the opaque cover. The cover stays on.")

    async def take(self, raw: str) -> None:
        """The wristband or the label."""
        found = await self.alemprep.act(bedside.scanned, raw)
        if isinstance(found, WristbandScan):
            self._wristband = raw
        else:
            self._bag, self._label, self._reason = found, raw, ""
        await self._go_on()

    async def _go_on(self) -> None:
        if self._bag is None or not self._wristband:
            self._read_at = self._read_at or self._now
            self._show()
            return
        seen = Scanned(self._bag.id, self._wristband, self._label, self._now, self._reason)
        await self.app.switch_screen(await look(self.alemprep, seen))

    async def key(self, key: str) -> None:
        """The keys of the bottom line."""
        match key:
            case "t":
                self.alemprep.flow(self._type())
            case "s" if self.alemprep.sample and self._pretended is not None:
                from tui.pretend import pretended_label, pretended_wristband  # noqa: PLC0415

                wanted = pretended_label if self._wristband else pretended_wristband
                await self.take(wanted(self._pretended))
            case "escape":
                self.leave(None)

    async def _type(self) -> None:
        async def do(typed: dict[str, str]) -> bool:
            number = typed["number"]
            found = await self.alemprep.act(bedside.typed_number, number, typed["reason"])
            self._bag, self._label, self._reason = found, number, typed["reason"]
            return True

        title = text("A label that cannot be scanned")
        intro = text("Type the number that is printed on the bag's label, and why it cannot be scanned.")
        if await fill_in(self.alemprep, title, TORN, do, intro=intro):
            await self._go_on()
