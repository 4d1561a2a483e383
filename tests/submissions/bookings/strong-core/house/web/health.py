import logging

from flask import Blueprint
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from house.store import migrate
from house.web.errors import ApiError

log = logging.getLogger(__name__)


def health_blueprint(engine: Engine) -> Blueprint:
    blueprint = Blueprint("health", __name__, url_prefix="/health")
    needed = set(migrate.known())

    @blueprint.get("/live")
    def live():
        return {"health": "up"}

    @blueprint.get("/ready")
    def ready():
        try:
            with engine.connect() as connection:
                applied = migrate.applied(connection)
        except SQLAlchemyError as error:
            log.warning("Not ready: %s", error)
            raise ApiError(503, "unavailable", "The database can't be used.") from error
        if not needed <= applied:
            raise ApiError(503, "unavailable", "Migrations are missing.")
        return {"health": "up"}

    return blueprint
