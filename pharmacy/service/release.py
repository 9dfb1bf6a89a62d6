"""The second check: another person looks at the bag, signs, and lets it go to the ward."""

from datetime import datetime

from pydantic import SecretStr
from sqlalchemy import Connection

from pharmacy import audit
from pharmacy.errors import Code, Refusal
from pharmacy.language import text
from pharmacy.people import Act, Person, require_role, same_name
from pharmacy.preparation import Action, advance
from pharmacy.service.act import Desk, Station, act, recorded
from pharmacy.service.bag import Bag
from pharmacy.service.bags import hold_bag, load_bag
from pharmacy.service.bench import match_label
from pharmacy.service.judging import refuse_when_over
from pharmacy.service.moving import move, who_handled
from pharmacy.service.readiness import refuse_against
from pharmacy.service.signatures import BAG_RELEASED, sign, signed_at
from pharmacy.service.standing import find_person
from pharmacy.service.taking import check_again


@act(Act.RELEASE)
def release(desk: Desk, bag_id: str, scan: str, pin: SecretStr) -> Bag:  # noqa: ARG001 - checked by `act`
    """Release a labelled bag after scanning its cover label. Whoever prepared any part of it cannot; nobody
    can while something entered since its order was verified speaks against the course.
    """
    bag = hold_bag(desk.connection, bag_id)
    refuse_when_over(desk.station, bag, desk.now)
    advance(bag.progress, Action.RELEASE)
    refuse_against(desk.station, desk.connection, bag)
    _refuse_own_work(desk.connection, desk.by, bag_id)
    check_again(desk, bag)
    match_label(desk, bag, scan, "C")
    signed = sign(desk, bag, BAG_RELEASED, {"bag": bag, "protocol": desk.station.protocol.sha256})
    moved = move(desk, bag, Action.RELEASE, released_by=desk.by.badge)
    desk.about(bag_id, signed_sha256=signed)
    return moved


def released(station: Station, bag: Bag) -> tuple[Person, datetime] | None:
    """Who released a bag, and when; none for one that is not released, or no longer."""
    if bag.released_by is None:
        return None
    with station.database.reading() as connection:
        return find_person(connection, bag.released_by, left=True), signed_at(
            connection, bag.id, BAG_RELEASED
        )


def releaser(station: Station, badge: str, bag_id: str) -> Person:
    """Who a scanned badge belongs to, once it is sure that they may release this bag: said before they
    type a PIN. What is refused is recorded.
    """
    with recorded(station, badge, Act.RELEASE, {"bag_id": bag_id}), station.database.reading() as connection:
        person = find_person(connection, badge)
        require_role(person, Act.RELEASE)
        _refuse_own_work(connection, person, bag_id)
        refuse_against(station, connection, load_bag(connection, bag_id))
    return person


def _refuse_own_work(connection: Connection, person: Person, bag_id: str) -> None:
    """By the name too: whoever has left and come back with a new badge, in another role, is still the one."""
    handled = [
        find_person(connection, badge, left=True)
        for badge in who_handled(audit.events_about(connection, bag_id))
    ]
    if any(each.badge == person.badge or same_name(each.name, person.name) for each in handled):
        raise Refusal(
            Code.SELF_RELEASE,
            text("You prepared this bag, so you cannot release it."),
            expected=text("a pharmacist who had no hand in this bag"),
            got=text("{name}, who prepared it", name=person.name),
            advice=text("Ask a second pharmacist to check and sign. The bag stays as it is."),
        )
