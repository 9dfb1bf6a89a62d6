"""What is printed: frozen models, filled by the services' facts, drawn by the documents' modules."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from pydantic import AwareDatetime, BaseModel, ConfigDict

from labels.typefaces import Typeface, typeface_for
from pharmacy.identity import place_code
from pharmacy.language import Language, Text, text
from pharmacy.timeline import Timeline


class Piece(StrEnum):
    """Which of a bag's two labels."""

    BAG = "B"
    COVER = "C"


ENTERED = {"patient_name", "record_number", "ward", "pharmacy", "brand", "prepared_by", "verified_by"}
"""What people typed, in whatever alphabet."""


class Filed(BaseModel):
    """Where in a course folder a document stands: it is a copy for the file then, never for the ward."""

    model_config = ConfigDict(frozen=True)

    section: str
    """Before the hyphen of its pages' labels: the course day's number."""
    first: int
    """Number of its first page in that section."""

    def label(self, page: int) -> str:
        """A page of the document as the folder numbers it: `3-2`."""
        return f"{self.section}-{self.first + page - 1}"


class Document(BaseModel):
    """What every document carries."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    language: Language
    zone: str
    """IANA zone in which clock times are printed."""
    pharmacy: str
    """The pharmacy's name, as the site file has it."""
    anchor: str
    """Audit head when this was printed: sequence, colon, 16 hex."""
    copy_number: int
    """1 for the first print; of the folder, for what is part of one."""
    patient_name: str
    """Family names, comma, given names."""
    record_number: str
    birth_date: date
    ward: str
    filed: Filed | None = None
    """None for a document that stands on its own."""

    @property
    def subject(self) -> str:
        """What its title ends with: the patient's record number, or the bag's id."""
        return self.record_number

    @property
    def about(self) -> Text:
        """Which part of the treatment it belongs to, as it stands at its head."""
        return text("alemtuzumab")

    @property
    def provenance(self) -> Text:
        """Which copy it is, and the audit's head, as they stand at its foot."""
        if self.filed:
            return text(
                "In the course folder, copy {copy} · audit {anchor}",
                copy=self.copy_number,
                anchor=self.anchor,
            )
        return text("Copy {copy} · audit {anchor}", copy=self.copy_number, anchor=self.anchor)

    @property
    def in_other_typeface(self) -> Text | None:
        """What was entered that the label font lacks letters for, after the typeface that prints it whole."""
        entered = [value for name, value in self if name in ENTERED]
        other = [words for words in entered if typeface_for(words) is Typeface.FIRA]
        return text("{typeface}: {words}", typeface=Typeface.FIRA, words="; ".join(other)) if other else None


class Content(Document):
    """What every document of a bag carries."""

    bag_id: str
    """`YY-NNNNNN-C`."""
    course: int
    day: int
    days: int
    """How many days the course has."""

    @property
    def course_day(self) -> Text:
        """Which day of which course, as it is printed."""
        return text("course {course} · day {day} of {days}", course=self.course, day=self.day, days=self.days)

    @property
    def subject(self) -> str:
        """The bag's id."""
        return self.bag_id

    @property
    def about(self) -> Text:
        """The course day."""
        return self.course_day

    @property
    def provenance(self) -> Text:
        """Bag, copy and audit."""
        known = {"id": self.bag_id, "copy": self.copy_number, "anchor": self.anchor}
        if self.filed:
            return text("Bag {id} · in the course folder, copy {copy} · audit {anchor}", **known)
        return text("Bag {id} · copy {copy} · audit {anchor}", **known)


class BagLabel(Content):
    """The label on the bag, or the same facts on its opaque cover."""

    piece: Piece
    code: str
    """The GS1 element string carried by both codes, FNC1 as GS: `91` id, `92` piece, copy and check."""
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
    bag_empty_at: AwareDatetime
    """When the bag runs dry as planned: what it held is then in the patient, but for what fills the line."""
    line_volume_ml: Decimal
    line_dose_mg: Decimal
    """What would be lost if the line were not emptied into the patient."""
    source: Text


class Fact(BaseModel):
    """Something known, after the word for what it is."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    label: Text
    value: Text


class RecordEntry(BaseModel):
    """One thing that somebody did with a bag, or was refused."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    at: AwareDatetime
    by: Text
    """Name and role."""
    what: Text
    details: tuple[Text, ...]
    refused: bool


class RecordSignature(BaseModel):
    """Who put their name to what."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    at: AwareDatetime
    by: Text
    meaning: Text
    sha256: str
    """Of what was signed, whole."""


class RecordPrint(BaseModel):
    """One copy of one of the bag's papers."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    at: AwareDatetime
    by: Text
    paper: Text
    """Document, copy, and whether it is void."""
    place: Text
    """Printer or file, or that nothing confirmed it."""
    sha256: str
    """Its beginning; empty for what nothing confirmed."""


class PreparationRecord(Content):
    """Everything recorded of one bag up to a moment."""

    as_of: AwareDatetime
    life: tuple[AwareDatetime, ...]
    """The moments that its facts name."""
    state: Text
    """Large: what the bag is now."""
    verdict: tuple[Text, ...]
    """Whether and until when it may be used, or how it ended and why."""
    facts: tuple[Fact, ...]
    """What is in it, from when to when, and who answers for it."""
    entries: tuple[RecordEntry, ...]
    """In the order in which they were recorded."""
    custody: tuple[RecordEntry, ...]
    """Where it was from the mixing on, how warm it was there, and who put it there."""
    infusion: tuple[RecordEntry, ...]
    """The rates that ran, what each gave, and who set it."""
    signatures: tuple[RecordSignature, ...]
    prints: tuple[RecordPrint, ...]
    made_under: tuple[Fact, ...]
    """Protocol and policy, with their hashes."""


class CardDay(BaseModel):
    """One infusion day on the patient's card."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    day: int
    on: date
    dose: str
    """With unit, already formatted."""
    bag: Text
    """The id of the bag that was prepared, or that none was yet."""
    given: str | None = None
    """What of it the patient was given, with unit; none before the infusion has ended."""
    stopped: bool = False
    """Whether the infusion was stopped before all was given."""


class CardCourse(BaseModel):
    """One course on the patient's card."""

    model_config = ConfigDict(frozen=True)

    number: int
    days: tuple[CardDay, ...]


class SignGroup(BaseModel):
    """What may be a sign of one kind of complication."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    organ: Text
    signs: tuple[Text, ...]


class Until(BaseModel):
    """Something that the patient does, or leaves, until a day."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    what: Text
    until: date
    more: Text
    """How often, for whom, or what must hold besides."""


class PatientCard(Document):
    """What a patient carries: their treatment, what to watch for, and until when."""

    drug: Text
    """With its brand, where a bag was prepared."""
    earlier: Text | None
    """The course before the first one recorded here."""
    courses: tuple[CardCourse, ...]
    signs_every: Text
    """How often the patient goes through them."""
    signs: tuple[SignGroup, ...]
    untils: tuple[Until, ...]
    rules: tuple[Text, ...]
    """What holds without an end."""
    counted_from: Text
    call: str
    """Whom to call; empty where the site does not say."""
    source: Text


class FollowUpRow(BaseModel):
    """One month after the last course."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    month: int
    due: date
    tests: bool
    """Whether blood and urine are tested."""
    thyroid: bool
    checklist: bool
    more: tuple[Text, ...]
    """What is due besides, in a few words each."""


class FollowUpSheet(Document):
    """What is due for a patient after their last course, and when."""

    counted_from: Text
    rows: tuple[FollowUpRow, ...]
    notes: tuple[Text, ...]
    """What is tested, and for whom the rest is."""
    call: str
    """Whom to call; empty where the site does not say."""
    source: Text

    @property
    def about(self) -> Text:
        """For whose hands it is."""
        return text("for the patient")


class FolderPart(BaseModel):
    """One document in a course folder, or why it is not there."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    title: Text
    document: Document | None
    missing: Text | None


class FolderSection(BaseModel):
    """One day of the course, or what belongs to none."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    title: Text
    label: str
    """Before the hyphen of its pages' labels."""
    parts: tuple[FolderPart, ...]


class CourseFolder(Document):
    """All of a course's documents in one file."""

    course: int
    days: int
    bag_id: str
    """Under which the folder's copies are numbered."""
    as_of: AwareDatetime
    sections: tuple[FolderSection, ...]

    @property
    def subject(self) -> str:
        """The bag that its copies are numbered under."""
        return self.bag_id

    @property
    def about(self) -> Text:
        """The course."""
        return text("course {course} · {days} days", course=self.course, days=self.days)


class TimelineSheet(Document):
    """A course in one picture."""

    picture: Timeline
    days: int
    bag_id: str
    """Under which its copies are numbered."""
    protocol: Text
    """Whose numbers they are."""

    @property
    def subject(self) -> str:
        """The bag that its copies are numbered under."""
        return self.bag_id

    @property
    def about(self) -> Text:
        """The course."""
        return text("course {course} · {days} days", course=self.picture.course, days=self.days)


class PlaceLabel(BaseModel):
    """The label on a refrigerator, transport box, ward or bench. It belongs to no bag, so to no audit."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    language: Language
    hospital: str
    key: str
    """The place's, in the site file."""
    name: str
    """As people call it."""
    kind: Text
    """What it is: a refrigerator, a ward."""

    @property
    def code(self) -> str:
        """The GS1 element string carried by both codes."""
        return place_code(self.key)
