"""The preparation of a bag, one step a screen: what to do now, large, why, and what confirms it."""

from textual.app import ComposeResult
from textual.widgets import Static

from labels.compose import cited
from labels.press import print_premedication
from pharmacy.instructions import instruction
from pharmacy.language import text
from pharmacy.people import Act
from pharmacy.preparation import STEP_NAMES, STEPS, State, Step
from pharmacy.records import PrintState
from pharmacy.scans import BagScan, DiluentScan, VialScan
from pharmacy.service import bench
from pharmacy.service.act import ACTS
from pharmacy.service.bag import Bag
from pharmacy.service.judging import judge
from pharmacy.service.prints import LABELS, newest_of, open_prints
from pharmacy.service.reading import read_for
from tui.screens.choice import ChoiceScreen
from tui.screens.on_bag import BagWorkScreen, unconfirmed
from tui.screens.route import recalled, screen_for
from tui.screens.talk import decide
from tui.widgets.big import Big
from tui.widgets.countdown import Urgency, time_left_text, urgency, when_text
from tui.widgets.frame import Frame
from tui.widgets.steps import StepStrip

CONFIRMED_BY = {
    Step.ORDER: Act.CONFIRM_ORDER,
    Step.PATIENT: Act.CONFIRM_PATIENT,
    Step.VIAL: Act.SCAN_VIAL,
    Step.LOOK: Act.INSPECT_VIAL,
    Step.DILUENT: Act.SCAN_DILUENT,
    Step.DRAW: Act.DRAW,
    Step.INJECT: Act.INJECT,
    Step.INVERT: Act.INVERT,
    Step.COVER: Act.COVER,
    Step.PRINT: Act.LABELS_PRINTED,
    Step.BAG_LABEL: Act.SCAN_BAG_LABEL,
    Step.COVER_LABEL: Act.SCAN_COVER_LABEL,
}
"""The act that confirms each step; a scan without use at the step is recorded under it too."""

SCANNED = frozenset({Step.VIAL, Step.DILUENT, Step.BAG_LABEL, Step.COVER_LABEL})
"""Steps that a scan confirms. The space bar confirms the others."""

HOW = {
    PrintState.WAITING: text("To be sent"),
    PrintState.SENT: text("Sent, not confirmed by the printer"),
    PrintState.PRINTED: text("Printed"),
    PrintState.SEEN: text("Seen by a person, not confirmed by the printer"),
}
"""What is known of a label."""

SCANNED_LABELS = {Step.BAG_LABEL: LABELS["B"], Step.COVER_LABEL: LABELS["C"]}
"""Which label is scanned at a step."""


class PreparationScreen(BagWorkScreen):
    """Leads one bag from its order to its labels, and begins where it was left."""

    CSS_PATH = "preparation.tcss"

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
        self.show_printed()
        self._tick()
        frame.body.scroll_home(animate=False)
        self.shown_anew()

    def show_printed(self) -> None:
        """What has become of the label that is to be scanned, or of both before that."""
        printed = self.query_one("#printed", Static)
        waiting = open_prints(self.alemprep.station, self._bag.id) if self._step is Step.PRINT else []
        document = SCANNED_LABELS.get(self._step)
        printed.display = bool(waiting or document)
        if waiting:
            printed.update(self.say(unconfirmed(waiting)))
        elif document is not None:
            found = newest_of(self.alemprep.station, self._bag.id, document)
            assert found is not None
            printed.update(
                self.say(
                    text(
                        "{how}, copy {copy}: {place}",
                        how=HOW[found.state],
                        copy=found.copy_number,
                        place=found.place,
                    )
                )
            )

    def _keys(self) -> list[tuple[str, str]]:
        space, step = self.say(text("space")), self._step
        keys = []
        if step in SCANNED:
            keys.append(("", self.say(text("waiting for a scan"))))
        elif step is Step.PRINT:
            copy = self._bag.label_copy
            keys.append(
                (space, self.say(text("go on with copy {copy}", copy=copy) if copy else text("print")))
            )
        else:
            keys.append((space, self.say(text("done"))))
        if step is Step.ORDER:
            keys.append(("p", self.say(text("print the premedication sheet"))))
            keys.append(("e", self.say(text("correct the patient"))))
            keys.append(("x", self.say(text("cancel"))))
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
        clock.display = held is not None or recalled(self._bag)
        if held is None:
            warnings = [
                text(
                    "{mark} Lot {lot} was recalled: {reason}",
                    mark=Urgency.OVER.value,
                    lot=recall.lot,
                    reason=recall.reason,
                )
                for recall in self._bag.recalls
            ]
            clock.update("\n".join(map(self.say, warnings)))
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

    async def go_on(self, bag: Bag) -> None:
        """Show the bag's next step, or the screen that it belongs on now."""
        self._bag = bag
        following = screen_for(self.alemprep.station, bag)
        if isinstance(following, PreparationScreen):
            self._show()
        else:
            await self.app.switch_screen(following)

    async def _confirm(self, name: Act, **given: object) -> None:
        await self.go_on(await self.do(name, ACTS[name], **given))

    async def take(self, raw: str) -> None:
        """Carry out the step's own act; a scan for another step is refused by that one's."""
        step = self._step
        await self._confirm(CONFIRMED_BY[step] if step in SCANNED else await self._act_for(raw), scan=raw)

    async def _act_for(self, raw: str) -> Act:
        read = await self.alemprep.act(
            read_for,
            CONFIRMED_BY[self._step],
            raw,
            (VialScan, DiluentScan, BagScan),
            expected=STEP_NAMES[self._step],
            advice=text("Do what the screen says, then press the space bar."),
            bag_id=self._bag.id,
        )
        if isinstance(read, BagScan):
            return Act.SCAN_COVER_LABEL if read.piece == "C" else Act.SCAN_BAG_LABEL
        return Act.SCAN_VIAL if isinstance(read, VialScan) else Act.SCAN_DILUENT

    async def key(self, key: str) -> None:
        """The keys of the bottom line."""
        step = self._step
        match key:
            case "space" if step is Step.PRINT and not self._bag.label_copy:
                self.alemprep.flow(self.print_first())
            case "space" if step is Step.PRINT:
                self.alemprep.flow(self.print_again())
            case "space" if step not in SCANNED:
                await self._confirm(CONFIRMED_BY[step])
            case "p" if step in {Step.BAG_LABEL, Step.COVER_LABEL}:
                self.alemprep.flow(self.print_again())
            case "p" | "e" | "x" if step is Step.ORDER:
                self.alemprep.flow(self._with_the_order(key))
            case "x" if step is Step.LOOK:
                self.alemprep.flow(self._reject())
            case "s" if step in SCANNED and self.alemprep.sample:
                from tui.pretend import pretended_scan  # noqa: PLC0415 - only in the sample hospital

                await self.take(await self.alemprep.ask(pretended_scan, self._bag))
            case "escape":
                self.alemprep.flow(self._stop())

    async def _with_the_order(self, key: str) -> None:
        """What else can be done before the bag is begun."""
        match key:
            case "p":
                await self.print_sheet(print_premedication)
            case "e":
                await self.correct()
            case "x":
                await self.give_up()

    async def _reject(self) -> None:
        async def do(typed: dict[str, str]) -> Bag:
            return await self.do(Act.REJECT_VIAL, bench.reject_vial, reason=typed["reason"])

        title = text("Reject vial {serial} for good", serial=self._bag.vial_serial)
        bag = await decide(self.alemprep, title, self._bag, do)
        if bag is not None:
            await self.go_on(bag)

    async def _stop(self) -> None:
        opened = self._bag.progress.vial_opened or self._bag.state is State.MIXED
        leave = ("l", text("leave it for now; it waits at this step"))
        end = ("d", text("discard the bag")) if opened else ("c", text("cancel the bag"))
        answer = await self.app.push_screen_wait(
            ChoiceScreen(text("Stop"), text("What is to become of this bag?"), [leave, end])
        )
        match answer:
            case "l":
                self.leave(None)
            case "d":
                await self.discard()
            case "c":
                await self._cancel()

    async def _cancel(self) -> None:
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
                return
            sealed = answer == "y"
        await self.cancel(vial_sealed=sealed)
