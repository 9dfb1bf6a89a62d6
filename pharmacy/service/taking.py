"""What the bench takes out of stock for a bag, once and for all, and what becomes of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlmodel import col

from pharmacy.changes import Change
from pharmacy.errors import Code, Refusal
from pharmacy.language import Text, text, verbatim
from pharmacy.moments import moment_text
from pharmacy.records import DiluentRow, ProductKind, VialFate, VialRow, columns
from pharmacy.scans import DiluentScan, VialScan, describe, read_scan
from pharmacy.service.act import Desk
from pharmacy.service.bag import Bag
from pharmacy.service.fit_for_use import (
    OF_LOT,
    diluent_in,
    disagrees,
    received_lot,
    refuse_another_expiry,
    refuse_expired,
    refuse_other_product,
    refuse_recalled,
    vial_in,
)
from pharmacy.service.holding import hold_product_to_take
from pharmacy.service.in_stock import FATE_NAMES
from pharmacy.service.kept import kept
from pharmacy.statements import Statement

_VIAL = Statement(
    select(*columns(VialRow)).where(
        col(VialRow.gtin) == bindparam("of_gtin"), col(VialRow.serial) == bindparam("of_serial")
    )
)


_TAKE_ONE = Change(
    DiluentRow,
    {"taken": col(DiluentRow.taken) + 1},
    *OF_LOT,
    col(DiluentRow.taken) < col(DiluentRow.received),
)


_ONE_BACK = Change(DiluentRow, {"taken": col(DiluentRow.taken) - 1}, *OF_LOT)


def take_vial(desk: Desk, scan: str, bag_id: str) -> VialScan:
    """Take a vial out of stock for a bag, once and for all. Raises `Refusal` saying which rule it breaks."""
    vial = vial_in(read_scan(scan, desk.station.site))
    hold_product_to_take(desk.connection, vial.gtin)
    refuse_other_product(desk.connection, vial, ProductKind.VIAL)
    row = _VIAL.one(desk.connection, of_gtin=vial.gtin, of_serial=vial.serial)
    if row is None:
        raise _not_received(describe(vial))
    if row.lot != vial.lot:
        raise disagrees(verbatim(row.lot), verbatim(vial.lot))
    refuse_another_expiry(row.expiry, vial.expiry, describe(vial))
    if row.fate is not VialFate.IN_STOCK:
        raise _gone(row, vial, desk)
    refuse_recalled(desk.connection, vial.gtin, vial.lot, describe(vial))
    refuse_expired(vial.expiry, desk.today, describe(vial))
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
    hold_product_to_take(desk.connection, diluent.gtin)
    refuse_other_product(desk.connection, diluent, ProductKind.DILUENT)
    known = received_lot(desk.connection, diluent)
    if known is None:
        raise _not_received(describe(diluent))
    refuse_another_expiry(known.expiry, diluent.expiry, describe(diluent))
    refuse_recalled(desk.connection, diluent.gtin, diluent.lot, describe(diluent))
    refuse_expired(diluent.expiry, desk.today, describe(diluent))
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
        refuse_recalled(desk.connection, kept(gtin, "GTIN"), known_lot, words)
        refuse_expired(until, desk.today, words)


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
