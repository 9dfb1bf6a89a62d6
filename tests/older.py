"""Databases as earlier versions left them, with rows in them."""

import sqlite3
from contextlib import closing

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from pharmacy import audit
from pharmacy.database import database_url, is_server
from pharmacy.database.sqlite import APPLICATION_ID
from tests.conftest import MORNING

REVISIONS = ("0001", "0002", "0003", "0004")

BEGUN = {
    "0001": """
        INSERT INTO person (badge, name, role, pin_hash, tries)
            VALUES
            ('1002', 'P. Arana', 'pharmacist', 'hash', 0),
            ('1001', 'T. Gil', 'technician', 'hash', 2);
        INSERT INTO patient VALUES
            ('00482913', 'Ibarra Leza', 'Ane', '1988-04-02', 'ward 4', NULL);
        INSERT INTO bag_number VALUES
            (2026, 1);
        INSERT INTO product VALUES
            ('09520001000010', 'vial', 'Brand', '', '1002', '1001', '2026-03-24 08:00');
        INSERT INTO diluent VALUES
            ('09520001000010', 'B4471', '2027-06-30', 20, 1);
        INSERT INTO recall VALUES
            ('09520001000010', 'L00', 'broken', '1002', '2026-03-24 09:00:00');
        INSERT INTO course (patient_record, number, first_day, last_day, infusion_at, zone,
            activity_evidence, protocol_id, protocol_version, protocol_sha256, policy_sha256,
            ordered_by, ordered_at)
            VALUES
            ('00482913', 1, '2026-03-25', '2026-03-29', '12:00', 'Europe/Madrid', '', 'consensus-2019',
            '1', 'aa', 'bb', '1002', '2026-03-24 10:00:00');
        INSERT INTO bag (id, course_id, patient_record, day, on_date, infusion_start, state, step,
            vial_gtin, vial_serial, mixed_at, clock_doubted, protocol_sha256, policy_sha256,
            label_copy, ended_because)
            VALUES
            ('26-000001-5', 1, '00482913', 1, '2026-03-25', '2026-03-25 11:00:00', 'labelled', 'check',
            '09520001000010', '7H2K1', '2026-03-25 08:00:00', false, 'aa', 'bb', 1, '');
        INSERT INTO vial VALUES
            ('09520001000010', '7H2K1', 'L77F2', '2028-12-31', '2026-03-24 08:30:00', '1002', 'used',
            '26-000001-5', '2026-03-25 08:00:00');
        INSERT INTO printed (bag_id, document, copy_number, sha256, place, printed_at, printed_by)
            VALUES
            ('26-000001-5', 'bag label', 1, 'cc', 'a folder', '2026-03-25 08:10:00', '1001'),
            ('26-000001-5', 'infusion', 1, '', '', '2026-03-25 08:11:00', '1001');
        INSERT INTO signature (bag_id, badge, signed_at, meaning, signed_sha256)
            VALUES
            ('26-000001-5', '1002', '2026-03-25 07:00:00', 'verified', 'dd');
    """,
    "0002": """
        INSERT INTO printed (bag_id, document, copy_number, sha256, place, printed_at, printed_by,
            state, anchor)
            VALUES
            ('26-000001-5', 'cover label', 1, '', '', '2026-03-25 08:12:00', '1001', 'waiting',
            '2:0123456789abcdef');
    """,
    "0003": """
        INSERT INTO move (bag_id, at, place, kind, covered, moved_by)
            VALUES
            ('26-000001-5', '2026-03-25 08:20:00', 'FR2', 'refrigerator', true, '1001');
        INSERT INTO reading VALUES
            ('FR2', '2026-03-25 08:21:00', 4600000, 'typed', '1001', '2026-03-25 08:21:00');
    """,
    "0004": """
        INSERT INTO checkpoint (at, statement, public_key, signature)
            VALUES
            ('2026-03-25 08:22:00', '{}', 'ee', 'ff');
    """,
}
"""What is written under each schema before the next one comes."""


def make_older(where: str, revision: str) -> None:
    """A database of an earlier schema, that has gone through all before it, with two audit events."""
    url = database_url(where)
    if not is_server(url):
        with closing(sqlite3.connect(where)) as raw:
            raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
            raw.execute("PRAGMA journal_mode=WAL")
    config = Config()
    config.set_main_option("script_location", "pharmacy:migrations")
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        if is_server(url):
            connection.exec_driver_sql("SET TIME ZONE 'UTC'")
        for each in REVISIONS[: REVISIONS.index(revision) + 1]:
            command.upgrade(config, each)
            for statement in BEGUN[each].split(";")[:-1]:
                connection.exec_driver_sql(statement)
        audit.begin_chain(connection, MORNING, audit.LANES if is_server(url) else 1)
        for act in ("bench.cover", "labels.number"):
            audit.append(
                connection, act=act, by="1001", now=MORNING, result="ok", subject="26-000001-5", data={}
            )
    engine.dispose()
