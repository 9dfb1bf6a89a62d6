"""A hospital's files: made whole or not at all, and never another hospital's."""

from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from pharmacy.clock import SetClock
from pharmacy.errors import AlemprepError, Code, Refusal, Trouble
from pharmacy.language import Language
from pharmacy.service import people
from pharmacy.site import load_site
from tests.conftest import MORNING, House, in_parallel
from tests.postgres import Server
from tui.cli import app
from tui.house import (
    SAMPLE_SITE,
    _made,
    making,
    new_hospital,
    new_station,
    open_station,
    read_pepper,
    site_file,
)
from tui.start import make_sample

CLOCK = SetClock(MORNING)
INIT = ["init", "--pin", "4711", "--site", str(SAMPLE_SITE)]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_hospital_has_a_database_a_secret_and_its_own_site_file(tmp_path: Path) -> None:
    station = new_station(str(tmp_path / "new" / "a.db"), CLOCK)
    station.database.close()
    assert names(tmp_path / "new") == ["a.db", "a.db.key", "a.db.pepper", "site.toml"]
    assert (tmp_path / "new" / "site.toml").read_bytes() == SAMPLE_SITE.read_bytes()
    for secret in ("a.db.pepper", "a.db.key"):
        assert (tmp_path / "new" / secret).stat().st_mode & 0o777 == 0o600
    assert (
        open_station(str(tmp_path / "new" / "a.db"), CLOCK).site.hospital == "Hospital San Telmo (fictional)"
    )


def test_a_database_without_site_file_is_not_opened_in_these_words(house: House) -> None:
    (house.folder / "site.toml").unlink()
    with pytest.raises(Trouble) as caught:
        open_station(house.where, CLOCK)
    assert caught.value.lines() == [
        "This database has no site file.",
        "expected: the hospital's site file, beside the database",
        f"got: nothing at {house.folder / 'site.toml'}",
        "what now: Put it there, or name it with --site.",
    ]
    assert open_station(house.where, CLOCK, SAMPLE_SITE).site.zone == "Europe/Madrid"


def test_a_site_file_that_is_named_comes_before_the_one_beside(house: House, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(SAMPLE_SITE.read_text(encoding="utf-8").replace("Europe/Madrid", "Atlantic/Canary"))
    assert site_file(house.where, other) == other
    assert open_station(house.where, CLOCK, other).site.zone == "Atlantic/Canary"
    assert open_station(house.where, CLOCK).site.zone == "Europe/Madrid"


def test_the_language_asked_for_comes_before_the_site_s(house: House) -> None:
    assert house.station.site.language is Language.ENGLISH
    assert open_station(house.where, CLOCK, language=Language.SPANISH).site.language is Language.SPANISH


def test_a_hospital_is_not_made_beside_another_s_site_file_in_these_words(tmp_path: Path) -> None:
    beside = tmp_path / "site.toml"
    beside.write_text("another hospital's", encoding="utf-8")
    with pytest.raises(Trouble) as caught:
        new_station(str(tmp_path / "a.db"), CLOCK)
    assert caught.value.lines() == [
        "Another site file lies beside this database.",
        f"expected: the same one as {SAMPLE_SITE}, or a folder without",
        f"got: {beside}",
        "what now: Choose another folder: every hospital has its own clock and names.",
    ]
    assert names(tmp_path) == ["site.toml"]
    assert beside.read_text(encoding="utf-8") == "another hospital's"


def test_a_site_file_that_is_wrong_makes_no_hospital(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text("hospital = 1", encoding="utf-8")
    with pytest.raises(Trouble):
        new_station(str(tmp_path / "new" / "a.db"), CLOCK, wrong)
    assert names(tmp_path) == ["wrong.toml"]


def test_a_secret_that_cannot_be_used_makes_no_hospital(tmp_path: Path) -> None:
    (tmp_path / "a.db.pepper").write_bytes(b"short")
    with pytest.raises(Trouble):
        new_station(str(tmp_path / "a.db"), CLOCK)
    assert names(tmp_path) == ["a.db.pepper"]


@pytest.mark.parametrize(
    ("badge", "name", "pin"),
    [
        ("", "R. Iturbe", "4711"),
        ("1000", " ", "4711"),
        ("1000", "R" * 41, "4711"),
        ("1000", "R.\nIturbe", "4711"),
        ("1000", "R. Iturbe", "1234"),
        ("1000", "R. Iturbe", "12 4"),
    ],
)
@pytest.mark.parametrize("prepared", [[], ["site.toml", "a.db.pepper"]], ids=["empty", "prepared"])
def test_a_first_administrator_who_is_refused_leaves_the_folder_as_it_was(
    tmp_path: Path, badge: str, name: str, pin: str, prepared: list[str]
) -> None:
    for file in prepared:
        (tmp_path / file).write_bytes(SAMPLE_SITE.read_bytes() if file == "site.toml" else b"p" * 32)
    words = ["init", "--badge", badge, "--name", name, "--pin", pin, "--site", str(SAMPLE_SITE)]
    result = CliRunner().invoke(app, [*words, "--db", str(tmp_path / "a.db")])
    assert result.exit_code in {1, 2}, result.output
    assert names(tmp_path) == sorted(prepared)


def test_a_database_that_is_there_already_is_left_with_its_secret_and_site_file(house: House) -> None:
    before = {path.name: path.read_bytes() for path in house.folder.iterdir()}
    words = [*INIT, "--badge", "1", "--name", "A", "--db", house.where]
    assert CliRunner().invoke(app, words).exit_code == 2
    assert {path.name: path.read_bytes() for path in house.folder.iterdir()} == before


def test_only_what_was_not_there_before_is_taken_back(tmp_path: Path) -> None:
    where = str(tmp_path / "a.db")
    (tmp_path / "site.toml").write_bytes(SAMPLE_SITE.read_bytes())

    def make_twice() -> None:
        with making(where):
            station = _made(where, CLOCK, SAMPLE_SITE)
            for badge in ("1", "2"):
                people.first_person(station, badge, "A", SecretStr("4711"))

    with pytest.raises(Refusal):
        make_twice()
    assert names(tmp_path) == ["site.toml"]


def _make(where: str, badge: str, pipe: Connection) -> None:
    try:
        new_hospital(where, CLOCK, SAMPLE_SITE, badge, f"R. Iturbe {badge}", SecretStr("4711"))
        pipe.send(f"made {badge}")
    except AlemprepError as error:
        pipe.send(str(error.code))


@pytest.mark.parametrize("attempt", range(5))
def test_of_four_who_make_the_same_hospital_at_once_one_does_and_the_others_take_nothing_of_it_back(
    tmp_path: Path, attempt: int
) -> None:
    where = str(tmp_path / f"{attempt}.db")
    said = sorted(in_parallel(_make, [(where, str(badge)) for badge in range(1000, 1004)]))
    assert said[:3] == ["database-exists"] * 3
    badge = said[3].removeprefix("made ")
    station = open_station(where, CLOCK)
    assert people.sign_in(station, badge, SecretStr("4711")).name == f"R. Iturbe {badge}"
    station.database.close()
    assert {f"{attempt}.db", f"{attempt}.db.pepper", f"{attempt}.db.key", "site.toml"} <= set(names(tmp_path))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ('FR2 = { name = "x", kind = "fridge" }', "places.FR2.kind"),
        ('FR2 = { kind = "ward" }', "places.FR2.name"),
        ('FR2 = { name = "", kind = "ward" }', "places.FR2.name"),
        ('FR2 = { name = "a name longer than 20 letters", kind = "ward" }', "places.FR2.name"),
        ('FR2 = { name = "x", kind = "ward", floor = 2 }', "places.FR2.floor"),
        ('fr2 = { name = "x", kind = "ward" }', "places.fr2"),
        ('2580 = { name = "x", kind = "ward" }', "places.2580"),
        ('FR2345678901X = { name = "x", kind = "ward" }', "places.FR2345678901X"),
        ('"FR 2" = { name = "x", kind = "ward" }', "places.FR 2"),
        ('FR2 = "fridge 2"', "places.FR2"),
    ],
)
def test_a_place_that_is_wrong_opens_no_hospital(tmp_path: Path, wrong: str, told: str) -> None:
    file = tmp_path / "site.toml"
    head = SAMPLE_SITE.read_text(encoding="utf-8").partition("[places]")[0]
    file.write_text(f"{head}[places]\n{wrong}\n", encoding="utf-8")
    with pytest.raises(Trouble) as caught:
        load_site(file)
    assert caught.value.code is Code.BAD_FILE
    assert str(caught.value.got).startswith(f"{file}: {told}")


def test_a_station_without_the_secret_of_a_server_s_database_is_told_where_it_is_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALEMPREP_FOLDER", str(tmp_path))
    with pytest.raises(Trouble) as caught:
        read_pepper("postgresql://alemprep@db.example/alemprep")
    assert caught.value.lines()[1:] == [
        f"expected: 32 bytes in {tmp_path}/alemprep.db.pepper",
        f"got: {tmp_path}/alemprep.db.pepper: No such file or directory",
        (
            "what now: Copy the file from a station that works, or from the backup, into this station's own "
            "folder: ALEMPREP_FOLDER says which that is."
        ),
    ]


def test_a_hospital_made_on_a_server_is_told_without_the_password_in_its_address(
    postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALEMPREP_FOLDER", str(tmp_path))
    url = postgres.new_database()
    address = url.replace("postgres@", "postgres:hunter2@")
    made = CliRunner().invoke(app, [*INIT, "--badge", "1000", "--name", "R. Iturbe", "--db", address])
    postgres.drop(url)
    hidden = url.replace("postgres@", "postgres:***@")
    assert made.output.splitlines()[0] == f"made {hidden} with administrator R. Iturbe"


def test_a_sample_hospital_that_another_site_s_rules_refuse_is_told_in_these_words(tmp_path: Path) -> None:
    other, database = tmp_path / "other.toml", tmp_path / "sample" / "hospital.db"
    site = SAMPLE_SITE.read_text(encoding="utf-8").replace(r"'^\d{8}$'", r"'^\d{6}$'")
    other.write_text(site, encoding="utf-8")
    with pytest.raises(Trouble) as caught:
        make_sample(database, other, None)
    what, expected, got, advice = caught.value.lines()
    assert what == "The fictional hospital could not be made: its morning does not go as it should."
    assert expected == "expected: orders.add_patient: ok"
    assert got.startswith("got: record-number: ")
    assert advice.startswith("what now: Start it without --site: ")
    assert not database.exists()


def test_a_hospital_without_places_is_one(tmp_path: Path) -> None:
    file = tmp_path / "site.toml"
    file.write_text(SAMPLE_SITE.read_text(encoding="utf-8").partition("[places]")[0], encoding="utf-8")
    assert load_site(file).places == {}
