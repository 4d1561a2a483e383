"""What happens once before requests are served."""

import logging
import time
from pathlib import Path

from alembic import command
from alembic.config import Config
from apiflask import APIFlask
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from warehouse.importing import import_articles

log = logging.getLogger(__name__)

WAIT_SECONDS = 25


def alembic_config() -> Config:
    return Config(str(Path(__file__).parent.parent / "alembic.ini"))


def prepare(app: APIFlask) -> None:
    """Waits for the database, migrates it, imports the file. Raises where one fails: no half-ready service."""
    engine: Engine = app.extensions["engine"]
    wait_for_database(engine)
    migrate(engine)
    if app.config["IMPORT_FILE"]:
        import_articles(engine, app.config["IMPORT_FILE"])
    # The workers are forked from this process; a connection must not be shared between them.
    engine.dispose()


def migrate(engine: Engine) -> None:
    with engine.begin() as connection:
        config = alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    log.info("The schema is up to date")


def wait_for_database(engine: Engine, seconds: float = WAIT_SECONDS) -> None:
    """Containers start together, and the database is often the later one."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            with engine.connect() as connection:
                connection.execute(text("select 1"))
            return
        except OperationalError as error:
            if time.monotonic() > deadline:
                raise
            log.warning("Waiting for the database: %s", error.orig)
            time.sleep(0.5)
