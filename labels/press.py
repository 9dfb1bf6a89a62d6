"""Printing: number the copy, draw it, hand it to the printer, record what the printer said.

The copy's number is given before anything is drawn, so that whatever comes out of a printer that
failed half-way is void as soon as it is printed again.
"""

import hashlib
from collections.abc import Callable

from labels.archive import archived
from labels.bag_label import bag_label_pdf
from labels.compose import bag_label, infusion_sheet, premedication_sheet
from labels.compose_card import patient_card
from labels.compose_folder import course_folder
from labels.compose_record import preparation_record
from labels.content import Piece
from labels.course_folder import folder_pdf
from labels.infusion_sheet import infusion_pdf
from labels.patient_card import card_pdf
from labels.premedication_sheet import premedication_pdf
from labels.preparation_record import record_pdf
from labels.printers import Printer
from pharmacy.errors import Code, Trouble
from pharmacy.language import text, verbatim
from pharmacy.people import Act
from pharmacy.service.act import Station, recorded
from pharmacy.service.bags import Bag
from pharmacy.service.bench import PrintedPiece, labels_printed, number_labels
from pharmacy.service.documents import Facts, facts, number_sheet, sheet_printed
from pharmacy.service.sheets import Sheet

PIECE_NAMES = {Piece.BAG: "bag-label", Piece.COVER: "cover-label"}


def print_labels(station: Station, badge: str, bag_id: str, printer: Printer, reason: str = "") -> Bag:
    """Print a mixed bag's two labels. A reprint needs a reason and voids the earlier copies.

    Raises `Refusal`, or `Trouble` when the printer fails: the bag then waits at the same step.
    """
    bag = number_labels(station, badge, bag_id, reason)
    copy = bag.label_copy
    with recorded(station, badge, Act.LABELS_PRINTED, {"bag_id": bag_id, "copy_number": copy}):
        # The bag as it was numbered: what another station prints meanwhile has a number of its own.
        known = facts(station, bag_id).model_copy(update={"bag": bag, "copy_number": copy})
        now = station.clock.now()
        drawn = {piece: bag_label_pdf(bag_label(station, known, piece, now)) for piece in Piece}
        bag_piece, cover_piece = (
            _send(printer, drawn[piece], f"{bag_id}-{PIECE_NAMES[piece]}-copy{copy}.pdf") for piece in Piece
        )
    return labels_printed(station, badge, bag_id, copy, bag_piece, cover_piece)


def print_premedication(station: Station, badge: str, bag_id: str, printer: Printer) -> str:
    """Print the premedication orders of a bag's day; return where they are."""
    return _print_sheet(
        station,
        badge,
        bag_id,
        printer,
        Sheet.PREMEDICATION,
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
        Sheet.INFUSION,
        lambda known: infusion_pdf(infusion_sheet(station, known, now)),
    )


def print_record(station: Station, badge: str, bag_id: str, printer: Printer) -> str:
    """Print a bag's preparation record, as far as it has come; return where it is."""
    return _print_sheet(
        station,
        badge,
        bag_id,
        printer,
        Sheet.RECORD,
        lambda known: archived(record_pdf(preparation_record(station, known))),
    )


def print_card(station: Station, badge: str, bag_id: str, printer: Printer) -> str:
    """Print the card of a bag's patient; return where it is."""
    return _print_sheet(
        station, badge, bag_id, printer, Sheet.CARD, lambda known: card_pdf(patient_card(station, known))
    )


def print_folder(station: Station, badge: str, bag_id: str, printer: Printer) -> str:
    """Print the folder of a bag's course, for the file; return where it is."""
    return _print_sheet(
        station,
        badge,
        bag_id,
        printer,
        Sheet.FOLDER,
        lambda known: archived(folder_pdf(course_folder(station, known))),
    )


SHEETS: dict[Sheet, Callable[[Station, str, str, Printer], str]] = {
    Sheet.PREMEDICATION: print_premedication,
    Sheet.INFUSION: print_infusion,
    Sheet.RECORD: print_record,
    Sheet.CARD: print_card,
    Sheet.FOLDER: print_folder,
}
"""How each sheet is printed."""


def _print_sheet(
    station: Station,
    badge: str,
    bag_id: str,
    printer: Printer,
    sheet: Sheet,
    draw: Callable[[Facts], bytes],
) -> str:
    known = number_sheet(station, badge, bag_id, sheet)
    bag_id, copy = known.bag.id, known.copy_number
    with recorded(station, badge, Act.SHEET_PRINTED, {"bag_id": bag_id, "sheet": sheet, "copy_number": copy}):
        printed = _send(printer, draw(known), f"{bag_id}-{sheet}-copy{copy}.pdf")
    sheet_printed(station, badge, bag_id, sheet, copy, printed)
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
