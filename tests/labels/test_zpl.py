"""A label printer gets exactly the page's dots, is asked how it is, and is believed no more than it says."""

import io
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from zebrafy.zebrafy_zpl import ZebrafyZPL

from labels.printers import Document, Fate, zpl_printer
from labels.printers.raster import rasters
from labels.printers.zpl import zpl
from labels.printers.zpl_printer import ZplPrinter
from labels.sample import SAMPLE_BAG, sample_label_pdf
from pharmacy.errors import Code, Trouble
from pharmacy.language import Language
from tests.labels.peers import Talk, Zebra, peer, says
from tests.labels.rasters import pages, scanned
from tests.labels.virtual import RENDERER, missing, needed

CODE = f"91{SAMPLE_BAG.replace('-', '')}\x1d92B15"


def sample(dpi: int = 203) -> Document:
    return Document("sample", sample_label_pdf(Language.ENGLISH, dpi), 100, 70, dpi)


def black_and_white(image: Image.Image) -> Image.Image:
    return image.convert("L").point(lambda grey: 0 if int(grey) < 128 else 255)


def rendered(label: bytes, dpi: int, dots: tuple[int, int]) -> Image.Image:
    """As another program draws it, that was written for Zebra's own language, on a label of so many dots."""
    node = needed("node", "Debian's nodejs has it")
    if not (RENDERER / "node_modules").is_dir():
        missing("the ZPL renderer is not installed: make tools")
    per_mm = round(dpi / 25.4)
    command = [node, str(RENDERER / "render.js"), *(str(side / per_mm) for side in dots), str(per_mm)]
    done = subprocess.run(command, input=label, capture_output=True, check=True, timeout=60)
    return Image.open(io.BytesIO(done.stdout)).convert("L")


# the label


@pytest.mark.parametrize(("dpi", "dots"), [(203, (799, 559)), (300, (1181, 826))])
def test_a_label_is_the_page_dot_for_dot_in_the_eyes_of_a_zpl_renderer(
    dpi: int, dots: tuple[int, int]
) -> None:
    document = sample(dpi)
    (page,) = rasters(document.pdf, dpi)
    drawn = rendered(zpl(page), dpi, dots)
    (meant,) = pages(document.pdf, dpi)
    assert meant.size == dots
    assert ImageChops.difference(black_and_white(meant), drawn).getbbox() is None
    codes = scanned(drawn)
    assert {text for _, _, text in codes.values()} == {CODE}
    assert {identifier for _, identifier, _ in codes.values()} == {"]d2", "]C1"}


def test_a_label_is_the_page_dot_for_dot_in_the_eyes_of_a_second_decoder() -> None:
    document = sample()
    (page,) = rasters(document.pdf, 203)
    (drawn,) = ZebrafyZPL(zpl(page).decode()).to_images()
    (meant,) = pages(document.pdf, 203)
    across = drawn.convert("L").crop((0, 0, *meant.size))
    assert ImageChops.difference(black_and_white(meant), across).getbbox() is None


def test_a_label_says_its_own_size_and_asks_for_one_copy() -> None:
    (page,) = rasters(sample().pdf, 203)
    assert re.match(rb"\^XA\^LH0,0\^PON\^PW799\^LL559\^FO0,0\^GFA,55900,55900,100,:Z64:", zpl(page))
    assert zpl(page).endswith(b"^FS^PQ1^XZ\n")
    assert len(zpl(page)) < 16_000


# a printer that says how it is


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for seconds in a test."""
    for name, seconds in (("ANSWER", 0.3), ("TAKE", 0.5), ("PRINT", 1.0)):
        monkeypatch.setattr(zpl_printer, f"{name}_SECONDS", seconds)
    monkeypatch.setattr(zpl_printer, "LOOK_EVERY", 0.05)


def on(port: int, *, status: bool = True) -> ZplPrinter:
    return ZplPrinter("127.0.0.1", port, 203, status=status)


def trouble(call: Callable[[Document], object]) -> list[str]:
    """What is said, with the port left out."""
    begun = time.monotonic()
    with pytest.raises(Trouble) as caught:
        call(sample())
    assert caught.value.code is Code.PRINTER
    assert time.monotonic() - begun < 15
    return [re.sub(r"127\.0\.0\.1:\d+", "HOST", line) for line in caught.value.lines()]


def test_a_label_is_printed_when_the_printer_has_nothing_left_to_print() -> None:
    zebra = Zebra(keeps=3)
    with peer(zebra.talk) as port:
        on(port).check(sample())
        printed = on(port).send(sample())
    assert printed.confirmed
    assert printed.where == f"zpl://127.0.0.1:{port} {sample().job_name}"
    assert zebra.keeps == 0
    assert zebra.labels == [zpl(next(rasters(sample().pdf, 203))).strip()]


@pytest.mark.parametrize(
    ("zebra", "first"),
    [
        (Zebra(paper_out=True), "The printer is out of labels or paper."),
        (Zebra(head_open=True), "The printer is open: door, cover or print head."),
        (Zebra(paused=True), "The printer is paused."),
    ],
)
def test_a_printer_that_is_not_ready_is_told_before_anything_is_sent(zebra: Zebra, first: str) -> None:
    with peer(zebra.talk) as port:
        lines = trouble(on(port).check)
    assert lines[0] == first
    assert lines[1] == "expected: a printer that is ready"
    assert lines[2].startswith("got: zpl://HOST: 030,")
    assert lines[3] == (
        "what now: Nothing was sent. Put it right, then print again; the copy number stays the same."
    )
    assert zebra.labels == []


@pytest.mark.parametrize("length", [400, 1199])
def test_a_printer_with_other_labels_is_told_before_anything_is_sent(length: int) -> None:
    with peer(Zebra(length=length).talk) as port:
        lines = trouble(on(port).check)
    assert lines == [
        "The printer has other labels or paper loaded.",
        "expected: 100 × 70 mm",
        f"got: zpl://HOST: {50 if length == 400 else 150} mm",
        "what now: Nothing was sent. Load the right size and tell the printer so, then print again.",
    ]


@pytest.mark.parametrize("length", [0, 559, 583])
def test_a_label_measured_with_its_gap_or_not_at_all_is_the_right_one(length: int) -> None:
    with peer(Zebra(length=length).talk) as port:
        on(port).check(sample())


def runs_out(zebra: Zebra) -> None:
    zebra.paper_out, zebra.keeps = True, 1000


def test_a_printer_that_runs_out_with_the_label_in_its_memory_is_told_to_still_have_it() -> None:
    zebra = Zebra(breaks=runs_out)
    with peer(zebra.talk) as port:
        sending = trouble(on(port).send)
        looking = trouble(on(port).look)
        zebra.paper_out, zebra.keeps = False, 0
        assert on(port).look(sample()) is Fate.UNKNOWN
    assert sending[0] == looking[0] == "The printer is out of labels or paper."
    assert (
        sending[3]
        == looking[3]
        == (
            "what now: It has the document and may print it as soon as that is put right. "
            "Wait for it, then look again."
        )
    )
    assert len(zebra.labels) == 1


def keeps(zebra: Zebra) -> None:
    zebra.keeps = 1000


def test_a_printer_that_takes_a_label_and_never_prints_it_is_given_up_waiting_for() -> None:
    with peer(Zebra(breaks=keeps).talk) as port:
        assert trouble(on(port).send)[0] == "The printer is still busy with it."


def falls_silent(zebra: Zebra) -> None:
    zebra.answers = False


LOOK_AT_IT = (
    "Many printers are silent while they are open or out of labels: look at it. For one that never answers, "
    "set status = false in the site file: scanning alone then confirms its labels."
)


@pytest.mark.parametrize("zebra", [Zebra(answers=False), Zebra(breaks=falls_silent)])
def test_a_printer_that_does_not_say_how_it_is_may_be_open_or_out_of_labels(zebra: Zebra) -> None:
    with peer(zebra.talk) as port:
        lines = trouble(on(port).send)
    assert lines == [
        "The printer does not say how it is.",
        "expected: an answer to ~HS within 0.3 s",
        "got: zpl://HOST: –",
        f"what now: {LOOK_AT_IT}",
    ]


# one that cannot


def test_a_print_server_that_cannot_say_takes_a_label_and_a_person_confirms_it() -> None:
    zebra = Zebra(answers=False)
    with peer(zebra.talk) as port:
        printer = on(port, status=False)
        printer.check(sample())
        assert not printer.send(sample()).confirmed
        assert printer.look(sample()) is Fate.UNKNOWN
    assert len(zebra.labels) == 1


def stalls(connection: socket.socket) -> None:
    """Take nothing, and never close."""
    time.sleep(1)


def test_a_stalled_print_server_is_noticed_although_this_computer_has_taken_the_bytes() -> None:
    with peer(stalls) as port:
        lines = trouble(on(port, status=False).send)
    assert lines == [
        "The printer stopped answering while the document was being sent.",
        "expected: a printer that takes the whole document",
        "got: zpl://HOST: 0.5 s",
        "what now: Look at the printer and whether something came out, then look again.",
    ]


def dribbles(connection: socket.socket) -> None:
    """Say a byte now and then, for longer than anybody waits."""
    with suppress(OSError):
        for _ in range(100):
            connection.sendall(b"x")
            time.sleep(0.1)


def floods(connection: socket.socket) -> None:
    """Say more than anybody reads."""
    with suppress(OSError):
        for _ in range(10_000):
            connection.sendall(b"x" * 4096)


def test_a_print_server_that_goes_on_talking_is_not_listened_to_for_ever() -> None:
    with peer(dribbles) as port:
        lines = trouble(on(port, status=False).send)
    assert lines[0] == "The printer stopped answering while the document was being sent."


# no printer


@pytest.mark.parametrize(
    ("talk", "first", "got"),
    [
        (says(b""), "The printer closed the connection without an answer.", "0 bytes"),
        (says(b"SSH-2.0-x\r\n"), "What answers at this address is not such a printer.", "'SSH-2.0-x\\r\\n'"),
        (says(b"\x02a,b\x03" * 3), "What answers at this address is not such a printer.", "'\\x02a,b\\x03"),
        (says(b"\x020"), "What answers at this address is not such a printer.", "'\\x020'"),
        (dribbles, "What answers at this address is not such a printer.", "'xxx"),
        (floods, "What answers at this address is not such a printer.", "'xxx"),
    ],
)
def test_what_is_no_label_printer_is_told_so(talk: Talk, first: str, got: str) -> None:
    with peer(talk) as port:
        lines = trouble(on(port).check)
    assert (lines[0], got in lines[2]) == (first, True)


def test_a_port_on_which_nobody_listens_refuses_in_these_words() -> None:
    with peer(says(b"")) as port:
        pass
    assert trouble(on(port).check) == [
        "The printer refused the connection.",
        "expected: a printer that is switched on and connected",
        "got: zpl://HOST: Connection refused",
        "what now: Look at the printer and its cable; check its address in the site file. Then try again.",
    ]


def test_a_name_that_no_computer_has_is_told_so() -> None:
    lines = trouble(ZplPrinter("printer.invalid", 9100, 203, status=True).check)
    assert lines[0] == "There is no printer of this name."


def test_the_renderer_is_the_locked_one_and_its_lock_names_no_registry() -> None:
    lock = (RENDERER / "package-lock.json").read_text()
    assert '"integrity": "sha512-' in lock
    assert "://" not in lock
    assert shutil.which("node") is None or Path(RENDERER / "render.js").is_file()
