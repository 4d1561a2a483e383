import logging

import psycopg
from flask import Blueprint
from psycopg_pool import ConnectionPool, PoolTimeout

from shop.migrate import known_migrations
from shop.web.problem import Problem

log = logging.getLogger(__name__)


def health_blueprint(pool: ConnectionPool) -> Blueprint:
    blueprint = Blueprint("health", __name__)
    needed = set(known_migrations())

    @blueprint.get("/healthz")
    def alive():
        return {"status": "ok"}

    @blueprint.get("/readyz")
    def ready():
        try:
            with pool.connection(timeout=3) as connection:
                applied = {row["name"] for row in connection.execute("select name from schema_migrations")}
        except (psycopg.Error, PoolTimeout) as error:
            log.warning("Not ready: %s", error)
            raise Problem(503, "The database can't be used.") from error
        if not needed <= applied:
            raise Problem(503, "Migrations are missing.")
        return {"status": "ok"}

    return blueprint
