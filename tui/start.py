"""Starting the terminal app: here what paints at once, everything heavy behind the first screen."""

import ctypes
import shutil
import sys
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from pharmacy.errors import Code, Trouble
from pharmacy.language import Language, text, verbatim
from tui.app import AlemprepApp, Founding, House
from tui.crash import FAILED
from tui.places import database_file, default_database, language_of, on_server, sample_database

if TYPE_CHECKING:
    from tui.replay import Outcome

SCREENS = ("worklist", "verification", "preparation", "check", "bag", "verdict", "infusion")
"""Imported while the house opens, so that no screen is slow when it comes up first."""

_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8
"""Source: glibc, malloc.h."""

NOT_OPENED = 2
"""Exit code when the house could not be opened."""


def start(
    *, db: str | None, site: Path | None, language: Language | None, sample: bool, anew: bool = False
) -> None:
    """Run the app until somebody quits. Raises `Trouble` when there is no terminal or no database."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Trouble(
            Code.MISSING,
            text("There is no terminal to draw on."),
            expected=text("a terminal with keyboard and screen"),
            got=text("a pipe, a file, or nothing"),
            advice=text("Start it in a terminal; without one, try: alemprep demo --out FOLDER"),
            bad_input=True,
        )
    where = db or (_todays_sample() if sample else default_database())
    # Of a server's it is found out when it is opened.
    missing = not on_server(where) and not database_file(where).is_file()
    app = AlemprepApp(
        lambda: open_house(where, site, language, sample=sample and db is None, anew=anew),
        language or language_of(where, site),
        sample=sample,
        founding=to_be_made(where, site) if missing and not sample else None,
    )
    give_memory_back()
    run(app)


def run(app: AlemprepApp) -> NoReturn:
    """Run the app until somebody quits or it cannot go on, say why, and end the program."""
    app.run()
    if app.failure is not None:
        sys.stderr.write("\n".join(app.failure.lines(app.language)) + "\n")
        sys.exit(FAILED if app.failure.code is Code.PROGRAM_FAILED else NOT_OPENED)
    sys.exit(app.return_code or 0)


def _todays_sample() -> str:
    from pharmacy.clock import SystemClock  # noqa: PLC0415 - with it pydantic, before anything is painted

    return str(sample_database(SystemClock().now().astimezone().date()))


def to_be_made(where: str, site: Path | None) -> Founding:
    """A hospital that its first administrator makes on the first screen. Raises `Trouble` where no site file
    says whose it would be.
    """
    from pharmacy.clock import SystemClock  # noqa: PLC0415 - once in a hospital's life
    from pharmacy.database import open_database  # noqa: PLC0415
    from pharmacy.site import load_site  # noqa: PLC0415
    from tui.house import SITE_FILE, folder, new_hospital, site_file  # noqa: PLC0415

    if site is None and not (folder(where) / SITE_FILE).is_file():
        open_database(where)  # says what is missing, and how it is made
    file = site_file(where, site)
    return Founding(load_site(file), partial(new_hospital, where, SystemClock(), file))


def give_memory_back() -> None:
    """Have large blocks, such as each PIN's 19 MiB, returned to the system when they are free: glibc would
    otherwise raise its threshold at the first one and keep all that follow. And have all threads share one
    heap: what the thread that imports has left free serves the one that draws.
    """
    allocator = ctypes.CDLL(None)
    if hasattr(allocator, "mallopt"):
        allocator.mallopt(_M_MMAP_THRESHOLD, 1 << 20)
        allocator.mallopt(_M_ARENA_MAX, 1)


def open_house(
    where: str, site: Path | None, language: Language | None, *, sample: bool, anew: bool = False
) -> House:
    """Open the database, first making the sample hospital where that is wanted, and import the screens."""
    _forget_company_prefixes()
    for name in SCREENS:
        import_module(f"tui.screens.{name}")
    from labels.printers.chosen import printers_of  # noqa: PLC0415
    from pharmacy.clock import SystemClock  # noqa: PLC0415
    from tui.house import folder, open_station  # noqa: PLC0415

    if sample and (anew or not Path(where).exists()):
        make_sample(Path(where), site, language)
    station = open_station(where, SystemClock(), site, language)
    return House(station=station, printers=printers_of(station.site, folder(where)))


def make_sample(database: Path, site: Path | None, language: Language | None) -> None:
    """Replay the sample hospital's morning, counted back from now. It gets its name when it is complete,
    so that a half-made one is made again.
    """
    from labels.printers.chosen import in_folder  # noqa: PLC0415
    from pharmacy.clock import SetClock, SystemClock  # noqa: PLC0415
    from pharmacy.site import load_site  # noqa: PLC0415
    from samples import SCENARIOS  # noqa: PLC0415
    from tui.house import SAMPLE_SITE, new_station  # noqa: PLC0415
    from tui.replay import read_scenario, replay  # noqa: PLC0415

    shutil.rmtree(database.parent, ignore_errors=True)
    prints = database.parent / "prints"
    prints.mkdir(parents=True)
    making = database.with_suffix(".making")
    now = SystemClock().now().astimezone(load_site(site or SAMPLE_SITE).tz)
    lines = read_scenario(SCENARIOS / "morning.jsonl", now)
    clock = SetClock(lines[0].at)
    station = new_station(str(making), clock, site or SAMPLE_SITE, language)
    try:
        for outcome in replay(station, clock, lines, in_folder(prints)):
            if not outcome.as_expected:
                raise _no_sample(outcome)
    finally:
        station.database.close()
    for beside in database.parent.glob(f"{making.name}.*"):
        beside.rename(f"{database}{beside.suffix}")
    making.rename(database)


def _no_sample(outcome: "Outcome") -> Trouble:
    what = f"{outcome.act} {outcome.bag or ''}".strip()
    return Trouble(
        Code.BAD_FILE,
        text("The fictional hospital could not be made: its morning does not go as it should."),
        expected=verbatim(f"{what}: {outcome.expected}"),
        got=verbatim(f"{outcome.code or 'ok'}: {outcome.message}"),
        advice=text(
            "Start it without --site: its badges, places and wristbands are those of its own site file. If "
            "it stays so, alemprep itself is wrong: report it."
        ),
        bad_input=True,
    )


def _forget_company_prefixes() -> None:
    """Let go of a table of all companies' GS1 prefixes that `biip` reads at import and nobody asks here:
    a sixth of the program's memory, needed for what is imported next.
    """
    import biip.gs1_prefixes  # noqa: PLC0415 - heavy, so not before the first paint

    biip.gs1_prefixes._GS1_COMPANY_PREFIX_TRIE.clear()  # type: ignore[union-attr]
