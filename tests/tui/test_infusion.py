"""The infusion at the bed: rates when they are due, pauses, reactions, the end; a restart loses
nothing.
"""

import pytest

from pharmacy.infusion import Response
from pharmacy.language import Language
from pharmacy.people import Act
from pharmacy.preparation import State
from pharmacy.service import bedside, infusions
from tests.conftest import NURSE, PHYSICIAN, SECOND, House, pin_of
from tests.tui.bedside import WRISTBAND, at_rate, started
from tests.tui.hands import Hands, at_work
from tui.screens import on_bag
from tui.screens.bag import BagScreen
from tui.screens.infusion import InfusionScreen
from tui.screens.refusal import RefusalScreen
from tui.screens.tell import TellScreen

pytestmark = pytest.mark.station


async def opened(hands: Hands) -> None:
    """The infusion, by its patient's wristband."""
    await hands.scan(WRISTBAND)
    hands.at(InfusionScreen)


def acts(house: House) -> list[str]:
    """What was recorded of the infusion, refusals left out."""
    return [
        event["act"]
        for event in house.events()
        if event["act"].startswith("infusion.") and event["result"] == "ok"
    ]


async def test_the_rate_now_the_next_one_and_its_time_count_down(house: House) -> None:
    started(house)
    async with at_work(house, badge=NURSE) as hands:
        await opened(hands)
        assert "NOW 5 mL/h · NEXT 10 mL/h at 12:30 (in 0:30)" in hands.seen
        # 2.5, 5, 7.5 and 20 mL in 150 min, the other 66.2 mL at 25 mL/h take 158.88 min: 308.88 min in all
        assert "given 0 mL, 0 of 12 mg · ends about 17:08" in hands.seen
        assert "observations due 13:00 · last 11:55: HR 78 · BP 124/76 · T 36.8 °C" in hands.seen
        house.at(12, 22, 30)
        await hands.until(lambda: "(in 0:08)" in hands.seen)
        # 22.5 min at 5 mL/h are 1.875 mL, of 12 mg in 101.2 mL 0.2223 mg
        assert "given 1.88 mL, 0.22 of 12 mg" in hands.seen


async def test_a_change_that_is_due_rings_and_is_confirmed_by_the_space_bar_alone(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    bag_id = started(house)
    async with at_work(house, badge=NURSE) as hands:
        bells: list[int] = []
        monkeypatch.setattr(hands.app, "bell", lambda: bells.append(1))
        await opened(hands)
        await hands.press("space")
        assert "Not before 12:30." in hands.seen
        assert bells == []
        house.at(12, 31)
        await hands.until(lambda: "CHANGE NOW: set the pump to 10 mL/h" in hands.seen)
        await hands.pilot.pause(1.2)
        assert bells == [1]
        assert "Due since 12:30; 5 mL/h runs until then." in hands.seen
        await hands.burst("\r\n")
        assert acts(house) == []
        await hands.press("space")
        await hands.burst(" ")
        assert "NOW 10 mL/h · NEXT 15 mL/h at 13:01 (in 0:30)" in hands.seen
    assert acts(house) == [Act.SET_RATE]
    assert infusions.infusion(house.station, bag_id).running.rate_ml_per_h == 10


async def test_a_restart_in_the_middle_shows_the_right_step(house: House) -> None:
    bag_id = started(house)
    at_rate(house, bag_id, "10", "15", "20")
    house.later(minutes=20)
    for _ in range(2):
        async with at_work(house, badge=NURSE) as hands:
            await hands.press("space")
            hands.at(InfusionScreen)
            assert "NOW 20 mL/h · NEXT 25 mL/h at 14:30 (in 0:40)" in hands.seen
            # 2.5 + 5 + 7.5 mL, and 20 min at 20 mL/h
            assert "given 21.67 mL, 2.57 of 12 mg" in hands.seen


async def test_a_slower_rate_is_typed_confirmed_and_what_follows_from_it_is_said_at_once(
    house: House,
) -> None:
    bag_id = started(house)
    at_rate(house, bag_id, "10", "15", "20")
    async with at_work(house, badge=NURSE) as hands:
        await opened(hands)
        await hands.press("s")
        await hands.write("25")
        await hands.press("space")
        assert "It is too early for 25 mL/h." in hands.seen
        await hands.burst("\x15")
        await hands.write("10")
        await hands.press("space")
        assert "NOW 10 mL/h" in hands.seen
        assert acts(house)[-1] == Act.SET_RATE


async def test_an_infusion_that_would_last_too_long_is_said_the_moment_it_happens(house: House) -> None:
    started(house)
    async with at_work(house, badge=NURSE) as hands:
        await opened(hands)
        await hands.press("s")
        await hands.write("0.5")
        await hands.press("space")
        house.later(hours=4)
        await hands.until(lambda: "That is more than 8 h after its start at 12:00." in hands.seen)


async def test_a_pause_waits_with_its_reason_and_resumes_at_the_rate_that_is_shown(house: House) -> None:
    bag_id = started(house)
    at_rate(house, bag_id, "10")
    async with at_work(house, badge=NURSE) as hands:
        await opened(hands)
        await hands.press("p")
        await hands.write("cannula blocked")
        await hands.press("space")
        assert "Paused since 12:30. When it may go on: u, at 10 mL/h." in hands.seen
        house.later(minutes=10)
        await hands.press("u")
        assert "10 mL/h, set on the pump" in hands.seen
        await hands.press("space")
        assert "NOW 10 mL/h · NEXT 15 mL/h at 13:10 (in 0:30)" in hands.seen
    assert acts(house) == [Act.SET_RATE, Act.PAUSE, Act.RESUME]


async def test_a_mild_reaction_goes_on_and_its_steps_stay_until_they_are_read(house: House) -> None:
    bag_id = started(house)
    async with at_work(house, badge=NURSE) as hands:
        await opened(hands)
        await hands.press("r")
        assert "1 mild: no or little need of intervention" in hands.seen
        await hands.press("1")
        await hands.write("headache")
        await hands.press("space")
        hands.at(TellScreen)
        assert "1 Give symptomatic medication. 2 The infusion goes on, at 5 mL/h." in hands.seen
        await hands.burst("\r\n")
        hands.at(TellScreen)
        await hands.press("space")
        hands.at(InfusionScreen)
    event = house.events()[-1]
    assert (event["act"], event["subject"], event["data"]["grade"]) == (Act.REACTION, bag_id, 1)
    assert event["data"]["reason"] == "headache"


@pytest.mark.parametrize("grade", ["2", "3"])
async def test_a_moderate_reaction_halves_the_rate_and_only_a_physician_lets_it_climb(
    house: House, grade: str
) -> None:
    bag_id = started(house)
    at_rate(house, bag_id, "10", "15", "20")
    async with at_work(house, badge=NURSE) as hands:
        await opened(hands)
        await hands.press("r", grade, "h")
        await hands.write("rash")
        await hands.press("space")
        assert "2 Set the pump to 10 mL/h now." in hands.seen
        assert "3 The rate does not rise again until a physician says so." in hands.seen
        await hands.press("space")
        assert "NOW 10 mL/h · no higher rate after the reaction" in hands.seen
        await hands.press("k")
        await hands.scan(f"ST{SECOND}")
        assert "This is not yours to do. expected physician" in hands.seen
        await hands.press("space")
        await hands.scan(f"ST{PHYSICIAN}")
        await hands.write(pin_of(PHYSICIAN).get_secret_value(), "rash gone")
        await hands.press("space")
        assert "NEXT 15 mL/h" in hands.seen
        assert hands.app.worker.badge == NURSE
    event = house.events()[-1]
    assert (event["act"], event["by"], event["data"]["reason"]) == (Act.CLIMB, PHYSICIAN, "rash gone")


async def test_a_moderate_reaction_held_says_at_which_rate_to_resume(house: House) -> None:
    bag_id = started(house)
    at_rate(house, bag_id, "10", "15", "20")
    async with at_work(house, badge=NURSE) as hands:
        await opened(hands)
        await hands.press("r", "3", "p")
        await hands.write("dyspnoea")
        await hands.press("space")
        assert (
            "1 Give symptomatic medication. 2 Stop the pump now, and leave the catheter in. "
            "3 Flush the line with saline. 4 Wait for the symptoms to subside. "
            "5 Then resume at 10 mL/h, not faster. 6 The rate does not rise again until a physician says so."
        ) in hands.seen
        await hands.press("space")
        assert "When it may go on: u, at 10 mL/h." in hands.seen
        await hands.press("r", "2")
        assert "reduce the rate" not in hands.seen
        await hands.press("escape", "u", "space")
        assert "NOW 10 mL/h" in hands.seen


async def test_a_severe_reaction_stops_for_good_with_what_was_given(house: House) -> None:
    bag_id = started(house)
    at_rate(house, bag_id, "10", "15", "20")
    async with at_work(house, badge=NURSE) as hands:
        await opened(hands)
        await hands.press("r", "4")
        await hands.write("anaphylaxis")
        assert "infusion stop for good" in hands.seen
        await hands.press("space")
        # 15 mL of 101.2 mL that hold 12 mg
        assert "Stop the infusion for good: 15 mL, 1.78 mg were given." in hands.seen
        assert "Flush the line with saline." in hands.seen
        await hands.press("space")
        assert "UNDER OBSERVATION until 15:30 (in 2:00), the catheter stays." in hands.seen
        assert "stopped: anaphylaxis" in hands.seen
    assert house.bag(bag_id).state is State.STOPPED
    assert house.bag(bag_id).given_microlitres == 15_000


async def test_stopping_early_says_what_is_not_given_before_it_is_done(house: House) -> None:
    bag_id = started(house)
    at_rate(house, bag_id, "10", "15", "20")
    async with at_work(house, badge=NURSE) as hands:
        await opened(hands)
        await hands.press("x")
        await hands.write("the patient asks for it")
        assert "it ends for good: 15 mL, 1.78 mg given, 86.2 mL not given" in hands.seen
        assert house.bag(bag_id).state is State.INFUSING
        await hands.press("space")
        assert "UNDER OBSERVATION until 15:30" in hands.seen
    assert house.bag(bag_id).state is State.STOPPED


async def test_it_is_finished_when_bag_and_line_are_empty_and_over_after_two_hours(house: House) -> None:
    bag_id = started(house)
    at_rate(house, bag_id, "10", "15", "20")
    house.later(hours=1)
    infusions.set_rate(house.station, NURSE, bag_id, "25")
    async with at_work(house, badge=NURSE) as hands:
        await opened(hands)
        await hands.press("f")
        hands.at(RefusalScreen)
        assert "Not all of it has been given." in hands.seen
        await hands.press("space")
        # bag empty after 81.2 mL: 46.2 mL at 25 mL/h from 14:30 on, 16:20:53; all of it at 17:08:53
        house.at(16, 32, 53)
        bedside.observe(house.station, NURSE, bag_id, "78", "124", "76", "36.8")
        await hands.until(lambda: "The bag is empty. In the line: 15 mL, 1.78 mg." in hands.seen)
        house.at(17, 9)
        await hands.until(lambda: "By the rates that ran, all of it is given." in hands.seen)
        await hands.press("f")
        assert "held 20 mL, 2.37 mg: given too, nothing is left in it" in hands.seen
        await hands.press("space")
        assert "UNDER OBSERVATION until 19:09 (in 2:00), the catheter stays." in hands.seen
        assert "LOOK AT THE PATIENT NOW (o), due 17:09" in hands.seen
        await hands.press("o")
        await hands.write("80", "120", "70", "36.9", "")
        await hands.press("space")
        assert "observations due 18:09 · last 17:09: HR 80 · BP 120/70 · T 36.9 °C" in hands.seen
        house.at(19, 8)
        await hands.press("f")
        assert "The observation is not over." in hands.seen
        await hands.press("space")
        house.at(19, 9)
        await hands.until(lambda: "that is over. f ends it" in hands.seen)
        await hands.press("f")
        hands.at(BagScreen)
        assert "COMPLETED" in hands.seen.upper()
    assert house.bag(bag_id).state is State.COMPLETED
    assert house.bag(bag_id).given_microlitres == 101_200


async def test_unusual_values_are_told_until_they_are_read(house: House) -> None:
    started(house)
    house.at(13)
    async with at_work(house, badge=NURSE) as hands:
        await opened(hands)
        assert "LOOK AT THE PATIENT NOW (o), due 13:00" in hands.seen
        await hands.press("o")
        await hands.write("130", "124", "76", "38.4", "rash on both arms")
        await hands.press("space")
        hands.at(TellScreen)
        assert "heart rate 130 /min; usual is 50 to 120 /min" in hands.seen
        assert "temperature 38.4 °C" in hands.seen
        assert "skin: rash on both arms" in hands.seen
        await hands.press("space")
        assert "observations due 14:00" in hands.seen


@pytest.mark.parametrize(
    ("typed", "refused"),
    [("480", "This value cannot have been measured."), ("4,5", "This is not a number that can be used.")],
)
async def test_what_nobody_can_have_measured_is_refused_beside_what_was_typed(
    house: House, typed: str, refused: str
) -> None:
    started(house)
    async with at_work(house, badge=NURSE) as hands:
        await opened(hands)
        await hands.press("o")
        await hands.write("78", "124", "76", typed, "")
        await hands.press("space")
        assert refused in hands.seen
        assert "124" in hands.seen


async def test_what_was_done_on_another_station_is_shown_and_said(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_bag, "FOLLOW_SECONDS", 0.1)
    bag_id = started(house)
    async with at_work(house, badge=NURSE) as hands:
        await opened(hands)
        infusions.pause(house.station, PHYSICIAN, bag_id, "cough")
        await hands.until(lambda: "When it may go on: u, at 5 mL/h." in hands.seen)
        assert f"Something was done about bag {bag_id} on another station." in hands.seen


async def test_nobody_acts_on_an_infusion_that_is_not_as_they_see_it(house: House) -> None:
    bag_id = started(house)
    async with at_work(house, badge=NURSE) as hands:
        await opened(hands)
        house.at(12, 31)
        await hands.until(lambda: "CHANGE NOW" in hands.seen)
        infusions.reaction(house.station, PHYSICIAN, bag_id, 3, Response.HOLD, "rash")
        await hands.press("space")
        hands.at(RefusalScreen)
        assert f"Bag {bag_id} was changed meanwhile, and not on this screen." in hands.seen
        assert "got infusing, paused" in hands.seen
        await hands.press("space")
        assert "When it may go on: u, at 2.5 mL/h." in hands.seen
    assert house.events()[-1]["data"]["code"] == "changed-meanwhile"


async def test_a_scan_does_nothing_on_a_running_infusion(house: House) -> None:
    started(house)
    async with at_work(house, badge=NURSE) as hands:
        await opened(hands)
        await hands.scan(WRISTBAND)
        assert "A scan has no use on this screen, and was not used." in hands.seen
    assert acts(house) == []


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
@pytest.mark.parametrize("language", list(Language))
async def test_the_infusion_fits_in_every_phase_and_language(
    house: House, size: tuple[int, int], language: Language
) -> None:
    bag_id = started(house)
    async with at_work(house, size=size, language=language, badge=NURSE) as hands:
        hands.app.language = language
        await opened(hands)
        body = hands.app.screen.query("Frame").first().query("VerticalScroll").first()

        def fits() -> bool:
            return body.max_scroll_y == 0 and all(len(line) <= size[0] for line in hands.lines)

        assert fits(), hands.lines
        house.at(13, 31)
        await hands.pilot.pause(1.2)
        assert fits(), hands.lines
        infusions.reaction(house.station, NURSE, bag_id, 2, Response.REDUCE, "rash")
        bedside.observe(house.station, NURSE, bag_id, "130", "124", "76", "38.4", "rash")
        await hands.press("space", "space")
        assert fits(), hands.lines
        infusions.stop(house.station, NURSE, bag_id, "the patient asks for it, and the physician agrees")
        await hands.press("space", "space")
        assert fits(), hands.lines
