"""`alemprep print sample`: a label that belongs to no bag, to set a printer up with."""

from pathlib import Path

from labels.bag_label import HEIGHT, WIDTH
from labels.printers import Document, Printed, Printer
from labels.printers.chosen import printer_at, printers_of
from labels.sample import sample_label_pdf
from pharmacy.language import Language
from pharmacy.site import load_site
from tui.house import folder, site_file
from tui.places import default_database, language_of

NAME = "sample-label"


def print_sample(
    address: str | None, db: str | None, site: Path | None, language: Language | None
) -> tuple[Printer, Printed]:
    """Print the sample on a printer by its address, or on the one that the site file names for labels. Raises
    `Trouble` in words when it did not come out.
    """
    where = db or default_database()
    if address is not None:
        printer = printer_at(address)
    else:
        printer = printers_of(load_site(site_file(where, site)), folder(where)).labels
    pdf = sample_label_pdf(language or language_of(where, site), printer.dpi)
    document = Document(NAME, pdf, WIDTH, HEIGHT, printer.dpi)
    printer.check(document)
    return printer, printer.send(document)
