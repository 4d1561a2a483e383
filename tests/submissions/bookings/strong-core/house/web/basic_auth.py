import base64
import hmac

from flask import request

from house.settings import Settings
from house.web.errors import ApiError

CHALLENGE = {"WWW-Authenticate": 'Basic realm="bookings"'}


def credentials(header: str) -> tuple[bytes, bytes] | None:
    """User name and password of an Authorization header (RFC 7617), None where it holds none."""
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        user, colon, password = base64.b64decode(encoded.strip(), validate=True).partition(b":")
    except ValueError:
        return None
    return (user, password) if colon else None


def guard(settings: Settings):
    """A before_request function that lets only the one user pass."""
    expected_user, expected_password = settings.user.encode(), settings.password.encode()

    def check() -> None:
        user, password = credentials(request.headers.get("Authorization", "")) or (b"", b"")
        # Both are compared, in a time that tells nothing.
        is_user = hmac.compare_digest(user, expected_user)
        is_password = hmac.compare_digest(password, expected_password)
        if not (is_user and is_password):
            raise ApiError(401, "unauthorized", "A user name and a password are needed.", headers=CHALLENGE)

    return check
