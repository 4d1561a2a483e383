"""Every error in the one published form."""

import logging
from collections.abc import Iterator

import psycopg
from flask import Flask, Response, jsonify
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

log = logging.getLogger(__name__)

CODES = {
    400: "bad_request",
    401: "unauthorized",
    404: "not_found",
    405: "method_not_allowed",
    409: "conflict",
    413: "too_large",
    415: "unsupported_media_type",
    500: "internal_error",
    503: "unavailable",
}
# Whoever makes more mistakes hears of the first ones.
MOST_DETAILS = 50


class Refused(Exception):
    """Ends a request with this error."""

    def __init__(self, status: int, message: str, headers: dict | None = None):
        super().__init__(message)
        self.status = status
        self.headers = headers or {}


def answer(status: int, message: str, *, code: str | None = None, details=None, headers=None) -> Response:
    error = {"code": code or CODES.get(status, "error"), "message": message}
    if details:
        error["details"] = details
    response = jsonify(error=error)
    response.status_code = status
    response.headers.extend(headers or {})
    return response


def init_app(app: Flask) -> None:
    """HTTP exceptions come by way of flask-smorest, see rooms.api."""
    app.register_error_handler(Refused, lambda error: answer(error.status, str(error), headers=error.headers))
    app.register_error_handler(DBAPIError, from_database_error)
    app.register_error_handler(PoolTimeout, from_pool_timeout)
    app.register_error_handler(Exception, from_anything_else)


def from_http_exception(error: HTTPException) -> Response:
    """Flask's own, and those of the validation, which carry the messages of the schema."""
    messages = getattr(error, "data", {}).get("messages")
    if messages:
        details = list(flattened(messages))[:MOST_DETAILS]
        return answer(error.code, "The request breaks rules.", code="validation_failed", details=details)
    headers = {name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After")}
    return answer(error.code, error.description or "The request can't be served.", headers=headers)


def flattened(messages: dict) -> Iterator[dict]:
    """`{"json": {"equipment": {0: ["..."]}}}` as entries with dotted fields."""
    for fields in messages.values():
        yield from entries(fields, ())


def entries(messages: object, path: tuple) -> Iterator[dict]:
    if isinstance(messages, dict):
        for name, inner in messages.items():
            yield from entries(inner, path if name == "_schema" else (*path, str(name)))
        return
    for message in messages if isinstance(messages, list) else [messages]:
        yield {"field": ".".join(path), "message": str(message)}


def from_database_error(error: DBAPIError) -> Response:
    """A database that is away or slow is 503; anything else is a mistake of ours."""
    if error.connection_invalidated or isinstance(error.orig, psycopg.OperationalError):
        log.error("The database is not available", exc_info=error)
        return answer(503, "The database is not available.", headers={"Retry-After": "5"})
    return from_anything_else(error)


def from_pool_timeout(error: PoolTimeout) -> Response:
    log.error("No database connection became free", exc_info=error)
    return answer(503, "Too many requests at once.", headers={"Retry-After": "1"})


def from_anything_else(error: Exception) -> Response:
    log.error("Unhandled error", exc_info=error)
    return answer(500, "Something went wrong on our side.")
