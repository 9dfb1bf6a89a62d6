"""A backup is put back as docs/deploy.md says, word for word, and the audit holds from the next start on."""

import json
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pharmacy.backup import back_up
from pharmacy.checkup import Verdict
from pharmacy.clock import SetClock
from pharmacy.service import people
from pharmacy.service.checkpoints import begin_day
from tests.conftest import TECHNICIAN, moment, pin_of, untouched_copy
from tests.generated_docs import DOCS
from tui import doctor
from tui.cli import app
from tui.house import open_station

GUIDE = (DOCS / "deploy.md").read_text(encoding="utf-8")
(RESTORE,) = re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL)


@pytest.fixture
def file(untouched: Path, tmp_path: Path) -> Path:
    """A hospital of one's own, just as its acts made it."""
    return untouched_copy(untouched, tmp_path / "alemprep")


def work(file: Path, day: int) -> None:
    """A station is opened in the morning of a day in March 2026, and somebody works."""
    station = open_station(str(file), SetClock(moment(8, day=day)))
    begin_day(station)
    people.sign_in(station, TECHNICIAN, pin_of(TECHNICIAN))
    people.sign_out(station, TECHNICIAN)
    station.database.close()


def restore(file: Path, backup: Path) -> Path:
    """What the guide says; the folder with what was there before."""
    assert "/srv/alemprep" in RESTORE
    words = RESTORE.replace("/srv/alemprep", str(file.parent))
    words, backups = re.subn(r"/mnt/backup/\S+", str(backup), words)
    assert backups == 1
    subprocess.run(["sh", "-e", "-u", "-c", words], check=True)
    (kept,) = file.parent.glob("before-restore-*")
    return kept


def verify(file: Path, *more: str) -> tuple[int, list[str]]:
    """What `alemprep audit verify` finds, and its exit code."""
    result = CliRunner().invoke(app, ["audit", "verify", "--db", str(file), "--json", *more])
    return result.exit_code, [each["what"] for each in json.loads(result.output)["findings"]]


def faults(file: Path, day: int) -> dict[str, str]:
    """What `alemprep doctor --full` calls more or less amiss, late on a day."""
    clock = SetClock(moment(8, day=day) + timedelta(hours=12))
    found = doctor.examine(str(file), None, clock, full=True)
    return {str(each.subject): str(each.what) for each in found if each.verdict is not Verdict.OK}


@pytest.fixture
def restored(file: Path, tmp_path: Path) -> Path:
    """Wednesday's backup was put back on Friday, and there was work on Saturday and Sunday."""
    (tmp_path / "backup").mkdir()
    work(file, 25)
    back_up(str(file), tmp_path / "backup" / "a.db")
    work(file, 26)
    work(file, 27)
    restore(file, tmp_path / "backup" / "a.db")
    work(file, 27)
    work(file, 28)
    work(file, 29)
    return file


def test_days_after_a_restore_audit_and_doctor_find_nothing_amiss(restored: Path) -> None:
    assert verify(restored) == (0, [])
    assert faults(restored, 29) == {}


def test_what_a_restore_took_away_is_kept_and_names_what_was_lost_before_and_ever_after(
    file: Path, tmp_path: Path
) -> None:
    work(file, 25)
    backup = tmp_path / "a.db"
    back_up(str(file), backup)
    work(file, 26)
    work(file, 27)
    lost = shutil.copytree(file.parent, tmp_path / "lost")
    kept = restore(file, backup)
    assert kept.stat().st_mode & 0o777 == 0o700
    names = {path.name for path in kept.iterdir()}
    assert {"alemprep.db", "alemprep.db.checkpoints"} <= names
    assert {name: (kept / name).read_bytes() for name in names} == {
        name: (lost / name).read_bytes() for name in names
    }
    assert file.read_bytes() == backup.read_bytes()
    old = ("--checkpoints", str(kept / "alemprep.db.checkpoints"))
    gone = [
        f"The checkpoint of {day} Mar 2026 stands in the file but not in the database: it was removed there."
        for day in (26, 27)
    ]
    code, found = verify(file, *old)
    assert (code, found[1:]) == (1, gone)
    assert re.fullmatch(
        r"The checkpoint of 27 Mar 2026 saw event \d+, which is not there any more: the audit was "
        r"wound back\.",
        found[0],
    )
    work(file, 28)
    work(file, 29)
    code, found = verify(file, *old)
    assert code == 1
    assert set(gone) <= set(found)


def test_a_backup_put_back_over_an_old_file_of_checkpoints_is_a_fault_until_that_is_moved_away(
    file: Path, tmp_path: Path
) -> None:
    work(file, 25)
    back_up(str(file), tmp_path / "a.db")
    work(file, 26)
    kept = restore(file, tmp_path / "a.db")
    shutil.copy(kept / "alemprep.db.checkpoints", file.parent)
    work(file, 27)
    assert list(faults(file, 27)) == ["checkpoints"]
    Path(f"{file}.checkpoints").unlink()
    work(file, 27)
    assert faults(file, 27) == {}


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        (
            "DELETE FROM checkpoint WHERE id = (SELECT max(id) FROM checkpoint)",
            "The checkpoint of 29 Mar 2026 stands in the file but not in the database",
        ),
        (
            "UPDATE event SET body = replace(body, '2026-03-28', '2026-03-27') WHERE seq = 60",
            "was changed",
        ),
    ],
    ids=["checkpoint", "event"],
)
def test_an_attack_after_a_restore_is_found_as_any_other(
    restored: Path, statement: str, finding: str
) -> None:
    with closing(sqlite3.connect(restored, isolation_level=None)) as raw:
        triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for trigger, _ in triggers:
            raw.execute(f"DROP TRIGGER {trigger}")
        assert raw.execute(statement).rowcount == 1
        for _, sql in triggers:
            raw.execute(sql)
    code, found = verify(restored)
    assert code == 1
    assert any(finding in what for what in found)
    assert faults(restored, 29).keys() & {"checkpoints", "audit"}
