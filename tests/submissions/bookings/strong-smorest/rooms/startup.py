"""Once, before requests are served."""

import logging
import time

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from rooms.database import db
from rooms.imports import import_bookings

log = logging.getLogger(__name__)


def prepare(app: Flask) -> None:
    """Waits for the database, migrates it, and imports the file if there is one."""
    with app.app_context():
        wait_for_database()
        upgrade()
        if app.config["BOOKINGS_FILE"]:
            import_bookings(app.config["BOOKINGS_FILE"])
        db.session.remove()
        # Workers are forked from here, and must not share a connection.
        db.engine.dispose()


def wait_for_database(seconds: float = 25) -> None:
    """It may have been started at the same time as we were."""
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
