"""A bag that is not being prepared: what it is, and what may still be done with it."""

from datetime import datetime
from typing import NamedTuple

from textual.app import ComposeResult
from textual.widgets import Static

from labels.press import print_infusion
from pharmacy.language import Text, text
from pharmacy.people import Act, Person
from pharmacy.preparation import CLOCKED, STATE_NAMES, WASTED, State
from pharmacy.scans import describe
from pharmacy.service import documents, orders
from pharmacy.service.bag import Bag
from pharmacy.service.documents import facts
from pharmacy.service.follow_up import followed
from pharmacy.service.history import Signature, signed
from pharmacy.service.judging import BRING_BACK, judge
from pharmacy.service.release import released
from pharmacy.service.storage import InHand, in_hand
from pharmacy.stability import Reason, Verdict
from tui.screens.bag_facts import bag_facts
from tui.screens.follow_up import FollowUpScreen
from tui.screens.keeping import doubted, keep, keeping_keys, put_aside_text
from tui.screens.label import LabelScreen
from tui.screens.on_bag import BagWorkScreen
from tui.screens.route import recalled, screen_for, state_name
from tui.screens.talk import decide
from tui.widgets.big import Big
from tui.widgets.countdown import when_text
from tui.widgets.facts import Facts
from tui.widgets.frame import Frame
from tui.widgets.steady import Steady

SHOWN_HASH = 16
"""Hex digits of a signature's hash on the screen; the preparation record has them all."""


class Known(NamedTuple):
    """What is looked up once."""

    facts: documents.Facts
    released: tuple[Person, datetime] | None
    """By whom, and when."""
    signatures: tuple[Signature, ...]


class BagScreen(BagWorkScreen):
    """Its state, large; past its time nothing but to discard it, and why."""

    CSS_PATH = "bag.tcss"

    def __init__(self, bag: Bag) -> None:
        super().__init__(bag)
        self._over = False
        self._against: list[str] = []
        """What is said against it, as it is shown."""
        self._known: Known | None = None

    def compose(self) -> ComposeResult:
        """State, reasons, facts."""
        bag = self._bag
        held = self._held
        self._over = held is not None and not held.usable
        self._against = self._reasons(held)
        title = self._title()
        yield Frame(
            Big(self.say(title), classes="big"),
            Static(self.say(title), id="state", markup=False),
            *(Steady(line, classes="warning") for line in self._against),
            Facts(self._facts()),
            Static(id="printed", markup=False),
            title=self.say(text("Bag {bag} · {label}", bag=bag.id, label=bag.label)),
            keys=self._keys(),
        )

    def _title(self) -> Text:
        station, bag = self.alemprep.station, self._bag
        if self._over and recalled(bag):
            return state_name(station, bag)
        if doubted(station, bag):
            return STATE_NAMES[State.QUARANTINED]
        return text("DISCARD ONLY") if self._over else STATE_NAMES[bag.state]

    def _reasons(self, held: Verdict | None) -> list[str]:
        """Every figure that is against it, and what people have said."""
        bag = self._bag
        lines = [self._because(reason) for reason in (held.reasons if held else ())]
        if self._over and recalled(bag):
            lines.append(self.say(BRING_BACK))
        if held is not None and (aside := put_aside_text(bag, held)) is not None:
            lines.append(self.say(aside))
        if bag.ended_because:
            lines.append(self.say(text("Reason: {reason}", reason=bag.ended_because)))
        return lines

    def _because(self, reason: Reason) -> str:
        if not reason.source:
            return self.say(reason.words)
        return self.say(text("{reason} ({source})", reason=reason.words, source=reason.source))

    def on_mount(self) -> None:
        """Nothing is printed yet; let the clock run."""
        self.show_printed()
        self.set_interval(1, self._tick)

    @property
    def _held(self) -> Verdict | None:
        station = self.alemprep.station
        return judge(station, self._bag, station.clock.now()) if self._bag.state in CLOCKED else None

    def _tick(self) -> None:
        if not self.is_current:
            return
        held = self._held
        against = self._reasons(held)
        if len(against) != len(self._against) or (held is not None and held.usable is self._over):
            self.app.switch_screen(screen_for(self.alemprep.station, self._bag))
            return
        for line, words in zip(self.query(".warning").results(Steady), against, strict=True):
            line.show(words)
        self.query_one(Facts).show_facts(self._facts())

    def _facts(self) -> list[tuple[str, str]]:
        station, language = self.alemprep.station, self.alemprep.language
        if self._known is None:
            self._known = Known(
                facts(station, self._bag.id), released(station, self._bag), signed(station, self._bag.id)
            )
        lines = bag_facts(station, self._known.facts.model_copy(update={"bag": self._bag}), language)
        if self._known.released is not None:
            person, at = self._known.released
            when = when_text(at, station.clock.now(), station.site.tz, language)
            lines.insert(0, (self.say(text("released by")), f"{person.name}, {when}"))
        lines += [(self.say(text("signed")), self._signature(each)) for each in self._known.signatures]
        return lines

    def _signature(self, signature: Signature) -> str:
        """Who, when, what it means, and the beginning of the hash of what was signed."""
        station = self.alemprep.station
        when = when_text(signature.at, station.clock.now(), station.site.tz, self.alemprep.language)
        signed_by = text("{meaning}: {who}, {when}", meaning=signature.words, who=signature.by, when=when)
        return f"{self.say(signed_by)} · {signature.sha256[:SHOWN_HASH]}"

    def _keys(self) -> list[tuple[str, str]]:
        keys = []
        if self._may_print:
            keys.append(("p", self.say(text("print the priming and infusion sheet"))))
            keys.append(("g", self.say(text("print the labels again"))))
        if self._has_label:
            keys.append(("l", self.say(text("label"))))
        keys.append(("d", self.say(text("documents"))))
        keys += [(key, self.say(does)) for key, does in keeping_keys(self.alemprep.station, self._bag)]
        if self._bag.state in CLOCKED:
            keys.append(("x", self.say(text("discard"))))
        if self._bag.started_at is not None:
            keys.append(("f", self.say(text("follow-up"))))
        if self._bag.state in WASTED:
            keys.append(("n", self.say(text("order another bag for this day"))))
        return [*keys, (self.say(text("Esc")), self.say(text("back")))]

    @property
    def _may_print(self) -> bool:
        return self._bag.state is State.RELEASED and not self._over

    @property
    def _has_label(self) -> bool:
        return self._bag.mixed_at is not None and self._bag.state not in WASTED

    async def key(self, key: str) -> None:
        """The keys of the bottom line."""
        match key:
            case "p" if self._may_print:
                self.alemprep.flow(self.print_sheet(print_infusion))
            case "g" if self._may_print:
                self.alemprep.flow(self.print_again())
            case "l" if self._has_label:
                await self.app.push_screen(LabelScreen(self._bag))
            case "d":
                self.alemprep.flow(self.documents())
            case "x" if self._bag.state in CLOCKED:
                self.alemprep.flow(self.discard())
            case "u" | "h" | "c" if key in dict(keeping_keys(self.alemprep.station, self._bag)):
                self.alemprep.flow(self._keep(key))
            case "n" if self._bag.state in WASTED:
                self.alemprep.flow(self._replace())
            case "f" if self._bag.started_at is not None:
                await self._follow_up()
            case "escape":
                self.leave(None)

    async def take(self, raw: str) -> None:
        """Its own label, which says which it is, or the code of the place where it is put; another bag's
        label opens that one.
        """
        if self._bag.state not in CLOCKED:
            await super().take(raw)
            return
        found = await self.alemprep.act(in_hand, raw)
        if not isinstance(found, InHand):
            await self.put(raw)
            return
        self.note(text("{label}. Scan the place into which it is put.", label=describe(found.label)))
        if found.bag.id != self._bag.id:
            await self.go_on(found.bag)

    async def _follow_up(self) -> None:
        record = self._bag.patient.record_number
        await self.app.push_screen(FollowUpScreen(await self.alemprep.ask(followed, record)))

    async def _keep(self, key: str) -> None:
        bag = await keep(self.alemprep, key, self._bag, self.do)
        if bag is not None:
            await self.go_on(bag)

    async def _replace(self) -> None:
        async def do(typed: dict[str, str]) -> Bag:
            return await self.do(Act.REPLACE_BAG, orders.replace_bag, reason=typed["reason"])

        bag = await decide(self.alemprep, text("Order another bag for this day"), self._bag, do)
        if bag is not None:
            await self.go_on(bag)
