"""What is known of a patient before a course, and what was decided against."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Work-ups of patients; decisions about what a course needs first."""
    op.create_table(
        "workup",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("patient_record", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["patient_record"], ["patient.record_number"]),
        sa.ForeignKeyConstraint(["entered_by"], ["person.badge"]),
    )
    op.create_index(op.f("ix_workup_patient_record"), "workup", ["patient_record"])
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("item", "finding_sha256", "reason")),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"]),
        sa.ForeignKeyConstraint(["decided_by"], ["person.badge"]),
    )
    op.create_index(op.f("ix_decision_course_id"), "decision", ["course_id"])
