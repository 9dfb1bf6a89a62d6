"""From what the scanner typed to what was scanned."""

import re
from datetime import date
from typing import Literal

from biip.checksums import gs1_standard_check_digit
from biip.gs1_element_strings import GS1ElementString

from pharmacy.errors import Refusal
from pharmacy.identity import GS, bag_id_from, copy_from, label_mark
from pharmacy.language import text
from pharmacy.people import could_be_pin
from pharmacy.places import PLACE_KEY
from pharmacy.scans.damage import (
    Damage,
    caps_lock,
    damage_in_code,
    damage_in_transfer,
    small_letters,
    split_prefix,
)
from pharmacy.scans.fields import NATIONAL, fields_of, impossible_date, require, swallowed
from pharmacy.scans.kinds import BadgeScan, BagScan, DiluentScan, PlaceScan, Scan, VialScan, WristbandScan
from pharmacy.scans.unreadable import UnreadableScan
from pharmacy.site import Site

_TYPED_BAG = re.compile(r"\d{2}-\d{6}-\d", re.ASCII)
_LABEL_MARK = re.compile(r"([BC])([1-9A-Z])[0-9A-Z*]", re.ASCII)

_VIAL = frozenset({"01", "17", "10", "21"})
_DILUENT = frozenset({"01", "17", "10"})
_BAG = frozenset({"91", "92"})
_PLACE = frozenset({"93"})
_WRISTBAND = frozenset({"8018"})

_SWALLOWED_SERIAL = re.compile(r"(?=.{9}).+21.+")
"""Lot and serial that ran together leave a code that looks like a diluent's. Diluents' lots are short
(eight characters or fewer, and 21 is common in them as a year or week); vials' lots with a serial
behind them are longer. What this lets through still fails at the stock look-up."""
_SWALLOWED_SPANISH = re.compile(r".+712\d{6,7}")
"""Spain's national number, six digits and a check digit or without it, behind a lot or serial."""
_SPANISH_NTIN = re.compile(r"0847000(\d{6})\d")
"""A GTIN that holds Spain's national code."""


def read_scan(raw: str, site: Site) -> Scan:
    """What was scanned, or `UnreadableScan` with the reason; never any other error.

    `raw` may begin with a symbology prefix and end with any number of CR, LF and Tab. A GTIN, a GSRN
    and our own labels prove themselves by their check digits. Serial, lot, expiry, record number, badge
    and place have none: a wrong character there cannot be seen in the code. So every scan is looked up,
    and none is believed for what it says alone. For the same reason a vial's code of which just the
    serial was lost reads as a diluent's: whoever looks it up finds that its product is no diluent.

    The century of an expiry is the one nearest the machine's year (GS1 General Specifications, 7.12).
    """
    payload = raw.rstrip("\r\n\t")
    _stop_at(damage_in_transfer(payload), raw)
    prefix, content = split_prefix(payload)
    content = content.strip(GS)
    scan = _by_site(content, site, raw)
    if scan is not None:
        return scan
    if not prefix and _TYPED_BAG.fullmatch(content):
        return BagScan(bag_id=_bag_id(content, raw), piece=None, copy_number=None, typed=True)
    if _by_site(content.swapcase(), site, raw) is not None:
        _stop_at(caps_lock(), raw)
    _stop_at(damage_in_code(prefix, content), raw)
    if could_be_pin(content):
        # Nothing of it is quoted: refusals are read by everybody, and kept.
        raise UnreadableScan(
            text("A few digits are no code; they could be somebody's PIN."),
            text("Scan the whole code. A PIN is typed where the screen asks for it, after the badge."),
            raw,
        )
    if not content[:1].isdigit():
        raise UnreadableScan(
            text(
                "It is no code of a vial, a diluent, a bag, a place, a wristband or a badge, "
                "or only part of one."
            ),
            text("Scan the whole code again."),
            raw,
        )
    return _by_fields(fields_of(content, raw), prefix, raw)


def _stop_at(damage: Damage | None, raw: str) -> None:
    if damage is not None:
        raise UnreadableScan(damage.reason, damage.advice, raw)


def _by_site(content: str, site: Site, raw: str) -> BadgeScan | WristbandScan | None:
    """A badge or wristband as the site writes them."""
    badge = re.fullmatch(site.badge_pattern, content, re.ASCII)
    wristband = re.fullmatch(site.wristband_pattern, content, re.ASCII)
    if badge and wristband:
        raise UnreadableScan(
            text("It could be a badge or a wristband: the site file describes both alike."),
            text("Have the site file corrected."),
            raw,
        )
    if badge and badge["badge"]:
        return BadgeScan(badge=badge["badge"])
    if wristband and wristband["record"]:
        return WristbandScan(record_number=wristband["record"])
    return None


def _by_fields(fields: dict[str, GS1ElementString], prefix: str, raw: str) -> Scan:
    """A GS1 code: its fields, exactly those of its kind, tell what it is."""
    if "8018" in fields:
        require(_WRISTBAND, fields, raw)
        return WristbandScan(gsrn=_checked(fields["8018"].value, raw))
    if _BAG & set(fields):
        require(_BAG, fields, raw)
        return _bag(fields, prefix, raw)
    if "93" in fields:
        require(_PLACE, fields, raw)
        return _place(fields["93"].value, raw)
    national = NATIONAL & set(fields)
    if "21" in fields or national:
        require(_VIAL | national, fields, raw)
        return _vial(fields, prefix, raw)
    require(_DILUENT, fields, raw)
    return _diluent(fields, prefix, raw)


def _vial(fields: dict[str, GS1ElementString], prefix: str, raw: str) -> VialScan:
    gtin = _checked(fields["01"].value, raw)
    _believe_letters(fields, prefix, raw)
    for ai in ("10", "21"):
        if "712" not in fields and _SWALLOWED_SPANISH.fullmatch(fields[ai].value):
            raise swallowed(ai, "712", fields[ai].value, raw)
    ntin = _SPANISH_NTIN.fullmatch(gtin)
    nationals = [fields[ai].value for ai in ("712", *sorted(NATIONAL - {"712"})) if ai in fields]
    if ntin is not None and "712" not in fields:
        nationals.insert(0, ntin[1])
    return VialScan(
        gtin=gtin,
        serial=fields["21"].value,
        lot=fields["10"].value,
        expiry=_expiry(fields, raw),
        national_code=nationals[0] if nationals else None,
    )


def _diluent(fields: dict[str, GS1ElementString], prefix: str, raw: str) -> DiluentScan:
    gtin = _checked(fields["01"].value, raw)
    _believe_letters(fields, prefix, raw)
    lot = fields["10"].value
    if _SWALLOWED_SERIAL.fullmatch(lot):
        raise swallowed("10", "21", lot, raw)
    return DiluentScan(gtin=gtin, lot=lot, expiry=_expiry(fields, raw))


def _bag(fields: dict[str, GS1ElementString], prefix: str, raw: str) -> BagScan:
    bag_id = _bag_id(fields["91"].value, raw)
    _believe_letters(fields, prefix, raw)
    mark = fields["92"].value
    label = _LABEL_MARK.fullmatch(mark)
    again = text("Scan the label again; if it happens again, print the label anew.")
    if label is None:
        raise UnreadableScan(
            text("The piece and copy, “{value}”, are none that a label of ours has.", value=mark), again, raw
        )
    piece: Literal["B", "C"] = "B" if label[1] == "B" else "C"
    copy = copy_from(label[2])
    if mark != label_mark(bag_id, piece, copy):
        raise UnreadableScan(
            text("The last character of the label's code does not fit the others: one of them is wrong."),
            again,
            raw,
        )
    return BagScan(bag_id=bag_id, piece=piece, copy_number=copy)


def _place(key: str, raw: str) -> PlaceScan:
    if re.fullmatch(PLACE_KEY, key) is None:
        raise UnreadableScan(
            text("The place, “{key}”, is none that a code of ours has.", key=key),
            text("Scan the place's code again; if it happens again, print it anew."),
            raw,
        )
    return PlaceScan(key=key)


def _bag_id(value: str, raw: str) -> str:
    try:
        return bag_id_from(value)
    except Refusal as refusal:
        raise UnreadableScan(refusal.what, refusal.advice, raw) from None


def _checked(number: str, raw: str) -> str:
    """A GTIN or GSRN whose check digit fits. Source: GS1 General Specifications, section 7.9."""
    if gs1_standard_check_digit(number[:-1]) != int(number[-1]):
        raise UnreadableScan(
            text("The check digit of the number {number} is wrong: a digit was misread.", number=number),
            text("Scan again. If it happens again, the code is damaged: take another pack or wristband."),
            raw,
        )
    return number


def _believe_letters(fields: dict[str, GS1ElementString], prefix: str, raw: str) -> None:
    """Refuse a field with small letters and no capital, unless a prefix proves that caps lock was off."""
    if not prefix and any(element.value.islower() for element in fields.values()):
        _stop_at(small_letters(), raw)


def _expiry(fields: dict[str, GS1ElementString], raw: str) -> date:
    expiry = fields["17"].date
    if expiry is None:
        raise impossible_date(fields["17"].value, raw)
    return expiry
