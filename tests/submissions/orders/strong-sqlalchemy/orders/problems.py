"""Every error as an RFC 9457 problem document: our own, Flask's, the database's, and the ones nobody expected."""

import json
import logging
from http import HTTPStatus

import psycopg
from flask import Flask, Response
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
# Python's names are those of older RFCs.
TITLES = {413: "Content Too Large", 422: "Unprocessable Content"}


class Problem(Exception):
    """Raised anywhere while a request is served; becomes the answer."""

    def __init__(self, status: int, detail: str | None = None, errors=None, headers: dict | None = None):
        super().__init__(detail or title_of(status))
        self.status = status
        self.detail = detail
        self.errors = errors
        self.headers = headers or {}


def title_of(status: int) -> str:
    """The name of a status code."""
    return TITLES.get(status) or HTTPStatus(status).phrase


def problem_response(status: int, detail: str | None = None, errors=None, headers=None) -> Response:
    """The document; members without a value are left out."""
    document = {"type": "about:blank", "title": title_of(status), "status": status}
    if detail is not None:
        document["detail"] = detail
    if errors is not None:
        document["errors"] = errors
    return Response(json.dumps(document), status, dict(headers or {}), mimetype=MEDIA_TYPE)


def init_app(app: Flask) -> None:
    """Registers one handler for each kind of failure."""
    app.register_error_handler(Problem, from_problem)
    app.register_error_handler(HTTPException, from_http_exception)
    app.register_error_handler(DBAPIError, from_database_error)
    app.register_error_handler(PoolTimeout, from_pool_timeout)
    app.register_error_handler(Exception, from_anything_else)


def from_problem(problem: Problem) -> Response:
    return problem_response(problem.status, problem.detail, problem.errors, problem.headers)


def from_http_exception(error: HTTPException) -> Response:
    """404, 405, 413 and the like: what Flask answers by itself. Keeps headers such as Allow."""
    if error.code is None:
        return from_anything_else(error)
    headers = {name: value for name, value in error.get_headers() if name.lower() != "content-type"}
    return problem_response(error.code, error.description, headers=headers)


def from_database_error(error: DBAPIError) -> Response:
    """A database that is away or too slow is no fault of ours: 503. Anything else is."""
    if error.connection_invalidated or isinstance(error.orig, psycopg.OperationalError):
        log.error("The database is not available", exc_info=error)
        return problem_response(503, "The database is not available.", headers={"Retry-After": "5"})
    return from_anything_else(error)


def from_pool_timeout(error: PoolTimeout) -> Response:
    log.error("No database connection became free", exc_info=error)
    return problem_response(503, "Too many requests at once.", headers={"Retry-After": "1"})


def from_anything_else(error: Exception) -> Response:
    """The trace is for the log; the client learns nothing about our insides."""
    log.error("Unhandled error", exc_info=error)
    return problem_response(500)
