"""What can be wrong with a database file, and what is then said; what survives a kill."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlmodel import SQLModel
from typer.testing import CliRunner

from pharmacy import audit, records
from pharmacy.clock import SetClock
from pharmacy.database import Database, create_database, database_url, open_database, refuse_existing, told
from pharmacy.database.sqlite import APPLICATION_ID
from pharmacy.errors import Code, Trouble
from pharmacy.preparation import State
from pharmacy.service import bench, stockroom
from tests.conftest import (
    MORNING,
    TECHNICIAN,
    House,
    ServerHospital,
    in_parallel,
    vial,
)
from tui.cli import app
from tui.house import new_station, open_station
from tui.places import on_server

NOBODY = 65534


def trouble(where: Path | str) -> Trouble:
    with pytest.raises(Trouble) as caught:
        open_database(str(where))
    return caught.value


def whole(file: Path) -> bool:
    """Whether SQLite itself and the chain find nothing wrong."""
    database = open_database(str(file))
    with database.reading() as connection:
        sound = connection.execute(sa.text("PRAGMA integrity_check")).scalar() == "ok"
        verified = audit.verify(connection).ok
    database.close()
    return sound and verified


# what is no database of ours


def test_a_missing_database_is_said_so_and_not_made(tmp_path: Path) -> None:
    file = tmp_path / "none.db"
    assert trouble(file).lines() == [
        "There is no database here.",
        "expected: an alemprep database",
        f"got: {file}",
        (
            "what now: Check the address; make a new hospital with: alemprep init --site FILE; or look "
            "around in a fictional one with: alemprep --sample"
        ),
    ]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "where",
    [
        "",
        "postgresql://pharmacy",
        "mysql://pharmacy/alemprep",
        "sqlite://",
        "sqlite:///:memory:",
        ":memory:",
        "://",
        "nonsense://x",
        "sqlite+pysqlite:///alemprep.db",
        "sqlite+aiosqlite:///alemprep.db",
        "sqlite:///alemprep.db?mode=memory",
        "sqlite:///file:alemprep.db?uri=true",
        "sqlite://host/alemprep.db",
        "sqlite:///a\0b",
        "a\0b",
    ],
)
def test_an_address_that_is_none_is_said_so(where: str) -> None:
    found = trouble(where)
    assert found.lines() == [
        "This is no address of a database that alemprep can open.",
        "expected: a file name, sqlite:///FILE, or postgresql://USER@HOST/NAME",
        f"got: {where}",
        "what now: Correct the address.",
    ]
    assert found.bad_input


@pytest.mark.parametrize(
    "where",
    [
        "postgresql://alemprep@h/x?password=hunter2",
        "postgresql://alemprep@h/x?sslmode=verify-full&sslpassword=hunter2",
        "postgresql://alemprep@h/x?Password=hunter2",
        "postgresql://alemprep@h/x?pass%77ord=hunter2",
        "postgresql://alemprep@h/x?pwd=hunter2",
        "postgresql://alemprep@h/x?oauth_client_secret=hunter2",
        "postgresql://alemprep@h/x?scram_client_key=hunter2",
        "postgresql://alemprep@h/x#password=hunter2",
        "postgresql://alemprep@h:port/x?password=hunter2",
        "postgresql:/alemprep@h/x?password=hunter2",
        "postgres://alemprep@h/x?password=hunter2",
        "host=h dbname=x password = hunter2",
    ],
)
def test_a_password_among_an_address_s_options_is_refused_and_not_repeated_in_these_words(where: str) -> None:
    found = trouble(where)
    assert found.lines() == [
        "There is a password among the options of this database's address, where others can read it.",
        "expected: postgresql://USER@HOST/NAME, and the password in ~/.pgpass",
        (
            "what now: Take it out of the address, and put a server's password into ~/.pgpass (mode 600). "
            "Change it if others may have seen it."
        ),
    ]
    assert found.bad_input


def test_an_address_may_say_where_its_password_and_its_key_lie() -> None:
    url = database_url("postgresql://alemprep@h/x?passfile=/srv/pgpass&sslkey=/srv/client.key")
    assert dict(url.query) == {"passfile": "/srv/pgpass", "sslkey": "/srv/client.key"}


@pytest.mark.parametrize(
    ("where", "shown"),
    [
        ("mysql://a:hunter2@h/x", "mysql://a:***@h/x"),
        ("postgres://a:hunter2@h/x", "postgres://a:***@h/x"),
        ("postgresql://a:hunter2@h", "postgresql://a:***@h"),
        ("postgresql://a:hunter2@h:port/x", "postgresql://a:***@h:port/x"),
        ("postgresql://a:p@hunter2@h/x", "postgresql://a:***@h/x"),
        ("postgresql://a:p@hunter2/p@h/x", "postgresql://a:***@h/x"),
        ("postgresql:/a:hunter2@h/x", "postgresql:/a:***@h/x"),
        ("postgresql//a:hunter2@h/x", "postgresql//a:***@h/x"),
        ("postgresql:a:hunter2@h/x", "postgresql:***@h/x"),
        (" postgresql://a:hunter2@h/x", " postgresql://a:***@h/x"),
        ("postgresql://a:hunter2/x", "postgresql://a:***/x"),
        ("postgresql://a:hunter2", "postgresql://a:***"),
        ("postgresql:a:hunter2", "postgresql:a:***"),
        ("postgresql://a@h:port/x", "postgresql://a@h:port/x"),
        ("postgresql://h:5432", "postgresql://h:5432"),
    ],
)
def test_an_address_that_is_none_is_told_without_the_password_in_it(where: str, shown: str) -> None:
    found = trouble(where)
    assert found.lines()[0] == "This is no address of a database that alemprep can open."
    assert found.lines()[2] == f"got: {shown}"


@pytest.mark.parametrize("password", ["hunter2", "p/hunter2", "p:hunter2", "p%40hunter2", "pwd=hunter2"])
def test_an_address_is_told_without_the_password_of_its_user(password: str) -> None:
    assert told(f"postgresql://a:{password}@h/x") == "postgresql://a:***@h/x"


@pytest.mark.parametrize("where", ["a" * 300, "a/" * 2500 + "b"], ids=["name", "path"])
def test_a_name_that_is_too_long_for_the_disk_is_said_so(tmp_path: Path, where: str) -> None:
    for act in (open_database, refuse_existing):
        with pytest.raises(Trouble) as caught:
            act(str(tmp_path / where))
        assert "File name too long" in str(caught.value.got)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"", b"alemprep", b"SQLite format 3\x00" + b"\x00" * 4096, b"\xff" * 9000]
)
def test_a_file_that_is_not_ours_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other.db"
    file.write_bytes(content)
    found = trouble(file)
    assert found.code is Code.DATABASE_FOREIGN
    assert found.lines()[0] == "This is not an alemprep database, or it is damaged."
    assert found.lines()[-1] == (
        "what now: Check the address. If it is the right one, restore the last backup."
    )
    assert file.read_bytes() == content


def test_somebody_else_s_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE recipes (name)")
    connection.commit()
    connection.close()
    before = file.read_bytes()
    assert trouble(file).code is Code.DATABASE_FOREIGN
    assert file.read_bytes() == before


@pytest.mark.parametrize("kept", [50, 4096, 20000])
def test_a_truncated_database_is_said_to_be_damaged(hospital: Path, tmp_path: Path, kept: int) -> None:
    file = tmp_path / "cut.db"
    file.write_bytes(hospital.read_bytes()[:kept])
    with pytest.raises(Trouble) as caught, open_database(str(file)).reading() as connection:
        audit.verify(connection)
    assert caught.value.code is Code.DATABASE_FOREIGN


def test_a_scribbled_over_database_is_said_to_be_damaged(hospital: Path, tmp_path: Path) -> None:
    content = bytearray(hospital.read_bytes())
    content[4096 : 4096 * 30] = b"\xa5" * (4096 * 29)
    file = tmp_path / "scribbled.db"
    file.write_bytes(content)
    with pytest.raises(Trouble) as caught, open_database(str(file)).reading() as connection:
        audit.verify(connection)
    assert caught.value.code is Code.DATABASE_FOREIGN


@pytest.mark.parametrize("revision", ["0006", "zz"])
def test_a_database_of_a_newer_program_is_refused_in_these_words(house: House, revision: str) -> None:
    connection = house.raw()
    connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    connection.close()
    assert trouble(house.file).lines() == [
        "The database was made by another version of alemprep.",
        "expected: schema 0005",
        f"got: schema {revision} in {house.file}",
        "what now: Use the alemprep that made it, or a newer one.",
    ]


def guards(house: House) -> list[str]:
    """What keeps the audit and its witnesses append-only, by name."""
    verbs = ["update", "delete", *(["truncate"] if on_server(house.where) else [])]
    return [f"{table}_no_{verb}" for table in ("event", "approval", "checkpoint") for verb in verbs]


@pytest.mark.parametrize("trigger", ["event_no_update", "event_no_delete", "checkpoint_no_delete"])
def test_a_database_without_what_keeps_its_audit_is_refused_in_these_words(
    house: House, trigger: str
) -> None:
    connection = house.raw()
    connection.execute(f"DROP TRIGGER {trigger}")
    connection.close()
    found = trouble(house.file)
    assert found.code is Code.DATABASE_FOREIGN
    assert found.lines() == [
        "The database has lost what keeps its audit append-only.",
        f"expected: {', '.join(guards(house))}",
        f"got: without {trigger}",
        (
            "what now: Somebody has edited the database. Stop working, change nothing, keep it as it is and "
            "call the pharmacist, who runs: alemprep audit verify. It says what was changed."
        ),
    ]


NOTHING = "BEGIN SELECT 1; END"
REFUSES = "BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END"


@pytest.mark.parametrize(
    "substitute",
    [
        f"BEFORE UPDATE ON head {NOTHING}",
        f"BEFORE UPDATE ON head {REFUSES}",
        f"BEFORE UPDATE ON event {NOTHING}",
        f"BEFORE DELETE ON event {REFUSES}",
        f"AFTER UPDATE OF seq ON event {REFUSES}",
        f"BEFORE UPDATE ON event WHEN OLD.seq < 5 {REFUSES}",
    ],
)
def test_a_trigger_of_the_right_name_that_lets_the_audit_be_changed_is_as_good_as_none(
    house: House, substitute: str
) -> None:
    if on_server(house.where):
        pytest.skip("in SQLite's words")
    raw = house.raw()
    raw.execute("DROP TRIGGER event_no_update")
    raw.execute(f"CREATE TRIGGER event_no_update {substitute}")
    raw.close()
    found = trouble(house.file)
    assert (found.code, str(found.got)) == (Code.DATABASE_FOREIGN, "without event_no_update")
    result = CliRunner().invoke(app, ["audit", "verify", "--db", house.where])
    assert result.exit_code == 1
    assert "- The database has lost what keeps its audit append-only. Got: without event_no_update" in (
        result.output.splitlines()
    )


LETS = "CREATE FUNCTION lets() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$; "
STATEMENT = "FOR EACH STATEMENT EXECUTE FUNCTION"


@pytest.mark.parametrize(
    "substitute",
    [
        f"CREATE TRIGGER event_no_update BEFORE UPDATE ON head {STATEMENT} append_only()",
        f"CREATE TRIGGER event_no_update BEFORE DELETE ON event {STATEMENT} append_only()",
        f"CREATE TRIGGER event_no_update BEFORE UPDATE OF seq ON event {STATEMENT} append_only()",
        (
            "CREATE TRIGGER event_no_update BEFORE UPDATE ON event FOR EACH STATEMENT WHEN (false) "
            "EXECUTE FUNCTION append_only()"
        ),
        f"{LETS}CREATE TRIGGER event_no_update BEFORE UPDATE ON event {STATEMENT} lets()",
        (
            "CREATE SCHEMA other; CREATE FUNCTION other.append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RETURN NEW; END $$; "
            f"CREATE TRIGGER event_no_update BEFORE UPDATE ON event {STATEMENT} other.append_only()"
        ),
    ],
)
def test_a_server_s_trigger_that_lets_the_audit_be_changed_is_as_good_as_none(
    at_work: ServerHospital, substitute: str
) -> None:
    with psycopg.connect(at_work.url, autocommit=True) as raw:
        raw.execute("DROP TRIGGER event_no_update ON event")
        raw.execute(substitute.encode())
    assert str(trouble(at_work.url).got) == "without event_no_update"


def test_a_server_s_function_that_no_longer_refuses_leaves_no_trigger(at_work: ServerHospital) -> None:
    with psycopg.connect(at_work.url, autocommit=True) as raw:
        raw.execute(
            "CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RETURN NEW; END $$"
        )
    tables, verbs = ("event", "approval", "checkpoint"), ("update", "delete", "truncate")
    assert str(trouble(at_work.url).got) == "without " + ", ".join(
        f"{table}_no_{verb}" for table in tables for verb in verbs
    )


TOO_MANY = "The database does by itself what alemprep has not put there."


def test_a_trigger_that_alemprep_has_not_made_opens_no_file_and_is_named(house: House) -> None:
    if on_server(house.where):
        pytest.skip("in SQLite's words")
    raw = house.raw()
    raw.execute(
        "CREATE TRIGGER helper AFTER UPDATE OF tries ON person WHEN NEW.tries > 1 "
        "BEGIN UPDATE person SET tries = 1 WHERE badge = NEW.badge; END"
    )
    raw.close()
    found = trouble(house.file)
    assert (found.code, str(found.what)) == (Code.DATABASE_FOREIGN, TOO_MANY)
    assert str(found.got) == "besides: helper"
    result = CliRunner().invoke(app, ["audit", "verify", "--db", house.where])
    assert (result.exit_code, result.output.splitlines()[-1]) == (
        1,
        f"- {TOO_MANY} Got: besides: helper",
    )


@pytest.mark.parametrize(("name", "told"), [("helper", "helper on person"), ("event_no_update", None)])
def test_a_trigger_that_alemprep_has_not_made_opens_no_server_and_is_named(
    at_work: ServerHospital, name: str, told: str | None
) -> None:
    with psycopg.connect(at_work.url, autocommit=True) as raw:
        raw.execute(LETS.encode())
        raw.execute(f"CREATE TRIGGER {name} BEFORE UPDATE ON person {STATEMENT} lets()".encode())
    found = trouble(at_work.url)
    assert (str(found.what), str(found.got)) == (TOO_MANY, f"besides: {told or f'{name} on person'}")


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("CREATE RULE kept AS ON UPDATE TO bag DO INSTEAD NOTHING", "rule kept on bag"),
        ("ALTER TABLE recall ENABLE ROW LEVEL SECURITY", "row security on recall"),
    ],
)
def test_a_server_that_leaves_out_what_is_written_or_hides_rows_opens_no_station_and_is_told(
    at_work: ServerHospital, statement: str, told: str
) -> None:
    with psycopg.connect(at_work.url, autocommit=True) as raw:
        raw.execute(statement.encode())
    found = trouble(at_work.url)
    assert (str(found.what), str(found.got)) == (TOO_MANY, f"besides: {told}")


@pytest.mark.parametrize(
    "setting",
    [
        "ALTER DATABASE {database} SET quote_all_identifiers = on",
        "ALTER TABLE event ENABLE ALWAYS TRIGGER event_no_update",
    ],
)
def test_a_server_s_harmless_setting_keeps_nobody_from_work(at_work: ServerHospital, setting: str) -> None:
    with psycopg.connect(at_work.url, autocommit=True) as raw:
        raw.execute(setting.format(database=raw.info.dbname).encode())
    open_database(at_work.url).close()


def test_a_database_without_what_keeps_its_audit_can_be_looked_at_all_the_same(house: House) -> None:
    if on_server(house.where):
        pytest.skip("about SQLite's numbers without gaps")
    connection = house.raw()
    connection.execute("DROP TRIGGER event_no_delete")
    connection.execute("DELETE FROM event WHERE seq = 20")
    connection.close()
    database = open_database(house.where, inspect=True)
    with database.reading() as reading:
        assert audit.verify(reading).first_bad == 20
    database.close()
    result = CliRunner().invoke(app, ["audit", "verify", "--db", house.where])
    assert (result.exit_code, result.output) == (
        1,
        (
            "The audit does not hold: event 20 is the first that does not fit.\n"
            "- Event 20 is missing: it was deleted, or its number changed.\n"
            "- The database has lost what keeps its audit append-only. Got: without event_no_delete\n"
        ),
    )


# making one


def test_a_new_database_has_exactly_the_tables_that_the_program_knows(tmp_path: Path) -> None:
    assert records.BagRow.__tablename__ == "bag"
    file = tmp_path / "deep" / "new.db"
    database = create_database(str(file), MORNING)
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []
        assert connection.execute(sa.text("PRAGMA application_id")).scalar() == 0x616C656D
        assert connection.execute(sa.text("PRAGMA journal_mode")).scalar() == "wal"
        assert audit.latest(connection) == MORNING
    database.close()
    assert [path.name for path in file.parent.iterdir()] == ["new.db"]


def test_a_database_of_the_first_schema_is_brought_up_to_date_when_it_is_opened(tmp_path: Path) -> None:
    file = tmp_path / "old.db"
    raw = sqlite3.connect(file)
    raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
    raw.close()
    config = Config()
    config.set_main_option("script_location", "pharmacy:migrations")
    engine = sa.create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        audit.begin_chain(connection, MORNING)
    engine.dispose()
    raw = sqlite3.connect(file, isolation_level=None)
    raw.executemany(
        "INSERT INTO printed (bag_id, document, copy_number, sha256, place, printed_at, printed_by) "
        "VALUES ('26-000001-5', ?, 1, ?, ?, '2026-03-25 08:30:00', '1001')",
        [("bag label", "5" * 64, "a folder"), ("infusion", "", "")],
    )
    looking = open_database(str(file), inspect=True)
    looking.close()
    assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
    database = open_database(str(file))
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []
    database.close()
    # what was printed stays so; of what was only numbered nobody knows whether it came out
    assert raw.execute("SELECT document, state, anchor FROM printed ORDER BY id").fetchall() == [
        ("bag label", "printed", ""),
        ("infusion", "sent", ""),
    ]
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute("UPDATE printed SET state = 'lost'")
    raw.close()


def test_a_new_database_never_takes_the_place_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.db"
    file.write_text("mine")
    with pytest.raises(Trouble) as caught:
        create_database(str(file), MORNING)
    assert caught.value.lines() == [
        "There already is a database or a file here; it was left as it is.",
        "expected: a new file name, or an empty database",
        f"got: {file}",
        "what now: Open it without “init”, or choose another name.",
    ]
    assert file.read_text() == "mine"


def _create(where: str, out: Connection) -> None:
    try:
        create_database(where, MORNING).close()
        out.send("made")
    except Trouble as found:
        out.send(found.code.value)


def test_of_four_who_make_the_same_database_at_once_one_does(tmp_path: Path) -> None:
    said = in_parallel(_create, [(str(tmp_path / "new.db"),)] * 4)
    assert sorted(said) == ["database-exists"] * 3 + ["made"]
    assert whole(tmp_path / "new.db")
    assert [path.name for path in tmp_path.iterdir()] == ["new.db"]


def test_a_folder_that_is_a_file_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Trouble):
        create_database(str(tmp_path / "file" / "new.db"), MORNING)


def test_a_secret_left_by_an_earlier_database_is_taken_over(tmp_path: Path) -> None:
    file = tmp_path / "new.db"
    Path(f"{file}.pepper").write_bytes(b"p" * 32)
    station = new_station(str(file), SetClock(MORNING))
    assert station.pepper == b"p" * 32
    station.database.close()


def test_a_database_whose_secret_is_lost_is_not_opened_in_these_words(house: House) -> None:
    pepper = Path(f"{house.file}.pepper")
    pepper.write_bytes(b"short")
    with pytest.raises(Trouble) as caught:
        open_station(house.where, house.clock)
    assert caught.value.lines() == [
        "The secret that belongs to this database is missing or damaged, so no PIN can be checked.",
        f"expected: 32 bytes in {pepper}",
        f"got: {pepper}: 5 bytes",
        "what now: Put the file back from the backup, beside the database.",
    ]


def test_a_file_that_is_not_there_is_told_in_words_without_the_system_s_number(house: House) -> None:
    pepper = Path(f"{house.file}.pepper")
    pepper.unlink()
    with pytest.raises(Trouble) as caught:
        open_station(house.where, house.clock)
    assert caught.value.lines()[2] == f"got: {pepper}: No such file or directory"


# a machine that says no


def test_a_locked_database_is_said_so_in_these_words_and_nothing_is_changed(house: House) -> None:
    before = house.dump()
    impatient = open_database(str(house.file), wait=0.3)
    holder = house.raw()
    holder.execute("BEGIN IMMEDIATE")
    started = time.monotonic()
    with pytest.raises(Trouble) as caught, impatient.atomic():
        pass
    waited = time.monotonic() - started
    holder.execute("ROLLBACK")
    holder.close()
    impatient.close()
    assert caught.value.code is Code.DATABASE_BUSY
    assert caught.value.lines() == [
        "Another program is holding the database; nothing was changed.",
        f"got: {house.file}: database is locked",
        "what now: Wait a moment and try again; close other programs that use the file.",
    ]
    assert 0.3 <= waited < 8
    assert house.dump() == before


def test_whoever_waits_a_moment_gets_the_database(house: House) -> None:
    holder = house.raw()
    holder.execute("BEGIN IMMEDIATE")
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(stockroom.receive_vial, house.station, TECHNICIAN, vial("WAITED"))
        time.sleep(0.2)
        assert not waiting.done()
        holder.execute("ROLLBACK")
        assert waiting.result(timeout=60).serial == "WAITED"
    holder.close()


def test_readers_see_the_past_while_somebody_writes(house: House) -> None:
    bag_id = house.verified()
    writer = house.raw()
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE bag SET state = 'discarded'")
    assert house.bag(bag_id).state is State.VERIFIED
    writer.execute("ROLLBACK")
    writer.close()


@contextlib.contextmanager
def nobody() -> Iterator[None]:
    """Act as a user without rights; root may write what is read-only."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder(hospital: Path) -> Iterator[Path]:
    """A folder that everybody can reach, unlike pytest's own."""
    folder = Path(subprocess.check_output(["mktemp", "-d", "-p", "/tmp"], text=True).strip())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def _write_to(file: Path) -> None:
    with open_database(str(file)).atomic() as connection:
        connection.execute(sa.text("UPDATE head SET seq = 0"))


@pytest.mark.parametrize(
    ("file_mode", "folder_mode"),
    [(0o444, 0o555), (0o444, 0o777), (0o666, 0o555)],
    ids=["both", "file", "folder"],
)
def test_a_database_that_may_not_be_written_is_said_so_in_these_words(
    hospital: Path, open_folder: Path, file_mode: int, folder_mode: int
) -> None:
    file = open_folder / "alemprep.db"
    shutil.copy(hospital, file)
    file.chmod(file_mode)
    before = file.read_bytes()
    open_folder.chmod(folder_mode)
    with nobody(), pytest.raises(Trouble) as caught:
        _write_to(file)
    assert caught.value.code is Code.DATABASE_READ_ONLY
    assert caught.value.lines()[0] == "The database cannot be written; nothing was changed."
    assert caught.value.lines()[-1] == "what now: Check that this user may write the file and its folder."
    assert file.read_bytes() == before


@pytest.fixture
def shelf(hospital: Path, open_folder: Path) -> Path:
    """A database at rest, that everybody can read and nobody write, as on a backup's medium."""
    file = open_folder / "alemprep.db"
    shutil.copy(hospital, file)
    file.chmod(0o444)
    open_folder.chmod(0o555)
    return file


def verified_by_nobody(file: Path) -> tuple[int, list[str]]:
    """Exit code and lines of `alemprep audit verify` for a user who may write nothing there."""
    with nobody():
        result = CliRunner().invoke(app, ["audit", "verify", "--db", str(file)])
    return result.exit_code, result.output.splitlines()


def test_the_audit_is_verified_where_nothing_can_be_written_and_nothing_is_left_there(shelf: Path) -> None:
    before = shelf.read_bytes()
    code, told = verified_by_nobody(shelf)
    assert (code, told[0].partition(".")[0]) == (0, "Events: 52, every one in its place")
    assert [path.name for path in shelf.parent.iterdir()] == ["alemprep.db"]
    assert shelf.read_bytes() == before


def test_nobody_works_where_nothing_can_be_written(shelf: Path) -> None:
    with nobody():
        assert trouble(shelf).code is Code.DATABASE_READ_ONLY


def test_a_database_whose_newest_part_lies_beside_it_is_not_verified_without_it_in_these_words(
    shelf: Path,
) -> None:
    newest = Path(f"{shelf}-wal")
    newest.write_bytes(b"an act that was never carried over")
    code, told = verified_by_nobody(shelf)
    assert code == 1
    assert told == [
        "The newest part of the database lies beside it, and nothing can be written in this folder.",
        f"got: {newest}",
        "what now: Copy the database with all files beside it to your own folder; look at it there.",
    ]


def test_a_database_that_may_not_be_read_is_said_so_in_these_words(shelf: Path) -> None:
    shelf.chmod(0)
    code, told = verified_by_nobody(shelf)
    assert code == 1
    assert told == [
        "The database cannot be read.",
        f"got: {shelf}: Permission denied",
        "what now: Check that this user may read the file.",
    ]


def _looked_at_while_somebody_works(shelf: Path, database: Database) -> None:
    with database.reading() as connection:
        assert audit.verify(connection).ok
        with contextlib.closing(sqlite3.connect(shelf, isolation_level=None)) as writer:
            writer.execute("UPDATE person SET tries = 1")


def test_what_was_found_while_somebody_wrote_is_not_told_in_these_words(shelf: Path) -> None:
    with nobody():
        database = open_database(str(shelf), inspect=True)
    shelf.parent.chmod(0o755)
    shelf.chmod(0o644)
    with pytest.raises(Trouble) as caught:
        _looked_at_while_somebody_works(shelf, database)
    database.close()
    assert caught.value.lines() == [
        "Somebody wrote to the database while it was looked at.",
        f"got: {shelf}",
        "what now: Look again; what was found is not told, because it may be wrong.",
    ]


def test_a_folder_that_may_not_be_written_is_said_so(open_folder: Path) -> None:
    locked = open_folder / "locked"
    locked.mkdir(0o555)
    with nobody(), pytest.raises(Trouble) as caught:
        create_database(str(locked / "new.db"), MORNING)
    assert caught.value.code is Code.DATABASE_READ_ONLY
    assert list(locked.iterdir()) == []


def test_a_folder_that_may_not_be_looked_into_is_said_so(open_folder: Path) -> None:
    closed = open_folder / "closed"
    closed.mkdir(0o000)
    for act in (open_database, refuse_existing):
        with nobody(), pytest.raises(Trouble) as caught:
            act(str(closed / "alemprep.db"))
        assert caught.value.code is Code.DATABASE_READ_ONLY
        assert "Permission denied" in str(caught.value.got)


def _fill(database: Database) -> None:
    with database.atomic() as connection:
        pages = connection.execute(sa.text("PRAGMA page_count")).scalar_one()
        connection.execute(sa.text(f"PRAGMA max_page_count = {pages}"))
        for number in range(1000):
            audit.append(
                connection,
                act="test",
                by="1000",
                now=MORNING,
                result="ok",
                subject="",
                data={"words": "x" * 1000, "number": number},
            )


def test_a_full_database_is_said_so_in_these_words_and_nothing_is_changed(house: House) -> None:
    file, before, events = house.file, house.dump(), len(house.events())
    with pytest.raises(Trouble) as caught:
        _fill(house.station.database)
    assert caught.value.code is Code.DATABASE_FULL
    assert caught.value.lines() == [
        "The disk is full or failing; nothing was changed.",
        f"got: {file}: database or disk is full",
        "what now: Make room on the disk, then try again.",
    ]
    assert (house.dump(), len(house.events())) == (before, events)
    assert whole(file)


# durable


def test_every_commit_is_synced_to_the_disk_before_it_is_acknowledged(house: House) -> None:
    with house.station.database.atomic() as connection:
        if on_server(house.where):
            assert connection.execute(sa.text("SHOW synchronous_commit")).scalar() == "on"
            return
        assert connection.execute(sa.text("PRAGMA synchronous")).scalar() == 2  # FULL
        assert connection.execute(sa.text("PRAGMA journal_mode")).scalar() == "wal"


def test_a_database_that_was_removed_under_a_running_station_takes_no_act(house: House) -> None:
    house.edited = True
    bag_id = house.verified()
    house.file.unlink()
    with pytest.raises(Trouble) as refused:
        bench.confirm_order(house.station, TECHNICIAN, bag_id)
    assert refused.value.code is Code.DATABASE_MISSING
    assert "The database was removed or replaced while it was in use." in refused.value.message()
    assert refused.value.event is None


def test_a_database_that_was_replaced_under_a_running_station_takes_no_act(house: House) -> None:
    house.edited = True
    bag_id = house.verified()
    copy = house.file.with_name("copy.db")
    shutil.copy(house.file, copy)
    copy.replace(house.file)
    with pytest.raises(Trouble) as refused:
        bench.confirm_order(house.station, TECHNICIAN, bag_id)
    assert refused.value.code is Code.DATABASE_MISSING
