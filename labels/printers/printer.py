"""What is sent to a printer, and what it may say about it. Printed means that the printer confirmed it."""

import hashlib
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol


@dataclass(frozen=True)
class Document:
    """A finished document and the paper that it needs."""

    name: str
    """Of the paper: bag, document and copy. A plain file name without its ending."""
    pdf: bytes
    width: float
    """Of the paper, in mm, across the feed."""
    height: float
    """Of the paper, in mm, along the feed."""
    dpi: int | None = None
    """The printer's dots an inch that it was drawn for; none where any will do."""

    digest: str = ""
    """SHA-256 of the PDF, hex, where the PDF itself is gone: a document can then be asked for, not sent."""

    @property
    def sha256(self) -> str:
        """Of the PDF, hex."""
        return self.digest or hashlib.sha256(self.pdf).hexdigest()

    @property
    def job_name(self) -> str:
        """As printers list it: the same for the same bytes, another one for any others."""
        return f"{self.name} {self.sha256[:8]}"

    @property
    def size(self) -> str:
        """Of the paper, for people."""
        return f"{self.width:g} × {self.height:g} mm"


@dataclass(frozen=True)
class Printed:
    """What a printer said about a document that it took."""

    where: str
    """Where the document is now: a file, or a printer and its job."""
    confirmed: bool
    """Whether the printer says that it came out. Where it cannot say, a person has to look."""


class Fate(Enum):
    """What became of a document that was sent earlier."""

    PRINTED = auto()
    NOT_PRINTED = auto()
    """It did not come out and will not: it may be sent again."""
    UNKNOWN = auto()
    """The printer cannot say: only a person can."""


class Printer(Protocol):
    """Something that documents are sent to. Whatever goes wrong is a `Trouble` (printer) in words."""

    dpi: int
    """Dots an inch that labels are drawn for."""

    @property
    def name(self) -> str:
        """As people call it."""

    def check(self, document: Document) -> None:
        """Raise `Trouble` when it could not be printed as things are: nothing has been sent then."""

    def send(self, document: Document) -> Printed:
        """Print a document. After a `Trouble` it is not certain what became of it: `look` before sending
        it again.
        """

    def look(self, document: Document) -> Fate:
        """What became of a document sent earlier. Raises `Trouble` when it cannot be reached, or still has
        the document and will print it.
        """


@dataclass(frozen=True)
class Printers:
    """A station's two printers; they may be the same."""

    labels: Printer
    """For 100 × 70 mm labels."""
    sheets: Printer
    """For A4."""
