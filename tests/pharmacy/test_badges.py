"""Badges that exist: a new PIN, an end to waiting, an end of work; and names that tell people apart."""

import pytest
from pydantic import SecretStr

from pharmacy.errors import Code
from pharmacy.people import Act, Role
from pharmacy.preparation import State, Step
from pharmacy.service import badges, bench, people, release
from pharmacy.service.history import signed
from pharmacy.service.release import released
from pharmacy.service.shown import refuse_outdated
from tests.conftest import (
    ADMINISTRATOR,
    NURSE,
    PHARMACIST,
    SECOND,
    TECHNICIAN,
    House,
    label,
    pin_of,
)

WRONG, NEW = SecretStr("0000"), SecretStr("6072")


def lock_out(house: House, badge: str) -> None:
    for _ in range(5):
        house.code(people.sign_in, badge, WRONG)


def left(house: House, badge: str, reason: str = "moved to Bilbao") -> None:
    badges.leave(house.station, ADMINISTRATOR, badge, reason, pin_of(ADMINISTRATOR))


def added(house: House, badge: str, name: str, role: Role) -> None:
    people.add_person(house.station, ADMINISTRATOR, badge, name, role, NEW, pin_of(ADMINISTRATOR))


# PINs


def test_everybody_changes_their_own_pin_with_the_old_one(house: House) -> None:
    badges.change_pin(house.station, NURSE, new_pin=NEW, pin=pin_of(NURSE))
    people.sign_in(house.station, NURSE, NEW)
    assert house.code(people.sign_in, NURSE, pin_of(NURSE)) is Code.WRONG_PIN


def test_a_pin_change_is_recorded_without_either_pin(house: House) -> None:
    badges.change_pin(house.station, NURSE, new_pin=NEW, pin=pin_of(NURSE))
    event = house.events()[-1]
    assert (event["act"], event["by"], event["subject"]) == ("people.change_pin", NURSE, NURSE)
    assert not {"6072", "6372"} & set(str(event).replace("'", " ").split())


def test_a_wrong_old_pin_changes_nothing(house: House) -> None:
    assert house.code(badges.change_pin, NURSE, new_pin=NEW, pin=WRONG) is Code.WRONG_PIN


def test_the_pin_that_one_has_is_no_new_one(house: House) -> None:
    assert house.refused(badges.change_pin, NURSE, new_pin=pin_of(NURSE), pin=pin_of(NURSE)).lines() == [
        "This is the PIN that you have.",
        "expected: another PIN",
        "got: the same one",
        "what now: Choose another one.",
    ]


@pytest.mark.parametrize("weak", ["1111", "3456", "123", "98765432"])
def test_neither_a_change_nor_an_administrator_gives_a_pin_that_anybody_would_guess(
    house: House, weak: str
) -> None:
    own, new = pin_of(ADMINISTRATOR), SecretStr(weak)
    assert house.code(badges.change_pin, ADMINISTRATOR, new_pin=new, pin=own) is Code.WEAK_PIN
    assert house.code(badges.give_pin, ADMINISTRATOR, NURSE, new_pin=new, pin=own) is Code.WEAK_PIN


def test_an_administrator_gives_whoever_forgot_theirs_a_new_pin_that_ends_the_wait(house: House) -> None:
    lock_out(house, NURSE)
    badges.give_pin(house.station, ADMINISTRATOR, NURSE, new_pin=NEW, pin=pin_of(ADMINISTRATOR))
    people.sign_in(house.station, NURSE, NEW)
    event = house.events()[-2]
    assert (event["act"], event["by"], event["subject"]) == ("people.give_pin", ADMINISTRATOR, NURSE)


@pytest.mark.parametrize("badge", [PHARMACIST, TECHNICIAN, NURSE])
def test_nobody_but_an_administrator_gives_pins_unlocks_or_ends_work(house: House, badge: str) -> None:
    own = pin_of(badge)
    assert house.code(badges.give_pin, badge, SECOND, new_pin=NEW, pin=own) is Code.NOT_YOUR_ROLE
    assert house.code(badges.leave, badge, SECOND, "because", pin=own) is Code.NOT_YOUR_ROLE
    lock_out(house, SECOND)
    assert house.code(badges.unlock, badge, SECOND, pin=own) is Code.NOT_YOUR_ROLE


def test_nobody_adds_a_person_or_ends_a_wait_at_a_window_left_open_without_the_administrator_s_pin(
    house: House,
) -> None:
    add = ("2009", "Z. Cruz", Role.PHARMACIST, NEW, WRONG)
    assert house.code(people.add_person, ADMINISTRATOR, *add) is Code.WRONG_PIN
    lock_out(house, SECOND)
    assert house.code(badges.unlock, ADMINISTRATOR, SECOND, WRONG) is Code.WRONG_PIN
    assert house.code(people.sign_in, SECOND, pin_of(SECOND)) is Code.LOCKED_OUT


# waiting


def test_an_administrator_lets_a_badge_that_waits_be_tried_at_once(house: House) -> None:
    lock_out(house, TECHNICIAN)
    badges.unlock(house.station, ADMINISTRATOR, TECHNICIAN, pin_of(ADMINISTRATOR))
    people.sign_in(house.station, TECHNICIAN, pin_of(TECHNICIAN))
    # the fifth try at 09:30, and 15 minutes from then
    assert house.events()[-2]["data"]["waited_until"] == "2026-03-25T08:45:00+00:00"


def test_unlocking_gives_5_tries_and_no_more(house: House) -> None:
    lock_out(house, TECHNICIAN)
    badges.unlock(house.station, ADMINISTRATOR, TECHNICIAN, pin_of(ADMINISTRATOR))
    lock_out(house, TECHNICIAN)
    assert house.code(people.sign_in, TECHNICIAN, pin_of(TECHNICIAN)) is Code.LOCKED_OUT


def test_a_badge_that_does_not_wait_is_not_unlocked(house: House) -> None:
    assert house.refused(badges.unlock, ADMINISTRATOR, TECHNICIAN, pin_of(ADMINISTRATOR)).lines() == [
        "This badge does not wait.",
        "expected: a badge that has had too many wrong PINs",
        "got: 1001, T. Ruiz",
        "what now: Whoever has forgotten their PIN needs a new one.",
    ]


# leaving


def test_a_badge_of_somebody_who_left_is_refused_everywhere_in_these_words(house: House) -> None:
    bag_id = house.prepared_to(Step.LOOK)
    left(house, TECHNICIAN)
    words = [
        "The person of this badge does not work here any more.",
        "expected: the badge of somebody who works here",
        "got: 1001, T. Ruiz",
        "what now: Scan your own badge. Whoever comes back gets a new one from an administrator.",
    ]
    assert house.refused(people.sign_in, TECHNICIAN, pin_of(TECHNICIAN)).lines() == words
    assert house.refused(bench.inspect_vial, TECHNICIAN, bag_id).lines() == words
    assert house.code(people.sign_in, TECHNICIAN, WRONG) is Code.PERSON_LEFT
    assert house.code(people.permit, TECHNICIAN, Act.DRAW) is Code.PERSON_LEFT
    assert house.code(people.person_named, TECHNICIAN) is Code.PERSON_LEFT


def test_whoever_left_witnesses_and_releases_nothing(house: House) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    left(house, PHARMACIST)
    scan, own = label(bag_id, "C"), pin_of(PHARMACIST)
    assert house.code(release.release, PHARMACIST, bag_id, scan, own) is Code.PERSON_LEFT
    assert house.code(release.releaser, PHARMACIST, bag_id) is Code.PERSON_LEFT


def test_bag_work_of_somebody_who_left_goes_on_with_others_at_the_same_step(house: House) -> None:
    bag_id = house.prepared_to(Step.DRAW)
    left(house, TECHNICIAN)
    assert house.bag(bag_id).step is Step.DRAW
    house.bring(bag_id, Step.CHECK, by=SECOND)
    house.do(bag_id)
    assert house.bag(bag_id).state is State.RELEASED


def test_the_name_of_somebody_who_left_stays_on_what_they_did(house: House) -> None:
    bag_id = house.released()
    left(house, PHARMACIST)
    bag = house.bag(bag_id)
    by = released(house.station, bag)
    assert by is not None
    assert by[0].name == "F. Soler"
    assert [str(each.by) for each in signed(house.station, bag_id)] == ["F. Soler, pharmacist"] * 2
    refuse_outdated(house.station, SECOND, Act.DISCARD, bag)  # the bag is as shown


def test_the_last_administrator_cannot_leave_in_these_words(house: House) -> None:
    assert house.refused(
        badges.leave, ADMINISTRATOR, ADMINISTRATOR, "retires", pin=pin_of(ADMINISTRATOR)
    ).lines() == [
        "The last administrator cannot leave: nobody could add people any more.",
        "expected: a second administrator",
        "got: 1000, R. Iturbe",
        "what now: Add another administrator first.",
    ]
    added(house, "1009", "Z. Cruz", Role.ADMINISTRATOR)
    left(house, ADMINISTRATOR)
    assert house.code(badges.leave, "1009", "1009", "too", pin=NEW) is Code.LAST_ADMINISTRATOR


def test_leaving_wants_a_reason_and_the_administrator_s_own_pin(house: House) -> None:
    assert house.code(badges.leave, ADMINISTRATOR, NURSE, "  ", pin_of(ADMINISTRATOR)) is Code.NO_REASON
    assert house.code(badges.leave, ADMINISTRATOR, NURSE, "gone", WRONG) is Code.WRONG_PIN
    left(house, NURSE)
    event = house.events()[-1]
    assert (event["act"], event["subject"], event["data"]["reason"]) == (
        "people.leave",
        NURSE,
        "moved to Bilbao",
    )
    assert house.code(badges.leave, ADMINISTRATOR, NURSE, "again", pin_of(ADMINISTRATOR)) is Code.PERSON_LEFT


def test_a_badge_of_somebody_who_left_is_given_to_nobody_else(house: House) -> None:
    left(house, NURSE)
    add = (NURSE, "B. Gil", Role.NURSE, NEW, pin_of(ADMINISTRATOR))
    assert house.code(people.add_person, ADMINISTRATOR, *add) is Code.PERSON_EXISTS


# names


@pytest.mark.parametrize("name", ["F. Soler", "f.  SOLER", " F. Soler "])
def test_a_second_badge_for_the_same_name_is_refused_in_these_words(house: House, name: str) -> None:
    own = pin_of(ADMINISTRATOR)
    refusal = house.refused(people.add_person, ADMINISTRATOR, "2002", name, Role.TECHNICIAN, NEW, own)
    assert refusal.code is Code.NAME_EXISTS
    assert refusal.lines() == [
        "Somebody who works here has this name already.",
        "expected: a name that tells the two apart on labels and in the record",
        "got: F. Soler, badge 1002",
        ("what now: Nobody needs two badges. For another person add a second surname or a full name."),
    ]


def test_another_person_of_the_same_name_is_added_with_a_second_surname(house: House) -> None:
    added(house, "2002", "F. Soler Roca", Role.TECHNICIAN)
    assert people.person_named(house.station, "2002").name == "F. Soler Roca"


def test_the_name_of_somebody_who_left_is_free_again(house: House) -> None:
    left(house, NURSE)
    added(house, "2004", "N. Pons", Role.NURSE)
    assert people.person_named(house.station, "2004").name == "N. Pons"


# self-release


def test_a_new_pin_makes_nobody_another_person_who_could_release_their_own_bag(house: House) -> None:
    bag_id = house.prepared_to(Step.DRAW)
    house.bring(bag_id, Step.CHECK, by=PHARMACIST)
    badges.change_pin(house.station, PHARMACIST, new_pin=NEW, pin=pin_of(PHARMACIST))
    assert house.code(release.release, PHARMACIST, bag_id, label(bag_id, "C"), NEW) is Code.SELF_RELEASE


def test_whoever_comes_back_with_another_badge_and_role_still_prepared_their_bag(house: House) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    left(house, TECHNICIAN)
    added(house, "2001", "T. Ruiz", Role.PHARMACIST)
    refusal = house.refused(release.release, "2001", bag_id, label(bag_id, "C"), NEW)
    assert (refusal.code, str(refusal.got)) == (Code.SELF_RELEASE, "T. Ruiz, who prepared it")
    assert house.code(release.releaser, "2001", bag_id) is Code.SELF_RELEASE


# the list


def test_the_list_of_people_says_who_waits_and_who_has_left(house: House) -> None:
    lock_out(house, TECHNICIAN)
    left(house, NURSE)
    listed = {each.badge: each for each in badges.everybody(house.station)}
    assert [*listed][-1] == NURSE
    waits = listed[TECHNICIAN].waits_until
    assert waits is not None
    assert (waits - house.clock.now()).total_seconds() == 15 * 60
    assert listed[NURSE].left_at == house.clock.now()
    assert listed[PHARMACIST].waits_until is None
    house.later(minutes=15, seconds=1)
    assert all(each.waits_until is None for each in badges.everybody(house.station))
