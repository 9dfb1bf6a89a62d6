"""PWG Raster: the format that every IPP Everywhere printer takes. Grey, eight bits a dot.

Source: PWG 5102.4-2012; the offsets of the page header are those of its table 1.
"""

import re
import struct
from collections.abc import Iterable
from itertools import groupby

from labels.printers.raster import Raster

SYNC = b"RaS2"
HEADER_BYTES = 1796
POINTS_PER_MM = 72 / 25.4
GREY_COLOUR_SPACE = 18
"""`sGray`."""
MOST_REPEATED = 256
"""Rows that one count can stand for."""

_RUNS = re.compile(rb"(.)\1{1,127}", re.DOTALL)
"""Two to 128 dots alike."""
_MOST_LITERAL = 128


def pwg(pages: Iterable[Raster], *, width: float, height: float, dpi: int) -> bytes:
    """A document of rastered pages for paper of `width` by `height` mm."""
    drawn = list(pages)
    out = bytearray(SYNC)
    for page in drawn:
        out += _header(page, width, height, dpi, len(drawn))
        for row, alike in groupby(page.rows):
            packed, left = _packed(row), sum(1 for _ in alike)
            while left:
                count = min(left, MOST_REPEATED)
                out.append(count - 1)
                out += packed
                left -= count
    return bytes(out)


def _header(page: Raster, width: float, height: float, dpi: int, pages: int) -> bytes:
    header = bytearray(HEADER_BYTES)
    header[0:9] = b"PwgRaster"
    numbers = {
        276: (dpi, dpi),
        340: (1,),  # copies
        352: (round(width * POINTS_PER_MM), round(height * POINTS_PER_MM)),
        372: (page.width, page.height),
        384: (8, 8, page.width),  # bits a colour, bits a dot, bytes a row
        400: (GREY_COLOUR_SPACE,),
        420: (1,),  # colours
        452: (pages,),
        456: (1, 1),  # not mirrored
        464: (0, 0, page.width, page.height),
    }
    for offset, values in numbers.items():
        struct.pack_into(f">{len(values)}I", header, offset, *values)
    return bytes(header)


def _packed(row: bytes) -> bytes:
    r"""A row as runs and literals.

    >>> _packed(b"\x00\x00\x00\xff\x07\x08").hex()
    '0200feff0708'
    """
    out = bytearray()
    at = 0
    for run in _RUNS.finditer(row):
        _literal(out, row[at : run.start()])
        out.append(len(run[0]) - 1)
        out += run[1]
        at = run.end()
    _literal(out, row[at:])
    return bytes(out)


def _literal(out: bytearray, dots: bytes) -> None:
    """Dots that differ from their neighbours; a single one is a run of one."""
    for at in range(0, len(dots), _MOST_LITERAL):
        some = dots[at : at + _MOST_LITERAL]
        out.append(0 if len(some) == 1 else 257 - len(some))
        out += some
