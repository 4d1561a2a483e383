#!/bin/sh
# Migrates, imports where asked to, and becomes the server. May be run again and again.
set -eu
python -m house.store.migrate
if [ -n "${BOOKINGS_FILE:-}" ]; then
    python -m house.store.import_file "$BOOKINGS_FILE"
fi
exec gunicorn --config gunicorn_conf.py 'house.app:create_app()'
