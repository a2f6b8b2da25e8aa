"""Processes that outlive the one that starts them, found again by the folder they work in."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

PROC = Path("/proc")
MARK = "MAJLIS_SUPERVISED"  # in the environment of all that runs under a supervisor


def spawn(command: Sequence[str | Path], *, log: Path) -> int:
    """Start `command` in the background, in a session of its own, and return its process number.

    A shell in between makes it nobody's child: a child that dies would stay as a zombie for as long as its parent runs,
    and PostgreSQL takes the zombie in its pid file for a living server. It is not supervised either, even if a
    supervised process is the first to need it.
    """
    environment = {name: value for name, value in os.environ.items() if name != MARK}
    script = '"$@" >>"$0" 2>&1 </dev/null & echo $!'
    said = subprocess.run(
        ["sh", "-c", script, log, *command], check=True, env=environment, stdout=subprocess.PIPE, start_new_session=True
    )
    return int(said.stdout)


def is_alive(pid: int) -> bool:
    """Whether the process runs; a zombie does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return not PROC.exists()


def working_in(folder: Path) -> list[int]:
    """The processes whose working folder is `folder`: servers move into their data. Empty where there is no /proc.

    A server whose data was removed under it is found too: it still answers, and would serve nothing but errors.
    """
    names = {str(folder), f"{folder} (deleted)"}
    found = []
    for entry in PROC.glob("[0-9]*/cwd"):
        try:
            here = entry.readlink()
        except OSError:  # it ended meanwhile, or belongs to another user
            continue
        if str(here) in names:
            found.append(int(entry.parent.name))
    return found


def end_all(folder: Path, *, ask: signal.Signals, patience: float) -> None:
    """Make sure nothing works in `folder`: ask politely, wait `patience` seconds, then kill."""
    for how in (ask, signal.SIGKILL):
        for pid in working_in(folder):
            _send(pid, how)
        if wait_until(lambda: not working_in(folder), seconds=patience):
            return


def wait_until(true: Callable[[], bool], *, seconds: float) -> bool:
    """Wait until `true()` holds, looking a hundred times a second; say whether it came to hold in time."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def _send(pid: int, what: signal.Signals) -> None:
    try:
        os.kill(pid, what)
    except ProcessLookupError:
        return
