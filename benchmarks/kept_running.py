"""Processes that are started again whenever they end, as a service manager does with a worker and its beat."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil

from benchmarks.servers import ROOT


class Service:
    """Python with `words`, its output appended to `log`, started again until `end()`."""

    def __init__(self, log: Path, *words: str, **env: str) -> None:
        self._log, self._words, self._env = log, words, {**os.environ, **env}
        self._ends = threading.Event()
        self._running = self._start()
        self._watch = threading.Thread(target=self._keep, daemon=True)
        self._watch.start()

    @property
    def children(self) -> list[int]:
        """The processes that it started itself."""
        with contextlib.suppress(psutil.NoSuchProcess):
            return [child.pid for child in psutil.Process(self._running.pid).children()]
        return []

    def kill(self) -> None:
        """kill -9 of it and of all that it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._running.pid, signal.SIGKILL)

    def end(self) -> None:
        self._ends.set()
        self.kill()
        self._watch.join()

    def _start(self) -> subprocess.Popen[bytes]:
        with self._log.open("a") as log:
            how = {"env": self._env, "cwd": ROOT, "stdout": log, "stderr": log, "start_new_session": True}
            return subprocess.Popen([sys.executable, *self._words], **how)

    def _keep(self) -> None:
        while True:
            self._running.wait()
            self.kill()  # what it left behind
            if self._ends.wait(0.5):
                return
            self._running = self._start()


@contextlib.contextmanager
def kept(*services: Service) -> Iterator[None]:
    """End them when the block ends."""
    try:
        yield
    finally:
        for service in services:
            service.end()
