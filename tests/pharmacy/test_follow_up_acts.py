"""After a course: what was done is recorded once and in time, and a further course begins anew."""

from datetime import date, datetime, time
from typing import Any

import pytest

from pharmacy.errors import Code, Refusal
from pharmacy.follow_up_calendar import CheckKind, Standing
from pharmacy.preparation import State
from pharmacy.protocol.model import WarningSign
from pharmacy.service import follow_up, infusions
from pharmacy.service.bag import Bag
from pharmacy.service.documents import number_sheet
from pharmacy.service.follow_up import answer_checklist, followed, give_calendar, last_course, record_check
from pharmacy.service.sheets import Sheet
from tests.conftest import (
    MADRID,
    NURSE,
    OTHER_PATIENT,
    PATIENT,
    PHARMACIST,
    PHYSICIAN,
    TECHNICIAN,
    WRISTBAND,
    House,
)

ALL = tuple(WarningSign)


def answers(*yes: WarningSign) -> dict[str, Any]:
    return {"yes": yes, "no": tuple(sign for sign in ALL if sign not in yes)}


def treated(house: House) -> str:
    """A patient of whom the first day of course 1 was given on 25 March 2026; of the others nothing was, and
    their days go by.
    """
    bag_id = house.started()
    infusions.stop(house.station, NURSE, bag_id, "the patient wants no more")
    return bag_id


def on(house: House, month: int, day: int, year: int = 2026) -> None:
    house.clock.set(datetime(year, month, day, 10, tzinfo=MADRID))


def states(house: House, kind: CheckKind) -> list[str]:
    lines = followed(house.station, PATIENT).lines
    return [line.standing.value for line in lines if line.check.kind is kind]


# from when on


def test_the_calendar_is_counted_from_the_last_day_that_was_given_or_still_can_be(house: House) -> None:
    treated(house)
    # the four other days are still planned
    assert followed(house.station, PATIENT).calendar.counted_from == date(2026, 3, 29)
    on(house, 3, 30)
    # they went by without an infusion
    assert followed(house.station, PATIENT).calendar.counted_from == date(2026, 3, 25)
    assert followed(house.station, PATIENT).course == 1


def test_before_any_infusion_there_is_no_calendar_in_these_words(house: House) -> None:
    house.released()
    refusal = house.refused(record_check, NURSE, PATIENT, CheckKind.TESTS, date(2026, 3, 25))
    assert refusal.code is Code.NO_FOLLOW_UP
    assert refusal.lines() == [
        "This patient has had no infusion here after which anything could be due.",
        "expected: a patient of whom at least one infusion was started",
        "got: record number 00482913 · 5 bags, none of them started",
        "what now: Check the record number; the calendar begins with the first infusion.",
        "(Post-treatment; Fig. 5)",
    ]


def test_a_patient_of_no_bag_and_one_of_nobody_have_no_calendar(house: House) -> None:
    for record in (OTHER_PATIENT, "99999999"):
        with pytest.raises(Refusal, match="no bag"):
            followed(house.station, record)


def like(bag: Bag, course: int, on_date: date, *, state: State, started: bool) -> Bag:
    """A bag as it would be in a course of that number."""
    changes = {
        "id": f"26-{course:06d}-{on_date.day % 10}",
        "course_id": course,
        "course": course,
        "on_date": on_date,
        "state": state,
        "started_at": datetime.combine(on_date, time(12), MADRID) if started else None,
    }
    return bag.model_copy(update=changes)


def test_a_further_course_moves_the_calendar_with_its_first_infusion_and_not_with_its_order(
    house: House,
) -> None:
    bag = house.bag(house.order()[0])
    first = like(bag, 1, date(2026, 3, 29), state=State.COMPLETED, started=True)
    ordered = like(bag, 2, date(2027, 4, 5), state=State.PLANNED, started=False)
    begun = like(bag, 2, date(2027, 4, 5), state=State.INFUSING, started=True)
    tomorrow = like(bag, 2, date(2027, 4, 6), state=State.PLANNED, started=False)
    today = date(2027, 4, 5)
    before = last_course([first, ordered, tomorrow], today)
    assert before is not None
    assert (before.number, before.last_day) == (1, date(2026, 3, 29))
    after = last_course([first, begun, tomorrow], today)
    assert after is not None
    assert (after.number, after.last_day) == (2, date(2027, 4, 6))


def test_a_course_that_was_cancelled_or_discarded_before_any_infusion_moves_nothing(house: House) -> None:
    bag = house.bag(house.order()[0])
    first = like(bag, 1, date(2026, 3, 29), state=State.STOPPED, started=True)
    for state in (State.CANCELLED, State.DISCARDED):
        wasted = like(bag, 2, date(2027, 4, 5), state=state, started=False)
        found = last_course([first, wasted], date(2027, 4, 5))
        assert found is not None
        assert found.last_day == date(2026, 3, 29)
    assert last_course([], date(2027, 4, 5)) is None


# what is recorded


def test_a_check_that_was_done_is_no_longer_missed(house: House) -> None:
    treated(house)
    on(house, 4, 27)
    assert states(house, CheckKind.TESTS)[:2] == ["missed", "ahead"]
    found = record_check(house.station, NURSE, PATIENT, CheckKind.TESTS, date(2026, 4, 26), "at the GP's")
    assert (found.done_on, found.counts_for) == (date(2026, 4, 26), date(2026, 4, 25))
    assert states(house, CheckKind.TESTS)[:2] == ["done", "ahead"]
    (line,) = [line for line in followed(house.station, PATIENT).lines if line.standing is Standing.DONE]
    assert line.made is not None
    assert line.made.note == "at the GP's"
    assert house.events()[-1]["data"]["counts_for"] == "2026-04-25"


def test_what_was_missed_is_listed_and_what_is_due_next(house: House) -> None:
    treated(house)
    on(house, 6, 26)
    now = followed(house.station, PATIENT)
    # 25 April, 25 May and 25 June: tests and checklist, and the thyroid in June
    assert [(line.check.kind.value, line.check.due.month) for line in now.missed] == [
        ("tests", 4),
        ("checklist", 4),
        ("tests", 5),
        ("checklist", 5),
        ("tests", 6),
        ("thyroid", 6),
        ("checklist", 6),
    ]
    assert {check.due for check in now.next_day} == {date(2026, 7, 25)}


@pytest.mark.parametrize("badge", [PHARMACIST, PHYSICIAN, NURSE])
def test_whoever_sees_the_patient_may_record_a_check(house: House, badge: str) -> None:
    treated(house)
    on(house, 4, 25)
    assert record_check(house.station, badge, PATIENT, CheckKind.TESTS, date(2026, 4, 25)).counts_for


def test_a_check_too_soon_after_the_course_is_recorded_and_counts_for_none(house: House) -> None:
    treated(house)
    on(house, 4, 2)
    assert record_check(house.station, NURSE, PATIENT, CheckKind.TESTS, date(2026, 4, 2)).counts_for is None


def test_a_check_on_a_day_to_come_is_refused_in_these_words(house: House) -> None:
    treated(house)
    on(house, 4, 25)
    refusal = house.refused(record_check, NURSE, PATIENT, CheckKind.TESTS, date(2026, 4, 26))
    assert (refusal.code, refusal.field) == (Code.FUTURE_DAY, "done_on")
    assert refusal.lines() == [
        "What is done on a day to come cannot be recorded yet.",
        "expected: today, 25 Apr 2026, or a day before",
        "got: 26 Apr 2026",
        "what now: Record it when it is done, or correct the day.",
    ]


def test_a_check_before_the_end_of_the_course_is_refused_in_these_words(house: House) -> None:
    treated(house)
    on(house, 4, 25)
    refusal = house.refused(record_check, NURSE, PATIENT, CheckKind.TESTS, date(2026, 3, 24))
    assert refusal.code is Code.BEFORE_COURSE_END
    assert refusal.lines() == [
        "That was before the last course ended: it belongs to no calendar that holds now.",
        "expected: a day from 25 Mar 2026 on, the last infusion day",
        "got: 24 Mar 2026",
        "what now: Correct the day; what was done before the course stays in the patient's record.",
    ]


def test_a_check_twice_on_one_day_is_refused_in_these_words(house: House) -> None:
    treated(house)
    on(house, 4, 26)
    record_check(house.station, NURSE, PATIENT, CheckKind.TESTS, date(2026, 4, 25))
    refusal = house.refused(record_check, PHYSICIAN, PATIENT, CheckKind.TESTS, date(2026, 4, 25))
    assert refusal.code is Code.CHECK_EXISTS
    assert refusal.lines() == [
        "This check is recorded already.",
        "expected: a check that nobody has recorded for that day",
        "got: blood and urine test on 25 Apr 2026",
        "what now: Nothing is left to do, unless the day is another one.",
    ]
    record_check(house.station, NURSE, PATIENT, CheckKind.THYROID, date(2026, 4, 25))
    record_check(house.station, NURSE, PATIENT, CheckKind.TESTS, date(2026, 4, 26))


def test_the_checklist_is_not_ticked_off_as_done_in_these_words(house: House) -> None:
    treated(house)
    refusal = house.refused(record_check, NURSE, PATIENT, CheckKind.CHECKLIST, date(2026, 3, 25))
    assert refusal.lines() == [
        "The symptom checklist is answered sign by sign.",
        "expected: an answer for every sign",
        "got: only that it was done",
        "what now: Go through it with the patient, and record the answers.",
    ]


# the checklist


def test_a_yes_is_flagged_with_its_specialty_and_stands_in_the_audit(house: House) -> None:
    treated(house)
    on(house, 4, 25)
    given = answers(WarningSign.FEVER, WarningSign.BRUISES)
    found = answer_checklist(house.station, NURSE, PATIENT, date(2026, 4, 25), **given)
    assert [(flag.sign.value, flag.specialty.value) for flag in found.flags] == [
        ("bruises", "haematology"),
        ("fever", "infectious-diseases"),
    ]
    assert followed(house.station, PATIENT).answered == found
    assert states(house, CheckKind.CHECKLIST)[0] == "done"
    assert house.events()[-1]["data"]["flagged"] == {
        "bruises": "haematology",
        "fever": "infectious-diseases",
    }


def test_a_sign_that_nobody_asked_about_is_no_no(house: House) -> None:
    treated(house)
    on(house, 4, 25)
    given: dict[str, Any] = {
        "yes": (WarningSign.FEVER,),
        "no": tuple(s for s in ALL if s not in {"fever", "weight", "urine"}),
    }
    refusal = house.refused(answer_checklist, NURSE, PATIENT, date(2026, 4, 25), **given)
    assert refusal.code is Code.MISSING
    assert refusal.lines() == [
        "Not every symptom has an answer.",
        "expected: yes or no for each of the 11 signs",
        (
            "got: none for: Losing or gaining weight without a reason · "
            "Passing less urine, blood in the urine, or dark urine"
        ),
        "what now: Ask the patient about these too: what nobody asked is not a no.",
        "(Fig. 5; R21)",
    ]


def test_a_sign_answered_with_yes_and_no_is_refused_in_these_words(house: House) -> None:
    treated(house)
    on(house, 4, 25)
    refusal = house.refused(
        answer_checklist, NURSE, PATIENT, date(2026, 4, 25), yes=(WarningSign.FEVER,), no=ALL
    )
    assert refusal.code is Code.CONTRADICTION
    assert refusal.lines() == [
        "A symptom is answered with yes and with no.",
        "expected: one answer for every sign",
        "got: Fever",
        "what now: Ask the patient again.",
        "(Fig. 5; R21)",
    ]


def test_who_calls_again_on_the_same_day_answers_anew_but_not_the_same_twice(house: House) -> None:
    treated(house)
    today = date(2026, 4, 25)
    on(house, 4, 25)
    answer_checklist(house.station, NURSE, PATIENT, today, **answers())
    assert house.code(answer_checklist, NURSE, PATIENT, today, **answers()) is Code.CHECK_EXISTS
    house.later(hours=3)
    answer_checklist(house.station, PHYSICIAN, PATIENT, today, **answers(WarningSign.SWOLLEN_LEGS))
    newest = followed(house.station, PATIENT).answered
    assert newest is not None
    assert [flag.specialty.value for flag in newest.flags] == ["nephrology"]
    assert house.code(answer_checklist, NURSE, PATIENT, date(2026, 4, 26), **answers()) is Code.FUTURE_DAY
    assert (
        house.code(answer_checklist, NURSE, PATIENT, date(2026, 3, 1), **answers()) is Code.BEFORE_COURSE_END
    )


# the calendar


def test_the_calendar_is_numbered_once_a_patient_and_only_after_an_infusion(house: House) -> None:
    bag_id = house.primed()
    refusal = house.refused(number_sheet, NURSE, bag_id, Sheet.CALENDAR)
    assert refusal.code is Code.NO_FOLLOW_UP
    assert refusal.lines() == [
        "A follow-up calendar is counted from an infusion that was given.",
        "expected: a patient of whom at least one infusion was started",
        "got: 5 bags, none of them started",
        "what now: Print it when the patient goes home.",
    ]


def test_a_calendar_that_is_handed_out_is_known_without_the_patient_s_name(house: House) -> None:
    bag_id = treated(house)
    given = give_calendar(house.station, NURSE, PATIENT)
    assert given.reference == bag_id
    assert given.at == house.clock.now()
    assert house.code(give_calendar, TECHNICIAN, PATIENT) is Code.NOT_YOUR_ROLE


def test_whom_a_wristband_or_a_record_number_belongs_to_is_found(house: House) -> None:
    treated(house)
    for typed in (WRISTBAND, PATIENT):
        assert follow_up.follow_up_of(house.station, NURSE, typed).patient.record_number == PATIENT
    refusal = house.refused(follow_up.follow_up_of, NURSE, "00999999")
    assert refusal.code is Code.UNKNOWN_PATIENT
    assert refusal.lines()[0] == "This patient is not known here."
