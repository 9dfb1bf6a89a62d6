"""What an act holds until it is done, so that no other station changes what it decides by.

Whoever holds more than one thing takes them in this order, so that no two acts ever wait for each other:

1. the patient (`hold_patient`), for what is decided about all of a patient's courses and bags;
2. bags, in the order of their ids (`hold_bag`, `hold_bags`, `hold_course`, `hold_bags_of_patient`);
3. the product (`hold_product`), for what is in stock of it and which of its lots were recalled.

One act may take them in another order: by a clock that runs behind, discarding or quarantine first hold all
bags that it puts in doubt, and then their own. Should it and another wait for each other so, the server ends
one, which is refused as busy and has changed nothing.

Each is held before anything is read by which the act decides: what was committed while it was waited for is
then seen. In a file nothing of this is needed: its one writer holds the whole of it from the beginning.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, not_, select
from sqlmodel import col

from pharmacy.preparation import ENDED
from pharmacy.records import BagRow, PatientRow, ProductRow
from pharmacy.service.bag import Bag
from pharmacy.service.bags import bags_of_course, bags_of_patient, hold_bag, in_one_of, load_bag
from pharmacy.statements import Statement

_PATIENT = Statement(
    select(col(PatientRow.record_number))
    .where(col(PatientRow.record_number) == bindparam("of_patient"))
    .with_for_update()
)
_BAGS_OF_PATIENT = Statement(
    select(col(BagRow.id))
    .where(col(BagRow.patient_record) == bindparam("of_patient"), not_(in_one_of(ENDED)))
    .order_by(col(BagRow.id))
    .with_for_update()
)
_BAGS_OF_COURSE = Statement(
    select(col(BagRow.id))
    .where(col(BagRow.course_id) == bindparam("of_course"))
    .order_by(col(BagRow.id))
    .with_for_update()
)
_OF_GTIN = select(col(ProductRow.gtin)).where(col(ProductRow.gtin) == bindparam("of_gtin"))
_PRODUCT = Statement(_OF_GTIN.with_for_update())
_PRODUCT_TO_TAKE = Statement(_OF_GTIN.with_for_update(read=True))


def hold_patient(connection: Connection, record_number: str) -> None:
    """A patient: until the transaction ends no other station corrects them, orders anything for them, or
    enters anything about them. Their bags are not held.
    """
    _wait(connection, _PATIENT, of_patient=record_number)


def hold_bags_of_patient(connection: Connection, record_number: str) -> list[Bag]:
    """A patient and all of their bags, by day; of these nobody else verifies, begins or goes on with one that
    is not at its end.
    """
    hold_patient(connection, record_number)
    _wait(connection, _BAGS_OF_PATIENT, of_patient=record_number)
    return bags_of_patient(connection, record_number)


def hold_bags(connection: Connection, bag_ids: Iterable[str]) -> dict[str, Bag]:
    """Bags by their ids, each held as `hold_bag` holds one. Raises `Refusal` for the id of none."""
    return {bag_id: hold_bag(connection, bag_id) for bag_id in sorted(set(bag_ids))}


def hold_course(connection: Connection, bag_id: str) -> list[Bag]:
    """All bags of a bag's course by day, held as `hold_bag` holds one: in the order of their ids, whichever
    is named. Raises `Refusal` when there is no such bag.
    """
    course_id = load_bag(connection, bag_id).course_id
    _wait(connection, _BAGS_OF_COURSE, of_course=course_id)
    return bags_of_course(connection, course_id)


def hold_product(connection: Connection, gtin: str) -> None:
    """A product, to receive or recall: until the transaction ends no other station receives, recalls or takes
    anything of it.
    """
    _wait(connection, _PRODUCT, of_gtin=gtin)


def hold_product_to_take(connection: Connection, gtin: str) -> None:
    """A product, to take of it: others may take too, but none receives or recalls until the transaction ends.
    So whoever recalls a lot is told of every bag that holds it.
    """
    _wait(connection, _PRODUCT_TO_TAKE, of_gtin=gtin)


def _wait(connection: Connection, held: Statement, **parameters: object) -> None:
    if connection.dialect.name != "sqlite":
        held.rows(connection, **parameters)
