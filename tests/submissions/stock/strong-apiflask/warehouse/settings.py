"""Settings, read from the environment once. Missing ones stop the start with a message that names them."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

REQUIRED = ("DATABASE_URL", "STOCK_USER", "STOCK_PASSWORD")
# The largest valid body is under 4 kB.
MAX_BODY_BYTES = 32 * 1024


class MissingSettings(RuntimeError):
    """Raised at start when a required environment variable is unset or empty."""


@dataclass(frozen=True)
class Settings:
    database_url: str
    user: str
    password: str = field(repr=False)
    import_file: str | None
    log_level: str
    threads: int

    @classmethod
    def from_environment(cls, overrides: Mapping[str, str]) -> "Settings":
        """The settings; `overrides` go before the environment."""
        found = {**os.environ, **overrides}
        missing = [name for name in REQUIRED if not found.get(name)]
        if missing:
            raise MissingSettings(f"Set these environment variables (see .env.example): {', '.join(missing)}")
        return cls(
            database_url=found["DATABASE_URL"],
            user=found["STOCK_USER"],
            password=found["STOCK_PASSWORD"],
            import_file=found.get("IMPORT_FILE") or None,
            log_level=found.get("LOG_LEVEL", "INFO"),
            threads=int(found.get("THREADS", "8")),
        )

    def as_mapping(self) -> dict:
        """The same as Flask and APIFlask name it."""
        return {
            "STOCK_USER": self.user,
            "STOCK_PASSWORD": self.password,
            "IMPORT_FILE": self.import_file,
            "LOG_LEVEL": self.log_level,
            "MAX_CONTENT_LENGTH": MAX_BODY_BYTES,
            "VALIDATION_ERROR_STATUS_CODE": 400,
        }
