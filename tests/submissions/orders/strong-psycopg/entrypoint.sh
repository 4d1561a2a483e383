#!/bin/sh
# Brings the database up to date, imports orders if asked to, then becomes the server.
set -eu

python -m shop.migrate
if [ -n "${SEED_FILE:-}" ]; then
    python -m shop.seed "$SEED_FILE"
fi
exec gunicorn --config gunicorn_conf.py 'shop.app:create_app()'
