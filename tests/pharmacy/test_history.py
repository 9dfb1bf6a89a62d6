"""A bag's history: every act in its order and in words, who signed what, which papers there are."""

import inspect
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pharmacy.clock import SetClock
from pharmacy.errors import Code, Refusal
from pharmacy.language import Language
from pharmacy.people import Act
from pharmacy.preparation import Step
from pharmacy.records import PrintState
from pharmacy.service import bench, orders, release, stockroom
from pharmacy.service.act import ACTS, Station
from pharmacy.service.bags import bags_of_patient
from pharmacy.service.documents import number_sheet
from pharmacy.service.happened import TRIED
from pharmacy.service.history import History, history
from pharmacy.service.sheets import Sheet
from samples import SCENARIOS
from tests.conftest import GTIN, NURSE, PATIENT, PHARMACIST, TECHNICIAN, House, label, pin_of, vial
from tui.house import open_station
from tui.rehearsal import rehearse
from tui.replay import WORKPLACES

MADRID = ZoneInfo("Europe/Madrid")


def told(found: History) -> list[str]:
    """Time, what, with what, and by whom: a line each."""
    return [
        " | ".join(
            [
                f"{entry.at.astimezone(MADRID):%H:%M}",
                *map(str, (entry.what, *entry.details)),
                str(entry.by),
            ]
        )
        for entry in found.entries
    ]


def test_the_day_of_a_reprinted_label_is_told_from_the_plan_to_the_release(tmp_path: Path) -> None:
    file, now = tmp_path / "day.db", datetime(2026, 3, 25, 9, 0, tzinfo=MADRID)
    for outcome in rehearse(SCENARIOS / "reprinted-label.jsonl", now, db=str(file)):
        assert outcome.as_expected
    station = open_station(str(file), SetClock(datetime(2026, 3, 25, 10, 0, tzinfo=MADRID)))
    with station.database.reading() as connection:
        bag_id = bags_of_patient(connection, PATIENT)[0].id
    found = history(station, bag_id)
    station.database.close()
    signatures = [signature.sha256[:16] for signature in found.signatures]
    vial_told = "LEMTRADA, GTIN 09520001000010, lot L77F2, serial 7H2K1, expiry 31 Dec 2028"
    diluent_told = "Sodio cloruro 0,9 % San Telmo, GTIN 09520001000027, lot B4471, expiry 30 Jun 2029"
    assert told(found) == [
        "08:00 | Planned, with course 1 | I. Lasa, physician",
        (
            "08:10 | Order verified and signed "
            f"| what was signed: sha256 {signatures[0]} … | F. Soler, pharmacist"
        ),
        "09:30 | Order in hand read: patient, course and day are this bag's | T. Ruiz, technician",
        (
            "09:31 | Ward called: the patient is there, the steroid is running, the line is in "
            "| T. Ruiz, technician"
        ),
        f"09:32 | Vial scanned | {vial_told} | T. Ruiz, technician",
        "09:33 | Vial looked at: clear, without particles | T. Ruiz, technician",
        f"09:34 | Diluent scanned | {diluent_told} | T. Ruiz, technician",
        "09:35 | 1.2 mL drawn; the vial counts as used | T. Ruiz, technician",
        "09:36 | Injected into the diluent bag: mixed, the clock starts | T. Ruiz, technician",
        "09:37 | Inverted gently, not shaken | T. Ruiz, technician",
        "09:38 | Opaque cover put on | T. Ruiz, technician",
        "09:39 | Bag label and cover label printed, copy 1 | T. Ruiz, technician",
        "09:40 | Bag label read back from the bag | T. Ruiz, technician",
        "09:41 | Cover label read back from the opaque cover | T. Ruiz, technician",
        (
            "09:44 | REFUSED “print the labels”: reason-missing | Something has to be written here. "
            "| expected: a few words | got: nothing | T. Ruiz, technician"
        ),
        (
            "09:45 | Labels to be printed again as copy 2: earlier ones are void | Reason: smudged "
            "| T. Ruiz, technician"
        ),
        "09:45 | Bag label and cover label printed, copy 2 | T. Ruiz, technician",
        (
            "09:46 | REFUSED “scan the bag label”: void-copy | This copy of the label is void. "
            f"| expected: copy 2 of bag {bag_id} | got: copy 1 | T. Ruiz, technician"
        ),
        (
            "09:47 | REFUSED “scan the bag label”: wrong-piece | This is the other label of the bag. "
            f"| expected: the bag label of bag {bag_id} | got: the cover label of bag {bag_id} "
            "| T. Ruiz, technician"
        ),
        "09:48 | Bag label read back from the bag | T. Ruiz, technician",
        "09:49 | Cover label read back from the opaque cover | T. Ruiz, technician",
        (
            "09:50 | REFUSED “release”: void-copy | This copy of the label is void. "
            f"| expected: copy 2 of bag {bag_id} | got: copy 1 | F. Soler, pharmacist"
        ),
        (
            "09:51 | Checked, cover label scanned, released and signed "
            f"| what was signed: sha256 {signatures[1]} … | F. Soler, pharmacist"
        ),
        "09:52 | Printed: preparation record, copy 1 | F. Soler, pharmacist",
    ]
    assert [(row.document, row.copy_number, row.void) for row in found.prints] == [
        ("bag label", 1, True),
        ("cover label", 1, True),
        ("bag label", 2, False),
        ("cover label", 2, False),
        ("record", 1, False),
    ]
    assert {row.state for row in found.prints} == {PrintState.PRINTED}


def after(name: str, folder: Path, at: datetime) -> tuple[Station, str]:
    """A station on the evening of a sample day, and the bag of the day."""
    for outcome in rehearse(SCENARIOS / name, at, db=str(folder / "day.db")):
        assert outcome.as_expected
    station = open_station(str(folder / "day.db"), SetClock(at))
    with station.database.reading() as connection:
        return station, bags_of_patient(connection, PATIENT)[0].id


EVENING = datetime(2026, 3, 25, 21, 0, tzinfo=MADRID)


def test_a_reaction_is_told_with_what_was_done_and_what_was_given_until_then(tmp_path: Path) -> None:
    station, bag_id = after("reaction-grade-2.jsonl", tmp_path, EVENING)
    found = history(station, bag_id)
    station.database.close()
    lines = told(found)
    # 30 min at 5, 30 min at 10, 30 min at 15 mL/h and 20 min 10 s at 20 mL/h: 15 and 6.7222 mL.
    # 12 mg in 101.2 mL: 21.7222 mL hold 2.5757 mg.
    start = next(number for number, line in enumerate(lines) if line.startswith("13:50 | Reaction"))
    assert lines[start : start + 2] == [
        (
            "13:50 | Reaction of grade 2: paused until the symptoms subside "
            "| symptoms: rash on the chest, itching | given: 21.72 mL, 2.58 mg | N. Pons, nurse"
        ),
        (
            "13:51 | Patient looked at | HR 78 · BP 124/76 · T 36.8 °C "
            "| for the physician: skin: rash on the chest | N. Pons, nurse"
        ),
    ]
    for line in (
        "09:45 | Put into fridge 2 | covered | T. Ruiz, technician",
        "10:00 | paracetamol given | 2026-03-25 10:00 +01:00 | N. Pons, nurse",
        "10:30 | methylprednisolone given | 2026-03-25 10:30 +01:00 | N. Pons, nurse",
        "11:57 | Line primed with drug solution: 20 mL | N. Pons, nurse",
        "11:59 | Checked at the bedside: GO | N. Pons, nurse",
        "12:00 | Checked at the bedside: GO. Started at 5 mL/h | N. Pons, nurse",
        "12:30 | Rate set to 10 mL/h | given: 2.5 mL, 0.3 mg | N. Pons, nurse",
        "14:10 | Infusion resumed at 10 mL/h | given: 21.72 mL, 2.58 mg | N. Pons, nurse",
        (
            "14:46 | REFUSED “let the rate climb again”: not-your-role | This is not yours to do. "
            "| expected: physician | got: N. Pons, nurse | N. Pons, nurse"
        ),
        "18:32 | Infusion completed | given: 101.2 mL, 12 mg | N. Pons, nurse",
        "20:33 | Observation after the infusion is over | N. Pons, nurse",
    ):
        assert line in lines


def test_the_rates_that_ran_are_told_with_what_each_gave(tmp_path: Path) -> None:
    station, bag_id = after("reaction-grade-2.jsonl", tmp_path, EVENING)
    found = history(station, bag_id)
    station.database.close()
    # The pause has no row; after it 10 mL/h, through the physician's word, until the nurse sets 15.
    assert [
        (
            f"{ran.stretch.starts_at.astimezone(MADRID):%H:%M:%S}",
            f"{ran.stretch.rate_ml_per_h.normalize():f}",
            str(round(ran.volume_ml, 2)),
            ran.by,
        )
        for ran in found.ran
    ] == [
        ("12:00:00", "5", "2.50", NURSE),
        ("12:30:00", "10", "5.00", NURSE),
        ("13:00:00", "15", "7.50", NURSE),
        ("13:30:00", "20", "6.72", NURSE),
        ("14:10:10", "10", "11.64", NURSE),
        ("15:20:00", "15", "7.50", NURSE),
        ("15:50:00", "20", "20.00", NURSE),
        ("16:50:00", "25", "40.34", NURSE),
    ]
    assert found.ran[-1].so_far_ml == Decimal("101.2")


def test_a_warm_refrigerator_is_told_with_quarantine_clearing_and_every_stay(tmp_path: Path) -> None:
    station, bag_id = after("warm-bag.jsonl", tmp_path, EVENING)
    found = history(station, bag_id)
    station.database.close()
    lines = told(found)
    signature = next(each for each in found.signatures if each.meaning == "custody cleared")
    for line in (
        (
            "10:25 | Put into quarantine | Reason: 9.4 °C at 10:25; it must stay between 2 and 8 °C. "
            "| T. Ruiz, technician"
        ),
        (
            "10:26 | Checked at the bedside: STOP | does not pass: 3 released "
            "· 8 custody unbroken, cold and dark · 9 premedication given, and early enough "
            "· 10 heart rate, blood pressure, temperature taken "
            "· 11 line primed with the drug solution | N. Pons, nurse"
        ),
        (
            "10:31 | Custody cleared and signed | cleared: 9.4 °C at 10:25; it must stay between 2 and 8 °C. "
            "| Reason: the door stood open for a minute, the maker's data allow it "
            f"| what was signed: sha256 {signature.sha256[:16]} … | F. Soler, pharmacist"
        ),
    ):
        assert line in lines
    assert [
        (f"{stay.at.astimezone(MADRID):%H:%M}", str(stay.where), stay.covered, stay.by)
        for stay in found.stays
    ] == [
        ("09:36", "bench", False, TECHNICIAN),
        ("09:38", "bench", True, TECHNICIAN),
        ("09:45", "fridge 2", True, TECHNICIAN),
        ("11:48", "box 1", True, TECHNICIAN),
        ("11:55", "ward 4", True, NURSE),
    ]
    cold = found.stays[2].temperatures
    assert cold
    assert (cold.count, cold.first.celsius, cold.last.celsius) == (6, Decimal("4.6"), Decimal("4.6"))
    assert (cold.least.celsius, cold.most.celsius) == (Decimal("4.6"), Decimal("9.4"))
    assert [str(words) for words in cold.outside] == ["9.4 °C at 10:25; it must stay between 2 and 8 °C."]
    # It was started at 12:00: where it is afterwards is of no matter.
    assert found.stays[-1].until == datetime(2026, 3, 25, 12, 0, tzinfo=MADRID)


def test_a_discarded_bag_was_kept_until_it_was_destroyed(tmp_path: Path) -> None:
    station, bag_id = after("too-long-outside.jsonl", tmp_path, EVENING)
    found = history(station, bag_id)
    station.database.close()
    assert found.stays[-1].until == datetime(2026, 3, 25, 11, 30, tzinfo=MADRID)


def test_a_refusal_is_told_in_the_words_that_were_shown(house: House) -> None:
    bag_id = house.prepared_to(Step.VIAL)
    spanish = replace(
        house.station, site=house.station.site.model_copy(update={"language": Language.SPANISH})
    )
    with pytest.raises(Refusal):
        bench.scan_vial(spanish, TECHNICIAN, bag_id, vial("9999"))
    entry = history(house.station, bag_id).entries[-1]
    assert entry.refused
    assert [str(detail) for detail in entry.details] == [
        "Esto no está en el stock.",
        "expected: algo escaneado al darle entrada",
        "got: un vial, n.º de serie 9999, lote L77F2",
    ]


def test_a_rejected_vial_stays_in_the_history_with_its_reason(house: House) -> None:
    bag_id = house.prepared_to(Step.LOOK)
    bench.reject_vial(house.station, TECHNICIAN, bag_id, "particles")
    house.bring(bag_id, Step.LOOK, serial="7H2K2")
    lines = [line.split(" | ", 1)[1] for line in told(history(house.station, bag_id))[-3:]]
    assert lines == [
        (
            "Vial scanned | LEMTRADA, GTIN 09520001000010, lot L77F2, serial 7H2K1, expiry 31 Dec 2028 "
            "| T. Ruiz, technician"
        ),
        "Vial 7H2K1 rejected, put aside for good | Reason: particles | T. Ruiz, technician",
        (
            "Vial scanned | LEMTRADA, GTIN 09520001000010, lot L77F2, serial 7H2K2, expiry 31 Dec 2028 "
            "| T. Ruiz, technician"
        ),
    ]


def test_how_a_bag_ended_says_what_became_of_what_was_scanned(house: House) -> None:
    cancelled = house.prepared_to(Step.DRAW)
    bench.cancel(house.station, TECHNICIAN, cancelled, "fever", vial_sealed=True)
    assert told(history(house.station, cancelled))[-1].endswith(
        "Cancelled | Reason: fever | vial 7H2K1, still sealed and cold, back in stock "
        "| diluent of lot B4471 back in stock | T. Ruiz, technician"
    )
    again = orders.replace_bag(house.station, PHARMACIST, cancelled, "fever is gone").id
    assert told(history(house.station, again)) == [
        f"09:30 | Ordered in place of bag {cancelled} | Reason: fever is gone | F. Soler, pharmacist"
    ]
    house.verify(again)
    house.bring(again, Step.COVER)
    bench.discard(house.station, TECHNICIAN, again, "leaks")
    assert told(history(house.station, again))[-1].endswith(
        "Discarded | Reason: leaks | vial 7H2K1 was used up | T. Ruiz, technician"
    )


def test_a_release_that_a_reprint_ended_is_a_signature_that_stands_no_more(house: House) -> None:
    bag_id = house.released()
    assert [row.stands for row in history(house.station, bag_id).signatures] == [True, True]
    bench.number_labels(house.station, TECHNICIAN, bag_id, "smudged")
    found = [(row.meaning, row.stands) for row in history(house.station, bag_id).signatures]
    assert found == [("order verified", True), ("bag released", False)]


def test_a_recall_of_what_a_bag_holds_is_part_of_its_history(house: House) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    stockroom.recall_lot(house.station, PHARMACIST, GTIN, "L77F2", "maker's letter")
    assert told(history(house.station, bag_id))[-1] == (
        "09:30 | Lot L77F2 recalled | Reason: maker's letter | F. Soler, pharmacist"
    )


def test_a_copy_that_was_never_sent_has_no_place(house: House) -> None:
    bag_id = house.verified()
    number_sheet(house.station, NURSE, bag_id, Sheet.PREMEDICATION)
    (row,) = history(house.station, bag_id).prints
    assert (row.document, row.copy_number, row.sha256, row.place) == ("premedication", 1, "", "")


def test_the_verdict_is_of_the_moment_at_which_the_history_is_read(house: House) -> None:
    bag_id = house.released()
    first = history(house.station, bag_id).verdict
    house.stored_cold(bag_id, hours=8)
    house.later(seconds=1)
    second = history(house.station, bag_id).verdict
    assert first
    assert first.usable
    assert second
    assert [reason.code for reason in second.reasons] == [Code.PAST_START_BEFORE]


def test_somebody_unknown_is_named_by_their_badge(house: House) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    with pytest.raises(Refusal):
        release.release(house.station, "7777", bag_id, label(bag_id, "C"), pin_of(PHARMACIST))
    assert str(history(house.station, bag_id).entries[-1].by) == "badge 7777, of nobody here"


def test_everything_that_can_be_refused_about_a_bag_has_words_for_what_was_tried() -> None:
    assert WORKPLACES
    about_a_bag = {
        name for name, act in ACTS.items() if "bag_id" in inspect.signature(inspect.unwrap(act)).parameters
    }
    assert about_a_bag - TRIED.keys() == set()
    assert {act for act in Act if act.startswith(("bedside.", "infusion."))} <= TRIED.keys()
    assert Act.RELEASE in about_a_bag
