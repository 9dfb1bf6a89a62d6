"""`alemprep custody`: a logger's file and a temperature without a screen, signed in like everything else."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from samples import HOSPITAL
from tests.conftest import PHARMACIST, TECHNICIAN
from tests.raw import Raw
from tui.cli import app

PIN = "2580\n"
LATIN = """
[logger]
time = "Fecha y hora"
temperature = "Temperatura °C"
delimiter = ";"
decimal = ","
encoding = "latin-1"
"""
HEADER = "time,temperature °C\n"


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    path = tmp_path / "fridge.csv"
    path.write_text(
        HEADER + "2026-03-25T08:00:00+01:00,4.1\n2026-03-25T08:10:00+01:00,4.25\n", encoding="utf-8"
    )
    return path


def custody(where: str, *words: str, typed: str = PIN, by: str = TECHNICIAN) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["custody", *words, "--by", by, "--db", where], input=typed)
    return result.exit_code, result.output


def readings(where: str) -> list[tuple[str, int, str, str]]:
    query = "SELECT place, microcelsius, source, read_by FROM reading ORDER BY place, at"
    return list(Raw(where).execute(query).fetchall())


@pytest.mark.parametrize("place", ["FR2", "fr2", "]d293FR2"])
def test_a_loggers_file_is_taken_once_and_known_afterwards(where: str, csv: Path, place: str) -> None:
    code, said = custody(where, "import", str(csv), "--place", place)
    assert (code, said.splitlines()[-1]) == (0, "FR2: 2 temperatures taken, 0 known before")
    assert readings(where) == [
        ("FR2", 4_100_000, "fridge.csv", TECHNICIAN),
        ("FR2", 4_250_000, "fridge.csv", TECHNICIAN),
    ]
    code, said = custody(where, "import", str(csv), "--place", place)
    assert (code, said.splitlines()[-1]) == (0, "FR2: 0 temperatures taken, 2 known before")


def test_a_program_reads_what_became_of_a_file_and_where_it_has_gaps(where: str, csv: Path) -> None:
    with csv.open("a", encoding="utf-8") as more:
        more.write("2026-03-25T09:00:00+01:00,4.3\n")
    code, said = custody(where, "import", str(csv), "--place", "FR2", "--json")
    assert (code, json.loads(said[said.index("{") :])) == (
        0,
        {
            "place": "FR2",
            "taken": 3,
            "known": 0,
            "gaps": ["line 4: no reading for 50 min after line 3; policy allows 30"],
            "quarantined": [],
            "started": [],
        },
    )


def test_a_file_with_faults_is_told_line_by_line_and_nothing_of_it_is_taken(where: str, csv: Path) -> None:
    csv.write_bytes(
        HEADER.encode()
        + b"2026-03-25T08:00:00+01:00,480\n2026-03-25T08:10:00+01:00,4.2\n"
        + b"2026-03-25T08:20:00+01:00,4,5\n2026-03-25T08:30:00+01:00,\xff\n"
    )
    code, said = custody(where, "import", str(csv), "--place", "FR2")
    assert code == 2
    for line in (
        "The logger's file fridge.csv cannot be used.",
        "line 2: no temperature that the thermometer can show; expected: from -30 to 60 °C; got: 480",
        "line 4: another number of cells: 3; expected: 2, as in the header; got: 2026-03-25T08:20:00+01:00,4",
        "line 5: no letters in utf-8; expected: the encoding that the site file names; got: FF",
    ):
        assert line in said
    assert "line 3" not in said
    assert readings(where) == []
    (body,) = Raw(where).execute("SELECT body FROM event ORDER BY seq DESC LIMIT 1").fetchone()
    given = json.loads(body)["data"]["given"]
    assert given["content"].startswith(f"{len(csv.read_bytes()) - 1} characters, sha256 ")


def test_a_latin_1_file_is_read_by_the_encoding_that_the_site_file_names(where: str, tmp_path: Path) -> None:
    site = (HOSPITAL / "hospital.toml").read_text(encoding="utf-8").partition("[logger]")[0] + LATIN
    (tmp_path / "site.toml").write_text(site, encoding="utf-8")
    latin = tmp_path / "nevera.csv"
    latin.write_bytes("Fecha y hora;Temperatura °C\n2026-03-25T08:00:00+01:00;4,6\n".encode("latin-1"))
    code, said = custody(where, "import", str(latin), "--place", "FR2")
    assert (code, said.splitlines()[-1]) == (0, "FR2: 1 temperatures taken, 0 known before")
    assert readings(where) == [("FR2", 4_600_000, "nevera.csv", TECHNICIAN)]


def test_letters_that_the_named_encoding_lacks_are_told_with_their_line(where: str, tmp_path: Path) -> None:
    site = (HOSPITAL / "hospital.toml").read_text(encoding="utf-8").partition("[logger]")[0] + LATIN
    (tmp_path / "site.toml").write_text(site, encoding="utf-8")
    content = "content=Fecha y hora;Temperatura °C\n2026-03-25T08:00:00+01:00;4,6 →\n"
    words = ["act", "custody.import", "scan=]d293FR2", "name=x.csv", content, "--by", TECHNICIAN]
    result = CliRunner().invoke(app, [*words, "--db", where], input=PIN)
    assert result.exit_code == 2
    assert "This is not what stands in a logger's file." in result.output
    assert "expected: letters in latin-1\ngot: line 2: →" in result.output


@pytest.mark.parametrize(
    ("words", "typed", "code", "says"),
    [
        (["--place", "FR9"], PIN, 1, "There is no such place here."),
        (["--place", "W4"], PIN, 1, "Temperatures are recorded for refrigerators."),
        (["--place", "ST1001"], PIN, 1, "There is no such place here."),
        (["--place", "]d293"], PIN, 2, "This scan cannot be used."),
        (["--place", "FR2"], "0000\n", 1, "Badge and PIN do not belong together."),
    ],
)
def test_who_and_where_are_asked_before_anything_is_taken(
    where: str, csv: Path, words: list[str], typed: str, code: int, says: str
) -> None:
    found, said = custody(where, "import", str(csv), *words, typed=typed)
    assert (found, says in said) == (code, True), said
    assert readings(where) == []


def test_a_file_that_is_not_there_is_bad_usage(where: str, tmp_path: Path) -> None:
    code, said = custody(where, "import", str(tmp_path / "none.csv"), "--place", "FR2")
    assert (code, f"got: {tmp_path}/none.csv: No such file or directory" in said) == (2, True)


def test_a_temperature_is_recorded_as_read_off_now(where: str) -> None:
    code, said = custody(where, "temperature", "--place", "FR2", "--celsius", "4.6")
    assert (code, said.splitlines()[-1]) == (0, "4.6 °C recorded")
    assert readings(where) == [("FR2", 4_600_000, "typed", TECHNICIAN)]


@pytest.mark.parametrize(
    ("celsius", "says"),
    [("480", "from -30 to 60 °C"), ("4,5", "digits and a decimal point"), ("warm", "digits")],
)
def test_a_temperature_that_nobody_can_have_read_is_refused(where: str, celsius: str, says: str) -> None:
    code, said = custody(
        where, "temperature", "--place", "FR2", "--celsius", celsius, typed="7193\n", by=PHARMACIST
    )
    assert (code, says in said) == (2, True)
    assert readings(where) == []
