"""One lane of a timeline as it is drawn: its bars, its marks, and their labels where there is room."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from labels.layout import WHITE, Align, Paper, Style
from labels.shapes import arrow, bracketed, diamond, dot, flag, hatched, outlined, solid, striped, stroke
from labels.timeline_panels import Panel
from labels.typefaces import Face
from pharmacy.language import Language, text
from pharmacy.timeline import Bar, Lane, Mark, Shape, Sign, Stretch

HEIGHT = 2.6
"""Of a bar, in mm."""
CELL_HEIGHT = 4.0
"""Of what is given on one day, in mm: its dose stands in it."""
LABEL = Style(7.5)
CELL = Style(7.5, Face.BOLD)
CELL_ON_BLACK = Style(7.5, Face.BOLD, WHITE)
INSIDE = 2.5
"""What is seen of a bar beside a label within it, in mm."""
APART = 0.9
"""Between a shape and its label, in mm."""
MOST_LABELLED = 4
"""Marks of a lane that get a label each; where there are more, their scale says it."""
_DAY = timedelta(days=1)

_BARS: dict[Shape, Callable[[Paper, float, float, float, float], None]] = {
    Shape.WAITS: hatched,
    Shape.GIVEN: solid,
    Shape.KEPT: striped,
    Shape.BELIEVED: bracketed,
}
_MARKS: dict[Sign, Callable[[Paper, float, float], None]] = {
    Sign.LAST: diamond,
    Sign.DONE: dot,
    Sign.DUE: stroke,
    Sign.OPENS: flag,
}
_REACH = {Sign.LAST: (1.6, 1.6), Sign.DONE: (1.3, 1.3), Sign.DUE: (0.3, 0.3), Sign.OPENS: (3.3, 0.3)}
"""How far a mark reaches to the left and to the right of its day, in mm."""


class _Label(NamedTuple):
    """Words that are drawn if there is room."""

    words: str
    panel: Panel
    left_of: float | None = None
    right_of: float | None = None
    inside: tuple[float, float] | None = None
    """From where to where it may stand within its shape."""


class Row:
    """A lane on its panels, around a height."""

    def __init__(self, paper: Paper, panels: tuple[Panel, ...], language: Language, middle: float) -> None:
        self.paper = paper
        self.panels = panels
        self.language = language
        self.middle = middle
        self._taken: list[tuple[float, float]] = []
        """Where marks and labels stand."""
        self._bars: list[tuple[float, float]] = []
        self._wanted: list[_Label] = []
        self._due: list[date] = []

    def draw(self, lane: Lane, *, main: bool) -> None:
        """Bars, marks upon them, then labels where nothing else stands; `main`: the infusions themselves."""
        self._due = [mark.on for mark in lane.marks if mark.sign is Sign.DUE]
        for bar in lane.bars:
            if lane.stretch is Stretch.DURING:
                self._cell(bar, dark=main)
            else:
                self._bar(bar)
        for mark in lane.marks:
            self._mark(mark, labelled=len(lane.marks) <= MOST_LABELLED)
        for label in self._wanted:
            self._label(label)

    def _cell(self, bar: Bar, *, dark: bool) -> None:
        """What is given on one infusion day."""
        panel = next(panel for panel in self.panels if panel.holds(bar.first))
        left, right = panel.at(bar.first) + 0.5, panel.at(bar.first + _DAY) - 0.5
        draw = solid if dark else outlined
        draw(self.paper, left, self.middle - CELL_HEIGHT / 2, right - left, CELL_HEIGHT)
        words, style = bar.label.in_(self.language), CELL_ON_BLACK if dark else CELL
        self.paper.write(
            words,
            (left + right) / 2,
            self.middle + style.capital / 2,
            style,
            text("a dose"),
            width=right - left,
            align=Align.CENTRE,
        )

    def _bar(self, bar: Bar) -> None:
        """A bar in each panel that it reaches into. What waits ends when its last day begins."""
        stop = bar.last if bar.shape in {Shape.WAITS, Shape.BELIEVED} else bar.last + _DAY
        parts = [(panel, part) for panel in self.panels if (part := panel.part(bar.first, stop))]
        for _, (left, right) in parts:
            _BARS[bar.shape](self.paper, left, self.middle - HEIGHT / 2, right - left, HEIGHT)
            self._bars.append((left, right))
        if not parts:
            return
        first, last = parts[0], parts[-1]
        if bar.first < self.panels[0].begins:
            self.paper.fill(first[1][0] - 0.1, self.middle - HEIGHT / 2, 2.4, HEIGHT, WHITE)
            arrow(self.paper, first[1][0] + 0.4, self.middle, left=True)
        end = last[1][1]
        if bar.at_least:
            end += 2.2
            arrow(self.paper, end, self.middle)
            self._taken.append((end - 2.2, end))
        words = bar.label.in_(self.language)
        if bar.shape is Shape.BELIEVED:
            self._wanted.append(_Label(words, first[0], left_of=first[1][0]))
        else:
            self._wanted.append(_Label(words, last[0], right_of=end, inside=last[1]))

    def _mark(self, mark: Mark, *, labelled: bool) -> None:
        """A mark in the middle of its day; what lies outside the picture stands in words only."""
        panel = next((panel for panel in self.panels if panel.holds(mark.on)), None)
        if panel is None:
            return
        x = panel.at(mark.on)
        if mark.sign is Sign.DUE:
            stroke(self.paper, x, self.middle, self._thick(panel))
        else:
            _MARKS[mark.sign](self.paper, x, self.middle)
        left, right = _REACH[mark.sign]
        self._taken.append((x - left, x + right))
        if labelled:
            self._wanted.append(_Label(mark.label.in_(self.language), panel, x - left, x + right))

    def _thick(self, panel: Panel) -> float:
        """Of a stroke: no more than a third of the way to the next one in the panel."""
        here = [panel.at(day) for day in self._due if panel.holds(day)]
        return min(0.4, *((second - first) / 3 for first, second in pairwise(here))) if here[1:] else 0.4

    def _label(self, label: _Label) -> None:
        """Beside its shape in the same panel, or within it; nowhere if something stands there."""
        style = LABEL.of(label.words)
        width = style.width(label.words)
        for left, others in self._places(label, width):
            right = left + width
            free = all(right + 0.4 <= taken[0] or left - 0.4 >= taken[1] for taken in others)
            if free and label.panel.left + 0.4 <= left and right <= label.panel.right - 0.4:
                self.paper.fill(left - 0.4, self.middle - 1.5, width + 0.8, 3.0, WHITE)
                baseline = self.middle + style.capital / 2
                self.paper.write(label.words, left, baseline, style, text("a label"), width=width + 0.1)
                self._taken.append((left, right))
                return

    def _places(self, label: _Label, width: float) -> Iterator[tuple[float, list[tuple[float, float]]]]:
        """Where it could begin, the best first, and what it must not stand upon there."""
        everything = [*self._taken, *self._bars]
        if label.right_of is not None:
            yield label.right_of + APART, everything
        if label.left_of is not None:
            yield label.left_of - APART - width, everything
        if label.inside is not None and label.inside[1] - label.inside[0] > width + 2 * INSIDE:
            yield label.inside[1] - INSIDE - width, self._taken
