"""Who may do what, and how a person proves to be who they are."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from pharmacy.clock import SetClock
from pharmacy.errors import Code, Refusal
from pharmacy.people import Act, Person, Role, check_new_pin, require_role
from pharmacy.service import people, pins, release, stockroom
from pharmacy.service.act import ACTS
from pharmacy.service.pins import check, hashed
from tests.conftest import (
    ADMINISTRATOR,
    GTIN,
    MADRID,
    MORNING,
    NURSE,
    PHARMACIST,
    PHYSICIAN,
    PINS,
    SECOND,
    TECHNICIAN,
    House,
    label,
    pin_of,
    vial,
)
from tests.sample import COSTLY
from tui.house import new_station
from tui.places import on_server

WRONG = SecretStr("0000")

PERMITTED = {
    "people.sign_in": "pharmacist technician nurse physician administrator",
    "people.sign_out": "pharmacist technician nurse physician administrator",
    "people.add": "administrator",
    "people.change_pin": "pharmacist technician nurse physician administrator",
    "people.give_pin": "administrator",
    "people.unlock": "administrator",
    "people.leave": "administrator",
    "station.accept_clock": "pharmacist administrator",
    "policy.sign": "pharmacist",
    "station.look_up": "pharmacist technician nurse physician administrator",
    "stock.enrol": "pharmacist technician",
    "stock.receive_vial": "pharmacist technician",
    "stock.receive_diluent": "pharmacist technician",
    "stock.recall": "pharmacist",
    "orders.add_patient": "pharmacist physician",
    "orders.correct_patient": "pharmacist physician",
    "readiness.record": "pharmacist nurse physician",
    "readiness.decide": "pharmacist physician",
    "orders.course": "pharmacist physician",
    "orders.cancel_course": "pharmacist physician",
    "orders.verify": "pharmacist",
    "orders.replace": "pharmacist",
    "orders.reschedule": "pharmacist",
    "bench.order": "pharmacist technician",
    "bench.patient": "pharmacist technician",
    "bench.vial": "pharmacist technician",
    "bench.look": "pharmacist technician",
    "bench.reject_vial": "pharmacist technician",
    "bench.diluent": "pharmacist technician",
    "bench.draw": "pharmacist technician",
    "bench.inject": "pharmacist technician",
    "bench.invert": "pharmacist technician",
    "bench.cover": "pharmacist technician",
    "bench.number_labels": "pharmacist technician",
    "bench.labels_printed": "pharmacist technician",
    "bench.bag_label": "pharmacist technician",
    "bench.cover_label": "pharmacist technician",
    "bench.cancel": "pharmacist technician",
    "bench.discard": "pharmacist technician",
    "release.release": "pharmacist",
    "custody.move": "pharmacist technician nurse",
    "custody.cover": "pharmacist technician nurse",
    "custody.reading": "pharmacist technician nurse",
    "custody.import": "pharmacist technician nurse",
    "custody.quarantine": "pharmacist technician nurse physician",
    "custody.clear": "pharmacist",
    "bedside.premedication": "nurse physician",
    "bedside.observe": "nurse physician",
    "bedside.prime": "nurse physician",
    "bedside.verify": "pharmacist technician nurse physician administrator",
    "bedside.override": "pharmacist physician",
    "bedside.start": "nurse physician",
    "infusion.rate": "nurse physician",
    "infusion.pause": "nurse physician",
    "infusion.resume": "nurse physician",
    "infusion.reaction": "nurse physician",
    "infusion.climb": "physician",
    "infusion.complete": "nurse physician",
    "infusion.stop": "nurse physician",
    "infusion.observed": "nurse physician",
    "follow_up.check": "pharmacist nurse physician",
    "follow_up.checklist": "pharmacist nurse physician",
    "follow_up.calendar": "pharmacist nurse physician",
    "documents.number": "pharmacist technician nurse",
    "documents.sent": "pharmacist technician nurse",
    "documents.printed": "pharmacist technician nurse",
    "documents.looked": "pharmacist technician nurse",
}
"""Who may do each act, as the house decided: whoever is not named here must be refused."""


def person(role: Role) -> Person:
    return Person(badge="1", name="X. Y", role=role)


# roles


def test_every_act_has_somebody_who_may_do_it() -> None:
    assert set(PERMITTED) == {act.value for act in Act}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("act", Act)
def test_every_act_and_every_role_is_decided(act: Act, role: Role) -> None:
    if role.value in PERMITTED[act.value].split():
        require_role(person(role), act)
        return
    with pytest.raises(Refusal) as caught:
        require_role(person(role), act)
    assert caught.value.code is Code.NOT_YOUR_ROLE


def test_another_role_is_refused_in_these_words() -> None:
    with pytest.raises(Refusal) as caught:
        require_role(Person(badge="1004", name="N. Pons", role=Role.NURSE), Act.DRAW)
    assert caught.value.lines() == [
        "This is not yours to do.",
        "expected: pharmacist or technician",
        "got: N. Pons, nurse",
        "what now: Ask somebody whose role it is to sign in.",
    ]


@pytest.mark.parametrize("badge", [NURSE, PHYSICIAN, ADMINISTRATOR])
def test_no_step_at_the_bench_is_open_to_other_roles(house: House, badge: str) -> None:
    bag_id = house.verified()
    for name in ("bench.order", "bench.patient", "bench.look", "bench.draw", "bench.inject", "bench.cover"):
        assert house.code(ACTS[Act(name)], badge, bag_id) is Code.NOT_YOUR_ROLE


def test_a_nurse_receives_no_stock(house: House) -> None:
    assert house.code(stockroom.receive_vial, NURSE, vial("NEW")) is Code.NOT_YOUR_ROLE


def test_a_technician_recalls_no_lot(house: House) -> None:
    assert house.code(stockroom.recall_lot, TECHNICIAN, GTIN, "L77F2", "a letter") is Code.NOT_YOUR_ROLE


# badge and PIN


def test_badge_and_pin_let_in(house: House) -> None:
    found = people.sign_in(house.station, TECHNICIAN, pin_of(TECHNICIAN))
    assert (found.badge, found.name, found.role) == ("1001", "T. Ruiz", Role.TECHNICIAN)


def test_a_wrong_pin_is_refused_in_these_words(house: House) -> None:
    assert house.refused(people.sign_in, TECHNICIAN, WRONG).lines() == [
        "Badge and PIN do not belong together.",
        "expected: the PIN of badge 1001",
        "got: another PIN",
        "what now: Scan your badge and type your PIN again; after 5 wrong ones the badge waits.",
    ]


def test_another_person_s_pin_is_refused(house: House) -> None:
    assert house.code(people.sign_in, TECHNICIAN, pin_of(PHARMACIST)) is Code.WRONG_PIN


@pytest.mark.parametrize("badge", ["9999", "", "1001 ", "' OR 1=1 --", "1001\x00"])
def test_an_unknown_badge_is_refused_and_recorded(house: House, badge: str) -> None:
    refusal = house.refused(people.sign_in, badge, pin_of(TECHNICIAN))
    assert refusal.code is Code.UNKNOWN_PERSON
    assert refusal.lines() == [
        "Nobody here has this badge.",
        "expected: the badge of somebody who works here",
        f"got: {badge}",
        "what now: Scan your own badge. An administrator adds new people.",
    ]
    assert house.code(people.sign_out, badge) is Code.UNKNOWN_PERSON


def test_after_5_wrong_pins_the_badge_waits_in_these_words(house: House) -> None:
    for _ in range(4):
        assert house.code(people.sign_in, TECHNICIAN, WRONG) is Code.WRONG_PIN
    house.later(seconds=20)  # 09:30:20, and 15 minutes from then
    last = house.refused(people.sign_in, TECHNICIAN, WRONG)
    assert last.code is Code.LAST_WRONG_PIN
    assert last.lines() == [
        "Badge and PIN do not belong together; badge 1001 waits now.",
        "expected: the PIN of badge 1001",
        "got: another PIN",
        (
            "what now: That was the last of 5 tries: the badge waits until 09:46. An administrator can let "
            "it be tried at once."
        ),
    ]
    house.later(minutes=10)
    assert house.refused(people.sign_in, TECHNICIAN, pin_of(TECHNICIAN)).lines() == [
        "This badge has had too many wrong PINs.",
        "expected: at most 5 tries in 15 min",
        "got: 1001",
        "what now: Wait until 09:46, or ask an administrator to let it be tried at once.",
    ]


def test_a_wait_that_ends_on_another_day_names_the_day(house: House) -> None:
    house.at(23, 50)
    for _ in range(5):
        house.code(people.sign_in, TECHNICIAN, WRONG)
    assert house.refused(people.sign_in, TECHNICIAN, pin_of(TECHNICIAN)).lines()[-1] == (
        "what now: Wait until 26 Mar 2026, 00:05, or ask an administrator to let it be tried at once."
    )


def test_a_badge_that_waits_is_let_in_after_15_minutes_and_not_before(house: House) -> None:
    for _ in range(5):
        house.code(people.sign_in, TECHNICIAN, WRONG)
    house.later(minutes=14, seconds=59)
    assert house.code(people.sign_in, TECHNICIAN, pin_of(TECHNICIAN)) is Code.LOCKED_OUT
    house.later(seconds=2)
    people.sign_in(house.station, TECHNICIAN, pin_of(TECHNICIAN))


def test_after_the_wait_there_are_5_tries_again_and_no_more(house: House) -> None:
    for _ in range(5):
        house.code(people.sign_in, TECHNICIAN, WRONG)
    house.later(minutes=16)
    codes = [house.code(people.sign_in, TECHNICIAN, WRONG) for _ in range(6)]
    assert codes == [Code.WRONG_PIN] * 4 + [Code.LAST_WRONG_PIN, Code.LOCKED_OUT]


def test_the_right_pin_forgives_the_wrong_ones_before_it(house: House) -> None:
    for _ in range(3):
        for _ in range(4):
            assert house.code(people.sign_in, TECHNICIAN, WRONG) is Code.WRONG_PIN
        people.sign_in(house.station, TECHNICIAN, pin_of(TECHNICIAN))


def test_one_badge_s_wait_is_not_another_s(house: House) -> None:
    for _ in range(5):
        house.code(people.sign_in, TECHNICIAN, WRONG)
    people.sign_in(house.station, PHARMACIST, pin_of(PHARMACIST))


def test_a_clock_set_back_shortens_no_wait(house: House) -> None:
    for _ in range(5):
        house.code(people.sign_in, TECHNICIAN, WRONG)
    house.later(hours=-2)
    assert house.code(people.sign_in, TECHNICIAN, pin_of(TECHNICIAN)) is Code.LOCKED_OUT


def test_two_stations_whose_clocks_are_far_apart_do_not_give_tries_for_ever(house: House) -> None:
    def guess(**behind: float) -> Code:
        house.later(**behind)
        with pytest.raises(Refusal) as caught:
            check(house.station, TECHNICIAN, WRONG)
        return caught.value.code

    codes = [guess(minutes=16 if number % 2 else -16) for number in range(8)]
    # the first is 16 minutes old by the other clock, and forgotten; none after it is
    assert codes == [Code.WRONG_PIN] * 5 + [Code.LAST_WRONG_PIN] + [Code.LOCKED_OUT] * 2


def test_a_lock_out_also_stops_signatures(house: House) -> None:
    bag_id = house.order()[0]
    for _ in range(5):
        house.code(people.sign_in, PHARMACIST, WRONG)
    assert house.code(ACTS[Act.VERIFY_BAG], PHARMACIST, bag_id, pin_of(PHARMACIST)) is Code.LOCKED_OUT


def test_eight_guesses_at_once_get_five_tries(house: House) -> None:
    def guess(number: int) -> Code:
        with pytest.raises(Refusal) as caught:
            check(house.station, TECHNICIAN, SecretStr(f"000{number}"))
        return caught.value.code

    with ThreadPoolExecutor(8) as pool:
        codes = sorted(pool.map(guess, range(8)))
    assert codes == [Code.LAST_WRONG_PIN] + [Code.LOCKED_OUT] * 3 + [Code.WRONG_PIN] * 4


def test_the_pin_of_a_signature_is_asked_before_anything_else(house: House) -> None:
    refusal = house.refused(release.release, SECOND, "26-999999-9", label("26-000001-1"), WRONG)
    assert refusal.code is Code.WRONG_PIN


@pytest.mark.parametrize(
    "pin",
    [
        "",
        "1",
        "123",
        "123456789",
        "0000",
        "77777777",
        "1234",
        "4321",
        "56789",
        "7890",
        "98765432",
        "12 4",
        "12a4",
        "١٢٤٧",
        "²²⁴⁷",
        "-247",
        "2.47",
    ],
)
def test_a_pin_that_anybody_would_guess_is_refused(pin: str) -> None:
    with pytest.raises(Refusal) as caught:
        check_new_pin(pin)
    assert caught.value.code is Code.WEAK_PIN
    assert len(pin) < 2 or pin not in caught.value.message()


@pytest.mark.parametrize("pin", ["2580", "4711", "11112", "83920174", "1235"])
def test_a_pin_of_4_to_8_digits_is_taken(pin: str) -> None:
    check_new_pin(pin)


def test_a_weak_pin_is_refused_in_these_words() -> None:
    with pytest.raises(Refusal) as caught:
        check_new_pin("1234")
    assert caught.value.lines() == [
        "This PIN cannot be used.",
        "expected: 4 to 8 digits, neither all the same nor counting up or down",
        "got: ••••",
        "what now: Choose another one.",
    ]


def everything(house: House) -> bytes:
    """A file's bytes, or all that a server has in its tables."""
    if on_server(house.where):
        return f"{house.dump()} {house.events()}".encode()
    connection = house.raw()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return house.file.read_bytes()


def test_no_pin_stands_anywhere_in_the_database(house: House) -> None:
    add = ("1006", "Z. Cruz", Role.NURSE, SecretStr("90517264"), pin_of(ADMINISTRATOR))
    people.add_person(house.station, ADMINISTRATOR, *add)
    house.code(people.sign_in, "1006", SecretStr("31415926"))
    people.sign_in(house.station, "1006", SecretStr("90517264"))
    house.released()
    content = everything(house)
    assert b"90517264" not in content
    assert b"31415926" not in content
    events = "\n".join(str(event) for event in house.events())
    assert not [pin for pin in PINS.values() if f"'{pin.get_secret_value()}'" in events]


def test_the_same_pin_looks_different_for_every_badge_pepper_and_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pins, "_HASHER", COSTLY)
    pin = SecretStr("2580")
    stored = {
        hashed(b"p" * 32, "1001", pin),
        hashed(b"p" * 32, "1001", pin),
        hashed(b"p" * 32, "1002", pin),
    }
    assert len(stored) == 3
    assert all(text.startswith("$argon2id$v=19$m=19456,t=2,p=1$") for text in stored)


def test_a_database_without_its_pepper_lets_nobody_in(house: House) -> None:
    with pytest.raises(Refusal) as caught:
        check(replace(house.station, pepper=b"x" * 32), TECHNICIAN, pin_of(TECHNICIAN))
    assert caught.value.code is Code.WRONG_PIN


# people


def test_only_an_administrator_adds_people(house: House) -> None:
    for badge in (TECHNICIAN, PHARMACIST, NURSE, PHYSICIAN):
        add = ("1006", "Z. Cruz", Role.NURSE, SecretStr("9051"), pin_of(badge))
        assert house.code(people.add_person, badge, *add) is Code.NOT_YOUR_ROLE


def test_a_badge_belongs_to_one_person_in_these_words(house: House) -> None:
    add = (TECHNICIAN, "Z. Cruz", Role.PHARMACIST, SecretStr("9051"), pin_of(ADMINISTRATOR))
    refusal = house.refused(people.add_person, ADMINISTRATOR, *add)
    assert refusal.code is Code.PERSON_EXISTS
    assert refusal.lines() == [
        "This badge belongs to somebody already.",
        "expected: a new badge",
        "got: 1001",
        "what now: Give the person a badge of their own; badges are never shared.",
    ]


@pytest.mark.parametrize(
    ("badge", "name", "code"),
    [
        ("1006", "", Code.NO_REASON),
        ("1006", "   ", Code.NO_REASON),
        ("", "Z. Cruz", Code.NO_REASON),
        ("1006", "Z" * 41, Code.TOO_LONG),
        ("1" * 21, "Z. Cruz", Code.TOO_LONG),
        ("1006", "Z.\x1bCruz", Code.TOO_LONG),
    ],
)
def test_a_person_has_a_badge_and_a_name_that_can_be_printed(
    house: House, badge: str, name: str, code: Code
) -> None:
    add = (badge, name, Role.NURSE, SecretStr("9051"), pin_of(ADMINISTRATOR))
    assert house.code(people.add_person, ADMINISTRATOR, *add) is code


def test_a_new_person_with_a_weak_pin_is_not_added(house: House) -> None:
    add = ("1006", "Z. Cruz", Role.NURSE, SecretStr("1111"), pin_of(ADMINISTRATOR))
    assert house.code(people.add_person, ADMINISTRATOR, *add) is Code.WEAK_PIN


def test_a_badge_is_stored_as_it_is_looked_up(house: House) -> None:
    add = (" 1006 ", "Z. Cruz", Role.NURSE, SecretStr("9051"), pin_of(ADMINISTRATOR))
    people.add_person(house.station, ADMINISTRATOR, *add)
    assert people.person_named(house.station, "1006").badge == "1006"
    people.sign_in(house.station, "1006", SecretStr("9051"))


def test_the_first_person_of_an_empty_house_is_its_administrator_and_the_only_first(tmp_path: Path) -> None:
    station = new_station(str(tmp_path / "new.db"), SetClock(MORNING))
    first = people.first_person(station, "1", "A. First", SecretStr("4711"))
    assert first.role is Role.ADMINISTRATOR
    people.sign_in(station, "1", SecretStr("4711"))
    with pytest.raises(Refusal) as caught:
        people.first_person(station, "2", "B. Second", SecretStr("4711"))
    assert caught.value.lines() == [
        "There are people here already.",
        "expected: a database without people",
        "got: a database in use",
        "what now: Ask an administrator to add people.",
    ]
    station.database.close()


def test_a_database_in_use_has_no_first_person_any_more(house: House) -> None:
    with pytest.raises(Refusal) as caught:
        people.first_person(house.station, "1", "A. First", SecretStr("4711"))
    assert caught.value.code is Code.PERSON_EXISTS


# the clock


def test_a_clock_that_runs_behind_stops_the_work_in_these_words(house: House) -> None:
    house.verified()
    house.later(minutes=-11)
    assert house.refused(stockroom.receive_vial, TECHNICIAN, vial("NEW")).lines() == [
        "The clock of this computer is behind.",
        "expected: a moment after the last recorded act, 2026-03-25 09:30 +01:00",
        "got: 2026-03-25 09:19 +01:00",
        (
            "what now: Set the clock right. If it is right now and was ahead before, a pharmacist or "
            "administrator accepts it: sign in and press k. Bags mixed until now can only be discarded."
        ),
    ]


@pytest.mark.parametrize(("behind", "stopped"), [(30, False), (30.000001, True)])
def test_clocks_may_lie_30_seconds_apart(house: House, behind: float, stopped: bool) -> None:
    house.verified()
    house.later(seconds=-behind)
    if stopped:
        assert house.code(stockroom.receive_vial, TECHNICIAN, vial("NEW")) is Code.CLOCK_BEHIND
    else:
        stockroom.receive_vial(house.station, TECHNICIAN, vial("NEW"))


def test_a_refusal_by_a_clock_behind_moves_no_limit(house: House) -> None:
    house.verified()
    house.later(hours=-3)
    for _ in range(3):
        assert house.code(stockroom.receive_vial, TECHNICIAN, vial("NEW")) is Code.CLOCK_BEHIND
    house.later(hours=3)
    stockroom.receive_vial(house.station, TECHNICIAN, vial("NEW"))


def test_one_may_still_sign_in_and_out_when_the_clock_is_behind(house: House) -> None:
    house.verified()
    house.later(hours=-3)
    people.sign_in(house.station, PHARMACIST, pin_of(PHARMACIST))
    people.sign_out(house.station, PHARMACIST)
    assert [(event["act"], event["result"]) for event in house.events()[-2:]] == [
        ("people.sign_in", "ok"),
        ("people.sign_out", "ok"),
    ]


@pytest.mark.parametrize("badge", [TECHNICIAN, NURSE, PHYSICIAN])
def test_only_who_runs_the_house_accepts_a_clock(house: House, badge: str) -> None:
    assert house.code(people.accept_clock, badge, "battery", pin_of(badge)) is Code.NOT_YOUR_ROLE


def test_a_clock_is_accepted_with_reason_and_signature_and_recorded(house: House) -> None:
    house.verified()
    house.later(hours=-3)
    assert house.code(people.accept_clock, PHARMACIST, "  ", pin_of(PHARMACIST)) is Code.NO_REASON
    assert house.code(people.accept_clock, PHARMACIST, "battery", WRONG) is Code.WRONG_PIN
    people.accept_clock(house.station, PHARMACIST, "battery", pin_of(PHARMACIST))
    event = house.events()[-1]
    assert event["subject"] == "clock"
    assert (event["data"]["reason"], event["data"]["latest"], event["data"]["now"]) == (
        "battery",
        "2026-03-25T08:30:00+00:00",
        "2026-03-25T05:30:00+00:00",
    )
    stockroom.receive_vial(house.station, TECHNICIAN, vial("NEW"))


def test_a_clock_that_is_ahead_makes_no_badge_wait_for_years(house: House) -> None:
    house.clock.set(MORNING.replace(year=2031, tzinfo=MADRID))
    for _ in range(5):
        house.code(people.sign_in, TECHNICIAN, WRONG)
    house.clock.set(MORNING)
    people.accept_clock(house.station, PHARMACIST, "the battery", pin_of(PHARMACIST))
    house.later(minutes=16)
    assert house.clock.now() - MORNING == timedelta(minutes=16)
    people.sign_in(house.station, TECHNICIAN, pin_of(TECHNICIAN))
