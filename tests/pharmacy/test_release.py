"""The second check: another person, who proves it, and looks at the newest label."""

from datetime import date

import pytest
from pydantic import SecretStr

from pharmacy.errors import Code, Refusal
from pharmacy.preparation import State, Step
from pharmacy.service import bench, people, release, stockroom
from tests.conftest import (
    ADMINISTRATOR,
    NURSE,
    OTHER_PATIENT,
    PHARMACIST,
    PHYSICIAN,
    PIECE,
    SALINE,
    SALINE_GTIN,
    SECOND,
    TECHNICIAN,
    House,
    label,
    pin_of,
    vial,
)


def refused(house: House, bag_id: str, badge: str = PHARMACIST, scan: str | None = None) -> Refusal:
    return house.refused(
        release.release, badge, bag_id, scan if scan is not None else label(bag_id, "C"), pin_of(badge)
    )


def test_a_second_person_releases_the_bag_and_signs(house: House) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    bag = release.release(house.station, SECOND, bag_id, label(bag_id, "C"), pin_of(SECOND))
    assert (bag.state, bag.step, bag.prepared_by, bag.released_by) == (
        State.RELEASED,
        None,
        TECHNICIAN,
        SECOND,
    )
    connection = house.raw()
    signed = connection.execute(
        "SELECT badge, meaning, length(signed_sha256) FROM signature WHERE bag_id = ? ORDER BY id", (bag_id,)
    ).fetchall()
    connection.close()
    assert signed == [(PHARMACIST, "order verified", 64), (SECOND, "bag released", 64)]


def test_whoever_verified_the_order_may_release_the_bag(house: House) -> None:
    assert house.bag(house.released()).released_by == PHARMACIST


def test_who_prepared_the_bag_cannot_release_it_in_these_words(house: House) -> None:
    bag_id = house.verified()
    house.bring(bag_id, Step.CHECK, by=PHARMACIST)
    refusal = refused(house, bag_id)
    assert refusal.code is Code.SELF_RELEASE
    assert refusal.lines() == [
        "You prepared this bag, so you cannot release it.",
        "expected: a pharmacist who had no hand in this bag",
        "got: F. Soler, who prepared it",
        "what now: Ask a second pharmacist to check and sign. The bag stays as it is.",
    ]


@pytest.mark.parametrize("own", [step for step in Step if step is not Step.CHECK])
def test_who_did_only_one_step_cannot_release_the_bag_either(house: House, own: Step) -> None:
    bag_id = house.verified()
    house.bring(bag_id, own)
    house.do(bag_id, by=PHARMACIST)
    house.bring(bag_id, Step.CHECK)
    assert refused(house, bag_id).code is Code.SELF_RELEASE
    release.release(house.station, SECOND, bag_id, label(bag_id, "C"), pin_of(SECOND))


def test_what_somebody_tried_and_was_refused_is_no_hand_in_the_bag(house: House) -> None:
    bag_id = house.prepared_to(Step.LOOK)
    house.refused(bench.draw, PHARMACIST, bag_id)
    house.bring(bag_id, Step.CHECK)
    assert house.do(bag_id).state is State.RELEASED


def test_who_handled_an_earlier_bag_of_the_day_may_release_this_one(house: House) -> None:
    first = house.verified(OTHER_PATIENT)
    house.bring(first, Step.CHECK, serial="7H2K2", by=PHARMACIST)
    bag_id = house.prepared_to(Step.CHECK)
    assert house.do(bag_id).state is State.RELEASED


@pytest.mark.parametrize("badge", [TECHNICIAN, NURSE, PHYSICIAN, ADMINISTRATOR])
def test_only_a_pharmacist_releases(house: House, badge: str) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    refusal = refused(house, bag_id, badge)
    assert refusal.code is Code.NOT_YOUR_ROLE
    assert str(refusal.expected) == "pharmacist"


def test_a_release_needs_the_pin_of_who_releases(house: House) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    for pin in ("0000", "7193", "", "8246 "):
        code = house.code(release.release, SECOND, bag_id, label(bag_id, "C"), SecretStr(pin))
        assert code is Code.WRONG_PIN
    assert house.code(release.release, "9999", bag_id, label(bag_id, "C"), pin_of(SECOND)) is (
        Code.UNKNOWN_PERSON
    )


@pytest.mark.parametrize("due", [step for step in Step if step is not Step.CHECK])
def test_nothing_is_released_before_its_label_was_scanned_back(house: House, due: Step) -> None:
    bag_id = house.prepared_to(due)
    assert refused(house, bag_id, SECOND).code is Code.ILLEGAL_ACTION


def test_a_bag_is_released_once(house: House) -> None:
    bag_id = house.released()
    assert refused(house, bag_id, SECOND).code is Code.ILLEGAL_ACTION


def test_the_cover_s_newest_label_is_scanned(house: House) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    other = house.verified(OTHER_PATIENT)
    house.bring(other, Step.CHECK, serial="7H2K2")
    for scan, code in (
        (label(bag_id, "B"), Code.WRONG_PIECE),
        (label(bag_id, "C", 2), Code.VOID_COPY),
        (label(other, "C"), Code.WRONG_BAG),
        (SALINE, Code.WRONG_KIND),
        (bag_id, Code.WRONG_KIND),
        ("", Code.UNREADABLE),
    ):
        assert refused(house, bag_id, scan=scan).code is code


def test_a_void_copy_is_not_released(house: House) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    copy = bench.number_labels(house.station, TECHNICIAN, bag_id, "smudged").label_copy
    bench.labels_printed(house.station, TECHNICIAN, bag_id, copy, PIECE, PIECE)
    house.bring(bag_id, Step.CHECK)
    assert refused(house, bag_id, scan=label(bag_id, "C", 1)).code is Code.VOID_COPY
    bag = release.release(house.station, PHARMACIST, bag_id, label(bag_id, "C", 2), pin_of(PHARMACIST))
    assert bag.state is State.RELEASED


def test_a_bag_out_of_time_is_not_released(house: House) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    house.stored_cold(bag_id, hours=8)
    house.later(microseconds=1)
    assert refused(house, bag_id).code is Code.PAST_START_BEFORE


def test_a_bag_is_released_in_its_last_moment(house: House) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    house.stored_cold(bag_id, hours=8)
    assert house.do(bag_id).state is State.RELEASED


def test_a_clock_that_runs_behind_releases_nothing(house: House) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    house.later(minutes=-1)
    scan = label(bag_id, "C")
    assert house.behind(release.release, PHARMACIST, bag_id, scan, pin_of(PHARMACIST)) == [bag_id]


def test_a_bag_with_a_recalled_lot_is_not_released_in_these_words(house: House) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    stockroom.recall_lot(house.station, SECOND, SALINE_GTIN, "B4471", "the maker's letter")
    refusal = refused(house, bag_id)
    assert refusal.code is Code.RECALLED
    assert refusal.lines() == [
        "This bag must not be used any more.",
        "expected: a lot that may be used",
        "got: Lot B4471 was recalled: the maker's letter",
        (
            "what now: Do not start it. Bring it back from wherever it is, and discard it; "
            "a pharmacist can order another one."
        ),
    ]


def test_a_bag_whose_vial_expired_overnight_is_not_released(house: House) -> None:
    stockroom.receive_vial(house.station, TECHNICIAN, vial("SHORT", lot="L90A1", expiry="260325"))
    bag_id = house.order(at="1:30", first_day=date(2026, 3, 26))[0]
    house.verify(bag_id)
    house.at(23, 50)
    house.bring(bag_id, Step.VIAL)
    bench.scan_vial(house.station, TECHNICIAN, bag_id, vial("SHORT", lot="L90A1", expiry="260325"))
    house.bring(bag_id, Step.CHECK)
    house.at(0, 1, day=26)
    assert refused(house, bag_id).code is Code.EXPIRED


def test_a_locked_out_pharmacist_releases_nothing(house: House) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    for _ in range(5):
        house.code(people.sign_in, PHARMACIST, SecretStr("0000"))
    assert refused(house, bag_id).code is Code.LOCKED_OUT


def test_who_may_not_release_is_told_before_typing_a_pin_and_it_is_recorded(house: House) -> None:
    bag_id = house.verified()
    house.bring(bag_id, Step.CHECK, by=PHARMACIST)
    for badge, code in (
        (PHARMACIST, Code.SELF_RELEASE),
        (TECHNICIAN, Code.NOT_YOUR_ROLE),
        ("9999", Code.UNKNOWN_PERSON),
    ):
        assert house.code(release.releaser, badge, bag_id) is code
    assert release.releaser(house.station, SECOND, bag_id).name == "M. Vega"


def test_no_release_survives_a_refusal_half_way(house: House) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    refused(house, bag_id, scan=label(bag_id, "B"))
    connection = house.raw()
    (signatures,) = connection.execute(
        "SELECT count(*) FROM signature WHERE bag_id = ?", (bag_id,)
    ).fetchone()
    connection.close()
    assert signatures == 1  # the order's
