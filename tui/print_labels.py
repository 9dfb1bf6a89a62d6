"""`alemprep print sample` and `alemprep print places`: labels that belong to no bag, so to no audit."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from labels.bag_label import HEIGHT, WIDTH
from labels.content import PlaceLabel
from labels.place_label import place_label_pdf
from labels.printers import Document, Printed, Printer
from labels.printers.chosen import printer_at, printers_of
from labels.sample import sample_label_pdf
from pharmacy.errors import Code, Refusal
from pharmacy.language import Language, Text, text, verbatim
from pharmacy.places import KIND_NAMES
from pharmacy.site import Site, load_site
from tui.house import folder, site_file
from tui.places import default_database, language_of

SAMPLE = "sample-label"


def print_sample(
    address: str | None, db: str | None, site: Path | None, language: Language | None
) -> tuple[Printer, Printed]:
    """Print the sample on a printer by its address, or on the one that the site file names for labels. Raises
    `Trouble` in words when it did not come out.
    """
    where = db or default_database()
    printer = _printer(address, where, site)
    return printer, _send(
        printer, SAMPLE, sample_label_pdf(language or language_of(where, site), printer.dpi)
    )


def print_places(
    keys: Sequence[str], address: str | None, db: str | None, site: Path | None, language: Language | None
) -> Iterator[tuple[str, Printer, Printed]]:
    """Print a label for each of these places of the site file, or for all of them, one after the other.
    Raises `Refusal` (unknown-place, label-overflow, no-glyph) before anything is sent, `Trouble` for what
    did not come out.
    """
    where = db or default_database()
    known = load_site(site_file(where, site))
    printer = _printer(address, where, site)
    labels = [(key, _place_label(known, key, language)) for key in keys or known.places]
    drawn = [(key, place_label_pdf(label, printer.dpi)) for key, label in labels]
    if not drawn:
        raise _no_place(known, text("a site file without places"))
    for key, pdf in drawn:
        yield key, printer, _send(printer, f"place-{key}", pdf)


def _place_label(site: Site, key: str, language: Language | None) -> PlaceLabel:
    place = site.places.get(key)
    if place is None:
        raise _no_place(site, verbatim(key))
    return PlaceLabel(
        language=language or site.language,
        hospital=site.hospital,
        key=key,
        name=place.name,
        kind=KIND_NAMES[place.kind],
    )


def _no_place(site: Site, got: Text) -> Refusal:
    return Refusal(
        Code.UNKNOWN_PLACE,
        text("The site file has no such place."),
        expected=verbatim(", ".join(site.places)) if site.places else text("a table [places]"),
        got=got,
        advice=text("Name one of these keys, or put the place into the site file."),
        bad_input=True,
    )


def _printer(address: str | None, where: str, site: Path | None) -> Printer:
    if address is not None:
        return printer_at(address)
    return printers_of(load_site(site_file(where, site)), folder(where)).labels


def _send(printer: Printer, name: str, pdf: bytes) -> Printed:
    document = Document(name, pdf, WIDTH, HEIGHT, printer.dpi)
    printer.check(document)
    return printer.send(document)
