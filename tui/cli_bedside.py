"""`alemprep verify` and `alemprep custody`: the bedside check and temperatures without a screen."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tui.command import REFUSED, Db, Json, SiteFile, asking, begin_day, in_words, print_json, typed_moment
from tui.gate import GS, SHOWN_GS

if TYPE_CHECKING:
    from pharmacy.bedside import Bedside

custody_app = typer.Typer(help="Temperatures of the refrigerators.")

Place = Annotated[str, typer.Option(help="The refrigerator: its key in the site file, or its scanned code.")]
By = Annotated[str, typer.Option(help="Your badge; your PIN is asked for.")]


@in_words
def verify(
    bag: Annotated[
        str, typer.Option(help="The bag's number, or what the scanner sends for its cover label.")
    ],
    wristband: Annotated[str, typer.Option(help="What the scanner sends for the wristband.")],
    at: Annotated[str, typer.Option(help="The moment that is asked for: ISO 8601 with offset.")],
    db: Db = None,
    site: SiteFile = None,
    as_json: Json = False,
) -> None:
    """The bedside check: may this bag be started in this patient at a moment? Recorded, whoever asks.

    Exit code 0 for GO, 1 for STOP.
    """
    from pharmacy.clock import SystemClock  # noqa: PLC0415 - as every command: only when it is asked for
    from pharmacy.service import bedside  # noqa: PLC0415
    from tui.house import open_station  # noqa: PLC0415
    from tui.places import default_database  # noqa: PLC0415

    moment = typed_moment(at)
    station = open_station(db or default_database(), SystemClock(), site)
    begin_day(station)
    found = bedside.look(station, _scanned(wristband), _scanned(bag), moment)
    if as_json:
        print_json(_told(found))
    else:
        print("\n".join(_lines(found)))
    if not found.go:
        raise typer.Exit(REFUSED)


@custody_app.command("import")
@in_words
def import_temperatures(
    file: Annotated[Path, typer.Argument(help="A logger's CSV file, as the site file describes it.")],
    place: Place,
    by: By,
    db: Db = None,
    site: SiteFile = None,
    as_json: Json = False,
) -> None:
    """Take all temperatures of a logger's file, or nothing of it; every fault is told with its line."""
    from pharmacy.logger_file import as_text  # noqa: PLC0415
    from pharmacy.people import Act  # noqa: PLC0415
    from pharmacy.protocol.files import read_whole  # noqa: PLC0415
    from pharmacy.service.custody import Imported  # noqa: PLC0415
    from pharmacy.site import load_site  # noqa: PLC0415
    from tui.house import site_file  # noqa: PLC0415
    from tui.places import default_database  # noqa: PLC0415
    from tui.single_act import single_act  # noqa: PLC0415

    raw = read_whole(file)
    columns = load_site(site_file(db or default_database(), site)).logger
    # Without a table [logger] the act refuses it, whatever stands in it.
    content = as_text(raw, columns) if columns else ""
    given = [f"scan={_place(place)}", f"name={file.name}", f"content={content}"]
    found = single_act(Act.IMPORT_TEMPERATURES, by, given, db, site, ask=asking(as_json=as_json))
    assert isinstance(found, Imported)
    if as_json:
        print_json(found.model_dump(mode="json"))
        return
    print(f"{found.place}: {found.taken} temperatures taken, {found.known} known before")
    for gap in found.gaps:
        print(f"! {gap}")
    _print_quarantined(found.quarantined)
    for bag in found.started:
        print(f"! RUNS ALREADY, call the physician: {bag}")


@custody_app.command("temperature")
@in_words
def record_temperature(
    place: Place,
    celsius: Annotated[str, typer.Option(help="As read off now, °C, like 4.6.")],
    by: By,
    db: Db = None,
    site: SiteFile = None,
    as_json: Json = False,
) -> None:
    """Record a temperature that was read off a refrigerator now."""
    from pharmacy.people import Act  # noqa: PLC0415
    from tui.single_act import single_act  # noqa: PLC0415

    given = [f"scan={_place(place)}", f"celsius={celsius}"]
    found = single_act(Act.RECORD_TEMPERATURE, by, given, db, site, ask=asking(as_json=as_json))
    assert isinstance(found, tuple)
    if as_json:
        print_json({"result": "ok", "quarantined": list(found)})
        return
    print(f"{celsius} °C recorded")
    _print_quarantined(found)


def _print_quarantined(bags: tuple[str, ...]) -> None:
    for bag in bags:
        print(f"! QUARANTINED: {bag}")


def _scanned(raw: str) -> str:
    return raw.replace(SHOWN_GS, GS)


def _place(raw: str) -> str:
    """What a scanner sends for a place that was named by its key."""
    from pharmacy.identity import place_code  # noqa: PLC0415

    try:
        return f"]d2{place_code(raw.upper())}"
    except ValueError:
        return _scanned(raw)


def _told(found: "Bedside") -> dict[str, Any]:
    """The check as programs read it."""
    return {
        "verdict": "go" if found.go else "stop",
        "checks": [
            {
                "n": each.n,
                "name": str(each.name),
                "pass": each.passed,
                "expected": str(each.expected),
                "got": str(each.got),
                "source": each.source,
            }
            for each in found.checks
        ],
    }


def _lines(found: "Bedside") -> Iterator[str]:
    """The check as a person reads it: the verdict, every item, and of one that fails what to do."""
    yield "GO" if found.go else "STOP"
    for each in found.checks:
        yield f"{'✓' if each.passed else '✕'} {each.n:>2}  {each.name}: {each.got}"
        if not each.passed:
            yield f"      expected: {each.expected} ({each.source})"
            yield f"      what now: {each.advice}"
