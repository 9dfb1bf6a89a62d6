"""The shortest ways to a bag at the bed: carried there cold, its patient premedicated, primed, started."""

from pharmacy.bedside import Fluid
from pharmacy.premedication import Premedicine
from pharmacy.service import bedside, custody, infusions
from tests.conftest import NURSE, TECHNICIAN, House, label
from tests.reached import reached_once

WRISTBAND, OTHER_WRISTBAND = "NHC00482913", "NHC00511270"
FRIDGE, WARD = "]d293FR2", "]d293W4"


@reached_once
def carried(house: House) -> str:
    """Mixed at 9:30, in the refrigerator with readings until 11:50, then on the ward; it is 11:55."""
    bag_id = house.released()
    custody.move_bag(house.station, TECHNICIAN, bag_id, FRIDGE, covered=True)
    for minutes in range(0, 150, 25):
        house.at(9 + (30 + minutes) // 60, (30 + minutes) % 60)
        custody.record_temperature(house.station, TECHNICIAN, FRIDGE, "4.6")
    house.at(11, 50)
    custody.move_bag(house.station, NURSE, bag_id, WARD, covered=True)
    house.at(11, 55)
    return bag_id


def premedicated(house: House, bag_id: str) -> None:
    """Given when the protocol says, counted back from noon."""
    for medicine, at in (
        (Premedicine.ANTIPYRETIC, "10:00"),
        (Premedicine.ANTIHISTAMINE, "10:00"),
        (Premedicine.STEROID, "10:30"),
    ):
        bedside.give_premedication(house.station, NURSE, bag_id, medicine, at)


def observed(house: House, bag_id: str) -> None:
    """A usual look at the patient."""
    bedside.observe(house.station, NURSE, bag_id, "78", "124", "76", "36.8")


def primed(house: House, bag_id: str, fluid: Fluid = Fluid.DRUG_SOLUTION) -> None:
    """20 mL in the line."""
    bedside.prime(house.station, NURSE, bag_id, WRISTBAND, label(bag_id, "C"), "20", fluid)


@reached_once
def ready(house: House) -> str:
    """A bag of which every item passes, at 11:55."""
    bag_id = carried(house)
    premedicated(house, bag_id)
    observed(house, bag_id)
    primed(house, bag_id)
    return bag_id


@reached_once
def started(house: House) -> str:
    """A bag that was started at noon, 5 mL/h."""
    bag_id = ready(house)
    house.at(12)
    bedside.start(house.station, NURSE, bag_id, WRISTBAND, label(bag_id, "C"))
    return bag_id


def at_rate(house: House, bag_id: str, *rates: str) -> None:
    """Each next rate confirmed, half an hour after the one before."""
    for rate in rates:
        house.later(minutes=30)
        infusions.set_rate(house.station, NURSE, bag_id, rate)
