"""A hospital's printers are the ones that its site file names; a wrong section opens nothing."""

from pathlib import Path

import pytest

from labels.printers.chosen import printers_of
from labels.printers.folder import FolderPrinter
from labels.printers.ipp import IppPrinter
from labels.printers.zpl_printer import ZplPrinter
from pharmacy.errors import Code, Trouble
from pharmacy.site import Site, load_site
from samples import HOSPITAL

SITE = (HOSPITAL / "hospital.toml").read_text(encoding="utf-8")


def site(folder: Path, sections: str) -> Site:
    file = folder / "site.toml"
    file.write_text(f"{SITE}\n{sections}", encoding="utf-8")
    return load_site(file)


def refused(folder: Path, sections: str) -> str:
    with pytest.raises(Trouble) as caught:
        site(folder, sections)
    assert caught.value.code is Code.BAD_FILE
    assert caught.value.lines()[0] == "The site file cannot be used."
    return str(caught.value.lines()[2]).removeprefix(f"got: {folder}/site.toml: ")


def test_a_hospital_that_names_no_printer_has_a_folder_beside_its_database(tmp_path: Path) -> None:
    printers = printers_of(site(tmp_path, ""), tmp_path)
    assert isinstance(printers.labels, FolderPrinter)
    assert printers.labels.folder == tmp_path / "prints"
    assert printers.sheets.name == str(tmp_path / "prints")
    assert (tmp_path / "prints").is_dir()


def test_labels_and_sheets_have_a_printer_each(tmp_path: Path) -> None:
    zebra = '[printers.labels]\nkind = "zpl"\nhost = "10.0.0.7"\ndpi = 300\nstatus = false\n'
    laser = '[printers.sheets]\nkind = "ipp"\naddress = "ipps://print.example/printers/ward"\n'
    printers = printers_of(site(tmp_path, zebra + laser), tmp_path)
    assert isinstance(printers.labels, ZplPrinter)
    assert (printers.labels.name, printers.labels.dpi) == ("zpl://10.0.0.7:9100", 300)
    assert not printers.labels.status
    assert isinstance(printers.sheets, IppPrinter)
    assert printers.sheets.name == "ipps://print.example/printers/ward"
    assert not (tmp_path / "prints").exists()


def test_a_folder_may_lie_anywhere_and_is_not_made(tmp_path: Path) -> None:
    section = '[printers.labels]\nkind = "folder"\npath = "/nowhere/labels"\n'
    assert printers_of(site(tmp_path, section), tmp_path).labels.name == "/nowhere/labels"


@pytest.mark.parametrize(
    ("section", "why"),
    [
        (
            '[printers.sheets]\nkind = "zpl"\nhost = "a"\ndpi = 203',
            "printers.sheets: Value error, a ZPL printer prints labels only: sheets need ipp or folder",
        ),
        (
            '[printers.labels]\nkind = "fax"',
            (
                "printers.labels: Input tag 'fax' found using 'kind' does not match any of the "
                "expected tags: 'folder', 'ipp', 'zpl'"
            ),
        ),
        (
            '[printers.labels]\nkind = "zpl"\nhost = "a"\ndpi = 600',
            "printers.labels.zpl.dpi: Input should be 203 or 300",
        ),
        ('[printers.labels]\nkind = "zpl"\nhost = "a"', "printers.labels.zpl.dpi: Field required"),
        (
            '[printers.labels]\nkind = "ipp"\naddress = "http://a/"',
            (
                "printers.labels.ipp.address: Value error, 'http://a/' is no address like "
                "ipp://labels.example/ipp/print"
            ),
        ),
        (
            '[printers.labels]\nkind = "ipp"\naddress = "ipp://a/"\nport = 1',
            "printers.labels.ipp.port: Extra inputs are not permitted",
        ),
        ('[printers.wards]\nkind = "folder"', "printers.wards: Extra inputs are not permitted"),
    ],
)
def test_a_wrong_section_is_refused_with_its_name(tmp_path: Path, section: str, why: str) -> None:
    assert refused(tmp_path, section) == why
