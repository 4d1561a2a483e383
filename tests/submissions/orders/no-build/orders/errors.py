from flask import jsonify
from werkzeug.exceptions import HTTPException, UnprocessableEntity


class Invalid(UnprocessableEntity):
    """422 that names the field."""

    def __init__(self, pointer, detail):
        super().__init__(detail)
        self.errors = [{"pointer": pointer, "detail": detail}]


def register_errors(app):
    @app.errorhandler(HTTPException)
    def problem(error):
        body = {"type": "about:blank", "title": error.name, "status": error.code, "detail": error.description}
        if isinstance(error, Invalid):
            body["errors"] = error.errors
        response = jsonify(body)
        response.status_code = error.code
        for name, value in error.get_headers():
            if name != "Content-Type":
                response.headers[name] = value
        response.content_type = "application/problem+json"
        return response
