"""Whether the patient is ready for the course: every item with its source, entered and decided from here."""

from collections.abc import Callable
from typing import Any

from textual.app import ComposeResult

from labels.compose import cited
from pharmacy.errors import AlemprepError, Code, Refusal
from pharmacy.language import Text, listed, run_on, text, verbatim
from pharmacy.people import Act
from pharmacy.protocol.readiness import ItemId, Weight
from pharmacy.readiness import Item, Readiness, Status, Verdict, Workup
from pharmacy.readiness.names import STATUS_NAMES, STATUS_SIGNS, VERDICTS, item_name
from pharmacy.readiness.washout import DRUG_NAMES
from pharmacy.service import people, workups
from pharmacy.service.bag import Bag
from pharmacy.service.readiness import (
    Judged,
    finding,
    readiness_of,
    stopped,
    workup_of,
    workup_sha256,
)
from pharmacy.service.workups import decidable
from tui.screens.choice import ChoiceScreen
from tui.screens.confirm import ConfirmScreen
from tui.screens.screen import AppScreen
from tui.screens.talk import REASON, confirmed, fill_in, pin_for, which
from tui.widgets.frame import Frame
from tui.widgets.steady import Steady
from tui.widgets.table import MOVES, Table, cut
from tui.workup_forms import (
    COUNTS,
    DRUGS,
    FORMS,
    NONE,
    STEROID,
    Leaf,
    count_form,
    entries_from,
    line_of,
    steroid_entry,
    steroid_typed,
    treatment_form,
    treatment_names,
    treatment_typed,
    typed_from,
    with_count,
    with_treatment,
    without_treatment,
)

DECIDED = ("!", text("decided against"))

_ORDER = (Status.NOT_MET, Status.NOT_KNOWN, Status.MET, Status.NOT_APPLICABLE)
_DECIDED = 1.5
"""Between what is not known and what is met."""
_BY_ORDER = frozenset({ItemId.ADULT, ItemId.INTERVAL, ItemId.ACTIVITY})
"""Known from patient and order."""


def verdict_words(judged: Judged) -> Text:
    """The verdict in a line, and the first day that is left open."""
    if not judged.open:
        if judged.decisions:
            return text("READY; decided against: {count}", count=len(judged.decisions))
        return VERDICTS[Verdict.READY]
    not_met = sum(item.status is Status.NOT_MET for item in judged.open)
    return text(
        "{verdict}: {not_met} not met, {not_known} not known",
        verdict=VERDICTS[Verdict.NOT_READY if not_met else Verdict.UNKNOWN],
        not_met=not_met,
        not_known=len(judged.open) - not_met,
    )


def first_day_words(found: Readiness) -> Text | None:
    """From when, and because of what; none where time decides nothing."""
    if found.not_before is None:
        return None
    return text(
        "Earliest first day by time alone: {day} ({why}).",
        day=found.not_before,
        why=listed(item_name(item.id) for item in found.waiting_for),
    )


class ReadinessScreen(AppScreen[None]):
    """Every item, the open ones first; keys are about the marked one."""

    CSS_PATH = "readiness.tcss"

    def __init__(self, bag: Bag, judged: Judged) -> None:
        super().__init__()
        self._bag = bag
        self._judged = judged

    def compose(self) -> ComposeResult:
        """Verdict, list, the marked item in full."""
        yield Frame(
            Steady(id="verdict"),
            Table(),
            Steady(id="detail"),
            Steady(id="told"),
            title=self.say(
                text(
                    "Ready? · {name} · course {course} from {day}",
                    name=self._bag.patient.name,
                    course=self._bag.course,
                    day=self._bag.first_day,
                )
            ),
            who=self.alemprep.worker.name,
            keys=[
                (self.say(text("space")), self.say(text("enter what is known"))),
                ("c", self.say(text("blood counts"))),
                ("x", self.say(text("decide against it"))),
                (self.say(text("Esc")), self.say(text("back"))),
            ],
        )

    def on_mount(self) -> None:
        """Show the list."""
        self._lay_out()

    def on_resize(self) -> None:
        """Use the width there is."""
        self._lay_out()

    @property
    def _items(self) -> list[Item]:
        """What is in the way first, then what was decided against, then the rest."""
        rank: dict[str, float] = {item.id: _ORDER.index(item.status) for item in self._judged.readiness.items}
        rank |= dict.fromkeys(self._judged.decisions, _DECIDED)
        return sorted(self._judged.readiness.items, key=lambda item: rank[item.id])

    def _lay_out(self) -> None:
        width = min(self.app.size.width, 100)
        heads = ((text("STANDS"), 21), (text("WHAT"), 27), (text("SOURCE"), width - 58))
        self.query_one(Table).show_list(
            [(self.say(name), size) for name, size in heads],
            [
                (
                    item.id,
                    " ".join((sign, self.say(word))),
                    cut(self.say(item_name(item.id)), 26),
                    cut(self.say(_short(item.source)), width - 59),
                )
                for item in self._items
                for sign, word in [self._mark(item)]
            ],
        )
        day = first_day_words(self._judged.readiness)
        self.query_one("#verdict", Steady).show(
            self.say(
                run_on([text("{verdict}.", verdict=verdict_words(self._judged)), *([day] if day else [])])
            )
        )
        self._show_marked()

    def _mark(self, item: Item) -> tuple[str, Text]:
        return (
            DECIDED
            if item.id in self._judged.decisions
            else (STATUS_SIGNS[item.status], STATUS_NAMES[item.status])
        )

    @property
    def _marked(self) -> Item:
        marked = self.query_one(Table).marked_id
        return next(item for item in self._judged.readiness.items if item.id == marked)

    def _show_marked(self) -> None:
        item = self._marked
        said = [item.message]
        if item.to_do is not None:
            said.append(item.to_do)
        if item.met_on is not None and item.status is Status.NOT_MET:
            said.append(text("Met from {day} on.", day=item.met_on))
        decision = self._judged.decisions.get(item.id)
        if decision is not None:
            said.append(text("Decided by {name}: {reason}", name=decision.by, reason=decision.reason))
        elif item.to_do is not None and item.weight is Weight.REQUIRED:
            said.append(text("Required: nobody can decide against it."))
        said.append(text("({source})", source=cited(item.source)))
        self.query_one("#detail", Steady).show(self.say(run_on(said)))

    async def key(self, key: str) -> None:
        """The keys of the bottom line."""
        if key in MOVES:
            self.query_one(Table).move(key)
            self._show_marked()
        elif key == "space":
            self.alemprep.flow(self._enter())
        elif key == "c":
            self.alemprep.flow(self._count())
        elif key == "x":
            self.alemprep.flow(self._decide())
        elif key == "escape":
            self.leave(None)

    async def _enter(self) -> None:
        """What is known about the marked item."""
        item = self._marked
        await self.alemprep.act(people.permit, Act.RECORD_WORKUP)
        if item.rule is ItemId.WASHOUT:
            await self._treatment(item)
        elif item.rule is ItemId.CD4:
            await self._ask_count("cd4")
        elif item.rule is ItemId.LIVE_VACCINES:
            await self._live_vaccines()
        elif item.rule in FORMS:
            await self._form(item.rule)
        else:
            raise Refusal(
                Code.MISSING,
                text("This is not entered here."),
                expected=_where(item.rule),
                got=item_name(item.id),
                advice=text("Go there; the list follows by itself."),
            )

    async def _known(self) -> Workup:
        """What is known of the patient as a form opens."""
        return await self.alemprep.ask(workup_of, self._bag.patient.record_number)

    async def _fill(
        self,
        title: Text,
        leaves: tuple[Leaf, ...],
        typed: dict[str, str],
        entries: Callable[[dict[str, str]], dict[str, Any]],
        known: Workup,
    ) -> None:
        """Ask, show it once more, enter it, and show how things stand then."""
        fields = [leaf.field for leaf in leaves]

        async def do(written: dict[str, str]) -> Workup | None:
            given = entries(written)
            who = [(text("patient"), verbatim(self._bag.patient.name))]
            if not await confirmed(self.alemprep, title, who, fields, written):
                return None
            return await self._record(given, known)

        intro = verbatim(self._bag.patient.name)
        if await fill_in(self.alemprep, title, fields, do, intro=intro, typed=typed) is not None:
            await self._again(text("✓ entered: {what}", what=title))

    async def _record(self, given: dict[str, Any], known: Workup) -> Workup:
        """Enter it, if nothing else was entered since the form opened."""
        try:
            return await self.alemprep.act(
                workups.record_workup,
                patient=self._bag.patient.record_number,
                entries=given,
                read_sha256=workup_sha256(known),
            )
        except AlemprepError as error:
            error.field = line_of(error.field)
            raise

    async def _again(self, words: Text) -> None:
        """Show how things stand now; what is still in the way comes first."""
        self._judged = await self.alemprep.ask(readiness_of, self._bag)
        self._lay_out()
        self.query_one(Table).mark(0)
        self._show_marked()
        if await self.alemprep.ask(stopped, self._bag):
            words = text("{told}. This bag is begun: it is stopped. Call whoever has it.", told=words)
        self.query_one("#told", Steady).show(self.say(words))

    async def _count(self) -> None:
        await self.alemprep.act(people.permit, Act.RECORD_WORKUP)
        section = await self._choose(text("Which count?"), list(COUNTS.items()))
        if section is not None:
            await self._ask_count(section)

    async def _ask_count(self, section: str) -> None:
        known = await self._known()
        await self._fill(
            COUNTS[section], count_form(section), {}, lambda typed: with_count(section, typed, known), known
        )

    async def _form(self, rule: ItemId) -> None:
        known, leaves = await self._known(), FORMS[rule]
        await self._fill(
            item_name(rule),
            leaves,
            typed_from(leaves, known),
            lambda typed: entries_from(leaves, typed, known),
            known,
        )

    async def _live_vaccines(self) -> None:
        """The doses of one, or the steroids before it."""
        rules = self.alemprep.station.protocol.readiness.vaccines
        live = [ItemId(f"vaccine-{vaccine}") for vaccine, rule in rules.items() if rule.live.value]
        answers = [("steroid", text("steroid before")), *((rule.value, item_name(rule)) for rule in live)]
        chosen = await self._choose(text("What is known about live vaccines?"), answers)
        if chosen == "steroid":
            known = await self._known()
            await self._fill(text("steroid before"), STEROID, steroid_typed(known), steroid_entry, known)
        elif chosen is not None:
            await self._form(ItemId(chosen))

    async def _treatment(self, item: Item) -> None:
        """None, or one of those that the source names, or another; or one taken away again."""
        known = await self._known()
        answers = [
            (NONE, text("none before this course")),
            *((drug.value, DRUG_NAMES[drug]) for drug in DRUGS),
        ]
        if item.id != item.rule:
            answers.append((item.id, text("take away: {item}", item=item_name(item.id))))
        chosen = await self._choose(text("Which treatment before this course?"), answers)
        if chosen is None:
            return
        if chosen in {NONE, item.id}:
            await self._change_treatments(answers, chosen, known)
            return
        drug = next(each for each in DRUGS if each.value == chosen)
        await self._fill(
            DRUG_NAMES[drug],
            treatment_form(drug),
            treatment_typed(drug, known),
            lambda typed: with_treatment(drug, typed, known),
            known,
        )

    async def _change_treatments(self, answers: list[tuple[str, Text]], chosen: str, known: Workup) -> None:
        words = dict(answers)[chosen]
        given = {"previous_treatments": NONE} if chosen == NONE else without_treatment(chosen, known)
        facts = [
            (text("patient"), verbatim(self._bag.patient.name)),
            (text("now"), listed(treatment_names(known))),
            (text("then"), words),
        ]
        if await self.app.push_screen_wait(ConfirmScreen(text("Treatments before this course"), facts)):
            await self._record(given, known)
            await self._again(text("✓ entered: {what}", what=words))

    async def _choose(self, question: Text, answers: list[tuple[str, Text]]) -> str | None:
        """One of several, by a letter."""
        letters = "1234567890abcdef"[: len(answers)]
        key = await self.app.push_screen_wait(
            ChoiceScreen(
                text("Ready? · {name}", name=self._bag.patient.name),
                question,
                [(letter, words) for letter, (_, words) in zip(letters, answers, strict=True)],
            )
        )
        return None if key is None else answers[letters.index(key)][0]

    async def _decide(self) -> None:
        """Against a recommendation, with reason and signature."""
        item, bag = self._marked, self._bag
        await self.alemprep.act(people.permit, Act.DECIDE_READINESS)
        decidable(self._judged, bag, item.id)
        title = text("Decide against: {item}", item=item_name(item.id))
        facts = [*which(bag), (text("stands"), item.message), (text("source"), cited(item.source))]

        async def do(typed: dict[str, str]) -> Bag | None:
            if not await confirmed(self.alemprep, title, facts, [REASON], typed):
                return None
            purpose = text(
                "decides against “{item}” for course {course} of {name}",
                item=item_name(item.id),
                course=bag.course,
                name=bag.patient.name,
            )
            pin = await pin_for(self.alemprep, purpose)
            if pin is None:
                return None
            return await self.alemprep.act(
                workups.decide_readiness,
                bag.id,
                item.id,
                reason=typed["reason"],
                pin=pin,
                read_sha256=finding(item),
            )

        if await fill_in(self.alemprep, title, [REASON], do, rules=False) is not None:
            await self._again(text("✓ decided against: {what}", what=item_name(item.id)))


def _short(source: str) -> Text:
    """The recommendation's number alone, where there is one: the rest stands below, in full."""
    *_, last = source.split("; ")
    return verbatim(last) if last.startswith("R") and last[1:2].isdigit() else cited(source)


def _where(rule: ItemId) -> Text:
    """Where something is entered that is not entered here."""
    if rule is ItemId.ADULT:
        return text("the patient's birth date (key e on the order)")
    if rule in _BY_ORDER:
        return text("the order of the course (key n on the worklist)")
    return text("each vaccine on its own line below")
