"""A patient after their last course, on the screen: next, missed, answers, papers."""

from datetime import date, datetime
from pathlib import Path

import pytest
import vobject

from pharmacy.follow_up_calendar import CheckKind
from pharmacy.language import Language
from pharmacy.people import Act
from pharmacy.protocol.model import WarningSign
from pharmacy.service import infusions
from pharmacy.service.follow_up import answer_checklist, followed, record_check
from tests.conftest import MADRID, NURSE, PATIENT, PHYSICIAN, TECHNICIAN, WRISTBAND, House
from tests.tui.hands import Hands, at_work
from tui.screens.bag import BagScreen
from tui.screens.checklist import ChecklistScreen
from tui.screens.confirm import ConfirmScreen
from tui.screens.follow_up import FollowUpScreen
from tui.screens.form import FormScreen
from tui.screens.tell import TellScreen
from tui.screens.worklist import WorklistScreen

pytestmark = pytest.mark.station


def treated(house: House, month: int = 6, day: int = 26) -> str:
    """Day 1 given on 25 March and no other; three months later. Due were 25 April, 25 May and 25 June."""
    bag_id = house.started()
    infusions.stop(house.station, NURSE, bag_id, "the patient wants no more")
    house.clock.set(datetime(2026, month, day, 10, tzinfo=MADRID))
    return bag_id


async def opened(hands: Hands, typed: str = PATIENT) -> None:
    """The screen of a patient, from the worklist."""
    await hands.press("f")
    hands.at(FormScreen)
    await hands.write(typed)
    hands.at(FollowUpScreen)


async def test_a_pin_typed_for_the_patient_is_read_on_the_screen_and_stands_nowhere_in_the_audit(
    house: House,
) -> None:
    async with at_work(house, badge=NURSE) as hands:
        await hands.press("f")
        await hands.write("2580")
        hands.at(FormScreen)
        assert "This patient is not known here." in hands.seen
        assert "got 2580" in hands.seen
        assert house.events()[-1]["data"]["code"] == "unknown-patient"
    assert "2580" not in house.audit_text()


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_what_is_next_and_what_was_missed_is_said_first(house: House, size: tuple[int, int]) -> None:
    treated(house)
    async with at_work(house, badge=NURSE, size=size) as hands:
        await opened(hands)
        assert "Follow-up · Núñez Etxeberria, María del Carmen · NHC 00482913" in hands.seen
        assert "NEXT 25 Jul 2026: blood and urine test · symptom checklist" in hands.seen
        # 25 June and 25 July are 30 days apart: 10 July lies halfway
        assert (
            "MISSED 7, the last: symptom checklist, due 25 Jun 2026. Done until 10 Jul 2026, it still counts."
        ) in hands.seen
        # what is done today counts for June
        assert "▶ 3 25 Jun 2026 blood and urine test MISSED" in hands.seen
        assert (
            "Counted from 25 Mar 2026, the last infusion day of course 1. A further course moves it."
            in hands.seen
        )
        await hands.press("escape")
        hands.at(WorklistScreen)


async def test_a_wristband_leads_there_too(house: House) -> None:
    treated(house)
    async with at_work(house, badge=PHYSICIAN) as hands:
        await opened(hands, WRISTBAND)


async def test_a_patient_without_an_infusion_is_refused_beside_the_line(house: House) -> None:
    house.order()
    async with at_work(house, badge=NURSE) as hands:
        await hands.press("f")
        await hands.write(PATIENT)
        hands.at(FormScreen)
        assert "This patient has had no infusion here after which anything could be due." in hands.seen


async def test_from_an_infusion_that_is_over_a_key_leads_to_the_follow_up(house: House) -> None:
    bag_id = house.started()
    infusions.stop(house.station, NURSE, bag_id, "no more")
    house.later(hours=2)
    infusions.observed(house.station, NURSE, bag_id)
    async with at_work(house, badge=NURSE) as hands:
        await hands.press("space")
        hands.at(BagScreen)
        await hands.press("f")
        hands.at(FollowUpScreen)
        assert "NEXT 29 Apr 2026" in hands.seen


async def test_the_marked_check_is_recorded_after_it_was_seen_once_more(house: House) -> None:
    treated(house, 4, 26)
    async with at_work(house, badge=NURSE) as hands:
        await opened(hands)
        await hands.press("space")
        hands.at(FormScreen)
        assert "blood and urine test, due 25 Apr 2026" in hands.seen
        await hands.write("", "at the GP's")
        hands.at(ConfirmScreen)
        assert followed(house.station, PATIENT).lines[0].made is None
        await hands.press("space")
        hands.at(FollowUpScreen)
        assert "blood and urine test on 26 Apr 2026: counts for 25 Apr 2026" in hands.seen
        assert "done 26 Apr 2026" in hands.seen
        assert "▶ 1 25 Apr 2026 symptom checklist MISSED" in hands.seen
    made = followed(house.station, PATIENT).lines[0].made
    assert made is not None
    assert made.note == "at the GP's"


async def test_a_day_to_come_is_refused_beside_what_was_typed(house: House) -> None:
    treated(house, 4, 26)
    async with at_work(house, badge=NURSE) as hands:
        await opened(hands)
        await hands.press("space")
        await hands.burst("\x7f" * 10)
        await hands.write("2026-04-27", "")
        await hands.press("space")
        hands.at(FormScreen)
        assert "What is done on a day to come cannot be recorded yet." in hands.seen
        assert "2026-04-27" in hands.seen


async def test_a_yes_is_flagged_with_its_specialty_until_it_is_acknowledged(house: House) -> None:
    treated(house, 4, 26)
    async with at_work(house, badge=NURSE) as hands:
        await opened(hands)
        await hands.press("a")
        hands.at(ChecklistScreen)
        assert "▶ Blood Bleeding from the nose, mouth or gums, or when you cough ?" in hands.seen
        await hands.press("n", "n", "y", *"n" * 7)
        assert "1 to go." in hands.seen
        await hands.press("space")
        hands.at(ChecklistScreen)
        assert "Not every sign has an answer: ask about the marked one." in hands.seen
        await hands.press("y", "space")
        hands.at(ConfirmScreen)
        assert "Bruises that come easily" in hands.seen
        assert "to 9 signs" in hands.seen
        await hands.press("space")
        hands.at(TellScreen)
        assert "haematology: Bruises that come easily" in hands.seen
        assert "infectious diseases: Infections, such as herpes, colds or fungal infections" in hands.seen
        await hands.press("space")
        hands.at(FollowUpScreen)
        assert (
            "ANSWERED 26 Apr 2026 · haematology: Bruises that come easily · infectious diseases:"
            in hands.seen
        )


async def test_an_answer_can_be_changed_before_it_is_recorded(house: House) -> None:
    treated(house, 4, 26)
    async with at_work(house, badge=NURSE) as hands:
        await opened(hands)
        await hands.press("a", *"n" * 10, "y", "space")
        hands.at(ConfirmScreen)
        await hands.press("escape")
        hands.at(ChecklistScreen)
        for _ in range(10):
            await hands.burst("\x1b[B")
        await hands.press("n", "space", "space")
        hands.at(FollowUpScreen)
        assert "✓ recorded: no sign" in hands.seen
    answered = followed(house.station, PATIENT).answered
    assert answered is not None
    assert answered.flags == ()


async def test_the_calendar_is_printed_and_written_without_the_patient_s_name(
    house: House, tmp_path: Path
) -> None:
    bag_id = treated(house)
    file = tmp_path / "c.ics"
    async with at_work(house, badge=NURSE) as hands:
        await opened(hands)
        await hands.press("p")
        assert f"{bag_id}-calendar-copy1.pdf" in "".join(line.strip() for line in hands.lines)
        await hands.press("i")
        hands.at(FormScreen)
        assert f"{bag_id}-calendar.ics" in hands.seen
        await hands.burst("\x7f" * 40)
        await hands.write(str(file))
        hands.at(ConfirmScreen)
        assert not file.exists()
        await hands.press("space")
        hands.at(FollowUpScreen)
        assert "Written:" in hands.seen
    content = file.read_text(encoding="utf-8")
    assert "Núñez" not in content
    assert PATIENT not in content
    assert vobject.readOne(content).vevent_list[0].dtstart.value == date(2026, 4, 25)
    assert (house.folder / "prints" / f"{bag_id}-calendar-copy1.pdf").exists()


async def test_a_file_that_cannot_be_written_is_told_beside_its_name(house: House, tmp_path: Path) -> None:
    treated(house)
    async with at_work(house, badge=NURSE) as hands:
        await opened(hands)
        await hands.press("i")
        await hands.burst("\x7f" * 40)
        await hands.write(str(tmp_path / "nowhere" / "c.ics"))
        await hands.press("space")
        hands.at(FormScreen)
        assert "The calendar cannot be written there." in hands.seen
        assert "No such file or directory" in hands.seen
    assert all(body["act"] != Act.GIVE_CALENDAR for body in house.events())


async def test_a_file_whose_hand_out_is_not_recorded_is_taken_away_again(
    house: House, tmp_path: Path
) -> None:
    treated(house)
    folder = tmp_path / "calendars"
    folder.mkdir()
    async with at_work(house, badge=NURSE) as hands:
        await opened(hands)
        await hands.press("i")
        await hands.burst("\x7f" * 40)
        await hands.write(str(folder / "c.ics"))
        hands.at(ConfirmScreen)
        house.clock.set(datetime(2026, 6, 20, 10, tzinfo=MADRID))  # six days back: no act is recorded
        await hands.press("space")
        hands.at(FormScreen)
        assert "The calendar was not recorded as handed out" in hands.seen
    assert list(folder.iterdir()) == []


async def test_a_technician_looks_and_records_nothing(house: House) -> None:
    treated(house)
    async with at_work(house, badge=TECHNICIAN) as hands:
        await opened(hands)
        await hands.press("a")
        assert "This is not yours to do." in hands.seen


async def test_in_spanish(house: House) -> None:
    treated(house)
    answer_checklist(
        house.station,
        NURSE,
        PATIENT,
        date(2026, 6, 25),
        yes=(WarningSign.SWOLLEN_LEGS,),
        no=tuple(sign for sign in WarningSign if sign is not WarningSign.SWOLLEN_LEGS),
    )
    record_check(house.station, NURSE, PATIENT, CheckKind.TESTS, date(2026, 6, 25))
    async with at_work(house, badge=NURSE, language=Language.SPANISH) as hands:
        hands.app.language = Language.SPANISH
        await opened(hands)
        assert "Seguimiento · Núñez Etxeberria, María del Carmen" in hands.seen
        assert "nefrología: Piernas hinchadas" in hands.seen
        assert "PRÓXIMO 25 jul 2026: análisis de sangre y orina · lista de síntomas" in hands.seen
