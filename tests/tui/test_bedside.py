"""At the bed: two scans, one verdict over the whole screen, and from STOP to GO no way but what it says."""

import pytest

from pharmacy.bedside import Fluid
from pharmacy.language import Language
from pharmacy.people import Act
from pharmacy.preparation import State
from pharmacy.service import bedside, bench, custody, orders
from tests.conftest import NURSE, PHARMACIST, PHYSICIAN, SALINE, TECHNICIAN, House, label, pin_of, vial
from tests.tui.bedside import (
    OTHER_WRISTBAND,
    WRISTBAND,
    carried,
    observed,
    premedicated,
    primed,
    ready,
)
from tests.tui.hands import Hands, at_work
from tui.screens.bedside import BedsideScreen
from tui.screens.infusion import InfusionScreen
from tui.screens.priming import PrimingScreen
from tui.screens.refusal import RefusalScreen
from tui.screens.second_person import BadgeScreen
from tui.screens.tell import TellScreen
from tui.screens.verdict import GoScreen, StopScreen
from tui.screens.worklist import WorklistScreen
from tui.widgets.big import big_lines

pytestmark = pytest.mark.station

HUGE_GO = """
    ████████        ████
    ████████        ████
████            ████    ████
████            ████    ████
████    ████    ████    ████
████    ████    ████    ████
████    ████    ████    ████
████    ████    ████    ████
    ████████        ████
    ████████        ████
""".strip("\n").splitlines()
HUGE_STOP = ["  ████  ██████    ██    ████", "██        ██    ██  ██  ██  ██"]


async def look(hands: Hands, bag_id: str, wristband: str = WRISTBAND) -> None:
    """From the worklist to the verdict."""
    await hands.press("b")
    await hands.scan(wristband)
    await hands.scan(label(bag_id, "C"))


async def read_on(hands: Hands) -> str:
    """Everything on the screen, down to its end."""
    seen = said(hands)
    for _ in range(4):
        await hands.burst("\x1b[6~")
        seen += said(hands)
    await hands.burst("\x1b[H")
    return seen


def said(hands: Hands) -> str:
    """Everything on the screen, without its borders."""
    return " ".join(hands.seen.replace("║", " ").replace("╏", " ").split())


def verdicts(house: House) -> list[str]:
    """Every look that was recorded."""
    return [
        event["data"]["verdict"]
        for event in house.events()
        if event["act"] == Act.CHECK_BEDSIDE and event["result"] == "ok"
    ]


async def test_a_nurse_finds_the_bedside_first_on_the_worklist(house: House) -> None:
    async with at_work(house, badge=NURSE) as hands:
        assert "scan to begin · b at the bedside" in hands.seen
        await hands.press("b")
        hands.at(BedsideScreen)
        assert "SCAN THE WRISTBAND." in hands.seen
        await hands.press("escape")
        hands.at(WorklistScreen)


@pytest.mark.parametrize("bag_first", [True, False])
async def test_all_eleven_items_pass_and_it_says_go_whichever_is_scanned_first(
    house: House, bag_first: bool
) -> None:
    bag_id = ready(house)
    async with at_work(house, badge=NURSE) as hands:
        await hands.press("b")
        scans = [WRISTBAND, label(bag_id, "C")]
        for scan in reversed(scans) if bag_first else scans:
            await hands.scan(scan)
        hands.at(GoScreen)
        wide = max(map(len, HUGE_GO))
        rows = [line.strip("║").removeprefix("  ") for line in hands.lines[2:12]]
        assert [row[:wide].rstrip() for row in rows] == HUGE_GO
        beside = [row[wide:].strip() for row in rows if row[wide:].strip()]
        assert beside == [line.strip() for line in big_lines("BEFORE 17:30", 40) or ()]
        assert hands.lines[1].startswith("╔═")
        assert "Núñez Etxeberria, María del Carmen" in hands.seen
        assert f"bag {bag_id} · course 1, day 1 of 5 · 12 mg" in hands.seen
        assert "START BEFORE 17:30 · 5 h 35 left" in hands.seen
        assert "✓ 11 of 11 checks" in hands.seen
        assert "Connect to the patient, set the first rate, note the time. First rate: 5 mL/h." in said(hands)
        assert "space the pump runs: started · Esc do not start" in hands.seen
    assert verdicts(house) == ["go"]


async def test_only_the_space_bar_starts_and_only_once(house: House) -> None:
    bag_id = ready(house)
    async with at_work(house, badge=NURSE) as hands:
        await look(hands, bag_id)
        await hands.burst("\r\n\t")
        hands.at(GoScreen)
        await hands.burst(" " * 20)
        assert house.bag(bag_id).state is State.RELEASED
        await hands.press("space")
        hands.at(BedsideScreen)
        await hands.scan(WRISTBAND)
        await hands.scan(label(bag_id, "C"))
        await hands.press("space")
        await hands.burst(" ")
        hands.at(InfusionScreen)
        assert "NOW 5 mL/h · NEXT 10 mL/h at 12:25 (in 0:30)" in hands.seen
    assert house.bag(bag_id).state is State.INFUSING
    assert [event["act"] for event in house.events()].count(Act.START_INFUSION) == 1


async def test_a_go_is_believed_for_a_minute(house: House) -> None:
    bag_id = ready(house)
    async with at_work(house, badge=NURSE) as hands:
        await look(hands, bag_id)
        house.later(seconds=59)
        await hands.pilot.pause(1.2)
        hands.at(GoScreen)
        house.later(seconds=1)
        await hands.until(lambda: "That GO is over: time has passed." in hands.seen)
        hands.at(BedsideScreen)
        await hands.press("space")
        assert house.bag(bag_id).state is State.RELEASED


async def test_a_stop_becomes_a_go_only_by_scans_of_the_last_minute(house: House) -> None:
    bag_id = carried(house)
    premedicated(house, bag_id)
    observed(house, bag_id)
    async with at_work(house, badge=NURSE) as hands:
        await look(hands, bag_id)
        primed(house, bag_id)
        house.later(seconds=60)
        await hands.press("space")
        hands.at(BedsideScreen)
        assert "Nothing fails any more. For a GO, scan wristband and bag again." in hands.seen
        await hands.press("space")
        assert house.bag(bag_id).state is State.RELEASED
        await hands.scan(WRISTBAND)
        await hands.scan(label(bag_id, "C"))
        hands.at(GoScreen)


async def test_a_stop_looked_at_again_within_the_minute_is_a_go(house: House) -> None:
    bag_id = carried(house)
    premedicated(house, bag_id)
    observed(house, bag_id)
    async with at_work(house, badge=NURSE) as hands:
        await look(hands, bag_id)
        primed(house, bag_id)
        house.later(seconds=59)
        await hands.press("space")
        hands.at(GoScreen)


@pytest.mark.parametrize("bag_first", [True, False])
async def test_one_scan_waits_for_the_other_for_a_minute(house: House, bag_first: bool) -> None:
    bag_id = ready(house)
    first, second = (label(bag_id, "C"), WRISTBAND) if bag_first else (WRISTBAND, label(bag_id, "C"))
    async with at_work(house, badge=NURSE) as hands:
        await hands.press("b")
        await hands.scan(first)
        house.later(seconds=60)
        await hands.until(lambda: "was not scanned within 60 s: scan both again." in hands.seen)
        await hands.scan(second)
        hands.at(BedsideScreen)
        await hands.scan(first)
        hands.at(GoScreen)
    assert verdicts(house) == ["go"]


async def test_a_wrong_wristband_stops_and_says_whose_it_is(house: House) -> None:
    bag_id = ready(house)
    async with at_work(house, badge=NURSE) as hands:
        await look(hands, bag_id, OTHER_WRISTBAND)
        hands.at(StopScreen)
        assert [line.strip("╏").removeprefix("  ")[:32].rstrip() for line in hands.lines[2:4]] == HUGE_STOP
        assert hands.lines[1].startswith("┏╍ ✕ ✕ ✕ ╍")
        assert "1 of 11 checks fail" in hands.seen
        assert "✕ 1 same patient" in said(hands)
        assert "got: Ibarra Leza, Jon, record number 00511270" in hands.seen
        assert "expected: Núñez Etxeberria, María del Carmen, record number 00482913" in hands.seen
        assert "→ Wrong patient or wrong bag: do not connect it." in hands.seen
        assert "not yet" not in hands.seen
        await hands.press("m", "v", "p", "w")
        hands.at(StopScreen)
    assert verdicts(house) == ["stop"]
    assert house.events()[-1]["data"]["failing"] == {"1": "Ibarra Leza, Jon, record number 00511270"}


async def test_a_wristband_of_nobody_here_is_a_failing_item(house: House) -> None:
    bag_id = ready(house)
    async with at_work(house, badge=NURSE) as hands:
        await look(hands, bag_id, "]d28018952000000000009999")
        hands.at(StopScreen)
        assert "got: a wristband of nobody known here" in hands.seen


@pytest.mark.parametrize(
    ("scan", "title"),
    [
        ("HUC-4711", "✕ SCAN NOT READ"),
        (vial(), "✕ NOT THIS CODE"),
        (SALINE, "✕ NOT THIS CODE"),
        ("ST1005", "✕ NOT THIS CODE"),
        ("]d293W4", "✕ NOT THIS CODE"),
        ("]d291260000996\x1d92C1Z", "✕ NOT ALLOWED"),
        ("]d291260000016\x1d92C17", "✕ SCAN NOT READ"),
    ],
)
async def test_anything_but_wristband_and_label_is_refused_and_recorded(
    house: House, scan: str, title: str
) -> None:
    async with at_work(house, badge=NURSE) as hands:
        await hands.press("b")
        await hands.scan(scan)
        assert title in hands.seen
        event = house.events()[-1]
        assert (event["act"], event["result"]) == (Act.CHECK_BEDSIDE, "refused")
        await hands.press("space")
        assert "SCAN THE WRISTBAND." in hands.seen


async def test_the_number_of_a_torn_label_is_typed_with_a_reason(house: House) -> None:
    bag_id = ready(house)
    async with at_work(house, badge=NURSE) as hands:
        await hands.press("b")
        await hands.scan(WRISTBAND)
        await hands.scan(bag_id)
        assert "press t and type its number, with the reason" in hands.seen
        await hands.press("space", "t")
        await hands.write("26-000001-6", "torn at the corner")
        assert "The last digit of the bag number does not fit the others: one of them is wrong." in hands.seen
        assert "Type the number as it is printed on the label." in hands.seen
        await hands.burst("\x15")
        await hands.write("26-000099-6", "")
        assert "There is no such bag." in hands.seen
        await hands.burst("\x15")
        await hands.write(bag_id, "")
        hands.at(GoScreen)
        await hands.press("space")
        hands.at(InfusionScreen)
    looks = [event for event in house.events() if event["act"] == Act.CHECK_BEDSIDE]
    assert [event["result"] for event in looks] == ["refused", "refused", "refused", "ok"]
    assert looks[-1]["data"]["typed_because"] == "torn at the corner"
    assert house.events()[-1]["act"] == Act.START_INFUSION
    assert house.events()[-1]["data"]["typed_because"] == "torn at the corner"


async def test_a_bag_too_long_outside_stops_with_the_minutes(house: House) -> None:
    bag_id = ready(house)
    house.at(12, 25)
    async with at_work(house, badge=NURSE) as hands:
        await look(hands, bag_id)
        hands.at(StopScreen)
        assert "✕ 8 custody unbroken, cold and dark" in await read_on(hands)
        assert "Call the pharmacy: a pharmacist clears the bag" in await read_on(hands)


async def test_a_quarantined_bag_stops(house: House) -> None:
    bag_id = ready(house)
    custody.quarantine(house.station, NURSE, bag_id, "fell on the floor")
    async with at_work(house, badge=NURSE) as hands:
        await look(hands, bag_id)
        seen = await read_on(hands)
        assert "✕ 3 released" in seen
        assert "got: in quarantine: fell on the floor" in seen


async def test_a_bag_past_its_time_stops(house: House) -> None:
    bag_id = ready(house)
    house.at(17, 31)
    async with at_work(house, badge=NURSE) as hands:
        await look(hands, bag_id)
        assert "✕ 7 within its time" in await read_on(hands)


async def test_a_void_label_and_the_bags_own_label_stop(house: House) -> None:
    bag_id = ready(house)
    async with at_work(house, badge=NURSE) as hands:
        await hands.press("b")
        await hands.scan(WRISTBAND)
        await hands.scan(label(bag_id, "B"))
        assert "got: the label of the bag itself: its cover is off" in hands.seen
        await hands.scan(WRISTBAND)
        await hands.scan(label(bag_id, "C", 2))
        assert "got: the cover label, copy 2" in hands.seen


async def test_a_bag_started_already_stops_and_says_by_whom_and_when(house: House) -> None:
    bag_id = ready(house)
    bedside.start(house.station, NURSE, bag_id, WRISTBAND, label(bag_id, "C"))
    async with at_work(house, badge=PHYSICIAN) as hands:
        await look(hands, bag_id)
        assert "✕ 5 not started, stopped or discarded" in await read_on(hands)
        assert "got: started at 11:55 by N. Pons" in await read_on(hands)


async def test_of_two_who_start_the_same_bag_the_second_is_told_who_and_when(house: House) -> None:
    bag_id = ready(house)
    async with at_work(house, badge=PHYSICIAN) as hands:
        await look(hands, bag_id)
        hands.at(GoScreen)
        bedside.start(house.station, NURSE, bag_id, WRISTBAND, label(bag_id, "C"))
        await hands.press("space")
        hands.at(RefusalScreen)
        assert "This bag was started already." in hands.seen
        assert "got started at 11:55 by N. Pons" in hands.seen
        await hands.press("space")
        hands.at(StopScreen)


async def test_what_is_missing_is_recorded_at_the_bed_until_it_says_go(house: House) -> None:
    bag_id = carried(house)
    async with at_work(house, badge=NURSE) as hands:
        await look(hands, bag_id)
        assert "not yet: premedication given, and early enough · heart rate" in hands.seen
        assert "m record premedication · v heart rate, blood pressure, temperature" in hands.seen
        for key, at in (("a", "10:00"), ("h", "10:00"), ("s", "10:30")):
            await hands.press("m", key)
            await hands.write(at)
            await hands.press("space")
        hands.at(StopScreen)
        assert "2 of 11 checks fail" in hands.seen
        await hands.press("v")
        await hands.write("78", "124", "76", "36.8", "")
        assert "Nothing is done yet." in hands.seen
        await hands.press("space")
        assert "1 of 11 checks fail" in hands.seen
        await hands.press("p")
        hands.at(PrimingScreen)
        assert "Close the clamp. Connect the line to the bag under its opaque cover" in hands.seen
        await hands.press("space")
        assert "Fill the line with the DRUG SOLUTION, not with saline: 20 mL, without air." in hands.seen
        await hands.press("space")
        assert "What fills the line is part of the dose. Do not let it run out." in hands.seen
        await hands.press("space", "d")
        await hands.write("")
        await hands.press("space")
        hands.at(TellScreen)
        # 12 mg in 101.2 mL: 20 mL hold 2.3715 mg
        assert "20 mL of drug solution are in the line: 2.37 mg of the 12 mg." in hands.seen
        assert "81.2 of 101.2 mL are left in the bag." in hands.seen
        await hands.press("space")
        hands.at(GoScreen)
    assert verdicts(house) == ["stop"] * 5 + ["go"]
    assert (house.bag(bag_id).primed_with, house.bag(bag_id).primed_microlitres) == (
        Fluid.DRUG_SOLUTION,
        20_000,
    )


async def test_a_line_full_of_saline_is_recorded_and_stops_until_there_is_a_new_one(house: House) -> None:
    bag_id = carried(house)
    premedicated(house, bag_id)
    observed(house, bag_id)
    async with at_work(house, badge=NURSE) as hands:
        await look(hands, bag_id)
        await hands.press("p", "space", "space", "space", "n")
        await hands.write("")
        await hands.press("space")
        assert "Throw it away, take a new line, and prime it with the drug solution." in hands.seen
        await hands.press("space")
        hands.at(StopScreen)
        assert "got: saline, at 11:55" in hands.seen
        assert "→ Take a new line and prime it with the drug solution." in hands.seen
        assert house.bag(bag_id).primed_with is Fluid.SALINE
        await hands.press("p", "space", "space", "space", "d")
        await hands.write("")
        await hands.press("space", "space")
        hands.at(GoScreen)


async def test_a_priming_that_is_left_records_nothing(house: House) -> None:
    bag_id = carried(house)
    async with at_work(house, badge=NURSE) as hands:
        await look(hands, bag_id)
        await hands.press("p", "space", "escape")
        hands.at(StopScreen)
    assert house.bag(bag_id).primed_with is None


async def test_whoever_prepares_may_look_but_not_record_at_the_bed(house: House) -> None:
    bag_id = carried(house)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await look(hands, bag_id)
        for key in ("m", "v", "p"):
            await hands.press(key)
            assert "This is not yours to do. expected nurse or physician" in hands.seen
            await hands.press("space")
            hands.at(StopScreen)


async def test_a_physician_decides_on_the_nurses_screen_with_badge_pin_and_reason(house: House) -> None:
    bag_id = carried(house)
    premedicated(house, bag_id)
    bedside.observe(house.station, NURSE, bag_id, "130", "124", "76", "36.8")
    primed(house, bag_id)
    async with at_work(house, badge=NURSE) as hands:
        await look(hands, bag_id)
        assert "got: HR 130 · BP 124/76 · T 36.8 °C, at 11:55 · heart rate 130 /min;" in hands.seen
        await hands.press("w")
        hands.at(BadgeScreen)
        await hands.scan(f"ST{NURSE}")
        assert "This is not yours to do. expected pharmacist or physician" in hands.seen
        await hands.press("space")
        await hands.scan(f"ST{PHYSICIAN}")
        assert "I. Lasa" in hands.seen
        await hands.write(pin_of(PHYSICIAN).get_secret_value(), "usual pulse of this patient")
        assert "decided by I. Lasa" in hands.seen
        await hands.press("space")
        hands.at(GoScreen)
        assert "overridden by I. Lasa, 11:55: usual pulse of this patient" in said(hands)
        assert hands.app.worker.badge == NURSE
    override = next(
        event for event in house.events() if (event["act"], event["result"]) == (Act.OVERRIDE, "ok")
    )
    assert (override["by"], override["data"]["reason"]) == (PHYSICIAN, "usual pulse of this patient")


async def test_a_wrong_pin_decides_nothing(house: House) -> None:
    bag_id = carried(house)
    primed(house, bag_id)
    async with at_work(house, badge=PHARMACIST) as hands:
        await look(hands, bag_id)
        await hands.press("w", "1")
        await hands.write("9999")
        assert "Badge and PIN do not belong together." in hands.seen
        await hands.press("space")
        hands.at(StopScreen)
        assert "2 of 11 checks fail" in hands.seen


async def test_a_line_that_is_not_primed_is_nobodys_to_override(house: House) -> None:
    bag_id = carried(house)
    premedicated(house, bag_id)
    observed(house, bag_id)
    async with at_work(house, badge=PHYSICIAN) as hands:
        await look(hands, bag_id)
        assert "physician or pharmacist decides" not in hands.seen
        await hands.press("w")
        hands.at(StopScreen)


async def test_the_same_scan_twice_is_one_scan(house: House) -> None:
    bag_id = ready(house)
    async with at_work(house, badge=NURSE) as hands:
        await hands.press("b")
        await hands.scan(WRISTBAND)
        await hands.scan(WRISTBAND)
        assert "SCAN THE BAG." in hands.seen
        await hands.scan(label(bag_id, "C"))
        hands.at(GoScreen)
    assert verdicts(house) == ["go"]


async def test_a_burst_of_scans_starts_nothing(house: House) -> None:
    bag_id = ready(house)
    async with at_work(house, badge=NURSE) as hands:
        await hands.press("b")
        cover = label(bag_id, "C")
        await hands.burst(f"{WRISTBAND}\r{cover}\r{WRISTBAND}\r{cover}\r")
        hands.at(GoScreen)
        assert "A scan that followed at once was not used" in hands.seen
    assert house.bag(bag_id).state is State.RELEASED


async def test_a_scan_on_a_verdict_begins_the_next_check(house: House) -> None:
    bag_id = ready(house)
    async with at_work(house, badge=NURSE) as hands:
        await look(hands, bag_id, OTHER_WRISTBAND)
        hands.at(StopScreen)
        await hands.scan(WRISTBAND)
        assert "✓ wristband ▶ bag" in hands.seen
        await hands.scan(label(bag_id, "C"))
        hands.at(GoScreen)


async def test_a_bag_of_another_day_stops(house: House) -> None:
    ready(house)
    other = orders.verify_bag(
        house.station,
        PHARMACIST,
        house.raw().execute("SELECT id FROM bag WHERE day = 2").fetchone()[0],
        pin_of(PHARMACIST),
    )
    async with at_work(house, badge=NURSE) as hands:
        await look(hands, other.id)
        seen = await read_on(hands)
        assert "✕ 2 this patient's bag for today" in seen
        assert "✕ 3 released" in seen


async def test_a_discarded_bag_stops_with_the_reason(house: House) -> None:
    bag_id = ready(house)
    bench.discard(house.station, TECHNICIAN, bag_id, "leaks")
    async with at_work(house, badge=NURSE) as hands:
        await look(hands, bag_id)
        assert "leaks" in await read_on(hands)


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
@pytest.mark.parametrize("language", list(Language))
async def test_go_and_stop_fit_in_both_languages(
    house: House, size: tuple[int, int], language: Language
) -> None:
    bag_id = ready(house)
    async with at_work(house, size=size, language=language, badge=NURSE) as hands:
        hands.app.language = language
        await look(hands, bag_id)
        frame = hands.at(GoScreen).query("Frame").first()
        assert frame.query("VerticalScroll").first().max_scroll_y == 0, hands.lines
        go = sum("██" in line for line in hands.lines)
        await look_stop(hands, bag_id)
        stop = sum("██" in line for line in hands.lines)
        assert (go, stop) == ((10, 5) if size == (80, 24) else (25, 10))


async def test_what_is_usual_is_shown_as_it_has_to_be_typed(house: House) -> None:
    bag_id = carried(house)
    async with at_work(house, language=Language.SPANISH, badge=NURSE) as hands:
        hands.app.language = Language.SPANISH
        await look(hands, bag_id)
        await hands.press("v")
        assert "°C, habitual 35–37.9" in hands.seen


async def look_stop(hands: Hands, bag_id: str) -> None:
    await hands.scan(OTHER_WRISTBAND)
    await hands.scan(label(bag_id, "C"))
    hands.at(StopScreen)


async def test_a_wristband_scanned_by_a_nurse_on_the_worklist_begins_the_check(house: House) -> None:
    bag_id = ready(house)
    async with at_work(house, badge=NURSE) as hands:
        await hands.scan(WRISTBAND)
        hands.at(BedsideScreen)
        await hands.scan(label(bag_id, "C"))
        hands.at(GoScreen)
