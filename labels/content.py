"""What is printed: frozen models, filled by the services' facts, drawn by the documents' modules."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from pydantic import AwareDatetime, BaseModel, ConfigDict

from labels.typefaces import Typeface, typeface_for
from pharmacy.language import Language, Text, text


class Piece(StrEnum):
    """Which of a bag's two labels."""

    BAG = "B"
    COVER = "C"


ENTERED = {"patient_name", "record_number", "ward", "pharmacy", "brand", "prepared_by", "verified_by"}
"""What people typed, in whatever alphabet."""


class Content(BaseModel):
    """What every document carries."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    language: Language
    zone: str
    """IANA zone in which clock times are printed."""
    pharmacy: str
    """The pharmacy's name, as the site file has it."""
    anchor: str
    """Audit head when this was printed: sequence, colon, 16 hex."""
    bag_id: str
    """`YY-NNNNNN-C`."""
    copy_number: int
    """1 for the first print."""
    patient_name: str
    """Family names, comma, given names."""
    record_number: str
    birth_date: date
    ward: str
    course: int
    day: int
    days: int
    """How many days the course has."""

    @property
    def course_day(self) -> Text:
        """Which day of which course, as it is printed."""
        return text("course {course} · day {day} of {days}", course=self.course, day=self.day, days=self.days)

    @property
    def in_other_typeface(self) -> Text | None:
        """What was entered that the label font lacks letters for, after the typeface that prints it whole."""
        entered = [value for name, value in self if name in ENTERED]
        other = [words for words in entered if typeface_for(words) is Typeface.FIRA]
        return text("{typeface}: {words}", typeface=Typeface.FIRA, words="; ".join(other)) if other else None


class BagLabel(Content):
    """The label on the bag, or the same facts on its opaque cover."""

    piece: Piece
    code: str
    """The GS1 element string carried by both codes, FNC1 as GS: `91` id, `92` piece and copy."""
    brand: str
    dose: str
    """With unit, already formatted: `12 mg`."""
    diluent: Text
    """`100 mL sodium chloride 0.9 %`."""
    concentration: str
    """With unit, already formatted: `0.119 mg/mL`."""
    mixed_at: AwareDatetime
    start_before: AwareDatetime
    finish_before: AwareDatetime | None
    """Only where the signed policy lets the 8 h cover the whole infusion."""
    keep: Text
    """`Keep at 2–8 °C, protected from light.` from the protocol's numbers."""
    vial_lot: str
    vial_expiry: date
    diluent_short: Text
    """`NaCl 0.9 %` or `glucose 5 %`."""
    diluent_lot: str
    diluent_expiry: date
    prepared_by: str


class OrderLine(BaseModel):
    """One premedication order on the ward's sheet."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    drug: Text
    dose: str
    """With unit, already formatted."""
    route: Text
    at: AwareDatetime
    as_needed: bool
    note: Text | None
    """Duration, alternative, interval, or whatever else the nurse must know."""
    source: Text
    """Where it comes from: source and recommendation, or local policy."""


class PremedicationSheet(Content):
    """The premedication orders of one course day."""

    infusion_start: AwareDatetime
    orders: tuple[OrderLine, ...]
    differs: tuple[Text, ...]
    """Where the product information says otherwise."""
    verified_by: str


class RateLine(BaseModel):
    """One step of the infusion."""

    model_config = ConfigDict(frozen=True)

    start_min: Decimal
    end_min: Decimal
    rate_ml_per_h: Decimal
    volume_ml: Decimal
    starts_at: AwareDatetime


class ReactionLine(BaseModel):
    """What to do at one grade of infusion reaction."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    grade: str
    meaning: Text
    steps: tuple[Text, ...]


class InfusionSheet(Content):
    """Priming and infusion, for the nurse."""

    dose: str
    diluent: Text
    mixed_at: AwareDatetime
    start_before: AwareDatetime
    finish_before: AwareDatetime | None
    planned_start: AwareDatetime
    priming: tuple[Text, ...]
    """Step by step, with the site's line volume."""
    rates: tuple[RateLine, ...]
    total_min: Decimal
    total_ml: Decimal
    ends_at: AwareDatetime
    observations: tuple[datetime, ...]
    """When heart rate, blood pressure, temperature and skin are due, through the time afterwards."""
    reactions: tuple[ReactionLine, ...]
    line_volume_ml: Decimal
    line_dose_mg: Decimal
    """What would be lost if the line were not emptied into the patient."""
    source: Text
