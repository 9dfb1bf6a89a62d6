"""The papers of a bag: how far each has come, from its number to what a printer or a person says of it."""

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection, bindparam, select
from sqlmodel import col

from pharmacy import audit
from pharmacy.changes import Change
from pharmacy.errors import Code, Refusal
from pharmacy.language import text, verbatim
from pharmacy.people import Act, require_role
from pharmacy.preparation import STATE_NAMES, WASTED
from pharmacy.records import LabelRow, PrintState
from pharmacy.service.act import Desk, Station, act, must
from pharmacy.service.bag import Bag
from pharmacy.service.bags import hold_bag
from pharmacy.service.judging import refuse_when_over
from pharmacy.service.sheets import Sheet
from pharmacy.statements import Statement

LABELS = {"B": "bag label", "C": "cover label"}
"""The documents of a bag's two labels, by the letter in their codes."""

FOR_THE_WARD = frozenset({*LABELS.values(), Sheet.PREMEDICATION, Sheet.INFUSION})
"""What somebody works by: of a bag that is used, and in time."""

ON_PAPER = frozenset({PrintState.PRINTED, PrintState.SEEN})


class Numbered(BaseModel):
    """A document that has a number."""

    model_config = ConfigDict(frozen=True)

    document: str
    copy_number: int
    state: PrintState
    anchor: str
    sha256: str
    """Of what was handed to a printer first; empty before."""
    place: str

    @property
    def on_paper(self) -> bool:
        """Whether it is known to have come out."""
        return self.state in ON_PAPER


class PrintedPiece(BaseModel):
    """What the printer said of a document that it took."""

    model_config = ConfigDict(frozen=True)

    sha256: str
    """Of the PDF, hex."""
    place: str
    """Printer or file."""
    confirmed: bool = True
    """Whether the printer says that it came out."""


def number(desk: Desk, bag_id: str, document: str, copy: int) -> str:
    """Write down a number that no paper has yet; return the anchor that goes on the paper."""
    anchor = str(audit.anchor(desk.connection))
    desk.changes.add(
        LabelRow,
        bag_id=bag_id,
        document=document,
        copy_number=copy,
        state=PrintState.WAITING,
        anchor=anchor,
        sha256="",
        place="",
        printed_at=desk.now,
        printed_by=desk.by.badge,
    )
    return anchor


_NEWEST = Statement(
    select(*(getattr(LabelRow, name) for name in Numbered.model_fields))
    .where(col(LabelRow.bag_id) == bindparam("of_bag"), col(LabelRow.document) == bindparam("of_document"))
    .order_by(col(LabelRow.copy_number).desc())
    .limit(1)
)


def newest(connection: Connection, bag_id: str, document: str) -> Numbered | None:
    """A document's newest copy; none where it was never numbered."""
    row = _NEWEST.one(connection, of_bag=bag_id, of_document=document)
    return None if row is None else Numbered.model_validate(row._asdict())


def newest_of(station: Station, bag_id: str, document: str) -> Numbered | None:
    """The same, looked up on its own."""
    with station.database.reading() as connection:
        return newest(connection, bag_id, document)


def open_prints(station: Station, bag_id: str) -> list[Numbered]:
    """The labels of the newest copy that are not known to have come out; those of a bag whose labels were
    never numbered, none.
    """
    with station.database.reading() as connection:
        found = [newest(connection, bag_id, document) for document in LABELS.values()]
    return [row for row in found if row is not None and not row.on_paper]


def printed_places(station: Station, bag_id: str) -> dict[str, str]:
    """Where the newest copy of each of a bag's documents is, by the document's name. A copy that is not known
    to have come out is nowhere.
    """
    with station.database.reading() as connection:
        rows = connection.execute(
            select(col(LabelRow.document), col(LabelRow.place))
            .where(col(LabelRow.bag_id) == bag_id, col(LabelRow.state).in_(ON_PAPER))
            .order_by(col(LabelRow.id))
        )
        return {row.document: row.place for row in rows}


@act(Act.DOCUMENT_SENT)
def document_sent(
    desk: Desk, bag_id: str, document: str, copy_number: int, sha256: str, printer: str
) -> None:
    """A document is about to be handed to a printer. Written down first: whatever happens from here on, it
    may have come out, and is not sent again unasked.
    """
    bag = hold_bag(desk.connection, bag_id)
    if document in FOR_THE_WARD:
        _refuse_unused(desk, bag)
    changes = {"state": PrintState.SENT, "sha256": sha256, "place": printer}
    _change(desk, bag_id, document, copy_number, PrintState.WAITING, **changes)
    desk.about(bag_id, document=document, copy=copy_number, sha256=sha256, printer=printer)


def _refuse_unused(desk: Desk, bag: Bag) -> None:
    """Raise `Refusal` where a paper that somebody works by would come out for a bag out of use or of time."""
    refuse_when_over(desk.station, bag, desk.now)
    if bag.state in WASTED:
        raise Refusal(
            Code.ILLEGAL_ACTION,
            text("Nothing is printed any more for a bag that is not used."),
            expected=text("a bag in use"),
            got=text("bag {bag}, {state}", bag=verbatim(bag.id), state=STATE_NAMES[bag.state]),
            advice=text("Destroy what has come out of the printer."),
        )


@act(Act.DOCUMENT_PRINTED)
def document_printed(desk: Desk, bag_id: str, document: str, copy_number: int, printed: PrintedPiece) -> None:
    """The printer has taken a document, and says that it came out, or cannot say."""
    hold_bag(desk.connection, bag_id)
    state = PrintState.PRINTED if printed.confirmed else PrintState.SENT
    _change(desk, bag_id, document, copy_number, PrintState.SENT, state=state, place=printed.place)
    desk.about(bag_id, document=document, copy=copy_number, printed=printed)


@act(Act.DOCUMENT_LOOKED)
def document_looked(
    desk: Desk, bag_id: str, document: str, copy_number: int, came_out: bool, said_by: str = "person"
) -> None:
    """What became of a document that was sent: a person has looked, or the printer (`said_by`) has given it
    up. What did not come out may be sent again.
    """
    hold_bag(desk.connection, bag_id)
    state = PrintState.SEEN if came_out else PrintState.WAITING
    _change(desk, bag_id, document, copy_number, PrintState.SENT, state=state)
    desk.about(bag_id, document=document, copy=copy_number, came_out=came_out, said_by=said_by)


def scanned(desk: Desk, bag_id: str, document: str, copy_number: int) -> None:
    """A label was read back from where it sticks: that proves that it came out, whatever the printer said."""
    this = {"of_bag": bag_id, "of_document": document, "of_copy": copy_number}
    if desk.changes.make(_SEEN, **this):
        desk.about(bag_id, print="not confirmed by the printer, confirmed by this scan")


_SEEN = Change(
    LabelRow,
    {"state": PrintState.SEEN},
    col(LabelRow.bag_id) == bindparam("of_bag"),
    col(LabelRow.document) == bindparam("of_document"),
    col(LabelRow.copy_number) == bindparam("of_copy"),
    *(col(LabelRow.state) != state for state in sorted(ON_PAPER)),
)


def _change(desk: Desk, bag_id: str, document: str, copy: int, before: PrintState, **changes: object) -> None:
    require_role(desk.by, Act.NUMBER_LABELS if document in LABELS.values() else Act.NUMBER_SHEET)
    this = {"bag_id": bag_id, "document": document, "copy_number": copy, "state": before}
    must(desk.changes.change(LabelRow, this, **changes), f"{bag_id} {document} {copy}")
