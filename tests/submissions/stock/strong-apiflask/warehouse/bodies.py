"""The way from bytes to JSON, stricter than Python's parser and Flask's request."""

import json

from apiflask import HTTPError
from flask import request
from flask.json.provider import DefaultJSONProvider


class StrictJson(DefaultJSONProvider):
    """NaN and Infinity are no JSON; nor is what is nested deeper than Python can follow."""

    sort_keys = False

    def loads(self, s: str | bytes, **kwargs):
        try:
            text = s.decode("utf-8") if isinstance(s, bytes) else s
            return json.loads(text, parse_constant=refuse_constant)
        except RecursionError as error:
            raise ValueError("nested too deeply") from error


def refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def require_json() -> None:
    """Raises 415 for another media type, 413 for too much, 400 for what is not JSON; before anything is looked up."""
    if request.method not in ("POST", "PUT"):
        return
    if request.mimetype != "application/json":
        raise HTTPError(415, "Send application/json.")
    request.get_json()
