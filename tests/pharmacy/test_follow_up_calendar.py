"""What is due after a course and when, by hand on a calendar; what counts for what, and what was missed."""

from datetime import date, timedelta

import pytest

from pharmacy.errors import Code, Refusal
from pharmacy.follow_up import flags, flags_told
from pharmacy.follow_up_calendar import (
    Calendar,
    CheckKind,
    Condition,
    Made,
    Standing,
    calendar_after,
    check_told,
    lines_of,
    refuse_last_day,
    refuse_not_theirs,
)
from pharmacy.protocol.loader import load_protocol
from pharmacy.protocol.model import WarningSign
from pharmacy.sex import Sex

PROTOCOL = load_protocol()
LAST = date(2026, 3, 29)


def after(
    last_day: date = LAST, sex: Sex | None = Sex.FEMALE, jcv_after_natalizumab: bool | None = False
) -> Calendar:
    return calendar_after(PROTOCOL, last_day, sex=sex, jcv_after_natalizumab=jcv_after_natalizumab)


def days(calendar: Calendar, kind: CheckKind) -> list[date]:
    return [check.due for check in calendar.checks if check.kind is kind]


def standing(calendar: Calendar, made: list[Made], today: date, kind: CheckKind) -> list[str]:
    lines = [line for line in lines_of(calendar, made, today) if line.check.kind is kind]
    return [line.standing.value for line in lines]


def done(kind: CheckKind, day: date) -> Made:
    return Made(kind=kind, done_on=day, note="")


# when


def test_blood_and_urine_are_due_every_month_for_48_months_and_the_checklist_with_them() -> None:
    calendar = after()
    tests = days(calendar, CheckKind.TESTS)
    assert len(tests) == 48
    assert tests[:4] == [date(2026, 4, 29), date(2026, 5, 29), date(2026, 6, 29), date(2026, 7, 29)]
    # February 2027 has no 29th, February 2028 has one
    assert date(2027, 3, 1) in tests
    assert date(2028, 2, 29) in tests
    assert tests[-1] == date(2030, 3, 29)
    assert days(calendar, CheckKind.CHECKLIST) == tests
    assert (calendar.counted_from, calendar.until) == (LAST, date(2030, 3, 29))


def test_the_thyroid_is_tested_every_third_month() -> None:
    thyroid = days(after(), CheckKind.THYROID)
    assert len(thyroid) == 16
    assert thyroid[:5] == [
        date(2026, 6, 29),
        date(2026, 9, 29),
        date(2026, 12, 29),
        date(2027, 3, 29),
        date(2027, 6, 29),
    ]
    assert thyroid[-1] == date(2030, 3, 29)


def test_a_woman_has_cytology_each_year_until_four_years_after() -> None:
    assert days(after(sex=Sex.FEMALE), CheckKind.CYTOLOGY) == [
        date(2027, 3, 29),
        date(2028, 3, 29),
        date(2029, 3, 29),
        date(2030, 3, 29),
    ]


def test_a_man_has_none() -> None:
    assert days(after(sex=Sex.MALE), CheckKind.CYTOLOGY) == []


def test_where_the_sex_is_not_known_cytology_is_there_and_marked_as_for_women() -> None:
    found = [check for check in after(sex=None).checks if check.kind is CheckKind.CYTOLOGY]
    assert [check.due.year for check in found] == [2027, 2028, 2029, 2030]
    assert {check.only_if for check in found} == {Condition.WOMEN}
    assert str(check_told(PROTOCOL, found[0])) == "smear test for papillomavirus (women)"
    assert {check.only_if for check in after(sex=Sex.FEMALE).checks} == {None}


def test_natalizumab_before_with_antibodies_adds_an_mri_at_six_months_and_at_a_year() -> None:
    assert days(after(jcv_after_natalizumab=True), CheckKind.MRI) == [date(2026, 9, 29), date(2027, 3, 29)]
    assert days(after(jcv_after_natalizumab=False), CheckKind.MRI) == []
    unknown = [check for check in after(jcv_after_natalizumab=None).checks if check.kind is CheckKind.MRI]
    assert {check.only_if for check in unknown} == {Condition.NATALIZUMAB}


@pytest.mark.parametrize(
    ("last_day", "first_six"),
    [
        # the 31st: a month without one has it on the next day, and the month after on the 31st again
        (
            date(2026, 1, 31),
            ["2026-03-01", "2026-03-31", "2026-05-01", "2026-05-31", "2026-07-01", "2026-07-31"],
        ),
        (
            date(2026, 8, 31),
            ["2026-10-01", "2026-10-31", "2026-12-01", "2026-12-31", "2027-01-31", "2027-03-01"],
        ),
        # into a February of a leap year
        (
            date(2027, 8, 31),
            ["2027-10-01", "2027-10-31", "2027-12-01", "2027-12-31", "2028-01-31", "2028-03-01"],
        ),
        (
            date(2027, 8, 29),
            ["2027-09-29", "2027-10-29", "2027-11-29", "2027-12-29", "2028-01-29", "2028-02-29"],
        ),
        # from 29 February
        (
            date(2028, 2, 29),
            ["2028-03-29", "2028-04-29", "2028-05-29", "2028-06-29", "2028-07-29", "2028-08-29"],
        ),
    ],
)
def test_nothing_drifts_after_a_month_that_is_too_short(last_day: date, first_six: list[str]) -> None:
    assert [day.isoformat() for day in days(after(last_day), CheckKind.TESTS)[:6]] == first_six


def test_a_year_after_29_february_is_1_march_and_four_years_after_it_is_29_february() -> None:
    assert days(after(date(2028, 2, 29)), CheckKind.CYTOLOGY) == [
        date(2029, 3, 1),
        date(2030, 3, 1),
        date(2031, 3, 1),
        date(2032, 2, 29),
    ]


def test_each_check_says_where_it_stands_in_the_source() -> None:
    calendar = after(sex=None, jcv_after_natalizumab=None)
    assert {(check.kind.value, check.source) for check in calendar.checks} == {
        ("tests", "Post-treatment; Fig. 5"),
        ("thyroid", "Post-treatment; Fig. 5"),
        ("checklist", "Fig. 5; R21"),
        ("cytology", "Post-treatment; Fig. 5; R22"),
        ("mri", "Table 3"),
    }


def test_a_further_course_moves_everything() -> None:
    assert days(after(date(2027, 4, 7)), CheckKind.TESTS)[0] == date(2027, 5, 7)
    assert after(date(2027, 4, 7)).until == date(2031, 4, 7)


# what counts for what


@pytest.mark.parametrize(
    ("kind", "day", "counts_for"),
    [
        # months 1 and 2 are due on 29 April and 29 May, 30 days apart: 14 May lies halfway
        (CheckKind.TESTS, date(2026, 4, 29), date(2026, 4, 29)),
        (CheckKind.TESTS, date(2026, 5, 14), date(2026, 4, 29)),
        (CheckKind.TESTS, date(2026, 5, 15), date(2026, 5, 29)),
        # the course and month 1 are 31 days apart: 13 April is a day nearer to the course, and none yet
        (CheckKind.TESTS, date(2026, 4, 13), None),
        (CheckKind.TESTS, date(2026, 4, 14), date(2026, 4, 29)),
        (CheckKind.TESTS, LAST, None),
        # month 49 would be 29 April 2030, 31 days after the last: 13 April is nearer to the last
        (CheckKind.TESTS, date(2030, 4, 13), date(2030, 3, 29)),
        (CheckKind.TESTS, date(2030, 4, 14), None),
        # 29 March 2027 and 2028 are 366 days apart: 28 September lies halfway
        (CheckKind.CYTOLOGY, date(2027, 9, 28), date(2027, 3, 29)),
        (CheckKind.CYTOLOGY, date(2027, 9, 29), date(2028, 3, 29)),
        (CheckKind.MRI, date(2026, 5, 1), None),
        (CheckKind.MRI, date(2026, 12, 1), date(2026, 9, 29)),
    ],
)
def test_a_check_counts_for_the_day_it_is_nearest_to(
    kind: CheckKind, day: date, counts_for: date | None
) -> None:
    found = after(jcv_after_natalizumab=True).counted(kind, day)
    assert (found.due if found else None) == counts_for


@pytest.mark.parametrize("last_day", [LAST, date(2026, 1, 31), date(2028, 2, 29), date(2026, 12, 31)])
def test_every_day_of_the_four_years_counts_for_one_month_and_no_day_for_two(last_day: date) -> None:
    calendar = after(last_day)
    tests = [check for check in calendar.checks if check.kind is CheckKind.TESTS]
    for day in range((calendar.until - last_day).days + 1):
        on = last_day + timedelta(days=day)
        # by the definition, over all of them and the course itself: the nearest, the earlier of two
        nearest = min([last_day, *(check.due for check in tests)], key=lambda due: (abs(on - due), due))
        found = calendar.counted(CheckKind.TESTS, on)
        assert (found.due if found else last_day) == nearest


# what was missed


def test_what_is_due_with_nothing_recorded_is_missed_from_the_next_day_on() -> None:
    calendar = after()
    for today, expected in (
        (date(2026, 4, 28), "ahead"),
        (date(2026, 4, 29), "due"),
        (date(2026, 4, 30), "missed"),
    ):
        assert standing(calendar, [], today, CheckKind.TESTS)[:2] == [expected, "ahead"]


def test_a_check_made_up_for_in_time_is_not_missed_and_a_later_one_does_not_make_up_for_it() -> None:
    calendar = after()
    late = [done(CheckKind.TESTS, date(2026, 5, 12))]
    assert standing(calendar, late, date(2026, 5, 20), CheckKind.TESTS)[:2] == ["done", "ahead"]
    too_late = [done(CheckKind.TESTS, date(2026, 5, 20))]
    assert standing(calendar, too_late, date(2026, 5, 20), CheckKind.TESTS)[:2] == ["missed", "done"]


def test_one_kind_of_check_does_not_count_for_another() -> None:
    made = [done(CheckKind.TESTS, date(2026, 6, 29))]
    calendar = after()
    assert standing(calendar, made, date(2026, 7, 1), CheckKind.TESTS)[2] == "done"
    assert standing(calendar, made, date(2026, 7, 1), CheckKind.THYROID)[0] == "missed"
    assert standing(calendar, made, date(2026, 7, 1), CheckKind.CHECKLIST)[2] == "missed"


def test_nothing_that_was_done_before_a_further_course_counts_after_it() -> None:
    made = [done(CheckKind.TESTS, date(2027, 4, 1))]
    assert set(standing(after(date(2027, 4, 7)), made, date(2027, 4, 8), CheckKind.TESTS)) == {"ahead"}


def test_of_two_checks_for_one_day_the_first_is_shown() -> None:
    made = [done(CheckKind.TESTS, date(2026, 5, 2)), done(CheckKind.TESTS, date(2026, 4, 30))]
    line = next(line for line in lines_of(after(), made, date(2026, 5, 3)) if line.standing is Standing.DONE)
    assert line.made == made[1]


# what is refused


@pytest.mark.parametrize("day", [date(1999, 12, 31), date(3000, 1, 1), date(2027, 6, 16)])
def test_a_day_on_which_no_course_can_end_is_refused(day: date) -> None:
    with pytest.raises(Refusal) as caught:
        refuse_last_day(day, date(2026, 6, 15))
    assert (caught.value.code, caught.value.bad_input) == (Code.NOT_A_DATE, True)


def test_a_day_far_ahead_is_refused_in_these_words() -> None:
    refuse_last_day(date(2027, 6, 15), date(2026, 6, 15))
    with pytest.raises(Refusal) as caught:
        refuse_last_day(date(2062, 3, 29), date(2026, 6, 15))
    assert caught.value.lines() == [
        "No course can be known to end on 29 Mar 2062.",
        "expected: the last infusion day, from 1 Jan 2000 to 15 Jun 2027: 12 months ahead at most",
        "got: 2062-03-29",
        "what now: Check the year, and type the day again, year first.",
    ]


def test_a_check_that_is_known_not_to_be_for_the_patient_is_refused_in_these_words() -> None:
    refuse_not_theirs(after(sex=None), CheckKind.CYTOLOGY)
    with pytest.raises(Refusal) as caught:
        refuse_not_theirs(after(sex=Sex.MALE), CheckKind.CYTOLOGY)
    assert caught.value.code is Code.CONTRADICTION
    assert caught.value.lines() == [
        "This check is not in the patient's calendar.",
        "expected: blood and urine test · symptom checklist · thyroid test",
        "got: smear test for papillomavirus",
        "what now: Check whose it was; if it is theirs, correct what is recorded of the patient first.",
    ]


# the signs


def test_each_sign_belongs_to_the_specialty_of_its_heading_in_figure_4() -> None:
    found = flags(PROTOCOL, set(WarningSign))
    assert [(flag.sign.value, flag.specialty.value) for flag in found] == [
        ("bleeding", "haematology"),
        ("heavy-periods", "haematology"),
        ("bruises", "haematology"),
        ("skin-stains", "haematology"),
        ("weight", "endocrinology"),
        ("heat-or-cold", "endocrinology"),
        ("bowels", "endocrinology"),
        ("urine", "nephrology"),
        ("swollen-legs", "nephrology"),
        ("fever", "infectious-diseases"),
        ("other-infection", "infectious-diseases"),
    ]


def test_what_is_flagged_is_told_by_specialty() -> None:
    present = {WarningSign.FEVER, WarningSign.BRUISES, WarningSign.BLEEDING}
    assert [str(line) for line in flags_told(flags(PROTOCOL, present))] == [
        "haematology: Bleeding from the nose, mouth or gums, or when you cough · Bruises that come easily",
        "infectious diseases: Fever",
    ]
    assert [str(line) for line in flags_told(())] == ["no sign"]
