"""Applies the SQL files of shop/migrations, in order of their names, each once:  python -m shop.migrate"""

import logging
import logging.config
from importlib.resources import files

import psycopg

from shop.database import connect_when_ready
from shop.logs import configuration
from shop.settings import Settings

log = logging.getLogger(__name__)

# One process at a time, however many containers start together.
LOCK = "select pg_advisory_xact_lock(hashtext('shop.migrate'))"

REGISTER = """
create table if not exists schema_migrations (
    name text primary key,
    applied_at timestamptz not null default now()
)
"""


def known_migrations() -> dict[str, str]:
    """Name to SQL, in the order in which they apply."""
    found = [entry for entry in files("shop").joinpath("migrations").iterdir() if entry.name.endswith(".sql")]
    return {entry.name: entry.read_text(encoding="utf-8") for entry in sorted(found, key=lambda entry: entry.name)}


def migrate(connection: psycopg.Connection) -> list[str]:
    """All or nothing, in one transaction. Gives the names that were applied."""
    with connection.transaction():
        connection.execute(LOCK)
        connection.execute(REGISTER)
        done = {name for (name,) in connection.execute("select name from schema_migrations")}
        new = {name: sql for name, sql in known_migrations().items() if name not in done}
        for name, sql in new.items():
            connection.execute(sql)
            connection.execute("insert into schema_migrations (name) values (%s)", [name])
            log.info("Applied %s", name)
    return list(new)


def main() -> None:
    logging.config.dictConfig(configuration())
    with connect_when_ready(Settings.from_environment().database_url) as connection:
        migrate(connection)
    log.info("The schema is up to date")


if __name__ == "__main__":
    main()
