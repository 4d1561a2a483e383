"""Runs migrations on the connection that it is given (at start), or on DATABASE_URL: `alembic upgrade head`."""

import os

from alembic import context
from sqlalchemy import text

from warehouse.database import engine_for
from warehouse.models import Base

# Containers that start at the same time migrate one after the other.
MIGRATION_LOCK = 8_310_001


def run(connection) -> None:
    context.configure(connection=connection, target_metadata=Base.metadata)
    with context.begin_transaction():
        connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with engine_for(os.environ["DATABASE_URL"], threads=1).begin() as own:
        run(own)
