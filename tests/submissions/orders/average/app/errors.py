import json
from http import HTTPStatus

from flask import Response


class ApiError(Exception):
    """Becomes a problem document (RFC 9457)."""

    def __init__(self, status, detail, errors=None, headers=None):
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = errors
        self.headers = headers


class Invalid(ApiError):
    def __init__(self, errors):
        super().__init__(422, "The request is not valid.", errors)


def register_error_handlers(app):
    @app.errorhandler(ApiError)
    def handle_api_error(error):
        body = {
            "type": "about:blank",
            "title": HTTPStatus(error.status).phrase,
            "status": error.status,
            "detail": error.detail,
        }
        if error.errors:
            body["errors"] = error.errors
        return Response(
            json.dumps(body),
            status=error.status,
            headers=error.headers,
            content_type="application/problem+json",
        )
