"""The tables. Storage only: what the rows mean stands in the domain's own models.

The migrations make the tables, for either database. Here a partial index tells SQLite's condition only:
naming PostgreSQL's would load its dialect, 2 MB, into every program, also where there is no server.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from pharmacy.bedside import Fluid
from pharmacy.follow_up_calendar import CheckKind
from pharmacy.infusion import Response
from pharmacy.people import Role
from pharmacy.places import Place
from pharmacy.premedication import Premedicine
from pharmacy.preparation import ENDED, State, Step
from pharmacy.protocol.model import WarningSign
from pharmacy.protocol.policy import Overridable
from pharmacy.pump import Happening


def _stored(enum: type[StrEnum], name: str) -> sa.Enum:
    """An enum column that refuses anything else, in Python and in the database."""
    return sa.Enum(
        enum,
        name=name,
        native_enum=False,
        create_constraint=True,
        validate_strings=True,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )


def columns(table: type[SQLModel]) -> list[sa.Column[Any]]:
    """The columns of a table, for a query that wants them all."""
    return list(table.__table__.columns)  # type: ignore[attr-defined]


_NOT_ENDED = f"state NOT IN ({', '.join(repr(state.value) for state in sorted(ENDED))})"


class ProductKind(StrEnum):
    """What an enrolled product is."""

    VIAL = "vial"
    DILUENT = "diluent"


class VialFate(StrEnum):
    """What became of a vial."""

    IN_STOCK = "in stock"
    TAKEN = "taken"
    """Scanned for a bag, not yet opened."""
    USED = "used"
    REJECTED = "rejected"
    DESTROYED = "destroyed"


class PrintState(StrEnum):
    """How far a numbered document has come on paper."""

    WAITING = "waiting"
    """To be sent, for the first time or again: no paper of it is about."""
    SENT = "sent"
    """Handed to the printer; it is not known whether it came out."""
    PRINTED = "printed"
    """The printer has confirmed it."""
    SEEN = "seen"
    """Not confirmed by the printer; a person has scanned it, or says that it came out."""


class Head(SQLModel, table=True):
    """The newest audit event; one row."""

    id: int = Field(primary_key=True)
    seq: int
    hash: str
    at: datetime
    """The latest moment recorded; an earlier `now` means that the clock runs behind."""


class Event(SQLModel, table=True):
    """One audit event, its body exactly as hashed."""

    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    prev_hash: str = Field(unique=True)
    hash: str = Field(unique=True)
    subject: str = Field(index=True)
    """Bag id, or whatever else the event is about; repeated from the body for look-ups."""
    body: str


class PersonRow(SQLModel, table=True):
    """A member of staff."""

    __tablename__ = "person"

    badge: str = Field(primary_key=True)
    name: str
    role: Role = Field(sa_type=_stored(Role, "role"))
    pin_hash: str
    tries: int = 0
    """PINs tried since the last right one."""
    tried_at: datetime | None = None
    left_at: datetime | None = None
    """When they stopped working here; their badge does nothing since."""
    session: int | None = None
    """Number of the event of their newest sign-in, while it lasts."""
    session_station: str = ""
    """Where that was."""


class ApprovalRow(SQLModel, table=True):
    """Protocol and site policy that a pharmacist signed, word for word; the newest are in force."""

    __tablename__ = "approval"

    id: int | None = Field(default=None, primary_key=True)
    protocol_sha256: str
    policy_sha256: str
    protocol_text: str
    policy_text: str
    signed_sha256: str
    """Of the canonical facts that were signed."""
    signed_by: str = Field(foreign_key="person.badge")
    signed_at: datetime


class CheckpointRow(SQLModel, table=True):
    """The audit's heads at one moment, signed with a key that is not in the database."""

    __tablename__ = "checkpoint"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    statement: str
    """Canonical JSON, exactly as signed."""
    public_key: str
    """Ed25519, hex."""
    signature: str
    """Hex."""


class PatientRow(SQLModel, table=True):
    """A patient."""

    __tablename__ = "patient"

    record_number: str = Field(primary_key=True)
    family_name: str
    given_name: str
    birth_date: date
    ward: str
    wristband: str | None = Field(default=None, unique=True)
    """GSRN, where the wristband carries one."""


class CourseRow(SQLModel, table=True):
    """A course of treatment that was ordered here."""

    __tablename__ = "course"
    __table_args__ = (
        sa.Index(
            "one_course_of_a_number",
            "patient_record",
            "number",
            unique=True,
            sqlite_where=sa.text("cancelled_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    patient_record: str = Field(foreign_key="patient.record_number")
    number: int
    first_day: date
    last_day: date
    infusion_at: str
    """Wall-clock time `HH:MM` in the zone."""
    zone: str
    previous_end: date | None = None
    activity_evidence: str = ""
    """For courses 3 and 4: what shows disease activity."""
    protocol_id: str
    protocol_version: str
    protocol_sha256: str
    policy_sha256: str
    ordered_by: str = Field(foreign_key="person.badge")
    ordered_at: datetime
    cancelled_at: datetime | None = None
    """When it was given up before its first bag was begun."""


class BagRow(SQLModel, table=True):
    """A bag, from plan to end."""

    __tablename__ = "bag"
    __table_args__ = (
        sa.Index(
            "one_live_bag_a_day",
            "patient_record",
            "on_date",
            unique=True,
            sqlite_where=sa.text("state NOT IN ('cancelled', 'discarded')"),
        ),
        sa.Index(
            "one_bag_a_vial",
            "vial_gtin",
            "vial_serial",
            unique=True,
            sqlite_where=sa.text("state <> 'cancelled'"),
        ),
        sa.Index("bag_not_ended", "id", sqlite_where=sa.text(_NOT_ENDED)),
    )

    id: str = Field(primary_key=True)
    course_id: int = Field(foreign_key="course.id", index=True)
    patient_record: str = Field(foreign_key="patient.record_number", index=True)
    day: int
    on_date: date = Field(index=True)
    infusion_start: datetime
    state: State = Field(sa_type=_stored(State, "state"), index=True)
    step: Step | None = Field(default=None, sa_type=_stored(Step, "step"))
    vial_gtin: str | None = None
    vial_serial: str | None = None
    diluent_gtin: str | None = None
    diluent_lot: str | None = None
    drawn_at: datetime | None = None
    """When the vial was opened."""
    mixed_at: datetime | None = None
    clock_doubted: bool = False
    """The clock ran backwards after mixing, so that nobody knows how long ago that was."""
    prepared_by: str | None = Field(default=None, foreign_key="person.badge")
    released_by: str | None = Field(default=None, foreign_key="person.badge")
    protocol_sha256: str = ""
    """Of the protocol that its order was verified under."""
    policy_sha256: str = ""
    label_copy: int = 0
    """The newest copy number of its labels; earlier copies are void."""
    ended_because: str = ""
    quarantined_because: str = ""
    """The figure, in English, that caused the newest quarantine."""
    cleared_at: datetime | None = None
    """When a pharmacist last cleared what was against its custody."""
    primed_with: Fluid | None = Field(default=None, sa_type=_stored(Fluid, "fluid"))
    primed_microlitres: int | None = None
    """What was filled into the infusion line from the bag, µL."""
    primed_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    """When the infusion was completed or stopped for good."""
    given_microlitres: int | None = None
    """Given when the infusion ended, µL."""
    observed_at: datetime | None = None
    """When the observation after the infusion was over."""


NOT_ENDED = sa.select(columns(BagRow)[0]).where(sa.text(f"bag.{_NOT_ENDED}"))
"""The ids of the bags that are not at their end: few, however many there ever were, in an index of their own.
Whatever else is asked of them is asked around this, where no other index can seem better.
"""


class BagNumber(SQLModel, table=True):
    """The last bag number given in a year."""

    __tablename__ = "bag_number"

    year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    last: int


class ProductRow(SQLModel, table=True):
    """A product that two people enrolled by scanning its first pack."""

    __tablename__ = "product"

    gtin: str = Field(primary_key=True)
    kind: ProductKind = Field(sa_type=_stored(ProductKind, "product_kind"))
    name: str
    """Brand of the vial, or the maker's name of the diluent."""
    diluent: str = ""
    """For a diluent, its key in the protocol."""
    enrolled_by: str = Field(foreign_key="person.badge")
    witnessed_by: str = Field(foreign_key="person.badge")
    enrolled_at: datetime


class VialRow(SQLModel, table=True):
    """One vial, known by its serial for ever."""

    __tablename__ = "vial"

    gtin: str = Field(primary_key=True, foreign_key="product.gtin")
    serial: str = Field(primary_key=True)
    lot: str = Field(index=True)
    expiry: date
    received_at: datetime
    received_by: str = Field(foreign_key="person.badge")
    fate: VialFate = Field(sa_type=_stored(VialFate, "vial_fate"))
    bag_id: str | None = Field(default=None, foreign_key="bag.id")
    fate_at: datetime | None = None


class DiluentRow(SQLModel, table=True):
    """The bags of one lot of diluent."""

    __tablename__ = "diluent"
    __table_args__ = (sa.CheckConstraint("taken <= received", name="taken_of_received"),)

    gtin: str = Field(primary_key=True, foreign_key="product.gtin")
    lot: str = Field(primary_key=True)
    expiry: date
    received: int
    taken: int = 0


class RecallRow(SQLModel, table=True):
    """A lot that must not be used."""

    __tablename__ = "recall"

    gtin: str = Field(primary_key=True, foreign_key="product.gtin")
    lot: str = Field(primary_key=True)
    reason: str
    recalled_by: str = Field(foreign_key="person.badge")
    recalled_at: datetime


class LabelRow(SQLModel, table=True):
    """A piece of paper that belongs to a bag, from the moment it has a number."""

    __tablename__ = "printed"

    id: int | None = Field(default=None, primary_key=True)
    bag_id: str = Field(foreign_key="bag.id", index=True)
    document: str
    """`bag label`, `cover label`, `premedication`, `infusion`."""
    copy_number: int
    state: PrintState = Field(sa_type=_stored(PrintState, "print_state"))
    anchor: str
    """The audit's head that is printed on it: with it the very same document can be drawn again."""
    sha256: str = ""
    """Of the PDF that was handed to a printer first; empty before."""
    place: str = ""
    """Printer or file, once it is handed over; empty before."""
    printed_at: datetime
    """When its number was given."""
    printed_by: str = Field(foreign_key="person.badge")


class SignatureRow(SQLModel, table=True):
    """Who put their name to what, with badge and PIN given again."""

    __tablename__ = "signature"

    id: int | None = Field(default=None, primary_key=True)
    bag_id: str = Field(foreign_key="bag.id", index=True)
    badge: str = Field(foreign_key="person.badge")
    signed_at: datetime
    meaning: str
    signed_sha256: str
    """Of the canonical facts that were signed."""


class MoveRow(SQLModel, table=True):
    """A bag was put somewhere, or its cover taken off or put on."""

    __tablename__ = "move"

    id: int | None = Field(default=None, primary_key=True)
    bag_id: str = Field(foreign_key="bag.id", index=True)
    at: datetime
    place: str
    """The place's key in the site file; empty for the bench where it was mixed."""
    kind: Place = Field(sa_type=_stored(Place, "place_kind"))
    """As the site file had it then."""
    covered: bool
    moved_by: str = Field(foreign_key="person.badge")


class ReadingRow(SQLModel, table=True):
    """A temperature in a refrigerator."""

    __tablename__ = "reading"

    place: str = Field(primary_key=True)
    at: datetime = Field(primary_key=True)
    microcelsius: int
    """Millionths of a degree: loggers write up to six decimals, and none is lost."""
    source: str
    """`typed`, or the name of the logger's file."""
    read_by: str = Field(foreign_key="person.badge")
    recorded_at: datetime


class WorkupRow(SQLModel, table=True):
    """What was known of a patient before a course; the newest counts."""

    __tablename__ = "workup"

    id: int | None = Field(default=None, primary_key=True)
    patient_record: str = Field(foreign_key="patient.record_number", index=True)
    body: str
    """Canonical JSON of a `pharmacy.readiness.Workup`, everything that was known then."""
    entered_by: str = Field(foreign_key="person.badge")
    entered_at: datetime


class DecisionRow(SQLModel, table=True):
    """Something recommended before a course that a physician or pharmacist decided against."""

    __tablename__ = "decision"

    id: int | None = Field(default=None, primary_key=True)
    course_id: int = Field(foreign_key="course.id", index=True)
    item: str
    """As the work-up's verdict names it: `ecg`, `washout-fingolimod`."""
    finding_sha256: str
    """Of how it stood then; if it stands otherwise, the decision no longer holds."""
    reason: str
    decided_by: str = Field(foreign_key="person.badge")
    decided_at: datetime
    ended_at: datetime | None = None
    """When something was entered by which the item stands otherwise: the decision never comes back."""


class MedicationRow(SQLModel, table=True):
    """A medicine that was given before an infusion."""

    __tablename__ = "medication"

    id: int | None = Field(default=None, primary_key=True)
    bag_id: str = Field(foreign_key="bag.id", index=True)
    medicine: Premedicine = Field(sa_type=_stored(Premedicine, "medicine"))
    given_at: datetime
    given_by: str = Field(foreign_key="person.badge")
    recorded_at: datetime


class ObservationRow(SQLModel, table=True):
    """Heart rate, blood pressure, temperature and skin at one moment."""

    __tablename__ = "observation"

    id: int | None = Field(default=None, primary_key=True)
    bag_id: str = Field(foreign_key="bag.id", index=True)
    at: datetime
    heart_rate: int
    """/min."""
    systolic: int
    """mmHg."""
    diastolic: int
    """mmHg."""
    millicelsius: int
    skin: str
    """What was seen; empty for nothing new."""
    observed_by: str = Field(foreign_key="person.badge")


class OverrideRow(SQLModel, table=True):
    """A bedside item that a physician or pharmacist decided against."""

    __tablename__ = "override"

    id: int | None = Field(default=None, primary_key=True)
    bag_id: str = Field(foreign_key="bag.id", index=True)
    item: Overridable = Field(sa_type=_stored(Overridable, "overridable"))
    facts_sha256: str
    """Of what was recorded then; something new recorded, and the override no longer holds."""
    reason: str
    decided_by: str = Field(foreign_key="person.badge")
    decided_at: datetime


class RateRow(SQLModel, table=True):
    """What was done to the pump."""

    __tablename__ = "rate"

    id: int | None = Field(default=None, primary_key=True)
    bag_id: str = Field(foreign_key="bag.id", index=True)
    at: datetime
    what: Happening = Field(sa_type=_stored(Happening, "happening"))
    microlitres_an_hour: int | None = None
    grade: int | None = None
    response: Response | None = Field(default=None, sa_type=_stored(Response, "response"))
    reason: str = ""
    done_by: str = Field(foreign_key="person.badge")


class FollowUpCheckRow(SQLModel, table=True):
    """Something that was done for a patient after a course."""

    __tablename__ = "follow_up_check"
    __table_args__ = (
        sa.Index(
            "one_check_a_day",
            "patient_record",
            "kind",
            "done_on",
            unique=True,
            sqlite_where=sa.text("kind <> 'checklist'"),
            postgresql_where=sa.text("kind <> 'checklist'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    patient_record: str = Field(foreign_key="patient.record_number", index=True)
    kind: CheckKind = Field(sa_type=_stored(CheckKind, "check_kind"))
    done_on: date
    note: str = ""
    recorded_by: str = Field(foreign_key="person.badge")
    recorded_at: datetime


class SignAnswerRow(SQLModel, table=True):
    """One answer to the symptom checklist."""

    __tablename__ = "sign_answer"

    check_id: int = Field(
        primary_key=True, foreign_key="follow_up_check.id", sa_column_kwargs={"autoincrement": False}
    )
    sign: WarningSign = Field(primary_key=True, sa_type=_stored(WarningSign, "warning_sign"))
    present: bool


TOLD: tuple[type[SQLModel], ...] = (
    PersonRow,
    ApprovalRow,
    PatientRow,
    CourseRow,
    BagRow,
    BagNumber,
    ProductRow,
    VialRow,
    DiluentRow,
    RecallRow,
    LabelRow,
    SignatureRow,
    MoveRow,
    ReadingRow,
    WorkupRow,
    DecisionRow,
    MedicationRow,
    ObservationRow,
    OverrideRow,
    RateRow,
    FollowUpCheckRow,
    SignAnswerRow,
)
"""Tables whose every change stands in an audit event."""
