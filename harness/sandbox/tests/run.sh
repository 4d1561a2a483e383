#!/bin/sh
# Runs the candidate's suite under coverage, in the copy of the repository that it may write to.
cd /assay/work || exit 97
export ASSAY_RESULTS=/assay/work/.assay-results.jsonl COVERAGE_FILE=/tmp/.assay-coverage
export PYTHONPATH="/assay/work/.assay${PYTHONPATH:+:$PYTHONPATH}" PYTHONDONTWRITEBYTECODE=1
# pytest-cov and our own coverage can't trace at the same time.
no_cov=
python -c 'import pytest_cov' 2>/dev/null && no_cov=--no-cov
timeout -k 5 "$ASSAY_SECONDS" \
  python -m coverage run --branch --source="$ASSAY_SOURCES" \
  -m pytest -p assay_results -p assay_calls -p no:cacheprovider $no_cov
status=$?
timeout -k 5 60 python -m coverage json --quiet --ignore-errors -o /assay/work/.assay-coverage.json >/dev/null 2>&1
# Which test runs which line: only for the mutants, and in a file of its own, for it may be large.
timeout -k 5 60 python -m coverage json --quiet --ignore-errors --show-contexts -o /assay/work/.assay-contexts.json >/dev/null 2>&1
exit "$status"
