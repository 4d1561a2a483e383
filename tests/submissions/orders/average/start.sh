#!/bin/sh
set -e

flask wait-for-db
flask db upgrade
flask import-orders

exec gunicorn --bind "0.0.0.0:${PORT:-8000}" --workers 2 --access-logfile - wsgi:app
