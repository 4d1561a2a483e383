"""The pool, and the two things that are done to a database before it is used: waiting for it, and migrating it."""

import logging
import time
from pathlib import Path

import psycopg
from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool

from depot.config import CONNECTION, Config

log = logging.getLogger(__name__)

SQL = Path(__file__).parent.parent / "sql"


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


def migrations() -> list[Path]:
    return sorted(SQL.glob("*.sql"))


def migrate(connection: psycopg.Connection) -> list[str]:
    """Applies the files that were not yet applied, in one transaction. Gives their names."""
    with connection.transaction():
        # One process at a time, however many containers start together.
        connection.execute("select pg_advisory_xact_lock(hashtext('depot.migrate'))")
        connection.execute("create table if not exists migration (name text primary key)")
        done = {name for (name,) in connection.execute("select name from migration")}
        new = [file for file in migrations() if file.stem not in done]
        for file in new:
            connection.execute(file.read_bytes())
            connection.execute("insert into migration (name) values (%s)", [file.stem])
    return [file.stem for file in new]
