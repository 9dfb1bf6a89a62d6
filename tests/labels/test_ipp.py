"""A real IPP Everywhere printer: printed is what it calls completed. And what is no printer."""

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from labels.layout import A4
from labels.press import finish_labels, print_labels
from labels.printers import Document, Fate, Printers, ipp, ipp_wire
from labels.printers.ipp import IppPrinter
from labels.sample import sample_label_pdf
from pharmacy.errors import Code, Trouble
from pharmacy.language import Language
from pharmacy.preparation import Step
from pharmacy.service.prints import printed_places
from tests.conftest import TECHNICIAN, House
from tests.labels.peers import Talk, peer, says
from tests.labels.rasters import pages
from tests.labels.test_pwg import decoded
from tests.labels.virtual import VirtualPrinter, virtual_printer


def sample(name: str = "26-000001-5-bag-label-copy1") -> Document:
    return Document(name, sample_label_pdf(Language.ENGLISH, 203), 100, 70, 203)


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for long in a test."""
    monkeypatch.setattr(ipp, "PRINT_SECONDS", 2.0)
    monkeypatch.setattr(ipp, "LOOK_EVERY", 0.05)


@pytest.fixture
def printer() -> Iterator[VirtualPrinter]:
    with virtual_printer() as started:
        yield started


def on(printer: VirtualPrinter) -> IppPrinter:
    return IppPrinter(printer.address, 203)


def trouble(call: Callable[[Document], object], document: Document | None = None) -> list[str]:
    """What is said, with the port left out."""
    with pytest.raises(Trouble) as caught:
        call(document or sample())
    assert caught.value.code is Code.PRINTER
    return [re.sub(r"ipp://[\w.]+:\d+/ipp/print", "PRINTER", line) for line in caught.value.lines()]


# printed


def test_a_label_comes_out_as_the_pdf_it_is_and_the_printer_confirms_it(printer: VirtualPrinter) -> None:
    printed = on(printer).send(sample())
    assert printed.confirmed
    assert printed.where == f"{printer.address} #1"
    assert printer.printed() == {sample().job_name: sample().pdf}
    assert on(printer).look(sample()) is Fate.PRINTED


def test_a_printer_that_reads_no_pdf_gets_the_page_in_its_own_dots(tmp_path: Path) -> None:
    with virtual_printer(formats="image/pwg-raster") as printer:
        assert on(printer).send(sample()).confirmed
        (document,) = printer.printed().values()
    ((said, dots),) = decoded(document, tmp_path / "label.pwg")
    (meant,) = pages(sample().pdf, 203)
    assert (said["size"], said["dpi"]) == ("799x559", 203)
    assert dots == meant.point(lambda grey: 0 if int(grey) < 128 else 255).tobytes()


def test_a_sheet_is_rastered_at_the_next_finer_resolution_that_the_printer_has(tmp_path: Path) -> None:
    with virtual_printer(formats="image/pwg-raster", ready="iso_a4_210x297mm", dpi=600) as printer:
        on(printer).send(Document("sheet", sample().pdf, *A4))
        (document,) = printer.printed().values()
    ((said, _),) = decoded(document, tmp_path / "sheet.pwg")
    assert (said["dpi"], said["page"]) == (600, "(595, 842)")


def test_two_documents_at_once_both_come_out_although_the_printer_does_one_at_a_time() -> None:
    with virtual_printer(script='sleep 0.5; cp "$1" "$2/$IPP_JOB_NAME"') as printer:
        documents = [sample("first"), sample("second")]
        with ThreadPoolExecutor() as pool:
            both = list(pool.map(lambda document: on(printer).send(document), documents))
        assert all(printed.confirmed for printed in both)
        assert set(printer.printed()) == {document.job_name for document in documents}


# not printed: said before anything is sent


def test_a_printer_with_other_paper_loaded_prints_no_label_in_these_words() -> None:
    with virtual_printer(ready="iso_a4_210x297mm") as printer:
        lines = trouble(on(printer).check)
        assert trouble(on(printer).send) == lines
        assert printer.printed() == {}
    assert lines == [
        "The printer has other labels or paper loaded.",
        "expected: 100 × 70 mm",
        "got: PRINTER: iso_a4_210x297mm",
        "what now: Nothing was sent. Load the right size and tell the printer so, then print again.",
    ]


def test_a_size_that_the_printer_does_not_know_is_told_in_these_words(printer: VirtualPrinter) -> None:
    assert trouble(on(printer).check, Document("x", b"", 50, 25)) == [
        "The printer does not take this size of labels or paper.",
        "expected: 50 × 25 mm",
        "got: PRINTER: oe_label_100x70mm, iso_a4_210x297mm",
        "what now: Nothing was sent. Set this size up at the printer, or name another one in the site file.",
    ]


@pytest.mark.parametrize(
    ("formats", "dpi", "expected", "got"),
    [
        ("image/jpeg", 203, "application/pdf, image/pwg-raster (sgray_8)", "image/jpeg"),
        (
            "image/pwg-raster",
            300,
            "labels drawn for one of the printer's resolutions (dpi in the site file)",
            "300 dpi",
        ),
    ],
)
def test_a_printer_that_cannot_print_what_is_sent_is_told_so(
    formats: str, dpi: int, expected: str, got: str
) -> None:
    with virtual_printer(formats=formats, dpi=dpi) as printer:
        assert trouble(on(printer).send) == [
            "The printer cannot print what alemprep sends.",
            f"expected: {expected}",
            f"got: PRINTER: {got}",
            "what now: Nothing was sent. Name another printer, or correct this one, in the site file.",
        ]


# not printed: the printer has had it


def test_a_job_that_the_printer_gives_up_is_not_printed_although_it_lists_it_as_completed() -> None:
    with virtual_printer(script="exit 1") as printer:
        lines = trouble(on(printer).send)
        assert on(printer).look(sample()) is Fate.NOT_PRINTED
    assert lines == [
        "The document was cancelled at the printer; it did not come out whole.",
        "expected: a document that is printed to its end",
        "got: PRINTER: #1 aborted: aborted-by-system",
        "what now: Destroy what came out of it, then print again; the copy number stays the same.",
    ]


def test_a_document_sent_again_after_it_was_given_up_comes_out_once() -> None:
    once = 'test -e "$2/../tried" || { touch "$2/../tried"; exit 1; }; cp "$1" "$2/$IPP_JOB_NAME"'
    with virtual_printer(script=once) as printer:
        trouble(on(printer).send)
        assert on(printer).send(sample()).confirmed
        assert on(printer).look(sample()) is Fate.PRINTED
        assert list(printer.printed()) == [sample().job_name]


WAIT = (
    "what now: It has the document and may print it as soon as that is put right. "
    "Wait for it, then look again."
)
RUNS_OUT = 'echo "STATE: +media-empty" >&2; sleep 60'


def test_a_printer_that_runs_out_of_labels_half_way_still_has_the_document() -> None:
    with virtual_printer(script=RUNS_OUT) as printer:
        sending = trouble(on(printer).send)
        assert trouble(on(printer).look) == sending
    assert sending == [
        "The printer is out of labels or paper.",
        "expected: a printer that prints what it has taken",
        "got: PRINTER: media-empty-warning",
        WAIT,
    ]


def test_what_has_come_out_late_is_found_when_one_looks_again() -> None:
    slow = 'sleep 3; cp "$1" "$2/$IPP_JOB_NAME"'
    with virtual_printer(script=slow) as printer:
        assert trouble(on(printer).send)[0] == "The printer is still busy with it."
        until = time.monotonic() + 10
        while not printer.printed() and time.monotonic() < until:
            time.sleep(0.1)
        time.sleep(0.3)
        assert on(printer).look(sample()) is Fate.PRINTED


def test_of_a_document_that_the_printer_never_had_it_knows_nothing(printer: VirtualPrinter) -> None:
    assert on(printer).look(sample()) is Fate.UNKNOWN


def test_another_document_of_the_same_name_is_not_taken_for_this_one(printer: VirtualPrinter) -> None:
    on(printer).send(sample())
    other = Document(sample().name, sample_label_pdf(Language.SPANISH, 203), 100, 70, 203)
    assert on(printer).look(other) is Fate.UNKNOWN


# a bag's labels


def both(printer: VirtualPrinter) -> Printers:
    return Printers(labels=on(printer), sheets=on(printer))


def test_a_bag_s_labels_come_out_once_on_a_printer_that_gives_up_at_first(house: House) -> None:
    bag_id = house.prepared_to(Step.PRINT)
    once = 'test -e "$2/../tried" || { touch "$2/../tried"; exit 1; }; cp "$1" "$2/$IPP_JOB_NAME"'
    with virtual_printer(script=once) as printer:
        with pytest.raises(Trouble, match="cancelled at the printer"):
            print_labels(house.station, TECHNICIAN, bag_id, both(printer))
        assert printer.printed() == {}
        bag = finish_labels(house.station, TECHNICIAN, bag_id, both(printer))
        assert (bag.step, bag.label_copy) == (Step.BAG_LABEL, 1)
        assert [name[:-9] for name in sorted(printer.printed())] == [
            f"{bag_id}-bag-label-copy1",
            f"{bag_id}-cover-label-copy1",
        ]


KILLED = """
import os, signal, sys
from labels.press import print_labels
from labels.printers import Printers
from labels.printers.ipp import IppPrinter
from pharmacy.clock import SetClock
from tests.conftest import MORNING, TECHNICIAN
from tui.house import open_station

class Killed(IppPrinter):
    def send(self, document):
        super().send(document)
        os.kill(os.getpid(), signal.SIGKILL)

printer = Killed(sys.argv[2], 203)
station = open_station(sys.argv[1], SetClock(MORNING))
print_labels(station, TECHNICIAN, sys.argv[3], Printers(printer, printer))
"""


def test_killed_when_the_label_was_out_it_hears_so_from_the_printer_and_prints_no_second_one(
    house: House, printer: VirtualPrinter
) -> None:
    bag_id = house.prepared_to(Step.PRINT)
    program = [sys.executable, "-c", KILLED, house.where, printer.address, bag_id]
    assert subprocess.run(program, check=False).returncode == -signal.SIGKILL
    assert len(printer.printed()) == 1
    bag = finish_labels(house.station, TECHNICIAN, bag_id, both(printer))
    assert (bag.step, bag.label_copy) == (Step.BAG_LABEL, 1)
    assert len(printer.printed()) == 2
    assert printed_places(house.station, bag_id)["cover label"] == f"{printer.address} #2"


# no printer


NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nnope\n"
PAGE = b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>"
NOTHING = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
CUT = b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n\x02\x00"


@pytest.mark.parametrize(
    ("talk", "first"),
    [
        (says(b""), "The printer closed the connection without an answer."),
        (says(NOTHING), "The printer closed the connection without an answer."),
        (says(NOT_FOUND), "What answers at this address is not such a printer."),
        (says(PAGE), "What answers at this address is not such a printer."),
        (says(CUT), "What answers at this address is not such a printer."),
        (says(b"SSH-2.0-OpenSSH_9\r\n"), "What answers at this address is not such a printer."),
        (says(b"HTTP/1.1 401 No\r\n\r\n"), "The printer wants a name and a password."),
    ],
)
def test_what_is_no_ipp_printer_is_told_so(talk: Talk, first: str) -> None:
    with peer(talk) as port:
        lines = trouble(IppPrinter(f"ipp://127.0.0.1:{port}/ipp/print", 203).check)
    assert lines[0] == first


def drips(connection: socket.socket) -> None:
    """A byte now and then, for ever: no single wait is long."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n")
    while True:
        connection.sendall(b"\x02")
        time.sleep(0.05)


def silent(connection: socket.socket) -> None:
    time.sleep(1.5)


@pytest.mark.parametrize("talk", [drips, silent])
def test_a_printer_that_never_comes_to_an_end_is_given_up(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ipp_wire, "EXCHANGE_SECONDS", 0.5)
    begun = time.monotonic()
    with peer(talk) as port:
        lines = trouble(IppPrinter(f"ipp://127.0.0.1:{port}/ipp/print", 203).check)
    assert lines[0] == "The printer does not answer."
    assert time.monotonic() - begun < 15


def test_a_printer_that_is_switched_off_is_told_in_these_words(printer: VirtualPrinter) -> None:
    printer.process.kill()
    printer.process.wait()
    assert trouble(on(printer).check) == [
        "The printer refused the connection.",
        "expected: a printer that is switched on and connected",
        "got: PRINTER: Connection refused",
        "what now: Look at the printer and its cable; check its address in the site file. Then try again.",
    ]


def test_a_name_that_no_computer_has_is_told_so() -> None:
    assert trouble(IppPrinter("ipp://printer.invalid/ipp/print", 203).check)[0] == (
        "There is no printer of this name."
    )


def test_a_printer_without_a_certificate_that_can_be_trusted_is_not_spoken_to(
    printer: VirtualPrinter,
) -> None:
    secure = IppPrinter(printer.address.replace("ipp://", "ipps://"), 203)
    assert trouble(secure.check)[0] == "The connection to the printer cannot be trusted."
