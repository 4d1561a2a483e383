"""gunicorn reads this file by itself. Nothing is written to disk except heartbeats under /tmp."""

import os

from warehouse.logs import logging_config

bind = f"0.0.0.0:{os.environ.get('PORT', '8080')}"
worker_class = "gthread"
workers = int(os.environ.get("WORKERS", "2"))
threads = int(os.environ.get("THREADS", "8"))
# The application is imported once, before the workers are forked.
preload_app = True
timeout = 30
# Less than the ten seconds that an orchestrator gives, so that we end before we are killed.
graceful_timeout = 8
keepalive = 15
limit_request_line = 8190
worker_tmp_dir = "/tmp"  # noqa: S108
control_socket_disable = True
# The application writes one line for each request itself; gunicorn's own messages take the same JSON form.
accesslog = None
logconfig_dict = logging_config(os.environ.get("LOG_LEVEL", "INFO"))


def on_starting(server):
    """Once, in the parent process: brings the schema up to date and imports the file."""
    from warehouse.startup import prepare

    prepare(server.app.wsgi())
