"""One lane of a timeline in characters, each shape another one."""

from datetime import timedelta

from labels.timeline_panels import Panel
from pharmacy.language import Language
from pharmacy.timeline import Bar, Lane, Mark, Shape, Sign, Stretch

BARS = {Shape.WAITS: "▒", Shape.GIVEN: "█", Shape.KEPT: "═", Shape.BELIEVED: "┄"}
MARKS = {Sign.LAST: "◆", Sign.DONE: "●", Sign.DUE: "○", Sign.OPENS: "▶"}
GOES_ON, CAME_BEFORE = "→", "←"
EDGE, TODAY = "│", "┊"
MOST_LABELLED = 4
"""Marks of a lane that get a label each; where there are more, their scale says it."""
_DAY = timedelta(days=1)


class Canvas:
    """A line of characters, blank to begin with."""

    def __init__(self, width: int) -> None:
        self.characters = [" "] * width

    def put(self, at: int, words: str) -> None:
        """Write over what stands there; what does not fit on the line is lost."""
        for place, character in enumerate(words, start=at):
            if 0 <= place < len(self.characters):
                self.characters[place] = character

    def free(self, begin: int, end: int) -> bool:
        """Whether nothing but blanks stands there, and one beside it."""
        return (
            begin >= 0
            and end <= len(self.characters)
            and not "".join(self.characters[max(0, begin - 1) : end + 1]).strip(f" {TODAY}{EDGE}")
        )

    def __str__(self) -> str:
        return "".join(self.characters).rstrip()


def lane_line(
    lane: Lane, panels: tuple[Panel, ...], width: int, language: Language, today: int | None
) -> str:
    """A lane's bars, marks upon them, and labels where nothing else stands; `today`: its column."""
    canvas = Canvas(width)
    for panel in panels[1:]:
        canvas.put(int(panel.left) - 1, EDGE)
    if today is not None:
        canvas.put(today, TODAY)
    wanted: list[tuple[str, Panel, int, int]] = []
    for bar in lane.bars:
        if lane.stretch is Stretch.DURING:
            _cell(canvas, bar, panels, language)
        elif (label := _bar(canvas, bar, panels, language)) is not None:
            wanted.append(label)
    marked = [_mark(canvas, mark, panels, language) for mark in lane.marks]
    if len(marked) <= MOST_LABELLED:
        wanted += [label for label in marked if label is not None]
    for label in wanted:
        _put_label(canvas, *label)
    return str(canvas)


def _put_label(canvas: Canvas, words: str, panel: Panel, begin: int, end: int) -> None:
    """Right of its shape, else left of it, in the same panel; nowhere if something stands there."""
    for at in (end + 1, begin - 1 - len(words)):
        inside = panel.left <= at and at + len(words) <= panel.right
        if inside and canvas.free(at, at + len(words)):
            canvas.put(at, words)
            return


def column(panel: Panel, x: float) -> int:
    """The column of a place in a panel, never outside it."""
    return min(int(x), int(panel.right) - 1)


def _cell(canvas: Canvas, bar: Bar, panels: tuple[Panel, ...], language: Language) -> None:
    """What is given on one infusion day, between brackets."""
    panel = next((panel for panel in panels if panel.holds(bar.first)), None)
    if panel is not None:
        left, right = int(panel.at(bar.first)), int(panel.at(bar.first + _DAY))
        canvas.put(left, f"[{bar.label.in_(language):^{right - left - 2}}]")


def _bar(
    canvas: Canvas, bar: Bar, panels: tuple[Panel, ...], language: Language
) -> tuple[str, Panel, int, int] | None:
    """Draws a bar; its label's words, and where it may stand."""
    stop = bar.last if bar.shape in {Shape.WAITS, Shape.BELIEVED} else bar.last + _DAY
    parts = [(panel, part) for panel in panels if (part := panel.part(bar.first, stop))]
    if not parts:
        return None
    for panel, (left, right) in parts:
        begin, end = column(panel, left), max(column(panel, left) + 1, round(right))
        canvas.put(begin, BARS[bar.shape] * (end - begin))
    (first, (left, _)), (last, (_, right)) = parts[0], parts[-1]
    begin, end = column(first, left), max(column(last, parts[-1][1][0]) + 1, round(right))
    if bar.first < panels[0].begins:
        canvas.put(begin, CAME_BEFORE)
    if bar.at_least or stop > panels[-1].ends:
        end = min(end, int(last.right) - 1)
        canvas.put(end, GOES_ON)
        end += 1
    words = bar.label.in_(language)
    if stop > panels[-1].ends:
        return None
    return (words, first, begin, 10**6) if bar.shape is Shape.BELIEVED else (words, last, 0, end)


def _mark(
    canvas: Canvas, mark: Mark, panels: tuple[Panel, ...], language: Language
) -> tuple[str, Panel, int, int] | None:
    """Puts a mark; its label's words, and where it may stand."""
    panel = next((panel for panel in panels if panel.holds(mark.on)), None)
    if panel is None and mark.sign is Sign.OPENS and mark.on >= panels[-1].ends:
        # On the first day or later, of which this part shows nothing: at the edge, it is what matters most.
        panel, at = panels[-1], int(panels[-1].right) - 1
        canvas.put(at, MARKS[mark.sign])
        return mark.label.in_(language), panel, at, at + 1
    if panel is None:
        return None
    at = column(panel, panel.at(mark.on))
    canvas.put(at, MARKS[mark.sign])
    return mark.label.in_(language), panel, at, at + 1
