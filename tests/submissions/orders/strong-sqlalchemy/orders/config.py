"""Settings, read from the environment once. Missing ones stop the start with a message that names them."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

REQUIRED = ("DATABASE_URL", "API_USERNAME", "API_PASSWORD")
# The largest valid order is about 12 kB (50 items and a note of 500 escaped characters).
MAX_BODY_BYTES = 64 * 1024


class MissingSettings(RuntimeError):
    """Raised at start when a required environment variable is unset or empty."""


@dataclass(frozen=True)
class Config:
    database_url: str
    username: str
    password: str
    seed_file: str | None
    log_level: str
    threads: int

    @classmethod
    def from_environment(cls, overrides: Mapping[str, str]) -> "Config":
        """The settings; `overrides` go before the environment."""
        settings = {**os.environ, **overrides}
        missing = [name for name in REQUIRED if not settings.get(name)]
        if missing:
            raise MissingSettings(f"Set these environment variables (see .env.example): {', '.join(missing)}")
        return cls(
            database_url=settings["DATABASE_URL"],
            username=settings["API_USERNAME"],
            password=settings["API_PASSWORD"],
            seed_file=settings.get("SEED_FILE") or None,
            log_level=settings.get("LOG_LEVEL", "INFO"),
            threads=int(settings.get("WEB_THREADS", "8")),
        )

    def as_mapping(self) -> dict:
        """The same as Flask and its extensions name it."""
        return {
            "API_USERNAME": self.username,
            "API_PASSWORD": self.password,
            "SEED_FILE": self.seed_file,
            "LOG_LEVEL": self.log_level,
            "MAX_CONTENT_LENGTH": MAX_BODY_BYTES,
            "SQLALCHEMY_DATABASE_URI": with_driver(self.database_url),
            "SQLALCHEMY_ENGINE_OPTIONS": {
                # One connection for each thread, and never more.
                "pool_size": self.threads,
                "max_overflow": 0,
                "pool_timeout": 5,
                "pool_pre_ping": True,
                "connect_args": {"connect_timeout": 3, "options": "-c statement_timeout=10000"},
            },
        }


def with_driver(url: str) -> str:
    """`postgresql://` and `postgres://` as SQLAlchemy wants them: with the driver's name."""
    scheme, separator, rest = url.partition("://")
    if scheme in ("postgres", "postgresql"):
        scheme = "postgresql+psycopg"
    return scheme + separator + rest
