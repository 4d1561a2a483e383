"""A create that can be repeated.

The key's row and the order are written in one transaction. A second request with the same key waits at the unique key
until the first one is done: it then finds the stored answer, or, where the first one failed, does the work itself.
"""

import hashlib
import json
from collections.abc import Callable

import psycopg
from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError

from orders.extensions import db
from orders.models import IdempotencyKey, Order

# How long a request waits for another one with the same key before it gives up.
LOCK_TIMEOUT = "5s"


class KeyReused(ValueError):
    """The key came with another body before."""


class StillInProgress(RuntimeError):
    """A request with this key is being worked on, and takes long."""


def create_once(
    key: str, fields: dict, build: Callable[[dict], Order], render: Callable[[Order], str]
) -> IdempotencyKey:
    """The row with the first answer, whether it was made now or before. Raises KeyReused, StillInProgress."""
    fingerprint = fingerprint_of(fields)
    if claim(key, fingerprint):
        order = build(fields)
        db.session.add(order)
        db.session.flush()
        row = db.session.get_one(IdempotencyKey, key)
        row.order_id = order.id
        row.response = render(order)
        db.session.commit()
        return row
    row = db.session.scalars(select(IdempotencyKey).where(IdempotencyKey.key == key)).one()
    if row.fingerprint != fingerprint:
        raise KeyReused(key)
    return row


def claim(key: str, fingerprint: str) -> bool:
    """True when the key is new, and ours for the rest of this transaction."""
    db.session.execute(text("select set_config('lock_timeout', :time, true)"), {"time": LOCK_TIMEOUT})
    statement = (
        insert(IdempotencyKey)
        .values(key=key, fingerprint=fingerprint)
        .on_conflict_do_nothing()
        .returning(IdempotencyKey.key)
    )
    try:
        return db.session.scalar(statement) is not None
    except DBAPIError as error:
        if isinstance(error.orig, psycopg.errors.LockNotAvailable):
            raise StillInProgress(key) from error
        raise


def fingerprint_of(fields: dict) -> str:
    """The same for bodies that mean the same, whatever their spacing and the order of their members."""
    canonical = json.dumps(fields, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
