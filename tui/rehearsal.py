"""A scenario carried out in a hospital of its own, or in an existing one."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from labels.printers import FolderPrinter
from pharmacy.clock import SetClock
from pharmacy.database import database_url
from pharmacy.site import load_site
from tui.house import folder, new_station, open_station, site_file
from tui.replay import Outcome, read_scenario, replay


def rehearse(
    file: Path,
    now: datetime,
    *,
    db: str | None = None,
    site: Path | None = None,
    prints: Path | None = None,
) -> Iterator[Outcome]:
    """Replay a scenario. Without `db` the hospital is thrown away afterwards; a `db` that does not
    exist is made. What is printed goes to `prints`, or beside the database.
    """
    with ExitStack() as stack:
        where = db or str(Path(stack.enter_context(TemporaryDirectory())) / "rehearsal.db")
        zone = load_site(site_file(where, site)).tz
        lines = read_scenario(file, now.astimezone(zone))
        clock = SetClock(lines[0].at if lines else now)
        exists = Path(str(database_url(where).database)).exists()
        station = (open_station if exists else new_station)(where, clock, site)
        stack.callback(station.database.close)
        printer = FolderPrinter(prints or folder(where) / "prints")
        yield from replay(station, clock, lines, printer)
