"""A running infusion, and the observation after it: what to do next, and when.

Everything is read from what is recorded, so that a station that was restarted shows the right step.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar

from textual.app import ComposeResult

from pharmacy.language import text
from pharmacy.people import Act
from pharmacy.pump import Phase
from pharmacy.quantities import hundredths
from pharmacy.service import infusions, people
from pharmacy.service.bag import Bag
from pharmacy.service.infusions import Infusion
from tui.screens.at_bedside import observe
from tui.screens.confirm import ConfirmScreen
from tui.screens.form import Field
from tui.screens.infusion_words import InfusionWords
from tui.screens.on_bag import BagWorkScreen
from tui.screens.reaction import ask_reaction, tell_reaction
from tui.screens.route import screen_for
from tui.screens.second_person import signer
from tui.screens.talk import REASON, confirmed, decide, fill_in, which
from tui.widgets.big import Big
from tui.widgets.frame import Frame
from tui.widgets.rates import RatePlot
from tui.widgets.steady import Steady

WITHOUT_PIN = {"p": Act.PAUSE, "r": Act.REACTION, "x": Act.STOP_INFUSION}
"""Keys that slow or stop, and their acts: they wait for nobody's PIN, however long nobody has been here."""

RATE = [Field("rate_ml_per_h", text("rate"), text("mL/h, as on the pump"))]


class InfusionScreen(BagWorkScreen):
    """The rate that runs and the next one, counting down; what was given; when to look at the patient."""

    CSS_PATH = "infusion.tcss"
    stays_open: ClassVar[bool] = True

    def __init__(self, bag: Bag) -> None:
        super().__init__(bag)
        self._infusion: Infusion | None = None
        self._rung: set[str] = set()
        """What a bell was rung for."""

    def compose(self) -> ComposeResult:
        """From the most urgent to the least."""
        yield Frame(
            Big(id="step", classes="big"),
            Steady(id="now"),
            Steady(id="findings"),
            RatePlot(id="plot"),
            Steady(id="given"),
            Steady(id="observe"),
        )

    def on_mount(self) -> None:
        """Show it as it is, and let it run."""
        self._take(infusions.infusion(self.alemprep.station, self._bag.id))
        self.set_interval(1, self._tick)

    @property
    def _now(self) -> datetime:
        return self.alemprep.station.clock.now()

    @property
    def _shown(self) -> Infusion:
        """The infusion as it was last read, at this moment."""
        assert self._infusion is not None
        return infusions.as_of(self.alemprep.station, self._infusion, self._now)

    @property
    def _words(self) -> InfusionWords:
        """The infusion at this moment, in words."""
        return InfusionWords(self.alemprep.station, self.alemprep.language, self._shown, self._now)

    async def _reload(self) -> None:
        self._take(await self.alemprep.ask(infusions.infusion, self._bag.id))

    def _take(self, found: Infusion) -> None:
        self._infusion, self._bag = found, found.bag
        self._show()
        self.shown_anew()

    async def _follow(self) -> None:
        """Show what other stations did to the infusion, while nobody acts here."""
        if not self._at_rest or self._infusion is None:
            return
        with self.alemprep.refusals():
            found = await self.alemprep.ask(infusions.infusion, self._bag.id)
            before = self._infusion
            if not self._at_rest or (found.bag, found.events, found.signs) == (
                before.bag,
                before.events,
                before.signs,
            ):
                return
            self.note(text("Something was done about bag {bag} on another station.", bag=self._bag.id))
            self.app.bell()
            # Not awaited here: a screen that waits for its own end never comes to it.
            self.app.run_worker(self.go_on(found.bag), name="follow")

    async def go_on(self, bag: Bag) -> None:
        """Show what is due now; once the observation is over, the bag."""
        self._bag = bag
        if bag.observed_at is not None:
            await self.app.switch_screen(screen_for(self.alemprep.station, bag))
        else:
            await self._reload()

    def _tick(self) -> None:
        if self.is_current and self._infusion is not None:
            self._show()

    def _show(self) -> None:
        words = self._words
        shown, now = words.shown, words.now
        running, frame = shown.running, self.query_one(Frame)
        frame.show_title(
            self.say(
                text(
                    "{name} · {given} of {whole} mL",
                    name=shown.bag.patient.name,
                    given=hundredths(running.given_ml),
                    whole=running.given_ml + running.remaining_ml,
                )
            )
        )
        frame.show_who(self.say(text("bag {bag}", bag=shown.bag.id)))
        title, sentence = words.what_now()
        self.query_one("#step", Big).show_words(self.say(title))
        self.query_one("#now", Steady).show(self.say(sentence))
        lines = "\n".join(f"! {self.say(found)}" for found in words.findings())
        self.query_one("#findings", Steady).show(lines)
        self.query_one("#findings", Steady).display = bool(lines)
        ends = running.ends_at or now
        times = (words.clock(shown.events[0].at), words.clock(ends))
        rates = self.alemprep.station.protocol.infusion_rates.values()
        highest = max(step.rate.value for step in rates)
        self.query_one(RatePlot).show(running.ran, running.ahead, min(now, ends), highest, times)
        self.query_one("#given", Steady).show(self.say(words.given()))
        self.query_one("#observe", Steady).show(self.say(words.looks()))
        frame.show_keys([(self.say(key), self.say(does)) for key, does in words.bottom_line()])
        self._ring(shown, now)

    def _ring(self, shown: Infusion, now: datetime) -> None:
        """A bell for whatever has become due or has been found since the last time."""
        due = {finding.code for finding in shown.running.findings}
        if shown.observe_at is not None and now >= shown.observe_at:
            due.add("observe")
        if shown.observed_until is not None and now >= shown.observed_until:
            due.add("observed")
        if due - self._rung:
            self.app.bell()
        self._rung = due

    async def key(self, key: str) -> None:
        """The keys of the bottom line; what may happen when, the service decides. Where nobody has been for
        long, all but the urgent ones first ask who is here.
        """
        if self.alemprep.stale and key not in WITHOUT_PIN:
            self.alemprep.flow(self._prove_first(key))
        elif self._infusion is not None:
            await self._do_key(key)

    async def _prove_first(self, key: str) -> None:
        if await self.alemprep.proven():
            await self.key(key)

    async def _do_key(self, key: str) -> None:
        phase = self._shown.running.phase
        match key:
            case "space":
                await self._next_rate()
            case "escape":
                self.leave(None)
            case "o":
                self.alemprep.flow(self._observe())
            case "f" if phase is Phase.ENDED:
                await self._happen(Act.OBSERVED, infusions.observed)
            case "f" if phase is Phase.EMPTY:
                self.alemprep.flow(self._finish())
            case "f":
                await self._happen(Act.COMPLETE, infusions.complete)
            case "s" | "p" | "u" | "r" | "k" | "x" if phase is not Phase.ENDED:
                self.alemprep.flow(
                    {
                        "s": self._slower,
                        "p": self._pause,
                        "u": self._resume,
                        "r": self._react,
                        "k": self._climb,
                        "x": self._stop,
                    }[key]()
                )

    async def _happen(
        self, name: Act, function: Callable[..., Bag], *given: object, badge: str = "", **more: Any
    ) -> Bag:
        """Carry out an act on the infusion as it is shown, and show what has become of it, refused or not."""
        who = badge or self.alemprep.worker.badge
        assert self._infusion is not None
        try:
            if name not in WITHOUT_PIN.values():
                await self.alemprep.ask(people.refuse_unproven, who, name, self._bag.id)
            await self.alemprep.ask(infusions.refuse_outdated_infusion, who, name, self._infusion)
            bag = await self.alemprep.act_of(who, function, self._bag.id, *given, **more)
        except Exception:
            await self._reload()
            raise
        await self.go_on(bag)
        return bag

    async def _next_rate(self) -> None:
        running = self._shown.running
        change = running.next_change
        if running.change_due and change is not None:
            await self._happen(Act.SET_RATE, infusions.set_rate, str(change.rate_ml_per_h))
        elif change is not None:
            self.note(text("Not before {time}.", time=self._words.clock(change.starts_at)))

    async def _observe(self) -> None:
        if await observe(self.alemprep, self._bag):
            await self._reload()

    async def _slower(self) -> None:
        title = text("Another rate")
        running = self._shown.running
        intro = text(
            "Now {rate} mL/h. Set the pump first, then type what it shows.", rate=running.rate_ml_per_h
        )

        async def do(typed: dict[str, str]) -> Bag | None:
            if not await confirmed(self.alemprep, title, which(self._bag), RATE, typed):
                return None
            return await self._happen(Act.SET_RATE, infusions.set_rate, typed["rate_ml_per_h"])

        await fill_in(self.alemprep, title, RATE, do, intro=intro)

    async def _pause(self) -> None:
        async def do(typed: dict[str, str]) -> Bag:
            return await self._happen(Act.PAUSE, infusions.pause, typed["reason"])

        await decide(self.alemprep, text("Pause the infusion"), self._bag, do)

    async def _resume(self) -> None:
        rate = self._shown.running.resume_at
        if rate is None:
            await self._happen(Act.RESUME, infusions.resume)
            return
        title = text("Resume at {rate} mL/h", rate=rate)
        facts = [*which(self._bag), (text("rate"), text("{rate} mL/h, set on the pump", rate=rate))]
        if await self.app.push_screen_wait(ConfirmScreen(title, facts)):
            await self._happen(Act.RESUME, infusions.resume, str(rate))

    async def _react(self) -> None:
        shown = self._shown
        asked = await ask_reaction(self.alemprep, self._bag, shown.running)
        if asked is None:
            return
        bag = await self._happen(
            Act.REACTION, infusions.reaction, asked.grade, asked.response, asked.symptoms
        )
        after = infusions.as_of(self.alemprep.station, self._infusion or shown, self._now).running
        await tell_reaction(self.alemprep, bag, asked, after)

    async def _climb(self) -> None:
        bag = self._bag
        purpose = text("lets the rate of bag {bag} of {name} rise again", bag=bag.id, name=bag.patient.name)
        physician = await signer(self.alemprep, Act.CLIMB, text("a physician"), purpose, bag.id)
        if physician is None:
            return

        async def do(typed: dict[str, str]) -> Bag:
            return await self._happen(
                Act.CLIMB,
                infusions.climb,
                badge=physician.person.badge,
                reason=typed["reason"],
                pin=physician.pin,
            )

        await decide(self.alemprep, text("The rate may rise again"), bag, do)

    async def _finish(self) -> None:
        running = self._shown.running
        facts = [
            *which(self._bag),
            (
                text("the line"),
                text(
                    "held {ml} mL, {mg} mg: given too, nothing is left in it",
                    ml=running.line_ml,
                    mg=hundredths(running.line_mg),
                ),
            ),
            (text("given"), text("{ml} mL", ml=hundredths(running.given_ml))),
        ]
        if await self.app.push_screen_wait(ConfirmScreen(text("All of it is given"), facts)):
            await self._happen(Act.COMPLETE, infusions.complete)

    async def _stop(self) -> None:
        running = self._shown.running
        follows = text(
            "it ends for good: {given} mL, {mg} mg given, {left} mL not given",
            given=hundredths(running.given_ml),
            mg=hundredths(running.given_mg),
            left=hundredths(running.remaining_ml),
        )

        async def do(typed: dict[str, str]) -> Bag:
            return await self._happen(Act.STOP_INFUSION, infusions.stop, typed["reason"])

        await decide(self.alemprep, text("Stop the infusion early"), self._bag, do, [REASON], follows=follows)
