"""Everything that goes wrong, in the one published form."""

import logging
import re
from http.client import responses

import psycopg
from flask import Flask, Response, jsonify
from pydantic import BaseModel, ValidationError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

log = logging.getLogger(__name__)


class ApiError(Exception):
    """Ends the request with this answer."""

    def __init__(self, status: int, code: str, message: str, *, details: list | None = None, headers=None):
        super().__init__(message)
        self.status = status
        self.headers = headers or {}
        self.error = {"code": code, "message": message, **({"details": details} if details else {})}

    def response(self) -> Response:
        response = jsonify(error=self.error)
        response.status_code = self.status
        response.headers.extend(self.headers)
        return response


def parse[Model: BaseModel](model: type[Model], data: object) -> Model:
    """The data as this model. Raises a 400 that names each mistake, the first fifty of them."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)[:50]
        details = [{"field": ".".join(map(str, each["loc"])), "message": each["msg"]} for each in found]
        raise ApiError(400, "validation_failed", "The request breaks rules.", details=details) from error


def register(app: Flask) -> None:
    @app.errorhandler(ApiError)
    def ours(error: ApiError) -> Response:
        return error.response()

    @app.errorhandler(HTTPException)
    def flasks(error: HTTPException) -> Response:
        name = responses.get(error.code, "error")
        code = re.sub(r"[^a-z]+", "_", name.lower()).strip("_")
        kept = {name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After")}
        return ApiError(error.code, code, error.description or name, headers=kept).response()

    @app.errorhandler(PoolTimeout)
    @app.errorhandler(DBAPIError)
    def databases(error: Exception) -> Response:
        is_away = isinstance(error, PoolTimeout) or error.connection_invalidated
        if not is_away and not isinstance(error.orig, psycopg.OperationalError):
            return unexpected(error)
        log.error("The database is not available: %s", error)
        return ApiError(
            503, "unavailable", "The database is not available.", headers={"Retry-After": "5"}
        ).response()

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        log.error("Unexpected failure", exc_info=error)
        return ApiError(500, "internal_error", "Something went wrong on our side.").response()
