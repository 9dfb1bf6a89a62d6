"""Nobody acts on a bag that is no longer as their screen shows it."""

from dataclasses import replace

from pharmacy.errors import Code
from pharmacy.people import Act
from pharmacy.preparation import Step
from pharmacy.service import bedside, bench, orders
from pharmacy.service.shown import refuse_outdated
from tests.conftest import MADRID, PHARMACIST, SECOND, TECHNICIAN, House, vial


def test_a_bag_that_is_as_shown_is_left_alone_and_unrecorded(house: House) -> None:
    bag = house.bag(house.prepared_to(Step.LOOK))
    before = len(house.events())
    refuse_outdated(house.station, TECHNICIAN, Act.INSPECT_VIAL, bag)
    assert len(house.events()) == before


def test_a_bag_that_somebody_went_on_with_is_refused_in_these_words(house: House) -> None:
    bag_id = house.prepared_to(Step.LOOK)
    shown = house.bag(bag_id)
    house.at(9, 41)
    bench.inspect_vial(replace(house.station, name="hood 2"), SECOND, bag_id)
    refusal = house.refused(refuse_outdated, TECHNICIAN, Act.INSPECT_VIAL, shown)
    assert refusal.code is Code.CHANGED_MEANWHILE
    assert refusal.lines() == [
        f"Bag {bag_id} was changed meanwhile, and not on this screen.",
        "expected: in preparation, step: look",
        "got: in preparation, step: diluent · by M. Vega, 09:41, hood 2: the vial is clear",
        "what now: Go on from here: the bag is shown anew, as it is now. Read it first.",
    ]
    last = house.events()[-1]
    assert (last["act"], last["subject"]) == (Act.INSPECT_VIAL, bag_id)


def test_a_look_from_the_command_line_is_nobodys_and_changed_nothing(house: House) -> None:
    bag_id = house.prepared_to(Step.LOOK)
    shown = house.bag(bag_id)
    bench.inspect_vial(house.station, SECOND, bag_id)
    bedside.look(house.station, "NHC00482913", bag_id, house.clock.now())
    told = house.refused(refuse_outdated, TECHNICIAN, Act.INSPECT_VIAL, shown).lines()
    assert told[2].endswith("by M. Vega, 09:30, station: the vial is clear")


def test_another_vial_at_the_same_step_is_another_bag_to_look_at(house: House) -> None:
    bag_id = house.prepared_to(Step.LOOK)
    shown = house.bag(bag_id)
    bench.reject_vial(house.station, SECOND, bag_id, "flakes")
    bench.scan_vial(house.station, SECOND, bag_id, vial("7H2K2"))
    told = house.refused(refuse_outdated, TECHNICIAN, Act.REJECT_VIAL, shown).lines()
    assert told[1] == "expected: in preparation, step: look · vial 7H2K1"
    assert told[2].startswith("got: in preparation, step: look · vial 7H2K2 · by M. Vega")


def test_an_order_moved_to_another_time_is_not_signed_as_it_was_read(house: House) -> None:
    [bag_id, *_] = house.order()
    shown = house.bag(bag_id)
    later = shown.infusion_start.astimezone(MADRID).time().replace(14, 0)
    orders.reschedule(house.station, SECOND, bag_id, later, "delay on the ward")
    told = house.refused(refuse_outdated, PHARMACIST, Act.VERIFY_BAG, shown).lines()
    assert told[1] == "expected: NOT VERIFIED · infusion 2026-03-25 12:00 +01:00"
    assert told[2] == ("got: NOT VERIFIED · infusion 2026-03-25 14:00 +01:00 · by M. Vega, 09:30, station")


def test_labels_printed_again_elsewhere_are_not_released_with_the_old_ones(house: House) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    shown = house.bag(bag_id)
    bench.number_labels(house.station, SECOND, bag_id, "smeared")
    house.bring(bag_id, Step.CHECK)
    told = house.refused(refuse_outdated, PHARMACIST, Act.RELEASE, shown).lines()
    assert told[1] == "expected: to be checked, step: second check · copy 1"
    assert told[2].startswith("got: to be checked, step: second check · copy 3")
