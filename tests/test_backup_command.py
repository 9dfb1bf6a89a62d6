"""`alemprep backup`: taken while stations work, never over anything, and called good only when it is."""

import errno
import itertools
import json
import multiprocessing
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pharmacy import audit
from pharmacy.backup import back_up
from pharmacy.clock import SetClock
from pharmacy.database import open_database
from pharmacy.errors import AlemprepError
from pharmacy.reconciliation import differences
from pharmacy.service import in_stock, stockroom
from tests.conftest import MORNING, TECHNICIAN, ServerHospital, in_parallel, untouched_copy, vial
from tests.older import make_older
from tests.postgres import programs
from tui.cli import app
from tui.house import open_station

DAMAGED = "The database is not whole; no backup was made of it."
KEEP = "what now: Keep the earlier backups, and tell the pharmacist. To look closer: alemprep audit verify"


@pytest.fixture
def file(untouched: Path, tmp_path: Path) -> Path:
    """A hospital of one's own, just as its acts made it."""
    return untouched_copy(untouched, tmp_path / "hospital")


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Where backups go."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    return folder


def run(*words: str) -> tuple[int, list[str]]:
    result = CliRunner().invoke(app, ["backup", *words])
    return result.exit_code, result.output.splitlines()


def name_of(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def edit(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def sound(where: str) -> bool:
    """Whether the chain holds and the tables say what it tells."""
    database = open_database(where)
    with database.reading() as connection:
        found = audit.verify(connection).ok and differences(connection) == []
    database.close()
    return found


def work_on(where: str) -> None:
    """Somebody works in a hospital, and what they did is there and in order afterwards."""
    station = open_station(where, SetClock(MORNING))
    stockroom.receive_vial(station, TECHNICIAN, vial("RESTORED"))
    assert "RESTORED" in {each.serial for each in in_stock.vials_in_stock(station)}
    station.database.close()
    assert sound(where)


def _receive(where: str, out: Connection, enough: Event) -> None:
    """Receive one vial after another until it is enough; tell the number of each."""
    station = open_station(where, SetClock(MORNING))
    for number in itertools.count():
        if enough.is_set():
            return
        stockroom.receive_vial(station, TECHNICIAN, vial(f"B{number}"))
        out.send(number)


@contextmanager
def somebody_receiving(where: str) -> Iterator[Callable[[], int]]:
    """Another process works; the number of the newest vial that it said was received."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    enough = context.Event()
    worker = context.Process(target=_receive, args=(where, sender, enough))
    worker.start()

    def newest() -> int:
        assert receiver.poll(30)
        number: int = receiver.recv()
        while receiver.poll():
            number = receiver.recv()
        return number

    try:
        yield newest
    finally:
        enough.set()
        worker.join(30)
        worker.kill()


def received_in(where: str) -> int:
    """How many vials the other process has received."""
    station = open_station(where, SetClock(MORNING))
    found = sum(each.serial.startswith("B") for each in in_stock.vials_in_stock(station))
    station.database.close()
    return found


# a file


def test_a_backup_is_a_file_of_its_own_that_only_its_owner_may_read_and_says_what_it_lacks(
    file: Path, shelf: Path
) -> None:
    before = file.read_bytes()
    code, said = run(str(shelf / "a.db"), "--db", str(file))
    assert (code, names(shelf)) == (0, ["a.db"])
    assert (shelf / "a.db").stat().st_mode & 0o777 == 0o600
    size = (shelf / "a.db").stat().st_size
    with closing(sqlite3.connect(shelf / "a.db")) as copy:
        ((seq, digest),) = copy.execute("SELECT seq, hash FROM head").fetchall()
    assert said == [
        f"{shelf / 'a.db'}: {size} bytes, schema 0005, events until 2026-03-24T17:00:00+00:00: 52. Whole.",
        f"Head {seq}:{digest[:16]}",
        "Compare the head with the newest printed document: only paper shows a rewound chain.",
        "Not in it; keep copies of these somewhere else than the backup:",
        f"  {file}.pepper",
        f"  {file}.key",
        f"  {file.parent / 'site.toml'}",
    ]
    assert file.read_bytes() == before
    assert names(file.parent) == ["alemprep.db", "alemprep.db.key", "alemprep.db.pepper", "site.toml"]


def test_a_backup_is_told_to_programs(file: Path, shelf: Path) -> None:
    code, said = run(str(shelf / "a.db"), "--db", str(file), "--json")
    told = json.loads(said[0])
    assert (code, told["result"], told["events"], told["head_seq"]) == (0, "ok", 52, 52)
    assert (told["reconciled"], told["schema_revision"]) == (True, "0005")
    assert told["not_in_it"] == [f"{file}.pepper", f"{file}.key", str(file.parent / "site.toml")]


def test_a_backup_is_of_one_moment_while_somebody_works_who_does_not_wait_for_it(
    file: Path, shelf: Path
) -> None:
    with somebody_receiving(str(file)) as newest:
        before = newest()
        made = back_up(str(file), shelf / "a.db")
        after = newest()
    assert sound(str(shelf / "a.db"))
    with closing(sqlite3.connect(shelf / "a.db")) as connection:
        held = connection.execute("SELECT count(*) FROM vial WHERE serial LIKE 'B%'").fetchone()[0]
    assert before < held <= after + 1
    with closing(sqlite3.connect(file)) as connection:
        ((digest,),) = connection.execute("SELECT hash FROM event WHERE seq = ?", (made.head_seq,)).fetchall()
        ((last,),) = connection.execute("SELECT max(seq) FROM event").fetchall()
    assert (made.head, made.events) == (digest, made.head_seq)
    assert last >= made.head_seq


def test_a_hospital_is_worked_in_after_its_backup_was_copied_back(file: Path, shelf: Path) -> None:
    back_up(str(file), shelf / "a.db")
    for lost in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
        lost.unlink(missing_ok=True)
    shutil.copy(shelf / "a.db", file)
    work_on(str(file))


def test_a_backup_of_a_backup_on_a_shelf_that_cannot_be_written_is_the_same(file: Path, shelf: Path) -> None:
    first = back_up(str(file), shelf / "a.db")
    second = back_up(str(shelf / "a.db"), shelf / "b.db")
    assert (second.head, second.events, second.as_of) == (first.head, first.events, first.as_of)


def test_a_backup_never_takes_the_place_of_a_file_in_these_words(file: Path, shelf: Path) -> None:
    (shelf / "a.db").write_text("the backup of yesterday")
    assert run(str(shelf / "a.db"), "--db", str(file)) == (
        2,
        [
            "There already is a file here; it was left as it is.",
            "expected: a new file name",
            f"got: {shelf / 'a.db'}",
            "what now: Give every backup a name of its own, such as one with day and time in it.",
        ],
    )
    assert (shelf / "a.db").read_text() == "the backup of yesterday"


def test_a_place_that_is_not_there_is_said_so_in_these_words(file: Path, shelf: Path) -> None:
    to = shelf / "unmounted" / "a.db"
    assert run(str(to), "--db", str(file)) == (
        1,
        [
            "The backup cannot be written here; nothing was left behind.",
            "expected: a folder with room, that this user may write",
            f"got: {to}: No such file or directory",
            "what now: Make room, or name another place. Keep the earlier backups.",
        ],
    )


def _without_room(where: str, to: str, out: Connection) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
    try:
        back_up(where, Path(to))
    except AlemprepError as error:
        out.send("\n".join(error.lines()))


def test_a_disk_without_room_for_it_is_said_so_and_nothing_is_left_there(file: Path, shelf: Path) -> None:
    to = shelf / "a.db"
    (said,) = in_parallel(_without_room, [(str(file), str(to))])
    what, _, got, advice = said.splitlines()
    assert what == "The backup cannot be written here; nothing was left behind."
    assert got in {f"got: {to}: disk I/O error", f"got: {to}: database or disk is full"}
    assert advice == "what now: Make room, or name another place. Keep the earlier backups."
    assert names(shelf) == []


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        (["UPDATE vial SET lot = 'OTHER' WHERE serial = '7H2K1'"], "Differences between tables and audit: "),
        (["UPDATE head SET seq = 44"], "event 45 is the first that does not fit"),
        (["DROP TRIGGER event_no_update"], "without event_no_update"),
    ],
    ids=["row", "head", "trigger"],
)
def test_no_backup_is_made_of_what_somebody_edited_in_these_words(
    file: Path, shelf: Path, statements: list[str], found: str
) -> None:
    edit(file, *statements)
    code, said = run(str(shelf / "a.db"), "--db", str(file))
    assert (code, said[0], said[1], said[3]) == (
        1,
        DAMAGED,
        "expected: a database that passes every check",
        KEEP,
    )
    assert said[2].startswith(f"got: {file}: ")
    assert found in said[2]
    assert names(shelf) == []


def test_no_backup_is_made_of_a_file_with_a_page_that_the_disk_lost(file: Path, shelf: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        ((page,),) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_bag_state'")
        ((size,),) = connection.execute("PRAGMA page_size")
    with file.open("r+b") as raw:
        raw.seek((page - 1) * size)
        raw.write(b"\xa5" * size)
    code, said = run(str(shelf / "a.db"), "--db", str(file))
    assert (code, said[0]) == (1, DAMAGED)
    assert names(shelf) == []


@pytest.fixture
def older_file(tmp_path: Path) -> Path:
    """A database of the third schema."""
    file = tmp_path / "older.db"
    make_older(str(file), "0003")
    return file


def test_a_backup_of_an_older_schema_is_made_before_it_is_brought_up_to_date(
    older_file: Path, shelf: Path
) -> None:
    code, said = run(str(shelf / "a.db"), "--db", str(older_file))
    assert code == 0
    assert "schema 0003" in said[0]
    assert "Its schema is an older one: tables and events were not compared." in said


# one that is ended in its middle


BACKUP = [sys.executable, "-c", "from tui.cli import main; main()", "backup"]
DAY_S = 24 * 3600


@contextmanager
def begun(shelf: Path, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """A backup by another process that has begun to write, and is not done."""
    process = subprocess.Popen(
        [*BACKUP, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, process_group=0
    )
    with process:
        try:
            until = time.monotonic() + 60
            while not any(path.stat().st_size for path in shelf.iterdir()):
                assert process.poll() is None, "it was done before it was seen"
                assert time.monotonic() < until
                time.sleep(0.001)
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


@pytest.fixture
def large(file: Path) -> Path:
    """One that takes a while to be copied."""
    edit(file, "CREATE TABLE t (x)", "INSERT INTO t VALUES (zeroblob(200000000))", "DROP TABLE t")
    return file


def test_a_backup_that_is_asked_to_end_in_its_middle_leaves_nothing_and_says_so_by_its_exit_code(
    large: Path, shelf: Path
) -> None:
    with begun(shelf, str(shelf / "a.db"), "--db", str(large)) as process:
        assert not (shelf / "a.db").exists()
        process.terminate()
        assert process.wait(60) == 128 + signal.SIGTERM
    assert names(shelf) == []


def test_a_backup_that_is_killed_in_its_middle_leaves_no_file_under_its_name(
    large: Path, shelf: Path
) -> None:
    with begun(shelf, str(shelf / "a.db"), "--db", str(large)) as process:
        process.kill()
        assert process.wait(60) == -signal.SIGKILL
    assert {name[:20] for name in names(shelf)} == {".backup-alemprep.db-"}
    back_up(str(large), shelf / "a.db")
    assert sound(str(shelf / "a.db"))


def test_a_backup_that_was_made_leaves_it_to_its_caller_again_how_the_program_ends(
    file: Path, shelf: Path
) -> None:
    assert run(str(shelf / "a.db"), "--db", str(file))[0] == 0
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_what_a_killed_backup_of_this_database_left_goes_with_the_next_one_after_a_day_and_nothing_else(
    file: Path, shelf: Path
) -> None:
    left = [".backup-alemprep.db-abc_1234", ".backup-alemprep.db-abc_1234-journal"]
    others = [
        ".backup-alemprep.db-notours",
        ".backup-alemprep.db-x-abc_1234",
        ".backup-other.db-abc_1234",
        "alemprep-20260324T1200.db",
    ]
    for name in [*left, *others]:
        (shelf / name).write_text("written two days ago")
        os.utime(shelf / name, (time.time() - 2 * DAY_S,) * 2)
    running = ".backup-alemprep.db-running1"
    (shelf / running).write_text("written an hour ago")
    os.utime(shelf / running, (time.time() - DAY_S / 24,) * 2)
    back_up(str(file), shelf / "a.db")
    assert names(shelf) == sorted([*others, running, "a.db"])


def test_a_file_that_somebody_made_meanwhile_under_the_backup_s_name_is_left_as_it_was(
    large: Path, shelf: Path
) -> None:
    with begun(shelf, str(shelf / "a.db"), "--db", str(large)) as process:
        (shelf / "a.db").write_text("somebody else's")
        assert process.wait(60) == 2
    assert names(shelf) == ["a.db"]
    assert (shelf / "a.db").read_text() == "somebody else's"


def _no_hard_links(*_: object, **__: object) -> None:
    raise PermissionError(errno.EPERM, "Operation not permitted")


def test_a_backup_is_made_where_the_file_system_knows_no_hard_links_and_never_over_a_file(
    file: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", _no_hard_links)
    back_up(str(file), shelf / "a.db")
    assert names(shelf) == ["a.db"]
    assert (shelf / "a.db").stat().st_mode & 0o777 == 0o600
    assert sound(str(shelf / "a.db"))

    def somebody_is_first(_unfinished: Path, to: Path) -> None:
        to.write_text("somebody else's")
        _no_hard_links()

    monkeypatch.setattr(os, "link", somebody_is_first)
    assert run(str(shelf / "b.db"), "--db", str(file))[0] == 2
    assert names(shelf) == ["a.db", "b.db"]
    assert (shelf / "b.db").read_text() == "somebody else's"


# a server


PG_DUMP = ["--pg-dump", str(programs() / "pg_dump")]


def restored(hospital: ServerHospital, dump: Path) -> str:
    """The address of a new database that a dump was restored into, as docs/deploy.md says."""
    url = hospital.server.new_database()
    command = [str(programs() / "pg_restore"), "--exit-on-error", "--no-owner", "--single-transaction"]
    subprocess.run([*command, f"--dbname={hospital.server.conninfo(name_of(url))}", str(dump)], check=True)
    return url


def test_a_server_s_backup_is_restored_and_worked_on(at_work: ServerHospital, shelf: Path) -> None:
    code, said = run(str(shelf / "a.dump"), "--db", at_work.url, *PG_DUMP)
    assert (code, names(shelf)) == (0, ["a.dump"])
    assert (shelf / "a.dump").stat().st_mode & 0o777 == 0o600
    assert said[0].endswith("schema 0005, events until 2026-03-24T17:00:00+00:00: 52. Whole.")
    assert said[-3:] == [
        f"  {at_work.folder / 'alemprep.db.pepper'}",
        f"  {at_work.folder / 'alemprep.db.key'}",
        f"  {at_work.folder / 'site.toml'}",
    ]
    url = restored(at_work, shelf / "a.dump")
    work_on(url)
    at_work.server.drop(url)


def test_a_server_s_backup_is_of_one_moment_while_a_station_works(
    at_work: ServerHospital, shelf: Path
) -> None:
    with somebody_receiving(at_work.url) as newest:
        before = newest()
        made = back_up(at_work.url, shelf / "a.dump", programs() / "pg_dump")
        after = newest()
    url = restored(at_work, shelf / "a.dump")
    assert sound(url)
    assert before < received_in(url) <= after + 1
    database = open_database(url)
    with database.reading() as connection:
        anchor = audit.anchor(connection)
    database.close()
    assert (anchor.seq, anchor.hash) == (made.head_seq, made.head)
    at_work.server.drop(url)


def test_no_backup_is_made_of_a_server_s_database_that_somebody_edited(
    at_work: ServerHospital, shelf: Path
) -> None:
    with at_work.server.connect(name_of(at_work.url)) as connection:
        connection.execute("UPDATE vial SET lot = 'OTHER' WHERE serial = '7H2K1'")
    code, said = run(str(shelf / "a.dump"), "--db", at_work.url, *PG_DUMP)
    assert (code, said[0], said[3]) == (1, DAMAGED, KEEP)
    assert said[2].endswith(
        "Differences between tables and audit: 1. The first: vial 09520001000010, 7H2K1 lot"
    )
    assert names(shelf) == []


def program(folder: Path, *lines: str) -> Path:
    """Something else that is called pg_dump."""
    made = folder / "pg_dump"
    made.write_text("\n".join(["#!/bin/sh", *lines, ""]))
    made.chmod(0o755)
    return made


def test_a_missing_pg_dump_is_said_so_in_these_words(
    at_work: ServerHospital, shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run(str(shelf / "a.dump"), "--db", at_work.url) == (
        2,
        [
            "The program pg_dump cannot be run; no backup was made.",
            "expected: pg_dump of PostgreSQL on the PATH, or at --pg-dump",
            "got: pg_dump: No such file or directory",
            "what now: Install the server's own client programs, or name the right one with --pg-dump.",
        ],
    )
    assert names(shelf) == []


def test_a_pg_dump_that_is_older_than_the_server_is_said_so_in_these_words(
    at_work: ServerHospital, shelf: Path, tmp_path: Path
) -> None:
    old = program(tmp_path, "echo 'pg_dump (PostgreSQL) 9.6.24'")
    ((version,),) = at_work.server.execute("SHOW server_version_num")
    assert run(str(shelf / "a.dump"), "--db", at_work.url, "--pg-dump", str(old)) == (
        1,
        [
            "This pg_dump is older than the database server; no backup was made.",
            f"expected: pg_dump {int(version) // 10000} or newer",
            f"got: {old}: pg_dump (PostgreSQL) 9.6.24",
            "what now: Install the server's own client programs, or name the right one with --pg-dump.",
        ],
    )
    assert names(shelf) == []


def test_a_pg_dump_that_fails_is_said_so_in_these_words(
    at_work: ServerHospital, shelf: Path, tmp_path: Path
) -> None:
    failing = program(
        tmp_path,
        'if [ "$1" = --version ]; then echo "pg_dump (PostgreSQL) 99.0"; exit; fi',
        "echo 'pg_dump: error: could not write to file: No space left on device' >&2",
        "exit 1",
    )
    assert run(str(shelf / "a.dump"), "--db", at_work.url, "--pg-dump", str(failing)) == (
        1,
        [
            "The program pg_dump failed; no backup was made.",
            "got: pg_dump: error: could not write to file: No space left on device",
            "what now: Put that right, then make the backup again. Keep the earlier ones.",
        ],
    )
    assert names(shelf) == []


def test_a_password_is_on_nobody_s_list_of_processes(
    at_work: ServerHospital, shelf: Path, tmp_path: Path
) -> None:
    seen = tmp_path / "seen"
    telling = program(
        tmp_path,
        'if [ "$1" = --version ]; then echo "pg_dump (PostgreSQL) 99.0"; exit; fi',
        f'echo "$@" > {seen}; echo "$PGPASSWORD" >> {seen}',
    )
    url = at_work.url.replace("postgres@", "postgres:s3cr3t@")
    back_up(url, shelf / "a.dump", telling)
    words, password = seen.read_text().splitlines()
    assert "s3cr3t" not in words
    assert password == "s3cr3t"


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 128 + signal.SIGTERM), (signal.SIGKILL, -signal.SIGKILL)]
)
def test_a_server_s_backup_that_is_ended_while_pg_dump_writes_leaves_no_file_under_its_name(
    at_work: ServerHospital, shelf: Path, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    endless = program(
        tmp_path,
        'if [ "$1" = --version ]; then echo "pg_dump (PostgreSQL) 99.0"; exit; fi',
        f"for file in {shelf}/.backup-*; do echo half > $file; done",
        "exec sleep 600",
    )
    words = [str(shelf / "a.dump"), "--db", at_work.url, "--pg-dump", str(endless)]
    with begun(shelf, *words) as process:
        assert not (shelf / "a.dump").exists()
        process.send_signal(number)
        assert process.wait(60) == code
    assert {name[:8] for name in names(shelf)} == ({".backup-"} if number is signal.SIGKILL else set())
