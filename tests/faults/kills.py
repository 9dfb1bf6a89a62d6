"""A station that is killed again and again while it works, and goes on each time with the same database.

The same day was carried out once without a kill. What a killed one leaves must be, in every table and every
audit event, what that day was after some whole act: the last one that was acknowledged, or the one after it.
"""

import multiprocessing
import random
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import orjson
import sqlalchemy as sa
from sqlmodel import SQLModel

from pharmacy import audit
from pharmacy.clock import SetClock
from pharmacy.database import Database, open_database
from pharmacy.preparation import WASTED
from pharmacy.service.act import Station
from pharmacy.service.bags import find_bag
from tests.conftest import MORNING, copy_of
from tests.faults.day import BAGS, whole_day
from tui.house import open_station

DAY = whole_day()

OF_THE_DATABASE = {"course_id", "anchor"}
"""Columns with numbers that a database may give differently to the same acts."""

Seen = dict[str, list[Any]]
"""Every table's rows."""


def look(database: Database) -> Seen:
    """All that was written, but counters of PINs, which a kill may leave one higher."""
    seen: Seen = {}
    with database.reading() as connection:
        for table in SQLModel.metadata.sorted_tables:
            columns = [
                column
                for column in table.columns
                if column.name not in OF_THE_DATABASE and (table.name, column.name) not in NOT_SEEN
            ]
            if table.name not in {"head", "event"}:
                rows = connection.execute(sa.select(*columns).order_by(*table.primary_key.columns))
                seen[table.name] = [tuple(row) for row in rows]
        bodies = connection.execute(sa.text("SELECT body FROM event ORDER BY seq")).scalars()
        seen["event"] = [orjson.loads(body) | {"seq": None} for body in bodies]
    return seen


NOT_SEEN = {
    *((table, "id") for table in ("course", "printed", "signature", "move", "medication", "observation")),
    ("rate", "id"),
    *(("person", column) for column in ("tries", "tried_at")),
}


@dataclass
class Kills:
    """Kills so far, and where they struck."""

    where: str
    """The address of the database."""
    renew: Callable[[], None]
    """Put the hospital on the evening before at this address."""
    settled: Callable[[], None] = lambda: None
    """Wait until the database itself has noticed that its station is gone."""
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
            for _ in range(chance.randint(0, 2)):
                acknowledged = receiver.recv()
            time.sleep(chance.uniform(0, 0.02))
            worker.kill()
            while True:
                acknowledged = receiver.recv()
        except EOFError:
            receiver.close()
        worker.join(30)
        if worker.exitcode != 0:
            assert worker.exitcode == -signal.SIGKILL, f"the station ended by itself: {worker.exitcode}"
            self.kills += 1
            self.at_once += acknowledged == done
        return acknowledged

    def _work(self, done: int, acknowledge: Connection) -> None:
        """Go on with the day, telling of each act when it has returned."""
        for number, (at, act) in enumerate(DAY[done:], done + 1):
            self.clock.set(at)
            act(self.station)
            acknowledge.send(number)

    def _checked(self, acknowledged: int) -> int:
        """How many acts were done, when all is as it must be."""
        open_database(self.where).close()
        database = self.station.database
        seen = look(database)
        unheard = seen != self.undisturbed[acknowledged]
        done = acknowledged + unheard
        assert seen == self.undisturbed[done], f"after act {acknowledged} of {len(DAY)}"
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


def on_sqlite(hospital: Path, folder: Path) -> Kills:
    """Kills of a station whose database is a file."""
    file = copy_of(hospital, folder)

    def renew() -> None:
        shutil.copyfile(hospital, file)  # into the same file: a station notices when it is replaced
        for ending in ("-wal", "-shm"):
            Path(f"{file}{ending}").unlink(missing_ok=True)

    return Kills(str(file), renew)
