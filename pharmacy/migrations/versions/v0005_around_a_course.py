"""What is known of patients before their courses, and recorded after them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Work-ups, and recommendations decided against; checks that were done, each once a day, and the answers
    to the symptom checklist; a patient who calls again on the same day answers it again.
    """
    _before()
    _after()


def _before() -> None:
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
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"]),
        sa.ForeignKeyConstraint(["decided_by"], ["person.badge"]),
    )
    op.create_index(op.f("ix_decision_course_id"), "decision", ["course_id"])


def _after() -> None:
    op.create_table(
        "follow_up_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("patient_record", sa.String(), nullable=False),
        sa.Column(
            "kind",
            _one_of("check_kind", "tests", "thyroid", "checklist", "cytology", "mri"),
            nullable=False,
        ),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["patient_record"], ["patient.record_number"]),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.badge"]),
    )
    op.create_index(op.f("ix_follow_up_check_patient_record"), "follow_up_check", ["patient_record"])
    no_checklist = sa.text("kind <> 'checklist'")
    op.create_index(
        "one_check_a_day",
        "follow_up_check",
        ["patient_record", "kind", "done_on"],
        unique=True,
        sqlite_where=no_checklist,
        postgresql_where=no_checklist,
    )
    op.create_table(
        "sign_answer",
        sa.Column("check_id", sa.Integer(), nullable=False),
        sa.Column(
            "sign",
            _one_of(
                "warning_sign",
                "bleeding",
                "heavy-periods",
                "bruises",
                "skin-stains",
                "weight",
                "heat-or-cold",
                "bowels",
                "urine",
                "swollen-legs",
                "fever",
                "other-infection",
            ),
            nullable=False,
        ),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("check_id", "sign"),
        sa.ForeignKeyConstraint(["check_id"], ["follow_up_check.id"]),
    )


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)
