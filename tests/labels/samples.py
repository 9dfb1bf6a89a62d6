"""A fictional label and sheets, written out, for the tests of drawing."""

from datetime import UTC, date, datetime
from decimal import Decimal

from labels.content import BagLabel, Piece
from pharmacy.language import Language, text

CODE = "91260001235\x1d92B1"
"""Bag 26-000123-5, bag's label, first copy."""

LABEL = BagLabel(
    language=Language.ENGLISH,
    zone="Europe/Madrid",
    pharmacy="Farmacia, Hospital de la Sierra",
    anchor="418:9f2ac01b77e1d340",
    bag_id="26-000123-5",
    copy_number=1,
    patient_name="Núñez Etxeberria, María del Carmen",
    record_number="00482913",
    birth_date=date(1984, 2, 14),
    ward="Neurología, H. de día",
    course=1,
    day=3,
    days=5,
    piece=Piece.BAG,
    code=CODE,
    brand="LEMTRADA",
    dose="12 mg",
    diluent=text("{volume} mL sodium chloride 0.9 %", volume=Decimal(100)),
    concentration="0.119 mg/mL",
    mixed_at=datetime(2026, 3, 25, 8, 41, tzinfo=UTC),
    start_before=datetime(2026, 3, 25, 16, 41, tzinfo=UTC),
    finish_before=None,
    keep=text("Keep at 2–8 °C, protected from light."),
    vial_lot="L77F2",
    vial_expiry=date(2027, 12, 31),
    diluent_short=text("NaCl 0.9 %"),
    diluent_lot="B4471",
    diluent_expiry=date(2027, 8, 31),
    prepared_by="T. Ruiz",
)
"""Mixed at 09:41 in Madrid, so to be started before 17:41."""
