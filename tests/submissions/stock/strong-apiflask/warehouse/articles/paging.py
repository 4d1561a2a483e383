"""What a client asks a list for, and the opaque text that leads to the next page.

The text carries the order and the filters that it was made with, so that it goes on with them even where the client
does not repeat them. It is signed, so that we only ever read back what we wrote ourselves.
"""

from dataclasses import dataclass, field
from datetime import datetime

from apiflask import HTTPError
from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from warehouse.articles.schemas import ListQuery, cursor_value
from warehouse.models import Article

DEFAULT_SIZE = 25
MAX_SIZE = 80
DEFAULT_ORDER = "sku"
FILTERS = ("supplier", "discontinued", "quantity_from", "quantity_below", "updated_since")


@dataclass(frozen=True)
class Place:
    """The sort key and the sku of the last article of a page."""

    value: str | int | datetime
    sku: str


@dataclass(frozen=True)
class PageRequest:
    size: int
    order: str
    # Validated, by name; only those that were sent.
    filters: dict
    after: Place | None
    # Order and filters as they were sent: what the next text carries.
    sent: dict[str, str] = field(default_factory=dict)


def page_request(loaded: dict, sent: dict[str, str]) -> PageRequest:
    """`loaded` are the validated parameters, `sent` the same as text. Raises 400 for what is no `next` of this list."""
    size = min(loaded.get("size", DEFAULT_SIZE), MAX_SIZE)
    kept = {name: sent[name] for name in ("order", *FILTERS) if name in sent}
    if "after" not in loaded:
        return PageRequest(size, loaded.get("order", DEFAULT_ORDER), filters_of(loaded), None, kept)
    key, sku, carried = read_next(loaded["after"])
    if any(carried.get(name) != value for name, value in kept.items()):
        raise refused("belongs to a list with another order or other filters")
    query = ListQuery().load(carried)
    order = query.get("order", DEFAULT_ORDER)
    return PageRequest(size, order, filters_of(query), Place(cursor_value(order, key), sku), carried)


def filters_of(loaded: dict) -> dict:
    return {name: loaded[name] for name in FILTERS if name in loaded}


def write_next(last: Article, page: PageRequest) -> str:
    value = getattr(last, page.order.removeprefix("-"))
    key = value.isoformat() if isinstance(value, datetime) else value
    return serializer().dumps([key, last.sku, {**page.sent, "order": page.order}])


def read_next(text: str) -> tuple[str | int, str, dict[str, str]]:
    try:
        key, sku, carried = serializer().loads(text)
    except (BadData, UnicodeError) as error:
        raise refused("is no `next` of this service") from error
    return key, sku, carried


def refused(reason: str) -> HTTPError:
    return HTTPError(400, "A parameter breaks a rule.", detail={"query": {"after": [reason]}})


def serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["STOCK_PASSWORD"], salt="articles.next")
