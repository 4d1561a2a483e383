"""The way from bytes to validated fields, and from a schema's complaints to a problem document."""

import json
from collections.abc import Iterator

from flask import request
from marshmallow import Schema, ValidationError

from orders.problems import Problem

# A client with more mistakes than this learns about the first ones.
MAX_ERRORS = 50


def json_body() -> object:
    """The body as JSON says it. Raises 415 for another media type, 413 for too much, 400 for what is not JSON."""
    if request.mimetype != "application/json":
        raise Problem(415, "The body must be application/json.")
    try:
        return json.loads(request.get_data().decode("utf-8"), parse_constant=refuse_constant)
    except (ValueError, RecursionError) as error:
        raise Problem(400, "The body is not valid JSON.") from error


def refuse_constant(name: str) -> None:
    """Python's parser takes NaN and Infinity; JSON does not."""
    raise ValueError(f"{name} is not JSON")


def load(schema: Schema, data: object) -> dict:
    """The validated fields. Raises 422 that names each offending field."""
    try:
        return schema.load(data)
    except ValidationError as error:
        raise Problem(422, "The body breaks a rule.", errors=list(pointed(error.messages))[:MAX_ERRORS]) from error


def pointed(messages: object, pointer: str = "") -> Iterator[dict]:
    """marshmallow's nested messages as JSON pointers (RFC 6901)."""
    if isinstance(messages, dict):
        for name, inner in messages.items():
            step = "" if name == "_schema" else "/" + str(name).replace("~", "~0").replace("/", "~1")
            yield from pointed(inner, pointer + step)
        return
    for message in messages if isinstance(messages, list) else [messages]:
        yield {"pointer": pointer, "detail": str(message)}
