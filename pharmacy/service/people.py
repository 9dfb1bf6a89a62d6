"""Acts at the door: signing in and out, adding people, accepting a corrected clock."""

from pydantic import SecretStr
from sqlalchemy import select, update
from sqlmodel import col

from pharmacy import audit
from pharmacy.errors import Code, Refusal
from pharmacy.language import text, verbatim
from pharmacy.people import Act, Person, Role, check_new_pin, require_role
from pharmacy.records import PersonRow
from pharmacy.service import pins
from pharmacy.service.act import Desk, Station, act, find_person, recorded
from pharmacy.service.words import need


@act(Act.SIGN_IN)
def sign_in(desk: Desk, pin: SecretStr) -> Person:  # noqa: ARG001 - the PIN is checked by `act`
    """Sign in with badge and PIN."""
    desk.about(desk.by.badge, role=desk.by.role)
    return desk.by


@act(Act.SIGN_OUT)
def sign_out(desk: Desk) -> None:
    """Leave the station to the next person."""
    desk.about(desk.by.badge)


@act(Act.ADD_PERSON)
def add_person(desk: Desk, badge: str, name: str, role: Role, new_pin: SecretStr) -> Person:
    """Give somebody a badge, a role and a first PIN."""
    person = Person(badge=need(badge, 20, "badge"), name=need(name, 40, "name"), role=role)
    _insert(desk.station, desk, person, new_pin)
    desk.about(person.badge, name=person.name, role=role)
    return person


@act(Act.ACCEPT_CLOCK)
def accept_clock(desk: Desk, reason: str, pin: SecretStr) -> None:  # noqa: ARG001
    """Say, with reason and signature, that the clock is right now although later moments were recorded.
    A badge that waits since such a moment waits from now. Bags mixed until now can only be discarded.
    """
    latest = audit.latest(desk.connection)
    audit.set_latest(desk.connection, desk.now)
    desk.connection.execute(
        update(PersonRow).where(col(PersonRow.tried_at) > desk.now).values(tried_at=desk.now)
    )
    desk.about("clock", reason=need(reason), latest=latest, now=desk.now)


def first_person(station: Station, badge: str, name: str, pin: SecretStr) -> Person:
    """Make the administrator of an empty house. Raises `Refusal` when anybody is there already."""
    now = station.clock.now()
    with station.database.atomic() as connection:
        if connection.execute(select(col(PersonRow.badge)).limit(1)).first() is not None:
            raise Refusal(
                Code.PERSON_EXISTS,
                text("There are people here already."),
                expected=text("a database without people"),
                got=text("a database in use"),
                advice=text("Ask an administrator to add people."),
            )
        person = Person(badge=need(badge, 20, "badge"), name=need(name, 40, "name"), role=Role.ADMINISTRATOR)
        desk = Desk(station, connection, person, now)
        _insert(station, desk, person, pin)
        audit.append(
            connection,
            act=Act.ADD_PERSON,
            by=person.badge,
            now=now,
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


def permit(station: Station, badge: str, name: Act) -> None:
    """Ask, before anything is typed, whether somebody may do an act at all. A refusal is recorded."""
    with recorded(station, badge, name, {}), station.database.reading() as connection:
        require_role(find_person(connection, badge), name)


def names(station: Station) -> dict[str, str]:
    """Everybody's name, by badge."""
    with station.database.reading() as connection:
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
    desk.changes.add(
        PersonRow,
        badge=person.badge,
        name=person.name,
        role=person.role,
        pin_hash=pins.hashed(station.pepper, person.badge, pin),
        tries=0,
    )
