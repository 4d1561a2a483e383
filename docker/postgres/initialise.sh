#!/bin/sh
# Makes the data directory that every container starts from: superuser `assay`, pg_stat_statements in each new database.
set -eu
template=/var/lib/postgresql/template
initdb --pgdata="$template" --username=assay --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync
cp /assay/postgresql.conf "$template/postgresql.conf"
pg_ctl --pgdata="$template" --wait --options="-c unix_socket_directories=/tmp" start
psql -h /tmp -U assay -d template1 -v ON_ERROR_STOP=1 \
  -c "create extension pg_stat_statements" \
  -c "revoke connect on database postgres, template1 from public"
psql -h /tmp -U assay -d postgres -v ON_ERROR_STOP=1 -c "create extension pg_stat_statements"
pg_ctl --pgdata="$template" --wait --mode=fast stop
cp /assay/pg_hba.conf "$template/pg_hba.conf"
