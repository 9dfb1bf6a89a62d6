"""Acts at the bench: the steps of a preparation, in their order, and the ways out of it."""

from pharmacy.errors import Code, Refusal
from pharmacy.language import Text, text
from pharmacy.moments import moment_text
from pharmacy.people import Act
from pharmacy.places import BENCH, Place
from pharmacy.preparation import Action, Step, advance
from pharmacy.records import BagRow, LabelRow, PrintState, VialFate
from pharmacy.scans import BagScan, DiluentScan, describe, read_scan
from pharmacy.service.act import Desk, act, must
from pharmacy.service.bag import Bag
from pharmacy.service.bags import hold_bag, load_bag
from pharmacy.service.judging import judge, on_its_day, refuse_other_protocol, refuse_when_over, void
from pharmacy.service.kept import kept
from pharmacy.service.moving import move
from pharmacy.service.prints import LABELS, PrintedPiece, number, scanned
from pharmacy.service.readiness import refuse_against
from pharmacy.service.taking import check_again, return_diluent, settle_vial, take_diluent, take_vial
from pharmacy.service.whereabouts import put
from pharmacy.service.words import need

PIECES = {"B": text("the bag label"), "C": text("the cover label")}
"""The two labels of a bag, by the letter in their codes."""


@act(Act.CONFIRM_ORDER)
def confirm_order(desk: Desk, bag_id: str) -> Bag:
    """The order in hand is this bag's: begin to prepare, on its day, and not so early that it would be over
    before its infusion.
    """
    bag = hold_bag(desk.connection, bag_id)
    if bag.progress.step is Step.ORDER:
        refuse_other_protocol(desk.station, bag)
        on_its_day(desk, bag)
        _not_too_early(desk, bag)
    return move(desk, bag, Action.CONFIRM_ORDER)


@act(Act.CONFIRM_PATIENT)
def confirm_patient(desk: Desk, bag_id: str) -> Bag:
    """The ward says that the patient is there, the steroid is running and the line is in."""
    return move(desk, hold_bag(desk.connection, bag_id), Action.CONFIRM_PATIENT)


@act(Act.SCAN_VIAL)
def scan_vial(desk: Desk, bag_id: str, scan: str) -> Bag:
    """Take a vial for this bag: right product, in date, not recalled, never used before."""
    bag = _at(desk, bag_id, Action.SCAN_VIAL)
    vial = take_vial(desk, scan, bag_id)
    return move(desk, bag, Action.SCAN_VIAL, vial_gtin=vial.gtin, vial_serial=vial.serial)


@act(Act.INSPECT_VIAL)
def inspect_vial(desk: Desk, bag_id: str) -> Bag:
    """The vial is clear, without particles, and was never frozen."""
    return move(desk, hold_bag(desk.connection, bag_id), Action.INSPECT_VIAL)


@act(Act.REJECT_VIAL)
def reject_vial(desk: Desk, bag_id: str, reason: str) -> Bag:
    """The vial is not fit: put it aside for good and scan another one."""
    bag = _at(desk, bag_id, Action.REJECT_VIAL)
    desk.about(bag_id, reason=need(reason), rejected=bag.vial_serial)
    settle_vial(desk, str(bag.vial_gtin), str(bag.vial_serial), VialFate.REJECTED)
    return move(desk, bag, Action.REJECT_VIAL, vial_gtin=None, vial_serial=None)


@act(Act.SCAN_DILUENT)
def scan_diluent(desk: Desk, bag_id: str, scan: str) -> Bag:
    """Take a diluent bag: one the protocol permits, in date, not recalled."""
    bag = _at(desk, bag_id, Action.SCAN_DILUENT)
    diluent = take_diluent(desk, scan)
    return move(desk, bag, Action.SCAN_DILUENT, diluent_gtin=diluent.gtin, diluent_lot=diluent.lot)


@act(Act.DRAW)
def draw(desk: Desk, bag_id: str) -> Bag:
    """The concentrate is drawn: the vial is open and spent from here on. Asked once more before: is it
    still the bag's day and not too early, does nothing new speak against the course, are both lots in date
    and not recalled, can the labels be printed.
    """
    bag = _at(desk, bag_id, Action.DRAW)
    refuse_against(desk.station, desk.connection, bag)
    on_its_day(desk, bag)
    _not_too_early(desk, bag)
    check_again(desk, bag)
    desk.station.proof.of_bag(desk.station, bag, desk.by.name)
    settle_vial(desk, str(bag.vial_gtin), str(bag.vial_serial), VialFate.USED)
    return move(desk, bag, Action.DRAW, drawn_at=desk.now, prepared_by=desk.by.badge)


@act(Act.INJECT)
def inject(desk: Desk, bag_id: str) -> Bag:
    """The concentrate is in the bag: mixed, and the clock runs."""
    bag = _at(desk, bag_id, Action.INJECT)
    _not_too_late(desk, bag)
    check_again(desk, bag)
    put(desk, bag_id, BENCH, Place.STATION, covered=False)
    return move(desk, bag, Action.INJECT, mixed_at=desk.now)


@act(Act.INVERT)
def invert(desk: Desk, bag_id: str) -> Bag:
    """Mixed by gentle inversion, not shaken."""
    return move(desk, hold_bag(desk.connection, bag_id), Action.INVERT)


@act(Act.COVER)
def cover(desk: Desk, bag_id: str) -> Bag:
    """The opaque cover is on."""
    bag = _at(desk, bag_id, Action.COVER)
    here = bag.place
    put(desk, bag_id, here.where if here else BENCH, here.place if here else Place.STATION, covered=True)
    return move(desk, bag, Action.COVER)


@act(Act.NUMBER_LABELS)
def number_labels(desk: Desk, bag_id: str, reason: str = "") -> Bag:
    """Give the labels that are about to be printed their copy number; earlier copies are void from here
    on, whether or not the printer works. Every copy after the first needs a reason.
    """
    bag = hold_bag(desk.connection, bag_id)
    refuse_when_over(desk.station, bag, desk.now)
    why = need(reason) if bag.label_copy > 0 else ""
    copy = bag.label_copy + 1
    if bag.step is Step.PRINT:
        return _renumber(desk, bag, copy, why)
    moved = move(desk, bag, Action.REPRINT_LABELS, released_by=None)
    return _renumber(desk, moved, copy, why)


@act(Act.LABELS_PRINTED)
def labels_printed(
    desk: Desk, bag_id: str, copy_number: int, bag_label: PrintedPiece, cover_label: PrintedPiece
) -> Bag:
    """The printer has taken both labels: it has confirmed them, or the scans that follow will."""
    bag = hold_bag(desk.connection, bag_id)
    if bag.label_copy == 0:
        raise Refusal(
            Code.NOT_PRINTED,
            text("No label has been printed for this bag."),
            expected=text("labels that were given a copy number before they were printed"),
            got=text("none"),
            advice=text("Print the labels."),
        )
    if copy_number != bag.label_copy:
        raise void(bag, copy_number)
    for document, printed in zip(LABELS.values(), (bag_label, cover_label), strict=True):
        this = {"bag_id": bag_id, "document": document, "copy_number": copy_number}
        out = {"sha256": printed.sha256, "place": printed.place}
        if printed.confirmed:
            out["state"] = PrintState.PRINTED
        must(desk.changes.change(LabelRow, this, **out), f"{bag_id} {document} {copy_number}")
    desk.about(bag_id, copy=copy_number, bag_label=bag_label, cover_label=cover_label)
    return move(desk, bag, Action.PRINT_LABELS)


@act(Act.SCAN_BAG_LABEL)
def scan_bag_label(desk: Desk, bag_id: str, scan: str) -> Bag:
    """The printed bag label, read back from the bag."""
    bag = _at(desk, bag_id, Action.SCAN_BAG_LABEL)
    match_label(desk, bag, scan, "B")
    scanned(desk, bag_id, LABELS["B"], bag.label_copy)
    return move(desk, bag, Action.SCAN_BAG_LABEL)


@act(Act.SCAN_COVER_LABEL)
def scan_cover_label(desk: Desk, bag_id: str, scan: str) -> Bag:
    """The printed cover label, read back from the cover; it must be the same bag's."""
    bag = _at(desk, bag_id, Action.SCAN_COVER_LABEL)
    match_label(desk, bag, scan, "C")
    scanned(desk, bag_id, LABELS["C"], bag.label_copy)
    return move(desk, bag, Action.SCAN_COVER_LABEL)


@act(Act.CANCEL)
def cancel(desk: Desk, bag_id: str, reason: str, vial_sealed: bool | None = None) -> Bag:
    """Give up a bag before its vial is opened, saying why. Where a vial was scanned for it, say whether it
    is still sealed and cold: it then goes back to stock, otherwise it is destroyed.
    """
    bag = hold_bag(desk.connection, bag_id)
    moved = move(desk, bag, Action.CANCEL, ended_because=need(reason))
    desk.about(bag_id, reason=reason)
    if bag.vial_serial is not None:
        if vial_sealed is None:
            raise _unaccounted(bag)
        fate = VialFate.IN_STOCK if vial_sealed else VialFate.DESTROYED
        settle_vial(desk, str(bag.vial_gtin), bag.vial_serial, fate)
        desk.about(bag_id, vial=bag.vial_serial, vial_fate=fate)
    if bag.diluent_lot is not None:
        return_diluent(desk, str(bag.diluent_gtin), bag.diluent_lot)
        desk.about(bag_id, diluent_returned=bag.diluent_lot)
    return moved


@act(Act.DISCARD)
def discard(desk: Desk, bag_id: str, reason: str) -> Bag:
    """Destroy a bag whose vial has been opened, saying why."""
    bag = hold_bag(desk.connection, bag_id)
    moved = move(desk, bag, Action.DISCARD, ended_because=need(reason))
    desk.about(bag_id, reason=reason, vial=bag.vial_serial, vial_fate=VialFate.USED)
    return moved


def match_label(desk: Desk, bag: Bag, scan: str, piece: str) -> BagScan:
    """Raise `Refusal` unless the scan is the newest copy of this bag's label of that piece."""
    if bag.diluent_gtin and bag.diluent_gtin.lstrip("0") in scan:
        # In whatever code the diluent carries it: bags often have a bare EAN-13 besides the GS1 code.
        raise _diluents_own(bag, piece, text("product {gtin}", gtin=bag.diluent_gtin))
    read = read_scan(scan, desk.station.site)
    if isinstance(read, DiluentScan):
        raise _diluents_own(bag, piece, describe(read))
    if not isinstance(read, BagScan) or read.typed:
        raise Refusal(
            Code.WRONG_KIND,
            text("This is not the label's code."),
            expected=text("{piece} of bag {bag}", piece=PIECES[piece], bag=bag.id),
            got=describe(read),
            advice=text("Scan the code on the printed label."),
        )
    if read.bag_id != bag.id:
        raise Refusal(
            Code.WRONG_BAG,
            text("This label belongs to another bag."),
            expected=text("{piece} of bag {bag}", piece=PIECES[piece], bag=bag.id),
            got=describe(read),
            advice=text("Put both bags aside and find out whose label is whose before going on."),
        )
    if read.piece != piece:
        raise Refusal(
            Code.WRONG_PIECE,
            text("This is the other label of the bag."),
            expected=text("{piece} of bag {bag}", piece=PIECES[piece], bag=bag.id),
            got=describe(read),
            advice=text("Scan the label that the screen asks for."),
        )
    if read.copy_number != bag.label_copy:
        raise void(bag, int(read.copy_number or 0))
    return read


def _diluents_own(bag: Bag, piece: str, got: Text) -> Refusal:
    return Refusal(
        Code.WRONG_KIND,
        text("This is the diluent's own code, not the label's."),
        expected=text("{piece} of bag {bag}", piece=PIECES[piece], bag=bag.id),
        got=got,
        advice=text(
            "The bag label must cover the diluent's own code, so that nobody scans it by mistake. "
            "Then scan the square code on {piece}.",
            piece=PIECES[piece],
        ),
    )


def _at(desk: Desk, bag_id: str, action: Action) -> Bag:
    """The bag, once it is sure that the action is due: a scan at the wrong moment takes nothing."""
    bag = hold_bag(desk.connection, bag_id)
    refuse_when_over(desk.station, bag, desk.now)
    advance(bag.progress, action)
    return bag


def _not_too_early(desk: Desk, bag: Bag) -> None:
    """Mixed at this moment, the bag must last until its planned start."""
    station = desk.station
    held = kept(judge(station, bag.model_copy(update={"mixed_at": desk.now}), desk.now), "moment of mixing")
    if bag.infusion_start <= held.start_before:
        return
    zone, limit = station.site.tz, station.protocol.storage_limit
    raise Refusal(
        Code.TOO_EARLY,
        text("It is too early to prepare this bag."),
        expected=text("an infusion planned up to {when}", when=moment_text(held.start_before, zone)),
        got=text("an infusion planned for {when}", when=moment_text(bag.infusion_start, zone)),
        advice=text(
            "Prepare it from {when} on.",
            when=moment_text(bag.infusion_start - (held.start_before - desk.now), zone),
        ),
        source=limit.cite,
    )


def _not_too_late(desk: Desk, bag: Bag) -> None:
    """The concentrate has not stood in the syringe for longer than policy allows, by a trusted clock."""
    allowed = desk.station.policy.draw_to_injection
    drawn_at = kept(bag.drawn_at, "moment of drawing")
    if desk.now - drawn_at <= allowed.duration and not bag.clock_doubted:
        return
    when = moment_text(drawn_at, desk.station.site.tz)
    raise Refusal(
        Code.TOO_LATE,
        text("The concentrate was drawn too long ago."),
        expected=text("injected within {minutes} of drawing", minutes=allowed.quantity),
        got=text("drawn at {when}, before the clock was set back", when=when)
        if bag.clock_doubted
        else text("drawn at {when}", when=when),
        advice=text("Discard syringe and bag (Esc), and say why; a pharmacist can order another bag."),
        source=allowed.cite,
    )


def _renumber(desk: Desk, bag: Bag, copy: int, why: str) -> Bag:
    desk.changes.change(BagRow, {"id": bag.id}, label_copy=copy)
    anchors = {number(desk, bag.id, document, copy) for document in LABELS.values()}
    desk.about(bag.id, copy=copy, reason=why, anchor=anchors.pop())
    return load_bag(desk.connection, bag.id)


def _unaccounted(bag: Bag) -> Refusal:
    return Refusal(
        Code.MISSING,
        text("A vial was scanned for this bag and has to be accounted for."),
        expected=text("whether vial {serial} is still sealed and cold", serial=bag.vial_serial),
        got=text("nothing"),
        advice=text("Say yes: it goes back to stock. Say no: it is destroyed."),
    )
