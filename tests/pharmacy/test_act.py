"""What holds for every act, whatever it does: one moment, one record, and no PIN anywhere."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from datetime import time as clock_time
from typing import Any

import pytest
from pydantic import SecretStr

from pharmacy.database import open_database
from pharmacy.errors import Code, Refusal, Trouble
from pharmacy.language import text
from pharmacy.people import Act, Role
from pharmacy.preparation import State, Step
from pharmacy.scans import BadgeScan, UnreadableScan
from pharmacy.service import badges, bench, courses, orders, patients, people, prints, release, stockroom
from pharmacy.service.act import ACTS
from pharmacy.service.follow_up import follow_up_of
from pharmacy.service.look_ups import Stranger, for_whom, look_up
from pharmacy.service.reading import read_for
from pharmacy.service.sheets import Sheet
from tests.conftest import (
    ADMINISTRATOR,
    NURSE,
    PATIENT,
    PHARMACIST,
    PHYSICIAN,
    PIECE,
    SALINE,
    SECOND,
    TECHNICIAN,
    House,
    label,
    moment,
    pin_of,
    vial,
)
from tui.places import on_server


@contextmanager
def held(house: House) -> Iterator[None]:
    """Another station holds what is needed, and takes its time: the file; on a server, bags and products."""
    holder = house.raw()
    if on_server(house.where):
        holder.execute("BEGIN")
        holder.execute("SELECT id FROM bag FOR UPDATE")
        holder.execute("SELECT gtin FROM product FOR UPDATE")
    else:
        holder.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        holder.execute("ROLLBACK")
        holder.close()


# one moment


def test_a_bag_that_had_to_wait_for_the_database_is_mixed_when_it_got_it(house: House) -> None:
    bag_id = house.prepared_to(Step.INJECT)
    with ThreadPoolExecutor() as pool:
        with held(house):
            waiting = pool.submit(house.do, bag_id)
            time.sleep(0.2)
            assert not waiting.done()
            house.later(seconds=7)
        assert str(waiting.result(timeout=60).mixed_at) == "2026-03-25 08:30:07+00:00"
    assert house.events()[-1]["at"] == "2026-03-25T08:30:07+00:00"


def test_nobody_who_waited_for_the_database_is_taken_for_a_clock_behind(house: House) -> None:
    with ThreadPoolExecutor() as pool:
        with held(house):
            waiting = pool.submit(stockroom.receive_vial, house.station, TECHNICIAN, vial("NEW"))
            time.sleep(0.2)
            house.later(minutes=5)
        waiting.result(timeout=60)
    assert house.events()[-1]["at"] == "2026-03-25T08:35:00+00:00"


@pytest.mark.parametrize(("seconds", "over"), [(4, False), (6, True)])
def test_a_bag_that_had_to_wait_until_it_was_over_is_not_released(
    house: House, seconds: int, over: bool
) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    house.stored(bag_id)
    house.keep_cold(moment(17, 29))
    house.at(17, 29, 55)  # mixed at 09:30: over from 17:30 on
    with ThreadPoolExecutor() as pool:
        with held(house):
            waiting = pool.submit(house.do, bag_id)
            time.sleep(0.2)
            assert not waiting.done()
            house.later(seconds=seconds)
        if over:
            with pytest.raises(Refusal) as refused:
                waiting.result(timeout=60)
            assert refused.value.code is Code.PAST_START_BEFORE
        else:
            assert waiting.result(timeout=60).state is State.RELEASED


def test_nothing_is_done_by_a_clock_that_is_set_back_while_a_bag_is_waited_for(house: House) -> None:
    bag_id = house.prepared_to(Step.INJECT)
    if not on_server(house.where):
        pytest.skip("about what is held on a server: a file is waited for before the clock is read")
    with ThreadPoolExecutor() as pool:
        with held(house):
            waiting = pool.submit(house.do, bag_id)
            time.sleep(0.2)
            assert not waiting.done()
            house.later(minutes=-10)
        with pytest.raises(Refusal) as refused:
            waiting.result(timeout=60)
    assert refused.value.code is Code.CLOCK_BEHIND
    bag = house.bag(bag_id)
    assert (bag.mixed_at, bag.clock_doubted) == (None, True)


# one record


def test_a_trouble_inside_an_act_is_recorded_and_changes_nothing(house: House) -> None:
    bag_id = house.verified()
    before = house.dump()
    with pytest.raises(Trouble) as caught:
        prints.document_printed(
            house.station, TECHNICIAN, bag_id, Sheet.PREMEDICATION, copy_number=7, printed=PIECE
        )
    assert caught.value.lines() == [
        "Somebody else changed this at the same moment, or it is not there; nothing was done.",
        f"expected: {bag_id} premedication 7 as it was a moment ago",
        "got: it is not so any more",
        "what now: Look at the worklist and try again.",
    ]
    assert house.dump() == before
    last = house.events()[-1]
    assert (last["seq"], last["act"], last["by"]) == (caught.value.event, "documents.printed", TECHNICIAN)
    assert (last["result"], last["subject"], last["data"]["code"]) == ("refused", bag_id, "database-busy")


def test_a_database_that_cannot_be_written_is_told_and_not_recorded(house: House) -> None:
    assert house.file
    house.station = replace(house.station, database=open_database(house.where, wait=0.1))
    events = len(house.events())
    with held(house):
        with pytest.raises(Trouble) as caught:
            stockroom.receive_vial(house.station, TECHNICIAN, vial("NEW"))
        with pytest.raises(Trouble) as unrecorded:
            people.permit(house.station, NURSE, Act.RECALL_LOT)
    assert (caught.value.code, caught.value.event) == (Code.DATABASE_BUSY, None)
    # a refusal that cannot be recorded is told as what it is: a database that does not answer
    assert (unrecorded.value.code, unrecorded.value.event) == (Code.DATABASE_BUSY, None)
    assert len(house.events()) == events


@pytest.mark.parametrize("name", ["released", "discarded"])
def test_what_an_act_refuses_is_recorded_under_its_bag(house: House, name: str) -> None:
    bag_id = house.prepared_to(Step.ORDER)
    act = {"released": Act.RELEASE, "discarded": Act.DISCARD}[name]
    given: dict[str, dict[str, Any]] = {
        "released": {"scan": label(bag_id, "C"), "pin": pin_of(PHARMACIST)},
        "discarded": {"reason": "leaks"},
    }
    house.refused(ACTS[act], PHARMACIST, bag_id, **given[name])
    assert (house.events()[-1]["act"], house.events()[-1]["subject"]) == (act.value, bag_id)


# no PIN


@pytest.mark.parametrize("pin", ["4711", None, 4711, b"4711"])
def test_a_pin_in_the_open_is_a_mistake_of_the_program(house: House, pin: Any) -> None:
    events = len(house.events())
    secret = pin_of(PHARMACIST)
    for act, badge, arguments in (
        (people.sign_in, TECHNICIAN, {"pin": pin}),
        (
            people.add_person,
            ADMINISTRATOR,
            {"badge": "1006", "name": "Z", "role": Role.NURSE, "new_pin": pin, "pin": secret},
        ),
        (
            stockroom.enrol_product,
            PHARMACIST,
            {
                "scan": SALINE,
                "name": "X",
                "diluent": "",
                "witness": TECHNICIAN,
                "pin": secret,
                "witness_pin": pin,
            },
        ),
    ):
        with pytest.raises(TypeError, match="pin must be a SecretStr"):
            act(house.station, badge, **arguments)
    assert len(house.events()) == events


def test_a_pin_typed_where_a_scan_is_wanted_is_neither_shown_nor_recorded(house: House) -> None:
    bag_id = house.prepared_to(Step.VIAL)
    for refusal in (
        house.refused(look_up, TECHNICIAN, "2580"),
        house.refused(bench.scan_vial, TECHNICIAN, bag_id, scan="2580"),
    ):
        assert "2580" not in refusal.message()
        assert "(read: ••••)" in refusal.message()
    assert "2580" not in house.audit_text()


def test_a_pin_typed_where_a_patient_is_asked_for_is_read_at_the_screen_and_not_recorded(
    house: House,
) -> None:
    assert house.code(follow_up_of, NURSE, " 2580 ") is Code.UNREADABLE
    refusal = house.refused(follow_up_of, NURSE, "2580")
    assert refusal.code is Code.UNKNOWN_PATIENT
    assert str(refusal.got) == "2580"
    assert "2580" not in house.audit_text()
    last = house.events()[-1]["data"]
    assert last["given"] == {"scan": "••••"}
    assert last["shown"]["got"] == "••••"


@pytest.mark.parametrize("typed", ["2580\ufffd", "25\ufffd80", "\ufffd2580"])
def test_a_pin_typed_where_a_scan_is_wanted_is_not_recorded_where_nobody_pressed_enter_or_erased_in_it(
    house: House, typed: str
) -> None:
    bag_id = house.prepared_to(Step.VIAL)
    with pytest.raises(Refusal):
        bench.scan_vial(house.station, TECHNICIAN, bag_id, scan=typed)
    with pytest.raises(Refusal):
        look_up(house.station, TECHNICIAN, typed)
    assert typed not in house.audit_text()
    assert house.events()[-2]["data"]["given"] == {"bag_id": bag_id, "scan": "•••••"}


def test_a_pin_typed_as_a_new_patient_s_record_number_is_not_recorded(house: House) -> None:
    found = for_whom(house.station, PHYSICIAN, "2580")
    assert isinstance(found, Stranger)
    new = (found.record_number, "Nueva", "Alba", date(1990, 6, 1), "ward 4")
    refusal = house.refused(patients.add_patient, PHYSICIAN, *new)
    assert refusal.code is Code.RECORD_NUMBER
    assert "got: 2580" in refusal.lines()
    assert "2580" not in house.audit_text()
    assert house.events()[-1]["data"]["given"]["record_number"] == "••••"


def test_a_pin_in_the_place_of_a_course_s_patient_is_not_recorded(house: House) -> None:
    wanted = courses.WantedCourse(
        patient="2580", number=1, first_day=date(2026, 3, 26), infusion_at=clock_time(12)
    )
    assert house.code(courses.order_course, PHYSICIAN, wanted) is Code.UNKNOWN_PATIENT
    assert "2580" not in house.audit_text()


def test_the_record_number_of_a_known_patient_is_recorded_in_the_open(house: House) -> None:
    assert house.code(follow_up_of, NURSE, PATIENT) is Code.NO_FOLLOW_UP
    assert house.events()[-1]["data"]["given"] == {"scan": PATIENT}
    new = (PATIENT, "Nueva", "Alba", date(1990, 6, 1), "ward 4")
    assert house.code(patients.add_patient, PHYSICIAN, *new) is Code.PATIENT_EXISTS
    last = house.events()[-1]["data"]
    assert (last["given"]["record_number"], last["shown"]["got"]) == (PATIENT, PATIENT)


def test_a_pin_typed_as_a_badge_is_not_recorded(house: House) -> None:
    with pytest.raises(UnreadableScan):
        read_for(
            house.station,
            ADMINISTRATOR,
            Act.ADD_PERSON,
            "2580",
            (BadgeScan,),
            expected=text("a staff badge"),
            advice=text("Scan it."),
        )
    assert house.events()[-1]["data"]["given"]["scan"] == "••••"
    assert "2580" not in house.audit_text()


def test_a_pin_typed_as_a_badge_is_not_recorded_where_badges_are_digits_alone_and_a_known_badge_is(
    house: House,
) -> None:
    site = house.station.site.model_copy(update={"badge_pattern": r"(?P<badge>\d{4})"})
    station = replace(house.station, site=site)
    with pytest.raises(Refusal) as caught:
        people.person_named(station, "2580")
    assert "got: 2580" in caught.value.lines()
    with pytest.raises(Refusal):
        people.sign_in(station, "2580", SecretStr("9051"))
    with pytest.raises(Refusal):
        badges.unlock(station, ADMINISTRATOR, "2580", pin_of(ADMINISTRATOR))
    assert "2580" not in house.audit_text()
    assert [event["by"] for event in house.events()[-3:]] == ["••••", "••••", ADMINISTRATOR]
    with pytest.raises(Refusal):
        people.sign_in(station, TECHNICIAN, SecretStr("9051"))
    assert house.events()[-1]["by"] == TECHNICIAN


@pytest.mark.parametrize("number", [10**20, -(10**20)])
def test_a_number_beyond_every_limit_is_refused_and_recorded(house: House, number: int) -> None:
    wanted = courses.WantedCourse(
        patient=PATIENT, number=number, first_day=date(2026, 3, 26), infusion_at=clock_time(12)
    )
    assert house.code(courses.order_course, PHYSICIAN, wanted) is Code.COURSE_NUMBER


def test_no_pin_right_or_wrong_reaches_the_audit(house: House) -> None:
    """Every act that takes one, granted and refused."""
    pins = [f"90517{number}" for number in range(7)]
    right, wrong, witness = (SecretStr(pin) for pin in pins[:3])
    own = pin_of(ADMINISTRATOR)
    people.add_person(house.station, ADMINISTRATOR, "1006", "Z. Cruz", Role.PHARMACIST, right, own)
    people.add_person(house.station, ADMINISTRATOR, "1007", "Y. Mora", Role.TECHNICIAN, witness, own)
    people.sign_in(house.station, "1006", right)
    house.code(people.sign_in, "1006", wrong)
    house.code(people.sign_in, "9999", wrong)
    house.code(people.add_person, "1007", "1008", "X", Role.NURSE, wrong, witness)
    arguments = (SALINE.replace("0027", "0096"), "X", "", "1007")
    house.code(stockroom.enrol_product, "1006", *arguments, right, wrong)
    house.code(stockroom.enrol_product, "1006", *arguments, right, witness)
    house.code(people.accept_clock, "1007", "battery", witness)
    people.accept_clock(house.station, "1006", "battery", right)
    bag_id = house.order()[0]
    orders.verify_bag(house.station, "1006", bag_id, right)
    house.bring(bag_id, Step.CHECK)
    house.code(release.release, "1006", bag_id, label(bag_id, "C"), wrong)
    house.code(release.release, SECOND, "26-999999-9", label(bag_id, "C"), pin_of(SECOND))
    release.release(house.station, "1006", bag_id, label(bag_id, "C"), right)
    written = house.audit_text()
    assert not [pin for pin in pins if pin in written]
    assert not [name for name in ("pin", "new_pin", "witness_pin") if f'"{name}"' in written]
