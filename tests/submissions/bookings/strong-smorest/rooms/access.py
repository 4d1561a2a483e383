"""HTTP Basic for everything under /api, before anything is looked up."""

import hmac

from flask import Flask, current_app, request

from rooms.errors import Refused

CHALLENGE = 'Basic realm="bookings", charset="UTF-8"'


def init_app(app: Flask) -> None:
    # Of the application, not of a blueprint: an unknown path under /api is nobody's business either.
    app.before_request(check)


def check() -> None:
    if request.path.startswith("/api/") and not is_known():
        raise Refused(401, "A user name and a password are needed.", headers={"WWW-Authenticate": CHALLENGE})


def is_known() -> bool:
    """Both parts are compared, whatever the first one says."""
    try:
        given = request.authorization
    except ValueError:
        # A header that is not ASCII.
        return False
    if given is None or given.type != "basic":
        return False
    name = same(given.username, current_app.config["BASIC_USER"])
    return same(given.password, current_app.config["BASIC_PASSWORD"]) and name


def same(given: str | None, expected: str) -> bool:
    return hmac.compare_digest((given or "").encode(), expected.encode())
