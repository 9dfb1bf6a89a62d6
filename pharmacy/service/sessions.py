"""At which window a badge is signed in: at one at a time, and a window learns that it no longer is the one.

Only windows have sessions; acts from a scenario or the command line have none and need none.
"""

from datetime import datetime, tzinfo

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection, select, update
from sqlmodel import col

from pharmacy import audit
from pharmacy.errors import Code, Refusal
from pharmacy.language import Text, text
from pharmacy.moments import Moment, clock_time
from pharmacy.people import Act, SignedIn, gone
from pharmacy.records import PersonRow

AT_THE_DOOR = frozenset({Act.SIGN_IN, Act.SIGN_OUT})
"""Acts that a window carries out whoever is signed in elsewhere."""


class Session(BaseModel):
    """A sign-in that lasts."""

    model_config = ConfigDict(frozen=True)

    number: int
    """Of the sign-in's event."""
    station: str
    """The window's name."""
    since: Moment


def begin(connection: Connection, badge: str, number: int, window: str) -> SignedIn:
    """Let the sign-in that was recorded under a number be the badge's only one."""
    row = connection.execute(
        update(PersonRow)
        .where(col(PersonRow.badge) == badge)
        .values(session=number, session_station=window)
        .returning(col(PersonRow.name), col(PersonRow.role))
    ).one()
    return SignedIn(badge=badge, name=row.name, role=row.role, session=number)


def end(connection: Connection, badge: str, number: int | None = None) -> None:
    """End a badge's session; with a number only that one, so that a window that is closed ends no other's."""
    this = [col(PersonRow.session) == number] if number is not None else []
    connection.execute(
        update(PersonRow).where(col(PersonRow.badge) == badge, *this).values(session=None, session_station="")
    )


def session_of(connection: Connection, badge: str) -> Session | None:
    """Where a badge is signed in; none where it is not, or at no window."""
    row = connection.execute(
        select(col(PersonRow.session), col(PersonRow.session_station)).where(col(PersonRow.badge) == badge)
    ).one_or_none()
    if row is None or row.session is None:
        return None
    [event] = audit.newest_events(connection, 1, before=row.session + 1)
    return Session(number=row.session, station=row.session_station, since=datetime.fromisoformat(event["at"]))


_CLOSES = {
    Code.PERSON_LEFT: frozenset({Act.LEAVE}),
    Code.SIGNED_IN_ELSEWHERE: frozenset({Act.SIGN_IN}),
    Code.SIGNED_OUT: frozenset({Act.SIGN_OUT, Act.GIVE_PIN}),
}
"""What closes a window, by what is said of it there."""


def closed_by(connection: Connection, closed: Refusal, badge: str) -> int | None:
    """Number of the newest event that closes the windows of a badge in the way that is told."""
    numbers = [
        event["seq"]
        for event in audit.events_about(connection, badge)
        if event["result"] == "ok" and event["act"] in _CLOSES[closed.code]
    ]
    return numbers[-1] if numbers else None


def since_text(session: Session, zone: tzinfo) -> Text:
    """Since when a session lasts: day and clock time."""
    day = session.since.astimezone(zone).date()
    return text("{day}, {time}", day=day, time=clock_time(session.since, zone))


def refuse_closed(connection: Connection, here: SignedIn, zone: tzinfo) -> None:
    """Raise `Refusal` when whoever is signed in at a window no longer is: they have signed in at another one,
    were signed out, or have left.
    """
    row = connection.execute(
        select(col(PersonRow.session), col(PersonRow.left_at)).where(col(PersonRow.badge) == here.badge)
    ).one()
    if row.left_at is not None:
        raise gone(here.badge, here.name)
    if here.session is None or row.session == here.session:
        return
    there = session_of(connection, here.badge)
    if there is None:
        raise Refusal(
            Code.SIGNED_OUT,
            text("You were signed out from elsewhere; this window is closed for you."),
            expected=text("somebody who is signed in"),
            got=text("{badge}, {name}", badge=here.badge, name=here.name),
            advice=text(
                "Sign in again. Every bag is at its step. An administrator may have given you a new PIN."
            ),
        )
    raise Refusal(
        Code.SIGNED_IN_ELSEWHERE,
        text(
            "You signed in at {station} on {when}; this window is closed for you.",
            station=there.station,
            when=since_text(there, zone),
        ),
        expected=text("each badge at one window at a time"),
        got=text("{badge}, {name}", badge=here.badge, name=here.name),
        advice=text(
            "Sign in to go on here: every bag is at its step. If that was not you, change your PIN at once "
            "and tell an administrator."
        ),
    )
