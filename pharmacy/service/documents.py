"""What documents are made of, and the record that one was printed."""

from pydantic import BaseModel, ConfigDict
from sqlalchemy import func, select
from sqlmodel import col

from pharmacy import audit
from pharmacy.errors import Code, Refusal
from pharmacy.language import text, verbatim
from pharmacy.people import Act
from pharmacy.preparation import STATE_NAMES, State
from pharmacy.records import LabelRow
from pharmacy.service.act import Desk, Station, act, find_person
from pharmacy.service.bags import Bag, load_bag
from pharmacy.service.bench import PrintedPiece, record_print
from pharmacy.service.signatures import signer


class Facts(BaseModel):
    """A bag and what its documents say besides."""

    model_config = ConfigDict(frozen=True)

    bag: Bag
    anchor: str
    """The audit's head at this moment."""
    prepared_by: str
    """Name, empty before mixing."""
    verified_by: str
    """Name, empty before verification."""
    sheet_copies: dict[str, int]
    """How often each sheet was printed."""


def facts(station: Station, bag_id: str) -> Facts:
    """Everything a bag's documents need, as it is now."""
    with station.database.reading() as connection:
        bag = load_bag(connection, bag_id)
        verifier = signer(connection, bag_id, "order verified")
        copies = connection.execute(
            select(col(LabelRow.document), func.max(col(LabelRow.copy_number)))
            .where(col(LabelRow.bag_id) == bag_id)
            .group_by(col(LabelRow.document))
        )
        return Facts(
            bag=bag,
            anchor=str(audit.anchor(connection)),
            prepared_by=find_person(connection, bag.prepared_by).name if bag.prepared_by else "",
            verified_by=find_person(connection, verifier).name if verifier else "",
            sheet_copies={str(document): int(copy) for document, copy in copies},
        )


def printed_places(station: Station, bag_id: str) -> dict[str, str]:
    """Where the newest copy of each of a bag's documents is, by the document's name."""
    with station.database.reading() as connection:
        rows = connection.execute(
            select(col(LabelRow.document), col(LabelRow.place))
            .where(col(LabelRow.bag_id) == bag_id)
            .order_by(col(LabelRow.id))
        )
        return {str(document): str(place) for document, place in rows}


@act(Act.SHEET_PRINTED)
def sheet_printed(desk: Desk, bag_id: str, document: str, copy_number: int, printed: PrintedPiece) -> None:
    """The printer has confirmed a sheet that belongs to a bag's order."""
    bag = load_bag(desk.connection, bag_id)
    if bag.state in {State.PLANNED, State.CANCELLED}:
        raise Refusal(
            Code.ILLEGAL_ACTION,
            text("Sheets exist only for a verified order."),
            expected=text("an order that a pharmacist has verified"),
            got=STATE_NAMES[bag.state],
            advice=text("A pharmacist verifies the order first."),
        )
    record_print(desk, bag, document, copy_number, printed)
    desk.about(bag_id, document=document, copy=copy_number, printed=printed)


def refuse_unmixed(bag: Bag) -> None:
    """Raise `Refusal` for a bag that is not mixed, or ended: it has no label."""
    if bag.mixed_at is None or bag.state in {State.CANCELLED, State.DISCARDED}:
        raise Refusal(
            Code.NOT_MIXED,
            text("A label exists only for a mixed bag."),
            expected=text("a bag that is mixed and in use"),
            got=text("bag {bag}, {state}", bag=verbatim(bag.id), state=STATE_NAMES[bag.state]),
            advice=text("Prepare the bag first."),
        )
