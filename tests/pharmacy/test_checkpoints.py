"""Every day of work begins with a signed checkpoint: one, whoever is first, and no bag ever waits for it."""

from multiprocessing.connection import Connection
from pathlib import Path

import orjson
import pytest
import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from typer.testing import CliRunner

from pharmacy.clock import SetClock
from pharmacy.errors import Code, Refusal, Trouble
from pharmacy.service import people
from pharmacy.service.checkpoints import begin_day, hospital_key
from pharmacy.witness import Witness
from tests.conftest import MORNING, TECHNICIAN, House, in_parallel, moment, pin_of
from tests.raw import DRIVER_ERRORS
from tests.tui.hands import at_work
from tui.cli import app
from tui.house import beside_database, new_station, open_station


def log(house: House) -> list[str]:
    file = beside_database(house.where, ".checkpoints")
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def rows(house: House) -> list[tuple[str, str, str]]:
    raw = house.raw()
    found = raw.execute("SELECT statement, public_key, signature FROM checkpoint ORDER BY id").fetchall()
    raw.close()
    return list(found)


def test_a_checkpoint_says_when_it_was_made_and_what_it_saw(house: House) -> None:
    raw = house.raw()
    heads = raw.execute("SELECT seq, hash FROM head WHERE seq > 0 ORDER BY id")
    raw.close()
    events = len(house.events())
    begin_day(house.station)
    ((statement, public_key, signature),) = rows(house)
    assert orjson.loads(statement) == {
        "at": "2026-03-25T09:30:00+01:00",
        "day": "2026-03-25",
        "heads": [list(head) for head in heads],
        "events": events,
        "previous": "e798aa03f1fe2f4acaaa66a69c24b706bafdaf13ae04f0f9be5ee2256360624a",
    }
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
    key.verify(bytes.fromhex(signature), b"alemprep checkpoint 1\x00" + statement.encode())
    event = house.events()[-1]
    assert (len(house.events()), event["act"], event["by"]) == (events + 1, "audit.checkpoint", "")


def test_it_stands_in_the_table_and_as_a_line_of_the_file_that_only_its_owner_reads(house: House) -> None:
    begin_day(house.station)
    (line,) = log(house)
    assert tuple(orjson.loads(line).values()) == (rows(house)[0][1], rows(house)[0][2], rows(house)[0][0])
    assert beside_database(house.where, ".checkpoints").stat().st_mode & 0o777 == 0o600


def test_a_day_has_one_checkpoint_and_the_next_day_another(house: House) -> None:
    assert begin_day(house.station) is not None
    house.at(23, 59)
    assert begin_day(house.station) is None
    house.at(0, 0, day=26)
    assert begin_day(house.station) is not None
    days = [orjson.loads(statement)["day"] for statement, _, _ in rows(house)]
    assert (days, len(log(house))) == (["2026-03-25", "2026-03-26"], 2)


def test_the_day_is_the_sites_across_the_end_of_summer_time(house: House) -> None:
    for hour, day in (("2026-10-24T22:30:00+00:00", True), ("2026-10-25T22:30:00+00:00", False)):
        house.clock.set(moment(0).fromisoformat(hour))
        assert (begin_day(house.station) is not None) is day
    house.clock.set(moment(0).fromisoformat("2026-10-25T23:00:00+00:00"))
    assert begin_day(house.station) is not None
    assert [orjson.loads(s)["day"] for s, _, _ in rows(house)] == ["2026-10-25", "2026-10-26"]


def _open(file: str, name: str, pipe: Connection) -> None:
    station = open_station(file, SetClock(MORNING), name=name)
    try:
        pipe.send("made" if begin_day(station) else "there")
    except Trouble as trouble:
        pipe.send(str(trouble))


def test_of_stations_that_open_at_once_exactly_one_makes_it(house: House) -> None:
    house.station.database.close()
    said = in_parallel(_open, [(house.where, f"station {n}") for n in range(6)])
    assert sorted(said) == ["made", *["there"] * 5]
    assert (len(rows(house)), len(log(house))) == (1, 1)


def test_an_empty_hospital_has_nothing_to_vouch_for(house: House, tmp_path: Path) -> None:
    station = new_station(str(tmp_path / "new" / "a.db"), SetClock(MORNING))
    assert begin_day(station) is None
    station.database.close()


def test_an_older_hospital_gets_its_key_when_it_is_next_opened(house: House) -> None:
    key = beside_database(house.where, ".key")
    key.unlink()
    assert begin_day(house.station) is not None
    assert (len(key.read_text().strip()), key.stat().st_mode & 0o777) == (64, 0o600)


@pytest.mark.parametrize("content", [None, "", "00" * 31, "no key", "02" * 32])
def test_a_key_that_is_missing_or_another_is_told_once_a_day_and_replaced_by_none(
    house: House, content: str | None
) -> None:
    begin_day(house.station)
    key = beside_database(house.where, ".key")
    key.unlink()
    if content is not None:
        key.write_text(content)
    house.at(8, day=26)
    for _ in range(2):
        with pytest.raises(Trouble) as caught:
            begin_day(house.station)
        assert caught.value.code is Code.CHECKPOINT
    assert (len(rows(house)), key.exists()) == (1, content is not None)
    told = [event for event in house.events() if event["subject"] == "checkpoint"]
    assert [event["result"] for event in told] == ["ok", "refused"]
    assert told[1]["data"]["refusal"] == caught.value.message()


def test_a_checkpoint_waits_for_a_clock_that_is_right(house: House) -> None:
    begin_day(house.station)
    house.at(9, day=24)
    with pytest.raises(Refusal) as caught:
        begin_day(house.station)
    assert caught.value.code is Code.CLOCK_BEHIND


def test_what_a_crash_left_out_of_the_file_is_added_at_the_next_start(house: House) -> None:
    begin_day(house.station)
    whole = log(house)
    beside_database(house.where, ".checkpoints").unlink()
    assert begin_day(house.station) is None
    assert log(house) == whole


@pytest.mark.parametrize("line", [0, 1])
@pytest.mark.parametrize("torn", [1, 100, -1])
def test_a_line_that_was_torn_when_the_power_went_is_completed_at_the_next_start(
    house: House, line: int, torn: int
) -> None:
    begin_day(house.station)
    house.at(8, day=26)
    begin_day(house.station)
    file = beside_database(house.where, ".checkpoints")
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[:line]) + lines[line][:torn])
    begin_day(house.station)
    assert file.read_bytes() == b"".join(lines)


@pytest.mark.parametrize("added", [b"x", b"\n", b"x\n", b'{"x'])
def test_what_is_not_the_beginning_of_the_line_that_is_due_is_evidence_and_nothing_is_added(
    house: House, added: bytes
) -> None:
    begin_day(house.station)
    file = beside_database(house.where, ".checkpoints")
    with file.open("ab") as held:
        held.write(added)
    before = file.read_bytes()
    house.at(8, day=26)
    begin_day(house.station)
    assert file.read_bytes() == before


def test_a_file_that_holds_something_else_is_evidence_and_stays_as_it_is(house: House) -> None:
    begin_day(house.station)
    beside_database(house.where, ".checkpoints").write_text("nonsense\n")
    house.at(8, day=26)
    begin_day(house.station)
    assert log(house) == ["nonsense"]


def test_a_file_that_cannot_be_written_is_told_and_the_database_has_it(house: House) -> None:
    beside_database(house.where, ".checkpoints").mkdir()
    with pytest.raises(Trouble):
        begin_day(house.station)
    assert len(rows(house)) == 1


def test_checkpoints_can_only_be_added_to(house: House) -> None:
    begin_day(house.station)
    raw = house.raw()
    for statement in ("DELETE FROM checkpoint", "UPDATE checkpoint SET statement = ''"):
        with pytest.raises(DRIVER_ERRORS, match="append-only"):
            raw.execute(statement)
    raw.close()


async def test_the_app_begins_the_day_and_the_next_one_while_it_is_open(house: House) -> None:
    async with at_work(house, badge=TECHNICIAN) as hands:
        assert len(rows(house)) == 1
        house.at(0, 1, day=26)
        await hands.app._begin_day()
        assert len(rows(house)) == 2
        await hands.app._begin_day()
        assert len(rows(house)) == 2


async def test_a_station_opened_by_a_clock_that_is_behind_makes_the_checkpoint_when_it_is_right(
    house: House,
) -> None:
    house.later(minutes=10)
    people.sign_in(house.station, TECHNICIAN, pin_of(TECHNICIAN))
    house.later(minutes=-10)
    async with at_work(house) as hands:
        assert rows(house) == []
        house.later(minutes=11)
        await hands.app._begin_day()
        assert len(rows(house)) == 1


async def test_a_missing_key_is_told_in_the_app_and_the_work_goes_on(house: House) -> None:
    begin_day(house.station)
    beside_database(house.where, ".key").unlink()
    house.at(8, day=26)
    async with at_work(house) as hands:
        assert "The key that signs the audit's checkpoints is missing" in hands.seen
        await hands.press("space")
        await hands.sign_in(TECHNICIAN)
        assert house.events()[-1]["act"] == "people.sign_in"


def test_only_the_first_start_of_a_day_counts_all_events(house: House) -> None:
    counted: list[str] = []

    def note(_connection: sa.Connection, _cursor: object, sql: str, *_: object) -> None:
        if "count(" in sql.lower() and "event" in sql:
            counted.append(sql)

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        begin_day(house.station)
        assert len(counted) == 1
        begin_day(house.station)
        assert len(counted) == 1
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)


def public_half(where: str) -> str:
    """Of the key beside a database, by the library alone."""
    private = bytes.fromhex(beside_database(where, ".key").read_text().strip())
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw().hex()


def test_cron_makes_the_checkpoint_of_a_day_once_and_tells_the_key_each_time(house: House) -> None:
    house.station.database.close()
    for says in ("made the checkpoint of ", "nothing to do: "):
        result = CliRunner().invoke(app, ["audit", "checkpoint", "--db", house.where])
        assert result.exit_code == 0
        assert result.output.startswith(says)
        assert result.output.endswith(f" key {public_half(house.where)}\n")
    result = CliRunner().invoke(app, ["audit", "checkpoint", "--db", house.where, "--json"])
    assert orjson.loads(result.output) == {
        "result": "ok",
        "made": None,
        "public_key": public_half(house.where),
    }


def test_the_key_to_write_down_is_told_before_anything_is_recorded(tmp_path: Path) -> None:
    where = str(tmp_path / "new" / "a.db")
    new_station(where, SetClock(MORNING)).database.close()
    result = CliRunner().invoke(app, ["audit", "checkpoint", "--db", where])
    assert (result.exit_code, result.output.rpartition(" ")[2]) == (0, f"{public_half(where)}\n")


def test_a_key_that_never_signed_here_is_not_told_as_the_one_to_write_down(house: House) -> None:
    begin_day(house.station)
    beside_database(house.where, ".key").write_text("02" * 32)
    with pytest.raises(Trouble) as caught:
        hospital_key(house.station)
    assert caught.value.code is Code.CHECKPOINT
    assert "another key than the one that signed before" in caught.value.message()


def test_a_key_is_never_written_over(house: House) -> None:
    file = beside_database(house.where, ".key")
    before = file.read_bytes()
    Witness(file, beside_database(house.where, ".checkpoints")).make_key()
    assert file.read_bytes() == before
    people.sign_in(house.station, TECHNICIAN, pin_of(TECHNICIAN))
