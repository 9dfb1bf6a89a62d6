"""Bars and squares as they come out of a printer: whole dots, nothing grey, quiet around them."""

import pytest

from labels.bag_label import bag_label_pdf
from labels.barcodes import checked, datamatrix, gs1_128
from labels.layout import Dots
from tests.labels.rasters import pages, runs
from tests.labels.samples import CODE, LABEL

# 7 dots at 203 dpi are 0.876 mm, 10 at 300 are 0.847; 3 at 203 are 0.375 mm, 4 at 300 are 0.339.
MODULES = pytest.mark.parametrize(("dpi", "square", "bar"), [(203, 7, 3), (300, 10, 4)])


@MODULES
def test_every_bar_is_a_whole_number_of_modules_and_every_module_of_dots(
    dpi: int, square: int, bar: int
) -> None:
    (image,) = pages(bag_label_pdf(LABEL, dpi), dpi)
    low = image.height - round(3 * dpi / 25.4)
    bars = runs(image, low, 0, round(77 * dpi / 25.4))
    quiet, *inner, _after = bars
    assert all(dots % bar == 0 for _, dots in inner)
    # Start, FNC1, five pairs of digits, the change of code set, 5, FNC1, 9, 2, B, 1, 7 and the check symbol
    # are 11 modules each, the stop is 13.
    assert sum(dots for _, dots in inner) == (16 * 11 + 13) * bar
    assert quiet == (False, round(4 * dpi / 25.4))
    _before, *inner, _after = runs(image, low, round(78 * dpi / 25.4), image.width)
    assert all(dots % square == 0 for _, dots in inner)
    lowest = round(68.4 * dpi / 25.4) - 3
    _before, solid, _after = runs(image, lowest, round(78 * dpi / 25.4), image.width)
    assert solid == (True, 16 * square)


@MODULES
def test_the_quiet_zones_are_empty(dpi: int, square: int, bar: int) -> None:
    (image,) = pages(bag_label_pdf(LABEL, dpi), dpi)
    low = image.height - round(3 * dpi / 25.4)
    (_, before), *_bars, (dark, after) = runs(image, low, 0, round(80 * dpi / 25.4))
    assert not dark
    assert before >= 10 * bar
    assert after >= 10 * bar
    # The symbol ends at 96 mm and 68.4 mm: a module around it, and a dot for rounding, must be white.
    right, below = round(96 * dpi / 25.4), round(68.4 * dpi / 25.4)
    side = 16 * square
    for edge in (
        (right - side - square + 1, below - side - square + 1, right + square - 1, below - side - 1),
        (right - side - square + 1, below + 1, right + square - 1, below + square - 1),
        (right - side - square + 1, below - side, right - side - 1, below),
        (right + 1, below - side, right + square - 1, below),
    ):
        assert min(image.crop(edge).tobytes()) > 250


def test_the_data_matrix_has_its_finder_and_its_clock() -> None:
    # ISO/IEC 16022: solid on the left and below, alternating above and on the right.
    rows = datamatrix(checked(CODE), Dots(203)).rows
    assert {row[0] for row in rows} == {"1"}
    assert rows[-1] == "1" * 16
    assert rows[0] == "10" * 8
    assert "".join(row[-1] for row in rows) == "01" * 8


def test_a_linear_code_starts_with_start_c_and_fnc1_and_ends_with_stop() -> None:
    # ISO/IEC 15417: Start C 11010011100, FNC1 11110101110, Stop 1100011101011.
    (modules,) = gs1_128(checked(CODE), Dots(203), height=8).rows
    assert modules.startswith("11010011100" + "11110101110")
    assert modules.endswith("1100011101011")


def test_the_code_is_the_same_every_time_it_is_drawn() -> None:
    assert gs1_128(checked(CODE), Dots(203), height=8) == gs1_128(checked(CODE), Dots(203), height=8)
    assert datamatrix(checked(CODE), Dots(300)) == datamatrix(checked(CODE), Dots(300))
