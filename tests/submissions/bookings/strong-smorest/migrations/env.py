"""Runs on the application's engine: by `flask db upgrade`, and when the container starts."""

from alembic import context
from flask import current_app
from sqlalchemy import text

from rooms import models  # noqa: F401

# One container at a time.
LOCK = 5_120_001

database = current_app.extensions["migrate"].db
with database.engine.connect() as connection:
    context.configure(connection=connection, target_metadata=database.metadata)
    with context.begin_transaction():
        connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": LOCK})
        context.run_migrations()
