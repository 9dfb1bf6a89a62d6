"""The next steroid on the ward: whose vial is opened next hangs on it."""

from datetime import datetime
from typing import NamedTuple

from pharmacy.premedication import Premedicine
from pharmacy.preparation import State
from pharmacy.service.act import Station
from pharmacy.service.at_bedside import given
from pharmacy.service.bags import Bag, open_bags


class NextSteroid(NamedTuple):
    """The steroid before the infusion that is to be prepared next."""

    bag: Bag
    at: datetime
    """When it is ordered, UTC."""
    given_at: datetime | None
    """When it was given, as far as that is recorded."""


def next_steroid(station: Station) -> NextSteroid | None:
    """Of today's bags that are verified, as their orders stand, and not begun, the one whose infusion is
    planned first; none where there is none.
    """
    today = station.clock.now().astimezone(station.site.tz).date()
    with station.database.reading() as connection:
        waiting = [
            bag
            for bag in open_bags(connection, today)
            if bag.on_date == today and bag.state is State.VERIFIED and bag.protocol_sha256
        ]
        if not waiting:
            return None
        first = waiting[0]
        times = given(connection, first.id).get(Premedicine.STEROID)
    before = station.protocol.premedication.steroid.before.duration
    return NextSteroid(first, first.infusion_start - before, times[-1] if times else None)
