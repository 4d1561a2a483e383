"""POST that can be repeated.

While a request works, it holds an advisory lock on its key; another request with the same key is told so at once. The
stored answer is written in the transaction that creates the order: both are there, or neither is.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from psycopg import Connection

from shop.orders.models import NewOrder, Order


class InProgress(Exception):
    pass


class OtherBody(Exception):
    pass


@dataclass(frozen=True)
class Answer:
    order_id: UUID
    response: str


def once(connection: Connection, key: str, order: NewOrder, create: Callable[[NewOrder], Order]) -> Answer:
    """The first answer to this key, made now or before."""
    locked = connection.execute("select pg_try_advisory_xact_lock(hashtextextended(%s, 0)) as mine", [key]).fetchone()
    if not locked["mine"]:
        raise InProgress
    body_hash = hashlib.sha256(order.model_dump_json().encode()).digest()
    known = connection.execute(
        "select body_hash, order_id, response from idempotent_requests where key = %s", [key]
    ).fetchone()
    if known is not None:
        if bytes(known["body_hash"]) != body_hash:
            raise OtherBody
        return Answer(known["order_id"], known["response"])
    created = create(order)
    response = created.model_dump_json()
    connection.execute(
        "insert into idempotent_requests (key, body_hash, order_id, response) values (%s, %s, %s, %s)",
        [key, body_hash, created.id, response],
    )
    return Answer(created.id, response)
