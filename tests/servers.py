"""Real servers for tests: a mail server that misbehaves on demand, and a Celery worker in a process of its own."""

import asyncio
import email
import email.message
import email.policy
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from aiosmtpd.controller import Controller
from celery import current_app
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
DROP, HANG, SWALLOW = "drop the line", "never answer", "keep the mail, then drop the line"


class Listener:
    """An SMTP server that keeps what it takes in ``mails`` (parsed, oldest first), as a context manager.

    ``faults``: for each of MAIL, RCPT, DATA, RSET the answers to give instead, one a time, before it behaves: a whole
    answer as in "451 later", or DROP, HANG, SWALLOW. ``pause``: seconds that it takes over each mail.
    """

    def __init__(self, *, faults=None, pause=0.0):
        self.faults = dict(faults or {})
        self.pause = pause
        self.mails: list[email.message.EmailMessage] = []
        self.recipients: list[str] = []
        self.lines = 0
        self.port = free_port()
        self._lock = threading.Lock()
        self._controller = None

    def __enter__(self):
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, server_hostname="localhost")
        self._controller.start()
        self.lines = 0  # starting tries the door once
        return self

    def __exit__(self, *_):
        self._controller.stop()

    @property
    def ids(self):
        return [mail["Message-ID"] for mail in self.mails]

    def wait_for(self, count, *, seconds=30):
        """Wait until ``count`` mails have come; fails when they do not."""
        wait_until(lambda: len(self.mails) >= count, seconds=seconds)

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        self.lines += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        if fault := await self._fault("MAIL", server):
            return fault
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if fault := await self._fault("RCPT", server):
            return fault
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_RSET(self, server, session, envelope):  # noqa: N802
        return await self._fault("RSET", server) or "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if (fault := await self._fault("DATA", server)) and fault != SWALLOW:
            return fault
        await _sleep(self.pause)
        with self._lock:
            self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
            self.recipients.extend(envelope.rcpt_tos)
        if fault == SWALLOW:
            server.transport.abort()
        return "250 OK"

    async def _fault(self, verb, server):
        with self._lock:
            waiting = self.faults.get(verb)
            fault = waiting.pop(0) if waiting else None
        if fault == DROP:
            server.transport.abort()
        if fault == HANG:
            await _sleep(3600)
        return fault


class Worker:
    """``celery worker`` against the test database, as a context manager. ``beat``: with the schedule in it."""

    def __init__(self, folder, *, email_port, processes=2, beat=False):
        self.log = Path(folder, "worker.log")
        options = ["--concurrency", str(processes), "--loglevel", "INFO", "--without-gossip", "--without-mingle"]
        if beat:
            options += ["--beat", "--schedule", str(Path(folder, "beat"))]
        self._command = [sys.executable, "-m", "celery", "-A", "config", "worker", *options]
        self._env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "DATABASE_URL": _database_url(),
            "EMAIL_PORT": str(email_port),
            "CELERY_SKIP_CHECKS": "1",
        }
        self._process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.kill()

    def start(self):
        """Start it and wait until it takes work."""
        with self.log.open("w") as log:
            self._process = subprocess.Popen(
                self._command, cwd=ROOT, env=self._env, stdout=log, stderr=log, start_new_session=True
            )
        wait_until(lambda: " ready." in self.log.read_text(), seconds=30)

    @property
    def has_ended(self):
        return self._process.poll() is not None

    def started_again(self):
        """Do what a service manager does: start it if it has ended; say whether it had."""
        if not self.has_ended:
            return False
        self.start()
        return True

    def kill(self):
        """kill -9 of the worker and of all its children."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def kill_a_child(self):
        """kill -9 of one process of its pool, whichever."""
        wait_until(lambda: any(map(_kill, self._pool())), seconds=60)

    def _pool(self):
        """The processes of its pool in random order; none when it is too busy to answer at once."""
        asked = current_app.control.inspect(timeout=2, limit=1)  # there is one worker: no need to wait for more
        found = [one for stats in (asked.stats() or {}).values() for one in stats["pool"]["processes"]]
        return random.sample(found, len(found))


def wait_until(true, *, seconds):
    """Wait until ``true()`` holds; raises TimeoutError when it does not within ``seconds``."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            raise TimeoutError(f"still not so after {seconds} s")
        time.sleep(0.02)


def _kill(process):
    """kill -9; says whether there was something left to kill."""
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:  # killed before, and its parent has not noticed
        return False
    return True


def _database_url():
    told = connection.settings_dict
    host = told["HOST"].replace("/", "%2F")
    port = f":{told['PORT']}" if told["PORT"] else ""
    password = f":{told['PASSWORD']}" if told["PASSWORD"] else ""
    return f"postgresql://{told['USER']}{password}@{host}{port}/{told['NAME']}"


def free_port():
    """A port of this machine that nobody listens at."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


async def _sleep(seconds):
    if seconds:
        await asyncio.sleep(seconds)
