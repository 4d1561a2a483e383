import logging

import psycopg
from flask import Blueprint
from psycopg_pool import ConnectionPool, PoolTimeout

from depot.failures import Failure
from depot.migrate import migrations

log = logging.getLogger(__name__)


def health(pool: ConnectionPool) -> Blueprint:
    blueprint = Blueprint("health", __name__, url_prefix="/health")
    needed = {file.stem for file in migrations()}

    @blueprint.get("/live")
    def live():
        return {"state": "up"}

    @blueprint.get("/ready")
    def ready():
        try:
            with pool.connection(timeout=3) as connection:
                applied = {row["name"] for row in connection.execute("select name from migration")}
        except (psycopg.Error, PoolTimeout) as error:
            log.warning("Not ready: %s", error)
            raise Failure(503, "unavailable", "The database can't be used.") from error
        if not needed <= applied:
            raise Failure(503, "unavailable", "Migrations are missing.")
        return {"state": "up"}

    return blueprint
