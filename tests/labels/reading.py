"""`make codes`: real labels are printed, damaged and read; the table goes into docs/codes.md."""

import math
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import zxingcpp
from PIL import Image, ImageFilter

from labels.bag_label import BOTTOM, LEFT, RIGHT, bag_label_pdf
from labels.barcodes import Symbol, checked, datamatrix, gs1_128
from labels.content import BagLabel, Piece
from labels.layout import Dots
from pharmacy.identity import label_code, new_bag_id
from pharmacy.scans import BagScan, UnreadableScan, read_scan
from pharmacy.site import load_site
from tests.labels import zbar
from tests.labels.damage import DAMAGES, Damage, Print
from tests.labels.rasters import pages, scanned_by_another
from tests.labels.samples import LABEL

PAGE = Path(__file__).parents[2] / "docs" / "codes.md"
GS = "\x1d"
MARK = "<!-- made by `make codes` -->"
BAGS = ((new_bag_id(2026, 123), 1), (new_bag_id(2026, 4711), 2), (new_bag_id(2027, 999_999), 10))
"""Bags and copies."""
SITE = load_site(Path(__file__).parents[2] / "samples" / "hospital.toml")
SEEDS = 15
AROUND = 5.0
"""What a scanner sees around a code, in mm, where the label has that much."""


def labels() -> list[BagLabel]:
    """Both labels of every bag."""
    return [
        LABEL.model_copy(
            update={
                "piece": piece,
                "bag_id": bag,
                "copy_number": copy,
                "code": label_code(bag, piece, copy),
            }
        )
        for bag, copy in BAGS
        for piece in Piece
    ]


@dataclass(frozen=True)
class Printed:
    """The two codes of a label as a printer puts them on paper."""

    code: str
    square: Print
    linear: Print

    @classmethod
    def of(cls, content: BagLabel, dpi: int) -> "Printed":
        """Drawn as a PDF, rastered at the printer's dots, black or white."""
        (page,) = pages(bag_label_pdf(content, dpi), dpi)
        dots, message = Dots(dpi), checked(content.code)
        paper = page.point([0] * 128 + [255] * 128)
        square, linear = datamatrix(message, dots), gs1_128(message, dots, 0)
        high = _height_of_bars(paper, dots)
        return cls(
            content.code,
            _aimed_at(paper, square, RIGHT - square.width, square.height),
            _aimed_at(paper, linear, LEFT, high),
        )


def _height_of_bars(paper: Image.Image, dots: Dots) -> float:
    """Of the linear code: how far up its first bar goes from its foot."""
    x, foot = dots.nearest(LEFT), dots.nearest(BOTTOM) - 1
    up = 0
    while paper.getpixel((x, foot - up)) == 0:
        up += 1
    return dots.mm(up)


def _aimed_at(paper: Image.Image, symbol: Symbol, left: float, high: float) -> Print:
    nearest = symbol.dots.nearest
    x, y = nearest(left), nearest(BOTTOM) - nearest(high)
    right, bottom, around = x + nearest(symbol.width), nearest(BOTTOM), nearest(AROUND)
    frame = (
        max(x - around, 0),
        max(y - around, 0),
        min(right + around, paper.width),
        min(bottom + around, paper.height),
    )
    box = (x - frame[0], y - frame[1], right - frame[0], bottom - frame[1])
    return Print(paper.crop(frame), symbol, box)


@dataclass(frozen=True)
class Answer:
    """What a decoder made of a picture."""

    text: str
    is_gs1: bool
    """Whether the code began with FNC1, as every code on a label does."""


Decoder = Callable[[Image.Image], list[Answer]]


def zxing(symbology: str) -> Decoder:
    """zxing-cpp, set to one symbology, with two ways to tell dark from light."""

    def read(image: Image.Image) -> list[Answer]:
        only = zxingcpp.BarcodeFormats([getattr(zxingcpp.BarcodeFormat, symbology)])
        for threshold in (zxingcpp.Binarizer.LocalAverage, zxingcpp.Binarizer.FixedThreshold):
            if found := zxingcpp.read_barcodes(
                image, only, text_mode=zxingcpp.TextMode.Plain, binarizer=threshold
            ):
                return [Answer(each.text, each.content_type is zxingcpp.ContentType.GS1) for each in found]
        return []

    return read


def libdmtx(image: Image.Image) -> list[Answer]:
    """libdmtx, which shows the first FNC1 as GS."""
    found = scanned_by_another(image, patience_ms=300).decode("latin-1")
    return [Answer(found.removeprefix(GS), found.startswith(GS))] if found else []


def zbar_128(image: Image.Image) -> list[Answer]:
    """ZBar."""
    return [Answer(text, is_gs1) for text, is_gs1 in zbar.read_code_128(image)]


def looks(picture: Image.Image) -> Iterator[Image.Image]:
    """The ways in which a decoder looks at one picture, as a scanner does while its trigger is held.

    As it is, smoothed and smaller, and with narrow gaps closed.
    """
    yield picture
    for smaller in (2, 3):
        size = (picture.width // smaller, picture.height // smaller)
        yield picture.resize(size, Image.Resampling.BOX)
    for gap in (3, 5):
        closed = picture.filter(ImageFilter.MinFilter(gap))
        yield closed
        yield closed.resize((closed.width // 2, closed.height // 2), Image.Resampling.BOX)


@dataclass
class Tally:
    """How often a decoder read, and what it read wrongly."""

    decoder: Decoder
    read: int = 0
    tried: int = 0
    wrong: list[str] = field(default_factory=list)
    """GS1 codes that say something else than what was encoded."""
    others: list[str] = field(default_factory=list)
    """Fragments taken for short codes that are not GS1: a scanner set to GS1 does not send them."""

    def look(self, picture: Image.Image, code: str) -> None:
        """One try: the first GS1 answer is the answer."""
        self.tried += 1
        for seen in looks(picture):
            answers = self.decoder(seen)
            self.others += [answer.text for answer in answers if not answer.is_gs1]
            if sent := [answer.text for answer in answers if answer.is_gs1]:
                self.read += sent == [code]
                self.wrong += [text for text in sent if text != code]
                return

    @property
    def believed(self) -> list[str]:
        """What alemprep would take for a label of ours, of all that was read wrongly or is not GS1."""
        return [text for text in (*self.wrong, *self.others) if _is_label(text)]

    def __str__(self) -> str:
        rate = f"{math.floor(1000 * self.read / self.tried) / 10:g} %"
        return f"{rate}, **{len(self.wrong)} wrong**" if self.wrong else rate


def _is_label(scan: str) -> bool:
    try:
        return isinstance(read_scan(scan, SITE), BagScan)
    except UnreadableScan:
        return False


SQUARE: dict[str, Decoder] = {"zxing-cpp": zxing("DataMatrix"), "libdmtx": libdmtx}
LINEAR: dict[str, Decoder] = {"zxing-cpp": zxing("Code128")}
if zbar.LIBRARY:
    LINEAR["ZBar"] = zbar_128


def read_damaged(prints: Iterable[Printed], damage: Damage, seeds: range) -> tuple[list[Tally], list[Tally]]:
    """Every print damaged with every seed and read by every decoder: of the square and of the linear code."""
    square, linear = (list(map(Tally, decoders.values())) for decoders in (SQUARE, LINEAR))
    for number, printed in enumerate(prints):
        for seed in seeds:
            rng = Random(f"{damage.name} {number} {seed}")
            for code, tallies in ((printed.square, square), (printed.linear, linear)):
                picture = damage.do(code, rng)
                for tally in tallies:
                    tally.look(picture, printed.code)
    return square, linear


def main() -> None:
    """Read all, and write the table into the page."""
    begun = time.monotonic()
    heads = [f"DataMatrix, {name}" for name in SQUARE] + [f"GS1-128, {name}" for name in LINEAR]
    lines = [f"| damage | dots an inch | tries | {' | '.join(heads)} |"]
    lines.append("|---|---|---|" + "---|" * len(heads))
    every: list[Tally] = []
    for damage in DAMAGES:
        for dpi in (203, 300):
            prints = [Printed.of(content, dpi) for content in labels()]
            tallies = [tally for both in read_damaged(prints, damage, range(SEEDS)) for tally in both]
            every += tallies
            lines.append(f"| {damage.name} | {dpi} | {tallies[0].tried} | {' | '.join(map(str, tallies))} |")
            print(lines[-1], *(tally.wrong + tally.others for tally in tallies), flush=True)
    minutes = (time.monotonic() - begun) / 60
    wrong, others, believed = (
        sum(len(getattr(tally, what)) for tally in every) for what in ("wrong", "others", "believed")
    )
    said = (
        f"Measured on {datetime.now(UTC):%-d %B %Y} with `make codes` in {minutes:.0f} minutes. "
        f"Wrong answers: {wrong}. Fragments taken for a code that is not GS1, and discarded: {others}. "
        f"Taken for a label by alemprep, of both: {believed}."
    )
    if not zbar.LIBRARY:
        said += " ZBar (Debian's libzbar0) was not installed: GS1-128 has one decoder here."
    head, _, rest = PAGE.read_text(encoding="utf-8").partition(MARK)
    _, _, foot = rest.partition(MARK)
    table = "\n".join(lines)
    PAGE.write_text(f"{head}{MARK}\n\n{said}\n\n{table}\n\n{MARK}{foot}", encoding="utf-8")


if __name__ == "__main__":
    main()
