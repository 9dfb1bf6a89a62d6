"""The timeline on paper: one page that reads without colour, the same bytes for the same content."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from labels.compose_timeline import timeline_sheet
from labels.content import Document, TimelineSheet
from labels.layout import Paper
from labels.shapes import bracketed, hatched, solid, striped
from labels.timeline_sheet import timeline_pdf
from labels.timeline_words import cited_short
from pharmacy.language import Language, text, verbatim
from pharmacy.readiness import Workup
from pharmacy.service import workups
from pharmacy.service.documents import facts
from pharmacy.timeline import Timeline
from tests.conftest import PATIENT, PHYSICIAN, House, pin_of
from tests.labels.rasters import pages
from tests.labels.reading_back import sizes_on, words_on
from tests.labels.samples import LABEL
from tests.pharmacy.test_timeline import MUCH, READY, WITH_JC, drawn

LONGEST = "Fernández de Córdoba y Martínez-Bordiú, María de los Ángeles Inmaculada Concepción"
MANY = MUCH | {
    "vaccines": MUCH["vaccines"] | {"papillomavirus": {"doses": ["2025-09-10", "2025-11-10", "2026-03-10"]}}
}
"""More than any patient is likely to have."""


def sheet(
    picture: Timeline, language: Language = Language.ENGLISH, name: str = LABEL.patient_name
) -> TimelineSheet:
    """As it is printed, under the bag of the other samples."""
    return TimelineSheet(
        **LABEL.model_dump(include=set(Document.model_fields) - {"language", "patient_name"}),
        language=language,
        patient_name=name,
        picture=picture,
        days=len(picture.infusions),
        bag_id=LABEL.bag_id,
        protocol=verbatim("consensus-2019 1"),
    )


def test_the_page_says_whose_course_it_is_and_all_that_is_drawn() -> None:
    (page,) = words_on(timeline_pdf(sheet(drawn(previous_treatments=WITH_JC, vaccines=READY["vaccines"]))))
    for words in (
        "Timeline of a course course 1 · 5 days Núñez Etxeberria, María del Carmen",
        "Record 00482913 · born 14 Feb 1984",
        "Copy 1 · audit 418:9f2ac01b77e1d340",
        "By time alone from 30 Mar 2026: washout: natalizumab.",
        "natalizumab",
        "Last dose 5 Jan 2026. Course from 30 Mar 2026.",
        "Chest X-ray",
        "1000 mg 1000 mg 500 mg 250 mg 250 mg",
        "to 3 May 2026",
        "MRI with gadolinium",
        "3 Oct 2026, 3 Apr 2027, to look for PML.",
        "Every month, 3 May 2026 to 3 Apr 2030.",
        "the course waits",
        "today 20 Mar 2026",
        "Infusion days as planned, the rest by what was entered up to 20 Mar 2026 · Source: consensus-2019 1",
    ):
        assert words in page


def test_in_spanish_days_doses_and_shapes_are_named() -> None:
    pdf = timeline_pdf(sheet(drawn(previous_treatments=WITH_JC), Language.SPANISH))
    (page,) = words_on(pdf)
    for words in (
        "Cronograma de un ciclo ciclo 1 · 5 días",
        "Última dosis el 5 ene 2026. Ciclo desde el 30 mar 2026.",
        "metilprednisolona",
        "Anticoncepción, sin lactancia",
        "hoy, 20 mar 2026",
        "el ciclo espera",
    ):
        assert words in page


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("picture", [drawn(previous_treatments=WITH_JC), drawn(), drawn(sex="male")])
def test_it_is_one_page_whatever_the_name(picture: Timeline, language: Language) -> None:
    assert len(words_on(timeline_pdf(sheet(picture, language, LONGEST)))) == 1


def test_a_patient_of_whom_nothing_is_known_has_two_pages_at_most() -> None:
    first, end = date(2028, 2, 28), date(2027, 2, 24)
    picture = drawn(first, 2, end, Workup(previous_course_end=end), date(2028, 2, 1))
    assert len(words_on(timeline_pdf(sheet(picture, name=LONGEST)))) <= 2


@pytest.mark.parametrize("language", Language)
def test_what_one_page_does_not_hold_goes_on_with_the_same_scales(language: Language) -> None:
    picture = drawn(workup=Workup.model_validate(MANY))
    found = words_on(timeline_pdf(sheet(picture, language, LONGEST)))
    assert len(found) == 2
    whole = " ".join(found)
    after = text("Blood and urine").in_(language), text("aciclovir").in_(language)
    assert all(name in found[1] and name not in found[0] for name in after)
    for lane in picture.lanes:
        assert lane.name.in_(language) in whole
    assert all("−18" in page and "Fernández de Córdoba" in page for page in found)


def test_a_treatment_that_somebody_typed_is_printed_however_it_is_called() -> None:
    name = "ocrelizumab, then ofatumumab, in a trial \N{RIGHTWARDS ARROW} open label"
    picture = drawn(previous_treatments=[{"drug": "other", "name": name, "last_dose": "2026-01-05"}])
    (page,) = words_on(timeline_pdf(sheet(picture)))
    assert "ocrelizumab, then ofatumumab, in a trial" in page
    assert "the source gives no waiting time" in page


@pytest.mark.parametrize("language", Language)
def test_nothing_is_smaller_than_seven_points_and_a_half(language: Language) -> None:
    sizes = sizes_on(timeline_pdf(sheet(drawn(previous_treatments=WITH_JC), language)), 0)
    assert min(sizes.values()) == 7.5
    # Only labels within the picture, which stand in words beside it; sources and scales have 8 points.
    for words in ("Fig. 3 · R17", "R15", "R12", "2030"):
        assert {size for found, size in sizes.items() if found.strip() == words} == {8}


@pytest.mark.parametrize("language", Language)
def test_every_line_has_its_source_beside_it_or_under_it(language: Language) -> None:
    picture = drawn(workup=Workup.model_validate(MANY))
    whole = " ".join(words_on(timeline_pdf(sheet(picture, language, LONGEST))))
    cited = Counter(cited_short(lane.source).in_(language) for lane in picture.lanes)
    assert all(whole.count(source) >= times for source, times in cited.items())


def test_the_same_timeline_is_the_same_file() -> None:
    content = sheet(drawn(previous_treatments=WITH_JC))
    assert timeline_pdf(content) == timeline_pdf(content)
    reader = PdfReader(BytesIO(timeline_pdf(content)))
    assert reader.metadata
    assert reader.metadata.title == "Timeline of a course 26-000123-5"
    assert [page.rotation for page in reader.pages] == [90]


def test_bars_can_be_told_apart_by_a_printer_that_knows_only_black() -> None:
    def black(draw: Callable[[Paper, float, float, float, float], None]) -> float:
        """The share of a bar of 20 × 2.6 mm that is black at 300 dots an inch."""
        paper = Paper(40, 20, title="", pharmacy="", language=Language.ENGLISH)
        draw(paper, 10, 10, 20, 2.6)
        (page,) = pages(paper.pdf(), 300)
        box = page.crop(
            (round(10 / 25.4 * 300), round(10 / 25.4 * 300), round(30 / 25.4 * 300), round(12.6 / 25.4 * 300))
        )
        return sum(box.point(lambda grey: grey < 128).histogram()[1:]) / (box.width * box.height)

    full, hatch, stripes, bracket = (black(draw) for draw in (solid, hatched, striped, bracketed))
    assert full > 0.95
    assert 0.3 < hatch < 0.6
    assert 0.1 < stripes < 0.28
    assert bracket < stripes


def test_on_the_infusion_days_only_what_is_given_then_or_kept_to_is_drawn() -> None:
    (page,) = pages(timeline_pdf(sheet(drawn(previous_treatments=WITH_JC))), 150)
    assert page.size == (1754, 1241)
    # Along the third infusion day, a little beside its middle: 155.5 mm and half of 69, and 4 mm.
    x = round(194 / 25.4 * 150)
    column = [page.getpixel((x, y)) for y in range(page.height)]
    black = "".join("#" if isinstance(grey, int) and grey < 40 else "." for grey in column)
    # The head of the scale, the infusion (4 mm) and aciclovir (2.6 mm); boxes have thin sides only.
    assert [round(len(run) / 150 * 25.4, 1) for run in black.split(".") if len(run) > 8] == [4.7, 4.1, 2.7]


def test_the_sheet_of_a_bag_says_what_was_decided_against(house: House) -> None:
    bag_id = house.order()[0]
    workups.record_workup(house.station, PHYSICIAN, PATIENT, {"chest_x_ray": None})
    with_it = timeline_pdf(timeline_sheet(house.station, facts(house.station, bag_id)))
    assert "Decided against" not in words_on(with_it)[0]
    assert "Other points not met or not known: 1." in words_on(with_it)[0]
    workups.decide_readiness(
        house.station, PHYSICIAN, bag_id, "chest-x-ray", reason="seen on a CT", pin=pin_of(PHYSICIAN)
    )
    (page,) = words_on(timeline_pdf(timeline_sheet(house.station, facts(house.station, bag_id))))
    assert "Decided against: 1." in page
    assert "Other points not met" not in page


def test_the_sheet_of_a_bag_is_of_its_course_and_by_what_was_entered(house: House) -> None:
    first, *_, last = house.order()
    content = timeline_sheet(house.station, facts(house.station, first))
    assert content.picture.course == 1
    assert content.picture == timeline_sheet(house.station, facts(house.station, last)).picture
    assert [day.isoformat() for day in content.picture.infusions[::4]] == ["2026-03-25", "2026-03-29"]
    spanish = replace(
        house.station, site=house.station.site.model_copy(update={"language": Language.SPANISH})
    )
    (page,) = words_on(timeline_pdf(timeline_sheet(spanish, facts(spanish, first))))
    assert "Cronograma de un ciclo" in page
