"""An act that the database does not answer is told to be waiting, is not given up, and is not done twice."""

from pathlib import Path

import pytest

from pharmacy.clock import SetClock
from pharmacy.preparation import Step
from tests.conftest import MORNING, TECHNICIAN, House
from tests.postgres import pair
from tests.sample import Sample
from tests.tui.hands import at_work
from tui import app
from tui.house import open_station

pytestmark = pytest.mark.station

WAITS = "The database has not answered yet: this is not acknowledged. Wait, and do not do it again."


async def test_an_act_that_waits_for_the_database_says_so_until_it_is_done(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "SLOW_SECONDS", 0.2)
    bag_id = house.prepared_to(Step.LOOK)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan("NHC00482913")
        assert WAITS not in hands.seen
        holder = house.raw()
        holder.execute("BEGIN IMMEDIATE")
        await hands.pilot.pause(0.5)
        hands.send(" ")
        await hands.until(lambda: WAITS in hands.seen)
        hands.send(" ")  # somebody who does it again all the same
        holder.execute("COMMIT")
        await hands.until(lambda: "step 5 of 13" in hands.seen)
        await hands.settle()
        assert WAITS not in hands.seen
    assert house.bag(bag_id).step is Step.DILUENT
    assert [event["act"] for event in house.events()].count("bench.look") == 1


async def test_an_act_that_waits_for_a_lost_standby_says_so_and_is_done_when_that_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "SLOW_SECONDS", 0.2)
    monkeypatch.setenv("ALEMPREP_FOLDER", str(tmp_path))
    original, own = tmp_path / "original", tmp_path / "own"
    original.mkdir()
    own.mkdir()
    with pair() as (primary, standby):
        where, clock = Sample.on_server(original, MORNING, primary).copy(own), SetClock(MORNING)
        house = House(open_station(where, clock), clock, where, own)
        bag_id = house.prepared_to(Step.LOOK)
        async with at_work(house, badge=TECHNICIAN) as hands:
            await hands.scan("NHC00482913")
            await hands.pilot.pause(0.5)
            standby.stop()
            hands.send(" ")
            await hands.until(lambda: WAITS in hands.seen)
            await hands.pilot.pause(1)
            assert WAITS in hands.seen
            standby.start()
            await hands.until(lambda: "step 5 of 13" in hands.seen)
            assert WAITS not in hands.seen
        assert house.bag(bag_id).step is Step.DILUENT
        assert [event["act"] for event in house.events()].count("bench.look") == 1
        house.station.database.close()


async def test_an_act_that_is_done_at_once_says_nothing_of_waiting(house: House) -> None:
    house.prepared_to(Step.LOOK)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan("NHC00482913")
        await hands.press("space")
        assert WAITS not in hands.seen
        assert hands.app.note is None
