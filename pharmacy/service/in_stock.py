"""What is in stock, and the products that are enrolled."""

from datetime import date

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlmodel import col

from pharmacy.language import Text, text
from pharmacy.records import DiluentRow, ProductKind, ProductRow, RecallRow, VialFate, VialRow, columns
from pharmacy.scans import DiluentScan, VialScan
from pharmacy.service.act import Station


class Product(BaseModel):
    """An enrolled product."""

    model_config = ConfigDict(frozen=True)

    gtin: str
    kind: ProductKind
    name: str
    diluent: str


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


FATE_NAMES: dict[VialFate, Text] = {
    VialFate.IN_STOCK: text("in stock"),
    VialFate.TAKEN: text("taken"),
    VialFate.USED: text("used"),
    VialFate.REJECTED: text("rejected"),
    VialFate.DESTROYED: text("destroyed"),
}
"""As shown to people."""
