"""pytest plugin: runs some of the tests, with one module of the service imported from changed source, whatever copy of it is imported.

ASSAY_MUTANT names a JSON file: `paths` and `suffix` of the module, its `source`, the `tests` that run the changed line (none: all of
them) and those that are `leftOut`. With ASSAY_TESTS=all, all of them run; with ASSAY_TESTS=reversed, the last one first.
"""

import json
import os
from importlib.machinery import SourceFileLoader

import pytest

with open(os.environ["ASSAY_MUTANT"], encoding="utf-8") as _file:
    _mutant = json.load(_file)
_paths = set(_mutant["paths"])
_suffix = _mutant["suffix"]
_left_out = set(_mutant["leftOut"])
_wanted = set() if os.environ.get("ASSAY_TESTS") == "all" else set(_mutant["tests"])
_wanted_files = {test.split("::")[0] for test in _wanted}
_get_code = SourceFileLoader.get_code


def _changed(loader, name):
    path = os.path.abspath(loader.get_filename(name))
    if path in _paths or (_suffix and path.endswith(_suffix)):
        # Past the bytecode cache: it holds the code as it was.
        return compile(_mutant["source"], path, "exec", dont_inherit=True)
    return _get_code(loader, name)


if _paths:
    SourceFileLoader.get_code = _changed


def _ignore_collect(collection_path, config):
    if collection_path.is_dir() or collection_path.name == "__init__.py":
        return None
    try:
        name = collection_path.relative_to(config.rootpath).as_posix()
    except ValueError:
        return None
    # What could not even be collected is named by its file.
    return True if name in _left_out or (_wanted and name not in _wanted_files) else None


# Before pytest 7 there is no such argument: there, all files are collected.
if hasattr(pytest, "version_tuple"):
    pytest_ignore_collect = _ignore_collect


# Tests that say in which order they have to run.
_ordered = ("dependency", "incremental", "order", "run")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    # A name may hold what is another one each time (a random id): then all tests of its function are meant.
    missing = _wanted - {item.nodeid for item in items}
    functions = {test.split("[")[0] for test in missing if "[" in test}
    chosen, others = [], []
    for item in items:
        is_wanted = not _wanted or item.nodeid in _wanted or item.nodeid.split("[")[0] in functions
        (chosen if is_wanted and item.nodeid not in _left_out else others).append(item)
    if others:
        config.hook.pytest_deselected(items=others)
        items[:] = chosen
    is_ordered = any(item.get_closest_marker(name) for item in items for name in _ordered)
    if os.environ.get("ASSAY_TESTS") == "reversed" and not is_ordered:
        items.reverse()
