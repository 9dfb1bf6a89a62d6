"""GO or STOP: eleven items, each of which stops alone, to the second."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from pharmacy.bedside import (
    AtBedside,
    Bedside,
    Fluid,
    Item,
    check,
    premedication_stands,
    signs_stand,
)
from pharmacy.courses import Patient
from pharmacy.language import verbatim
from pharmacy.places import Place
from pharmacy.premedication import Premedicine
from pharmacy.preparation import State
from pharmacy.protocol.loader import load_policy, load_protocol
from pharmacy.protocol.policy import Overridable, SitePolicy
from pharmacy.stability import Custody, Move, Reading, Recall, Verdict, verdict
from pharmacy.vital_signs import VitalSigns

MADRID = ZoneInfo("Europe/Madrid")
PROTOCOL = load_protocol()
POLICY = load_policy(PROTOCOL)
UNTIL_THE_END = POLICY.model_copy(
    update={"eight_hours_cover": POLICY.eight_hours_cover.model_copy(update={"value": "end"})}
)
NOBODY_OVERRIDES = POLICY.model_copy(
    update={"may_be_overridden": POLICY.may_be_overridden.model_copy(update={"value": ()})}
)
MIXED = datetime(2026, 3, 25, 8, 30, tzinfo=UTC)
"""09:30 in Madrid."""
NOW = datetime(2026, 3, 25, 11, 0, tzinfo=UTC)
"""Noon in Madrid."""
INFUSION = timedelta(hours=5, minutes=8, seconds=52, milliseconds=800)
SECOND = timedelta(seconds=1)

PATIENT = Patient(
    record_number="00482913",
    family_name="Núñez Etxeberria",
    given_name="María del Carmen",
    birth_date=date(1986, 7, 4),
    ward="ward 4",
)
SOMEBODY_ELSE = PATIENT.model_copy(update={"record_number": "00511270", "family_name": "Prats"})
SIGNS = VitalSigns(
    at=NOW - timedelta(minutes=10), heart_rate=78, systolic=124, diastolic=76, celsius=Decimal("36.8")
)


def minutes_before(minutes: int) -> datetime:
    return NOW - timedelta(minutes=minutes)


GIVEN = {
    Premedicine.ANTIPYRETIC: (minutes_before(120),),
    Premedicine.ANTIHISTAMINE: (minutes_before(120),),
    Premedicine.STEROID: (minutes_before(90),),
}


def held(
    now: datetime = NOW,
    *,
    policy: SitePolicy = POLICY,
    celsius: str = "5",
    recalled: bool = False,
    doubted: bool = False,
) -> Verdict:
    """In the refrigerator from the mixing on, read every 20 minutes."""
    spans = range(20, (now - MIXED) // timedelta(minutes=1) + 1, 20)
    return verdict(
        PROTOCOL,
        policy,
        mixed_at=MIXED,
        planned_infusion=INFUSION,
        custody=Custody(
            moves=(Move(at=MIXED, place=Place.REFRIGERATOR, covered=True, where="FR2"),),
            readings=tuple(
                Reading(at=MIXED + timedelta(minutes=span), celsius=Decimal(celsius)) for span in spans
            ),
        ),
        clock_doubted=doubted,
        recalls=(Recall(lot="L77F2", reason="particles"),) if recalled else (),
        now=now,
        zone=MADRID,
    )


def known(**more: Any) -> AtBedside:
    """All is right at noon, but for what is said."""
    facts: dict[str, Any] = {
        "bag_id": "26-000001-5",
        "patient": PATIENT,
        "wristband": PATIENT,
        "wristband_said": verbatim("a patient's wristband"),
        "on_date": date(2026, 3, 25),
        "course": 1,
        "day": 1,
        "days": 5,
        "state": State.RELEASED,
        "against": None,
        "label_copy": 1,
        "scanned_copy": 1,
        "bag_label_scanned": False,
        "started": None,
        "ended_because": "",
        "verdict": held(),
        "quarantined_because": "",
        "where": verbatim("fridge 2 since 09:30, covered; 0 of 30 min outside"),
        "given": GIVEN,
        "signs": SIGNS,
        "primed_with": Fluid.DRUG_SOLUTION,
        "primed_at": minutes_before(5),
        "overrides": {},
    }
    return AtBedside(**(facts | more))


def at_noon(policy: SitePolicy = POLICY, **more: Any) -> Bedside:
    return check(PROTOCOL, policy, known(**more), NOW, MADRID)


def failing(found: Bedside) -> list[int]:
    return [each.n for each in found.failing]


def got(found: Bedside, n: int) -> str:
    return str(found.checks[n - 1].got)


def test_all_eleven_pass_and_that_is_a_go() -> None:
    found = at_noon()
    assert (found.go, failing(found)) == (True, [])
    assert [each.n for each in found.checks] == list(range(1, 12))
    assert [str(each.name) for each in found.checks] == [
        "same patient",
        "this patient's bag for today",
        "released",
        "label not void",
        "not started, stopped or discarded",
        "lots not recalled",
        "within its time",
        "custody unbroken, cold and dark",
        "premedication given, and early enough",
        "heart rate, blood pressure, temperature taken",
        "line primed with the drug solution",
    ]
    assert all(each.source for each in found.checks)


ALONE: list[tuple[int, dict[str, Any], str]] = [
    (1, {"wristband": SOMEBODY_ELSE}, "Prats, María del Carmen, record number 00511270"),
    (1, {"wristband": None, "wristband_said": verbatim("a wristband of nobody")}, "a wristband of nobody"),
    (2, {"on_date": date(2026, 3, 24)}, "course 1, day 1 of 5, for 24 Mar 2026"),
    (2, {"on_date": date(2026, 3, 26)}, "course 1, day 1 of 5, for 26 Mar 2026"),
    (3, {"state": State.LABELLED}, "to be checked"),
    (3, {"state": State.MIXED}, "mixed, to be labelled"),
    (3, {"against": verbatim("Pregnancy test: positive")}, "Pregnancy test: positive"),
    (4, {"label_copy": 2}, "the cover label, copy 1"),
    (4, {"scanned_copy": 2}, "the cover label, copy 2"),
    (4, {"bag_label_scanned": True}, "the label of the bag itself: its cover is off"),
    (5, {"state": State.INFUSING, "started": verbatim("started at 11:31")}, "started at 11:31"),
    (5, {"state": State.STOPPED, "started": verbatim("stopped at 11:40")}, "stopped at 11:40"),
    (5, {"state": State.COMPLETED, "started": verbatim("completed at 11:40")}, "completed at 11:40"),
    (6, {"verdict": held(recalled=True)}, "Lot L77F2 was recalled: particles"),
    (
        7,
        {"verdict": held(doubted=True)},
        "The clock was set back after this bag was mixed: nobody knows how long ago that was.",
    ),
    (
        8,
        {"verdict": held(celsius="8.1")},
        "8.1 to 8.1 °C from 09:50 to 11:50; it must stay between 2 and 8 °C.",
    ),
    (
        9,
        {"given": {**GIVEN, Premedicine.STEROID: ()}},
        (
            "paracetamol at 10:00, 120 min before · dexchlorpheniramine at 10:00, 120 min before · "
            "methylprednisolone not recorded"
        ),
    ),
    (10, {"signs": None}, "not recorded"),
    (
        10,
        {"signs": SIGNS.model_copy(update={"heart_rate": 130})},
        "HR 130 · BP 124/76 · T 36.8 °C, at 11:50 · heart rate 130 /min; usual is 50 to 120 /min",
    ),
    (11, {"primed_with": Fluid.SALINE}, "saline, at 11:55"),
    (11, {"primed_with": None, "primed_at": None}, "not primed"),
]


@pytest.mark.parametrize(("n", "wrong", "told"), ALONE)
def test_each_item_stops_alone_and_says_what_it_got(n: int, wrong: dict[str, Any], told: str) -> None:
    found = at_noon(**wrong)
    assert (found.go, failing(found), got(found, n)) == (False, [n], told)
    assert str(found.checks[n - 1].advice)


def test_what_is_expected_and_what_to_do_is_said_in_these_words() -> None:
    wanted = {
        1: (
            "Núñez Etxeberria, María del Carmen, record number 00482913",
            "Wrong patient or wrong bag: do not connect it. Take the bag away and call the pharmacy.",
        ),
        2: ("a bag for 25 Mar 2026", "It is another day's bag: do not connect it. Call the pharmacy."),
        3: ("released", "No pharmacist stands for this bag: bring it back to the pharmacy."),
        4: (
            "the cover label, copy 1",
            "Scan the label on the opaque cover. If it is void, bring the bag back to the pharmacy.",
        ),
        5: (
            "a bag that nobody has started",
            "It must not be started (again): one bag a day. Call the physician and the pharmacy.",
        ),
        6: ("lots that may be used", "Do not start it. Take the bag back to the pharmacy."),
        7: (
            "started before 17:30",
            "Its time is over: do not start it. Call the pharmacy for another bag.",
        ),
        8: (
            "cold and dark; at most 30 min out of the refrigerator",
            "Call the pharmacy: a pharmacist clears the bag, with the reason, or discards it.",
        ),
        9: (
            (
                "paracetamol 90 to 210 min before · dexchlorpheniramine 90 to 210 min before · "
                "methylprednisolone 60 to 180 min before"
            ),
            "Give what is missing and record when, or wait until it is early enough. Ask the physician.",
        ),
        10: (
            "taken at most 60 min before, and usual",
            "Take heart rate, blood pressure and temperature, and record them.",
        ),
        11: ("drug solution", "Prime the line with the drug solution, not with saline."),
    }
    checks = at_noon().checks
    assert {each.n: (str(each.expected), str(each.advice)) for each in checks} == wanted


def test_what_passes_says_what_it_got_in_these_words() -> None:
    assert {each.n: str(each.got) for each in at_noon().checks} == {
        1: "Núñez Etxeberria, María del Carmen, record number 00482913",
        2: "course 1, day 1 of 5, for 25 Mar 2026",
        3: "released",
        4: "the cover label, copy 1",
        5: "released",
        6: "none recalled",
        7: "in time",
        8: "fridge 2 since 09:30, covered; 0 of 30 min outside",
        9: (
            "paracetamol at 10:00, 120 min before · dexchlorpheniramine at 10:00, 120 min before · "
            "methylprednisolone at 10:30, 90 min before"
        ),
        10: "HR 78 · BP 124/76 · T 36.8 °C, at 11:50",
        11: "drug solution, at 11:55",
    }
    assert got(at_noon(UNTIL_THE_END, verdict=held(policy=UNTIL_THE_END)), 7) == "in time"


def test_what_to_do_depends_on_what_is_wrong_with_vital_signs_and_line() -> None:
    unusual = at_noon(signs=SIGNS.model_copy(update={"heart_rate": 130}))
    assert str(unusual.checks[9].advice) == "Call the physician about what is unusual."
    saline = at_noon(primed_with=Fluid.SALINE)
    assert str(saline.checks[10].advice) == "Take a new line and prime it with the drug solution."


def stands(*minutes: float) -> str:
    """How a steroid stands that was given so many minutes ago, each time."""
    times = tuple(NOW - timedelta(minutes=each) for each in minutes)
    found = premedication_stands(PROTOCOL, POLICY, {**GIVEN, Premedicine.STEROID: times}, NOW)
    assert found.pop(Premedicine.ANTIPYRETIC) == found.pop(Premedicine.ANTIHISTAMINE) == "right"
    return found[Premedicine.STEROID]


# 90 min before the start, 30 less and 90 more allowed.
@pytest.mark.parametrize(
    ("minutes", "how"),
    [
        ((), "missing"),
        ((-1,), "missing"),
        ((0,), "early"),
        ((59.9,), "early"),
        ((60,), "right"),
        ((180,), "right"),
        ((180.1,), "late"),
        ((180.1, 59.9), "early"),
        ((180.1, 90, 5), "right"),
        ((90, -1), "right"),
    ],
)
def test_somebody_who_decides_against_a_premedicine_decides_about_how_it_stands(
    minutes: tuple[float, ...], how: str
) -> None:
    assert stands(*minutes) == how


def test_of_a_medicine_that_was_never_recorded_nothing_stands() -> None:
    assert set(premedication_stands(PROTOCOL, POLICY, {}, NOW).values()) == {"missing"}


def test_what_is_given_at_this_moment_is_recorded_and_too_early() -> None:
    given = {**GIVEN, Premedicine.STEROID: (NOW,)}
    assert got(at_noon(given=given), 9).endswith("methylprednisolone at 12:00, 0 min before")
    assert failing(at_noon(given=given)) == [9]


def test_vital_signs_stand_as_they_are_and_as_old_as_they_are() -> None:
    assert signs_stand(POLICY, None, NOW) == "missing"
    assert signs_stand(POLICY, SIGNS, NOW) == "right"
    assert signs_stand(POLICY, SIGNS, NOW + timedelta(minutes=51)) == "old"
    assert signs_stand(POLICY, SIGNS.model_copy(update={"heart_rate": 130}), NOW) == "unusual"


def test_what_was_entered_against_the_course_since_it_was_verified_is_said_in_these_words() -> None:
    released = at_noon(against=verbatim("Pregnancy test: positive")).checks[2]
    assert (released.item, released.passed, released.source) == (Item.RELEASED, False, "local policy")
    assert str(released.expected) == "nothing against the course since it was verified"
    assert str(released.advice) == (
        "Do not connect it: ask the physician. On the worklist y shows all of it."
    )


@pytest.mark.parametrize("state", [State.DISCARDED, State.CANCELLED])
def test_a_bag_that_was_given_up_is_neither_released_nor_unused(state: State) -> None:
    found = at_noon(state=state, ended_because="leaks")
    assert failing(found) == [3, 5]
    assert got(found, 5) == f"{'DISCARDED' if state is State.DISCARDED else 'cancelled'}: leaks"


def test_a_bag_in_quarantine_is_neither_released_nor_sure() -> None:
    found = at_noon(state=State.QUARANTINED, quarantined_because="it fell")
    assert (failing(found), got(found, 8)) == ([3, 8], "in quarantine: it fell")


@pytest.mark.parametrize("state", [State.PLANNED, State.VERIFIED, State.IN_PREPARATION])
def test_a_bag_that_is_not_mixed_has_neither_clock_nor_custody(state: State) -> None:
    found = at_noon(state=state, verdict=None, where=verbatim("nothing recorded"))
    assert failing(found) == [3, 7, 8]
    assert (str(found.checks[6].expected), got(found, 7)) == ("mixed, and started in time", "not mixed")
    assert str(found.checks[6].advice) == "It is not prepared: there is nothing to start. Call the pharmacy."


def test_everything_that_is_wrong_is_told_at_once() -> None:
    late = NOW + timedelta(hours=6)
    found = check(
        PROTOCOL,
        POLICY,
        known(
            wristband=SOMEBODY_ELSE,
            on_date=date(2026, 3, 24),
            state=State.DISCARDED,
            label_copy=2,
            verdict=held(late, celsius="12", recalled=True),
            given={},
            signs=None,
            primed_with=None,
        ),
        late,
        MADRID,
    )
    assert failing(found) == list(range(1, 12))


def test_a_typed_number_has_no_copy_to_be_void() -> None:
    found = at_noon(scanned_copy=None)
    assert (found.go, got(found, 4)) == (True, "the number was typed, so that the copy was not read")


# to the second


@pytest.mark.parametrize(("past", "late"), [(timedelta(), False), (SECOND, True)])
def test_start_before_is_8_hours_after_mixing(past: timedelta, late: bool) -> None:
    now = datetime(2026, 3, 25, 16, 30, tzinfo=UTC) + past
    found = check(PROTOCOL, POLICY, known(verdict=held(now)), now, MADRID)
    assert (7 in failing(found)) is late
    assert str(found.checks[6].expected) == "started before 17:30"


@pytest.mark.parametrize(("past", "late"), [(timedelta(), False), (SECOND, True)])
def test_where_the_8_hours_cover_the_infusion_both_clocks_are_told(past: timedelta, late: bool) -> None:
    # 17:30:00 less 5 h 8 min 52.8 s is 12:21:07.2
    now = datetime(2026, 3, 25, 11, 21, 7, 200_000, tzinfo=UTC) + past
    facts = known(verdict=held(now, policy=UNTIL_THE_END))
    found = check(PROTOCOL, UNTIL_THE_END, facts, now, MADRID)
    assert (7 in failing(found)) is late
    assert str(found.checks[6].expected) == "started before 12:21, finished before 17:30"


@pytest.mark.parametrize(
    ("medicine", "least", "most"),
    [
        (Premedicine.ANTIPYRETIC, 90, 210),  # 120 less 30, and 120 and 90 more
        (Premedicine.ANTIHISTAMINE, 90, 210),
        (Premedicine.STEROID, 60, 180),  # 90 less 30, and 90 and 90 more
    ],
)
def test_premedication_is_neither_too_fresh_nor_too_old(medicine: Premedicine, least: int, most: int) -> None:
    for span, right in (
        (timedelta(minutes=least) - SECOND, False),
        (timedelta(minutes=least), True),
        (timedelta(minutes=most), True),
        (timedelta(minutes=most) + SECOND, False),
    ):
        assert at_noon(given={**GIVEN, medicine: (NOW - span,)}).go is right, span


def test_what_was_given_in_time_counts_whatever_was_given_again() -> None:
    found = at_noon(given={**GIVEN, Premedicine.ANTIPYRETIC: (minutes_before(120), minutes_before(5))})
    assert found.go
    assert got(found, 9).startswith("paracetamol at 10:00, 120 min before")


def test_what_is_still_to_come_was_not_given() -> None:
    given = {**GIVEN, Premedicine.STEROID: (NOW + SECOND,)}
    assert got(at_noon(given=given), 9).endswith("methylprednisolone not recorded")


@pytest.mark.parametrize(
    ("age", "right"),
    [
        (timedelta(), True),
        (timedelta(minutes=60), True),
        (timedelta(minutes=60, seconds=1), False),
        (-SECOND, False),
    ],
)
def test_vital_signs_are_at_most_an_hour_old(age: timedelta, right: bool) -> None:
    assert at_noon(signs=SIGNS.model_copy(update={"at": NOW - age})).go is right


@pytest.mark.parametrize(
    ("field", "inside", "outside"),
    [
        ("heart_rate", [50, 120], [49, 121]),
        ("systolic", [90, 180], [89, 181]),
        ("diastolic", [50, 110], [49, 111]),
        ("celsius", [Decimal("35.0"), Decimal("37.9")], [Decimal("34.9"), Decimal("37.901")]),
    ],
)
def test_vital_signs_are_usual(field: str, inside: list[object], outside: list[object]) -> None:
    for value in inside:
        assert at_noon(signs=SIGNS.model_copy(update={field: value})).go, value
    for value in outside:
        assert failing(at_noon(signs=SIGNS.model_copy(update={field: value}))) == [10], value


def test_the_night_in_which_the_clock_changes_is_the_day_of_its_date() -> None:
    """29 March has 23 hours: it begins at 23:00 UTC and ends at 22:00."""
    on_the_day = known(on_date=date(2026, 3, 29))
    for now, right in (
        (datetime(2026, 3, 28, 22, 59, 59, tzinfo=UTC), False),
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), True),
        (datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC), True),
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), False),
    ):
        assert (2 not in failing(check(PROTOCOL, POLICY, on_the_day, now, MADRID))) is right, now


def test_premedication_counts_real_minutes_across_the_change_of_the_clock() -> None:
    """Given at 01:30, started at 04:00 by the hands: 90 minutes."""
    given, now = datetime(2026, 3, 29, 1, 30, tzinfo=MADRID), datetime(2026, 3, 29, 4, 0, tzinfo=MADRID)
    everything = {medicine: (given.astimezone(UTC),) for medicine in Premedicine}
    found = check(PROTOCOL, POLICY, known(given=everything), now.astimezone(UTC), MADRID)
    assert 9 not in failing(found)
    assert got(found, 9).startswith("paracetamol at 01:30, 90 min before")


# overrides

BY_HER = verbatim("overridden by A. Vidal, 11:50: she is well")


@pytest.mark.parametrize(
    ("item", "n", "wrong"),
    [
        (Overridable.PREMEDICATION, 9, {"given": {}}),
        (Overridable.VITAL_SIGNS, 10, {"signs": None}),
    ],
)
def test_an_override_lets_an_item_pass_only_where_policy_names_it(
    item: Overridable, n: int, wrong: dict[str, Any]
) -> None:
    found = at_noon(**wrong, overrides={item: BY_HER})
    assert (found.go, found.checks[n - 1].overridden) == (True, True)
    assert got(found, n).endswith("overridden by A. Vidal, 11:50: she is well")
    assert failing(at_noon(NOBODY_OVERRIDES, **wrong, overrides={item: BY_HER})) == [n]
    other = next(each for each in Overridable if each is not item)
    assert failing(at_noon(**wrong, overrides={other: BY_HER})) == [n]


@pytest.mark.parametrize(("n", "wrong", "told"), [case for case in ALONE if case[0] not in {9, 10}])
def test_nothing_else_can_be_overridden(n: int, wrong: dict[str, Any], told: str) -> None:
    found = at_noon(**wrong, overrides=dict.fromkeys(Overridable, BY_HER))
    assert (failing(found), got(found, n)) == ([n], told)


def test_an_item_that_passes_is_not_marked_as_overridden() -> None:
    found = at_noon(overrides=dict.fromkeys(Overridable, BY_HER))
    assert not any(each.overridden for each in found.checks)


def test_the_items_are_numbered_as_they_are_listed() -> None:
    assert [item.number for item in Item] == list(range(1, 12))
