"""Several stations at one server sign protocol and site policy at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from pharmacy.clock import SetClock
from pharmacy.errors import AlemprepError
from pharmacy.protocol.loader import SHIPPED_POLICY
from pharmacy.service.act import Station
from pharmacy.service.approvals import read_proposed, renewed, sign_policy
from tests.conftest import MORNING, PHARMACIST, SECOND, ServerHospital, pin_of
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


def _proposed(station: Station) -> int:
    return read_proposed(station.files).policy.outside_refrigerator.whole()
