"""What happens once before requests are served."""

import logging
import time

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from orders.extensions import db
from orders.services.seed import import_seed

log = logging.getLogger(__name__)

WAIT_SECONDS = 25


def prepare(app: Flask) -> None:
    """Waits for the database, migrates it, imports the seed file. Raises where one fails: no half-ready service."""
    with app.app_context():
        wait_for_database()
        upgrade()
        log.info("The schema is up to date")
        if app.config["SEED_FILE"]:
            import_seed(app.config["SEED_FILE"])
        db.session.remove()
        # The workers are forked from this process; a connection must not be shared between them.
        db.engine.dispose()


def wait_for_database(seconds: float = WAIT_SECONDS) -> None:
    """Containers start together, and the database is often the later one."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            with db.engine.connect() as connection:
                connection.execute(text("select 1"))
            return
        except OperationalError as error:
            if time.monotonic() > deadline:
                raise
            log.warning("Waiting for the database: %s", error.orig)
            time.sleep(0.5)
