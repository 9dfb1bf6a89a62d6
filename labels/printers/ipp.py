"""An IPP printer: any IPP Everywhere printer, or a queue of CUPS. Source: RFC 8011, PWG 5100.14."""

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic, sleep
from typing import Any

from ippx import Attribute, JobState, Operation, PrinterState, Resolution, Tag

from labels.printers import trouble as say
from labels.printers.ipp_wire import BUSY_STATUS, Attributes, IppWire, Refused
from labels.printers.media import fits, media_for, size_of
from labels.printers.printer import Document, Fate, Printed
from labels.printers.pwg import pwg
from labels.printers.raster import rasters
from pharmacy.errors import Code, Trouble
from pharmacy.language import Text, text, verbatim

PRINT_SECONDS = 20.0
"""A label takes two seconds, a sheet from a cold laser printer twenty; then a person may look again."""
BUSY_SECONDS = 15.0
"""How long a printer that does one document at a time is asked again: as long as such a document takes."""
LOOK_EVERY = 0.5
"""Seconds between two looks at a job."""
SHEET_DPI = 300
"""What a sheet is drawn at, or the next finer that the printer has, where it cannot read PDF."""

PDF, PWG_RASTER = "application/pdf", "image/pwg-raster"

_ASKED = [
    "printer-state",
    "printer-state-reasons",
    "printer-is-accepting-jobs",
    "document-format-supported",
    "media-supported",
    "media-ready",
    "print-scaling-supported",
    "pwg-raster-document-resolution-supported",
    "pwg-raster-document-type-supported",
]

_REASONS: tuple[tuple[str, Text], ...] = (
    ("media-empty", say.OUT_OF_PAPER),
    ("media-needed", say.OUT_OF_PAPER),
    ("media-jam", say.JAMMED),
    ("door-open", say.OPEN),
    ("cover-open", say.OPEN),
    ("interlock-open", say.OPEN),
    ("moving-to-paused", say.PAUSED),
    ("paused", say.PAUSED),
    ("toner-empty", say.NO_RIBBON),
    ("marker-supply-empty", say.NO_RIBBON),
    ("spool-area-full", say.FULL),
    ("connecting-to-device", say.OFFLINE),
    ("offline", say.OFFLINE),
    ("timed-out", say.OFFLINE),
    ("shutdown", say.STOPPED),
)
"""What stops a printer, by the keyword that says so. Source: RFC 8011, section 5.4.12."""


@dataclass(frozen=True)
class _Way:
    """How a document is printed on this printer."""

    media: str
    format: str
    dpi: int
    """Of the raster, where it is one."""
    scaling: bool
    """Whether the printer can be told not to scale."""


class IppPrinter:
    """Sends PDF, or PWG Raster to one that reads no PDF. Printed is what the printer calls completed."""

    def __init__(self, address: str, dpi: int) -> None:
        """`address`: ipp:// or ipps://."""
        self.name = address
        self.dpi = dpi
        self._wire = IppWire(address)

    def check(self, document: Document) -> None:
        """Raises `Trouble` when it is not there, not ready, or cannot print the document at its size."""
        self._way(document)

    def send(self, document: Document) -> Printed:
        """Send the document and wait until it is out. Raises `Trouble` for anything else."""
        way = self._way(document)
        body = document.pdf
        if way.format == PWG_RASTER:
            pages = list(rasters(document.pdf, way.dpi))
            if document.dpi is not None:
                pages = [page.sharp() for page in pages]
            body = pwg(pages, width=document.width, height=document.height, dpi=way.dpi)
        job = self._print(document, way, body)
        self._wait(job)
        return Printed(f"{self.name} #{job}", confirmed=True)

    def look(self, document: Document) -> Fate:
        """What the printer's list of jobs says. Many forget a job after a while: then nobody knows."""
        jobs = [
            job
            for which in ("not-completed", "completed")
            for job in self._jobs(which)
            if str(_first(job, "job-name")) == document.job_name
        ]
        fates = {_fate(job) for job in jobs}
        if Fate.PRINTED in fates:
            return Fate.PRINTED
        if Fate.UNKNOWN in fates:
            raise self._holding()
        return Fate.NOT_PRINTED if fates else Fate.UNKNOWN

    def _way(self, document: Document) -> _Way:
        printer = self._described()
        what, said = _stopping(printer)
        if what is not None:
            raise say.not_ready(self.name, what, said)
        supported = _words(printer, "media-supported")
        media = media_for(supported, document.width, document.height)
        if media is None:
            raise say.no_such_paper(self.name, document.size, supported)
        ready = _words(printer, "media-ready")
        told = all(size_of(name) for name in ready)
        if ready and told and not any(fits(name, document.width, document.height) for name in ready):
            raise say.wrong_paper(self.name, document.size, ready)
        scaling = "none" in _words(printer, "print-scaling-supported")
        formats = _words(printer, "document-format-supported")
        if PDF in formats:
            return _Way(media, PDF, 0, scaling)
        if PWG_RASTER not in formats or "sgray_8" not in _words(
            printer, "pwg-raster-document-type-supported"
        ):
            raise self._cannot(verbatim(f"{PDF}, {PWG_RASTER} (sgray_8)"), formats)
        return _Way(media, PWG_RASTER, self._dots(document, printer), scaling)

    def _dots(self, document: Document, printer: Attributes) -> int:
        found = printer.get("pwg-raster-document-resolution-supported", [])
        dots = sorted(said.x for said in found if isinstance(said, Resolution) and said.x == said.y)
        if document.dpi is not None:
            if document.dpi not in dots:
                expected = text("labels drawn for one of the printer's resolutions (dpi in the site file)")
                raise self._cannot(expected, [f"{said} dpi" for said in dots])
            return document.dpi
        if not dots:
            raise self._cannot(text("a resolution"), [])
        return next((said for said in dots if said >= SHEET_DPI), dots[-1])

    def _cannot(self, expected: Text, got: Sequence[str]) -> Trouble:
        return Trouble(
            Code.PRINTER,
            text("The printer cannot print what alemprep sends."),
            expected=expected,
            got=verbatim(f"{self.name}: {', '.join(got) or '–'}"),
            advice=text("Nothing was sent. Name another printer, or correct this one, in the site file."),
        )

    def _described(self) -> Attributes:
        groups = self._wire.ask(
            Operation.GET_PRINTER_ATTRIBUTES, [Attribute("requested-attributes", Tag.KEYWORD, _ASKED)]
        )
        printer = next((said for tag, said in groups if tag is Tag.PRINTER_ATTRS), {})
        if "printer-state" not in printer:
            raise say.no_printer(self.name, "printer-state?")
        return printer

    def _print(self, document: Document, way: _Way, body: bytes) -> int:
        """Hand it over; return the job's number."""
        attributes = [
            Attribute("job-name", Tag.NAME, [document.job_name]),
            Attribute("ipp-attribute-fidelity", Tag.BOOLEAN, [True]),
            Attribute("document-format", Tag.MIME_TYPE, [way.format]),
        ]
        template = [Attribute("media", Tag.KEYWORD, [way.media])]
        if way.scaling:
            template.append(Attribute("print-scaling", Tag.KEYWORD, ["none"]))
        until = monotonic() + BUSY_SECONDS
        while True:
            try:
                groups = self._wire.ask(Operation.PRINT_JOB, attributes, template, body)
            except Refused as refused:
                if refused.status != BUSY_STATUS or monotonic() > until:
                    raise
                sleep(LOOK_EVERY)
            else:
                job = next((_first(said, "job-id") for tag, said in groups if tag is Tag.JOB_ATTRS), None)
                if not isinstance(job, int):
                    raise say.no_printer(self.name, "job-id?")
                return job

    def _wait(self, number: int) -> None:
        """Until the job is at its end. Raises `Trouble` when that is not its good end, or does not come."""
        until = monotonic() + PRINT_SECONDS
        job = self._job(number)
        while (fate := _fate(job)) is Fate.UNKNOWN:
            if monotonic() > until or _stopping(self._described())[0] is not None:
                raise self._holding()
            sleep(LOOK_EVERY)
            job = self._job(number)
        if fate is Fate.NOT_PRINTED:
            raise say.ended(self.name, f"#{number} {_said(job)}")

    def _holding(self) -> Trouble:
        """The printer has the document: why it does not come out, as far as the printer says so."""
        printer = self._described()
        what, said = _stopping(printer)
        if what is None:
            what, said = _stopping(printer, mild=True)
        return say.holding(self.name, what or say.BUSY, said)

    def _job(self, number: int) -> Attributes:
        groups = self._wire.ask(
            Operation.GET_JOB_ATTRIBUTES,
            [
                Attribute("job-id", Tag.INTEGER, [number]),
                Attribute("requested-attributes", Tag.KEYWORD, ["job-state", "job-state-reasons"]),
            ],
        )
        return next((said for tag, said in groups if tag is Tag.JOB_ATTRS), {})

    def _jobs(self, which: str) -> list[Attributes]:
        wanted = ["job-name", "job-state", "job-state-reasons"]
        groups = self._wire.ask(
            Operation.GET_JOBS,
            [
                Attribute("which-jobs", Tag.KEYWORD, [which]),
                Attribute("requested-attributes", Tag.KEYWORD, wanted),
            ],
        )
        return [said for tag, said in groups if tag is Tag.JOB_ATTRS]


def _fate(job: Attributes) -> Fate:
    """A job's state says it. Completed with errors did not come out whole; a cancelled job stands among the
    completed ones, and is none.
    """
    match _first(job, "job-state"):
        case JobState.COMPLETED:
            bad = "job-completed-with-errors" in _words(job, "job-state-reasons")
            return Fate.NOT_PRINTED if bad else Fate.PRINTED
        case JobState.CANCELED | JobState.ABORTED:
            return Fate.NOT_PRINTED
        case _:
            return Fate.UNKNOWN


def _stopping(printer: Attributes, *, mild: bool = False) -> tuple[Text | None, str]:
    """Why a printer does not print, if so, and its own words. `mild`: count what it only mentions."""
    reasons = _words(printer, "printer-state-reasons")
    stopped = _first(printer, "printer-state") == PrinterState.STOPPED
    for keyword, words in _REASONS:
        for reason in reasons:
            if reason.removesuffix("-error") == keyword or ((stopped or mild) and reason.startswith(keyword)):
                return words, reason
    if stopped:
        return say.STOPPED, ", ".join(reasons)
    if _first(printer, "printer-is-accepting-jobs") is False:
        return text("The printer takes no documents at the moment."), ", ".join(reasons)
    return None, ", ".join(reasons)


def _said(job: Attributes) -> str:
    state = _first(job, "job-state")
    name = JobState(state).name.lower() if state in set(JobState) else str(state)
    return f"{name}: {', '.join(_words(job, 'job-state-reasons'))}"


def _first(attributes: Attributes, name: str) -> Any:
    return next(iter(attributes.get(name, [])), None)


def _words(attributes: Attributes, name: str) -> list[str]:
    return [str(value) for value in attributes.get(name, []) if value is not None]
