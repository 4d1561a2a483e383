import base64
import json
import os
import uuid

from flask import Blueprint, request
from psycopg.types.json import Jsonb

from checks import STATUSES, check_new_order, check_patch, require
from db import get_connection
from problems import Problem

blueprint = Blueprint("orders", __name__, url_prefix="/v1/orders")

SORTS = {
    "created_at": ("created_at", "ASC", ">"),
    "-created_at": ("created_at", "DESC", "<"),
    "total_cents": ("total_cents", "ASC", ">"),
    "-total_cents": ("total_cents", "DESC", "<"),
}
FILTERS = {
    "status": "status = %s",
    "customer_email": "customer_email = %s",
    "created_from": "created_at >= %s::timestamptz",
    "created_before": "created_at < %s::timestamptz",
}


@blueprint.before_request
def authenticate():
    auth = request.authorization
    expected = (os.environ["API_USERNAME"], os.environ["API_PASSWORD"])
    if auth is None or (auth.username, auth.password) != expected:
        raise Problem(401, "Unauthorized", headers={"WWW-Authenticate": 'Basic realm="orders"'})


def as_json(row):
    times = {name: row[name].isoformat() for name in ("created_at", "updated_at")}
    return {**row, **times, "id": str(row["id"])}


def find(order_id, lock=""):
    try:
        known = uuid.UUID(order_id)
    except ValueError:
        raise Problem(404, "Not Found", "No such order.") from None
    row = get_connection().execute(f"SELECT * FROM orders WHERE id = %s {lock}", [known]).fetchone()
    if row is None:
        raise Problem(404, "Not Found", "No such order.")
    return row


@blueprint.post("")
def create():
    data = request.get_json()
    key = request.headers.get("Idempotency-Key")
    if not key:
        raise Problem(400, "Bad Request", "Idempotency-Key is missing.")
    check_new_order(data)
    connection = get_connection()
    connection.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [key])
    known = connection.execute("SELECT * FROM idempotency_keys WHERE key = %s", [key]).fetchone()
    if known:
        require(known["body"] == data, "The key was used with another body.")
        row = find(str(known["order_id"]))
    else:
        row = insert(connection, data)
        connection.execute("INSERT INTO idempotency_keys VALUES (%s, %s, %s)", [key, Jsonb(data), row["id"]])
        connection.commit()
    return as_json(row), 201, {"Location": f"/v1/orders/{row['id']}"}


def insert(connection, data):
    total = sum(item["quantity"] * item["unit_price_cents"] for item in data["items"])
    return connection.execute(
        """
        INSERT INTO orders (customer_email, currency, items, note, total_cents)
        VALUES (%s, %s, %s, %s, %s) RETURNING *
        """,
        [data["customer_email"], data["currency"], Jsonb(data["items"]), data.get("note"), total],
    ).fetchone()


@blueprint.get("")
def list_orders():
    limit = request.args.get("limit", "20")
    require(limit.isdecimal() and 1 <= int(limit) <= 100, "limit must be from 1 to 100")
    limit = int(limit)
    sort = request.args.get("sort", "-created_at")
    require(sort in SORTS, "sort is not known")
    column, direction, comparison = SORTS[sort]
    conditions = [condition for name, condition in FILTERS.items() if name in request.args]
    values = [request.args[name] for name in FILTERS if name in request.args]
    if "cursor" in request.args:
        conditions.append(f"({column}, id) {comparison} (%s, %s::uuid)")
        values += decode(request.args["cursor"])
    where = "WHERE " + " AND ".join(conditions) if conditions else ""
    statement = f"SELECT * FROM orders {where} ORDER BY {column} {direction}, id {direction} LIMIT {limit + 1}"
    rows = get_connection().execute(statement, values).fetchall()
    page = [as_json(row) for row in rows[:limit]]
    return {"data": page, "next_cursor": encode(page[-1], column) if len(rows) > limit else None}


def encode(order, column):
    return base64.urlsafe_b64encode(json.dumps([order[column], order["id"]]).encode()).decode()


def decode(cursor):
    try:
        value, order_id = json.loads(base64.urlsafe_b64decode(cursor))
    except ValueError:
        raise Problem(422, "Unprocessable Content", "cursor is not valid") from None
    return [value, order_id]


@blueprint.get("/<order_id>")
def read(order_id):
    return as_json(find(order_id))


@blueprint.patch("/<order_id>")
def update(order_id):
    row = find(order_id, "FOR UPDATE")
    data = request.get_json()
    check_patch(data)
    if "status" in data and data["status"] not in STATUSES[row["status"]]:
        raise Problem(409, "Conflict", f"An order that is {row['status']} can't become {data['status']}.")
    connection = get_connection()
    row = connection.execute(
        "UPDATE orders SET status = %s, note = %s, updated_at = now() WHERE id = %s RETURNING *",
        [data.get("status", row["status"]), data.get("note", row["note"]), row["id"]],
    ).fetchone()
    connection.commit()
    return as_json(row)
