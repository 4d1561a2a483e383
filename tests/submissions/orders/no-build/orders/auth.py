from hmac import compare_digest

from flask import current_app, request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized


def require_login():
    given = request.authorization
    if given is not None and given.type == "basic":
        pairs = [(given.username, current_app.config["API_USERNAME"]), (given.password, current_app.config["API_PASSWORD"])]
        if all([compare_digest((a or "").encode(), b.encode()) for a, b in pairs]):
            return
    raise Unauthorized("Log in first.", www_authenticate=WWWAuthenticate("basic", {"realm": "orders"}))
