"""One form for every error: our own, APIFlask's, Flask's, the database's, and the ones nobody expected."""

import logging
from collections.abc import Iterator
from http import HTTPStatus

import psycopg
from apiflask import APIFlask, HTTPError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

log = logging.getLogger(__name__)

# A client with more mistakes than this learns about the first ones.
MAX_FIELDS = 50
CODES = {
    400: "invalid",
    401: "unauthorized",
    404: "not-found",
    405: "method-not-allowed",
    412: "stale",
    413: "too-large",
    415: "unsupported-media-type",
    500: "internal",
    503: "unavailable",
}


def init_app(app: APIFlask) -> None:
    """One handler for each kind of failure."""
    app.error_processor(from_api_error)
    app.register_error_handler(HTTPException, from_http_exception)
    app.register_error_handler(DBAPIError, from_database_error)
    app.register_error_handler(PoolTimeout, from_pool_timeout)
    app.register_error_handler(Exception, from_anything_else)


def error_document(status: int, message: str, code: str | None = None, fields: list | None = None) -> dict:
    """The published form."""
    document = {"status": status, "code": code or CODES.get(status, "error"), "message": message}
    return document if fields is None else {**document, "fields": fields}


def from_api_error(error: HTTPError):
    """Ours, and APIFlask's: its validation errors carry marshmallow's messages by location."""
    code = error.extra_data.get("code")
    fields = None
    if error.status_code == 400 and error.detail:
        fields = [entry for where, found in error.detail.items() for entry in entries(where, found)][:MAX_FIELDS]
    return error_document(error.status_code, error.message, code, fields), error.status_code, error.headers


def entries(location: str, messages: object) -> Iterator[dict]:
    """Parameters go by their bare names, members of a body by pointers."""
    for entry in named(messages):
        yield {**entry, "field": entry["field"].lstrip("/")} if location == "query" else entry


def named(messages: object, pointer: str = "") -> Iterator[dict]:
    """marshmallow's nested messages as JSON pointers (RFC 6901)."""
    if isinstance(messages, dict):
        for name, inner in messages.items():
            step = "" if name == "_schema" else "/" + str(name).replace("~", "~0").replace("/", "~1")
            yield from named(inner, pointer + step)
        return
    for message in messages if isinstance(messages, list) else [messages]:
        yield {"field": pointer, "message": str(message)}


def from_http_exception(error: HTTPException):
    """404, 405, 413 and the like: what Flask answers by itself. Keeps headers such as Allow."""
    if error.code is None:
        return from_anything_else(error)
    headers = {name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After")}
    return error_document(error.code, error.description or HTTPStatus(error.code).phrase), error.code, headers


def from_database_error(error: DBAPIError):
    """A database that is away or too slow is no fault of ours: 503. Anything else is."""
    if error.connection_invalidated or isinstance(error.orig, psycopg.OperationalError):
        log.error("The database is not available", exc_info=error)
        return error_document(503, "The database does not answer."), 503, {"Retry-After": "5"}
    return from_anything_else(error)


def from_pool_timeout(error: PoolTimeout):
    log.error("No database connection became free", exc_info=error)
    return error_document(503, "Too many requests at once."), 503, {"Retry-After": "1"}


def from_anything_else(error: Exception):
    """The trace is for the log; the client learns nothing about our insides."""
    log.error("Unhandled error", exc_info=error)
    return error_document(500, "Something went wrong on our side."), 500
