"""Printing: number the copy, draw it, hand it to the printer, record what the printer said.

The copy's number is given before anything is drawn, so that whatever comes out of a printer that
failed half-way is void as soon as it is printed again.
"""

import hashlib
from collections.abc import Callable

from labels.bag_label import bag_label_pdf
from labels.compose import bag_label, infusion_sheet, premedication_sheet
from labels.content import Piece
from labels.infusion_sheet import infusion_pdf
from labels.premedication_sheet import premedication_pdf
from labels.printers import Printer
from pharmacy.errors import Code, Trouble
from pharmacy.language import text, verbatim
from pharmacy.preparation import State
from pharmacy.service.act import Station
from pharmacy.service.bags import Bag
from pharmacy.service.bench import PrintedPiece, labels_printed, number_labels
from pharmacy.service.documents import Facts, facts, sheet_printed

LONGEST_LOT = "0" * 20
"""Source: GS1 General Specifications, application identifier 10."""
LONGEST_NAME = "n" * 40
"""Of a person, as `people.add` permits it."""
LONGEST_ANCHOR = f"{10**6}:{'0' * 16}"

PIECE_NAMES = {Piece.BAG: "bag-label", Piece.COVER: "cover-label"}


def print_labels(station: Station, badge: str, bag_id: str, printer: Printer, reason: str = "") -> Bag:
    """Print a mixed bag's two labels. A reprint needs a reason and voids the earlier copies.

    Raises `Refusal`, or `Trouble` when the printer fails: the bag then waits at the same step.
    """
    bag = number_labels(station, badge, bag_id, reason)
    known = facts(station, bag_id)
    now = station.clock.now()
    drawn = {piece: bag_label_pdf(bag_label(station, known, piece, now)) for piece in Piece}
    bag_piece, cover_piece = (
        _send(printer, drawn[piece], f"{bag_id}-{PIECE_NAMES[piece]}-copy{bag.label_copy}.pdf")
        for piece in Piece
    )
    return labels_printed(station, badge, bag_id, bag.label_copy, bag_piece, cover_piece)


def proof(station: Station, bag: Bag) -> None:
    """Draw both labels of a planned bag with the longest lots and preparer there can be, and throw them
    away. Raises `LabelOverflow`, or `Refusal` for a letter that the font lacks.
    """
    when = bag.infusion_start
    diluent = next(iter(station.protocol.diluents))
    longest = bag.model_copy(
        update={
            "state": State.MIXED,
            "mixed_at": when,
            "vial_lot": LONGEST_LOT,
            "vial_expiry": when.date(),
            "brand": bag.brand or "LEMTRADA",
            "diluent": diluent,
            "diluent_lot": LONGEST_LOT,
            "diluent_expiry": when.date(),
            "label_copy": 1,
        }
    )
    imagined = Facts(
        bag=longest, anchor=LONGEST_ANCHOR, prepared_by=LONGEST_NAME, verified_by="", sheet_copies={}
    )
    for piece in Piece:
        bag_label_pdf(bag_label(station, imagined, piece, when))


def print_premedication(station: Station, badge: str, bag_id: str, printer: Printer) -> str:
    """Print the premedication orders of a bag's day; return where they are."""
    return _print_sheet(
        station,
        badge,
        bag_id,
        printer,
        "premedication",
        lambda known: premedication_pdf(premedication_sheet(station, known)),
    )


def print_infusion(station: Station, badge: str, bag_id: str, printer: Printer) -> str:
    """Print a mixed bag's priming and infusion sheet; return where it is."""
    now = station.clock.now()
    return _print_sheet(
        station,
        badge,
        bag_id,
        printer,
        "infusion",
        lambda known: infusion_pdf(infusion_sheet(station, known, now)),
    )


def _print_sheet(
    station: Station,
    badge: str,
    bag_id: str,
    printer: Printer,
    document: str,
    draw: Callable[[Facts], bytes],
) -> str:
    known = facts(station, bag_id)
    copy = known.sheet_copies.get(document, 0) + 1
    pdf = draw(known)
    printed = _send(printer, pdf, f"{bag_id}-{document}-copy{copy}.pdf")
    sheet_printed(station, badge, bag_id, document, copy, printed)
    return printed.place


def _send(printer: Printer, pdf: bytes, name: str) -> PrintedPiece:
    printed = printer.send(pdf, name)
    if not printed.confirmed:
        raise Trouble(
            Code.PRINTER,
            text("The printer has not confirmed the document."),
            got=verbatim(printed.where),
            advice=text("Look whether it came out; destroy what is there and print again."),
        )
    return PrintedPiece(sha256=hashlib.sha256(pdf).hexdigest(), place=printed.where)
