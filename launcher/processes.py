"""Runs the demo's processes together: names their lines, restarts what dies, and leaves nothing behind.

Each process leads a session of its own, so that Ctrl-C reaches only the supervisor, which ends them in order. Should
the supervisor itself be killed, the kernel tells each to end (`PR_SET_PDEATHSIG`), and the next start sweeps what
stayed: all that runs under a supervisor carries its mark in the environment.
"""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from launcher import background
from launcher.background import MARK

PATIENCE = 10  # seconds that a process has to end by itself
TRIES, WITHIN = 3, 60.0  # a process that ends so often within so many seconds is beyond help


@dataclass
class Service:
    """One process to keep running. `command` is started without a shell."""

    name: str
    command: Sequence[str | Path]
    process: subprocess.Popen[str] | None = None
    ended_at: list[float] = field(default_factory=list)

    @property
    def runs(self) -> bool:
        return self.process is not None and self.process.poll() is None


class Supervisor:
    """Keeps services running until it is told to end (Ctrl-C, SIGTERM, SIGHUP) or one is beyond help.

    `mark` names this set of processes; sweep it first, and let only one supervisor use it at a time. Use it as a
    context manager: whatever happens inside, the processes are gone when it is left.
    """

    def __init__(self, *, mark: str, env: dict[str, str], cwd: Path, patience: float = PATIENCE) -> None:
        self.services: list[Service] = []
        self.mark = mark
        self.env = {**env, MARK: mark, "PYTHONUNBUFFERED": "1"}
        self.cwd = cwd
        self.patience = patience
        self.told_to_end = threading.Event()
        self._width = len("demo")
        self._processes: list[subprocess.Popen[str]] = []
        self._readers: list[threading.Thread] = []

    def __enter__(self) -> "Supervisor":
        for what in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(what, self._told)
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """End all the processes and wait until they are gone."""
        for process in self._processes:
            if process.poll() is None:
                process.terminate()
        background.wait_until(lambda: all(one.poll() is not None for one in self._processes), seconds=self.patience)
        sweep(self.mark, patience=1)
        for reader in self._readers:
            reader.join(timeout=1)

    def start(self, *services: Service) -> None:
        """Start these, and keep them running from now on."""
        self.services.extend(services)
        self._width = max(self._width, *(len(service.name) for service in services))
        for service in services:
            self._start(service)

    def finish(self, service: Service) -> bool:
        """Start this one and wait until it ends by itself; say whether it ended well."""
        self._start(service)
        while service.runs and not self.told_to_end.wait(0.05):
            pass
        return service.process is not None and service.process.poll() == 0

    def run(self) -> int:
        """Watch over the processes; return 0 when told to end, 1 when one of them cannot be kept running."""
        while not self.told_to_end.wait(0.2):
            for service in self.services:
                if not service.runs and not self._restart(service):
                    return 1
        return 0

    def wait_for(self, true: Callable[[], bool], *, seconds: float) -> bool:
        """Keep the processes running until `true()` holds; say whether it did before the end or the deadline."""
        deadline = time.monotonic() + seconds
        while not self.told_to_end.wait(0.1) and time.monotonic() < deadline:
            if true():
                return True
            if not all(service.runs or self._restart(service) for service in self.services):
                return False
        return False

    def say(self, text: str, *, name: str = "demo") -> None:
        """Print whole lines under a name, as the processes' own lines are."""
        for line in text.splitlines():
            sys.stdout.write(f"{name:<{self._width}} | {line}\n")
        sys.stdout.flush()

    def _told(self, _signal: int, _frame: FrameType | None) -> None:
        self.told_to_end.set()

    def _start(self, service: Service) -> None:
        service.process = subprocess.Popen(
            [*_ends_with_us(), *service.command],
            cwd=self.cwd,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        self._processes.append(service.process)
        reader = threading.Thread(target=self._read, args=(service.name, service.process), daemon=True)
        reader.start()
        self._readers.append(reader)

    def _read(self, name: str, process: subprocess.Popen[str]) -> None:
        if process.stdout:
            with process.stdout as lines:
                for line in lines:
                    self.say(line.rstrip("\n") or " ", name=name)

    def _restart(self, service: Service) -> bool:
        now = time.monotonic()
        service.ended_at = [moment for moment in service.ended_at if now - moment < WITHIN] + [now]
        code = service.process.returncode if service.process else None
        if len(service.ended_at) >= TRIES:
            self.say(f"{service.name} ended {TRIES} times (exit code {code}): giving up.")
            return False
        self.say(f"{service.name} ended (exit code {code}): starting it again.")
        self._start(service)
        return True


def sweep(mark: str, *, patience: float = PATIENCE) -> None:
    """End every process that carries `mark`, and what they started: politely, then after `patience` seconds at once."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        for pid in marked(mark):
            with suppress(ProcessLookupError):
                os.kill(pid, how)
        if background.wait_until(lambda: not marked(mark), seconds=patience):
            return


def marked(mark: str) -> list[int]:
    """The living processes that carry `mark` in the environment they were started with."""
    sought = f"{MARK}={mark}".encode()
    found = []
    for entry in background.PROC.glob("[0-9]*/environ"):
        with suppress(OSError):  # it ended meanwhile, or belongs to another user
            if sought in entry.read_bytes().split(b"\0"):
                found.append(int(entry.parent.name))
    return found


def _ends_with_us() -> list[str]:
    return ["setpriv", "--pdeathsig", "TERM"] if shutil.which("setpriv") else []
