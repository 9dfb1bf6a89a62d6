"""How things stand when an act begins: who acts, by which values the hospital works, how late it was last."""

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, bindparam, func, select
from sqlmodel import col

from pharmacy import audit
from pharmacy.errors import Code, Refusal
from pharmacy.language import text, verbatim
from pharmacy.moments import moment_text
from pharmacy.people import Act, Person, gone
from pharmacy.records import ApprovalRow, PersonRow
from pharmacy.statements import Statement

if TYPE_CHECKING:
    from pharmacy.service.act import Station

DESPITE_VALUES = frozenset(
    {
        Act.SIGN_IN,
        Act.SIGN_OUT,
        Act.ADD_PERSON,
        Act.CHANGE_PIN,
        Act.GIVE_PIN,
        Act.UNLOCK,
        Act.LEAVE,
        Act.ACCEPT_CLOCK,
        Act.SIGN_POLICY,
        Act.LOOK_UP,
        Act.DISCARD,
        Act.QUARANTINE,
        Act.OBSERVE,
        Act.PAUSE,
        Act.REACTION,
        Act.STOP_INFUSION,
        Act.OBSERVED,
    }
)
"""Acts for which nobody waits until values are signed, or read anew: they lead there, take a bag out of
use, or make a running infusion safer.
"""


NEWEST_VALUES = select(func.max(col(ApprovalRow.id)))
"""Number of the newest signature under protocol and policy; none when there is none."""

_PERSON = Statement(
    select(
        col(PersonRow.badge),
        col(PersonRow.name),
        col(PersonRow.role),
        col(PersonRow.left_at),
        NEWEST_VALUES.scalar_subquery().label("newest_values"),
        audit.LATEST.scalar_subquery().label("latest"),
    ).where(col(PersonRow.badge) == bindparam("of_badge"))
)


def find_person(connection: Connection, badge: str, *, left: bool = False) -> Person:
    """The person with a badge. Raises `Refusal` for nobody's, and for that of somebody who has left, unless
    it is only asked whose it was.
    """
    return standing(connection, badge, left=left).person


class Standing(NamedTuple):
    """What every act asks before anything else, in one statement."""

    person: Person
    newest_values: int | None
    """Number of the newest signature under protocol and policy."""
    latest: datetime
    """The latest moment recorded."""


def standing(connection: Connection, badge: str, *, left: bool = False) -> Standing:
    """How things stand for the person with a badge. Raises `Refusal` as `find_person` does."""
    row = _PERSON.one(connection, of_badge=badge)
    if row is None:
        raise Refusal(
            Code.UNKNOWN_PERSON,
            text("Nobody here has this badge."),
            expected=text("the badge of somebody who works here"),
            got=verbatim(badge),
            advice=text("Scan your own badge. An administrator adds new people."),
        )
    if row.left_at is not None and not left:
        raise gone(badge, row.name)
    person = Person(badge=row.badge, name=row.name, role=row.role)
    return Standing(person, row.newest_values, row.latest)


def refuse_other_values(station: "Station", connection: Connection, name: Act, newest: int | None) -> None:
    """Raise `Refusal` unless the station works by the newest signed values, or the act is one of
    `DESPITE_VALUES`.
    """
    held = station.approval
    if name in DESPITE_VALUES or (held and held.id == newest and not held.unreadable):
        return
    expected = text("protocol and site policy in force, signed by a pharmacist")
    if newest is None:
        raise Refusal(
            Code.VALUES_UNSIGNED,
            text("Nothing is prepared or given by values that no pharmacist has signed."),
            expected=expected,
            got=text("nothing signed"),
            advice=_SIGN,
        )
    if held and held.id == newest:
        raise Refusal(
            Code.VALUES_UNSIGNED,
            text("The signed values are of another version of alemprep, which this one cannot read."),
            expected=expected,
            got=verbatim(held.unreadable),
            advice=_SIGN,
        )
    raise newer_values(station, connection, newest)


def newer_values(station: "Station", connection: Connection, newest: int) -> Refusal:
    """What is said at a station that does not hold the newest signed values: those of this signature."""
    held = station.approval
    at, by = connection.execute(
        select(col(ApprovalRow.signed_at), col(PersonRow.name))
        .join(PersonRow, col(PersonRow.badge) == col(ApprovalRow.signed_by))
        .where(col(ApprovalRow.id) == newest)
    ).one()
    zone = station.site.tz
    return Refusal(
        Code.VALUES_CHANGED,
        text("A new version of protocol and site policy was signed at another station."),
        expected=text("the one that {name} signed at {when}", name=by, when=moment_text(at, zone)),
        got=text("the one signed at {when}", when=moment_text(held.signed_at, zone))
        if held
        else text("none, as it was when this station opened"),
        advice=text("See what has changed (p on the worklist), then do it again: the new one is read now."),
    )


_SIGN = text("A pharmacist reads and signs them: key p on the worklist, or: alemprep policy sign")
