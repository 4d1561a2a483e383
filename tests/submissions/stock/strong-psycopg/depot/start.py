"""What the container runs:  python -m depot.start

Brings the database up to date, imports articles if asked to, then becomes the server.
"""

import logging.config
import os

from depot.config import from_environment
from depot.db import connect_when_ready
from depot.load import load
from depot.log import configuration
from depot.migrate import migrate


def prepare() -> None:
    logging.config.dictConfig(configuration())
    log = logging.getLogger("depot.start")
    with connect_when_ready(from_environment().database_url) as connection:
        log.info("Applied migrations: %s", migrate(connection) or "none were missing")
        if os.environ.get("IMPORT_FILE"):
            log.info("Imported %d articles", load(connection, os.environ["IMPORT_FILE"]))


if __name__ == "__main__":
    prepare()
    os.execvp("gunicorn", ["gunicorn", "--config", "gunicorn_config.py", "depot.app:create_app()"])  # noqa: S606, S607
