"""The people who work here, for administrators: who they are, how their badges stand, what can be done."""

from datetime import datetime
from typing import Any

from textual.app import ComposeResult

from pharmacy.errors import Code, Refusal
from pharmacy.language import Text, text, verbatim
from pharmacy.people import ROLE_NAMES, Act, Person, Role
from pharmacy.scans import BadgeScan
from pharmacy.service import badges, people
from pharmacy.service.badges import Colleague, everybody
from pharmacy.service.reading import read_for
from tui.screens.confirm import ConfirmScreen
from tui.screens.form import Field
from tui.screens.new_pin import change_pin, new_pin
from tui.screens.screen import AppScreen
from tui.screens.talk import REASON, confirmed, fill_in, pin_for
from tui.typed import on_line
from tui.widgets.countdown import when_text
from tui.widgets.frame import Frame
from tui.widgets.steady import Steady
from tui.widgets.table import MOVES, Table, cut

RELOAD_SECONDS = 15
"""How often the list is read again for what other stations did."""

ROLES = {str(number): role for number, role in enumerate(Role, start=1)}
"""What is typed for a role."""

NEW_PERSON = [
    Field("badge", text("badge"), text("scan it"), scanned=True),
    Field("name", text("name"), text("like T. Ruiz"), words=True),
    Field("role", text("role"), text("a number, as above")),
]


class PeopleScreen(AppScreen[None]):
    """All people, those who have left at the end; every key is about the marked one."""

    CSS_PATH = "people.tcss"

    def __init__(self, found: tuple[Colleague, ...]) -> None:
        super().__init__()
        self._people = found

    def compose(self) -> ComposeResult:
        """The list, and what was done."""
        yield Frame(
            Table(),
            Steady(id="told"),
            title=self.say(text("People")),
            who=self.alemprep.worker.name,
            keys=[
                ("n", self.say(text("new person"))),
                ("p", self.say(text("new PIN"))),
                ("u", self.say(text("let it be tried again"))),
                ("x", self.say(text("has left"))),
                ("o", self.say(text("your own PIN"))),
                (self.say(text("Esc")), self.say(text("back"))),
            ],
        )

    def on_mount(self) -> None:
        """Show the list, and follow what others do."""
        self._lay_out()
        self.set_interval(RELOAD_SECONDS, self._reload)

    async def _reload(self) -> None:
        if self.is_current and not self.alemprep.flowing:
            with self.alemprep.refusals():
                await self._read()

    async def _read(self) -> None:
        self._people = await self.alemprep.ask(everybody)
        self._lay_out()

    def _lay_out(self) -> None:
        heads = ((text("NAME"), 26), (text("BADGE"), 9), (text("ROLE"), 15), (text("STATE"), 23))
        self.query_one(Table).show_list(
            [(self.say(name), width) for name, width in heads],
            [
                (
                    each.badge,
                    cut(each.name, 25),
                    cut(each.badge, 8),
                    cut(self.say(ROLE_NAMES[each.role]), 14),
                    cut(self.say(self._state(each)), 23),
                )
                for each in self._people
            ],
        )

    def _state(self, each: Colleague) -> Text:
        if each.left_at is not None:
            return text("left {day}", day=each.left_at.astimezone(self.alemprep.station.site.tz).date())
        if each.waits_until is not None:
            return text("waits until {time}", time=self._when(each.waits_until))
        if each.signed_in_at:
            return text("at {station}", station=each.signed_in_at)
        return verbatim("–")

    def _when(self, moment: datetime) -> str:
        station = self.alemprep.station
        return when_text(moment, station.clock.now(), station.site.tz, self.alemprep.language)

    @property
    def _marked(self) -> Colleague:
        """Whom a key is about; there is always one, the administrator who looks at the list."""
        marked = self.query_one(Table).marked_id
        return next(each for each in self._people if each.badge == marked)

    async def key(self, key: str) -> None:
        """The keys of the bottom line."""
        acts = {"n": self._add, "p": self._give_pin, "u": self._unlock, "x": self._leave, "o": self._own}
        if key in MOVES:
            self.query_one(Table).move(key)
        elif key in acts:
            self.alemprep.flow(acts[key]())
        elif key == "escape":
            self.leave(None)

    async def _done(self, words: Text) -> None:
        self.query_one("#told", Steady).show(self.say(words))
        await self._read()

    async def _own(self) -> None:
        await change_pin(self.alemprep)

    async def _add(self) -> None:
        title = text("New person")
        intro = text(
            "Roles: 1 {one}, 2 {two}, 3 {three}, 4 {four}, 5 {five}",
            **dict(zip(("one", "two", "three", "four", "five"), map(ROLE_NAMES.get, Role), strict=True)),
        )

        async def do(typed: dict[str, str]) -> Person | None:
            given: dict[str, Any] = {
                "badge": await self._badge(typed["badge"]),
                "name": typed["name"],
                "role": _role(typed["role"]),
            }
            pin = await new_pin(self.alemprep, typed["name"])
            facts = [
                (text("badge"), verbatim(given["badge"])),
                (text("name"), verbatim(given["name"])),
                (text("role"), ROLE_NAMES[given["role"]]),
            ]
            if pin is None or not await self.app.push_screen_wait(ConfirmScreen(title, facts)):
                return None
            own = await pin_for(self.alemprep, text("gives {name} a badge", name=given["name"]))
            if own is None:
                return None
            return await self.alemprep.act(people.add_person, new_pin=pin, pin=own, **given)

        person = await fill_in(self.alemprep, title, NEW_PERSON, do, intro=intro)
        if person is not None:
            await self._done(text("✓ {name} works here now.", name=person.name))

    async def _badge(self, raw: str) -> str:
        """What the badge says; one that no scanner would read opens nothing."""
        with on_line("badge"):
            read = await self.alemprep.act(
                read_for,
                Act.ADD_PERSON,
                raw,
                (BadgeScan,),
                expected=text("a staff badge"),
                advice=text("Scan the new person's badge, or type the whole code that it carries."),
            )
        assert isinstance(read, BadgeScan)
        return read.badge

    async def _give_pin(self) -> None:
        person = self._marked
        new = await new_pin(self.alemprep, person.name)
        if new is None:
            return
        pin = await pin_for(self.alemprep, text("gives {name} a new first PIN", name=person.name))
        if pin is not None:
            await self.alemprep.act(badges.give_pin, badge=person.badge, new_pin=new, pin=pin)
            await self._done(text("✓ {name} has a new PIN.", name=person.name))

    async def _unlock(self) -> None:
        person = self._marked
        pin = await pin_for(self.alemprep, text("lets the badge of {name} be tried again", name=person.name))
        if pin is None:
            return
        await self.alemprep.act(badges.unlock, badge=person.badge, pin=pin)
        await self._done(text("✓ The badge of {name} can be tried again.", name=person.name))

    async def _leave(self) -> None:
        person = self._marked
        title = text("{name} does not work here any more", name=person.name)
        facts = [
            (text("badge"), verbatim(person.badge)),
            (text("role"), ROLE_NAMES[person.role]),
            (
                text("then"),
                text("the badge is refused everywhere, for good; the name stays on what was done"),
            ),
        ]

        async def do(typed: dict[str, str]) -> Person | None:
            if not await confirmed(self.alemprep, title, facts, [REASON], typed):
                return None
            pin = await pin_for(self.alemprep, text("ends the work of {name} here", name=person.name))
            if pin is None:
                return None
            return await self.alemprep.act(badges.leave, badge=person.badge, reason=typed["reason"], pin=pin)

        if await fill_in(self.alemprep, title, [REASON], do, rules=False) is not None:
            await self._done(text("✓ {name} has left.", name=person.name))


def _role(typed: str) -> Role:
    if typed not in ROLES:
        raise Refusal(
            Code.MISSING,
            text("There is no such role."),
            expected=text("1 to {last}", last=len(ROLES)),
            got=verbatim(typed),
            advice=text("Type one of the numbers."),
            bad_input=True,
            field="role",
        )
    return ROLES[typed]
