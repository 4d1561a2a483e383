"""JSON lines on standard output."""

import json
import logging
import os
from contextvars import ContextVar
from datetime import UTC, datetime

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "source": record.name,
            "message": record.getMessage(),
            **({} if request_id.get() is None else {"request_id": request_id.get()}),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            entry["traceback"] = self.formatException(record.exc_info)
        return json.dumps(entry)


def configuration() -> dict:
    """For logging.config.dictConfig, and for gunicorn."""
    level = os.getenv("LOG_LEVEL", "INFO")
    out = {"level": level, "handlers": ["out"]}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": JsonLines}},
        "handlers": {"out": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "lines"}},
        "root": out,
        "loggers": {"gunicorn.error": {**out, "propagate": False}},
    }
