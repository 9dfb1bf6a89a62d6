"""What the A4 sheets share: whose they are, at the top; where they come from, at the foot."""

from labels.content import Content
from labels.layout import A4, GREY, PALE, Align, Paper, Style, name_lines, page_overflow
from labels.moments import Moments
from labels.typefaces import Face
from pharmacy.language import Text, date_text, text

LEFT, RIGHT, TOP, FOOT = 18.0, 192.0, 17.0, 281.0
"""The printed part of a page, in mm; its last line stands under `FOOT`."""
WIDTH = RIGHT - LEFT
"""Of the printed part, in mm."""

NAME = Style(20, Face.BOLD)
TITLE = Style(11, Face.BOLD)
HEADING = Style(12, Face.BOLD)
BODY = Style(10.5)
STRONG = Style(10.5, Face.BOLD)
SMALL = Style(9)
SOURCE = Style(8, ink=GREY)


class Sheet:
    """An A4 document of a known number of pages, written from the top down; `y` (mm) is how far."""

    def __init__(self, content: Content, title: Text, moments: Moments, *, pages: int) -> None:
        self.content = content
        self.title = title
        self.moments = moments
        self.pages = pages
        self.page = 0
        self.paper = Paper(
            *A4,
            title=f"{title.in_(content.language)} {content.bag_id}",
            pharmacy=content.pharmacy,
            language=content.language,
        )
        self.y = TOP
        self.turn()

    def turn(self) -> None:
        """Begin a page: the sheet's title, the patient, and the foot."""
        if self.page:
            self.paper.next_page()
        self.page += 1
        content = self.content
        self.y = TOP
        end = self.left(self.title, TITLE, self.title)
        self.right(content.course_day, TITLE, text("course and day"), width=RIGHT - end - 4)
        self.y += 3.5
        style, lines = name_lines(content.patient_name, NAME, (WIDTH, WIDTH, WIDTH))
        for line in lines:
            self.y += 8.5
            self.left(line, style, text("the patient's name"))
        self.y += 6.5
        who = text(
            "Record {record} · born {birth} · {ward}",
            record=content.record_number,
            birth=date_text(content.birth_date, content.language),
            ward=content.ward,
        )
        self.left(who, BODY, text("record number, birth date and ward"))
        self.y += 3.5
        self.paper.fill(LEFT, self.y, WIDTH, 0.5)
        self._foot()

    def _foot(self) -> None:
        content = self.content
        height, self.y = self.y, FOOT + 7
        self.paper.fill(LEFT, FOOT + 3, WIDTH, 0.2)
        bag = text(
            "Bag {id} · copy {copy} · audit {anchor}",
            id=content.bag_id,
            copy=content.copy_number,
            anchor=content.anchor,
        )
        end = self.left(bag, SOURCE, text("bag, copy and audit"))
        page = text("page {page} of {pages}", page=self.page, pages=self.pages)
        number = SOURCE.width(page.in_(content.language))
        self.right(page, SOURCE, page, width=number)
        room = RIGHT - number - 4
        self.right(content.pharmacy, SOURCE, text("the pharmacy"), to=room, width=room - end - 4)
        self.y = height

    def room(self, height: float = 0) -> None:
        """Refuse a sheet that would reach into the foot of the page: it needs so many mm from here."""
        if self.y + height > FOOT:
            raise page_overflow(self.title, self.y + height - FOOT)

    def heading(self, words: Text, *, left: float = LEFT, width: float = WIDTH) -> None:
        """A section's heading with a rule under it."""
        self.y += 9.5
        self.left(words, HEADING, words, at=left, width=width)
        self.y += 2
        self.paper.fill(left, self.y, width, 0.25)

    def said(self, words: Text | str) -> str:
        """The words in the sheet's language."""
        return words.in_(self.content.language) if isinstance(words, Text) else words

    def left(
        self, words: Text | str, style: Style, field: Text, *, at: float = LEFT, width: float | None = None
    ) -> float:
        """Words on the current line that begin at `at`; returns where they end."""
        room = RIGHT - at if width is None else width
        return at + self.paper.write(self.said(words), at, self.y, style, field, width=room)

    def right(self, words: Text | str, style: Style, field: Text, *, to: float = RIGHT, width: float) -> None:
        """Words on the current line that end at `to`."""
        self.paper.write(self.said(words), to, self.y, style, field, width=width, align=Align.RIGHT)

    def running(
        self, words: Text | str, style: Style, field: Text, *, at: float = LEFT, width: float = WIDTH
    ) -> None:
        """Running text; its first line stands one line below `y`, and `y` becomes its last baseline."""
        baseline = self.y + style.leading
        self.y = (
            self.paper.paragraph(self.said(words), at, baseline, style, field, width=width) - style.leading
        )
        self.room()

    def blank(self, label: Text, at: float, to: float) -> None:
        """A line to write on, after its label, on the current line."""
        end = self.left(label, SMALL, label, at=at, width=to - at - 8) + 1.2
        self.paper.fill(end, self.y + 0.6, to - end, 0.2)

    def hairline(self) -> None:
        """A pale rule across, at `y`."""
        self.paper.fill(LEFT, self.y, WIDTH, 0.2, PALE)

    def pdf(self) -> bytes:
        """The finished sheet."""
        return self.paper.pdf()
