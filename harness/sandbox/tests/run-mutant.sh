#!/bin/sh
# Runs the candidate's suite against one mutant of the candidate's code: run-mutant.sh <mutant> <seconds> <some, all, again or reversed>
cd /assay/work || exit 97
export ASSAY_MUTANT="$1" ASSAY_TESTS="$3" PYTHONDONTWRITEBYTECODE=1
export PYTHONPATH="/assay/work/.assay${PYTHONPATH:+:$PYTHONPATH}"
no_cov=
python -c 'import pytest_cov' 2>/dev/null && no_cov=--no-cov
# What is only to be compared runs to its end.
case $3 in again | reversed) until="-p assay_results" ;; *) until=-x ;; esac
export ASSAY_RESULTS="/assay/work/.assay/$3.jsonl"
exec timeout -k 2 "$2" python -m pytest $until -q -p assay_mutant -p no:cacheprovider $no_cov >/dev/null 2>&1
