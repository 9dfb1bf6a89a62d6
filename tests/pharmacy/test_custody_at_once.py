"""Several stations at one server record temperatures and act on bags of one place, at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import psycopg

from pharmacy.clock import SetClock
from pharmacy.preparation import CLOCKED, State, Step
from pharmacy.service import custody
from tests.conftest import (
    FRIDGE,
    MORNING,
    OTHER_PATIENT,
    TECHNICIAN,
    House,
    ServerHospital,
    logged,
    moment,
)
from tests.pharmacy.test_patients_at_once import TAKE_BAG
from tests.pharmacy.test_people_at_once import until_it_waits
from tui.house import open_station


def test_whoever_imports_temperatures_takes_running_and_waiting_bags_in_one_order(
    at_work: ServerHospital,
) -> None:
    clock = SetClock(MORNING)
    house = House(open_station(at_work.url, clock), clock, at_work.url, at_work.folder)
    runs = house.started()
    waits = house.order(OTHER_PATIENT, at="16:00")[0]
    house.verify(waits)
    house.bring(waits, Step.CHECK, serial="7H2K2")
    house.do(waits)
    house.stored(waits)
    house.at(12, 20)
    assert runs < waits
    assert house.bag(runs).state is State.INFUSING
    assert house.bag(waits).state in CLOCKED
    warm = logged((moment(10, 7), "9.4"), (moment(10, 9), "9.6"))
    with psycopg.connect(at_work.url) as other, ThreadPoolExecutor(1) as thread:
        other.execute(TAKE_BAG, (runs,))
        found = thread.submit(
            custody.import_temperatures, house.station, TECHNICIAN, FRIDGE, "late.csv", warm
        )
        until_it_waits(at_work.server, found)
        assert other.execute(TAKE_BAG, (waits,)).fetchall() == [(waits,)]
        other.commit()
        assert found.result(60).started == (runs,)
    house.station.database.close()
