"""The two servers for as long as somebody needs them: the last to leave stops what the first to come started."""

import fcntl
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import launcher
from launcher import postgres, valkey
from launcher.places import VARIABLE, Place


@contextmanager
def servers(place: Place) -> Iterator[None]:
    """Both servers, running. A test run beside a demo shares them; whoever ends last stops them.

    Servers that somebody else started (by hand, or by opening the development site) are left running.
    """
    place.var.mkdir(parents=True, exist_ok=True)
    note = place.var / ".stop-the-servers"  # it outlives a user that is killed
    with (place.var / ".users.lock").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        if not (postgres.is_running(place) or valkey.is_running(place)):
            note.touch()
        try:
            launcher.urls(place.var)
            yield
        finally:
            if _is_last(users) and note.exists():
                launcher.stop(place.var)
                note.unlink()


def run(place: Place, command: list[str]) -> int:
    """Run `command` with the servers up and return its exit code. Ctrl-C is left to the command."""
    with servers(place):
        process = subprocess.Popen(command, env={**os.environ, VARIABLE: str(place.var)})
        signal.signal(signal.SIGINT, lambda *_: None)
        signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        return process.wait()


def _is_last(users: IO[str]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
