"""What a scanner sent, told apart: vial, diluent, bag, place, wristband or badge, or untrustworthy."""

from pharmacy.scans.kinds import (
    BadgeScan,
    BagScan,
    DiluentScan,
    PlaceScan,
    Scan,
    VialScan,
    WristbandScan,
    describe,
)
from pharmacy.scans.reader import read_scan
from pharmacy.scans.unreadable import UnreadableScan

__all__ = [
    "BadgeScan",
    "BagScan",
    "DiluentScan",
    "PlaceScan",
    "Scan",
    "UnreadableScan",
    "VialScan",
    "WristbandScan",
    "describe",
    "read_scan",
]
