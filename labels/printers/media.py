"""Names of paper sizes as IPP printers use them. Source: PWG 5101.1-2013, section 5."""

import re
from collections.abc import Iterable

from labels.layout import INCH

TOLERANCE = 0.5
"""How far a size may lie from the one wanted, in mm: sizes in inches or points never agree exactly."""

_NAME = re.compile(r"(?P<name>[\w.-]+)_(?P<width>\d+(?:\.\d+)?)x(?P<height>\d+(?:\.\d+)?)(?P<unit>mm|in)")


def size_of(name: str) -> tuple[float, float] | None:
    """Width and height in mm that a name says; none for a name that says none.

    >>> size_of("iso_a4_210x297mm"), size_of("auto")
    ((210.0, 297.0), None)
    """
    said = _NAME.fullmatch(name)
    if said is None:
        return None
    unit = INCH if said["unit"] == "in" else 1.0
    return float(said["width"]) * unit, float(said["height"]) * unit


def fits(name: str, width: float, height: float) -> bool:
    """Whether a name is that of a size, lying the same way.

    >>> fits("oe_label_100x70mm", 100, 70), fits("oe_label_70x100mm", 100, 70)
    (True, False)
    """
    size = size_of(name)
    return size is not None and abs(size[0] - width) <= TOLERANCE and abs(size[1] - height) <= TOLERANCE


def media_for(supported: Iterable[str], width: float, height: float) -> str | None:
    """What the printer calls a size; a name made for it where it takes any size of a range; none where it
    does not take it.

    >>> media_for(["custom_min_20x20mm", "custom_max_104x990mm"], 100, 70)
    'custom_alemprep_100x70mm'
    """
    names = list(supported)
    for name in names:
        if fits(name, width, height) and not name.startswith(("custom_min_", "custom_max_")):
            return name
    least = _bound(names, "custom_min_")
    most = _bound(names, "custom_max_")
    if least and most and all(a <= b <= c for a, b, c in zip(least, (width, height), most, strict=True)):
        return f"custom_alemprep_{width:g}x{height:g}mm"
    return None


def _bound(names: list[str], prefix: str) -> tuple[float, float] | None:
    return next((size_of(name) for name in names if name.startswith(prefix)), None)
