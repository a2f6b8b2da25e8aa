"""Valkey of this checkout (or Redis, where that is what the machine has): attach, or start it."""

import signal
import socket
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from launcher import background, binaries
from launcher.errors import did_not_start
from launcher.places import Place

# It holds the broker's queues, so nothing may be evicted and little may be lost with the process.
SETTINGS = ("--port", "0", "--unixsocketperm", "700", "--save", "", "--appendonly", "yes")
SETTINGS_MEMORY = ("--maxmemory-policy", "noeviction")


def start_or_attach(place: Place) -> str:
    """Return the address of the server, which answers when this returns. Raises LauncherError when it cannot be had."""
    if not is_running(place):
        with place.locked("valkey"):
            if not _attach(place):
                _start(place)
    return url(place)


def url(place: Place) -> str:
    return f"unix://{_socket(place)}?db=0"


def celery_url(redis_url: str) -> str:
    """The form kombu knows: `redis+socket://` for a unix socket, with the database as its virtual host."""
    parts = urlsplit(redis_url)
    if parts.scheme != "unix":
        return redis_url
    database = parse_qs(parts.query).get("db", ["0"])[0]
    return f"redis+socket://{parts.path}?virtual_host={database}"


def end(place: Place) -> None:
    """End the server, its data written, and wait until it is gone. The caller holds the lock."""
    background.end_all(_data(place), ask=signal.SIGTERM, patience=20)
    _socket(place).unlink(missing_ok=True)


def is_running(place: Place) -> bool:
    return _data(place).is_dir() and _says(place).startswith(b"+PONG")


def _data(place: Place) -> Path:
    return place.var / "valkey"


def _socket(place: Place) -> Path:
    return place.sockets / "valkey.sock"


def _says(place: Place) -> bytes:
    with socket.socket(socket.AF_UNIX) as link:
        link.settimeout(10)
        try:
            link.connect(str(_socket(place)))
            link.sendall(b"PING\r\n")
            return link.recv(64)
        except OSError:
            return b""


def _attach(place: Place) -> bool:
    """Attach to a server that runs, waiting while it still reads its data."""
    background.wait_until(lambda: not _says(place).startswith(b"-LOADING"), seconds=60)
    return is_running(place)


def _start(place: Place) -> None:
    server = binaries.valkey_server()
    place.make_sockets()
    end(place)
    _data(place).mkdir(mode=0o700, exist_ok=True)
    log = place.var / "valkey.log"
    command: list[str | Path] = [
        server,
        "--dir",
        _data(place),
        "--unixsocket",
        _socket(place),
        *SETTINGS,
        *SETTINGS_MEMORY,
    ]
    pid = background.spawn(command, log=log)
    background.wait_until(lambda: _attach(place) or not background.is_alive(pid), seconds=60)
    if not is_running(place):
        raise did_not_start("Valkey", log)
