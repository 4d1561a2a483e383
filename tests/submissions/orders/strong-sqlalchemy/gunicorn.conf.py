"""gunicorn reads this file by itself. Nothing is written to disk except heartbeats under /tmp."""

import os

from orders.observability import logging_config

bind = f"0.0.0.0:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "8"))
# The application is imported once, before the workers are forked.
preload_app = True
timeout = 30
# Less than the ten seconds that an orchestrator gives, so that we end before we are killed.
graceful_timeout = 8
keepalive = 15
# The longest that gunicorn takes. What is longer it refuses itself, before the application sees it.
limit_request_line = 8190
worker_tmp_dir = "/tmp"  # noqa: S108
control_socket_disable = True
# The application writes one line for each request itself; gunicorn's own messages take the same JSON form.
accesslog = None
logconfig_dict = logging_config(os.environ.get("LOG_LEVEL", "INFO"))


def on_starting(server):
    """Once, in the parent process: brings the schema up to date and imports the seed file."""
    from orders.startup import prepare

    prepare(server.app.wsgi())
