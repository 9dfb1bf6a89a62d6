"""Printing: number the copy, draw it, hand it to the printer, record what the printer said.

The copy's number is given before anything is drawn, so that whatever comes out of a printer that
failed half-way is void as soon as it is printed again. A copy that did not come out keeps its number:
with the anchor that was written down with it, the very same document is drawn again.
"""

from collections.abc import Callable
from dataclasses import replace

from labels.archive import archived
from labels.bag_label import HEIGHT, WIDTH, bag_label_pdf
from labels.compose import bag_label, infusion_sheet, premedication_sheet
from labels.compose_card import patient_card
from labels.compose_folder import course_folder
from labels.compose_follow_up import follow_up_sheet
from labels.compose_record import preparation_record
from labels.compose_timeline import timeline_sheet
from labels.content import Piece
from labels.course_folder import folder_pdf
from labels.follow_up_sheet import follow_up_pdf
from labels.infusion_sheet import infusion_pdf
from labels.layout import A4
from labels.patient_card import card_pdf
from labels.premedication_sheet import premedication_pdf
from labels.preparation_record import record_pdf
from labels.printers import Document, Fate, Printer, Printers
from labels.timeline_sheet import timeline_pdf
from pharmacy.errors import AlemprepError, Code, Refusal, Trouble
from pharmacy.language import Text, text, verbatim
from pharmacy.people import Act
from pharmacy.preparation import Step
from pharmacy.records import PrintState
from pharmacy.service.act import Station, recorded
from pharmacy.service.bag import Bag
from pharmacy.service.bags import find_bag
from pharmacy.service.bench import PIECES, labels_printed, number_labels
from pharmacy.service.documents import Facts, facts, number_sheet
from pharmacy.service.kept import kept
from pharmacy.service.prints import (
    FOR_THE_WARD,
    LABELS,
    Numbered,
    PrintedPiece,
    document_looked,
    document_printed,
    document_sent,
    newest_of,
)
from pharmacy.service.sheets import Sheet

DOCUMENT_NAMES: dict[str, Text] = {
    LABELS[Piece.BAG]: PIECES[Piece.BAG],
    LABELS[Piece.COVER]: PIECES[Piece.COVER],
    Sheet.PREMEDICATION: text("the premedication sheet"),
    Sheet.INFUSION: text("the infusion sheet"),
    Sheet.RECORD: text("the preparation record"),
    Sheet.CARD: text("the patient's card"),
    Sheet.CALENDAR: text("the follow-up calendar"),
    Sheet.TIMELINE: text("the timeline"),
    Sheet.FOLDER: text("the course folder"),
}
"""As a person hears of them."""


class NotKnown(Trouble):
    """A document was handed to a printer, and the printer cannot say what became of it: a person has to look,
    and to say so (`document_looked`), before anything is sent again.
    """

    def __init__(self, bag_id: str, waiting: Numbered, printer: str) -> None:
        super().__init__(
            Code.PRINTER,
            text(
                "Nobody knows whether {document}, copy {copy}, came out.",
                document=DOCUMENT_NAMES[waiting.document],
                copy=waiting.copy_number,
            ),
            expected=text("a printer that says what became of it, or a person who looks"),
            got=verbatim(f"{printer}: {bag_id} –"),
            advice=text(
                "Look at the printer, then say whether it came out. Nothing is sent again until then."
            ),
        )
        self.waiting = waiting
        """The document."""
        self.printer = printer
        """Where it was sent."""


def print_labels(station: Station, badge: str, bag_id: str, printers: Printers, reason: str = "") -> Bag:
    """Print a mixed bag's two labels as a new copy. A reprint needs a reason and voids the earlier copies.

    Raises `Refusal`, or `Trouble` when the printer fails: the bag then waits at the same step, and
    `finish_labels` goes on with the same copy.
    """
    return _finish(station, badge, number_labels(station, badge, bag_id, reason), printers)


def finish_labels(station: Station, badge: str, bag_id: str, printers: Printers) -> Bag:
    """Go on with the newest copy of a bag's labels: what has not come out is printed, under its number. First
    the printer is asked what became of what it was given. Raises `NotKnown` where it cannot say, `Trouble`
    when it fails again.
    """
    return _finish(station, badge, find_bag(station, bag_id), printers)


def _finish(station: Station, badge: str, bag: Bag, printers: Printers) -> Bag:
    copy = bag.label_copy
    done: dict[str, PrintedPiece] = {}
    with recorded(station, badge, Act.LABELS_PRINTED, {"bag_id": bag.id, "copy_number": copy}):
        # The bag as it was numbered: what another station prints meanwhile has a number of its own.
        known = facts(station, bag.id).model_copy(update={"bag": bag, "copy_number": copy})
        try:
            for piece in Piece:
                waiting = _numbered(station, bag, LABELS[piece])
                label = known.model_copy(update={"anchor": waiting.anchor})
                content = bag_label(station, label, piece, station.clock.now())
                drawn = Document(
                    name=_name(bag.id, waiting),
                    pdf=bag_label_pdf(content, printers.labels.dpi),
                    width=WIDTH,
                    height=HEIGHT,
                    dpi=printers.labels.dpi,
                )
                done[LABELS[piece]] = _bring_out(station, badge, bag.id, waiting, drawn, printers.labels)
        except AlemprepError:
            _write_down(station, badge, bag, done)
            raise
    if bag.step is Step.PRINT:
        return labels_printed(station, badge, bag.id, copy, *done.values())
    _write_down(station, badge, bag, done)
    return bag


def _write_down(station: Station, badge: str, bag: Bag, done: dict[str, PrintedPiece]) -> None:
    """Keep what came out, where the bag does not move on with it."""
    for document, printed in done.items():
        if not _numbered(station, bag, document).on_paper:
            document_printed(station, badge, bag.id, document, bag.label_copy, printed)


def _numbered(station: Station, bag: Bag, document: str) -> Numbered:
    """A label of the bag in the copy that is meant. Raises `Refusal` for one that was never numbered."""
    found = newest_of(station, bag.id, document)
    if found is None or found.copy_number != bag.label_copy:
        raise Refusal(
            Code.VOID_COPY if found else Code.NOT_PRINTED,
            text("This copy of the label is not to be printed any more.")
            if found
            else text("No label has been printed for this bag."),
            expected=text("the newest copy"),
            got=text("copy {copy}", copy=bag.label_copy),
            advice=text("Look at the bag again, then print its labels."),
        )
    return found


def _bring_out(
    station: Station, badge: str, bag_id: str, waiting: Numbered, drawn: Document, printer: Printer
) -> PrintedPiece:
    """Have a document on paper, once: not again when it is there, or when nobody knows."""
    document, copy = waiting.document, waiting.copy_number
    if waiting.on_paper:
        confirmed = waiting.state is PrintState.PRINTED
        return PrintedPiece(sha256=waiting.sha256, place=waiting.place, confirmed=confirmed)
    if _says_else(waiting, drawn):
        raise _other_document(waiting)
    if waiting.state is PrintState.SENT:
        match printer.look(drawn):
            case Fate.PRINTED:
                return PrintedPiece(sha256=drawn.sha256, place=printer.name)
            case Fate.UNKNOWN:
                raise NotKnown(bag_id, waiting, printer.name)
        document_looked(station, badge, bag_id, document, copy, came_out=False, said_by=printer.name)
    printer.check(drawn)
    document_sent(station, badge, bag_id, document, copy, drawn.sha256, printer.name)
    printed = printer.send(drawn)
    return PrintedPiece(sha256=drawn.sha256, place=printed.where, confirmed=printed.confirmed)


def print_premedication(station: Station, badge: str, bag_id: str, printers: Printers) -> str:
    """Print the premedication orders of a bag's day; return where they are."""
    return _print_sheet(
        station,
        badge,
        bag_id,
        printers,
        Sheet.PREMEDICATION,
        lambda known: premedication_pdf(premedication_sheet(station, known)),
    )


def print_infusion(station: Station, badge: str, bag_id: str, printers: Printers) -> str:
    """Print a mixed bag's priming and infusion sheet; return where it is."""
    now = station.clock.now()
    return _print_sheet(
        station,
        badge,
        bag_id,
        printers,
        Sheet.INFUSION,
        lambda known: infusion_pdf(infusion_sheet(station, known, now)),
    )


def print_record(station: Station, badge: str, bag_id: str, printers: Printers) -> str:
    """Print a bag's preparation record, as far as it has come; return where it is."""
    return _print_sheet(
        station,
        badge,
        bag_id,
        printers,
        Sheet.RECORD,
        lambda known: archived(record_pdf(preparation_record(station, known))),
    )


def print_card(station: Station, badge: str, bag_id: str, printers: Printers) -> str:
    """Print the card of a bag's patient; return where it is."""
    return _print_sheet(
        station, badge, bag_id, printers, Sheet.CARD, lambda known: card_pdf(patient_card(station, known))
    )


def print_calendar(station: Station, badge: str, bag_id: str, printers: Printers) -> str:
    """Print the follow-up calendar of a bag's patient; return where it is."""
    return _print_sheet(
        station,
        badge,
        bag_id,
        printers,
        Sheet.CALENDAR,
        lambda known: follow_up_pdf(follow_up_sheet(station, known)),
    )


def print_timeline(station: Station, badge: str, bag_id: str, printers: Printers) -> str:
    """Print the timeline of a bag's course; return where it is."""
    return _print_sheet(
        station,
        badge,
        bag_id,
        printers,
        Sheet.TIMELINE,
        lambda known: timeline_pdf(timeline_sheet(station, known)),
    )


def print_folder(station: Station, badge: str, bag_id: str, printers: Printers) -> str:
    """Print the folder of a bag's course, for the file; return where it is."""
    return _print_sheet(
        station,
        badge,
        bag_id,
        printers,
        Sheet.FOLDER,
        lambda known: archived(folder_pdf(course_folder(station, known))),
    )


SHEETS: dict[Sheet, Callable[[Station, str, str, Printers], str]] = {
    Sheet.PREMEDICATION: print_premedication,
    Sheet.INFUSION: print_infusion,
    Sheet.RECORD: print_record,
    Sheet.CARD: print_card,
    Sheet.CALENDAR: print_calendar,
    Sheet.TIMELINE: print_timeline,
    Sheet.FOLDER: print_folder,
}
"""How each sheet is printed."""


def _print_sheet(
    station: Station,
    badge: str,
    bag_id: str,
    printers: Printers,
    sheet: Sheet,
    draw: Callable[[Facts], bytes],
) -> str:
    printer = printers.sheets
    known = number_sheet(station, badge, bag_id, sheet)
    with recorded(station, badge, Act.DOCUMENT_PRINTED, _given(known, sheet)):
        waiting, drawn = _drawn(station, known, sheet, draw)
        if _says_else(waiting, drawn):
            if _settled(station, badge, known.bag.id, waiting, drawn, printer):
                if sheet not in FOR_THE_WARD:
                    return printer.name
                # The order has changed since: what the ward works by must say so.
                return _print_sheet(station, badge, bag_id, printers, sheet, draw)
            waiting, drawn = _drawn(station, known, sheet, draw)
        printed = _bring_out(station, badge, known.bag.id, waiting, drawn, printer)
    document_printed(station, badge, known.bag.id, sheet, known.copy_number, printed)
    return printed.place


def _says_else(waiting: Numbered, drawn: Document) -> bool:
    """Whether a printer was given something else under this number than what it says now."""
    return waiting.state is PrintState.SENT and waiting.sha256 != drawn.sha256


def _settled(
    station: Station, badge: str, bag_id: str, waiting: Numbered, drawn: Document, printer: Printer
) -> bool:
    """Whether what was sent under a number came out; when it did not, the number can be used for what the
    paper says now. Raises `NotKnown` where the printer cannot say.
    """
    sent = replace(drawn, pdf=b"", digest=waiting.sha256)
    match printer.look(sent):
        case Fate.PRINTED:
            piece = PrintedPiece(sha256=waiting.sha256, place=printer.name)
            document_printed(station, badge, bag_id, waiting.document, waiting.copy_number, piece)
            return True
        case Fate.UNKNOWN:
            raise NotKnown(bag_id, waiting, printer.name)
    document_looked(
        station, badge, bag_id, waiting.document, waiting.copy_number, came_out=False, said_by=printer.name
    )
    return False


def _drawn(
    station: Station, known: Facts, sheet: Sheet, draw: Callable[[Facts], bytes]
) -> tuple[Numbered, Document]:
    with station.database.reckoning():
        waiting = kept(newest_of(station, known.bag.id, sheet), "copy with a number")
    return waiting, Document(_name(known.bag.id, waiting), draw(known), *A4)


def _given(known: Facts, sheet: Sheet) -> dict[str, object]:
    return {"bag_id": known.bag.id, "sheet": sheet, "copy_number": known.copy_number}


def _name(bag_id: str, waiting: Numbered) -> str:
    return f"{bag_id}-{waiting.document.replace(' ', '-')}-copy{waiting.copy_number}"


def _other_document(waiting: Numbered) -> Trouble:
    return Trouble(
        Code.PRINTER,
        text("The label would no longer be the one that was sent under this number."),
        expected=text("the same label, to the last dot"),
        got=text("copy {copy} as another program, or for other dots", copy=waiting.copy_number),
        advice=text("Print the labels as a new copy, and say why."),
    )
