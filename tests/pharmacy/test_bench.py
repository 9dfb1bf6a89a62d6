"""At the bench: one step after the other, and the ways out."""

import inspect
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

import pytest

from pharmacy.bedside import Fluid
from pharmacy.errors import Code, Refusal
from pharmacy.infusion import Response
from pharmacy.people import MAY, Role
from pharmacy.premedication import Premedicine
from pharmacy.preparation import State, Step
from pharmacy.protocol.policy import Overridable
from pharmacy.service import bench, documents, orders, people, release, stockroom
from pharmacy.service.act import ACTS
from pharmacy.service.sheets import Sheet
from tests.conftest import (
    GLUCOSE,
    GTIN,
    NURSE,
    OTHER_PATIENT,
    PHARMACIST,
    PHYSICIAN,
    PIECE,
    SALINE,
    SECOND,
    TECHNICIAN,
    THIRD_PATIENT,
    House,
    label,
    moment,
    pin_of,
    vial,
)

BENCH: dict[Step, tuple[Callable[..., object], tuple[object, ...]]] = {
    Step.ORDER: (bench.confirm_order, ()),
    Step.PATIENT: (bench.confirm_patient, ()),
    Step.VIAL: (bench.scan_vial, (vial("7H2K2"),)),
    Step.LOOK: (bench.inspect_vial, ()),
    Step.DILUENT: (bench.scan_diluent, (SALINE,)),
    Step.DRAW: (bench.draw, ()),
    Step.INJECT: (bench.inject, ()),
    Step.INVERT: (bench.invert, ()),
    Step.COVER: (bench.cover, ()),
    Step.PRINT: (bench.labels_printed, (0, PIECE, PIECE)),
    Step.BAG_LABEL: (bench.scan_bag_label, ("]d291260000011\x1d92B1E",)),
    Step.COVER_LABEL: (bench.scan_cover_label, ("]d291260000011\x1d92C1A",)),
}
"""What is tried too early or too late; the scans are good ones."""


def fate(house: House, serial: str) -> tuple[str, str | None]:
    """What the book says of a vial."""
    connection = house.raw()
    found: tuple[str, str | None] = connection.execute(
        "SELECT fate, bag_id FROM vial WHERE serial = ?", (serial,)
    ).fetchone()
    connection.close()
    return found


def saline_taken(house: House) -> int:
    connection = house.raw()
    (taken,) = connection.execute("SELECT taken FROM diluent WHERE lot = 'B4471'").fetchone()
    connection.close()
    return int(taken)


# the steps


def test_a_bag_goes_step_by_step_from_its_order_to_its_labels(house: House) -> None:
    bag_id = house.verified()
    seen = [house.bag(bag_id).step]
    while house.bag(bag_id).step is not Step.CHECK:
        seen.append(house.do(bag_id).step)
    assert seen == list(Step)
    bag = house.bag(bag_id)
    assert (bag.state, bag.vial_serial, bag.diluent_lot, bag.prepared_by, bag.label_copy) == (
        State.LABELLED,
        "7H2K1",
        "B4471",
        TECHNICIAN,
        1,
    )


@pytest.mark.parametrize("due", list(BENCH))
def test_at_each_step_every_other_step_is_refused_and_changes_nothing(house: House, due: Step) -> None:
    bag_id = house.prepared_to(due)
    for step, (function, more) in BENCH.items():
        if step is due:
            continue
        code = house.code(function, TECHNICIAN, bag_id, *more)
        assert code in {Code.STEP_ORDER, Code.ILLEGAL_ACTION, Code.NOT_PRINTED, Code.VOID_COPY}, step
        assert house.bag(bag_id).step is due


def test_nothing_is_done_with_a_bag_that_is_not_verified(house: House) -> None:
    bag_id = house.order()[0]
    for step, (function, more) in BENCH.items():
        code = house.code(function, TECHNICIAN, bag_id, *more)
        assert code in {Code.ILLEGAL_ACTION, Code.NOT_PRINTED}, step


def test_a_power_cut_at_any_step_is_gone_on_with_at_that_step(house: House) -> None:
    bag_id = house.verified()
    while (step := house.bag(bag_id).step) is not Step.CHECK:
        house.station.database.close()
        assert house.bag(bag_id).step is step
        house.do(bag_id)


def test_mixing_starts_the_clock_at_that_moment(house: House) -> None:
    bag_id = house.prepared_to(Step.INJECT)
    assert house.bag(bag_id).mixed_at is None
    house.at(9, 36, 12)
    assert str(house.do(bag_id).mixed_at) == "2026-03-25 08:36:12+00:00"


@pytest.mark.parametrize("minutes", [2.9, 20])
def test_the_vial_is_spent_when_it_is_drawn(house: House, minutes: float) -> None:
    bag_id = house.prepared_to(Step.DRAW)
    house.later(minutes=minutes)
    assert fate(house, "7H2K1") == ("taken", bag_id)
    house.do(bag_id)
    assert fate(house, "7H2K1") == ("used", bag_id)


# not too early


def test_a_bag_for_another_day_is_not_begun_in_these_words(house: House) -> None:
    tomorrow = house.order()[1]
    house.verify(tomorrow)
    refusal = house.refused(bench.confirm_order, TECHNICIAN, tomorrow)
    assert refusal.code is Code.TOO_EARLY
    assert refusal.lines() == [
        "It is too early to prepare this bag.",
        "expected: an infusion planned up to 2026-03-25 17:30 +01:00",
        "got: an infusion planned for 2026-03-26 12:00 +01:00",
        "what now: Prepare it from 2026-03-26 04:00 +01:00 on.",
        "(Fig. 3)",
    ]


def test_a_bag_is_begun_at_most_8_hours_before_its_infusion(house: House) -> None:
    bag_id = house.verified()
    later = house.order(OTHER_PATIENT, at="18:00")[0]
    house.verify(later)
    house.at(9, 59, 59)
    assert house.code(bench.confirm_order, TECHNICIAN, later) is Code.TOO_EARLY
    house.at(10)
    bench.confirm_order(house.station, TECHNICIAN, later)
    bench.confirm_order(house.station, TECHNICIAN, bag_id)


# before the vial is opened, once more


def test_a_lot_recalled_between_scan_and_draw_is_not_opened_in_these_words(house: House) -> None:
    bag_id = house.prepared_to(Step.DRAW)
    stockroom.recall_lot(house.station, PHARMACIST, GTIN, "L77F2", "the maker's letter")
    refusal = house.refused(bench.draw, TECHNICIAN, bag_id)
    assert refusal.code is Code.RECALLED
    assert refusal.lines() == [
        "This lot has been recalled.",
        "expected: a lot that may be used",
        "got: lot L77F2, expiry 31 Dec 2028: the maker's letter",
        "what now: Put all of this lot aside and call the pharmacist.",
    ]


def test_a_diluent_recalled_between_scan_and_draw_is_not_used(house: House) -> None:
    bag_id = house.prepared_to(Step.DRAW)
    stockroom.recall_lot(house.station, PHARMACIST, "09520001000027", "B4471", "the maker's letter")
    assert house.code(bench.draw, TECHNICIAN, bag_id) is Code.RECALLED


def overnight(house: House, due: Step) -> str:
    """A bag for half past one in the night, begun at ten in the evening with a vial that expires at
    midnight.
    """
    stockroom.receive_vial(house.station, TECHNICIAN, vial("SHORT", lot="L90A1", expiry="260325"))
    bag_id = house.order(at="1:30", first_day=date(2026, 3, 26))[0]
    house.verify(bag_id)
    house.at(22)
    house.bring(bag_id, Step.VIAL)
    bench.scan_vial(house.station, TECHNICIAN, bag_id, vial("SHORT", lot="L90A1", expiry="260325"))
    house.at(23, 55)
    house.bring(bag_id, due)
    return bag_id


@pytest.mark.parametrize(
    ("due", "act"), [(Step.DRAW, bench.draw), (Step.INJECT, bench.inject)], ids=["draw", "inject"]
)
def test_a_vial_that_expires_at_midnight_is_used_no_more_after_midnight(
    house: House, due: Step, act: Callable[..., object]
) -> None:
    bag_id = overnight(house, due)
    house.at(0, 5, day=26)
    refusal = house.refused(act, TECHNICIAN, bag_id)
    assert refusal.code is Code.EXPIRED
    assert str(refusal.got) == "lot L90A1, expiry 25 Mar 2026, expired 25 Mar 2026"


def test_a_bag_is_prepared_into_the_next_day_when_that_day_is_its_own(house: House) -> None:
    bag_id = house.order(at="1:30", first_day=date(2026, 3, 26))[0]
    house.verify(bag_id)
    house.at(23, 55)
    house.bring(bag_id, Step.DRAW)
    house.at(0, 5, day=26)
    assert house.bring(bag_id, Step.CHECK).state is State.LABELLED


def test_a_recalled_vial_that_was_scanned_can_be_given_back(house: House) -> None:
    bag_id = house.prepared_to(Step.DRAW)
    stockroom.recall_lot(house.station, PHARMACIST, GTIN, "L77F2", "the maker's letter")
    bench.cancel(house.station, TECHNICIAN, bag_id, "recalled", vial_sealed=True)
    assert fate(house, "7H2K1") == ("in stock", None)


# a vial that is not fit


def test_a_vial_with_particles_is_put_aside_for_good(house: House) -> None:
    bag_id = house.prepared_to(Step.LOOK)
    bag = bench.reject_vial(house.station, TECHNICIAN, bag_id, "particles")
    assert (bag.step, bag.vial_serial) == (Step.VIAL, None)
    assert fate(house, "7H2K1") == ("rejected", bag_id)
    refusal = house.refused(bench.scan_vial, TECHNICIAN, bag_id, vial("7H2K1"))
    assert refusal.code is Code.VIAL_REJECTED
    assert refusal.lines()[:3] == [
        "This vial was taken out of use.",
        "expected: a vial never used before",
        f"got: serial 7H2K1 lot L77F2, rejected 2026-03-25 09:30 +01:00 for bag {bag_id}",
    ]
    assert bench.scan_vial(house.station, TECHNICIAN, bag_id, vial("7H2K2")).step is Step.LOOK


def test_a_vial_is_rejected_with_a_reason(house: House) -> None:
    bag_id = house.prepared_to(Step.LOOK)
    refusal = house.refused(bench.reject_vial, TECHNICIAN, bag_id, "\t \n")
    assert refusal.code is Code.NO_REASON
    assert refusal.lines() == [
        "Something has to be written here.",
        "expected: a few words",
        "got: nothing",
        "what now: Type it, then press Enter.",
    ]


@pytest.mark.parametrize("due", [Step.ORDER, Step.VIAL, Step.DILUENT, Step.INJECT, Step.COVER])
def test_a_vial_is_rejected_only_when_it_is_looked_at(house: House, due: Step) -> None:
    bag_id = house.prepared_to(due)
    code = house.code(bench.reject_vial, TECHNICIAN, bag_id, "particles")
    assert code in {Code.STEP_ORDER, Code.ILLEGAL_ACTION}


# cancelled and discarded


@pytest.mark.parametrize("due", [Step.ORDER, Step.PATIENT, Step.VIAL])
def test_a_bag_is_cancelled_before_its_vial_is_scanned(house: House, due: Step) -> None:
    bag_id = house.prepared_to(due)
    bag = bench.cancel(house.station, TECHNICIAN, bag_id, "the ward called")
    assert (bag.state, bag.step, bag.ended_because) == (State.CANCELLED, None, "the ward called")


@pytest.mark.parametrize("due", [Step.LOOK, Step.DILUENT, Step.DRAW])
def test_a_sealed_vial_of_a_cancelled_bag_goes_back_to_stock_and_into_another(
    house: House, due: Step
) -> None:
    bag_id = house.prepared_to(due)
    bench.cancel(house.station, TECHNICIAN, bag_id, "the ward called", vial_sealed=True)
    assert fate(house, "7H2K1") == ("in stock", None)
    assert saline_taken(house) == 0
    other = house.verified(OTHER_PATIENT)
    house.bring(other, Step.CHECK)
    assert fate(house, "7H2K1") == ("used", other)


def test_a_scanned_vial_must_be_accounted_for_in_these_words(house: House) -> None:
    bag_id = house.prepared_to(Step.DRAW)
    assert house.refused(bench.cancel, TECHNICIAN, bag_id, "the ward called").lines() == [
        "A vial was scanned for this bag and has to be accounted for.",
        "expected: whether vial 7H2K1 is still sealed and cold",
        "got: nothing",
        "what now: Say yes: it goes back to stock. Say no: it is destroyed.",
    ]


def test_a_vial_that_is_not_sealed_any_more_is_destroyed(house: House) -> None:
    bag_id = house.prepared_to(Step.DRAW)
    bench.cancel(house.station, TECHNICIAN, bag_id, "dropped", vial_sealed=False)
    assert fate(house, "7H2K1") == ("destroyed", bag_id)
    other = house.verified(OTHER_PATIENT)
    house.bring(other, Step.VIAL)
    assert house.code(bench.scan_vial, TECHNICIAN, other, vial("7H2K1")) is Code.VIAL_REJECTED


@pytest.mark.parametrize(
    "due", [Step.INJECT, Step.INVERT, Step.COVER, Step.PRINT, Step.BAG_LABEL, Step.CHECK]
)
def test_a_bag_whose_vial_is_open_is_discarded_and_not_cancelled(house: House, due: Step) -> None:
    bag_id = house.prepared_to(due)
    code = house.code(bench.cancel, TECHNICIAN, bag_id, "the ward called")
    assert code in {Code.STEP_ORDER, Code.ILLEGAL_ACTION}
    bag = bench.discard(house.station, TECHNICIAN, bag_id, "the ward called")
    assert (bag.state, bag.ended_because) == (State.DISCARDED, "the ward called")
    assert fate(house, "7H2K1") == ("used", bag_id)
    assert saline_taken(house) == 1
    assert house.events()[-1]["data"]["vial_fate"] == "used"


@pytest.mark.parametrize("due", [Step.ORDER, Step.PATIENT, Step.VIAL, Step.LOOK, Step.DILUENT, Step.DRAW])
def test_a_bag_whose_vial_is_closed_is_not_discarded(house: House, due: Step) -> None:
    bag_id = house.prepared_to(due)
    code = house.code(bench.discard, TECHNICIAN, bag_id, "the ward called")
    assert code in {Code.STEP_ORDER, Code.ILLEGAL_ACTION}


@pytest.mark.parametrize("reason", ["", "   ", "x" * 201, "a\x07b"])
def test_an_end_needs_a_reason_that_can_be_read(house: House, reason: str) -> None:
    bag_id = house.prepared_to(Step.COVER)
    assert house.code(bench.discard, TECHNICIAN, bag_id, reason) in {Code.NO_REASON, Code.TOO_LONG}
    assert house.bag(bag_id).state is State.MIXED


def test_a_reason_that_is_too_long_is_refused_in_these_words(house: House) -> None:
    bag_id = house.prepared_to(Step.COVER)
    assert house.refused(bench.discard, TECHNICIAN, bag_id, "x" * 201).lines() == [
        "This text cannot be kept as it is.",
        "expected: at most 200 characters that can be printed",
        f"got: 201 characters: '{'x' * 40}'",
        "what now: Say it shorter, in plain letters.",
    ]


def test_an_ended_bag_is_left_alone(house: House) -> None:
    bag_id = house.prepared_to(Step.COVER)
    bench.discard(house.station, TECHNICIAN, bag_id, "fell on the floor")
    for function, more in BENCH.values():
        assert house.code(function, TECHNICIAN, bag_id, *more) in {Code.ILLEGAL_ACTION, Code.NOT_PRINTED}
    assert house.code(bench.discard, TECHNICIAN, bag_id, "again") is Code.ILLEGAL_ACTION
    assert house.code(bench.cancel, TECHNICIAN, bag_id, "again") is Code.ILLEGAL_ACTION


# labels


def test_labels_are_not_confirmed_as_printed_before_they_are_numbered_in_these_words(house: House) -> None:
    bag_id = house.prepared_to(Step.PRINT)
    refusal = house.refused(bench.labels_printed, TECHNICIAN, bag_id, 0, PIECE, PIECE)
    assert refusal.code is Code.NOT_PRINTED
    assert refusal.lines() == [
        "No label has been printed for this bag.",
        "expected: labels that were given a copy number before they were printed",
        "got: none",
        "what now: Print the labels.",
    ]


@pytest.mark.parametrize("due", [Step.ORDER, Step.DRAW, Step.INJECT, Step.INVERT, Step.COVER])
def test_no_label_is_numbered_before_the_bag_is_mixed_and_covered(house: House, due: Step) -> None:
    bag_id = house.prepared_to(due)
    assert house.code(bench.number_labels, TECHNICIAN, bag_id) in {Code.ILLEGAL_ACTION, Code.STEP_ORDER}


def test_a_printer_that_failed_leaves_the_bag_at_its_step_and_the_next_copy_has_the_next_number(
    house: House,
) -> None:
    bag_id = house.prepared_to(Step.PRINT)
    assert bench.number_labels(house.station, TECHNICIAN, bag_id).label_copy == 1
    assert house.bag(bag_id).step is Step.PRINT
    assert house.code(bench.number_labels, TECHNICIAN, bag_id) is Code.NO_REASON
    assert bench.number_labels(house.station, TECHNICIAN, bag_id, "paper jam").label_copy == 2
    assert house.code(bench.labels_printed, TECHNICIAN, bag_id, 1, PIECE, PIECE) is Code.VOID_COPY
    assert bench.labels_printed(house.station, TECHNICIAN, bag_id, 2, PIECE, PIECE).step is Step.BAG_LABEL


def test_a_reprint_voids_every_earlier_copy_in_these_words(house: House) -> None:
    bag_id = house.prepared_to(Step.COVER_LABEL)
    bench.number_labels(house.station, TECHNICIAN, bag_id, "smudged")
    house.do(bag_id)  # copy 3 in all: the helper numbers its own
    assert (house.bag(bag_id).step, house.bag(bag_id).label_copy) == (Step.BAG_LABEL, 3)
    unknown = house.refused(bench.scan_bag_label, TECHNICIAN, bag_id, label(bag_id, "B", 4))
    assert unknown.lines() == [
        "This copy of the label is not known here.",
        f"expected: copy 3 of bag {bag_id}",
        "got: copy 4",
        "what now: Put the bag aside and call the pharmacist: the record is older than this label.",
    ]
    for copy in (1, 2):
        refusal = house.refused(bench.scan_bag_label, TECHNICIAN, bag_id, label(bag_id, "B", copy))
        assert refusal.code is Code.VOID_COPY
        assert refusal.lines() == [
            "This copy of the label is void.",
            f"expected: copy 3 of bag {bag_id}",
            f"got: copy {copy}",
            "what now: Destroy the old copy and scan the newest one.",
        ]
    assert house.do(bag_id).step is Step.COVER_LABEL


def test_a_reprint_of_a_released_bag_takes_the_release_back(house: House) -> None:
    bag_id = house.released()
    assert house.bag(bag_id).released_by == PHARMACIST
    bench.number_labels(house.station, TECHNICIAN, bag_id, "smudged")
    bag = house.bag(bag_id)
    assert (bag.state, bag.step, bag.released_by) == (State.MIXED, Step.PRINT, None)


def test_the_wrong_piece_is_refused_in_these_words(house: House) -> None:
    bag_id = house.prepared_to(Step.BAG_LABEL)
    refusal = house.refused(bench.scan_bag_label, TECHNICIAN, bag_id, label(bag_id, "C"))
    assert refusal.code is Code.WRONG_PIECE
    assert refusal.lines() == [
        "This is the other label of the bag.",
        f"expected: the bag label of bag {bag_id}",
        f"got: the cover label of bag {bag_id}",
        "what now: Scan the label that the screen asks for.",
    ]
    house.do(bag_id)
    assert house.code(bench.scan_cover_label, TECHNICIAN, bag_id, label(bag_id, "B")) is Code.WRONG_PIECE


def test_another_bag_s_label_is_refused_in_these_words(house: House) -> None:
    first = house.prepared_to(Step.BAG_LABEL)
    second = house.verified(OTHER_PATIENT)
    house.bring(second, Step.BAG_LABEL, serial="7H2K2")
    refusal = house.refused(bench.scan_bag_label, TECHNICIAN, first, label(second))
    assert refusal.code is Code.WRONG_BAG
    assert refusal.lines() == [
        "This label belongs to another bag.",
        f"expected: the bag label of bag {first}",
        f"got: the bag label of bag {second}",
        "what now: Put both bags aside and find out whose label is whose before going on.",
    ]


@pytest.mark.parametrize(
    ("scan", "got"),
    [
        (SALINE, "product 09520001000027"),
        # the same product's bare EAN-13, as bags have it besides
        ("]E09520001000027", "product 09520001000027"),
        ("9520001000027", "product 09520001000027"),
        (GLUCOSE, "a diluent, lot G2210"),
    ],
)
@pytest.mark.parametrize(
    ("due", "scanning", "piece"),
    [
        (Step.BAG_LABEL, bench.scan_bag_label, "the bag label"),
        (Step.COVER_LABEL, bench.scan_cover_label, "the cover label"),
    ],
)
def test_the_diluent_s_own_code_is_told_from_the_label_s_in_these_words(
    house: House, due: Step, scanning: Callable[..., object], piece: str, scan: str, got: str
) -> None:
    bag_id = house.prepared_to(due)
    refusal = house.refused(scanning, TECHNICIAN, bag_id, scan)
    assert refusal.code is Code.WRONG_KIND
    assert refusal.lines() == [
        "This is the diluent's own code, not the label's.",
        f"expected: {piece} of bag {bag_id}",
        f"got: {got}",
        (
            "what now: The bag label must cover the diluent's own code, so that nobody scans it by mistake. "
            f"Then scan the square code on {piece}."
        ),
    ]


@pytest.mark.parametrize("scan", [vial("7H2K1"), "ST1001", "NHC00482913"])
def test_no_other_code_is_taken_for_the_label_in_these_words(house: House, scan: str) -> None:
    bag_id = house.prepared_to(Step.BAG_LABEL)
    refusal = house.refused(bench.scan_bag_label, TECHNICIAN, bag_id, scan)
    assert refusal.code is Code.WRONG_KIND
    lines = refusal.lines()
    assert [lines[0], lines[1], lines[3]] == [
        "This is not the label's code.",
        f"expected: the bag label of bag {bag_id}",
        "what now: Scan the code on the printed label.",
    ]


def test_a_typed_number_is_no_scan_of_the_label(house: House) -> None:
    bag_id = house.prepared_to(Step.BAG_LABEL)
    assert house.code(bench.scan_bag_label, TECHNICIAN, bag_id, bag_id) is Code.WRONG_KIND


# the eight hours


@pytest.mark.parametrize(
    "due", [Step.INVERT, Step.COVER, Step.PRINT, Step.BAG_LABEL, Step.COVER_LABEL, Step.CHECK]
)
def test_past_its_time_a_bag_can_only_be_discarded(house: House, due: Step) -> None:
    bag_id = house.prepared_to(due)
    house.later(hours=8, seconds=1)
    for step, (function, more) in BENCH.items():
        code = house.code(function, TECHNICIAN, bag_id, *more)
        assert code in {Code.PAST_START_BEFORE, Code.NOT_PRINTED, Code.VOID_COPY}, step
    assert house.code(bench.number_labels, TECHNICIAN, bag_id, "smudged") is Code.PAST_START_BEFORE
    assert house.code(bench.cancel, TECHNICIAN, bag_id, "too late") is Code.PAST_START_BEFORE
    assert house.code(bench.reject_vial, TECHNICIAN, bag_id, "too late") is Code.PAST_START_BEFORE
    assert bench.discard(house.station, TECHNICIAN, bag_id, "too late").state is State.DISCARDED


def test_a_bag_out_of_time_is_refused_in_these_words(house: House) -> None:
    house.at(9, 36)
    bag_id = house.prepared_to(Step.COVER)
    house.at(17, 36, 1)
    refusal = house.refused(bench.cover, TECHNICIAN, bag_id)
    assert refusal.lines() == [
        "This bag must not be used any more.",
        "expected: an infusion that starts in time, kept cold and dark",
        "got: Mixed at 09:36; the infusion had to start before 17:36.",
        f"what now: Discard bag {bag_id} and say why; a pharmacist can order another one.",
        "(Fig. 3)",
    ]


def test_to_the_second_a_bag_is_still_worked_on(house: House) -> None:
    house.at(9, 36)
    bag_id = house.prepared_to(Step.COVER)
    house.stored(bag_id)
    house.keep_cold(moment(17, 36))
    assert house.do(bag_id).step is Step.PRINT


def test_a_clock_set_back_gives_a_bag_no_more_time(house: House) -> None:
    bag_id = house.prepared_to(Step.COVER)
    house.later(hours=9)
    assert house.code(bench.cover, TECHNICIAN, bag_id) is Code.PAST_START_BEFORE
    house.later(hours=-5)
    assert house.behind(bench.cover, TECHNICIAN, bag_id) == [bag_id]
    assert bench.discard(house.station, TECHNICIAN, bag_id, "who knows").state is State.DISCARDED


def for_ever_discard_only(house: House, bag_id: str) -> None:
    """Nothing but discarding is left for a bag, today, when its time is up and next year."""
    for hours in (0, 1, 3, 9, 24 * 365):
        house.later(hours=hours)
        for step, (function, more) in BENCH.items():
            code = house.code(function, TECHNICIAN, bag_id, *more)
            assert code in {Code.CLOCK_BEHIND, Code.NOT_PRINTED, Code.VOID_COPY}, (hours, step)
        for act, badge, arguments in (
            (bench.number_labels, TECHNICIAN, ("smudged",)),
            (bench.cancel, TECHNICIAN, ("doubt",)),
            (release.release, SECOND, (label(bag_id, "C"), pin_of(SECOND))),
            (documents.number_sheet, NURSE, (Sheet.INFUSION,)),
        ):
            assert house.code(act, badge, bag_id, *arguments) is Code.CLOCK_BEHIND
    assert bench.discard(house.station, TECHNICIAN, bag_id, "who knows").state is State.DISCARDED


@pytest.mark.parametrize("due", [Step.INVERT, Step.PRINT, Step.COVER_LABEL, Step.CHECK])
def test_a_bag_mixed_by_a_clock_that_was_ahead_can_only_be_discarded_once_it_is_put_right(
    house: House, due: Step
) -> None:
    bag_id = house.prepared_to(due)
    house.later(hours=-2)
    people.accept_clock(house.station, PHARMACIST, "it was ahead", pin_of(PHARMACIST))
    assert house.events()[-1]["data"]["doubted"] == [bag_id]
    for_ever_discard_only(house, bag_id)


def test_a_bag_mixed_by_a_clock_that_was_ahead_stays_unusable_when_nobody_accepts_and_it_catches_up(
    house: House,
) -> None:
    bag_id = house.prepared_to(Step.COVER)
    house.later(hours=-2)
    assert house.behind(stockroom.receive_vial, TECHNICIAN, vial("NEW")) == [bag_id]
    house.later(hours=2, minutes=1)
    for_ever_discard_only(house, bag_id)


def test_signing_in_by_a_clock_that_was_set_back_is_enough_to_doubt_a_bag(house: House) -> None:
    bag_id = house.prepared_to(Step.COVER)
    house.later(hours=-2)
    people.sign_in(house.station, TECHNICIAN, pin_of(TECHNICIAN))
    assert house.events()[-1]["data"]["doubted"] == [bag_id]
    house.later(hours=2)
    for_ever_discard_only(house, bag_id)


def test_a_doubted_bag_is_refused_in_these_words(house: House) -> None:
    bag_id = house.prepared_to(Step.COVER)
    house.later(hours=-2)
    house.behind(bench.cover, TECHNICIAN, bag_id)
    house.later(hours=2)
    assert house.refused(bench.cover, TECHNICIAN, bag_id).lines() == [
        "This bag must not be used any more.",
        "expected: an infusion that starts in time, kept cold and dark",
        "got: The clock was set back after this bag was mixed: nobody knows how long ago that was.",
        f"what now: Discard bag {bag_id} and say why; a pharmacist can order another one.",
        "(Fig. 3)",
    ]


def test_every_bag_whose_vial_is_open_is_doubted_and_no_other(house: House) -> None:
    drawn = house.prepared_to(Step.INJECT)
    scanned = house.verified(OTHER_PATIENT)
    house.bring(scanned, Step.DRAW, serial="7H2K2")
    released = house.verified(THIRD_PATIENT)
    house.bring(released, Step.CHECK, serial="7H2K3")
    house.do(released)
    house.later(hours=-1)
    assert house.behind(stockroom.receive_vial, TECHNICIAN, vial("NEW")) == [drawn, released]
    assert house.behind(stockroom.receive_vial, TECHNICIAN, vial("NEW")) == []
    house.later(hours=1)
    assert house.do(scanned).step is Step.INJECT


def test_a_clock_a_moment_behind_doubts_nothing(house: House) -> None:
    bag_id = house.prepared_to(Step.COVER)
    house.later(seconds=-30)
    house.do(bag_id)
    assert not house.bag(bag_id).clock_doubted


# too late


def test_a_bag_is_not_begun_after_its_day_in_these_words(house: House) -> None:
    bag_id = house.verified()
    house.at(0, 0, day=26)
    refusal = house.refused(bench.confirm_order, TECHNICIAN, bag_id)
    assert refusal.code is Code.TOO_LATE
    assert refusal.lines() == [
        "The day of this bag is over.",
        "expected: a bag for 26 Mar 2026",
        f"got: bag {bag_id} for 25 Mar 2026",
        "what now: Cancel it. Physician and pharmacist decide how the course goes on.",
        "(Treatment)",
    ]


def test_no_vial_is_opened_for_a_bag_whose_day_is_over(house: House) -> None:
    bag_id = house.prepared_to(Step.DRAW)
    house.at(0, 0, day=26)
    assert house.code(bench.draw, TECHNICIAN, bag_id) is Code.TOO_LATE
    bench.cancel(house.station, TECHNICIAN, bag_id, "its day is over", vial_sealed=True)
    assert house.code(orders.replace_bag, PHARMACIST, bag_id, "for yesterday") is Code.TOO_LATE


def test_when_the_8_hours_cover_the_infusion_a_bag_is_begun_that_much_later(house: House) -> None:
    # 101.2 mL run for 308.88 min, so 8 h less 5 h 8 min 52.8 s are left: 2 h 51 min 7.2 s
    bag_id = house.order(at="13:00")[0]
    cover = house.station.policy.eight_hours_cover.model_copy(update={"value": "end"})
    policy = house.station.policy.model_copy(update={"eight_hours_cover": cover})
    house.station = replace(house.station, policy=policy)
    house.verify(bag_id)
    house.at(10, 8, 52)
    refusal = house.refused(bench.confirm_order, TECHNICIAN, bag_id)
    assert refusal.code is Code.TOO_EARLY
    assert str(refusal.advice) == "Prepare it from 2026-03-25 10:08 +01:00 on."
    house.at(10, 8, 53)
    assert house.do(bag_id).step is Step.PATIENT


def test_the_concentrate_is_injected_within_15_minutes_of_drawing(house: House) -> None:
    bag_id = house.prepared_to(Step.INJECT)
    house.later(minutes=15)
    assert house.do(bag_id).state is State.MIXED


def test_concentrate_that_stood_too_long_in_the_syringe_is_refused_in_these_words(house: House) -> None:
    bag_id = house.prepared_to(Step.INJECT)
    house.later(minutes=15, seconds=1)
    refusal = house.refused(bench.inject, TECHNICIAN, bag_id)
    assert refusal.code is Code.TOO_LATE
    assert refusal.lines() == [
        "The concentrate was drawn too long ago.",
        "expected: injected within 15 min of drawing",
        "got: drawn at 2026-03-25 09:30 +01:00",
        "what now: Discard syringe and bag (Esc), and say why; a pharmacist can order another bag.",
        "(local policy)",
    ]
    assert house.code(bench.cancel, TECHNICIAN, bag_id, "too late") is Code.STEP_ORDER
    assert bench.discard(house.station, TECHNICIAN, bag_id, "too late").state is State.DISCARDED


def test_a_clock_set_back_gives_the_syringe_no_more_time(house: House) -> None:
    bag_id = house.prepared_to(Step.INJECT)
    house.later(hours=-2)
    people.accept_clock(house.station, PHARMACIST, "it was ahead", pin_of(PHARMACIST))
    house.later(hours=2)
    refusal = house.refused(bench.inject, TECHNICIAN, bag_id)
    assert refusal.code is Code.TOO_LATE
    assert str(refusal.got) == "drawn at 2026-03-25 09:30 +01:00, before the clock was set back"


def test_a_lot_recalled_between_draw_and_injection_is_not_injected(house: House) -> None:
    bag_id = house.prepared_to(Step.INJECT)
    stockroom.recall_lot(house.station, PHARMACIST, GTIN, "L77F2", "the maker's letter")
    assert house.code(bench.inject, TECHNICIAN, bag_id) is Code.RECALLED
    assert bench.discard(house.station, TECHNICIAN, bag_id, "recalled").state is State.DISCARDED


def test_the_bag_is_prepared_by_who_drew(house: House) -> None:
    bag_id = house.prepared_to(Step.DRAW)
    house.do(bag_id, by=PHARMACIST)
    house.bring(bag_id, Step.CHECK)
    assert house.bag(bag_id).prepared_by == PHARMACIST
    assert house.events()[-1]["by"] == TECHNICIAN


def test_discarding_works_whatever_the_clock_shows(house: House) -> None:
    bag_id = house.prepared_to(Step.COVER)
    house.later(hours=-20)
    assert bench.discard(house.station, TECHNICIAN, bag_id, "leaks").state is State.DISCARDED


# everywhere


def test_every_act_on_a_bag_refuses_a_bag_that_does_not_exist(house: House) -> None:
    for name, function in ACTS.items():
        parameters = list(inspect.signature(inspect.unwrap(function)).parameters)[1:]
        if "bag_id" not in parameters:
            continue
        given: dict[str, object] = {
            "bag_id": "26-999999-9",
            "scan": label("26-000001-1"),
            "reason": "a reason",
            "copy_number": 1,
            "bag_label": PIECE,
            "cover_label": PIECE,
            "sheet": Sheet.PREMEDICATION,
            "infusion_at": time(13),
            "printed": PIECE,
            "document": "premedication",
            "sha256": PIECE.sha256,
            "printer": "a folder",
            "came_out": True,
            "covered": True,
            "medicine": Premedicine.ANTIPYRETIC,
            "heart_rate": "78",
            "systolic": "124",
            "diastolic": "76",
            "temperature": "36.8",
            "wristband": "NHC00482913",
            "volume_ml": "20",
            "fluid": Fluid.DRUG_SOLUTION,
            "item": Overridable.PREMEDICATION,
            "rate_ml_per_h": "5",
            "grade": 1,
            "response": Response.GO_ON,
            "symptoms": "a rash",
        }
        roles = {SECOND: Role.PHARMACIST, NURSE: Role.NURSE, PHYSICIAN: Role.PHYSICIAN}
        badge = next(badge for badge, role in roles.items() if role in MAY[name])
        given["pin"] = pin_of(badge)
        arguments = {key: value for key, value in given.items() if key in parameters}
        assert house.code(function, badge, **arguments) is Code.UNKNOWN_BAG, name


def test_a_replacement_uses_another_vial(house: House) -> None:
    lost = house.prepared_to(Step.INJECT)
    bench.discard(house.station, TECHNICIAN, lost, "power cut")
    again = orders.replace_bag(house.station, PHARMACIST, lost, "power cut")
    house.verify(again.id)
    house.bring(again.id, Step.VIAL)
    with pytest.raises(Refusal):
        house.do(again.id)
    assert house.bring(again.id, Step.CHECK, serial="7H2K2").state is State.LABELLED
