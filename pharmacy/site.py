"""The hospital: its name, clock, language, and how its own badges and wristbands are written."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from pharmacy.errors import Code, Trouble
from pharmacy.language import Language, Text, text, verbatim
from pharmacy.local_time import ZoneName
from pharmacy.logger_columns import LoggerColumns
from pharmacy.places import BENCH, KIND_NAMES, PLACE_KEY, Place
from pharmacy.protocol.files import read_whole, toml_in, why


def _pattern(group: str | None = None) -> AfterValidator:
    def check(pattern: str) -> str:
        try:
            groups = re.compile(pattern).groupindex
        except (re.error, OverflowError, RecursionError) as error:
            raise ValueError(f"{pattern!r} is no regular expression: {error}") from None
        if group is not None and group not in groups:
            raise ValueError(f"{pattern!r} has no group (?P<{group}>…)")
        return pattern

    return AfterValidator(check)


Name = Annotated[str, StringConstraints(min_length=1, max_length=60, strip_whitespace=True)]


def _ipp_address(address: str) -> str:
    parts = urlsplit(address)  # raises ValueError for what is no address at all
    if parts.scheme not in {"ipp", "ipps"} or not parts.hostname or (parts.port or 1) < 1:
        raise ValueError(f"{address!r} is no address like ipp://labels.example/ipp/print")
    return address


def _host(host: str) -> str:
    if not re.fullmatch(r"[\w.:-]+", host, re.ASCII):
        raise ValueError(f"{host!r} is no name or number of a computer")
    return host


Dpi = Literal[203, 300]
"""Dots an inch that labels are drawn for: thermal printers have one or the other."""


class FolderPrinting(BaseModel):
    """Documents become files in a folder."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["folder"]
    path: Annotated[str, StringConstraints(min_length=1)]
    """Beside the database, or from the root."""
    dpi: Dpi = 203


class IppPrinting(BaseModel):
    """Any IPP Everywhere printer, or a queue of CUPS."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["ipp"]
    address: Annotated[str, AfterValidator(_ipp_address)]
    """ipp:// or ipps://."""
    dpi: Dpi = 203


class ZplPrinting(BaseModel):
    """A label printer that speaks ZPL."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["zpl"]
    host: Annotated[str, AfterValidator(_host)]
    port: Annotated[int, Field(ge=1, le=65535)] = 9100
    dpi: Dpi
    status: bool = True
    """Whether it says how it is (`~HS`). A print server that only passes on what it gets cannot."""


Printing = Annotated[FolderPrinting | IppPrinting | ZplPrinting, Field(discriminator="kind")]
"""Where documents go."""


def _prints_sheets(chosen: Printing) -> Printing:
    if isinstance(chosen, ZplPrinting):
        raise ValueError("a ZPL printer prints labels only: sheets need ipp or folder")  # noqa: TRY004
    return chosen


class PrinterSection(BaseModel):
    """The station's printers. One that is not named is the folder `prints` beside the database."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    labels: Printing | None = None
    """For 100 × 70 mm labels."""
    sheets: Annotated[Printing, AfterValidator(_prints_sheets)] | None = None
    """For A4."""


class SitePlace(BaseModel):
    """A place of the hospital that bags are put in; its code is printed and stuck on it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, StringConstraints(min_length=1, max_length=20, strip_whitespace=True)]
    """As people call it: `fridge 2`."""
    kind: Place


PlaceKey = Annotated[str, StringConstraints(pattern=f"^{PLACE_KEY}$")]
"""What a place's code says."""


class Site(BaseModel):
    """The site file, checked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    hospital: Name
    pharmacy: Name
    """As it stands on every label."""
    contact: Name | None = None
    """Whom patients call, as it stands on their card: name and telephone number."""
    zone: ZoneName
    """IANA zone of every clock time shown or printed."""
    language: Language
    """Of the screens and documents."""
    record_pattern: Annotated[str, _pattern()]
    """Regular expression of a whole record number: one that loses a digit is no patient's."""
    wristband_pattern: Annotated[str, _pattern("record")]
    """Regular expression of a wristband that carries the record number, group `record`."""
    badge_pattern: Annotated[str, _pattern("badge")]
    """Regular expression of a staff badge, group `badge`."""
    places: Mapping[PlaceKey, SitePlace] = {}
    """Where bags are stored, carried and handed over, by key; nowhere else can a bag be put."""
    printers: PrinterSection = PrinterSection()
    logger: LoggerColumns | None = None
    """How the refrigerators' loggers write their files; none where readings are typed."""

    @property
    def tz(self) -> ZoneInfo:
        """The zone itself."""
        return ZoneInfo(self.zone)

    def place_name(self, key: str) -> Text:
        """What a place is called; a key that the file has no longer is called by itself."""
        if key == BENCH:
            return KIND_NAMES[Place.STATION]
        return verbatim(self.places[key].name if key in self.places else key)


def load_site(path: Path) -> Site:
    """Read a site file. Anything unknown, missing or wrong raises `Trouble` naming file and key."""
    try:
        return Site.model_validate(toml_in(read_whole(path)))
    except ValidationError as error:
        first = error.errors()[0]
        raise _bad_file(path, f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    except (OSError, ValueError) as error:
        raise _bad_file(path, why(error)) from error


def _bad_file(path: Path, said: str) -> Trouble:
    return Trouble(
        Code.BAD_FILE,
        text("The site file cannot be used."),
        expected=text("a site file as the guide describes"),
        got=verbatim(f"{path}: {said}"),
        advice=text("Correct the file; nothing starts with a wrong one."),
        bad_input=True,
    )
