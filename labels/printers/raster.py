"""A PDF's pages in a printer's dots."""

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2

_SHARP = bytes(0 if grey < 128 else 255 for grey in range(256))  # noqa: PLR2004
"""The darker half of the greys is burnt."""
_DIGITS = bytes(ord("1") if grey < 128 else ord("0") for grey in range(256))  # noqa: PLR2004


@dataclass(frozen=True)
class Raster:
    """A page in greys."""

    width: int
    """In dots."""
    rows: list[bytes]
    """From the top; a byte a dot, 0 black to 255 white."""

    @property
    def height(self) -> int:
        """In dots."""
        return len(self.rows)

    def sharp(self) -> "Raster":
        """In black and white, still a byte a dot: a thermal printer would make a pattern of any grey."""
        return Raster(self.width, [row.translate(_SHARP) for row in self.rows])

    def bits(self) -> bytes:
        r"""In black and white: eight dots a byte, the leftmost highest, 1 black, whole bytes a row.

        >>> Raster(10, [b"\x00" + b"\xff" * 8 + b"\x7f"]).bits().hex()
        '8040'
        """
        across = (self.width + 7) // 8
        spare = across * 8 - self.width
        packed = bytearray()
        for row in self.rows:
            packed += (int(row.translate(_DIGITS), 2) << spare).to_bytes(across, "big")
        return bytes(packed)


def rasters(pdf: bytes, dpi: int) -> Iterator[Raster]:
    """Each page at so many dots an inch. What lies on the grid comes out sharp."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            page.set_rotation(0)  # as it goes through the printer, not as it is looked at
            bitmap = page.render(scale=dpi / 72, grayscale=True)
            data, width, stride = bytes(bitmap.buffer), bitmap.width, bitmap.stride
            starts = range(0, stride * bitmap.height, stride)
            yield Raster(width, [data[start : start + width] for start in starts])
    finally:
        document.close()
