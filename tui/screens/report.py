"""A week of the audit, for the Monday meeting."""

from textual.app import ComposeResult
from textual.widgets import Static

from pharmacy import audit
from pharmacy.language import date_text, text
from pharmacy.moments import clock_time
from pharmacy.reports import SECTION_NAMES, Entry, Report, Week, week_of, week_text
from pharmacy.service.act import Station
from pharmacy.service.people import names
from pharmacy.service.reports import weekly
from tui.screens.screen import AppScreen
from tui.widgets.frame import Frame
from tui.widgets.table import MOVES, Table, cut

WHAT = 38
"""Columns for what happened: all that 80 leave."""


def _week(station: Station, week: Week) -> Report:
    return weekly(station.database, station.site.tz, week)


def _event(station: Station, seq: int) -> dict[str, object]:
    with station.database.reading() as connection:
        return audit.newest_events(connection, 1, before=seq + 1)[0]


class ReportScreen(AppScreen[None]):
    """Each section with its number, then what belongs to it; the last whole week first."""

    CSS_PATH = "report.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._names: dict[str, str] = {}
        self._rows: list[Entry | None] = []
        """What each row of the table tells of; none for a heading."""

    def compose(self) -> ComposeResult:
        """The week, and a table of what happened in it."""
        yield Frame(
            Static(id="week", markup=False),
            Table(),
            Static(id="whole", markup=False),
            title=self.say(text("Week")),
            who=self.alemprep.worker.name,
            keys=[
                (self.say(text("space")), self.say(text("what it says"))),
                ("b", self.say(text("week before"))),
                ("n", self.say(text("next week"))),
                (self.say(text("Esc")), self.say(text("back"))),
            ],
        )

    async def on_mount(self) -> None:
        """The last whole week."""
        station = self.alemprep.station
        today = station.clock.now().astimezone(station.site.tz).date()
        with self.alemprep.refusals():
            self._names = await self.alemprep.ask(names)
            await self._show(week_of(today).moved(-1))

    async def _show(self, week: Week) -> None:
        self._shown = week
        report = await self.alemprep.ask(_week, week)
        self.query_one("#week", Static).update(self.say(week_text(week)))
        table = self.query_one(Table)
        columns = ((text("WHEN"), 13), (text("WHO"), 11), (text("ABOUT"), 12), (text("WHAT"), WHAT))
        table.show_columns((self.say(name), width) for name, width in columns)
        self._rows = []
        for section, name in SECTION_NAMES.items():
            entries = report.of(section)
            count = str(len(entries)) if entries else self.say(text("none"))
            self._row(None, "", "", count.rjust(11), self.say(name))
            counts = dict(report.codes(section))
            told = ""
            for each in entries:
                if each.code and each.code != told:
                    told = each.code
                    self._row(None, "", "", "", f"{counts[told]} × {told}")
                self._row(each, self._when(each), self._who(each), each.bag, self.say(each.what))
        self._tell()

    def _row(self, entry: Entry | None, when: str, who: str, about: str, what: str) -> None:
        self._rows.append(entry)
        cells = (when, cut(who, 10), cut(about, 11), cut(what, WHAT))
        self.query_one(Table).show_row(cells)

    def _when(self, entry: Entry) -> str:
        there = entry.at.astimezone(self.alemprep.station.site.tz)
        day = date_text(there.date(), self.alemprep.language).rpartition(" ")[0]
        return f"{day} {there:%H:%M}"

    def _who(self, entry: Entry) -> str:
        return self._names.get(entry.by, entry.by) or self.say(text("nobody"))

    def _tell(self) -> None:
        """All words of the marked row, which the table may have cut."""
        marked = self._marked
        zone = self.alemprep.station.site.tz
        words = f"{clock_time(marked.at, zone)}  {self.say(marked.what)}" if marked else ""
        self.query_one("#whole", Static).update(words)

    @property
    def _marked(self) -> Entry | None:
        row = self.query_one(Table).cursor_row
        return self._rows[row] if 0 <= row < len(self._rows) else None

    async def key(self, key: str) -> None:
        """The keys of the bottom line."""
        from tui.screens.audit import EventScreen  # noqa: PLC0415 - which leads here

        marked = self._marked
        if key in MOVES:
            self.query_one(Table).move(key)
            self._tell()
        elif key == "space" and marked is not None:
            await self.app.push_screen(EventScreen(await self.alemprep.ask(_event, marked.event)))
        elif key in {"b", "n"}:
            await self._show(self._shown.moved(-1 if key == "b" else 1))
        elif key == "escape":
            self.leave(None)
