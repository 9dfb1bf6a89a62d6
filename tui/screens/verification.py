"""A planned bag's order, to be verified and signed by a pharmacist."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from textual.app import ComposeResult
from textual.widgets import Static

from labels.compose import ROUTES, cited
from labels.press import print_premedication
from pharmacy.courses import CoursePlan, whole_months
from pharmacy.language import Text, listed, text, verbatim
from pharmacy.people import Act
from pharmacy.premedication import Order, Overdue, differs_for, drug_name, orders_for, overdue
from pharmacy.preparation import STATE_NAMES, State
from pharmacy.protocol.model import Route
from pharmacy.readiness.names import item_name
from pharmacy.readiness.restrictions import restrictions
from pharmacy.service import orders, people
from pharmacy.service.approvals import verified_under
from pharmacy.service.bags import find_bag
from pharmacy.service.courses import course_plan
from pharmacy.service.documents import facts
from pharmacy.service.readiness import check_ready, readiness_of
from tui.policy_words import signed
from tui.screens.bag_facts import bag_facts
from tui.screens.on_bag import BagWorkScreen
from tui.screens.readiness import ReadinessScreen, verdict_words
from tui.screens.route import awaits_verification
from tui.screens.talk import pin_for
from tui.widgets.countdown import when_text
from tui.widgets.facts import Facts
from tui.widgets.frame import Frame
from tui.widgets.steady import Steady

_NAMED = 4
"""Of what is in the way, named on this screen; the others on the next."""


class VerificationScreen(BagWorkScreen):
    """Everything the signature stands for: patient, day, dose, what the course follows, premedication and
    what of it is late, and where sources differ.
    """

    CSS_PATH = "verification.tcss"

    def compose(self) -> ComposeResult:
        """The facts, what differs, the premedication."""
        station, bag, language = self.alemprep.station, self._bag, self.alemprep.language
        now = station.clock.now()
        plan = course_plan(station, bag)
        self._judged = readiness_of(station, bag)
        given = orders_for(station.protocol, station.policy, plan, bag.day)
        warnings = [
            *(self._late(late, now) for late in overdue(plan, bag.day, given, now)),
            *differs_for(station.protocol, plan, bag.day),
            *restrictions(station.protocol),
            *plan.findings,
        ]
        yield Frame(
            Static(id="state", markup=False),
            Steady(id="ready"),
            Facts(
                [
                    *bag_facts(station, facts(station, bag.id), language),
                    *((self.say(label), self.say(value)) for label, value in self._course_facts(plan)),
                ]
            ),
            *(Static(f"! {self.say(line)}", classes="warning", markup=False) for line in warnings),
            Static(self.say(text("Premedication")), classes="heading"),
            *(Static(self.say(self._line(order)), classes="order", markup=False) for order in given),
            Static(id="printed", markup=False),
            title=self.say(text("Verify the order · {label}", label=bag.label)),
            who=self.alemprep.worker.name,
        )

    def on_mount(self) -> None:
        """Say what can be done."""
        self._show()

    def _course_facts(self, plan: CoursePlan) -> Iterator[tuple[Text, Text]]:
        """What the course follows, and why it is given at all."""
        bag, interval = self._bag, self.alemprep.station.protocol.interval
        if bag.previous_end is not None:
            yield (
                text("course before"),
                text(
                    "ended {end}, {months} whole months before this course (at least {least}; {source})",
                    end=bag.previous_end,
                    months=whole_months(bag.previous_end, plan.on(1).date),
                    least=interval.value,
                    source=interval.cite,
                ),
            )
        if bag.activity_evidence:
            yield text("activity"), verbatim(bag.activity_evidence)
        station = self.alemprep.station
        if under := station.approval if self._waits else verified_under(station, bag):
            yield from signed(under, station.site.tz)

    def _late(self, late: Overdue, now: datetime) -> Text:
        """What a pharmacist does about an order whose time has gone by."""
        tz, language = self.alemprep.station.site.tz, self.alemprep.language
        hours, minutes = divmod(late.late // timedelta(minutes=1), 60)
        due = text(
            "{drug} {dose} was due at {time}, {ago} ago. Ask the ward whether it was given.",
            drug=drug_name(late.order.drug),
            dose=late.order.dose.in_(language),
            time=when_text(late.order.at, now, tz, language),
            ago=f"{hours} h {minutes:02d} min" if hours else f"{minutes} min",
        )
        if late.infusion_from is None:
            return text("{due} If not, it can be given now.", due=due)
        return text(
            "{due} If not, give it now and move the infusion to {time} or later (key m on the worklist).",
            due=due,
            time=when_text(late.infusion_from, now, tz, language),
        )

    def _line(self, order: Order) -> Text:
        tz = self.alemprep.station.site.tz
        at = order.at.astimezone(tz)
        time = verbatim(f"{at:%H:%M}")
        if at.date() != self._bag.on_date:
            time = text("{time} on {day}", time=f"{at:%H:%M}", day=at.date())
        return text(
            "{when} {drug} {dose}, {route} ({source}){note}",
            when=text("as needed, from {time}", time=time) if order.as_needed else time,
            drug=drug_name(order.drug),
            dose=order.dose.in_(self.alemprep.language),
            route=ROUTES[Route(order.route)],
            source=cited(order.source),
            note=text(". {note}", note=order.note) if order.note else verbatim(""),
        )

    @property
    def _waits(self) -> bool:
        return awaits_verification(self.alemprep.station, self._bag)

    def _show(self) -> None:
        again = self._waits and self._bag.state is State.VERIFIED
        state = text("VERIFY AGAIN: the order has changed") if again else STATE_NAMES[self._bag.state]
        self.query_one("#state", Static).update(self.say(state))
        self.query_one("#ready", Steady).show(self.say(self._ready_words()))
        keys = [("r", self.say(text("ready?")))]
        if self._waits:
            keys.append((self.say(text("space")), self.say(text("verify and sign"))))
        else:
            keys.append(("p", self.say(text("print the premedication sheet"))))
        self.query_one(Frame).show_keys(
            [
                *keys,
                ("d", self.say(text("documents"))),
                ("e", self.say(text("correct the patient"))),
                ("x", self.say(text("cancel"))),
                (self.say(text("Esc")), self.say(text("back"))),
            ]
        )

    async def key(self, key: str) -> None:
        """The keys of the bottom line."""
        match key:
            case "space" if self._waits:
                self.alemprep.flow(self._verify())
            case "p" if not self._waits:
                self.alemprep.flow(self.print_sheet(print_premedication))
            case "r":
                judged = await self.alemprep.ask(readiness_of, self._bag)
                await self.app.push_screen(ReadinessScreen(self._bag, judged), self._entered)
            case "d":
                self.alemprep.flow(self.documents())
            case "e":
                self.alemprep.flow(self.correct())
            case "x":
                self.alemprep.flow(self.give_up())
            case "escape":
                self.leave(None)

    def _ready_words(self) -> Text:
        """The verdict, and what is in the way, by name."""
        said = text("{verdict}.", verdict=verdict_words(self._judged))
        if not self._judged.open:
            return said
        names = [item_name(item.id) for item in self._judged.open[:_NAMED]]
        more = len(self._judged.open) - len(names)
        if more:
            names.append(text("{count} more", count=more))
        return text("{said} Key r: {items}.", said=said, items=listed(names))

    async def _entered(self, _: None) -> None:
        """Back from the list: what was entered there counts here."""
        self._bag = await self.alemprep.ask(find_bag, self._bag.id)
        self._judged = await self.alemprep.ask(readiness_of, self._bag)
        self._show()

    async def _verify(self) -> None:
        await self.alemprep.act(people.permit, Act.VERIFY_BAG)
        await self.alemprep.act(check_ready, self._bag.id)
        purpose = text("verifies the order of {label}, bag {bag}", label=self._bag.label, bag=self._bag.id)
        pin = await pin_for(self.alemprep, purpose)
        if pin is not None:
            self._bag = await self.do(
                Act.VERIFY_BAG, orders.verify_bag, pin=pin, ready_sha256=self._judged.sha256
            )
            self._show()
