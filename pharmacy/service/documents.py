"""What documents are made of, and the numbers of sheets."""

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection

from pharmacy import audit
from pharmacy.people import Act
from pharmacy.service.act import Desk, Station, act
from pharmacy.service.bag import Bag
from pharmacy.service.bags import load_bag
from pharmacy.service.holding import hold_bags, hold_patient
from pharmacy.service.prints import newest, number
from pharmacy.service.sheets import Sheet, keeper, refuse_sheet
from pharmacy.service.signatures import ORDER_VERIFIED, signer
from pharmacy.service.standing import find_person


class Facts(BaseModel):
    """A bag and what its documents say besides."""

    model_config = ConfigDict(frozen=True)

    bag: Bag
    copy_number: int
    """Of the document that is about to be drawn."""
    anchor: str
    """The audit's head when the document was numbered."""
    prepared_by: str
    """Name, empty before the concentrate is drawn."""
    verified_by: str
    """Name, empty before verification."""


def facts(station: Station, bag_id: str) -> Facts:
    """A bag as its labels have it now, in the copy that is valid."""
    with station.database.reading() as connection:
        bag = load_bag(connection, bag_id)
        return _facts(connection, bag, bag.label_copy, str(audit.anchor(connection)))


@act(Act.NUMBER_SHEET)
def number_sheet(desk: Desk, bag_id: str, sheet: Sheet) -> Facts:
    """Give a sheet that is about to be printed its copy number, if there may be one at all: premedication for
    a verified order, the infusion for a mixed bag in time, the record once anything has happened with the
    bag, the patient's card, the timeline, the calendar and the folder of the bag's course. Those are numbered
    under the first bag of the patient and of the course. A number whose paper has not come out, as far as is
    known, is gone on with.
    """
    asked = load_bag(desk.connection, bag_id)
    # The patient too: a course that is ordered meanwhile could have an earlier first bag.
    hold_patient(desk.connection, asked.patient.record_number)
    first = keeper(desk.connection, asked, sheet)
    held = hold_bags(desk.connection, (bag_id, first.id))
    refuse_sheet(desk.station, desk.connection, held[bag_id], sheet, desk.now)
    bag = held[first.id]
    bag_id = bag.id
    last = newest(desk.connection, bag_id, sheet)
    if last is not None and last.anchor and not last.on_paper:
        copy, anchor = last.copy_number, last.anchor
    else:
        copy = last.copy_number + 1 if last else 1
        anchor = number(desk, bag_id, sheet, copy)
    desk.about(bag_id, document=sheet, copy=copy)
    return _facts(desk.connection, bag, copy, anchor)


def _facts(connection: Connection, bag: Bag, copy_number: int, anchor: str) -> Facts:
    verifier = signer(connection, bag.id, ORDER_VERIFIED)
    return Facts(
        bag=bag,
        copy_number=copy_number,
        anchor=anchor,
        prepared_by=find_person(connection, bag.prepared_by, left=True).name if bag.prepared_by else "",
        verified_by=find_person(connection, verifier, left=True).name if verifier else "",
    )
