"""`alemprep print` prints labels that belong to no bag, and says what the printer said."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from samples import HOSPITAL
from tests.labels.peers import Zebra, peer, says
from tests.labels.rasters import pages, scanned
from tests.labels.reading_back import words_on
from tests.labels.virtual import virtual_printer
from tui.cli import app

SITE = HOSPITAL / "hospital.toml"
KEYS = ["FR1", "FR2", "FR4", "BOX1", "W4", "BENCH"]
"""Of the sample hospital's places."""


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["print", "sample", *words])


def run_places(*words: str) -> Result:
    return CliRunner().invoke(app, ["print", "places", *words])


def test_the_sample_in_a_folder_says_that_it_is_one_and_both_its_codes_read(tmp_path: Path) -> None:
    result = run("--printer", str(tmp_path))
    assert (result.exit_code, result.output) == (0, f"printed: {tmp_path}/sample-label.pdf\n")
    (image,) = pages((tmp_path / "sample-label.pdf").read_bytes(), 203)
    assert {text for _, _, text in scanned(image).values()} == {"91000000003\x1d92B15"}


def test_the_sample_on_an_ipp_printer_is_confirmed_by_it() -> None:
    with virtual_printer() as printer:
        result = run("--printer", printer.address, "--json")
        assert len(printer.printed()) == 1
    assert result.exit_code == 0
    assert json.loads(result.output) == {
        "result": "ok",
        "printer": printer.address,
        "where": f"{printer.address} #1",
        "confirmed": True,
    }


def test_the_sample_on_a_print_server_is_sent_and_has_to_be_looked_at() -> None:
    zebra = Zebra(answers=False)
    with peer(zebra.talk) as port:
        result = run("--printer", f"zpl://127.0.0.1:{port}?dpi=300&status=no")
    assert result.exit_code == 0
    assert result.output.startswith(f"sent: zpl://127.0.0.1:{port} sample-label ")
    assert result.output.endswith(
        "\nThis printer cannot say whether it came out: look, and scan both codes.\n"
    )
    assert b"^PW1181^LL826" in zebra.labels[0]


def test_the_printer_of_the_site_file_is_the_one_that_is_used_when_none_is_named(tmp_path: Path) -> None:
    site = SITE.read_text(encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "site.toml").write_text(
        site + '\n[printers.labels]\nkind = "folder"\npath = "out"\ndpi = 300\n'
    )
    result = run("--db", str(tmp_path / "alemprep.db"))
    assert (result.exit_code, result.output) == (0, f"printed: {tmp_path}/out/sample-label.pdf\n")


def test_a_printer_that_fails_is_told_with_exit_code_1(tmp_path: Path) -> None:
    result = run("--printer", str(tmp_path / "nowhere"))
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "The document was not printed: its folder is not there.",
        "expected: a folder that can be written",
        f"got: {tmp_path}/nowhere/sample-label.pdf: No such file or directory",
        "what now: Nothing was left behind. Put it right, and print again.",
    ]
    with peer(says(b"")) as port:
        told = run("--printer", f"ipp://127.0.0.1:{port}/", "--json")
    assert told.exit_code == 1
    assert json.loads(told.output)["code"] == "printer"


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost/",
        "ipp://",
        "ipp://host:99999/",
        "ipp://[::1/",
        "zpl://",
        "zpl://host:0",
        "zpl://host?dpi=600",
        "zpl://host?dpi=many",
        "zpl://host?speed=4",
        "zpl://host?dpi",
        "zpl://ho st",
        "",
    ],
)
def test_what_is_no_address_of_a_printer_is_told_with_exit_code_2(address: str) -> None:
    result = run("--printer", address)
    assert result.exit_code == 2, result.output
    assert result.stderr.splitlines()[0] == "This is no address of a printer."
    assert result.stderr.splitlines()[1] == (
        "expected: ipp://host/ipp/print, zpl://host:9100?dpi=203, FOLDER"
    )


def test_every_place_of_the_site_file_gets_its_label(tmp_path: Path) -> None:
    result = run_places("--site", str(SITE), "--printer", str(tmp_path))
    assert result.exit_code == 0
    assert result.output.splitlines() == [f"printed: {tmp_path}/place-{key}.pdf" for key in KEYS]
    for key in KEYS:
        (image,) = pages((tmp_path / f"place-{key}.pdf").read_bytes(), 203)
        assert {text for _, _, text in scanned(image).values()} == {f"93{key}"}


def test_named_places_are_printed_on_the_printer_of_the_site_file(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "site.toml").write_text(
        SITE.read_text(encoding="utf-8") + '\n[printers.labels]\nkind = "folder"\npath = "out"\ndpi = 300\n',
        encoding="utf-8",
    )
    result = run_places("W4", "FR2", "--db", str(tmp_path / "alemprep.db"), "--json", "--language", "es")
    assert result.exit_code == 0
    out = tmp_path / "out"
    assert json.loads(result.output) == {
        "result": "ok",
        "places": [
            {"place": key, "printer": str(out), "where": f"{out}/place-{key}.pdf", "confirmed": True}
            for key in ("W4", "FR2")
        ],
    }
    assert "nevera" in words_on((out / "place-FR2.pdf").read_bytes())[0]


def test_place_labels_on_a_print_server_have_to_be_looked_at() -> None:
    zebra = Zebra(answers=False)
    with peer(zebra.talk) as port:
        result = run_places("FR1", "--site", str(SITE), "--printer", f"zpl://127.0.0.1:{port}?status=no")
    assert result.exit_code == 0
    sent, look = result.output.splitlines()
    assert sent.startswith(f"sent: zpl://127.0.0.1:{port} place-FR1 ")
    assert look == "This printer cannot say whether it came out: look, and scan both codes."
    assert len(zebra.labels) == 1


def test_a_place_that_the_site_file_lacks_is_told_and_nothing_is_printed(tmp_path: Path) -> None:
    result = run_places("FR1", "FR9", "--site", str(SITE), "--printer", str(tmp_path))
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "The site file has no such place.",
        "expected: FR1, FR2, FR4, BOX1, W4, BENCH",
        "got: FR9",
        "what now: Name one of these keys, or put the place into the site file.",
    ]
    assert not list(tmp_path.iterdir())


def test_a_site_file_without_places_is_told(tmp_path: Path) -> None:
    bare = tmp_path / "bare.toml"
    bare.write_text(SITE.read_text(encoding="utf-8").partition("[places]")[0], encoding="utf-8")
    for keys, got in (([], "a site file without places"), (["FR1"], "FR1")):
        result = run_places(*keys, "--site", str(bare), "--printer", str(tmp_path))
        assert result.exit_code == 2
        assert result.stderr.splitlines()[1:3] == ["expected: a table [places]", f"got: {got}"]


def test_a_name_that_does_not_fit_is_told_before_any_label_is_printed(tmp_path: Path) -> None:
    site, out = tmp_path / "long.toml", tmp_path / "out"
    out.mkdir()
    wide = SITE.read_text(encoding="utf-8").replace("cabinet 1", "W" * 20)
    site.write_text(wide, encoding="utf-8")
    result = run_places("--site", str(site), "--printer", str(out), "--json")
    assert result.exit_code == 1
    assert json.loads(result.output)["code"] == "label-overflow"
    assert not list(out.iterdir())
