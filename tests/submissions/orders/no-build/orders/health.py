import logging

from flask import Blueprint
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import ServiceUnavailable

from orders.models import db

log = logging.getLogger(__name__)
health = Blueprint("health", __name__)


@health.get("/healthz")
def alive():
    return {"status": "ok"}


@health.get("/readyz")
def ready():
    try:
        db.session.execute(text("select 1 from orders limit 1"))
    except SQLAlchemyError as error:
        log.exception("not ready")
        raise ServiceUnavailable("The database can't be used.") from error
    return {"status": "ok"}
