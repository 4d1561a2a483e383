"""application/problem+json for everything that goes wrong (RFC 9457)."""

import json
import logging
from http.client import responses

import psycopg
from flask import Flask, Response
from psycopg_pool import PoolTimeout
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import HTTPException

log = logging.getLogger(__name__)

NAMES = {**responses, 413: "Content Too Large", 422: "Unprocessable Content"}


class Problem(Exception):
    """Ends the request with this answer."""

    def __init__(self, status: int, detail: str = "", headers: dict[str, str] | None = None, **members: object):
        super().__init__(detail)
        self.status = status
        self.headers = headers or {}
        self.members = {**({"detail": detail} if detail else {}), **members}

    def response(self) -> Response:
        document = {"type": "about:blank", "title": NAMES[self.status], "status": self.status, **self.members}
        return Response(json.dumps(document), self.status, self.headers, content_type="application/problem+json")


def invalid(*errors: tuple[str, str]) -> Problem:
    """422 from pairs of pointer and reason."""
    return Problem(422, errors=[{"pointer": pointer, "detail": detail} for pointer, detail in errors])


def parse[Model: BaseModel](model: type[Model], data: object, prefix: str = "/") -> Model:
    """The data as this model. Raises a 422 with one entry for each mistake, the first fifty of them."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        raise invalid(*((pointer(entry["loc"], prefix), entry["msg"]) for entry in found[:50])) from error


def pointer(location: tuple, prefix: str) -> str:
    """A JSON pointer for bodies (prefix "/"), the bare name for parameters."""
    steps = [str(step).replace("~", "~0").replace("/", "~1") for step in location]
    return prefix + "/".join(steps) if steps else ""


def register(app: Flask) -> None:
    @app.errorhandler(Problem)
    def ours(problem: Problem) -> Response:
        return problem.response()

    @app.errorhandler(HTTPException)
    def flasks(error: HTTPException) -> Response:
        kept = {name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After")}
        return Problem(error.code, error.description or "", kept).response()

    @app.errorhandler(PoolTimeout)
    @app.errorhandler(psycopg.OperationalError)
    def database_is_away(error: Exception) -> Response:
        log.error("The database is not available: %s", error)
        return Problem(503, "The database is not available.", {"Retry-After": "5"}).response()

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        log.error("Unexpected failure", exc_info=error)
        return Problem(500).response()
