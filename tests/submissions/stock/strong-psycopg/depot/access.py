"""WSGI middleware: a request id on every response, and one log line for each request."""

import logging
import re
import time
from collections.abc import Callable, Iterable
from uuid import uuid4

from depot.log import request_id

log = logging.getLogger(__name__)

USABLE = re.compile(r"[\w.:/+=@-]{1,200}", re.ASCII)


class AccessLog:
    def __init__(self, application: Callable):
        self._application = application

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        started = time.monotonic()
        sent = environ.get("HTTP_X_REQUEST_ID", "")
        identity = sent if USABLE.fullmatch(sent) else uuid4().hex
        token = request_id.set(identity)
        status = 500

        def start(line: str, headers: list, exc_info=None) -> Callable:
            nonlocal status
            status = int(line.split(" ", 1)[0])
            return start_response(line, [*headers, ("X-Request-ID", identity)], exc_info)

        try:
            return self._application(environ, start)
        finally:
            fields = {
                "request_id": identity,
                "method": environ["REQUEST_METHOD"],
                "path": environ.get("PATH_INFO", ""),
                "status": status,
                "duration_ms": round((time.monotonic() - started) * 1000, 3),
            }
            log.info("request", extra={"fields": fields})
            request_id.reset(token)
