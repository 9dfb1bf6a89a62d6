"""Several stations at one server sign protocol and site policy at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from pharmacy.clock import SetClock
from pharmacy.errors import AlemprepError, Code, Refusal
from pharmacy.preparation import State
from pharmacy.protocol.loader import SHIPPED_POLICY
from pharmacy.service.act import Station
from pharmacy.service.approvals import read_proposed, renewed, sign_policy, verified_under
from pharmacy.service.bags import find_bag
from pharmacy.service.orders import verify_bag
from tests.conftest import MORNING, PHARMACIST, SECOND, ServerHospital, pin_of
from tests.pharmacy.test_people_at_once import until_it_waits
from tests.pharmacy.test_readiness_at_once import ordered
from tui.house import open_station

SHIPPED = SHIPPED_POLICY.read_text(encoding="utf-8")


def proposing(url: str, folder: Path, minutes: int) -> Station:
    """A station whose file says another time out of the refrigerator."""
    own = folder / f"site-policy-{minutes}.toml"
    own.write_text(SHIPPED.replace("value = 30", f"value = {minutes}", 1), encoding="utf-8")
    station = open_station(url, SetClock(MORNING), name=f"station {minutes}")
    return replace(station, files=replace(station.files, own_policy=own))


def sign(station: Station, badge: str) -> str:
    found = read_proposed(station.files)
    try:
        sign_policy(station, badge, found.protocol.sha256, found.policy.sha256, pin_of(badge))
    except AlemprepError as error:
        return str(error.code)
    return f"signed {found.policy.outside_refrigerator.whole()}"


def test_of_pharmacists_who_sign_different_versions_at_once_exactly_one_does_and_theirs_is_in_force(
    at_work: ServerHospital,
) -> None:
    minutes = (40, 45, 50, 55)
    stations = [proposing(at_work.url, at_work.folder, each) for each in minutes]
    signers = (PHARMACIST, SECOND, PHARMACIST, SECOND)
    with ThreadPoolExecutor(len(stations)) as threads:
        said = sorted(threads.map(sign, stations, signers))
    assert said[1:] == ["values-changed"] * 3
    in_force = {renewed(station).policy.outside_refrigerator.whole() for station in stations}
    assert [f"signed {each}" for each in in_force] == said[:1]
    # whoever was refused reads what was signed, and signs after it
    late = renewed(next(each for each in stations if f"signed {_proposed(each)}" != said[0]))
    assert sign(late, SECOND) == f"signed {_proposed(late)}"
    assert renewed(stations[0]).policy.outside_refrigerator.whole() == _proposed(late)
    for station in stations:
        station.database.close()


def test_what_waited_for_its_bag_while_other_values_were_signed_is_not_done_under_the_old_ones(
    at_work: ServerHospital,
) -> None:
    station = open_station(at_work.url, SetClock(MORNING), name="waits")
    other = proposing(at_work.url, at_work.folder, 40)
    bag_id = ordered(station)
    with psycopg.connect(at_work.url) as holding, ThreadPoolExecutor(1) as thread:
        holding.execute("SELECT id FROM bag WHERE id = %s FOR UPDATE", (bag_id,))
        verified = thread.submit(verify_bag, station, PHARMACIST, bag_id, pin_of(PHARMACIST))
        until_it_waits(at_work.server, verified)
        assert sign(other, SECOND) == "signed 40"
        holding.rollback()
        with pytest.raises(Refusal) as refused:
            verified.result(60)
    assert refused.value.code is Code.VALUES_CHANGED
    assert find_bag(station, bag_id).state is State.PLANNED
    for each in (station, other):
        each.database.close()


def test_a_signature_is_later_than_whatever_was_done_before_it_under_the_old_values(
    at_work: ServerHospital,
) -> None:
    clock = SetClock(MORNING)
    station = proposing(at_work.url, at_work.folder, 40)
    station = replace(station, clock=clock)
    with psycopg.connect(at_work.url) as holding, ThreadPoolExecutor(1) as thread:
        holding.execute("SELECT id FROM head WHERE id = 1 FOR UPDATE")  # an act is about to be recorded
        signed = thread.submit(sign, station, SECOND)
        until_it_waits(at_work.server, signed)
        clock.advance(timedelta(seconds=5))
        holding.rollback()
        assert signed.result(60) == "signed 40"
    approval = renewed(station).approval
    station.database.close()
    assert approval is not None
    assert approval.signed_at == MORNING + timedelta(seconds=5)


def _proposed(station: Station) -> int:
    return read_proposed(station.files).policy.outside_refrigerator.whole()


@pytest.mark.parametrize("ahead", [20, -20])
def test_an_order_is_under_the_newest_signature_also_where_the_clocks_of_two_stations_disagree(
    at_work: ServerHospital, ahead: int
) -> None:
    clock = SetClock(MORNING + timedelta(seconds=ahead))
    signs = replace(proposing(at_work.url, at_work.folder, 40), clock=clock)
    assert sign(signs, SECOND) == "signed 40"
    station = open_station(at_work.url, SetClock(MORNING + timedelta(seconds=5)))
    bag_id = ordered(station)
    verify_bag(station, PHARMACIST, bag_id, pin_of(PHARMACIST))
    under = verified_under(station, find_bag(station, bag_id))
    for each in (signs, station):
        each.database.close()
    assert under is not None
    assert (under.id, under.signed_by) == (2, "M. Vega")
