"""Whoever owns the server of hospitals at work and edits their tables is found out, and it is said in words.

Every attack is carried out with PostgreSQL's own driver, as the superuser, with all triggers switched off
and on again afterwards. The audit stands in sixteen chains there, and each event vouches for the one before
it in whichever chain.
"""

from collections.abc import Iterator

import orjson
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pharmacy.clock import SetClock
from pharmacy.service import people
from tests.conftest import TECHNICIAN, House, ServerHospital, pin_of
from tests.pharmacy.court import (
    Court,
    below_all,
    edit,
    fitting,
    forge,
    in_court,
    lanes,
    no_event,
    rehash,
    wind_back,
)
from tests.raw import Raw
from tui.house import open_station

STRANGER = Ed25519PrivateKey.from_private_bytes(b"\x01" * 32)


@pytest.fixture
def court(at_work: ServerHospital, clock: SetClock) -> Iterator[Court]:
    station = open_station(at_work.url, clock, name="station")
    yield in_court(House(station, clock, at_work.url, at_work.folder))
    station.database.close()


@pytest.fixture
def vial(court: Court) -> int:
    """The number of the event that first names lot L77F2, before the first checkpoint."""
    return int(next(event["seq"] for event in court.house.events() if "L77F2" in str(event["data"])))


def edited_throughout(court: Court, vial: int) -> None:
    """Say something else in one event, and make its row and all other events fit."""
    court.attack(lambda raw: _say_another_lot(raw, vial))


def _say_another_lot(raw: Raw, vial: int) -> None:
    edit(vial, "L77F2", "L77F3")(raw)
    assert raw.execute("UPDATE vial SET lot = 'L77F3' WHERE serial = '7H2K1'").rowcount == 1
    rehash(raw)


def forged_throughout(court: Court, vial: int, key: Ed25519PrivateKey) -> None:
    """The same, and all checkpoints made anew."""

    def attack(raw: Raw) -> None:
        _say_another_lot(raw, vial)
        forge(court, raw, key)

    court.attack(attack)


def of_its_lane(court: Court, seq: int) -> int:
    """The number of the next event in the same chain."""
    return next(number for number in court.numbers if number > seq and (number - seq) % 16 == 0)


def test_an_audit_in_sixteen_chains_that_nobody_touched_holds_and_its_paper_stands(court: Court) -> None:
    code, told = court.verify("--anchor", court.paper)
    assert (code, told["findings"], told["events"]) == (0, [], len(court.numbers))
    assert {seq % 16 for seq in court.numbers} == set(range(16))
    assert lanes(court.house.raw()) == 16


def test_an_attack_that_changes_nothing_leaves_nothing_to_find(court: Court) -> None:
    court.attack(rehash)
    assert court.found("--anchor", court.paper) == []


def test_an_edited_event_is_named(court: Court, vial: int) -> None:
    court.attack(edit(vial, "L77F2", "L77F3"))
    assert court.found() == [
        (
            vial,
            f"Event {vial} was changed: what it says does not belong to the hash that was recorded with it.",
        )
    ]


def test_an_edited_event_with_a_hash_that_fits_is_told_by_the_next_of_its_chain_and_by_who_vouches_for_it(
    court: Court, vial: int
) -> None:
    def attack(raw: Raw) -> None:
        edit(vial, "L77F2", "L77F3")(raw)
        before, body = raw.execute("SELECT prev_hash, body FROM event WHERE seq = ?", (vial,)).fetchone()
        raw.execute("UPDATE event SET hash = ? WHERE seq = ?", (fitting(before, body), vial))

    court.attack(attack)
    following = of_its_lane(court, vial)
    after = court.numbers[court.numbers.index(vial) + 1]
    assert court.found() == [
        (
            following,
            (
                f"Event {following} does not follow the one before it: one of the two was changed, put in, "
                "or is not in its place."
            ),
        ),
        (vial, f"Event {vial} is not the one that event {after} vouches for: it was changed."),
    ]


def test_a_deleted_event_is_named(court: Court, vial: int) -> None:
    court.attack(lambda raw: raw.execute("DELETE FROM event WHERE seq = ?", (vial,)))
    ((event, what),) = court.found()
    assert event == vial
    assert what.startswith(f"Event {vial} is missing")


def test_a_deleted_newest_event_is_named(court: Court) -> None:
    court.attack(lambda raw: raw.execute("DELETE FROM event WHERE seq = ?", (court.newest,)))
    ((event, what),) = court.found()
    assert event == court.newest
    assert what.startswith(f"Event {court.newest} is missing at the end of its lane")


def test_one_chain_wound_back_is_told_by_the_event_of_another_one_that_vouches_for_what_is_gone(
    court: Court,
) -> None:
    gone = court.before(court.newest)

    def attack(raw: Raw) -> None:
        lane = (gone - 1) % 16 + 1
        raw.execute("DELETE FROM event WHERE seq = ?", (gone,))
        left = raw.execute("SELECT seq, hash FROM event WHERE seq % 16 = ? ORDER BY seq DESC", (lane % 16,))
        raw.execute("UPDATE head SET seq = ?, hash = ? WHERE id = ?", (*left[0], lane))

    court.attack(attack)
    assert court.found() == [
        (gone, f"Event {gone} is missing, for which event {court.newest} vouches: it was deleted.")
    ]


def test_a_forged_event_between_two_of_a_chain_is_told_at_its_place(court: Court, vial: int) -> None:
    put_in = vial + 16
    assert put_in not in court.numbers
    following = of_its_lane(court, vial)

    def attack(raw: Raw) -> None:
        row = raw.execute("SELECT hash, subject, body FROM event WHERE seq = ?", (vial,)).fetchone()
        said = orjson.loads(row[2]) | {"seq": put_in, "before": vial, "after": f"{vial}:{row[0]}"}
        body = orjson.dumps(said, option=orjson.OPT_SORT_KEYS).decode()
        hashed = fitting(row[0], body)
        raw.execute("UPDATE event SET prev_hash = ? WHERE seq = ?", (hashed, following))
        raw.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?)", (put_in, row[0], hashed, row[1], body))

    court.attack(attack)
    assert {event for event, _ in court.found()} == {following}


def test_a_forged_event_at_the_end_is_named(court: Court) -> None:
    forged = court.newest + 16

    def attack(raw: Raw) -> None:
        lane = (forged - 1) % 16 + 1
        (before,) = raw.execute("SELECT hash FROM head WHERE id = ?", (lane,)).fetchone()
        body = f'{{"act":"people.sign_out","seq":{forged},"subject":"1002"}}'
        hashed = fitting(before, body)
        raw.execute("INSERT INTO event VALUES (?, ?, ?, '1002', ?)", (forged, before, hashed, body))
        raw.execute("UPDATE head SET seq = ?, hash = ? WHERE id = ?", (forged, hashed, lane))

    court.attack(attack)
    found = court.found()
    assert (forged, no_event(forged)) in found
    assert {event for event, _ in found} == {forged}


def test_an_event_with_a_number_below_all_others_is_named_with_whatever_row_it_tells_of(court: Court) -> None:
    court.attack(below_all)
    assert court.found() == [(-17, "Event -17 has a number that no event can have.")]


def test_an_audit_wound_back_to_before_a_checkpoint_is_found_by_it(court: Court) -> None:
    court.attack(wind_back(court.first))
    seen = [seq for seq in court.numbers if court.first < seq < court.second]
    found = court.found()
    assert seen
    for seq in seen:
        assert (
            "The checkpoint of 26 Mar 2026 saw event "
            f"{seq}, which is not there any more: the audit was wound back."
        ) in [what for _, what in found]
    assert found[-1] == (
        None,
        "The checkpoint of 26 Mar 2026 is not recorded: no event says that it was made.",
    )


def test_an_audit_wound_back_to_after_the_newest_checkpoint_is_found_only_by_paper(court: Court) -> None:
    court.attack(wind_back(court.second))
    assert court.found() == []
    ((_, what),) = court.found("--anchor", court.paper)
    assert what == (
        f"A document was printed after event {court.newest} ({court.paper}), which is not there any more: "
        "the audit was wound back."
    )


def test_a_wound_back_audit_that_was_worked_on_again_is_found_by_paper_all_the_same(court: Court) -> None:
    court.attack(wind_back(court.second))
    for _ in range(2):
        people.sign_in(court.house.station, TECHNICIAN, pin_of(TECHNICIAN))
    ((event, what),) = court.found("--anchor", court.paper)
    assert event == court.newest
    assert what.startswith(f"A document says {court.paper}, but event {court.newest} begins with ")


def test_an_audit_hashed_anew_as_a_whole_is_found_by_every_checkpoint_after_the_edit(
    court: Court, vial: int
) -> None:
    edited_throughout(court, vial)
    words = court.words()
    for day in (25, 26):
        of_the_day = [
            what for what in words if what.startswith(f"The checkpoint of {day} Mar 2026 saw event")
        ]
        assert len(of_the_day) == 16
        assert all("otherwise than it stands here" in what for what in of_the_day)


def test_an_audit_hashed_anew_with_checkpoints_of_another_key_is_found_by_the_key(
    court: Court, vial: int
) -> None:
    forged_throughout(court, vial, STRANGER)
    words = court.words()
    assert len(words) == 2
    assert all("is not signed with the hospital's key" in what for what in words)


def test_a_forger_who_puts_their_key_beside_the_pepper_is_found_by_the_key_on_paper_and_by_an_anchor(
    court: Court, vial: int
) -> None:
    _, told = court.verify()
    noted = told["public_key"]
    forged_throughout(court, vial, STRANGER)
    court.key.write_text("01" * 32)
    assert court.found() == []
    assert len(court.found("--key", noted)) == 2
    assert court.found("--anchor", court.paper)[0][0] == court.newest


def test_a_copy_of_the_file_kept_elsewhere_finds_what_a_thief_of_the_key_forged(
    court: Court, vial: int
) -> None:
    copy = court.log.with_name("kept-elsewhere")
    copy.write_bytes(court.log.read_bytes())
    forged_throughout(court, vial, court.stolen_key())
    assert court.found() == []
    assert any("otherwise than it stands here" in what for what in court.words("--checkpoints", str(copy)))


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        (
            "UPDATE person SET role = 'pharmacist' WHERE badge = '1001'",
            "person 1001 says pharmacist for role; by event ",
        ),
        ("DELETE FROM vial WHERE serial = '7H2K1'", "vial 09520001000010, 7H2K1 is gone, of which event "),
        (
            (
                "INSERT INTO vial SELECT gtin, '9X9X9', lot, expiry, received_at, received_by, fate "
                "FROM vial WHERE serial = '7H2K1'"
            ),
            "No event tells of vial 09520001000010, 9X9X9: it was put into the table.",
        ),
    ],
)
def test_a_row_that_was_changed_removed_or_put_in_is_told_with_what_the_events_say(
    court: Court, statement: str, what: str
) -> None:
    def attack(raw: Raw) -> None:
        assert raw.execute(statement).rowcount == 1

    court.attack(attack)
    ((event, found),) = court.found()
    assert event is None
    assert found.startswith(what)
