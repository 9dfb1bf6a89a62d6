"""The preparation of a bag, one step a screen: what to do now, large, why, and what confirms it."""

from collections.abc import Callable
from time import monotonic

from textual.app import ComposeResult
from textual.widgets import Static

from labels.compose import cited
from labels.press import print_labels, print_premedication
from pharmacy import people
from pharmacy.errors import AlemprepError
from pharmacy.instructions import instruction
from pharmacy.language import text
from pharmacy.preparation import STEP_NAMES, STEPS, State, Step
from pharmacy.scans import BagScan, DiluentScan, VialScan
from pharmacy.service import bench
from pharmacy.service.bags import Bag, find_bag, judge
from pharmacy.service.prints import printed_places
from pharmacy.service.reading import read_for
from tui.gate import Press, Scan
from tui.screens.choice import ChoiceScreen
from tui.screens.route import screen_for
from tui.screens.screen import AppScreen
from tui.screens.talk import reason_for
from tui.widgets.big import Big
from tui.widgets.countdown import time_left_text, urgency, when_text
from tui.widgets.frame import Frame
from tui.widgets.steps import StepStrip

READING_SECONDS = 0.4
"""Nobody reads a step in less: a space bar that bounces must not confirm the next one."""

Act = Callable[..., Bag]

SCANNED: dict[Step, Act] = {
    Step.VIAL: bench.scan_vial,
    Step.DILUENT: bench.scan_diluent,
    Step.BAG_LABEL: bench.scan_bag_label,
    Step.COVER_LABEL: bench.scan_cover_label,
}
"""Steps that a scan confirms."""

KEYED: dict[Step, Act] = {
    Step.ORDER: bench.confirm_order,
    Step.PATIENT: bench.confirm_patient,
    Step.LOOK: bench.inspect_vial,
    Step.DRAW: bench.draw,
    Step.INJECT: bench.inject,
    Step.INVERT: bench.invert,
    Step.COVER: bench.cover,
}
"""Steps that the space bar confirms."""

CONFIRMED_AS = {
    Step.ORDER: people.Act.CONFIRM_ORDER,
    Step.PATIENT: people.Act.CONFIRM_PATIENT,
    Step.LOOK: people.Act.INSPECT_VIAL,
    Step.DRAW: people.Act.DRAW,
    Step.INJECT: people.Act.INJECT,
    Step.INVERT: people.Act.INVERT,
    Step.COVER: people.Act.COVER,
    Step.PRINT: people.Act.LABELS_PRINTED,
}
"""Under which act a scan is recorded that has no use at the step."""


class PreparationScreen(AppScreen[None]):
    """Leads one bag from its order to its labels, and begins where it was left."""

    CSS_PATH = "preparation.tcss"

    def __init__(self, bag: Bag) -> None:
        super().__init__()
        self._bag = bag
        self._shown_at = float("inf")

    def compose(self) -> ComposeResult:
        """Clock, step, explanation, what is done and what is to come."""
        yield Frame(
            Static(id="clock", markup=False),
            Big(id="step", classes="big"),
            Static(id="detail", markup=False),
            Static(id="why", markup=False),
            Static(id="printed", markup=False),
            StepStrip(),
        )

    def on_mount(self) -> None:
        """Show the step; let the clock run."""
        self._show()
        self.set_interval(1, self._tick)

    def accepts(self, item: Scan | Press) -> bool:
        """Not a space bar that was pressed before the step could be read."""
        hasty = isinstance(item, Press) and item.key == "space" and item.at < self._shown_at + READING_SECONDS
        return super().accepts(item) and not hasty

    @property
    def _step(self) -> Step:
        assert self._bag.step is not None
        return self._bag.step

    def _show(self) -> None:
        bag, step, station = self._bag, self._step, self.alemprep.station
        told = instruction(station.protocol, station.policy, step)
        frame = self.query_one(Frame)
        frame.show_title(
            self.say(
                text(
                    "{name} · NHC {record} · course {course} day {day} of {days}",
                    name=bag.patient.name,
                    record=bag.patient.record_number,
                    course=bag.course,
                    day=bag.day,
                    days=bag.days,
                )
            )
        )
        frame.show_who(self.say(text("step {step} of {steps}", step=step.number, steps=len(STEPS))))
        frame.show_keys(self._keys())
        title = self.say(told.title)
        self.query_one("#step", Big).show_words(title)
        self.query_one("#detail", Static).update(f"{title}. {self.say(told.detail)}")
        self.query_one("#why", Static).update(
            self.say(text("Why: {why} ({source})", why=told.why, source=cited(told.source)))
        )
        self.query_one(StepStrip).show_steps([self.say(STEP_NAMES[s]) for s in STEPS], step.number - 1)
        self._show_printed()
        self._tick()
        frame.body.scroll_home(animate=False)
        self._shown_at = monotonic()

    def _show_printed(self) -> None:
        printed = self.query_one("#printed", Static)
        printed.display = self._step in {Step.BAG_LABEL, Step.COVER_LABEL}
        if printed.display:
            places = printed_places(self.alemprep.station, self._bag.id)
            place = places.get("bag label" if self._step is Step.BAG_LABEL else "cover label", "")
            printed.update(
                self.say(text("Printed, copy {copy}: {place}", copy=self._bag.label_copy, place=place))
            )

    def _keys(self) -> list[tuple[str, str]]:
        space, step = self.say(text("space")), self._step
        keys = []
        if step in SCANNED:
            keys.append(("", self.say(text("waiting for a scan"))))
        elif step is Step.PRINT:
            keys.append((space, self.say(text("print"))))
        else:
            keys.append((space, self.say(text("done"))))
        if step is Step.ORDER:
            keys.append(("p", self.say(text("print the premedication sheet"))))
        if step is Step.LOOK:
            keys.append(("x", self.say(text("not clear: reject the vial"))))
        if step in {Step.BAG_LABEL, Step.COVER_LABEL}:
            keys.append(("p", self.say(text("print again"))))
        if step in SCANNED and self.alemprep.sample:
            keys.append(("s", self.say(text("pretend to scan it"))))
        return [*keys, (self.say(text("Esc")), self.say(text("stop and say why")))]

    def _tick(self) -> None:
        clock, station = self.query_one("#clock", Static), self.alemprep.station
        now = station.clock.now()
        held = judge(station, self._bag, now)
        clock.display = held is not None
        if held is None:
            return
        if not held.usable and self.is_current:
            self.app.switch_screen(screen_for(station, self._bag))
            return
        language, limit = self.alemprep.language, held.start_before
        words = text(
            "{mark} START BEFORE {time} · {left} left",
            mark=urgency(limit, now).value,
            time=when_text(limit, now, station.site.tz, language),
            left=time_left_text(limit, now, language),
        )
        clock.update(self.say(words).strip())

    async def _go_on(self, bag: Bag) -> None:
        """Show the bag's next step, or the screen that it belongs on now."""
        self._bag = bag
        following = screen_for(self.alemprep.station, bag)
        if isinstance(following, PreparationScreen):
            self._show()
        else:
            await self.app.switch_screen(following)

    async def _do(self, act: Act, *args: object, **given: object) -> None:
        """Carry out an act. Refused, the bag may have moved all the same: elsewhere, or half a print."""
        try:
            bag = await self.alemprep.act(act, self._bag.id, *args, **given)
        except AlemprepError:
            bag = await self.alemprep.ask(find_bag, self._bag.id)
            if bag != self._bag:
                await self._go_on(bag)
            raise
        await self._go_on(bag)

    async def take(self, raw: str) -> None:
        """Carry out the step's own act; a scan for another step is refused by that one's."""
        act = SCANNED.get(self._step) or await self._act_for(raw)
        await self._do(act, scan=raw)

    async def _act_for(self, raw: str) -> Act:
        read = await self.alemprep.act(
            read_for,
            CONFIRMED_AS[self._step],
            raw,
            (VialScan, DiluentScan, BagScan),
            expected=STEP_NAMES[self._step],
            advice=text("Do what the screen says, then press the space bar."),
            bag_id=self._bag.id,
        )
        if isinstance(read, BagScan):
            return bench.scan_cover_label if read.piece == "C" else bench.scan_bag_label
        return bench.scan_vial if isinstance(read, VialScan) else bench.scan_diluent

    async def key(self, key: str) -> None:
        """The keys of the bottom line."""
        step = self._step
        match key:
            case "space" if step in KEYED:
                await self._do(KEYED[step])
            case "space" if step is Step.PRINT:
                await self._print()
            case "p" if step in {Step.BAG_LABEL, Step.COVER_LABEL}:
                await self._print()
            case "p" if step is Step.ORDER:
                await self._print_premedication()
            case "x" if step is Step.LOOK:
                await self._reject()
            case "s" if step in SCANNED and self.alemprep.sample:
                from tui.pretend import pretended_scan  # noqa: PLC0415 - only in the sample hospital

                await self.take(await self.alemprep.ask(pretended_scan, self._bag))
            case "escape":
                self.alemprep.flow(self._stop())
            case _:
                self.query_one(Frame).turn(key)

    async def _print(self) -> None:
        reason = ""
        if self._bag.label_copy:
            asked = await reason_for(
                self.alemprep, text("Print the labels again: earlier copies become void")
            )
            if asked is None:
                return
            reason = asked
        await self._do(print_labels, self.alemprep.house.printers, reason)

    async def _print_premedication(self) -> None:
        place = await self.alemprep.act(print_premedication, self._bag.id, self.alemprep.house.printers)
        printed = self.query_one("#printed", Static)
        printed.display = True
        printed.update(self.say(text("Printed: {place}", place=place)))

    async def _reject(self) -> None:
        reason = await reason_for(self.alemprep, text("Reject this vial for good"))
        if reason is not None:
            await self._do(bench.reject_vial, reason=reason)

    async def _stop(self) -> None:
        opened = self._bag.progress.vial_opened or self._bag.state is State.MIXED
        leave = ("l", text("leave it for now; it waits at this step"))
        end = ("d", text("discard the bag")) if opened else ("c", text("cancel the bag"))
        answer = await self.app.push_screen_wait(
            ChoiceScreen(text("Stop"), text("What is to become of this bag?"), [leave, end])
        )
        if answer == "l" or (answer is not None and await (self._discard() if opened else self._cancel())):
            self.leave(None)

    async def _discard(self) -> bool:
        reason = await reason_for(self.alemprep, text("Discard the bag"))
        if reason is None:
            return False
        await self.alemprep.act(bench.discard, self._bag.id, reason=reason)
        return True

    async def _cancel(self) -> bool:
        sealed = True
        if self._bag.progress.vial_taken:
            answer = await self.app.push_screen_wait(
                ChoiceScreen(
                    text("The vial"),
                    text(
                        "Is vial {serial} still sealed, and was it kept cold?", serial=self._bag.vial_serial
                    ),
                    [("y", text("yes: back to stock")), ("n", text("no: it is destroyed"))],
                )
            )
            if answer is None:
                return False
            sealed = answer == "y"
        reason = await reason_for(self.alemprep, text("Cancel the bag"))
        if reason is None:
            return False
        await self.alemprep.act(bench.cancel, self._bag.id, reason=reason, vial_sealed=sealed)
        return True
