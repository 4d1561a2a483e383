#!/bin/sh
# Runs the candidate's suite against one mutant of the candidate's code: run-mutant.sh <mutant> <seconds> [pytest option ...]
cd /assay/work || exit 97
export ASSAY_MUTANT="$1" PYTHONDONTWRITEBYTECODE=1
export PYTHONPATH="/assay/work/.assay${PYTHONPATH:+:$PYTHONPATH}"
seconds=$2
shift 2
no_cov=
python -c 'import pytest_cov' 2>/dev/null && no_cov=--no-cov
exec timeout -k 2 "$seconds" python -m pytest -x -q -p assay_mutant -p no:cacheprovider $no_cov "$@" >/dev/null 2>&1
