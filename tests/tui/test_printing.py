"""What the printer said is on the screen; the same copy goes on, and nothing is sent again unasked."""

from collections.abc import Iterator

import pytest

from labels.printers import Printers, zpl_printer
from labels.printers.folder import FolderPrinter
from labels.printers.zpl_printer import ZplPrinter
from pharmacy.preparation import State, Step
from tests.conftest import NURSE, TECHNICIAN, House, label
from tests.labels.peers import Zebra, peer
from tests.tui.hands import Hands, at_work

pytestmark = pytest.mark.station

WRISTBAND = "NHC00482913"


@pytest.fixture
def zebra(monkeypatch: pytest.MonkeyPatch) -> Zebra:
    monkeypatch.setattr(zpl_printer, "ANSWER_SECONDS", 0.3)
    monkeypatch.setattr(zpl_printer, "LOOK_EVERY", 0.05)
    return Zebra()


@pytest.fixture
def port(zebra: Zebra) -> Iterator[int]:
    with peer(zebra.talk) as port:
        yield port


def on(port: int, house: House, *, status: bool = True) -> Printers:
    """A label printer, and a folder for the sheets."""
    prints = house.folder / "prints"
    prints.mkdir(exist_ok=True)
    return Printers(labels=ZplPrinter("127.0.0.1", port, 203, status=status), sheets=FolderPrinter(prints))


def whole(hands: Hands, *parts: str) -> None:
    """All of it is on the screen, nothing cut."""
    missing = [part for part in parts if part not in hands.seen]
    assert missing == [], hands.seen


async def test_a_failed_print_is_said_and_the_same_copy_goes_on(house: House) -> None:
    bag_id = house.prepared_to(Step.PRINT)
    async with at_work(house, badge=TECHNICIAN) as hands:
        prints = house.folder / "prints"
        prints.rmdir()
        await hands.scan(WRISTBAND)
        await hands.press("space")
        whole(hands, "✕ NOT DONE The document was not printed: its folder is not there.")
        await hands.press("space")
        whole(hands, "Copy 1, not confirmed: the bag label and the cover label.", "space go on with copy 1")
        prints.mkdir()
        await hands.press("space")
        whole(
            hands,
            "g go on with copy 1: look what became of it, print what is missing",
            "n print a new copy and say why; copy 1 becomes void",
        )
        await hands.press("g")
        whole(hands, "Printed, copy 1:")
        await hands.scan(label(bag_id, "B", 1))
        assert house.bag(bag_id).step is Step.COVER_LABEL


async def test_a_new_copy_instead_asks_why_and_voids_the_one_before(house: House) -> None:
    bag_id = house.prepared_to(Step.PRINT)
    async with at_work(house, badge=TECHNICIAN) as hands:
        prints = house.folder / "prints"
        prints.rmdir()
        await hands.scan(WRISTBAND)
        await hands.press("space", "space")
        prints.mkdir()
        await hands.press("space", "n")
        await hands.write("folder was missing")
        await hands.press("space")
        whole(hands, "Printed, copy 2:")
        await hands.scan(label(bag_id, "B", 1))
        whole(hands, "This copy of the label is void.")
        await hands.scan(label(bag_id, "B", 2))
        assert house.bag(bag_id).step is Step.COVER_LABEL


async def test_an_empty_printer_says_so_and_prints_when_it_is_filled(
    house: House, zebra: Zebra, port: int
) -> None:
    house.prepared_to(Step.PRINT)
    zebra.paper_out = True
    async with at_work(house, badge=TECHNICIAN, printers=on(port, house)) as hands:
        await hands.scan(WRISTBAND)
        await hands.press("space")
        whole(
            hands,
            "The printer is out of labels or paper.",
            "Nothing was sent. Put it right, then print again; the copy number stays the same.",
        )
        assert zebra.labels == []
        zebra.paper_out = False
        await hands.press("space", "space", "g")
        whole(hands, f"Printed, copy 1: zpl://127.0.0.1:{port}")
    assert len(zebra.labels) == 2


def runs_out(zebra: Zebra) -> None:
    zebra.paper_out, zebra.keeps = True, 1000


async def test_a_label_in_the_printer_s_memory_is_looked_for_and_not_sent_again(
    house: House, zebra: Zebra, port: int
) -> None:
    bag_id = house.prepared_to(Step.PRINT)
    zebra.breaks = runs_out
    async with at_work(house, badge=TECHNICIAN, printers=on(port, house)) as hands:
        await hands.scan(WRISTBAND)
        await hands.press("space")
        whole(hands, "The printer is out of labels or paper.", "Wait for it, then look again.")
        await hands.press("space", "space", "g")
        whole(hands, "The printer is out of labels or paper.")
        assert len(zebra.labels) == 1
        zebra.breaks, zebra.paper_out, zebra.keeps = Zebra.breaks, False, 0
        await hands.press("space", "space", "g")
        whole(
            hands,
            "Did it come out?",
            f"the bag label, copy 1, was sent to zpl://127.0.0.1:{port}, which cannot say what became of it.",
            "y yes, it is here",
            "n no, it is nowhere: send it again",
        )
        await hands.press("y")
        whole(
            hands, "step 11 of 13", "Seen by a person, not confirmed by the printer, copy 1: zpl://127.0.0.1:"
        )
        assert len(zebra.labels) == 2, "the bag label once, the cover label once"
    assert (house.bag(bag_id).step, house.bag(bag_id).label_copy) == (Step.BAG_LABEL, 1)


async def test_whoever_does_not_say_whether_it_came_out_leaves_all_as_it_is(
    house: House, zebra: Zebra, port: int
) -> None:
    bag_id = house.prepared_to(Step.PRINT)
    zebra.breaks = runs_out
    async with at_work(house, badge=TECHNICIAN, printers=on(port, house)) as hands:
        await hands.scan(WRISTBAND)
        await hands.press("space", "space")
        zebra.paper_out, zebra.keeps = False, 0
        await hands.press("space", "g", "escape")
        whole(hands, "Copy 1, not confirmed: the bag label and the cover label.")
    assert (house.bag(bag_id).step, len(zebra.labels)) == (Step.PRINT, 1)


async def test_labels_of_a_print_server_that_cannot_say_are_confirmed_by_scanning(
    house: House, zebra: Zebra, port: int
) -> None:
    bag_id = house.prepared_to(Step.PRINT)
    async with at_work(house, badge=TECHNICIAN, printers=on(port, house, status=False)) as hands:
        await hands.scan(WRISTBAND)
        await hands.press("space")
        whole(hands, f"Sent, not confirmed by the printer, copy 1: zpl://127.0.0.1:{port}")
        await hands.press("p", "g", "n")
        whole(hands, "Did it come out?", "the cover label, copy 1")
        await hands.press("y")
        assert len(zebra.labels) == 3
        await hands.press("y")
        await hands.scan(label(bag_id, "B"))
        await hands.scan(label(bag_id, "C"))
        assert house.bag(bag_id).state is State.LABELLED


async def test_a_sheet_that_did_not_come_out_is_said_and_printed_as_the_same_copy(house: House) -> None:
    bag_id = house.released()
    async with at_work(house, badge=NURSE) as hands:
        prints = house.folder / "prints"
        prints.rmdir()
        await hands.press("space")
        await hands.press("p")
        whole(hands, "The document was not printed: its folder is not there.")
        prints.mkdir()
        await hands.press("space", "p")
        whole(hands, f"{bag_id}-infusion-copy1.pdf")
