"""A sample label, to set a printer up with: the layout and both codes of a real one, and nothing on it that
could be taken for a bag's.
"""

from datetime import UTC, date, datetime

from labels.bag_label import bag_label_pdf
from labels.content import BagLabel, Piece
from pharmacy.identity import label_code
from pharmacy.language import Language, text, verbatim

SAMPLE_BAG = "00-000000-3"
"""Its check digit fits, and no bag ever has the number 0."""
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""Nobody starts an infusion before it."""


def sample_label_pdf(language: Language, dpi: int) -> bytes:
    """The sample label as a PDF."""
    sample = text("SAMPLE").in_(language)
    return bag_label_pdf(
        BagLabel(
            language=language,
            zone="UTC",
            pharmacy="alemprep",
            anchor="0:0000000000000000",
            bag_id=SAMPLE_BAG,
            copy_number=1,
            patient_name=text("SAMPLE – NOT FOR USE").in_(language),
            record_number="00000000",
            birth_date=date(1900, 1, 1),
            ward=sample,
            course=1,
            day=1,
            days=1,
            piece=Piece.BAG,
            code=label_code(SAMPLE_BAG, Piece.BAG, 1),
            brand=sample,
            dose=sample,
            diluent=verbatim(sample),
            concentration=sample,
            mixed_at=LONG_AGO,
            start_before=LONG_AGO,
            finish_before=None,
            keep=text("This belongs to no bag. Destroy it."),
            vial_lot=sample,
            vial_expiry=LONG_AGO.date(),
            diluent_short=verbatim(sample),
            diluent_lot=sample,
            diluent_expiry=LONG_AGO.date(),
            prepared_by=sample,
        ),
        dpi,
    )
