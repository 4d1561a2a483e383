"""Puts the parts together."""

import logging.config

from flask import Flask
from psycopg_pool import ConnectionPool

from shop.database import open_pool
from shop.logs import configuration
from shop.orders.query import CursorCodec
from shop.settings import Settings
from shop.web import problem
from shop.web.basic_auth import guard
from shop.web.health import health_blueprint
from shop.web.orders import orders_blueprint
from shop.web.request_log import RequestLog

# An order of fifty items and a note has less than 15 kB.
BODY_LIMIT = 128 * 1024


def create_app(settings: Settings | None = None, pool: ConnectionPool | None = None) -> Flask:
    """The application; settings and pool are made from the environment unless they are given."""
    logging.config.dictConfig(configuration())
    settings = settings or Settings.from_environment()
    pool = pool or open_pool(settings)

    app = Flask("shop", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = BODY_LIMIT
    # No redirects, which Flask would answer in HTML: a path with two slashes is an unknown path.
    app.url_map.merge_slashes = False
    problem.register(app)

    orders = orders_blueprint(pool, CursorCodec(settings.password))
    orders.before_request(guard(settings))
    app.register_blueprint(orders)
    app.register_blueprint(health_blueprint(pool))
    app.wsgi_app = RequestLog(app.wsgi_app)
    return app
