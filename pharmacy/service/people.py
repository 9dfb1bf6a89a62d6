"""Acts at the door: signing in and out, adding people, accepting a corrected clock."""

from functools import partial

from pydantic import SecretStr
from sqlalchemy import select, update
from sqlmodel import col

from pharmacy import audit
from pharmacy.database import Database
from pharmacy.errors import Code, Refusal
from pharmacy.language import text, verbatim
from pharmacy.people import Act, Person, Role, SignedIn, check_new_pin, require_role, same_name
from pharmacy.records import PersonRow
from pharmacy.service import pins, sessions
from pharmacy.service.act import Desk, Station, act, recorded
from pharmacy.service.standing import find_person, refuse_other_values, standing
from pharmacy.service.words import need


@act(Act.SIGN_IN)
def sign_in(desk: Desk, pin: SecretStr, window: str = "") -> SignedIn:  # noqa: ARG001 - checked by `act`
    """Sign in with badge and PIN. With the name of a window, it is there from now on and nowhere else."""
    badge = desk.by.badge
    desk.about(badge, role=desk.by.role)
    if window:
        # Locked where that is possible: nothing may be waited for once the event has its number.
        desk.connection.execute(
            select(col(PersonRow.badge)).where(col(PersonRow.badge) == badge).with_for_update()
        )
        before = sessions.session_of(desk.connection, badge)
        if before is not None and before.station != window:
            # A badge at two windows may be a badge that two people share.
            desk.about(badge, code=Code.SIGNED_IN_ELSEWHERE, ended=before)
        desk.about(badge, window=window)
        desk.afterwards = partial(sessions.begin, desk.connection, badge, window=window)
    return SignedIn(badge=badge, name=desk.by.name, role=desk.by.role)


@act(Act.SIGN_OUT)
def sign_out(desk: Desk) -> None:
    """Leave the station to the next person. A window ends its own session only."""
    here = desk.station.signed_in
    mine = here is not None and here.badge == desk.by.badge
    sessions.end(desk.connection, desk.by.badge, here.session if mine and here is not None else None)
    desk.about(desk.by.badge)


@act(Act.ADD_PERSON)
def add_person(
    desk: Desk,
    badge: str,
    name: str,
    role: Role,
    new_pin: SecretStr,
    pin: SecretStr,  # noqa: ARG001 - checked by `act`
) -> Person:
    """Give somebody a badge, a role and a first PIN; `pin` is the administrator's own."""
    audit.hold(desk.connection)  # or two stations could add the same person at once
    person = Person(badge=need(badge, 20, "badge"), name=need(name, 40, "name"), role=role)
    _insert(desk.station, desk, person, new_pin)
    desk.about(person.badge, name=person.name, role=role)
    return person


@act(Act.ACCEPT_CLOCK)
def accept_clock(desk: Desk, reason: str, pin: SecretStr) -> None:  # noqa: ARG001
    """Say, with reason and signature, that the clock is right now although later moments were recorded.
    A badge that waits since such a moment waits from now. Bags mixed until now can only be discarded.
    """
    ahead = col(PersonRow.tried_at) > desk.now
    # Locked where that is possible, in the order in which everybody locks people.
    desk.connection.execute(
        select(col(PersonRow.badge)).where(ahead).order_by(col(PersonRow.badge)).with_for_update()
    )
    desk.connection.execute(update(PersonRow).where(ahead).values(tried_at=desk.now))
    latest = audit.latest(desk.connection)
    audit.set_latest(desk.connection, desk.now)
    desk.about("clock", reason=need(reason), latest=latest, now=desk.now)


def first_administrator(badge: str, name: str, pin: SecretStr) -> Person:
    """Who makes a hospital. Raises `Refusal` for a badge, a name or a PIN that nobody can have."""
    check_new_pin(pin.get_secret_value())
    return Person(badge=need(badge, 20, "badge"), name=need(name, 40, "name"), role=Role.ADMINISTRATOR)


def first_person(station: Station, badge: str, name: str, pin: SecretStr) -> Person:
    """Make the administrator of an empty house. Raises `Refusal` when anybody is there already."""
    with station.database.atomic() as connection:
        audit.hold(connection)  # or two stations could both find nobody
        if connection.execute(select(col(PersonRow.badge)).limit(1)).first() is not None:
            raise Refusal(
                Code.PERSON_EXISTS,
                text("There are people here already."),
                expected=text("a database without people"),
                got=text("a database in use"),
                advice=text("Ask an administrator to add people."),
            )
        person = first_administrator(badge, name, pin)
        desk = Desk(station, connection, person)
        _insert(station, desk, person, pin)
        audit.append(
            connection,
            act=Act.ADD_PERSON,
            by=person.badge,
            now=desk.now,
            result="ok",
            subject=person.badge,
            data={
                "name": person.name,
                "role": person.role,
                "first": True,
                "changed": desk.changes.told,
                "station": station.name,
            },
        )
    return person


def person_named(station: Station, badge: str) -> Person:
    """Who a scanned badge belongs to, before the PIN is asked. Nobody's is refused, and recorded."""
    with recorded(station, badge, Act.SIGN_IN, {}), station.database.reading() as connection:
        return find_person(connection, badge)


def signed_in_elsewhere(station: Station, badge: str, window: str) -> sessions.Session | None:
    """Where a badge is signed in, when that is another window; to be said before it signs in here."""
    with station.database.reading() as connection:
        found = sessions.session_of(connection, badge)
    return found if found is not None and found.station != window else None


def still_signed_in(station: Station) -> None:
    """Raise `Refusal` when whoever is signed in at this window no longer is; it names the event that ended
    it.
    """
    if station.signed_in is not None:
        with station.database.reading() as connection:
            try:
                sessions.refuse_closed(connection, station.signed_in, station.site.tz)
            except Refusal as closed:
                closed.event = sessions.closed_by(connection, closed, station.signed_in.badge)
                raise


def refuse_unproven(station: Station, badge: str, name: Act, bag_id: str) -> None:
    """Raise `Refusal`, recorded, when nobody has used this window for so long that it would be locked if its
    infusion did not run.
    """
    idle = station.signed_in.idle_minutes if station.signed_in is not None else 0
    with recorded(station, badge, name, {"bag_id": bag_id}):
        if idle:
            raise Refusal(
                Code.PIN_FIRST,
                text(
                    "Nobody has used this window for {minutes} min, so who is here has to say so.",
                    minutes=idle,
                ),
                expected=text("a PIN; only to pause, to record a reaction or to stop needs none"),
                got=text("a key"),
                advice=text("Press Esc, then the key again: it asks for the PIN first."),
            )


def nobody_yet(station: Station) -> bool:
    """Whether the house waits for its first administrator."""
    with station.database.reading() as connection:
        return connection.execute(select(col(PersonRow.badge)).limit(1)).first() is None


def permit(station: Station, badge: str, name: Act) -> None:
    """Ask, before anything is typed, whether somebody may do an act at all. A refusal is recorded."""
    with recorded(station, badge, name, {}), station.database.reading() as connection:
        stands = standing(connection, badge)
        require_role(stands.person, name)
        refuse_other_values(station, connection, name, stands.newest_values)


def names(station: Station) -> dict[str, str]:
    """Everybody's name, by badge."""
    return names_in(station.database)


def names_in(database: Database) -> dict[str, str]:
    """The same, of a database that is only looked at."""
    with database.reading() as connection:
        rows = connection.execute(select(col(PersonRow.badge), col(PersonRow.name)))
        return {str(badge): str(name) for badge, name in rows}


def _insert(station: Station, desk: Desk, person: Person, pin: SecretStr) -> None:
    check_new_pin(pin.get_secret_value())
    taken = select(col(PersonRow.badge)).where(col(PersonRow.badge) == person.badge)
    if desk.connection.execute(taken).first() is not None:
        raise Refusal(
            Code.PERSON_EXISTS,
            text("This badge belongs to somebody already."),
            expected=text("a new badge"),
            got=verbatim(person.badge),
            advice=text("Give the person a badge of their own; badges are never shared."),
        )
    working = select(col(PersonRow.badge), col(PersonRow.name)).where(col(PersonRow.left_at).is_(None))
    for row in desk.connection.execute(working):
        if same_name(row.name, person.name):
            raise Refusal(
                Code.NAME_EXISTS,
                text("Somebody who works here has this name already."),
                expected=text("a name that tells the two apart on labels and in the record"),
                got=text("{name}, badge {badge}", name=row.name, badge=row.badge),
                advice=text(
                    "Nobody needs two badges. For another person add a second surname or a full name."
                ),
                field="name",
            )
    desk.changes.add(
        PersonRow,
        badge=person.badge,
        name=person.name,
        role=person.role,
        pin_hash=pins.hashed(station.pepper, person.badge, pin),
        tries=0,
    )
