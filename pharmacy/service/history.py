"""Everything that is recorded of one bag, read in one transaction: what its preparation record is made of."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection, select
from sqlmodel import col

from pharmacy import audit
from pharmacy.language import Text, text
from pharmacy.people import NOBODY, ROLE_NAMES, Act
from pharmacy.records import (
    CourseRow,
    DecisionRow,
    DiluentRow,
    LabelRow,
    PersonRow,
    PrintState,
    ProductRow,
    SignatureRow,
    VialRow,
)
from pharmacy.service.act import Station
from pharmacy.service.approvals import Approval, approvals
from pharmacy.service.bag import Bag
from pharmacy.service.bags import load_bag
from pharmacy.service.happened import happened, refused
from pharmacy.service.judging import judge
from pharmacy.service.known import Known, Product
from pharmacy.service.prints import LABELS
from pharmacy.service.signatures import (
    BAG_RELEASED,
    CHECK_OVERRIDDEN,
    CUSTODY_CLEARED,
    MEANINGS,
    ORDER_VERIFIED,
    READINESS_DECIDED,
)
from pharmacy.service.stays import Ran, Stay, stays, what_ran
from pharmacy.stability import Verdict

People = Mapping[str, Text]
"""Name and role by badge."""


class Frozen(BaseModel):
    """Read once."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)


class Entry(Frozen):
    """One thing that somebody did, or was refused."""

    at: datetime
    by: Text
    """Name and role."""
    what: Text
    details: tuple[Text, ...]
    refused: bool


class Signature(Frozen):
    """Who put their name to what."""

    at: datetime
    by: Text
    meaning: str
    """As stored: one of `MEANINGS`."""
    sha256: str
    """Of what was signed."""
    stands: bool
    """Whether it was neither given anew nor withdrawn since."""

    @property
    def words(self) -> Text:
        """What it means, and whether that still holds."""
        meaning = MEANINGS[self.meaning]
        return meaning if self.stands else text("{meaning}, withdrawn since", meaning=meaning)


class Print(Frozen):
    """One copy of one of the bag's papers."""

    at: datetime
    by: Text
    document: str
    """As stored: one of `PAPER_NAMES`."""
    copy_number: int
    sha256: str
    place: str
    """Printer or file; empty for a copy that was never sent."""
    state: PrintState
    void: bool
    """Whether it is a label of which there is a later copy."""


class Ordered(Frozen):
    """What the bag's course was ordered under."""

    protocol: str
    """Id and version."""
    protocol_sha256: str
    policy_sha256: str
    at: datetime


class History(Frozen):
    """What is recorded of a bag up to one moment."""

    bag: Bag
    as_of: datetime
    anchor: str
    """The audit's head at that moment."""
    entries: tuple[Entry, ...]
    signatures: tuple[Signature, ...]
    prints: tuple[Print, ...]
    verdict: Verdict | None
    """For a bag that is mixed."""
    stays: tuple[Stay, ...]
    """Where it was from the mixing on, until it was started or destroyed."""
    ran: tuple[Ran, ...]
    """The rates of its infusion."""
    people: Mapping[str, Text]
    """Name and role by badge."""
    ordered: Ordered
    approvals: tuple[Approval, ...]
    """Every signature under protocol and site policy, oldest first."""
    vial: Text | None
    """With product, lot, serial and expiry."""
    diluent: Text | None
    """With product, lot and expiry."""


def history(station: Station, bag_id: str) -> History:
    """Everything recorded of a bag. Raises `Refusal` for an unknown one."""
    with station.database.reading() as connection:
        now = station.clock.now()
        bag = load_bag(connection, bag_id)
        people = _people(connection)
        events = audit.events_about(connection, bag_id)
        known = Known(
            protocol=station.protocol,
            site=station.site,
            vials=_vials(connection, events),
            diluents=_diluents(connection),
        )
        return History(
            bag=bag,
            as_of=now,
            anchor=str(audit.anchor(connection)),
            entries=tuple(_entries(events, people, known)),
            signatures=_signatures(connection, bag, people),
            prints=_prints(connection, bag, people),
            verdict=judge(station, bag, now),
            stays=stays(station, connection, bag, _kept_until(bag, events, now)),
            ran=what_ran(station, connection, bag, now),
            people=people,
            ordered=_ordered(connection, bag),
            approvals=approvals(connection),
            vial=known.vial(bag.vial_gtin, bag.vial_serial) if bag.vial_gtin and bag.vial_serial else None,
            diluent=known.diluent(bag.diluent_gtin, bag.diluent_lot)
            if bag.diluent_gtin and bag.diluent_lot
            else None,
        )


def signed(station: Station, bag_id: str) -> tuple[Signature, ...]:
    """Every signature under a bag, oldest first."""
    with station.database.reading() as connection:
        return _signatures(connection, load_bag(connection, bag_id), _people(connection))


def _kept_until(bag: Bag, events: list[dict[str, Any]], now: datetime) -> datetime:
    """Until when it matters where a bag is."""
    destroyed = [
        datetime.fromisoformat(event["at"])
        for event in events
        if (event["act"], event["result"]) == (Act.DISCARD, "ok")
    ]
    return bag.started_at or next(iter(destroyed), now)


def _entries(events: list[dict[str, Any]], people: People, known: Known) -> Iterator[Entry]:
    for event in events:
        is_refusal = event["result"] == "refused"
        told = refused(event) if is_refusal else happened(event, known)
        if told is not None:
            what, details = told
            yield Entry(
                at=datetime.fromisoformat(event["at"]),
                by=_who(people, event["by"]),
                what=what,
                details=details,
                refused=is_refusal,
            )


def _people(connection: Connection) -> People:
    rows = connection.execute(select(col(PersonRow.badge), col(PersonRow.name), col(PersonRow.role)))
    return {row.badge: text("{name}, {role}", name=row.name, role=ROLE_NAMES[row.role]) for row in rows}


def _who(people: People, badge: str) -> Text:
    if badge == NOBODY:
        return text("nobody signed in")
    return people.get(badge, text("badge {badge}, of nobody here", badge=badge))


def _vials(connection: Connection, events: list[dict[str, Any]]) -> dict[tuple[str, str], Product]:
    """The vials that the events name: a rejected one belongs to the bag's history too."""
    serials = {event["data"]["vial_serial"] for event in events if _took_a_vial(event)}
    rows = connection.execute(
        select(
            col(VialRow.gtin),
            col(VialRow.serial),
            col(VialRow.lot),
            col(VialRow.expiry),
            col(ProductRow.name),
        )
        .join(ProductRow, col(ProductRow.gtin) == col(VialRow.gtin))
        .where(col(VialRow.serial).in_(serials))
    )
    return {(row.gtin, row.serial): Product(row.name, row.lot, row.expiry) for row in rows}


def _took_a_vial(event: dict[str, Any]) -> bool:
    return bool(event["act"] == Act.SCAN_VIAL and event["result"] == "ok")


def _diluents(connection: Connection) -> dict[tuple[str, str], Product]:
    rows = connection.execute(
        select(col(DiluentRow.gtin), col(DiluentRow.lot), col(DiluentRow.expiry), col(ProductRow.name)).join(
            ProductRow, col(ProductRow.gtin) == col(DiluentRow.gtin)
        )
    )
    return {(row.gtin, row.lot): Product(row.name, row.lot, row.expiry) for row in rows}


def _signatures(connection: Connection, bag: Bag, people: People) -> tuple[Signature, ...]:
    rows = connection.execute(
        select(
            col(SignatureRow.badge),
            col(SignatureRow.signed_at),
            col(SignatureRow.meaning),
            col(SignatureRow.signed_sha256),
        )
        .where(col(SignatureRow.bag_id) == bag.id)
        .order_by(col(SignatureRow.id))
    ).all()
    newest = {row.meaning: row for row in rows}
    ended = {
        (row.decided_by, row.decided_at)
        for row in connection.execute(
            select(col(DecisionRow.decided_by), col(DecisionRow.decided_at)).where(
                col(DecisionRow.course_id) == bag.course_id, col(DecisionRow.ended_at).is_not(None)
            )
        )
    }
    in_force = {
        ORDER_VERIFIED: bool(bag.protocol_sha256),
        BAG_RELEASED: bag.released_by is not None,
        CUSTODY_CLEARED: bag.cleared_at is not None,
        CHECK_OVERRIDDEN: True,
    }
    return tuple(
        Signature(
            at=row.signed_at,
            by=_who(people, row.badge),
            meaning=row.meaning,
            sha256=row.signed_sha256,
            stands=(row.badge, row.signed_at) not in ended
            if row.meaning == READINESS_DECIDED  # one for each recommendation
            else in_force[row.meaning] and row is newest[row.meaning],
        )
        for row in rows
    )


def _prints(connection: Connection, bag: Bag, people: People) -> tuple[Print, ...]:
    rows = connection.execute(
        select(
            col(LabelRow.document),
            col(LabelRow.copy_number),
            col(LabelRow.sha256),
            col(LabelRow.place),
            col(LabelRow.state),
            col(LabelRow.printed_at),
            col(LabelRow.printed_by),
        )
        .where(col(LabelRow.bag_id) == bag.id)
        .order_by(col(LabelRow.id))
    )
    return tuple(
        Print(
            at=row.printed_at,
            by=_who(people, row.printed_by),
            document=row.document,
            copy_number=row.copy_number,
            sha256=row.sha256,
            place=row.place,
            state=row.state,
            void=row.document in LABELS.values() and row.copy_number < bag.label_copy,
        )
        for row in rows
    )


def _ordered(connection: Connection, bag: Bag) -> Ordered:
    row = connection.execute(
        select(
            col(CourseRow.protocol_id),
            col(CourseRow.protocol_version),
            col(CourseRow.protocol_sha256),
            col(CourseRow.policy_sha256),
            col(CourseRow.ordered_at),
        ).where(col(CourseRow.id) == bag.course_id)
    ).one()
    return Ordered(
        protocol=f"{row.protocol_id} {row.protocol_version}",
        protocol_sha256=row.protocol_sha256,
        policy_sha256=row.policy_sha256,
        at=row.ordered_at,
    )
