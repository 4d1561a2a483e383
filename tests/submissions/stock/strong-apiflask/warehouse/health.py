"""For whoever runs the service: is the process alive, and can it serve?"""

import logging
from functools import cache

from alembic.script import ScriptDirectory
from apiflask import APIBlueprint, HTTPError
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from warehouse.database import session
from warehouse.startup import alembic_config

log = logging.getLogger(__name__)
blueprint = APIBlueprint("health", __name__, url_prefix="/health")


@blueprint.get("/live")
def live():
    return {"state": "up"}


@blueprint.get("/ready")
def ready():
    """200 when the database answers and is at the newest migration."""
    try:
        revision = session().execute(text("select version_num from alembic_version")).scalar()
    except SQLAlchemyError as error:
        log.warning("Not ready: %s", error)
        raise HTTPError(503, "The database does not answer.") from error
    if revision != newest_revision():
        raise HTTPError(503, "The database is not at the newest migration.")
    return {"state": "up"}


@cache
def newest_revision() -> str | None:
    """The head of the migrations that this image carries."""
    return ScriptDirectory.from_config(alembic_config()).get_current_head()
