"""Two workers with four threads each; nothing is written outside /tmp."""

import os

bind = f"0.0.0.0:{os.environ.get('PORT', '8000')}"
workers = 2
threads = 4
worker_class = "gthread"
worker_tmp_dir = "/tmp"


def post_worker_init(worker):
    from app import create_rows, pool

    pool.open(wait=True)
    create_rows()
