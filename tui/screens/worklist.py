"""What is to be done today, and what comes. Every scan works from here."""

from datetime import datetime, time
from typing import NamedTuple

from textual import events
from textual.app import ComposeResult

from pharmacy.language import Language, Text, date_text, text
from pharmacy.moments import clock_time
from pharmacy.people import ROLE_NAMES, Act, Role
from pharmacy.preparation import ENDED, STEP_NAMES, State
from pharmacy.scans import BadgeScan
from pharmacy.service import look_ups, orders, people
from pharmacy.service.approvals import files_now, last_change
from pharmacy.service.badges import everybody, no_pharmacist
from pharmacy.service.bag import Bag
from pharmacy.service.bags import find_bag
from pharmacy.service.premedicated import NextSteroid
from pharmacy.service.readiness import readiness_of
from pharmacy.service.shown import refuse_outdated
from pharmacy.service.storage import board
from pharmacy.service.worklist import Line, Overview, overview, overview_of_coming
from tui.screens.audit import AuditScreen
from tui.screens.bedside import BedsideScreen
from tui.screens.choice import ChoiceScreen
from tui.screens.form import Field, FormScreen
from tui.screens.help import HelpScreen
from tui.screens.label import LabelScreen
from tui.screens.new_course import new_course
from tui.screens.new_pin import change_pin
from tui.screens.people import PeopleScreen
from tui.screens.pin import PinScreen
from tui.screens.policy import PolicyScreen
from tui.screens.route import awaits_verification, recalled, screen_for, state_name
from tui.screens.screen import AppScreen
from tui.screens.sign_in import sign_in, type_code
from tui.screens.stock import StockScreen
from tui.screens.talk import REASON, decide
from tui.typed import read, time_from
from tui.widgets.countdown import Urgency, time_left_text, urgency, when_text
from tui.widgets.frame import Frame
from tui.widgets.steady import Steady
from tui.widgets.table import MOVES, Table, cut

RELOAD_SECONDS = 15
"""How often the list is read again for what other stations did."""

WIDE = 96
"""Columns from which long words are shown whole."""


START = text("START")
PLANNED = text("INFUSION")

MOVED = [Field("infusion_at", text("infusion at"), text("HH:MM")), REASON]


class Columns(NamedTuple):
    """How wide the columns are; one without width is not drawn."""

    start: int = 5
    left: int = 6
    patient: int = 24
    day: int = 5
    state: int = 14
    due: int = 12


NARROW_COLUMNS = Columns()
WIDE_COLUMNS = Columns(patient=34, state=21, due=13)


class WorklistScreen(AppScreen[None]):
    """Today's bags, most urgent first, with their time running; or, by key, those of coming days."""

    CSS_PATH = "worklist.tcss"

    def __init__(self, seen: Overview) -> None:
        super().__init__()
        self._overview = seen
        self._coming = False
        """Whether coming days are shown."""
        self._seen = False
        """Whether it was on the screen before."""
        self._alone = False
        """Whether an administrator looks at a house that has no pharmacist yet."""
        self._told: Text | None = None

    def compose(self) -> ComposeResult:
        """The table, and what follows when it is empty."""
        yield Frame(
            Table(),
            Steady(id="told"),
            Steady(id="values"),
            Steady(id="steroid"),
            Steady(id="count"),
            keys=self._keys(),
        )

    def _keys(self) -> list[tuple[str, str]]:
        bedside = ("b", self.say(text("at the bedside")))
        nurse = self.alemprep.worker.role is Role.NURSE
        return [
            ("", self.say(text("scan to begin"))),
            *([bedside] if nurse else []),
            (self.say(text("space")), self.say(text("open"))),
            ("c", self.say(text("today") if self._coming else text("coming days"))),
            ("n", self.say(text("new course"))),
            ("r", self.say(text("receive stock"))),
            ("s", self.say(text("storage"))),
            ("f", self.say(text("follow-up"))),
            ("l", self.say(text("label"))),
            *([] if nurse else [bedside]),
            ("a", self.say(text("audit"))),
            ("w", self.say(text("people") if self._administrator else text("your PIN"))),
            ("o", self.say(text("sign out"))),
            ("q", self.say(text("quit"))),
            ("?", self.say(text("help"))),
        ]

    def on_mount(self) -> None:
        """Lay it out before it is painted for the first time, and let it run."""
        self._lay_out()
        self.set_interval(1, self._tick)
        self.set_interval(RELOAD_SECONDS, self._reload)

    def on_resize(self) -> None:
        """Use the width there is."""
        self._lay_out()

    async def on_screen_resume(self, event: events.ScreenResume) -> None:  # noqa: ARG002
        """Back from another screen: what it did is in the list."""
        if self._seen:
            self.query_one(Frame).show_keys(self._keys())
            await self._reload()
        elif self._administrator:
            with self.alemprep.refusals():
                await self._look_for_a_pharmacist()
                self._lay_out()
        self._seen = True

    async def _reload(self) -> None:
        if self.alemprep.person is None or not self.is_current:
            return
        with self.alemprep.refusals():
            self._overview = await self.alemprep.ask(overview_of_coming if self._coming else overview)
            await self._look_for_a_pharmacist()
            self._lay_out()

    async def _look_for_a_pharmacist(self) -> None:
        if self.alemprep.person is not None:  # signed out elsewhere, just now
            self._alone = self._administrator and await self.alemprep.ask(no_pharmacist)

    @property
    def _lines(self) -> list[Line]:
        return self._overview.lines

    @property
    def _administrator(self) -> bool:
        return self.alemprep.worker.role is Role.ADMINISTRATOR

    def _tick(self) -> None:
        if self.is_current:
            self._lay_out()

    @property
    def _now(self) -> datetime:
        return self.alemprep.station.clock.now()

    @property
    def _columns(self) -> Columns:
        """The patient's name gives way to a START that needs the day or the offset."""
        columns = WIDE_COLUMNS if self.app.size.width >= WIDE else NARROW_COLUMNS
        if self._coming:
            columns = columns._replace(start=columns.start + 1 + columns.left, left=0)
        longest = max([len(self.say(START)), *(len(self._start(line)) for line in self._lines)])
        more = longest - columns.start
        return (
            columns._replace(start=columns.start + more, patient=columns.patient - more)
            if more > 0
            else columns
        )

    def _start(self, line: Line) -> str:
        if self._coming:
            return self._planned(line.bag)
        limit = line.start_before
        if limit is None:
            return "–"
        return when_text(limit, self._now, self.alemprep.station.site.tz, self.alemprep.language)

    def _planned(self, bag: Bag) -> str:
        """Day and time, with the year when it is another one."""
        day = date_text(bag.on_date, self.alemprep.language)
        if bag.on_date.year == self._now.astimezone(self.alemprep.station.site.tz).year:
            day = day.rpartition(" ")[0]
        return f"{day} {bag.infusion_start.astimezone(self.alemprep.station.site.tz):%H:%M}"

    def _lay_out(self) -> None:
        """Who works here, the list, and what is to be said about it."""
        person, now = self.alemprep.person, self._now
        if person is None:
            return
        language = self.alemprep.language
        frame = self.query_one(Frame)
        local = now.astimezone(self.alemprep.station.site.tz)
        frame.show_title(
            self.say(
                text(
                    "{which} · {day} · {time}",
                    which=text("Coming days, today is") if self._coming else text("Today"),
                    day=date_text(local.date(), language),
                    time=f"{local:%H:%M}",
                )
            )
        )
        frame.show_who(self.say(text("{name}, {role}", name=person.name, role=ROLE_NAMES[person.role])))
        columns = self._columns
        self.query_one(Table).show_list(
            self._heads(columns), [self._row(line, now, language, columns) for line in self._lines]
        )
        self.query_one("#told", Steady).show(self.say(self._told) if self._told else "")
        notice = self.alemprep.station.notice
        values = self.query_one("#values", Steady)
        values.display = notice is not None
        values.show(f"! {self.say(notice)}" if notice else "")
        ward = self.query_one("#steroid", Steady)
        steroid = self._overview.next_steroid
        ward.display = steroid is not None
        ward.show(self.say(self._ward(steroid)) if steroid else "")
        self.query_one("#count", Steady).show(self.say(self._count(len(self._lines))))

    def _ward(self, steroid: NextSteroid) -> Text:
        """What the bench waits for before it opens the next vial."""
        zone = self.alemprep.station.site.tz
        time = clock_time(steroid.at, zone)
        name = steroid.bag.patient.name
        if steroid.given_at is None:
            return text("next steroid on the ward: {name} {time}", name=name, time=time)
        given = clock_time(steroid.given_at, zone)
        return text(
            "next steroid on the ward: {name} {time} (given {given})", name=name, time=time, given=given
        )

    def _count(self, count: int) -> Text:
        if self._coming:
            return (
                text("bags of coming days: {count}. c goes back to today.", count=count)
                if count
                else text("No bag is ordered for a coming day. c goes back to today.")
            )
        if self._alone:
            return text("No pharmacist works here: w, then n, adds one.")
        if not count:
            return text("Nothing to do today. n orders a course, r receives stock.")
        return text("bags: {count}, most urgent first", count=count)

    def _heads(self, columns: Columns) -> list[tuple[str, int]]:
        start = PLANNED if self._coming else START
        names = (start, text("LEFT"), text("PATIENT"), text("DAY"), text("STATE"), text("NEXT"))
        drawn = [(self.say(name), width + 1) for name, width in zip(names, columns, strict=True) if width]
        return [("", 2), *drawn]

    @property
    def _marked(self) -> str:
        """The bag in the marked row, empty when there is none."""
        return self.query_one(Table).marked_id

    def _row(self, line: Line, now: datetime, language: Language, columns: Columns) -> tuple[str, ...]:
        bag = line.bag
        limit = line.start_before
        mark, left = "", "–"
        if limit is not None:
            mark = urgency(limit, now).value
            left = time_left_text(limit, now, language)
        over = line.over or (limit is not None and now > limit)
        due = STEP_NAMES[bag.step] if bag.step else self._whereabouts(bag)
        if over or recalled(bag):
            mark = Urgency.OVER.value
            due = text("discard") if over or bag.progress.vial_opened else text("cancel")
        elif line.in_doubt:
            mark, due = Urgency.OVER.value, text("clear?")
        elif bag.id in self._overview.unready and bag.state is not State.PLANNED:
            mark, due = Urgency.OVER.value, text("NOT READY")
        elif awaits_verification(self.alemprep.station, bag):
            due = text("ready?") if bag.id in self._overview.unready else text("verify")
        return (
            bag.id,
            mark,
            self._start(line),
            *([left] if columns.left else []),
            cut(bag.patient.name, columns.patient),
            f"{bag.course}·{bag.day}/{bag.days}",
            cut(self.say(self._state(bag)), columns.state),
            cut(self.say(due) if due else "–", columns.due),
        )

    def _state(self, bag: Bag) -> Text:
        """What is not verified because its patient is not ready says so."""
        if bag.state is State.PLANNED and bag.id in self._overview.unready:
            return text("NOT READY")
        return state_name(self.alemprep.station, bag)

    def _whereabouts(self, bag: Bag) -> Text | None:
        """Where a mixed bag is that nothing else is due for."""
        if bag.place is None or bag.state is State.INFUSING or bag.state in ENDED:
            return None
        return self.alemprep.station.site.place_name(bag.place.where)

    async def take(self, raw: str) -> None:
        """A bag, a wristband or a badge go where they belong."""
        found = await self.alemprep.act(look_ups.look_up, raw)
        if isinstance(found, BadgeScan):
            self.alemprep.flow(self._change_person(raw))
        elif self.alemprep.worker.role is Role.NURSE and found.state is State.RELEASED:
            await self.app.push_screen(BedsideScreen(found, raw))
        else:
            await self._open(found)

    async def _change_person(self, badge: str) -> None:
        await sign_in(self.alemprep, badge)
        self.query_one(Frame).show_keys(self._keys())
        self._lay_out()

    async def key(self, key: str) -> None:
        """The keys of the bottom line."""
        acts = {
            "space": self._open_marked,
            "c": self._turn,
            "n": self._new_course,
            "r": self._receive,
            "s": self._storage,
            "f": self._follow_up,
            "y": self._readiness,
            "l": self._label,
            "a": self._audit,
            "question_mark": self._help,
            "b": self._at_bedside,
            "t": self._type,
            "m": self._move,
            "k": self._accept_clock,
            "p": self._policy,
            "w": self._people,
            "o": self._sign_out,
            "q": self._quit,
        }
        if key in MOVES:
            self.query_one(Table).move(key)
        elif key in acts:
            await acts[key]()

    async def _open_marked(self) -> None:
        if self._marked:
            await self._open(await self.alemprep.ask(find_bag, self._marked))

    async def _at_bedside(self) -> None:
        marked = await self.alemprep.ask(find_bag, self._marked) if self._marked else None
        await self.app.push_screen(BedsideScreen(marked))

    async def _turn(self) -> None:
        """From today to coming days, and back."""
        self._coming = not self._coming
        self.query_one(Frame).show_keys(self._keys())
        await self._reload()

    async def _new_course(self) -> None:
        self.alemprep.flow(self._order_course())

    async def _order_course(self) -> None:
        self._told = await new_course(self.alemprep)
        await self._reload()

    async def _receive(self) -> None:
        await self.app.push_screen(StockScreen())

    async def _storage(self) -> None:
        from tui.screens.storage import StorageScreen  # noqa: PLC0415 - it is a list like this one

        await self.app.push_screen(StorageScreen(await self.alemprep.ask(board)))

    async def _follow_up(self) -> None:
        from tui.screens.follow_up import follow_a_patient  # noqa: PLC0415 - as storage

        self.alemprep.flow(follow_a_patient(self.alemprep))

    async def _readiness(self) -> None:
        """What the marked bag's course needs first: more may be known now than when it was verified."""
        from tui.screens.readiness import ReadinessScreen  # noqa: PLC0415 - as storage

        if self._marked:
            bag = await self.alemprep.ask(find_bag, self._marked)
            await self.app.push_screen(ReadinessScreen(bag, await self.alemprep.ask(readiness_of, bag)))

    async def _label(self) -> None:
        if self._marked:
            bag = await self.alemprep.act(look_ups.labelled, self._marked)
            await self.app.push_screen(LabelScreen(bag))

    async def _move(self) -> None:
        for line in self._lines:
            if line.bag.id == self._marked:
                self.alemprep.flow(self._another_time(line.bag))

    async def _another_time(self, shown: Bag) -> None:
        """Another time on the same day for a bag's infusion."""
        await self.alemprep.act(people.permit, Act.RESCHEDULE)

        def at(typed: dict[str, str]) -> time:
            return read(typed, "infusion_at", time_from)

        async def do(typed: dict[str, str]) -> Bag:
            await self.alemprep.act(refuse_outdated, Act.RESCHEDULE, shown)
            return await self.alemprep.act(orders.reschedule, shown.id, at(typed), reason=typed["reason"])

        try:
            await decide(self.alemprep, text("Another time for this infusion"), shown, do, MOVED, at)
        finally:
            await self._reload()

    async def _audit(self) -> None:
        await self.app.push_screen(AuditScreen())

    async def _policy(self) -> None:
        await self.alemprep.read_values()
        app = self.alemprep
        await app.push_screen(PolicyScreen(await app.ask(files_now), await app.ask(last_change)))

    async def _help(self) -> None:
        await self.app.push_screen(HelpScreen())

    async def _type(self) -> None:
        self.alemprep.flow(self._take_typed())

    async def _take_typed(self) -> None:
        if raw := await type_code(self):
            await self.take(raw)

    async def _open(self, bag: Bag) -> None:
        await self.app.push_screen(screen_for(self.alemprep.station, bag))

    async def _people(self) -> None:
        """An administrator's list of people; everybody else's own PIN."""
        if self._administrator:
            await self.app.push_screen(PeopleScreen(await self.alemprep.ask(everybody)))
        else:
            self.alemprep.flow(change_pin(self.alemprep))

    async def _sign_out(self) -> None:
        await self.alemprep.sign_out(self.alemprep.worker)
        self.alemprep.person = None
        self.leave(None)

    async def _accept_clock(self) -> None:
        self.alemprep.flow(self._really_accept_clock())

    async def _really_accept_clock(self) -> None:
        form = FormScreen(
            text("Accept the clock"),
            [Field("reason", text("why the clock is right now"), words=True)],
            intro=text(
                "Only when a later moment was recorded by a clock that was wrong. It is {time} now.",
                time=f"{self._now.astimezone(self.alemprep.station.site.tz):%Y-%m-%d %H:%M}",
            ),
        )
        typed = await self.app.push_screen_wait(form)
        if typed is None:
            return
        pin = await self.app.push_screen_wait(
            PinScreen(self.alemprep.worker.name, text("accepts the clock of this computer"))
        )
        if pin is not None:
            await self.alemprep.act(people.accept_clock, reason=typed["reason"], pin=pin)

    async def _quit(self) -> None:
        self.alemprep.flow(self._really_quit())

    async def _really_quit(self) -> None:
        answer = await self.app.push_screen_wait(
            ChoiceScreen(
                text("Quit"),
                text("End alemprep on this station? Every bag stays at its step."),
                [("q", text("quit"))],
            )
        )
        if answer == "q":
            await self.alemprep.sign_out(self.alemprep.worker)
            self.app.exit()
