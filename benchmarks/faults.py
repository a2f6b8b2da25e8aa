"""Faults in the middle of it: mails to BENCH_FAULT_MAILS recipients (2,000 for the full figure) for each fault, struck
when 30 % of them have arrived. A worker of two processes and the beat, each started again when it ends.

Only by name (`make bench ARGS=faults`): it ends and starts this checkout's PostgreSQL and Valkey, which a demo may use.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import redis
from django.conf import settings
from django.utils.timezone import now

from benchmarks import databases
from benchmarks.bench import Bench
from benchmarks.faulty_postbox import DROP, HANG
from benchmarks.kept_running import Service, kept
from benchmarks.messages import INVITATION, KIND, PROCESSES, process
from benchmarks.rows import Row
from benchmarks.servers import ROOT, free_port
from notifications import outbox
from notifications.models import Message, MessageStatus
from scheduling.notice_samples import SAMPLES

ONLY_BY_NAME = True
MAILS = int(os.environ.get("BENCH_FAULT_MAILS", "300"))
HIT_AT = 0.3
LASTS_S = 5
PATIENCE_S = 300
FINAL = "550 5.1.1 no such person"


@dataclass(frozen=True)
class Scene:
    """What a fault may strike. ``mood``: the file that tells the mail server how to misbehave."""

    worker: Service
    beat: Service
    mood: Path


@dataclass(frozen=True)
class Fault:
    """``twice``: how many recipients may get a second copy: one for each process that was killed with a mail in hand.
    ``is_final``: those whom it hits get nothing, and the outbox must say so.
    """

    strike: Callable[[Scene], None]
    twice: int = 0
    is_final: bool = False


def run(bench: Bench) -> Iterable[Row]:
    for name, fault in FAULTS.items():
        bench.fresh()
        yield from _struck(name, fault)


def _struck(name: str, fault: Fault) -> Iterable[Row]:
    outbox.queue(_telling(), [_delegate(number) for number in range(MAILS)], now=now())
    with TemporaryDirectory() as folder:
        port, ledger, mood = free_port(), Path(folder, "ledger"), Path(folder, "mood")
        with process(ledger, "-m", "benchmarks.faulty_postbox", str(port), str(mood)):
            worker, beat = _services(Path(folder), port)
            with kept(worker, beat):
                _until(lambda: len(_lines(ledger)) >= MAILS * HIT_AT)
                fault.strike(Scene(worker, beat, mood))
                over = time.monotonic()
                _until(_all_settled)
                time.sleep(1)  # for one too many
        arrived = [(float(at), address) for at, address in _lines(ledger)]
    yield from _rows(name, fault, over, arrived)


def _rows(name: str, fault: Fault, over: float, arrived: list[tuple[float, str]]) -> Iterable[Row]:
    got = Counter(address for _at, address in arrived)
    told = dict(Message.objects.values_list("email", "status"))
    failed = {address for address, status in told.items() if status == MessageStatus.FAILED}
    lied = sum(status == MessageStatus.SENT and not got[address] for address, status in told.items())
    unsaid = Message.objects.filter(status=MessageStatus.FAILED).exclude(last_error__contains=FINAL).count()
    missing = sum(not got[address] and not (fault.is_final and address in failed) for address in told)
    resumed = min((at for at, _address in arrived if at > over), default=over) - over  # or nothing was left to send
    yield Row(f"{name}: missing of {MAILS:,}", missing + (MAILS - len(told)), exactly=0)
    yield Row(f"{name}: marked sent and never arrived", lied, exactly=0)
    yield Row(
        f"{name}: refused and not shown why, or both refused and sent", unsaid + len(failed & set(got)), exactly=0
    )
    yield Row(f"{name}: second copies", got.total() - len(got), most=fault.twice)
    yield Row(f"{name}: until mail flows again", resumed, "s", most=60)
    yield Row(f"{name}: until the last", max(over, *(at for at, _address in arrived)) - over, "s")


def _kill_pool(scene: Scene) -> None:
    for _ in range(3):
        for child in scene.worker.children:
            os.kill(child, signal.SIGKILL)
        time.sleep(1)


def _kill_worker(scene: Scene) -> None:
    scene.worker.kill()


def _kill_all(scene: Scene) -> None:
    scene.worker.kill()
    scene.beat.kill()


def _flush_valkey(_scene: Scene) -> None:
    _valkey().flushall()


def _empty_valkey(_scene: Scene) -> None:
    _valkey().shutdown(nosave=True)
    shutil.rmtree(settings.VAR_DIR / "valkey" / "appendonlydir", ignore_errors=True)
    time.sleep(LASTS_S)
    _start_servers()


def _restart_postgres(_scene: Scene) -> None:
    postmaster = psutil.Process(int((settings.VAR_DIR / "postgres" / "postmaster.pid").read_text().split()[0]))
    databases.close()
    postmaster.send_signal(signal.SIGQUIT)
    postmaster.wait(30)
    time.sleep(LASTS_S)
    _start_servers()


def _mail_server(answer: str) -> Callable[[Scene], None]:
    def strike(scene: Scene) -> None:
        scene.mood.write_text(answer)
        time.sleep(LASTS_S)
        scene.mood.unlink()

    return strike


FAULTS = {
    "pool killed -9, thrice": Fault(_kill_pool, twice=3 * PROCESSES),
    "worker killed -9": Fault(_kill_worker, twice=PROCESSES),
    "worker and beat killed -9": Fault(_kill_all, twice=PROCESSES),
    "Valkey flushed": Fault(_flush_valkey),
    "Valkey stopped, started empty": Fault(_empty_valkey),
    "PostgreSQL restarted at once": Fault(_restart_postgres, twice=PROCESSES),
    "451 at DATA": Fault(_mail_server("DATA 451 4.3.0 try again later")),
    "450 at RCPT": Fault(_mail_server("RCPT 450 4.2.0 greylisted")),
    "421": Fault(_mail_server("MAIL 421 4.3.2 closing the line")),
    "mail server does not answer": Fault(_mail_server(f"DATA {HANG}")),
    "mail server drops the line": Fault(_mail_server(f"DATA {DROP}")),
    "550": Fault(_mail_server(f"RCPT {FINAL}"), is_final=True),
}


def _services(folder: Path, port: int) -> tuple[Service, Service]:
    options = ["--concurrency", str(PROCESSES), "--loglevel", "INFO", "--without-gossip", "--without-mingle"]
    celery = ("-m", "celery", "-A", "config")
    worker = Service(folder / "worker.log", *celery, "worker", *options, EMAIL_PORT=str(port))
    return worker, Service(folder / "beat.log", *celery, "beat", "--schedule", str(folder / "beat"))


def _all_settled() -> bool:
    return not Message.objects.filter(status__in=[MessageStatus.QUEUED, MessageStatus.SENDING]).exists()


def _until(true: Callable[[], bool]) -> None:
    """Wait, and give up after a while: the rows then say what is missing."""
    deadline = time.monotonic() + PATIENCE_S
    while not true() and time.monotonic() < deadline:
        time.sleep(0.1)


def _lines(ledger: Path) -> list[list[str]]:
    whole, _, _half = ledger.read_text().rpartition("\n")
    return [line.split() for line in whole.splitlines()]


def _valkey() -> redis.Redis:
    return redis.Redis.from_url(settings.CACHES["default"]["LOCATION"])


def _start_servers() -> None:
    subprocess.run([sys.executable, "-m", "launcher", "start"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def _telling() -> outbox.Telling:
    return outbox.Telling(KIND, "bench:1", edition="pmif25", facts=SAMPLES[KIND], calendar=INVITATION)


def _delegate(number: int) -> outbox.Recipient:
    return outbox.Recipient(f"delegate{number}@majlis.example", f"Sample Delegate {number}", timezone="Europe/Berlin")
