"""What is to be done today, most urgent first, and what the coming days bring."""

from datetime import date, datetime
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection

from pharmacy.preparation import CLOCKED, ENDED, State
from pharmacy.service.act import Station
from pharmacy.service.bag import Bag
from pharmacy.service.bags import coming_bags, open_bags
from pharmacy.service.judging import judge
from pharmacy.service.premedicated import NextSteroid, next_steroid
from pharmacy.service.readiness import unready
from pharmacy.stability import Verdict
from pharmacy.waiting import in_doubt


class Line(BaseModel):
    """One bag on the worklist."""

    model_config = ConfigDict(frozen=True)

    bag: Bag
    verdict: Verdict | None
    """For a mixed bag that has not been started."""

    @property
    def start_before(self) -> datetime | None:
        """When its infusion must have begun, while the clock runs; none where something else than time and
        what can be cleared forbids it, so that no time counts any more.
        """
        if self.verdict is None or (self.over and not self.verdict.only_late):
            return None
        return self.verdict.start_before

    @property
    def over(self) -> bool:
        """Whether it can only be discarded."""
        return self.verdict is not None and not self.verdict.usable and not self.verdict.only_custody

    @property
    def in_doubt(self) -> bool:
        """Whether it waits until a pharmacist clears or discards it."""
        return self.verdict is not None and not self.over and in_doubt(self.bag.state, self.verdict)


class Overview(NamedTuple):
    """A list and what is to be said beside it, all of one moment."""

    lines: list[Line]
    unready: frozenset[str]
    """The bags whose course still needs something first."""
    next_steroid: NextSteroid | None


def worklist(station: Station) -> list[Line]:
    """Today's bags and every one in somebody's hands: what can only be discarded or is in quarantine first;
    running clocks, by what is left; then what is to be prepared, by planned infusion; what has ended comes
    last.
    """
    with station.database.reading() as connection:
        return _lines(station, open_bags(connection, _today(station)))


def coming(station: Station) -> list[Line]:
    """The bags of coming days that are not begun, by day."""
    with station.database.reading() as connection:
        return _of_coming(connection, _today(station))


def overview(station: Station) -> Overview:
    """The worklist, and what it waits for: readiness, and the next steroid on the ward."""
    today = _today(station)
    with station.database.reading() as connection:
        bags = open_bags(connection, today)
        waits = unready(station, connection, bags)
        steroid = next_steroid(station, connection, [bag for bag in bags if bag.on_date == today])
    return Overview(_lines(station, bags), waits, steroid)


def overview_of_coming(station: Station) -> Overview:
    """Coming days, and which of their courses still need something."""
    with station.database.reading() as connection:
        lines = _of_coming(connection, _today(station))
        return Overview(lines, unready(station, connection, [line.bag for line in lines]), None)


def _today(station: Station) -> date:
    return station.clock.now().astimezone(station.site.tz).date()


def _lines(station: Station, bags: list[Bag]) -> list[Line]:
    now = station.clock.now()
    lines = [
        Line(bag=bag, verdict=judge(station, bag, now) if bag.state in CLOCKED else None) for bag in bags
    ]
    return sorted(lines, key=_urgency)


def _of_coming(connection: Connection, today: date) -> list[Line]:
    return [Line(bag=bag, verdict=None) for bag in coming_bags(connection, today)]


def _urgency(line: Line) -> tuple[int, datetime, str]:
    if line.verdict is not None:
        return (0 if line.over or line.in_doubt else 1), line.verdict.start_before, line.bag.id
    if line.bag.state in ENDED:
        return 4, line.bag.infusion_start, line.bag.id
    return (2 if line.bag.state is State.INFUSING else 3), line.bag.infusion_start, line.bag.id
