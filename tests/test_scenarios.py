"""The sample days end as they say they do, and stay honest about what they were refused."""

from datetime import UTC, date, datetime, time
from pathlib import Path

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


def outcomes(name: str, tmp_path: Path) -> list[Outcome]:
    return list(rehearse(SCENARIOS / name, NOW, prints=tmp_path))


@pytest.mark.parametrize("name", DAYS)
def test_a_sample_day_ends_as_it_says(name: str, tmp_path: Path) -> None:
    surprises = [outcome for outcome in outcomes(name, tmp_path) if not outcome.as_expected]
    assert surprises == []


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("good-course-day.jsonl", "released"),
        ("self-release.jsonl", "released"),
        ("reprinted-label.jsonl", "released"),
        ("wrong-diluent.jsonl", "in preparation"),
        ("used-vial.jsonl", "in preparation"),
        ("expired-bag.jsonl", "verified"),
        ("interrupted-preparation.jsonl", "cancelled"),
        ("wrong-days.jsonl", "in preparation"),
        ("corrected-patient.jsonl", "in preparation"),
        ("recalled-bag.jsonl", "in preparation"),
    ],
)
def test_the_last_bag_of_a_sample_day_is_left_where_the_story_ends(
    name: str, state: str, tmp_path: Path
) -> None:
    moved = [outcome.state for outcome in outcomes(name, tmp_path) if outcome.state]
    assert moved[-1] == state


def test_every_refusal_of_a_sample_day_was_recorded(tmp_path: Path) -> None:
    refused = [outcome for outcome in outcomes("wrong-diluent.jsonl", tmp_path) if outcome.code]
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
