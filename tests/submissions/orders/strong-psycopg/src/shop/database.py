import logging
import time
import weakref

import psycopg
from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool

from shop.settings import CONNECT, Settings

log = logging.getLogger(__name__)

_open_pools: "weakref.WeakSet[ConnectionPool]" = weakref.WeakSet()


def open_pool(settings: Settings) -> ConnectionPool:
    """Does not wait for the database: it may come later, and may go and come back."""
    pool = ConnectionPool(
        settings.database_url,
        kwargs={**CONNECT, "row_factory": dict_row},
        min_size=1,
        max_size=settings.threads,
        timeout=2,
        check=ConnectionPool.check_connection,
        open=False,
        # Without it, the pauses between attempts double, for minutes: long after the database is back.
        reconnect_timeout=2,
    )
    pool.open(wait=False)
    _open_pools.add(pool)
    return pool


def close_pools() -> None:
    """At the end of a process."""
    for pool in list(_open_pools):
        pool.close()


def connect_when_ready(url: str, seconds: float = 25) -> psycopg.Connection:
    """A connection of its own, for work at start. Waits for a database that starts at the same time as we do."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return psycopg.connect(url, **CONNECT)
        except psycopg.OperationalError as error:
            if time.monotonic() > deadline:
                raise
            log.warning("The database does not answer yet: %s", error)
            time.sleep(0.5)
