"""Imports orders from a JSON file; those whose id is known are left as they are:  python -m shop.seed FILE"""

import logging
import logging.config
import sys
from pathlib import Path

import psycopg
from pydantic import TypeAdapter, ValidationError

from shop.database import connect_when_ready
from shop.logs import configuration
from shop.orders.models import ImportedOrder
from shop.settings import Settings

log = logging.getLogger(__name__)

orders_file = TypeAdapter(list[ImportedOrder])

INSERT_ORDER = """
insert into orders (id, status, customer_email, currency, note, total_cents, created_at, updated_at)
values (%(id)s, %(status)s, %(customer_email)s, %(currency)s, %(note)s, %(total_cents)s, %(created_at)s, %(updated_at)s)
on conflict do nothing
"""

INSERT_ITEM = """
insert into order_items (order_id, position, sku, quantity, unit_price_cents) values (%s, %s, %s, %s, %s)
"""


def import_orders(connection: psycopg.Connection, path: str) -> int:
    """Gives how many were new. Exits with a message where the file can't be used."""
    try:
        orders = orders_file.validate_json(Path(path).read_bytes())
    except (OSError, ValidationError) as error:
        raise SystemExit(f"SEED_FILE {path} can't be imported: {error}") from error
    new = 0
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('shop.seed'))")
        for order in orders:
            cursor.execute(INSERT_ORDER, order.model_dump(exclude={"items"}))
            if cursor.rowcount == 0:
                continue
            new += 1
            rows = [(order.id, at, *item.model_dump().values()) for at, item in enumerate(order.items)]
            cursor.executemany(INSERT_ITEM, rows)
    return new


def main(path: str) -> None:
    logging.config.dictConfig(configuration())
    with connect_when_ready(Settings.from_environment().database_url) as connection:
        log.info("Imported %d orders from %s", import_orders(connection, path), path)


if __name__ == "__main__":
    main(sys.argv[1])
