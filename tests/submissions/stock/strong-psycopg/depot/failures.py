"""One form for everything that goes wrong."""

import json
import logging
from http.client import responses
from typing import TypeVar

import psycopg
from flask import Flask, Response
from psycopg_pool import PoolTimeout
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import HTTPException

log = logging.getLogger(__name__)

Model = TypeVar("Model", bound=BaseModel)


class Failure(Exception):
    """Ends the request with this answer."""

    def __init__(self, status: int, code: str, message: str, headers: dict[str, str] | None = None, fields=None):
        super().__init__(message)
        self.status = status
        self.headers = headers or {}
        self.document = {"status": status, "code": code, "message": message}
        if fields is not None:
            self.document["fields"] = fields

    def response(self) -> Response:
        return Response(json.dumps(self.document), self.status, self.headers, content_type="application/json")


def invalid(*fields: tuple[str, str]) -> Failure:
    named = [{"field": field, "message": message} for field, message in fields]
    return Failure(400, "invalid", "A value breaks a rule.", fields=named)


def not_found() -> Failure:
    return Failure(404, "not-found", "There is no such article.")


def parse(model: type[Model], data: object, prefix: str = "/") -> Model:
    """The data as this model. Raises a 400 with one entry for each mistake, the first fifty of them."""
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
    @app.errorhandler(Failure)
    def ours(failure: Failure) -> Response:
        return failure.response()

    @app.errorhandler(HTTPException)
    def flasks(error: HTTPException) -> Response:
        kept = {name: value for name, value in error.get_headers() if name == "Allow"}
        code = error.name.lower().replace(" ", "-")
        return Failure(error.code, code, error.description or error.name, kept).response()

    @app.errorhandler(PoolTimeout)
    @app.errorhandler(psycopg.OperationalError)
    def database_is_away(error: Exception) -> Response:
        log.error("The database is not available: %s", error)
        return Failure(503, "unavailable", "The database does not answer.", {"Retry-After": "5"}).response()

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        log.error("Unexpected failure", exc_info=error)
        return Failure(500, "internal", responses[500]).response()
