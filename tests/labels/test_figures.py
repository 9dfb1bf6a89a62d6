"""Figures beside a patient, on every page as printed: no figure that could be read as ten times itself."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from labels.press import print_infusion, print_labels, print_premedication
from labels.printers.chosen import in_folder
from pharmacy.language import Language
from pharmacy.preparation import Step
from tests.conftest import NURSE, TECHNICIAN, House
from tests.labels.test_press import text_of

FIGURE = re.compile(r"\d*[.,]\d+|\d+")
UNITS = r"(?:mg/mL|mL/h|mg|mL|µg|g|h|min|°C|%)"


@pytest.fixture(params=list(Language), ids=["English", "Spanish"])
def documents(request: pytest.FixtureRequest, house: House, tmp_path: Path) -> dict[str, str]:
    """What stands on all that is printed for one bag, by the document's name, in each language."""
    site = house.station.site.model_copy(update={"language": request.param})
    house.station = replace(house.station, site=site)
    bag_id = house.verified()
    print_premedication(house.station, NURSE, bag_id, in_folder(tmp_path))
    house.bring(bag_id, Step.PRINT)
    print_labels(house.station, TECHNICIAN, bag_id, in_folder(tmp_path))
    print_infusion(house.station, NURSE, bag_id, in_folder(tmp_path))
    found = {
        path.stem.removeprefix(f"{bag_id}-"): text_of(path.read_bytes()) for path in tmp_path.glob("*.pdf")
    }
    assert len(found) == 4
    return {"language": request.param, **found}


def test_doses_and_concentrations_are_written_as_the_language_does(documents: dict[str, str]) -> None:
    spanish = documents["language"] is Language.SPANISH
    label = documents["bag-label-copy1"]
    # 12 mg in 101.2 mL: 0.1186 mg/mL
    for figure in ("12 mg", "0,119 mg/mL" if spanish else "0.119 mg/mL", "0,9 %" if spanish else "0.9 %"):
        assert figure in label
        assert figure in documents["cover-label-copy1"]
    assert ("2,5" if spanish else "2.5") in documents["infusion-copy1"]


def test_no_decimal_begins_with_its_point_or_ends_in_a_nought(documents: dict[str, str]) -> None:
    point = "," if documents.pop("language") is Language.SPANISH else "."
    for document, words in documents.items():
        decimals = [figure for figure in FIGURE.findall(words) if point in figure]
        assert decimals or "premedication" in document
        for figure in decimals:
            assert re.fullmatch(rf"(0|[1-9]\d*){re.escape(point)}\d*[1-9]", figure), (document, figure)


def test_a_space_stands_between_every_figure_and_its_unit(documents: dict[str, str]) -> None:
    documents.pop("language")
    for document, words in documents.items():
        assert re.findall(rf"\d {UNITS}(?!\w)", words), document
        assert not re.findall(rf"\d{UNITS}(?!\w)", words), document
