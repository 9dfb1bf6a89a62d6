"""The schema's history, applied by Alembic from an empty database."""
