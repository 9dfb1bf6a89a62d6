"""A scenario carried out in a hospital of its own, or in an existing one."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from labels.printers.chosen import in_folder
from pharmacy import audit
from pharmacy.clock import SetClock
from pharmacy.database import database_exists
from pharmacy.errors import Code, Refusal
from pharmacy.language import text, verbatim
from pharmacy.service.act import Station
from pharmacy.site import load_site
from tui.house import SAMPLE_SITE, folder, new_station, open_station, site_file
from tui.replay import Outcome, read_scenario, replay

REHEARSAL = "rehearsal"
"""The station's name in the audit of a replayed day."""


def rehearse(
    file: Path,
    now: datetime,
    *,
    db: str | None = None,
    site: Path | None = None,
    prints: Path | None = None,
) -> Iterator[Outcome]:
    """Replay a scenario. Without `db` the hospital is thrown away afterwards; a `db` that does not exist is
    made, and one that a replay has made is gone on with. A hospital at work is refused: a scenario acts with
    anybody's badge at any hour. What is printed goes to `prints`, or beside the database.
    """
    with ExitStack() as stack:
        where = db or str(Path(stack.enter_context(TemporaryDirectory())) / "rehearsal.db")
        exists = database_exists(where)
        site = site or (site_file(where) if exists else SAMPLE_SITE)
        lines = read_scenario(file, now.astimezone(load_site(site).tz))
        clock = SetClock(lines[0].at if lines else now)
        station = (open_station if exists else new_station)(where, clock, site, name=REHEARSAL)
        stack.callback(station.database.close)
        if exists:
            _refuse_work(station)
        place = prints or folder(where) / "prints"
        place.mkdir(parents=True, exist_ok=True)
        yield from replay(station, clock, lines, in_folder(place))


def _refuse_work(station: Station) -> None:
    with station.database.reading() as connection:
        newest = audit.newest_events(connection, 1)
    if newest and newest[0]["data"].get("station") != REHEARSAL:
        raise Refusal(
            Code.ILLEGAL_ACTION,
            text("This is a hospital at work; no scenario is replayed in it."),
            expected=text("a new file, or a database that a replay has made"),
            got=verbatim(station.database.place),
            advice=text("Give another --db, or none."),
        )
