"""The audit trail: every act, refusal, print and sign-in, newest first."""

from datetime import datetime
from typing import Any

from textual.app import ComposeResult
from textual.widgets import Static

from pharmacy import audit
from pharmacy.language import date_text, joined, text
from pharmacy.service.act import Station
from pharmacy.service.audit_check import AuditCheck, check_audit
from pharmacy.service.people import names
from tui.screens.report import ReportScreen
from tui.screens.screen import AppScreen
from tui.widgets.frame import Frame
from tui.widgets.table import MOVES, Table, cut

PAGE = 100
"""Events read at a time."""

SHOWN = 3
"""Findings for which there is room."""


def _events(station: Station, before: int | None) -> list[dict[str, Any]]:
    with station.database.reading() as connection:
        return audit.newest_events(connection, PAGE, before)


def _verified(station: Station) -> AuditCheck:
    return check_audit(station.database, station.witness, station.site.tz)


class AuditScreen(AppScreen[None]):
    """A list that reads on as one goes down."""

    CSS_PATH = "audit.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._events: list[dict[str, Any]] = []
        self._names: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """What the check of the chain found, and the events."""
        yield Frame(
            Static(self.say(text("v checks the whole audit.")), id="chain", markup=False),
            Table(),
            title=self.say(text("Audit")),
            who=self.alemprep.worker.name,
            keys=[
                (self.say(text("space")), self.say(text("what it says"))),
                ("v", self.say(text("check all of it"))),
                ("w", self.say(text("week by week"))),
                (self.say(text("Esc")), self.say(text("back"))),
            ],
        )

    async def on_mount(self) -> None:
        """The columns, then the newest events."""
        table = self.query_one(Table)
        columns = (
            (text("NO."), 6),
            (text("WHEN"), 13),
            (text("WHO"), 11),
            (text("ACT"), 16),
            (text("ABOUT"), 12),
            (text("RESULT"), 16),
        )
        table.show_columns((self.say(name), width) for name, width in columns)
        with self.alemprep.refusals():
            self._names = await self.alemprep.ask(names)
            await self._read_on()

    async def _read_on(self) -> None:
        before = self._events[-1]["seq"] if self._events else None
        more = await self.alemprep.ask(_events, before)
        self._events += more
        table = self.query_one(Table)
        for event in more:
            table.show_row(self._row(event))

    def _row(self, event: dict[str, Any]) -> list[str]:
        at = datetime.fromisoformat(event["at"]).astimezone(self.alemprep.station.site.tz)
        day = date_text(at.date(), self.alemprep.language).rpartition(" ")[0]
        result = event["data"].get("code", event["result"])
        return [
            str(event["seq"]),
            f"{day} {at:%H:%M}",
            cut(self._names.get(event["by"], event["by"]), 10),
            cut(event["act"], 15),
            cut(event["subject"], 11),
            cut(f"✕ {result}" if event["result"] == "refused" else result, 16),
        ]

    async def key(self, key: str) -> None:
        """The keys of the bottom line."""
        table = self.query_one(Table)
        if key in MOVES:
            if table.cursor_row == table.row_count - 1 and key in {"down", "pagedown", "end"}:
                await self._read_on()
            table.move(key)
        elif key == "space" and self._events:
            await self.app.push_screen(EventScreen(self._events[table.cursor_row]))
        elif key == "v":
            await self._verify()
        elif key == "w":
            await self.app.push_screen(ReportScreen())
        elif key == "escape":
            self.leave(None)

    async def _verify(self) -> None:
        found = await self.alemprep.ask(_verified)
        words = (
            text(
                "✓ Events: {events}, every one in its place. Head {head}: compare it with the newest print.",
                events=found.events,
                head=f"{found.newest}:{found.head[:16]}",
            )
            if found.ok
            else joined(
                [
                    text("✕ The audit does not hold. All of it: alemprep audit verify"),
                    *(each.what for each in found.findings[:SHOWN]),
                ]
            )
        )
        self.query_one("#chain", Static).update(self.say(words))


class EventScreen(AppScreen[None]):
    """One event, whole, as it was hashed."""

    CSS_PATH = "audit.tcss"

    def __init__(self, event: dict[str, Any]) -> None:
        super().__init__()
        self._event = event

    def compose(self) -> ComposeResult:
        """Name and value of everything in it."""
        outer = {name: value for name, value in self._event.items() if name != "data"}
        yield Frame(
            *(
                Static(f"{name:<12} {_visible(value)}", classes="line", markup=False)
                for name, value in [*outer.items(), *self._event["data"].items()]
            ),
            title=self.say(text("Event #{event}", event=self._event["seq"])),
            keys=[(self.say(text("Esc")), self.say(text("back")))],
        )

    async def key(self, key: str) -> None:
        """Back."""
        if key in {"escape", "space"}:
            self.leave(None)


def _visible(value: object) -> str:
    return "".join(c if c.isprintable() else f"<{ord(c):02X}>" for c in str(value))
