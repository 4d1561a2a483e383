"""What a client asks a list for."""

import re
from dataclasses import dataclass

from marshmallow import ValidationError

from orders.api.bodies import MAX_ERRORS, pointed
from orders.api.schemas import ListQuery
from orders.problems import Problem
from orders.services.cursors import InvalidCursor, Position, load_cursor

DEFAULT_LIMIT = 20
MAX_LIMIT = 100
DEFAULT_SORT = "-created_at"
FILTERS = ("status", "customer_email", "created_from", "created_before")


@dataclass(frozen=True)
class PageRequest:
    limit: int
    sort: str
    # Validated, by name; only those that were sent.
    filters: dict
    after: Position | None
    # Sort and filters as they were sent: what the next cursor carries.
    query: dict[str, str]


def page_request(args: dict[str, str]) -> PageRequest:
    """Raises 422 that names each offending parameter."""
    limit = limit_of(args.get("limit", str(DEFAULT_LIMIT)))
    loaded = load_query(args)
    sent = {name: args[name] for name in ("sort", *FILTERS) if name in args}
    after = None
    if "cursor" in loaded:
        cursor = cursor_of(loaded["cursor"], sent)
        after, sent = cursor.position, cursor.query
        loaded = load_query(sent)
    sort = loaded.get("sort", DEFAULT_SORT)
    filters = {name: loaded[name] for name in FILTERS if name in loaded}
    return PageRequest(limit, sort, filters, after, {**sent, "sort": sort})


def load_query(args: dict[str, str]) -> dict:
    try:
        return ListQuery().load(args)
    except ValidationError as error:
        errors = [{**found, "pointer": found["pointer"].lstrip("/")} for found in pointed(error.messages)]
        raise Problem(422, "A parameter breaks a rule.", errors=errors[:MAX_ERRORS]) from error


def limit_of(text: str) -> int:
    """A whole number within the bounds, written with digits only."""
    if not re.fullmatch(r"[0-9]{1,6}", text) or not 1 <= int(text) <= MAX_LIMIT:
        raise refused("limit", f"must be a whole number from 1 to {MAX_LIMIT}")
    return int(text)


def cursor_of(text: str, sent: dict[str, str]):
    """The cursor, unless it belongs to another sort or other filters than those sent beside it."""
    try:
        cursor = load_cursor(text)
    except InvalidCursor as error:
        raise refused("cursor", str(error)) from error
    if any(cursor.query.get(name) != value for name, value in sent.items()):
        raise refused("cursor", "belongs to a list with another sort or other filters")
    return cursor


def refused(parameter: str, detail: str) -> Problem:
    return Problem(422, "A parameter breaks a rule.", errors=[{"pointer": parameter, "detail": detail}])
