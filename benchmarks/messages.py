"""Personalised mails with HTML, text and .ics through one worker of two processes, to a real mail server.

The floor: a bare Celery task for each mail, which puts together such a mail with Django and sends it over a kept
connection; no database, no words to find. BENCH_MAILS=5000 for the full figure.
"""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from celery import shared_task
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils.timezone import now

from benchmarks.bench import Bench
from benchmarks.rows import Row
from benchmarks.servers import ROOT, free_port
from notifications import outbox
from notifications.models import Message, MessageStatus
from notifications.rendering import word
from scheduling.notice_samples import SAMPLES

MAILS = int(os.environ.get("BENCH_MAILS", "1000"))
PROCESSES = 2
PATIENCE_S = 300
KIND = "meeting_confirmed"
INVITATION = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Majlis//EN
METHOD:REQUEST
BEGIN:VEVENT
UID:sample@majlis.example
DTSTAMP:20250401T000000Z
DTSTART:20250408T060000Z
DTEND:20250408T063000Z
SUMMARY:Sample Delegation 1 and Sample Ministry
LOCATION:Sample Meeting Room 3\\, Jinnah Convention Centre
ORGANIZER;CN=PMIF25:mailto:forum@majlis.example
ATTENDEE;CN=Sample Delegate 1;PARTSTAT=NEEDS-ACTION:mailto:delegate1@majlis.example
SEQUENCE:0
STATUS:CONFIRMED
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Sample Delegation 1 and Sample Ministry
TRIGGER:-PT15M
END:VALARM
END:VEVENT
END:VCALENDAR
"""


def run(bench: Bench) -> Iterable[Row]:
    _queue_bare_mails()
    floor = _arrivals()
    bench.fresh()
    started = time.perf_counter()
    outbox.queue(_telling(), [_delegate(number) for number in range(MAILS)], now=now())
    queued_s = time.perf_counter() - started
    ours = _arrivals()
    unsent = Message.objects.exclude(status=MessageStatus.SENT).count()
    yield Row(f"mail, one of {MAILS:,}", ours.pace_ms, "ms", floor.pace_ms, times=2)
    yield Row("mails a second", ours.rate, "/s", floor.rate)
    yield Row(f"queueing {MAILS:,} mails", queued_s * 1000, "ms")
    yield Row("mails not sent, or sent twice", unsent + ours.repeated, exactly=0)


@shared_task(acks_late=False, ignore_result=True)
def bare_mail(number, subject, text, html):
    """The floor."""
    mail = EmailMultiAlternatives(subject, text, "forum@majlis.example", [f"delegate{number}@majlis.example"])
    mail.attach_alternative(html, "text/html")
    mail.attach_alternative(INVITATION, "text/calendar; method=REQUEST")
    mail.attach("invite.ics", INVITATION, "application/ics")
    _kept().send_messages([mail])


@dataclass(frozen=True)
class Arrivals:
    """What the mail server saw: ``times`` in seconds, ascending, and the ids of the mails. Counted from the first."""

    times: list[float]
    ids: list[str]

    @property
    def rate(self) -> float:
        return (len(self.times) - 1) / (self.times[-1] - self.times[0])

    @property
    def pace_ms(self) -> float:
        return 1000 / self.rate

    @property
    def repeated(self) -> int:
        return len(self.ids) - len(set(self.ids))


def _arrivals() -> Arrivals:
    """What arrives once a worker is started on what was queued before."""
    with TemporaryDirectory() as folder:
        port, ledger = free_port(), Path(folder, "ledger")
        with process(ledger, "-m", "benchmarks.postbox", str(port)), worker(Path(folder, "log"), port):
            deadline = time.monotonic() + PATIENCE_S
            while ledger.read_text().count("\n") < MAILS and time.monotonic() < deadline:
                time.sleep(0.2)
            time.sleep(0.5)  # for one too many, and for the last to be marked
        lines = [line.split() for line in ledger.read_text().splitlines()]
    return Arrivals([float(at) for at, _id in lines], [mail_id for _at, mail_id in lines])


def _queue_bare_mails():
    words = word(Message(kind=KIND, facts=SAMPLES[KIND], email="delegate@majlis.example", name="Sample Delegate"))
    for number in range(MAILS):
        bare_mail.delay(number, words.subject, words.text, words.html)


@cache
def _kept():
    connection = get_connection()
    connection.open()
    return connection


def _telling():
    return outbox.Telling(KIND, "bench:1", edition="pmif25", facts=SAMPLES[KIND], calendar=INVITATION)


def _delegate(number):
    return outbox.Recipient(f"delegate{number}@majlis.example", f"Sample Delegate {number}", timezone="Europe/Berlin")


def worker(log: Path, port: int, *, module: str = "benchmarks.messages") -> contextlib.AbstractContextManager[None]:
    """A Celery worker of two processes with its beat, sending to ``port``; ``module``: where the floor's task is."""
    options = ["--concurrency", str(PROCESSES), "--loglevel", "INFO", "--without-gossip", "--without-mingle"]
    options += ["--include", module, "--beat", "--schedule", str(log.with_name("beat"))]
    return process(log, "-m", "celery", "-A", "config", "worker", *options, EMAIL_PORT=str(port))


@contextlib.contextmanager
def process(output: Path, *words: str, **env: str) -> Iterator[None]:
    """Python with ``words``, its output in a file, until the block ends."""
    with output.open("w") as log:
        running = subprocess.Popen(
            [sys.executable, *words], env={**os.environ, **env}, cwd=ROOT, stdout=log, stderr=log
        )
    try:
        yield
    finally:
        running.terminate()
        running.wait(20)
