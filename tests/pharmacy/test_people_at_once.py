"""Several stations at one server add people, end their work, give up a course or set the clock right, at the
same moment.
"""

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psycopg
import pytest

from pharmacy import audit
from pharmacy.clock import SetClock
from pharmacy.database import database_exists
from pharmacy.errors import AlemprepError, Code, Refusal, Trouble
from pharmacy.people import Act, Role
from pharmacy.service import badges, courses, people
from pharmacy.service.act import Station
from tests.conftest import (
    ADMINISTRATOR,
    MORNING,
    NURSE,
    OTHER_PATIENT,
    PATIENT,
    PHARMACIST,
    PHYSICIAN,
    TECHNICIAN,
    ServerHospital,
    in_parallel,
    pin_of,
)
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


def _leave(url: str, at: str, pipe: Connection) -> None:
    clock = SetClock(MORNING + timedelta(seconds=int(at)))
    station = open_station(url, clock)
    leaves = (NURSE, "moved to Bilbao", pin_of(ADMINISTRATOR))
    pipe.send(_said(lambda: badges.leave(station, ADMINISTRATOR, *leaves)))


def test_of_stations_that_end_somebody_s_work_at_once_exactly_one_does_and_its_moment_stays(
    at_work: ServerHospital,
) -> None:
    said = in_parallel(_leave, [(at_work.url, seconds) for seconds in ("0", "10", "20")])
    assert sorted(said) == ["made", *["person-left"] * 2]
    station = open_station(at_work.url, SetClock(MORNING))
    (gone,) = [each for each in badges.everybody(station) if each.badge == NURSE]
    with station.database.reading() as connection:
        ended = [event for event in audit.events_about(connection, NURSE) if event["act"] == Act.LEAVE]
    station.database.close()
    assert gone.left_at is not None
    assert [event["at"] for event in ended] == [gone.left_at.isoformat()]


@contextmanager
def held(url: str, badge: str) -> Iterator[psycopg.Connection]:
    """Somebody is just signing in with a badge."""
    with psycopg.connect(url) as connection:
        connection.execute("SELECT badge FROM person WHERE badge = %s FOR UPDATE", (badge,))
        yield connection


@contextmanager
def unwritten(url: str, table: str) -> Iterator[None]:
    """A table that is read and not written in here: who comes to write it has decided by what they read."""
    with psycopg.connect(url) as connection:
        connection.execute(f"LOCK TABLE {table} IN SHARE MODE".encode())
        yield


def until_it_waits(server: Server, act: "Future[Any]", waiting: int = 1) -> None:
    """Until an act waits for what somebody else holds; with it as many as are said."""
    waits = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    while server.execute(waits)[0][0] < waiting:
        assert not act.done()
        time.sleep(0.01)


def test_whoever_gives_up_a_course_takes_its_bags_in_one_order_whichever_is_named(
    at_work: ServerHospital,
) -> None:
    station = open_station(at_work.url, SetClock(MORNING))
    wanted = courses.WantedCourse(
        patient=PATIENT, number=1, first_day=date(2026, 3, 26), infusion_at=clock_time(12)
    )
    first, *_, last = courses.order_course(station, PHYSICIAN, wanted).bag_ids
    take = "SELECT id FROM bag WHERE id = %s FOR UPDATE NOWAIT"
    with psycopg.connect(at_work.url) as other, ThreadPoolExecutor(1) as thread:
        other.execute(take, (first,))
        given_up = thread.submit(courses.cancel_course, station, PHARMACIST, last, "wrong week")
        until_it_waits(at_work.server, given_up)
        assert other.execute(take, (last,)).fetchall() == [(last,)]  # not held by who waits for the first
        other.commit()
        assert len(given_up.result(60)) == 5
    station.database.close()


@pytest.mark.parametrize("doubted", [False, True])
def test_whoever_finds_the_clock_behind_takes_the_bags_in_hand_in_one_order_also_those_in_doubt_already(
    at_work: ServerHospital, doubted: bool
) -> None:
    clock = SetClock(MORNING)
    station = open_station(at_work.url, clock)
    with psycopg.connect(at_work.url) as raw:
        first, last = _two_in_hand(station, raw)
        raw.execute("UPDATE bag SET clock_doubted = %s WHERE id = %s", (doubted, first))
    clock.advance(timedelta(hours=-2))
    take = "SELECT id FROM bag WHERE id = %s FOR UPDATE NOWAIT"
    with psycopg.connect(at_work.url) as other, ThreadPoolExecutor(1) as thread:
        other.execute(take, (first,))
        signs_in = thread.submit(people.sign_in, station, TECHNICIAN, PIN)
        until_it_waits(at_work.server, signs_in)
        assert other.execute(take, (last,)).fetchall() == [(last,)]
        other.commit()
        signs_in.result(60)
        assert other.execute("SELECT count(*) FROM bag WHERE clock_doubted").fetchall() == [(2,)]
    station.database.close()


def _two_in_hand(station: Station, raw: psycopg.Connection) -> tuple[str, str]:
    """Two bags whose concentrate is drawn; the later one is stored first, as after a vacuum."""
    ids = []
    for patient in (PATIENT, OTHER_PATIENT):
        wanted = courses.WantedCourse(
            patient=patient, number=1, first_day=date(2026, 3, 26), infusion_at=clock_time(12)
        )
        ids.append(courses.order_course(station, PHYSICIAN, wanted).bag_ids[0])
    drawn = "UPDATE bag SET state = 'in preparation', step = 'inject', drawn_at = %s WHERE id = %s"
    for bag_id in reversed(ids):
        raw.execute(drawn, (MORNING, bag_id))
    first, last = sorted(ids)
    return first, last


class Terminating(SetClock):
    """The clock of a station that the server loses when it asks for the time once too often."""

    def __init__(self, server: Server, after: int) -> None:
        super().__init__(MORNING)
        self._server, self._left = server, after

    def now(self) -> datetime:
        if self._left == 0:
            self._server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'alemprep'"
            )
        self._left -= 1
        return super().now()


def test_a_hospital_whose_making_loses_the_server_keeps_its_secret_and_is_completed_at_the_next_start(
    postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALEMPREP_FOLDER", str(tmp_path))
    url = postgres.new_database()
    with pytest.raises(Trouble) as caught:
        new_hospital(url, Terminating(postgres, after=1), SAMPLE_SITE, "1000", "R. Iturbe", PIN)
    assert caught.value.code is Code.DATABASE_UNREACHABLE
    assert (tmp_path / "alemprep.db.pepper").is_file()
    station = open_station(url, SetClock(MORNING))
    assert people.nobody_yet(station)
    people.first_person(station, "1000", "R. Iturbe", PIN)
    assert _badges(station) == {"1000"}


def test_who_sets_the_clock_right_waits_for_a_sign_in_without_holding_what_it_needs(
    at_work: ServerHospital,
) -> None:
    ahead, now = MORNING + timedelta(days=1), SetClock(MORNING)
    station = open_station(at_work.url, now)
    with psycopg.connect(at_work.url) as raw:
        raw.execute("UPDATE person SET tried_at = %s WHERE badge = %s", (ahead, TECHNICIAN))
    with held(at_work.url, TECHNICIAN) as signing_in, ThreadPoolExecutor(1) as other:
        accepted = other.submit(people.accept_clock, station, PHARMACIST, "it was ahead", pin_of(PHARMACIST))
        until_it_waits(at_work.server, accepted)
        assert len(signing_in.execute("SELECT id FROM head FOR UPDATE NOWAIT").fetchall()) == 16
        signing_in.commit()
        accepted.result(60)
    station.database.close()
