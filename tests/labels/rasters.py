"""What a printer would put on paper, and what scanners read from it: for tests."""

from ctypes import POINTER, c_ubyte, cast, create_string_buffer
from itertools import groupby

import pypdfium2
import zxingcpp
from arbez_dmtx._libdmtx.pylibdmtx import _decode_region, _decoder, _image, _region
from arbez_dmtx._libdmtx.wrapper import (
    DmtxPackOrder,
    DmtxProperty,
    dmtxDecodeSetProp,
    dmtxTimeAdd,
    dmtxTimeNow,
)
from PIL import Image

GS = 29


def pages(pdf: bytes, dpi: int) -> list[Image.Image]:
    """The pages as printed at so many dots an inch, in greys."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in document]
    finally:
        document.close()


def scanned(image: Image.Image) -> dict[str, tuple[str, str, str]]:
    """By name of the symbology: content type, symbology identifier and text, GS and all."""
    return {
        str(found.format): (found.content_type.name, found.symbology_identifier, found.text)
        for found in zxingcpp.read_barcodes(image, text_mode=zxingcpp.TextMode.Plain)
    }


def scanned_by_another(image: Image.Image, patience_ms: int = 2000) -> bytes:
    """The DataMatrix as libdmtx reads it: it shows FNC1 only when told what to show."""
    until = dmtxTimeAdd(dmtxTimeNow(), patience_ms)
    grey = image.convert("L")
    pixels = cast(create_string_buffer(grey.tobytes()), POINTER(c_ubyte))
    with (
        _image(pixels, *grey.size, DmtxPackOrder.DmtxPack8bppK) as dmtx_image,
        _decoder(dmtx_image, 1) as decoder,
    ):
        dmtxDecodeSetProp(decoder, DmtxProperty.DmtxPropFnc1, GS)
        while True:
            with _region(decoder, until) as region:
                if not region:
                    return b""
                if found := _decode_region(decoder, region, -1, 1):  # type: ignore[no-untyped-call]
                    return bytes(found.data)


def runs(image: Image.Image, row: int, left: int, right: int) -> list[tuple[bool, int]]:
    """Along a row of dots, how many alike follow each other: (dark, dots). A dot that is grey raises."""
    shades = [image.getpixel((x, row)) for x in range(left, right)]
    assert all(isinstance(shade, int) and (shade < 4 or shade > 251) for shade in shades), "a grey dot"
    return [
        (dark, len(list(alike)))
        for dark, alike in groupby(isinstance(shade, int) and shade < 4 for shade in shades)
    ]
