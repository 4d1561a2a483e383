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
