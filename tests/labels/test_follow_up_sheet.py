"""The follow-up calendar on paper: every month with its day and a box for each thing due, on two pages."""

import re
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from labels.compose_follow_up import follow_up_sheet
from labels.content import FollowUpRow
from labels.follow_up_sheet import BOX, follow_up_pdf
from pharmacy.language import Language, text
from pharmacy.service import infusions
from pharmacy.service.documents import facts
from tests.conftest import MADRID, NURSE, House
from tests.labels.reading_back import sizes_on, words_on
from tests.labels.samples import FOLLOW_UP

FOOT = ("Copy", "Copia", "page", "página", "Farmacia", "Source", "Fuente")
LONGEST = "Fernández de Córdoba y Martínez-Bordiú, María de los Ángeles Inmaculada Concepción"


def drawn(house: House, language: Language = Language.ENGLISH, contact: str | None = None) -> bytes:
    """The calendar of a patient of whom day 1 was given, on the day after the others went by."""
    bag_id = house.started()
    infusions.stop(house.station, NURSE, bag_id, "the patient wants no more")
    house.clock.set(datetime(2026, 3, 30, 9, tzinfo=MADRID))
    site = house.station.site.model_copy(update={"language": language, "contact": contact})
    station = replace(house.station, site=site)
    known = facts(station, bag_id).model_copy(update={"copy_number": 2})
    return follow_up_pdf(follow_up_sheet(station, known))


def test_the_sheet_says_whose_it_is_from_when_it_counts_and_every_month(house: House) -> None:
    first, second = words_on(drawn(house))
    assert "Follow-up calendar" in first
    assert "Núñez Etxeberria, María del Carmen" in first
    assert "For 48 months after 25 Mar 2026, the last infusion day of course 1." in first
    assert "throw this one away" in first
    # by hand: month 1 on 25 April 2026, 24 on 25 March 2028, 48 on 25 March 2030
    for month in (
        "1 25 Apr 2026",
        "24 25 Mar 2028 smear test",
    ):
        assert month in first
    assert "MRI" not in first  # her treatment before was not natalizumab
    assert "25 25 Apr 2028" in second
    assert "48 25 Mar 2030 smear test" in second
    for note in (
        "Blood and urine: blood count, kidney function, biochemistry, protein in the urine.",
        "Symptom checklist: the list on your patient card. One yes is enough: call at once.",
    ):
        assert note in second
    assert "Copy 2 · audit " in first
    assert "page 2 of 2" in second


def test_a_patient_finds_whom_to_call_or_a_line_to_write_it_on(house: House) -> None:
    assert "Call: Neurología, 943 000 000" in words_on(drawn(house, contact="Neurología, 943 000 000"))[1]


def test_without_a_contact_there_is_a_line_to_write_it_on() -> None:
    assert "Call: name and telephone" in words_on(follow_up_pdf(FOLLOW_UP))[1]


@pytest.mark.parametrize("language", Language)
def test_48_months_and_the_longest_name_fit_on_two_pages(language: Language) -> None:
    full = FOLLOW_UP.model_copy(update={"language": language, "patient_name": LONGEST, "call": "9" * 40})
    assert len(PdfReader(BytesIO(follow_up_pdf(full))).pages) == 2


@pytest.mark.parametrize("language", Language)
def test_days_are_at_least_13_points_and_everything_else_a_patient_needs_10(language: Language) -> None:
    pdf = follow_up_pdf(FOLLOW_UP.model_copy(update={"language": language}))
    for page in range(2):
        sizes = sizes_on(pdf, page)
        assert {size for words, size in sizes.items() if words.endswith((" 2026", " 2028", " 2029"))} <= {
            13.0
        }
        small = {words for words, size in sizes.items() if size < 10}
        # the foot: where it comes from, which nobody works by
        assert all(words.startswith(FOOT) for words in small), small


def test_there_is_a_box_for_each_thing_that_is_due_and_for_nothing_else() -> None:
    one = FOLLOW_UP.model_copy(
        update={
            "rows": (
                FollowUpRow(
                    month=12,
                    due=date(2027, 3, 29),
                    tests=True,
                    thyroid=False,
                    checklist=True,
                    more=(text("smear test"), text("MRI of the brain")),
                ),
            )
        }
    )
    content = PdfReader(BytesIO(follow_up_pdf(one))).pages[0].get_contents()
    assert content is not None
    drawn = re.findall(r"([\d.]+) ([\d.]+) re\b", content.get_data().decode("latin-1"))
    side = BOX * 72 / 25.4
    lines = [size for size in drawn if any(abs(float(length) - side) < 0.01 for length in size)]
    # each box has two lines across and two up and down
    assert len(lines) == 4 * 4


def test_the_same_calendar_is_the_same_file_and_says_what_it_is() -> None:
    assert follow_up_pdf(FOLLOW_UP) == follow_up_pdf(FOLLOW_UP)
    reader = PdfReader(BytesIO(follow_up_pdf(FOLLOW_UP)))
    assert reader.metadata
    assert reader.metadata.title == "Follow-up calendar 00482913"
