"""Printing: asked first, numbered before it is drawn, and printed only when the printer says so."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from labels.press import print_infusion, print_labels, print_premedication
from labels.printers import FolderPrinter, Printed, Printer
from pharmacy.errors import AlemprepError, Code, Refusal, Trouble
from pharmacy.preparation import State, Step
from pharmacy.service import bench
from pharmacy.service.act import Station
from pharmacy.service.prints import printed_places
from tests.conftest import NURSE, PHYSICIAN, TECHNICIAN, House, label


@pytest.fixture
def folder(tmp_path: Path) -> FolderPrinter:
    (tmp_path / "prints").mkdir()
    return FolderPrinter(tmp_path / "prints")


def papers(folder: FolderPrinter) -> list[str]:
    return sorted(path.name for path in folder.folder.iterdir())


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


@dataclass
class Interrupted:
    """A printer before which something happens while its first document comes out."""

    before: Callable[[], object]
    sent: list[bytes] = field(default_factory=list)
    name: str = "slow printer"

    def send(self, document: bytes, file_name: str) -> Printed:
        if not self.sent:
            self.before()
        self.sent.append(document)
        return Printed(file_name, confirmed=True)


@dataclass
class Silent:
    """A printer that takes everything and confirms nothing."""

    name: str = "silent printer"

    def send(self, document: bytes, file_name: str) -> Printed:
        return Printed(f"{self.name}: {file_name}", confirmed=False)


def failed(
    house: House,
    printing: Callable[[Station, str, str, Printer], object],
    bag_id: str,
    printer: Printer,
    kind: type[AlemprepError] = Trouble,
) -> tuple[AlemprepError, str, dict[str, object]]:
    """The error of a print that fails, the act it is recorded under, and what is recorded."""
    with pytest.raises(kind) as caught:
        printing(house.station, TECHNICIAN, bag_id, printer)
    last = house.events()[-1]
    assert (last["seq"], last["result"], last["subject"]) == (caught.value.event, "refused", bag_id)
    assert last["data"]["code"] == caught.value.code.value
    return caught.value, last["act"], last["data"]["given"]


# printed


def test_labels_and_sheets_are_in_the_folder_and_in_the_book(house: House, folder: FolderPrinter) -> None:
    bag_id = house.verified()
    print_premedication(house.station, NURSE, bag_id, folder)
    house.bring(bag_id, Step.PRINT)
    assert print_labels(house.station, TECHNICIAN, bag_id, folder).step is Step.BAG_LABEL
    print_infusion(house.station, NURSE, bag_id, folder)
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
        print_premedication(house.station, NURSE, bag_id, folder)
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
    assert house.code(printing, badge, bag_id, folder) is code
    assert papers(folder) == []


def test_the_sheet_of_an_unverified_order_leaves_nothing_in_the_folder(
    house: House, folder: FolderPrinter
) -> None:
    bag_id = house.order()[0]
    assert house.code(print_premedication, NURSE, bag_id, folder) is Code.ILLEGAL_ACTION
    assert papers(folder) == []


# failed: recorded, and the next copy has the next number


def test_labels_that_the_printer_does_not_confirm_are_not_printed_in_these_words(
    house: House, folder: FolderPrinter
) -> None:
    bag_id = house.prepared_to(Step.PRINT)
    trouble, act, given = failed(house, print_labels, bag_id, Silent())
    assert (act, given["copy_number"]) == ("bench.labels_printed", 1)
    assert trouble.lines() == [
        "The printer has not confirmed the document.",
        f"got: silent printer: {bag_id}-bag-label-copy1.pdf",
        "what now: Look whether it came out; destroy what is there and print again.",
    ]
    assert (house.bag(bag_id).step, house.bag(bag_id).label_copy) == (Step.PRINT, 1)
    assert house.code(bench.scan_bag_label, TECHNICIAN, bag_id, label(bag_id)) is Code.STEP_ORDER
    assert print_labels(house.station, TECHNICIAN, bag_id, folder, "paper jam").label_copy == 2


@pytest.mark.parametrize(
    ("printing", "document"), [(print_premedication, "premedication"), (print_infusion, "infusion")]
)
def test_a_sheet_that_could_not_be_printed_is_recorded_and_nowhere(
    house: House,
    folder: FolderPrinter,
    printing: Callable[[Station, str, str, Printer], str],
    document: str,
) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    placed = printed_places(house.station, bag_id)
    gone = FolderPrinter(folder.folder / "gone")
    trouble, act, given = failed(house, printing, bag_id, gone)
    assert (trouble.code, act) == (Code.PRINTER, "documents.printed")
    assert (given["sheet"], given["copy_number"]) == (document, 1)
    assert printed_places(house.station, bag_id) == placed
    assert printing(house.station, TECHNICIAN, bag_id, folder).endswith(f"{document}-copy2.pdf")


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
    printing: Callable[[Station, str, str, Printer], object],
    act: str,
) -> None:
    bag_id = house.prepared_to(due)
    site = house.station.site.model_copy(update={"pharmacy": "薬局"})
    house.station = replace(house.station, site=site)
    refusal, recorded, _ = failed(house, printing, bag_id, folder, Refusal)
    assert (refusal.code, recorded) == (Code.NO_GLYPH, act)
    assert papers(folder) == []


# two stations at once


def test_of_two_stations_that_print_at_once_the_slower_one_s_labels_are_void(
    house: House, folder: FolderPrinter
) -> None:
    bag_id = house.prepared_to(Step.PRINT)
    other = replace(house.station, name="second station")
    slow = Interrupted(lambda: print_labels(other, TECHNICIAN, bag_id, folder, "nothing came out"))
    refusal, act, given = failed(house, print_labels, bag_id, slow, Refusal)
    assert (refusal.code, act, given["copy_number"]) == (Code.VOID_COPY, "bench.labels_printed", 1)
    bag = house.bag(bag_id)
    assert (bag.state, bag.step, bag.label_copy) == (State.MIXED, Step.BAG_LABEL, 2)
    # each paper says which copy it is, whatever was printed meanwhile
    assert ["copy 1" in text_of(pdf) for pdf in slow.sent] == [True, True]
    assert papers(folder) == [f"{bag_id}-{piece}-label-copy2.pdf" for piece in ("bag", "cover")]
    assert house.code(bench.scan_bag_label, TECHNICIAN, bag_id, label(bag_id, "B", 1)) is Code.VOID_COPY
    assert bench.scan_bag_label(house.station, TECHNICIAN, bag_id, label(bag_id, "B", 2)).step is (
        Step.COVER_LABEL
    )


def test_a_bag_discarded_while_its_labels_come_out_is_not_labelled(house: House) -> None:
    bag_id = house.prepared_to(Step.PRINT)
    slow = Interrupted(lambda: bench.discard(house.station, TECHNICIAN, bag_id, "leaks"))
    refusal, _, _ = failed(house, print_labels, bag_id, slow, Refusal)
    assert refusal.code is Code.ILLEGAL_ACTION
    assert house.bag(bag_id).state is State.DISCARDED
