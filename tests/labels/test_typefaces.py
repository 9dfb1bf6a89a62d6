"""Names in every alphabet: printed whole and right, or refused in words."""

import subprocess
import sys
import unicodedata
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader

from labels.bag_label import bag_label_pdf
from labels.infusion_sheet import infusion_pdf
from labels.premedication_sheet import premedication_pdf
from labels.typefaces import Face, Typeface, font, typeface_for
from pharmacy.errors import Code, Refusal
from pharmacy.language import Language
from tests.labels.samples import INFUSION, LABEL, PREMEDICATION

IN_THE_LABEL_FONT = [
    "Núñez Etxeberria, María del Carmen",
    "Ibáñez i Sociats, Mª Àngels",
    "Gürses Ağaoğlu, Şeyma",
    "Łukaszewicz-Żółć, Świętosława",
    "Þórðardóttir, Ægir",
    "Dvořáková, Růžena",
    "Kovačević, Đorđe",
    "Ștefănescu, Ruță",
    "Šķēle, Ģirts",
    "O’Neill-Müßig, Jürgen",
]
IN_THE_FALLBACK = [
    "Παπαδόπουλος-Χατζηιωάννου, Ελευθερία",
    "Щербакова-Ёлкина, Владимира",
    "Ґалаґан, Їжакевич Є.",
    "Ђорђевић, Љубица Његошева",
    "Nguyễn Thị Phượng, Đặng Ưu",
    "İnönü, Çağrı",
    "Əliyeva, Günəş",
    "Llŷr ap Gŵyn, Siân",
    "Ŋandeŋ, Nyaŋ",
    "Sant Marceŀlí, Núria",
]
WHICH_WAY = pytest.mark.parametrize(
    ("name", "typeface"),
    [(name, Typeface.ATKINSON) for name in IN_THE_LABEL_FONT]
    + [(name, Typeface.FIRA) for name in IN_THE_FALLBACK],
)


def label_of(name: str) -> bytes:
    return bag_label_pdf(LABEL.model_copy(update={"patient_name": name}))


def read_by_pypdf(pdf: bytes) -> str:
    return PdfReader(BytesIO(pdf)).pages[0].extract_text()


def read_by_pdfium(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return str(document[0].get_textpage().get_text_range())
    finally:
        document.close()


def fonts_by_text(pdf: bytes) -> dict[str, str]:
    """Each text of the first page, and the name of the font it is set in."""
    said: dict[str, str] = {}

    def note(words: str, _matrix: object, _place: object, of: Any, _size: float) -> None:
        if words.strip():
            said[words.strip()] = str(of["/BaseFont"]).partition("+")[2] if of else ""

    PdfReader(BytesIO(pdf)).pages[0].extract_text(visitor_text=note)
    return said


@WHICH_WAY
def test_a_name_printed_is_the_name_that_two_readers_find_on_the_label(name: str, typeface: Typeface) -> None:
    pdf = label_of(name)
    for read in (read_by_pypdf, read_by_pdfium):
        assert name in " ".join(read(pdf).split()), read.__name__
    assert typeface_for(name) is typeface


@WHICH_WAY
def test_a_decomposed_name_prints_as_the_composed_one(name: str, typeface: Typeface) -> None:
    assert label_of(unicodedata.normalize("NFD", name)) == label_of(name)


@pytest.mark.parametrize("draw", [premedication_pdf, infusion_pdf], ids=["premedication", "infusion"])
def test_the_sheets_print_them_too(draw: Any) -> None:
    content = PREMEDICATION if draw is premedication_pdf else INFUSION
    for name in IN_THE_FALLBACK:
        pdf = draw(content.model_copy(update={"patient_name": name}))
        assert name in " ".join(read_by_pypdf(pdf).split())


def test_a_name_on_two_lines_is_in_one_typeface_even_where_one_line_would_do_without() -> None:
    name = "Fernández de Córdoba y Martínez-Bordiú, Ευαγγελία"
    fonts = fonts_by_text(label_of(name))
    assert fonts["Fernández de Córdoba y Martínez-Bordiú,"] == "FiraSans-Bold"
    assert fonts["Ευαγγελία"] == "FiraSans-Bold"


def test_what_the_label_font_can_print_stays_in_it() -> None:
    fonts = fonts_by_text(label_of("Щербакова, Анна"))
    assert fonts["Щербакова, Анна"] == "FiraSans-Bold"
    assert {name.partition("-")[0] for said, name in fonts.items() if said != "Щербакова, Анна"} == {
        "AtkinsonHyperlegible"
    }


def test_the_content_names_what_is_set_in_the_other_typeface() -> None:
    greek = LABEL.model_copy(update={"patient_name": "Παπαδόπουλος, Άρης", "ward": "Νευρολογία"})
    assert str(greek.in_other_typeface) == "Fira Sans: Παπαδόπουλος, Άρης; Νευρολογία"
    assert LABEL.in_other_typeface is None


def test_both_weights_of_a_typeface_have_the_same_characters() -> None:
    for typeface in Typeface:
        regular, bold = (set(font(typeface, face).face.charToGlyph) for face in Face)
        assert regular == bold


def test_the_fallback_has_all_that_the_label_font_has() -> None:
    label, fallback = (set(font(typeface, Face.BOLD).face.charToGlyph) for typeface in Typeface)
    assert label <= fallback


def test_the_fallback_is_not_read_where_it_is_not_needed() -> None:
    program = (
        "import sys; read = []\n"
        "sys.addaudithook(lambda event, args: read.append(str(args[0])) if event == 'open' else None)\n"
        "from labels.bag_label import bag_label_pdf; from tests.labels.samples import LABEL\n"
        "bag_label_pdf(LABEL); bag_label_pdf(LABEL)\n"
        "print(sum('AtkinsonHyperlegible-' in name for name in read), sum('FiraSans-' in n for n in read))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["2", "0"]


# what cannot be printed


REFUSED_RIGHT_TO_LEFT = (
    "Writing from right to left cannot be printed: the patient's name.",
    "expected: Latin, Greek or Cyrillic letters, digits and punctuation",
    "got: “{character}” in “{name}”",
    (
        "what now: How its letters join, and their order, cannot be guaranteed on paper. "
        "Write it in Latin letters, as the patient's wristband does, and print again."
    ),
)
REFUSED_MISSING = (
    "A character cannot be printed: the patient's name.",
    "expected: Latin, Greek or Cyrillic letters, digits and punctuation",
    "got: “{character}” in “{name}”",
    "what now: Write it in Latin letters, as the patient's wristband does, and print again.",
)
REFUSED_UNSEEN = (
    "There is a character that nobody could see: the patient's name.",
    "expected: letters, digits, punctuation and plain spaces",
    "got: {character} after “{name}”",
    "what now: Delete it where it was entered, or type the text again by hand.",
)
REFUSED_ACCENT = (
    "An accent would be printed in the wrong place: the patient's name.",
    "expected: accents only on the letters that are written with them",
    "got: {character} after “{name}”",
    "what now: Write the letter without it, as the patient's wristband does, and print again.",
)
REFUSED_ALIKE = (
    "A letter looks like another one: the patient's name.",
    "expected: each word in the letters of one alphabet",
    "got: “{character}, in “{name}”",
    "what now: Type the word again on one keyboard, and print again.",
)


def refusal_of(name: str) -> list[str]:
    with pytest.raises(Refusal) as refused:
        label_of(name)
    assert refused.value.code is Code.NO_GLYPH
    assert refused.value.bad_input
    for field in ("ward", "pharmacy", "prepared_by"):
        with pytest.raises(Refusal) as elsewhere:
            bag_label_pdf(LABEL.model_copy(update={field: name}))
        assert elsewhere.value.code is Code.NO_GLYPH
    return refused.value.lines()


@pytest.mark.parametrize(
    ("name", "words", "character"),
    [
        ("محمد, علي", REFUSED_RIGHT_TO_LEFT, "م"),
        ("כהן, שרה", REFUSED_RIGHT_TO_LEFT, "כ"),
        ("陈, 伟", REFUSED_MISSING, "陈"),
        ("김민준", REFUSED_MISSING, "김"),
        ("Núñez \N{PILE OF POO}", REFUSED_MISSING, "\N{PILE OF POO}"),
        ("ჯავახიშვილი", REFUSED_MISSING, "ჯ"),
    ],
)
def test_what_neither_typeface_has_is_refused_with_the_character_shown(
    name: str, words: tuple[str, ...], character: str
) -> None:
    assert refusal_of(name) == [line.format(character=character, name=name) for line in words]


@pytest.mark.parametrize(
    ("before", "after", "words", "character"),
    [
        ("Núñez", "Ibarra", REFUSED_UNSEEN, "U+200B ZERO WIDTH SPACE"),
        ("Núñez", " Ibarra", REFUSED_UNSEEN, "U+200D ZERO WIDTH JOINER"),
        ("", "Núñez", REFUSED_UNSEEN, "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("Núñez", "Ibarra", REFUSED_UNSEEN, "U+00A0 NO-BREAK SPACE"),
        ("Nú", "ñez", REFUSED_UNSEEN, "U+00AD SOFT HYPHEN"),
        ("Núñez", "Ibarra", REFUSED_UNSEEN, "U+000A"),
        ("Núñez", "", REFUSED_UNSEEN, "U+0007"),
        ("Núñez", "", REFUSED_UNSEEN, "U+FFFF"),
        ("Núñez", "", REFUSED_UNSEEN, "U+E000"),
        ("Adébáyò Ọlá ẹ", "", REFUSED_ACCENT, "U+0301 COMBINING ACUTE ACCENT"),
        ("Щерба", "кова", REFUSED_ACCENT, "U+0301 COMBINING ACUTE ACCENT"),
    ],
)
def test_what_nobody_would_see_and_an_accent_out_of_place_are_named_by_number(
    before: str, after: str, words: tuple[str, ...], character: str
) -> None:
    name = before + chr(int(character[2:6], 16)) + after
    assert refusal_of(name) == [line.format(character=character, name=before) for line in words]


@pytest.mark.parametrize(
    ("name", "character"),
    [
        # The second letter is Cyrillic, the first is Greek, the third Latin.
        ("Nоvák, Jan", "о”, CYRILLIC SMALL LETTER O"),
        ("Αndersson, Eva", "n”, LATIN SMALL LETTER N"),
        ("Ивaнов", "a”, LATIN SMALL LETTER A"),
        ("Griﬁth, Ann", "ﬁ”, LATIN SMALL LIGATURE FI"),
        ("Núñez ǃ", "ǃ”, LATIN LETTER RETROFLEX CLICK"),
        ("Weiſs, Ann", "ſ”, LATIN SMALL LETTER LONG S"),
    ],
)
def test_a_letter_that_passes_for_another_is_refused(name: str, character: str) -> None:
    assert refusal_of(name) == [line.format(character=character, name=name) for line in REFUSED_ALIKE]


def test_the_refusals_are_said_in_spanish_too() -> None:
    with pytest.raises(Refusal) as refused:
        label_of("محمد, علي")
    assert refused.value.lines(Language.SPANISH)[0] == (
        "La escritura de derecha a izquierda no se puede imprimir: el nombre del paciente."
    )
