"""pytest plugin: one module of the service is imported from the changed source in ASSAY_MUTANT, whatever copy of it is imported."""

import json
import os
from importlib.machinery import SourceFileLoader

with open(os.environ["ASSAY_MUTANT"], encoding="utf-8") as _file:
    _mutant = json.load(_file)
_paths = set(_mutant["paths"])
_suffix = _mutant["suffix"]
_get_code = SourceFileLoader.get_code


def _changed(loader, name):
    path = os.path.abspath(loader.get_filename(name))
    if path in _paths or (_suffix and path.endswith(_suffix)):
        # Past the bytecode cache: it holds the code as it was.
        return compile(_mutant["source"], path, "exec", dont_inherit=True)
    return _get_code(loader, name)


if _paths:
    SourceFileLoader.get_code = _changed
