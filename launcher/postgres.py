"""PostgreSQL of this checkout: attach, or make the cluster and start it."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

from launcher import background, binaries, wire
from launcher.errors import LauncherError, did_not_start
from launcher.places import Place
from launcher.privileges import Guise, guise_for

TRIES = 5
NAME = "majlis"  # of the superuser and of the database

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "300",
    "shared_buffers": "256MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
}

_STARTING_UP, _NO_DATABASE, _ALREADY_THERE = "57P03", "3D000", "42P04"


def start_or_attach(place: Place) -> str:
    """Return the address of the server, which answers when this returns. Raises LauncherError when it cannot be had."""
    if not is_running(place):
        with place.locked("postgres"):
            if not _attach(place):
                _start(place)
    return url(place)


def url(place: Place) -> str:
    """The address: the folder of the socket stands percent-encoded where the host would be."""
    return f"postgresql://{NAME}@{quote(str(place.sockets), safe='')}/{NAME}"


def end(place: Place) -> None:
    """End the server, rolling back what is open, and clear what a killed one left. The caller holds the lock.

    What a killed one leaves: its children for a moment, its pid file, its socket and the lock of that.
    """
    data = _data(place)
    postmaster = _postmaster(data)
    if postmaster in background.working_in(data):
        os.kill(postmaster, signal.SIGINT)
        background.wait_until(lambda: not background.is_alive(postmaster), seconds=30)
    background.end_all(data, ask=signal.SIGQUIT, patience=10)
    # Nothing works there now. The number in these files may be another process's by now, which PostgreSQL would take
    # for a living server and refuse to start.
    for left in (data / "postmaster.pid", _socket(place), place.sockets / ".s.PGSQL.5432.lock"):
        left.unlink(missing_ok=True)


def is_running(place: Place) -> bool:
    return _state(place) == "ready"


def psql(place: Place) -> None:
    """Become `psql`, signed in. Does not return."""
    program = binaries.postgres_folder() / "psql"
    os.execv(program, [str(program), url(place)])


def _data(place: Place) -> Path:
    return place.var / "postgres"


def _socket(place: Place) -> Path:
    return place.sockets / ".s.PGSQL.5432"


def _attach(place: Place) -> bool:
    """Attach to a server that runs, waiting while it starts up; make its database if that is all it lacks."""
    state = ""

    def settled() -> bool:
        nonlocal state
        state = _state(place)
        return state != _STARTING_UP

    background.wait_until(settled, seconds=120)
    if state == _NO_DATABASE:
        wire.run(_socket(place), user=NAME, database="postgres", statement=f"CREATE DATABASE {NAME}")
        state = "ready"
    return state == "ready"


def _state(place: Place) -> str:
    if not (_data(place) / "PG_VERSION").exists():  # removed under a server that still answers
        return "no data"
    try:
        wire.run(_socket(place), user=NAME, database=NAME)
    except wire.SilenceError:
        return "silent"
    except wire.RefusedError as refusal:
        # Any other refusal (too many connections, say) comes from a server that runs.
        return refusal.sqlstate if refusal.sqlstate in {_STARTING_UP, _NO_DATABASE} else "ready"
    return "ready"


def _start(place: Place) -> None:
    folder = binaries.postgres_folder()
    guise = guise_for(place.var, folder / "postgres")
    place.make_sockets()
    data = _data(place)
    if data.exists():
        guise.own(data)
        _check_version(data, folder)
    else:
        _make_cluster(place, folder, guise)
    end(place)
    log = place.var / "postgres.log"
    settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
    command: list[str | Path] = [
        *guise.prefix,
        folder / "postgres",
        "-D",
        data,
        f"--unix_socket_directories={place.sockets}",
        *settings,
    ]
    # After a kill -9 the old server's memory can linger for a second or two, and a start fails until it is gone.
    for _ in range(TRIES):
        if _came_up(place, command, log):
            return
        time.sleep(0.5)
    raise did_not_start("PostgreSQL", log)


def _came_up(place: Place, command: list[str | Path], log: Path) -> bool:
    pid = background.spawn(command, log=log)
    background.wait_until(lambda: _attach(place) or not background.is_alive(pid), seconds=120)
    return is_running(place)


def _make_cluster(place: Place, folder: Path, guise: Guise) -> None:
    # Made beside its place and moved when whole: an interrupted start leaves nothing that looks like a cluster.
    fresh = place.var / "postgres.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    guise.own(fresh)
    options = ["-U", NAME, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
    said = subprocess.run(
        [*guise.prefix, folder / "initdb", "-D", fresh, *options], capture_output=True, text=True, check=False
    )
    if said.returncode:
        raise LauncherError(f"PostgreSQL's initdb failed in {fresh}:\n{said.stderr.strip()}")
    fresh.rename(_data(place))


def _check_version(data: Path, folder: Path) -> None:
    written, found = (data / "PG_VERSION").read_text().strip(), binaries.postgres_major(folder)
    if written != found:
        raise LauncherError(
            f"{data} was written by PostgreSQL {written}, but the one found in {folder} is {found}. "
            f"Use PostgreSQL {written}, or remove {data} to start with an empty database."
        )


def _postmaster(data: Path) -> int:
    try:
        return int((data / "postmaster.pid").read_text().split()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return 0
