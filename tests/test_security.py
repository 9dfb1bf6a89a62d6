"""What SECURITY.md says and no other test shows: of PINs, a server's rights, and what is not protected."""

import re
from pathlib import Path

import psycopg
import pytest
from argon2 import extract_parameters
from argon2.low_level import Type
from pydantic import SecretStr
from sqlalchemy.engine import make_url

from labels.printers import Document
from labels.printers.folder import FolderPrinter
from pharmacy import audit
from pharmacy.audit import Entry
from pharmacy.changes import Changes
from pharmacy.people import Act
from pharmacy.preparation import Step
from pharmacy.records import BagRow
from pharmacy.service import pins
from pharmacy.service.audit_check import check_audit
from pharmacy.service.checkpoints import begin_day
from tests.conftest import ON_SERVER, PHARMACIST, House
from tests.generated_docs import DOCS
from tui.house import open_station

SECURITY = (DOCS.parent / "SECURITY.md").read_text(encoding="utf-8")


def test_a_try_of_a_pin_costs_what_is_said() -> None:
    cost = extract_parameters(pins.hashed(bytes(32), "1001", SecretStr("2580")))
    said = re.search(r"argon2id hashes \((\d+) MiB, (\d) passes", SECURITY)
    assert said
    assert (cost.type, cost.memory_cost // 1024, cost.time_cost) == (Type.ID, *map(int, said.groups()))


def test_the_times_for_all_pins_are_those_of_one_try() -> None:
    (try_ms,) = map(int, re.findall(r"(\d+) ms of one processor core", SECURITY))
    (four, six, eight) = map(int, re.findall(r"digits[^.]{0,30}? (\d+) (?:minutes|hours|days)", SECURITY))
    seconds = [10**digits * try_ms / 1000 for digits in (4, 6, 8)]
    assert [round(seconds[0] / 60), round(seconds[1] / 3600), round(seconds[2] / 86400)] == [four, six, eight]


def test_what_holds_patients_data_or_a_secret_is_its_owner_s_alone(house: House) -> None:
    house.released()
    assert begin_day(house.station) is not None
    FolderPrinter(house.folder).send(Document("label", b"%PDF", 100, 70))
    endings = ("", "-wal", "-shm", ".pepper", ".key", ".checkpoints")
    beside = [house.file.with_name(f"{house.file.name}{ending}") for ending in endings]
    there = [file for file in (*beside, house.folder / "label.pdf") if file.exists()]
    assert len(there) >= 5
    assert {file.stat().st_mode & 0o777 for file in there} == {0o600}


def test_an_event_added_in_the_right_form_by_whoever_may_write_is_believed_and_vouched_for(
    house: House,
) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    with house.station.database.atomic() as connection:
        changes = Changes(connection)
        changes.change(BagRow, {"id": bag_id}, state="released", step=None)
        forged = Entry(Act.RELEASE, PHARMACIST, "ok", bag_id, {"changed": changes.told})
        audit.record(connection, house.clock.now(), [forged])
    assert begin_day(house.station) is not None
    assert check_audit(house.station.database, house.station.witness, house.station.site.tz).ok


@pytest.mark.skipif(not ON_SERVER, reason="about a server: make test-postgresql")
def test_a_station_with_the_rights_of_the_page_works_and_reaches_neither_audit_nor_triggers(
    house: House, tmp_path: Path
) -> None:
    (granted,) = re.findall(r"```sql\n(.+?)```", SECURITY, re.DOTALL)
    with psycopg.connect(house.where) as owner:
        owner.execute(granted)
    where = make_url(house.where).set(username="alemprep_station").render_as_string(hide_password=False)
    station = open_station(where, house.clock, name="station")
    House(station, house.clock, where, tmp_path).started()
    assert begin_day(station) is not None
    station.database.close()
    for forbidden in (
        "UPDATE event SET body = ''",
        "DELETE FROM event",
        "TRUNCATE event",
        "UPDATE approval SET policy_text = ''",
        "DELETE FROM checkpoint",
        "DELETE FROM bag",
        "DELETE FROM head",
        "UPDATE alembic_version SET version_num = '0001'",
        "ALTER TABLE event DISABLE TRIGGER ALL",
        "DROP TRIGGER event_no_update ON event",
        "SET session_replication_role = replica",
        "CREATE TABLE mine (id int)",
    ):
        with psycopg.connect(where) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(forbidden)
