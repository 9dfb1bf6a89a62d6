"""What the A4 sheets share: whose they are, at the top; where they come from, at the foot."""

from labels.column import Column
from labels.content import Document
from labels.layout import A4, GREY, PATIENT_NAME, Paper, Style, name_lines
from labels.moments import Moments
from labels.typefaces import Face
from pharmacy.language import Text, date_text, text

LEFT, RIGHT, TOP, FOOT = 18.0, 192.0, 17.0, 279.0
"""The printed part of a page, in mm; its last line stands under `FOOT`."""
WIDTH = RIGHT - LEFT
"""Of the printed part, in mm."""

NAME = Style(20, Face.BOLD)
TITLE = Style(11, Face.BOLD)
BODY = Style(10.5)
STRONG = Style(10.5, Face.BOLD)
SOURCE = Style(8, ink=GREY)

FOR_THE_FILE = text("COPY FOR THE FILE")
"""At the head of whatever is part of a course folder: nobody works by it."""


class Sheet(Column):
    """An A4 document of a known number of pages."""

    def __init__(
        self, content: Document, title: Text, moments: Moments, *, pages: int, paper: Paper | None = None
    ) -> None:
        """`paper`: of the course folder that it is a part of, on a page of its own."""
        self.content = content
        self.moments = moments
        self.pages = pages
        self.page = 0
        """The one being written, from 1."""
        super().__init__(
            paper or a4_paper(content, title),
            content.language,
            title,
            left=LEFT,
            right=RIGHT,
            top=TOP,
            foot=FOOT,
        )
        self.turn()

    def turn(self) -> None:
        """Begin a page: the sheet's title, the patient, and the foot."""
        if self.page:
            self.paper.next_page()
        self.page += 1
        content = self.content
        self.y = TOP
        end = self.left(self.name, TITLE, self.name)
        if content.filed:
            end = self.left(FOR_THE_FILE, TITLE, FOR_THE_FILE, at=end + 5)
        self.right(content.about, TITLE, text("course and day"), width=RIGHT - end - 4)
        self.y += 3.5
        style, lines = name_lines(content.patient_name, NAME, (WIDTH, WIDTH, WIDTH))
        for line in lines:
            self.y += 8.5
            self.left(line, style, PATIENT_NAME)
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

    def make_room(self, height: float) -> None:
        """Go on on the next page if this one has not so many mm left."""
        if self.y + height > FOOT:
            self.turn()

    def _foot(self) -> None:
        content = self.content
        height, self.y = self.y, FOOT + 6.5
        self.paper.fill(LEFT, FOOT + 3, WIDTH, 0.2)
        page = text("page {page} of {pages}", page=self.page, pages=self.pages)
        if content.filed:
            page = text("{page} · folder {label}", page=page, label=content.filed.label(self.page))
        end = self.left(content.provenance, SOURCE, text("bag, copy and audit"))
        self.right(page, SOURCE, page, width=RIGHT - end - 4)
        self.y += SOURCE.leading
        self.left(content.pharmacy, SOURCE, text("the pharmacy"))
        self.y = height

    def pdf(self) -> bytes:
        """The finished document."""
        return self.paper.pdf()


def a4_paper(content: Document, title: Text) -> Paper:
    """Paper for a document that stands on its own."""
    named = f"{title.in_(content.language)} {content.subject}"
    return Paper(*A4, title=named, pharmacy=content.pharmacy, language=content.language)
