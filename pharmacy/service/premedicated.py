"""The next steroid on the ward: whose vial is opened next hangs on it."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from pharmacy.premedication import Premedicine
from pharmacy.preparation import State
from pharmacy.service.act import Station
from pharmacy.service.at_bedside import given
from pharmacy.service.bag import Bag


class NextSteroid(NamedTuple):
    """The steroid before the infusion that is to be prepared next."""

    bag: Bag
    at: datetime
    """When it is ordered, UTC."""
    given_at: datetime | None
    """When it was given, as far as that is recorded."""


def next_steroid(station: Station, connection: Connection, bags: Iterable[Bag]) -> NextSteroid | None:
    """Of a day's bags, by planned infusion, the first that is verified, as its order stands, and not begun;
    none where there is none.
    """
    waiting = (bag for bag in bags if bag.state is State.VERIFIED and bag.protocol_sha256)
    if (first := next(waiting, None)) is None:
        return None
    times = given(connection, first.id).get(Premedicine.STEROID)
    before = station.protocol.premedication.steroid.before.duration
    return NextSteroid(first, first.infusion_start - before, times[-1] if times else None)
