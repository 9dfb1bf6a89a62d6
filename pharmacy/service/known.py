"""What the audit's events of a bag only point at, and the words that several of them share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from pharmacy.language import Text, text, verbatim
from pharmacy.moments import moment_text
from pharmacy.protocol.model import Protocol
from pharmacy.site import Site


@dataclass(frozen=True)
class Product:
    """A vial or a diluent bag that was scanned."""

    name: str
    lot: str
    expiry: date


@dataclass(frozen=True)
class Known:
    """What the events only point at."""

    protocol: Protocol
    site: Site
    vials: Mapping[tuple[str, str], Product]
    """By GTIN and serial."""
    diluents: Mapping[tuple[str, str], Product]
    """By GTIN and lot."""

    @property
    def zone(self) -> ZoneInfo:
        """In which moments are told."""
        return self.site.tz

    def vial(self, gtin: str, serial: str) -> Text:
        """A vial, with all that tells it from others."""
        found = self.vials[gtin, serial]
        return text(
            "{name}, GTIN {gtin}, lot {lot}, serial {serial}, expiry {expiry}",
            name=found.name,
            gtin=gtin,
            lot=found.lot,
            serial=serial,
            expiry=found.expiry,
        )

    def diluent(self, gtin: str, lot: str) -> Text:
        """A diluent bag; its lot is all there is to tell it by."""
        found = self.diluents[gtin, lot]
        return text(
            "{name}, GTIN {gtin}, lot {lot}, expiry {expiry}",
            name=found.name,
            gtin=gtin,
            lot=lot,
            expiry=found.expiry,
        )


Told = tuple[Text, tuple[Text, ...]]
"""What happened, and with what."""


def reason_in(data: Mapping[str, Any]) -> Text:
    """Why somebody did it."""
    return text("Reason: {reason}", reason=data["reason"])


def signed_in(data: Mapping[str, Any]) -> Text:
    """By what a signature is found again."""
    return text("what was signed: sha256 {sha256} …", sha256=data["signed_sha256"][:16])


def moment_in(iso: str, known: Known) -> Text:
    """A moment of which an event speaks."""
    return verbatim(moment_text(datetime.fromisoformat(iso), known.zone))
