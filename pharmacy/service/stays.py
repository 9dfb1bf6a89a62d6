"""Where a bag was, by whose hands, how warm it was there, and what its infusion gave: for its record."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from itertools import zip_longest

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection, select
from sqlmodel import col

from pharmacy.language import Text
from pharmacy.places import Place
from pharmacy.pump import Stretch, as_decimal, volume_in
from pharmacy.records import MoveRow, RateRow
from pharmacy.service.act import Station
from pharmacy.service.bag import Bag
from pharmacy.service.infusions import rate_events, running
from pharmacy.stability import Reading, excursions


class Frozen(BaseModel):
    """Read once."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)


class Temperatures(Frozen):
    """How warm it was in a refrigerator while a bag was in it."""

    count: int
    first: Reading
    last: Reading
    least: Reading
    most: Reading
    outside: tuple[Text, ...]
    """What was too cold or too warm, in words."""


class Stay(Frozen):
    """A bag in one place, in its cover or not."""

    at: datetime
    until: datetime
    where: Text
    covered: bool
    cold: bool
    """Whether the place is a refrigerator."""
    temperatures: Temperatures | None
    """None where nothing was read."""
    by: str
    """The badge of who put it there."""


class Ran(Frozen):
    """What the pump ran at one rate, and who had set it."""

    stretch: Stretch
    volume_ml: Decimal
    so_far_ml: Decimal
    """Given up to its end."""
    by: str
    """Badge."""


def stays(station: Station, connection: Connection, bag: Bag, until: datetime) -> tuple[Stay, ...]:
    """Where a bag was, from the mixing on, up to a moment."""
    hands = connection.execute(
        select(col(MoveRow.moved_by)).where(col(MoveRow.bag_id) == bag.id).order_by(col(MoveRow.id))
    ).scalars()
    return tuple(
        Stay(
            at=move.at,
            until=(ends := following.at if following else max(until, move.at)),
            where=station.site.place_name(move.where),
            covered=move.covered,
            cold=move.place is Place.REFRIGERATOR,
            temperatures=_temperatures(station, bag, move.at, ends)
            if move.place is Place.REFRIGERATOR
            else None,
            by=by,
        )
        for (move, following), by in zip(zip_longest(bag.moves, bag.moves[1:]), hands, strict=True)
    )


def _temperatures(station: Station, bag: Bag, start: datetime, end: datetime) -> Temperatures | None:
    inside = [reading for reading in bag.readings if start <= reading.at <= end]
    if not inside:
        return None
    too = excursions(station.protocol, inside, station.site.tz)
    return Temperatures(
        count=len(inside),
        first=inside[0],
        last=inside[-1],
        least=min(inside, key=lambda reading: reading.celsius),
        most=max(inside, key=lambda reading: reading.celsius),
        outside=tuple(reason.words for reason in too),
    )


def what_ran(station: Station, connection: Connection, bag: Bag, now: datetime) -> tuple[Ran, ...]:
    """The rates of a bag's infusion that really ran; none before it was started."""
    events = rate_events(connection, bag.id)
    if not events:
        return ()
    rows = connection.execute(
        select(col(RateRow.at), col(RateRow.done_by))
        .where(col(RateRow.bag_id) == bag.id)
        .order_by(col(RateRow.id))
    )
    hands = [(at, badge) for at, badge in rows]
    return tuple(_ran(running(station, bag, events, now).ran, hands))


def _ran(stretches: tuple[Stretch, ...], hands: list[tuple[datetime, str]]) -> Iterator[Ran]:
    so_far = Fraction(0)
    for stretch in stretches:
        volume = volume_in(stretch.ends_at - stretch.starts_at, stretch.rate_ml_per_h)
        so_far += volume
        yield Ran(
            stretch=stretch,
            volume_ml=as_decimal(volume),
            so_far_ml=as_decimal(so_far),
            by=[badge for at, badge in hands if at <= stretch.starts_at][-1],
        )
