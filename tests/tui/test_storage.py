"""The storage board: two scans move a bag, refrigerators are read, doubts are decided, the bell rings."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from pharmacy.language import Language
from pharmacy.places import Place
from pharmacy.preparation import State, Step
from pharmacy.service import bench, custody
from tests.conftest import MADRID, NURSE, PHARMACIST, SECOND, TECHNICIAN, House, label, vial
from tests.tui.hands import Hands, at_work
from tui.app import AlemprepApp
from tui.screens.bag import BagScreen
from tui.screens.check import CheckScreen
from tui.screens.form import FormScreen
from tui.screens.preparation import PreparationScreen
from tui.screens.refusal import RefusalScreen
from tui.screens.storage import StorageScreen

pytestmark = pytest.mark.station

FRIDGE_1, FRIDGE_2, BOX, WARD = "]d293FR1", "]d293FR2", "]d293BOX1", "]d293W4"


@pytest.fixture
def bells(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """Each time the terminal's bell rang."""
    rung: list[None] = []
    monkeypatch.setattr(AlemprepApp, "bell", lambda _app: rung.append(None))
    return rung


def cold(house: House, bag_id: str, *, fridge: str = FRIDGE_2) -> str:
    """The bag, in a refrigerator."""
    custody.move_bag(house.station, TECHNICIAN, bag_id, fridge, covered=True)
    return bag_id


def read(house: House, celsius: str = "5", fridge: str = FRIDGE_2) -> None:
    custody.record_temperature(house.station, TECHNICIAN, fridge, celsius)


def second_bag(house: House) -> str:
    bag_id = house.verified("00511270")
    house.bring(bag_id, Step.VIAL)
    bench.scan_vial(house.station, TECHNICIAN, bag_id, vial("9M4P1", lot="L81C5", expiry="290331"))
    house.bring(bag_id, Step.CHECK)
    house.do(bag_id)
    return bag_id


async def reload(hands: Hands) -> None:
    """As after some seconds."""
    await hands.at(StorageScreen)._reload()
    await hands.settle()


def place(house: House, bag_id: str) -> tuple[str, bool]:
    here = house.bag(bag_id).place
    assert here is not None
    return here.where, here.covered


async def test_the_board_shows_bag_place_reason_and_refrigerators(house: House) -> None:
    bag_id = cold(house, house.released())
    house.at(9, 45)
    read(house, "4.6")
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.press("s")
        hands.at(StorageScreen)
        assert "▶ 17:30 0 h 30 Núñez Etxeberria, Mar… fridge 2 in time" in " ".join(hands.lines[2].split())
        assert f"{bag_id} · Núñez Etxeberria, María del Carmen · 1·1/5 · released" in hands.seen
        assert "fridge 2 since 09:30, covered; 0 of 30 min outside" in hands.seen
        assert "usable until 10:15: the next temperature is due" in hands.seen
        fridge = next(line for line in hands.lines if line.split()[:2] == ["fridge", "2"])
        assert fridge.split()[2:5] == ["4.6", "°C", "09:45"]
        assert fridge.endswith("read by 10:15")
        house.at(10, 15, 1)
        await hands.until(lambda: "✕ was due 10:15" in hands.seen)
        assert "✕ QUARANTINED" in hands.seen
        assert "No temperature reading for 31 min after 09:45; policy allows 30." in hands.seen
        await hands.press("escape")
        assert "QUARANTINED" in hands.seen
        assert "clear?" in hands.seen


async def test_a_cover_label_and_a_place_move_the_bag_and_a_bag_label_says_that_it_is_bare(
    house: House,
) -> None:
    bag_id = cold(house, house.released())
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.press("s")
        await hands.scan(label(bag_id, "C"))
        assert (
            f"▶ {bag_id} · Núñez Etxeberria, María del Carmen · 1·1/5, covered: now scan the place."
            in hands.seen
        )
        await hands.scan(BOX)
        assert place(house, bag_id) == ("BOX1", True)
        assert f"✓ {bag_id} is in box 1, covered." in hands.seen
        await hands.scan(label(bag_id, "B"))
        assert "1·1/5, NOT covered: now scan the place." in hands.seen
        await hands.scan("]d293BENCH")
        assert place(house, bag_id) == ("BENCH", False)


async def test_a_place_without_a_bag_is_refused_here_and_on_the_worklist(house: House) -> None:
    house.released()
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(BOX)
        hands.at(RefusalScreen)
        assert "Press s for storage. There, scan the bag's label, then the place's code." in hands.seen
        await hands.press("space", "s")
        await hands.scan(BOX)
        hands.at(RefusalScreen)
        assert "Which bag is put there? No label was scanned before." in hands.seen


async def test_after_a_refused_label_a_place_moves_no_bag(house: House) -> None:
    bag_id, other = cold(house, house.released()), cold(house, second_bag(house))
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.press("s")
        await hands.scan(label(bag_id, "C"))
        await hands.scan(label(other, "C", 7))
        hands.at(RefusalScreen)
        await hands.scan(BOX)
        assert "Which bag is put there?" in hands.seen
        assert (place(house, bag_id), place(house, other)) == (("FR2", True), ("FR2", True))


async def test_a_label_waits_for_its_place_as_long_as_policy_says(
    house: House,
) -> None:
    waits = house.station.policy.place_scan
    assert str(waits.quantity) == "60 s"
    second = waits.model_copy(update={"value": Decimal(1)})
    policy = house.station.policy.model_copy(update={"place_scan": second})
    house.station = replace(house.station, policy=policy)
    bag_id = cold(house, house.released())
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.press("s")
        await hands.scan(label(bag_id, "C"))
        await hands.until(lambda: f"No place was scanned for {bag_id}: scan both again." in hands.seen)
        await hands.scan(BOX)
        hands.at(RefusalScreen)
        assert place(house, bag_id) == ("FR2", True)


async def test_the_bell_rings_once_for_each_bag_and_word(house: House, bells: list[None]) -> None:
    """Mixed at 09:30: warned at 16:30 and at 17:15, over after 17:30."""
    bag_id = cold(house, house.released())
    first = datetime(2026, 3, 25, 9, 55, tzinfo=MADRID)
    for number in range(16):
        house.clock.set(first + number * timedelta(minutes=25))
        read(house)
    house.at(16, 29, 59)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.press("s")
        for moment, word, rung in (
            ((16, 29, 59), "in time", 0),
            ((16, 30), "! SOON", 1),
            ((17, 0), "! SOON", 1),
            ((17, 14, 59), "! SOON", 1),
            ((17, 15), "!! NOW", 2),
            ((17, 30), "!! NOW", 2),
            ((17, 30, 1), "✕ OVER", 3),
        ):
            house.at(*moment)
            if moment in {(16, 30), (17, 0), (17, 15)}:
                read(house)
            for _ in range(3):
                await reload(hands)
            assert (word in hands.lines[2], len(bells)) == (True, rung), (moment, hands.seen)
        await hands.press("escape", "s")
        assert len(bells) == 3
        assert house.bag(bag_id).state is State.RELEASED


async def test_a_temperature_is_typed_seen_once_more_and_puts_bags_aside(
    house: House, bells: list[None]
) -> None:
    bag_id = cold(house, house.released())
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.press("s", "t")
        await hands.write("fr9", "4.6")
        await hands.press("space")
        hands.at(FormScreen)
        assert "There is no such place here." in hands.seen
        await hands.press("escape", "t")
        await hands.write("fr2", "480")
        await hands.press("space")
        hands.at(FormScreen)
        assert "480" in hands.seen
        await hands.press("escape", "t")
        await hands.write(FRIDGE_2, "9.1")
        await hands.press("space")
        assert f"Written down. Put into quarantine by it: {bag_id}." in hands.seen
        assert "9.1 °C at 09:30; it must stay between 2 and 8 °C." in hands.seen
        assert len(bells) == 1
        fridge = next(line for line in hands.lines if line.split()[:2] == ["fridge", "2"])
        assert "▲" in fridge
    assert house.bag(bag_id).state is State.QUARANTINED


async def test_a_nurse_puts_a_bag_aside_and_a_pharmacist_clears_it_with_reason_and_pin(house: House) -> None:
    bag_id = cold(house, house.released())
    async with at_work(house, badge=NURSE) as hands:
        await hands.press("s", "h")
        await hands.write("cover torn")
        await hands.press("space")
        assert "✕ QUARANTINED" in hands.seen
        assert "Put aside because: cover torn" in hands.seen
        assert "h quarantine" not in hands.seen
        await hands.press("c")
        hands.at(RefusalScreen)
        assert "This is not yours to do." in hands.seen
    async with at_work(house, badge=SECOND) as hands:
        await hands.press("s", "c")
        await hands.write("new cover, kept cold")
        assert "this no longer counts: cover torn" in hands.seen
        await hands.press("space")
        await hands.write("8246")
        assert "in time" in hands.seen
        await hands.press("space")
        hands.at(CheckScreen)
    assert house.bag(bag_id).state is State.LABELLED


async def test_the_cover_is_taken_off_for_a_reason(house: House) -> None:
    bag_id = cold(house, house.released(), fridge="]d293BENCH")
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.press("s", "u")
        await hands.write("to look at the label")
        await hands.press("space")
        assert "NOT covered" in hands.seen
        assert "u cover put on" in hands.seen
    assert place(house, bag_id) == ("BENCH", False)


async def test_a_bag_in_doubt_is_quarantined_large_and_at_the_bench_goes_on_at_its_step(house: House) -> None:
    bag_id = house.prepared_to(Step.BAG_LABEL)
    house.later(minutes=31)
    async with at_work(house, badge=PHARMACIST) as hands:
        await hands.press("space")
        hands.at(BagScreen)
        assert "QUARANTINED Out of the refrigerator for 31 min; policy allows 30." in hands.seen.replace(
            "┃ ", ""
        )
        assert "DISCARD ONLY" not in hands.seen
        house.later(minutes=1)
        await hands.until(lambda: "Out of the refrigerator for 32 min" in hands.seen)
        await hands.press("c")
        await hands.write("covered, 22 °C, the printer was out of labels")
        await hands.press("space")
        await hands.write("7193")
        hands.at(PreparationScreen)
        assert "SCAN THE BAG LABEL" in hands.seen.upper()
    assert (house.bag(bag_id).state, house.bag(bag_id).step) == (State.MIXED, Step.BAG_LABEL)


async def test_at_the_second_check_the_bag_goes_into_the_refrigerator_first(house: House) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(label(bag_id))
        assert "SCAN THE REFRIGERATOR. Put it into the refrigerator at 2 to 8 °C" in hands.seen
        await hands.scan(FRIDGE_2)
        hands.at(CheckScreen)
        assert "SCAN YOUR BADGE" in hands.seen
        assert "fridge 2 since 09:30, covered; 0 of 30 min outside" in hands.seen
        await hands.scan("ST1002")
        await hands.write("7193")
        await hands.scan(FRIDGE_1)
        assert "COMPARE, THEN SCAN" in hands.seen
        await hands.scan(label(bag_id, "C"))
        hands.at(BagScreen)
    assert (house.bag(bag_id).state, place(house, bag_id)) == (State.RELEASED, ("FR1", True))


async def test_a_place_is_not_taken_for_the_bag_shown_behind_another_ones_label(house: House) -> None:
    other = cold(house, second_bag(house))
    bag_id = house.prepared_to(Step.CHECK)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(label(bag_id))
        await hands.scan(label(other, "C"))
        hands.at(RefusalScreen)
        await hands.scan(FRIDGE_2)
        assert "Which bag is put there? The last label scanned is another bag's." in hands.seen
    here = house.bag(bag_id).place
    assert here is not None
    assert here.place is Place.STATION


async def test_another_bags_label_opens_it_and_the_place_is_for_that_one(house: House) -> None:
    other = cold(house, second_bag(house))
    bag_id = cold(house, house.released())
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(label(bag_id))
        await hands.scan(label(bag_id, "C"))
        assert f"the cover label of bag {bag_id}. Scan the place into which it is put." in hands.seen
        await hands.scan(label(other, "C"))
        assert f"Bag {other} · Ibarra Leza, Jon" in hands.seen
        await hands.scan(WARD)
        assert f"✓ {other} is in ward 4, covered." in hands.seen
    assert (place(house, bag_id), place(house, other)) == (("FR2", True), ("W4", True))


async def test_a_new_temperature_is_no_change_and_is_taken_silently(house: House) -> None:
    bag_id = cold(house, house.released())
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(label(bag_id))
        house.at(9, 50)
        read(house)
        await hands.at(BagScreen)._follow()
        await hands.until(lambda: "usable until 10:20: the next temperature is due" in hands.seen)
        assert "changed meanwhile" not in hands.seen
        house.at(9, 55)
        read(house)
        await hands.press("x")
        await hands.write("fell")
        await hands.press("space")
    assert house.bag(bag_id).state is State.DISCARDED


async def test_the_worklist_names_the_place_and_the_next_steroid(house: House) -> None:
    cold(house, house.released())
    house.verified("00511270")
    async with at_work(house, badge=TECHNICIAN) as hands:
        assert hands.lines[2].split()[-3:] == ["released", "fridge", "2"]
        # 90 minutes before the infusion at 12:00 (Fig. 3).
        assert "next steroid on the ward: Ibarra Leza, Jon 10:30" in hands.seen


async def test_a_strangers_bags_stay_cold_in_the_sample_hospital_and_only_there(house: House) -> None:
    bag_id = cold(house, house.released())
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.press("s", "f")
        assert house.bag(bag_id).readings == ()
        await hands.press("escape")
        hands.app.sample = True
        await hands.press("s")
        assert "f pretend 4.6 °C everywhere" in hands.seen
        await hands.press("f")
        assert hands.seen.count("4.6 °C 09:30") == 3
    assert [str(reading.celsius) for reading in house.bag(bag_id).readings] == ["4.600000"]


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
@pytest.mark.parametrize("language", Language)
async def test_everything_of_the_board_is_on_one_screen(
    house: House, size: tuple[int, int], language: Language
) -> None:
    cold(house, house.released())
    async with at_work(house, size, language, badge=TECHNICIAN) as hands:
        await hands.press("s")
        screen = hands.at(StorageScreen)
        assert not screen.query_one("Frame > VerticalScroll").show_vertical_scrollbar
        names = [line.split()[0] for line in hands.lines if line.strip().startswith("fridge")]
        assert len(names) == 3
