"""A bag with its patient and course: planned, loaded whole, and moved on in one conditional write."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NoReturn

from pydantic import BaseModel, ConfigDict
from sqlalchemy import (
    ColumnElement,
    Connection,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    func,
    not_,
    or_,
    select,
    union,
)
from sqlalchemy.orm import aliased
from sqlmodel import col

from pharmacy.bedside import Fluid
from pharmacy.changes import Change
from pharmacy.courses import Patient
from pharmacy.errors import Code, Refusal
from pharmacy.identity import new_bag_id
from pharmacy.infusion import InfusionPlan, plan_infusion
from pharmacy.language import Text, text, verbatim
from pharmacy.people import Act
from pharmacy.preparation import (
    CLOCKED,
    IN_HAND,
    PLANNED,
    WASTED,
    Action,
    Progress,
    State,
    Step,
    advance,
)
from pharmacy.protocol.model import Diluent, Protocol
from pharmacy.quantities import Quantity, hundredths
from pharmacy.records import (
    NOT_ENDED,
    BagNumber,
    BagRow,
    CourseRow,
    DiluentRow,
    PatientRow,
    ProductRow,
    RecallRow,
    VialRow,
    columns,
)
from pharmacy.service.act import Desk, Station, must
from pharmacy.service.whereabouts import Whereabouts, whereabouts
from pharmacy.stability import Custody, Move, Reading, Recall, Verdict, verdict
from pharmacy.statements import Statement


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


_VIAL_PRODUCT = aliased(ProductRow)
_DILUENT_PRODUCT = aliased(ProductRow)


def same_lot(one: Any, other: Any) -> ColumnElement[bool]:
    """Whether two lots are one. Capitals count in GS1, but a scanner or a person may lose them, and a recall
    that misses its lot harms more than one that hits another.
    """
    return func.lower(one) == func.lower(other)


def in_one_of(states: Iterable[State]) -> ColumnElement[bool]:
    """Whether a bag is in one of these states."""
    return or_(*(col(BagRow.state) == state for state in sorted(states)))


def _recall(gtin: Any, lot: Any) -> ScalarSelect[Any]:
    return (
        select(col(RecallRow.reason))
        .where(col(RecallRow.gtin) == col(gtin), same_lot(col(RecallRow.lot), col(lot)))
        .order_by(col(RecallRow.recalled_at))
        .limit(1)
        .scalar_subquery()
    )


def _joined() -> Select[Any]:
    return (
        select(
            *columns(BagRow),
            col(CourseRow.number).label("course"),
            col(CourseRow.first_day),
            col(CourseRow.last_day),
            col(CourseRow.previous_end),
            col(CourseRow.activity_evidence),
            *(column.label(f"patient_{column.name}") for column in columns(PatientRow)),
            col(VialRow.lot).label("vial_lot"),
            col(VialRow.expiry).label("vial_expiry"),
            col(_VIAL_PRODUCT.name).label("brand"),
            col(_DILUENT_PRODUCT.diluent).label("diluent"),
            col(DiluentRow.expiry).label("diluent_expiry"),
            _recall(BagRow.vial_gtin, VialRow.lot).label("vial_recall"),
            _recall(BagRow.diluent_gtin, BagRow.diluent_lot).label("diluent_recall"),
        )
        .join(CourseRow, col(CourseRow.id) == col(BagRow.course_id))
        .join(PatientRow, col(PatientRow.record_number) == col(BagRow.patient_record))
        .outerjoin(
            VialRow,
            and_(col(VialRow.gtin) == col(BagRow.vial_gtin), col(VialRow.serial) == col(BagRow.vial_serial)),
        )
        .outerjoin(_VIAL_PRODUCT, col(_VIAL_PRODUCT.gtin) == col(BagRow.vial_gtin))
        .outerjoin(_DILUENT_PRODUCT, col(_DILUENT_PRODUCT.gtin) == col(BagRow.diluent_gtin))
        .outerjoin(
            DiluentRow,
            and_(
                col(DiluentRow.gtin) == col(BagRow.diluent_gtin),
                col(DiluentRow.lot) == col(BagRow.diluent_lot),
            ),
        )
    )


_COMPOSED = frozenset({"patient", "days", "moves", "readings"})
"""Fields of a bag that are no column of the joined row."""


def _bags(connection: Connection, statement: Statement, **parameters: object) -> list[Bag]:
    """Bags with where they have been, for which one query more is made for all of them together."""
    return _complete(connection, [row._asdict() for row in statement.rows(connection, **parameters)])


def _complete(connection: Connection, found: list[dict[str, Any]]) -> list[Bag]:
    mixed = [row["id"] for row in found if row["mixed_at"] is not None]
    known = whereabouts(connection, mixed) if mixed else {}
    return [_bag(row, known.get(row["id"], Whereabouts())) for row in found]


def _bag(found: dict[str, Any], known: Whereabouts) -> Bag:
    return Bag(
        patient=Patient(**{name: found[f"patient_{name}"] for name in Patient.model_fields}),
        days=(found["last_day"] - found["first_day"]).days + 1,
        moves=known.moves,
        readings=known.readings,
        **{name: found[name] for name in Bag.model_fields if name not in _COMPOSED},
    )


_COUNT = Change(BagNumber, {"last": col(BagNumber.last) + 1}, col(BagNumber.year) == bindparam("of_year"))
_BY_ID = Statement(_joined().where(col(BagRow.id) == bindparam("of_bag")))
_LOCK_COURSE = Statement(
    select(col(BagRow.id))
    .where(col(BagRow.course_id) == bindparam("of_course"))
    .order_by(col(BagRow.id))
    .with_for_update()
)
_LOCK = Statement(select(col(BagRow.id)).where(col(BagRow.id) == bindparam("of_bag")).with_for_update())


def load_bag(connection: Connection, bag_id: str) -> Bag:
    """One bag. Raises `Refusal` when there is none."""
    found = _bags(connection, _BY_ID, of_bag=bag_id)
    if not found:
        raise Refusal(
            Code.UNKNOWN_BAG,
            text("There is no such bag."),
            expected=text("the id of a bag that was planned here"),
            got=verbatim(bag_id),
            advice=text("Look at the worklist."),
        )
    return found[0]


def hold_bag(connection: Connection, bag_id: str) -> Bag:
    """One bag, for an act that may change it: until the transaction ends no other station can. Raises
    `Refusal` when there is none.
    """
    if connection.dialect.name != "sqlite":  # there the whole file is held from the beginning
        _LOCK.rows(connection, of_bag=bag_id)
    return load_bag(connection, bag_id)


def hold_course(connection: Connection, bag_id: str) -> list[Bag]:
    """All bags of a bag's course by day, held as `hold_bag` holds one: in the order of their ids, whichever
    is named, so that two stations never wait for each other. Raises `Refusal` when there is no such bag.
    """
    course_id = load_bag(connection, bag_id).course_id
    if connection.dialect.name != "sqlite":
        _LOCK_COURSE.rows(connection, of_course=course_id)
    return bags_of_course(connection, course_id)


def plan_bag(
    desk: Desk, course_id: int, who: Patient, day: int, on_date: date, infusion_start: datetime
) -> str:
    """Give a course day its bag, under the next number of the year; return its id. Raises `Refusal` when
    the patient has a live one on that day.
    """
    year = desk.now.astimezone(desk.station.site.tz).year
    counted = desk.changes.make(_COUNT, of_year=year)
    number = counted[0].last if counted else desk.changes.add(BagNumber, year=year, last=1).last
    bag_id = new_bag_id(year, number)
    try:
        with desk.connection.begin_nested():
            desk.changes.add(
                BagRow,
                id=bag_id,
                course_id=course_id,
                patient_record=who.record_number,
                day=day,
                on_date=on_date,
                infusion_start=infusion_start,
                state=PLANNED.state,
                step=PLANNED.step,
                label_copy=0,
                ended_because="",
            )
    except desk.station.database.duplicate:
        live = desk.connection.execute(
            select(col(BagRow.id)).where(
                col(BagRow.patient_record) == who.record_number,
                col(BagRow.on_date) == on_date,
                col(BagRow.state).not_in(WASTED),
            )
        ).scalar_one()
        refuse_live(desk, hold_bag(desk.connection, live))
    return bag_id


def refuse_live(desk: Desk, bag: Bag) -> NoReturn:
    """Raise `Refusal`: a day that has a live bag gets no other."""
    raise Refusal(
        Code.TWO_BAGS_ONE_DAY,
        text("{name} has a bag for that day already.", name=bag.patient.name),
        expected=text("one bag a day, {dose}", dose=desk.station.protocol.dose.quantity),
        got=text("bag {bag} on {day}", bag=bag.id, day=bag.on_date),
        advice=text("Cancel or discard that bag first, with the reason."),
        source=desk.station.protocol.dose.cite,
    )


def find_bag(station: Station, bag_id: str) -> Bag:
    """One bag, as it is now."""
    with station.database.reading() as connection:
        return load_bag(connection, bag_id)


_LOOKED_AT = union(NOT_ENDED, select(col(BagRow.id)).where(col(BagRow.on_date) == bindparam("today")))
_OPEN = Statement(
    _joined()
    .where(
        col(BagRow.id).in_(_LOOKED_AT),
        or_(col(BagRow.on_date) <= bindparam("today"), in_one_of(IN_HAND)),
    )
    .order_by(col(BagRow.infusion_start), col(BagRow.id))
)
_WAITING = Statement(
    _joined()
    .where(col(BagRow.id).in_(NOT_ENDED), in_one_of({*CLOCKED, State.INFUSING}))
    .order_by(col(BagRow.id))
)
_COMING = Statement(
    _joined()
    .where(
        col(BagRow.id).in_(NOT_ENDED),
        not_(in_one_of(IN_HAND)),
        col(BagRow.on_date) > bindparam("today"),
    )
    .order_by(col(BagRow.infusion_start), col(BagRow.id))
)
_OF_COURSE = Statement(
    _joined()
    .where(col(BagRow.course_id) == bindparam("of_course"))
    .order_by(col(BagRow.on_date), col(BagRow.id))
)
_OF_PATIENT = Statement(
    _joined()
    .where(col(BagRow.patient_record) == bindparam("of_patient"))
    .order_by(col(BagRow.on_date), col(BagRow.id))
)
_WITH_LOT = Statement(
    _joined()
    .where(
        col(BagRow.id).in_(NOT_ENDED),
        in_one_of(IN_HAND),
        or_(
            and_(
                col(BagRow.vial_gtin) == bindparam("of_gtin"),
                same_lot(col(VialRow.lot), bindparam("of_lot")),
            ),
            and_(
                col(BagRow.diluent_gtin) == bindparam("of_gtin"),
                same_lot(col(BagRow.diluent_lot), bindparam("of_lot")),
            ),
        ),
    )
    .order_by(col(BagRow.id))
)


def open_bags(connection: Connection, today: date) -> list[Bag]:
    """Every bag that is not at its end and is due by `today`, or already in somebody's hands,
    and what ended today.
    """
    return _bags(connection, _OPEN, today=today)


def waiting_bags(connection: Connection) -> list[Bag]:
    """Every bag that is mixed and not at its end: it waits to be started, or runs."""
    return _bags(connection, _WAITING)


def coming_bags(connection: Connection, today: date) -> list[Bag]:
    """Every bag of a later day that is not begun and not at its end, by day."""
    return _bags(connection, _COMING, today=today)


def bags_of_course(connection: Connection, course_id: int) -> list[Bag]:
    """A course's bags, by day."""
    return _bags(connection, _OF_COURSE, of_course=course_id)


def bags_of_patient(connection: Connection, record_number: str) -> list[Bag]:
    """A patient's bags, by day."""
    return _bags(connection, _OF_PATIENT, of_patient=record_number)


def bags_with_lot(connection: Connection, gtin: str, lot: str) -> list[Bag]:
    """The bags in hand that hold a lot, as their vial's or their diluent's."""
    return _bags(connection, _WITH_LOT, of_gtin=gtin, of_lot=lot)


def infusion_of(station: Station, bag: Bag, start: datetime) -> InfusionPlan:
    """How the bag would run if it were started at a moment. Before the diluent is known, as if it
    were the protocol's first.
    """
    diluent = bag.diluent or next(iter(station.protocol.diluents))
    return plan_infusion(station.protocol, station.protocol.bag_volume(diluent).value, start)


def dose_given(protocol: Protocol, bag: Bag) -> Quantity | None:
    """What of the dose an infusion has given that has ended, to 0.01 mg; none before."""
    if bag.given_microlitres is None or bag.diluent is None:
        return None
    given = Decimal(bag.given_microlitres).scaleb(-3) / protocol.bag_volume(bag.diluent).value
    return Quantity(value=hundredths(protocol.dose.value * given), unit=protocol.dose.unit)


def judge(station: Station, bag: Bag, now: datetime) -> Verdict | None:
    """What holds for a mixed bag at a moment; none for a bag that is not mixed."""
    if bag.mixed_at is None:
        return None
    plan = infusion_of(station, bag, bag.mixed_at)
    return verdict(
        station.protocol,
        station.policy,
        mixed_at=bag.mixed_at,
        planned_infusion=plan.ends_at - plan.starts_at,
        custody=bag.custody,
        clock_doubted=bag.clock_doubted,
        recalls=bag.recalls,
        now=now,
        zone=station.site.tz,
    )


def move(desk: Desk, bag: Bag, action: Action, **changes: object) -> Bag:
    """Carry a bag to where an action leads and store it, unless it may not be used or somebody was faster.

    A mixed bag that may not be used can only be put aside, cleared or discarded, by whatever way the action
    comes.
    """
    if action not in _OF_A_BAG_IN_DOUBT:
        refuse_when_over(desk.station, bag, desk.now)
    after = advance(bag.progress, action)
    before = {"id": bag.id, "state": bag.state, "step": bag.step}
    must(desk.changes.change(BagRow, before, state=after.state, step=after.step, **changes), bag.id)
    desk.about(bag.id, action=action, state=after.state, step=after.step, **changes)
    return load_bag(desk.connection, bag.id)


_OF_A_BAG_IN_DOUBT = frozenset({Action.QUARANTINE, Action.CLEAR, Action.DISCARD})
"""Actions that do not ask whether the bag may be used; `CLEAR` is refused by whoever clears."""

BRING_BACK = text(
    "Do not start it. Bring it back from wherever it is, and discard it; a pharmacist can order another one."
)
"""What is done about a mixed bag of which a lot was recalled."""


def refuse_when_over(station: Station, bag: Bag, now: datetime) -> None:
    """Raise `Refusal` for a mixed bag that may no longer be used."""
    held = judge(station, bag, now) if bag.state in CLOCKED else None
    if held is None or held.usable:
        return
    first = held.reasons[0]
    recalled = first.code is Code.RECALLED
    raise Refusal(
        Code.QUARANTINED if held.only_custody else first.code,
        text("This bag is in quarantine.")
        if held.only_custody
        else text("This bag must not be used any more."),
        expected=text("a lot that may be used")
        if recalled
        else text("an infusion that starts in time, kept cold and dark"),
        got=first.words,
        advice=_what_now(bag, held, recalled=recalled),
        source=first.source,
    )


def _what_now(bag: Bag, held: Verdict, *, recalled: bool) -> Text:
    if recalled:
        return BRING_BACK
    if held.only_custody:
        return text(
            "Put bag {bag} aside. A pharmacist clears it, with the reason, or discards it.", bag=bag.id
        )
    return text("Discard bag {bag} and say why; a pharmacist can order another one.", bag=bag.id)


def on_its_day(desk: Desk, bag: Bag) -> None:
    """Raise `Refusal` for a bag whose day is over: prepared now, it would be a second one on another day."""
    if bag.on_date < desk.today:
        raise Refusal(
            Code.TOO_LATE,
            text("The day of this bag is over."),
            expected=text("a bag for {today}", today=desk.today),
            got=text("bag {bag} for {day}", bag=bag.id, day=bag.on_date),
            advice=text("Cancel it. Physician and pharmacist decide how the course goes on."),
            source=desk.station.protocol.for_course(bag.course).days.cite,
        )


def refuse_other_protocol(station: Station, bag: Bag) -> None:
    """Raise `Refusal` for an order that was verified under another protocol or policy than is in force, or
    whose verification was withdrawn.
    """
    if (bag.protocol_sha256, bag.policy_sha256) == (station.protocol.sha256, station.policy.sha256):
        return
    raise Refusal(
        Code.PROTOCOL_CHANGED,
        text("This order has to be verified again."),
        expected=text("an order verified as it stands, under the protocol and policy in force"),
        got=text(
            "bag {bag}: its patient, its time, the protocol or the policy have changed since", bag=bag.id
        ),
        advice=text("A pharmacist reads the order and verifies it again."),
    )


def withdraw_verification(desk: Desk, bags: Iterable[Bag]) -> list[str]:
    """Let those of the bags that are verified and not begun wait until they are verified again, because what
    was signed for is no longer so; return their ids.
    """
    withdrawn = [bag.id for bag in bags if bag.state is State.VERIFIED]
    for bag_id in withdrawn:
        desk.changes.change(
            BagRow, {"id": bag_id, "state": State.VERIFIED}, protocol_sha256="", policy_sha256=""
        )
    return withdrawn


def who_handled(bodies: list[dict[str, object]]) -> set[str]:
    """The badges of everybody who prepared, from a bag's audit events."""
    return {str(body["by"]) for body in bodies if body["result"] == "ok" and str(body["act"]) in _HANDLING}


_HANDLING = frozenset(
    {
        Act.CONFIRM_ORDER,
        Act.CONFIRM_PATIENT,
        Act.SCAN_VIAL,
        Act.INSPECT_VIAL,
        Act.REJECT_VIAL,
        Act.SCAN_DILUENT,
        Act.DRAW,
        Act.INJECT,
        Act.INVERT,
        Act.COVER,
        Act.LABELS_PRINTED,
        Act.SCAN_BAG_LABEL,
        Act.SCAN_COVER_LABEL,
    }
)
"""Acts that make somebody the one who prepared: they cannot release the bag."""


def void(bag: Bag, copy: int) -> Refusal:
    """The refusal of a label that is not the newest of its bag."""
    newer = copy > bag.label_copy
    return Refusal(
        Code.VOID_COPY,
        text("This copy of the label is not known here.")
        if newer
        else text("This copy of the label is void."),
        expected=text("copy {newest} of bag {bag}", newest=bag.label_copy, bag=bag.id),
        got=text("copy {copy}", copy=copy),
        advice=text("Put the bag aside and call the pharmacist: the record is older than this label.")
        if newer
        else text("Destroy the old copy and scan the newest one."),
    )
