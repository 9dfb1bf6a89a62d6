"""Where bags have been and how warm it was there: written down, and read for many bags at once."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from itertools import zip_longest
from typing import NamedTuple

from sqlalchemy import Connection, insert, select
from sqlmodel import col

from pharmacy.places import Place
from pharmacy.records import MoveRow, ReadingRow
from pharmacy.service.act import Desk
from pharmacy.stability import Move, Reading

_EVER = datetime.max.replace(tzinfo=UTC)


class Whereabouts(NamedTuple):
    """What is known of where one bag has been."""

    moves: tuple[Move, ...] = ()
    readings: tuple[Reading, ...] = ()
    """Of the refrigerators it was in, while it was in them."""


def whereabouts(connection: Connection, bag_ids: Iterable[str]) -> dict[str, Whereabouts]:
    """Moves and temperatures of bags; one without any is left out."""
    rows = connection.execute(
        select(
            col(MoveRow.bag_id),
            col(MoveRow.at),
            col(MoveRow.place),
            col(MoveRow.kind),
            col(MoveRow.covered),
        )
        .where(col(MoveRow.bag_id).in_(bag_ids))
        .order_by(col(MoveRow.id))
    )
    moves: dict[str, list[Move]] = defaultdict(list)
    for bag_id, at, where, kind, covered in rows:
        moves[bag_id].append(Move(at=at, place=kind, covered=covered, where=where))
    cold = [move for each in moves.values() for move in each if move.place is Place.REFRIGERATOR]
    read = (
        readings_since(connection, {move.where for move in cold}, min(move.at for move in cold))
        if cold
        else {}
    )
    return {
        bag_id: Whereabouts(tuple(each), tuple(_beside(each, read)) if read else ())
        for bag_id, each in moves.items()
    }


def put(desk: Desk, bag_id: str, where: str, kind: Place, *, covered: bool) -> None:
    """A bag is somewhere from now on, in its cover or not."""
    desk.connection.execute(
        insert(MoveRow).values(
            bag_id=bag_id, at=desk.now, place=where, kind=kind, covered=covered, moved_by=desk.by.badge
        )
    )


def readings_since(
    connection: Connection, places: Iterable[str], since: datetime
) -> dict[str, list[Reading]]:
    """The temperatures of refrigerators from a moment on, by place, in the order of time."""
    rows = connection.execute(
        select(col(ReadingRow.place), col(ReadingRow.at), col(ReadingRow.microcelsius))
        .where(col(ReadingRow.place).in_(places), col(ReadingRow.at) >= since)
        .order_by(col(ReadingRow.place), col(ReadingRow.at))
    )
    found: dict[str, list[Reading]] = defaultdict(list)
    for place, at, microcelsius in rows:
        found[place].append(Reading(at=at, celsius=celsius(microcelsius)))
    return found


def celsius(microcelsius: int) -> Decimal:
    """°C from millionths of it."""
    return Decimal(microcelsius).scaleb(-6)


def _beside(moves: list[Move], read: dict[str, list[Reading]]) -> Iterable[Reading]:
    """The readings of each refrigerator from when the bag came until it left."""
    for move, following in zip_longest(moves, moves[1:]):
        if move.place is Place.REFRIGERATOR and move.where in read:
            of_place = read[move.where]
            until = following.at if following else _EVER
            first = bisect_left(of_place, move.at, key=lambda reading: reading.at)
            last = bisect_right(of_place, until, key=lambda reading: reading.at)
            yield from of_place[first:last]
