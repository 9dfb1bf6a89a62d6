"""The bag's and the cover's label: what they say, that it fits, and that scanners read it."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from labels.bag_label import bag_label_pdf
from labels.content import BagLabel, Piece
from labels.layout import LabelOverflow
from pharmacy.errors import Code, Refusal
from pharmacy.language import Language
from tests.labels.rasters import pages, scanned, scanned_by_another
from tests.labels.samples import CODE, LABEL

LONG_NAME = "Fernández de Córdoba y Martínez-Bordiú, María de los Ángeles"
LONGER_NAME = "Fernández-Villaverde Gutiérrez de la Concepción, María del Carmen Inmaculada"
"""A name that somebody may well have, and that two lines do not hold."""
LONGEST_LOT = "ABCDEFGHJKLMNPQRSTUV"
"""GS1 lets a lot have 20 characters."""


def label(**changes: object) -> BagLabel:
    return LABEL.model_copy(update=changes)


def corner(image: Image.Image, dpi: int) -> Image.Image:
    """Where a scanner is pointed: the lower right 22 mm."""
    side = round(22 * dpi / 25.4)
    return image.crop((image.width - side, image.height - side, image.width, image.height))


def words_on(pdf: bytes) -> str:
    return PdfReader(BytesIO(pdf)).pages[0].extract_text()


COVER = label(piece=Piece.COVER, code="91260001235\x1d92C13")
TWO_CLOCKS = label(
    start_before=datetime(2026, 3, 25, 11, 35, tzinfo=UTC),
    finish_before=datetime(2026, 3, 25, 16, 41, tzinfo=UTC),
)
EVERYTHING_LONG = TWO_CLOCKS.model_copy(
    update={
        "piece": Piece.COVER,
        "patient_name": LONG_NAME,
        "vial_lot": LONGEST_LOT,
        "diluent_lot": LONGEST_LOT[::-1],
        "prepared_by": "María Inmaculada Rodríguez de la Fuente",
        "pharmacy": "Servicio de Farmacia, Hospital Universitario de la Sierra",
    }
)
SUMMER_ENDS = label(
    mixed_at=datetime(2026, 10, 24, 22, 30, tzinfo=UTC),
    start_before=datetime(2026, 10, 25, 6, 30, tzinfo=UTC),
)
ALL = pytest.mark.parametrize(
    "content",
    [
        LABEL,
        COVER,
        TWO_CLOCKS,
        label(patient_name=LONG_NAME),
        TWO_CLOCKS.model_copy(update={"piece": Piece.COVER, "patient_name": LONGER_NAME}),
        EVERYTHING_LONG,
        SUMMER_ENDS,
    ],
    ids=[
        "plain",
        "cover",
        "two clocks",
        "two lines of name",
        "three lines of name",
        "everything long",
        "summer time ends",
    ],
)
PRINTERS = pytest.mark.parametrize("dpi", [203, 300])


@ALL
@PRINTERS
def test_both_codes_say_the_same_to_two_makes_of_scanner(content: BagLabel, dpi: int) -> None:
    (image,) = pages(bag_label_pdf(content, dpi), dpi)
    assert scanned(image) == {
        "Data Matrix": ("GS1", "]d2", content.code),
        "Code 128": ("GS1", "]C1", content.code),
    }
    assert scanned_by_another(corner(image, dpi)) == b"\x1d" + content.code.encode()


@pytest.mark.parametrize("code", ["9126000123X\x1d92B17", "91269999997\x1d92CAR", "9126000000A\x1d92BZ*"])
def test_later_copies_and_letters_as_check_characters_are_read_back_too(code: str) -> None:
    (image,) = pages(bag_label_pdf(label(code=code)), 203)
    assert {found[2] for found in scanned(image).values()} == {code}
    assert scanned_by_another(corner(image, 203)) == b"\x1d" + code.encode()


@pytest.mark.parametrize(("dpi", "size"), [(203, (799, 559)), (300, (1181, 826))])
def test_a_page_is_a_whole_number_of_printer_dots(dpi: int, size: tuple[int, int]) -> None:
    # 100 × 70 mm are 799.2 × 559.4 dots at 203 dpi, 1181.1 × 826.8 at 300.
    (image,) = pages(bag_label_pdf(LABEL, dpi), dpi)
    assert image.size == size


def test_the_label_says_who_what_and_until_when() -> None:
    words = words_on(bag_label_pdf(LABEL))
    for said in (
        "Núñez Etxeberria, María del Carmen",
        "Record 00482913 · born 14 Feb 1984",
        "Neurología, H. de día",
        "alemtuzumab",
        "12 mg",
        "LEMTRADA",
        "in 100 mL sodium chloride 0.9 %",
        "0.119 mg/mL",
        "INTRAVENOUS INFUSION ONLY",
        "course 1 · day 3 of 5",
        "25 Mar 2026",
        "17:41",
        "mixed 09:41",
        "Keep at 2–8 °C, protected from light. Do not shake or freeze.",
        "Prime the line with this solution, not with saline.",
        "vial L77F2 exp 31 Dec 2027",
        "NaCl 0.9 % B4471 exp 31 Aug 2027",
        "prepared by T. Ruiz",
        "checked by",
        "Farmacia, Hospital de la Sierra",
        "Bag 26-000123-5",
        "copy 1 · audit 418:9f2ac01b77e1d340",
    ):
        assert said in words
    assert "START\nBEFORE" in words
    assert "FINISH" not in words
    assert "COVER" not in words


def test_a_cover_label_says_the_same_and_that_it_is_the_covers() -> None:
    cover = words_on(bag_label_pdf(COVER))
    assert "COVER" in cover
    assert set(words_on(bag_label_pdf(LABEL)).split()) <= set(cover.split())


def test_the_time_to_finish_stands_there_when_policy_sets_one() -> None:
    words = words_on(bag_label_pdf(TWO_CLOCKS))
    assert "12:35" in words
    assert "FINISH BEFORE" in words
    assert "17:41" in words


def test_times_carry_their_offset_when_the_clocks_change_in_the_bags_life() -> None:
    # Mixed 22:30 UTC = 00:30 summer time; 8 h later it is 06:30 UTC = 07:30 winter time.
    words = words_on(bag_label_pdf(SUMMER_ENDS))
    assert "mixed 00:30 +02:00" in words
    assert "07:30" in words
    assert "+01:00" in words
    assert "+0" not in words_on(bag_label_pdf(LABEL))


def test_a_name_too_long_for_one_line_stands_on_two_of_the_same_size() -> None:
    words = words_on(bag_label_pdf(label(patient_name=LONG_NAME)))
    assert "Fernández de Córdoba y Martínez-Bordiú,\nMaría de los Ángeles" in words


def test_a_name_too_long_for_two_lines_stands_on_three_of_the_same_size() -> None:
    words = words_on(bag_label_pdf(label(patient_name=LONGER_NAME)))
    assert "Fernández-Villaverde Gutiérrez de la\nConcepción, María del Carmen\nInmaculada" in words


def test_patient_drug_dose_and_start_before_are_at_least_12_points_high() -> None:
    sizes: dict[str, float] = {}

    def note(said: str, _matrix: object, text_matrix: list[float], _font: object, size: float) -> None:
        sizes[said.strip()] = size * text_matrix[3]

    PdfReader(BytesIO(bag_label_pdf(TWO_CLOCKS))).pages[0].extract_text(visitor_text=note)
    for said in ("alemtuzumab", "12 mg", "START", "BEFORE", "25 Mar 2026", "12:35", "FINISH BEFORE", "17:41"):
        assert sizes[said] >= 12, said
    assert sizes["Núñez Etxeberria, María del Carmen"] >= 12
    assert sizes["12:35"] == max(sizes.values())


def test_a_name_too_long_for_three_lines_is_refused_not_shrunk_or_cut_in_these_words() -> None:
    name = (
        "Fernández de Córdoba y Martínez-Bordiú de las Altas Torres de Santa Coloma, "
        "María de los Ángeles Inmaculada Josefa Wenceslada"
    )
    with pytest.raises(LabelOverflow) as refused:
        bag_label_pdf(label(patient_name=name))
    assert refused.value.code is Code.LABEL_OVERFLOW
    assert refused.value.lines() == [
        "Too long for its place on the paper: the patient's name.",
        "expected: at most 92 + 92 + 92 mm at 13 pt, lines: 3",
        f"got: “{name}”, lines: 4",
        (
            f"what now: Nothing is shrunk or cut. “{name.removesuffix(' Wenceslada')}” would fit: "
            "leave out or abbreviate whole words, as on the wristband."
        ),
    ]


@pytest.mark.parametrize("field", ["ward", "record_number", "brand", "pharmacy", "concentration", "dose"])
def test_no_text_runs_into_its_neighbour_or_off_the_label(field: str) -> None:
    with pytest.raises(LabelOverflow):
        bag_label_pdf(label(**{field: "W" * 60}))


@pytest.mark.parametrize(
    "code",
    [
        "",
        "26-000123-5",
        "91260001235\x1d92B17\x1d",
        " 91260001235",
        "91ñ60001235",
        "17269999",
        "91260001235\x1d\x1d92B17",
    ],
)
def test_a_code_that_scanners_would_not_read_as_meant_is_refused(code: str) -> None:
    with pytest.raises(Refusal) as refused:
        bag_label_pdf(label(code=code))
    assert refused.value.code is Code.BAD_CODE
    assert refused.value.lines()[0] == "This cannot be written as a barcode."


def test_a_code_too_wide_for_the_label_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        bag_label_pdf(label(code=CODE + "\x1d93" + "A" * 30))
    assert refused.value.code is Code.LABEL_OVERFLOW
    assert refused.value.lines()[0] == "Too much for one page: the linear barcode."


def test_the_same_content_gives_the_same_bytes() -> None:
    assert bag_label_pdf(LABEL) == bag_label_pdf(label())
    assert bag_label_pdf(LABEL) != bag_label_pdf(label(copy_number=2))


def test_fonts_are_embedded_and_the_document_says_what_it_is() -> None:
    document = PdfReader(BytesIO(bag_label_pdf(LABEL)))
    page: Any = document.pages[0]
    root: Any = document.trailer["/Root"]
    fonts = page["/Resources"]["/Font"].values()
    assert len(fonts) == 2
    assert all("/FontFile2" in font.get_object()["/FontDescriptor"] for font in fonts)
    assert document.metadata is not None
    assert document.metadata.title == "Label of bag 26-000123-5, copy 1"
    assert document.metadata.author == "Farmacia, Hospital de la Sierra"
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/PrintScaling"] == "/None"
    cover = PdfReader(BytesIO(bag_label_pdf(COVER.model_copy(update={"language": Language.SPANISH}))))
    assert cover.metadata is not None
    assert cover.metadata.title == "Etiqueta de la funda de la bolsa 26-000123-5, copia 1"
    root = cover.trailer["/Root"]
    assert root["/Lang"] == "es"


def test_the_widest_days_and_times_fit() -> None:
    for month in range(1, 13):
        for day in (20, 26, 28):
            moment = datetime(2026, month, day, 23, 0, tzinfo=UTC)
            bag_label_pdf(label(zone="UTC", start_before=moment, finish_before=moment))
    midnight = datetime(2026, 5, 30, 0, 0, tzinfo=UTC)
    bag_label_pdf(label(zone="UTC", start_before=midnight, finish_before=midnight))


def test_days_are_those_of_the_site_not_of_utc() -> None:
    evening = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    words = words_on(bag_label_pdf(label(start_before=evening, mixed_at=evening)))
    assert "2 Jul 2026" in words
    assert "00:30" in words
