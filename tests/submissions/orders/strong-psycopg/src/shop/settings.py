import os
from collections.abc import Mapping
from dataclasses import dataclass, field

# psycopg's own parameters, set beside what DATABASE_URL says.
CONNECT = {"connect_timeout": 3, "options": "-c statement_timeout=10s -c timezone=UTC"}


@dataclass(frozen=True)
class Settings:
    database_url: str
    username: str
    password: str = field(repr=False)
    threads: int = 8

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Exits with a message that names everything that is missing."""
        names = ("DATABASE_URL", "API_USERNAME", "API_PASSWORD")
        missing = [name for name in names if not environment.get(name)]
        if missing:
            raise SystemExit(f"Missing settings: {', '.join(missing)}. See the README.")
        return cls(*(environment[name] for name in names), threads=int(environment.get("THREADS", "8")))
