"""A sheet's record: asked first, numbered before it is drawn, placed when the printer has confirmed it."""

from datetime import time

import pytest

from pharmacy.errors import Code, Trouble
from pharmacy.preparation import State, Step
from pharmacy.service import bench, courses, orders
from pharmacy.service.documents import number_sheet
from pharmacy.service.prints import document_printed, document_sent, printed_places
from pharmacy.service.sheets import Sheet, possible
from tests.conftest import (
    ADMINISTRATOR,
    NURSE,
    OTHER_PATIENT,
    PHARMACIST,
    PHYSICIAN,
    PIECE,
    TECHNICIAN,
    THIRD_PATIENT,
    House,
)


def rows(house: House) -> list[tuple[str, int, str]]:
    """Document, copy and place of every sheet in the book."""
    connection = house.raw()
    found = connection.execute("SELECT document, copy_number, place FROM printed ORDER BY id").fetchall()
    connection.close()
    return list(found)


def test_a_sheet_has_its_number_before_it_is_drawn_and_its_place_once_it_is_printed(house: House) -> None:
    bag_id = house.verified()
    assert number_sheet(house.station, NURSE, bag_id, Sheet.PREMEDICATION).copy_number == 1
    assert rows(house) == [("premedication", 1, "")]
    assert printed_places(house.station, bag_id) == {}
    document_sent(house.station, NURSE, bag_id, Sheet.PREMEDICATION, 1, PIECE.sha256, "a folder")
    assert printed_places(house.station, bag_id) == {}
    document_printed(house.station, NURSE, bag_id, Sheet.PREMEDICATION, 1, PIECE)
    assert rows(house) == [("premedication", 1, "a folder")]
    assert printed_places(house.station, bag_id) == {"premedication": "a folder"}
    assert number_sheet(house.station, NURSE, bag_id, Sheet.PREMEDICATION).copy_number == 2


def test_each_sheet_is_numbered_on_its_own(house: House) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    for sheet in set(Sheet) - {Sheet.CALENDAR}:
        assert number_sheet(house.station, NURSE, bag_id, sheet).copy_number == 1


def test_a_sheet_says_who_verified_who_prepared_and_the_audit_s_head(house: House) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    known = number_sheet(house.station, NURSE, bag_id, Sheet.INFUSION)
    assert (known.verified_by, known.prepared_by) == ("F. Soler", "T. Ruiz")
    before = house.events()[-2]["seq"]
    assert known.anchor.startswith(f"{before}:")


@pytest.mark.parametrize("badge", [PHYSICIAN, ADMINISTRATOR])
def test_who_has_no_bag_in_their_hands_prints_no_sheet(house: House, badge: str) -> None:
    bag_id = house.verified()
    assert house.code(number_sheet, badge, bag_id, Sheet.PREMEDICATION) is Code.NOT_YOUR_ROLE


def test_an_unverified_order_has_no_sheet_in_these_words(house: House) -> None:
    bag_id = house.order()[0]
    refusal = house.refused(number_sheet, TECHNICIAN, bag_id, Sheet.PREMEDICATION)
    assert refusal.code is Code.ILLEGAL_ACTION
    assert refusal.lines() == [
        "Sheets exist only for a verified order.",
        "expected: an order that a pharmacist has verified",
        "got: NOT VERIFIED",
        "what now: A pharmacist verifies the order first.",
    ]


@pytest.mark.parametrize("due", [Step.ORDER, Step.DRAW, Step.INJECT])
def test_a_bag_that_is_not_mixed_has_no_infusion_sheet_in_these_words(house: House, due: Step) -> None:
    bag_id = house.prepared_to(due)
    refusal = house.refused(number_sheet, NURSE, bag_id, Sheet.INFUSION)
    assert refusal.code is Code.NOT_MIXED
    assert refusal.lines() == [
        "An infusion sheet exists only for a mixed bag.",
        "expected: a bag that is mixed and in use",
        f"got: bag {bag_id}, {'verified' if due is Step.ORDER else 'in preparation'}",
        "what now: Prepare the bag first.",
    ]


def test_a_bag_that_was_discarded_has_no_sheet_any_more(house: House) -> None:
    bag_id = house.prepared_to(Step.COVER)
    bench.discard(house.station, TECHNICIAN, bag_id, "leaks")
    assert house.code(number_sheet, NURSE, bag_id, Sheet.INFUSION) is Code.NOT_MIXED
    assert house.code(number_sheet, NURSE, bag_id, Sheet.PREMEDICATION) is Code.ILLEGAL_ACTION


def test_a_bag_out_of_time_has_no_infusion_sheet(house: House) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    house.later(hours=8, seconds=1)
    assert house.code(number_sheet, NURSE, bag_id, Sheet.INFUSION) is Code.PAST_START_BEFORE


def test_an_infusion_planned_before_the_mixing_has_no_sheet_in_these_words(house: House) -> None:
    bag_id = house.order(at="10:00")[0]
    house.verify(bag_id)
    house.bring(bag_id, Step.INJECT)
    house.at(9, 40)
    house.bring(bag_id, Step.INVERT)
    assert number_sheet(house.station, NURSE, bag_id, Sheet.INFUSION).copy_number == 1
    late = house.order("00511270", at="9:45")[0]
    house.verify(late)
    house.at(9, 45, 1)
    house.bring(late, Step.CHECK, serial="7H2K2")
    refusal = house.refused(number_sheet, NURSE, late, Sheet.INFUSION)
    assert refusal.code is Code.TOO_LATE
    assert refusal.lines() == [
        "The planned time of this infusion was over before the bag was mixed.",
        "expected: an infusion planned for later",
        "got: 2026-03-25 09:45 +01:00",
        "what now: A pharmacist enters the new time (key m on the worklist); then print again.",
    ]
    orders.reschedule(house.station, PHARMACIST, late, time(10, 15), "the vial came late")
    known = number_sheet(house.station, NURSE, late, Sheet.INFUSION)
    assert str(known.bag.infusion_start) == "2026-03-25 09:15:00+00:00"


def test_a_copy_that_was_never_numbered_is_not_confirmed(house: House) -> None:
    bag_id = house.verified()
    number_sheet(house.station, NURSE, bag_id, Sheet.PREMEDICATION)
    document_sent(house.station, NURSE, bag_id, Sheet.PREMEDICATION, 1, PIECE.sha256, "a folder")
    document_printed(house.station, NURSE, bag_id, Sheet.PREMEDICATION, 1, PIECE)
    for copy in (1, 2):
        with pytest.raises(Trouble, match="it is not there; nothing was done"):
            document_printed(house.station, NURSE, bag_id, Sheet.PREMEDICATION, copy, PIECE)
    assert rows(house) == [("premedication", 1, "a folder")]


def test_a_bag_that_was_only_planned_has_no_record_in_these_words(house: House) -> None:
    bag_id = house.order()[0]
    refusal = house.refused(number_sheet, PHARMACIST, bag_id, Sheet.RECORD)
    assert refusal.code is Code.ILLEGAL_ACTION
    assert refusal.lines() == [
        "Nothing has happened with this bag that could be recorded.",
        "expected: a bag whose order was verified, or that was cancelled",
        f"got: bag {bag_id}, NOT VERIFIED",
        "what now: A pharmacist verifies the order first.",
    ]


def test_asking_for_a_record_in_vain_makes_none(house: House) -> None:
    bag_id = house.order()[0]
    for _ in range(2):
        assert house.code(number_sheet, PHARMACIST, bag_id, Sheet.RECORD) is Code.ILLEGAL_ACTION


@pytest.mark.parametrize("due", [Step.ORDER, Step.DRAW, Step.INVERT, Step.CHECK])
def test_a_record_can_be_had_at_any_step(house: House, due: Step) -> None:
    bag_id = house.prepared_to(due)
    assert number_sheet(house.station, NURSE, bag_id, Sheet.RECORD).copy_number == 1


def test_a_bag_that_ended_or_is_out_of_time_still_has_its_record(house: House) -> None:
    discarded = house.prepared_to(Step.COVER)
    bench.discard(house.station, TECHNICIAN, discarded, "leaks")
    assert number_sheet(house.station, NURSE, discarded, Sheet.RECORD).copy_number == 1
    cancelled = house.order(OTHER_PATIENT)[0]
    bench.cancel(house.station, PHARMACIST, cancelled, "fever")
    assert number_sheet(house.station, NURSE, cancelled, Sheet.RECORD).copy_number == 1
    late = house.order(THIRD_PATIENT)[0]
    house.verify(late)
    house.bring(late, Step.CHECK, serial="7H2K2")
    house.later(hours=9)
    assert number_sheet(house.station, NURSE, late, Sheet.RECORD).copy_number == 1


def on_paper(house: House, bag_id: str, sheet: Sheet, copy: int) -> None:
    """Have a numbered copy printed."""
    document_sent(house.station, NURSE, bag_id, sheet, copy, PIECE.sha256, "a folder")
    document_printed(house.station, NURSE, bag_id, sheet, copy, PIECE)


def test_the_card_is_numbered_once_a_patient_and_the_folder_once_a_course(house: House) -> None:
    bags = house.order()
    for copy, bag_id in enumerate((bags[2], bags[0], bags[4]), start=1):
        for sheet in (Sheet.CARD, Sheet.TIMELINE, Sheet.FOLDER):
            known = number_sheet(house.station, NURSE, bag_id, sheet)
            assert (known.bag.id, known.copy_number) == (bags[0], copy)
            on_paper(house, bags[0], sheet, copy)
    other = house.order(OTHER_PATIENT)[0]
    assert number_sheet(house.station, NURSE, other, Sheet.CARD).copy_number == 1


def test_a_patient_whose_every_bag_was_cancelled_has_no_card_in_these_words(house: House) -> None:
    bag_id = house.order()[0]
    courses.cancel_course(house.station, PHYSICIAN, bag_id, "wrong week")
    refusal = house.refused(number_sheet, NURSE, bag_id, Sheet.CARD)
    assert refusal.code is Code.ILLEGAL_ACTION
    assert refusal.lines() == [
        "This patient has no course that a card could speak of.",
        "expected: a course of which one bag at least is planned or prepared",
        "got: every bag cancelled or discarded",
        "what now: Order the course anew; then print the card.",
    ]
    assert number_sheet(house.station, NURSE, bag_id, Sheet.FOLDER).copy_number == 1


def test_a_course_that_was_given_up_has_no_timeline_in_these_words(house: House) -> None:
    bag_id = house.order()[0]
    courses.cancel_course(house.station, PHYSICIAN, bag_id, "wrong week")
    refusal = house.refused(number_sheet, NURSE, bag_id, Sheet.TIMELINE)
    assert refusal.code is Code.ILLEGAL_ACTION
    assert refusal.lines() == [
        "This course was given up: it has no timeline.",
        "expected: a course of which one bag at least is planned or prepared",
        "got: every bag cancelled or discarded",
        "what now: Order the course anew; then look at its timeline.",
    ]


def test_printing_papers_never_voids_a_label(house: House) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    for sheet in (Sheet.RECORD, Sheet.CARD, Sheet.FOLDER):
        number_sheet(house.station, NURSE, bag_id, sheet)
        on_paper(house, bag_id, sheet, 1)
    assert house.bag(bag_id).label_copy == 1
    house.do(bag_id)
    assert house.bag(bag_id).state is State.RELEASED


def test_papers_for_the_file_come_out_of_a_printer_when_the_bag_is_gone_and_the_ward_s_do_not(
    house: House,
) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    for sheet in (Sheet.INFUSION, Sheet.RECORD, Sheet.FOLDER):
        number_sheet(house.station, NURSE, bag_id, sheet)
    bench.discard(house.station, TECHNICIAN, bag_id, "leaks")
    for sheet in (Sheet.RECORD, Sheet.FOLDER):
        on_paper(house, bag_id, sheet, 1)
    for paper in (Sheet.INFUSION, "bag label"):
        assert (
            house.code(document_sent, TECHNICIAN, bag_id, paper, 1, PIECE.sha256, "a folder")
            is Code.ILLEGAL_ACTION
        )


def test_what_there_can_be_now_is_told_with_why_there_cannot_be_the_rest(house: House) -> None:
    bag_id = house.verified()
    found = {
        sheet: refusal and str(refusal.what) for sheet, refusal in possible(house.station, bag_id).items()
    }
    assert found == {
        Sheet.PREMEDICATION: None,
        Sheet.INFUSION: "An infusion sheet exists only for a mixed bag.",
        Sheet.RECORD: None,
        Sheet.CARD: None,
        Sheet.CALENDAR: "A follow-up calendar is counted from an infusion that was given.",
        Sheet.TIMELINE: None,
        Sheet.FOLDER: None,
    }


def test_a_clock_behind_prints_no_sheet(house: House) -> None:
    bag_id = house.verified()
    house.later(minutes=-5)
    assert house.behind(number_sheet, NURSE, bag_id, Sheet.PREMEDICATION) == []
