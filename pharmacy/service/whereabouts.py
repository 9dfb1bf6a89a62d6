"""Where bags have been and how warm it was there: written down, and read for many bags at once."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from itertools import zip_longest
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, select
from sqlmodel import col

from pharmacy.places import Place
from pharmacy.records import MoveRow, ReadingRow
from pharmacy.service.act import Desk
from pharmacy.stability import Move, Reading
from pharmacy.statements import Statement

EVER = datetime.max.replace(tzinfo=UTC)


class Whereabouts(NamedTuple):
    """What is known of where one bag has been."""

    moves: tuple[Move, ...] = ()
    readings: tuple[Reading, ...] = ()
    """Of the refrigerators it was in, while it was in them."""


_MOVES = select(
    col(MoveRow.bag_id), col(MoveRow.at), col(MoveRow.place), col(MoveRow.kind), col(MoveRow.covered)
).order_by(col(MoveRow.id))
_MOVES_OF_ONE = Statement(_MOVES.where(col(MoveRow.bag_id) == bindparam("of_bag")))
_READINGS = Statement(
    select(col(ReadingRow.at), col(ReadingRow.microcelsius), col(ReadingRow.recorded_at))
    .where(
        col(ReadingRow.place) == bindparam("of_place"),
        col(ReadingRow.at) >= bindparam("since"),
        col(ReadingRow.at) <= bindparam("until"),
    )
    .order_by(col(ReadingRow.at))
)


def whereabouts(connection: Connection, bag_ids: Iterable[str]) -> dict[str, Whereabouts]:
    """Moves and temperatures of bags; one without any is left out."""
    ids = list(bag_ids)
    if len(ids) == 1:
        rows: Iterable[Any] = _MOVES_OF_ONE.rows(connection, of_bag=ids[0])
    else:
        rows = connection.execute(_MOVES.where(col(MoveRow.bag_id).in_(ids)))
    moves: dict[str, list[Move]] = defaultdict(list)
    for bag_id, at, where, kind, covered in rows:
        before = moves[bag_id]
        # Stations' clocks differ, and one may have been set back: no move is before the one before it.
        moment = max(at, before[-1].at) if before else at
        before.append(Move(at=moment, place=kind, covered=covered, where=where))
    stays = {bag_id: list(_cold_stays(each)) for bag_id, each in moves.items()}
    cold = [stay for each in stays.values() for stay in each]
    read: dict[str, list[Reading]] = {}
    if cold:
        since, until = min(stay.since for stay in cold), max(stay.until for stay in cold)
        read = readings_of(connection, {stay.where for stay in cold}, since, until)
    return {
        bag_id: Whereabouts(tuple(each), tuple(_beside(stays[bag_id], read)))
        for bag_id, each in moves.items()
    }


def put(desk: Desk, bag_id: str, where: str, kind: Place, *, covered: bool) -> None:
    """A bag is somewhere from now on, in its cover or not."""
    desk.changes.add(
        MoveRow, bag_id=bag_id, at=desk.now, place=where, kind=kind, covered=covered, moved_by=desk.by.badge
    )


def readings_of(
    connection: Connection, places: Iterable[str], since: datetime, until: datetime = EVER
) -> dict[str, list[Reading]]:
    """The temperatures of refrigerators between two moments, by place, in the order of time."""
    found = {
        place: [
            Reading(at=at, celsius=celsius(microcelsius), recorded_at=recorded_at)
            for at, microcelsius, recorded_at in _READINGS.rows(
                connection, of_place=place, since=since, until=until
            )
        ]
        for place in places
    }
    return {place: readings for place, readings in found.items() if readings}


def celsius(microcelsius: int) -> Decimal:
    """°C from millionths of it."""
    return Decimal(microcelsius).scaleb(-6)


class _ColdStay(NamedTuple):
    """A bag in a refrigerator, until it left or for ever."""

    where: str
    since: datetime
    until: datetime


def _cold_stays(moves: list[Move]) -> Iterable[_ColdStay]:
    for move, following in zip_longest(moves, moves[1:]):
        if move.place is Place.REFRIGERATOR:
            yield _ColdStay(move.where, move.at, following.at if following else EVER)


def _beside(stays: list[_ColdStay], read: dict[str, list[Reading]]) -> Iterable[Reading]:
    """The readings of each refrigerator from when the bag came until it left."""
    for stay in stays:
        of_place = read.get(stay.where, [])
        first = bisect_left(of_place, stay.since, key=lambda reading: reading.at)
        last = bisect_right(of_place, stay.until, key=lambda reading: reading.at)
        yield from of_place[first:last]
