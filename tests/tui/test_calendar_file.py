"""A calendar in a file stays only if what is done with it succeeds."""

from pathlib import Path

import pytest

from pharmacy.errors import Code, Refusal, Trouble
from pharmacy.language import text
from tui.calendar_file import calendar_written, write_calendar

OLD, NEW = b"BEGIN:VCALENDAR old", b"BEGIN:VCALENDAR new"
BUSY = Trouble(Code.DATABASE_BUSY, text("The database is busy."), got=text("5 s"), advice=text("Try again."))


def written_and_not_recorded(path: Path, *, lost: bool) -> None:
    with calendar_written(path, NEW):
        assert path.read_bytes() == NEW
        if lost:
            path.unlink()
        raise BUSY


def failing(path: Path, *, lost: bool = False) -> Trouble:
    with pytest.raises(Trouble) as raised:
        written_and_not_recorded(path, lost=lost)
    return raised.value


def test_it_is_there_while_it_is_recorded_and_stays(tmp_path: Path) -> None:
    file = tmp_path / "c.ics"
    with calendar_written(file, NEW):
        assert file.read_bytes() == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["c.ics"]


def test_without_being_recorded_it_is_taken_away_and_why_is_said(tmp_path: Path) -> None:
    assert failing(tmp_path / "c.ics").lines() == [
        "The calendar was not recorded as handed out, and its file was taken away again.",
        "got: The database is busy. (5 s)",
        "what now: Try again.",
    ]
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_calendar_comes_back(tmp_path: Path) -> None:
    file = tmp_path / "c.ics"
    file.write_bytes(OLD)
    failing(file)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [OLD]


def test_a_file_that_cannot_be_taken_away_is_told(tmp_path: Path) -> None:
    assert failing(tmp_path / "c.ics", lost=True).lines()[0] == (
        "The calendar was not recorded as handed out, and its file could not be taken away."
    )


def test_a_failed_write_leaves_nothing_behind_and_says_why(tmp_path: Path) -> None:
    (tmp_path / "c.ics").mkdir()
    with pytest.raises(Trouble) as raised:
        write_calendar(tmp_path / "c.ics", NEW)
    assert raised.value.got is not None
    assert "Is a directory" in str(raised.value.got)
    assert [path.name for path in tmp_path.iterdir()] == ["c.ics"]
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear colleague", encoding="utf-8")
    with pytest.raises(Refusal):
        write_calendar(letter, NEW)
    assert letter.read_text(encoding="utf-8") == "Dear colleague"
