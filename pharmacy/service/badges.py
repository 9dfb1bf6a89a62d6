"""Acts on badges that exist: a new PIN, an end to waiting, the end of somebody's work here."""

from datetime import datetime

from pydantic import SecretStr
from sqlalchemy import select
from sqlmodel import col

from pharmacy.errors import Code, Refusal
from pharmacy.language import text
from pharmacy.people import Act, Person, Role, check_new_pin, gone
from pharmacy.records import PersonRow
from pharmacy.service import pins, sessions
from pharmacy.service.act import Desk, Station, act
from pharmacy.service.standing import find_person
from pharmacy.service.words import need


class Colleague(Person):
    """Somebody with a badge, and how it stands."""

    waits_until: datetime | None
    """Until when the badge waits after wrong PINs."""
    left_at: datetime | None
    """When their work here ended."""
    signed_in_at: str
    """The window; empty where they are signed in at none."""


@act(Act.CHANGE_PIN)
def change_pin(desk: Desk, new_pin: SecretStr, pin: SecretStr) -> Person:
    """Change one's own PIN, with the one that holds until now."""
    if new_pin.get_secret_value() == pin.get_secret_value():
        raise Refusal(
            Code.WEAK_PIN,
            text("This is the PIN that you have."),
            expected=text("another PIN"),
            got=text("the same one"),
            advice=text("Choose another one."),
        )
    _store(desk, desk.by, new_pin)
    return desk.by


@act(Act.GIVE_PIN)
def give_pin(desk: Desk, badge: str, new_pin: SecretStr, pin: SecretStr) -> Person:  # noqa: ARG001
    """Give somebody who has forgotten theirs a new first PIN; `pin` is the administrator's own. Wherever the
    person is signed in, they no longer are. A badge that waits after wrong PINs waits no longer.
    """
    person = find_person(desk.connection, badge)
    until = _waits_until(desk, badge)
    _store(desk, person, new_pin)
    if until is not None:
        desk.about(badge, waited_until=until)
    if person.badge != desk.by.badge:
        sessions.end(desk.connection, person.badge)
    return person


@act(Act.UNLOCK)
def unlock(desk: Desk, badge: str, pin: SecretStr) -> Person:  # noqa: ARG001
    """Let a badge that waits after wrong PINs be tried again at once, with the administrator's PIN."""
    person = find_person(desk.connection, badge)
    until = _waits_until(desk, badge)
    if until is None:
        raise Refusal(
            Code.NOT_WAITING,
            text("This badge does not wait."),
            expected=text("a badge that has had too many wrong PINs"),
            got=text("{badge}, {name}", badge=badge, name=person.name),
            advice=text("Whoever has forgotten their PIN needs a new one."),
        )
    desk.changes.change(PersonRow, {"badge": badge}, tries=0)
    desk.about(badge, name=person.name, waited_until=until)
    return person


@act(Act.LEAVE)
def leave(desk: Desk, badge: str, reason: str, pin: SecretStr) -> Person:  # noqa: ARG001
    """End somebody's work here, with the administrator's PIN: the badge is refused everywhere from now on.
    Their name stays on what they did, and every bag stays at its step for others.
    """
    person = find_person(desk.connection, badge)
    why = need(reason)
    # Locked where that is possible, so that the last two administrators cannot end each other's work at once.
    administrators = (
        select(col(PersonRow.badge))
        .where(col(PersonRow.role) == Role.ADMINISTRATOR, col(PersonRow.left_at).is_(None))
        .order_by(col(PersonRow.badge))
        .with_for_update()
    )
    if set(desk.connection.execute(administrators).scalars()) == {badge}:
        raise Refusal(
            Code.LAST_ADMINISTRATOR,
            text("The last administrator cannot leave: nobody could add people any more."),
            expected=text("a second administrator"),
            got=text("{badge}, {name}", badge=badge, name=person.name),
            advice=text("Add another administrator first."),
        )
    if not desk.changes.change(PersonRow, {"badge": badge, "left_at": None}, left_at=desk.now):
        raise gone(badge, person.name)  # another administrator was faster
    sessions.end(desk.connection, badge)
    desk.about(badge, name=person.name, role=person.role, reason=why)
    return person


def everybody(station: Station) -> tuple[Colleague, ...]:
    """All who work here by name, then all who did."""
    with station.database.reading() as connection:
        now = station.clock.now()
        rows = connection.execute(
            select(
                col(PersonRow.badge),
                col(PersonRow.name),
                col(PersonRow.role),
                col(PersonRow.tries),
                col(PersonRow.tried_at),
                col(PersonRow.left_at),
                col(PersonRow.session_station),
            )
        )
        found = [
            Colleague(
                badge=row.badge,
                name=row.name,
                role=row.role,
                waits_until=pins.waits_until(row.tries, row.tried_at, now),
                left_at=row.left_at,
                signed_in_at=row.session_station,
            )
            for row in rows
        ]
    return tuple(sorted(found, key=lambda each: (each.left_at is not None, each.name.casefold(), each.badge)))


def no_pharmacist(station: Station) -> bool:
    """Whether nobody who works here could verify, release, or sign protocol and site policy."""
    with station.database.reading() as connection:
        pharmacists = select(col(PersonRow.badge)).where(
            col(PersonRow.role) == Role.PHARMACIST, col(PersonRow.left_at).is_(None)
        )
        return connection.execute(pharmacists.limit(1)).first() is None


def _waits_until(desk: Desk, badge: str) -> datetime | None:
    row = desk.connection.execute(
        select(col(PersonRow.tries), col(PersonRow.tried_at)).where(col(PersonRow.badge) == badge)
    ).one()
    return pins.waits_until(row.tries, row.tried_at, desk.now)


def _store(desk: Desk, person: Person, new_pin: SecretStr) -> None:
    check_new_pin(new_pin.get_secret_value())
    desk.changes.change(
        PersonRow,
        {"badge": person.badge},
        pin_hash=pins.hashed(desk.station.pepper, person.badge, new_pin),
        tries=0,
    )
    desk.about(person.badge, name=person.name)
