#!/bin/sh
# Migrates, imports where asked to, and becomes the server. May be run again and again.
set -eu
python -m house.start
exec gunicorn --config gunicorn_conf.py 'house.app:create_app()'
