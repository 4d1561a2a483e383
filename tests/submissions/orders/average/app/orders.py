import uuid

from flask import Blueprint, jsonify, request, url_for
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import BadRequest

from app.auth import check_credentials
from app.errors import ApiError, Invalid
from app.extensions import db
from app.models import TRANSITIONS, IdempotencyKey, Order
from app.pagination import encode_cursor, paginate
from app.validation import parse_list_args, validate_new_order, validate_patch

bp = Blueprint("orders", __name__, url_prefix="/v1")
bp.before_request(check_credentials)


def read_json():
    try:
        return request.get_json()
    except BadRequest as error:
        raise ApiError(400, "The body is not valid JSON.") from error


def get_order(order_id):
    try:
        order = db.session.get(Order, uuid.UUID(order_id))
    except ValueError:
        order = None
    if order is None:
        raise ApiError(404, "There is no such order.")
    return order


def idempotency_key():
    key = request.headers.get("Idempotency-Key")
    if not key:
        raise ApiError(400, "The header Idempotency-Key is missing.")
    if len(key) > 255:
        raise Invalid([{"pointer": "Idempotency-Key", "detail": "must have at most 255 characters"}])
    return key


def created(order):
    response = jsonify(order)
    response.status_code = 201
    response.headers["Location"] = url_for("orders.read_order", order_id=order["id"])
    return response


@bp.post("/orders")
def create_order():
    data = read_json()
    key = idempotency_key()
    fields = validate_new_order(data)

    # Sent before? Then give the same answer again.
    stored = db.session.get(IdempotencyKey, key)
    if stored is not None:
        return created(stored.response)

    order = Order(
        customer_email=fields["customer_email"],
        currency=fields["currency"],
        items=fields["items"],
        note=fields.get("note"),
        total_cents=sum(item["quantity"] * item["unit_price_cents"] for item in fields["items"]),
    )
    db.session.add(order)
    db.session.flush()
    response = order.to_dict()
    db.session.add(IdempotencyKey(key=key, order_id=order.id, response=response))
    try:
        db.session.commit()
    except IntegrityError:
        # Another request with this key was faster.
        db.session.rollback()
        return created(db.session.get(IdempotencyKey, key).response)
    return created(response)


@bp.get("/orders")
def list_orders():
    args = parse_list_args(request.args)
    query = db.select(Order)
    if args["status"] is not None:
        query = query.where(Order.status == args["status"])
    if args["customer_email"] is not None:
        query = query.where(Order.customer_email == args["customer_email"])
    if args["created_from"] is not None:
        query = query.where(Order.created_at >= args["created_from"])
    if args["created_before"] is not None:
        query = query.where(Order.created_at < args["created_before"])
    query, column = paginate(query, args["sort"], args["limit"], request.args.get("cursor"))
    orders = db.session.scalars(query).all()
    page = orders[: args["limit"]]
    next_cursor = None
    if len(orders) > args["limit"]:
        next_cursor = encode_cursor(page[-1], column)
    return jsonify(data=[order.to_dict() for order in page], next_cursor=next_cursor)


@bp.get("/orders/<order_id>")
def read_order(order_id):
    return jsonify(get_order(order_id).to_dict())


@bp.patch("/orders/<order_id>")
def update_order(order_id):
    order = get_order(order_id)
    fields = validate_patch(read_json())
    if "status" in fields:
        if fields["status"] not in TRANSITIONS[order.status]:
            raise ApiError(409, f"An order that is {order.status} can't become {fields['status']}.")
        order.status = fields["status"]
    if "note" in fields:
        order.note = fields["note"]
    db.session.commit()
    return jsonify(order.to_dict())
