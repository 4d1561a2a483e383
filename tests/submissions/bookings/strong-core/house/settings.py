import os
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Settings:
    database_url: str
    user: str
    password: str = field(repr=False)
    threads: int = 8
    bookings_file: str | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Ends the process with a message that names everything that is missing."""
        names = ("DATABASE_URL", "BASIC_USER", "BASIC_PASSWORD")
        missing = [name for name in names if not environment.get(name)]
        if missing:
            raise SystemExit(f"Missing settings: {', '.join(missing)}. See the README.")
        return cls(
            *(environment[name] for name in names),
            threads=int(environment.get("WEB_THREADS", "8")),
            bookings_file=environment.get("BOOKINGS_FILE") or None,
        )
