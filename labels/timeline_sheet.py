"""A course in one picture, A4 across: a line for each thing, its words on the left, its time on three scales.

It reads from the top left to the bottom right: what the course waits for, the infusion days, what follows.
Everything drawn stands in words too, so that a shape without room for its label has lost nothing.
"""

from datetime import timedelta

from labels.column import Column
from labels.content import TimelineSheet
from labels.layout import A4, GREY, PALE, PATIENT_NAME, WHITE, Align, Paper, Style, name_lines, wrapped
from labels.shapes import (
    arrow,
    bracketed,
    dashes,
    diamond,
    dot,
    flag,
    hatched,
    outlined,
    solid,
    striped,
    stroke,
)
from labels.sheet import FOR_THE_FILE, SOURCE
from labels.timeline_panels import Panel, panels
from labels.timeline_row import HEIGHT as BAR_HEIGHT
from labels.timeline_row import LABEL, Row
from labels.timeline_words import (
    GOES_ON,
    SHAPE_NAMES,
    SIGN_NAMES,
    STRETCH_NAMES,
    cited_short,
    counted,
    months,
    short_date,
    told,
    weeks,
)
from labels.typefaces import Face, spelled_out
from pharmacy.language import date_text, text
from pharmacy.timeline import Lane, Shape, Sign, Stretch, Timeline

PAGE_HEIGHT, PAGE_WIDTH = A4
LEFT, RIGHT, TOP, FOOT = 12.0, 285.0, 12.0, 193.0
"""The printed part, in mm; legend and provenance stand under `FOOT`."""
WORDS = 97.0
"""How wide the words beside the picture are, in mm."""
ROOMS = ((112.0, 41.5), (155.5, 69.0), (226.5, 33.7), (260.9, 24.1))
"""Where each panel begins and how wide it is, in mm: before, during, the year after, the years after it."""

TITLE = Style(11, Face.BOLD)
NAME = Style(15, Face.BOLD)
WHO = Style(9.5)
STRETCH = Style(9, Face.BOLD)
STRETCH_ON_BLACK = Style(9, Face.BOLD, WHITE)
SCALE = Style(8, ink=GREY)
SCALE_STRONG = Style(8, Face.BOLD)
LANE = Style(8, Face.BOLD)
TOLD = Style(8)
CITE = Style(8, ink=GREY)
NOT_KNOWN = Style(8, Face.BOLD, WHITE)
LEADING = 3.4
"""From one line of a lane's words to the next, in mm."""
LEAST_BESIDE = 25.0
"""Words stand beside a lane's name where it leaves so much of the line, in mm; else under it."""
BESIDE = 1.5
"""Between a lane's words and its source in the same line, in mm."""
MOST_LINES = 8
"""Of one lane's words."""
PADDING = 1.1
"""Above and under a lane's words, together, in mm."""
GROUP = 4.4
"""Height of a group's heading, in mm."""


def timeline_pdf(content: TimelineSheet) -> bytes:
    """The sheet as a PDF: one page, or more where a patient's lanes need them.

    Raises `LabelOverflow` or `Refusal` (label-overflow) for what does not fit, `Refusal` (no-glyph) for a
    character that cannot be printed.
    """
    title = f"{_TITLE.in_(content.language)} {content.subject}"
    paper = Paper(*A4, title=title, pharmacy=content.pharmacy, language=content.language)
    draw_timeline(content, paper)
    return paper.pdf()


_TITLE = text("Timeline of a course")


def draw_timeline(content: TimelineSheet, paper: Paper) -> int:
    """The sheet, from the page that begins on; returns how many pages it took."""
    pages = _Sheet.breaks(content, paper)
    for number, lanes in enumerate(pages, start=1):
        if number > 1:
            paper.next_page()
        paper.lie_across()
        sheet = _Sheet(content, paper)
        sheet.head()
        sheet.lanes(lanes)
        sheet.legend()
        sheet.foot_lines(number, len(pages))
    return len(pages)


_Words = tuple[Style, list[str]]


def _inside(panel: Panel, x: float, half: float) -> tuple[float, float]:
    """The middle of words about `x` that stay in their panel, and half their width."""
    return min(max(x, panel.left + half), panel.right - half), half


class _Sheet(Column):
    """One page of it."""

    def __init__(self, content: TimelineSheet, paper: Paper) -> None:
        super().__init__(paper, content.language, _TITLE, left=LEFT, right=RIGHT, top=TOP, foot=FOOT)
        self.content = content
        self.picture: Timeline = content.picture
        self.panels = panels(content.picture, ROOMS)

    @classmethod
    def breaks(cls, content: TimelineSheet, paper: Paper) -> list[list[Lane]]:
        """The lanes of each page. Where one is not enough, a stretch is not parted but goes to the next."""
        measuring = cls(content, paper)
        room = FOOT - measuring.begin_of_lanes()
        found: list[list[Lane]] = [[]]
        for lane in content.picture.lanes:
            if found[-1] and measuring.high([*found[-1], lane]) > room:
                together = [each for each in found[-1] if each.stretch is lane.stretch]
                whole = together if len(together) < len(found[-1]) else []
                found[-1] = [each for each in found[-1] if each not in whole]
                found.append(whole)
            found[-1].append(lane)
        return found

    def begin_of_lanes(self) -> float:
        """Where the first lane begins, in mm from the top."""
        _, lines = name_lines(self.content.patient_name, NAME, (self.width,) * 3)
        return TOP + 3 + 6.5 * len(lines) + 8 + 12.5

    def head(self) -> None:
        """Whose course it is, and the heads of the panels."""
        content = self.content
        end = self.left(_TITLE, TITLE, _TITLE)
        if content.filed:
            end = self.left(FOR_THE_FILE, TITLE, FOR_THE_FILE, at=end + 5)
        self.right(content.about, TITLE, text("course"), width=self.width - end + LEFT - 4)
        self.y += 3
        style, lines = name_lines(content.patient_name, NAME, (self.width,) * 3)
        for line in lines:
            self.y += 6.5
            self.left(line, style, PATIENT_NAME)
        self.y += 5
        who = text(
            "Record {record} · born {birth} · {ward}",
            record=content.record_number,
            birth=date_text(content.birth_date, content.language),
            ward=content.ward,
        )
        self.left(who, WHO, text("record number, birth date and ward"))
        self.y += 3
        self._scales()

    def _scales(self) -> None:
        """Each stretch's name on black, and under it what its days are counted in."""
        for stretch in Stretch:
            parts = [panel for panel in self.panels if panel.stretch is stretch]
            left, right = parts[0].left, parts[-1].right
            self.paper.fill(left, self.y, right - left, 4.6)
            self.y += 3.4
            end = self.left(STRETCH_NAMES[stretch], STRETCH_ON_BLACK, text("a stretch"), at=left + 1.5)
            self.right(
                counted(self.picture, stretch),
                Style(7.5, ink=WHITE),
                text("a scale"),
                to=right - 1.5,
                width=right - end - 3,
            )
            self.y -= 3.4
        self.y += 4.6
        self._ticks(self.y)
        self.y = self.begin_of_lanes()

    def _ticks(self, top: float) -> None:
        before, during, first_year, years = self.panels
        named = before.right
        for number, day in weeks(self.picture):
            half = SCALE.width(short_date(day, self.language)) / 2
            if before.at(day) - half < before.left or before.at(day) + half + 1 > named:
                continue
            self._tick(before, before.at(day), top, f"−{number}", short_date(day, self.language))
            named = before.at(day) - half
        each = during.width / len(self.picture.infusions)
        for number, day in enumerate(self.picture.infusions):
            middle = during.left + each * (number + 0.5)
            self._tick(during, middle, top, str(number + 1), short_date(day, self.language))
        for panel in (first_year, years):
            self._months(panel, top)

    def _months(self, panel: Panel, top: float) -> None:
        """The months in a panel. The first and the last keep their days; one between them that would run into
        another has its number alone.
        """
        named = [(number, day) for number, day in months(self.picture) if panel.holds(day)]
        taken: list[tuple[float, float]] = []
        for number, day in (*named[:1], *named[:0:-1]):
            words = short_date(day, self.language) if panel is self.panels[2] else str(day.year)
            middle, half = _inside(panel, panel.at(day), SCALE.width(words) / 2)
            free = all(middle + half + 0.4 <= left or middle - half - 0.4 >= right for left, right in taken)
            self._tick(panel, panel.at(day), top, str(number), words if free else "")
            if free:
                taken.append((middle - half, middle + half))

    def _tick(self, panel: Panel, x: float, top: float, number: str, day: str) -> None:
        """A number over its day; neither leaves the panel."""
        for words, style, down in ((number, SCALE_STRONG, 3.0), (day, SCALE, 6.0)):
            middle, half = _inside(panel, x, style.width(words) / 2)
            self.paper.write(
                words, middle, top + down, style, text("a scale"), width=2 * half + 0.1, align=Align.CENTRE
            )

    def lanes(self, lanes: list[Lane]) -> None:
        """The lanes of the page, each stretch's under its name."""
        begin = self.y
        self._grid(begin, begin + self.high(lanes))
        self._today(begin, begin + self.high(lanes))
        stretch = None
        for lane in lanes:
            if lane.stretch is not stretch:
                stretch = lane.stretch
                self.paper.fill(LEFT, self.y, WORDS, 0.4)
                self.y += GROUP - 1.2
                self.left(STRETCH_NAMES[stretch], STRETCH, text("a stretch"))
                self.y += 1.2
            self._lane(lane)

    def high(self, lanes: list[Lane]) -> float:
        """How high a page's lanes are, with their stretches' names, in mm."""
        groups = len({lane.stretch for lane in lanes})
        return sum(self.height(lane) for lane in lanes) + groups * GROUP

    def _grid(self, top: float, foot: float) -> None:
        """Pale lines where the scales are named, and the panels' edges."""
        before, during, first_year, years = self.panels
        for _, day in weeks(self.picture):
            self.paper.fill(before.at(day), top, 0.15, foot - top, PALE)
        for day in self.picture.infusions[1:]:
            self.paper.fill(during.at(day), top, 0.15, foot - top, PALE)
        for _, day in months(self.picture):
            panel = first_year if first_year.holds(day) else years
            self.paper.fill(panel.at(day), top, 0.15, foot - top, PALE)
        for panel in self.panels:
            outlined(self.paper, panel.left, top, panel.width, foot - top, GREY)

    def height(self, lane: Lane) -> float:
        """Of a lane, in mm."""
        _, lines = self._words(lane)
        return len(lines) * LEADING + PADDING

    def _name(self, lane: Lane) -> str:
        """A treatment's name is as somebody typed it."""
        return spelled_out(self.said(lane.name))

    def _indent(self, lane: Lane) -> float:
        """How much of its first line a lane's name takes, in mm."""
        name = self._name(lane)
        mark = 0.0 if lane.known else NOT_KNOWN.width("?") + 3
        return LANE.of(name).width(name) + mark + 1.8

    def _words(self, lane: Lane) -> _Words:
        """What stands after a lane's name, or under a long one; an empty line where its source needs one."""
        words, field = spelled_out(self.said(told(lane))), text("a line of the timeline")
        first = WORDS - self._indent(lane)
        if first < LEAST_BESIDE:
            style, lines = wrapped(words, TOLD, [WORDS] * MOST_LINES, field)
            lines = ["", *lines]
        else:
            style, lines = wrapped(words, TOLD, [first, *[WORDS] * MOST_LINES], field)
        taken = style.width(lines[-1]) + (0 if lines[1:] else self._indent(lane))
        beside = taken + BESIDE + CITE.width(self._cited(lane)) <= WORDS
        return style, lines if beside else [*lines, ""]

    def _lane(self, lane: Lane) -> None:
        top, (style, lines) = self.y, self._words(lane)
        self.y = top + PADDING / 2 + LEADING - 0.9
        name = self._name(lane)
        end = self.left(name, LANE.of(name), text("a line of the timeline"), width=WORDS)
        if not lane.known:
            self.paper.fill(end + 1, self.y - 2.6, NOT_KNOWN.width("?") + 1.4, 3.3)
            self.left("?", NOT_KNOWN, text("not known"), at=end + 1.7)
        at = LEFT + self._indent(lane)
        for number, line in enumerate(lines):
            self.y += LEADING if number else 0
            if line:
                end = self.left(line, style, text("a line of the timeline"), at=at, width=WORDS)
            at = LEFT
        begin = end + BESIDE if lines[-1] else LEFT
        self.right(
            self._cited(lane), CITE, text("the source"), to=LEFT + WORDS, width=LEFT + WORDS - begin + 0.1
        )
        self.y = top + self.height(lane)
        main = lane is self.picture.of(Stretch.DURING)[0]
        Row(self.paper, self.panels, self.language, (top + self.y) / 2).draw(lane, main=main)
        self.paper.fill(LEFT, self.y - 0.1, RIGHT - LEFT, 0.12, PALE)

    def _cited(self, lane: Lane) -> str:
        return self.said(cited_short(lane.source))

    def _today(self, top: float, foot: float) -> None:
        """A dashed line through today, or around it, where it lies in the picture."""
        today = self.picture.today
        panel = next((panel for panel in self.panels if panel.holds(today)), None)
        if panel is None:
            return
        edges = panel.at(today), panel.at(today + timedelta(days=1))
        x = sum(edges) / 2
        # A line through an infusion day would run through its doses: it has one at either side.
        for at in edges if panel.stretch is Stretch.DURING else (x,):
            dashes(self.paper, at, top, foot)
        words = self.said(text("today {day}", day=today))
        half = LABEL.width(words) / 2
        middle = min(max(x, panel.left + half), RIGHT - half)
        self.paper.write(
            words,
            middle,
            foot + 3,
            SCALE_STRONG,
            text("today"),
            width=SCALE_STRONG.width(words) + 1,
            align=Align.CENTRE,
        )

    def legend(self) -> None:
        """What the shapes mean."""
        self.y = FOOT + 5.5
        at, middle = LEFT, self.y - 1
        top = middle - BAR_HEIGHT / 2
        for shape, draw in (
            (Shape.WAITS, hatched),
            (Shape.GIVEN, solid),
            (Shape.KEPT, striped),
            (Shape.BELIEVED, bracketed),
        ):
            draw(self.paper, at, top, 8, BAR_HEIGHT)
            at = self.left(SHAPE_NAMES[shape], LABEL, text("the legend"), at=at + 9.2) + 5
        arrow(self.paper, at + 2, middle)
        at = self.left(GOES_ON, LABEL, text("the legend"), at=at + 3.2) + 5
        for sign, put in ((Sign.OPENS, flag), (Sign.LAST, diamond), (Sign.DONE, dot), (Sign.DUE, stroke)):
            put(self.paper, at + 2, middle)
            at = self.left(SIGN_NAMES[sign], LABEL, text("the legend"), at=at + 4.2) + 5
        self.paper.fill(at, middle - 1.6, NOT_KNOWN.width("?") + 1.4, 3.3)
        self.left("?", NOT_KNOWN, text("not known"), at=at + 0.7)
        words = text("something is not known")
        self.left(words, LABEL, text("the legend"), at=at + 4.2)

    def foot_lines(self, page: int, pages: int) -> None:
        """Where it comes from."""
        content = self.content
        self.y = FOOT + 8
        self.paper.fill(LEFT, self.y, self.width, 0.2)
        self.y += 3.3
        end = self.left(content.provenance, SOURCE, text("bag, copy and audit"))
        words = text("page {page} of {pages}", page=page, pages=pages)
        if content.filed:
            words = text("{page} · folder {label}", page=words, label=content.filed.label(page))
        self.right(words, SOURCE, words, width=RIGHT - end - 4)
        self.y += 3.3
        end = self.left(content.pharmacy, SOURCE, text("the pharmacy"))
        source = text(
            "Infusion days as planned, the rest by what was entered up to {day} · Source: {source}",
            day=self.picture.today,
            source=content.protocol,
        )
        self.right(source, SOURCE, text("the source"), width=RIGHT - end - 4)
