"""Applies the SQL files of house/store/migrations, each once, in order of their names."""

import logging
from importlib.resources import files

from sqlalchemy import Connection, text

log = logging.getLogger(__name__)

LOCK = text("select pg_advisory_xact_lock(hashtext('house.migrate'))")
REGISTER = text(
    "create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())"
)


def known() -> dict[str, str]:
    """Name to SQL, in the order in which they apply."""
    found = [entry for entry in files("house.store").joinpath("migrations").iterdir() if entry.name.endswith(".sql")]
    return {entry.name: entry.read_text(encoding="utf-8") for entry in sorted(found, key=lambda entry: entry.name)}


def applied(connection: Connection) -> set[str]:
    return set(connection.scalars(text("select name from migrations")))


def migrate(connection: Connection) -> list[str]:
    """Inside the caller's transaction: all or nothing. Gives the names of those that were applied."""
    connection.execute(LOCK)
    connection.execute(REGISTER)
    done = applied(connection)
    new = {name: sql for name, sql in known().items() if name not in done}
    for name, sql in new.items():
        connection.exec_driver_sql(sql)
        connection.execute(text("insert into migrations (name) values (:name)"), {"name": name})
        log.info("Applied %s", name)
    return list(new)
