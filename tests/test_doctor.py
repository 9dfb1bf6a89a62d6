"""`alemprep doctor`: each thing that is really broken is told, with what to do; nothing is changed."""

import contextlib
import json
import shutil
import socket
import sqlite3
import time
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from labels import typefaces
from pharmacy.checkup import Verdict
from pharmacy.clock import SetClock, SystemClock
from pharmacy.database import create_database
from pharmacy.language import Language
from pharmacy.service.checkpoints import begin_day
from tests.conftest import MORNING, ServerHospital, untouched_copy
from tests.labels.virtual import free_port, virtual_printer
from tests.older import make_older
from tests.postgres import pair
from tui import doctor
from tui.cli import app
from tui.house import new_station, open_station

KEEP = (
    "Somebody has edited the database. Stop working, change nothing, keep it as it is and call the "
    "pharmacist, who runs: alemprep audit verify. It says what was changed."
)
NO_SECRET = "The secret that belongs to this database is missing or damaged, so no PIN can be checked."
NO_SECRET_IN_SPANISH = (
    "Falta o está dañado el secreto de esta base de datos; no se puede comprobar ningún PIN."
)
VERIFY = "Somebody has edited the database. Tell the pharmacist, who runs: alemprep audit verify"


@pytest.fixture
def file(untouched: Path, tmp_path: Path) -> Path:
    """A hospital of one's own in which all is well."""
    return untouched_copy(untouched, tmp_path / "hospital")


def told(where: Path | str, *, full: bool = False, later: timedelta = timedelta()) -> dict[str, list[str]]:
    """What is found amiss, by its subject: verdict, words, advice."""
    found = doctor.examine(str(where), None, SetClock(MORNING + later), full=full)
    return {
        str(each.subject): [each.verdict.name, str(each.what), str(each.advice)]
        for each in found
        if each.verdict is not Verdict.OK
    }


def edit(file: Path, *statements: str) -> None:
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["doctor", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


# all is well


def test_where_all_is_well_every_line_says_ok_and_nothing_is_changed(file: Path) -> None:
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in file.parent.iterdir()}
    code, said = run("--db", str(file), "--full")
    assert code == 0
    subjects = [line.partition(":")[0] for line in said.splitlines()]
    assert subjects == [
        f"OK  {subject}"
        for subject in (
            "database",
            "database file",
            "audit",
            "tables",
            "checkpoints",
            "signed values",
            "clock",
            "secret",
            "key",
            "files",
            "site policy",
            "fonts",
            "disk",
            "site file",
            "label printer",
            "sheet printer",
        )
    ]
    after = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in file.parent.iterdir()}
    assert after == before


def test_it_is_told_in_the_language_that_is_asked_for(file: Path) -> None:
    Path(f"{file}.pepper").unlink()
    code, said = run("--db", str(file), "--language", "es")
    assert code == 1
    assert f"FALLO  secreto: {NO_SECRET_IN_SPANISH}" in said
    assert "    qué hacer: " in said


def test_it_is_told_to_programs(file: Path) -> None:
    file.chmod(0o644)
    code, said = run("--db", str(file), "--json")
    found = json.loads(said)
    assert (code, found["result"]) == (0, "warning")
    (warned,) = [each for each in found["findings"] if each["verdict"] != "ok"]
    assert warned == {
        "check": "files",
        "verdict": "warning",
        "message": f"Other users of this computer may open: {file}",
        "advice": f"Run: chmod 600 {file}",
    }


def test_what_is_no_address_is_bad_usage() -> None:
    code, said = run("--db", "mysql://pharmacy/alemprep")
    assert (code, said.splitlines()[0]) == (2, "This is no address of a database that alemprep can open.")


def test_an_address_with_a_password_among_its_options_is_bad_usage_and_is_not_repeated() -> None:
    code, said = run("--db", "postgresql://alemprep@h/x?sslpassword=hunter2")
    assert code == 2
    assert "put a server's password into ~/.pgpass" in said
    assert "hunter2" not in said


# the database


def test_where_there_is_no_database_nothing_else_is_told_but_what_to_do(tmp_path: Path) -> None:
    code, said = run("--db", str(tmp_path / "none.db"))
    assert (code, said.splitlines()) == (
        1,
        [
            f"FAULT  database: There is no database here. Got: {tmp_path / 'none.db'}",
            (
                "    what now: Check the address; make a new hospital with: alemprep init --site FILE; or "
                "look around in a fictional one with: alemprep --sample"
            ),
        ],
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + b"\x00" * 4096])
def test_a_file_that_is_no_database_is_a_fault(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert told(file)["database"][0] == "FAULT"
    assert file.read_bytes() == content


def test_a_lost_trigger_is_a_fault(file: Path) -> None:
    edit(file, "DROP TRIGGER event_no_delete")
    assert told(file)["database"] == [
        "FAULT",
        "The database has lost what keeps its audit append-only. Got: without event_no_delete",
        KEEP,
    ]


def test_an_older_schema_is_told_and_left_as_it_is(file: Path) -> None:
    file.unlink()
    make_older(str(file), "0002")
    file.chmod(0o600)
    assert told(file, full=True) == {
        "database": [
            "WARNING",
            f"{file}, schema 0002, is older than this alemprep.",
            "Make a backup; then it is brought up to date when it is opened, or by: alemprep migrate",
        ]
    }
    with contextlib.closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("0002",)]


def test_another_journal_is_a_warning(file: Path) -> None:
    edit(file, "PRAGMA journal_mode=DELETE")
    assert told(file)["database file"] == [
        "WARNING",
        "Its journal is “delete”, so that whoever reads stops whoever writes.",
        "With every station closed, run: sqlite3 FILE 'PRAGMA journal_mode=WAL'",
    ]


def test_a_page_that_the_disk_lost_is_found_by_a_full_look(file: Path) -> None:
    with contextlib.closing(sqlite3.connect(file)) as connection:
        ((page,),) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_bag_state'")
        ((size,),) = connection.execute("PRAGMA page_size")
    with file.open("r+b") as raw:
        raw.seek((page - 1) * size)
        raw.write(b"\xa5" * size)
    found = told(file, full=True)
    verdict, _, advice = found.get("database file") or found["database"]
    assert verdict == "FAULT"
    assert "backup" in advice


# the audit


def _edited(seq: int) -> tuple[str, ...]:
    """Somebody changes an event and puts the trigger back."""
    return (
        "CREATE TEMP TABLE kept AS SELECT sql FROM sqlite_master WHERE name = 'event_no_update'",
        "DROP TRIGGER event_no_update",
        f'UPDATE event SET body = replace(body, \'"by":"1002"\', \'"by":"1003"\') || \'\' WHERE seq = {seq}',
        f"UPDATE event SET body = body || ' ' WHERE seq = {seq}",
        (
            "CREATE TRIGGER event_no_update BEFORE UPDATE ON event "
            "BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END"
        ),
    )


def test_an_edited_event_of_the_newest_day_is_found_at_once(file: Path) -> None:
    edit(file, *_edited(44))
    assert told(file)["audit"] == ["FAULT", "Event 44 does not fit, or is missing.", VERIFY]


@pytest.mark.parametrize("full", [False, True])
def test_a_missing_end_of_the_audit_is_found(file: Path, full: bool) -> None:
    edit(
        file,
        "DROP TRIGGER event_no_delete",
        "DELETE FROM event WHERE seq >= 44",
        "CREATE TRIGGER event_no_delete BEFORE DELETE ON event "
        "BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END",
    )
    assert told(file, full=full)["audit"][0] == "FAULT"


def test_an_audit_without_any_event_of_those_that_its_head_names_is_found(file: Path) -> None:
    edit(
        file,
        "DROP TRIGGER event_no_delete",
        "DELETE FROM event",
        "CREATE TRIGGER event_no_delete BEFORE DELETE ON event "
        "BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END",
    )
    assert told(file)["audit"] == ["FAULT", "Event 52 does not fit, or is missing.", VERIFY]


def test_an_edited_table_is_found_by_a_full_look(file: Path) -> None:
    edit(file, "UPDATE vial SET lot = 'OTHER' WHERE serial = '7H2K1'")
    assert told(file) == {}
    assert told(file, full=True) == {
        "tables": [
            "FAULT",
            "Differences from what the audit tells: 1; the first in “vial”.",
            "Somebody has edited the database. Tell the pharmacist; use none of its bags until then.",
        ]
    }


def test_a_checkpoint_that_somebody_wrote_anew_is_found_by_a_full_look(file: Path) -> None:
    station = open_station(str(file), SetClock(MORNING))
    begin_day(station)
    station.database.close()
    assert told(file, full=True) == {}
    log = Path(f"{file}.checkpoints")
    log.write_text(log.read_text(encoding="utf-8").replace("2026-03-25", "2026-03-26"), encoding="utf-8")
    assert told(file) == {}
    verdict, what, advice = told(file, full=True)["checkpoints"]
    assert (verdict, advice) == ("FAULT", "Tell the pharmacist, who runs: alemprep audit verify")
    assert what.startswith("Findings: ")


def test_a_clock_that_is_behind_is_a_fault(file: Path) -> None:
    # the newest act of the sample hospital was at 18:00 the day before
    assert told(file, later=-timedelta(hours=15, minutes=31))["clock"] == [
        "FAULT",
        "It is 60 s behind the newest recorded moment.",
        "Set it right. If it was ahead before, a pharmacist or administrator accepts it (key k).",
    ]
    assert "clock" not in told(file, later=-timedelta(hours=15, minutes=30, seconds=30))


# the files


def test_a_missing_secret_and_a_short_one_are_faults(file: Path) -> None:
    pepper = Path(f"{file}.pepper")
    pepper.write_bytes(b"short")
    assert told(file)["secret"] == [
        "FAULT",
        f"{NO_SECRET} Got: {pepper}: 5 bytes",
        "Put the file back from the backup, beside the database.",
    ]
    pepper.unlink()
    assert told(file)["secret"][0] == "FAULT"


def test_a_secret_that_others_may_read_is_a_warning(file: Path) -> None:
    Path(f"{file}.pepper").chmod(0o640)
    assert told(file) == {
        "files": [
            "WARNING",
            f"Other users of this computer may open: {file}.pepper",
            f"Run: chmod 600 {file}.pepper",
        ]
    }


def test_a_missing_key_of_the_audit_is_a_warning(file: Path) -> None:
    Path(f"{file}.key").unlink()
    assert told(file) == {
        "key": [
            "WARNING",
            "The key that signs the audit's checkpoints is missing.",
            (
                "Put the file back from the backup; where there never was one, a station makes it when it is "
                "opened. Work can go on meanwhile."
            ),
        ]
    }


def test_values_that_nobody_has_signed_are_a_warning(tmp_path: Path) -> None:
    file = tmp_path / "new.db"
    new_station(str(file), SetClock(MORNING)).database.close()
    assert told(file)["signed values"][0] == "WARNING"


def test_a_missing_site_file_and_a_wrong_one_are_faults(file: Path) -> None:
    site = file.parent / "site.toml"
    site.write_text("hospital = 1", encoding="utf-8")
    assert told(file)["site file"][:2] == [
        "FAULT",
        f"The site file cannot be used. Got: {site}: hospital: Input should be a valid string",
    ]
    site.unlink()
    assert told(file)["site file"][:2] == [
        "FAULT",
        f"This database has no site file. Got: nothing at {site}",
    ]


def test_a_wrong_policy_is_a_fault(file: Path) -> None:
    (file.parent / "site-policy.toml").write_text("id = 1", encoding="utf-8")
    verdict, what, advice = told(file)["site policy"]
    assert (verdict, advice) == ("FAULT", "Correct the file; no pharmacist can sign a wrong one.")
    assert str(file.parent / "site-policy.toml") in what


def test_a_font_that_cannot_be_read_is_a_fault(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(typefaces.FOLDERS[typefaces.Typeface.FIRA], tmp_path / "fira")
    (tmp_path / "fira" / "files" / "FiraSans-Bold.ttf").write_bytes(b"no font")
    monkeypatch.setitem(typefaces.FOLDERS, typefaces.Typeface.FIRA, tmp_path / "fira")
    typefaces.font.cache_clear()
    verdict, _, advice = told(file)["fonts"]
    assert (verdict, advice) == ("FAULT", "Install alemprep again; nothing can be printed without it.")
    typefaces.font.cache_clear()


def test_a_disk_with_little_room_is_a_warning(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    free = shutil.disk_usage(file.parent).free
    monkeypatch.setattr(doctor, "LITTLE_ROOM", free * 2)
    verdict, what, advice = told(file)["disk"]
    assert verdict == "WARNING"
    assert what.endswith(f"GB free at {file.parent}")
    assert advice == "Make room there soon: without it nothing can be recorded."


# the printers


def with_printer(file: Path, lines: str) -> None:
    with (file.parent / "site.toml").open("a", encoding="utf-8") as site:
        site.write(f"\n[printers.labels]\n{lines}\n")


def test_a_printer_that_does_not_answer_is_a_fault(file: Path) -> None:
    with_printer(file, f'kind = "zpl"\nhost = "127.0.0.1"\nport = {free_port()}\ndpi = 203')
    found = told(file)
    assert list(found) == ["label printer"]
    assert found["label printer"][0] == "FAULT"


def test_a_printer_that_answers_is_fine_and_is_sent_nothing(file: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as printer:
        lines = f'host = "127.0.0.1"\nport = {printer.getsockname()[1]}\ndpi = 203\nstatus = false'
        with_printer(file, f'kind = "zpl"\n{lines}')
        assert told(file) == {}
        connection, _ = printer.accept()
        with connection:
            assert connection.recv(1) == b""


def test_an_ipp_printer_is_asked_how_it_is_and_prints_nothing(file: Path) -> None:
    with virtual_printer() as printer:
        with_printer(file, f'kind = "ipp"\naddress = "{printer.address}"')
        assert told(file) == {}
        assert printer.printed() == {}


def test_an_ipp_printer_with_other_paper_is_a_fault(file: Path) -> None:
    with virtual_printer(ready="iso_a4_210x297mm") as printer:
        with_printer(file, f'kind = "ipp"\naddress = "{printer.address}"')
        assert told(file)["label printer"][0] == "FAULT"


def test_a_folder_for_documents_that_is_not_there_is_a_fault(file: Path) -> None:
    missing = file.parent / "unmounted"
    with_printer(file, 'kind = "folder"\npath = "unmounted"')
    assert told(file) == {
        "label printer": [
            "FAULT",
            f"The folder {missing} is not there, or may not be written.",
            "Make it, or let this user write it; or name another in the site file.",
        ]
    }


# a server


def test_a_server_that_forgets_at_a_power_cut_is_a_fault(at_work: ServerHospital) -> None:
    found = told(at_work.url)
    assert found["database server"] == [
        "FAULT",
        "What is recorded does not outlive a power cut: fsync = off, full_page_writes = off.",
        "Whoever looks after the server sets them to “on”.",
    ]
    assert found["standby"] == [
        "WARNING",
        "There is no synchronous standby: what was not backed up is lost with the server's disk.",
        "Set one up, as in docs/deploy.md.",
    ]
    assert found["rights"][0] == "WARNING"


def test_a_clock_that_differs_from_the_server_s_is_a_warning(at_work: ServerHospital) -> None:
    def of(clock: SetClock | SystemClock) -> list[str]:
        found = doctor.examine(at_work.url, None, clock, full=False)
        return [
            line
            for each in found
            if str(each.subject) == "server's clock"
            for line in each.lines(Language.ENGLISH)
        ]

    assert of(SystemClock()) == ["OK  server's clock: It agrees with this computer's."]
    behind, advice = of(SetClock(SystemClock().now() - timedelta(hours=1)))
    assert behind.startswith("WARNING  server's clock: It differs from this computer's by 360")
    assert advice == "    what now: Have both set by the same time server."


def test_a_standby_that_follows_is_fine_and_one_that_is_gone_a_fault(
    server_template: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALEMPREP_FOLDER", str(server_template[1]))
    with pair() as (primary, standby):
        url = primary.new_database()
        create_database(url, MORNING).close()
        assert not {"database server", "standby"} & told(url).keys()
        on_standby = standby.url(url.rpartition("/")[2])
        while told(on_standby).get("database", [""])[0] == "FAULT":
            time.sleep(0.1)  # it has not heard of that database yet
        assert told(on_standby)["standby"] == [
            "FAULT",
            "This server is itself a standby; nothing can be recorded on it.",
            "Name the primary in the address, or all servers with target_session_attrs=read-write.",
        ]
        assert "standby" not in told(primary.either(standby, url))
        standby.stop()
        assert told(url)["standby"] == [
            "FAULT",
            "The synchronous standby is gone: every act waits for it.",
            "Whoever looks after the server starts the standby, or takes it off synchronous_standby_names.",
        ]


def test_a_server_that_does_not_answer_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALEMPREP_FOLDER", str(tmp_path))
    verdict, what, _ = told(f"postgresql://postgres@127.0.0.1:{free_port()}/alemprep")["database"]
    assert verdict == "FAULT"
    assert what.startswith("The database server cannot be reached, or has let go. Got: ")


def test_an_edited_event_on_a_server_is_found_at_once(at_work: ServerHospital) -> None:
    name = at_work.url.partition("?")[0].rpartition("/")[2]
    with at_work.server.connect(name) as connection:
        ((seq,),) = connection.execute("SELECT max(seq) FROM event").fetchall()
        connection.execute("ALTER TABLE event DISABLE TRIGGER ALL")
        connection.execute("UPDATE event SET body = body || ' ' WHERE seq = %s", (seq,))
        connection.execute("ALTER TABLE event ENABLE TRIGGER ALL")
    assert told(at_work.url)["audit"] == [
        "FAULT",
        f"Event {seq} does not fit, or is missing.",
        VERIFY,
    ]
