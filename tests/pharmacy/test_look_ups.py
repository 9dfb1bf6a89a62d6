"""What a scan leads to before any act has begun: found, or refused and recorded."""

import pytest

from pharmacy.errors import Code
from pharmacy.people import Act
from pharmacy.preparation import Step
from pharmacy.scans import BadgeScan
from pharmacy.service import bench
from pharmacy.service.bag import Bag
from pharmacy.service.bags import find_bag
from pharmacy.service.look_ups import Stranger, for_whom, labelled, look_up
from tests.conftest import NURSE, PATIENT, PHYSICIAN, SALINE, TECHNICIAN, House, label, vial


def test_a_label_a_wristband_and_a_badge_lead_where_they_belong_and_leave_no_event(house: House) -> None:
    bag_id = house.released()
    before = len(house.events())
    for code in (label(bag_id), label(bag_id, "C"), bag_id, "NHC00482913", "]d28018952000000000001238"):
        found = look_up(house.station, TECHNICIAN, code)
        assert isinstance(found, Bag)
        assert found.id == bag_id
    assert look_up(house.station, NURSE, "ST1002") == BadgeScan(badge="1002")
    assert labelled(house.station, NURSE, bag_id).id == bag_id
    assert len(house.events()) == before


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("hello", Code.UNREADABLE),
        (vial().replace("\x1d", ""), Code.UNREADABLE),
        (vial(), Code.WRONG_KIND),
        (SALINE, Code.WRONG_KIND),
        ("NHC00599999", Code.UNKNOWN_PATIENT),
        ("NHC00498344", Code.UNKNOWN_BAG),
        ("26-000001-5", Code.UNKNOWN_BAG),
    ],
)
def test_a_look_up_that_leads_nowhere_is_refused_and_recorded_with_what_was_scanned(
    house: House, code: str, reason: Code
) -> None:
    assert house.code(look_up, TECHNICIAN, code) is reason
    last = house.events()[-1]
    assert (last["act"], last["data"]["given"]["scan"]) == (Act.LOOK_UP, code)


def test_a_product_without_an_open_bag_is_refused_in_these_words(house: House) -> None:
    assert house.refused(look_up, TECHNICIAN, vial()).lines() == [
        "No bag is open that this could belong to.",
        "expected: a bag's label, a wristband or a badge",
        "got: a vial, serial 7H2K1, lot L77F2",
        "what now: Open a bag first, or press r to receive it into stock.",
    ]


def test_a_patient_without_a_bag_today_is_refused_in_these_words(house: House) -> None:
    assert house.refused(look_up, TECHNICIAN, "NHC00498344").lines() == [
        "García Soto, Ana has no bag today.",
        "expected: a patient with a bag on today's list",
        "got: record number 00498344, and no bag on a coming day",
        "what now: Press n to order a course.",
    ]


def test_a_void_label_opens_no_bag(house: House) -> None:
    bag_id = house.prepared_to(Step.BAG_LABEL)
    bench.number_labels(house.station, TECHNICIAN, bag_id, "smudged")
    refusal = house.refused(look_up, TECHNICIAN, label(bag_id, "C", 1))
    assert refusal.lines() == [
        "This copy of the label is void.",
        f"expected: copy 2 of bag {bag_id}",
        "got: copy 1",
        "what now: Destroy the old copy and scan the newest one.",
    ]
    unknown = house.refused(look_up, TECHNICIAN, label(bag_id, "C", 30))
    assert unknown.lines()[0] == "This copy of the label is not known here."
    assert look_up(house.station, TECHNICIAN, label(bag_id, "C", 2)) == find_bag(house.station, bag_id)


def test_the_label_of_an_unmixed_bag_is_refused_and_recorded_about_that_bag(house: House) -> None:
    bag_id = house.verified()
    assert house.code(labelled, TECHNICIAN, bag_id) is Code.NOT_MIXED
    last = house.events()[-1]
    assert (last["act"], last["subject"]) == (Act.LOOK_UP, bag_id)


def test_a_course_is_for_somebody_known_by_wristband_or_number(house: House) -> None:
    for code in (PATIENT, "NHC00482913", "]d28018952000000000001238"):
        known = for_whom(house.station, PHYSICIAN, code)
        assert (known.record_number, isinstance(known, Stranger)) == (PATIENT, False)


@pytest.mark.parametrize(
    ("code", "stranger"),
    [
        ("00599999", Stranger("00599999", "")),
        ("NHC00599999", Stranger("00599999", "")),
        ("]d28018952000000000009999", Stranger("", "952000000000009999")),
    ],
)
def test_somebody_not_known_yet_is_no_refusal(house: House, code: str, stranger: Stranger) -> None:
    before = len(house.events())
    assert for_whom(house.station, PHYSICIAN, code) == stranger
    assert len(house.events()) == before


@pytest.mark.parametrize(
    ("code", "reason"), [(vial(), Code.WRONG_KIND), ("ST1001", Code.WRONG_KIND), ("?!", Code.UNREADABLE)]
)
def test_what_cannot_be_a_patient_is_refused_and_recorded(house: House, code: str, reason: Code) -> None:
    assert house.code(for_whom, PHYSICIAN, code) is reason
    assert house.events()[-1]["act"] == Act.LOOK_UP
