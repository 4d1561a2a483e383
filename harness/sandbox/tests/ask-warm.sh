#!/bin/sh
# Has the warm Python run the suite against one mutant: ask-warm.sh <mutant> <seconds> <some, all, again or reversed> <seconds to wait for it>
# Its exit code is that of the tests; 137 where the warm Python is gone.
cd /assay/work/.assay || exit 97
until [ -p requests ]; do sleep 0.05; done
exec timeout -s KILL "$4" sh -c 'echo "$@" >requests && read -r code <answers && exit "$code"' ask "$1" "$2" "$3"
