"""The A4 sheets: what stands on them, in what order, and that it fits."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from labels.infusion_sheet import infusion_pdf
from labels.layout import LabelOverflow
from labels.premedication_sheet import premedication_pdf
from pharmacy.errors import Code, Refusal
from pharmacy.language import text, verbatim
from tests.labels.samples import INFUSION, PREMEDICATION, at

LONG_NAME = "Fernández de Córdoba y Martínez-Bordiú, María de los Ángeles"


def words_on(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def placed(pdf: bytes) -> list[tuple[str, float]]:
    """What is said on the first page and how high, in points."""
    said: list[tuple[str, float]] = []

    def note(words: str, _matrix: object, place: list[float], _font: object, _size: float) -> None:
        if words.strip():
            said.append((words.strip(), place[5]))

    PdfReader(BytesIO(pdf)).pages[0].extract_text(visitor_text=note)
    return said


@pytest.mark.parametrize(
    ("draw", "count"),
    [(lambda: premedication_pdf(PREMEDICATION), 1), (lambda: infusion_pdf(INFUSION), 2)],
    ids=["premedication", "infusion"],
)
def test_every_page_says_whose_it_is_and_where_it_comes_from(draw: Callable[[], bytes], count: int) -> None:
    said = words_on(draw())
    assert len(said) == count
    for number, words in enumerate(said, start=1):
        assert "Núñez Etxeberria, María del Carmen" in words
        assert "Record 00482913 · born 14 Feb 1984 · Neurología, H. de día" in words
        assert "course 1 · day 3 of 5" in words
        assert "Bag 26-000123-5 · copy 1 · audit 418:9f2ac01b77e1d340" in words
        assert "Farmacia, Hospital de la Sierra" in words
        assert f"page {number} of {count}" in words
    assert draw() == draw()


def test_orders_stand_in_the_order_of_their_times_and_those_as_needed_apart() -> None:
    said = placed(premedication_pdf(PREMEDICATION))
    clocks = [words for words, _ in said if len(words) == 5 and words[2] == ":"]
    # The infusion's own time comes first, and the two orders as needed come last.
    assert clocks == ["08:00", "08:00", "10:00", "10:00", "10:30", "20:00", "16:00", "18:00"]
    height = dict(said)
    assert height["20:00"] > height["Only if needed"] > height["from then on"]


def test_a_premedication_order_says_drug_dose_route_note_and_source() -> None:
    (words,) = words_on(premedication_pdf(PREMEDICATION))
    for said in (
        "alemtuzumab infusion planned for",
        "25 Mar 2026",
        "12:00",
        "methylprednisolone 500 mg",
        "intravenous",
        "Every 12 h, until 20 Apr 2026. Alternative: valaciclovir 500 mg\nonce a day for the same time.",
        "R9, R16, Fig. 5",
        "The product information differs",
        "Orders verified by F. Soler",
    ):
        assert said in words
    assert words.count("given at") == 8


def test_an_order_on_another_day_says_which() -> None:
    evening = PREMEDICATION.orders[1].model_copy(update={"at": datetime(2026, 3, 24, 19, 0, tzinfo=UTC)})
    (words,) = words_on(premedication_pdf(PREMEDICATION.model_copy(update={"orders": (evening,)})))
    assert "24 Mar 2026" in words


def test_the_fullest_day_fits_with_the_longest_name_and_twice_the_differences() -> None:
    fullest = {"patient_name": LONG_NAME, "differs": PREMEDICATION.differs * 2}
    (words,) = words_on(premedication_pdf(PREMEDICATION.model_copy(update=fullest)))
    assert "Fernández de Córdoba y Martínez-Bordiú,\nMaría de los Ángeles" in words


def test_more_orders_than_a_page_holds_go_on_on_the_next_one_each_whole() -> None:
    first, second = words_on(
        premedication_pdf(PREMEDICATION.model_copy(update={"orders": PREMEDICATION.orders * 2}))
    )
    for number, words in enumerate((first, second), start=1):
        assert f"page {number} of 2" in words
        assert "Núñez Etxeberria, María del Carmen" in words
        routes = [
            line for line in words.splitlines() if line in {"oral", "intravenous", "oral or intravenous"}
        ]
        assert words.count("given at") == len(routes)
    assert first.count("given at") + second.count("given at") == 16
    assert "Orders verified by F. Soler" in second
    assert "Orders verified by" not in first


def test_an_order_taller_than_its_place_is_refused_not_printed_over_the_foot() -> None:
    note = verbatim("word " * 300)
    order = PREMEDICATION.orders[0].model_copy(update={"note": note})
    with pytest.raises(Refusal) as refused:
        premedication_pdf(PREMEDICATION.model_copy(update={"orders": (order,)}))
    assert refused.value.code is Code.LABEL_OVERFLOW


def test_a_word_wider_than_its_column_is_refused() -> None:
    order = PREMEDICATION.orders[0].model_copy(update={"note": verbatim("x" * 200)})
    with pytest.raises(LabelOverflow):
        premedication_pdf(PREMEDICATION.model_copy(update={"orders": (order,)}))


def test_the_infusion_sheet_has_the_figures_rates_by_the_clock() -> None:
    first, second = words_on(infusion_pdf(INFUSION))
    # Fig. 3: 5, 10, 15, 20 and 25 mL/h; 2.5, 5, 7.5, 20 and 65 mL; 306 min in all.
    table = " ".join(first.split())
    for row in (
        "12:00 0–30 5 2.5 set at",
        "12:30 30–60 10 5 set at",
        "13:00 60–90 15 7.5 set at",
        "13:30 90–150 20 20 set at",
        "14:30 150–end 25 65 set at",
    ):
        assert row in table
    assert "end, after 5 h 06 min" in first
    assert "START BEFORE" in first
    assert "17:41" in first
    assert "Prime the line with the drug solution, not with saline" in first
    assert "its 20 mL hold 2.4 mg, which would be lost otherwise" in first
    for due in ("12:00", "17:00", "17:06", "18:06", "19:06"):
        assert due in second
    assert "Grade 2–3, moderate: needs intervention, possibly hospital" in second
    assert "Resume at 50 % of the rate at which it was stopped." in second


def test_the_time_to_finish_stands_on_the_infusion_sheet_when_policy_sets_one() -> None:
    limited = INFUSION.model_copy(
        update={"start_before": at(12, 35), "finish_before": at(17, 41), "patient_name": LONG_NAME}
    )
    first, _ = words_on(infusion_pdf(limited))
    assert "FINISH BEFORE" in first
    assert "12:35" in first


def test_an_infusion_across_a_clock_change_shows_offsets() -> None:
    moved = INFUSION.model_copy(
        update={
            "planned_start": datetime(2026, 10, 24, 22, 0, tzinfo=UTC),
            "ends_at": datetime(2026, 10, 25, 3, 6, tzinfo=UTC),
            "observations": (
                datetime(2026, 10, 24, 22, 0, tzinfo=UTC),
                datetime(2026, 10, 25, 3, 6, tzinfo=UTC),
            ),
        }
    )
    first, second = words_on(infusion_pdf(moved))
    assert "start 00:00 +02:00, end 04:06 +01:00" in first
    assert "+02:00" in second


def test_orders_across_a_clock_change_show_offsets() -> None:
    night = [datetime(2026, 10, 24, 22, 0, tzinfo=UTC), datetime(2026, 10, 25, 3, 0, tzinfo=UTC)]
    orders = tuple(PREMEDICATION.orders[0].model_copy(update={"at": moment}) for moment in night)
    (words,) = words_on(premedication_pdf(PREMEDICATION.model_copy(update={"orders": orders})))
    # 22:00 UTC is 00:00 in Madrid's summer, 03:00 UTC is 04:00 in its winter
    assert "00:00\n+02:00" in words
    assert "04:00\n+01:00" in words


def test_a_time_that_happens_twice_says_which_one_it_is() -> None:
    for hour, offset in ((0, "+02:00"), (1, "+01:00")):
        planned = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
        sheet = PREMEDICATION.model_copy(update={"infusion_start": planned, "orders": ()})
        (words,) = words_on(premedication_pdf(sheet))
        assert f"02:30 {offset}" in words


def test_a_reaction_is_written_down_where_it_is_looked_up() -> None:
    _, second = words_on(infusion_pdf(INFUSION))
    assert second.count("reaction at") == 3
    # Fig. 3, fourth panel: mild goes on; moderate is slowed or stopped, flushed, resumed; severe ends
    order = [
        "Grade 1, mild: no or little need of intervention",
        "Give symptomatic medication.",
        "The infusion goes on.",
        "Grade 2–3, moderate: needs intervention, possibly hospital",
        "Give symptomatic medication.",
        "Reduce the rate by 50 %, or stop the infusion.",
        "Flush the line with saline.",
        "Wait for the symptoms to subside.",
        "Resume at 50 % of the rate at which it was stopped.",
        "Grade 4, severe: needs major intervention, probably hospital",
        "Give symptomatic medication.",
        "Stop the infusion for good.",
        "Flush the line with saline.",
    ]
    assert " ".join(order) in " ".join(second.split())


def test_an_eight_hour_infusion_with_every_observation_still_fits_its_page() -> None:
    long = INFUSION.model_copy(
        update={
            "ends_at": at(20),
            "observations": (*(at(hour) for hour in range(12, 23)),),
            "patient_name": LONG_NAME,
        }
    )
    _, second = words_on(infusion_pdf(long))
    assert "22:00" in second


def test_more_priming_steps_than_the_page_holds_are_refused() -> None:
    with pytest.raises(Refusal) as refused:
        infusion_pdf(INFUSION.model_copy(update={"priming": (text("Wait."),) * 30}))
    assert refused.value.code is Code.LABEL_OVERFLOW


def test_a_volume_with_decimals_is_printed_exactly() -> None:
    first, _ = words_on(infusion_pdf(INFUSION.model_copy(update={"total_ml": Decimal("101.2")})))
    assert "101.2" in first
