"""The environment, read once."""

import os
from collections.abc import Mapping

REQUIRED = ("DATABASE_URL", "BASIC_USER", "BASIC_PASSWORD")


class MissingSettings(RuntimeError):
    """Names what is not set."""


def load_settings(overrides: Mapping[str, str]) -> dict:
    """The configuration of the Flask application. Raises MissingSettings."""
    given = {**os.environ, **overrides}
    missing = [name for name in REQUIRED if not given.get(name)]
    if missing:
        raise MissingSettings(f"Not set: {', '.join(missing)}. See .env.example.")
    return {
        "BASIC_USER": given["BASIC_USER"],
        "BASIC_PASSWORD": given["BASIC_PASSWORD"],
        "BOOKINGS_FILE": given.get("BOOKINGS_FILE") or None,
        "LOG_LEVEL": given.get("LOG_LEVEL", "INFO"),
        # A booking with everything in it has less than 8 kB.
        "MAX_CONTENT_LENGTH": 64 * 1024,
        "API_TITLE": "Bookings",
        "API_VERSION": "v1",
        "OPENAPI_VERSION": "3.1.0",
        "SQLALCHEMY_DATABASE_URI": with_driver(given["DATABASE_URL"]),
        "SQLALCHEMY_ENGINE_OPTIONS": {
            # A connection for each thread.
            "pool_size": int(given.get("THREADS", "8")),
            "max_overflow": 0,
            "pool_timeout": 5,
            "pool_pre_ping": True,
            "connect_args": {"connect_timeout": 3, "options": "-c statement_timeout=10000 -c timezone=UTC"},
        },
    }


def with_driver(url: str) -> str:
    """The URL for SQLAlchemy, which wants the driver's name in it."""
    scheme, separator, rest = url.partition("://")
    return ("postgresql+psycopg" if scheme in ("postgres", "postgresql") else scheme) + separator + rest
