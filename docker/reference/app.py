"""A row by primary key as JSON: the least that a read through Flask and PostgreSQL costs."""

import os

from flask import Flask, abort, jsonify
from psycopg_pool import ConnectionPool

app = Flask(__name__)
pool = ConnectionPool(os.environ["DATABASE_URL"], min_size=1, max_size=4, open=False)


def create_rows() -> None:
    """Makes the table with rows 1 to 100; every worker may call it."""
    with pool.connection() as connection:
        connection.execute("select pg_advisory_xact_lock(1)")
        connection.execute("create table if not exists item (id int primary key, name text not null)")
        connection.execute(
            "insert into item select n, 'row ' || n from generate_series(1, 100) n on conflict do nothing"
        )


@app.get("/row/<int:row_id>")
def read_row(row_id: int):
    with pool.connection() as connection:
        row = connection.execute("select id, name from item where id = %s", (row_id,)).fetchone()
    if row is None:
        abort(404)
    return jsonify(id=row[0], name=row[1])


@app.get("/healthz")
def health():
    return jsonify(status="ok")
