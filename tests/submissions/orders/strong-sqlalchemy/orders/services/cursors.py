"""Where a page ended, as an opaque and signed text.

A cursor carries the sort and the filters that it was made with, so that it goes on with them even where the client
does not repeat them. It is signed, so that we only ever read back what we wrote ourselves.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer


class InvalidCursor(ValueError):
    """Not one of ours, or changed on the way."""


@dataclass(frozen=True)
class Position:
    """The sort key and the id of the last order of a page."""

    value: datetime | int
    id: uuid.UUID


@dataclass(frozen=True)
class Cursor:
    position: Position
    # The query parameters as the client sent them: sort and filters.
    query: dict[str, str]


def dump_cursor(cursor: Cursor) -> str:
    value = cursor.position.value
    key = value.isoformat() if isinstance(value, datetime) else value
    return serializer().dumps([key, str(cursor.position.id), cursor.query])


def load_cursor(text: str) -> Cursor:
    """Raises InvalidCursor."""
    try:
        key, order_id, query = serializer().loads(text)
    except (BadData, UnicodeError) as error:
        raise InvalidCursor("is not a cursor of this service") from error
    value = datetime.fromisoformat(key) if isinstance(key, str) else key
    return Cursor(Position(value, uuid.UUID(order_id)), query)


def serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["API_PASSWORD"], salt="orders.cursor")
