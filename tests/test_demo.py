"""`alemprep demo` leaves what a visitor needs: five released bags, their papers, a sound audit."""

import json
import sqlite3
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pharmacy import audit
from pharmacy.database import open_database
from pharmacy.errors import Trouble
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
    # each day both labels, two sheets and the record; of the whole course the card and the folder
    assert len(told["documents"]) == 5 * 5 + 2
    for bag in told["bags"]:
        assert len(bag["labels"]) == 2
        assert set(bag["labels"]) <= set(told["documents"])
    for name in told["documents"]:
        assert (out / name).read_bytes().startswith(b"%PDF")


def test_all_five_bags_are_released_and_the_audit_holds(out: Path) -> None:
    url = json.loads((out / "demo.json").read_bytes())["database"]
    with open_database(url).reading() as connection:
        assert audit.verify(connection).ok
    rows = sqlite3.connect(out / "alemprep.db").execute("SELECT DISTINCT state FROM bag").fetchall()
    assert rows == [("released",)]


def test_a_folder_in_use_is_left_alone(out: Path) -> None:
    before = sorted(out.iterdir())
    with pytest.raises(Trouble) as refused:
        run_demo(out, None)
    assert "needs a folder of its own; nothing was written" in refused.value.message()
    assert sorted(out.iterdir()) == before
