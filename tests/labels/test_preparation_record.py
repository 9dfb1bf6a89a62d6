"""The preparation record: what it says, over how many pages, and that it can always be printed and kept."""

import json
import shutil
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from labels.archive import archived
from labels.compose_record import preparation_record
from labels.layout import LabelOverflow
from labels.preparation_record import record_pdf
from pharmacy.clock import SetClock
from pharmacy.language import Language, verbatim
from pharmacy.preparation import Step
from pharmacy.service import bench
from pharmacy.service.bags import bags_of_patient
from pharmacy.service.documents import facts
from samples import SCENARIOS
from tests.conftest import MADRID, PATIENT, TECHNICIAN, House
from tests.labels.reading_back import words_on
from tests.labels.samples import RECORD
from tui.house import open_station
from tui.rehearsal import rehearse


def drawn(house: House, bag_id: str, language: Language = Language.ENGLISH) -> bytes:
    """A bag's record as it is printed."""
    site = house.station.site.model_copy(update={"language": language})
    station = replace(house.station, site=site)
    known = facts(station, bag_id).model_copy(update={"copy_number": 1})
    return record_pdf(preparation_record(station, known))


def test_a_record_says_state_facts_acts_custody_signatures_and_papers() -> None:
    (words,) = words_on(record_pdf(RECORD))
    for said in (
        "Preparation record course 1 · day 3 of 5",
        "RELEASED as of 25 Mar 2026 10:00:00",
        "May be used: the infusion must start before 25 Mar 2026 17:41:00.",
        "mixed 25 Mar 2026 09:41:00",
        "09:32:00 Vial scanned LEMTRADA, GTIN 09520001000010, lot L77F2, serial 7H2K1 T. Ruiz, technician",
        "09:34:00 REFUSED “scan the diluent”: wrong-product This is another product. got: LEMTRADA",
        f"bag released sha256 of what was signed: {'ab' * 32} F. Soler, pharmacist",
        "label on the bag, copy 1 /srv/prints/26-000123-5-bag-label-copy1.pdf sha256 cdcdcdcdcdcdcdcd …",
        (
            "Custody and temperature 25 Mar 2026 09:45:00 fridge 2, covered until 11:50:00, 125 min "
            "temperatures read: 7; first 4.6 °C at 09:45, last 4.4 °C at 11:45 T. Ruiz, technician"
        ),
        "protocol consensus-2019 1,",
        "Record reviewed by",
        "Bag 26-000123-5 · copy 1 · audit 418:9f2ac01b77e1d340 page 1 of 1",
    ):
        assert said in words


def test_a_long_record_takes_as_many_pages_as_it_needs_and_says_the_day_anew() -> None:
    pages = words_on(record_pdf(RECORD.model_copy(update={"entries": RECORD.entries * 40})))
    assert len(pages) > 3
    for number, words in enumerate(pages, start=1):
        assert f"page {number} of {len(pages)}" in words
        assert "Núñez Etxeberria, María del Carmen" in words
    assert all("25 Mar 2026 09:3" in words for words in pages if "Vial scanned" in words)
    assert sum(words.count("Vial scanned") for words in pages) == 40
    assert sum(words.count("REFUSED") for words in pages) == 40


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("خ", "[U+062E]"),
        ("]d201095\x1d21", "]d201095[U+001D]21"),
        ("x" * 200, "x" * 30),
        ("12345 67890 " * 15, "12345"),
        ("Раul", "[U+0420][U+0430]ul"),
    ],
)
def test_whatever_was_once_typed_or_scanned_a_record_can_be_printed(typed: str, printed: str) -> None:
    entry = RECORD.entries[1].model_copy(update={"details": (verbatim(typed),)})
    (words,) = words_on(record_pdf(RECORD.model_copy(update={"entries": (entry,)})))
    assert printed in words


def test_a_name_too_long_for_the_label_is_refused_on_the_record_too() -> None:
    with pytest.raises(LabelOverflow):
        record_pdf(RECORD.model_copy(update={"patient_name": "Wolfeschlegelsteinhausenbergerdorff" * 3}))


def test_the_same_record_is_the_same_file() -> None:
    assert record_pdf(RECORD) == record_pdf(RECORD)
    assert archived(record_pdf(RECORD)) == archived(record_pdf(RECORD))


def test_an_archived_record_keeps_its_words_and_says_title_author_and_language() -> None:
    kept = archived(record_pdf(RECORD))
    assert words_on(kept) == words_on(record_pdf(RECORD))
    reader = PdfReader(BytesIO(kept))
    assert reader.metadata
    assert reader.metadata.title == "Preparation record 26-000123-5"
    assert reader.metadata.author == "Farmacia, Hospital de la Sierra"
    assert str(reader.root_object["/Lang"]) == "en"
    assert b"<pdfaid:part>2</pdfaid:part>" in kept or b'pdfaid:part="2"' in kept


def test_the_record_of_a_released_bag_says_who_verified_prepared_and_released(house: House) -> None:
    words = " ".join(words_on(drawn(house, house.released())))
    for said in (
        "RELEASED as of 25 Mar 2026 09:30:00",
        "May be used: the infusion must start before 25 Mar 2026 17:30:00.",
        "drug alemtuzumab 12 mg in 100 mL sodium chloride 0.9 %",
        "vial LEMTRADA, GTIN 09520001000010, lot L77F2, serial 7H2K1, expiry 31 Dec 2028",
        "infusion planned 25 Mar 2026 12:00",
        "mixed 25 Mar 2026 09:30:00",
        "START BEFORE 25 Mar 2026 17:30:00",
        "order verified by F. Soler, pharmacist",
        "prepared by T. Ruiz",
        "released by F. Soler, pharmacist",
        "Custody and temperature 25 Mar 2026 09:30:00 bench, NOT covered",
        "protocol consensus-2019 1, ",
        f"sha256 {house.station.protocol.sha256}",
        house.station.policy.sha256,
        "signed F. Soler, 24 Mar 2026 18:00:00",
    ):
        assert said in words
    assert "FINISH BEFORE" not in words


def test_the_record_of_a_bag_out_of_time_says_why_it_may_not_be_started(house: House) -> None:
    bag_id = house.released()
    house.later(hours=8, seconds=1)
    words = words_on(drawn(house, bag_id))[0]
    assert (
        "Not to be started any more: Mixed at 09:30; the infusion had to start before 17:30. (Fig. 3)"
        in words
    )


def of_a_day(name: str, folder: Path, hour: int, minute: int, language: Language = Language.ENGLISH) -> str:
    """The words on the record of a sample day's bag, as it is at a clock time."""
    now = datetime(2026, 3, 25, hour, minute, tzinfo=MADRID)
    lines = (SCENARIOS / name).read_text(encoding="utf-8").splitlines()
    (folder / "day.jsonl").write_text(
        "\n".join(line for line in lines if '"at"' not in line or json.loads(line)["at"] <= now.isoformat()),
        encoding="utf-8",
    )
    shutil.copy(SCENARIOS / "hospital.jsonl", folder)
    for outcome in rehearse(folder / "day.jsonl", now, db=str(folder / "day.db")):
        assert outcome.as_expected, outcome
    station = open_station(str(folder / "day.db"), SetClock(now), language=language)
    with station.database.reading() as connection:
        bag = bags_of_patient(connection, PATIENT)[0]
    known = facts(station, bag.id).model_copy(update={"copy_number": 1})
    pages = PdfReader(BytesIO(record_pdf(preparation_record(station, known)))).pages
    station.database.close()
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_the_record_of_a_bag_that_was_given_says_where_it_was_how_warm_and_what_was_given(
    tmp_path: Path,
) -> None:
    words = of_a_day("good-course-day.jsonl", tmp_path, 20, 0)
    for said in (
        "COMPLETED as of 25 Mar 2026 20:00:00",
        "line primed 20 mL of drug solution, 25 Mar 2026 11:57:00",
        "infusion started 25 Mar 2026 12:00:00",
        "infusion ended 25 Mar 2026 17:10:00",
        "given 101.2 of 101.2 mL: 12 mg of 12 mg",
        "observation over 25 Mar 2026 19:11:00",
        "09:36:00 bench, NOT covered until 09:38:00, 2 min T. Ruiz, technician",
        (
            "09:45:00 fridge 2, covered until 11:48:00, 123 min temperatures read: 5; "
            "first 4.6 °C at 10:05, last 4.6 °C at 11:45 lowest 4.6 °C at 10:05, highest 4.6 °C at 10:05"
        ),
        "11:55:00 ward 4, covered until 12:00:00, 5 min N. Pons, nurse",
        # 66.2 mL at 25 mL/h take 158.88 min
        "14:30:00 25 mL/h: 66.2 mL for 158.88 min; 101.2 mL given by then N. Pons, nurse",
    ):
        assert said in words
    assert words.count("°C at") == 4


def test_the_record_of_an_infusion_that_runs_says_what_was_given_so_far(tmp_path: Path) -> None:
    words = of_a_day("good-course-day.jsonl", tmp_path, 13, 30)
    # 2.5, 5 and 7.5 mL; 12 mg in 101.2 mL: 1.7787 mg
    assert "INFUSING as of 25 Mar 2026 13:30:00" in words
    assert "given 15 of 101.2 mL so far: 1.78 mg of 12 mg" in words


def test_the_record_of_an_infusion_stopped_for_good_says_what_was_given_until_then(tmp_path: Path) -> None:
    words = of_a_day("reaction-grade-4.jsonl", tmp_path, 15, 10)
    # 2.5 and 5 mL, and 15 mL/h for 10 min 10 s: 10.0417 mL, 1.1907 mg
    assert "STOPPED EARLY as of 25 Mar 2026 15:10:00 Reason: hypotension, bronchospasm" in words
    assert "given 10.04 of 101.2 mL: 1.19 mg of 12 mg" in words
    assert "Reaction of grade 4: stopped for good symptoms: hypotension, bronchospasm" in words
    assert "observation over" not in words


def test_the_record_of_a_warm_bag_says_quarantined_with_the_figure_and_every_excursion(
    tmp_path: Path,
) -> None:
    words = of_a_day("warm-bag.jsonl", tmp_path, 10, 30)
    for said in (
        (
            "QUARANTINED as of 25 Mar 2026 10:30:00 Not to be started until a pharmacist clears it: "
            "9.4 °C at 10:25; it must stay between 2 and 8 °C. (Fig. 3)"
        ),
        "highest 9.4 °C at 10:25 OUT OF RANGE: 9.4 °C at 10:25; it must stay between 2 and 8 °C.",
    ):
        assert said in words


def test_a_bag_of_which_only_readings_are_missing_is_quarantined_on_paper_too(tmp_path: Path) -> None:
    words = of_a_day("logger-import.jsonl", tmp_path, 10, 30)
    assert (
        "QUARANTINED as of 25 Mar 2026 10:30:00 Not to be started until a pharmacist clears it: "
        "No temperature reading for 45 min after 09:45; policy allows 30. (local policy)"
    ) in words
    assert "no temperature was read" in words


def test_a_stop_is_told_on_one_line_and_in_spanish(tmp_path: Path) -> None:
    words = of_a_day("bedside-stops.jsonl", tmp_path, 11, 59, Language.SPANISH)
    assert "[U+" not in words
    for said in (
        "Comprobación a pie de cama: STOP no se cumple: 1 mismo paciente",
        "Colocada en ward 4 con funda",
    ):
        assert said in words


def test_the_record_of_a_discarded_bag_says_why_it_ended(house: House) -> None:
    bag_id = house.prepared_to(Step.COVER)
    bench.discard(house.station, TECHNICIAN, bag_id, "leaks")
    words = words_on(drawn(house, bag_id))[0]
    assert "DISCARDED as of 25 Mar 2026 09:30:00 Reason: leaks" in words
    assert "released by" not in words


def test_a_record_in_spanish_has_no_english_sentence(house: House) -> None:
    words = " ".join(words_on(drawn(house, house.released(), Language.SPANISH)))
    for said in (
        "LIBERADA a 25 mar 2026 09:30:00",
        "Puede usarse: la perfusión debe empezar antes de 25 mar 2026 17:30:00.",
        "1,2 mL extraídos; el vial cuenta como usado",
        "orden validada por F. Soler, farmacéutico",
        "Custodia y temperatura",
        "página 1 de 2",
    ):
        assert said in words
    for english in (" the ", " and ", " of ", " scanned", "signed", "printed"):
        assert english not in words


def test_times_near_a_clock_change_say_their_offset(house: House) -> None:
    house.at(1, 45, day=29)
    bag_id = house.order(at="9:00")[0]
    house.verify(bag_id)
    house.at(1, 59, day=29)
    house.bring(bag_id, Step.INVERT)
    house.at(3, 1, day=29)
    house.bring(bag_id, Step.COVER)
    words = words_on(drawn(house, bag_id))[0]
    assert "mixed 29 Mar 2026 01:59:00 +01:00" in words
    assert "START BEFORE 29 Mar 2026 10:59:00 +02:00" in words
    assert "29 Mar 2026 +01:00 01:45:00 Planned, with course 1" in words
    assert "29 Mar 2026 +02:00 03:01:00 Inverted gently, not shaken" in words
