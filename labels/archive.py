"""Documents that are kept for years: PDF/A-2b, with everything in the file that it takes to show it again."""

from io import BytesIO
from typing import TYPE_CHECKING

from pharmacy.errors import Code, Refusal
from pharmacy.language import text, verbatim

if TYPE_CHECKING:
    import pikepdf


def archived(pdf: bytes) -> bytes:
    """A finished document as PDF/A-2b: its colours and metadata declared, its fonts and words as they were.

    The same document gives the same bytes. What is returned was read back and found to conform.

    Raises `Refusal` (not-archival) for a document that does not conform: a font that is not in the file, say.

    Source: ISO 19005-2; checked rule by rule as veraPDF's profiles have them, by pikepdf.
    """
    import pikepdf  # noqa: PLC0415 - half a second, and needed at the end of a bag's life only
    from pikepdf import pdfa  # noqa: PLC0415

    flavour = pdfa.Flavour("2b")
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            if "/Trans" in page:  # ReportLab's empty slide transition, which nobody wants archived
                del page["/Trans"]
        for false in {"/CreationDate", "/ModDate"} & set(document.docinfo.keys()):
            del document.docinfo[false]  # the year 2000 in every document, for the sake of stable bytes
        _inline_page_labels(document)
        pdfa.prepare(document, flavour)
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["dc:language"] = {str(document.Root.Lang)}
            del metadata["xmp:MetadataDate"]
        written = BytesIO()
        document.save(written, **pdfa.resolve_save_kwargs(flavour, deterministic_id=True))
    written.seek(0)
    report = pdfa.validate_written(written, flavour)
    if not report.passed:
        raise Refusal(
            Code.NOT_ARCHIVAL,
            text("This document cannot be archived as it is."),
            expected=verbatim("PDF/A-2b"),
            got=verbatim("; ".join(finding.message for finding in report.findings)),
            advice=text("Keep the printed copy. Report it: the program made the document."),
        )
    return written.getvalue()


def _inline_page_labels(document: "pikepdf.Pdf") -> None:
    """The labels of pages in place of references to them, which pikepdf's check does not follow."""
    import pikepdf  # noqa: PLC0415 - as above

    if "/PageLabels" in document.Root:
        labels = document.Root.PageLabels.Nums
        for at in range(1, len(labels), 2):
            labels[at] = pikepdf.Dictionary(dict(labels[at].items()))
