"""`make pictures`: the README's pictures, taken of the real app and the real label.

Needs Debian's librsvg2-bin, fonts-firacode and cups-ipp-utils, and `make tools`.
"""

import asyncio
import re
import subprocess
import tempfile
from datetime import timedelta
from pathlib import Path

import pypdfium2
from PIL import Image

from labels.printers.chosen import in_folder
from labels.timeline_sheet import timeline_pdf
from pharmacy.clock import SetClock, SystemClock
from pharmacy.language import Language
from pharmacy.preparation import Step
from pharmacy.service import custody
from pharmacy.service.worklist import worklist
from samples import SCENARIOS
from tests.conftest import (
    FRIDGE,
    MORNING,
    NURSE,
    OTHER_FRIDGE,
    OTHER_PATIENT,
    PATIENT,
    SALINE,
    TECHNICIAN,
    vial,
)
from tests.conftest import House as Hospital
from tests.conftest import label as label_scan
from tests.labels.peers import Zebra, peer
from tests.labels.test_pwg import decoded
from tests.labels.test_timeline import sheet
from tests.labels.virtual import virtual_printer
from tests.pharmacy.test_timeline import WITH_JC, drawn
from tests.printers import rendered
from tests.tui.bedside import at_rate, observed, started
from tests.tui.hands import Hands, at_work
from tui.app import AlemprepApp, House
from tui.house import SAMPLE_SITE, open_station
from tui.rehearsal import rehearse
from tui.start import make_sample

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"


async def screens(folder: Path) -> None:
    """The worklist, a refusal, a step, a STOP and a GO, in the sample hospital."""
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
        await hands.press("escape", "l")
        await hands.sign_in(NURSE)
        await at_the_bed(hands)


async def at_the_bed(hands: Hands) -> None:
    """The README's nurse chapter: a STOP, the GO, and the infusion."""
    app = hands.app
    (bag,) = (line.bag for line in worklist(app.station) if line.bag.patient.record_number == "00482913")
    cover = label_scan(bag.id, "C")
    await hands.press("b")
    await hands.scan("NHC00511270")
    await hands.scan(cover)
    take(app, "stop")
    given = app.station.clock.now().astimezone(app.station.site.tz) - timedelta(minutes=105)
    await hands.scan("NHC00482913")
    await hands.scan(cover)
    await hands.press("m", "h")
    await hands.write(f"{given:%H:%M}")
    await hands.press("space", "v")
    await hands.write("78", "124", "76", "36.8", "")
    await hands.press("space", "p", "space", "space", "space", "d")
    await hands.write("")
    await hands.press("space", "space")
    take(app, "go")


async def later(folder: Path) -> None:
    """An infusion two hours after its start, of the rates that really ran."""
    file = folder / "later" / "hospital.db"
    file.parent.mkdir()
    assert all(
        outcome.as_expected for outcome in rehearse(SCENARIOS / "hospital.jsonl", MORNING, db=str(file))
    )
    clock = SetClock(MORNING)
    station = open_station(str(file), clock, SAMPLE_SITE)
    hospital = Hospital(station, clock, str(file), file.parent)
    bag_id = started(hospital)
    at_rate(hospital, bag_id, "10", "15", "20")
    observed(hospital, bag_id)
    hospital.later(minutes=33)
    async with at_work(hospital, badge=NURSE, painted=True) as hands:
        await hands.scan("NHC00482913")
        take(hands.app, "infusion")
    station.database.close()


NIGHT = ["4.1", "4.3", "4.8", "5.4", "4.9", "4.4", "4.0", "3.7"]
"""A refrigerator as its compressor goes on and off."""


async def board(folder: Path) -> None:
    """The storage board of a morning in which a door stood open."""
    file, clock = folder / "board" / "hospital.db", SetClock(MORNING)
    file.parent.mkdir()
    for outcome in rehearse(SCENARIOS / "hospital.jsonl", MORNING, db=str(file)):
        assert outcome.as_expected, outcome
    sample = Hospital(open_station(str(file), clock), clock, str(file), file.parent)
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


def timeline() -> None:
    """The timeline of somebody who had natalizumab before."""
    page = pypdfium2.PdfDocument(timeline_pdf(sheet(drawn(previous_treatments=WITH_JC))))[0]
    page.render(scale=120 / 72).to_pil().convert("L").save(PICTURES / "timeline.png", optimize=True)


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
        asyncio.run(later(Path(folder)))
        asyncio.run(board(Path(folder)))
        subprocess.run(["alemprep", "demo", "--out", f"{folder}/demo"], check=True)
        label(Path(folder) / "demo")
    timeline()
    printed()


if __name__ == "__main__":
    main()
