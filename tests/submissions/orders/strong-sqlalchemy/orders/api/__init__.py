"""Version 1 of the HTTP interface."""

from flask import Blueprint

api = Blueprint("api", __name__, url_prefix="/v1")

from orders.api import views  # noqa: E402, F401
