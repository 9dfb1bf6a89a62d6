"""`alemprep doctor`: looks at everything that a station needs, and changes none of it."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC
from decimal import Decimal
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFError

from labels.bag_label import HEIGHT, WIDTH
from labels.layout import A4
from labels.printers import Document, Printer, Printers
from labels.printers.chosen import FOLDER, named_printers
from labels.printers.folder import FolderPrinter
from labels.typefaces import Face, Typeface, font
from pharmacy import audit
from pharmacy.checkup import Finding, Verdict, failed, fault, fine, warning
from pharmacy.clock import CLOCK_TOLERANCE, Clock
from pharmacy.database import Database, database_url, is_server, open_database
from pharmacy.database.condition import file_condition, server_condition
from pharmacy.database.schema import REVISION
from pharmacy.errors import AlemprepError, Code
from pharmacy.language import Text, text, verbatim
from pharmacy.newest_day import verify_newest_day
from pharmacy.protocol.files import why
from pharmacy.protocol.loader import load_policy, load_protocol
from pharmacy.reconciliation import differences
from pharmacy.service.approvals import ValueFiles, in_force
from pharmacy.service.audit_check import CheckpointCheck, check_checkpoints
from pharmacy.site import Site, load_site
from tui.house import (
    POLICY_FILE,
    SIGNING_KEY,
    folder,
    kept_apart,
    read_pepper,
    site_file,
    witness_of,
    zone_of,
)
from tui.places import database_file

__all__ = ["Verdict", "examine"]

LITTLE_ROOM = 500_000_000
"""Bytes: room for weeks of a busy pharmacy's days, and time to make more."""
_GB = Decimal(10**9)

DATABASE, AUDIT, TABLES = text("database"), text("audit"), text("tables")
CHECKPOINTS = text("checkpoints")
CLOCK, SITE, POLICY = text("clock"), text("site file"), text("site policy")
VALUES, KEY = text("signed values"), text("key")
SECRET, FILES, DISK, FONTS = text("secret"), text("files"), text("disk"), text("fonts")
LABELS, SHEETS = text("label printer"), text("sheet printer")


def examine(where: str, site: Path | None, clock: Clock, *, full: bool) -> list[Finding]:
    """Every finding, in order; where there is no database, that alone. Raises `Trouble` only for what is no
    address.
    """
    database_url(where)
    found = list(_in_words(DATABASE, lambda: _database(where, clock, full=full)))
    if any(each.code is Code.DATABASE_MISSING for each in found):
        return found  # whatever else is missing goes with it: there is one thing to do
    found += [
        *_in_words(SECRET, lambda: _secret(where)),
        *_in_words(KEY, lambda: _key(where)),
        *_in_words(FILES, lambda: _permissions(where)),
        *_in_words(POLICY, lambda: _policy(where)),
        *_in_words(FONTS, _fonts),
        *_in_words(DISK, lambda: _room(DISK, folder(where))),
    ]
    checked: list[Site] = []
    found += _in_words(SITE, lambda: _site(where, site, checked))
    for known in checked:
        found += _printers(named_printers(known, folder(where)), folder(where))
    return found


def _in_words(subject: Text, check: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    """What a check finds, and as a fault what stops it."""
    try:
        yield from check()
    except AlemprepError as error:
        yield failed(subject, error)
    except (OSError, ValueError) as error:
        yield fault(
            subject,
            text("It cannot be looked at: {why}", why=verbatim(_said(error))),
            text("Check that this user may read it."),
        )


def _said(error: Exception) -> str:
    """What stopped a look, after the file where it was one."""
    file = error.filename if isinstance(error, OSError) else None
    return f"{file}: {why(error)}" if file else why(error)


def _database(where: str, clock: Clock, *, full: bool) -> Iterator[Finding]:
    database = open_database(where, inspect=True)
    try:
        revision = database.examine()
        if revision == REVISION:
            yield fine(DATABASE, text("{place}, schema {revision}", place=database.place, revision=revision))
        else:
            yield warning(
                DATABASE,
                text(
                    "{place}, schema {revision}, is older than this alemprep.",
                    place=database.place,
                    revision=revision,
                ),
                text(
                    "Make a backup; then it is brought up to date when it is opened, or by: alemprep migrate"
                ),
            )
        with database.reading() as connection:
            if is_server(database.url):
                yield from server_condition(connection, clock.now())
            else:
                yield from file_condition(connection, full=full)
        yield from _audit(database, where, full=full and revision == REVISION)
        if revision == REVISION:
            yield _signed(database, where)
        yield _clock(database, clock)
    finally:
        database.close()


def _audit(database: Database, where: str, *, full: bool) -> Iterator[Finding]:
    with database.reading() as connection:
        if full:
            whole = audit.verify(connection)
            events, first_bad = whole.events, whole.first_bad
        else:
            events, first_bad = verify_newest_day(connection)
        wrong = differences(connection) if full else []
    if first_bad is not None:
        yield fault(
            AUDIT,
            text("Event {number} does not fit, or is missing.", number=first_bad),
            text("Somebody has edited the database. Tell the pharmacist, who runs: alemprep audit verify"),
        )
    elif full:
        yield fine(AUDIT, text("All events are in their place: {events}.", events=events))
    else:
        yield fine(AUDIT, text("The newest day's events are in their place: {events}.", events=events))
    if wrong:
        yield fault(
            TABLES,
            text(
                "Differences from what the audit tells: {count}; the first in “{table}”.",
                count=len(wrong),
                table=wrong[0].table,
            ),
            text("Somebody has edited the database. Tell the pharmacist; use none of its bags until then."),
        )
    elif full:
        yield fine(TABLES, text("They say what the audit tells."))
    if full:
        yield _checkpoints(check_checkpoints(database, witness_of(where), zone_of(where), events))


def _checkpoints(found: CheckpointCheck) -> Finding:
    if not found.findings:
        return fine(
            CHECKPOINTS, text("They fit the audit and the file beside it: {count}.", count=found.checkpoints)
        )
    return fault(
        CHECKPOINTS,
        text("Findings: {count}. The first: {what}", count=len(found.findings), what=found.findings[0].what),
        text("Tell the pharmacist, who runs: alemprep audit verify"),
    )


def _clock(database: Database, clock: Clock) -> Finding:
    with database.reading() as connection:
        behind = audit.latest(connection) - clock.now()
    if behind > CLOCK_TOLERANCE:
        return fault(
            CLOCK,
            text(
                "It is {seconds} s behind the newest recorded moment.", seconds=round(behind.total_seconds())
            ),
            text("Set it right. If it was ahead before, a pharmacist or administrator accepts it (key k)."),
        )
    return fine(CLOCK, text("It is not behind what was recorded."))


def _secret(where: str) -> Iterator[Finding]:
    read_pepper(where)
    yield fine(SECRET, text("The secret that PINs are hashed with is there."))


def _key(where: str) -> Iterator[Finding]:
    if witness_of(where).key() is None:
        yield warning(
            KEY,
            text("The key that signs the audit's checkpoints is missing."),
            text(
                "Put the file back from the backup; where there never was one, a station makes it when it is "
                "opened. Work can go on meanwhile."
            ),
        )
    else:
        yield fine(KEY, text("The key that signs the audit's checkpoints is there."))


def _permissions(where: str) -> Iterator[Finding]:
    """Of the files that nobody else may read."""
    private = [path for path in kept_apart(where) if path.name.endswith((".pepper", SIGNING_KEY))]
    if not is_server(database_url(where)) and database_file(where).is_file():
        private.append(database_file(where))
    open_to_others = [str(path) for path in private if path.stat().st_mode & 0o077]
    if open_to_others:
        yield warning(
            FILES,
            text("Other users of this computer may open: {files}", files=", ".join(open_to_others)),
            text("Run: chmod 600 {files}", files=" ".join(open_to_others)),
        )
    elif private:
        yield fine(FILES, text("Nobody else may open database and secrets."))


def _signed(database: Database, where: str) -> Finding:
    """What is in force, and who signed it."""
    values = in_force(database, ValueFiles(folder(where) / POLICY_FILE), UTC)
    if values.notice is not None:
        return warning(VALUES, values.notice, text("Key p on the worklist shows them, and has them signed."))
    if values.approval is None:
        return warning(
            VALUES,
            text("No pharmacist has signed protocol and site policy."),
            text("Key p on the worklist shows them, and has them signed."),
        )
    return fine(VALUES, text("{name} has signed protocol and site policy.", name=values.approval.signed_by))


def _policy(where: str) -> Iterator[Finding]:
    own = folder(where) / POLICY_FILE
    policy = load_policy(load_protocol(), own if own.is_file() else None)
    name = verbatim(str(own)) if own.is_file() else text("the shipped one")
    yield fine(POLICY, text("{name}, version {version}", name=name, version=policy.version))


def _site(where: str, given: Path | None, checked: list[Site]) -> Iterator[Finding]:
    """The site file; kept for whoever needs it afterwards."""
    path = site_file(where, given)
    checked.append(load_site(path))
    yield fine(SITE, verbatim(str(path)))


def _printers(printers: Printers, beside: Path) -> list[Finding]:
    sheet = Document("doctor", b"", *A4)
    label = Document("doctor", b"", WIDTH, HEIGHT, printers.labels.dpi)
    return [
        *_in_words(LABELS, lambda: _printer(LABELS, printers.labels, label, beside)),
        *_in_words(SHEETS, lambda: _printer(SHEETS, printers.sheets, sheet, beside)),
    ]


def _printer(subject: Text, printer: Printer, document: Document, beside: Path) -> Iterator[Finding]:
    """Ask a printer how it is; nothing is printed."""
    if isinstance(printer, FolderPrinter):
        yield from _folder(subject, printer.folder, beside)
        return
    printer.check(document)
    yield fine(subject, text("{name} is ready.", name=printer.name))


def _folder(subject: Text, prints: Path, beside: Path) -> Iterator[Finding]:
    to_be_made = prints == beside / FOLDER and not prints.exists()
    where = beside if to_be_made else prints
    if not where.is_dir() or not os.access(where, os.W_OK | os.X_OK):
        yield fault(
            subject,
            text("The folder {path} is not there, or may not be written.", path=str(where)),
            text("Make it, or let this user write it; or name another in the site file."),
        )
        return
    yield fine(subject, text("the folder {path}", path=str(prints)))
    if not to_be_made and prints.stat().st_dev != beside.stat().st_dev:
        yield from _room(subject, prints)


def _room(subject: Text, path: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(path).free
    room = text("{free} GB free at {path}", free=round(free / _GB, 1), path=str(path))
    if free < LITTLE_ROOM:
        yield warning(subject, room, text("Make room there soon: without it nothing can be recorded."))
    else:
        yield fine(subject, room)


def _fonts() -> Iterator[Finding]:
    try:
        for typeface in Typeface:
            for face in Face:
                font(typeface, face)
    except (OSError, TTFError) as error:
        yield fault(
            FONTS,
            text("A font of the labels cannot be read: {why}", why=verbatim(_said(error))),
            text("Install alemprep again; nothing can be printed without it."),
        )
    else:
        yield fine(FONTS, text("Both fonts of the labels are there."))
