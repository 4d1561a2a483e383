import base64
import hmac

from flask import request

from shop.settings import Settings
from shop.web.problem import Problem


def credentials(header: str) -> tuple[bytes, bytes] | None:
    """User name and password of an Authorization header (RFC 7617); None where it holds none."""
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        decoded = base64.b64decode(encoded.strip(), validate=True)
    except ValueError:
        return None
    username, colon, password = decoded.partition(b":")
    return (username, password) if colon else None


def guard(settings: Settings):
    """A before_request function that lets only the one user pass."""
    expected_name, expected_password = settings.username.encode(), settings.password.encode()

    def check() -> None:
        name, password = credentials(request.headers.get("Authorization", "")) or (b"", b"")
        # Both are compared, and in constant time.
        is_name = hmac.compare_digest(name, expected_name)
        is_password = hmac.compare_digest(password, expected_password)
        if not (is_name and is_password):
            raise Problem(401, "User name and password, please.", {"WWW-Authenticate": 'Basic realm="shop"'})

    return check
