"""Where a bag can be."""

from enum import StrEnum

from pharmacy.language import Text, text


class Place(StrEnum):
    """The kinds of place; which of them a hospital has, and what they are called, its site file says."""

    STATION = "station"
    REFRIGERATOR = "refrigerator"
    UNDER_WAY = "under way"
    WARD = "ward"


BENCH = ""
"""Stands for the bench at which a bag was mixed, where custody begins; every other place has a key."""

PLACE_KEY = r"[A-Z][A-Z0-9-]{0,11}"
"""How the key of a place is written: short, so that its code is large; a letter first: it is no PIN."""

KIND_NAMES: dict[Place, Text] = {
    Place.STATION: text("bench"),
    Place.REFRIGERATOR: text("refrigerator"),
    Place.UNDER_WAY: text("transport box"),
    Place.WARD: text("ward"),
}
"""As shown to people."""
