"""Where bags are and how warm it is there, and what happens at the bedside."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Tables for custody, temperatures, medicines, observations, overrides and rates; the bag's own moments.

    A bag that is mixed has no custody afterwards: a pharmacist clears it, or it is discarded.
    """
    for column in ("cleared_at", "primed_at", "started_at", "ended_at", "observed_at"):
        op.add_column("bag", _moment(column, nullable=True))
    for column in ("primed_microlitres", "given_microlitres"):
        op.add_column("bag", sa.Column(column, sa.Integer(), nullable=True))
    op.add_column("bag", sa.Column("quarantined_because", sa.String(), server_default="", nullable=False))
    op.execute(
        "ALTER TABLE bag ADD COLUMN primed_with VARCHAR(32) "
        "CONSTRAINT fluid CHECK (primed_with IN ('drug solution', 'saline'))"
    )
    _of_a_bag(
        "move",
        _moment("at"),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column(
            "kind", _one_of("place_kind", "station", "refrigerator", "under way", "ward"), nullable=False
        ),
        sa.Column("covered", sa.Boolean(), nullable=False),
        _person("moved_by"),
    )
    op.create_table(
        "reading",
        sa.Column("place", sa.String(), nullable=False),
        _moment("at"),
        sa.Column("microcelsius", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        _person("read_by"),
        _moment("recorded_at"),
        sa.PrimaryKeyConstraint("place", "at"),
        sa.ForeignKeyConstraint(["read_by"], ["person.badge"]),
    )
    _of_a_bag(
        "medication",
        sa.Column(
            "medicine",
            _one_of("medicine", "antipyretic", "antihistamine", "steroid"),
            nullable=False,
        ),
        _moment("given_at"),
        _person("given_by"),
        _moment("recorded_at"),
    )
    _of_a_bag(
        "observation",
        _moment("at"),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("heart_rate", "systolic", "diastolic", "millicelsius")
        ),
        sa.Column("skin", sa.String(), nullable=False),
        _person("observed_by"),
    )
    _of_a_bag(
        "override",
        sa.Column("item", _one_of("overridable", "premedication", "vital-signs"), nullable=False),
        sa.Column("facts_sha256", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        _person("decided_by"),
        _moment("decided_at"),
    )
    _of_a_bag(
        "rate",
        _moment("at"),
        sa.Column(
            "what",
            _one_of("happening", "start", "rate", "pause", "resume", "reaction", "climb", "stop", "complete"),
            nullable=False,
        ),
        sa.Column("microlitres_an_hour", sa.Integer(), nullable=True),
        sa.Column("grade", sa.Integer(), nullable=True),
        sa.Column("response", _one_of("response", "go on", "reduce", "hold", "stop for good"), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        _person("done_by"),
    )


def _of_a_bag(table: str, *columns: sa.Column[Any]) -> None:
    """A table of what happened to bags, in the order of its ids."""
    people = [column.name for column in columns if column.name.endswith("_by")]
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bag_id", sa.String(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["bag_id"], ["bag.id"]),
        *(sa.ForeignKeyConstraint([name], ["person.badge"]) for name in people),
    )
    op.create_index(op.f(f"ix_{table}_bag_id"), table, ["bag_id"], unique=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _person(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String(), nullable=False)


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)
