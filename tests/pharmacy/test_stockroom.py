"""What comes into stock, what may be taken out of it, and that a vial is taken once, ever."""

from collections.abc import Callable
from datetime import date, time
from multiprocessing.connection import Connection

import pytest
from pydantic import SecretStr

from pharmacy.clock import SetClock
from pharmacy.errors import AlemprepError, Code
from pharmacy.people import Role
from pharmacy.preparation import State, Step
from pharmacy.service import bench, documents, in_stock, orders, people, release, stockroom
from pharmacy.service.sheets import Sheet
from tests.conftest import (
    ADMINISTRATOR,
    GLUCOSE,
    GTIN,
    MORNING,
    NURSE,
    OTHER_PATIENT,
    PHARMACIST,
    PHYSICIAN,
    SALINE,
    SALINE_GTIN,
    SECOND,
    TECHNICIAN,
    House,
    in_parallel,
    label,
    pin_of,
    vial,
)
from tui.house import open_station

RINGER = "]d201095200010000961729063010R9901"
"""A diluent that nobody enrolled."""


def enrol(house: House, scan: str, diluent: str, *, name: str = "X", witness: str = TECHNICIAN) -> Code:
    return house.code(
        stockroom.enrol_product,
        PHARMACIST,
        scan,
        name,
        diluent,
        witness,
        pin_of(PHARMACIST),
        pin_of(witness),
    )


# enrolment


def test_two_people_enrol_a_product(house: House) -> None:
    scan = "]d201095200010000961729063010R9901"
    product = stockroom.enrol_product(
        house.station,
        PHARMACIST,
        scan,
        "Glucosa otra",
        "glucose",
        TECHNICIAN,
        pin_of(PHARMACIST),
        pin_of(TECHNICIAN),
    )
    assert (product.gtin, product.kind.value, product.diluent) == ("09520001000096", "diluent", "glucose")
    assert house.events()[-1]["data"]["witness"] == TECHNICIAN
    assert product in in_stock.products(house.station)


def test_nobody_witnesses_their_own_enrolment_in_these_words(house: House) -> None:
    refusal = house.refused(
        stockroom.enrol_product,
        PHARMACIST,
        RINGER,
        "X",
        "glucose",
        PHARMACIST,
        pin_of(PHARMACIST),
        pin_of(PHARMACIST),
    )
    assert refusal.code is Code.SELF_WITNESS
    assert refusal.lines() == [
        "Nobody can be their own witness.",
        "expected: the badge of a second person",
        "got: 1002",
        "what now: Ask a colleague to scan their badge and type their PIN.",
    ]


def test_a_witness_proves_who_they_are(house: House) -> None:
    arguments = (RINGER, "X", "glucose", TECHNICIAN, pin_of(PHARMACIST), SecretStr("0001"))
    assert house.code(stockroom.enrol_product, PHARMACIST, *arguments) is Code.WRONG_PIN


def test_a_diluent_that_the_protocol_does_not_permit_is_refused_in_these_words(house: House) -> None:
    refusal = house.refused(
        stockroom.enrol_product,
        PHARMACIST,
        RINGER,
        "Ringer",
        "ringer",
        TECHNICIAN,
        pin_of(PHARMACIST),
        pin_of(TECHNICIAN),
    )
    assert refusal.code is Code.WRONG_PRODUCT
    assert refusal.lines() == [
        "This product cannot be enrolled so.",
        "expected: a vial of alemtuzumab, or one of: sodium-chloride, glucose",
        "got: a diluent, lot R9901, enrolled as “ringer”",
        "what now: Only what the protocol permits can be enrolled.",
        "(Fig. 3)",
    ]


@pytest.mark.parametrize(
    ("scan", "diluent", "code"),
    [
        (RINGER, "", Code.WRONG_PRODUCT),
        (vial("A1").replace(GTIN, "09520001000096"), "glucose", Code.WRONG_PRODUCT),
        (SALINE, "sodium-chloride", Code.ALREADY_RECEIVED),
        (vial("A1"), "", Code.ALREADY_RECEIVED),
        ("ST1001", "", Code.WRONG_KIND),
        ("", "", Code.UNREADABLE),
    ],
)
def test_what_cannot_be_enrolled_is_refused(house: House, scan: str, diluent: str, code: Code) -> None:
    assert enrol(house, scan, diluent) is code


@pytest.mark.parametrize(("name", "code"), [("", Code.NO_REASON), ("x" * 41, Code.TOO_LONG)])
def test_a_product_has_a_name_that_fits_its_label(house: House, name: str, code: Code) -> None:
    assert enrol(house, RINGER, "glucose", name=name) is code


def test_two_technicians_enrol_nothing_in_these_words(house: House) -> None:
    add = ("1006", "Z. Cruz", Role.TECHNICIAN, SecretStr("9051"), pin_of(ADMINISTRATOR))
    people.add_person(house.station, ADMINISTRATOR, *add)
    arguments = (RINGER, "X", "glucose", "1006", pin_of(TECHNICIAN), SecretStr("9051"))
    refusal = house.refused(stockroom.enrol_product, TECHNICIAN, *arguments)
    assert refusal.code is Code.NOT_YOUR_ROLE
    assert refusal.lines() == [
        "A product is enrolled only with a pharmacist.",
        "expected: a pharmacist as one of the two",
        "got: T. Ruiz and Z. Cruz",
        "what now: Ask a pharmacist to scan their badge as the second person.",
    ]


@pytest.mark.parametrize("witness", [NURSE, PHYSICIAN, ADMINISTRATOR])
def test_who_does_not_work_at_the_bench_witnesses_no_enrolment(house: House, witness: str) -> None:
    assert enrol(house, RINGER, "glucose", witness=witness) is Code.NOT_YOUR_ROLE


def test_a_technician_enrols_with_a_pharmacist_as_witness(house: House) -> None:
    arguments = (RINGER, "Otra", "glucose", PHARMACIST, pin_of(TECHNICIAN), pin_of(PHARMACIST))
    assert stockroom.enrol_product(house.station, TECHNICIAN, *arguments).name == "Otra"


# receipt


def test_a_vial_is_received_once_in_these_words(house: House) -> None:
    refusal = house.refused(stockroom.receive_vial, TECHNICIAN, vial("7H2K1"))
    assert refusal.code is Code.ALREADY_RECEIVED
    assert refusal.lines() == [
        "This vial is in the book already.",
        "expected: a vial never received before",
        "got: a vial, serial 7H2K1, lot L77F2, in stock",
        "what now: If you did not just scan it twice, put it aside and call the pharmacist.",
    ]


def test_a_serial_is_known_under_any_lot(house: House) -> None:
    code = house.code(stockroom.receive_vial, TECHNICIAN, vial("7H2K1", lot="OTHER"))
    assert code is Code.ALREADY_RECEIVED


@pytest.mark.parametrize("yymmdd", ["260324", "260300"[:4] + "01", "250630"])
def test_an_expired_vial_is_not_received(house: House, yymmdd: str) -> None:
    assert house.code(stockroom.receive_vial, TECHNICIAN, vial("NEW", expiry=yymmdd)) is Code.EXPIRED


@pytest.mark.parametrize(("yymmdd", "day"), [("260325", 25), ("260300", 31)])
def test_a_vial_may_be_used_on_its_last_day(house: House, yymmdd: str, day: int) -> None:
    # 260300 is the last day of March 2026
    received = stockroom.receive_vial(house.station, TECHNICIAN, vial("NEW", lot="L90A1", expiry=yymmdd))
    assert received.expiry == date(2026, 3, day)


def test_a_vial_that_expires_on_another_day_than_its_lot_is_not_received_in_these_words(house: House) -> None:
    # L77F2 was received with 31 December 2028; what became of those vials does not matter
    house.prepared_to(Step.INJECT)
    refusal = house.refused(stockroom.receive_vial, TECHNICIAN, vial("NEW", expiry="290131"))
    assert refusal.code is Code.CODE_DISAGREES
    assert refusal.lines() == [
        "Other vials of this lot were received with another expiry.",
        "expected: lot L77F2, expiry 31 Dec 2028",
        "got: a vial, serial NEW, lot L77F2, expiry 31 Jan 2029",
        "what now: Put it aside and call the pharmacist: one of the two was misread or forged.",
    ]
    assert stockroom.receive_vial(house.station, TECHNICIAN, vial("NEW")).lot == "L77F2"


def test_an_expired_vial_is_refused_in_these_words(house: House) -> None:
    assert house.refused(stockroom.receive_vial, TECHNICIAN, vial("NEW", expiry="260324")).lines() == [
        "This is out of date.",
        "expected: an expiry of 25 Mar 2026 or later",
        "got: a vial, serial NEW, lot L77F2, expired 24 Mar 2026",
        "what now: Put it aside for return, and take another one.",
    ]


def test_the_last_day_ends_at_midnight_of_the_site(house: House) -> None:
    # 23:30 UTC on the 25th is 00:30 on the 26th in Madrid
    house.at(0, 30, day=26)
    assert house.code(stockroom.receive_vial, TECHNICIAN, vial("NEW", expiry="260325")) is Code.EXPIRED


def test_a_vial_without_serial_is_refused(house: House) -> None:
    assert house.code(stockroom.receive_vial, TECHNICIAN, f"]d201{GTIN}1728123110L77F2") is Code.WRONG_KIND


def test_a_vial_of_an_unknown_product_is_refused_in_these_words(house: House) -> None:
    scan = vial("NEW").replace(GTIN, "09520001000096")
    assert house.refused(stockroom.receive_vial, TECHNICIAN, scan).lines() == [
        "This product is not known here.",
        "expected: a product that two people have enrolled",
        "got: product code 09520001000096",
        "what now: If it is the right product, two people enrol it with its first pack.",
    ]


def test_a_diluent_s_product_with_a_serial_is_no_vial_in_these_words(house: House) -> None:
    refusal = house.refused(stockroom.receive_vial, TECHNICIAN, vial("NEW").replace(GTIN, SALINE_GTIN))
    assert refusal.code is Code.WRONG_PRODUCT
    assert refusal.lines() == [
        "This is another product.",
        "expected: a vial",
        "got: Sodio cloruro 0,9 % San Telmo",
        "what now: Scan what the screen asks for.",
    ]


def test_a_vial_whose_serial_was_lost_is_no_diluent(house: House) -> None:
    scan = f"]d201{GTIN}1728123110L77F2"
    assert house.code(stockroom.receive_diluent, TECHNICIAN, scan) is Code.WRONG_PRODUCT


def test_a_diluent_where_a_vial_is_wanted_is_refused_in_these_words(house: House) -> None:
    assert house.refused(stockroom.receive_vial, TECHNICIAN, SALINE).lines() == [
        "This is not what is wanted now.",
        "expected: the 2-D code of a vial's carton",
        "got: a diluent, lot B4471",
        "what now: Scan what the screen asks for.",
    ]


@pytest.mark.parametrize(
    "scan", ["", " ", "]", "]d2", "garbage", "0" * 5000, "\x00", "ñ", "]d201", "01" * 40]
)
def test_garbage_is_refused_and_recorded(house: House, scan: str) -> None:
    refusal = house.refused(stockroom.receive_vial, TECHNICIAN, scan)
    assert refusal.code is Code.UNREADABLE
    assert refusal.bad_input


def test_a_diluent_lot_has_one_expiry(house: House) -> None:
    other = SALINE.replace("290630", "290531")
    refusal = house.refused(stockroom.receive_diluent, TECHNICIAN, other)
    assert refusal.lines() == [
        "The code says something else than when this was received.",
        "expected: 30 Jun 2029",
        "got: a diluent, lot B4471, expiry 31 May 2029",
        "what now: Put it aside and call the pharmacist: one of the two was misread or forged.",
    ]


def test_an_expired_diluent_is_not_received(house: House) -> None:
    other = "]d201095200010000271726032410B9999"
    assert house.code(stockroom.receive_diluent, TECHNICIAN, other) is Code.EXPIRED


# recall


def test_a_recalled_lot_is_neither_received_nor_used_in_these_words(house: House) -> None:
    bag_id = house.prepared_to(Step.VIAL)
    stockroom.recall_lot(house.station, PHARMACIST, GTIN, "L77F2", "the maker's letter")
    words = [
        "This lot has been recalled.",
        "expected: a lot that may be used",
        "got: a vial, serial {serial}, lot L77F2: the maker's letter",
        "what now: Put all of this lot aside and call the pharmacist.",
    ]
    taken = house.refused(bench.scan_vial, TECHNICIAN, bag_id, vial("7H2K1"))
    received = house.refused(stockroom.receive_vial, TECHNICIAN, vial("NEW"))
    for refusal, serial in ((taken, "7H2K1"), (received, "NEW")):
        assert refusal.code is Code.RECALLED
        assert refusal.lines() == [line.format(serial=serial) for line in words]


def test_a_recalled_diluent_is_neither_received_nor_used(house: House) -> None:
    bag_id = house.prepared_to(Step.DILUENT)
    stockroom.recall_lot(house.station, PHARMACIST, SALINE_GTIN, "B4471", "the maker's letter")
    assert house.code(bench.scan_diluent, TECHNICIAN, bag_id, SALINE) is Code.RECALLED
    assert house.code(stockroom.receive_diluent, TECHNICIAN, SALINE) is Code.RECALLED
    bench.scan_diluent(house.station, TECHNICIAN, bag_id, GLUCOSE)


def test_a_recall_touches_no_other_lot(house: House) -> None:
    bag_id = house.prepared_to(Step.VIAL)
    stockroom.recall_lot(house.station, PHARMACIST, GTIN, "L81C5", "the maker's letter")
    assert bench.scan_vial(house.station, TECHNICIAN, bag_id, vial("7H2K1")).step is Step.LOOK


@pytest.mark.parametrize(
    ("gtin", "lot", "reason", "code"),
    [
        ("09520001000096", "L1", "letter", Code.UNKNOWN_PRODUCT),
        ("", "L1", "letter", Code.UNKNOWN_PRODUCT),
        (GTIN, "", "letter", Code.NO_REASON),
        (GTIN, "L1", " ", Code.NO_REASON),
        (GTIN, "L" * 21, "letter", Code.TOO_LONG),
        (GTIN, "L1", "x" * 201, Code.TOO_LONG),
    ],
)
def test_a_recall_names_product_lot_and_reason(
    house: House, gtin: str, lot: str, reason: str, code: Code
) -> None:
    assert house.code(stockroom.recall_lot, PHARMACIST, gtin, lot, reason) is code


def test_a_lot_that_never_came_is_recalled_only_when_said_so_in_these_words(house: House) -> None:
    refusal = house.refused(stockroom.recall_lot, PHARMACIST, GTIN, "L77F9", "the maker's letter")
    assert refusal.code is Code.UNKNOWN_LOT
    assert refusal.lines() == [
        "Nothing of this lot was ever received here.",
        "expected: a lot as it stands on the pack",
        "got: L77F9",
        ("what now: Check the lot. If it is right, say that it never came: it is then refused when it does."),
    ]
    # the diluent's lot is not the vial's
    assert house.code(stockroom.recall_lot, PHARMACIST, GTIN, "B4471", "a letter") is Code.UNKNOWN_LOT


def test_a_lot_can_be_recalled_before_any_of_it_was_received(house: House) -> None:
    stockroom.recall_lot(house.station, PHARMACIST, GTIN, "L99", "the maker's letter", never_received=True)
    assert house.code(stockroom.receive_vial, TECHNICIAN, vial("NEW", lot="L99")) is Code.RECALLED


def test_a_lot_typed_with_blanks_around_it_is_recalled_all_the_same(house: House) -> None:
    bag_id = house.prepared_to(Step.COVER)
    for _ in range(2):
        found = stockroom.recall_lot(house.station, PHARMACIST, GTIN, " L77F2 ", "the maker's letter")
        assert [bag.id for bag in found] == [bag_id]
    assert house.code(stockroom.receive_vial, TECHNICIAN, vial("NEW")) is Code.RECALLED


def test_a_recall_names_every_bag_in_hand_that_holds_the_lot_and_writes_it_under_each(house: House) -> None:
    def brought(patient: str, due: Step, serial: str, lot: str = "L77F2") -> str:
        bag_id = house.verified(patient)
        house.bring(bag_id, Step.VIAL)
        scan = vial(serial, lot=lot, expiry="281231" if lot == "L77F2" else "290331")
        bench.scan_vial(house.station, TECHNICIAN, bag_id, scan)
        house.bring(bag_id, due)
        return bag_id

    scanned = brought("00482913", Step.DILUENT, "7H2K1")
    to_check = brought("00511270", Step.CHECK, "7H2K2")
    other_lot = brought("00498344", Step.CHECK, "9M4P1", lot="L81C5")
    discarded = brought("00520016", Step.COVER, "7H2K3")
    bench.discard(house.station, TECHNICIAN, discarded, "leaks")
    named = stockroom.recall_lot(house.station, PHARMACIST, GTIN, "L77F2", "the maker's letter")
    assert [(bag.id, bag.patient.record_number, bag.state) for bag in named] == [
        (scanned, "00482913", State.IN_PREPARATION),
        (to_check, "00511270", State.LABELLED),
    ]
    *under, whole = house.events()[-3:]
    assert [(event["subject"], event["data"]["recalled"]) for event in under] == [
        (scanned, "L77F2"),
        (to_check, "L77F2"),
    ]
    assert (whole["subject"], whole["data"]["bags_in_hand"]) == ("L77F2", [scanned, to_check])
    diluent = stockroom.recall_lot(house.station, PHARMACIST, SALINE_GTIN, "B4471", "the maker's letter")
    assert [bag.id for bag in diluent] == [to_check, other_lot]


@pytest.mark.parametrize(("received", "recalled"), [("L77F2", "l77f2"), ("x12ab", "X12AB")])
def test_a_recall_hits_its_lot_in_capitals_or_not(house: House, received: str, recalled: str) -> None:
    expiry = "281231" if received == "L77F2" else "290630"
    stockroom.receive_vial(house.station, TECHNICIAN, vial("NEW1", lot=received, expiry=expiry))
    stockroom.receive_vial(house.station, TECHNICIAN, vial("NEW2", lot=received, expiry=expiry))
    bag_id = house.prepared_to(Step.VIAL)
    bench.scan_vial(house.station, TECHNICIAN, bag_id, vial("NEW1", lot=received, expiry=expiry))
    house.bring(bag_id, Step.CHECK)
    [hit] = stockroom.recall_lot(house.station, PHARMACIST, GTIN, recalled, "the maker's letter")
    assert hit.id == bag_id
    assert house.code(bench.number_labels, TECHNICIAN, bag_id, "smudged") is Code.RECALLED
    more = vial("NEW3", lot=received, expiry=expiry)
    assert house.code(stockroom.receive_vial, TECHNICIAN, more) is Code.RECALLED
    other = house.verified(OTHER_PATIENT)
    house.bring(other, Step.VIAL)
    second = vial("NEW2", lot=received, expiry=expiry)
    assert house.code(bench.scan_vial, TECHNICIAN, other, second) is Code.RECALLED
    assert [line.lot for line in in_stock.stock(house.station) if line.recalled] == [received]


@pytest.mark.parametrize(("gtin", "lot"), [(GTIN, "L77F2"), (SALINE_GTIN, "B4471")])
@pytest.mark.parametrize("due", [Step.COVER, Step.PRINT, Step.BAG_LABEL, Step.COVER_LABEL, Step.CHECK, None])
def test_from_a_recall_on_a_mixed_bag_can_only_be_discarded(
    house: House, gtin: str, lot: str, due: Step | None
) -> None:
    bag_id = house.released() if due is None else house.prepared_to(due)
    stockroom.recall_lot(house.station, SECOND, gtin, lot, "the maker's letter")
    pin = pin_of(PHARMACIST)
    tries: list[tuple[Callable[..., object], str, tuple[object, ...]]] = [
        (bench.cover, TECHNICIAN, ()),
        (bench.number_labels, TECHNICIAN, ("smudged",)),
        (bench.scan_bag_label, TECHNICIAN, (label(bag_id, "B"),)),
        (bench.scan_cover_label, TECHNICIAN, (label(bag_id, "C"),)),
        (bench.cancel, TECHNICIAN, ("recalled",)),
        (release.release, PHARMACIST, (label(bag_id, "C"), pin)),
        (orders.reschedule, PHARMACIST, (time(13), "delay on the ward")),
        (documents.number_sheet, NURSE, (Sheet.INFUSION,)),
        (documents.number_sheet, NURSE, (Sheet.PREMEDICATION,)),
    ]
    for function, badge, given in tries:
        assert house.code(function, badge, bag_id, *given) is Code.RECALLED
    assert bench.discard(house.station, TECHNICIAN, bag_id, "recalled").state is State.DISCARDED


def test_a_recalled_bag_out_of_time_is_refused_as_recalled_in_these_words(house: House) -> None:
    bag_id = house.released()
    stockroom.recall_lot(house.station, SECOND, GTIN, "L77F2", "the maker's letter")
    house.at(17, 31)
    refusal = house.refused(documents.number_sheet, NURSE, bag_id, Sheet.INFUSION)
    assert refusal.lines() == [
        "This bag must not be used any more.",
        "expected: a lot that may be used",
        "got: Lot L77F2 was recalled: the maker's letter",
        (
            "what now: Do not start it. Bring it back from wherever it is, and discard it; "
            "a pharmacist can order another one."
        ),
    ]


def test_a_second_letter_about_a_lot_changes_nothing_but_is_recorded(house: House) -> None:
    stockroom.recall_lot(house.station, PHARMACIST, GTIN, "L77F2", "first letter")
    stockroom.recall_lot(house.station, PHARMACIST, GTIN, "L77F2", "second letter")
    assert house.events()[-1]["data"]["reason"] == "second letter"


# taking out


def test_a_vial_never_received_is_refused_in_these_words(house: House) -> None:
    bag_id = house.prepared_to(Step.VIAL)
    refusal = house.refused(bench.scan_vial, TECHNICIAN, bag_id, vial("UNSEEN"))
    assert refusal.code is Code.NOT_RECEIVED
    assert refusal.lines() == [
        "This is not in stock here.",
        "expected: something that was scanned when it was received",
        "got: a vial, serial UNSEEN, lot L77F2",
        "what now: If it is yours, receive it into stock first (key r on the worklist), then scan it again.",
    ]


def test_a_used_vial_is_not_received_again_under_small_letters(house: House) -> None:
    house.prepared_to(Step.INJECT)
    refusal = house.refused(stockroom.receive_vial, TECHNICIAN, vial("7h2k1"))
    assert refusal.code is Code.CODE_DISAGREES
    assert refusal.lines() == [
        "This is known here in other letters, capital or small.",
        "expected: 7H2K1",
        "got: 7h2k1",
        "what now: Check caps lock and the scanner's setting for letters, then scan it again.",
    ]


def test_a_lot_known_in_capitals_is_not_received_in_small_letters(house: House) -> None:
    refusal = house.refused(stockroom.receive_vial, TECHNICIAN, vial("NEW9", lot="l77f2"))
    assert (refusal.code, str(refusal.expected)) == (Code.CODE_DISAGREES, "L77F2")
    saline = SALINE.replace("B4471", "b4471")
    assert house.code(stockroom.receive_diluent, TECHNICIAN, saline) is Code.CODE_DISAGREES


def test_a_vial_whose_code_changed_since_receipt_is_refused(house: House) -> None:
    bag_id = house.prepared_to(Step.VIAL)
    for scan in (vial("7H2K1", lot="L77F3"), vial("7H2K1", expiry="290131")):
        assert house.code(bench.scan_vial, TECHNICIAN, bag_id, scan) is Code.CODE_DISAGREES


def test_a_used_vial_is_refused_in_these_words(house: House) -> None:
    first = house.prepared_to(Step.INJECT)
    second = house.verified(OTHER_PATIENT)
    house.bring(second, Step.VIAL)
    refusal = house.refused(bench.scan_vial, TECHNICIAN, second, vial("7H2K1"))
    assert refusal.code is Code.VIAL_USED
    assert refusal.lines() == [
        "This vial was already used.",
        "expected: a vial never used before",
        f"got: serial 7H2K1 lot L77F2, used 2026-03-25 09:30 +01:00 for bag {first}",
        (
            "what now: Take another vial. If this one is full and sealed, call the pharmacist: "
            "its serial has been copied."
        ),
    ]


def test_a_vial_in_another_s_hands_is_refused(house: House) -> None:
    house.prepared_to(Step.LOOK)
    second = house.verified(OTHER_PATIENT)
    house.bring(second, Step.VIAL)
    assert house.code(bench.scan_vial, TECHNICIAN, second, vial("7H2K1")) is Code.VIAL_USED


def test_a_vial_that_expired_in_stock_is_refused(house: House) -> None:
    stockroom.receive_vial(house.station, TECHNICIAN, vial("SHORT", lot="L90A1", expiry="260325"))
    bag_id = house.prepared_to(Step.VIAL)
    house.at(0, 1, day=26)
    for expiry, code in (("281231", Code.CODE_DISAGREES), ("260325", Code.EXPIRED)):
        scan = vial("SHORT", lot="L90A1", expiry=expiry)
        assert house.code(bench.scan_vial, TECHNICIAN, bag_id, scan) is code


def test_a_lot_of_diluent_is_used_up(house: House) -> None:
    # three bags of glucose were received
    serials = iter(("7H2K1", "7H2K2", "7H2K3", "7H2K4"))
    for patient in ("00482913", "00511270", "00498344"):
        bag_id = house.verified(patient)
        house.bring(bag_id, Step.DRAW, serial=next(serials), diluent=GLUCOSE)
    bag_id = house.verified("00520016")
    house.bring(bag_id, Step.DILUENT, serial=next(serials))
    assert house.code(bench.scan_diluent, TECHNICIAN, bag_id, GLUCOSE) is Code.NOT_RECEIVED


@pytest.mark.parametrize(
    ("scan", "code"),
    [
        (RINGER, Code.UNKNOWN_PRODUCT),
        (vial("7H2K2"), Code.WRONG_KIND),
        (SALINE.replace("B4471", "B0001"), Code.NOT_RECEIVED),
        (SALINE.replace("290630", "290531"), Code.CODE_DISAGREES),
        (label("26-000001-1"), Code.UNREADABLE),
        ("ST1001", Code.WRONG_KIND),
        ("NHC00511270", Code.WRONG_KIND),
        ("", Code.UNREADABLE),
    ],
)
def test_no_other_diluent_is_taken(house: House, scan: str, code: Code) -> None:
    bag_id = house.prepared_to(Step.DILUENT)
    assert house.code(bench.scan_diluent, TECHNICIAN, bag_id, scan) is code


def _race(where: str, bag_id: str, sender: Connection) -> None:
    station = open_station(where, SetClock(MORNING))
    try:
        bench.scan_vial(station, TECHNICIAN, bag_id, vial("7H2K1"))
        sender.send("taken")
    except AlemprepError as error:
        sender.send(str(error.what))


def test_of_eight_who_race_for_one_vial_one_gets_it_and_seven_are_told_why(house: House) -> None:
    patients = ["00482913", "00511270", "00498344", "00520016", "00476652", "00533108"]
    bags = [house.verified(patient) for patient in patients]
    for bag_id in bags:
        house.bring(bag_id, Step.VIAL)
    racers = [*bags, *bags[:2]]
    house.station.database.close()
    said = in_parallel(_race, [(house.where, bag_id) for bag_id in racers])
    assert said.count("taken") == 1
    # two of them race for a bag that another one is working on
    assert set(said) - {"taken"} <= {"This vial was already used.", "“scan the vial” is not the next step."}
    connection = house.raw()
    taken = connection.execute("SELECT count(*) FROM bag WHERE vial_serial = '7H2K1'").fetchone()
    owner = connection.execute("SELECT fate, bag_id IS NULL FROM vial WHERE serial = '7H2K1'").fetchone()
    connection.close()
    assert (taken, owner) == ((1,), ("taken", 0))


# what is there


def test_the_stock_tells_what_is_there_by_product_and_expiry(house: House) -> None:
    stockroom.recall_lot(house.station, PHARMACIST, GTIN, "L81C5", "the maker's letter")
    house.prepared_to(Step.DRAW)
    assert [
        (line.name, line.lot, line.expiry, line.count, line.recalled)
        for line in in_stock.stock(house.station)
    ] == [
        ("Glucosa 5 % San Telmo", "G2210", date(2029, 3, 31), 3, False),
        ("LEMTRADA", "L77F2", date(2028, 12, 31), 11, False),
        ("LEMTRADA", "L81C5", date(2029, 3, 31), 3, True),
        ("Sodio cloruro 0,9 % San Telmo", "B4471", date(2029, 6, 30), 11, False),
    ]


def test_a_nurse_may_take_nothing(house: House) -> None:
    bag_id = house.prepared_to(Step.VIAL)
    assert house.code(bench.scan_vial, NURSE, bag_id, vial("7H2K1")) is Code.NOT_YOUR_ROLE
