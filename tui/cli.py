"""The command `alemprep`: the terminal app, and commands that need no screen.

Exit codes: 0 done, 1 refused by a rule, 2 bad usage or unreadable input.
"""

import io
import os
import sys
import warnings
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from pharmacy.errors import AlemprepError, Code, Refusal
from pharmacy.language import decimal_text, text, verbatim
from tui import cli_audit, cli_bedside, cli_follow_up, cli_house, cli_policy, cli_readiness
from tui.command import (
    REFUSED,
    UNREADABLE,
    Db,
    Json,
    Lang,
    SiteFile,
    asking,
    denied,
    in_words,
    print_json,
    tell,
    typed_date,
    typed_moment,
    typed_time,
    typed_zone,
)
from tui.gate import GS, SHOWN_GS

LOOK = "This printer cannot say whether it came out: look, and scan both codes."

app = typer.Typer(
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    help="The preparation and labelling station for alemtuzumab infusion bags.",
)
app.add_typer(cli_audit.audit_app, name="audit")
print_app = typer.Typer(help="Printing without the terminal app.")
app.add_typer(print_app, name="print")
app.command("verify")(cli_bedside.verify)
app.add_typer(cli_bedside.custody_app, name="custody")
app.command("followup")(cli_follow_up.followup)
app.command("backup")(cli_house.backup)
app.command("doctor")(cli_house.doctor)
app.command("migrate")(cli_house.migrate)
app.add_typer(cli_policy.policy_app, name="policy")
app.command("readiness")(cli_readiness.readiness)


def main() -> None:
    """Run the command line; every refusal is a sentence and an exit code, never a traceback."""
    # A PIN that comes through a pipe where there is no terminal: nothing is echoed.
    warnings.filterwarnings("ignore", "Can not control echo")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        try:
            app(standalone_mode=True)
        except AlemprepError as error:
            sys.exit(tell(error, as_json=False))
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()  # here, and not when Python ends: then nobody could say what went wrong
    except BrokenPipeError:
        _give_up_on_stdout()
    except OSError as error:
        print("\n".join(denied(error).lines()), file=sys.stderr)
        _give_up_on_stdout()


def _give_up_on_stdout() -> NoReturn:
    """Nobody can be told any more; what was still to be told is lost."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(REFUSED)


@app.callback(invoke_without_command=True)
@in_words
def open_app(
    context: typer.Context,
    db: Db = None,
    site: SiteFile = None,
    language: Lang = None,
    sample: Annotated[
        bool, typer.Option("--sample", help="Open the fictional hospital, made on first use each day.")
    ] = False,
    anew: Annotated[bool, typer.Option("--anew", help="With --sample: make it anew, as of now.")] = False,
) -> None:
    """Open the terminal app."""
    if context.invoked_subcommand is not None:
        return
    from tui.start import start  # noqa: PLC0415 - commands need no screen

    start(db=db, site=site, language=language, sample=sample, anew=anew)


@app.command()
@in_words
def init(
    badge: Annotated[str, typer.Option(help="What the administrator's badge says.")],
    name: Annotated[str, typer.Option(help="The administrator's name, as printed.")],
    site: Annotated[Path, typer.Option("--site", help="Site file; copied beside the database.")],
    pin: Annotated[
        str,
        typer.Option(
            prompt=True,
            hide_input=True,
            confirmation_prompt=True,
            envvar="ALEMPREP_PIN",
            help="Asked for when left out. On the command line every process of this computer can read it: "
            "scripts set ALEMPREP_PIN instead.",
        ),
    ],
    db: Db = None,
) -> None:
    """Make a new, empty hospital with its first administrator, or nothing at all."""
    from pydantic import SecretStr  # noqa: PLC0415

    from pharmacy.clock import SystemClock  # noqa: PLC0415
    from pharmacy.database import told  # noqa: PLC0415
    from tui.house import new_hospital  # noqa: PLC0415
    from tui.places import default_database  # noqa: PLC0415

    where = db or default_database()
    new_hospital(where, SystemClock(), site, badge, name, SecretStr(pin))
    print(f"made {told(where)} with administrator {name}")
    print("Nothing can be prepared before a pharmacist has signed protocol and site policy:")
    print("add one (alemprep act people.add), who then reads and signs them: alemprep policy sign")


@app.command()
@in_words
def plan(
    course: Annotated[int, typer.Option(help="1 to 4.")],
    first_day: Annotated[str, typer.Option(help="YYYY-MM-DD.")],
    infusion_at: Annotated[str, typer.Option(help="HH:MM, wall clock.")],
    timezone: Annotated[str, typer.Option(help="IANA zone, like Europe/Madrid.")],
    previous_course_end: Annotated[str | None, typer.Option(help="YYYY-MM-DD, last day.")] = None,
    as_json: Json = False,
) -> None:
    """A course's days, infusion times and premedication orders."""
    from pharmacy.courses import plan_course  # noqa: PLC0415
    from pharmacy.premedication import differs_for, orders_for  # noqa: PLC0415
    from pharmacy.protocol.loader import load_policy, load_protocol  # noqa: PLC0415

    protocol = load_protocol()
    policy = load_policy(protocol)
    planned = plan_course(
        protocol,
        number=course,
        first_day=typed_date(first_day),
        infusion_at=typed_time(infusion_at),
        zone=(zone := typed_zone(timezone)),
        previous_end=typed_date(previous_course_end) if previous_course_end is not None else None,
        birth_date=None,
    )
    told: dict[str, Any] = {
        "protocol": {"id": protocol.id, "version": protocol.version},
        "days": [
            {
                "day": day.day,
                "date": day.date.isoformat(),
                "infusion_start": day.infusion_start.astimezone(zone).isoformat(),
                "premedication": [
                    {
                        "drug": order.drug,
                        "dose": decimal_text(order.dose.value),
                        "unit": order.dose.unit.value,
                        "route": order.route,
                        "at": order.at.astimezone(zone).isoformat(),
                        "as_needed": order.as_needed,
                        "source": order.source,
                        "note": str(order.note) if order.note else None,
                        "until": order.until.isoformat() if order.until else None,
                    }
                    for order in orders_for(protocol, policy, planned, day.day)
                ],
                "differs": [str(line) for line in differs_for(protocol, planned, day.day)],
            }
            for day in planned.days
        ],
        "findings": [str(finding) for finding in planned.findings],
    }
    if as_json:
        print_json(told)
        return
    print(f"course {course} by {protocol.id} {protocol.version}")
    for day in told["days"]:
        print(f"\nday {day['day']}, {day['date']}: infusion {day['infusion_start']}")
        for order in day["premedication"]:
            on, at = order["at"][:10], order["at"][11:16]
            at = at if on == day["date"] else f"{on} {at}"
            when = f"as needed, from {at}" if order["as_needed"] else at
            what = f"{order['drug']} {order['dose']} {order['unit']}, {order['route']}"
            print(f"  {when:<22} {what} ({order['source']})")
            if order["note"]:
                print(f"  {'':<22} {order['note']}")
        for line in day["differs"]:
            print(f"  ! {line}")
    for finding in told["findings"]:
        print(f"\n! {finding}")


@app.command()
@in_words
def infusion(
    volume_ml: Annotated[str | None, typer.Option(help="All that is to be given, mL.")] = None,
    start: Annotated[str | None, typer.Option(help="Plan from here: ISO 8601 with offset.")] = None,
    events: Annotated[Path | None, typer.Option(help="Reckon from what happened: JSON lines.")] = None,
    primed_ml: Annotated[str | None, typer.Option(help="Of it in the line, mL; with --events.")] = None,
    mixed_at: Annotated[str | None, typer.Option(help="When it was mixed; with --events.")] = None,
    at: Annotated[
        str | None, typer.Option(help="The moment that is asked for; with --events. Default: its last.")
    ] = None,
    policy: Annotated[
        Path | None, typer.Option(help="The site's policy; with --events. Default: the shipped one.")
    ] = None,
    as_json: Json = False,
) -> None:
    """The rates of an infusion for a volume and a start, or what was given by a file of events."""
    from pharmacy.infusion import plan_infusion  # noqa: PLC0415
    from pharmacy.protocol.loader import load_protocol  # noqa: PLC0415
    from pharmacy.quantities import decimal_from  # noqa: PLC0415
    from tui.infusion_events import lines, reckoned  # noqa: PLC0415

    if events is not None and start is None:
        told = reckoned(
            events,
            volume_ml=volume_ml,
            primed_ml=primed_ml,
            mixed_at=typed_moment(mixed_at) if mixed_at is not None else None,
            at=typed_moment(at) if at is not None else None,
            policy=policy,
        )
        if as_json:
            print_json(told)
            return
        print("\n".join(lines(told)))
        return
    if volume_ml is None or start is None or (events, primed_ml, mixed_at, at, policy) != (None,) * 5:
        raise _neither_plan_nor_events()
    begins = typed_moment(start)
    planned = plan_infusion(load_protocol(), decimal_from(volume_ml), begins)
    told = {
        "steps": [
            {
                "start_min": decimal_text(step.start_min),
                "end_min": decimal_text(step.end_min),
                "rate_ml_per_h": decimal_text(step.rate_ml_per_h),
                "volume_ml": decimal_text(step.volume_ml),
            }
            for step in planned.steps
        ],
        "total_min": decimal_text(planned.total_min),
        "total_ml": decimal_text(planned.total_ml),
        "ends_at": planned.ends_at.astimezone(begins.tzinfo).isoformat(),
    }
    if as_json:
        print_json(told)
        return
    for step in told["steps"]:
        print(
            f"{step['start_min']:>7} – {step['end_min']:<7} min  {step['rate_ml_per_h']:>4} mL/h  "
            f"{step['volume_ml']:>6} mL"
        )
    print(f"{told['total_ml']} mL in {told['total_min']} min, ends {told['ends_at']}")


def _neither_plan_nor_events() -> Refusal:
    return Refusal(
        Code.MISSING,
        text("It is not clear what is to be reckoned."),
        expected=verbatim("--volume-ml V --start T | --events FILE [--volume-ml V] …"),
        advice=text("Give a volume and a start for a plan, or a file for what happened."),
        bad_input=True,
    )


@app.command()
@in_words
def scan(
    scanned: Annotated[str, typer.Argument(metavar="TEXT", help="What the scanner sent.")],
    site: Annotated[
        Path | None, typer.Option("--site", help="Site file. Default: the sample hospital's.")
    ] = None,
    as_json: Json = False,
) -> None:
    """What a scan says, or why it cannot be trusted."""
    from pharmacy.scans import UnreadableScan, read_scan  # noqa: PLC0415
    from pharmacy.site import load_site  # noqa: PLC0415
    from samples import HOSPITAL  # noqa: PLC0415

    try:
        read = read_scan(scanned.replace(SHOWN_GS, GS), load_site(site or HOSPITAL / "hospital.toml"))
    except UnreadableScan as error:
        if not as_json:
            raise
        print_json({"kind": "unreadable", "reason": f"{error.reason} {error.advice}"})
        raise typer.Exit(UNREADABLE) from error
    told = read.model_dump(mode="json", exclude_none=True)
    if as_json:
        print_json(told)
        return
    for key, value in told.items():
        print(f"{key:<14} {value}")


@app.command()
@in_words
def demo(
    out: Annotated[Path, typer.Option(help="A new or empty folder.")],
    language: Lang = None,
    as_json: Json = False,
) -> None:
    """Course 1 of a fictional patient on a simulated clock: documents, database, demo.json."""
    from tui.demo import run_demo  # noqa: PLC0415

    told = run_demo(out, language)
    if as_json:
        print_json(told)
        return
    for bag in told["bags"]:
        print(
            f"day {bag['day']}: bag {bag['id']}, mixed {bag['mixed_at']}, start before {bag['start_before']}"
        )
    print(f"{len(told['documents'])} documents, the database and demo.json are in {out}")


@app.command()
@in_words
def replay(
    file: Annotated[Path, typer.Argument(help="A scenario: JSON lines.")],
    db: Annotated[
        str | None, typer.Option("--db", help="Keep the hospital here; made by a replay, never one at work.")
    ] = None,
    site: Annotated[
        Path | None, typer.Option("--site", help="Site file. Default: the sample hospital's.")
    ] = None,
    now: Annotated[str | None, typer.Option(help="What `now` in the file is: ISO 8601 with offset.")] = None,
    prints: Annotated[Path | None, typer.Option(help="Folder for what is printed.")] = None,
    as_json: Json = False,
) -> None:
    """Carry out a day from a scenario file; one result line for each act.

    Without --db it runs in a new hospital that is thrown away afterwards. Exit code 1 when an act
    ended otherwise than the scenario expects.
    """
    from datetime import UTC, datetime  # noqa: PLC0415

    from tui.rehearsal import rehearse  # noqa: PLC0415

    moment = typed_moment(now) if now is not None else datetime.now(UTC)
    surprises = 0
    for outcome in rehearse(file, moment, db=db, site=site, prints=prints):
        surprises += not outcome.as_expected
        if as_json:
            print(outcome.model_dump_json(), flush=True)
            continue
        mark = "  " if outcome.as_expected else "! "
        what = f"{outcome.at:%H:%M} {outcome.by} {outcome.act:<22} {outcome.code or 'ok'}"
        print(f"{mark}{what}  {outcome.message}")
    if surprises:
        raise typer.Exit(REFUSED)


@app.command("act")
@in_words
def carry_out(
    name: Annotated[str, typer.Argument(help="An act of docs/scenarios.md, like people.add.")],
    by: Annotated[str, typer.Option(help="Your badge; your PIN is asked for.")],
    given: Annotated[list[str] | None, typer.Argument(help="Its arguments, like lot=L77F2.")] = None,
    db: Db = None,
    site: SiteFile = None,
    as_json: Json = False,
) -> None:
    """Carry out one act without a screen, and say what came of it: add people, recall a lot."""
    from pharmacy.plain import plain  # noqa: PLC0415
    from tui.single_act import lines, single_act  # noqa: PLC0415

    result = single_act(name, by, given or [], db, site, ask=asking(as_json=as_json))
    if as_json:
        print_json({"act": name, "result": plain(result)})
        return
    print(f"done: {name}")
    for line in lines(result):
        print(line)


LabelPrinter = Annotated[
    str | None,
    typer.Option(
        "--printer",
        help="ipp://…, ipps://…, zpl://host:9100?dpi=203, or a folder. Default: the site file's.",
    ),
]


@print_app.command("sample")
@in_words
def print_sample_label(
    printer: LabelPrinter = None,
    db: Db = None,
    site: SiteFile = None,
    language: Lang = None,
    as_json: Json = False,
) -> None:
    """Print a sample label that belongs to no bag, to set a printer up."""
    from tui.print_labels import print_sample  # noqa: PLC0415

    used, printed = print_sample(printer, db, site, language)
    if as_json:
        said = {"printer": used.name, "where": printed.where, "confirmed": printed.confirmed}
        print_json({"result": "ok"} | said)
        return
    print(f"{'printed' if printed.confirmed else 'sent'}: {printed.where}")
    if not printed.confirmed:
        print(LOOK)


@print_app.command("places")
@in_words
def print_place_labels(
    keys: Annotated[
        list[str] | None, typer.Argument(metavar="KEY …", help="Of places in the site file. Default: all.")
    ] = None,
    printer: LabelPrinter = None,
    db: Db = None,
    site: SiteFile = None,
    language: Lang = None,
    as_json: Json = False,
) -> None:
    """Print the codes of places: a label to be stuck on each refrigerator, box, ward and bench."""
    from tui.print_labels import print_places  # noqa: PLC0415

    told: list[dict[str, Any]] = []
    for key, used, printed in print_places(keys or [], printer, db, site, language):
        told.append(
            {"place": key, "printer": used.name, "where": printed.where, "confirmed": printed.confirmed}
        )
        if not as_json:
            print(f"{'printed' if printed.confirmed else 'sent'}: {printed.where}", flush=True)
    if as_json:
        print_json({"result": "ok", "places": told})
    elif not all(label["confirmed"] for label in told):
        print(LOOK)
