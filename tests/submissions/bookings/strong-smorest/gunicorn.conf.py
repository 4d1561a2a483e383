"""Read by gunicorn by itself."""

import os

from rooms.logs import logging_config

bind = f"0.0.0.0:{os.environ.get('PORT', '8080')}"
worker_class = "gthread"
workers = int(os.environ.get("WORKERS", "2"))
threads = int(os.environ.get("THREADS", "8"))
preload_app = True
timeout = 30
# The container has ten seconds to end.
graceful_timeout = 8
limit_request_line = 8190
worker_tmp_dir = "/tmp"
control_socket_disable = True
# rooms.logs writes the line of each request.
accesslog = None
logconfig_dict = logging_config(os.environ.get("LOG_LEVEL", "INFO"))


def on_starting(server):
    """In the parent process, before there are workers."""
    from rooms.startup import prepare

    prepare(server.app.wsgi())
