"""Who is signed in where, which values are signed, what vouches for the audit; bags found among a million."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Sign-ins and leavers, signed protocol and policy, signed checkpoints of the audit; a patient's bags, a
    day's, and those not at their end without reading every bag there ever was.
    """
    op.add_column("person", sa.Column("left_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("person", sa.Column("session", sa.Integer(), nullable=True))
    op.add_column("person", sa.Column("session_station", sa.String(), server_default="", nullable=False))
    op.create_table(
        "approval",
        sa.Column("id", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("protocol_sha256", "policy_sha256", "protocol_text", "policy_text", "signed_sha256")
        ),
        sa.Column("signed_by", sa.String(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["signed_by"], ["person.badge"]),
    )
    op.create_table(
        "checkpoint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("statement", "public_key", "signature")),
        sa.PrimaryKeyConstraint("id"),
    )
    for table in ("approval", "checkpoint"):
        _append_only(table)
    for column in ("patient_record", "on_date"):
        op.create_index(op.f(f"ix_bag_{column}"), "bag", [column])
    not_ended = sa.text("state NOT IN ('cancelled', 'completed', 'discarded', 'stopped')")
    op.create_index("bag_not_ended", "bag", ["id"], sqlite_where=not_ended, postgresql_where=not_ended)


def _append_only(table: str) -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for verb in ("UPDATE", "DELETE") if sqlite else ("UPDATE", "DELETE", "TRUNCATE"):
        refuse = (
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            if sqlite
            else "FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
        )
        op.execute(f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {refuse}")
