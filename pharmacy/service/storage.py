"""The storage board: where every mixed bag waits and how long it may, and how cold the refrigerators are."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection, select
from sqlmodel import col

from pharmacy.errors import Code, Refusal
from pharmacy.language import Text, text
from pharmacy.moments import whole_minutes
from pharmacy.people import Act
from pharmacy.places import Place
from pharmacy.preparation import CLOCKED
from pharmacy.records import ReadingRow
from pharmacy.scans import BagScan, PlaceScan, describe, read_scan
from pharmacy.service.act import Station, recorded
from pharmacy.service.bag import Bag
from pharmacy.service.bags import load_bag, waiting_bags
from pharmacy.service.custody import refuse_unkept
from pharmacy.service.judging import judge, void
from pharmacy.service.kept import from_tables, kept
from pharmacy.service.reading import read_for
from pharmacy.service.whereabouts import celsius, readings_of
from pharmacy.stability import Reading, Verdict, reading_due
from pharmacy.waiting import HELD_BACK, Word, word_for


class StoredBag(BaseModel):
    """One bag on the board."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    bag: Bag
    verdict: Verdict
    """At the moment of looking; of an infusion that runs, as it was when it started."""
    word: Word | None
    """None once its infusion runs."""
    place: Text
    """Where it is, as people call it; of an infusion that runs, at the bed, wherever it came from."""

    @property
    def outside_minutes_left(self) -> int | None:
        """Whole minutes that it may still be outside a refrigerator, a begun one not counted; none where
        that is not known, or does not count any more.
        """
        left = self.verdict.outside_left
        return max(0, whole_minutes(left)) if left is not None and self.word is not None else None


class Refrigerator(BaseModel):
    """A refrigerator of the site file."""

    model_config = ConfigDict(frozen=True)

    key: str
    name: str
    readings: tuple[Reading, ...]
    """Those of the last hours, in the order of time."""
    newest: Reading | None
    """However long ago."""
    bags: int
    """How many wait in it."""
    due: datetime | None
    """When its temperature has to be read again; none while no bag waits in it."""


class Board(BaseModel):
    """What the board shows."""

    model_config = ConfigDict(frozen=True)

    lines: tuple[StoredBag, ...]
    refrigerators: tuple[Refrigerator, ...]
    """In the order of the site file."""
    traced: timedelta
    """How far back it shows temperatures: as long as a bag is stored at most."""


def board(station: Station) -> Board:
    """Every mixed bag that is not at its end: what nobody may start as it is first, then by what ends first,
    then what runs; and every refrigerator.
    """
    now = station.clock.now()
    traced = station.protocol.storage_limit.duration
    cold = [key for key, place in station.site.places.items() if place.kind is Place.REFRIGERATOR]
    with station.database.reading() as connection:
        bags = waiting_bags(connection)
        read = readings_of(connection, cold, now - traced)
        newest = {key: read[key][-1] if key in read else _newest(connection, key) for key in cold}
    return Board(
        lines=in_order(stored(station, bag, now) for bag in bags),
        refrigerators=tuple(
            Refrigerator(
                key=key,
                name=station.site.places[key].name,
                readings=tuple(read.get(key, ())),
                newest=newest[key],
                bags=len(inside),
                due=_due(station, inside, now),
            )
            for key in cold
            for inside in [[bag for bag in bags if _waits_in(bag, key)]]
        ),
        traced=traced,
    )


@from_tables
def stored(station: Station, bag: Bag, now: datetime) -> StoredBag:
    """How a mixed bag stands at a moment."""
    waits = bag.state in CLOCKED
    held = kept(judge(station, bag, now if waits else bag.started_at or now), "moment of mixing")
    return StoredBag(
        bag=bag,
        verdict=held,
        word=word_for(station.policy, bag.state, held, now) if waits else None,
        place=_place(station, bag) if waits else text("at the bed"),
    )


def _place(station: Station, bag: Bag) -> Text:
    return station.site.place_name(bag.place.where) if bag.place else text("nobody knows")


def in_order(lines: Iterable[StoredBag]) -> tuple[StoredBag, ...]:
    """The most urgent first."""
    return tuple(sorted(lines, key=_urgency))


class InHand(NamedTuple):
    """A bag of which a label was scanned, to be put somewhere."""

    bag: Bag
    label: BagScan
    covered: bool
    """The cover's label means that the cover is on; the bag's own can be scanned only without it."""


def in_hand(station: Station, badge: str, scan: str) -> InHand | PlaceScan:
    """What somebody who carries a bag has scanned: the label of one whose custody counts, or a place's code.
    Raises `Refusal`, recorded, for anything else.
    """
    read = read_for(
        station,
        badge,
        Act.MOVE_BAG,
        scan,
        (BagScan, PlaceScan),
        expected=text("a bag's label, then the code of the place into which it is put"),
        advice=text("Scan the label on the bag's cover, then the place's code."),
    )
    if isinstance(read, PlaceScan):
        return read
    assert isinstance(read, BagScan)
    with (
        recorded(station, badge, Act.MOVE_BAG, {"bag_id": read.bag_id, "scan": scan}),
        station.database.reading() as connection,
    ):
        bag = load_bag(connection, read.bag_id)
        if read.copy_number not in {None, bag.label_copy}:
            raise void(bag, int(read.copy_number or 0))
        refuse_unkept(bag)
    was_covered = bag.place is not None and bag.place.covered
    return InHand(bag, read, was_covered if read.piece is None else read.piece == "C")


def no_bag_first(station: Station, badge: str, scan: str, shown: str = "") -> None:
    """Raise `Refusal`, recorded: a place's code says nothing unless the label of the bag was scanned before,
    or that bag is `shown`, and no other's label was.
    """
    with recorded(station, badge, Act.MOVE_BAG, {"bag_id": shown, "scan": scan}):
        read = read_scan(scan, station.site)
        raise Refusal(
            Code.WRONG_KIND,
            text("Which bag is put there? The last label scanned is another bag's.")
            if shown
            else text("Which bag is put there? No label was scanned before."),
            expected=text("a label of bag {bag}", bag=shown)
            if shown
            else text("a bag's label, then the code of the place into which it is put"),
            got=station.site.place_name(read.key) if isinstance(read, PlaceScan) else describe(read),
            advice=text("Scan the label on the bag's cover, then the place's code again."),
        )


def _newest(connection: Connection, key: str) -> Reading | None:
    row = connection.execute(
        select(col(ReadingRow.at), col(ReadingRow.microcelsius))
        .where(col(ReadingRow.place) == key)
        .order_by(col(ReadingRow.at).desc())
        .limit(1)
    ).one_or_none()
    return Reading(at=row.at, celsius=celsius(row.microcelsius)) if row else None


def _waits_in(bag: Bag, key: str) -> bool:
    return bag.state in CLOCKED and bag.place is not None and bag.place.where == key


def _due(station: Station, inside: list[Bag], now: datetime) -> datetime | None:
    dues = [reading_due(station.policy, bag.custody, now) for bag in inside]
    return min((due for due in dues if due is not None), default=None)


def _urgency(line: StoredBag) -> tuple[int, datetime, datetime, str]:
    held = line.verdict
    if line.word is None:
        return 2, line.bag.started_at or held.start_before, held.start_before, line.bag.id
    if line.word in HELD_BACK:
        return 0, held.start_before, held.start_before, line.bag.id
    return 1, held.usable_until, held.start_before, line.bag.id
