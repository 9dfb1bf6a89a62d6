"""`alemprep audit`: the audit checked, vouched for, and read week by week."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pharmacy.errors import Code, Trouble
from pharmacy.language import Text, text, verbatim
from tui.command import REFUSED, Db, Json, Lang, SiteFile, in_words, print_json

if TYPE_CHECKING:
    from pharmacy.reports import Report
    from pharmacy.service.audit_check import AuditCheck

audit_app = typer.Typer(help="The audit trail.")


@audit_app.command("verify")
@in_words
def verify(
    anchor: Annotated[
        list[str] | None,
        typer.Option(metavar="SEQ:HEX", help="As printed on a document; as often as you like."),
    ] = None,
    key: Annotated[
        str | None,
        typer.Option(metavar="FILE|HEX", help="The hospital's public key. Default: of the one beside it."),
    ] = None,
    checkpoints: Annotated[
        Path | None, typer.Option(help="File of checkpoints. Default: the one beside the database.")
    ] = None,
    db: Db = None,
    sample: Annotated[bool, typer.Option("--sample", help="Of today's fictional hospital.")] = False,
    language: Lang = None,
    as_json: Json = False,
) -> None:
    """Check the whole audit: its chain, the tables, its checkpoints, and anchors that were printed.

    Exit code 1 when anything is not as it was recorded; all of it is told.
    """
    from pharmacy.database import open_database  # noqa: PLC0415
    from pharmacy.service.audit_check import check_audit, typed_anchor  # noqa: PLC0415
    from tui.house import witness_of, zone_of  # noqa: PLC0415
    from tui.places import default_database, language_of, sample_database  # noqa: PLC0415

    anchors = [typed_anchor(raw) for raw in anchor or []]
    today = str(sample_database(datetime.now().astimezone().date()))
    where = db or (today if sample else default_database())
    with closing(open_database(where, inspect=True)) as database:
        found = check_audit(
            database,
            witness_of(where),
            zone_of(where),
            key=_public_key(key) if key is not None else None,
            file=_existing(checkpoints) if checkpoints is not None else None,
            anchors=anchors,
        )
    if as_json:
        print_json(_told(found))
    else:
        spoken = language or language_of(where, None)
        said = _lines(found, [f"{each.seq}:{each.hash}" for each in anchors])
        print("\n".join(each.in_(spoken) for each in said))
    if not found.ok:
        raise typer.Exit(REFUSED)


@audit_app.command("checkpoint")
@in_words
def checkpoint(db: Db = None, site: SiteFile = None, as_json: Json = False) -> None:
    """Make the day's checkpoint, if there is none yet, and tell the public key that signs it."""
    from pharmacy.clock import SystemClock  # noqa: PLC0415
    from pharmacy.service.checkpoints import begin_day, hospital_key  # noqa: PLC0415
    from tui.house import open_station  # noqa: PLC0415
    from tui.places import default_database  # noqa: PLC0415

    station = open_station(db or default_database(), SystemClock(), site)
    with closing(station.database):
        made = begin_day(station)
        key = hospital_key(station)
    if as_json:
        print_json({"result": "ok", "made": made.model_dump() if made else None, "public_key": key})
    elif made is None:
        print(f"nothing to do: the day has its checkpoint, or nothing was ever recorded; key {key}")
    else:
        said = made.said
        assert said is not None
        print(f"made the checkpoint of {said.day}: events {said.events}, key {key}")


@audit_app.command("report")
@in_words
def report(
    week: Annotated[
        str | None, typer.Option(help="ISO week, like 2026-W13. Default: the last whole one.")
    ] = None,
    db: Db = None,
    site: SiteFile = None,
    language: Lang = None,
    as_json: Json = False,
) -> None:
    """A week for the Monday meeting: near misses, overrides, typed numbers, reprints, doubts."""
    from pharmacy.clock import SystemClock  # noqa: PLC0415
    from pharmacy.database import open_database  # noqa: PLC0415
    from pharmacy.reports import typed_week, week_of  # noqa: PLC0415
    from pharmacy.service.people import names_in  # noqa: PLC0415
    from pharmacy.service.reports import weekly  # noqa: PLC0415
    from pharmacy.site import load_site  # noqa: PLC0415
    from tui.house import site_file  # noqa: PLC0415
    from tui.places import default_database  # noqa: PLC0415

    where = db or default_database()
    known = load_site(site_file(where, site))
    zone = known.tz
    wanted = typed_week(week) if week else week_of(SystemClock().now().astimezone(zone).date()).moved(-1)
    with closing(open_database(where, inspect=True)) as database:
        found, names = weekly(database, zone, wanted), names_in(database)
    if as_json:
        print_json(_told_week(found))
        return
    for line in _week_lines(found, zone, names):
        print(line.in_(language or known.language))


def _week_lines(found: "Report", zone: tzinfo, names: Mapping[str, str]) -> Iterator[Text]:
    from pharmacy.moments import moment_text  # noqa: PLC0415
    from pharmacy.reports import SECTION_NAMES, week_text  # noqa: PLC0415

    yield week_text(found.week)
    for section, name in SECTION_NAMES.items():
        entries = found.of(section)
        yield verbatim("")
        yield Text("{section}: {count}", {"section": name, "count": len(entries) or text("none")})
        counts = dict(found.codes(section))
        told = ""
        for each in entries:
            if each.code and each.code != told:
                told = each.code
                yield verbatim(f"  {counts[told]} × {told}")
            yield Text(
                "    {at}  {who}  {about}  {what} (#{event})",
                {
                    "at": moment_text(each.at, zone),
                    "who": names.get(each.by, each.by) or text("nobody signed in"),
                    "about": each.bag or "-",
                    "what": each.what,
                    "event": each.event,
                },
            )


def _told_week(found: "Report") -> dict[str, Any]:
    from pharmacy.reports import Section  # noqa: PLC0415

    return {
        "week": str(found.week),
        "sections": {
            section: {
                "count": len(found.of(section)),
                "codes": {code: count for code, count in found.codes(section) if code},
                "entries": [
                    {
                        "event": each.event,
                        "at": each.at.isoformat(),
                        "by": each.by,
                        "about": each.bag,
                        "code": each.code,
                        "what": str(each.what),
                    }
                    for each in found.of(section)
                ],
            }
            for section in Section
        },
    }


def _public_key(given: str) -> str:
    """A public key, typed in hex or in a file."""
    from pharmacy.protocol.files import read_whole, why  # noqa: PLC0415
    from pharmacy.witness import hex_key  # noqa: PLC0415

    try:
        return hex_key(given).hex()
    except ValueError:
        pass
    try:
        return hex_key(read_whole(Path(given)).decode("ascii")).hex()
    except (OSError, ValueError) as error:
        raise Trouble(
            Code.BAD_FILE,
            text("This is no public key, and no file that holds one."),
            expected=text("64 digits from 0 to f, as `alemprep audit checkpoint` tells them"),
            got=verbatim(f"{given[:100]}: {why(error)}"),
            advice=text("Give the key that was noted when the hospital was made."),
            bad_input=True,
        ) from error


def _existing(file: Path) -> Path:
    if not file.is_file():
        raise Trouble(
            Code.BAD_FILE,
            text("There is no such file of checkpoints."),
            got=verbatim(str(file)),
            advice=text("Check its name."),
            bad_input=True,
        )
    return file


def _told(found: "AuditCheck") -> dict[str, Any]:
    return {
        "ok": found.ok,
        "events": found.events,
        "head": found.head,
        "first_bad": found.first_bad,
        "checkpoints": len(found.checkpoints),
        "not_in_file": found.lacking,
        "public_key": found.key,
        "findings": [{"event": each.event, "what": str(each.what)} for each in found.findings],
    }


def _lines(found: "AuditCheck", anchors: list[str]) -> list[Text]:
    if not found.ok:
        first = found.first_bad
        holds_not = (
            text("The audit does not hold: event {event} is the first that does not fit.", event=first)
            if first is not None
            else text("The audit does not hold.")
        )
        findings = [Text("- {what}", {"what": each.what}) for each in found.findings]
        return [holds_not, *findings, *_about_file(found)]
    lines = [
        text(
            "Events: {events}, every one in its place. Head {head}",
            events=found.events,
            head=f"{found.newest}:{found.head[:16]}",
        )
    ]
    newest = found.checkpoints[-1].said if found.checkpoints else None
    if newest is not None:
        lines += [
            text(
                "Checkpoints: {count}, the newest of {day} up to event {event}",
                count=len(found.checkpoints),
                day=newest.day,
                event=max(seq for seq, _ in newest.heads),
            ),
            text("signed by {key}: compare it with the key on paper.", key=found.key),
            *_about_file(found),
        ]
    lines += [text("{anchor} stands as it was printed.", anchor=anchor) for anchor in anchors]
    if not anchors:
        lines.append(
            text("What came after the newest checkpoint, only paper vouches for: give it with --anchor.")
        )
    return lines


def _about_file(found: "AuditCheck") -> list[Text]:
    """Where this station's file of checkpoints ends, if that is before the newest."""
    if not found.lacking:
        return []
    last = found.checkpoints[-found.lacking - 1].said
    assert last is not None, "the next one is chained to it"
    return [
        text(
            "This station's file ends with checkpoint {number}, of {day}: it was not opened since. Its next "
            "start adds the rest.",
            number=len(found.checkpoints) - found.lacking,
            day=last.day,
        )
    ]
