"""Runs migrations on the application's own engine: `flask db upgrade`, or at the start of the container."""

from alembic import context
from flask import current_app
from sqlalchemy import text

# Containers that start at the same time migrate one after the other.
MIGRATION_LOCK = 7_250_010


def run_migrations() -> None:
    database = current_app.extensions["migrate"].db
    with database.engine.connect() as connection:
        context.configure(connection=connection, target_metadata=database.metadata, compare_server_default=True)
        with context.begin_transaction():
            connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
            context.run_migrations()


if context.is_offline_mode():
    raise SystemExit("Offline mode is not supported: the migrations need the database.")
run_migrations()
