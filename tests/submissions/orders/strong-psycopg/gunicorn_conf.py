import os

from shop.logs import configuration

bind = f"0.0.0.0:{os.getenv('PORT', '8000')}"
workers = int(os.getenv("WORKERS", "2"))
threads = int(os.getenv("THREADS", "8"))
worker_class = "gthread"
# The only place that may be written to.
worker_tmp_dir = "/tmp"
control_socket_disable = True
limit_request_line = 8190
# An orchestrator usually gives ten seconds.
graceful_timeout = 8
# Each request is logged by shop.web.request_log.
accesslog = None
logconfig_dict = configuration()


def worker_exit(server, worker):
    """Gives the connections back to PostgreSQL."""
    from shop.database import close_pools

    close_pools()
