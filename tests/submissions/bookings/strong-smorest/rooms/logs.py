"""One JSON object per line, one line per request."""

import json
import logging
import logging.config
import re
import time
import uuid
from datetime import UTC, datetime

from flask import Flask, Response, g, has_request_context, request

log = logging.getLogger("rooms.requests")

HEADER = "X-Correlation-ID"
USABLE = re.compile(r"[A-Za-z0-9._:/+=@-]{1,128}")


class JsonLine(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "severity": record.levelname,
            "event": record.getMessage(),
            "logger": record.name,
        }
        if has_request_context() and "correlation_id" in g:
            line["correlation_id"] = g.correlation_id
        line.update(getattr(record, "request_fields", {}))
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line)


def logging_config(level: str) -> dict:
    """In the form that both logging.config and gunicorn take."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonLine}},
        "handlers": {"stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "json"}},
        "root": {"level": level, "handlers": ["stdout"]},
        "loggers": {"gunicorn.error": {"level": level, "handlers": ["stdout"], "propagate": False}},
    }


def init_app(app: Flask) -> None:
    logging.config.dictConfig(logging_config(app.config["LOG_LEVEL"]))
    app.before_request(begin)
    app.after_request(finish)


def begin() -> None:
    g.started = time.perf_counter()
    sent = request.headers.get(HEADER, "")
    g.correlation_id = sent if USABLE.fullmatch(sent) else str(uuid.uuid4())


def finish(response: Response) -> Response:
    """The query stays out of the line: it names people."""
    response.headers[HEADER] = g.correlation_id
    request_fields = {
        "method": request.method,
        "path": request.path,
        "status": response.status_code,
        "duration_ms": round((time.perf_counter() - g.started) * 1000, 2),
    }
    log.info("request served", extra={"request_fields": request_fields})
    return response
