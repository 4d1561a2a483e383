#!/bin/sh
# /data is a tmpfs of the container: what a submission stores is bounded by its size, and gone with it.
set -eu
cp -a /var/lib/postgresql/template "$PGDATA"
chmod 0700 "$PGDATA"
exec postgres -D "$PGDATA"
