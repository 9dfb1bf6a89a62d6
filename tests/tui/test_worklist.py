"""Today's work: in order, with its time running, and every scan goes where it belongs."""

from dataclasses import replace

import pytest

from pharmacy.errors import Refusal
from pharmacy.language import Language
from pharmacy.people import Act
from pharmacy.preparation import State, Step
from pharmacy.service import badges
from pharmacy.service.people import person_named
from tests.conftest import (
    ADMINISTRATOR,
    NURSE,
    PHARMACIST,
    PHYSICIAN,
    SALINE,
    SECOND,
    TECHNICIAN,
    House,
    label,
    pin_of,
    vial,
)
from tests.tui.hands import at_work
from tui.screens.audit import AuditScreen, EventScreen
from tui.screens.bag import BagScreen
from tui.screens.check import CheckScreen
from tui.screens.help import HelpScreen
from tui.screens.label import LabelScreen
from tui.screens.preparation import PreparationScreen
from tui.screens.refusal import RefusalScreen
from tui.screens.verification import VerificationScreen
from tui.screens.worklist import WorklistScreen

pytestmark = pytest.mark.station


async def test_running_clocks_come_first_and_run(house: House) -> None:
    house.verified("00511270")
    bag_id = house.verified()
    house.bring(bag_id, Step.COVER)
    async with at_work(house, badge=TECHNICIAN) as hands:
        first, second = hands.lines[2], hands.lines[3]
        assert first.split()[:5] == ["▶", "17:30", "8", "h", "00"]
        assert "Núñez Etxeberria, María… 1·1/5 mixed, to be … cover" in " ".join(first.split())
        assert "– – Ibarra Leza, Jon 1·1/5 verified order" in " ".join(second.split())
        assert "bags: 2, most urgent first" in hands.seen
        house.later(hours=6, minutes=31)
        await hands.until(lambda: "! 17:30 1 h 29" in hands.seen)
        house.later(hours=1, minutes=30)
        await hands.until(lambda: "✕ 17:30 OVER" in hands.seen)
        assert "discard" in " ".join(hands.lines[2].split())


async def test_the_marked_row_is_told_by_a_mark_and_opens_with_space(house: House) -> None:
    house.verified("00511270")
    house.verified()
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.burst("\x1b[B")
        assert hands.lines[3].strip().startswith("▶")
        assert not hands.lines[2].strip().startswith("▶")
        await hands.press("space")
        hands.at(PreparationScreen)


async def test_sixty_bags_scroll_and_are_counted(house: House) -> None:
    for number in range(60):
        house.raw().execute(
            "INSERT INTO patient SELECT ?, family_name || ?, given_name, birth_date, ward, NULL "
            "FROM patient WHERE record_number = '00511270'",
            [f"0070{number:04}", f" {number}"],
        )
        house.order(f"0070{number:04}")
    async with at_work(house, badge=TECHNICIAN) as hands:
        assert "bags: 60, most urgent first" in hands.seen
        assert "Ibarra Leza 59, Jon" not in hands.seen
        await hands.burst("\x1b[F")
        assert "Ibarra Leza 59, Jon" in hands.seen


async def test_what_is_scanned_goes_where_it_belongs(house: House) -> None:
    bag_id = house.prepared_to(Step.CHECK)
    async with at_work(house, badge=TECHNICIAN) as hands:
        for code in (label(bag_id), label(bag_id, "C"), "NHC00482913", "]d28018952000000000001238"):
            await hands.scan(code)
            hands.at(CheckScreen)
            assert f"Second check · bag {bag_id}" in hands.seen
            await hands.press("escape")
            hands.at(WorklistScreen)
        await hands.press("t")
        await hands.write(bag_id)
        hands.at(CheckScreen)
        assert f"Second check · bag {bag_id}" in hands.seen
    assert [event for event in house.events() if event["result"] == "refused"] == []


@pytest.mark.parametrize("code", [vial(), SALINE])
async def test_a_product_scanned_on_the_worklist_says_what_to_do_with_it(house: House, code: str) -> None:
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan(code)
        assert "Open a bag first, or press r to receive it into stock." in hands.seen


async def test_a_patient_without_a_bag_today_is_said(house: House) -> None:
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.scan("NHC00498344")
        assert "García Soto, Ana has no bag today." in hands.seen


async def test_an_order_is_verified_by_a_pharmacist_with_pin_and_its_sheet_printed(house: House) -> None:
    [bag_id, *_] = house.order()
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.press("space")
        hands.at(VerificationScreen)
        await hands.burst("\x1b[F")
        assert "10:30 methylprednisolone 1000 mg, intravenous (Fig. 3; R17)" in hands.seen
        await hands.press("space")
        assert "This is not yours to do. expected pharmacist" in hands.seen
        assert house.events()[-1]["data"]["code"] == "not-your-role"
        await hands.press("space", "escape")
        await hands.sign_in(PHARMACIST)
        await hands.press("space", "space")
        await hands.write("7193")
        assert house.bag(bag_id).state is State.VERIFIED
        await hands.press("p")
        assert (house.folder / "prints" / f"{bag_id}-premedication-copy1.pdf").is_file()


async def test_where_the_product_information_differs_stands_before_the_signature(house: House) -> None:
    house.order()
    house.at(9, day=27)
    async with at_work(house, size=(80, 30), badge=PHARMACIST) as hands:
        await hands.burst("\x1b[F")
        await hands.press("space")
        assert (
            "! Methylprednisolone: the product information (EU, US) has 1000 mg on days 1 to 3" in hands.seen
        )


async def test_a_planned_bag_is_cancelled_with_a_reason(house: House) -> None:
    [bag_id, *_] = house.order()
    async with at_work(house, badge=PHARMACIST) as hands:
        await hands.press("space", "x", "b")
        await hands.write("fever")
        assert house.bag(bag_id).state is State.PLANNED
        await hands.press("space")
        assert house.bag(bag_id).state is State.CANCELLED
        await hands.until(lambda: "cancelled" in hands.seen)
        await hands.press("space")
        hands.at(BagScreen)
        assert "Reason: fever" in hands.seen
        await hands.press("n")
        await hands.write("fever is gone")
        await hands.press("space")
        hands.at(VerificationScreen)


async def test_the_label_is_previewed_and_printed_again_only_with_a_reason(house: House) -> None:
    bag_id = house.released()
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.press("l")
        hands.at(LabelScreen)
        assert f"Label of bag {bag_id}, copy 1" in hands.seen
        assert any("12 mg in 100 mL sodium chloride" in line for line in hands.lines)
        assert any("25 Mar 2026 17:30" in line for line in hands.lines)
        await hands.press("p", "e")
        await hands.write("smeared")
        await hands.press("space")
        hands.at(PreparationScreen)
        assert (house.bag(bag_id).state, house.bag(bag_id).label_copy) == (State.MIXED, 2)


async def test_the_preview_names_what_the_label_font_cannot_print(house: House) -> None:
    bag_id = house.released()
    pharmacy = "Φαρμακείο, Hospital de la Sierra"
    house.station = replace(house.station, site=house.station.site.model_copy(update={"pharmacy": pharmacy}))
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.press("l")
        assert f"Label of bag {bag_id}, copy 1" in hands.seen
        assert "set in Fira Sans: Φαρμακείο, Hospital de la Sierra" in hands.seen


async def test_an_unmixed_bag_has_no_label(house: House) -> None:
    house.verified()
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.press("l")
        assert "A label exists only for a mixed bag." in hands.seen


async def test_the_audit_shows_the_newest_first_and_verifies_its_chain(house: House) -> None:
    async with at_work(house, badge=TECHNICIAN) as hands:
        newest = house.events()[-1]
        await hands.press("a")
        hands.at(AuditScreen)
        assert " ".join(hands.lines[5].split()).startswith(
            f"▶ {newest['seq']} 25 Mar 09:30 T. Ruiz people.sign_in"
        )
        await hands.press("v")
        assert f"✓ Events: {len(house.events())}, every one in its place." in hands.seen
        await hands.press("space")
        hands.at(EventScreen)
        assert f"Event #{newest['seq']}" in hands.seen
        await hands.press("escape", "escape")
        hands.at(WorklistScreen)


async def test_a_changed_audit_is_found_out(house: House) -> None:
    raw = house.raw()
    raw.execute("DROP TRIGGER event_no_update")
    changed = house.events()[11]["seq"]
    raw.execute("UPDATE event SET body = replace(body, 'L77F2', 'L77F3') WHERE seq = ?", (changed,))
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.press("a", "v")
        assert "✕ The audit does not hold. All of it: alemprep audit verify" in hands.seen
        assert f"Event {changed} was changed: what it says does not belong to the hash that was" in hands.seen


async def test_all_of_a_long_audit_is_reached(house: House) -> None:
    for _ in range(80):
        with pytest.raises(Refusal):
            person_named(house.station, "7777")
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.press("a")
        assert "7777 people.sign_in ✕ unknown-person" in hands.seen
        for _ in range(3):
            await hands.burst("\x1b[F")
        assert " ".join(hands.lines[-2].split()).startswith("▶ 1 24 Mar 18:00 R. Iturbe people.add")


@pytest.mark.parametrize(
    ("badge", "words"), [(ADMINISTRATOR, "w people"), (TECHNICIAN, "w your PIN"), (NURSE, "w your PIN")]
)
async def test_the_bottom_line_says_where_people_or_one_s_own_pin_are(
    house: House, badge: str, words: str
) -> None:
    async with at_work(house, badge=badge) as hands:
        assert f" {words} " in hands.seen


async def test_an_administrator_is_told_when_the_last_pharmacist_has_left(house: House) -> None:
    alone = "No pharmacist works here: w, then n, adds one."
    async with at_work(house, badge=ADMINISTRATOR) as hands:
        assert alone not in hands.seen
        for badge in (PHARMACIST, SECOND):
            badges.leave(house.station, ADMINISTRATOR, badge, "moved", pin_of(ADMINISTRATOR))
        await hands.press("c", "c")
        assert alone in hands.seen


async def test_a_clock_that_went_back_is_accepted_only_with_reason_and_pin(house: House) -> None:
    house.order()
    house.at(7)
    async with at_work(house, badge=PHARMACIST) as hands:
        await hands.press("space", "space")
        await hands.write("7193")
        assert "The clock of this computer is behind." in hands.seen
        await hands.press("space", "escape", "k")
        await hands.write("it was an hour ahead")
        await hands.write("7193")
        assert house.events()[-1]["act"] == Act.ACCEPT_CLOCK
        await hands.press("space", "space")
        await hands.write("7193")
        assert house.events()[-1]["act"] == Act.VERIFY_BAG


async def test_another_time_is_planned_and_the_order_verified_again(house: House) -> None:
    bag_id = house.verified()
    async with at_work(house, badge=PHARMACIST) as hands:
        await hands.press("m")
        await hands.write("8:61", "delay on the ward")
        assert "This is not a clock time that can be used." in hands.seen
        await hands.burst("\x15")
        await hands.write("14:00", "")
        assert "infusion at 14:00 reason delay on the ward Nothing is done yet." in hands.seen
        await hands.press("space")
        hands.at(WorklistScreen)
        await hands.until(lambda: "VERIFY AGAIN verify" in hands.seen)
        await hands.press("space")
        hands.at(VerificationScreen)
        assert "VERIFY AGAIN: the order has changed" in hands.seen
        await hands.press("space")
        await hands.write("7193")
        await hands.press("escape", "space")
        hands.at(PreparationScreen)
        assert house.bag(bag_id).step is Step.ORDER


async def test_help_lists_the_keys(house: House) -> None:
    async with at_work(house, badge=NURSE) as hands:
        await hands.press("?")
        hands.at(HelpScreen)
        assert "accept a clock that was set back" in hands.seen


async def test_quitting_asks_first(house: House) -> None:
    async with at_work(house, badge=PHYSICIAN) as hands:
        await hands.press("q")
        assert "Every bag stays at its step." in hands.seen
        await hands.press("escape")
        hands.at(WorklistScreen)
        await hands.press("q", "q")
        assert house.events()[-1]["act"] == Act.SIGN_OUT
        assert not hands.app.is_running


@pytest.mark.parametrize("raw", ["10A\x11B\r", "\x03\x03ab\r", "~~~\r", "\x1b[200~hello\x1b[201~"])
async def test_rubbish_is_refused_and_does_nothing_else(house: House, raw: str) -> None:
    async with at_work(house, badge=TECHNICIAN) as hands:
        before = house.dump()
        await hands.burst(raw)
        hands.at(RefusalScreen)
        assert "✕ SCAN NOT READ" in hands.seen
        assert house.dump() == before


async def test_the_screens_speak_spanish(house: House) -> None:
    house.verified()
    async with at_work(house, language=Language.SPANISH) as hands:
        assert "esperando una tarjeta" in hands.seen
