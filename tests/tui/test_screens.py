"""What holds on every screen: a scan that is not used is told, a space bar that bounces does nothing, there
is a sign where there is more to read, and Enter does nothing but end what is typed.
"""

import pytest

from pharmacy.database import database_url
from pharmacy.database.postgresql import PostgresServer
from pharmacy.preparation import State, Step
from pharmacy.service import bench
from tests.conftest import PHARMACIST, PHYSICIAN, SALINE, TECHNICIAN, House, label, vial
from tests.tui.hands import at_work
from tui.screens.audit import EventScreen
from tui.screens.bag import BagScreen
from tui.screens.check import CheckScreen
from tui.screens.choice import ChoiceScreen
from tui.screens.confirm import ConfirmScreen
from tui.screens.form import FormScreen
from tui.screens.help import HelpScreen
from tui.screens.pin import PinScreen
from tui.screens.preparation import PreparationScreen
from tui.screens.refusal import RefusalScreen
from tui.screens.worklist import WorklistScreen

pytestmark = pytest.mark.station

WRISTBAND = "NHC00482913"
NOT_USED = "A scan that followed at once was not used: scan it again."
NO_USE = "A scan has no use on this screen, and was not used."


async def test_a_scan_right_behind_one_that_opened_a_bag_is_told_until_the_next_one(house: House) -> None:
    house.prepared_to(Step.VIAL)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.burst(f"{WRISTBAND}\r{vial()}\r")
        hands.at(PreparationScreen)
        assert NOT_USED in hands.seen
        await hands.scan(vial())
        assert NOT_USED not in hands.seen
        assert "step 4 of 13" in hands.seen


async def test_a_scan_right_behind_a_badge_is_told_in_the_pin_dialog_until_a_key(house: House) -> None:
    async with at_work(house) as hands:
        await hands.burst(f"ST1001\r{WRISTBAND}\r")
        hands.at(PinScreen)
        assert NOT_USED in hands.seen
        await hands.burst("2")
        assert NOT_USED not in hands.seen


async def test_a_cover_label_scanned_before_the_pin_was_asked_releases_nothing_after_it(house: House) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        await hands.burst(f"ST1002\r{label(bag_id, 'C')}\r")
        hands.at(PinScreen)
        assert NOT_USED in hands.seen
        await hands.write("7193")
        assert "COMPARE, THEN SCAN" in hands.seen
        assert house.bag(bag_id).state is State.LABELLED
        await hands.scan(label(bag_id, "C"))
        assert house.bag(bag_id).state is State.RELEASED


async def test_a_scan_while_a_conversation_is_on_is_told_on_the_screen_in_front(house: House) -> None:
    house.prepared_to(Step.LOOK)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        await hands.press("escape")
        hands.at(ChoiceScreen)
        await hands.scan(SALINE)
        assert NO_USE in hands.seen
        await hands.press("l")
        hands.at(WorklistScreen)


@pytest.mark.parametrize(("key", "screen"), [("?", HelpScreen), ("space", BagScreen)])
async def test_a_scan_without_use_on_a_screen_is_told_there_and_gone_with_the_next_key(
    house: House, key: str, screen: type[HelpScreen | BagScreen]
) -> None:
    bench.discard(house.station, TECHNICIAN, house.released(), "fell")
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.press(key)
        hands.at(screen)
        await hands.scan(SALINE)
        assert NO_USE in hands.seen
        await hands.press("z")
        hands.at(screen)
        assert NO_USE not in hands.seen


async def test_a_refusal_passes_the_next_scan_on_and_a_screen_without_use_for_it_says_so(
    house: House,
) -> None:
    bag_id = house.released()
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.press("space")
        bench.discard(house.station, PHARMACIST, bag_id, "fell")
        await hands.press("p")
        hands.at(RefusalScreen)
        await hands.scan(SALINE)
        hands.at(BagScreen)
        assert NO_USE in hands.seen


async def test_a_space_bar_that_bounces_acknowledges_no_refusal_unread(house: House) -> None:
    house.order()
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.press("space", "space")
        hands.at(RefusalScreen)
        await hands.burst(" ")
        hands.at(RefusalScreen)
        await hands.press("space")
        assert "Verify the order" in hands.seen


async def test_a_server_that_does_not_answer_is_not_told_under_the_words_that_nothing_was_changed(
    house: House,
) -> None:
    server = PostgresServer(database_url("postgresql://alemprep@db.example/alemprep"), 1)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.app.push_screen(RefusalScreen(server.trouble(OSError("connection refused"))))
        await hands.settle()
        assert hands.lines[0].strip() == "Not known to be recorded"
        assert "Then look whether the last act was recorded, before doing it again." in hands.seen
    server.close()


async def test_where_there_is_more_than_the_screen_holds_a_key_for_it_is_named(house: House) -> None:
    house.order()
    async with at_work(house, badge=PHARMACIST) as hands:
        assert "PgDn" not in hands.seen
        await hands.press("space")
        assert "PgDn more · space verify and sign" in hands.seen
    async with at_work(house, size=(200, 60), badge=PHARMACIST) as hands:
        await hands.press("space")
        assert "PgDn" not in hands.seen


async def test_a_long_refusal_can_be_read_to_its_end(house: House) -> None:
    async with at_work(house, size=(40, 12), badge=TECHNICIAN) as hands:
        await hands.scan("?" * 100)
        assert "recorded #" not in hands.seen
        await hands.burst("\x1b[F")
        assert f"recorded #{house.events()[-1]['seq']}" in hands.seen


async def test_an_event_is_read_whole_however_long(house: House) -> None:
    house.prepared_to(Step.CHECK)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.press("a")
        newest_first = [event["act"] for event in reversed(house.events())]
        await hands.burst("\x1b[B" * newest_first.index("bench.labels_printed"))
        await hands.press("space")
        hands.at(EventScreen)
        assert "act          bench.labels_printed" in "\n".join(hands.lines)


# forms


@pytest.mark.parametrize(
    ("typed", "line", "what"),
    [
        (("one", "2026-03-25", "12:00", "", ""), 0, "This is not a whole number."),
        (("5", "2026-03-25", "12:00", "", ""), 0, "There is no course 5."),
        (("1", "25/3/2026", "12:00", "", ""), 1, "This is not a day that can be used."),
        (("1", "2026-03-24", "12:00", "", ""), 1, "A course cannot begin on a day that is over."),
        (("1", "2026-03-25", "noon", "", ""), 2, "This is not a clock time that can be used."),
        (("1", "2026-03-25", "09:00", "", ""), 2, "An infusion cannot be planned for a time that is over."),
        (("1", "2026-03-29", "02:30", "", ""), 2, "02:30 does not exist on 29 Mar 2026"),
        (("2", "2026-03-25", "12:00", "", ""), 3, "Course 2 needs the last day of the course before."),
        (("2", "2026-03-25", "12:00", "soon", ""), 3, "This is not a day that can be used."),
        (("1", "2026-03-25", "12:00", "2024-01-01", ""), 3, "Course 1 is the first"),
        (("2", "2026-03-25", "12:00", "2025-06-01", ""), 1, "begins less than 12 months after"),
        (("3", "2026-03-25", "12:00", "2024-06-01", ""), 4, "only on evidence of disease activity"),
    ],
)
async def test_a_refused_form_puts_the_cursor_on_the_line_at_fault(
    house: House, typed: tuple[str, ...], line: int, what: str
) -> None:
    async with at_work(house, badge=PHYSICIAN) as hands:
        await hands.press("n")
        await hands.write("00511270", *typed)
        form = hands.at(FormScreen)
        assert what in hands.seen
        assert [at for at, each in enumerate(form.query("Line")) if each.has_class("-now")] == [line]
        assert [each.value for each in form._lines] == list(typed)


async def test_a_product_of_no_kind_puts_the_cursor_on_its_kind(house: House) -> None:
    async with at_work(house, badge=PHARMACIST) as hands:
        await hands.press("r", "e")
        await hands.scan(vial())
        await hands.write("Lemtrada", "7")
        await hands.scan("ST1001")
        form = hands.at(FormScreen)
        assert "There is no such kind of product." in hands.seen
        assert [each.id for each in form.query("Line.-now")] == ["diluent"]


async def test_an_empty_line_is_asked_for_before_anything_is_asked_of_the_hospital(house: House) -> None:
    house.order()
    async with at_work(house, badge=PHARMACIST) as hands:
        before = len(house.events())
        await hands.press("space", "x", "b")
        await hands.write("", "   ")
        hands.at(FormScreen)
        assert "Something has to be written here." in hands.seen
        assert len(house.events()) == before


async def test_what_is_confirmed_can_be_changed_and_keeps_what_was_typed(house: House) -> None:
    [bag_id, *_] = house.order()
    async with at_work(house, badge=PHARMACIST) as hands:
        await hands.press("space", "x", "b")
        await hands.write("fever")
        hands.at(ConfirmScreen)
        await hands.press("escape")
        form = hands.at(FormScreen)
        assert form._lines[0].value == "fever"
        await hands.write(" is high")
        assert "reason fever is high" in hands.seen
        await hands.press("escape")
        await hands.burst("\x1b[27u")
    assert house.bag(bag_id).state is State.PLANNED


async def test_a_reason_too_long_for_the_record_is_shown_beside_it(house: House) -> None:
    [bag_id, *_] = house.order()
    async with at_work(house, badge=PHARMACIST) as hands:
        await hands.press("space", "x", "b")
        await hands.write("fever " * 40)
        await hands.press("space")
        form = hands.at(FormScreen)
        assert "This text cannot be kept as it is." in hands.seen
        assert form._lines[0].value == "fever " * 39 + "fever"
    assert house.bag(bag_id).state is State.PLANNED


# reprinting


async def test_printing_a_released_bag_s_labels_again_is_told_to_end_its_release_first(house: House) -> None:
    bag_id = house.released()
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.press("space", "g")
        hands.at(ChoiceScreen)
        assert (
            f"Bag {bag_id} of Núñez Etxeberria, María del Carmen · 1·1/5 is released. Printing its labels "
            "again ends the release: the bag has to be checked and signed again, and every label printed "
            "until now becomes void."
        ) in hands.seen
        for end in ("\r", "\n", "\t", " "):
            await hands.burst(end)
        await hands.scan(label(bag_id, "C"))
        hands.at(ChoiceScreen)
        await hands.press("escape")
        hands.at(BagScreen)
        assert house.bag(bag_id).state is State.RELEASED
        await hands.press("g", "e")
        await hands.write("smeared")
        assert "then the earlier copies become void" in hands.seen
        await hands.press("space")
        assert (house.bag(bag_id).state, house.bag(bag_id).label_copy) == (State.MIXED, 2)


async def test_printing_a_bag_s_labels_again_before_its_release_only_asks_why(house: House) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(WRISTBAND)
        hands.at(CheckScreen)
        await hands.press("p")
        await hands.write("smeared")
        await hands.press("space")
        assert "Printed, copy 2:" in hands.seen
    assert house.bag(bag_id).label_copy == 2
