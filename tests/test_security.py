"""What SECURITY.md says and no other test shows: of PINs, of files, and of what is not protected."""

import re
from datetime import timedelta

import pytest
from argon2 import extract_parameters
from argon2.low_level import Type
from pydantic import SecretStr

from labels.printers import Document
from labels.printers.folder import FolderPrinter
from pharmacy import audit
from pharmacy.audit import Entry
from pharmacy.changes import Changes
from pharmacy.people import Act
from pharmacy.preparation import Step
from pharmacy.records import BagRow
from pharmacy.service import people, pins
from pharmacy.service.audit_check import check_audit
from pharmacy.service.checkpoints import begin_day
from tests.conftest import PHARMACIST, House, pin_of
from tests.generated_docs import DOCS
from tests.sample import COSTLY

SECURITY = (DOCS.parent / "SECURITY.md").read_text(encoding="utf-8")


def test_a_try_of_a_pin_costs_what_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pins, "_HASHER", COSTLY)
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


def test_a_newest_moment_that_somebody_set_back_is_found_only_until_the_next_act(house: House) -> None:
    assert begin_day(house.station) is not None
    house.released()
    back = house.clock.now() - timedelta(hours=1)
    with house.station.database.atomic() as connection:
        audit.set_latest(connection, back)
    assert not check_audit(house.station.database, house.station.witness, house.station.site.tz).ok
    house.clock.set(back)
    people.sign_in(house.station, PHARMACIST, pin_of(PHARMACIST))
    assert check_audit(house.station.database, house.station.witness, house.station.site.tz).ok
