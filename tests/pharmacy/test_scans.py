"""What a scanner sends is read exactly, or refused with a reason: never guessed, never repaired.

GTINs and the GSRN are of 952, GS1's prefix for demonstrations, their check digits worked out by hand;
the Spanish national code 000000 belongs to nothing.
"""

import io
from datetime import date
from pathlib import Path

import pytest
import zxingcpp
from barcode.codex import Gs1_128
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from pystrich.datamatrix import DataMatrixData, DataMatrixEncoder
from pystrich.gs1 import GS1Fixed, GS1Variable

from pharmacy.errors import Code, Refusal
from pharmacy.language import Text
from pharmacy.scans import (
    BadgeScan,
    BagScan,
    DiluentScan,
    PlaceScan,
    Scan,
    UnreadableScan,
    VialScan,
    WristbandScan,
    describe,
    read_scan,
)
from pharmacy.scans.unreadable import visible
from pharmacy.site import load_site

SITE = load_site(Path(__file__).parents[2] / "samples" / "hospital.toml")
GS = "\x1d"
VIAL_GTIN = "09520001000010"
DILUENT_GTIN = "09520001000027"
VIAL_CODE = f"01{VIAL_GTIN}1727123110L77F2{GS}217H2K9"
DILUENT_CODE = f"01{DILUENT_GTIN}1728063010N4410"
BAG_CODE = f"91260001235{GS}92B17"
GSRN = "952000000000001238"

VIAL = VialScan(gtin=VIAL_GTIN, serial="7H2K9", lot="L77F2", expiry=date(2027, 12, 31))
DILUENT = DiluentScan(gtin=DILUENT_GTIN, lot="N4410", expiry=date(2028, 6, 30))
BAG_LABEL = BagScan(bag_id="26-000123-5", piece="B", copy_number=1)


def reason(raw: str) -> str:
    """Why a scan is refused; fails where it is not."""
    with pytest.raises(UnreadableScan) as refused:
        read_scan(raw, SITE)
    error = refused.value
    assert isinstance(error, Refusal)
    assert error.code is Code.UNREADABLE
    assert error.bad_input
    assert (error.raw, error.field) == (raw, "scan")
    assert isinstance(error.advice, Text)
    return str(error.reason)


# What is read


@pytest.mark.parametrize("prefix", ["", "]d2", "]C1", "]d1", "]Q3", "]e0"])
@pytest.mark.parametrize("ending", ["", "\r", "\n", "\t", "\r\n", "\t\r\n", "\n\n\n"])
def test_prefix_and_ending_make_no_difference(prefix: str, ending: str) -> None:
    assert read_scan(prefix + VIAL_CODE + ending, SITE) == VIAL
    assert read_scan(prefix + DILUENT_CODE + ending, SITE) == DILUENT
    assert read_scan(prefix + BAG_CODE + ending, SITE) == BAG_LABEL


@pytest.mark.parametrize(
    "code",
    [
        f"01{VIAL_GTIN}217H2K9{GS}1727123110L77F2",
        f"01{VIAL_GTIN}217H2K9{GS}10L77F2{GS}17271231",
        f"217H2K9{GS}10L77F2{GS}17271231{GS}01{VIAL_GTIN}",
        f"{GS}{VIAL_CODE}{GS}",
    ],
)
def test_the_order_of_the_fields_makes_no_difference(code: str) -> None:
    assert read_scan(code, SITE) == VIAL


def test_day_00_is_the_last_day_of_the_month() -> None:
    for digits, day in (
        ("270200", date(2027, 2, 28)),
        ("280200", date(2028, 2, 29)),
        ("271200", date(2027, 12, 31)),
    ):
        assert read_scan(VIAL_CODE.replace("271231", digits), SITE) == VIAL.model_copy(update={"expiry": day})


def test_a_date_of_the_last_century_is_not_taken_for_one_to_come() -> None:
    scan = read_scan(VIAL_CODE.replace("271231", "991231"), SITE)
    assert isinstance(scan, VialScan)
    assert scan.expiry == date(1999, 12, 31)


def test_the_national_code_is_read_beside_the_gtin_and_inside_it() -> None:
    assert read_scan(f"{VIAL_CODE}{GS}7120000000", SITE) == VIAL.model_copy(
        update={"national_code": "0000000"}
    )
    assert read_scan(f"{VIAL_CODE}{GS}7145440987", SITE) == VIAL.model_copy(
        update={"national_code": "5440987"}
    )
    both = read_scan(f"{VIAL_CODE}{GS}7145440987{GS}7120000000", SITE)
    assert both == VIAL.model_copy(update={"national_code": "0000000"})
    inside = read_scan(VIAL_CODE.replace(VIAL_GTIN, "08470000000003"), SITE)
    assert inside == VIAL.model_copy(update={"gtin": "08470000000003", "national_code": "000000"})


def test_small_letters_are_believed_where_a_prefix_proves_that_caps_lock_is_off() -> None:
    assert read_scan("]d2" + VIAL_CODE.replace("7H2K9", "7h2k9"), SITE) == VIAL.model_copy(
        update={"serial": "7h2k9"}
    )


def test_a_diluent_with_21_in_its_short_lot_is_still_a_diluent() -> None:
    assert read_scan(DILUENT_CODE.replace("N4410", "24213012"), SITE) == DILUENT.model_copy(
        update={"lot": "24213012"}
    )


def test_a_cover_label_is_told_from_the_bag_label() -> None:
    assert read_scan(f"]d291260001235{GS}92CCI", SITE) == BagScan(
        bag_id="26-000123-5", piece="C", copy_number=12
    )


def test_a_typed_bag_number_is_marked_as_typed() -> None:
    assert read_scan("26-000123-5", SITE) == BagScan(
        bag_id="26-000123-5", piece=None, copy_number=None, typed=True
    )


@pytest.mark.parametrize("prefix", ["", "]C0", "]A0", "]Q1", "]d1"])
def test_badges_and_wristbands_are_read_as_the_site_writes_them_whatever_their_symbology(prefix: str) -> None:
    assert read_scan(prefix + "ST0042", SITE) == BadgeScan(badge="0042")
    assert read_scan(prefix + "NHC00012345", SITE) == WristbandScan(record_number="00012345")


def test_a_wristband_may_carry_a_gs1_service_number() -> None:
    assert read_scan(f"]d28018{GSRN}", SITE) == WristbandScan(gsrn=GSRN)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (VIAL_CODE, "a vial, serial 7H2K9, lot L77F2"),
        (DILUENT_CODE, "a diluent, lot N4410"),
        (BAG_CODE, "the bag label of bag 26-000123-5"),
        (f"91260001235{GS}92C21", "the cover label of bag 26-000123-5"),
        ("26-000123-5", "the typed number of bag 26-000123-5"),
        ("NHC00012345", "a patient's wristband"),
        ("ST0042", "a staff badge"),
    ],
)
def test_what_was_scanned_is_said_in_plain_words(raw: str, words: str) -> None:
    assert str(describe(read_scan(raw, SITE))) == words


# Symbols made and read by other programs


def seen_by_a_scanner(image: Image.Image) -> str:
    """What zxing-cpp reads, sent as a scanner sends it: symbology identifier, data, carriage return."""
    (found,) = zxingcpp.read_barcodes(image)
    return f"{found.symbology_identifier}{found.bytes.decode('ascii')}\r"


def data_matrix(*fields: GS1Fixed | GS1Variable) -> Image.Image:
    return Image.open(io.BytesIO(DataMatrixEncoder(DataMatrixData.gs1(*fields)).get_imagedata(6)))


def gs1_128(value: str) -> Image.Image:
    modules = Gs1_128(value.replace(GS, Gs1_128.FNC1_CHAR)).build()[0]
    image = Image.new("L", (3 * len(modules) + 120, 200), 255)
    bars = ImageDraw.Draw(image)
    for place, module in enumerate(modules):
        if module == "1":
            bars.rectangle((60 + 3 * place, 20, 62 + 3 * place, 180), fill=0)
    return image


def test_a_vials_data_matrix_is_read() -> None:
    symbol = data_matrix(
        GS1Fixed("01", VIAL_GTIN),
        GS1Variable("21", "7H2K9"),
        GS1Variable("10", "L77F2"),
        GS1Fixed("17", "271231"),
    )
    raw = seen_by_a_scanner(symbol)
    assert raw == f"]d201{VIAL_GTIN}217H2K9{GS}10L77F2{GS}17271231\r"
    assert read_scan(raw, SITE) == VIAL


def test_our_own_labels_are_read_from_both_of_their_codes() -> None:
    square = seen_by_a_scanner(data_matrix(GS1Variable("91", "260001235"), GS1Variable("92", "B17")))
    linear = seen_by_a_scanner(gs1_128(BAG_CODE))
    assert (square[:3], linear[:3]) == ("]d2", "]C1")
    assert read_scan(square, SITE) == read_scan(linear, SITE) == BAG_LABEL


def test_a_diluents_linear_code_is_read() -> None:
    assert read_scan(seen_by_a_scanner(gs1_128(DILUENT_CODE)), SITE) == DILUENT


@pytest.mark.parametrize(
    "symbology",
    [zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.Code39, zxingcpp.BarcodeFormat.QRCode],
)
def test_a_badge_is_read_from_any_symbology(symbology: zxingcpp.BarcodeFormat) -> None:
    image = Image.fromarray(
        zxingcpp.write_barcode_to_image(zxingcpp.create_barcode("ST0042", symbology), scale=3)
    )
    assert read_scan(seen_by_a_scanner(image), SITE) == BadgeScan(badge="0042")


def test_the_linear_product_code_of_a_pack_is_named_and_refused() -> None:
    ean = zxingcpp.create_barcode(VIAL_GTIN[1:], zxingcpp.BarcodeFormat.EAN13)
    raw = seen_by_a_scanner(Image.fromarray(zxingcpp.write_barcode_to_image(ean, scale=3)))
    assert raw == "]E09520001000010\r"
    assert reason(raw) == "This is the linear product code: it carries no serial, no lot and no expiry."


# What is refused


@pytest.mark.parametrize("raw", ["", "\r\n", "\t", " ", GS, "   \r"])
def test_nothing_is_no_scan(raw: str) -> None:
    assert reason(raw) == "Nothing was read."


def test_a_text_longer_than_any_code_is_refused() -> None:
    assert reason("0" * 129) == "The text is too long: 129 characters, and no code has more than 128."
    assert reason(VIAL_CODE * 1000).startswith("The text is too long")


@pytest.mark.parametrize("raw", ["]", "]d", "]d2", "]C1\r"])
def test_a_prefix_alone_is_only_the_beginning_of_a_scan(raw: str) -> None:
    assert reason(raw) == "Only the beginning of a scan arrived: the symbology prefix, and nothing after it."


def test_a_wrong_check_digit_is_refused() -> None:
    assert reason(VIAL_CODE.replace(VIAL_GTIN, "09520001000011")) == (
        "The check digit of the number 09520001000011 is wrong: a digit was misread."
    )
    assert reason(DILUENT_CODE.replace(DILUENT_GTIN, "09520001000028")).startswith("The check digit")
    assert reason("8018952000000000001230").startswith("The check digit")
    wrong_bag = "The last digit of the bag number does not fit the others: one of them is wrong."
    assert reason(f"91260001234{GS}92B17") == wrong_bag
    assert reason("26-000123-4") == wrong_bag


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        (f"01{VIAL_GTIN}17271231217H2K9", "lot (10)"),
        (f"01{VIAL_GTIN}10L77F2{GS}217H2K9", "expiry date (17)"),
        (f"1727123110L77F2{GS}217H2K9", "product number (01)"),
        (f"{DILUENT_CODE}{GS}7120000000", "serial number (21)"),
        (f"01{DILUENT_GTIN}17280630", "lot (10)"),
        ("91260001235", "piece and copy (92)"),
        ("92B17", "bag number (91)"),
    ],
)
def test_a_missing_field_is_named(raw: str, field: str) -> None:
    assert reason(raw) == (
        f"The field {field} is missing: only part of the code was read, or a separator was lost."
    )


@pytest.mark.parametrize(
    ("raw", "holder", "value", "lost"),
    [
        (VIAL_CODE, "lot (10)", "L77F2217H2K9", "serial number (21)"),
        (f"01{VIAL_GTIN}17271231217H2K9{GS}10L77F2", "serial number (21)", "7H2K910L77F2", "lot (10)"),
        (f"01{VIAL_GTIN}217H2K9{GS}10L1{GS}17271231", "serial number (21)", "7H2K910L117271231", "lot (10)"),
        (f"01{DILUENT_GTIN}10N4410{GS}17280630", "lot (10)", "N441017280630", "expiry date (17)"),
        (BAG_CODE, "bag number (91)", "26000123592B17", "piece and copy (92)"),
    ],
)
def test_a_lost_separator_is_noticed(raw: str, holder: str, value: str, lost: str) -> None:
    assert reason(raw.replace(GS, "")) == (
        f"A separator is lost: the field {holder} reads “{value}” and seems to hold the field {lost} too."
    )


def test_a_field_that_swallowed_more_than_fits_is_noticed() -> None:
    assert reason(VIAL_CODE.replace("L77F2" + GS, "L77F2000000000000000")) == (
        "A separator is lost: the field lot (10) is longer than such a field can be."
    )
    lost_712 = VIAL_CODE.replace("7H2K9", "7H2K97120000000")
    assert reason(lost_712) == (
        "A separator is lost: the field serial number (21) reads “7H2K97120000000” "
        "and seems to hold the field national number (712) too."
    )


def test_a_lost_separator_says_what_to_do() -> None:
    with pytest.raises(UnreadableScan) as refused:
        read_scan(VIAL_CODE.replace(GS, ""), SITE)
    assert refused.value.lines() == [
        "This scan cannot be used.",
        "expected: the whole code of a vial, a diluent, a bag, a place, a wristband or a badge",
        (
            "got: A separator is lost: the field lot (10) reads “L77F2217H2K9” and seems to hold the field "
            "serial number (21) too. (read: 01095200010000101727123110L77F2217H2K9)"
        ),
        (
            "what now: Scan the whole 2-D code again. If it happens again, have the scanner set to send the "
            "separator GS (ASCII 29) after each field."
        ),
    ]


@pytest.mark.parametrize(
    "seen",
    [
        "<GS>",
        "<gs>",
        "{GS}",
        "[GS]",
        "(GS)",
        "^]",
        "␝",
        "|",
        "~",
        "#",
        "@",
        "^",
        "\\x1d",
        "%1D",
        "<FNC1>",
        "{1D}",
    ],
)
def test_a_separator_replaced_by_something_visible_is_named(seen: str) -> None:
    assert reason("]d2" + VIAL_CODE.replace(GS, seen)) == f"Where the separator GS belongs there is “{seen}”."
    assert reason(VIAL_CODE.replace(GS, seen)) == f"Where the separator GS belongs there is “{seen}”."


def test_a_separator_replaced_by_a_space_is_named() -> None:
    assert reason(VIAL_CODE.replace(GS, " ")) == "Where the separator GS belongs there is a space."


def test_caps_lock_is_noticed() -> None:
    assert reason("]D2" + VIAL_CODE.swapcase()) == (
        "Caps lock is on: the symbology prefix arrived as ]D2 and should be ]d2."
    )
    assert reason("]c1" + BAG_CODE.swapcase()) == (
        "Caps lock is on: the symbology prefix arrived as ]c1 and should be ]C1."
    )
    small = "The letters are small ones: caps lock is probably on."
    assert reason(VIAL_CODE.swapcase()) == small
    assert reason(DILUENT_CODE.swapcase()) == small
    assert reason(BAG_CODE.swapcase()) == small
    reversed_ = "Capitals and small letters are the other way round: caps lock is probably on."
    assert reason("st0042") == reversed_
    assert reason("nhc00012345") == reversed_
    assert reason("]c0st0042") == reversed_


def test_caps_lock_is_noticed_where_only_one_of_lot_and_serial_has_capitals_alone() -> None:
    mixed = VIAL_CODE.replace("7H2K9", "7h2K9")
    assert read_scan(mixed, SITE) == VIAL.model_copy(update={"serial": "7h2K9"})
    assert reason(mixed.swapcase()) == "The letters are small ones: caps lock is probably on."


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        ("+d2" + VIAL_CODE, "+d2"),
        ("*d2" + VIAL_CODE, "*d2"),
        ("'d2" + VIAL_CODE, "'d2"),
        ("¨d2" + VIAL_CODE, "¨"),
        ("$dé" + VIAL_CODE, "é"),
        ("+C1" + BAG_CODE, "+C1"),
        ("à&àç(éààà&àààà&à", "à"),
        ("STàà'é", "à"),
        ("ST&&\"'", "&&"),
        ("ST००४२", "०"),
        (VIAL_CODE.replace("7H2K9", "7Ñ2K9"), "Ñ"),
        (VIAL_CODE.replace("09520", "०9520"), "०"),
    ],
)
def test_another_keyboard_layout_is_noticed(raw: str, seen: str) -> None:
    assert reason(raw) == f"The scanner types for another keyboard layout: “{seen}” is in no such code."


@pytest.mark.parametrize("digits", ["271301", "270001", "270230", "270229", "270431", "271232"])
def test_an_expiry_that_is_no_day_is_refused(digits: str) -> None:
    found = f"The expiry date {digits} (year, month, day) does not exist."
    assert reason(VIAL_CODE.replace("271231", digits)) == found
    assert reason(DILUENT_CODE.replace("280630", digits)) == found


def test_a_field_twice_is_refused() -> None:
    assert reason(f"{VIAL_CODE}{GS}10L77F2") == "The field lot (10) stands there twice."
    assert reason(f"{BAG_CODE}{GS}92B17") == "The field piece and copy (92) stands there twice."


def test_a_field_that_is_unknown_here_is_refused() -> None:
    assert reason(f"{VIAL_CODE}{GS}3010") == (
        "At “3010” begins no field that a vial, a diluent, a bag, a place or a wristband has: "
        "characters are missing, or it is another code."
    )
    assert reason(f"00{VIAL_GTIN}0000").startswith("At “00095200010")


def test_fields_of_two_kinds_of_code_are_not_mixed() -> None:
    assert reason(f"{BAG_CODE}{GS}10L77F2") == "The field lot (10) does not belong in this code."
    assert (
        reason(f"8018{GSRN}{GS}01{VIAL_GTIN}")
        == "The field product number (01) does not belong in this code."
    )


@pytest.mark.parametrize("value", ["B07", "B1", "B", "X17", "B017", "1", "BB", "B1-", "B174"])
def test_a_piece_or_copy_that_no_label_of_ours_has_is_refused(value: str) -> None:
    assert reason(f"91260001235{GS}92{value}") == (
        f"The piece and copy, “{value}”, are none that a label of ours has."
    )


@pytest.mark.parametrize("place", range(len("260001235")))
def test_two_neighbours_that_changed_places_in_a_bag_s_number_make_no_other_bag(place: int) -> None:
    # 26-578591-0 with its 7 and 8 the other way round is a right bag number too; its label's code is not.
    number = "265785910"
    swapped = number[:place] + number[place : place + 2][::-1] + number[place + 2 :]
    assert read_scan("26-587591-0", SITE) == BagScan(
        bag_id="26-587591-0", piece=None, copy_number=None, typed=True
    )
    if swapped != number:
        assert reason(f"91{swapped}{GS}92B2U")
    assert isinstance(read_scan(f"91{number}{GS}92B2U", SITE), BagScan)


@pytest.mark.parametrize("mark", ["C17", "B27", "B16", "B1*", "CCH", "CDI"])
def test_another_piece_copy_or_check_character_is_noticed(mark: str) -> None:
    assert reason(f"91260001235{GS}92{mark}") == (
        "The last character of the label's code does not fit the others: one of them is wrong."
    )


def test_a_code_cut_short_is_refused() -> None:
    assert reason(VIAL_CODE[:19]) == (
        "The field expiry date (17) is cut short or holds characters that do not belong there: “2”."
    )
    assert reason(VIAL_CODE[4:]).startswith("At “520001000010")
    assert reason("NHC0001") == (
        "It is no code of a vial, a diluent, a bag, a place, a wristband or a badge, or only part of one."
    )


def test_two_scans_run_together_are_refused() -> None:
    assert reason(f"]d2{VIAL_CODE}]d2{VIAL_CODE}") == "Two scans ran together."
    assert reason(f"{BAG_CODE}\r{BAG_CODE}\r") == (
        "A line end or a tab stands inside: two scans ran together, or it replaced the separator."
    )
    assert "longer than such a field can be" in reason(VIAL_CODE + VIAL_CODE)


def test_a_control_character_other_than_the_separator_is_refused() -> None:
    for character, shown in (("\x00", "<00>"), ("\x1e", "<1E>"), ("\x7f", "<7F>")):
        assert reason(VIAL_CODE.replace(GS, character)) == (
            f"The control character {shown} stands inside; only the separator GS belongs there."
        )


def test_codes_of_other_things_are_named() -> None:
    assert (
        reason(VIAL_GTIN[1:])
        == "This is the linear product code: it carries no serial, no lot and no expiry."
    )
    assert (
        reason("95201238") == "This is the linear product code: it carries no serial, no lot and no expiry."
    )
    assert reason(f"https://id.gs1.org/01/{VIAL_GTIN}") == "This is a web address."
    assert reason(f"(01){VIAL_GTIN}(17)271231(10)L77F2(21)7H2K9") == (
        "The fields stand in brackets: this is the text printed for people, not the code."
    )
    assert reason("]C0HELLO") == (
        "The symbology prefix ]C0 belongs to a code that carries no GS1 fields, "
        "and no badge or wristband of this hospital reads so."
    )


def test_a_code_that_the_site_describes_as_badge_and_wristband_is_neither() -> None:
    both = SITE.model_copy(
        update={"badge_pattern": r"(?P<badge>\w+)", "wristband_pattern": r"(?P<record>\w+)"}
    )
    with pytest.raises(UnreadableScan, match="the site file describes both alike"):
        read_scan("X1", both)


def test_control_characters_never_reach_the_screen() -> None:
    with pytest.raises(UnreadableScan) as refused:
        read_scan("\x1b[2J" + VIAL_CODE + "\udce9\u202e", SITE)
    assert refused.value.message().isprintable()


AGAIN = (
    "Scan the whole 2-D code again. If it happens again, have the scanner set to send the separator GS "
    "(ASCII 29) after each field."
)
ONE = "Scan one code at a time."
NO_CODE = "It is no code of a vial, a diluent, a bag, a place, a wristband or a badge, or only part of one."
LABEL = "Scan the label again; if it happens again, print the label anew."


@pytest.mark.parametrize(
    ("raw", "advice"),
    [
        ("", "Scan the code again."),
        ("0" * 129, ONE),
        (
            "91260\ufffd",
            "Scan again. If it happens again, have the scanner set to send Enter after each code.",
        ),
        (f"{BAG_CODE}\r{BAG_CODE}", f"{ONE} If it happens again, have the scanner set to send GS."),
        ("91\x00", "Scan again. If it happens again, have the scanner set to send none but GS."),
        ("st0042", "Switch caps lock off and scan again."),
        (
            VIAL_CODE.swapcase(),
            (
                "Switch caps lock off and scan again. If the code really has small letters, have the scanner "
                "set to send the symbology prefix: then they are believed."
            ),
        ),
        ("]d2", "Scan the code again."),
        (
            VIAL_CODE.replace(GS, "<GS>"),
            "Have the scanner set to send the separator as it is, GS (ASCII 29), and scan again.",
        ),
        (
            "+d2" + VIAL_CODE,
            "Have the scanner's keyboard layout set to that of this computer, then scan again.",
        ),
        (VIAL_GTIN, "Scan the square 2-D code on the same pack."),
        ("]D2" + VIAL_CODE, "Switch caps lock off and scan again."),
        ("]C0HELLO", "Scan the square 2-D code."),
        ("https://id.gs1.org", "Scan the square 2-D code that stands with lot and expiry."),
        (f"(01){VIAL_GTIN}(10)A", "Scan the code itself."),
        (f"]d2{VIAL_CODE}]d2{VIAL_CODE}", ONE),
        (
            "2580",
            "Scan the whole code. A PIN is typed where the screen asks for it, after the badge.",
        ),
        ("NHC0001", "Scan the whole code again."),
        (f"91260001234{GS}92B17", "Scan the label, or type the number again as it is printed on it."),
        (f"91260001235{GS}92X17", LABEL),
        (f"91260001235{GS}92C17", LABEL),
        ("93fr_2", "Scan the place's code again; if it happens again, print it anew."),
        (
            "8018952000000000001230",
            "Scan again. If it happens again, the code is damaged: take another pack or wristband.",
        ),
        (f"{BAG_CODE}{GS}92B17", ONE),
        (VIAL_CODE.replace(GS, "0" * 16), AGAIN),
        (f"{VIAL_CODE}{GS}3010", "Scan the square 2-D code, the whole of it."),
        (VIAL_CODE[:19], AGAIN),
        (
            VIAL_CODE.replace("271231", "271301"),
            "Scan again. If it is the same, set the pack aside and call a pharmacist.",
        ),
        ("92B17", AGAIN),
        (VIAL_CODE.replace(GS, ""), AGAIN),
        (
            f"{BAG_CODE}{GS}10L77F2",
            "Scan the square 2-D code; if it happens again, show the code to a pharmacist.",
        ),
    ],
)
def test_what_to_do_about_a_scan_is_said_in_these_words(raw: str, advice: str) -> None:
    with pytest.raises(UnreadableScan) as refused:
        read_scan(raw, SITE)
    assert str(refused.value.advice) == advice


def test_a_site_file_that_describes_badge_and_wristband_alike_has_to_be_corrected() -> None:
    both = SITE.model_copy(
        update={"badge_pattern": r"(?P<badge>\w+)", "wristband_pattern": r"(?P<record>\w+)"}
    )
    with pytest.raises(UnreadableScan) as refused:
        read_scan("X1", both)
    assert refused.value.lines()[2:] == [
        "got: It could be a badge or a wristband: the site file describes both alike. (read: X1)",
        "what now: Have the site file corrected.",
    ]


def test_two_patterns_that_fit_a_code_under_caps_lock_are_refused_too() -> None:
    both = SITE.model_copy(
        update={"badge_pattern": r"(?P<badge>X\d)", "wristband_pattern": r"(?P<record>X\d)"}
    )
    with pytest.raises(UnreadableScan) as refused:
        read_scan("x1", both)
    assert refused.value.raw == "x1"


@pytest.mark.parametrize("raw", ["ST0042 ", " ST0042", "NHC00012345 ", "\x0bST0042", "X ST0042"])
def test_only_line_ends_and_separators_are_taken_off_the_ends(raw: str) -> None:
    assert reason(raw)


def test_no_character_of_a_code_is_taken_for_an_ending() -> None:
    assert read_scan(VIAL_CODE.replace("7H2K9", "X7H2KX\r"), SITE) == VIAL.model_copy(
        update={"serial": "X7H2KX"}
    )


@pytest.mark.parametrize("raw", ["NHC٠٠٤٨٢٩١٣", "NHC００４８２９１３", "ST١٠٠١"])
def test_a_badge_or_wristband_in_the_digits_of_another_alphabet_is_nobody_s(raw: str) -> None:
    assert reason(raw).startswith("The scanner types for another keyboard layout")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("2580", "A few digits are no code; they could be somebody's PIN."),
        ("91\ufffd", "Part of the scan was lost or damaged on its way."),
        ("http://id.gs1.org", "This is a web address."),
        ("HTTPS://id.gs1.org", "This is a web address."),
        (f"93FR2{GS}10L77F2", "The field lot (10) does not belong in this code."),
        (
            "1X",
            (
                "At “1X” begins no field that a vial, a diluent, a bag, a place or a wristband has: "
                "characters are missing, or it is another code."
            ),
        ),
        ("]d2+A1", NO_CODE),
        (
            "91260001235&&",
            (
                "The field piece and copy (92) is missing: only part of the code was read, or a separator "
                "was lost."
            ),
        ),
    ],
)
def test_why_a_scan_cannot_be_used_is_said_in_these_words(raw: str, words: str) -> None:
    assert reason(raw) == words


def test_a_linear_code_may_have_five_digits_more_than_an_ean_13() -> None:
    linear = "This is the linear product code: it carries no serial, no lot and no expiry."
    assert reason("]E0" + "9520001000019" + "12345") == linear
    assert reason("]E0" + "9520001000019" + "123456") != linear
    assert reason("9520001000019" + "12345") != linear


def test_a_text_of_128_characters_is_looked_at() -> None:
    assert reason("A" * 128) == NO_CODE


@pytest.mark.parametrize(
    ("serial", "swallowed"), [("10L77F2", False), ("10L10F2", False), ("X10L77F2", True), ("7H10L", True)]
)
def test_a_field_is_swallowed_only_where_something_stands_before_it(serial: str, swallowed: bool) -> None:
    found = reason(f"01{VIAL_GTIN}1727123121{serial}")
    assert found.startswith("A separator is lost") is swallowed
    assert found.startswith("The field lot (10) is missing") is not swallowed


def test_what_could_be_a_pin_is_never_shown() -> None:
    with pytest.raises(UnreadableScan) as refused:
        read_scan(" 2580\r", SITE)
    assert str(refused.value.got).endswith("(read: ••••)")
    assert "2580" not in refused.value.message()


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("A" * 60, "A" * 60),
        ("A" * 61, "A" * 59 + "…"),
        ("A" * 5000, "A" * 59 + "…"),
        ("A" * 57 + GS, "A" * 57 + "<G…"),
        (f"1{GS}\r\n\t\x00\x7f", "1<GS><CR><LF><TAB><00><7F>"),
    ],
)
def test_of_what_was_read_60_characters_are_shown_and_control_characters_by_name(
    raw: str, shown: str
) -> None:
    assert visible(raw) == shown


def test_where_a_scan_begins_to_make_no_sense_12_characters_are_shown() -> None:
    assert reason(VIAL_CODE[4:]) == (
        "At “520001000010” begins no field that a vial, a diluent, a bag, a place or a wristband has: "
        "characters are missing, or it is another code."
    )


def test_a_place_that_no_code_of_ours_has_is_named() -> None:
    assert reason("]d293fr2") == "The place, “fr2”, is none that a code of ours has."


def test_a_prefix_proves_the_letters_of_every_kind_of_code() -> None:
    assert read_scan("]C1" + DILUENT_CODE.replace("N4410", "n4410"), SITE) == DILUENT.model_copy(
        update={"lot": "n4410"}
    )
    small = "The letters are small ones: caps lock is probably on."
    assert reason(BAG_CODE.lower()) == small
    assert reason("]d2" + BAG_CODE.lower()) == (
        "The piece and copy, “b17”, are none that a label of ours has."
    )


def test_the_spanish_national_number_goes_before_every_other() -> None:
    spanish = VIAL_CODE.replace(VIAL_GTIN, "08470000000003")
    for code, national in (
        (f"{spanish}{GS}7126543219", "6543219"),
        (f"{spanish}{GS}7145440987", "000000"),
        (f"{spanish}{GS}7145440987{GS}7126543219", "6543219"),
        (f"{VIAL_CODE}{GS}7145440987{GS}7101234567", "1234567"),
    ):
        scan = read_scan(code, SITE)
        assert isinstance(scan, VialScan)
        assert scan.national_code == national


def test_a_lot_that_looks_as_if_it_held_a_national_number_is_believed_where_that_is_there() -> None:
    code = VIAL_CODE.replace("L77F2", "L77123456789")
    assert reason(code).startswith("A separator is lost: the field lot (10) reads “L77123456789”")
    scan = read_scan(f"{code}{GS}7120000000", SITE)
    assert isinstance(scan, VialScan)
    assert scan.lot == "L77123456789"


# Whatever arrives


def outcome(raw: str) -> Scan | None:
    """The scan, or None where it is refused; any other error is a failure."""
    try:
        return read_scan(raw, SITE)
    except UnreadableScan as refused:
        return None if refused.message().isprintable() else pytest.fail(ascii(refused.message()))


codes = st.sampled_from(
    [VIAL_CODE, "]d2" + VIAL_CODE, DILUENT_CODE, BAG_CODE, "]C1" + BAG_CODE, f"8018{GSRN}", "ST0042"]
)
gs1_like = st.lists(
    st.sampled_from(
        [
            GS,
            "01",
            "17",
            "10",
            "21",
            "91",
            "92",
            "712",
            "8018",
            VIAL_GTIN,
            "271231",
            "A",
            "]d2",
            "]",
            "<GS>",
            "260001235",
            "B1",
            "0",
        ]
    )
    | st.text("0123456789", max_size=20),
    max_size=10,
).map("".join)


@given(st.text(max_size=140) | st.text(st.characters(max_codepoint=127), max_size=140) | gs1_like)
def test_whatever_arrives_is_read_or_refused(raw: str) -> None:
    outcome(raw)


@given(st.text(st.characters(categories=["Cs", "Cc", "Nd"]), max_size=30))
def test_broken_characters_are_refused(raw: str) -> None:
    outcome(raw)


@given(codes, st.data())
def test_a_code_damaged_anywhere_is_read_or_refused(code: str, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(code)))
        cut = data.draw(st.integers(0, 3))
        code = code[:place] + data.draw(st.text(max_size=2)) + code[place + cut :]
    outcome(code)


capitals = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"


@st.composite
def vials(draw: st.DrawFn) -> tuple[str, VialScan]:
    """A vial's code in any usual order, and what it says."""
    lot = draw(st.text(capitals, min_size=4, max_size=10))
    serial = draw(st.text(capitals, min_size=5, max_size=20))
    expiry = draw(st.dates(date(2026, 1, 1), date(2035, 12, 31)))
    gtin, day = f"01{VIAL_GTIN}", f"17{expiry:%y%m%d}"
    code = draw(
        st.sampled_from(
            [
                f"{gtin}{day}10{lot}{GS}21{serial}",
                f"{gtin}21{serial}{GS}{day}10{lot}",
                f"{gtin}21{serial}{GS}10{lot}{GS}{day}",
                f"{gtin}10{lot}{GS}{day}21{serial}",
                f"{gtin}10{lot}{GS}21{serial}{GS}{day}",
            ]
        )
    )
    return code, VialScan(gtin=VIAL_GTIN, serial=serial, lot=lot, expiry=expiry)


@given(vials())
def test_a_vial_says_what_was_encoded(vial: tuple[str, VialScan]) -> None:
    code, said = vial
    assert outcome(code) == said


@given(vials())
def test_a_vial_whose_separators_were_lost_is_never_trusted(vial: tuple[str, VialScan]) -> None:
    code, _ = vial
    places = [place for place, character in enumerate(code) if character == GS]
    for place in places:
        assert outcome(code[:place] + code[place + 1 :]) is None
    assert outcome(code.replace(GS, "")) is None


@given(vials())
def test_a_vial_with_letters_scanned_under_caps_lock_is_never_another_vial(
    vial: tuple[str, VialScan],
) -> None:
    code, said = vial
    assert outcome(code.swapcase()) in (None, said)
    assert outcome(("]d2" + code).swapcase()) is None


@given(vials(), st.data())
def test_a_lost_character_never_makes_another_product_or_expiry_nor_a_vial_that_differs_twice(
    vial: tuple[str, VialScan], data: st.DataObject
) -> None:
    # Lot and serial have no check digit: what was lost from them is found out by the look-up in stock.
    code, said = vial
    place = data.draw(st.integers(0, len(code) - 1))
    scan = outcome(code[:place] + code[place + 1 :])
    if scan is not None:
        assert isinstance(scan, VialScan)
        assert (scan.gtin, scan.expiry) == (said.gtin, said.expiry)
        assert (scan.lot == said.lot) != (scan.serial == said.serial)


# places


@pytest.mark.parametrize("key", ["FR2", "BOX1", "W4", "A", "ABCDEFGHIJKL", "ICU-3", "NOT-OURS"])
@pytest.mark.parametrize("prefix", ["]d2", "]C1", "]Q3", ""])
def test_a_place_is_known_by_its_key(prefix: str, key: str) -> None:
    scan = read_scan(f"{prefix}93{key}", SITE)
    assert scan == PlaceScan(key=key)
    assert str(describe(scan)) == f"the code of the place {key}"


@pytest.mark.parametrize("key", ["", "2FR", "fr2", "FR 2", "FR_2", "-FR", "ABCDEFGHIJKLM", "2580", "Ñ1"])
def test_what_no_place_of_ours_is_called_is_no_place(key: str) -> None:
    assert reason(f"]d293{key}")


@pytest.mark.parametrize("code", [f"93FR2{GS}92B17", f"91260001235{GS}93FR2", f"93FR2{GS}93FR2"])
def test_a_place_s_code_says_nothing_but_the_place(code: str) -> None:
    assert reason(f"]d2{code}")
