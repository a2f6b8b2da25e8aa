"""Real web servers, and what they and PostgreSQL cost."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import psutil
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 30


class Server:
    """Gunicorn with the demo's own configuration. `is_bare`: without our middleware, for floors. `is_unlocked`: nobody
    waits for a delegation's row, to see that a rush then goes wrong.

    `first_answer_s`: seconds from the start of its process to its first answer.
    """

    def __init__(self, *, workers: int = 2, is_bare: bool = False, is_unlocked: bool = False) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        other = {"BENCH_BARE": "1"} if is_bare else {"BENCH_UNLOCKED": "1"} if is_unlocked else {}
        ours = {"DJANGO_SETTINGS_MODULE": "benchmarks.settings", "WEB_WORKERS": str(workers)}
        self._env = {**os.environ, **ours, **other}

    def __enter__(self) -> "Server":
        started = time.perf_counter()
        words = ["-m", "gunicorn", "config.wsgi", "-c", "config/gunicorn.py", "--bind", f"127.0.0.1:{self.port}"]
        self._process = subprocess.Popen([sys.executable, *words], env=self._env, cwd=ROOT)
        while not self._answers():
            if self._process.poll() is not None or time.perf_counter() - started > PATIENCE:
                self.__exit__()
                raise RuntimeError("the web server does not answer")
            time.sleep(0.01)
        self.first_answer_s = time.perf_counter() - started
        return self

    def __exit__(self, *_unused: object) -> None:
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    @property
    def workers(self) -> list[psutil.Process]:
        return psutil.Process(self._process.pid).children()

    def cpu_s(self) -> float:
        """Seconds of processor that the workers and PostgreSQL have used up to now."""
        return _used([psutil.Process(self._process.pid), *self.workers]) + _used(postgres())

    def resident_mb(self) -> float:
        """What the largest worker holds in memory."""
        return max(worker.memory_info().rss for worker in self.workers) / 1e6

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/floor/hello/", timeout=5) as page:
                return bool(page.status == 200)
        except (urllib.error.URLError, OSError):
            return False


def postgres() -> list[psutil.Process]:
    """The server's main process and every process of its; nothing where the server is on another machine."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    if not psutil.pid_exists(backend) or "postgres" not in psutil.Process(backend).name():
        return []
    main = psutil.Process(backend).parent()
    return [main, *main.children()] if main else []


def _used(processes: list[psutil.Process]) -> float:
    """Their own processor time and that of children that have ended."""
    total = 0.0
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            total += times.user + times.system + times.children_user + times.children_system
    return total


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
