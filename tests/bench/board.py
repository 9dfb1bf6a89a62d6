"""Paints the worklist of a database and the bare table in turns, in an app that is already running.

`python -m tests.bench.board DATABASE OUT` writes how long each took into a file.
"""

import asyncio
import json
import sys
import time
from pathlib import Path

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import DataTable, Static

import tui.app
from pharmacy.language import Language
from pharmacy.people import SignedIn
from pharmacy.service.people import person_named
from pharmacy.service.worklist import overview
from tests.bench.bare import HEADS
from tests.bench.hospital import TECHNICIAN
from tui.app import AlemprepApp
from tui.screens.worklist import WorklistScreen
from tui.start import open_house

ROUNDS = 15


class BareScreen(Screen[None]):
    """The same table, and nothing else."""

    def compose(self) -> ComposeResult:
        """A line above, the table, a line below."""
        yield Static("Today")
        yield DataTable()
        yield Static("painted")

    def on_mount(self) -> None:
        """Fill it."""
        table = self.query_one(DataTable)
        table.add_columns(*HEADS)
        for number in range(50):
            table.add_row("", "–", "–", f"Prueba Número{number:02d}, Carmen", "1·1/5", "verified", "order")


class Board(AlemprepApp):
    """Signs the technician in by itself, paints both in turns, and leaves."""

    CSS_PATH = Path(tui.app.__file__).with_name("app.tcss")

    out: Path
    times: dict[str, list[float]]

    async def on_mount(self) -> None:
        """Begin when the house is open."""
        self.times = {"worklist": [], "bare": []}
        self.run_worker(self._measure())

    async def _measure(self) -> None:
        await self.ready()
        known = person_named(self.station, TECHNICIAN)
        self.person = SignedIn(badge=known.badge, name=known.name, role=known.role)
        for _ in range(ROUNDS):
            for name in self.times:
                begun = time.perf_counter()
                screen = WorklistScreen(overview(self.station)) if name == "worklist" else BareScreen()
                await self.push_screen(screen)
                painted = asyncio.Event()
                screen.call_after_refresh(painted.set)
                await painted.wait()
                self.times[name].append(time.perf_counter() - begun)
                await self.pop_screen()
        self.out.write_text(json.dumps(self.times))
        self.exit()


def main() -> None:
    """Run once."""
    database, out = sys.argv[1:]
    app = Board(lambda: open_house(database, None, None, sample=False), Language.ENGLISH)
    app.out = Path(out)
    app.run()


if __name__ == "__main__":
    main()
