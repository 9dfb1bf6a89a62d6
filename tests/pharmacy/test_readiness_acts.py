"""Before a course in the house itself: entered, judged, decided against, and in the way of the signature."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from pharmacy.errors import Code, Refusal
from pharmacy.moments import moment_text
from pharmacy.preparation import State, Step
from pharmacy.service import bedside, bench, courses, orders, patients, readiness, release, workups
from pharmacy.service.bag import Bag
from pharmacy.service.courses import WantedCourse
from pharmacy.service.history import history
from tests.conftest import (
    MADRID,
    NURSE,
    PATIENT,
    PHARMACIST,
    PHYSICIAN,
    TECHNICIAN,
    WRISTBAND,
    House,
    label,
    pin_of,
)

STRANGER = "00600001"


def record(house: House, by: str = PHYSICIAN, patient: str = PATIENT, **entries: Any) -> None:
    """Something new is known."""
    workups.record_workup(house.station, by, patient=patient, entries=entries)


def decide(house: House, bag_id: str, item: str, by: str = PHARMACIST, reason: str = "weighed") -> None:
    """Somebody decides against a recommendation."""
    workups.decide_readiness(house.station, by, bag_id, item, reason=reason, pin=pin_of(by))


def in_the_way(house: House, bag_id: str) -> list[tuple[str, str]]:
    """What is in the way of a bag's course: item and how it stands."""
    return [
        (item.id, item.status.value) for item in readiness.readiness_of(house.station, house.bag(bag_id)).open
    ]


def unready(house: House, bags: Sequence[Bag]) -> frozenset[str]:
    """Which bags wait for their course, or are stopped."""
    with house.station.database.reading() as connection:
        return readiness.unready(house.station, connection, bags)


def stranger(house: House) -> str:
    """A patient of whom nothing is known, and a course for them; its first bag."""
    patients.add_patient(house.station, PHYSICIAN, STRANGER, "Nueva", "Alba", date(1990, 6, 1), "Neurología")
    return house.order(STRANGER)[0]


# no signature without readiness


def test_an_order_is_not_verified_while_something_is_not_known(house: House) -> None:
    bag_id = stranger(house)
    with pytest.raises(Refusal) as refused:
        house.verify(bag_id)
    assert refused.value.code is Code.READINESS_UNKNOWN
    assert "informed consent" in str(refused.value.got)
    assert house.bag(bag_id).state is State.PLANNED


def test_an_order_is_not_verified_while_something_is_not_met_and_that_is_said_first(house: House) -> None:
    bag_id = house.order()[0]
    record(house, infection={"on": "2026-03-25", "active": True, "what": "cystitis"}, pregnancy_test=None)
    assert in_the_way(house, bag_id) == [("active-infection", "not_met"), ("pregnancy-test", "not_known")]
    with pytest.raises(Refusal) as refused:
        house.verify(bag_id)
    assert refused.value.code is Code.NOT_READY
    assert str(refused.value.got) == "active infection: Active on 25 Mar 2026: cystitis. And 1 more."
    assert refused.value.source == "Before administration of alemtuzumab; Fig. 5"


def test_nobody_types_a_pin_for_an_order_that_cannot_be_verified(house: House) -> None:
    bag_id = stranger(house)
    assert house.code(readiness.check_ready, PHARMACIST, bag_id) is Code.READINESS_UNKNOWN
    assert house.events()[-1]["data"]["code"] == "readiness-unknown"


# decided against


def test_a_recommendation_is_decided_against_for_the_whole_course_with_reason_and_signature(
    house: House,
) -> None:
    first, second, *_ = house.order()
    record(house, ecg=None)
    decide(house, first, "ecg", reason="normal a year ago, no heart disease")
    assert in_the_way(house, first) == []
    assert in_the_way(house, second) == []
    house.verify(first)
    house.at(9, 35, day=26)
    house.verify(second)
    signed = house.raw().execute("SELECT bag_id, badge, meaning FROM signature ORDER BY id").fetchall()
    assert signed[0] == (first, PHARMACIST, "recommendation decided against")
    told = [event for event in house.events() if event["act"] == "readiness.decide"]
    assert {event["subject"] for event in told} >= {first, second}  # on the record of each bag
    assert {event["data"]["reason"] for event in told} == {"normal a year ago, no heart disease"}


@pytest.mark.parametrize(
    ("entries", "item"),
    [
        ({"infection": {"on": "2026-03-25", "active": True}}, "active-infection"),
        ({"consent": None}, "consent"),
    ],
)
def test_what_the_source_requires_nobody_decides_against(
    house: House, entries: dict[str, Any], item: str
) -> None:
    bag_id = house.order()[0]
    record(house, **entries)
    for badge in (PHARMACIST, PHYSICIAN):
        assert house.code(decide_as, badge, house, bag_id, item) is Code.NOTHING_TO_OVERRIDE


def decide_as(station: object, badge: str, house: House, bag_id: str, item: str) -> None:
    """As `House.code` calls it."""
    decide(house, bag_id, item, by=badge)


def test_what_is_met_leaves_nothing_to_decide(house: House) -> None:
    bag_id = house.order()[0]
    assert house.code(decide_as, PHARMACIST, house, bag_id, "ecg") is Code.NOTHING_TO_OVERRIDE


def test_a_decision_holds_only_for_what_was_known_when_it_was_made(house: House) -> None:
    bag_id = house.order()[0]
    record(house, ecg=None)
    decide(house, bag_id, "ecg")
    record(house, ecg={"on": "2026-03-25", "finding": "long QT"})
    assert in_the_way(house, bag_id) == [("ecg", "not_met")]


def test_a_decision_needs_a_reason(house: House) -> None:
    bag_id = house.order()[0]
    record(house, ecg=None)
    with pytest.raises(Refusal) as refused:
        decide(house, bag_id, "ecg", reason=" ")
    assert refused.value.code is Code.NO_REASON


# who may


def test_who_asks_and_examines_enters_and_who_judges_decides(house: House) -> None:
    bag_id = house.order()[0]
    record(house, NURSE, ecg=None)
    assert house.code(decide_as, NURSE, house, bag_id, "ecg") is Code.NOT_YOUR_ROLE
    assert house.code(decide_as, TECHNICIAN, house, bag_id, "ecg") is Code.NOT_YOUR_ROLE
    with pytest.raises(Refusal) as refused:
        record(house, TECHNICIAN, breastfeeding={"on": "2026-03-25", "breastfeeds": True})
    assert refused.value.code is Code.NOT_YOUR_ROLE


# what is entered


def test_an_entry_takes_the_place_of_its_section_and_of_nothing_else(house: House) -> None:
    before = readiness.workup_of(house.station, PATIENT)
    record(house, ecg={"on": "2026-03-25"})
    after = readiness.workup_of(house.station, PATIENT)
    assert after.ecg is not None
    assert after.ecg.on == date(2026, 3, 25)
    assert after.model_copy(update={"ecg": before.ecg}) == before


@pytest.mark.parametrize(
    ("entries", "code", "got"),
    [
        ({"ecg": {"on": "2026-03-26"}}, Code.NOT_A_DATE, "26 Mar 2026"),  # tomorrow
        ({"birth_date": "1991-07-02"}, Code.CONTRADICTION, "1991-07-02"),  # another patient's file
        ({"previous_course_end": "2025-01-01"}, Code.CONTRADICTION, "previous_course_end"),
        ({"consent": {"on": "2026-02-22"}}, Code.MISSING, "what is recorded already"),
        ({"ecg": {"on": "25.3.2026"}}, Code.BAD_FILE, "25.3.2026"),
        ({"shoe_size": 38}, Code.BAD_FILE, "38"),
        ({"shoe_size": None, "ecg": {"on": "2026-03-25"}}, Code.BAD_FILE, "None"),
    ],
)
def test_what_cannot_be_is_refused_and_said(
    house: House, entries: dict[str, Any], code: Code, got: str
) -> None:
    with pytest.raises(Refusal) as refused:
        record(house, **entries)
    assert (refused.value.code, str(refused.value.got)) == (code, got)


def test_a_vaccination_on_a_day_of_the_course_is_a_contradiction_and_both_are_said(house: House) -> None:
    house.order()
    with pytest.raises(Refusal) as refused:
        record(house, vaccines={"influenza": {"doses": ["2026-03-25"]}})
    assert refused.value.code is Code.CONTRADICTION
    assert str(refused.value.expected) == "course 1 begins on 25 Mar 2026"
    assert str(refused.value.got) == "seasonal influenza was given on 25 Mar 2026, not before it"


def test_an_order_is_verified_again_when_what_is_entered_speaks_against_it(house: House) -> None:
    bag_id = house.verified()
    record(house, infection={"on": "2026-03-25", "active": True})
    assert house.bag(bag_id).policy_sha256 == ""
    with pytest.raises(Refusal) as refused:
        house.do(bag_id)
    assert refused.value.code is Code.PROTOCOL_CHANGED


def test_an_order_stays_verified_when_what_is_entered_changes_nothing(house: House) -> None:
    bag_id = house.verified()
    record(house, infection={"on": "2026-03-25", "active": False})
    house.do(bag_id)
    assert house.bag(bag_id).step is not Step.ORDER


# the plan, and the list


def test_the_plan_says_from_when_time_leaves_the_course_open(house: House) -> None:
    # the diet is kept since 15 March: 14 days later is the 29th, three days after the first day wanted
    record(house, patient="00511270", diet={"since": "2026-03-15"})
    wanted = WantedCourse(patient="00511270", number=1, first_day=date(2026, 3, 26), infusion_at=time(12))
    found = courses.preview_course(house.station, PHYSICIAN, wanted).readiness
    assert found.not_before == date(2026, 3, 29)
    assert [item.id for item in found.waiting_for] == ["diet"]


def test_the_list_knows_which_orders_wait_for_something(house: House) -> None:
    ready, waits = house.order(), stranger(house)
    bags = [house.bag(bag_id) for bag_id in (*ready, waits)]
    assert unready(house, bags) == {bag.id for bag in bags if bag.patient.record_number == STRANGER}


def test_a_bag_that_is_begun_is_not_verified_again(house: House) -> None:
    bag_id = house.prepared_to(Step.VIAL)
    record(house, ecg=None)
    assert house.code(orders.verify_bag, PHARMACIST, bag_id, pin_of(PHARMACIST)) is Code.ILLEGAL_ACTION


# what speaks against the course once a bag is begun

INFECTED = {"on": "2026-03-25", "active": True, "what": "cystitis"}


def test_no_vial_is_opened_once_something_speaks_against_the_course(house: House) -> None:
    bag_id = house.prepared_to(Step.DRAW)
    record(house, infection=INFECTED)
    assert house.code(bench.draw, TECHNICIAN, bag_id) is Code.NOT_READY


def test_no_bag_is_released_once_something_speaks_against_the_course(house: House) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    record(house, infection=INFECTED)
    pin, scan = pin_of(PHARMACIST), label(bag_id, "C")
    refused = house.refused(release.release, PHARMACIST, bag_id, scan, pin)
    assert refused.code is Code.NOT_READY
    assert str(refused.got) == "active infection: Active on 25 Mar 2026: cystitis."
    with pytest.raises(Refusal) as before_the_pin:
        release.releaser(house.station, PHARMACIST, bag_id)
    assert before_the_pin.value.code is Code.NOT_READY


def test_a_bag_is_released_once_a_recommendation_was_decided_against(house: House) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    record(house, ecg=None)
    pin, scan = pin_of(PHARMACIST), label(bag_id, "C")
    assert house.code(release.release, PHARMACIST, bag_id, scan, pin) is Code.READINESS_UNKNOWN
    decide(house, bag_id, "ecg")
    assert release.release(house.station, PHARMACIST, bag_id, scan, pin).state is State.RELEASED


def test_at_the_bed_it_says_stop_once_something_speaks_against_the_course(house: House) -> None:
    bag_id = house.primed()
    assert bedside.look(house.station, WRISTBAND, label(bag_id, "C"), house.clock.now()).go
    record(house, infection=INFECTED)
    found = bedside.look(house.station, WRISTBAND, label(bag_id, "C"), house.clock.now())
    assert [(check.n, str(check.got)) for check in found.failing] == [
        (3, "active infection: Active on 25 Mar 2026: cystitis.")
    ]
    scans = (WRISTBAND, label(bag_id, "C"))
    assert house.code(bedside.start, NURSE, bag_id, *scans) is Code.BEDSIDE_STOP
    record(house, infection={"on": "2026-03-25", "active": False})
    assert bedside.look(house.station, *scans, house.clock.now()).go


@pytest.mark.parametrize("seconds", [-29, 0, 29])
def test_which_came_first_is_not_told_by_clocks(house: House, seconds: int) -> None:
    bag_id = house.prepared_to(Step.DRAW)
    house.later(seconds=seconds)  # a second station's clock may be so far off
    record(house, infection=INFECTED)
    assert house.code(bench.draw, TECHNICIAN, bag_id) is Code.NOT_READY
    assert unready(house, [house.bag(bag_id)]) == {bag_id}


def test_a_nurse_does_not_let_a_stopped_bag_go_on(house: House) -> None:
    bag_id = house.primed()
    record(house, infection=INFECTED)
    cleared = {"infection": {"on": "2026-03-25", "active": False}}
    code = house.code(workups.record_workup, NURSE, patient=PATIENT, entries=cleared)
    assert code is Code.NOT_YOUR_ROLE
    scans = (WRISTBAND, label(bag_id, "C"))
    assert house.code(bedside.start, NURSE, bag_id, *scans) is Code.BEDSIDE_STOP
    record(house, infection=cleared["infection"])
    assert bedside.start(house.station, NURSE, bag_id, *scans).state is State.INFUSING


def test_who_is_stopped_at_the_bench_is_told_whom_to_call(house: House) -> None:
    bag_id = house.prepared_to(Step.DRAW)
    record(house, infection=INFECTED)
    assert str(house.refused(bench.draw, TECHNICIAN, bag_id).advice) == (
        "Stop here, and call a pharmacist or the physician: on the worklist y shows all of it. If it stands, "
        "the bag is cancelled or discarded."
    )


def test_what_was_decided_against_and_ended_stops_the_bag_also_when_it_stands_as_before(house: House) -> None:
    bag_id = house.order()[0]
    record(house, pregnancy_test=None)
    decide(house, bag_id, "pregnancy-test", reason="hysterectomy")
    house.verify(bag_id)
    house.bring(bag_id, Step.DRAW)
    record(house, pregnancy_test={"on": "2026-03-25", "result": "positive"})
    record(house, pregnancy_test=None)
    assert house.code(bench.draw, TECHNICIAN, bag_id) is Code.READINESS_UNKNOWN


def test_the_list_marks_a_begun_bag_that_something_speaks_against(house: House) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    assert unready(house, [house.bag(bag_id)]) == frozenset()
    record(house, ecg=None)
    assert unready(house, [house.bag(bag_id)]) == {bag_id}
    decide(house, bag_id, "ecg")
    assert unready(house, [house.bag(bag_id)]) == frozenset()


def test_a_work_up_that_cannot_be_read_stops_its_own_bags_and_no_list(house: House) -> None:
    planned, begun = house.order("00498344")[0], house.prepared_to(Step.CHECK)
    record(house, infection={"on": "2026-03-25", "active": False})
    with closing(house.raw()) as raw:
        raw.execute("UPDATE workup SET body = '{\"breastfeeding\": false}'")
    bags = [house.bag(planned), house.bag(begun)]
    assert unready(house, bags) == {planned, begun}


def test_an_infusion_that_runs_is_not_judged_anew(house: House) -> None:
    bag_id = house.started()
    record(house, infection=INFECTED)
    found = bedside.look(house.station, WRISTBAND, label(bag_id, "C"), house.clock.now())
    assert [check.n for check in found.failing] == [5]
    assert unready(house, [house.bag(bag_id)]) == frozenset()


def test_a_bag_that_is_begun_goes_on_by_values_signed_since(house: House) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    shorter = house.station.policy.model_copy(
        update={"ecg_valid_for": house.station.policy.ecg_valid_for.model_copy(update={"value": Decimal(0)})}
    )
    house.station = replace(house.station, policy=shorter)
    assert ("ecg", "not_met") in in_the_way(house, bag_id)
    record(house, infection={"on": "2026-03-25", "active": False})  # nothing that speaks against the course
    release.release(house.station, PHARMACIST, bag_id, label(bag_id, "C"), pin_of(PHARMACIST))


# what was read


def test_what_somebody_else_entered_since_a_form_was_opened_is_not_overwritten(house: House) -> None:
    house.order()
    read = readiness.workup_sha256(readiness.workup_of(house.station, PATIENT))
    record(house, vaccines={"influenza": {"doses": ["2025-10-20"]}})
    with pytest.raises(Refusal) as refused:
        workups.record_workup(
            house.station, NURSE, patient=PATIENT, entries={"vaccines": None}, read_sha256=read
        )
    assert refused.value.code is Code.CHANGED_MEANWHILE
    assert refused.value.lines()[1:3] == [
        "expected: the work-up as you have read it",
        f"got: what I. Lasa entered at {moment_text(house.clock.now(), MADRID)}",
    ]
    assert readiness.workup_of(house.station, PATIENT).vaccines is not None


def test_a_decision_is_signed_for_what_was_read_and_nothing_else(house: House) -> None:
    bag_id = house.order()[0]
    record(house, ecg=None)
    (read,) = readiness.readiness_of(house.station, house.bag(bag_id)).open
    record(house, ecg={"on": "2026-03-25", "finding": "long QT"})
    with pytest.raises(Refusal) as refused:
        workups.decide_readiness(
            house.station,
            PHARMACIST,
            bag_id,
            "ecg",
            reason="normal a year ago",
            pin=pin_of(PHARMACIST),
            read_sha256=readiness.finding(read),
        )
    assert refused.value.code is Code.CHANGED_MEANWHILE
    assert in_the_way(house, bag_id) == [("ecg", "not_met")]


def test_an_order_is_verified_for_the_readiness_that_was_read(house: House) -> None:
    bag_id = house.order()[0]
    read = readiness.readiness_of(house.station, house.bag(bag_id)).sha256
    record(house, ecg={"on": "2026-03-25"})  # still ready, but for another reason
    with pytest.raises(Refusal) as refused:
        orders.verify_bag(house.station, PHARMACIST, bag_id, pin_of(PHARMACIST), ready_sha256=read)
    assert refused.value.code is Code.CHANGED_MEANWHILE
    house.verify(bag_id)


def test_a_treatment_that_the_source_does_not_name_is_in_the_way_by_its_own_name(house: House) -> None:
    bag_id = house.order()[0]
    record(
        house,
        previous_treatments=[
            {"drug": "other", "name": "ocrelizumab", "last_dose": "2025-06-01"},
            {"drug": "other", "name": "mitoxantrone", "last_dose": "2024-06-01"},
        ],
    )
    assert in_the_way(house, bag_id) == [
        ("washout-other-ocrelizumab", "not_known"),
        ("washout-other-mitoxantrone", "not_known"),
    ]
    with pytest.raises(Refusal) as refused:
        house.verify(bag_id)
    assert str(refused.value.got).startswith(
        "washout: ocrelizumab: ocrelizumab: the source gives no waiting time."
    )
    decide(house, bag_id, "washout-other-ocrelizumab", by=PHYSICIAN)
    decide(house, bag_id, "washout-other-mitoxantrone", by=PHYSICIAN)
    house.verify(bag_id)


def test_a_bag_in_hand_carries_on_its_record_that_something_speaks_against_the_course(house: House) -> None:
    bag_id = house.prepared_to(Step.VIAL)
    record(house, infection={"on": "2026-03-25", "active": True})
    told = [e for e in house.events() if e["act"] == "readiness.record" and e["subject"] == bag_id]
    assert [event["data"]["verify_again"] for event in told] == [False]


def test_a_decision_that_has_ended_does_not_come_back_when_everything_stands_as_before(house: House) -> None:
    bag_id = house.order()[0]
    record(house, pregnancy_test=None)
    decide(house, bag_id, "pregnancy-test", reason="hysterectomy")
    record(house, pregnancy_test={"on": "2026-03-25", "result": "positive"})
    record(house, pregnancy_test=None)
    assert in_the_way(house, bag_id) == [("pregnancy-test", "not_known")]


def test_the_preparation_record_shows_each_decision_and_which_of_them_still_stand(house: House) -> None:
    bag_id = house.order()[0]
    record(house, ecg=None, chest_x_ray=None)
    decide(house, bag_id, "ecg")
    house.later(minutes=1)
    decide(house, bag_id, "chest-x-ray", by=PHYSICIAN)
    house.later(minutes=1)
    record(house, ecg={"on": "2026-03-25", "finding": "long QT"})
    signed = history(house.station, bag_id).signatures
    assert [(str(one.by), one.stands) for one in signed] == [
        ("F. Soler, pharmacist", False),
        ("I. Lasa, physician", True),
    ]


def test_a_nurse_puts_off_no_vaccination(house: House) -> None:
    decision = {"influenza": {"decision": {"on": "2026-03-25", "reason": "not now"}}}
    with pytest.raises(Refusal) as refused:
        record(house, NURSE, vaccines=decision)
    assert refused.value.code is Code.NOT_YOUR_ROLE
    record(house, PHYSICIAN, vaccines=decision)


def test_more_cd4_cells_than_lymphocytes_are_a_contradiction(house: House) -> None:
    counted = {"unit": "cells/µL", "on": "2026-03-25"}
    with pytest.raises(Refusal) as refused:
        record(house, lymphocytes=[{"value": 300, **counted}], cd4=[{"value": 900, **counted}])
    assert refused.value.code is Code.CONTRADICTION
    assert (str(refused.value.expected), str(refused.value.got)) == (
        "lymphocytes 300 cells/µL on 25 Mar 2026",
        "CD4 900 cells/µL on 25 Mar 2026",
    )
