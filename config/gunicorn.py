"""gunicorn, in development and production alike. The address comes from the command line."""

import gc
import os

from config.logs import logging_settings

worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60
graceful_timeout = 10
keepalive = 5
max_requests = 5000  # a leak never grows old
max_requests_jitter = 500
worker_tmp_dir = "/dev/shm"  # the heartbeat must not wait for a disk
control_socket_disable = True
# Requests are logged by config/middleware.py, without addresses and query strings.
accesslog = None
logconfig_dict = logging_settings(os.environ.get("LOG_LEVEL", "INFO"))


def post_worker_init(worker):
    """What a worker has loaded lives as long as it does: nobody need look through it again for what may be freed."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
