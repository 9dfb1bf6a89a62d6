"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table, and the triggers that keep the audit append-only."""
    op.create_table(
        "bag_number",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year"),
    )
    op.create_table(
        "event",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("prev_hash", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("hash"),
        sa.UniqueConstraint("prev_hash"),
    )
    op.create_index(op.f("ix_event_subject"), "event", ["subject"], unique=False)
    op.create_table(
        "head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "patient",
        sa.Column("record_number", sa.String(), nullable=False),
        sa.Column("family_name", sa.String(), nullable=False),
        sa.Column("given_name", sa.String(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column("ward", sa.String(), nullable=False),
        sa.Column("wristband", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("record_number"),
        sa.UniqueConstraint("wristband"),
    )
    op.create_table(
        "person",
        sa.Column("badge", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "pharmacist",
                "technician",
                "nurse",
                "physician",
                "administrator",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("pin_hash", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("badge"),
    )
    op.create_table(
        "course",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("patient_record", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("infusion_at", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("previous_end", sa.Date(), nullable=True),
        sa.Column("activity_evidence", sa.String(), nullable=False),
        sa.Column("protocol_id", sa.String(), nullable=False),
        sa.Column("protocol_version", sa.String(), nullable=False),
        sa.Column("protocol_sha256", sa.String(), nullable=False),
        sa.Column("policy_sha256", sa.String(), nullable=False),
        sa.Column("ordered_by", sa.String(), nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["ordered_by"],
            ["person.badge"],
        ),
        sa.ForeignKeyConstraint(
            ["patient_record"],
            ["patient.record_number"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "one_course_of_a_number",
        "course",
        ["patient_record", "number"],
        unique=True,
        sqlite_where=sa.text("cancelled_at IS NULL"),
        postgresql_where=sa.text("cancelled_at IS NULL"),
    )
    op.create_table(
        "product",
        sa.Column("gtin", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "vial", "diluent", name="product_kind", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("diluent", sa.String(), nullable=False),
        sa.Column("enrolled_by", sa.String(), nullable=False),
        sa.Column("witnessed_by", sa.String(), nullable=False),
        sa.Column("enrolled_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolled_by"],
            ["person.badge"],
        ),
        sa.ForeignKeyConstraint(
            ["witnessed_by"],
            ["person.badge"],
        ),
        sa.PrimaryKeyConstraint("gtin"),
    )
    op.create_table(
        "bag",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("patient_record", sa.String(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("infusion_start", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "verified",
                "in preparation",
                "mixed",
                "labelled",
                "released",
                "infusing",
                "completed",
                "cancelled",
                "discarded",
                "stopped",
                "quarantined",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "step",
            sa.Enum(
                "order",
                "patient",
                "vial",
                "look",
                "diluent",
                "draw",
                "inject",
                "invert",
                "cover",
                "print",
                "bag label",
                "cover label",
                "check",
                name="step",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("vial_gtin", sa.String(), nullable=True),
        sa.Column("vial_serial", sa.String(), nullable=True),
        sa.Column("diluent_gtin", sa.String(), nullable=True),
        sa.Column("diluent_lot", sa.String(), nullable=True),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mixed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("clock_doubted", sa.Boolean(), nullable=False),
        sa.Column("prepared_by", sa.String(), nullable=True),
        sa.Column("released_by", sa.String(), nullable=True),
        sa.Column("protocol_sha256", sa.String(), nullable=False),
        sa.Column("policy_sha256", sa.String(), nullable=False),
        sa.Column("label_copy", sa.Integer(), nullable=False),
        sa.Column("ended_because", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["course.id"],
        ),
        sa.ForeignKeyConstraint(
            ["patient_record"],
            ["patient.record_number"],
        ),
        sa.ForeignKeyConstraint(
            ["prepared_by"],
            ["person.badge"],
        ),
        sa.ForeignKeyConstraint(
            ["released_by"],
            ["person.badge"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_bag_course_id"), "bag", ["course_id"], unique=False)
    op.create_index(op.f("ix_bag_state"), "bag", ["state"], unique=False)
    op.create_index(
        "one_bag_a_vial",
        "bag",
        ["vial_gtin", "vial_serial"],
        unique=True,
        sqlite_where=sa.text("state <> 'cancelled'"),
        postgresql_where=sa.text("state <> 'cancelled'"),
    )
    op.create_index(
        "one_live_bag_a_day",
        "bag",
        ["patient_record", "on_date"],
        unique=True,
        sqlite_where=sa.text("state NOT IN ('cancelled', 'discarded')"),
        postgresql_where=sa.text("state NOT IN ('cancelled', 'discarded')"),
    )
    op.create_table(
        "diluent",
        sa.Column("gtin", sa.String(), nullable=False),
        sa.Column("lot", sa.String(), nullable=False),
        sa.Column("expiry", sa.Date(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.CheckConstraint("taken <= received", name="taken_of_received"),
        sa.ForeignKeyConstraint(
            ["gtin"],
            ["product.gtin"],
        ),
        sa.PrimaryKeyConstraint("gtin", "lot"),
    )
    op.create_table(
        "recall",
        sa.Column("gtin", sa.String(), nullable=False),
        sa.Column("lot", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recalled_by", sa.String(), nullable=False),
        sa.Column("recalled_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["gtin"],
            ["product.gtin"],
        ),
        sa.ForeignKeyConstraint(
            ["recalled_by"],
            ["person.badge"],
        ),
        sa.PrimaryKeyConstraint("gtin", "lot"),
    )
    op.create_table(
        "printed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bag_id", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("copy_number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("printed_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bag_id"],
            ["bag.id"],
        ),
        sa.ForeignKeyConstraint(
            ["printed_by"],
            ["person.badge"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_printed_bag_id"), "printed", ["bag_id"], unique=False)
    op.create_table(
        "signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bag_id", sa.String(), nullable=False),
        sa.Column("badge", sa.String(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.Column("signed_sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["badge"],
            ["person.badge"],
        ),
        sa.ForeignKeyConstraint(
            ["bag_id"],
            ["bag.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_signature_bag_id"), "signature", ["bag_id"], unique=False)
    op.create_table(
        "vial",
        sa.Column("gtin", sa.String(), nullable=False),
        sa.Column("serial", sa.String(), nullable=False),
        sa.Column("lot", sa.String(), nullable=False),
        sa.Column("expiry", sa.Date(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_by", sa.String(), nullable=False),
        sa.Column(
            "fate",
            sa.Enum(
                "in stock",
                "taken",
                "used",
                "rejected",
                "destroyed",
                name="vial_fate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("bag_id", sa.String(), nullable=True),
        sa.Column("fate_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["bag_id"],
            ["bag.id"],
        ),
        sa.ForeignKeyConstraint(
            ["gtin"],
            ["product.gtin"],
        ),
        sa.ForeignKeyConstraint(
            ["received_by"],
            ["person.badge"],
        ),
        sa.PrimaryKeyConstraint("gtin", "serial"),
    )
    op.create_index(op.f("ix_vial_lot"), "vial", ["lot"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER event_no_{verb.lower()} BEFORE {verb} ON event "
                "BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    for verb in ("UPDATE", "DELETE", "TRUNCATE"):
        op.execute(
            f"CREATE TRIGGER event_no_{verb.lower()} BEFORE {verb} ON event "
            "FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
        )
