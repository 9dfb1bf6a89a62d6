"""What a scanner sent, told apart: a vial, a diluent, a bag, a wristband or a badge, or untrustworthy."""

from pharmacy.scans.kinds import BadgeScan, BagScan, DiluentScan, Scan, VialScan, WristbandScan, describe
from pharmacy.scans.reader import read_scan
from pharmacy.scans.unreadable import UnreadableScan

__all__ = [
    "BadgeScan",
    "BagScan",
    "DiluentScan",
    "Scan",
    "UnreadableScan",
    "VialScan",
    "WristbandScan",
    "describe",
    "read_scan",
]
