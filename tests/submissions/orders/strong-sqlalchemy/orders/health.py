"""For whoever runs the service: is the process alive, and can it serve?"""

import logging
from functools import cache

from alembic.script import ScriptDirectory
from flask import Blueprint, current_app
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from orders.extensions import db
from orders.problems import Problem

log = logging.getLogger(__name__)
blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def health():
    return {"status": "ok"}


@blueprint.get("/readyz")
def ready():
    """200 when the database answers and is at the newest migration."""
    try:
        revision = db.session.execute(text("select version_num from alembic_version")).scalar()
    except SQLAlchemyError as error:
        log.warning("Not ready: %s", error)
        raise Problem(503, "The database does not answer.") from error
    if revision != newest_revision():
        raise Problem(503, "The database is not at the newest migration.")
    return {"status": "ok"}


@cache
def newest_revision() -> str | None:
    """The head of the migrations that this image carries."""
    config = current_app.extensions["migrate"].migrate.get_config()
    return ScriptDirectory.from_config(config).get_current_head()
