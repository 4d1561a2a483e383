"""pytest plugin: writes one JSON line for each test, and one at the end, to the file named by ASSAY_RESULTS."""

import json
import os
import sys
import time

try:
    import coverage
except ImportError:
    coverage = None

_rank = {"passed": 0, "skipped": 1, "failed": 2, "error": 3}
_worst = {}
_numbers = {}
_ms = {}
_started = time.monotonic()


def _write(entry):
    with open(os.environ["ASSAY_RESULTS"], "a", encoding="utf-8") as file:
        file.write(json.dumps(entry) + "\n")


def _note_who_runs(context):
    """From now on, lines are run on behalf of this test: the number that it has among those that ran."""
    try:
        coverage.Coverage.current().switch_context(context)
    except Exception:  # Not measured, or by a version that can't: nothing is known of single tests then.
        pass


def pytest_runtest_setup(item):
    # What a fixture runs may be run for later tests, too.
    _note_who_runs("shared")


def pytest_runtest_call(item):
    _numbers[item.nodeid] = len(_numbers)
    _note_who_runs(str(_numbers[item.nodeid]))


def pytest_runtest_teardown(item):
    _note_who_runs("shared")


def pytest_runtest_logreport(report):
    _ms[report.nodeid] = _ms.get(report.nodeid, 0) + report.duration * 1000
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


def installed_imports():
    """Modules of installed packages that are imported by now, in the order in which they were."""
    found = []
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None) or ""
        if name != "__main__" and ("/site-packages/" in file or "/dist-packages/" in file):
            found.append(name)
    return found


def pytest_sessionfinish(session, exitstatus):
    for nodeid, outcome in _worst.items():
        _write({"id": nodeid, "outcome": outcome})
    _write({"imports": installed_imports()})
    for nodeid, number in _numbers.items():
        _write({"id": nodeid, "number": number, "ms": round(_ms.get(nodeid, 0))})
    _write({"allMs": round((time.monotonic() - _started) * 1000)})
    _write({"finished": int(exitstatus)})
