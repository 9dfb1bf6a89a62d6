"""Words between two margins, written from the top down."""

from labels.layout import PALE, Align, Paper, Style, page_overflow
from labels.typefaces import Face
from pharmacy.language import Language, Text

HEADING = Style(12, Face.BOLD)
SMALL = Style(9)


class Column:
    """A part of a page being written; `y` (mm from the top) is the baseline last written on."""

    def __init__(
        self,
        paper: Paper,
        language: Language,
        name: Text,
        *,
        left: float,
        right: float,
        top: float,
        foot: float,
    ) -> None:
        """Margins in mm; `name` is what a refusal calls it."""
        self.paper = paper
        self.language = language
        self.name = name
        self.begins = left
        self.ends = right
        self.foot = foot
        self.y = top

    @property
    def width(self) -> float:
        """Between the margins, in mm."""
        return self.ends - self.begins

    def said(self, words: Text | str) -> str:
        """The words in the document's language."""
        return words.in_(self.language) if isinstance(words, Text) else words

    def room(self, height: float = 0) -> None:
        """Refuse what would reach into the foot of the page: it needs so many mm from here."""
        if self.y + height > self.foot:
            raise page_overflow(self.name, self.y + height - self.foot)

    def heading(self, words: Text, style: Style = HEADING) -> None:
        """A section's heading with a rule under it."""
        self.y += 9.5
        self.left(words, style, words)
        self.y += 2
        self.paper.fill(self.begins, self.y, self.width, 0.25)

    def left(
        self,
        words: Text | str,
        style: Style,
        field: Text,
        *,
        at: float | None = None,
        width: float | None = None,
    ) -> float:
        """Words on the current line that begin at `at`; returns where they end."""
        at = self.begins if at is None else at
        room = self.ends - at if width is None else width
        return at + self.paper.write(self.said(words), at, self.y, style, field, width=room)

    def right(
        self, words: Text | str, style: Style, field: Text, *, to: float | None = None, width: float
    ) -> None:
        """Words on the current line that end at `to`."""
        to = self.ends if to is None else to
        self.paper.write(self.said(words), to, self.y, style, field, width=width, align=Align.RIGHT)

    def running(
        self,
        words: Text | str,
        style: Style,
        field: Text,
        *,
        at: float | None = None,
        width: float | None = None,
    ) -> None:
        """Running text; its first line stands one line below `y`, and `y` becomes its last baseline."""
        at = self.begins if at is None else at
        room = self.ends - at if width is None else width
        baseline = self.y + style.leading
        self.y = (
            self.paper.paragraph(self.said(words), at, baseline, style, field, width=room) - style.leading
        )
        self.room()

    def blank(self, label: Text, at: float, to: float) -> None:
        """A line to write on, after its label, on the current line."""
        end = self.left(label, SMALL, label, at=at, width=to - at - 8) + 1.2
        self.paper.fill(end, self.y + 0.6, to - end, 0.2)

    def hairline(self) -> None:
        """A pale rule across, at `y`."""
        self.paper.fill(self.begins, self.y, self.width, 0.2, PALE)
