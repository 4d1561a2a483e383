"""Puts the parts together."""

import logging.config

from flask import Flask
from sqlalchemy import Engine

from house.logs import configuration
from house.service.bookings import BookingService
from house.settings import Settings
from house.store.engine import make_engine
from house.web import errors
from house.web.basic_auth import guard
from house.web.bookings import bookings_blueprint
from house.web.health import health_blueprint
from house.web.request_log import RequestLog

# A booking with everything in it has less than 8 kB.
LARGEST_BODY = 64 * 1024


def create_app(settings: Settings | None = None, engine: Engine | None = None) -> Flask:
    """The application; settings come from the environment unless they are given."""
    logging.config.dictConfig(configuration())
    settings = settings or Settings.from_environment()
    engine = engine or make_engine(settings)

    app = Flask("house", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.url_map.merge_slashes = False
    errors.register(app)
    bookings = bookings_blueprint(BookingService(engine))
    bookings.before_request(guard(settings))
    app.register_blueprint(bookings)
    app.register_blueprint(health_blueprint(engine))
    app.wsgi_app = RequestLog(app.wsgi_app)
    return app
