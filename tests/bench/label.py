"""One bag label as its own PDF, and many in one file, against other ways to draw the same words and codes."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from barcode.codex import Gs1_128
from fontpkg_atkinson_hyperlegible import ROOT
from fpdf import FPDF
from pystrich.datamatrix import DataMatrixData, DataMatrixEncoder
from pystrich.gs1 import GS1Variable
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from labels.bag_label import bag_label_pdf, draw_bag_label, label_paper
from labels.layout import Dots
from tests.labels.samples import CODE, LABEL

WIDTH, HEIGHT = 100, 70
"""Of the label, in mm."""
DOT = 25.4 / 203
"""Of the printer, in mm."""
MANY = 1000
"""Labels in one file."""

REGULAR, BOLD = "Regular", "Bold"
BAR = (4, 29.5, 92, 9.5)
"""The black bar of the time: left, top, width and height in mm."""
WORDS = (
    (BOLD, 13, 4, 5, "Núñez Etxeberria, María del Carmen"),
    (REGULAR, 9, 4, 9.5, "Record 00482913 · born 14 Feb 1984"),
    (REGULAR, 9, 65, 9.5, "Neurología, H. de día"),
    (BOLD, 19, 4, 18, "alemtuzumab"),
    (BOLD, 19, 75, 18, "12 mg"),
    (REGULAR, 9, 4, 22.5, "LEMTRADA"),
    (REGULAR, 9, 22, 22.5, "in 100 mL sodium chloride 0.9 %"),
    (REGULAR, 9, 78, 22.5, "0.119 mg/mL"),
    (BOLD, 9, 4, 26.5, "INTRAVENOUS INFUSION ONLY"),
    (REGULAR, 9, 70, 26.5, "course 1 · day 3 of 5"),
    (BOLD, 12, 6, 33.5, "START"),
    (BOLD, 12, 6, 38, "BEFORE"),
    (BOLD, 14, 40, 37, "25 Mar 2026"),
    (BOLD, 25, 72, 37, "17:41"),
    (BOLD, 8.5, 4, 43, "Keep at 2–8 °C, protected from light. Do not shake or freeze."),
    (REGULAR, 8, 4, 47, "Prime the line with this solution, not with saline."),
    (REGULAR, 8, 80, 47, "mixed 09:41"),
    (REGULAR, 7, 4, 51, "vial L77F2 exp 31 Dec 2027  ·  NaCl 0.9 % B4471 exp 31 Aug 2027"),
    (REGULAR, 7, 4, 55, "prepared by T. Ruiz"),
    (REGULAR, 7, 28, 55, "checked by"),
    (REGULAR, 7, 4, 57.6, "Farmacia, Hospital de la Sierra"),
    (BOLD, 7, 4, 60.2, "Bag 26-000123-5"),
    (REGULAR, 7, 28, 60.2, "copy 1 · audit 418:9f2ac01b77e1d340"),
)
"""Weight, size in points, left and baseline in mm from the top left corner, and what it says."""


def font_file(weight: str) -> Path:
    """The label font."""
    return Path(ROOT / "files" / f"AtkinsonHyperlegible-{weight}.ttf")


def square() -> list[list[int]]:
    """The GS1 DataMatrix's modules, made anew each time, as a label is."""
    message = DataMatrixData.gs1(GS1Variable("91", "260001235"), GS1Variable("92", "B1"))
    return [
        [int(bool(cell)) for cell in row]
        for row in DataMatrixEncoder(message, quiet_zone=0).init_renderer().matrix
    ]


def linear() -> str:
    """The GS1-128's modules."""
    return str(Gs1_128(CODE.replace("\x1d", Gs1_128.FNC1_CHAR)).build()[0])


def rectangles() -> list[tuple[float, float, float, float]]:
    """Both codes, a rectangle for each dark module: left, top, width and height in mm."""
    modules = square()
    side, across = 7 * DOT, 3 * DOT
    top, left = 68.4 - len(modules) * side, 96 - len(modules) * side
    return [
        (left + column * side, top + line * side, side, side)
        for line, row in enumerate(modules)
        for column, dark in enumerate(row)
        if dark
    ] + [(4 + column * across, 60.8, across, 7.6) for column, dark in enumerate(linear()) if dark == "1"]


def ours() -> None:
    """The label as it is printed."""
    bag_label_pdf(LABEL)


for _weight in (REGULAR, BOLD):
    registerFont(TTFont(f"Peer-{_weight}", font_file(_weight)))


def plain_reportlab() -> None:
    """By ReportLab's own text and path calls, and no care taken."""
    canvas = Canvas(BytesIO(), pagesize=(WIDTH * mm, HEIGHT * mm), invariant=1)
    left, top, width, height = (side * mm for side in BAR)
    canvas.rect(left, HEIGHT * mm - top - height, width, height, fill=1, stroke=0)
    for weight, size, x, y, words in WORDS:
        canvas.setFont(f"Peer-{weight}", size)
        canvas.setFillGray(1 if 29.5 < y < 39 else 0)
        canvas.drawString(x * mm, (HEIGHT - y) * mm, words)
    path = canvas.beginPath()
    for left, top, width, height in rectangles():
        path.rect(left * mm, (HEIGHT - top - height) * mm, width * mm, height * mm)
    canvas.setFillGray(0)
    canvas.drawPath(path, fill=1, stroke=0)
    canvas.save()


def fpdf2() -> None:
    """By fpdf2."""
    pdf = FPDF(unit="mm", format=(WIDTH, HEIGHT))
    for weight in (REGULAR, BOLD):
        pdf.add_font(f"Peer{weight}", fname=font_file(weight))
    pdf.add_page()
    pdf.set_fill_color(0)
    pdf.rect(*BAR, style="F")
    for weight, size, x, y, words in WORDS:
        pdf.set_font(f"Peer{weight}", size=size)
        pdf.set_text_color(255 if 29.5 < y < 39 else 0)
        pdf.text(x, y, words)
    for rectangle in rectangles():
        pdf.rect(*rectangle, style="F")
    pdf.output()


def blabel() -> Callable[[], None]:
    """By blabel, which has WeasyPrint draw a web page. Raises `OSError` where Pango is not installed."""
    from blabel import LabelWriter  # noqa: PLC0415 - loads the system's Pango

    writer = LabelWriter(str(Path(__file__).with_name("label.html")))
    fonts = [(weight, font_file(weight).as_uri()) for weight in (REGULAR, BOLD)]

    def draw() -> None:
        writer.write_labels(
            [
                {
                    "fonts": fonts,
                    "width": WIDTH,
                    "height": HEIGHT,
                    "words": WORDS,
                    "rectangles": [BAR, *rectangles()],
                }
            ]
        )

    return draw


def many() -> None:
    """`MANY` of ours in one file, each another copy."""
    dots = Dots(203)
    paper = label_paper(LABEL, dots)
    for copy in range(1, MANY + 1):
        draw_bag_label(paper, LABEL.model_copy(update={"copy_number": copy}), dots)
        paper.next_page()
    paper.pdf()


def empty() -> None:
    """An empty page as its own PDF, by plain ReportLab."""
    canvas = Canvas(BytesIO(), pagesize=(WIDTH * mm, HEIGHT * mm), invariant=1)
    canvas.showPage()
    canvas.save()
