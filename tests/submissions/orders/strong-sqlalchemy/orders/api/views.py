"""HTTP in, HTTP out. What is decided is decided in the services."""

import json
import re
import uuid

from flask import Response, request, url_for

from orders import auth
from orders.api import api
from orders.api.bodies import json_body, load
from orders.api.paging import page_request
from orders.api.schemas import NewOrder, OrderPatch, OrderView
from orders.problems import Problem
from orders.services import cursors, idempotency, orders

UUID_TEXT = re.compile(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE | re.ASCII)
MAX_KEY_LENGTH = 255

order_view = OrderView()

api.before_request(auth.require_credentials)


@api.post("/orders")
def create_order() -> Response:
    body = json_body()
    key = idempotency_key()
    fields = load(NewOrder(), body)
    try:
        stored = idempotency.create_once(key, fields, orders.build_order, render)
    except idempotency.KeyReused as error:
        raise Problem(422, "This Idempotency-Key was used with another body.") from error
    except idempotency.StillInProgress as error:
        raise Problem(409, "A request with this Idempotency-Key is still being worked on.") from error
    location = url_for("api.read_order", order_id=stored.order_id)
    return Response(stored.response, 201, {"Location": location}, mimetype="application/json")


@api.get("/orders")
def list_orders() -> dict:
    page = page_request(request.args.to_dict())
    found, end = orders.list_orders(page.filters, page.sort, page.limit, page.after)
    next_cursor = None if end is None else cursors.dump_cursor(cursors.Cursor(end, page.query))
    return {"data": order_view.dump(found, many=True), "next_cursor": next_cursor}


@api.get("/orders/<order_id>")
def read_order(order_id: str) -> dict:
    with_known_id = known_id(order_id)
    try:
        return order_view.dump(orders.read_order(with_known_id))
    except orders.OrderNotFound as error:
        raise Problem(404, "There is no such order.") from error


@api.patch("/orders/<order_id>")
def update_order(order_id: str) -> dict:
    with_known_id = known_id(order_id)
    changes = load(OrderPatch(), json_body())
    try:
        return order_view.dump(orders.change_order(with_known_id, changes))
    except orders.OrderNotFound as error:
        raise Problem(404, "There is no such order.") from error
    except orders.MoveRefused as error:
        raise Problem(409, str(error)) from error


def render(order) -> str:
    return json.dumps(order_view.dump(order))


def known_id(text: str) -> uuid.UUID:
    """What is no UUID is no order of ours."""
    if not UUID_TEXT.fullmatch(text):
        raise Problem(404, "There is no such order.")
    return uuid.UUID(text)


def idempotency_key() -> str:
    """Raises 400 where it is missing, 422 where it is too long."""
    key = request.headers.get("Idempotency-Key", "")
    if not key:
        raise Problem(400, "The header Idempotency-Key is missing.")
    if len(key) > MAX_KEY_LENGTH:
        error = {"pointer": "Idempotency-Key", "detail": f"must have at most {MAX_KEY_LENGTH} characters"}
        raise Problem(422, errors=[error])
    return key
