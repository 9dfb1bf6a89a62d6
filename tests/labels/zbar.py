"""Code 128 as ZBar reads it: a second decoder, where Debian's libzbar0 is installed."""

from ctypes import CDLL, c_char_p, c_int, c_uint, c_ulong, c_void_p, string_at
from ctypes.util import find_library

from PIL import Image

Y800 = int.from_bytes(b"Y800", "little")
CODE_128 = 128
ENABLE = 0
MODIFIER_GS1 = 1 << 0

LIBRARY = find_library("zbar")
"""None where it is not installed."""

_RETURNS = {
    "zbar_image_scanner_create": c_void_p,
    "zbar_image_create": c_void_p,
    "zbar_image_first_symbol": c_void_p,
    "zbar_symbol_next": c_void_p,
    "zbar_symbol_get_modifiers": c_uint,
    "zbar_symbol_get_data": c_void_p,
    "zbar_symbol_get_data_length": c_uint,
}
_TAKES = {
    "zbar_image_scanner_set_config": [c_void_p, c_int, c_int, c_int],
    "zbar_image_set_format": [c_void_p, c_ulong],
    "zbar_image_set_size": [c_void_p, c_uint, c_uint],
    "zbar_image_set_data": [c_void_p, c_char_p, c_ulong, c_void_p],
    "zbar_scan_image": [c_void_p, c_void_p],
}


def _zbar() -> CDLL:
    assert LIBRARY
    library = CDLL(LIBRARY)
    for name, kind in _RETURNS.items():
        getattr(library, name).restype = kind
        getattr(library, name).argtypes = [] if name.endswith("create") else [c_void_p]
    for name, kinds in _TAKES.items():
        getattr(library, name).argtypes = kinds
    for name in ("zbar_image_scanner_destroy", "zbar_image_destroy"):
        getattr(library, name).argtypes = [c_void_p]
    return library


def read_code_128(image: Image.Image) -> list[tuple[str, bool]]:
    """What it reads, FNC1 as GS but for the first; and whether there was a first, which says GS1."""
    library = _zbar()
    grey = image.convert("L")
    pixels = grey.tobytes()
    scanner, picture = library.zbar_image_scanner_create(), library.zbar_image_create()
    try:
        library.zbar_image_scanner_set_config(scanner, 0, ENABLE, 0)
        library.zbar_image_scanner_set_config(scanner, CODE_128, ENABLE, 1)
        library.zbar_image_set_format(picture, Y800)
        library.zbar_image_set_size(picture, *grey.size)
        library.zbar_image_set_data(picture, pixels, len(pixels), None)
        library.zbar_scan_image(scanner, picture)
        found, symbol = [], library.zbar_image_first_symbol(picture)
        while symbol:
            length = library.zbar_symbol_get_data_length(symbol)
            if length:
                data = string_at(library.zbar_symbol_get_data(symbol), length)
                is_gs1 = bool(library.zbar_symbol_get_modifiers(symbol) & MODIFIER_GS1)
                found.append((data.decode("latin-1"), is_gs1))
            symbol = library.zbar_symbol_next(symbol)
        return found
    finally:
        library.zbar_image_destroy(picture)
        library.zbar_image_scanner_destroy(scanner)
