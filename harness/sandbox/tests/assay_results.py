"""pytest plugin: writes one JSON line for each test, and one at the end, to the file named by ASSAY_RESULTS."""

import json
import os

_rank = {"passed": 0, "skipped": 1, "failed": 2, "error": 3}
_worst = {}


def _write(entry):
    with open(os.environ["ASSAY_RESULTS"], "a", encoding="utf-8") as file:
        file.write(json.dumps(entry) + "\n")


def pytest_runtest_logreport(report):
    outcome = report.outcome
    if outcome == "failed" and report.when != "call":
        outcome = "error"
    # A passed set-up says nothing yet; a test is what its worst phase is.
    if report.when != "call" and outcome == "passed":
        return
    if _rank[outcome] >= _rank.get(_worst.get(report.nodeid), -1):
        _worst[report.nodeid] = outcome


def pytest_collectreport(report):
    if report.failed:
        _worst[report.nodeid or "collection"] = "error"


def pytest_sessionfinish(session, exitstatus):
    for nodeid, outcome in _worst.items():
        _write({"id": nodeid, "outcome": outcome})
    _write({"finished": int(exitstatus)})
