"""A station that is killed again and again while it works, and goes on each time with the same database.

The same day was carried out once without a kill. What a killed one leaves must be, in every table and every
audit event, what that day was after some whole act: the last one that was acknowledged, or the one after it.
"""

import multiprocessing
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any

import orjson
import sqlalchemy as sa
from sqlmodel import SQLModel

from pharmacy import audit
from pharmacy.clock import SetClock
from pharmacy.database import Database, open_database
from pharmacy.errors import Code, Trouble
from pharmacy.preparation import WASTED
from pharmacy.service.act import Station
from pharmacy.service.bags import find_bag
from tests.conftest import MORNING
from tests.faults.day import BAGS, whole_day
from tests.postgres import PATIENCE
from tests.sample import Sample
from tui.house import open_station

DAY = whole_day()

TOLD = 3
"""How a station ends that could say that its database does not answer."""

Seen = dict[str, list[Any]]
"""Every table's rows, and what every event says."""

GIVEN = frozenset(
    {"id", "course_id", "signed_sha256", "anchor", "seq", "after", "before", "tries", "tried_at"}
)
"""What a database may number differently for the same acts, as a server leaves a gap for a course that was
rolled back; what is signed over such numbers; and the counters of PINs, which a kill may leave one higher.
"""


def look(database: Database) -> Seen:
    """All that was written."""
    seen: Seen = {}
    with database.reading() as connection:
        for table in SQLModel.metadata.sorted_tables:
            if table.name not in {"head", "event"}:
                rows = connection.execute(table.select().order_by(*table.primary_key.columns))
                seen[table.name] = [_told(row._asdict()) for row in rows]
        bodies = connection.execute(sa.text("SELECT body FROM event ORDER BY seq")).scalars()
        seen["event"] = [_told(orjson.loads(body)) for body in bodies]
    return seen


def _told(value: Any) -> Any:
    match value:
        case dict():
            return {key: _told(part) for key, part in value.items() if key not in GIVEN or _is_bag(part)}
        case list():
            return [_told(part) for part in value]
        case _:
            return value


def _is_bag(number: object) -> bool:
    return number in BAGS.values()


@dataclass
class Kills:
    """Kills so far, and where they struck."""

    where: str
    """The address of the database."""
    renew: Callable[[], None]
    """Put the hospital on the evening before at this address."""
    settled: Callable[[], None] = lambda: None
    """Wait until the database itself has noticed that its station is gone, or is there again."""
    strike: Callable[[ForkProcess], None] = ForkProcess.kill
    """Kill the station, or what it works with."""
    acts: tuple[int, int] = (0, 2)
    """How many are waited for before a kill, at least and at most."""
    kills: int = 0
    days: int = 0
    at_once: int = 0
    """Kills before the first act was acknowledged."""
    unheard: int = 0
    """Kills that left an act done that nobody was told of."""

    def __str__(self) -> str:
        return (
            f"{self.kills} kills on {self.days} days of {len(DAY)} acts, nothing lost: {self.at_once} before "
            f"the first act was acknowledged, {self.unheard} between a commit and its acknowledgement"
        )

    @cached_property
    def clock(self) -> SetClock:
        """Of the station."""
        return SetClock(MORNING)

    @cached_property
    def station(self) -> Station:
        """Opened once; whoever is forked while it is closed opens connections of their own."""
        self.renew()
        return open_station(self.where, self.clock, name="bench")

    @cached_property
    def undisturbed(self) -> list[Seen]:
        """What there is after so many acts of the day."""
        seen = [look(self.station.database)]
        for at, act in DAY:
            self.clock.set(at)
            act(self.station)
            seen.append(look(self.station.database))
        self.station.database.close()
        return seen

    def kill(self, times: int, chance: random.Random) -> "Kills":
        """Carry out day after day until so many kills have struck. Raises `AssertionError` for a single act
        that was lost, halved or done twice.
        """
        assert len(self.undisturbed) == len(DAY) + 1
        while self.kills < times:
            self.renew()
            done = 0
            self.days += 1
            while done < len(DAY) and self.kills < times:
                acknowledged = self._work_until_killed(done, chance)
                self.settled()
                done = self._checked(acknowledged)
        return self

    def _work_until_killed(self, done: int, chance: random.Random) -> int:
        """How many acts of the day were acknowledged when the kill struck, or the day was over."""
        context = multiprocessing.get_context("fork")
        receiver, sender = context.Pipe(duplex=False)
        worker = context.Process(target=self._work, args=(done, sender))
        worker.start()
        sender.close()
        acknowledged = done
        try:
            for _ in range(chance.randint(*self.acts)):
                acknowledged = receiver.recv()
            time.sleep(chance.uniform(0, 0.02))
            self.strike(worker)
            while True:
                acknowledged = receiver.recv()
        except EOFError:
            receiver.close()
        worker.join(30)
        if worker.exitcode != 0:
            assert worker.exitcode in {-signal.SIGKILL, TOLD}, f"the station failed: {worker.exitcode}"
            self.kills += 1
            self.at_once += acknowledged == done
        return acknowledged

    def _work(self, done: int, acknowledge: Connection) -> None:
        """Go on with the day, telling of each act when it has returned."""
        for number, (at, act) in enumerate(DAY[done:], done + 1):
            self.clock.set(at)
            try:
                act(self.station)
            except Trouble as trouble:
                sys.exit(TOLD if trouble.code is Code.DATABASE_UNREACHABLE else trouble.message())
            acknowledge.send(number)

    def _checked(self, acknowledged: int) -> int:
        """How many acts were done, when all is as it must be."""
        open_database(self.where).close()
        database = self.station.database
        seen = look(database)
        unheard = seen != self.undisturbed[acknowledged]
        done = acknowledged + unheard
        for table, rows in self.undisturbed[done].items():
            assert seen[table] == rows, f"after act {acknowledged} of {len(DAY)}, in {table}"
        self.unheard += unheard
        with database.reading() as connection:
            assert audit.verify(connection).ok
        _no_vial_in_two_bags(database)
        in_hand = [
            event for event in seen["event"] if event["subject"] in BAGS.values() and "step" in event["data"]
        ]
        if in_hand:
            bag = find_bag(self.station, in_hand[-1]["subject"])
            assert bag.step == in_hand[-1]["data"]["step"], "the wizard is at another step"
        database.close()
        return done


def _no_vial_in_two_bags(database: Database) -> None:
    with database.reading() as connection:
        rows = connection.execute(
            sa.text("SELECT id, state, vial_gtin, vial_serial FROM bag WHERE vial_serial IS NOT NULL")
        ).all()
        owners = connection.execute(sa.text("SELECT gtin, serial, bag_id FROM vial")).all()
    held = {(gtin, serial): bag_id for bag_id, state, gtin, serial in rows if state not in WASTED}
    assert len(held) == len(rows)
    assert held == {(gtin, serial): bag_id for gtin, serial, bag_id in owners if bag_id is not None}


def on_sqlite(sample: Sample, folder: Path) -> Kills:
    """Kills of a station whose database is a file."""
    where = sample.copy(folder)

    def renew() -> None:
        shutil.copyfile(sample.where, where)  # into the same file: a station notices when it is replaced
        for ending in ("-wal", "-shm"):
            Path(f"{where}{ending}").unlink(missing_ok=True)

    return Kills(where, renew)


def on_server(sample: Sample, folder: Path) -> Kills:
    """Kills of a station whose database is on a server that stays."""
    assert sample.server is not None
    server, where = sample.server, sample.copy(folder)

    def settled() -> None:
        deadline = time.monotonic() + PATIENCE
        while server.connected(where):
            assert time.monotonic() < deadline
            time.sleep(0.002)

    return Kills(where, lambda: server.renew(where, sample.where), settled)
