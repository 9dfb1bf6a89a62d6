"""The storage board: forty bags on one day, each with its word at several moments, worked out by hand."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import insert, update
from sqlmodel import col

from pharmacy.errors import Code
from pharmacy.people import Act
from pharmacy.places import BENCH, Place
from pharmacy.preparation import State, Step
from pharmacy.records import BagRow, MoveRow
from pharmacy.scans import PlaceScan
from pharmacy.service import custody, stockroom
from pharmacy.service.storage import InHand, Refrigerator, board, in_hand, no_bag_first, stored
from pharmacy.service.worklist import overview
from pharmacy.waiting import Word
from tests.bench.recorder import recorded
from tests.conftest import GTIN, MADRID, NURSE, PHARMACIST, TECHNICIAN, House, label
from tui.places import on_server

FRIDGE_1, FRIDGE_2, BOX, WARD = "]d293FR1", "]d293FR2", "]d293BOX1", "]d293W4"


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, 25, hour, minute, tzinfo=MADRID)


def read(house: House, scan: str, *moments: datetime, celsius: str = "5") -> None:
    for moment in moments:
        house.clock.set(moment)
        custody.record_temperature(house.station, TECHNICIAN, scan, celsius)


def every_half_hour(first: datetime, last: datetime) -> list[datetime]:
    return [
        first + number * timedelta(minutes=30)
        for number in range((last - first) // timedelta(minutes=30) + 1)
    ]


@pytest.fixture
def forty(house: House) -> list[str]:
    """Bag n is mixed at 04:00 + n · 10 min, so that it has to start before 12:00 + n · 10 min. Of each four,
    the first goes into fridge 1 five minutes later, the second into fridge 2, the third into fridge 1 and at
    10:50 to the ward; the fourth stays at the bench. Fridge 1 is read every half hour, fridge 2 until 10:00.
    """
    house.at(3, 50)
    bags = []
    for number in range(40):
        record = f"0070{number:04}"
        house.raw().execute(
            "INSERT INTO patient SELECT ?, family_name || ?, given_name, birth_date, ward, NULL "
            "FROM patient WHERE record_number = '00511270'",
            [record, f" {number}"],
        )
        bags.append(house.order(record)[0])
    with house.station.database.atomic() as connection:
        for number, bag_id in enumerate(bags):
            mixed = at(4) + number * timedelta(minutes=10)
            connection.execute(
                update(BagRow).where(col(BagRow.id) == bag_id).values(state=State.RELEASED, mixed_at=mixed)
            )
            cold = mixed + timedelta(minutes=5)
            moves = {
                0: [(mixed, BENCH, Place.STATION), (cold, "FR1", Place.REFRIGERATOR)],
                1: [(mixed, BENCH, Place.STATION), (cold, "FR2", Place.REFRIGERATOR)],
                2: [
                    (mixed, BENCH, Place.STATION),
                    (cold, "FR1", Place.REFRIGERATOR),
                    (at(10, 50), "W4", Place.WARD),
                ],
                3: [(mixed, BENCH, Place.STATION)],
            }[number % 4]
            for moment, place, kind in moves:
                connection.execute(
                    insert(MoveRow).values(
                        bag_id=bag_id, at=moment, place=place, kind=kind, covered=True, moved_by=TECHNICIAN
                    )
                )
    return bags


def half_hours(house: House) -> None:
    """The readings until 11:00, in the order of time."""
    for moment in every_half_hour(at(4), at(11)):
        read(house, FRIDGE_1, moment)
        if moment <= at(10):
            read(house, FRIDGE_2, moment)


def words(house: House, bags: list[str]) -> dict[int, Word | None]:
    return {bags.index(line.bag.id): line.word for line in board(house.station).lines}


FIRST, SECOND, THIRD, FOURTH = (range(start, 40, 4) for start in range(4))


def test_forty_bags_at_eleven(house: House, forty: list[str]) -> None:
    half_hours(house)
    lines = board(house.station).lines
    # The fridge that was not read for an hour, and the bench, but for the bag mixed just 30 minutes ago.
    doubted = sorted([*SECOND, *FOURTH[:-1]])
    # 0 minutes left outside · 15 minutes left outside · next temperature due at 11:30.
    in_use = [39, *THIRD, *FIRST]
    assert [forty.index(line.bag.id) for line in lines] == doubted + in_use
    assert [line.word for line in lines] == [Word.QUARANTINED] * 19 + [Word.IN_TIME] * 11 + [Word.SOON] + [
        Word.IN_TIME
    ] * 9
    by_number = {forty.index(line.bag.id): line for line in lines}
    assert {number: by_number[number].outside_minutes_left for number in (39, 2, 38, 0, 3)} == {
        39: 0,
        2: 15,
        38: 15,
        0: 25,
        3: 0,
    }
    assert [str(by_number[number].place) for number in (0, 1, 2, 3)] == [
        "fridge 1",
        "fridge 2",
        "ward 4",
        "bench",
    ]
    assert by_number[2].verdict.usable_until == at(11, 15)
    assert by_number[0].verdict.usable_until == at(11, 30)


def test_forty_bags_as_the_hour_goes_on(house: House, forty: list[str]) -> None:
    half_hours(house)
    house.at(11, 15)
    assert words(house, forty)[2] is Word.IN_TIME
    house.at(11, 15, 1)
    found = words(house, forty)
    assert {found[number] for number in (*SECOND, *THIRD, *FOURTH)} == {Word.QUARANTINED}
    assert (found[0], found[4]) == (Word.SOON, Word.IN_TIME)
    read(house, FRIDGE_1, at(11, 30))
    house.at(11, 39, 59)
    assert words(house, forty)[4] is Word.IN_TIME
    house.at(11, 40)
    assert words(house, forty)[4] is Word.SOON
    house.at(11, 44, 59)
    assert words(house, forty)[0] is Word.SOON
    house.at(11, 45)
    assert words(house, forty)[0] is Word.NOW
    read(house, FRIDGE_1, at(12))
    assert words(house, forty)[0] is Word.NOW
    house.at(12, 0, 1)
    found = words(house, forty)
    assert [found[number] for number in FIRST] == [Word.OVER, Word.SOON, *[Word.IN_TIME] * 8]
    house.at(12, 30, 1)
    assert {words(house, forty)[number] for number in FIRST[1:]} == {Word.QUARANTINED}


def test_the_board_asks_the_database_as_often_for_forty_bags_as_for_none(
    house: House, forty: list[str]
) -> None:
    if on_server(house.where):
        pytest.skip("about SQLite's statements")
    half_hours(house)
    house.station.database.close()
    with recorded() as said:
        assert len(board(house.station).lines) == len(forty)
    # The bags, their moves, and of each of two refrigerators with bags the temperatures beside them; of all
    # three those of the last hours, and the newest of fridge ward 4.
    assert len([sql for sql, _ in said if sql.startswith("SELECT")]) == 8
    house.station.database.close()


def test_a_refrigerator_shows_its_last_eight_hours_and_when_it_is_read_again(
    house: House, forty: list[str]
) -> None:
    half_hours(house)
    house.at(12, 10)
    first, second, ward = board(house.station).refrigerators
    assert (first.key, first.name, first.bags, len(first.readings)) == ("FR1", "fridge 1", 10, 14)
    assert first.readings[0].at == at(4, 30)
    assert first.newest is not None
    assert (first.newest.at, first.newest.celsius, first.due) == (at(11), Decimal(5), at(11, 30))
    # Bag 37 came at 10:15, after the last reading; bag 1 long before.
    assert (second.bags, second.due) == (10, at(10, 30))
    assert ward == Refrigerator(key="FR4", name="fridge ward 4", readings=(), newest=None, bags=0, due=None)
    house.at(9, day=26)
    first, *_ = board(house.station).refrigerators
    assert (first.readings, first.newest and first.newest.at) == ((), at(11))


def test_warnings_come_at_the_very_second(house: House) -> None:
    """Mixed at 09:30: START BEFORE 17:30, warned at 16:30 and at 17:15."""
    bag_id = house.released()
    custody.move_bag(house.station, TECHNICIAN, bag_id, FRIDGE_2, covered=True)
    read(house, FRIDGE_2, *every_half_hour(at(10), at(17, 30)))
    bag = house.bag(bag_id)

    def word(hour: int, minute: int, second: int = 0) -> Word | None:
        return stored(house.station, bag, at(hour, minute) + timedelta(seconds=second)).word

    assert [
        word(16, 29, 59),
        word(16, 30),
        word(17, 14, 59),
        word(17, 15),
        word(17, 30),
        word(17, 30, 1),
    ] == [
        Word.IN_TIME,
        Word.SOON,
        Word.SOON,
        Word.NOW,
        Word.NOW,
        Word.OVER,
    ]


def test_a_bag_put_aside_by_hand_is_in_quarantine_whatever_its_figures_say(house: House) -> None:
    bag_id = house.released()
    custody.quarantine(house.station, NURSE, bag_id, "cover torn")
    (line,) = board(house.station).lines
    assert (line.word, line.verdict.usable) == (Word.QUARANTINED, True)


def test_a_recalled_bag_is_called_nothing_else(house: House) -> None:
    bag_id = house.released()
    house.later(minutes=31)
    stockroom.recall_lot(house.station, PHARMACIST, gtin=GTIN, lot="L77F2", reason="maker's letter")
    (line,) = board(house.station).lines
    assert (line.bag.id, line.word) == (bag_id, Word.RECALLED)


def test_a_cover_label_says_that_the_bag_is_covered_and_its_own_that_it_is_not(house: House) -> None:
    bag_id = house.released()

    def scanned(code: str) -> InHand:
        found = in_hand(house.station, TECHNICIAN, code)
        assert isinstance(found, InHand)
        return found

    assert scanned(label(bag_id, "C")).covered
    assert not scanned(label(bag_id, "B")).covered
    assert scanned(bag_id).covered
    custody.cover_bag(house.station, NURSE, bag_id, covered=False, reason="torn")
    assert not scanned(bag_id).covered
    assert in_hand(house.station, TECHNICIAN, BOX) == PlaceScan(key="BOX1")


def test_labels_that_are_void_or_of_a_bag_not_mixed_are_carried_nowhere(house: House) -> None:
    bag_id = house.released()
    assert house.code(in_hand, TECHNICIAN, label(bag_id, "C", 2)) is Code.VOID_COPY
    planned = house.verified("00511270")
    refusal = house.refused(in_hand, TECHNICIAN, planned)
    assert refusal.lines()[:2] == [
        "Where this bag is does not matter now.",
        "expected: a bag that is mixed, and not started",
    ]
    assert house.code(in_hand, TECHNICIAN, "NHC00482913") is Code.WRONG_KIND


def test_a_place_alone_says_nothing(house: House) -> None:
    refusal = house.refused(no_bag_first, TECHNICIAN, WARD)
    assert refusal.lines() == [
        "Which bag is put there? No label was scanned before.",
        "expected: a bag's label, then the code of the place into which it is put",
        "got: ward 4",
        "what now: Scan the label on the bag's cover, then the place's code again.",
    ]
    assert house.events()[-1]["act"] == Act.MOVE_BAG


def test_the_next_steroid_is_that_of_the_first_verified_bag_of_today(house: House) -> None:
    assert overview(house.station).next_steroid is None
    house.order("00511270", at="11:00")
    later = house.verified()
    found = overview(house.station).next_steroid
    # The one at 11:00 is not verified. Fig. 3: the steroid 90 minutes before the infusion at 12:00.
    assert found is not None
    assert (found.bag.id, found.at, found.given_at) == (later, at(10, 30), None)
    house.bring(later, Step.PATIENT)
    assert overview(house.station).next_steroid is None
