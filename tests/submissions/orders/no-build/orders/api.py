import uuid
from datetime import datetime

from flask import Blueprint, request, url_for
from sqlalchemy import func, select
from werkzeug.exceptions import BadRequest, Conflict, NotFound

from orders import validation
from orders.auth import require_login
from orders.errors import Invalid
from orders.models import MOVES, Order, UsedKey, db
from orders.paging import page

blueprint = Blueprint("orders", __name__, url_prefix="/v1/orders")
blueprint.before_request(require_login)


def find(order_id):
    try:
        order = db.session.get(Order, uuid.UUID(order_id), with_for_update=request.method == "PATCH")
    except ValueError:
        order = None
    if order is None:
        raise NotFound("No such order.")
    return order


def idempotency_key():
    key = request.headers.get("Idempotency-Key", "")
    if not key:
        raise BadRequest("The header Idempotency-Key is missing.")
    if len(key) > 255:
        raise Invalid("Idempotency-Key", "is too long")
    return key


@blueprint.post("")
def create():
    data = request.get_json()
    key = idempotency_key()
    validation.new_order(data)
    # Two requests with the same key: the second one waits here for the first.
    db.session.execute(select(func.pg_advisory_xact_lock(func.hashtext(key))))
    used = db.session.get(UsedKey, key)
    if used is None:
        order = Order(**data, total_cents=sum(item["quantity"] * item["unit_price_cents"] for item in data["items"]))
        db.session.add(order)
        db.session.flush()
        used = UsedKey(key=key, body=data, answer=order.as_dict())
        db.session.add(used)
    elif used.body != data:
        raise Invalid("Idempotency-Key", "was used with another body")
    answer = used.answer
    db.session.commit()
    return answer, 201, {"Location": url_for("orders.read", order_id=answer["id"])}


def instant(name):
    try:
        value = datetime.fromisoformat(request.args[name])
    except ValueError as error:
        raise Invalid(name, "is no date-time") from error
    if value.tzinfo is None:
        raise Invalid(name, "needs an offset")
    return value


@blueprint.get("")
def list_orders():
    limit = request.args.get("limit", "20")
    if not limit.isdecimal() or not 1 <= int(limit) <= 100:
        raise Invalid("limit", "must be from 1 to 100")
    query = select(Order)
    for name in ("status", "customer_email"):
        if name in request.args:
            query = query.where(getattr(Order, name) == request.args[name])
    if "created_from" in request.args:
        query = query.where(Order.created_at >= instant("created_from"))
    if "created_before" in request.args:
        query = query.where(Order.created_at < instant("created_before"))
    sort = request.args.get("sort", "-created_at")
    found, following = page(query, sort, int(limit), request.args.get("cursor"))
    return {"data": [order.as_dict() for order in found], "next_cursor": following}


@blueprint.get("/<order_id>")
def read(order_id):
    return find(order_id).as_dict()


@blueprint.patch("/<order_id>")
def update(order_id):
    order = find(order_id)
    data = request.get_json()
    validation.patch(data)
    if "status" in data and data["status"] not in MOVES[order.status]:
        raise Conflict(f"An order can't go from {order.status} to {data['status']}.")
    for name, value in data.items():
        setattr(order, name, value)
    db.session.commit()
    return order.as_dict()
