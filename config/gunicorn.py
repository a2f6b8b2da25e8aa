"""The web server of the demo, of production and of the benchmark: `gunicorn config.wsgi -c config/gunicorn.py`.

Threads (gthread), because a request waits for PostgreSQL and Valkey most of its time. Workers are replaced after many
requests, never all at once, so that a leak cannot grow.
"""

import ctypes
import gc
import os
import time
from contextlib import suppress
from pathlib import Path

worker_class = "config.web_worker.Worker"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))  # no thread waits for a reader, and each holds memory
preload_app = True
timeout = 30
graceful_timeout = 20
keepalive = 5
max_requests = 50_000
max_requests_jitter = 5_000
loglevel = "warning"
control_socket_disable = True
if Path("/dev/shm").is_dir():  # noqa: S108 - a disk that stalls must not look like a worker that hangs
    worker_tmp_dir = "/dev/shm"  # noqa: S108

M_ARENA_MAX = -8
with suppress(AttributeError):  # glibc alone has it, and would keep freed memory apart for each thread
    ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)


def on_starting(server):
    """Listen only once the file that OPENS_WITH names is there: the demo imports while it still loads its data."""
    door = os.environ.get("OPENS_WITH")
    while door and not Path(door).exists():
        time.sleep(0.05)


def pre_fork(server, worker):
    """What is imported stays: the collector need not walk it, nor copy by walking what the workers share.

    With that out of its way a whole round is cheap, and rows that name each other, as prefetched ones do, wait for no
    other: three times as often, a worker of the benchmark holds a tenth less.
    """
    gc.freeze()
    gc.set_threshold(700, 10, 3)
