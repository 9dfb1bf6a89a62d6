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

from labels.printers.chosen import in_folder
from pharmacy.clock import SystemClock
from pharmacy.language import Language
from tests.conftest import SALINE, TECHNICIAN, vial
from tests.labels.peers import Zebra, peer
from tests.labels.test_pwg import decoded
from tests.labels.virtual import virtual_printer
from tests.printers import rendered
from tests.tui.hands import Hands
from tui.app import AlemprepApp, House
from tui.house import SAMPLE_SITE, open_station
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
        subprocess.run(["alemprep", "demo", "--out", f"{folder}/demo"], check=True)
        label(Path(folder) / "demo")
    printed()


if __name__ == "__main__":
    main()
