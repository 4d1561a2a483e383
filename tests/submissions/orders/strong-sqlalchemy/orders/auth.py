"""HTTP Basic for everything under /v1."""

import hmac

from flask import current_app, request
from werkzeug.datastructures import Authorization

from orders.problems import Problem

CHALLENGE = 'Basic realm="orders", charset="UTF-8"'


def require_credentials() -> None:
    """Raises 401 unless the user name and the password are right. Runs before anything else is looked at."""
    given = credentials()
    if given is None or not matches(given):
        raise Problem(401, "This needs a user name and a password.", headers={"WWW-Authenticate": CHALLENGE})


def credentials() -> Authorization | None:
    """What the client sent, or None where there is nothing or nothing readable."""
    try:
        given = request.authorization
    except ValueError:
        # Werkzeug lets this one through when the header is not ASCII.
        return None
    return given if given is not None and given.type == "basic" else None


def matches(given: Authorization) -> bool:
    """Compares both parts, in a time that tells nothing about where they differ."""
    username = same(given.username, current_app.config["API_USERNAME"])
    password = same(given.password, current_app.config["API_PASSWORD"])
    return username and password


def same(given: str | None, expected: str) -> bool:
    return hmac.compare_digest((given or "").encode(), expected.encode())
