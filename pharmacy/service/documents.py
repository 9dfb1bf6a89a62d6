"""What documents are made of, and the record that one was printed."""

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection, func, insert, select, update
from sqlmodel import col

from pharmacy import audit
from pharmacy.people import Act
from pharmacy.records import LabelRow
from pharmacy.service.act import Desk, Station, act, find_person, must
from pharmacy.service.bags import Bag, load_bag
from pharmacy.service.bench import PrintedPiece
from pharmacy.service.sheets import Sheet, keeper, refuse_sheet
from pharmacy.service.signatures import ORDER_VERIFIED, signer


class Facts(BaseModel):
    """A bag and what its documents say besides."""

    model_config = ConfigDict(frozen=True)

    bag: Bag
    copy_number: int
    """Of the document that is about to be drawn."""
    anchor: str
    """The audit's head at this moment."""
    prepared_by: str
    """Name, empty before the concentrate is drawn."""
    verified_by: str
    """Name, empty before verification."""


def facts(station: Station, bag_id: str) -> Facts:
    """A bag as its labels have it now, in the copy that is valid."""
    with station.database.reading() as connection:
        bag = load_bag(connection, bag_id)
        return _facts(connection, bag, bag.label_copy)


@act(Act.NUMBER_SHEET)
def number_sheet(desk: Desk, bag_id: str, sheet: Sheet) -> Facts:
    """Give a sheet that is about to be printed its copy number, if there may be one at all: premedication for
    a verified order, the infusion for a mixed bag in time, the record once anything has happened with the
    bag, the patient's card, the folder of the bag's course. Those two are numbered under the first bag of the
    patient and of the course.
    """
    asked = load_bag(desk.connection, bag_id)
    refuse_sheet(desk.station, desk.connection, asked, sheet, desk.now)
    bag = keeper(desk.connection, asked, sheet)
    bag_id = bag.id
    last = desk.connection.execute(
        select(func.max(col(LabelRow.copy_number))).where(
            col(LabelRow.bag_id) == bag_id, col(LabelRow.document) == sheet
        )
    ).scalar_one()
    copy = int(last or 0) + 1
    desk.connection.execute(
        insert(LabelRow).values(
            bag_id=bag_id,
            document=sheet,
            copy_number=copy,
            sha256="",
            place="",
            printed_at=desk.now,
            printed_by=desk.by.badge,
        )
    )
    desk.about(bag_id, document=sheet, copy=copy)
    return _facts(desk.connection, bag, copy)


@act(Act.SHEET_PRINTED)
def sheet_printed(desk: Desk, bag_id: str, sheet: Sheet, copy_number: int, printed: PrintedPiece) -> None:
    """The printer has confirmed a numbered sheet."""
    load_bag(desk.connection, bag_id)
    outcome = desk.connection.execute(
        update(LabelRow)
        .where(
            col(LabelRow.bag_id) == bag_id,
            col(LabelRow.document) == sheet,
            col(LabelRow.copy_number) == copy_number,
            col(LabelRow.place) == "",
        )
        .values(sha256=printed.sha256, place=printed.place)
    )
    must(outcome.rowcount == 1, f"{bag_id} {sheet} {copy_number}")
    desk.about(bag_id, document=sheet, copy=copy_number, printed=printed)


def _facts(connection: Connection, bag: Bag, copy_number: int) -> Facts:
    verifier = signer(connection, bag.id, ORDER_VERIFIED)
    return Facts(
        bag=bag,
        copy_number=copy_number,
        anchor=str(audit.anchor(connection)),
        prepared_by=find_person(connection, bag.prepared_by).name if bag.prepared_by else "",
        verified_by=find_person(connection, verifier).name if verifier else "",
    )
