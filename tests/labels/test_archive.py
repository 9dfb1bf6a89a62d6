"""Documents kept for years: what ISO 19005-2 demands is there, and nothing that it forbids."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from labels.archive import archived
from labels.bag_label import bag_label_pdf
from labels.infusion_sheet import infusion_pdf
from labels.premedication_sheet import premedication_pdf
from pharmacy.errors import Code, Refusal
from pharmacy.language import Language
from tests.labels.rasters import pages
from tests.labels.samples import INFUSION, LABEL, PREMEDICATION

CYRILLIC = {"patient_name": "Щербакова, Анна", "language": Language.SPANISH}
DOCUMENTS = pytest.mark.parametrize(
    ("draw", "title", "language"),
    [
        (lambda: bag_label_pdf(LABEL), "Label of bag 26-000123-5, copy 1", "en"),
        (lambda: infusion_pdf(INFUSION), "Priming and infusion 26-000123-5", "en"),
        (
            lambda: premedication_pdf(PREMEDICATION.model_copy(update=CYRILLIC)),
            "Órdenes de premedicación 26-000123-5",
            "es",
        ),
    ],
    ids=["label", "infusion", "premedication"],
)


@DOCUMENTS
def test_an_archived_document_has_all_that_pdf_a_demands(
    draw: Callable[[], bytes], title: str, language: str
) -> None:
    document = PdfReader(BytesIO(archived(draw())))
    root: Any = document.trailer["/Root"]
    xmp = document.xmp_metadata
    assert xmp is not None
    # 6.6.4: part 2, conformance B, in the metadata stream.
    assert (xmp.pdfaid_part, xmp.pdfaid_conformance) == ("2", "B")
    # 6.2.3: one output intent for PDF/A, with its colour profile in the file.
    (intent,) = root["/OutputIntents"]
    assert intent["/S"] == "/GTS_PDFA1"
    assert intent["/DestOutputProfile"].get_data()[36:40] == b"acsp"
    # 6.1.3: a file identifier, no encryption.
    identifier: Any = document.trailer["/ID"]
    assert len(identifier) == 2
    assert not document.is_encrypted
    # 6.2.11.4: every font in the file; 6.2.10: no transparency.
    for page in document.pages:
        resources: Any = page["/Resources"]
        fonts = [font.get_object() for font in resources["/Font"].values()]
        assert fonts
        assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)
        assert not set(resources) & {"/ExtGState", "/XObject"}
        assert "/Group" not in page
        assert "/Trans" not in page
    # 6.6.3: the metadata agrees with the document's information.
    assert document.metadata is not None
    assert xmp.dc_title == {"x-default": document.metadata.title} == {"x-default": title}
    assert xmp.dc_creator == [document.metadata.author] == ["Farmacia, Hospital de la Sierra"]
    assert xmp.dc_language == [root["/Lang"]] == [language]
    assert document.metadata.creation_date is None


@DOCUMENTS
def test_archiving_changes_nothing_that_is_seen(draw: Callable[[], bytes], title: str, language: str) -> None:
    before, after = draw(), archived(draw())
    assert [page.tobytes() for page in pages(after, 150)] == [page.tobytes() for page in pages(before, 150)]
    texts = [[page.extract_text() for page in PdfReader(BytesIO(pdf)).pages] for pdf in (before, after)]
    assert texts[0] == texts[1]


@DOCUMENTS
def test_the_same_document_is_archived_as_the_same_bytes(
    draw: Callable[[], bytes], title: str, language: str
) -> None:
    assert archived(draw()) == archived(draw())


def test_a_document_whose_font_is_not_in_the_file_is_refused_in_these_words() -> None:
    file = BytesIO()
    canvas = Canvas(file, lang="en")
    canvas.drawString(72, 72, "in Helvetica")
    canvas.save()
    with pytest.raises(Refusal) as refused:
        archived(file.getvalue())
    assert refused.value.code is Code.NOT_ARCHIVAL
    what, expected, got, advice = refused.value.lines()
    assert what == "This document cannot be archived as it is."
    assert expected == "expected: PDF/A-2b"
    assert "not embedded" in got
    assert advice == "what now: Keep the printed copy. Report it: the program made the document."
