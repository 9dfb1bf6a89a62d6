"""Hospitals as alemprep itself left them under each earlier schema go on with today's.

Each file of `tests/older_hospitals` is a morning's work of a version that is gone: what `alemprep replay` of
that time has written of `samples/scenarios/morning.jsonl`, in a file of SQLite, with the secrets of its
fictional people. A server's database is made by today's migrations: `test_migrations.py`.
"""

import gzip
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from pharmacy.backup import back_up
from pharmacy.clock import SetClock
from pharmacy.database.sqlite import APPLICATION_ID
from pharmacy.errors import Code, Refusal
from pharmacy.preparation import State
from pharmacy.service import custody, people, stockroom
from pharmacy.service.act import Station
from pharmacy.service.approvals import read_proposed, renewed, sign_policy
from pharmacy.service.audit_check import check_audit
from pharmacy.service.bags import find_bag
from pharmacy.service.checkpoints import begin_day
from pharmacy.service.worklist import worklist
from samples import SCENARIOS
from tests.conftest import PHARMACIST, TECHNICIAN, pin_of, vial
from tui.cli import app
from tui.house import open_station

MADE = Path(__file__).parent.parent / "older_hospitals"
SCHEMAS = ("0001", "0002", "0003", "0004")
WITNESSED = "0004"
"""The first schema with checkpoints."""


class Older(NamedTuple):
    """A hospital of an earlier version, that nobody has opened since."""

    where: str
    schema: str
    steps: dict[str, tuple[str, str | None]]
    """State and step of every bag."""
    clock: SetClock
    """A minute after its last act."""

    def opened(self) -> Station:
        """As today's version opens it."""
        return open_station(self.where, self.clock)


@pytest.fixture(params=SCHEMAS)
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Older:
    """Each of them, in a folder of its own."""
    schema, file = str(request.param), tmp_path / "alemprep.db"
    with closing(sqlite3.connect(file)) as raw:
        raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
        raw.execute("PRAGMA journal_mode=WAL")
        raw.executescript(gzip.decompress((MADE / f"{schema}.sql.gz").read_bytes()).decode())
        steps = {bag: (state, step) for bag, state, step in raw.execute("SELECT id, state, step FROM bag")}
        ((latest,),) = raw.execute("SELECT at FROM head")
    pepper = Path(f"{file}.pepper")
    pepper.write_bytes(bytes.fromhex((MADE / f"{schema}.pepper").read_text(encoding="ascii")))
    if schema >= WITNESSED:
        shutil.copy(MADE / f"{schema}.key", f"{file}.key")
    shutil.copy(SCENARIOS.parent / "hospital.toml", tmp_path / "site.toml")
    clock = SetClock(datetime.fromisoformat(f"{latest}+00:00") + timedelta(minutes=1))
    return Older(str(file), schema, steps, clock)


def sound(station: Station) -> list[str]:
    """What the check of the whole audit finds, which is to be nothing."""
    found = check_audit(station.database, station.witness, station.site.tz)
    return [str(each.what) for each in found.findings]


def signed_in(station: Station) -> Station:
    """With its values signed by a pharmacist."""
    found = read_proposed(station.files)
    sign_policy(station, PHARMACIST, found.protocol.sha256, found.policy.sha256, pin_of(PHARMACIST))
    return renewed(station)


def test_every_bag_of_an_earlier_version_is_at_its_step_and_the_audit_tells_every_row(older: Older) -> None:
    station = older.opened()
    found = {each: find_bag(station, each) for each in older.steps}
    assert {each: (bag.state, bag.step) for each, bag in found.items()} == older.steps
    assert sum(line.bag.id in older.steps for line in worklist(station)) >= 3
    assert sound(station) == []
    station.database.close()


def test_badges_and_pins_of_an_earlier_version_let_in(older: Older) -> None:
    station = older.opened()
    assert people.sign_in(station, TECHNICIAN, pin_of(TECHNICIAN)).name == "T. Ruiz"
    with pytest.raises(Refusal) as refused:
        people.sign_in(station, TECHNICIAN, pin_of(PHARMACIST))
    assert refused.value.code is Code.WRONG_PIN
    station.database.close()


def test_work_goes_on_where_an_earlier_version_ended(older: Older) -> None:
    station = signed_in(older.opened())
    assert stockroom.receive_vial(station, TECHNICIAN, vial("NEW")).serial == "NEW"
    (labelled,) = [bag for bag, (state, _) in older.steps.items() if state == State.LABELLED]
    custody.quarantine(station, PHARMACIST, labelled, "it is of the version before")
    assert find_bag(station, labelled).state is State.QUARANTINED
    assert begin_day(station) is not None
    assert sound(station) == []
    station.database.close()


def test_days_of_before_there_were_checkpoints_are_not_taken_for_days_whose_checkpoint_was_removed(
    older: Older,
) -> None:
    station = older.opened()
    older.clock.advance(timedelta(days=2))
    people.sign_in(station, TECHNICIAN, pin_of(TECHNICIAN))
    said = " ".join(sound(station))
    assert ("No checkpoint covers the events of" in said) == (older.schema >= WITNESSED)
    older.clock.advance(timedelta(days=1))
    people.sign_in(station, TECHNICIAN, pin_of(TECHNICIAN))
    assert "No checkpoint covers the events of" in " ".join(sound(station))
    station.database.close()


def test_an_earlier_version_s_database_is_checked_when_it_is_up_to_date_and_not_changed_before(
    older: Older, tmp_path: Path
) -> None:
    before = Path(older.where).read_bytes()
    told = CliRunner().invoke(app, ["audit", "verify", "--db", older.where])
    assert (told.exit_code, told.output.splitlines()) == (
        1,
        [
            "The database is older than this alemprep, and can only be checked when it is up to date.",
            "expected: schema 0005",
            f"got: schema {older.schema} in {older.where}",
            (
                "what now: Make a backup, then run: alemprep migrate. What is kept as evidence is copied, "
                "and the copy checked."
            ),
        ],
    )
    made = back_up(older.where, tmp_path / "backup.db")
    assert (made.schema_revision, made.reconciled) == (older.schema, False)
    assert Path(older.where).read_bytes() == before
    migrated = CliRunner().invoke(app, ["migrate", "--db", str(made.path)])
    assert migrated.exit_code == 0, migrated.output
    assert CliRunner().invoke(app, ["audit", "verify", "--db", str(made.path)]).exit_code == 0
