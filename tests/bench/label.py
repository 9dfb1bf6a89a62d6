"""One bag label as its own PDF, against plain ReportLab paths drawing the same label."""

from io import BytesIO

from barcode.codex import Gs1_128
from fontpkg_atkinson_hyperlegible import ROOT
from pystrich.datamatrix import DataMatrixData, DataMatrixEncoder
from pystrich.gs1 import GS1Variable
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from labels.bag_label import bag_label_pdf
from tests.labels.samples import CODE, LABEL

LINES = (
    ("PeerBold", 15, 4, 65, "Núñez Etxeberria, María del Carmen"),
    ("Peer", 9, 4, 60.5, "Record 00482913 · born 14 Feb 1984"),
    ("Peer", 9, 65, 60.5, "Neurología, H. de día"),
    ("PeerBold", 22, 4, 51, "alemtuzumab"),
    ("PeerBold", 20, 75, 51, "12 mg"),
    ("Peer", 9, 4, 47, "LEMTRADA"),
    ("Peer", 9, 22, 47, "in 100 mL sodium chloride 0.9 %"),
    ("Peer", 9, 78, 47, "0.119 mg/mL"),
    ("PeerBold", 9, 4, 43, "INTRAVENOUS INFUSION ONLY"),
    ("Peer", 9, 70, 43, "course 1 · day 3 of 5"),
    ("PeerBold", 12, 6, 36, "START"),
    ("PeerBold", 12, 6, 32, "BEFORE"),
    ("PeerBold", 14, 40, 34, "25 Mar 2026"),
    ("PeerBold", 25, 72, 33, "17:41"),
    ("PeerBold", 9, 4, 27, "Keep at 2–8 °C, protected from light."),
    ("PeerBold", 9, 60, 27, "Do not shake or freeze."),
    ("Peer", 8, 4, 23.5, "Prime the line with this solution, not with saline."),
    ("Peer", 8, 80, 23.5, "mixed 09:41"),
    ("Peer", 7, 4, 20, "vial L77F2 exp 31 Dec 2027 · NaCl 0.9 % B4471 exp 31 Aug 2027"),
    ("Peer", 7, 4, 15, "prepared by T. Ruiz"),
    ("Peer", 7, 28, 15, "checked by"),
    ("Peer", 7, 4, 12.5, "Farmacia, Hospital de la Sierra"),
    ("PeerBold", 7, 4, 10, "Bag 26-000123-5"),
    ("Peer", 7, 28, 10, "copy 1 · audit 418:9f2ac01b77e1d340"),
)


for _name, _file in (("Peer", "Regular"), ("PeerBold", "Bold")):
    registerFont(TTFont(_name, ROOT / "files" / f"AtkinsonHyperlegible-{_file}.ttf"))


def ours() -> None:
    """The label as it is printed."""
    bag_label_pdf(LABEL)


def peer() -> None:
    """The same words, fonts and symbols by ReportLab's own text and path calls, and no care taken."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(100 * mm, 70 * mm), invariant=1)
    canvas.rect(4 * mm, 31 * mm, 92 * mm, 9.5 * mm, fill=1, stroke=0)
    for font, size, x, y, words in LINES:
        canvas.setFont(font, size)
        canvas.drawString(x * mm, y * mm, words)
    path = canvas.beginPath()
    dot = 72 / 203
    message = DataMatrixData.gs1(GS1Variable("91", "260001235"), GS1Variable("92", "B1"))
    matrix = DataMatrixEncoder(message).matrix
    for line, row in enumerate(matrix):
        for column, dark in enumerate(row):
            if dark:
                path.rect(80 * mm + column * 7 * dot, 18 * mm - line * 7 * dot, 7 * dot, 7 * dot)
    for column, dark in enumerate(Gs1_128(CODE.replace("\x1d", Gs1_128.FNC1_CHAR)).build()[0]):
        if dark == "1":
            path.rect(4 * mm + column * 3 * dot, 2 * mm, 3 * dot, 7 * mm)
    canvas.drawPath(path, fill=1, stroke=0)
    canvas.save()
