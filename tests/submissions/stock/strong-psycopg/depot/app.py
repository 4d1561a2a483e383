"""Puts the parts together."""

import logging.config

from flask import Flask
from psycopg_pool import ConnectionPool

from depot import failures
from depot.access import AccessLog
from depot.config import Config, from_environment
from depot.db import open_pool
from depot.health import health
from depot.log import configuration
from depot.web import api

# The largest valid body is under 4 kB.
BODY_LIMIT = 64 * 1024


def create_app(config: Config | None = None, pool: ConnectionPool | None = None) -> Flask:
    """The application; config and pool are made from the environment unless they are given."""
    logging.config.dictConfig(configuration())
    config = config or from_environment()
    pool = pool or open_pool(config)
    app = Flask("depot", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = BODY_LIMIT
    app.extensions["pool"] = pool
    # No redirects, which Flask would answer in HTML: a path with two slashes is an unknown path.
    app.url_map.merge_slashes = False
    failures.register(app)
    app.register_blueprint(api(config, pool))
    app.register_blueprint(health(pool))
    app.wsgi_app = AccessLog(app.wsgi_app)
    return app
