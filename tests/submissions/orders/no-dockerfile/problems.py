import json

from flask import Response
from werkzeug.exceptions import HTTPException


class Problem(Exception):
    def __init__(self, status, title, detail=None, headers=None):
        super().__init__(title)
        self.status = status
        self.title = title
        self.detail = detail
        self.headers = headers


def answer(status, title, detail=None, headers=None):
    body = {"type": "about:blank", "title": title, "status": status}
    if detail:
        body["detail"] = detail
    return Response(json.dumps(body), status, headers, content_type="application/problem+json")


def register(app):
    @app.errorhandler(Problem)
    def problem(error):
        return answer(error.status, error.title, error.detail, error.headers)

    @app.errorhandler(HTTPException)
    def http_error(error):
        headers = [(name, value) for name, value in error.get_headers() if name != "Content-Type"]
        return answer(error.code, error.name, error.description, headers)
