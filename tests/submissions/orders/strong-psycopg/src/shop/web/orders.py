import json
import re
from uuid import UUID

from flask import Blueprint, Response, request, url_for
from psycopg import Connection
from psycopg_pool import ConnectionPool

from shop.orders import idempotency, repository
from shop.orders.models import NewOrder, Order, OrderPatch
from shop.orders.query import After, BadCursor, CursorCodec, ListQuery
from shop.orders.status import MOVES
from shop.web.problem import Problem, invalid, parse

CANONICAL_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def orders_blueprint(pool: ConnectionPool, cursors: CursorCodec) -> Blueprint:
    """The routes under /v1. Each opens one transaction, at most."""
    blueprint = Blueprint("orders", __name__, url_prefix="/v1/orders")

    @blueprint.post("")
    def create():
        data = body()
        key = idempotency_key()
        order = parse(NewOrder, data)
        try:
            with pool.connection() as connection:
                answer = idempotency.once(connection, key, order, lambda new: repository.insert(connection, new))
        except idempotency.InProgress as error:
            raise Problem(409, "A request with this Idempotency-Key is still being worked on.") from error
        except idempotency.OtherBody as error:
            raise Problem(422, "This Idempotency-Key was used with another body.") from error
        location = url_for("orders.read", order_id=answer.order_id)
        return json_response(answer.response, 201, {"Location": location})

    @blueprint.get("")
    def list_page():
        query, after, parameters = list_request(cursors)
        with pool.connection() as connection:
            found, following = repository.page(connection, query, after)
        next_cursor = None if following is None else cursors.encode(following, {**parameters, "sort": query.sort})
        return {"data": [order.model_dump(mode="json") for order in found], "next_cursor": next_cursor}

    @blueprint.get("/<order_id>")
    def read(order_id: str):
        known = uuid_or_404(order_id)
        with pool.connection() as connection:
            order = repository.find(connection, known)
        if order is None:
            raise Problem(404, "No such order.")
        return json_response(order.model_dump_json())

    @blueprint.patch("/<order_id>")
    def change(order_id: str):
        known = uuid_or_404(order_id)
        sent = parse(OrderPatch, body()).model_dump(exclude_unset=True)
        with pool.connection() as connection:
            order = changed(connection, known, sent)
        return json_response(order.model_dump_json())

    return blueprint


def list_request(cursors: CursorCodec) -> tuple[ListQuery, After | None, dict[str, str]]:
    """What is asked for, where the page starts, and the parameters that the next cursor carries on."""
    parameters = request.args.to_dict()
    # Also with a cursor: it says nothing about the parameters beside it.
    query = parse(ListQuery, parameters, prefix="")
    if "cursor" not in parameters:
        return query, None, parameters
    try:
        after, carried = cursors.decode(parameters["cursor"], parameters)
    except BadCursor as error:
        raise invalid(("cursor", str(error))) from error
    parameters = {**parameters, **carried}
    return parse(ListQuery, parameters, prefix=""), after, parameters


def changed(connection: Connection, order_id: UUID, sent: dict) -> Order:
    """The order after the change, if it may be made."""
    order = repository.find_and_lock(connection, order_id)
    if order is None:
        raise Problem(404, "No such order.")
    if "status" in sent and (order.status, sent["status"]) not in MOVES:
        raise Problem(409, f"An order can't go from {order.status} to {sent['status']}.")
    present = {"status": order.status, "note": order.note}
    wanted = {**present, **sent}
    return order if wanted == present else repository.update(connection, order, **wanted)


def json_response(text: str, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(text, status, headers, content_type="application/json")


def uuid_or_404(text: str) -> UUID:
    if CANONICAL_UUID.fullmatch(text) is None:
        raise Problem(404, "No such order.")
    return UUID(text)


def idempotency_key() -> str:
    key = request.headers.get("Idempotency-Key", "").strip()
    if key == "":
        raise Problem(400, "POST needs the header Idempotency-Key.")
    if len(key) > 255:
        raise invalid(("Idempotency-Key", "must be at most 255 characters"))
    return key


def body() -> object:
    """The request's JSON. Python's parser takes a little more than JSON; that is refused here."""
    if request.mimetype != "application/json":
        raise Problem(415, "Send application/json.")
    text = request.get_data()
    try:
        return json.loads(text.decode(), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise Problem(400, "The body is not JSON.") from error


def _no_constant(name: str):
    raise ValueError(name)
