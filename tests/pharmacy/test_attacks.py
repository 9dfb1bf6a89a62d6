"""Whoever edits the file of a hospital at work is found out, and it is said in words what was done.

Every attack is carried out with SQLite's own module, the triggers dropped first and put back afterwards.
"""

from typing import Any

import orjson
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from pharmacy import audit
from pharmacy.backup import back_up
from pharmacy.event_form import changed_rows, read_event
from pharmacy.reports import typed_week
from pharmacy.service import people
from pharmacy.service.checkpoints import begin_day
from pharmacy.service.history import history
from pharmacy.service.reports import weekly
from tests.conftest import MADRID, TECHNICIAN, House, pin_of
from tests.pharmacy.court import (
    POINT,
    Attack,
    Court,
    below_all,
    edit,
    fitting,
    forge,
    in_court,
    no_event,
    rehash,
    wind_back,
)
from tests.raw import Raw
from tui.cli import app
from tui.house import open_station


@pytest.fixture
def court(house: House) -> Court:
    assert house.file
    return in_court(house)


def add(body: str, subject: str = "") -> Attack:
    """One more event, whose hash and head fit. `SEQ` in the body stands for its number."""

    def do(raw: Raw) -> None:
        seq, before = raw.execute("SELECT seq, hash FROM head").fetchone()
        written = body.replace("SEQ", str(seq + 1))
        hashed = fitting(before, written)
        raw.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?)", (seq + 1, before, hashed, subject, written))
        raw.execute("UPDATE head SET seq = ?, hash = ?", (seq + 1, hashed))

    return do


def test_an_audit_that_nobody_touched_holds_and_its_paper_stands(court: Court) -> None:
    code, told = court.verify("--anchor", court.paper)
    assert (code, told["ok"], told["findings"], told["first_bad"]) == (0, True, [], None)
    assert (told["events"], told["checkpoints"]) == (len(court.house.events()), 2)
    raw = court.house.raw()
    (known,) = raw.execute("SELECT DISTINCT public_key FROM checkpoint").fetchone()
    raw.close()
    assert told["public_key"] == known


def test_an_edited_event_is_named(court: Court) -> None:
    court.attack(edit(12, "L77F2", "L77F3"))
    assert court.found() == [
        (12, "Event 12 was changed: what it says does not belong to the hash that was recorded with it.")
    ]


def test_two_edited_events_are_both_named(court: Court) -> None:
    court.attack(edit(12, "L77F2", "L77F3"))
    court.attack(edit(court.newest, "1002", "1001"))
    assert [event for event, _ in court.found()] == [12, court.newest]


def test_an_edited_event_with_a_hash_that_fits_is_told_at_the_next(court: Court) -> None:
    def attack(raw: Raw) -> None:
        edit(12, "L77F2", "L77F3")(raw)
        before, body = raw.execute("SELECT prev_hash, body FROM event WHERE seq = 12").fetchone()
        raw.execute("UPDATE event SET hash = ? WHERE seq = 12", (fitting(before, body),))

    court.attack(attack)
    assert court.found() == [
        (
            13,
            (
                "Event 13 does not follow the one before it: one of the two was changed, put in, or "
                "is not in its "
                "place."
            ),
        )
    ]


def test_an_edited_column_beside_the_body_is_named(court: Court) -> None:
    court.attack(lambda raw: raw.execute("UPDATE event SET subject = '26-000001-5' WHERE seq = 12"))
    ((event, what),) = court.found()
    assert event == 12
    assert what.startswith("Event 12 is filed under “26-000001-5”, but was recorded about “")


@pytest.mark.parametrize("seq", [1, 20])
def test_a_deleted_event_is_named(court: Court, seq: int) -> None:
    court.attack(lambda raw: raw.execute("DELETE FROM event WHERE seq = ?", (seq,)))
    assert court.found() == [(seq, f"Event {seq} is missing: it was deleted, or its number changed.")]


def test_a_deleted_newest_event_is_named(court: Court) -> None:
    court.attack(lambda raw: raw.execute("DELETE FROM event WHERE seq = ?", (court.newest,)))
    assert court.found() == [
        (
            court.newest,
            f"Events {court.newest} to {court.newest} are missing at the end: they were deleted.",
        )
    ]


def test_a_forged_event_in_the_middle_is_told_at_its_place(court: Court) -> None:
    def attack(raw: Raw) -> None:
        for seq in range(court.newest, 19, -1):
            raw.execute("UPDATE event SET seq = ? WHERE seq = ?", (seq + 1, seq))
        before, body = raw.execute("SELECT hash, body FROM event WHERE seq = 19").fetchone()
        body = body.replace('"seq":19', '"seq":20')
        hashed = fitting(before, body)
        (subject,) = raw.execute("SELECT subject FROM event WHERE seq = 19").fetchone()
        raw.execute("INSERT INTO event VALUES (20, ?, ?, ?, ?)", (before + " ", hashed, subject, body))

    court.attack(attack)
    found = court.found()
    assert found[0][0] == 20
    assert (21, "Event 21 was recorded under another number, 20: it was moved.") in found


def test_a_forged_event_at_the_end_is_named(court: Court) -> None:
    def attack(raw: Raw) -> None:
        seq, before = raw.execute("SELECT seq, hash FROM head").fetchone()
        body = f'{{"act":"people.sign_out","seq":{seq + 1},"subject":"1002"}}'
        hashed = fitting(before, body)
        raw.execute("INSERT INTO event VALUES (?, ?, ?, '1002', ?)", (seq + 1, before, hashed, body))

    court.attack(attack)
    assert court.found() == [
        (court.newest + 1, no_event(court.newest + 1)),
        (
            court.newest + 1,
            (
                f"The head says that the audit ends with event {court.newest}, but there are more: "
                "it was wound back, "
                "or events were put in."
            ),
        ),
    ]


def test_two_events_that_changed_places_are_both_named(court: Court) -> None:
    def attack(raw: Raw) -> None:
        for old, new in ((9, -1), (10, 9), (-1, 10)):
            raw.execute("UPDATE event SET seq = ? WHERE seq = ?", (new, old))

    court.attack(attack)
    words = court.words()
    assert "Event 9 was recorded under another number, 10: it was moved." in words
    assert "Event 10 was recorded under another number, 9: it was moved." in words


def test_an_audit_wound_back_to_before_a_checkpoint_is_found_by_it(court: Court) -> None:
    court.attack(wind_back(court.first + 1))
    found = court.found()
    assert found[0] == (
        court.first + 2,
        (
            f"The checkpoint of 26 Mar 2026 saw event {court.second - 1}, which is not there any "
            "more: the audit was "
            "wound back."
        ),
    )
    assert found[1:] == [
        (None, "The checkpoint of 26 Mar 2026 is not recorded: no event says that it was made.")
    ]


def test_an_audit_wound_back_to_after_the_newest_checkpoint_is_found_only_by_paper(court: Court) -> None:
    court.attack(wind_back(court.second))
    assert court.found() == []
    assert court.found("--anchor", court.paper) == [
        (
            court.second + 1,
            (
                f"A document was printed after event {court.newest} ({court.paper}), which is not "
                "there any more: the "
                "audit was wound back."
            ),
        )
    ]


def test_an_audit_wound_back_with_its_checkpoint_and_file_is_told_until_the_next_start_and_then_by_a_copy(
    court: Court,
) -> None:
    copy = court.log.with_name("kept-elsewhere")
    copy.write_bytes(court.log.read_bytes())

    def attack(raw: Raw) -> None:
        wind_back(court.second - 1)(raw)
        raw.execute("DELETE FROM checkpoint WHERE id = 2")

    court.attack(attack)
    court.log.unlink()
    assert court.words() == [
        (
            "The checkpoint of 25 Mar 2026 stands in the database but not in the file: it was removed there, "
            "or could not be written."
        )
    ]
    court.house.at(9, day=26)
    begin_day(court.house.station)
    assert court.found() == []
    lost = "The checkpoint of 26 Mar 2026 stands in the file but not in the database: it was removed there."
    assert lost in court.words("--checkpoints", str(copy))
    assert court.words("--anchor", court.paper) != []


def test_a_wound_back_audit_that_was_worked_on_again_is_found_by_paper_all_the_same(court: Court) -> None:
    court.attack(wind_back(court.second))
    for _ in range(2):
        people.sign_in(court.house.station, TECHNICIAN, pin_of(TECHNICIAN))
    ((event, what),) = court.found("--anchor", court.paper)
    assert event == court.newest
    assert what.startswith(f"A document says {court.paper}, but event {court.newest} begins with ")
    assert what.endswith("it, or one before it, was written anew after the document was printed.")


def test_an_audit_hashed_anew_as_a_whole_is_found_by_every_checkpoint_after_the_edit(court: Court) -> None:
    def attack(raw: Raw) -> None:
        edit(12, '"by":"1001"', '"by":"1002"')(raw)
        rehash(raw)

    court.attack(attack)
    assert court.found() == [
        (
            seq,
            (
                f"The checkpoint of {day} Mar 2026 saw event {seq} otherwise than it stands here: "
                "it, or one before "
                "it, was written anew."
            ),
        )
        for day, seq in ((25, court.first - 1), (26, court.second - 1))
    ]


def test_an_edit_between_two_checkpoints_is_found_by_the_second_alone(court: Court) -> None:
    def attack(raw: Raw) -> None:
        edit(court.first + 1, "technician", "pharmacist")(raw)
        rehash(raw)

    court.attack(attack)
    assert [event for event, _ in court.found()] == [court.second - 1]


def test_an_audit_hashed_anew_with_checkpoints_of_another_key_is_found_by_the_key(court: Court) -> None:
    def attack(raw: Raw) -> None:
        edit(12, '"by":"1001"', '"by":"1002"')(raw)
        rehash(raw)
        forge(court, raw, Ed25519PrivateKey.from_private_bytes(b"\x01" * 32))

    court.attack(attack)
    words = court.words()
    assert len(words) == 2
    assert all("is not signed with the hospital's key" in what for what in words)
    assert all(what.endswith("somebody else made it.") for what in words)


def test_a_forger_who_puts_their_key_beside_the_database_is_found_by_the_key_on_paper(court: Court) -> None:
    _, told = court.verify()
    noted = told["public_key"]

    def attack(raw: Raw) -> None:
        edit(12, '"by":"1001"', '"by":"1002"')(raw)
        rehash(raw)
        forge(court, raw, Ed25519PrivateKey.from_private_bytes(b"\x01" * 32))
        court.key.write_text("01" * 32)

    court.attack(attack)
    assert court.found() == []
    assert len(court.found("--key", noted)) == 2
    assert court.found("--anchor", court.paper)[0][0] == court.newest


def test_a_copy_of_the_file_kept_elsewhere_finds_what_a_thief_of_the_key_forged(court: Court) -> None:
    copy = court.log.with_name("kept-elsewhere")
    copy.write_bytes(court.log.read_bytes())

    def attack(raw: Raw) -> None:
        edit(12, '"by":"1001"', '"by":"1002"')(raw)
        rehash(raw)
        forge(court, raw, court.stolen_key())

    court.attack(attack)
    assert court.found() == []
    words = court.words("--checkpoints", str(copy))
    assert sum("otherwise than it stands here" in what for what in words) == 2


def test_a_checkpoint_whose_words_were_changed_is_named(court: Court) -> None:
    court.attack(
        lambda raw: raw.execute(
            "UPDATE checkpoint SET statement = replace(statement, '2026-03-25', '2026-03-23') WHERE id = 1"
        )
    )
    words = court.words()
    assert words[0] == (
        "The checkpoint of 23 Mar 2026 was changed: its signature does not belong to what it says."
    )
    assert any(what.startswith("The checkpoint of 25 Mar 2026 stands in the file but not") for what in words)


def test_a_checkpoint_removed_from_the_database_is_known_from_the_file(court: Court) -> None:
    court.attack(lambda raw: raw.execute("DELETE FROM checkpoint WHERE id = 2"))
    assert court.words() == [
        "The checkpoint of 26 Mar 2026 stands in the file but not in the database: it was removed there."
    ]


def test_a_checkpoint_removed_from_the_middle_breaks_the_row_of_them_too(court: Court) -> None:
    court.attack(lambda raw: raw.execute("DELETE FROM checkpoint WHERE id = 1"))
    assert court.words() == [
        (
            "The checkpoint of 26 Mar 2026 does not follow the one before it in the database: one "
            "was removed, put in "
            "or changed."
        ),
        "The checkpoint of 25 Mar 2026 stands in the file but not in the database: it was removed there.",
    ]


def test_a_checkpoint_removed_from_the_middle_of_the_file_is_known_from_the_database(court: Court) -> None:
    court.log.write_text(court.log.read_text().splitlines()[1] + "\n")
    assert court.words() == [
        (
            "The checkpoint of 25 Mar 2026 stands in the database but not in the file: it was "
            "removed there, or could "
            "not be written."
        )
    ]


def test_a_file_that_is_gone_is_told_for_every_checkpoint(court: Court) -> None:
    court.log.unlink()
    assert [what.partition(" stands in the database but not")[0] for what in court.words()] == [
        "The checkpoint of 25 Mar 2026",
        "The checkpoint of 26 Mar 2026",
    ]


def test_the_file_of_a_station_that_was_not_opened_since_is_no_finding_and_where_it_ends_is_told(
    court: Court,
) -> None:
    whole = court.log.read_text()
    court.log.write_text(whole.splitlines()[0] + "\n")
    code, told = court.verify()
    assert (code, told["findings"], told["not_in_file"]) == (0, [], 1)
    said = CliRunner().invoke(app, ["audit", "verify", "--db", court.house.where]).output
    assert (
        "This station's file ends with checkpoint 1, of 25 Mar 2026: it was not opened since. Its next start "
        "adds the rest."
    ) in said.splitlines()
    begin_day(court.house.station)
    assert court.log.read_text() == whole
    assert court.verify()[1]["not_in_file"] == 0


def test_a_file_that_ends_before_a_checkpoint_of_another_key_does_not_excuse_it(court: Court) -> None:
    court.log.write_text(court.log.read_text().splitlines()[0] + "\n")
    other = Ed25519PrivateKey.from_private_bytes(b"\7" * 32)

    def sign_anew(raw: Raw) -> None:
        (statement,) = raw.execute("SELECT statement FROM checkpoint WHERE id = 2").fetchone()
        raw.execute(
            "UPDATE checkpoint SET public_key = ?, signature = ? WHERE id = 2",
            (other.public_key().public_bytes_raw().hex(), other.sign(POINT + statement.encode()).hex()),
        )

    court.attack(sign_anew)
    words = court.words()
    assert any("is not signed with the hospital's key" in what for what in words)
    assert any(
        what.startswith("The checkpoint of 26 Mar 2026 stands in the database but not") for what in words
    )


def test_a_line_that_two_stations_added_at_once_stops_neither_check_nor_next_day(
    court: Court,
) -> None:
    lines = court.log.read_text().splitlines(keepends=True)
    court.log.write_text("".join([lines[0], lines[1], lines[1]]))
    court.house.at(8, day=27)
    begin_day(court.house.station)
    assert (len(court.log.read_text().splitlines()), court.words()) == (4, [])


def test_a_line_that_is_no_checkpoint_is_named(court: Court) -> None:
    with court.log.open("a") as file:
        file.write("nonsense\n[1]\n")
    assert court.words() == [
        "Line 3 of the file of checkpoints is no checkpoint.",
        "Line 4 of the file of checkpoints is no checkpoint.",
    ]


def test_checkpoints_removed_everywhere_are_known_from_the_audit(court: Court) -> None:
    court.attack(lambda raw: raw.execute("DELETE FROM checkpoint"))
    court.log.unlink()
    missing = (
        "Event {event} says that a checkpoint was made, which is neither in the database nor in the "
        "file: it was "
        "removed, or changed."
    )
    assert court.found()[:2] == [
        (event, missing.format(event=event)) for event in (court.first, court.second)
    ]


def test_checkpoints_removed_with_their_events_leave_a_day_that_nothing_covers(court: Court) -> None:
    def attack(raw: Raw) -> None:
        raw.execute("DELETE FROM checkpoint")
        for event in (court.second, court.first):
            raw.execute("DELETE FROM event WHERE seq = ?", (event,))
            for seq in range(event + 1, court.newest + 1):
                row = raw.execute("SELECT body FROM event WHERE seq = ?", (seq,)).fetchone()
                if row:
                    body = row[0].replace(f'"seq":{seq}', f'"seq":{seq - 1}')
                    raw.execute("UPDATE event SET seq = ?, body = ? WHERE seq = ?", (seq - 1, body, seq))
        rehash(raw)

    court.attack(attack)
    court.log.unlink()
    assert court.found() == [
        (
            1,
            (
                "No checkpoint covers the events of 24 Mar 2026, from 1 on, although the hospital "
                "worked on 26 Mar "
                "2026 and a day begins with one: it was removed, or could not be made."
            ),
        )
    ]


def test_without_its_key_nobody_can_say_who_signed(court: Court) -> None:
    court.key.unlink()
    assert court.words() == [
        (
            "Whether the hospital signed the checkpoints, nobody can tell here: its key is missing. "
            "Give it with --key."
        )
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "120",
        "120:",
        "120:9f86d081884c7d6",
        "120:9f86d081884c7d6g",
        "x:9f86d081884c7d65",
        "-1:" + "0" * 16,
    ],
)
def test_an_anchor_that_no_document_carries_is_bad_input(court: Court, typed: str) -> None:
    result = CliRunner().invoke(app, ["audit", "verify", "--db", court.house.where, f"--anchor={typed}"])
    assert (result.exit_code, result.output.splitlines()[0]) == (2, "This is not an anchor.")


@pytest.mark.parametrize("option", ["--key", "--checkpoints"])
def test_a_key_or_file_that_is_none_is_bad_input(court: Court, option: str) -> None:
    result = CliRunner().invoke(app, ["audit", "verify", "--db", court.house.where, option, "/nowhere/x"])
    assert result.exit_code == 2


def test_the_audit_of_a_database_that_cannot_be_written_is_checked_whole(court: Court) -> None:
    court.house.station.database.close()
    folder = court.house.folder
    folder.chmod(0o500)
    for file in folder.iterdir():
        file.chmod(0o400 if file.is_file() else 0o500)
    try:
        assert court.found("--anchor", court.paper) == []
    finally:
        folder.chmod(0o700)


def test_an_audit_that_lost_what_keeps_it_append_only_does_not_hold(court: Court) -> None:
    raw = court.house.raw()
    raw.execute("DROP TRIGGER event_no_update")
    raw.close()
    assert court.words() == [
        "The database has lost what keeps its audit append-only. Got: without event_no_update"
    ]


def test_a_database_that_is_made_to_say_it_is_of_an_older_schema_is_checked_all_the_same(
    court: Court,
) -> None:
    raw = court.house.raw()
    raw.execute("UPDATE alembic_version SET version_num = '0003'")
    raw.execute("UPDATE person SET role = 'pharmacist' WHERE badge = '1001'")
    raw.close()
    said = court.words()
    assert said[0] == "person 1001 says pharmacist for role; by event 2 it is technician."
    assert said[1] == (
        "The database says that it is of schema 0003, but has the tables of schema 0005: the number was "
        "edited."
    )
    assert "approval_no_delete" in said[2]


AT = '"act":"x","at":"2026-03-26T07:00:00+00:00","by":"1001"'


@pytest.mark.parametrize(
    "body",
    [
        '{"data":{"changed":{"bag":[5]}},"seq":SEQ,"subject":""}',
        f'{{{AT},"data":{{"changed":{{"bag":[5]}}}},"result":"ok","seq":SEQ,"subject":""}}',
        f'{{{AT},"data":{{"changed":{{"bag":[{{"id":[1]}}]}}}},"result":"ok","seq":SEQ,"subject":""}}',
        f'{{{AT},"data":{{"changed":7}},"result":"ok","seq":SEQ,"subject":""}}',
        f'{{{AT},"data":[],"result":"ok","seq":SEQ,"subject":""}}',
        f'{{{AT},"data":{{}}, "result":"ok","seq":SEQ,"subject":""}}',
        f'{{"seq":1,{AT},"data":{{}},"result":"ok","seq":SEQ,"subject":""}}',
        '{"act":"x","at":"2026-03-26","by":"1001","data":{},"result":"ok","seq":SEQ,"subject":""}',
        '{"act":"x","at":"0001-01-01T00:00:00+12:00","by":"1","data":{},"result":"ok","seq":SEQ,"subject":""}',
        '{"act":"x","by":"1001","data":{},"result":"ok","seq":SEQ,"subject":""}',
        'no JSON at all,"seq":SEQ,"subject":""}',
        '[{"seq":SEQ,"subject":""}',
    ],
)
def test_an_event_that_fits_and_is_none_of_ours_is_named_whatever_it_says(court: Court, body: str) -> None:
    court.attack(add(body))
    assert court.found() == [(court.newest + 1, no_event(court.newest + 1))]
    assert back_up(court.house.where, court.house.folder / "copy").events == court.newest + 1


def test_an_event_with_a_number_below_all_others_is_named_with_whatever_row_it_tells_of(court: Court) -> None:
    court.attack(below_all)
    assert court.found() == [(-17, "Event -17 has a number that no event can have.")]


def test_an_event_filed_under_another_subject_that_is_written_alike_is_named(court: Court) -> None:
    court.attack(add(f'{{{AT},"data":{{}},"result":"ok","seq":SEQ,"subject":"L\\"0"}}', subject='L\\"0'))
    assert court.found() == [
        (
            court.newest + 1,
            f'Event {court.newest + 1} is filed under “L\\"0”, but was recorded about “L"0”.',
        )
    ]


def test_what_an_earlier_version_told_of_a_sign_in_is_not_held_against_its_row(court: Court) -> None:
    told = '{"badge":"1001","session_station":null}'
    court.attack(
        add(f'{{{AT},"data":{{"changed":{{"person":[{told}]}}}},"result":"ok","seq":SEQ,"subject":""}}')
    )
    assert court.found() == []


@pytest.mark.parametrize("body", ["garbage", '{"a":1}'])
def test_an_event_that_is_none_of_ours_stops_no_hospital_no_bag_and_no_report(
    court: Court, body: str
) -> None:
    house = court.house
    bag_id = house.released()

    def attack(raw: Raw) -> None:
        for number, subject in enumerate(("policy", bag_id), 10_000):
            raw.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?)", (number, number, number, subject, body))

    court.attack(attack)
    station = open_station(house.where, house.clock, name="another")
    with station.database.reading() as connection:
        newest = audit.newest_events(connection, 5)
    assert newest[0]["act"] == "release.release"
    assert weekly(station.database, MADRID, typed_week("2026-W13")).entries == ()
    assert history(station, bag_id)
    station.database.close()
    assert 10_000 in [event for event, _ in court.found()]


def test_a_body_that_is_no_event_hides_no_edited_row(court: Court) -> None:
    court.attack(add('{"data":{"changed":{"person":[5]}},"seq":SEQ,"subject":""}'))
    court.attack(lambda raw: raw.execute("UPDATE person SET role = 'pharmacist' WHERE badge = '1001'"))
    event, what = court.found()[1]
    assert (event, what.partition(" for ")[0]) == (None, "person 1001 says pharmacist")


PLAIN = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=5)
ANYTHING = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
)


@given(
    said=st.fixed_dictionaries(
        {},
        optional={
            "act": ANYTHING,
            "at": ANYTHING | st.just("2026-03-26T07:00:00+00:00"),
            "by": ANYTHING,
            "result": ANYTHING | st.just("ok"),
            "data": ANYTHING | st.fixed_dictionaries({"changed": st.dictionaries(st.just("bag"), ANYTHING)}),
        },
    )
)
def test_whatever_json_an_event_holds_the_check_of_the_tables_goes_on(said: dict[str, Any]) -> None:
    body = orjson.dumps(said | {"seq": 1, "subject": ""}, option=orjson.OPT_SORT_KEYS).decode()
    for rows in changed_rows(body).values():
        assert all(isinstance(row, dict) for row in rows)
        assert all(isinstance(value, str | int | None) for row in rows for value in row.values())
    whole = {"act", "at", "by", "result", "data"} <= said.keys()
    assert read_event(body) is None or whole
