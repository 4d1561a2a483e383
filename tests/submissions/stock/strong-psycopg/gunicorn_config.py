import os

from depot.log import configuration

bind = f"0.0.0.0:{os.getenv('PORT', '8080')}"
workers = 2
threads = int(os.getenv("THREADS", "8"))
worker_class = "gthread"
# The only place that may be written to.
worker_tmp_dir = "/tmp"  # noqa: S108
control_socket_disable = True
limit_request_line = 8190
# An orchestrator usually gives ten seconds.
graceful_timeout = 8
# Each request is logged by depot.access.
accesslog = None
logconfig_dict = configuration()


def worker_exit(server, worker):
    """Gives the connections back to PostgreSQL; the process would wait for the pool's threads otherwise."""
    app = getattr(worker, "wsgi", None)
    if app is not None:
        app.extensions["pool"].close()
