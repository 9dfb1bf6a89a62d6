"""What happens to a code between the printer and the scanner: for tests.

Damage is done to the print, dot by dot, then to the picture that a scanner takes of it.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from labels.barcodes import Symbol

PAPER, INK = 255, 0
PIXELS = 10
"""Of a scanner's picture, a millimetre, give or take a tenth: 1280 of them hold a label and some desk."""
ANGLES = (0, 90, 45, 20, 70, 110, 135, 160)
"""Of creases, in degrees, 0 along the text: each in turn."""


@dataclass(frozen=True)
class Print:
    """One code on paper, a pixel a dot, with what stands around it."""

    image: Image.Image
    symbol: Symbol
    box: tuple[int, int, int, int]
    """Of the code's dark part: left, top, right, bottom."""

    def dots(self, mm: float) -> int:
        """A length in printer's dots."""
        return self.symbol.dots.nearest(mm)

    def seen(self, rng: Random) -> Image.Image:
        """As a scanner would see it, from a little nearer or farther, with some desk around it."""
        wide, high = self.image.size
        margin = self.dots(4)
        desk = Image.new("L", (wide + margin * 2, high + margin * 2), PAPER)
        desk.paste(self.image, (margin, margin))
        scale = self.symbol.dots.mm(1) * PIXELS * rng.uniform(0.9, 1.1)
        x, y = rng.random(), rng.random()
        return desk.resize(
            (int((desk.width - 1) * scale), int((desk.height - 1) * scale)),
            Image.Resampling.BILINEAR,
            box=(x, y, x + desk.width - 1, y + desk.height - 1),
        )


Damaging = Callable[[Print, Random], Image.Image]


@dataclass(frozen=True)
class Damage:
    """One kind of damage, as strong as it says."""

    name: str
    do: Damaging
    listed: bool = True
    """Whether the DataMatrix must be read every time."""


def _blur(mm: float) -> Damaging:
    return lambda code, rng: code.seen(rng).filter(ImageFilter.GaussianBlur(mm * PIXELS))


def _turned(degrees: float) -> Damaging:
    return lambda code, rng: _rotate(code.seen(rng), rng.choice((degrees, -degrees)))


def _rotate(image: Image.Image, degrees: float) -> Image.Image:
    return image.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=PAPER)


def _noise(most: int) -> Damaging:
    return lambda code, rng: _noisy(code.seen(rng), most, rng)


def _noisy(image: Image.Image, most: int, rng: Random) -> Image.Image:
    """Each pixel lighter or darker by up to `most` of 255 greys; a scanner's picture loses contrast, too."""
    grain = Image.frombytes("L", image.size, rng.randbytes(image.width * image.height))
    grain = grain.point([round(value * 2 * most / 255) for value in range(256)])
    dull = image.point([round(40 + value * 175 / 255) for value in range(256)])
    return ImageChops.add(dull, grain, 1, -most)


def _grown(code: Print, rng: Random) -> Image.Image:
    """Every dark part a dot larger on each side: a printer that is too hot."""
    return replace(code, image=code.image.filter(ImageFilter.MinFilter(3))).seen(rng)


def _shrunk(code: Print, rng: Random) -> Image.Image:
    """Every dark part a dot smaller on each side: a printer that is too cold."""
    return replace(code, image=code.image.filter(ImageFilter.MaxFilter(3))).seen(rng)


def _creased(white_mm: float, shift_mm: float) -> Damaging:
    """A fold through the code: a line without print, and what lies beyond it displaced."""

    return lambda code, rng: replace(code, image=_crease(code, white_mm, shift_mm, rng)).seen(rng)


def _crease(code: Print, white_mm: float, shift_mm: float, rng: Random) -> Image.Image:
    left, top, right, bottom = code.box
    x, y = left + (right - left) * rng.uniform(0.1, 0.9), top + (bottom - top) * rng.uniform(0.1, 0.9)
    angle = math.radians(rng.choice(ANGLES))
    along, across = (math.cos(angle), -math.sin(angle)), (math.sin(angle), math.cos(angle))
    far = 2 * max(code.image.size)
    ends = [(x + along[0] * way, y + along[1] * way) for way in (-far, far)]
    beyond = Image.new("1", code.image.size)
    behind = [(px + across[0] * far, py + across[1] * far) for px, py in reversed(ends)]
    ImageDraw.Draw(beyond).polygon([*ends, *behind], fill=1)
    shift, direction = code.dots(shift_mm), rng.uniform(0, 2 * math.pi)
    moved = Image.new("L", code.image.size, PAPER)
    moved.paste(code.image, (round(shift * math.cos(direction)), round(shift * math.sin(direction))))
    creased = Image.composite(moved, code.image, beyond)
    ImageDraw.Draw(creased).line(ends, fill=PAPER, width=code.dots(white_mm))
    return creased


def _crowded(code: Print, rng: Random) -> Image.Image:
    """Ink in the outer half of the quiet zone, all round."""
    half = code.symbol.module * code.symbol.quiet / 2
    left, top, right, bottom = code.box
    image = code.image.copy()
    inner = (left - half, top - half, right + half, bottom + half)
    outer = tuple(edge + grown for edge, grown in zip(inner, (-9, -9, 9, 9), strict=True))
    frame = Image.new("L", image.size, INK)
    mask = Image.new("1", image.size)
    draw = ImageDraw.Draw(mask)
    draw.rectangle(outer, fill=1)
    draw.rectangle((math.ceil(inner[0]), math.ceil(inner[1]), inner[2] - 1, inner[3] - 1), fill=0)
    image.paste(frame, mask=mask)
    return replace(code, image=image).seen(rng)


def _dead_dots(code: Print, rng: Random) -> Image.Image:
    """Three dots of the print head gone: lines of one dot without print, down the whole label."""
    image = code.image.copy()
    left, _, right, _ = code.box
    for column in rng.sample(range(left, right), 3):
        ImageDraw.Draw(image).line([(column, 0), (column, image.height)], fill=PAPER, width=1)
    return replace(code, image=image).seen(rng)


def _all_at_once(code: Print, rng: Random) -> Image.Image:
    """A hot printer, a crease, a scanner held askew, out of focus and in bad light."""
    hot = replace(code, image=code.image.filter(ImageFilter.MinFilter(3)))
    creased = replace(hot, image=_crease(hot, 0.25, 0.15, rng))
    askew = _rotate(creased.seen(rng), rng.uniform(-5, 5))
    return _noisy(askew.filter(ImageFilter.GaussianBlur(0.1 * PIXELS)), 40, rng)


DAMAGES = (
    Damage("none", lambda code, rng: code.seen(rng)),
    Damage("blur, 0.1 mm", _blur(0.1)),
    Damage("blur, 0.2 mm", _blur(0.2)),
    Damage("blur, 0.3 mm", _blur(0.3)),
    Damage("turned by 2°", _turned(2)),
    Damage("turned by 5°", _turned(5)),
    Damage("turned by 8°", _turned(8)),
    Damage("turned by 90°", _turned(90)),
    Damage("noise, ± 40 of 255 greys", _noise(40)),
    Damage("noise, ± 80 of 255 greys", _noise(80)),
    Damage("noise, ± 120 of 255 greys", _noise(120)),
    Damage("print grown by a dot on each side", _grown),
    Damage("print shrunk by a dot on each side", _shrunk),
    Damage("creased: 0.125 mm white, 0.125 mm displaced", _creased(0.125, 0.125)),
    Damage("creased: 0.25 mm white, 0.125 mm displaced", _creased(0.25, 0.125)),
    Damage("creased: 0.25 mm white, 0.25 mm displaced", _creased(0.25, 0.25)),
    Damage("creased: 0.5 mm white, 0.25 mm displaced", _creased(0.5, 0.25), listed=False),
    Damage("half the quiet zone", _crowded),
    Damage("three dead dots of the print head", _dead_dots, listed=False),
    Damage("grown, creased, askew, blurred and noisy at once", _all_at_once, listed=False),
)
"""The damage that labels meet; strengths of one kind follow each other."""
