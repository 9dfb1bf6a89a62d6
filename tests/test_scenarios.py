"""The sample days end as they say they do, and stay honest about what they were refused."""

import shutil
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pydantic import SecretStr

from pharmacy.clock import SetClock
from pharmacy.errors import Code, Refusal
from pharmacy.service import people
from samples import SCENARIOS
from tui.house import new_station, open_station
from tui.rehearsal import rehearse
from tui.replay import Outcome, read_scenario

NOW = datetime(2026, 3, 25, 9, 0, tzinfo=UTC)
DAYS = sorted(path.name for path in SCENARIOS.glob("*.jsonl"))


@cache
def outcomes(name: str) -> list[Outcome]:
    with TemporaryDirectory() as prints:
        return list(rehearse(SCENARIOS / name, NOW, prints=Path(prints)))


@pytest.mark.parametrize("name", DAYS)
def test_a_sample_day_ends_as_it_says(name: str) -> None:
    surprises = [outcome for outcome in outcomes(name) if not outcome.as_expected]
    assert surprises == []


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("good-course-day.jsonl", "completed"),
        ("bedside-stops.jsonl", "infusing"),
        ("warm-bag.jsonl", "infusing"),
        ("too-long-outside.jsonl", "discarded"),
        ("reaction-grade-2.jsonl", "completed"),
        ("reaction-grade-4.jsonl", "stopped"),
        ("decided-by-people.jsonl", "stopped"),
        ("logger-import.jsonl", "released"),
        ("two-nurses.jsonl", "infusing"),
        ("self-release.jsonl", "released"),
        ("reprinted-label.jsonl", "released"),
        ("wrong-diluent.jsonl", "in preparation"),
        ("used-vial.jsonl", "in preparation"),
        ("expired-bag.jsonl", "verified"),
        ("interrupted-preparation.jsonl", "cancelled"),
        ("wrong-days.jsonl", "in preparation"),
        ("corrected-patient.jsonl", "in preparation"),
        ("recalled-bag.jsonl", "in preparation"),
        ("signed-values.jsonl", "verified"),
        ("follow-up.jsonl", "completed"),
        ("readiness.jsonl", "verified"),
    ],
)
def test_the_last_bag_of_a_sample_day_is_left_where_the_story_ends(name: str, state: str) -> None:
    moved = [outcome.state for outcome in outcomes(name) if outcome.state]
    assert moved[-1] == state


def test_every_refusal_of_a_sample_day_was_recorded() -> None:
    refused = [outcome for outcome in outcomes("wrong-diluent.jsonl") if outcome.code]
    assert [outcome.code for outcome in refused] == [
        "unknown-product",
        "wrong-kind",
        "not-received",
        "code-disagrees",
        "step-order",
    ]
    events = [outcome.event for outcome in refused]
    assert None not in events
    assert events == sorted(set(events), key=lambda event: event or 0)


def test_a_look_says_its_verdict_and_the_items_that_do_not_pass() -> None:
    looks = [each for each in outcomes("bedside-stops.jsonl") if each.verdict]
    told = [(each.verdict, each.failing) for each in looks]
    assert told == [
        ("stop", (1, 10, 11)),  # another patient's wristband
        ("stop", (1, 10, 11)),  # another hospital's
        ("stop", (4, 10, 11)),  # the void copy
        ("stop", (4, 10, 11)),  # the label under the cover
        ("stop", (2, 3, 4, 7, 8, 9, 10, 11)),  # tomorrow's bag, which nobody has begun
        ("stop", (3, 4, 7, 8, 9, 10, 11)),  # another patient's bag, with their wristband
        ("stop", (10, 11)),  # the number typed
        ("stop", (10, 11)),  # a pulse of 128
        ("stop", (11,)),  # saline in the line
        ("go", ()),
        ("stop", (5,)),  # started
    ]
    assert looks[-1].message == "STOP · 5 not started, stopped or discarded"


def test_a_scenario_that_expects_a_go_is_not_content_with_a_stop(tmp_path: Path) -> None:
    day = (SCENARIOS / "good-course-day.jsonl").read_text(encoding="utf-8")
    shutil.copy(SCENARIOS / "hospital.jsonl", tmp_path)
    wrong = tmp_path / "wrong.jsonl"
    wrong.write_text(day.replace('"expect": "stop"', '"expect": "go"'), encoding="utf-8")
    (surprise,) = [each for each in rehearse(wrong, NOW, prints=tmp_path / "prints") if not each.as_expected]
    assert (surprise.act, surprise.verdict, surprise.failing) == ("bedside.verify", "stop", (11,))


def test_a_verdict_is_expected_of_looks_only(tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl"
    path.write_text('{"at": "now", "by": "1001", "act": "bench.draw", "bag": "x", "expect": "go"}')
    with pytest.raises(Refusal, match="no code 'go'"):
        read_scenario(path, NOW)


def test_what_an_infusion_has_given_stands_in_every_result_about_it() -> None:
    told = [(each.act, each.given_ml) for each in outcomes("reaction-grade-4.jsonl") if each.given_ml]
    # 30 min at 5 mL/h, 30 min at 10 mL/h, 10 min and 10 s at 15 mL/h: 2.5 + 5 + 2.5417 mL
    assert told == [
        ("bedside.start", "0"),
        ("infusion.rate", "2.5"),
        ("infusion.rate", "7.5"),
        ("infusion.reaction", "10.04"),
        ("infusion.observed", "10.04"),
    ]


def test_the_nurse_who_comes_second_is_told_by_whom_and_when_the_bag_was_started() -> None:
    (second,) = [each for each in outcomes("two-nurses.jsonl") if each.code]
    assert second.code == "already-started"
    assert "got: started at 12:00 by N. Pons" in second.message


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("nonsense", "line 1"),
        ("[]", "not a JSON object"),
        ('{"at": "2026-03-25T09:00:00+01:00", "by": "1001"}', "'act' is missing"),
        ('{"at": "2026-03-25T09:00:00+01:00", "by": "1001", "act": "bench.dance"}', "no act 'bench.dance'"),
        ('{"at": "2026-03-25T09:00:00+01:00", "by": "1001", "act": "bench.labels_printed"}', "no act"),
        ('{"at": "2026-03-25T09:00:00", "by": "1001", "act": "bench.draw", "bag": "x"}', "has no zone"),
        ('{"at": "yesterday", "by": "1001", "act": "bench.draw", "bag": "x"}', "at: "),
        ('{"at": "now", "by": "1001", "act": "bench.draw", "expect": "joy"}', "no code 'joy'"),
        ('{"include": "nowhere.jsonl"}', "nowhere.jsonl"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(line: str, why: str, tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        read_scenario(path, NOW)
    assert refused.value.code is Code.BAD_FILE
    assert refused.value.bad_input
    assert why in refused.value.message()


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ('"name": "A", "pin": "4711", "age": 3', "age: Extra inputs are not permitted"),
        ('"name": "A"', "pin: Field required"),
        ('"name": 5, "pin": "4711"', "name: "),
    ],
)
def test_an_argument_that_an_act_does_not_take_is_named_before_anything_is_done(
    more: str, why: str, tmp_path: Path
) -> None:
    path = tmp_path / "day.jsonl"
    path.write_text('{"at": "now", "by": "1000", "act": "people.first", ' + more + "}", encoding="utf-8")
    with pytest.raises(Refusal, match=why):
        read_scenario(path, NOW)


def test_no_scenario_is_replayed_in_a_hospital_at_work(tmp_path: Path) -> None:
    station = new_station(str(tmp_path / "work.db"), SetClock(NOW))
    people.first_person(station, "1000", "A", SecretStr("4711"))
    people.sign_in(station, "1000", SecretStr("4711"))
    station.database.close()
    before = (tmp_path / "work.db").read_bytes()
    with pytest.raises(Refusal) as refused:
        list(rehearse(SCENARIOS / "hospital.jsonl", NOW, db=str(tmp_path / "work.db")))
    assert refused.value.lines() == [
        "This is a hospital at work; no scenario is replayed in it.",
        "expected: a new file, or a database that a replay has made",
        f"got: {tmp_path / 'work.db'}",
        "what now: Give another --db, or none.",
    ]
    assert (tmp_path / "work.db").read_bytes() == before
    assert not (tmp_path / "prints").exists()


def test_a_replayed_hospital_is_gone_on_with_until_somebody_works_in_it(tmp_path: Path) -> None:
    where = str(tmp_path / "day.db")
    list(rehearse(SCENARIOS / "hospital.jsonl", NOW, db=where))
    again = tmp_path / "again.jsonl"
    again.write_text('{"at": "now", "by": "1001", "act": "people.sign_out"}', encoding="utf-8")
    assert [outcome.result for outcome in rehearse(again, NOW, db=where)] == ["ok"]
    station = open_station(where, SetClock(NOW))
    people.sign_in(station, "1001", SecretStr("2580"))
    station.database.close()
    with pytest.raises(Refusal, match="hospital at work"):
        list(rehearse(again, NOW, db=where))


def test_a_scenario_that_cannot_be_read_makes_no_hospital(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.jsonl"
    good = '{"at": "now", "by": "1000", "act": "people.first", "name": "A", "pin": "4711"}'
    wrong.write_text(good + '\n{"at": "now", "by": "1000", "act": "bench.draw"}', encoding="utf-8")
    with pytest.raises(Refusal, match="line 2: bag: Field required"):
        list(rehearse(wrong, NOW, db=str(tmp_path / "day.db")))
    assert [path.name for path in tmp_path.iterdir()] == ["wrong.jsonl"]


@pytest.mark.parametrize("clock", ["00:10", "21:31", "23:58"])
def test_the_sample_hospital_is_made_late_in_the_evening_and_early_in_the_morning(
    clock: str, tmp_path: Path
) -> None:
    now = datetime.fromisoformat(f"2026-03-18T{clock}:00+01:00")
    outcomes = list(rehearse(SCENARIOS / "morning.jsonl", now, db=str(tmp_path / "day.db")))
    assert [outcome for outcome in outcomes if not outcome.as_expected] == []


def test_a_time_that_would_be_after_midnight_is_the_last_minute_of_the_day(tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl"
    path.write_text(
        '{"at": "now", "by": "1005", "act": "orders.course", "patient": "1", "number": 1,'
        ' "first_day": "today", "infusion_at": "now+2:00"}'
    )
    (line,) = read_scenario(path, datetime(2026, 3, 25, 22, 30, tzinfo=UTC))
    assert line.arguments.model_dump()["infusion_at"] == time(23, 59)


def test_days_and_times_count_from_the_given_now(tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl"
    path.write_text(
        '{"at": "now-1:30", "by": "1005", "act": "orders.course", "patient": "1", "number": 1,'
        ' "first_day": "today+1", "infusion_at": "now+2:00"}'
    )
    (line,) = read_scenario(path, NOW)
    assert line.at == datetime(2026, 3, 25, 7, 30, tzinfo=UTC)
    assert line.arguments.model_dump()["first_day"] == date(2026, 3, 26)
    assert line.arguments.model_dump()["infusion_at"] == time(11, 0)
