"""One JSON object per line on standard output, one line for each request, and the request's id on everything."""

import json
import logging
import logging.config
import re
import time
import uuid
from datetime import UTC, datetime

from apiflask import APIFlask
from flask import Response, g, has_request_context, request

log = logging.getLogger("warehouse.access")

HEADER = "X-Request-ID"
# What a client may choose: nothing that breaks a log line or a header.
ACCEPTABLE_ID = re.compile(r"[A-Za-z0-9._:/+=@-]{1,128}")
# Members of a log record that came with `extra=`.
EXTRA_FIELDS = ("method", "path", "status", "duration_ms")


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if has_request_context() and "request_id" in g:
            line["request_id"] = g.request_id
        line.update({name: getattr(record, name) for name in EXTRA_FIELDS if hasattr(record, name)})
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line)


def logging_config(level: str) -> dict:
    """For logging.config and for gunicorn, which takes the same form."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonFormatter}},
        "handlers": {"stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "json"}},
        "root": {"level": level, "handlers": ["stdout"]},
        "loggers": {"gunicorn.error": {"level": level, "handlers": ["stdout"], "propagate": False}},
    }


def init_app(app: APIFlask) -> None:
    """Configures logging and wraps each request."""
    logging.config.dictConfig(logging_config(app.config["LOG_LEVEL"]))
    app.before_request(start_request)
    app.after_request(finish_request)


def start_request() -> None:
    g.started = time.perf_counter()
    given = request.headers.get(HEADER, "")
    g.request_id = given if ACCEPTABLE_ID.fullmatch(given) else str(uuid.uuid4())


def finish_request(response: Response) -> Response:
    """Sends the id back, and writes the line. The query is left out: it says what people look for."""
    response.headers[HEADER] = g.request_id
    fields = {
        "method": request.method,
        "path": request.path,
        "status": response.status_code,
        "duration_ms": round((time.perf_counter() - g.started) * 1000, 2),
    }
    log.info("%s %s %s", request.method, request.path, response.status_code, extra=fields)
    return response
