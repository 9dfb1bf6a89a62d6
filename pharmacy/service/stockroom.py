"""Acts in the stockroom: products enrolled, vials and diluent bags received, lots recalled."""

from pydantic import SecretStr
from sqlalchemy import Connection, func, select
from sqlmodel import col

from pharmacy.changes import Change
from pharmacy.errors import Code, Refusal
from pharmacy.language import text, verbatim
from pharmacy.people import Act, Role, require_role
from pharmacy.records import DiluentRow, ProductKind, ProductRow, RecallRow, VialFate, VialRow
from pharmacy.scans import DiluentScan, VialScan, describe, read_scan
from pharmacy.service.act import Desk, act
from pharmacy.service.bag import Bag
from pharmacy.service.bags import bags_with_lot, same_lot
from pharmacy.service.fit_for_use import (
    OF_LOT,
    diluent_in,
    product_of,
    recall_of,
    received_lot,
    refuse_another_expiry,
    refuse_expired,
    refuse_other_product,
    refuse_recalled,
    unknown_product,
    vial_in,
    wrong_kind,
)
from pharmacy.service.holding import hold_product
from pharmacy.service.in_stock import FATE_NAMES, Product
from pharmacy.service.standing import find_person
from pharmacy.service.words import need


@act(Act.ENROL_PRODUCT)
def enrol_product(
    desk: Desk,
    scan: str,
    name: str,
    diluent: str,
    witness: str,
    pin: SecretStr,  # noqa: ARG001 - both PINs are checked by `act`
    witness_pin: SecretStr,  # noqa: ARG001
) -> Product:
    """Two people enrol a product by scanning its first pack. `diluent` is its key in the protocol
    for a diluent, empty for the vial.
    """
    read = read_scan(scan, desk.station.site)
    if not isinstance(read, VialScan | DiluentScan):
        raise wrong_kind(text("the code of a vial's carton or of a diluent bag"), describe(read))
    kind = ProductKind.VIAL if isinstance(read, VialScan) else ProductKind.DILUENT
    permitted = desk.station.protocol.diluents
    if (kind is ProductKind.VIAL and diluent) or (kind is ProductKind.DILUENT and diluent not in permitted):
        raise Refusal(
            Code.WRONG_PRODUCT,
            text("This product cannot be enrolled so."),
            expected=text("a vial of alemtuzumab, or one of: {diluents}", diluents=", ".join(permitted)),
            got=text("{scan}, enrolled as “{diluent}”", scan=describe(read), diluent=diluent or "-"),
            advice=text("Only what the protocol permits can be enrolled."),
            source=next(iter(permitted.values())).volume.cite,
            field="diluent",
        )
    _enrollers(desk, witness)
    if product_of(desk.connection, read.gtin) is not None:
        raise Refusal(
            Code.ALREADY_RECEIVED,
            text("This product is enrolled already."),
            expected=text("a product that is new here"),
            got=describe(read),
            advice=text("Go on and receive it."),
            field="scan",
        )
    product = Product(gtin=read.gtin, kind=kind, name=need(name, 40, "name"), diluent=diluent)
    desk.changes.add(
        ProductRow,
        **product.model_dump(),
        enrolled_by=desk.by.badge,
        witnessed_by=witness,
        enrolled_at=desk.now,
    )
    desk.about(read.gtin, product=product, witness=witness)
    return product


_ONE_MORE = Change(DiluentRow, {"received": col(DiluentRow.received) + 1}, *OF_LOT)


@act(Act.RECEIVE_VIAL)
def receive_vial(desk: Desk, scan: str) -> VialScan:
    """Take a vial into stock. Its serial is known from then on, for ever."""
    vial = vial_in(read_scan(scan, desk.station.site))
    hold_product(desk.connection, vial.gtin)
    refuse_other_product(desk.connection, vial, ProductKind.VIAL)
    refuse_expired(vial.expiry, desk.today, describe(vial))
    refuse_recalled(desk.connection, vial.gtin, vial.lot, describe(vial))
    known = desk.connection.execute(
        select(col(VialRow.fate)).where(col(VialRow.gtin) == vial.gtin, col(VialRow.serial) == vial.serial)
    ).one_or_none()
    if known is not None:
        raise Refusal(
            Code.ALREADY_RECEIVED,
            text("This vial is in the book already."),
            expected=text("a vial never received before"),
            got=text("{vial}, {fate}", vial=describe(vial), fate=FATE_NAMES[known.fate]),
            advice=text("If you did not just scan it twice, put it aside and call the pharmacist."),
        )
    _spelt_as_known(desk.connection, vial)
    _expires_with_its_lot(desk.connection, vial)
    desk.changes.add(
        VialRow,
        gtin=vial.gtin,
        serial=vial.serial,
        lot=vial.lot,
        expiry=vial.expiry,
        received_at=desk.now,
        received_by=desk.by.badge,
        fate=VialFate.IN_STOCK,
    )
    desk.about(vial.serial, vial=vial)
    return vial


@act(Act.RECEIVE_DILUENT)
def receive_diluent(desk: Desk, scan: str) -> DiluentScan:
    """Take one bag of diluent into stock."""
    diluent = diluent_in(read_scan(scan, desk.station.site))
    hold_product(desk.connection, diluent.gtin)
    refuse_other_product(desk.connection, diluent, ProductKind.DILUENT)
    refuse_expired(diluent.expiry, desk.today, describe(diluent))
    refuse_recalled(desk.connection, diluent.gtin, diluent.lot, describe(diluent))
    known = received_lot(desk.connection, diluent)
    if known is None:
        _spelt_as_known(desk.connection, diluent)
        desk.changes.add(
            DiluentRow, gtin=diluent.gtin, lot=diluent.lot, expiry=diluent.expiry, received=1, taken=0
        )
    else:
        refuse_another_expiry(known.expiry, diluent.expiry, describe(diluent))
        desk.changes.make(_ONE_MORE, of_gtin=diluent.gtin, of_lot=diluent.lot)
    desk.about(diluent.lot, diluent=diluent)
    return diluent


@act(Act.RECALL_LOT)
def recall_lot(desk: Desk, gtin: str, lot: str, reason: str, never_received: bool = False) -> list[Bag]:
    """Withdraw a lot, in capitals or not: nothing of it can be used any more, and a mixed bag that holds it
    only be discarded. Returns the bags in hand that do. A lot that never came here must be named as such.
    """
    hold_product(desk.connection, gtin)
    if product_of(desk.connection, gtin) is None:
        raise unknown_product(gtin)
    lot, why = need(lot, 20, "lot"), need(reason)
    if not never_received and not _ever_received(desk.connection, gtin, lot):
        raise Refusal(
            Code.UNKNOWN_LOT,
            text("Nothing of this lot was ever received here."),
            expected=text("a lot as it stands on the pack"),
            got=verbatim(lot),
            advice=text(
                "Check the lot. If it is right, say that it never came: it is then refused when it does."
            ),
        )
    if recall_of(desk.connection, gtin, lot) is None:
        desk.changes.add(
            RecallRow,
            gtin=gtin,
            lot=lot,
            reason=why,
            recalled_by=desk.by.badge,
            recalled_at=desk.now,
        )
    bags = bags_with_lot(desk.connection, gtin, lot)
    for bag in bags:
        desk.also(bag.id, recalled=lot, gtin=gtin, reason=why)
    desk.about(lot, gtin=gtin, reason=why, bags_in_hand=[bag.id for bag in bags])
    return bags


def _enrollers(desk: Desk, witness: str) -> None:
    """Both work at the bench, and one of them is a pharmacist."""
    other = find_person(desk.connection, witness)
    require_role(other, Act.ENROL_PRODUCT)
    if Role.PHARMACIST not in {desk.by.role, other.role}:
        raise Refusal(
            Code.NOT_YOUR_ROLE,
            text("A product is enrolled only with a pharmacist."),
            expected=text("a pharmacist as one of the two"),
            got=text("{one} and {other}", one=desk.by.name, other=other.name),
            advice=text("Ask a pharmacist to scan their badge as the second person."),
        )


def _ever_received(connection: Connection, gtin: str, lot: str) -> bool:
    return any(
        connection.execute(
            select(col(row.lot)).where(col(row.gtin) == gtin, same_lot(col(row.lot), lot))
        ).first()
        for row in (VialRow, DiluentRow)
    )


def _expires_with_its_lot(connection: Connection, vial: VialScan) -> None:
    """All vials of a lot expire on one day, or a code was misread."""
    other = connection.execute(
        select(col(VialRow.expiry))
        .where(
            col(VialRow.gtin) == vial.gtin,
            col(VialRow.lot) == vial.lot,
            col(VialRow.expiry) != vial.expiry,
        )
        .limit(1)
    ).scalar_one_or_none()
    if other is not None:
        raise Refusal(
            Code.CODE_DISAGREES,
            text("Other vials of this lot were received with another expiry."),
            expected=text("lot {lot}, expiry {expiry}", lot=vial.lot, expiry=other),
            got=text("{what}, expiry {expiry}", what=describe(vial), expiry=vial.expiry),
            advice=text("Put it aside and call the pharmacist: one of the two was misread or forged."),
        )


def _spelt_as_known(connection: Connection, read: VialScan | DiluentScan) -> None:
    """A lot or serial that differs from a known one only by capital letters is the same, read by a scanner
    that does not tell them apart: under its other name it could be used twice, or escape a recall.
    """
    spellings = [(row.lot, row.gtin, read.lot) for row in (VialRow, DiluentRow)]
    if isinstance(read, VialScan):
        spellings.append((VialRow.serial, VialRow.gtin, read.serial))
    for column, gtin, scanned in spellings:
        known = connection.execute(
            select(col(column))
            .where(col(gtin) == read.gtin, func.lower(col(column)) == scanned.lower(), col(column) != scanned)
            .limit(1)
        ).scalar_one_or_none()
        if known is not None:
            raise Refusal(
                Code.CODE_DISAGREES,
                text("This is known here in other letters, capital or small."),
                expected=verbatim(known),
                got=verbatim(scanned),
                advice=text("Check caps lock and the scanner's setting for letters, then scan it again."),
            )
