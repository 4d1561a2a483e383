"""The pool, and the wait for a database that is still starting."""

import logging
import time

import psycopg
from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool

from depot.config import CONNECTION, Config

log = logging.getLogger(__name__)


def open_pool(config: Config) -> ConnectionPool:
    """Does not wait for the database: it may come later, and may go and come back."""
    pool = ConnectionPool(
        config.database_url,
        kwargs={**CONNECTION, "row_factory": dict_row},
        min_size=1,
        max_size=config.threads,
        timeout=2,
        check=ConnectionPool.check_connection,
        open=False,
        # Without it, the pauses between attempts double, for minutes: long after the database is back.
        reconnect_timeout=2,
    )
    pool.open(wait=False)
    return pool


def connect_when_ready(url: str, seconds: float = 25) -> psycopg.Connection:
    """For work at start; the database may be starting at the same time."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return psycopg.connect(url, **CONNECTION)
        except psycopg.OperationalError as error:
            if time.monotonic() > deadline:
                raise
            log.warning("The database does not answer yet: %s", error)
            time.sleep(0.5)
