"""`alemprep backup`, `alemprep doctor` and `alemprep migrate`: for whoever looks after the computers."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from tui.command import REFUSED, Db, Json, Lang, SiteFile, in_words, print_json

PgDump = Annotated[
    Path | None, typer.Option("--pg-dump", help="pg_dump of the server's version. Default: the one on PATH.")
]


@in_words
def backup(
    to: Annotated[Path, typer.Argument(help="A new file.")],
    db: Db = None,
    pg_dump: PgDump = None,
    as_json: Json = False,
) -> None:
    """Copy the whole database into a new file while stations work, and check the copy."""
    from pharmacy.backup import back_up  # noqa: PLC0415 - as every command: only when it is asked for
    from tui.house import kept_apart  # noqa: PLC0415
    from tui.places import default_database  # noqa: PLC0415

    where = db or default_database()
    with _ended_in_order():
        made = back_up(where, to, pg_dump)
    apart = [str(path) for path in kept_apart(where)]
    if as_json:
        print_json({"result": "ok"} | made.model_dump(mode="json") | {"not_in_it": apart})
        return
    print(
        f"{made.path}: {made.bytes} bytes, schema {made.schema_revision}, "
        f"events until {made.as_of.isoformat()}: {made.events}. Whole."
    )
    print(f"Head {made.head_seq}:{made.head[:16]}")
    print("Compare the head with the newest printed document: only paper shows a rewound chain.")
    if not made.reconciled:
        print("Its schema is an older one: tables and events were not compared.")
    print("Not in it; keep copies of these somewhere else than the backup:")
    print("\n".join(f"  {path}" for path in apart) or "  nothing was found beside the database")


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Let whoever is asked to end, as when the computer is shut down, first remove what is not finished."""

    def end(_signal: int, _frame: object) -> NoReturn:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # asked once more, it is ending already
        raise SystemExit(128 + signal.SIGTERM)  # as a shell tells it

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@in_words
def doctor(
    db: Db = None,
    site: SiteFile = None,
    full: Annotated[
        bool, typer.Option("--full", help="Check every event, and compare tables and checkpoints with them.")
    ] = False,
    language: Lang = None,
    as_json: Json = False,
) -> None:
    """Look whether everything is as it should be, line by line: OK, WARNING or FAULT. Changes nothing.

    Exit code 1 when there is a fault.
    """
    from pharmacy.clock import SystemClock  # noqa: PLC0415
    from tui.doctor import Verdict, examine  # noqa: PLC0415
    from tui.places import default_database, language_of  # noqa: PLC0415

    where = db or default_database()
    spoken = language or language_of(where, site)
    findings = examine(where, site, SystemClock(), full=full)
    worst = max(finding.verdict for finding in findings)
    if as_json:
        told = [finding.told(spoken) for finding in findings]
        print_json({"result": worst.name.lower(), "findings": told})
    else:
        for finding in findings:
            print("\n".join(finding.lines(spoken)))
    if worst is Verdict.FAULT:
        raise typer.Exit(REFUSED)


@in_words
def migrate(db: Db = None) -> None:
    """Bring an older database up to date: what every station does that may, when it opens one."""
    from pharmacy.database import open_database  # noqa: PLC0415
    from tui.places import default_database  # noqa: PLC0415

    database = open_database(db or default_database())
    try:
        print(f"{database.place}: schema {database.examine()}")
    finally:
        database.close()
