"""Whether a vial or diluent bag may be received or taken: enrolled, in date, not recalled."""

from datetime import date

from sqlalchemy import Connection, bindparam, select
from sqlmodel import col

from pharmacy.errors import Code, Refusal
from pharmacy.language import Text, text, verbatim
from pharmacy.records import DiluentRow, ProductKind, ProductRow, RecallRow, columns
from pharmacy.scans import DiluentScan, Scan, VialScan, describe
from pharmacy.service.bags import same_lot
from pharmacy.service.in_stock import Product
from pharmacy.statements import Statement

_PRODUCT = Statement(select(*columns(ProductRow)).where(col(ProductRow.gtin) == bindparam("of_gtin")))
_RECALL = Statement(
    select(col(RecallRow.reason)).where(
        col(RecallRow.gtin) == bindparam("of_gtin"), same_lot(col(RecallRow.lot), bindparam("of_lot"))
    )
)


OF_LOT = (col(DiluentRow.gtin) == bindparam("of_gtin"), col(DiluentRow.lot) == bindparam("of_lot"))
_DILUENT = Statement(select(*columns(DiluentRow)).where(*OF_LOT))


def vial_in(read: Scan) -> VialScan:
    """The scan as a vial's. Raises `Refusal` for anything else."""
    if not isinstance(read, VialScan):
        raise wrong_kind(text("the 2-D code of a vial's carton"), describe(read))
    return read


def diluent_in(read: Scan) -> DiluentScan:
    """The scan as a diluent bag's. Raises `Refusal` for anything else."""
    if not isinstance(read, DiluentScan):
        raise wrong_kind(text("the code of a diluent bag"), describe(read))
    return read


def wrong_kind(expected: Text, got: Text) -> Refusal:
    """The refusal of a scan of something else."""
    return Refusal(
        Code.WRONG_KIND,
        text("This is not what is wanted now."),
        expected=expected,
        got=got,
        advice=text("Scan what the screen asks for."),
    )


def product_of(connection: Connection, gtin: str) -> Product | None:
    """The enrolled product with a code; none when it was never enrolled."""
    row = _PRODUCT.one(connection, of_gtin=gtin)
    return Product.model_validate(row._asdict()) if row else None


def unknown_product(gtin: str) -> Refusal:
    """The refusal of a product that was never enrolled."""
    return Refusal(
        Code.UNKNOWN_PRODUCT,
        text("This product is not known here."),
        expected=text("a product that two people have enrolled"),
        got=text("product code {gtin}", gtin=gtin),
        advice=text("If it is the right product, two people enrol it with its first pack."),
    )


def refuse_other_product(connection: Connection, read: VialScan | DiluentScan, kind: ProductKind) -> None:
    """Raise `Refusal` unless the scan is of an enrolled product of the kind that is wanted."""
    product = product_of(connection, read.gtin)
    if product is None:
        raise unknown_product(read.gtin)
    if product.kind is not kind:
        raise Refusal(
            Code.WRONG_PRODUCT,
            text("This is another product."),
            expected=text("a vial") if kind is ProductKind.VIAL else text("a diluent"),
            got=verbatim(product.name),
            advice=text("Scan what the screen asks for."),
        )


def refuse_expired(expiry: date, today: date, words: Text) -> None:
    """Raise `Refusal` for what is past its expiry; on that very day it may be used."""
    if expiry < today:
        raise Refusal(
            Code.EXPIRED,
            text("This is out of date."),
            expected=text("an expiry of {today} or later", today=today),
            got=text("{what}, expired {expiry}", what=words, expiry=expiry),
            advice=text("Put it aside for return, and take another one."),
        )


def recall_of(connection: Connection, gtin: str, lot: str) -> str | None:
    """Why a lot was called back; none when it was not."""
    found = _RECALL.rows(connection, of_gtin=gtin, of_lot=lot)
    return found[0].reason if found else None


def refuse_recalled(connection: Connection, gtin: str, lot: str, words: Text) -> None:
    """Raise `Refusal` for a lot that was called back."""
    reason = recall_of(connection, gtin, lot)
    if reason is not None:
        raise Refusal(
            Code.RECALLED,
            text("This lot has been recalled."),
            expected=text("a lot that may be used"),
            got=text("{what}: {reason}", what=words, reason=reason),
            advice=text("Put all of this lot aside and call the pharmacist."),
        )


def refuse_another_expiry(stored: date, scanned: date, words: Text) -> None:
    """Raise `Refusal` when a code says another expiry than when it was received."""
    if stored != scanned:
        raise disagrees(
            text("{day}", day=stored), text("{what}, expiry {expiry}", what=words, expiry=scanned)
        )


def disagrees(stored: Text, scanned: Text) -> Refusal:
    """The refusal of a code that says something else than when it was received."""
    return Refusal(
        Code.CODE_DISAGREES,
        text("The code says something else than when this was received."),
        expected=stored,
        got=scanned,
        advice=text("Put it aside and call the pharmacist: one of the two was misread or forged."),
    )


def received_lot(connection: Connection, diluent: DiluentScan) -> DiluentRow | None:
    """The lot that a diluent bag is of, as it was received; none when nothing of it ever was."""
    row = _DILUENT.one(connection, of_gtin=diluent.gtin, of_lot=diluent.lot)
    return DiluentRow(**row._asdict()) if row else None
