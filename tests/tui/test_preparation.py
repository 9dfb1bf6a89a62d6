"""A bag at the bench: one step a screen, driven by scans and the space bar, resumed where it was left."""

import pytest

from pharmacy.language import Language
from pharmacy.people import Act
from pharmacy.preparation import State, Step
from pharmacy.records import VialFate
from tests.conftest import GLUCOSE, PHARMACIST, SALINE, SECOND, TECHNICIAN, House, label, vial
from tests.tui.hands import Hands, at_work
from tui.screens.bag import BagScreen
from tui.screens.check import CheckScreen
from tui.screens.choice import ChoiceScreen
from tui.screens.preparation import PreparationScreen
from tui.screens.refusal import RefusalScreen
from tui.screens.worklist import WorklistScreen

WRISTBAND = "NHC00482913"


async def prepare(hands: Hands, bag_id: str, serial: str = "7H2K1") -> None:
    """From the first step to the second check, as it should go."""
    await hands.press("space", "space")
    await hands.scan(vial(serial))
    await hands.press("space")
    await hands.scan(SALINE)
    await hands.press("space", "space", "space", "space", "space")
    await hands.scan(label(bag_id, "B"))
    await hands.scan(label(bag_id, "C"))


def state_of(house: House, bag_id: str) -> tuple[State, Step | None]:
    bag = house.bag(bag_id)
    return bag.state, bag.step


def fate_of(house: House, serial: str) -> str:
    [(fate,)] = house.raw().execute("SELECT fate FROM vial WHERE serial = ?", [serial]).fetchall()
    return str(fate)


async def test_a_bag_goes_from_order_to_release_by_scans_and_the_space_bar(house: House) -> None:
    bag_id = house.verified()
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        hands.at(PreparationScreen)
        assert "READ THE ORDER" in hands.seen
        assert "step 1 of 13" in hands.seen
        await prepare(hands, bag_id)
        hands.at(CheckScreen)
        assert state_of(house, bag_id) == (State.LABELLED, Step.CHECK)
        assert (house.folder / "prints" / f"{bag_id}-bag-label-copy1.pdf").read_bytes()[:5] == b"%PDF-"
        await hands.sign_in(PHARMACIST)
        assert "COMPARE, THEN SCAN" in hands.seen
        await hands.scan(label(bag_id, "C"))
        hands.at(BagScreen)
        assert state_of(house, bag_id) == (State.RELEASED, None)
        assert house.bag(bag_id).released_by == PHARMACIST
        await hands.press("p")
        assert f"{bag_id}-infusion-copy1.pdf" in "".join(hands.seen.split())


async def test_the_whole_instruction_its_reason_and_source_are_on_a_small_screen(house: House) -> None:
    bag_id = house.prepared_to(Step.VIAL)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        assert "SCAN THE VIAL. alemtuzumab 12 mg / 1.2 mL, from the refrigerator, never frozen." in hands.seen
        assert "Why: Right product, in date, not recalled, never used before. (Fig. 3)" in hands.seen
        assert "Núñez Etxeberria, María del Carmen · NHC 00482913 · course 1" in hands.seen
        assert "✓ order ✓ patient ready ▶ vial · look · diluent · draw" in hands.seen
        assert "waiting for a scan · Esc stop and say why" in hands.seen
        assert state_of(house, bag_id) == (State.IN_PREPARATION, Step.VIAL)


async def test_the_clock_is_on_every_screen_from_mixing_on(house: House) -> None:
    house.prepared_to(Step.INJECT)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        assert "START BEFORE" not in hands.seen
        await hands.press("space")
        assert "START BEFORE 17:30 · 8 h 00 left" in hands.seen
        house.later(minutes=29)
        await hands.until(lambda: "START BEFORE 17:30 · 7 h 31 left" in hands.seen)


async def test_past_start_before_the_screen_only_lets_the_bag_be_discarded(house: House) -> None:
    bag_id = house.prepared_to(Step.COVER)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        house.later(hours=8, seconds=1)
        await hands.until(lambda: "DISCARD ONLY" in hands.seen)
        hands.at(BagScreen)
        assert "Mixed at 09:30; the infusion had to start before 17:30." in hands.seen
        await hands.press("space")
        assert state_of(house, bag_id) == (State.MIXED, Step.COVER)
        await hands.press("x")
        await hands.write("time is over")
        await hands.press("space")
        hands.at(WorklistScreen)
        assert house.bag(bag_id).state is State.DISCARDED
        assert house.bag(bag_id).ended_because == "time is over"


async def test_a_used_vial_is_refused_recorded_and_the_next_scan_is_the_next_attempt(house: House) -> None:
    used = house.verified("00511270")
    house.bring(used, Step.INVERT, serial="7H2K5")
    bag_id = house.prepared_to(Step.VIAL)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        await hands.scan(vial("7H2K5"))
        hands.at(RefusalScreen)
        assert "✕ NOT THIS VIAL This vial was already used. expected a vial never used before" in hands.seen
        assert f"for bag {used}" in hands.seen
        last = house.events()[-1]
        assert f"recorded #{last['seq']}" in hands.seen
        assert (last["act"], last["data"]["code"]) == (Act.SCAN_VIAL, "vial-used")
        await hands.burst("\r\n")
        hands.at(RefusalScreen)
        await hands.scan(vial("7H2K6"))
        hands.at(PreparationScreen)
        assert house.bag(bag_id).vial_serial == "7H2K6"


@pytest.mark.parametrize(
    ("code", "title"),
    [
        (GLUCOSE, "NOT THIS CODE"),
        ("ST1002", "NOT THIS CODE"),
        (WRISTBAND, "NOT THIS CODE"),
        (vial("9X9X9"), "NOT THIS PRODUCT"),
        (vial().replace("\x1d", ""), "SCAN NOT READ"),
        ("hello", "SCAN NOT READ"),
    ],
)
async def test_anything_but_a_vial_is_refused_at_the_vial_and_changes_nothing(
    house: House, code: str, title: str
) -> None:
    bag_id = house.prepared_to(Step.VIAL)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        await hands.scan(code)
        assert f"✕ {title}" in hands.seen
        assert f"recorded #{house.events()[-1]['seq']}" in hands.seen
        assert state_of(house, bag_id) == (State.IN_PREPARATION, Step.VIAL)
        await hands.press("space")
        hands.at(PreparationScreen)


async def test_a_scan_that_lost_its_end_is_refused_and_recorded(house: House) -> None:
    bag_id = house.prepared_to(Step.VIAL)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        await hands.burst(vial())
        assert "Part of the scan was lost or damaged on its way." in hands.seen
        assert house.events()[-1]["data"]["code"] == "unreadable"
        assert state_of(house, bag_id) == (State.IN_PREPARATION, Step.VIAL)


async def test_of_two_scans_in_a_burst_each_meets_the_step_then_due(house: House) -> None:
    bag_id = house.prepared_to(Step.BAG_LABEL)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        await hands.burst(f"{label(bag_id, 'B')}\r{label(bag_id, 'C')}\t\n")
        hands.at(CheckScreen)
        assert state_of(house, bag_id) == (State.LABELLED, Step.CHECK)
    assert [event["act"] for event in house.events()[-2:]] == [Act.SCAN_BAG_LABEL, Act.SCAN_COVER_LABEL]


async def test_a_scan_right_behind_a_refused_one_is_not_used_and_that_is_said(house: House) -> None:
    bag_id = house.prepared_to(Step.VIAL)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        await hands.burst(f"{SALINE}\r{vial()}\r")
        hands.at(RefusalScreen)
        assert "A scan that followed at once was not used: scan it again." in hands.seen
        assert house.bag(bag_id).vial_serial is None
        await hands.scan(vial())
        assert house.bag(bag_id).vial_serial == "7H2K1"


async def test_a_scan_out_of_order_is_refused_by_the_order_of_the_steps(house: House) -> None:
    bag_id = house.prepared_to(Step.LOOK)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        await hands.scan(SALINE)
        assert "“scan the diluent” is not the next step. expected look got diluent" in hands.seen
        assert house.events()[-1]["data"]["code"] == "step-order"
        assert state_of(house, bag_id) == (State.IN_PREPARATION, Step.LOOK)


@pytest.mark.parametrize(
    ("code", "reason"), [("hola", "unreadable"), (WRISTBAND, "wrong-kind"), ("ST1002", "wrong-kind")]
)
async def test_a_scan_without_use_at_a_step_is_refused_and_recorded(
    house: House, code: str, reason: str
) -> None:
    bag_id = house.prepared_to(Step.DRAW)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        await hands.scan(code)
        last = house.events()[-1]
        assert f"recorded #{last['seq']}" in hands.seen
        assert (last["act"], last["subject"], last["data"]["code"]) == (Act.DRAW, bag_id, reason)


async def test_a_bouncing_space_bar_confirms_one_step_only(house: House) -> None:
    bag_id = house.prepared_to(Step.DRAW)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        await hands.press("space")
        await hands.burst(" ")
        assert state_of(house, bag_id) == (State.IN_PREPARATION, Step.INJECT)


async def test_a_key_held_down_confirms_nothing(house: House) -> None:
    bag_id = house.prepared_to(Step.DRAW)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        await hands.burst(" " * 20)
        assert state_of(house, bag_id) == (State.IN_PREPARATION, Step.DRAW)


async def test_enter_confirms_no_step(house: House) -> None:
    bag_id = house.prepared_to(Step.DRAW)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        await hands.burst("\r")
        assert state_of(house, bag_id) == (State.IN_PREPARATION, Step.DRAW)


@pytest.mark.parametrize("due", [Step.PATIENT, Step.DILUENT, Step.INVERT, Step.COVER_LABEL])
async def test_a_new_start_resumes_at_the_same_step(house: House, due: Step) -> None:
    bag_id = house.prepared_to(due)
    for _ in range(2):
        async with at_work(house, badge=TECHNICIAN) as hands:
            await hands.scan(WRISTBAND)
            hands.at(PreparationScreen)
            assert f"step {due.number} of 13" in hands.seen
            assert state_of(house, bag_id)[1] is due


async def test_a_vial_that_is_not_clear_is_rejected_with_a_reason_and_another_is_scanned(
    house: House,
) -> None:
    bag_id = house.prepared_to(Step.LOOK)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        await hands.press("x")
        await hands.write("white flakes")
        assert state_of(house, bag_id) == (State.IN_PREPARATION, Step.LOOK)
        await hands.press("space")
        assert state_of(house, bag_id) == (State.IN_PREPARATION, Step.VIAL)
        assert fate_of(house, "7H2K1") == VialFate.REJECTED
        await hands.scan(vial("7H2K2"))
        assert house.bag(bag_id).vial_serial == "7H2K2"


async def test_a_scan_is_no_reason(house: House) -> None:
    bag_id = house.prepared_to(Step.LOOK)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        await hands.press("x")
        await hands.scan(vial("7H2K2"))
        assert "That was a scan. Here, write it in words." in hands.seen
        assert state_of(house, bag_id) == (State.IN_PREPARATION, Step.LOOK)


async def test_stopping_for_now_leaves_the_bag_at_its_step(house: House) -> None:
    bag_id = house.prepared_to(Step.DILUENT)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        await hands.press("escape")
        hands.at(ChoiceScreen)
        await hands.press("l")
        hands.at(WorklistScreen)
        assert state_of(house, bag_id) == (State.IN_PREPARATION, Step.DILUENT)


@pytest.mark.parametrize(("answer", "fate"), [("y", VialFate.IN_STOCK), ("n", VialFate.DESTROYED)])
async def test_cancelling_asks_whether_the_vial_is_still_good(
    house: House, answer: str, fate: VialFate
) -> None:
    bag_id = house.prepared_to(Step.DILUENT)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        await hands.press("escape", "c")
        assert "Is vial 7H2K1 still sealed, and was it kept cold?" in hands.seen
        await hands.press(answer)
        await hands.write("patient went home")
        await hands.press("space")
        hands.at(WorklistScreen)
        assert house.bag(bag_id).state is State.CANCELLED
        assert fate_of(house, "7H2K1") == fate


async def test_once_the_vial_is_open_stopping_means_discarding(house: House) -> None:
    bag_id = house.prepared_to(Step.INJECT)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        await hands.press("escape")
        assert "discard the bag" in hands.seen
        assert "cancel the bag" not in hands.seen
        await hands.press("d")
        await hands.write("")
        assert "Something has to be written here." in hands.seen
        assert house.bag(bag_id).state is State.IN_PREPARATION
        await hands.write("syringe fell")
        assert f"bag {bag_id} patient Núñez Etxeberria, María del Carmen" in hands.seen
        assert "course 1, day 1 of 5 reason syringe fell Nothing is done yet." in hands.seen
        await hands.scan(WRISTBAND)
        assert "A scan has no use on this screen, and was not used." in hands.seen
        await hands.burst("\r\n\t")
        assert house.bag(bag_id).state is State.IN_PREPARATION
        await hands.press("space")
        assert house.bag(bag_id).state is State.DISCARDED
        assert fate_of(house, "7H2K1") == VialFate.USED


async def test_whoever_prepared_is_told_so_before_typing_a_pin(house: House) -> None:
    bag_id = house.verified()
    house.bring(bag_id, Step.CHECK, by=SECOND)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        await hands.scan(f"ST{SECOND}")
        assert "You prepared this bag, so you cannot release it." in hands.seen
        last = house.events()[-1]
        assert (last["act"], last["by"], last["subject"], last["data"]["code"]) == (
            Act.RELEASE,
            SECOND,
            bag_id,
            "self-release",
        )
        await hands.scan(f"ST{TECHNICIAN}")
        assert "This is not yours to do." in hands.seen


async def test_the_bag_label_does_not_release_and_a_wrong_pin_begins_the_check_anew(house: House) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        await hands.scan(label(bag_id, "C"))
        assert "expected the badge of the pharmacist who checks" in hands.seen
        await hands.sign_in(PHARMACIST)
        await hands.scan(label(bag_id, "B"))
        assert "This is the other label of the bag." in hands.seen
        await hands.press("space", "escape")
        await hands.scan(WRISTBAND)
        await hands.scan(f"ST{PHARMACIST}")
        await hands.write("9999")
        assert "Badge and PIN do not belong together." in hands.seen
        await hands.press("space")
        assert "SCAN THE REFRIGERATOR" in hands.seen
        assert state_of(house, bag_id) == (State.LABELLED, Step.CHECK)


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
@pytest.mark.parametrize("language", list(Language))
async def test_every_step_fits_and_shows_its_keys(
    house: House, size: tuple[int, int], language: Language
) -> None:
    bag_id = house.verified()
    async with at_work(house, size=size, language=language, badge=TECHNICIAN) as hands:
        hands.app.language = language
        for due in list(Step)[:-1]:
            house.bring(bag_id, due)
            await hands.scan(WRISTBAND)
            screen = hands.at(PreparationScreen)
            frame = screen.query("Frame").first()
            assert max(map(len, hands.lines)) <= 100
            assert frame.query("VerticalScroll").first().max_scroll_y == 0, (due, hands.lines)
            assert hands.lines[-1].strip()
            screen.leave(None)
            await hands.settle()
