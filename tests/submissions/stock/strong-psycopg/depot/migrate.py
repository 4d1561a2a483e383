"""Applies the files of sql/, in order of their names, and takes them back by those of sql/down/:

python -m depot.migrate up      all that are missing
python -m depot.migrate back    the last one
python -m depot.migrate down    all of them
"""

import logging.config
import sys
from collections.abc import Sequence
from pathlib import Path

import psycopg

from depot.config import from_environment
from depot.db import connect_when_ready
from depot.log import configuration

log = logging.getLogger("depot.migrate")

SQL = Path(__file__).parent.parent / "sql"


def migrations() -> list[Path]:
    return sorted(SQL.glob("*.sql"))


def migrate(connection: psycopg.Connection) -> list[str]:
    """Applies the files that were not yet applied, in one transaction. Gives their names."""
    with connection.transaction():
        done = applied(connection)
        new = [file for file in migrations() if file.stem not in done]
        for file in new:
            connection.execute(file.read_bytes())
            connection.execute("insert into migration (name) values (%s)", [file.stem])
    return [file.stem for file in new]


def take_back(connection: psycopg.Connection, most: int | None = None) -> list[str]:
    """Takes back the last so many of those that were applied, or all, in one transaction. Gives their names."""
    with connection.transaction():
        names = applied(connection)[::-1][:most]
        for name in names:
            connection.execute((SQL / "down" / f"{name}.sql").read_bytes())
            connection.execute("delete from migration where name = %s", [name])
    return names


def applied(connection: psycopg.Connection) -> list[str]:
    """In order, seen by one process at a time, however many containers start together: to the end of the transaction."""
    connection.execute("select pg_advisory_xact_lock(hashtext('depot.migrate'))")
    connection.execute("create table if not exists migration (name text primary key)")
    return [name for (name,) in connection.execute("select name from migration order by name")]


def main(arguments: Sequence[str]) -> None:
    logging.config.dictConfig(configuration())
    actions = {"up": migrate, "back": lambda connection: take_back(connection, 1), "down": take_back}
    action = actions.get(" ".join(arguments))
    if action is None:
        raise SystemExit(__doc__)
    with connect_when_ready(from_environment().database_url) as connection:
        log.info("Migrations %s: %s", *arguments, action(connection) or "none")


if __name__ == "__main__":
    main(sys.argv[1:])
