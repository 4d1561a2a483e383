import os

from house.logs import configuration

bind = f"0.0.0.0:{os.getenv('PORT', '8080')}"
workers = int(os.getenv("WEB_WORKERS", "2"))
threads = int(os.getenv("WEB_THREADS", "8"))
worker_class = "gthread"
# Imported once, before the workers are forked; connections are made when they are used.
preload_app = True
worker_tmp_dir = "/tmp"
control_socket_disable = True
limit_request_line = 8190
# Two seconds less than an orchestrator gives.
graceful_timeout = 8
# house.web.request_log writes a line for each request.
accesslog = None
logconfig_dict = configuration()


def on_starting(server):
    """Once, in the parent process, before there are workers."""
    from house.start import prepare

    prepare()
