"""A database server that dies, lets go, or is taken over by its standby while somebody works."""

import random
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from pharmacy.clock import SetClock
from pharmacy.database import open_database
from pharmacy.errors import Code, Trouble
from pharmacy.preparation import Step
from pharmacy.service import bench, stockroom
from tests.conftest import MORNING, ON_SERVER, TECHNICIAN, House, vial
from tests.faults.kills import Kills
from tests.faults.test_gone import WhenAsked
from tests.postgres import Server, pair, server
from tests.sample import Sample
from tui.house import open_station

pytestmark = pytest.mark.skipif(not ON_SERVER, reason="about a server: make test-postgresql")

GONE = "The database server cannot be reached, or has let go."
ADVICE = (
    "what now: Check network and server. Then look whether the last act was recorded, before doing it again."
)


@pytest.fixture(scope="module")
def durable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    """The sample hospital on a server that may be killed."""
    with server(durable=True) as killed:
        yield Sample.on_server(tmp_path_factory.mktemp("durable"), MORNING, killed)


@pytest.fixture
def served(durable: Sample, tmp_path: Path) -> Iterator[House]:
    """A hospital to work in."""
    with durable.copied(tmp_path) as where:
        clock = SetClock(MORNING)
        station = open_station(where, clock, name="station")
        yield House(station, clock, where, tmp_path)
        station.database.close()


def _let_go(server: Server) -> None:
    """Whoever looks after the server ends every connection but their own."""
    ours = "SELECT pid FROM pg_stat_activity WHERE application_name = 'alemprep'"
    server.execute(f"SELECT pg_terminate_backend(pid) FROM ({ours}) ours")


def _crash(server: Server) -> None:
    server.stop(signal.SIGQUIT)


def _power_cut(server: Server) -> None:
    server.stop(signal.SIGKILL)


@pytest.mark.parametrize("ends", [_let_go, _crash, _power_cut])
def test_an_act_whose_server_goes_in_its_middle_leaves_nothing_and_says_so_and_work_goes_on_when_it_is_back(
    durable: Sample, served: House, ends: Callable[[Server], None]
) -> None:
    assert durable.server is not None
    killed = durable.server
    bag_id = served.prepared_to(Step.INVERT)
    before, events = served.dump(), served.events()
    struck: list[bool] = []

    def once() -> None:
        if not struck:
            struck.append(True)
            ends(killed)

    station = replace(served.station, clock=WhenAsked(served.clock, once))
    with pytest.raises(Trouble) as caught:
        bench.invert(station, TECHNICIAN, bag_id)
    assert caught.value.code is Code.DATABASE_UNREACHABLE
    assert caught.value.lines()[0] == GONE
    assert caught.value.lines()[-1] == ADVICE
    if ends is not _let_go:
        assert caught.value.event is None
        with pytest.raises(Trouble) as still:
            stockroom.receive_vial(served.station, TECHNICIAN, vial("NEW"))
        assert str(still.value.what) == GONE
        killed.start()
    assert served.dump() == before
    assert served.events()[: len(events)] == events
    assert served.bag(bag_id).step is Step.INVERT
    assert served.do(bag_id).step is Step.COVER


@contextmanager
def held(house: House, bag_id: str) -> Iterator[None]:
    """Another station is about to change a bag, and takes its time."""
    holder = house.raw()
    holder.execute("BEGIN")
    holder.execute("SELECT id FROM bag WHERE id = ? FOR UPDATE", (bag_id,))
    try:
        yield
    finally:
        holder.execute("ROLLBACK")
        holder.close()


def test_a_bag_that_another_station_holds_too_long_is_said_so_in_these_words_and_nothing_is_changed(
    served: House,
) -> None:
    bag_id = served.prepared_to(Step.INVERT)
    before = served.dump()
    impatient = replace(served.station, database=open_database(served.where, wait=0.3))
    with held(served, bag_id):
        with pytest.raises(Trouble) as caught:
            bench.invert(impatient, TECHNICIAN, bag_id)
        assert stockroom.receive_vial(impatient, TECHNICIAN, vial("NEW")).serial == "NEW"
    impatient.database.close()
    assert caught.value.code is Code.DATABASE_BUSY
    lines = caught.value.lines()
    assert lines[0] == "Another station is holding what is needed; nothing was changed."
    assert lines[-1] == "what now: Wait a moment and try again."
    assert caught.value.event is not None, "a trouble that can be recorded is recorded"
    assert served.dump()["bag"] == before["bag"]
    assert served.do(bag_id).step is Step.COVER


def test_whoever_waits_a_moment_for_a_bag_gets_it(served: House) -> None:
    bag_id = served.prepared_to(Step.INVERT)
    with ThreadPoolExecutor() as pool:
        with held(served, bag_id):
            waiting = pool.submit(served.do, bag_id)
            time.sleep(0.2)
            assert not waiting.done()
        assert waiting.result(timeout=60).step is Step.COVER


def test_a_server_that_crashes_at_any_moment_loses_no_acknowledged_act(
    durable: Sample, tmp_path: Path
) -> None:
    assert durable.server is not None
    crashing, where = durable.server, durable.copy(tmp_path)
    chance = random.Random(20260325)
    found = Kills(
        where,
        renew=lambda: crashing.renew(where, durable.where),
        settled=crashing.start,
        strike=lambda _station: crashing.stop(chance.choice([signal.SIGQUIT, signal.SIGKILL])),
    ).kill(10, chance)
    assert found.kills == 10
    durable.drop(where)


def test_when_the_primary_is_lost_the_promoted_standby_has_every_acknowledged_act_and_the_day_goes_on(
    tmp_path: Path,
) -> None:
    with pair() as (primary, standby):
        original, own = tmp_path / "original", tmp_path / "own"
        original.mkdir()
        own.mkdir()
        sample = Sample.on_server(original, MORNING, primary)
        where = sample.copy(own)
        found = Kills(
            standby.either(primary, where),
            renew=lambda: primary.renew(where, sample.where),
            settled=standby.promote,
            strike=lambda _station: primary.stop(signal.SIGKILL),
            acts=(5, 10),
        ).kill(1, random.Random(20260325))
        assert found.kills == 1
        stockroom.receive_vial(found.station, TECHNICIAN, vial("NEW"))
        found.station.database.close()
