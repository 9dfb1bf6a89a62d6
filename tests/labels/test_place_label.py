"""The label of a place: its name from afar, its code for every scanner."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from labels.content import PlaceLabel
from labels.layout import LabelOverflow
from labels.place_label import place_label_pdf
from pharmacy.errors import Code, Refusal
from pharmacy.language import Language
from pharmacy.places import KIND_NAMES, Place
from pharmacy.scans import PlaceScan, read_scan
from pharmacy.site import load_site
from samples import HOSPITAL
from tests.labels.rasters import pages, runs, scanned, scanned_by_another
from tests.labels.reading_back import sizes_on, words_on

FRIDGE = PlaceLabel(
    language=Language.ENGLISH,
    hospital="Hospital San Telmo (fictional)",
    key="FR2",
    name="fridge 2",
    kind=KIND_NAMES[Place.REFRIGERATOR],
)
LONGEST_KEY = "WARDWEST-4BX"
LONGEST = PlaceLabel(
    language=Language.SPANISH,
    hospital="Complejo Hospitalario Universitario Nuestra Señora de la Luz",
    key=LONGEST_KEY,
    name="Nevera de Neurología",
    kind=KIND_NAMES[Place.UNDER_WAY],
)
"""As long as a site file lets everything be: 60, 12 and 20 characters."""
GREEK = FRIDGE.model_copy(update={"name": "ψυγείο 2", "key": "B"})
SITE = load_site(HOSPITAL / "hospital.toml")


@pytest.mark.parametrize("content", [FRIDGE, LONGEST, GREEK], ids=["plain", "longest", "Greek"])
@pytest.mark.parametrize("dpi", [203, 300])
def test_both_codes_say_the_place_to_two_makes_of_scanner(content: PlaceLabel, dpi: int) -> None:
    (image,) = pages(place_label_pdf(content, dpi), dpi)
    code = f"93{content.key}"
    assert scanned(image) == {"Data Matrix": ("GS1", "]d2", code), "Code 128": ("GS1", "]C1", code)}
    beside = round(70 * dpi / 25.4), round(32 * dpi / 25.4), image.width, round(55 * dpi / 25.4)
    assert scanned_by_another(image.crop(beside)) == b"\x1d" + code.encode()


def test_what_a_scanner_sends_for_either_code_is_the_place() -> None:
    (image,) = pages(place_label_pdf(LONGEST), 203)
    for _, prefix, code in scanned(image).values():
        assert read_scan(prefix + code, SITE) == PlaceScan(key=LONGEST_KEY)


# 7 dots at 203 dpi are 0.876 mm, 10 at 300 are 0.847; 3 at 203 are 0.375 mm, 4 at 300 are 0.339.
@pytest.mark.parametrize(("dpi", "square", "bar"), [(203, 7, 3), (300, 10, 4)])
def test_every_module_is_a_whole_number_of_dots_with_quiet_around_it(dpi: int, square: int, bar: int) -> None:
    (image,) = pages(place_label_pdf(LONGEST, dpi), dpi)
    quiet, *bars, after = runs(image, round(60 * dpi / 25.4), 0, image.width)
    assert all(dots % bar == 0 for _, dots in bars)
    # Start, FNC1, 93, 12 letters and how they are coded, check: 11 modules each; stop: 13.
    assert sum(dots for _, dots in bars) == (17 * 11 + 13) * bar
    assert not quiet[0]
    assert not after[0]
    assert min(quiet[1], after[1]) >= 10 * bar
    foot = round(53 * dpi / 25.4) - 3
    before, solid, behind = runs(image, foot, round(78 * dpi / 25.4), image.width)
    assert solid == (True, 18 * square)
    assert min(before[1], behind[1]) >= square


@pytest.mark.parametrize(("dpi", "size"), [(203, (799, 559)), (300, (1181, 826))])
def test_a_page_is_a_whole_number_of_printer_dots(dpi: int, size: tuple[int, int]) -> None:
    (image,) = pages(place_label_pdf(FRIDGE, dpi), dpi)
    assert image.size == size


@pytest.mark.parametrize(
    ("language", "kinds"),
    [
        (Language.ENGLISH, ["bench", "refrigerator", "transport box", "ward"]),
        (Language.SPANISH, ["mesa de preparación", "nevera", "caja de transporte", "planta"]),
    ],
)
def test_the_label_says_what_it_is_and_whose_in_the_site_s_language(
    language: Language, kinds: list[str]
) -> None:
    for place, kind in zip(Place, kinds, strict=True):
        content = LONGEST.model_copy(update={"language": language, "kind": KIND_NAMES[place]})
        (words,) = words_on(place_label_pdf(content))
        for said in (kind, "Nevera de Neurología", LONGEST_KEY, "Universitario Nuestra Señora de la Luz"):
            assert said in words


def test_the_name_is_the_largest_of_all_and_is_never_shrunk() -> None:
    for content in (FRIDGE, LONGEST):
        sizes = sizes_on(place_label_pdf(content), 0)
        assert sizes["fridge 2" if content is FRIDGE else "Neurología"] == 34 == max(sizes.values())


def test_a_name_of_one_word_too_wide_for_the_label_is_refused_in_these_words() -> None:
    with pytest.raises(LabelOverflow) as refused:
        place_label_pdf(FRIDGE.model_copy(update={"name": "Medikamentenkühlraum"}))
    assert refused.value.lines() == [
        "Too long for its place on the paper: the place's name.",
        "expected: at most 92 + 92 mm at 34 pt, lines: 2",
        "got: “Medikamentenkühlraum”, 137 mm",
        (
            "what now: Nothing is shrunk or cut. “…” would fit: leave out or abbreviate whole words, as on "
            "the wristband."
        ),
    ]


def test_letters_that_no_font_has_are_refused() -> None:
    with pytest.raises(Refusal) as refused:
        place_label_pdf(FRIDGE.model_copy(update={"name": "冷蔵庫"}))
    assert refused.value.code is Code.NO_GLYPH


def test_what_is_no_key_gets_no_label() -> None:
    with pytest.raises(ValueError, match="no place has the key 'fr2'"):
        place_label_pdf(FRIDGE.model_copy(update={"key": "fr2"}))


def test_the_same_place_gives_the_same_bytes_and_the_document_says_what_it_is() -> None:
    pdf = place_label_pdf(FRIDGE)
    assert pdf == place_label_pdf(FRIDGE.model_copy())
    said = PdfReader(BytesIO(pdf)).metadata
    assert said is not None
    assert (said.title, said.author) == ("Label of the place FR2", "Hospital San Telmo (fictional)")
