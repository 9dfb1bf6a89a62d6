"""Alembic's entry: runs in the transaction of whoever calls it."""

from alembic import context
from sqlmodel import SQLModel

from pharmacy import records as _records  # noqa: F401 - registers the tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    transactional_ddl=False,
)
context.run_migrations()
