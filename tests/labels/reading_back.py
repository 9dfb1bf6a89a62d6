"""The words of a PDF, by two programs that have nothing in common."""

from io import BytesIO

import pypdfium2
from pypdf import PdfReader


def words_on(pdf: bytes) -> list[str]:
    """Each page's words, one blank apart, as both readers see them: what only one finds is not there."""
    one = [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]
    document = pypdfium2.PdfDocument(pdf)
    try:
        other = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()
    assert [sorted(words.split()) for words in one] == [sorted(words.split()) for words in other]
    return one


def sizes_on(pdf: bytes, page: int) -> dict[str, float]:
    """How large each piece of text on a page is, in points."""
    sizes: dict[str, float] = {}

    def note(words: str, _matrix: object, _place: object, _font: object, size: float) -> None:
        if words.strip():
            sizes[words.strip()] = size

    PdfReader(BytesIO(pdf)).pages[page].extract_text(visitor_text=note)
    return sizes
