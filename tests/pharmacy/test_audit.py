"""The chain: whoever edits it is found out, and where."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
import sqlalchemy as sa

from pharmacy import audit
from pharmacy.audit import Verification
from pharmacy.errors import Trouble
from pharmacy.event_form import canonical
from pharmacy.service import people, stockroom
from tests.conftest import PHARMACIST, TECHNICIAN, House, pin_of, vial
from tests.raw import Raw

Tamper = Callable[[Raw], object]


def independent(connection: Raw) -> int | None:
    """The check written once more from its description, with nothing but hashlib: sequence number of
    the first event that does not fit.
    """
    before = hashlib.sha256(b"alemprep audit 1\x00").hexdigest()
    expected = 1
    for seq, prev_hash, stored, body in connection.execute(
        "SELECT seq, prev_hash, hash, body FROM event ORDER BY seq"
    ):
        content = b"alemprep audit 1\x00" + before.encode("ascii") + b"\x00" + body.encode("utf-8")
        if (seq, prev_hash, stored) != (expected, before, hashlib.sha256(content).hexdigest()):
            return expected
        before, expected = stored, expected + 1
    head = connection.execute("SELECT seq, hash FROM head").fetchone()
    return None if head == (expected - 1, before) else expected


def verified(house: House) -> Verification:
    with house.station.database.reading() as connection:
        return audit.verify(connection)


def sole_chain(house: House) -> Raw:
    """A file with its one chain; a server has several, and tests of its own."""
    assert house.file
    return house.raw()


def tamper(house: House, how: Tamper) -> Verification:
    """Edit the file as somebody with a database tool would, its triggers gone."""
    connection = sole_chain(house)
    connection.execute("DROP TRIGGER event_no_update")
    connection.execute("DROP TRIGGER event_no_delete")
    how(connection)
    connection.close()
    return verified(house)


def body_of(connection: Raw, seq: int) -> dict[str, Any]:
    (body,) = connection.execute("SELECT body FROM event WHERE seq = ?", (seq,)).fetchone()
    content: dict[str, Any] = orjson.loads(body)
    return content


def rehash(connection: Raw, start: int) -> None:
    """Hash the chain anew from an event on, head and all, as a forger would who knows how."""
    row = connection.execute("SELECT hash FROM event WHERE seq = ?", (start - 1,)).fetchone()
    before = row[0] if row else hashlib.sha256(b"alemprep audit 1\x00").hexdigest()
    rows = connection.execute("SELECT seq, body FROM event WHERE seq >= ? ORDER BY seq", (start,)).fetchall()
    connection.execute("UPDATE event SET prev_hash = 'x' || seq, hash = 'y' || seq WHERE seq >= ?", (start,))
    for seq, body in rows:
        after = hashlib.sha256(b"alemprep audit 1\x00" + f"{before}\x00{body}".encode()).hexdigest()
        connection.execute("UPDATE event SET prev_hash = ?, hash = ? WHERE seq = ?", (before, after, seq))
        before = after
    connection.execute("UPDATE head SET hash = ?", (before,))


def test_the_whole_chain_is_verified_and_its_head_told(house: House) -> None:
    found = verified(house)
    connection = sole_chain(house)
    count, head = connection.execute("SELECT seq, hash FROM head").fetchone()
    connection.close()
    assert (found.ok, found.events, found.head, found.first_bad) == (True, count, head, None)
    assert count > 40


def test_an_independent_check_finds_the_chain_whole(house: House) -> None:
    house.released()
    connection = sole_chain(house)
    assert independent(connection) is None
    connection.close()


def test_an_empty_chain_is_whole() -> None:
    genesis = hashlib.sha256(b"alemprep audit 1\x00").hexdigest()
    assert audit.verify_rows([], [audit.LaneHead(1, 0, genesis)]) == Verification(
        ok=True, events=0, head=genesis, head_seq=0, first_bad=None
    )


def test_an_edited_event_is_found(house: House) -> None:
    def edit(connection: Raw) -> None:
        connection.execute("UPDATE event SET body = replace(body, 'L77F2', 'L77F3') WHERE seq = 12")

    assert tamper(house, edit).first_bad == 12


def test_one_changed_blank_is_found(house: House) -> None:
    assert (
        tamper(house, lambda raw: raw.execute("UPDATE event SET body = body || ' ' WHERE seq = 7")).first_bad
        == 7
    )


def test_an_event_whose_own_hash_was_made_to_fit_is_found_at_the_next(house: House) -> None:
    def edit(connection: Raw) -> None:
        prev_hash, body = connection.execute("SELECT prev_hash, body FROM event WHERE seq = 12").fetchone()
        body = body.replace("L77F2", "L77F3")
        fitting = hashlib.sha256(b"alemprep audit 1\x00" + f"{prev_hash}\x00{body}".encode()).hexdigest()
        connection.execute("UPDATE event SET body = ?, hash = ? WHERE seq = 12", (body, fitting))

    assert tamper(house, edit).first_bad == 13


def test_a_deleted_event_is_found(house: House) -> None:
    assert tamper(house, lambda raw: raw.execute("DELETE FROM event WHERE seq = 20")).first_bad == 20


def test_a_deleted_first_event_is_found(house: House) -> None:
    assert tamper(house, lambda raw: raw.execute("DELETE FROM event WHERE seq = 1")).first_bad == 1


def test_a_deleted_newest_event_is_found(house: House) -> None:
    count = verified(house).events
    assert (
        tamper(house, lambda raw: raw.execute("DELETE FROM event WHERE seq = ?", (count,))).first_bad == count
    )


def test_a_deleted_event_whose_gap_was_closed_is_found(house: House) -> None:
    def close_gap(connection: Raw) -> None:
        connection.execute("DELETE FROM event WHERE seq = 20")
        last = connection.execute("SELECT max(seq) FROM event").fetchone()[0]
        for seq in range(21, last + 1):
            connection.execute("UPDATE event SET seq = ? WHERE seq = ?", (seq - 1, seq))
        connection.execute("UPDATE head SET seq = seq - 1")

    assert tamper(house, close_gap).first_bad == 20


def test_an_inserted_event_is_found(house: House) -> None:
    count = verified(house).events

    def insert(connection: Raw) -> None:
        (before,) = connection.execute("SELECT hash FROM head").fetchone()
        body = canonical({**body_of(connection, count), "seq": count + 1})
        fitting = audit.event_hash(before, body)
        connection.execute(
            "INSERT INTO event VALUES (?, ?, ?, ?, ?)", (count + 1, before, fitting, "L77F2", body)
        )

    assert tamper(house, insert).first_bad == count + 1


def test_two_events_that_changed_places_are_found_at_the_first(house: House) -> None:
    def swap(connection: Raw) -> None:
        for old, new in ((9, -1), (10, 9), (-1, 10)):
            connection.execute("UPDATE event SET seq = ? WHERE seq = ?", (new, old))

    assert tamper(house, swap).first_bad == 9


def test_a_head_wound_back_is_found(house: House) -> None:
    def rewind(connection: Raw) -> None:
        (hashed,) = connection.execute("SELECT hash FROM event WHERE seq = 30").fetchone()
        connection.execute("UPDATE head SET seq = 30, hash = ?", (hashed,))

    assert tamper(house, rewind).first_bad == 31


def test_a_lost_head_is_found(house: House) -> None:
    assert not tamper(house, lambda raw: raw.execute("DELETE FROM head")).ok


def test_a_forged_subject_is_found(house: House) -> None:
    assert (
        tamper(
            house, lambda raw: raw.execute("UPDATE event SET subject = '26-000001-1' WHERE seq = 15")
        ).first_bad
        == 15
    )


@pytest.mark.parametrize("body", [b"\x00\xff", "", "no JSON", "[]", "null", 7])
def test_a_body_that_is_no_body_is_found(house: House, body: object) -> None:
    found = tamper(house, lambda raw: raw.execute("UPDATE event SET body = ? WHERE seq = 8", (body,)))
    assert found.first_bad == 8


ODD = [b"\x00\xff", b"", None, -1, 2**62, 1.5, float("inf"), "", "\x00"]
"""What SQLite holds in any column, whatever its type."""


@pytest.mark.parametrize("value", ODD, ids=repr)
@pytest.mark.parametrize("column", ["prev_hash", "hash", "subject", "body"])
def test_an_odd_value_in_any_column_is_found(house: House, column: str, value: object) -> None:
    def forge(connection: Raw) -> None:
        _without_constraints(connection, "event")
        connection.execute(f"UPDATE event SET {column} = ? WHERE seq = 8", (value,))

    assert tamper(house, forge).first_bad == 8


@pytest.mark.parametrize("value", ODD, ids=repr)
def test_an_odd_sequence_number_is_found(house: House, value: object) -> None:
    def forge(connection: Raw) -> None:
        _without_constraints(connection, "event")
        connection.execute("UPDATE event SET seq = ? WHERE seq = 8", (value,))

    assert not tamper(house, forge).ok


@pytest.mark.parametrize("value", ODD, ids=repr)
@pytest.mark.parametrize("column", ["seq", "hash"])
def test_an_odd_head_is_found(house: House, column: str, value: object) -> None:
    def forge(connection: Raw) -> None:
        _without_constraints(connection, "head")
        connection.execute(f"UPDATE head SET {column} = ?", (value,))

    assert not tamper(house, forge).ok


@pytest.mark.parametrize("statement", ["INSERT INTO head SELECT * FROM head", "DELETE FROM event"])
def test_two_heads_or_no_event_at_all_are_found(house: House, statement: str) -> None:
    def forge(connection: Raw) -> None:
        _without_constraints(connection, "head")
        connection.execute(statement)

    assert not tamper(house, forge).ok


def _without_constraints(connection: Raw, table: str) -> None:
    """As somebody would edit it who copies the table first."""
    connection.execute(f"ALTER TABLE {table} RENAME TO old")
    connection.execute(f"CREATE TABLE {table} AS SELECT * FROM old")


def test_a_body_that_lies_about_its_place_is_found_even_with_fitting_hashes(house: House) -> None:
    def lie(connection: Raw) -> None:
        body = canonical({**body_of(connection, 25), "seq": 26})
        connection.execute("UPDATE event SET body = ? WHERE seq = 25", (body,))
        rehash(connection, 25)

    assert tamper(house, lie).first_bad == 25


def test_a_chain_hashed_anew_is_caught_only_by_a_printed_anchor(house: House) -> None:
    with house.station.database.reading() as connection:
        printed = str(audit.anchor(connection))

    def forge(connection: Raw) -> None:
        connection.execute("UPDATE event SET body = replace(body, 'L77F2', 'L77F3') WHERE seq = 12")
        rehash(connection, 12)

    assert tamper(house, forge).ok
    with house.station.database.reading() as connection:
        assert str(audit.anchor(connection)) != printed


def test_the_anchor_is_the_sequence_and_16_hex_of_the_head(house: House) -> None:
    connection = house.raw()
    seq, head = connection.execute("SELECT seq, hash FROM head ORDER BY seq DESC").fetchone()
    connection.close()
    with house.station.database.reading() as reading:
        assert str(audit.anchor(reading)) == f"{seq}:{head[:16]}"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET body = '{}' WHERE seq = 1",
        "DELETE FROM event WHERE seq = 1",
        "DELETE FROM event",
    ],
)
def test_the_audit_can_only_be_added_to(house: House, statement: str) -> None:
    _only_added_to(house, statement)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT OR REPLACE INTO event SELECT seq, prev_hash, hash, subject, '{}' FROM event WHERE seq = 1",
        "UPDATE OR REPLACE event SET seq = 2 WHERE seq = 1",
    ],
)
def test_no_event_in_a_file_is_replaced(house: House, statement: str) -> None:
    assert house.file
    _only_added_to(house, statement)


def _only_added_to(house: House, statement: str) -> None:
    before = house.events()
    with pytest.raises(Trouble) as caught, house.station.database.atomic() as connection:
        connection.execute(sa.text(statement))
    assert "is append-only" in str(caught.value)
    assert house.events() == before


def test_nobody_can_fork_the_chain(house: House) -> None:
    with pytest.raises(Trouble, match=r"(?i)unique"), house.station.database.atomic() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO event SELECT seq + 1000000, prev_hash, 'x', subject, body FROM event "
                "ORDER BY seq LIMIT 1 OFFSET 2"
            )
        )


def test_who_reads_cannot_write(house: House) -> None:
    with pytest.raises(Trouble) as caught, house.station.database.reading() as connection:
        connection.execute(sa.text("UPDATE head SET seq = 0"))
    assert caught.value.code.value == "database-read-only"
    assert verified(house).ok


def test_every_act_is_one_event_saying_who_what_when_and_how_it_ended(house: House) -> None:
    before = len(house.events())
    stockroom.receive_vial(house.station, TECHNICIAN, vial("NEW1"))
    assert len(house.events()) == before + 1
    body = sole_chain(house).execute("SELECT body FROM event ORDER BY seq DESC").fetchone()[0]
    assert orjson.loads(body) == {
        "seq": before + 1,
        "at": "2026-03-25T08:30:00+00:00",
        "act": "stock.receive_vial",
        "by": "1001",
        "result": "ok",
        "subject": "NEW1",
        "data": {
            "vial": {
                "kind": "vial",
                "gtin": "09520001000010",
                "serial": "NEW1",
                "lot": "L77F2",
                "expiry": "2028-12-31",
                "national_code": None,
            },
            "changed": {
                "vial": [
                    {
                        "gtin": "09520001000010",
                        "serial": "NEW1",
                        "lot": "L77F2",
                        "expiry": "2028-12-31",
                        "received_at": "2026-03-25T08:30:00+00:00",
                        "received_by": "1001",
                        "fate": "in stock",
                        "bag_id": None,
                        "fate_at": None,
                    }
                ]
            },
            "station": "station",
        },
    }


def test_signing_in_and_out_are_recorded(house: House) -> None:
    people.sign_in(house.station, PHARMACIST, pin_of(PHARMACIST))
    people.sign_out(house.station, PHARMACIST)
    assert [(event["act"], event["by"]) for event in house.events()[-2:]] == [
        ("people.sign_in", PHARMACIST),
        ("people.sign_out", PHARMACIST),
    ]


def test_a_refusal_is_recorded_with_what_was_given_and_no_pin(house: House) -> None:
    house.refused(people.accept_clock, TECHNICIAN, "the battery was empty", pin_of(TECHNICIAN))
    event = house.events()[-1]
    assert (event["act"], event["result"], event["data"]["code"]) == (
        "station.accept_clock",
        "refused",
        "not-your-role",
    )
    assert event["data"]["given"] == {"reason": "the battery was empty"}
    assert "2580" not in house.audit_text()


def test_events_can_be_paged_backwards(house: House) -> None:
    with house.station.database.reading() as connection:
        newest = audit.newest_events(connection, 3)
        following = audit.newest_events(connection, 3, before=newest[-1]["seq"])
    seqs = [event["seq"] for event in house.events()]
    assert [event["seq"] for event in newest + following] == seqs[:-7:-1]


def test_two_writings_of_the_same_body_are_the_same(house: House) -> None:
    assert canonical({"b": 1, "a": "ñ"}) == '{"a":"ñ","b":1}'


def test_a_moment_is_recorded_in_utc_whatever_zone_it_came_in(house: House) -> None:
    with house.station.database.atomic() as connection:
        audit.append(
            connection,
            act="test",
            by="1000",
            now=datetime.fromisoformat("2026-03-29T03:00:00+02:00"),
            result="ok",
            subject="",
            data={},
        )
        assert audit.latest(connection) == datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert house.events()[-1]["at"] == "2026-03-29T01:00:00+00:00"
