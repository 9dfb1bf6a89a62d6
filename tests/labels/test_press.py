"""Printing: asked first, numbered before it is drawn, and printed only when the printer says so."""

import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import time
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from labels.press import (
    NotKnown,
    finish_labels,
    print_folder,
    print_infusion,
    print_labels,
    print_premedication,
    print_record,
)
from labels.printers import Document, Fate, Printed, Printer, Printers
from labels.printers.folder import FolderPrinter
from pharmacy.errors import AlemprepError, Code, Refusal, Trouble
from pharmacy.language import text
from pharmacy.preparation import State, Step
from pharmacy.service import bench, orders
from pharmacy.service.act import Station
from pharmacy.service.prints import document_looked, open_prints, printed_places
from tests.conftest import NURSE, PHARMACIST, PHYSICIAN, TECHNICIAN, House, label


@pytest.fixture
def folder(tmp_path: Path) -> FolderPrinter:
    (tmp_path / "prints").mkdir()
    return FolderPrinter(tmp_path / "prints")


def papers(folder: FolderPrinter) -> list[str]:
    return sorted(path.name for path in folder.folder.iterdir())


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def both(printer: Printer) -> Printers:
    """One printer for labels and sheets."""
    return Printers(labels=printer, sheets=printer)


def offline() -> None:
    raise Trouble(Code.PRINTER, text("The printer does not answer."), advice=text("Try again."))


@dataclass
class Bench:
    """A printer on the bench that a test can look into, and that does what the test says."""

    fate: Fate = Fate.UNKNOWN
    """What it says became of a document."""
    confirms: bool = True
    """Whether it says that what it takes came out."""
    checking: Callable[[], object] = bool
    before: Callable[[], object] = bool
    """What happens before a document comes out."""
    after: Callable[[], object] = bool
    """What happens when it is out, before anybody hears of it."""
    sent: list[Document] = field(default_factory=list)
    dpi: int = 203
    name: str = "bench printer"

    def check(self, document: Document) -> None:
        self.checking()

    def send(self, document: Document) -> Printed:
        self.before()
        self.sent.append(document)
        self.after()
        return Printed(f"{self.name}: {document.name}", confirmed=self.confirms)

    def look(self, document: Document) -> Fate:
        return self.fate

    @property
    def names(self) -> list[str]:
        """What came out, without the bag."""
        return [document.name[12:] for document in self.sent]


def states(house: House) -> dict[str, str]:
    """How far each document's newest copy has come."""
    connection = house.raw()
    found = connection.execute("SELECT document, state FROM printed ORDER BY id").fetchall()
    connection.close()
    return dict(found)


def failed(
    house: House,
    printing: Callable[[Station, str, str, Printers], object],
    bag_id: str,
    printer: Printer,
    kind: type[AlemprepError] = Trouble,
) -> tuple[AlemprepError, str, dict[str, object]]:
    """The error of a print that fails, the act it is recorded under, and what is recorded."""
    with pytest.raises(kind) as caught:
        printing(house.station, TECHNICIAN, bag_id, both(printer))
    last = house.events()[-1]
    assert (last["seq"], last["result"], last["subject"]) == (caught.value.event, "refused", bag_id)
    assert last["data"]["code"] == caught.value.code.value
    return caught.value, last["act"], last["data"]["given"]


# printed


def test_labels_and_sheets_are_in_the_folder_and_in_the_book(house: House, folder: FolderPrinter) -> None:
    bag_id = house.verified()
    print_premedication(house.station, NURSE, bag_id, both(folder))
    house.bring(bag_id, Step.PRINT)
    assert print_labels(house.station, TECHNICIAN, bag_id, both(folder)).step is Step.BAG_LABEL
    print_infusion(house.station, NURSE, bag_id, both(folder))
    assert papers(folder) == [
        f"{bag_id}-bag-label-copy1.pdf",
        f"{bag_id}-cover-label-copy1.pdf",
        f"{bag_id}-infusion-copy1.pdf",
        f"{bag_id}-premedication-copy1.pdf",
    ]
    assert printed_places(house.station, bag_id) == {
        document: str(folder.folder / f"{bag_id}-{name}-copy1.pdf")
        for document, name in (
            ("bag label", "bag-label"),
            ("cover label", "cover-label"),
            ("infusion", "infusion"),
            ("premedication", "premedication"),
        )
    }


def test_a_sheet_printed_again_is_the_next_copy_beside_the_first(house: House, folder: FolderPrinter) -> None:
    bag_id = house.verified()
    for _ in range(2):
        print_premedication(house.station, NURSE, bag_id, both(folder))
    assert papers(folder) == [f"{bag_id}-premedication-copy{copy}.pdf" for copy in (1, 2)]
    second = (folder.folder / papers(folder)[1]).read_bytes()
    assert "copy 2" in text_of(second)


# refused: nothing comes out


@pytest.mark.parametrize(
    ("due", "printing", "badge", "code"),
    [
        (Step.ORDER, print_infusion, NURSE, Code.NOT_MIXED),
        (Step.ORDER, print_labels, TECHNICIAN, Code.ILLEGAL_ACTION),
        (Step.ORDER, print_premedication, PHYSICIAN, Code.NOT_YOUR_ROLE),
        (Step.PRINT, print_labels, NURSE, Code.NOT_YOUR_ROLE),
        (Step.COVER, print_labels, TECHNICIAN, Code.STEP_ORDER),
    ],
)
def test_a_refused_print_leaves_nothing_in_the_folder(
    house: House,
    folder: FolderPrinter,
    due: Step,
    printing: Callable[..., object],
    badge: str,
    code: Code,
) -> None:
    bag_id = house.prepared_to(due)
    assert house.code(printing, badge, bag_id, both(folder)) is code
    assert papers(folder) == []


def test_the_sheet_of_an_unverified_order_leaves_nothing_in_the_folder(
    house: House, folder: FolderPrinter
) -> None:
    bag_id = house.order()[0]
    assert house.code(print_premedication, NURSE, bag_id, both(folder)) is Code.ILLEGAL_ACTION
    assert papers(folder) == []


# failed: recorded, and the next copy has the next number


@pytest.mark.parametrize(
    ("printing", "document"), [(print_premedication, "premedication"), (print_infusion, "infusion")]
)
def test_a_sheet_that_could_not_be_printed_is_recorded_and_nowhere(
    house: House,
    folder: FolderPrinter,
    printing: Callable[[Station, str, str, Printers], str],
    document: str,
) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    placed = printed_places(house.station, bag_id)
    gone = FolderPrinter(folder.folder / "gone")
    trouble, act, given = failed(house, printing, bag_id, gone)
    assert (trouble.code, act) == (Code.PRINTER, "documents.printed")
    assert (given["sheet"], given["copy_number"]) == (document, 1)
    assert printed_places(house.station, bag_id) == placed
    assert printing(house.station, TECHNICIAN, bag_id, both(folder)).endswith(f"{document}-copy1.pdf")


@pytest.mark.parametrize(
    ("due", "printing", "act"),
    [
        (Step.PRINT, print_labels, "bench.labels_printed"),
        (Step.CHECK, print_premedication, "documents.printed"),
        (Step.CHECK, print_infusion, "documents.printed"),
    ],
)
def test_a_name_that_the_font_lacks_is_recorded_under_the_print(
    house: House,
    folder: FolderPrinter,
    due: Step,
    printing: Callable[[Station, str, str, Printers], object],
    act: str,
) -> None:
    bag_id = house.prepared_to(due)
    site = house.station.site.model_copy(update={"pharmacy": "薬局"})
    house.station = replace(house.station, site=site)
    refusal, recorded, _ = failed(house, printing, bag_id, folder, Refusal)
    assert (refusal.code, recorded) == (Code.NO_GLYPH, act)
    assert papers(folder) == []


# not printed: the same copy is kept, and never printed twice by accident


def test_labels_of_a_printer_that_is_offline_keep_their_number_and_come_out_later(house: House) -> None:
    bag_id = house.prepared_to(Step.PRINT)
    printer = Bench(checking=offline)
    trouble, act, given = failed(house, print_labels, bag_id, printer)
    assert trouble.lines()[0] == "The printer does not answer."
    assert (act, given["copy_number"]) == ("bench.labels_printed", 1)
    assert (house.bag(bag_id).step, house.bag(bag_id).label_copy) == (Step.PRINT, 1)
    assert states(house) == {"bag label": "waiting", "cover label": "waiting"}
    house.later(minutes=20)
    printer.checking = bool
    assert finish_labels(house.station, TECHNICIAN, bag_id, both(printer)).step is Step.BAG_LABEL
    assert printer.names == ["bag-label-copy1", "cover-label-copy1"]
    assert states(house) == {"bag label": "printed", "cover label": "printed"}


def test_a_label_of_which_nobody_knows_is_not_sent_again_in_these_words(house: House) -> None:
    bag_id = house.prepared_to(Step.PRINT)
    printer = Bench(after=offline)
    failed(house, print_labels, bag_id, printer)
    assert states(house) == {"bag label": "sent", "cover label": "waiting"}
    trouble, _, _ = failed(house, finish_labels, bag_id, printer)
    assert isinstance(trouble, NotKnown)
    assert (trouble.waiting.document, trouble.waiting.copy_number) == ("bag label", 1)
    assert trouble.lines() == [
        "Nobody knows whether the bag label, copy 1, came out.",
        "expected: a printer that says what became of it, or a person who looks",
        f"got: bench printer: {bag_id} –",
        "what now: Look at the printer, then say whether it came out. Nothing is sent again until then.",
    ]
    assert printer.names == ["bag-label-copy1"]


@pytest.mark.parametrize(
    ("came_out", "printed", "state"),
    [
        (True, ["bag-label-copy1", "cover-label-copy1"], "seen"),
        (False, ["bag-label-copy1", "bag-label-copy1", "cover-label-copy1"], "printed"),
    ],
)
def test_a_person_who_has_looked_decides_whether_a_label_is_sent_again(
    house: House, came_out: bool, printed: list[str], state: str
) -> None:
    bag_id = house.prepared_to(Step.PRINT)
    printer = Bench(after=offline)
    failed(house, print_labels, bag_id, printer)
    printer.after = bool
    document_looked(house.station, TECHNICIAN, bag_id, "bag label", 1, came_out)
    assert (house.events()[-1]["data"]["came_out"], house.events()[-1]["data"]["said_by"]) == (
        came_out,
        "person",
    )
    assert finish_labels(house.station, TECHNICIAN, bag_id, both(printer)).step is Step.BAG_LABEL
    assert printer.names == printed
    assert states(house) == {"bag label": state, "cover label": "printed"}
    again = [document.pdf for document in printer.sent if document.name.endswith("bag-label-copy1")]
    assert len(set(again)) == 1, "the very same document, to the byte"


@pytest.mark.parametrize(
    ("fate", "printed"),
    [
        (Fate.PRINTED, ["bag-label-copy1", "cover-label-copy1"]),
        (Fate.NOT_PRINTED, ["bag-label-copy1", "bag-label-copy1", "cover-label-copy1"]),
    ],
)
def test_a_printer_that_knows_what_became_of_a_label_is_believed_and_nobody_asked(
    house: House, fate: Fate, printed: list[str]
) -> None:
    bag_id = house.prepared_to(Step.PRINT)
    printer = Bench(after=offline)
    failed(house, print_labels, bag_id, printer)
    printer.after, printer.fate = bool, fate
    assert finish_labels(house.station, TECHNICIAN, bag_id, both(printer)).step is Step.BAG_LABEL
    assert printer.names == printed
    assert states(house) == {"bag label": "printed", "cover label": "printed"}


def test_of_two_labels_only_the_one_that_failed_is_sent_again(house: House) -> None:
    bag_id = house.prepared_to(Step.PRINT)
    printer = Bench()
    printer.after = lambda: offline() if len(printer.sent) == 2 else None
    failed(house, print_labels, bag_id, printer)
    assert states(house) == {"bag label": "printed", "cover label": "sent"}
    printer.after, printer.fate = bool, Fate.NOT_PRINTED
    finish_labels(house.station, TECHNICIAN, bag_id, both(printer))
    assert printer.names == ["bag-label-copy1", "cover-label-copy1", "cover-label-copy1"]


def test_a_printer_that_confirms_nothing_is_followed_by_the_scans_that_confirm(house: House) -> None:
    bag_id = house.prepared_to(Step.PRINT)
    printer = Bench(confirms=False)
    assert print_labels(house.station, TECHNICIAN, bag_id, both(printer)).step is Step.BAG_LABEL
    assert states(house) == {"bag label": "sent", "cover label": "sent"}
    assert [paper.document for paper in open_prints(house.station, bag_id)] == ["bag label", "cover label"]
    bench.scan_bag_label(house.station, TECHNICIAN, bag_id, label(bag_id))
    assert house.events()[-1]["data"]["print"] == "not confirmed by the printer, confirmed by this scan"
    assert states(house) == {"bag label": "seen", "cover label": "sent"}
    bench.scan_cover_label(house.station, TECHNICIAN, bag_id, label(bag_id, "C"))
    assert states(house) == {"bag label": "seen", "cover label": "seen"}
    assert open_prints(house.station, bag_id) == []


def test_a_label_that_never_came_out_is_sent_again_at_the_scan_under_its_number(house: House) -> None:
    bag_id = house.prepared_to(Step.PRINT)
    printer = Bench(confirms=False)
    print_labels(house.station, TECHNICIAN, bag_id, both(printer))
    for document in ("bag label", "cover label"):
        document_looked(house.station, TECHNICIAN, bag_id, document, 1, came_out=False)
    bag = finish_labels(house.station, TECHNICIAN, bag_id, both(printer))
    assert (bag.step, bag.label_copy) == (Step.BAG_LABEL, 1)
    assert printer.names == ["bag-label-copy1", "cover-label-copy1"] * 2
    assert house.do(bag_id).step is Step.COVER_LABEL


def test_labels_that_are_out_are_not_printed_once_more_by_finishing(house: House) -> None:
    bag_id = house.prepared_to(Step.PRINT)
    printer = Bench()
    print_labels(house.station, TECHNICIAN, bag_id, both(printer))
    finish_labels(house.station, TECHNICIAN, bag_id, both(printer))
    assert printer.names == ["bag-label-copy1", "cover-label-copy1"]


def test_a_label_for_other_dots_is_not_the_one_that_was_sent_in_these_words(house: House) -> None:
    bag_id = house.prepared_to(Step.PRINT)
    failed(house, print_labels, bag_id, Bench(after=offline))
    trouble, _, _ = failed(house, finish_labels, bag_id, Bench(dpi=300))
    assert trouble.lines() == [
        "The label would no longer be the one that was sent under this number.",
        "expected: the same label, to the last dot",
        "got: copy 1 as another program, or for other dots",
        "what now: Print the labels as a new copy, and say why.",
    ]


def test_a_bag_without_numbered_labels_has_none_to_finish(house: House, folder: FolderPrinter) -> None:
    bag_id = house.prepared_to(Step.PRINT)
    refusal, _, _ = failed(house, finish_labels, bag_id, folder, Refusal)
    assert refusal.code is Code.NOT_PRINTED
    assert papers(folder) == []


def test_past_its_time_no_label_of_a_bag_is_sent_any_more(house: House) -> None:
    bag_id = house.prepared_to(Step.PRINT)
    printer = Bench(checking=offline)
    failed(house, print_labels, bag_id, printer)
    printer.checking = bool
    house.later(hours=9)
    refusal, _, _ = failed(house, finish_labels, bag_id, printer, Refusal)
    assert refusal.code is Code.PAST_START_BEFORE
    assert printer.sent == []


def test_who_may_not_number_labels_sends_none_either(house: House) -> None:
    bag_id = house.prepared_to(Step.PRINT)
    printer = Bench(checking=offline)
    failed(house, print_labels, bag_id, printer)
    printer.checking = bool
    assert house.code(finish_labels, NURSE, bag_id, both(printer)) is Code.NOT_YOUR_ROLE
    assert printer.sent == []


def test_a_sheet_of_which_nobody_knows_is_asked_about_and_then_sent_as_the_same_copy(house: House) -> None:
    bag_id = house.verified()
    printer = Bench(after=offline)
    failed(house, print_premedication, bag_id, printer)
    assert isinstance(failed(house, print_premedication, bag_id, printer)[0], NotKnown)
    document_looked(house.station, NURSE, bag_id, "premedication", 1, came_out=False)
    printer.after = bool
    print_premedication(house.station, NURSE, bag_id, both(printer))
    assert printer.names == ["premedication-copy1"] * 2
    assert len({document.pdf for document in printer.sent}) == 1


@pytest.mark.parametrize(
    ("came_out", "second"), [(True, "premedication-copy2"), (False, "premedication-copy1")]
)
def test_a_sheet_whose_order_has_changed_since_it_was_sent_is_asked_about_first(
    house: House, came_out: bool, second: str
) -> None:
    bag_id = house.verified()
    printer = Bench(after=offline)
    failed(house, print_premedication, bag_id, printer)
    orders.reschedule(house.station, PHARMACIST, bag_id, time(13, 0), "the ward asks")
    house.verify(bag_id)
    printer.after = bool
    assert isinstance(failed(house, print_premedication, bag_id, printer)[0], NotKnown)
    document_looked(house.station, NURSE, bag_id, "premedication", 1, came_out=came_out)
    print_premedication(house.station, NURSE, bag_id, both(printer))
    assert printer.names == ["premedication-copy1", second]
    assert len({document.pdf for document in printer.sent}) == 2


def test_an_old_sheet_that_came_out_after_all_is_followed_by_the_one_of_today(house: House) -> None:
    bag_id = house.verified()
    printer = Bench(after=offline, fate=Fate.PRINTED)
    failed(house, print_premedication, bag_id, printer)
    orders.reschedule(house.station, PHARMACIST, bag_id, time(13, 0), "the ward asks")
    house.verify(bag_id)
    printer.after = bool
    print_premedication(house.station, NURSE, bag_id, both(printer))
    assert printer.names == ["premedication-copy1", "premedication-copy2"]


@pytest.mark.parametrize("printing", [print_record, print_folder])
def test_a_paper_for_the_file_is_not_printed_twice_unasked_though_it_says_more_by_then(
    house: House, printing: Callable[[Station, str, str, Printers], str]
) -> None:
    bag_id = house.verified()
    printer = Bench(after=offline)
    failed(house, printing, bag_id, printer)
    printer.after = bool
    assert isinstance(failed(house, printing, bag_id, printer)[0], NotKnown)
    printer.fate = Fate.PRINTED
    assert printing(house.station, TECHNICIAN, bag_id, both(printer)) == "bench printer"
    assert len(printer.sent) == 1


def test_a_record_that_surely_did_not_come_out_keeps_its_number(house: House, tmp_path: Path) -> None:
    bag_id = house.verified()
    gone = FolderPrinter(tmp_path / "gone")
    for _ in range(3):
        failed(house, print_record, bag_id, gone)
    (tmp_path / "gone").mkdir()
    place = print_record(house.station, TECHNICIAN, bag_id, both(gone))
    assert place.endswith("record-copy1.pdf")


# killed


KILLED = """
import os, signal, sys
from dataclasses import dataclass
from pathlib import Path
from labels.press import print_labels
from labels.printers import Document, Fate, Printed, Printer, Printers
from labels.printers.folder import FolderPrinter
from tests.conftest import MORNING, TECHNICIAN
from pharmacy.clock import SetClock
from tui.house import open_station

class Killing(FolderPrinter):
    def send(self, document):
        printed = super().send(document)
        os.kill(os.getpid(), signal.SIGKILL)

printer = Killing(Path(sys.argv[2]))
clock = SetClock(MORNING)
print_labels(open_station(sys.argv[1], clock), TECHNICIAN, sys.argv[3], Printers(printer, printer))
"""


def test_killed_between_printing_and_recording_it_asks_the_printer_before_it_prints_again(
    house: House, folder: FolderPrinter
) -> None:
    bag_id = house.prepared_to(Step.PRINT)
    program = [sys.executable, "-c", KILLED, house.where, str(folder.folder), bag_id]
    assert subprocess.run(program, check=False).returncode == -signal.SIGKILL
    assert papers(folder) == [f"{bag_id}-bag-label-copy1.pdf"]
    assert states(house) == {"bag label": "sent", "cover label": "waiting"}
    assert (house.bag(bag_id).step, house.bag(bag_id).label_copy) == (Step.PRINT, 1)
    # a printer that cannot say: a person is asked
    assert isinstance(failed(house, finish_labels, bag_id, Bench())[0], NotKnown)
    # one that can: what is there stays as it is
    before = (folder.folder / papers(folder)[0]).stat().st_mtime_ns
    assert finish_labels(house.station, TECHNICIAN, bag_id, both(folder)).step is Step.BAG_LABEL
    assert papers(folder) == [f"{bag_id}-{piece}-label-copy1.pdf" for piece in ("bag", "cover")]
    assert (folder.folder / papers(folder)[0]).stat().st_mtime_ns == before


# two stations at once


def test_of_two_stations_that_print_at_once_the_slower_one_s_labels_are_void(
    house: House, folder: FolderPrinter
) -> None:
    bag_id = house.prepared_to(Step.PRINT)
    other = replace(house.station, name="second station")
    slow = Bench(after=lambda: print_labels(other, TECHNICIAN, bag_id, both(folder), "nothing came out"))
    refusal, act, given = failed(house, print_labels, bag_id, slow, Refusal)
    assert (refusal.code, act, given["copy_number"]) == (Code.VOID_COPY, "bench.labels_printed", 1)
    bag = house.bag(bag_id)
    assert (bag.state, bag.step, bag.label_copy) == (State.MIXED, Step.BAG_LABEL, 2)
    # the paper says which copy it is, and the other label of a void copy is not printed any more
    assert ["copy 1" in text_of(document.pdf) for document in slow.sent] == [True]
    assert papers(folder) == [f"{bag_id}-{piece}-label-copy2.pdf" for piece in ("bag", "cover")]
    assert house.code(bench.scan_bag_label, TECHNICIAN, bag_id, label(bag_id, "B", 1)) is Code.VOID_COPY
    assert bench.scan_bag_label(house.station, TECHNICIAN, bag_id, label(bag_id, "B", 2)).step is (
        Step.COVER_LABEL
    )


def test_a_bag_discarded_while_its_labels_come_out_is_not_labelled(house: House) -> None:
    bag_id = house.prepared_to(Step.PRINT)
    slow = Bench(after=lambda: bench.discard(house.station, TECHNICIAN, bag_id, "leaks"))

    with pytest.raises(Refusal, match="for a bag that is not used"):
        print_labels(house.station, TECHNICIAN, bag_id, both(slow))
    assert slow.names == ["bag-label-copy1"]
    assert house.bag(bag_id).state is State.DISCARDED
