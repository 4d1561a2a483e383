"""Starts flask-rebar's own example with its OpenAPI 3 generator: the example asks for the Swagger 2 one, by name."""

import flask_rebar

flask_rebar.SwaggerV2Generator = flask_rebar.SwaggerV3Generator

from todo.app import create_app  # noqa: E402

app = create_app()
