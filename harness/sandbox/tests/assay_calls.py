"""pytest plugin: one JSON line to ASSAY_RESULTS for each method, path and status that a Flask app answered in the tests' process."""

import functools
import json
import os
import sys
from urllib.parse import quote

_most = 5000
_seen = {}


def _note(request, status):
    # One example of each kind is enough: ids make every path another one.
    kind = (request.method, str(request.url_rule or request.path[:200]), status)
    if len(_seen) < _most:
        _seen.setdefault(kind, quote(request.path[:500], safe="/:@"))


def _watch_flask():
    flask = sys.modules.get("flask")
    if flask is None or hasattr(flask.Flask.full_dispatch_request, "assay"):
        return
    answer = flask.Flask.full_dispatch_request

    @functools.wraps(answer)
    def full_dispatch_request(app, *arguments, **named):
        response = answer(app, *arguments, **named)
        try:
            _note(flask.request, response.status_code)
        except Exception:  # Whatever it is, it must not fail a test.
            pass
        return response

    full_dispatch_request.assay = True
    flask.Flask.full_dispatch_request = full_dispatch_request


def pytest_runtest_setup(item):
    _watch_flask()


def pytest_sessionfinish(session, exitstatus):
    with open(os.environ["ASSAY_RESULTS"], "a", encoding="utf-8") as file:
        for (method, _, status), path in _seen.items():
            file.write(json.dumps({"method": method, "path": path, "status": status}) + "\n")
