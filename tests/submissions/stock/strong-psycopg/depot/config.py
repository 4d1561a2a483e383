import os
from collections.abc import Mapping
from typing import NamedTuple

# Set beside what DATABASE_URL says.
CONNECTION = {"connect_timeout": 3, "options": "-c statement_timeout=10s -c timezone=UTC"}


class Config(NamedTuple):
    database_url: str
    user: bytes
    password: bytes
    threads: int = 8

    def __repr__(self) -> str:
        return f"Config(threads={self.threads})"


def from_environment(environment: Mapping[str, str] = os.environ) -> Config:
    """Exits with a message that names everything that is missing."""
    names = ("DATABASE_URL", "STOCK_USER", "STOCK_PASSWORD")
    missing = [name for name in names if not environment.get(name)]
    if missing:
        raise SystemExit(f"Missing settings: {', '.join(missing)}. See the README.")
    url, user, password = (environment[name] for name in names)
    return Config(url, user.encode(), password.encode(), int(environment.get("THREADS", "8")))
