"""`alemprep print sample` prints a label that belongs to no bag, and says what the printer said."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from samples import HOSPITAL
from tests.labels.peers import Zebra, peer, says
from tests.labels.rasters import pages, scanned
from tests.labels.virtual import virtual_printer
from tui.cli import app


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["print", "sample", *words])


def test_the_sample_in_a_folder_says_that_it_is_one_and_both_its_codes_read(tmp_path: Path) -> None:
    result = run("--printer", str(tmp_path))
    assert (result.exit_code, result.output) == (0, f"printed: {tmp_path}/sample-label.pdf\n")
    (image,) = pages((tmp_path / "sample-label.pdf").read_bytes(), 203)
    assert {text for _, _, text in scanned(image).values()} == {"91000000003\x1d92B1"}


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
    site = (HOSPITAL / "hospital.toml").read_text(encoding="utf-8")
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
