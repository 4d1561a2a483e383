import base64
import json
import uuid
from datetime import datetime

from sqlalchemy import tuple_

from orders.errors import Invalid
from orders.models import Order, db

COLUMNS = {"created_at": Order.created_at, "total_cents": Order.total_cents}


def page(query, sort, limit, cursor):
    """The orders of one page, and the cursor of the next or None."""
    descending, name = sort.startswith("-"), sort.removeprefix("-")
    if name not in COLUMNS:
        raise Invalid("sort", "is unknown")
    columns = (COLUMNS[name], Order.id)
    if cursor is not None:
        position = tuple_(*decode(cursor, name))
        query = query.where(tuple_(*columns) < position if descending else tuple_(*columns) > position)
    query = query.order_by(*(column.desc() if descending else column.asc() for column in columns))
    found = db.session.scalars(query.limit(limit + 1)).all()
    following = encode(found[limit - 1], name) if len(found) > limit else None
    return found[:limit], following


def encode(order, name):
    value = getattr(order, name)
    plain = value.isoformat() if isinstance(value, datetime) else value
    return base64.urlsafe_b64encode(json.dumps([plain, str(order.id)]).encode()).decode()


def decode(cursor, name):
    try:
        value, order_id = json.loads(base64.urlsafe_b64decode(cursor))
        return (datetime.fromisoformat(value) if name == "created_at" else int(value)), uuid.UUID(order_id)
    except (ValueError, TypeError, AttributeError) as error:
        raise Invalid("cursor", "is not one of ours") from error
