"""Shapes that can be told apart in black and white: hatched, solid, striped; dots, diamonds, flags."""

from labels.layout import BLACK, GREY, PALE, POINT, WHITE, Paper

LINE = 0.25
"""Of outlines, in mm."""
HATCH = 1.5
"""Between two strokes of a hatched bar, in mm."""
RADIUS = 1.15
"""Of dots and diamonds, in mm."""


def hatched(paper: Paper, x: float, y: float, width: float, height: float) -> None:
    """A bar of slanting strokes."""
    paper.fill(x, y, width, height, WHITE)
    canvas = paper.canvas
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(x / POINT, (paper.height - y - height) / POINT, width / POINT, height / POINT)
    canvas.clipPath(clip, stroke=0, fill=0)
    at = x - height
    while at < x + width:
        _stroke(paper, at, y + height, at + height, y)
        at += HATCH
    canvas.restoreState()
    outlined(paper, x, y, width, height)


def solid(paper: Paper, x: float, y: float, width: float, height: float) -> None:
    """A black bar."""
    paper.fill(x, y, width, height)


def striped(paper: Paper, x: float, y: float, width: float, height: float) -> None:
    """A pale bar between two rules, open at its ends."""
    paper.fill(x, y, width, height, PALE)
    paper.fill(x, y, width, LINE)
    paper.fill(x, y + height - LINE, width, LINE)


def bracketed(paper: Paper, x: float, y: float, width: float, height: float) -> None:
    """A thin line between two upright strokes."""
    paper.fill(x, y + height / 2 - LINE / 2, width, LINE)
    paper.fill(x, y, LINE, height)
    paper.fill(x + width - LINE, y, LINE, height)


def outlined(paper: Paper, x: float, y: float, width: float, height: float, ink: float = BLACK) -> None:
    """An empty box."""
    paper.fill(x, y, width, LINE, ink)
    paper.fill(x, y + height - LINE, width, LINE, ink)
    paper.fill(x, y, LINE, height, ink)
    paper.fill(x + width - LINE, y, LINE, height, ink)


def dot(paper: Paper, x: float, y: float) -> None:
    """A black dot with a white rim around its middle."""
    canvas = paper.canvas
    for radius, ink in ((RADIUS + 0.35, WHITE), (RADIUS, BLACK)):
        canvas.setFillGray(ink)
        canvas.circle(x / POINT, (paper.height - y) / POINT, radius / POINT, stroke=0, fill=1)


def diamond(paper: Paper, x: float, y: float) -> None:
    """A black diamond with a white rim around its middle."""
    for size, ink in ((RADIUS + 0.75, WHITE), (RADIUS + 0.3, BLACK)):
        _polygon(paper, ink, (x - size, y), (x, y - size), (x + size, y), (x, y + size))


def stroke(paper: Paper, x: float, y: float, width: float = 0.4) -> None:
    """A short upright stroke around its middle."""
    paper.fill(x - width / 2, y - 1.3, width, 2.6)


def flag(paper: Paper, x: float, y: float) -> None:
    """A flag on a pole; the pole stands on the day."""
    paper.fill(x - 0.2, y - 2.2, 0.4, 4.4)
    _polygon(paper, BLACK, (x, y - 2.2), (x - 3.2, y - 0.9), (x, y + 0.4))


def arrow(paper: Paper, x: float, y: float, *, left: bool = False) -> None:
    """The head of an arrow whose tip is there: it goes on beyond."""
    back = 1.6 if left else -1.6
    _polygon(paper, BLACK, (x, y), (x + back, y - 1.3), (x + back, y + 1.3))


def dashes(paper: Paper, x: float, top: float, foot: float) -> None:
    """An upright dashed line."""
    y = top
    while y < foot:
        paper.fill(x - 0.15, y, 0.3, min(1.2, foot - y), GREY)
        y += 2.0


def _stroke(paper: Paper, x: float, y: float, to_x: float, to_y: float) -> None:
    canvas = paper.canvas
    canvas.setLineWidth(0.3 / POINT)
    canvas.setStrokeGray(BLACK)
    canvas.line(x / POINT, (paper.height - y) / POINT, to_x / POINT, (paper.height - to_y) / POINT)


def _polygon(paper: Paper, ink: float, *corners: tuple[float, float]) -> None:
    canvas = paper.canvas
    canvas.setFillGray(ink)
    path = canvas.beginPath()
    for number, (x, y) in enumerate(corners):
        (path.lineTo if number else path.moveTo)(x / POINT, (paper.height - y) / POINT)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
