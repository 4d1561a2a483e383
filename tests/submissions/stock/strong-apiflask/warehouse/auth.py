"""HTTP Basic for everything under /api."""

import binascii
import hmac
from base64 import b64decode

from apiflask import HTTPError
from flask import current_app, request

CHALLENGE = 'Basic realm="stock", charset="UTF-8"'


def require_credentials() -> None:
    """Raises 401 unless the user name and the password are right. Runs before anything else is looked at."""
    name, password = credentials()
    # Both are compared, in a time that tells nothing about where they differ.
    is_name = hmac.compare_digest(name, current_app.config["STOCK_USER"].encode())
    is_password = hmac.compare_digest(password, current_app.config["STOCK_PASSWORD"].encode())
    if not (is_name and is_password):
        raise HTTPError(401, "This needs a user name and a password.", headers={"WWW-Authenticate": CHALLENGE})


def credentials() -> tuple[bytes, bytes]:
    """User name and password (RFC 7617); empty where there are none that can be read."""
    scheme, _, encoded = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return b"", b""
    try:
        name, _, password = b64decode(encoded.strip(), validate=True).partition(b":")
    except (binascii.Error, ValueError):
        return b"", b""
    return name, password
