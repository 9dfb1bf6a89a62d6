"""`alemprep demo` leaves what a visitor needs: five bags given whole, their papers, a sound audit."""

import json
import sqlite3
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from pharmacy import audit
from pharmacy.database import open_database
from pharmacy.errors import Trouble
from tests.labels.reading_back import words_on
from tui.demo import run_demo


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "new"
    run_demo(folder, None)
    return folder


def test_course_1_has_five_days_each_with_a_vial_of_its_own(out: Path) -> None:
    told = json.loads((out / "demo.json").read_bytes())
    assert [(bag["course"], bag["day"]) for bag in told["bags"]] == [(1, 1), (1, 2), (1, 3), (1, 4), (1, 5)]
    assert len({bag["vial_serial"] for bag in told["bags"]}) == 5
    assert {bag["patient_record"] for bag in told["bags"]} == {"00482913"}


def test_start_before_is_eight_hours_after_mixing(out: Path) -> None:
    for bag in json.loads((out / "demo.json").read_bytes())["bags"]:
        mixed, before = datetime.fromisoformat(bag["mixed_at"]), datetime.fromisoformat(bag["start_before"])
        assert (before - mixed).total_seconds() == 8 * 3600
        assert mixed.utcoffset() is not None


def test_the_wall_clock_stays_the_same_when_summer_time_begins_on_day_5(out: Path) -> None:
    bags = json.loads((out / "demo.json").read_bytes())["bags"]
    times = [datetime.fromisoformat(bag["mixed_at"]) for bag in bags]
    assert {f"{time:%H:%M}" for time in times} == {"09:36"}
    assert [str(time.utcoffset()) for time in times] == ["1:00:00"] * 4 + ["2:00:00"]
    assert times[4].date() == datetime(2026, 3, 29, tzinfo=ZoneInfo("Europe/Madrid")).date()


def test_every_document_is_there_and_is_a_pdf(out: Path) -> None:
    told = json.loads((out / "demo.json").read_bytes())
    # each day both labels, two sheets and the record; of the whole course card, calendar, timeline, folder
    assert len(told["documents"]) == 5 * 5 + 4
    for bag in told["bags"]:
        assert len(bag["labels"]) == 2
        assert set(bag["labels"]) <= set(told["documents"])
    for name in told["documents"]:
        assert (out / name).read_bytes().startswith(b"%PDF")


def test_all_five_bags_are_given_whole_and_observed_and_the_audit_holds(out: Path) -> None:
    told = json.loads((out / "demo.json").read_bytes())
    with open_database(told["database"]).reading() as connection:
        assert audit.verify(connection).ok
    assert {bag["state"] for bag in told["bags"]} == {"completed"}
    rows = sqlite3.connect(out / "alemprep.db").execute(
        "SELECT DISTINCT state, given_microlitres, observed_at IS NOT NULL FROM bag"
    )
    # 100 mL of diluent and 1.2 mL of concentrate
    assert rows.fetchall() == [("completed", 101_200, 1)]


def test_nothing_in_the_demonstration_was_refused_and_every_look_before_a_start_said_go(out: Path) -> None:
    rows = sqlite3.connect(out / "alemprep.db").execute("SELECT body FROM event")
    events = [json.loads(body) for (body,) in rows]
    assert {event["result"] for event in events} == {"ok"}
    assert [event["data"]["verdict"] for event in events if event["act"] == "bedside.verify"] == ["go"] * 5


def test_record_and_card_say_what_was_given(out: Path) -> None:
    told = json.loads((out / "demo.json").read_bytes())
    for bag in told["bags"]:
        pages = PdfReader(out / f"{bag['id']}-record-copy1.pdf").pages
        record = " ".join(" ".join(page.extract_text().split()) for page in pages)
        assert "COMPLETED" in record
        assert "101.2 of 101.2 mL: 12 mg of 12 mg" in record
    outside, _ = words_on((out / f"{told['bags'][0]['id']}-card-copy1.pdf").read_bytes())
    assert outside.count("given 12 mg") == 5


def test_a_folder_in_use_is_left_alone(out: Path) -> None:
    before = sorted(out.iterdir())
    with pytest.raises(Trouble) as refused:
        run_demo(out, None)
    assert "needs a folder of its own; nothing was written" in refused.value.message()
    assert sorted(out.iterdir()) == before
