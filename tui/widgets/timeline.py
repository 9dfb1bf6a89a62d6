"""A course's timeline in characters: the stretches side by side if there is room, else one under another."""

from collections.abc import Iterator
from textwrap import wrap

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from labels.timeline_panels import FIRST_YEAR, Panel, panels
from labels.timeline_words import (
    GOES_ON as GOES_ON_NAME,
)
from labels.timeline_words import (
    SHAPE_NAMES,
    SIGN_NAMES,
    STRETCH_NAMES,
    counted,
    months,
    short_date,
    told,
    weeks,
)
from pharmacy.language import Language, text
from pharmacy.timeline import Lane, Stretch, Timeline
from tui.widgets.timeline_row import BARS, EDGE, GOES_ON, MARKS, TODAY, Canvas, column, lane_line

SIDE_BY_SIDE = 170
"""Columns from which on the stretches stand side by side, with the words beside them."""
NAME = 24
"""Columns for a lane's name where the stretches stand under each other."""
WIDE_NAME = 34
WIDE = (38, 46, 27, 14)
"""Columns of the four panels where they stand side by side."""
UNKNOWN = "?"


class TimelinePicture(Widget):
    """All lanes with their words, at the width there is."""

    DEFAULT_CSS = "TimelinePicture { height: auto; width: 1fr; }"

    def __init__(self, picture: Timeline, language: Language) -> None:
        super().__init__()
        self._picture = picture
        self._language = language

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the words need."""
        return len(timeline_lines(self._picture, width, self._language))

    def render(self) -> Content:
        """The lines."""
        lines = timeline_lines(self._picture, max(1, self.content_size.width), self._language)
        return Content("\n").join(lines)


def timeline_lines(picture: Timeline, width: int, language: Language) -> list[Content]:
    """The picture as lines of at most so many columns."""
    drawn = _Drawn(picture, width, language)
    lines = drawn.beside() if width >= SIDE_BY_SIDE else drawn.under()
    return [*lines, Content(""), *drawn.legend()]


class _Drawn:
    """A timeline at one width."""

    def __init__(self, picture: Timeline, width: int, language: Language) -> None:
        self.picture = picture
        self.width = width
        self.language = language

    def under(self) -> Iterator[Content]:
        """One stretch under another, each with the lanes that belong to it, and what reaches into it."""
        chart = self.width - NAME
        for stretch in Stretch:
            rooms = {
                Stretch.BEFORE: [(0, chart), (0, 0), (0, 0), (0, 0)],
                Stretch.DURING: [(0, 0), (0, chart), (0, 0), (0, 0)],
                Stretch.AFTER: [
                    (0, 0),
                    (0, 0),
                    (0, chart * 2 // 3),
                    (chart * 2 // 3 + 1, chart - chart * 2 // 3 - 1),
                ],
            }[stretch]
            parts = tuple(panel for panel in panels(self.picture, rooms) if panel.width)
            yield from self._head(parts, NAME, chart)
            for lane in self._reaching(stretch, parts):
                yield from self._named(lane, parts, NAME, chart)
            for lane in self.picture.of(stretch):
                yield from self._named(lane, parts, NAME, chart)
                yield from (
                    Content(f"  {line}") for line in wrap(told(lane).in_(self.language), self.width - 2)
                )
            yield Content("")

    def _reaching(self, stretch: Stretch, parts: tuple[Panel, ...]) -> Iterator[Lane]:
        """What began before the course and ends after it."""
        if stretch is Stretch.AFTER:
            for lane in self.picture.of(Stretch.BEFORE):
                if any(bar.last > parts[0].begins for bar in lane.bars):
                    yield lane

    def beside(self) -> Iterator[Content]:
        """All stretches in one line, and the words after them."""
        lefts = [sum(WIDE[:number]) + number for number in range(len(WIDE))]
        parts = panels(self.picture, list(zip(lefts, WIDE, strict=True)))
        chart = lefts[-1] + WIDE[-1]
        yield from self._head(parts, WIDE_NAME, chart)
        room = self.width - WIDE_NAME - chart - 2
        for stretch in Stretch:
            yield Content.styled(self._said(STRETCH_NAMES[stretch]), "bold")
            for lane in self.picture.of(stretch):
                first, *more = wrap(told(lane).in_(self.language), room)
                *above, line = self._named(lane, parts, WIDE_NAME, chart)
                yield from above
                yield Content.assemble(line, " " * (WIDE_NAME + chart + 2 - line.cell_length), first)
                yield from (self._more(line, parts, chart) for line in more)

    def _more(self, words: str, parts: tuple[Panel, ...], chart: int) -> Content:
        empty = Canvas(chart)
        for panel in parts[1:]:
            empty.put(int(panel.left) - 1, EDGE)
        return Content(" " * WIDE_NAME + f"{empty!s:<{chart + 2}}{words}")

    def _named(self, lane: Lane, parts: tuple[Panel, ...], name_width: int, chart: int) -> Iterator[Content]:
        """A lane's name, whether something is not known, and its shapes; a long name on a line of its own."""
        name = self._said(lane.name) if lane.known else f"{self._said(lane.name)} {UNKNOWN}"
        if len(name) >= name_width:
            yield Content.styled(name, "bold")
            name = ""
        drawn = lane_line(lane, parts, chart, self.language, self._today(parts))
        yield Content.assemble((name.ljust(name_width), "bold"), drawn)

    def _today(self, parts: tuple[Panel, ...]) -> int | None:
        today = self.picture.today
        panel = next((panel for panel in parts if panel.holds(today)), None)
        return None if panel is None else column(panel, panel.at(today))

    def _head(self, parts: tuple[Panel, ...], name_width: int, chart: int) -> Iterator[Content]:
        """The stretches' names, and their scales: a number over its day."""
        names, numbers, days = Canvas(chart), Canvas(chart), Canvas(chart)
        for stretch in dict.fromkeys(panel.stretch for panel in parts):
            first = next(panel for panel in parts if panel.stretch is stretch)
            words = f"{self._said(STRETCH_NAMES[stretch])} · {self._said(counted(self.picture, stretch))}"
            names.put(int(first.left), words)
        for panel in parts[1:]:
            for canvas in (names, numbers, days):
                if canvas is not names or panel.stretch is not parts[parts.index(panel) - 1].stretch:
                    canvas.put(int(panel.left) - 1, EDGE)
        for panel in parts:
            for number, middle, day in self._ticks(panel):
                _centred(numbers, panel, middle, number)
                _centred(days, panel, middle, day)
        yield Content.styled(" " * name_width + str(names), "bold")
        yield Content(" " * name_width + str(numbers))
        yield Content(" " * name_width + str(days))

    def _ticks(self, panel: Panel) -> Iterator[tuple[str, float, str]]:
        """The numbers of a panel's scale, where they stand, and their days."""
        picture, language = self.picture, self.language
        match panel.stretch:
            case Stretch.BEFORE:
                for number, day in weeks(picture):
                    yield f"−{number}", panel.at(day), short_date(day, language)
            case Stretch.DURING:
                each = panel.width / len(picture.infusions)
                for number, day in enumerate(picture.infusions):
                    said = short_date(day, language)
                    shown = f"{TODAY} {said} {TODAY}" if day == picture.today else said
                    yield str(number + 1), panel.left + each * (number + 0.5), shown
            case Stretch.AFTER:
                for number, day in months(picture):
                    if panel.holds(day):
                        years = number > FIRST_YEAR
                        yield (
                            str(number),
                            panel.at(day),
                            str(day.year) if years else short_date(day, language),
                        )

    def legend(self) -> Iterator[Content]:
        """What the shapes mean."""
        parts = [
            *(f"{BARS[shape] * 2} {self._said(name)}" for shape, name in SHAPE_NAMES.items()),
            f"{GOES_ON} {self._said(GOES_ON_NAME)}",
            *(f"{MARKS[sign]} {self._said(name)}" for sign, name in SIGN_NAMES.items()),
            f"{UNKNOWN} {self._said(text('something is not known'))}",
        ]
        if self._today_shown():
            parts.append(f"{TODAY} {self._said(text('today {day}', day=self.picture.today))}")
        line = ""
        for part in parts:
            longer = f"{line} · {part}" if line else part
            if len(longer) > self.width:
                yield Content(line)
                longer = part
            line = longer
        yield Content(line)

    def _today_shown(self) -> bool:
        return self.picture.begins <= self.picture.today <= self.picture.ends

    def _said(self, words: object) -> str:
        return words.in_(self.language)  # type: ignore[attr-defined, no-any-return]


def _centred(canvas: Canvas, panel: Panel, middle: float, words: str) -> None:
    """Over or under its place, if there is room in the panel."""
    at = round(middle - len(words) / 2)
    at = max(int(panel.left), min(at, int(panel.right) - len(words)))
    if canvas.free(at, at + len(words)):
        canvas.put(at, words)
