"""Bookings of the rooms of a house."""

from flask import Flask

from rooms import access, database, errors, health, logs
from rooms.api import BookingApi
from rooms.resources import blueprint
from rooms.settings import load_settings


def create_app(overrides: dict | None = None) -> Flask:
    """Reads the environment; `overrides` go before it."""
    app = Flask(__name__)
    # A doubled slash is an unknown path, not a redirect.
    app.url_map.merge_slashes = False
    app.config.update(load_settings(overrides or {}))
    logs.init_app(app)
    access.init_app(app)
    errors.init_app(app)
    database.init_app(app)
    BookingApi(app).register_blueprint(blueprint)
    app.register_blueprint(health.blueprint)
    return app
