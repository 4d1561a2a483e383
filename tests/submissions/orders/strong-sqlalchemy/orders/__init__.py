"""A small order service. `create_app` is the way in."""

from flask import Flask

from orders.config import Config


def create_app(overrides: dict | None = None) -> Flask:
    """Builds the application from the environment; `overrides` replace single settings (tests use this)."""
    app = Flask(__name__)
    # `//v1/orders` is an unknown path, not a redirect in HTML.
    app.url_map.merge_slashes = False
    app.config.from_mapping(Config.from_environment(overrides or {}).as_mapping())

    from orders import extensions, health, observability, problems
    from orders.api import api

    observability.init_app(app)
    extensions.init_app(app)
    problems.init_app(app)
    app.register_blueprint(api)
    app.register_blueprint(health.blueprint)
    return app
