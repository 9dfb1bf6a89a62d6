"""A day of three patients, from order to last look at them: a list that any process can go on with."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from itertools import count, pairwise

from pharmacy.bedside import Fluid
from pharmacy.premedication import Premedicine
from pharmacy.preparation import STEPS, Step
from pharmacy.service import bedside, bench, courses, custody, infusions, orders
from pharmacy.service.act import Station
from pharmacy.service.bags import find_bag
from pharmacy.service.courses import WantedCourse
from tests.conftest import (
    FRIDGE,
    MORNING,
    NURSE,
    OTHER_PATIENT,
    PATIENT,
    PHARMACIST,
    PHYSICIAN,
    PIECE,
    TECHNICIAN,
    THIRD_PATIENT,
    WARD,
    do_step,
    label,
    logged,
    moment,
    pin_of,
)

Deed = tuple[datetime, Callable[[Station], object]]
"""When, and what; each is one act."""

BAGS = {PATIENT: "26-000001-5", OTHER_PATIENT: "26-000006-6", THIRD_PATIENT: "26-000011-1"}
"""The first bag of each course of five, by its patient."""
VIALS = {PATIENT: "7H2K1", OTHER_PATIENT: "7H2K2", THIRD_PATIENT: "7H2K3"}

RATES = ((12, 30, "10"), (13, 0, "15"), (13, 30, "20"), (14, 30, "25"))
"""mL/h from when on, for a start at noon."""


def whole_day() -> list[Deed]:
    """Every act of the day, in order."""
    seconds = count()
    early: list[Deed] = [
        (MORNING + timedelta(seconds=next(seconds)), act) for patient in BAGS for act in _bench_acts(patient)
    ]
    late = [deed for patient in BAGS for deed in _at_the_bed(patient)]
    return sorted([*early, *_logger(), *late], key=lambda deed: deed[0])


def _bench_acts(patient: str) -> list[Callable[[Station], object]]:
    bag_id, serial = BAGS[patient], VIALS[patient]

    def step(station: Station) -> object:
        return do_step(station, find_bag(station, bag_id), serial=serial)

    wanted = WantedCourse(patient=patient, number=1, first_day=MORNING.date(), infusion_at=time(12))
    acts: list[Callable[[Station], object]] = [
        lambda station: courses.order_course(station, PHYSICIAN, wanted),
        lambda station: orders.verify_bag(station, PHARMACIST, bag_id, pin_of(PHARMACIST)),
    ]
    for due in STEPS:
        if due is Step.PRINT:
            acts.append(lambda station: bench.number_labels(station, TECHNICIAN, bag_id))
            acts.append(lambda station: bench.labels_printed(station, TECHNICIAN, bag_id, 1, PIECE, PIECE))
        else:
            acts.append(step)
    acts.append(lambda station: custody.move_bag(station, TECHNICIAN, bag_id, FRIDGE, covered=True))
    return acts


def _logger() -> list[Deed]:
    """5 °C every ten minutes, carried over before each look at the bags."""
    looks = (MORNING, moment(10), moment(10, 30), moment(11, 50))
    return [_carried_over(since, until) for since, until in pairwise(looks)]


def _carried_over(since: datetime, until: datetime) -> Deed:
    every = timedelta(minutes=10)
    times = [since + every * number for number in range(1, (until - since) // every + 1)]
    content = logged(*((at, "5.0") for at in times))
    return (
        until - timedelta(seconds=1),
        lambda s: custody.import_temperatures(s, TECHNICIAN, FRIDGE, "logger.csv", content),
    )


def _at_the_bed(patient: str) -> list[Deed]:
    bag_id, wristband = BAGS[patient], f"NHC{patient}"
    cover = label(bag_id, "C")

    def given(hour: int, minute: int, medicine: Premedicine) -> Deed:
        return moment(hour, minute), lambda s: bedside.give_premedication(s, NURSE, bag_id, medicine)

    def seen(hour: int, minute: int) -> Deed:
        return (
            moment(hour, minute),
            lambda s: bedside.observe(s, NURSE, bag_id, "78", "124", "76", "36.8"),
        )

    def rate(hour: int, minute: int, wanted: str) -> Deed:
        return moment(hour, minute), lambda s: infusions.set_rate(s, NURSE, bag_id, wanted)

    return [
        given(10, 0, Premedicine.ANTIPYRETIC),
        given(10, 0, Premedicine.ANTIHISTAMINE),
        given(10, 30, Premedicine.STEROID),
        seen(11, 50),
        (moment(11, 51), lambda s: custody.move_bag(s, NURSE, bag_id, WARD, covered=True)),
        (
            moment(11, 58),
            lambda s: bedside.prime(s, NURSE, bag_id, wristband, cover, "20", Fluid.DRUG_SOLUTION),
        ),
        (moment(11, 59), lambda s: bedside.verify(s, NURSE, bag_id, wristband, cover)),
        (moment(12), lambda s: bedside.start(s, NURSE, bag_id, wristband, cover)),
        *(rate(*change) for change in RATES),
        seen(14, 0),
        seen(16, 0),
        (moment(17, 10), lambda s: infusions.complete(s, NURSE, bag_id)),
        seen(17, 11),
        seen(18, 10),
        seen(19, 10),
        (moment(19, 11), lambda s: infusions.observed(s, NURSE, bag_id)),
    ]
