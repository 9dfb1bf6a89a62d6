"""Several chains side by side on a server: none waits for another, and nothing is missed."""

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

import orjson
import pytest

from pharmacy import audit
from pharmacy.audit import Entry, LaneHead, Verification
from pharmacy.chain_findings import chain_findings
from pharmacy.database import Database, create_database
from pharmacy.event_form import canonical
from pharmacy.newest_day import verify_newest_day
from tests.postgres import Server

Row = tuple[int, str, str, str, str]
NOON = datetime(2026, 3, 25, 12, tzinfo=UTC)


@pytest.fixture
def database(postgres: Server) -> Iterator[Database]:
    made = create_database(postgres.new_database(), NOON)
    yield made
    made.close()


def entry(subject: str) -> Entry:
    return Entry("act", "1001", "ok", subject, {})


def crowd(database: Database, acts: int) -> list[tuple[int, ...]]:
    """Acts of up to four stations at once, each of which holds its lane for a while; their numbers."""
    random, open_acts, numbers = Random(7), [], []
    for act in range(acts):
        transaction = database.atomic()
        connection = transaction.__enter__()
        entries = [entry(f"bag {act}") for _ in range(random.choice([1, 1, 2]))]
        numbers.append(tuple(audit.record(connection, NOON + timedelta(seconds=act), entries)))
        open_acts.append(transaction)
        if len(open_acts) == 4:
            open_acts.pop(random.randrange(4)).__exit__(None, None, None)
    for transaction in open_acts:
        transaction.__exit__(None, None, None)
    return numbers


def stored(database: Database) -> tuple[list[Row], list[LaneHead]]:
    with database.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT seq, prev_hash, hash, subject, body FROM event ORDER BY seq"
        )
        return [tuple(row) for row in rows], list(audit.heads(connection))


def independent(rows: list[Row], heads: list[LaneHead]) -> None:
    """Every rule of the braid, said once more and slowly: assertions fail where it does not hold."""
    by_seq = {row[0]: row for row in rows}
    for lane in range(1, 17):
        mine = [row for row in rows if row[0] % 16 == lane % 16]
        before = hashlib.sha256(b"alemprep audit 1\x00" + (b"" if lane == 1 else str(lane).encode()))
        previous = before.hexdigest()
        for seq, prev_hash, digest, _, body in mine:
            assert prev_hash == previous
            content = b"alemprep audit 1\x00" + previous.encode() + b"\x00" + body.encode()
            assert digest == hashlib.sha256(content).hexdigest()
            after = orjson.loads(body)["after"]
            if after:
                number, _, its_hash = after.partition(":")
                assert int(number) < seq
                assert by_seq[int(number)][2] == its_hash
            previous = digest
        assert heads[lane - 1] == (lane, mine[-1][0] if mine else 0, previous)


def test_stations_at_once_write_to_lanes_of_their_own_and_all_of_it_is_whole(database: Database) -> None:
    numbers = crowd(database, 60)
    rows, heads = stored(database)
    independent(rows, heads)
    found = audit.verify_rows(rows, heads)
    assert (found.ok, found.events) == (True, sum(map(len, numbers)))
    assert len({seq % 16 for (seq, *_) in numbers}) > 4


def test_an_act_that_comes_after_another_has_a_higher_number(database: Database) -> None:
    numbers = []
    for act in range(40):
        with database.atomic() as connection:
            numbers += audit.record(connection, NOON, [entry(str(act))])
    assert numbers == sorted(numbers)


def test_an_act_that_is_not_committed_leaves_no_gap_that_is_missed(database: Database) -> None:
    crowd(database, 10)
    with database.atomic() as connection:
        audit.record(connection, NOON, [entry("lost")])
        connection.rollback()
    crowd(database, 10)
    assert audit.verify_rows(*stored(database)).ok


def test_when_every_lane_is_held_an_act_waits_for_one(database: Database) -> None:
    held = [database.atomic() for _ in range(2)]
    connections = [transaction.__enter__() for transaction in held]
    connections[0].exec_driver_sql("SELECT * FROM head WHERE id <> 3 FOR UPDATE")
    (seq,) = audit.record(connections[1], NOON, [entry("only lane 3 is free")])
    assert seq % 16 == 3
    for transaction in held:
        transaction.__exit__(None, None, None)


@pytest.fixture(scope="module")
def braid(postgres: Server) -> tuple[list[Row], list[LaneHead]]:
    """Some eighty events of four stations."""
    database = create_database(postgres.new_database(), NOON)
    crowd(database, 60)
    found = stored(database)
    database.close()
    return found


Braid = tuple[list[Row], list[LaneHead]]


def rehashed(rows: list[Row], start: int) -> Row:
    """An event with another body that fits the one before it."""
    seq, prev_hash, _, subject, body = rows[start]
    forged = body.replace('"1001"', '"1002"')
    return seq, prev_hash, audit.event_hash(prev_hash, forged), subject, forged


def test_every_single_deleted_event_is_missed_by_its_number(braid: Braid) -> None:
    rows, heads = braid
    for place, row in enumerate(rows):
        found = audit.verify_rows(rows[:place] + rows[place + 1 :], heads)
        assert not found.ok
        assert found.first_bad is not None
        assert found.first_bad <= row[0] + 16


def test_every_single_deleted_event_is_named_and_no_other_one(braid: Braid) -> None:
    rows, heads = braid
    for place, row in enumerate(rows):
        kept = rows[:place] + rows[place + 1 :]
        (found,) = chain_findings(kept, heads)
        assert found.event == audit.verify_rows(kept, heads).first_bad == row[0]
        assert str(found.what).startswith(f"Event {row[0]} is missing")
        told = {int(number) for number in re.findall(r"[0-9]+", str(found.what))}
        assert {number % 16 for number in told} == {row[0] % 16}


def test_a_deleted_event_is_named_by_its_lane_in_these_words(braid: Braid) -> None:
    rows, heads = braid
    before, deleted, _ = [row[0] for row in rows if row[0] % 16 == rows[0][0] % 16][:3]
    found = chain_findings([row for row in rows if row[0] != deleted], heads)
    (words,) = [str(each.what) for each in found]
    assert words == (
        f"Event {deleted} is missing, and perhaps others of its lane from {before + 16} on: "
        "they were deleted, or their numbers changed."
    )


def test_a_lane_rewound_with_its_head_is_told_by_the_events_that_vouch_for_what_is_gone(braid: Braid) -> None:
    rows, heads = braid
    missed = 0
    for lane in range(1, 17):
        mine = [row for row in rows if row[0] % 16 == lane % 16]
        if not mine or not any(f'"{mine[-1][0]}:' in row[4] for row in rows):
            continue
        before = mine[-2] if len(mine) > 1 else (0, "", audit.genesis(lane), "", "")
        rewound = [head if head.lane != lane else LaneHead(lane, before[0], before[2]) for head in heads]
        (found,) = chain_findings([row for row in rows if row != mine[-1]], rewound)
        assert found.event == mine[-1][0]
        assert re.fullmatch(
            f"Event {found.event} is missing, for which event [0-9]+ vouches: it was deleted.",
            str(found.what),
        )
        missed += 1
    assert missed > 2


def test_every_single_edited_event_is_told_although_its_own_hash_was_made_to_fit(braid: Braid) -> None:
    rows, heads = braid
    for place, row in enumerate(rows):
        forged = [*rows[:place], rehashed(rows, place), *rows[place + 1 :]]
        found = chain_findings(forged, heads)
        after = next((each[0] for each in rows[place + 1 :] if each[0] % 16 == row[0] % 16), row[0])
        assert found
        assert {each.event for each in found} <= {row[0], after}


def test_every_single_edited_event_is_found_although_its_own_hash_was_made_to_fit(braid: Braid) -> None:
    rows, heads = braid
    for place in range(len(rows)):
        forged = [*rows[:place], rehashed(rows, place), *rows[place + 1 :]]
        assert not audit.verify_rows(forged, heads).ok


def test_a_lane_that_was_rewound_with_its_head_is_missed_by_the_others(braid: Braid) -> None:
    rows, heads = braid
    newest = max(head.seq for head in heads)
    missed = 0
    for lane in range(1, 17):
        mine = [row for row in rows if row[0] % 16 == lane % 16]
        if not mine or mine[-1][0] == newest or not any(f'"{mine[-1][0]}:' in row[4] for row in rows):
            continue
        before = mine[-2] if len(mine) > 1 else (0, "", audit.genesis(lane), "", "")
        rewound = [head if head.lane != lane else LaneHead(lane, before[0], before[2]) for head in heads]
        found = audit.verify_rows([row for row in rows if row != mine[-1]], rewound)
        assert found.first_bad == mine[-1][0]
        missed += 1
    assert missed > 2


def test_an_inserted_event_is_found(braid: Braid) -> None:
    rows, heads = braid
    seq, prev_hash, _, subject, body = rows[20]
    forged = orjson.loads(body) | {"seq": seq + 160}
    written = canonical(forged)
    row = (seq + 160, prev_hash, audit.event_hash(prev_hash, written), subject, written)
    assert not audit.verify_rows(sorted([*rows, row]), heads).ok


def test_a_lane_taken_away_altogether_is_found(braid: Braid) -> None:
    rows, heads = braid
    kept = [row for row in rows if row[0] % 16 != 1]
    assert not audit.verify_rows(kept, heads[1:]).ok
    assert audit.verify_rows([], []) == Verification(ok=False, events=0, head="", head_seq=0, first_bad=1)


def test_a_quick_look_notices_that_the_only_event_of_a_lane_that_day_is_gone(database: Database) -> None:
    old, newest = [NOON - timedelta(days=2)] * 16, [NOON, NOON + timedelta(seconds=1)]
    numbers = []
    for moment in (*old, *newest):
        with database.atomic() as connection:
            numbers += audit.record(connection, moment, [entry("bag")])
    with database.reading() as connection:
        assert verify_newest_day(connection) == (2, None)
    with database.atomic() as connection:
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        connection.exec_driver_sql(f"DELETE FROM event WHERE seq = {numbers[-1]}")
    with database.reading() as connection:
        assert verify_newest_day(connection) == (1, numbers[-1])
