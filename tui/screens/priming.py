"""Filling the infusion line, one step a screen; then what it was filled with, and how much."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from labels.compose import cited
from pharmacy.bedside import FLUID_NAMES, Fluid
from pharmacy.infusion import dose_in
from pharmacy.language import decimal_text, text
from pharmacy.people import Act
from pharmacy.priming import PrimingStep, priming_steps
from pharmacy.quantities import hundredths
from pharmacy.service import bedside, people
from pharmacy.service.bag import Bag
from tui.screens.choice import ChoiceScreen
from tui.screens.form import Field
from tui.screens.screen import AppScreen
from tui.screens.talk import confirmed, fill_in, which
from tui.screens.tell import TellScreen
from tui.widgets.big import Big
from tui.widgets.frame import Frame
from tui.widgets.steps import StepStrip

if TYPE_CHECKING:
    from tui.app import AlemprepApp


class PrimingScreen(AppScreen[bool]):
    """Leads through the steps; gives true when all of them were confirmed."""

    CSS_PATH = "priming.tcss"
    within_flow: ClassVar[bool] = True

    def __init__(self, bag: Bag, steps: Sequence[PrimingStep]) -> None:
        super().__init__()
        self._bag = bag
        self._steps = steps
        self._at = 0

    def compose(self) -> ComposeResult:
        """The step, its explanation, what is done and what is to come."""
        yield Frame(
            Big(id="step", classes="big"),
            Static(id="detail", markup=False),
            Static(id="why", markup=False),
            StepStrip(),
            title=self.say(
                text("Prime the line · bag {bag} · {label}", bag=self._bag.id, label=self._bag.label)
            ),
            keys=[
                (self.say(text("space")), self.say(text("done"))),
                (self.say(text("Esc")), self.say(text("stop: nothing is recorded"))),
            ],
        )

    def on_mount(self) -> None:
        """Begin with the first."""
        self._show()

    def _show(self) -> None:
        step = self._steps[self._at]
        frame = self.query_one(Frame)
        frame.show_who(self.say(text("step {step} of {steps}", step=self._at + 1, steps=len(self._steps))))
        title = self.say(step.title)
        self.query_one("#step", Big).show_words(title)
        self.query_one("#detail", Static).update(self.say(step.detail))
        self.query_one("#why", Static).update(
            self.say(text("Why: {why} ({source})", why=step.why, source=cited(step.source)))
        )
        self.query_one(StepStrip).show_steps([self.say(each.title).lower() for each in self._steps], self._at)
        self.shown_anew()

    async def key(self, key: str) -> None:
        """Space confirms the step, Esc ends."""
        if key == "escape":
            self.leave(False)
        elif key == "space" and self._at + 1 < len(self._steps):
            self._at += 1
            self._show()
        elif key == "space":
            self.leave(True)


async def prime(app: "AlemprepApp", bag: Bag, wristband: str, label: str, reason: str) -> bool:
    """Lead through the priming and record it; whether it was recorded. `reason`: why the label was typed."""
    await app.act(people.permit, Act.PRIME)
    station = app.station
    if not await app.push_screen_wait(PrimingScreen(bag, priming_steps(station.protocol, station.policy))):
        return False
    answer = await app.push_screen_wait(
        ChoiceScreen(
            text("What is in the line?"),
            text(
                "{bag} · {label}. Say what it was filled with, whatever it is.", bag=bag.id, label=bag.label
            ),
            [("d", text("drug solution, from this bag")), ("n", text("saline"))],
        )
    )
    if answer is None:
        return False
    fluid = Fluid.DRUG_SOLUTION if answer == "d" else Fluid.SALINE
    title = text("The line is filled with {fluid}", fluid=FLUID_NAMES[fluid])
    fields = [Field("volume_ml", text("volume of the line"), text("mL"))]
    typed = {"volume_ml": decimal_text(station.policy.line_volume.value)}

    async def do(typed: dict[str, str]) -> Bag | None:
        if not await confirmed(app, title, which(bag), fields, typed):
            return None
        return await app.act(
            bedside.prime, bag.id, wristband, label, typed["volume_ml"], fluid, reason=reason
        )

    primed = await fill_in(app, title, fields, do, typed=typed)
    if primed is None:
        return False
    await app.push_screen_wait(_told(app, primed))
    return True


def _told(app: "AlemprepApp", bag: Bag) -> TellScreen:
    """What is in the line now, and what is left in the bag."""
    protocol = app.station.protocol
    if bag.primed_with is not Fluid.DRUG_SOLUTION:
        return TellScreen(
            text("New line"),
            [
                text("The line is full of saline: with it the patient would get no drug at first."),
                text("Throw it away, take a new line, and prime it with the drug solution."),
            ],
            source=cited(protocol.prime_line_with_drug.cite),
        )
    assert bag.diluent
    whole = protocol.bag_volume(bag.diluent).value
    return TellScreen(
        text("The line is primed"),
        [
            text(
                "{ml} mL of drug solution are in the line: {mg} mg of the {dose}.",
                ml=bag.primed_ml,
                mg=hundredths(dose_in(protocol, bag.diluent, bag.primed_ml)),
                dose=protocol.dose.quantity,
            ),
            text("{left} of {whole} mL are left in the bag.", left=whole - bag.primed_ml, whole=whole),
            text("At the end, what is in the line is given too."),
        ],
        source=cited(protocol.give_what_is_left_in_line.cite),
    )
