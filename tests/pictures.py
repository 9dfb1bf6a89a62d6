"""`make pictures`: the README's pictures, taken of the real app and the real label.

Needs Debian's librsvg2-bin, fonts-firacode and cups-ipp-utils, and `make tools`.
"""

import asyncio
import re
import subprocess
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

import tests.conftest
from labels.printers.chosen import in_folder
from pharmacy.clock import SetClock, SystemClock
from pharmacy.language import Language
from pharmacy.preparation import Step
from pharmacy.service import custody
from samples import SCENARIOS
from tests.conftest import (
    FRIDGE,
    MORNING,
    OTHER_FRIDGE,
    OTHER_PATIENT,
    PATIENT,
    SALINE,
    TECHNICIAN,
    vial,
)
from tests.labels.peers import Zebra, peer
from tests.labels.test_pwg import decoded
from tests.labels.virtual import virtual_printer
from tests.printers import rendered
from tests.tui.hands import Hands
from tui.app import AlemprepApp, House
from tui.house import SAMPLE_SITE, open_station
from tui.rehearsal import rehearse
from tui.start import make_sample

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"


async def screens(folder: Path) -> None:
    """The worklist, a refusal, and a step, in the sample hospital."""
    database = folder / "sample" / "hospital.db"
    make_sample(database, SAMPLE_SITE, Language.ENGLISH)
    station = open_station(str(database), SystemClock(), SAMPLE_SITE)
    house = House(station=station, printers=in_folder(database.parent / "prints"))
    app = AlemprepApp(lambda: house, Language.ENGLISH)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot)
        await app.ready()
        await hands.settle()
        await hands.sign_in(TECHNICIAN)
        take(app, "worklist")
        await hands.scan("NHC00511270")
        await hands.press("space", "space")
        await hands.scan(vial("7H2K1"))
        take(app, "refusal")
        await hands.scan(vial("7H2K4"))
        await hands.press("space")
        await hands.scan(SALINE)
        await hands.press("space")
        take(app, "step")


NIGHT = ["4.1", "4.3", "4.8", "5.4", "4.9", "4.4", "4.0", "3.7"]
"""A refrigerator as its compressor goes on and off."""


async def board(folder: Path) -> None:
    """The storage board of a morning in which a door stood open."""
    file, clock = folder / "board" / "hospital.db", SetClock(MORNING)
    file.parent.mkdir()
    for outcome in rehearse(SCENARIOS / "hospital.jsonl", MORNING, db=str(file)):
        assert outcome.as_expected, outcome
    sample = tests.conftest.House(open_station(str(file), clock), clock, file)
    due = {(8, 0): (PATIENT, "7H2K1", FRIDGE), (9, 0): (OTHER_PATIENT, "7H2K4", OTHER_FRIDGE)}
    for number in range(30):
        sample.at(4 + number // 4, number % 4 * 15)
        for shift, fridge in enumerate((FRIDGE, OTHER_FRIDGE)):
            warm = {22: "7.6", 23: "9.3", 24: "6.9"}.get(number) if fridge is OTHER_FRIDGE else None
            celsius = warm or NIGHT[(number + 3 * shift) % len(NIGHT)]
            custody.record_temperature(sample.station, TECHNICIAN, fridge, celsius)
        if (coming := due.get((4 + number // 4, number % 4 * 15))) is not None:
            patient, serial, fridge = coming
            bag_id = sample.verified(patient)
            sample.bring(bag_id, Step.CHECK, serial=serial)
            sample.stored(bag_id, fridge)
            sample.do(bag_id)
    sample.at(11, 22)
    house = House(station=sample.station, printers=in_folder(folder / "prints"))
    app = AlemprepApp(lambda: house, Language.ENGLISH)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot)
        await app.ready()
        await hands.settle()
        await hands.sign_in(TECHNICIAN)
        await hands.press("s")
        take(app, "board")


def take(app: AlemprepApp, name: str) -> None:
    """Write the screen as a PNG."""
    drawn = app.export_screenshot(title="alemprep").replace("<text ", '<text xml:space="preserve" ')
    svg = re.sub(r"@font-face \{.*?\}", "", drawn, flags=re.DOTALL)
    command = ["rsvg-convert", "--width", "1000", "-o", str(PICTURES / f"{name}.png")]
    subprocess.run(command, input=svg.encode(), check=True)


def label(folder: Path) -> None:
    """The bag label of the demonstration's first day."""
    (path,) = folder.glob("**/26-000001-5-bag-label-copy1.pdf")
    page = pypdfium2.PdfDocument(path)[0]
    page.render(scale=203 / 72).to_pil().convert("L").save(PICTURES / "label.png", optimize=True)


def printed() -> None:
    """The sample label as virtual printers print it: what CUPS reads of the raster it was sent, and what the
    ZPL renderer draws.
    """
    with tempfile.TemporaryDirectory() as folder, virtual_printer(formats="image/pwg-raster") as printer:
        subprocess.run(["alemprep", "print", "sample", "--printer", printer.address], check=True)
        (raster,) = printer.printed().values()
        ((said, dots),) = decoded(raster, Path(folder) / "label.pwg")
    width, height = map(int, str(said["size"]).split("x"))
    Image.frombytes("L", (width, height), dots).save(PICTURES / "printed-ipp.png", optimize=True)
    zebra = Zebra()
    with peer(zebra.talk) as port:
        subprocess.run(["alemprep", "print", "sample", "--printer", f"zpl://127.0.0.1:{port}"], check=True)
    (PICTURES / "printed-zpl.png").write_bytes(rendered(zebra.labels[0]))


def main() -> None:
    """Take them all."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(screens(Path(folder)))
        asyncio.run(board(Path(folder)))
        subprocess.run(["alemprep", "demo", "--out", f"{folder}/demo"], check=True)
        label(Path(folder) / "demo")
    printed()


if __name__ == "__main__":
    main()
