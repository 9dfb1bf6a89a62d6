"""How far each numbered document has come on paper."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Until now a document had a place exactly when its printer had confirmed it."""
    op.execute(
        "ALTER TABLE printed ADD COLUMN state VARCHAR(32) DEFAULT 'printed' NOT NULL "
        "CONSTRAINT print_state CHECK (state IN ('waiting', 'sent', 'printed', 'seen'))"
    )
    op.add_column("printed", sa.Column("anchor", sa.String(), server_default="", nullable=False))
    op.execute("UPDATE printed SET state = 'sent' WHERE place = ''")
