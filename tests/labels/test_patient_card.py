"""The patient's card: two sides of four panels, letters to read, and nothing that is not known."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from labels.compose_card import patient_card
from labels.content import CardCourse, CardDay
from labels.patient_card import card_pdf
from labels.printers.raster import rasters
from pharmacy.clock import SetClock
from pharmacy.language import Language, text, verbatim
from pharmacy.service import bench
from pharmacy.service.bags import bags_of_patient
from pharmacy.service.documents import facts
from samples import SCENARIOS
from tests.conftest import MADRID, PATIENT, TECHNICIAN, House
from tests.labels.rasters import pages
from tests.labels.reading_back import sizes_on, words_on
from tests.labels.samples import CARD
from tui.house import open_station
from tui.rehearsal import rehearse

SMALL_PRINT = ("Farmacia", "Copy 1", "Source:", "Copia 1", "Fuente:")
"""How what no patient needs begins: the pharmacy, copy and audit, the source."""


def drawn(
    house: House, bag_id: str, language: Language = Language.ENGLISH, contact: str | None = None
) -> bytes:
    """The card of a bag's patient as it is printed."""
    site = house.station.site.model_copy(update={"language": language, "contact": contact})
    station = replace(house.station, site=site)
    known = facts(station, bag_id).model_copy(update={"copy_number": 1})
    return card_pdf(patient_card(station, known))


def test_the_card_says_whose_it_is_what_was_prepared_what_to_watch_for_and_until_when(house: House) -> None:
    bags = house.order()
    house.verify(bags[0])
    bag_id = house.bag(bags[0]).id
    while house.bag(bag_id).step is not None:
        house.do(bag_id)
    outside, inside = words_on(drawn(house, bag_id))
    for said in (
        "Patient card alemtuzumab (LEMTRADA) Núñez Etxeberria, María del Carmen",
        "Record 00482913 · born 14 Feb 1984",
        f"Course 1 1 25 Mar 2026 12 mg {bag_id} given 2 26 Mar 2026 12 mg not prepared yet given",
        "5 29 Mar 2026 12 mg not prepared yet given",
        "The bags that the pharmacy prepared, and what was given. On an empty line the nurse writes it.",
        "Call at once if you notice any of the signs listed inside: name telephone",
    ):
        assert said in outside
    # The last day is 29 March 2026: 48 months, 4 years, 4 months, 1 month and 6 months later.
    for said in (
        "What to watch for Go through this list every month.",
        "Bleeding from the nose, mouth or gums, or when you cough",
        "Passing less urine, blood in the urine, or dark urine",
        # 28 days from 25 March, both counted.
        "Take aciclovir 200 mg every 12 h 21 Apr 2026 Through that day, against herpes",
        "Blood and urine tests 29 Mar 2030 Tests every month, thyroid every 3 months, for 48 months",
        "Women: smear test for papillomavirus 29 Mar 2030 Test every year, for 4 years after the last dose",
        "Women: contraception, no breastfeeding 29 Jul 2026 For 4 months after the last infusion",
        "No raw or undercooked meat or fish, no unpasteurised milk or cheese",
        "29 Apr 2026 At least until then: ask your doctor. Before another course, from 2 weeks before it.",
        (
            "No live vaccines 29 Sep 2026 At least until then, and until your doctor says that your "
            "CD4+ cells are above 200 per µL"
        ),
        "Counted from 29 Mar 2026, the last infusion day of course 1 as it is planned.",
    ):
        assert said in inside


def test_a_bag_that_was_lost_was_not_prepared(house: House) -> None:
    bag_id = house.released()
    bench.discard(house.station, TECHNICIAN, bag_id, "leaks")
    outside, _ = words_on(drawn(house, bag_id))
    assert "1 25 Mar 2026 12 mg not prepared yet given" in outside
    assert bag_id not in outside


@pytest.mark.parametrize(
    ("day", "said"),
    [
        # 12 mg in 101.2 mL; 2.5 and 5 mL, and 15 mL/h for 10 min 10 s
        ("reaction-grade-4.jsonl", "1 25 Mar 2026 12 mg 26-000001-5 stopped at 1.19 mg 2 26 Mar"),
        ("good-course-day.jsonl", "1 25 Mar 2026 12 mg 26-000001-5 given 12 mg 2 26 Mar"),
        ("two-nurses.jsonl", "1 25 Mar 2026 12 mg 26-000001-5 given 2 26 Mar"),
    ],
)
def test_the_card_says_what_was_given_once_an_infusion_has_ended(day: str, said: str, tmp_path: Path) -> None:
    evening = datetime(2026, 3, 25, 21, 0, tzinfo=MADRID)
    for outcome in rehearse(SCENARIOS / day, evening, db=str(tmp_path / "day.db")):
        assert outcome.as_expected
    station = open_station(str(tmp_path / "day.db"), SetClock(evening))
    with station.database.reading() as connection:
        bag_id = bags_of_patient(connection, PATIENT)[0].id
    outside, _ = words_on(card_pdf(patient_card(station, facts(station, bag_id))))
    station.database.close()
    assert said in outside


@pytest.mark.parametrize("language", Language)
def test_fourteen_days_that_were_stopped_fit_as_well(language: Language) -> None:
    stopped = CARD.courses[0].days[0].model_copy(update={"given": "10.08 mg", "stopped": True})
    courses = tuple(
        CardCourse(number=number, days=(stopped,) * days) for number, days in enumerate((5, 3, 3, 3), start=1)
    )
    outside, _ = words_on(card_pdf(CARD.model_copy(update={"language": language, "courses": courses})))
    assert outside.count("10.08 mg") == 14


def test_a_course_before_that_is_not_recorded_here_is_said(house: House) -> None:
    bag_id = house.order(number=2, previous_end=date(2025, 1, 10))[0]
    outside, _ = words_on(drawn(house, bag_id))
    assert "Course 1 ended on 10 Jan 2025; it is not recorded here." in outside


def test_whom_to_call_comes_from_the_site_file_where_it_says_so(house: House) -> None:
    outside, _ = words_on(drawn(house, house.order()[0], contact="Hospital de día, 943 000 000"))
    assert "Hospital de día, 943 000 000" in outside
    assert "telephone" not in outside


@pytest.mark.parametrize("language", Language)
def test_what_a_patient_reads_is_at_least_11_points(house: House, language: Language) -> None:
    pdf = drawn(house, house.order()[0], language)
    for page in range(2):
        small = {words for words, size in sizes_on(pdf, page).items() if size < 11}
        assert all(words.startswith(SMALL_PRINT) for words in small), small


@pytest.mark.parametrize("language", Language)
def test_four_courses_and_the_longest_name_fit(language: Language) -> None:
    days = [5, 3, 3, 3]
    full = CARD.model_copy(
        update={
            "language": language,
            "patient_name": "Fernández de Córdoba y Martínez-Bordiú, María de los Ángeles Inmaculada "
            "Concepción",
            "courses": tuple(
                CardCourse(
                    number=number,
                    days=tuple(
                        CardDay(day=day, on=date(2025 + number, 9, 20 + day), dose="12 mg", bag=bag)
                        for day in range(1, count + 1)
                    ),
                )
                for number, count in enumerate(days, start=1)
                for bag in [text("not prepared yet") if number == 4 else verbatim("26-000123-5")]
            ),
        }
    )
    outside, _ = words_on(card_pdf(full))
    assert outside.count("12 mg") == 14


def test_the_card_is_looked_at_across_and_goes_through_a_printer_upright() -> None:
    reader = PdfReader(BytesIO(card_pdf(CARD)))
    assert len(reader.pages) == 2
    for page in reader.pages:
        assert (page.rotation, page.mediabox.width < page.mediabox.height) == (90, True)
    # A4 at 100 dots an inch: 210 and 297 mm are 827 and 1170 dots
    assert {(page.width, page.height) for page in rasters(card_pdf(CARD), 100)} == {(827, 1170)}
    assert {page.size for page in pages(card_pdf(CARD), 100)} == {(1170, 827)}


def test_the_same_card_is_the_same_file_and_says_whose_it_is() -> None:
    assert card_pdf(CARD) == card_pdf(CARD)
    reader = PdfReader(BytesIO(card_pdf(CARD)))
    assert reader.metadata
    assert reader.metadata.title == "Patient card 00482913"
    assert reader.metadata.author == "Farmacia, Hospital de la Sierra"
