import secrets

from flask import current_app, request

from app.errors import ApiError


def same(given, expected):
    return secrets.compare_digest((given or "").encode(), expected.encode())


def check_credentials():
    auth = request.authorization
    if auth is not None and auth.type == "basic":
        name_ok = same(auth.username, current_app.config["API_USERNAME"])
        password_ok = same(auth.password, current_app.config["API_PASSWORD"])
        if name_ok and password_ok:
            return
    raise ApiError(
        401,
        "Credentials are missing or wrong.",
        headers={"WWW-Authenticate": 'Basic realm="orders"'},
    )
