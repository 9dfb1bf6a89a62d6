"""A label as ZPL: the page in the printer's own dots, one graphic field, nothing left to the printer's fonts.

Source: ZPL II Programming Guide, `^GF` and "Alternative Data Compression Scheme" (`:Z64:`).
"""

import binascii
import zlib
from base64 import b64encode

from labels.printers.raster import Raster


def zpl(page: Raster) -> bytes:
    """One label, one copy. Width and length are set anew: another program may have left others."""
    bits = page.bits()
    across = len(bits) // page.height
    return (
        f"^XA^LH0,0^PON^PW{page.width}^LL{page.height}"
        f"^FO0,0^GFA,{len(bits)},{len(bits)},{across},{_z64(bits)}^FS^PQ1^XZ\n"
    ).encode("ascii")


def _z64(bits: bytes) -> str:
    """Deflated, in base 64, with the CRC-16 (CCITT, from 0) of those letters."""
    letters = b64encode(zlib.compress(bits, 9))
    return f":Z64:{letters.decode('ascii')}:{binascii.crc_hqx(letters, 0):04X}"
