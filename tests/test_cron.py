"""The lines that docs/deploy.md gives to cron and to whoever keeps evidence, run as they stand there."""

import json
import os
import re
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from pharmacy.database import open_database
from tests.conftest import ServerHospital, untouched_copy
from tests.generated_docs import DOCS
from tests.postgres import programs

GUIDE = (DOCS / "deploy.md").read_text(encoding="utf-8")
(BACKUP,) = re.findall(r"^    0 7-20 \* \* \* alemprep (.*)$", GUIDE, re.MULTILINE)
(DOCTOR,) = re.findall(r"^    30 2 \* \* \* alemprep (.*)$", GUIDE, re.MULTILINE)
(COPY,) = re.findall(r"^    (find /srv/alemprep .*)$", GUIDE, re.MULTILINE)
(DUMP,) = re.findall(r"^    (pg_dump .*)$", GUIDE, re.MULTILINE)

MONTH = 31 * 24 * 3600
NO_BACKUP = "no backup was made, or old ones were not removed: see log.jsonl\n"


@pytest.fixture
def file(untouched: Path, tmp_path: Path) -> Path:
    """A hospital of one's own, just as its acts made it."""
    return untouched_copy(untouched, tmp_path / "hospital")


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Where backups go: one is there of last month, and one of yesterday."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    for name, age in (("alemprep-20260220T1200.db", MONTH), ("alemprep-20260324T1200.db", MONTH // 31)):
        (folder / name).write_text("an earlier backup")
        os.utime(folder / name, (time.time() - age,) * 2)
    return folder


def by_cron(line: str, file: Path, shelf: Path) -> str:
    """What cron would send of a line: it takes `\\%` for `%`, and the environment from its file."""
    command = line.replace("\\%", "%").replace("/mnt/backup", str(shelf))
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        env={"PATH": path, "ALEMPREP_DB": str(file), "HOME": str(file.parent)},
        check=False,
        capture_output=True,
        text=True,
    )
    return done.stdout + done.stderr


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def edit(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("UPDATE vial SET lot = 'OTHER' WHERE serial = '7H2K1'")


def test_every_hour_a_backup_is_made_and_then_those_of_last_month_go(file: Path, shelf: Path) -> None:
    before = names(shelf)
    assert by_cron(BACKUP, file, shelf) == ""
    assert before - names(shelf) == {"alemprep-20260220T1200.db"}
    (made,) = {name for name in names(shelf) - before if re.fullmatch(r"alemprep-\d{8}T\d{4}\.db", name)}
    database = open_database(str(shelf / made), inspect=True)
    database.close()
    assert json.loads((shelf / "log.jsonl").read_text(encoding="utf-8"))["result"] == "ok"


def test_while_no_backup_can_be_made_no_earlier_one_goes_however_old_and_cron_is_told(
    file: Path, shelf: Path
) -> None:
    edit(file)
    before = names(shelf)
    assert by_cron(BACKUP, file, shelf) == NO_BACKUP
    assert names(shelf) == before | {"log.jsonl"}


def test_the_nightly_look_tells_cron_of_a_fault_and_nothing_where_all_is_well(
    file: Path, shelf: Path
) -> None:
    assert by_cron(DOCTOR, file, shelf) == ""
    edit(file)
    assert by_cron(DOCTOR, file, shelf) == "alemprep doctor found a fault\n"


def test_a_database_that_is_not_whole_is_copied_as_evidence_without_its_secrets(
    file: Path, tmp_path: Path
) -> None:
    evidence = tmp_path / "evidence"
    evidence.mkdir()
    edit(file)
    command = COPY.replace("/srv/alemprep", str(file.parent)).replace("/mnt/evidence", str(evidence))
    subprocess.run(["/bin/sh", "-c", command], check=True)
    beside = {path.name for path in file.parent.glob("alemprep.db*")}
    assert names(evidence) == beside - {"alemprep.db.pepper", "alemprep.db.key"}
    assert (evidence / "alemprep.db").read_bytes() == file.read_bytes()


def test_a_server_s_database_that_is_not_whole_is_dumped_as_evidence(
    at_work: ServerHospital, tmp_path: Path
) -> None:
    name = at_work.url.partition("?")[0].rpartition("/")[2]
    with at_work.server.connect(name) as connection:
        connection.execute("UPDATE vial SET lot = 'OTHER' WHERE serial = '7H2K1'")
    command = re.sub(r"postgresql://\S+", f"'{at_work.url}'", DUMP).replace("/mnt/evidence", str(tmp_path))
    subprocess.run(["/bin/sh", "-c", f"{programs()}/{command}"], check=True)
    listed = subprocess.run(
        [programs() / "pg_restore", "--data-only", "--table=vial", "--file=-", tmp_path / "alemprep.dump"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert "OTHER" in listed.stdout
