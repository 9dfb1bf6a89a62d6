"""What documents are made of, and the numbers of sheets."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection

from pharmacy import audit
from pharmacy.errors import Code, Refusal
from pharmacy.language import text, verbatim
from pharmacy.people import Act
from pharmacy.preparation import STATE_NAMES, WASTED, State
from pharmacy.service.act import Desk, Station, act, find_person, moment_text
from pharmacy.service.bags import Bag, load_bag, refuse_other_protocol, refuse_when_over
from pharmacy.service.prints import newest, number
from pharmacy.service.signatures import signer


class Sheet(StrEnum):
    """A sheet that belongs to a bag."""

    PREMEDICATION = "premedication"
    INFUSION = "infusion"


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
def number_sheet(desk: Desk, bag_id: str, sheet: Sheet, anew: bool = False) -> Facts:
    """Give a sheet that is about to be printed its copy number, if there may be one at all: premedication for
    a verified order, the infusion for a mixed bag in time. A number whose paper has not come out, as far as
    is known, is gone on with, unless `anew`.
    """
    bag = load_bag(desk.connection, bag_id)
    refuse_when_over(desk.station, bag, desk.now)
    if sheet is Sheet.INFUSION:
        refuse_unmixed(bag)
        _still_ahead(desk, bag)
    else:
        _verified(desk, bag)
    last = newest(desk.connection, bag_id, sheet)
    if last is not None and last.anchor and not last.on_paper and not anew:
        copy, anchor = last.copy_number, last.anchor
    else:
        copy = last.copy_number + 1 if last else 1
        anchor = number(desk, bag_id, sheet, copy)
    desk.about(bag_id, document=sheet, copy=copy)
    return _facts(desk.connection, bag, copy, anchor)


def refuse_unmixed(bag: Bag) -> None:
    """Raise `Refusal` for a bag that is not mixed, or ended: it has no label."""
    if bag.mixed_at is None or bag.state in WASTED:
        raise Refusal(
            Code.NOT_MIXED,
            text("A label exists only for a mixed bag."),
            expected=text("a bag that is mixed and in use"),
            got=text("bag {bag}, {state}", bag=verbatim(bag.id), state=STATE_NAMES[bag.state]),
            advice=text("Prepare the bag first."),
        )


def _facts(connection: Connection, bag: Bag, copy_number: int, anchor: str) -> Facts:
    verifier = signer(connection, bag.id, "order verified")
    return Facts(
        bag=bag,
        copy_number=copy_number,
        anchor=anchor,
        prepared_by=find_person(connection, bag.prepared_by).name if bag.prepared_by else "",
        verified_by=find_person(connection, verifier).name if verifier else "",
    )


def _verified(desk: Desk, bag: Bag) -> None:
    if bag.state in {State.PLANNED, *WASTED}:
        raise Refusal(
            Code.ILLEGAL_ACTION,
            text("Sheets exist only for a verified order."),
            expected=text("an order that a pharmacist has verified"),
            got=STATE_NAMES[bag.state],
            advice=text("A pharmacist verifies the order first."),
        )
    refuse_other_protocol(desk.station, bag)


def _still_ahead(desk: Desk, bag: Bag) -> None:
    """A sheet whose clock times lie before the bag was mixed would mislead the nurse."""
    if bag.mixed_at is not None and bag.infusion_start >= bag.mixed_at:
        return
    zone = desk.station.site.tz
    raise Refusal(
        Code.TOO_LATE,
        text("The planned time of this infusion was over before the bag was mixed."),
        expected=text("an infusion planned for later"),
        got=verbatim(moment_text(bag.infusion_start, zone)),
        advice=text("A pharmacist enters the new time (key m on the worklist); then print again."),
    )
