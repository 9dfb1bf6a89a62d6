"""The things that are scanned."""

from datetime import date
from typing import Literal, assert_never

from pydantic import BaseModel, ConfigDict

from pharmacy.language import Text, text


class _Scan(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class VialScan(_Scan):
    """The 2-D code of one vial's pack: exactly GTIN, expiry, lot and serial (GS1 AIs 01, 17, 10, 21).

    Source: Delegated Regulation (EU) 2016/161, article 4.
    """

    kind: Literal["vial"] = "vial"
    gtin: str
    """14 digits, check digit right."""
    serial: str
    """As it stands in the code, 1–20 characters; it has no check digit."""
    lot: str
    """As it stands in the code, 1–20 characters; it has no check digit."""
    expiry: date
    """The last day on which it may be used; day 00 in the code is the last day of the month."""
    national_code: str | None = None
    """The national number beside the GTIN (AIs 710–717; Spain's is 712) or inside it (Spain's 0847000…)."""


class DiluentScan(_Scan):
    """The code of a bag of diluent: exactly GTIN, expiry and lot (GS1 AIs 01, 17, 10)."""

    kind: Literal["diluent"] = "diluent"
    gtin: str
    """14 digits, check digit right."""
    lot: str
    """As it stands in the code, 1–20 characters; it has no check digit."""
    expiry: date
    """The last day on which it may be used; day 00 in the code is the last day of the month."""


class BagScan(_Scan):
    """One of our own labels, or a bag number that somebody typed."""

    kind: Literal["bag"] = "bag"
    bag_id: str
    """`YY-NNNNNN-C`, check digit right."""
    piece: Literal["B", "C"] | None
    """The bag label or the cover label; None when typed."""
    copy_number: int | None
    """Which print of the label; None when typed."""
    typed: bool = False
    """Whether the number was typed rather than scanned."""


class WristbandScan(_Scan):
    """A patient's wristband: one of the two numbers, never both."""

    kind: Literal["wristband"] = "wristband"
    record_number: str | None = None
    """From a wristband written as the site does."""
    gsrn: str | None = None
    """Global Service Relation Number (GS1 AI 8018): 18 digits, check digit right."""


class BadgeScan(_Scan):
    """A member of staff's badge."""

    kind: Literal["badge"] = "badge"
    badge: str
    """The number, as the site's pattern finds it."""


class PlaceScan(_Scan):
    """The code on a refrigerator, a transport box, a bench or a ward."""

    kind: Literal["place"] = "place"
    key: str
    """As the site file has it; it has no check digit, and is looked up there."""


Scan = VialScan | DiluentScan | BagScan | WristbandScan | BadgeScan | PlaceScan
"""Anything that could be read."""


def describe(scan: Scan) -> Text:
    """What was scanned, in plain words for the "got" of a refusal. A wristband's number is left out."""
    match scan:
        case VialScan():
            return text("a vial, serial {serial}, lot {lot}", serial=scan.serial, lot=scan.lot)
        case DiluentScan():
            return text("a diluent, lot {lot}", lot=scan.lot)
        case BagScan(typed=True):
            return text("the typed number of bag {bag}", bag=scan.bag_id)
        case BagScan(piece="C"):
            return text("the cover label of bag {bag}", bag=scan.bag_id)
        case BagScan():
            return text("the bag label of bag {bag}", bag=scan.bag_id)
        case WristbandScan():
            return text("a patient's wristband")
        case BadgeScan():
            return text("a staff badge")
        case PlaceScan():
            return text("the code of the place {key}", key=scan.key)
        case _:
            assert_never(scan)
