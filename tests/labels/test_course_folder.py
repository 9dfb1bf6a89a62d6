"""The course folder: all documents of a course in one file, and what is not there with its reason."""

from dataclasses import replace
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from labels.archive import archived
from labels.compose_folder import course_folder
from labels.course_folder import folder_pdf
from pharmacy.language import Language
from pharmacy.preparation import Step
from pharmacy.service import bench, orders
from pharmacy.service.documents import facts
from tests.conftest import PHARMACIST, TECHNICIAN, House
from tests.labels.reading_back import words_on


def drawn(house: House, bag_id: str, language: Language = Language.ENGLISH) -> bytes:
    """The folder of a bag's course as it is printed, copy 3."""
    station = replace(house.station, site=house.station.site.model_copy(update={"language": language}))
    known = facts(station, bag_id).model_copy(update={"copy_number": 3})
    return archived(folder_pdf(course_folder(station, known)))


def outline(
    reader: PdfReader, entries: list[Any] | None = None, level: int = 0
) -> list[tuple[int, str, str]]:
    """Level, title and page label of each bookmark."""
    found: list[tuple[int, str, str]] = []
    for entry in reader.outline if entries is None else entries:
        if isinstance(entry, list):
            found += outline(reader, entry, level + 1)
        else:
            number = reader.get_destination_page_number(entry)
            assert number is not None
            found.append((level, str(entry.title), reader.page_labels[number]))
    return found


def one_released(house: House) -> tuple[str, ...]:
    """A course of which the first bag is released and the second verified."""
    bags = house.order()
    house.verify(bags[0])
    while house.bag(bags[0]).step is not None:
        house.do(bags[0])
    house.verify(bags[1])
    return bags


def test_bookmarks_lead_to_each_day_and_document_by_the_labels_of_pages(house: House) -> None:
    reader = PdfReader(BytesIO(drawn(house, one_released(house)[0])))
    assert outline(reader) == [
        (0, "Contents", "0-1"),
        (0, "Day 1 · 25 Mar 2026", "1-1"),
        (1, "Premedication orders", "1-1"),
        (1, "Priming and infusion", "1-2"),
        (1, "Preparation record", "1-4"),
        (0, "Day 2 · 26 Mar 2026", "2-1"),
        (1, "Premedication orders", "2-1"),
        (1, "Preparation record", "2-2"),
        (0, "Patient", "6-1"),
        (1, "Patient card", "6-1"),
        (1, "Timeline of a course", "6-3"),
    ]
    assert reader.page_labels == [
        "0-1",
        "0-2",
        "1-1",
        "1-2",
        "1-3",
        "1-4",
        "1-5",
        "2-1",
        "2-2",
        "6-1",
        "6-2",
        "6-3",
    ]


def test_the_first_pages_list_what_is_there_and_why_the_rest_is_not(house: House) -> None:
    bags = one_released(house)
    first = " ".join(words_on(drawn(house, bags[0]))[:2])
    for said in (
        "Course folder COPY FOR THE FILE course 1 · 5 days",
        "Day 1 · 25 Mar 2026 1-1 Premedication orders 1-2 Priming and infusion 1-4 Preparation record",
        (
            "Priming and infusion: not there An infusion sheet exists only for a mixed bag. "
            f"(bag {bags[1]}, verified)"
        ),
        "Premedication orders: not there Sheets exist only for a verified order. (NOT VERIFIED)",
        (
            "Preparation record: not there Nothing has happened with this bag that could be recorded. "
            f"(bag {bags[4]}, NOT VERIFIED)"
        ),
        "Patient 6-1 Patient card",
        "6-3 Timeline of a course",
    ):
        assert said in first


def test_every_page_is_marked_as_a_copy_for_the_file_with_the_folder_s_number(house: House) -> None:
    pages = words_on(drawn(house, one_released(house)[0]))
    assert len(pages) == 12
    *sheets, outside, _, timeline = pages
    for words in (*sheets, outside, timeline):
        assert "COPY FOR THE FILE" in words
        assert "n the course folder, copy 3 · audit " in words  # In, or in
    assert "page 2 of 2 · folder 1-3" in sheets[4]
    assert "page 1 of 1 · folder 6-3" in timeline


def test_a_day_of_which_a_bag_was_lost_has_both_bags_in_the_folder(house: House) -> None:
    bag_id = house.prepared_to(Step.COVER)
    bench.discard(house.station, TECHNICIAN, bag_id, "leaks")
    again = orders.replace_bag(house.station, PHARMACIST, bag_id, "the day goes on").id
    house.verify(again)
    found = outline(PdfReader(BytesIO(drawn(house, again))))
    assert [title for level, title, _ in found if level == 1] == [
        f"Preparation record, bag {bag_id}",
        f"Premedication orders, bag {again}",
        f"Preparation record, bag {again}",
        "Patient card",
        "Timeline of a course",
    ]


def test_a_bag_out_of_time_keeps_its_sheets_for_the_file(house: House) -> None:
    bags = one_released(house)
    house.later(days=1)
    assert (1, "Priming and infusion", "1-2") in outline(PdfReader(BytesIO(drawn(house, bags[0]))))


def test_the_same_folder_is_the_same_file_in_either_language(house: House) -> None:
    bags = one_released(house)
    for language in Language:
        assert drawn(house, bags[0], language) == drawn(house, bags[0], language)
    reader = PdfReader(BytesIO(drawn(house, bags[0], Language.SPANISH)))
    assert outline(reader)[:2] == [(0, "Contenido", "0-1"), (0, "Día 1 · 25 mar 2026", "1-1")]
    assert reader.metadata
    assert reader.metadata.title == f"Carpeta del ciclo {bags[0]}"
    assert str(reader.root_object["/Lang"]) == "es"
