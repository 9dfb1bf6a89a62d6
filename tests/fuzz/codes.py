"""Whole codes as a scanner sends them, each with what it says: put together here from their parts, so that
what the reader makes of them can be judged without it.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Literal

from pharmacy.identity import new_bag_id
from pharmacy.scans import BadgeScan, BagScan, DiluentScan, PlaceScan, Scan, VialScan, WristbandScan
from tests.conftest import GTIN, OTHER_PATIENT, PATIENT, PINS, SALINE_GTIN, THIRD_PATIENT, label

GS = "\x1d"
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
DIGITS = "0123456789"
IN_STOCK = tuple(f"7H2K{number}" for number in range(1, 13))
"""Serials like those that the sample hospital has received."""
LOT_IN_STOCK, EXPIRY_IN_STOCK = "L77F2", date(2028, 12, 31)
PLACES = ("FR1", "FR2", "FR4", "BOX1", "W4", "BENCH")
PREFIXES = ("]d2", "]d2", "]d2", "]C1", "]C1", "", "", "]Q3", "]d1")


@dataclass(frozen=True)
class Code:
    """What a scanner sends, and what it says."""

    sent: str
    says: Scan


def whole_code(rng: Random) -> Code:
    """Any code that is scanned in the hospital."""
    makers: tuple[Callable[[Random], Code], ...] = (
        _vial,
        _vial_in_stock,
        _diluent,
        _label,
        _label,
        _wristband,
        _gsrn,
        _badge,
        _place,
    )
    return rng.choice(makers)(rng)


def _vial(rng: Random) -> Code:
    expiry = date(2026, 1, 1) + timedelta(days=rng.randrange(3650))
    gtin = rng.choice((GTIN, _with_check_digit(f"0847000{rng.randrange(10**6):06d}"), _gtin(rng)))
    return _carton(rng, gtin, _word(rng, 5, 20), _word(rng, 4, 10), expiry)


def _vial_in_stock(rng: Random) -> Code:
    return _carton(rng, GTIN, rng.choice(IN_STOCK), LOT_IN_STOCK, EXPIRY_IN_STOCK)


def _carton(rng: Random, gtin: str, serial: str, lot: str, expiry: date) -> Code:
    fields = [f"01{gtin}", f"17{_day(rng, expiry)}", f"10{lot}{GS}", f"21{serial}{GS}"]
    if rng.random() < 0.2:
        fields.append(f"712{rng.randrange(10**7):07d}{GS}")
    if rng.random() < 0.5:
        rng.shuffle(fields)
    sent = _sent(rng, "".join(fields).removesuffix(GS))
    return Code(sent, VialScan(gtin=gtin, serial=serial, lot=lot, expiry=expiry))


def _diluent(rng: Random) -> Code:
    gtin, lot, expiry = (
        (SALINE_GTIN, "B4471", date(2029, 6, 30))
        if rng.random() < 0.5
        else (_gtin(rng), _word(rng, 4, 8), date(2026, 1, 1) + timedelta(days=rng.randrange(3650)))
    )
    sent = _sent(rng, f"01{gtin}17{_day(rng, expiry)}10{lot}")
    return Code(sent, DiluentScan(gtin=gtin, lot=lot, expiry=expiry))


def _label(rng: Random) -> Code:
    bag = new_bag_id(2026, rng.choice((rng.randrange(1, 30), rng.randrange(1, 10**6))))
    copy = rng.choice((1, 1, 1, 2, 3, rng.randrange(1, 36)))
    piece: Literal["B", "C"] = rng.choice(("B", "C"))
    sent = _sent(rng, label(bag, piece, copy).removeprefix("]d2"))
    return Code(sent, BagScan(bag_id=bag, piece=piece, copy_number=copy))


def _wristband(rng: Random) -> Code:
    record = rng.choice((PATIENT, OTHER_PATIENT, THIRD_PATIENT, f"{rng.randrange(10**8):08d}"))
    return Code(f"NHC{record}", WristbandScan(record_number=record))


def _gsrn(rng: Random) -> Code:
    number = rng.choice(("95200000000000123", f"9520000{rng.randrange(10**10):010d}"))
    whole = _with_check_digit(number)
    return Code(_sent(rng, f"8018{whole}"), WristbandScan(gsrn=whole))


def _badge(rng: Random) -> Code:
    badge = rng.choice((*PINS, f"{rng.randrange(10**4):04d}"))
    return Code(f"ST{badge}", BadgeScan(badge=badge))


def _place(rng: Random) -> Code:
    key = rng.choice(PLACES)
    return Code(_sent(rng, f"93{key}"), PlaceScan(key=key))


def _sent(rng: Random, content: str) -> str:
    return rng.choice(PREFIXES) + content


def _word(rng: Random, least: int, most: int) -> str:
    return "".join(rng.choices(LETTERS + DIGITS * 2, k=rng.randint(least, most)))


def _gtin(rng: Random) -> str:
    return _with_check_digit(f"0952{rng.randrange(10**9):09d}")


def _day(rng: Random, day: date) -> str:
    """As it stands in a code; the last of a month may be written as day 00."""
    last = day.day == monthrange(day.year, day.month)[1]
    return f"{day:%y%m}00" if last and rng.random() < 0.3 else f"{day:%y%m%d}"


def _with_check_digit(digits: str) -> str:
    """GS1's check digit: from the right weights 3, 1, 3 …, up to the next ten."""
    total = sum(int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(reversed(digits)))
    return f"{digits}{-total % 10}"
