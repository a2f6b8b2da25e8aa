"""The demo: its servers, its data, and the processes that make the product, from one command."""

import fcntl
import os
import shutil
import socket
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import launcher
from launcher import use
from launcher.errors import LauncherError
from launcher.places import CHECKOUT, VARIABLE, Place
from launcher.processes import Service, Supervisor, sweep

FIRST_PAGE_SECONDS = 60
_PREPARE = Service("data", [sys.executable, "scripts/prepare_demo.py"])


def run(place: Place, *, host: str, port: int) -> int:
    """Run the demo until it is told to end. Returns an exit code; raises LauncherError when it cannot start."""
    with only_one(place):
        sweep(str(place.var))  # what a killed demo left would hold the ports
        chosen = free_port(host, port)
        if chosen != port:
            print(f"Port {port} is taken; the demo uses {chosen}.")
        address = f"http://{'localhost' if host in {'127.0.0.1', '0.0.0.0'} else host}:{chosen}/"
        environment = _environment(place, address)
        # Side by side with the servers' start: each takes seconds, mostly to import Django. The door opens when the
        # data stands: a browser left open from the last time must not meet half a schema.
        door = place.var / ".open"
        door.unlink(missing_ok=True)
        with Supervisor(mark=str(place.var), env=environment, cwd=CHECKOUT) as supervisor:
            supervisor.start(_mailbox(place), _web(place, host, chosen, opens_with=door))
            with use.servers(place):
                try:
                    return _open(place, supervisor, door, address)
                finally:
                    supervisor.end()  # before the servers, or each would complain of their end


def _open(place: Place, supervisor: Supervisor, door: Path, address: str) -> int:
    """Load the data, let visitors in, and stay until told to end. Returns an exit code."""
    if not supervisor.finish(_PREPARE):
        return 0 if supervisor.told_to_end.is_set() else 1
    door.touch()
    here = address.replace("localhost", "127.0.0.1")  # a machine may know no name, not even that one
    mail_port = int(supervisor.env["EMAIL_PORT"])
    if supervisor.wait_for(lambda: _takes_mail(mail_port) and _status(here) > 0, seconds=FIRST_PAGE_SECONDS):
        supervisor.say(_banner(address, _status(here)))
        supervisor.start(*_background(place))
    return supervisor.run()


def reset(place: Place) -> None:
    """Stop what runs and remove all data of `place`. Raises LauncherError while a demo runs."""
    with only_one(place):
        sweep(str(place.var))
        launcher.stop(place.var)
        for entry in place.var.iterdir():
            if entry.name.endswith(".lock"):  # another process may be waiting for it
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()


@contextmanager
def only_one(place: Place) -> Iterator[None]:
    """Raise LauncherError if a demo runs from `place`, and let none start inside."""
    place.var.mkdir(parents=True, exist_ok=True)
    with (place.var / ".demo.lock").open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LauncherError(f"The demo already runs from {place.var}. Stop that one first (Ctrl-C).") from None
        yield


def free_port(host: str, first: int) -> int:
    """The first port from `first` on that nobody listens at."""
    for port in range(first, first + 100):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((host, port))
            except OSError:
                continue
            return port
    raise LauncherError(f"No port from {first} to {first + 99} is free on {host}. Choose another: make demo PORT=9000")


def _environment(place: Place, address: str) -> dict[str, str]:
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings.dev", "DEBUG": "0", VARIABLE: str(place.var)}
    links = {"BASE_URL": address}  # mails lead back to the port that was free
    mail = {} if "EMAIL_PORT" in os.environ else {"EMAIL_PORT": str(free_port("127.0.0.1", 2525))}
    return {**links, **os.environ, **settings, **mail}


def _mailbox(place: Place) -> Service:
    return Service("mailbox", ["env", *_addresses(place), sys.executable, "-m", "notifications.listener"])


def _web(place: Place, host: str, port: int, *, opens_with: Path) -> Service:
    listening = ["--config", "config/gunicorn.py", "--bind", f"{host}:{port}"]
    opening = ["env", f"OPENS_WITH={opens_with}", *_addresses(place)]
    return Service("web", [*opening, sys.executable, "-m", "gunicorn", "config.wsgi", *listening])


def _addresses(place: Place) -> list[str]:
    """For who starts before the servers and needs them later: told where they will answer, the settings start none."""
    known = launcher.addresses(place.var)
    ours = {"DATABASE_URL": known.database_url, "REDIS_URL": known.redis_url}
    # Those given from outside are inherited, and may hold a password that no list of processes should show.
    return [f"{name}={address}" for name, address in ours.items() if not os.environ.get(name)]


def _background(place: Place) -> list[Service]:
    """Started once the first page is out: on a small machine they would only hold it up. Mail in the outbox waits."""
    python = sys.executable
    celery = [python, "-W", "ignore:You're running the worker", "-m", "celery", "-A", "config", "--quiet"]
    worker = ["worker", "--loglevel", "INFO", "--concurrency", "2", "--without-mingle", "--without-gossip"]
    schedule: list[str | Path] = ["--schedule", place.var / "beat-schedule", "--pidfile="]
    return [
        Service("worker", [*celery, *worker]),
        Service("beat", [*celery, "beat", *schedule]),
    ]


def _takes_mail(port: int) -> bool:
    """Whether the mail listener answers: the first code is sent while its reader waits."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
            return line.recv(3) == b"220"
    except OSError:
        return False


def _status(address: str) -> int:
    """The HTTP status that `address` answers with, redirects followed; 0 while nobody answers."""
    try:
        with urllib.request.urlopen(address, timeout=10) as page:
            return int(page.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def _banner(address: str, status: int) -> str:
    if status != 200:
        return f"The web server runs, but {address} answers {status}."
    rule = "=" * (len(address) + 24)
    return f"{rule}\n  Majlis is open: {address}\n  Ctrl-C ends everything.\n{rule}"
