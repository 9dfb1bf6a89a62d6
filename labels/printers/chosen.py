"""The printers that a site file or a command line names."""

from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from pydantic import TypeAdapter, ValidationError

from labels.printers.folder import FolderPrinter
from labels.printers.printer import Printer, Printers
from pharmacy.errors import Code, Trouble
from pharmacy.language import text, verbatim
from pharmacy.site import FolderPrinting, IppPrinting, Printing, Site, ZplPrinting

FOLDER = "prints"
"""Beside the database: where documents go that no printer is named for."""

_PRINTING: TypeAdapter[Printing] = TypeAdapter(Printing)


def printers_of(site: Site, beside: Path) -> Printers:
    """A station's printers; `beside` is the folder of its database."""
    if site.printers.labels is None or site.printers.sheets is None:
        (beside / FOLDER).mkdir(exist_ok=True)
    return named_printers(site, beside)


def named_printers(site: Site, beside: Path) -> Printers:
    """The same, without making the folder for them."""
    chosen, usual = site.printers, FolderPrinting(kind="folder", path=FOLDER)
    return Printers(
        labels=_printer(chosen.labels or usual, beside), sheets=_printer(chosen.sheets or usual, beside)
    )


def in_folder(folder: Path) -> Printers:
    """Everything as files in one folder."""
    printer = FolderPrinter(folder)
    return Printers(labels=printer, sheets=printer)


def printer_at(address: str) -> Printer:
    """A label printer by its address: ipp://…, ipps://…, zpl://host:9100?dpi=203, or a folder.

    Raises `Trouble` for what is no address.
    """
    try:
        return _printer(_PRINTING.validate_python(_section(address)), Path.cwd())
    except (ValidationError, ValueError) as error:
        why = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        raise Trouble(
            Code.PRINTER,
            text("This is no address of a printer."),
            expected=verbatim("ipp://host/ipp/print, zpl://host:9100?dpi=203, FOLDER"),
            got=verbatim(f"{address}: {why}"),
            advice=text("Correct the address and try again."),
            bad_input=True,
        ) from error


def _section(address: str) -> dict[str, object]:
    if "://" not in address:
        return {"kind": "folder", "path": address}
    parts = urlsplit(address)
    more: dict[str, object] = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    if "dpi" in more and str(more["dpi"]).isdecimal():
        more["dpi"] = int(str(more["dpi"]))
    if parts.scheme != "zpl":
        return {"kind": "ipp", "address": parts._replace(query="").geturl()} | more
    port = {} if parts.port is None else {"port": parts.port}
    return {"kind": "zpl", "host": parts.hostname or "", "dpi": 203} | port | more


def _printer(chosen: Printing, beside: Path) -> Printer:
    match chosen:
        case FolderPrinting():
            return FolderPrinter(beside / chosen.path, chosen.dpi)
        case IppPrinting():
            from labels.printers.ipp import IppPrinter  # noqa: PLC0415 - imports an HTTP client, slowly

            return IppPrinter(chosen.address, chosen.dpi)
        case ZplPrinting():
            from labels.printers.zpl_printer import ZplPrinter  # noqa: PLC0415 - with it the PDF renderer

            return ZplPrinter(chosen.host, chosen.port, chosen.dpi, status=chosen.status)
