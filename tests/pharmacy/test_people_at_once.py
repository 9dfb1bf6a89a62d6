"""Several stations at one server add people, or set the clock right, in the same moment."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path

import psycopg
import pytest

from pharmacy.clock import SetClock
from pharmacy.database import database_exists
from pharmacy.errors import AlemprepError, Refusal
from pharmacy.people import Role
from pharmacy.service import people
from pharmacy.service.act import Station
from tests.conftest import ADMINISTRATOR, MORNING, PHARMACIST, TECHNICIAN, ServerHospital, in_parallel, pin_of
from tests.postgres import Server
from tui.house import SAMPLE_SITE, new_hospital, new_station, open_station

PIN = pin_of(TECHNICIAN)


def _first(url: str, badge: str, pipe: Connection) -> None:
    station = open_station(url, SetClock(MORNING))
    pipe.send(_said(lambda: people.first_person(station, badge, f"R. Iturbe {badge}", PIN)))


def _add(url: str, badge: str, pipe: Connection) -> None:
    station = open_station(url, SetClock(MORNING))
    add = (badge, "A. Vidal", Role.TECHNICIAN, PIN, pin_of(ADMINISTRATOR))
    pipe.send(_said(lambda: people.add_person(station, ADMINISTRATOR, *add)))


def _said(do: object) -> str:
    assert callable(do)
    try:
        do()
    except AlemprepError as error:
        return str(error.code)
    return "made"


def _badges(station: Station) -> set[str]:
    try:
        return set(people.names(station))
    finally:
        station.database.close()


def test_of_stations_that_each_make_the_first_administrator_exactly_one_does(
    postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALEMPREP_FOLDER", str(tmp_path))
    url = postgres.new_database()
    new_station(url, SetClock(MORNING)).database.close()
    said = in_parallel(_first, [(url, str(badge)) for badge in range(1000, 1004)])
    assert sorted(said) == ["made", *["person-exists"] * 3]
    assert len(_badges(open_station(url, SetClock(MORNING)))) == 1


def test_of_stations_that_add_one_person_at_once_with_badges_of_their_own_exactly_one_does(
    at_work: ServerHospital,
) -> None:
    said = in_parallel(_add, [(at_work.url, str(badge)) for badge in range(2000, 2004)])
    assert sorted(said) == ["made", *["name-exists"] * 3]


def test_a_hospital_whose_first_administrator_is_refused_leaves_nothing_on_the_server(
    postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALEMPREP_FOLDER", str(tmp_path))
    url, clock = postgres.new_database(), SetClock(MORNING)
    with pytest.raises(Refusal):
        new_hospital(url, clock, SAMPLE_SITE, "1000", "R" * 41, PIN)
    assert (database_exists(url), list(tmp_path.iterdir())) == (False, [])
    new_hospital(url, clock, SAMPLE_SITE, "1000", "R. Iturbe", PIN)
    assert _badges(open_station(url, clock)) == {"1000"}


@contextmanager
def held(url: str, badge: str) -> Iterator[psycopg.Connection]:
    """Somebody is just signing in with a badge."""
    with psycopg.connect(url) as connection:
        connection.execute("SELECT badge FROM person WHERE badge = %s FOR UPDATE", (badge,))
        yield connection


def test_who_sets_the_clock_right_waits_for_a_sign_in_without_holding_what_it_needs(
    at_work: ServerHospital,
) -> None:
    ahead, now = MORNING + timedelta(days=1), SetClock(MORNING)
    station = open_station(at_work.url, now)
    with psycopg.connect(at_work.url) as raw:
        raw.execute("UPDATE person SET tried_at = %s WHERE badge = %s", (ahead, TECHNICIAN))
    with held(at_work.url, TECHNICIAN) as signing_in, ThreadPoolExecutor(1) as other:
        accepted = other.submit(people.accept_clock, station, PHARMACIST, "it was ahead", pin_of(PHARMACIST))
        waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        while at_work.server.execute(waiting) == [(0,)]:
            assert not accepted.done()
            time.sleep(0.01)
        assert len(signing_in.execute("SELECT id FROM head FOR UPDATE NOWAIT").fetchall()) == 16
        signing_in.commit()
        accepted.result(10)
    station.database.close()
