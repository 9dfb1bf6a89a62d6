"""A bag as every screen and document needs it."""

from datetime import date, datetime
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from pharmacy.bedside import Fluid
from pharmacy.courses import Patient
from pharmacy.preparation import Progress, State, Step
from pharmacy.protocol.model import Diluent
from pharmacy.stability import Custody, Move, Reading, Recall


class Bag(BaseModel):
    """A bag as every screen and document needs it."""

    model_config = ConfigDict(frozen=True)

    id: str
    state: State
    step: Step | None
    patient: Patient
    course_id: int
    course: int
    day: int
    days: int
    first_day: date
    """Of its course."""
    previous_end: date | None
    """Last day of the course before; none for the first."""
    activity_evidence: str
    """What was written down to show disease activity, needed for courses 3 and 4."""
    on_date: date
    infusion_start: datetime
    """Planned."""
    vial_gtin: str | None = None
    vial_serial: str | None = None
    vial_lot: str | None = None
    vial_expiry: date | None = None
    brand: str | None = None
    """Name of the vial's product."""
    diluent: Diluent | None = None
    """Which diluent, once it is scanned."""
    diluent_expiry: date | None = None
    diluent_gtin: str | None = None
    diluent_lot: str | None = None
    vial_recall: str | None = None
    """Why the vial's lot was called back, if it was."""
    diluent_recall: str | None = None
    drawn_at: datetime | None = None
    mixed_at: datetime | None = None
    clock_doubted: bool = False
    protocol_sha256: str = ""
    policy_sha256: str = ""
    prepared_by: str | None = None
    released_by: str | None = None
    label_copy: int = 0
    ended_because: str = ""
    quarantined_because: str = ""
    cleared_at: datetime | None = None
    """When a pharmacist last cleared what was against its custody."""
    moves: tuple[Move, ...] = ()
    readings: tuple[Reading, ...] = ()
    """Of the refrigerators it was in, while it was in them."""
    primed_with: Fluid | None = None
    primed_microlitres: int | None = None
    primed_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    """When its infusion was completed or stopped for good."""
    given_microlitres: int | None = None
    observed_at: datetime | None = None
    """When the observation after its infusion was over."""

    @property
    def custody(self) -> Custody:
        """Where it has been, cold or not, covered or not."""
        return Custody(moves=self.moves, readings=self.readings, cleared_at=self.cleared_at)

    @property
    def place(self) -> Move | None:
        """Where it is."""
        return self.moves[-1] if self.moves else None

    @property
    def primed_ml(self) -> Decimal:
        """What its infusion line was filled with from it, mL; 0 before, and for a line full of saline."""
        if self.primed_with is not Fluid.DRUG_SOLUTION:
            return Decimal(0)
        return Decimal(self.primed_microlitres or 0).scaleb(-3)

    def differs(self, other: "Bag") -> bool:
        """Whether anything has changed but what thermometers say."""
        return self != other.model_copy(update={"readings": self.readings})

    @property
    def progress(self) -> Progress:
        """How far it has come."""
        return Progress(self.state, self.step)

    @property
    def label(self) -> str:
        """The bag in a few words: patient, course and day."""
        return f"{self.patient.name} · {self.course}·{self.day}/{self.days}"

    @property
    def recalls(self) -> tuple[Recall, ...]:
        """Which of its lots were called back."""
        lots = ((self.vial_lot, self.vial_recall), (self.diluent_lot, self.diluent_recall))
        return tuple(Recall(lot=lot, reason=why) for lot, why in lots if lot and why is not None)
