"""Printed means printed: a document is whole in its place, or nothing is there and a person is told."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from labels.printers import Document, Fate, Printer
from labels.printers.folder import FolderPrinter
from pharmacy.errors import Code, Trouble

SEND = """
import os, resource, sys
from pathlib import Path
from labels.printers import Document
from labels.printers.folder import FolderPrinter
from pharmacy.errors import Trouble
{before}
try:
    FolderPrinter(Path(sys.argv[1])).send(Document("label", b"x" * 100_000, 100, 70))
except Trouble as trouble:
    print(trouble.code, trouble.lines()[0], sep="|")
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that anybody can reach, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def document(pdf: bytes, name: str = "label") -> Document:
    return Document(name, pdf, 100, 70)


def sent_elsewhere(folder: Path, before: str) -> str:
    """Send in another process, after doing something to it; return what it said."""
    program = [sys.executable, "-c", SEND.format(before=before), str(folder)]
    return subprocess.run(program, capture_output=True, text=True, check=True).stdout.strip()


def test_a_document_is_written_whole_and_confirmed(tmp_path: Path) -> None:
    printer: Printer = FolderPrinter(tmp_path)
    printed = printer.send(document(b"%PDF-1.4 whole"))
    assert printed.confirmed
    assert printed.where == str(tmp_path / "label.pdf")
    assert Path(printed.where).read_bytes() == b"%PDF-1.4 whole"
    assert list(tmp_path.iterdir()) == [tmp_path / "label.pdf"]
    assert printer.name == str(tmp_path)


def test_the_same_document_again_is_left_as_it_is(tmp_path: Path) -> None:
    printer = FolderPrinter(tmp_path)
    assert printer.send(document(b"once")) == printer.send(document(b"once"))


def test_a_folder_knows_what_has_become_of_a_document(tmp_path: Path) -> None:
    printer = FolderPrinter(tmp_path)
    assert printer.look(document(b"once")) is Fate.NOT_PRINTED
    printer.send(document(b"once"))
    assert printer.look(document(b"once")) is Fate.PRINTED
    assert printer.look(document(b"another")) is Fate.NOT_PRINTED


def test_a_different_document_under_a_taken_name_is_refused(tmp_path: Path) -> None:
    printer = FolderPrinter(tmp_path)
    printer.send(document(b"the first"))
    with pytest.raises(Trouble) as refused:
        printer.send(document(b"another"))
    assert refused.value.code is Code.PRINTER
    assert refused.value.lines() == [
        "Another document already has this name.",
        "expected: a name that is free, or the same document",
        f"got: {tmp_path / 'label.pdf'}",
        "what now: Nothing was overwritten. Look at that file, move it away, and print again.",
    ]
    assert (tmp_path / "label.pdf").read_bytes() == b"the first"


def test_a_missing_folder_is_said_not_made(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as trouble:
        FolderPrinter(tmp_path / "nowhere").send(document(b"x"))
    assert trouble.value.lines()[0] == "The document was not printed: its folder is not there."
    assert not list(tmp_path.iterdir())


def test_a_file_in_the_folders_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "labels").write_text("not a folder")
    with pytest.raises(Trouble) as trouble:
        FolderPrinter(tmp_path / "labels").send(document(b"x"))
    assert trouble.value.lines()[0] == "The document was not printed: its folder is not there."


def test_a_full_disk_leaves_no_half_document(open_folder: Path) -> None:
    said = sent_elsewhere(open_folder, "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))")
    assert said == "printer|The document was not printed: the disk is full."
    assert not list(open_folder.iterdir())


def test_a_folder_that_may_not_be_written_is_said(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    said = sent_elsewhere(open_folder, "os.geteuid() or os.setuid(65534)")
    assert said == "printer|The document was not printed: this folder may not be written."
    assert not list(open_folder.iterdir())


def test_a_name_that_leads_out_of_the_folder_is_a_mistake_of_the_program(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no plain file name"):
        FolderPrinter(tmp_path).send(document(b"x", name="../label"))
