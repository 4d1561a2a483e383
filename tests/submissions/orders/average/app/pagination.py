import base64
import json
from datetime import datetime

from app.errors import Invalid
from app.models import Order

COLUMNS = {"created_at": Order.created_at, "total_cents": Order.total_cents}


def bad_cursor():
    return Invalid([{"pointer": "cursor", "detail": "is not a cursor of this list"}])


def encode_cursor(order, column):
    value = getattr(order, column)
    if isinstance(value, datetime):
        value = value.isoformat()
    text = json.dumps({"by": column, "after": value})
    return base64.urlsafe_b64encode(text.encode()).decode()


def decode_cursor(text, column):
    try:
        content = json.loads(base64.urlsafe_b64decode(text.encode()))
        value = content["after"]
        if content["by"] != column:
            raise bad_cursor()
        return datetime.fromisoformat(value) if column == "created_at" else int(value)
    except (ValueError, KeyError, TypeError) as error:
        raise bad_cursor() from error


def paginate(query, sort, limit, cursor):
    """Gives one page and the cursor of the next one."""
    column_name = sort.lstrip("-")
    column = COLUMNS[column_name]
    descending = sort.startswith("-")
    if cursor is not None:
        last = decode_cursor(cursor, column_name)
        query = query.where(column < last if descending else column > last)
    query = query.order_by(column.desc() if descending else column.asc(), Order.id)
    return query.limit(limit + 1), column_name
