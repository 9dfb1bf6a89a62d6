"""Acts in the stockroom: products enrolled, vials and diluent bags received, lots recalled."""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, SecretStr
from sqlalchemy import Connection, Row, bindparam, func, select
from sqlmodel import col

from pharmacy.changes import Change
from pharmacy.errors import Code, Refusal
from pharmacy.language import Text, text, verbatim
from pharmacy.moments import moment_text
from pharmacy.people import Act, Role, require_role
from pharmacy.records import DiluentRow, ProductKind, ProductRow, RecallRow, VialFate, VialRow, columns
from pharmacy.scans import DiluentScan, Scan, VialScan, describe, read_scan
from pharmacy.service.act import Desk, Station, act
from pharmacy.service.bags import Bag, bags_with_lot, same_lot
from pharmacy.service.kept import kept
from pharmacy.service.standing import find_person
from pharmacy.service.words import need
from pharmacy.statements import Statement


class Product(BaseModel):
    """An enrolled product."""

    model_config = ConfigDict(frozen=True)

    gtin: str
    kind: ProductKind
    name: str
    diluent: str


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
        raise _wrong_kind(text("the code of a vial's carton or of a diluent bag"), describe(read))
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
    if _product(desk.connection, read.gtin) is not None:
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


_VIAL = Statement(
    select(*columns(VialRow)).where(
        col(VialRow.gtin) == bindparam("of_gtin"), col(VialRow.serial) == bindparam("of_serial")
    )
)
_PRODUCT = Statement(select(*columns(ProductRow)).where(col(ProductRow.gtin) == bindparam("of_gtin")))
_RECALL = Statement(
    select(col(RecallRow.reason)).where(
        col(RecallRow.gtin) == bindparam("of_gtin"), same_lot(col(RecallRow.lot), bindparam("of_lot"))
    )
)
_LOT = (col(DiluentRow.gtin) == bindparam("of_gtin"), col(DiluentRow.lot) == bindparam("of_lot"))
_DILUENT = Statement(select(*columns(DiluentRow)).where(*_LOT))
_ONE_MORE = Change(DiluentRow, {"received": col(DiluentRow.received) + 1}, *_LOT)
_TAKE_ONE = Change(
    DiluentRow, {"taken": col(DiluentRow.taken) + 1}, *_LOT, col(DiluentRow.taken) < col(DiluentRow.received)
)
_ONE_BACK = Change(DiluentRow, {"taken": col(DiluentRow.taken) - 1}, *_LOT)


@act(Act.RECEIVE_VIAL)
def receive_vial(desk: Desk, scan: str) -> VialScan:
    """Take a vial into stock. Its serial is known from then on, for ever."""
    vial = vial_in(read_scan(scan, desk.station.site))
    _enrolled(desk.connection, vial, ProductKind.VIAL)
    _in_date(vial.expiry, desk.today, describe(vial))
    _not_recalled(desk.connection, vial.gtin, vial.lot, describe(vial))
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
    _enrolled(desk.connection, diluent, ProductKind.DILUENT)
    _in_date(diluent.expiry, desk.today, describe(diluent))
    _not_recalled(desk.connection, diluent.gtin, diluent.lot, describe(diluent))
    known = _diluent(desk.connection, diluent)
    if known is None:
        _spelt_as_known(desk.connection, diluent)
        desk.changes.add(
            DiluentRow, gtin=diluent.gtin, lot=diluent.lot, expiry=diluent.expiry, received=1, taken=0
        )
    else:
        _agrees(known.expiry, diluent.expiry, describe(diluent))
        desk.changes.make(_ONE_MORE, of_gtin=diluent.gtin, of_lot=diluent.lot)
    desk.about(diluent.lot, diluent=diluent)
    return diluent


@act(Act.RECALL_LOT)
def recall_lot(desk: Desk, gtin: str, lot: str, reason: str, never_received: bool = False) -> list[Bag]:
    """Withdraw a lot, in capitals or not: nothing of it can be used any more, and a mixed bag that holds it
    only be discarded. Returns the bags in hand that do. A lot that never came here must be named as such.
    """
    if _product(desk.connection, gtin) is None:
        raise _unknown_product(gtin)
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
    if _recall_of(desk.connection, gtin, lot) is None:
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


def take_vial(desk: Desk, scan: str, bag_id: str) -> VialScan:
    """Take a vial out of stock for a bag, once and for all. Raises `Refusal` saying which rule it breaks."""
    vial = vial_in(read_scan(scan, desk.station.site))
    _enrolled(desk.connection, vial, ProductKind.VIAL)
    row = _VIAL.one(desk.connection, of_gtin=vial.gtin, of_serial=vial.serial)
    if row is None:
        raise _not_received(describe(vial))
    if row.lot != vial.lot:
        raise _disagrees(verbatim(row.lot), verbatim(vial.lot))
    _agrees(row.expiry, vial.expiry, describe(vial))
    if row.fate is not VialFate.IN_STOCK:
        raise _gone(row, vial, desk)
    _not_recalled(desk.connection, vial.gtin, vial.lot, describe(vial))
    _in_date(vial.expiry, desk.today, describe(vial))
    in_stock = {"gtin": vial.gtin, "serial": vial.serial, "fate": VialFate.IN_STOCK}
    if not desk.changes.change(VialRow, in_stock, fate=VialFate.TAKEN, bag_id=bag_id, fate_at=desk.now):
        raise _gone(row, vial, desk)
    return vial


def settle_vial(desk: Desk, gtin: str, serial: str, fate: VialFate) -> None:
    """Write what became of a vial that had been taken for a bag."""
    of_no_bag = {"bag_id": None} if fate is VialFate.IN_STOCK else {}
    desk.changes.change(VialRow, {"gtin": gtin, "serial": serial}, fate=fate, fate_at=desk.now, **of_no_bag)


def take_diluent(desk: Desk, scan: str) -> DiluentScan:
    """Take one diluent bag out of stock. Raises `Refusal` saying which rule it breaks."""
    diluent = diluent_in(read_scan(scan, desk.station.site))
    _enrolled(desk.connection, diluent, ProductKind.DILUENT)
    known = _diluent(desk.connection, diluent)
    if known is None:
        raise _not_received(describe(diluent))
    _agrees(known.expiry, diluent.expiry, describe(diluent))
    _not_recalled(desk.connection, diluent.gtin, diluent.lot, describe(diluent))
    _in_date(diluent.expiry, desk.today, describe(diluent))
    if not desk.changes.make(_TAKE_ONE, of_gtin=diluent.gtin, of_lot=diluent.lot):
        raise _not_received(describe(diluent))
    return diluent


def return_diluent(desk: Desk, gtin: str, lot: str) -> None:
    """Put a diluent bag back that was scanned and never used."""
    desk.changes.make(_ONE_BACK, of_gtin=gtin, of_lot=lot)


def check_again(desk: Desk, bag: Bag) -> None:
    """Ask once more whether the lots scanned for a bag are in date and not recalled: a preparation may have
    been interrupted overnight, and a recall may come at any time.
    """
    for gtin, lot, expiry in (
        (bag.vial_gtin, bag.vial_lot, bag.vial_expiry),
        (bag.diluent_gtin, bag.diluent_lot, bag.diluent_expiry),
    ):
        known_lot, until = kept(lot, "lot"), kept(expiry, "expiry")
        words = text("lot {lot}, expiry {expiry}", lot=known_lot, expiry=until)
        _not_recalled(desk.connection, kept(gtin, "GTIN"), known_lot, words)
        _in_date(until, desk.today, words)


def products(station: Station) -> list[Product]:
    """Every enrolled product."""
    with station.database.reading() as connection:
        rows = connection.execute(select(*columns(ProductRow)).order_by(col(ProductRow.name)))
        return [Product.model_validate(dict(row._mapping)) for row in rows]


def vials_in_stock(station: Station) -> list[VialScan]:
    """Every vial that can be taken, first to expire first."""
    with station.database.reading() as connection:
        rows = connection.execute(
            select(col(VialRow.gtin), col(VialRow.serial), col(VialRow.lot), col(VialRow.expiry))
            .where(col(VialRow.fate) == VialFate.IN_STOCK)
            .order_by(col(VialRow.expiry), col(VialRow.serial))
        )
        return [VialScan(**row._mapping) for row in rows]


def diluents_in_stock(station: Station) -> list[DiluentScan]:
    """Every lot of diluent of which a bag can be taken, first to expire first."""
    with station.database.reading() as connection:
        rows = connection.execute(
            select(col(DiluentRow.gtin), col(DiluentRow.lot), col(DiluentRow.expiry))
            .where(col(DiluentRow.received) > col(DiluentRow.taken))
            .order_by(col(DiluentRow.expiry), col(DiluentRow.lot))
        )
        return [DiluentScan(**row._mapping) for row in rows]


class StockLine(BaseModel):
    """How many of a lot are in stock."""

    model_config = ConfigDict(frozen=True)

    name: str
    lot: str
    expiry: date
    count: int
    recalled: bool


def stock(station: Station) -> list[StockLine]:
    """What is in stock, by product and expiry."""
    lines: dict[tuple[str, str, date], int] = {}
    with station.database.reading() as connection:
        names = {
            row.gtin: row.name
            for row in connection.execute(select(col(ProductRow.gtin), col(ProductRow.name)))
        }
        recalled = {
            (row.gtin, row.lot.lower())
            for row in connection.execute(select(col(RecallRow.gtin), col(RecallRow.lot)))
        }
        for row in connection.execute(
            select(col(VialRow.gtin), col(VialRow.lot), col(VialRow.expiry)).where(
                col(VialRow.fate) == VialFate.IN_STOCK
            )
        ):
            key = (row.gtin, row.lot, row.expiry)
            lines[key] = lines.get(key, 0) + 1
        for row in connection.execute(select(*columns(DiluentRow))):
            if row.received > row.taken:
                lines[row.gtin, row.lot, row.expiry] = row.received - row.taken
    return [
        StockLine(
            name=names[gtin], lot=lot, expiry=expiry, count=count, recalled=(gtin, lot.lower()) in recalled
        )
        for (gtin, lot, expiry), count in sorted(
            lines.items(), key=lambda item: (names[item[0][0]], item[0][2])
        )
    ]


def vial_in(read: Scan) -> VialScan:
    """The scan as a vial's. Raises `Refusal` for anything else."""
    if not isinstance(read, VialScan):
        raise _wrong_kind(text("the 2-D code of a vial's carton"), describe(read))
    return read


def diluent_in(read: Scan) -> DiluentScan:
    """The scan as a diluent bag's. Raises `Refusal` for anything else."""
    if not isinstance(read, DiluentScan):
        raise _wrong_kind(text("the code of a diluent bag"), describe(read))
    return read


def _wrong_kind(expected: Text, got: Text) -> Refusal:
    return Refusal(
        Code.WRONG_KIND,
        text("This is not what is wanted now."),
        expected=expected,
        got=got,
        advice=text("Scan what the screen asks for."),
    )


def _product(connection: Connection, gtin: str) -> Product | None:
    row = _PRODUCT.one(connection, of_gtin=gtin)
    return Product.model_validate(row._asdict()) if row else None


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


def _unknown_product(gtin: str) -> Refusal:
    return Refusal(
        Code.UNKNOWN_PRODUCT,
        text("This product is not known here."),
        expected=text("a product that two people have enrolled"),
        got=text("product code {gtin}", gtin=gtin),
        advice=text("If it is the right product, two people enrol it with its first pack."),
    )


def _enrolled(connection: Connection, read: VialScan | DiluentScan, kind: ProductKind) -> None:
    product = _product(connection, read.gtin)
    if product is None:
        raise _unknown_product(read.gtin)
    if product.kind is not kind:
        raise Refusal(
            Code.WRONG_PRODUCT,
            text("This is another product."),
            expected=text("a vial") if kind is ProductKind.VIAL else text("a diluent"),
            got=verbatim(product.name),
            advice=text("Scan what the screen asks for."),
        )


def _in_date(expiry: date, today: date, words: Text) -> None:
    if expiry < today:
        raise Refusal(
            Code.EXPIRED,
            text("This is out of date."),
            expected=text("an expiry of {today} or later", today=today),
            got=text("{what}, expired {expiry}", what=words, expiry=expiry),
            advice=text("Put it aside for return, and take another one."),
        )


def _recall_of(connection: Connection, gtin: str, lot: str) -> str | None:
    """Why a lot was called back; none when it was not."""
    found = _RECALL.rows(connection, of_gtin=gtin, of_lot=lot)
    return found[0].reason if found else None


def _not_recalled(connection: Connection, gtin: str, lot: str, words: Text) -> None:
    reason = _recall_of(connection, gtin, lot)
    if reason is not None:
        raise Refusal(
            Code.RECALLED,
            text("This lot has been recalled."),
            expected=text("a lot that may be used"),
            got=text("{what}: {reason}", what=words, reason=reason),
            advice=text("Put all of this lot aside and call the pharmacist."),
        )


def _not_received(words: Text) -> Refusal:
    return Refusal(
        Code.NOT_RECEIVED,
        text("This is not in stock here."),
        expected=text("something that was scanned when it was received"),
        got=words,
        advice=text(
            "If it is yours, receive it into stock first (key r on the worklist), then scan it again."
        ),
    )


def _agrees(stored: date, scanned: date, words: Text) -> None:
    if stored != scanned:
        raise _disagrees(
            text("{day}", day=stored), text("{what}, expiry {expiry}", what=words, expiry=scanned)
        )


def _disagrees(stored: Text, scanned: Text) -> Refusal:
    return Refusal(
        Code.CODE_DISAGREES,
        text("The code says something else than when this was received."),
        expected=stored,
        got=scanned,
        advice=text("Put it aside and call the pharmacist: one of the two was misread or forged."),
    )


def _gone(row: Row[Any], vial: VialScan, desk: Desk) -> Refusal:
    fate: VialFate = row.fate
    when: datetime | None = row.fate_at
    used = fate in {VialFate.USED, VialFate.TAKEN, VialFate.IN_STOCK}
    return Refusal(
        Code.VIAL_USED if used else Code.VIAL_REJECTED,
        text("This vial was already used.") if used else text("This vial was taken out of use."),
        expected=text("a vial never used before"),
        got=text(
            "serial {serial} lot {lot}, {fate} {when} for bag {bag}",
            serial=vial.serial,
            lot=vial.lot,
            fate=FATE_NAMES[fate],
            when=moment_text(when, desk.station.site.tz) if when else "",
            bag=row.bag_id or "-",
        ),
        advice=text(
            "Take another vial. If this one is full and sealed, call the pharmacist: "
            "its serial has been copied."
        )
        if used
        else text("Take another vial. This one stays put aside, for return or destruction."),
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


def _diluent(connection: Connection, diluent: DiluentScan) -> DiluentRow | None:
    row = _DILUENT.one(connection, of_gtin=diluent.gtin, of_lot=diluent.lot)
    return DiluentRow(**row._asdict()) if row else None


FATE_NAMES: dict[VialFate, Text] = {
    VialFate.IN_STOCK: text("in stock"),
    VialFate.TAKEN: text("taken"),
    VialFate.USED: text("used"),
    VialFate.REJECTED: text("rejected"),
    VialFate.DESTROYED: text("destroyed"),
}
"""As shown to people."""
