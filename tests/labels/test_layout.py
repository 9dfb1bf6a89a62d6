"""Text on paper: it fits, it wraps by rule, or it is refused."""

import pytest

from labels.layout import Align, Dots, LabelOverflow, Paper, Style, name_lines, wrapped
from labels.typefaces import Face
from pharmacy.errors import Code, Refusal
from pharmacy.language import Language, text

FIELD = text("the note of an order")
STYLE = Style(10)


def paper() -> Paper:
    return Paper(100, 70, title="a test", pharmacy="Farmacia", language=Language.SPANISH)


def lines_of(words: str, *widths: float) -> list[str]:
    return wrapped(words, STYLE, widths, FIELD)[1]


def test_a_length_is_the_nearest_whole_number_of_dots() -> None:
    # 203 dots an inch are 7.992 a millimetre: 10 mm are 79.92.
    assert Dots(203).nearest(10) == 80
    assert Dots(203).within(10) == 79
    assert Dots(300).nearest(10) == 118


def test_a_digit_is_as_wide_as_the_typeface_says() -> None:
    # The zero of Atkinson Hyperlegible Regular is 648/1000 wide; 10 pt are 3.5278 mm.
    assert Style(10).width("0") == pytest.approx(2.286, abs=0.001)
    assert Style(10).capital == pytest.approx(2.357, abs=0.001)


def test_words_wrap_and_none_is_lost() -> None:
    words = "Every 12 h, until 20 Apr 2026. Alternative: valaciclovir 500 mg once a day."
    _, lines = wrapped(words, STYLE, [50, 50, 50], FIELD)
    assert " ".join(lines) == words
    assert all(STYLE.width(line) <= 50 for line in lines)


def test_a_number_is_never_parted_from_its_unit() -> None:
    words = "valaciclovir 500 mg"
    room = STYLE.width("valaciclovir 500") + 0.1
    assert lines_of(words, room, room) == ["valaciclovir", "500 mg"]


def test_a_text_that_just_fits_is_taken_and_a_hair_more_is_refused() -> None:
    width = STYLE.width("methylprednisolone")
    assert lines_of("methylprednisolone", width) == ["methylprednisolone"]
    with pytest.raises(LabelOverflow):
        wrapped("methylprednisolone", STYLE, [width - 0.01], FIELD)


def test_an_overflow_names_the_field_the_width_and_what_fits() -> None:
    with pytest.raises(LabelOverflow) as refused:
        paper().write("Neurología, hospital de día", 0, 10, STYLE, text("the ward"), width=20)
    assert refused.value.lines() == [
        "Too long for its place on the paper: the ward.",
        "expected: at most 20 mm at 10 pt, lines: 1",
        "got: “Neurología, hospital de día”, 42 mm",
        (
            "what now: Nothing is shrunk or cut. “Neurología,” would fit: leave out or abbreviate whole "
            "words, as on the wristband."
        ),
    ]


def test_a_missing_glyph_is_refused_wherever_it_stands() -> None:
    with pytest.raises(Refusal) as refused:
        paper().paragraph("Notes, 第二 line", 0, 10, STYLE, FIELD, width=50)
    assert refused.value.code is Code.NO_GLYPH


def test_a_name_breaks_between_family_and_given_names_if_both_fit() -> None:
    name, style = "Núñez Etxeberria, María del Carmen", Style(13, Face.BOLD)
    assert name_lines(name, style, (92, 92))[1] == [name]
    assert name_lines(name, style, (66, 92))[1] == ["Núñez Etxeberria,", "María del Carmen"]


def test_a_name_breaks_between_words_if_its_family_names_alone_are_too_long() -> None:
    _, lines = name_lines("Fernández de Córdoba y Martínez-Bordiú, Ana", Style(13, Face.BOLD), (66, 92))
    assert lines == ["Fernández de Córdoba y", "Martínez-Bordiú, Ana"]


def test_text_to_the_right_ends_where_it_should() -> None:
    taken = paper().write("12 mg", 96, 10, STYLE, FIELD, width=50, align=Align.RIGHT)
    assert taken == pytest.approx(STYLE.width("12 mg"))
