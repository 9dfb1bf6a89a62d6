"""A folder as a printer: each document is a PDF in it."""

import errno
import hashlib
import os
import tempfile
from pathlib import Path

from labels.printers.printer import Document, Fate, Printed
from pharmacy.errors import Code, Trouble
from pharmacy.language import Text, text, verbatim

DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class FolderPrinter:
    """Lays each document as a file into a folder, whole or not at all."""

    def __init__(self, folder: Path, dpi: int = 203) -> None:
        """`folder`: must exist when something is printed."""
        self.folder = folder
        self.dpi = dpi

    @property
    def name(self) -> str:
        """The folder's path."""
        return str(self.folder)

    def check(self, document: Document) -> None:
        """Nothing can be known before it is tried; what fails leaves nothing behind."""

    def send(self, document: Document) -> Printed:
        """Write the document; it is on the disk when this returns.

        The same document under the same name is left as it is. Raises `Trouble` (printer) for a different
        document under that name, a full disk, a missing or closed folder; nothing is then left behind.
        """
        target = self._target(document)
        try:
            if target.exists():
                if target.read_bytes() != document.pdf:
                    raise _different(target)
            else:
                _write_whole(target, document.pdf)
        except OSError as error:
            raise _failed(target, error) from error
        return Printed(str(target), confirmed=True)

    def look(self, document: Document) -> Fate:
        """Whether the document is there, whole."""
        target = self._target(document)
        try:
            there = target.exists() and hashlib.sha256(target.read_bytes()).hexdigest() == document.sha256
        except OSError as error:
            raise _failed(target, error) from error
        return Fate.PRINTED if there else Fate.NOT_PRINTED

    def _target(self, document: Document) -> Path:
        if Path(document.name).name != document.name:
            raise ValueError(f"{document.name!r} is no plain file name")
        return self.folder / f"{document.name}.pdf"


def _write_whole(target: Path, document: bytes) -> None:
    """Write beside the target, make sure of it, then give it the name: nobody ever sees half a document."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".printing-")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(document)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _different(target: Path) -> Trouble:
    return Trouble(
        Code.PRINTER,
        text("Another document already has this name."),
        expected=text("a name that is free, or the same document"),
        got=verbatim(str(target)),
        advice=text("Nothing was overwritten. Look at that file, move it away, and print again."),
    )


def _failed(target: Path, error: OSError) -> Trouble:
    return Trouble(
        Code.PRINTER,
        _reason(error),
        expected=text("a folder that can be written"),
        got=verbatim(f"{target}: {error.strerror or error}"),
        advice=text("Nothing was left behind. Put it right, and print again."),
    )


def _reason(error: OSError) -> Text:
    if error.errno in DISK_FULL:
        return text("The document was not printed: the disk is full.")
    if isinstance(error, PermissionError):
        return text("The document was not printed: this folder may not be written.")
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return text("The document was not printed: its folder is not there.")
    return text("The document was not printed: the folder cannot be written.")
