"""PWG Raster, read back by CUPS: what its own library decodes is the page, dot for dot."""

import ctypes
import ctypes.util
import os
import struct
from pathlib import Path

import pytest

from labels.printers.pwg import HEADER_BYTES, pwg
from labels.printers.raster import Raster, rasters
from labels.sample import sample_label_pdf
from pharmacy.language import Language
from tests.labels.rasters import pages
from tests.labels.virtual import missing

READ = 0


def decoded(document: bytes, file: Path) -> list[tuple[dict[str, int | str], bytes]]:
    """Each page's header and dots, by cupsRasterReadHeader2 and cupsRasterReadPixels."""
    library = ctypes.util.find_library("cups")
    if library is None:
        missing("libcups is not installed: Debian's cups-ipp-utils brings it")
    cups = ctypes.CDLL(library)
    cups.cupsRasterOpen.restype = ctypes.c_void_p
    cups.cupsRasterReadHeader2.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    cups.cupsRasterReadPixels.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint]
    cups.cupsRasterClose.argtypes = [ctypes.c_void_p]
    file.write_bytes(document)
    handle = os.open(file, os.O_RDONLY)
    stream = cups.cupsRasterOpen(handle, READ)
    found = []
    header = ctypes.create_string_buffer(HEADER_BYTES)
    while cups.cupsRasterReadHeader2(stream, header):
        width, height = struct.unpack_from("2I", header.raw, 372)
        bits, pixel, across, order, space = struct.unpack_from("5I", header.raw, 384)
        dots = ctypes.create_string_buffer(across * height)
        read = cups.cupsRasterReadPixels(stream, dots, across * height)
        said: dict[str, int | str] = {
            "kind": header.raw[:64].rstrip(b"\0").decode(),
            "dpi": struct.unpack_from("I", header.raw, 276)[0],
            "page": f"{struct.unpack_from('2I', header.raw, 352)}",
            "size": f"{width}x{height}",
            "depth": f"{bits} {pixel} {order} {space}",
            "read": read,
        }
        found.append((said, dots.raw))
    cups.cupsRasterClose(stream)
    os.close(handle)
    return found


@pytest.mark.parametrize("dpi", [203, 300])
def test_cups_reads_back_the_page_dot_for_dot(tmp_path: Path, dpi: int) -> None:
    pdf = sample_label_pdf(Language.SPANISH, dpi)
    ((said, dots),) = decoded(pwg(rasters(pdf, dpi), width=100, height=70, dpi=dpi), tmp_path / "label.pwg")
    (meant,) = pages(pdf, dpi)
    assert said == {
        "kind": "PwgRaster",
        "dpi": dpi,
        "page": "(283, 198)",
        "size": f"{meant.width}x{meant.height}",
        "depth": "8 8 0 18",
        "read": meant.width * meant.height,
    }
    assert dots == meant.tobytes()


def test_every_length_of_runs_and_of_different_dots_comes_back(tmp_path: Path) -> None:
    rows = [
        bytes(range(256)) * 2,
        b"\x00" * 512,
        b"\xff" * 129 + b"\x00" * 383,
        bytes([7, 7, 8]) * 170 + b"ab",
    ]
    rows += [b"\x01\x02" * 256] * 300
    ((_, dots),) = decoded(pwg([Raster(512, rows)], width=10, height=10, dpi=203), tmp_path / "runs.pwg")
    assert dots == b"".join(rows)


def test_a_document_of_two_pages_has_both(tmp_path: Path) -> None:
    two = [Raster(8, [b"\x00" * 8] * 3), Raster(8, [b"\xff" * 8] * 3)]
    found = decoded(pwg(two, width=10, height=10, dpi=300), tmp_path / "two.pwg")
    assert [dots for _, dots in found] == [b"\x00" * 24, b"\xff" * 24]
