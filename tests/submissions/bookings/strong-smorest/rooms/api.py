"""flask-smorest, with the published form of errors and a strict reader of bodies."""

import json

from flask import Request
from flask_smorest import Api, Blueprint
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from rooms import errors


class StrictParser(FlaskParser):
    """What breaks a rule is a 400 here; bodies are UTF-8 JSON, and nothing else."""

    DEFAULT_VALIDATION_STATUS = 400

    def load_json(self, req: Request, schema):
        if req.mimetype != "application/json":
            raise UnsupportedMediaType("The body must be application/json.")
        try:
            return json.loads(req.get_data().decode("utf-8"), parse_constant=refuse)
        except (ValueError, RecursionError) as error:
            raise BadRequest("The body is not valid JSON.") from error


def refuse(token: str) -> None:
    """NaN and Infinity, which Python's parser takes."""
    raise ValueError(f"{token} is not JSON")


class StrictBlueprint(Blueprint):
    ARGUMENTS_PARSER = StrictParser()


class BookingApi(Api):
    def handle_http_exception(self, error):
        return errors.from_http_exception(error)
