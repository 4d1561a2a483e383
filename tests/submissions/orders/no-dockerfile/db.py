import atexit
import json
import os
from pathlib import Path

from flask import g
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb
from psycopg_pool import ConnectionPool

SCHEMA = Path(__file__).with_name("schema.sql")

# Opened by prepare(). gunicorn starts the application in every worker, so each has a pool of its own.
pool = ConnectionPool(os.environ["DATABASE_URL"], kwargs={"row_factory": dict_row}, max_size=4, open=False)
atexit.register(pool.close)


def get_connection():
    if "connection" not in g:
        g.connection = pool.getconn()
    return g.connection


def close_connection(error=None):
    connection = g.pop("connection", None)
    if connection is not None:
        # What was not committed is undone.
        connection.rollback()
        pool.putconn(connection)


def prepare():
    """Creates the tables and imports SEED_FILE. Runs when the application is made."""
    pool.open(wait=True)
    with pool.connection() as connection:
        # Several gunicorn workers may start at the same time.
        connection.execute("SELECT pg_advisory_xact_lock(4711)")
        connection.execute(SCHEMA.read_text())
        seed_file = os.environ.get("SEED_FILE")
        if seed_file:
            import_orders(connection, seed_file)


def import_orders(connection, path):
    for order in json.loads(Path(path).read_text()):
        connection.execute(
            """
            INSERT INTO orders (id, status, customer_email, currency, items, note, total_cents, created_at, updated_at)
            VALUES (%(id)s, %(status)s, %(customer_email)s, %(currency)s, %(items)s, %(note)s, %(total_cents)s,
                    %(created_at)s, %(updated_at)s)
            ON CONFLICT (id) DO NOTHING
            """,
            {**order, "note": order.get("note"), "items": Jsonb(order["items"])},
        )
