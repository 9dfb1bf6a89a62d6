"""Bags found in the database: one by its number, also held, or all that somebody asks for."""

from collections.abc import Iterable
from datetime import date
from typing import Any

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

from pharmacy.courses import Patient
from pharmacy.errors import Code, Refusal
from pharmacy.language import text, verbatim
from pharmacy.preparation import CLOCKED, IN_HAND, State
from pharmacy.records import (
    NOT_ENDED,
    BagRow,
    CourseRow,
    DiluentRow,
    PatientRow,
    ProductRow,
    RecallRow,
    VialRow,
    columns,
)
from pharmacy.service.act import Station
from pharmacy.service.bag import Bag
from pharmacy.service.whereabouts import Whereabouts, whereabouts
from pharmacy.statements import Statement

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


_BY_ID = Statement(_joined().where(col(BagRow.id) == bindparam("of_bag")))
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
    `Refusal` when there is none. What is held besides, and in which order: `holding.py`.
    """
    if connection.dialect.name != "sqlite":  # there the whole file is held from the beginning
        _LOCK.rows(connection, of_bag=bag_id)
    return load_bag(connection, bag_id)


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
