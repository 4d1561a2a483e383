"""JSON lines on standard output."""

import json
import logging
import os
from contextvars import ContextVar
from datetime import UTC, datetime

correlation_id: ContextVar[str | None] = ContextVar("correlation_id", default=None)


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "severity": record.levelname.lower(),
            "event": record.getMessage(),
            "logger": record.name,
            **({"correlation_id": correlation_id.get()} if correlation_id.get() else {}),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line)


def configuration() -> dict:
    """For logging.config.dictConfig, and for gunicorn."""
    level = os.getenv("LOG_LEVEL", "INFO")
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonLines}},
        "handlers": {"out": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "json"}},
        "root": {"level": level, "handlers": ["out"]},
        "loggers": {"gunicorn.error": {"level": level, "handlers": ["out"], "propagate": False}},
    }
