"""For whoever runs the service."""

import logging
from functools import cache

from alembic.script import ScriptDirectory
from flask import Blueprint, current_app
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from rooms.database import db
from rooms.errors import Refused

log = logging.getLogger(__name__)
blueprint = Blueprint("health", __name__, url_prefix="/health")


@blueprint.get("/live")
def live():
    return {"health": "up"}


@blueprint.get("/ready")
def ready():
    """Up when the database answers and has the newest migration."""
    try:
        revision = db.session.execute(text("select version_num from alembic_version")).scalar()
    except SQLAlchemyError as error:
        log.warning("Not ready: %s", error)
        raise Refused(503, "The database does not answer.") from error
    if revision != newest_revision():
        raise Refused(503, "The database is not at the newest migration.")
    return {"health": "up"}


@cache
def newest_revision() -> str | None:
    config = current_app.extensions["migrate"].migrate.get_config()
    return ScriptDirectory.from_config(config).get_current_head()
