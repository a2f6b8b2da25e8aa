"""Reminders by one worker of two processes with its beat, to a mail server: from due to sent, after a restart.

10,000 in an hour are one every 0.36 s; a minute of that is measured here, BENCH_REMINDERS_S=3600 measures all of it.
The floor: at the same moments this process hands a bare Celery task to such a worker, which sends the mail; no rules,
no facts, no database.
"""

import contextlib
import datetime as dt
import os
import time
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from celery import shared_task
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.utils.timezone import now

from benchmarks import placements
from benchmarks.bench import Bench
from benchmarks.messages import process, worker
from benchmarks.rows import Row
from benchmarks.servers import free_port
from core.typesetting import typeset
from delegations.models import Delegate, DelegateDetails, DelegateStatus, Delegation
from forum.models import Edition, Person
from notifications.models import Message, MessageStatus
from notifications.rendering import render, word
from scheduling.actions import digests, placing, reminder_plans
from scheduling.models import Attendee, Reminder, ReminderRule
from scheduling.notice_samples import SAMPLES
from scheduling.slots import Slot

SECONDS = int(os.environ.get("BENCH_REMINDERS_S", "60"))
AN_HOUR = dt.timedelta(hours=1)
EVERY = dt.timedelta(hours=1) / 10_000
AWAY = dt.timedelta(minutes=10)
PATIENCE_S = 120
BOOKS = 20
WARM_S = 8  # until a worker has started and its beat has beaten once


EMPTY_BOOK: dict = {
    "language": "en",
    "is_rtl": False,
    "forum": "",
    "title": "",
    "reader": "",
    "day": "",
    "zone": "",
    "labels": {"zone": "", "timeline": ""},
    "entries": [],
}


def run(bench: Bench) -> Iterable[Row]:
    floor = _floor()
    bench.fresh()
    waits = _on_time()
    missed = Reminder.objects.filter(told_at=None).count() + _unsent()
    yield Row(f"due to sent, 95th of {len(waits):,} reminders", _percentile(waits), "s", _percentile(floor), most=5)
    yield Row("... reminders not sent, or sent twice", missed + _repeated(), exactly=0)
    bench.fresh()
    floor_s = _bare_backlog(AWAY // EVERY)
    bench.fresh()
    yield from _restart(floor_s)
    bench.fresh()
    yield from _planned_anew()


def _on_time() -> list[float]:
    """Seconds from due to sent of each."""
    first = now() + dt.timedelta(seconds=WARM_S)
    _travellers([first + EVERY * number + AN_HOUR for number in range(_count())])
    with _working():
        _wait(lambda: Message.objects.filter(status=MessageStatus.SENT).count() == _count(), SECONDS + WARM_S)
    due = dict(Reminder.objects.values_list("pk", "due_at"))
    sent = Message.objects.filter(kind="journey_reminder", sent_at__isnull=False).values_list("version", "sent_at")
    return [(at - due[key]).total_seconds() for key, at in sent]


def _restart(floor_s) -> Iterator[Row]:
    """All was down: for ten minutes nothing was sent, and a third of what was due has begun meanwhile."""
    count = AWAY // EVERY
    since = now() - AWAY
    begun = [now() + dt.timedelta(seconds=1)] * (count // 2)
    _travellers([since + EVERY * number + AN_HOUR for number in range(count)] + begun)
    time.sleep(1)
    started = time.perf_counter()
    with _working():
        _wait(lambda: Message.objects.filter(status=MessageStatus.SENT).count() >= count, PATIENCE_S)
        took_s = time.perf_counter() - started
    yield Row(f"after a restart: {count:,} late reminders sent in", took_s, "s", floor_s, most=60)
    yield Row("... of what had begun meanwhile", Message.objects.count() - count, exactly=0)
    yield Row("... sent twice, or not", _repeated() + _unsent(), exactly=0)


def _planned_anew() -> Iterator[Row]:
    forum = placements.Forum(rooms=placements.PAIRS, meetings=0)
    ReminderRule.objects.create(edition=forum.edition, thing="meeting", amount=60)
    nine, ten, half = placements.NINE, placements.TEN, placements.HALF
    plan = []
    for early, late in forum.pairs():
        plan += [(early, Slot(ten, ten + half, late.room)), (late, Slot(nine, nine + half, early.room))]
    yield from _day_ahead(forum, plan)
    three_days_before = nine - dt.timedelta(days=3)
    reminder_plans.plan_marked(now=three_days_before)
    placing.rearrange(plan, by=None, now=three_days_before)
    started = time.perf_counter()
    reminder_plans.plan_marked(now=three_days_before)
    took_s = time.perf_counter() - started
    yield Row(f"{placements.PAIRS} pairs of meetings: their reminders planned anew", took_s, "s", most=5)
    yield Row("... reminders planned", Reminder.objects.count(), exactly=sum(one.attendees.count() for one, _ in plan))


def _day_ahead(forum, plan) -> Iterator[Row]:
    """Everybody is told the evening before, and what waits follows when each meeting changes its place."""
    day, evening = placements.NINE.astimezone(forum.edition.zone).date(), placements.NINE - dt.timedelta(hours=15)
    people = Attendee.objects.values("person").distinct().count()
    started = time.perf_counter()
    told = digests.tell(forum.edition, day, now=evening, due_at=evening)
    yield Row(f"{people:,} people are told the day ahead: queued in", time.perf_counter() - started, "s", most=5)
    yield Row("... mails", told, exactly=people)
    some = list(Message.objects.filter(kind=digests.KIND)[:BOOKS])
    floor_s = _seconds_each(lambda _message: typeset("meeting_book.typ", EMPTY_BOOK), some)
    ours_s = _seconds_each(lambda message: render(message, now=evening), some)
    yield Row("... each made, with its book", ours_s, "s", floor_s, times=2)
    later = evening + dt.timedelta(minutes=5)
    with transaction.atomic():
        placing.rearrange(plan, by=None, now=later)
        started = time.perf_counter()
        followed = digests.follow_facts(now=later)
        yield Row("... followed, after all had moved, in", time.perf_counter() - started, "s", most=5)
        yield Row("... mails that say the new time", followed, exactly=people)
        yield Row("... mails more", digests.tell_due(now=later), exactly=0)
        transaction.set_rollback(True)
    Message.objects.all().delete()


def _seconds_each(make, messages):
    started = time.perf_counter()
    for message in messages:
        make(message)
    return (time.perf_counter() - started) / len(messages)


@shared_task(acks_late=False, ignore_result=True)
def bare_reminder(due, subject, text, html):
    """The floor. ``due``: seconds of the clock that no clock change moves, carried to the server in the Message-ID."""
    headers = {"Message-ID": f"<{due}@floor.example>"}
    mail = EmailMultiAlternatives(subject, text, "forum@majlis.example", ["delegate@majlis.example"], headers=headers)
    mail.attach_alternative(html, "text/html")
    _kept().send_messages([mail])


def _floor() -> list[float]:
    """Seconds from the moment of each to its arrival at the mail server."""
    with TemporaryDirectory() as folder, _working(Path(folder)) as ledger:
        time.sleep(WARM_S)
        started = time.monotonic()
        for number in range(_count()):
            due = started + number * EVERY.total_seconds()
            time.sleep(max(0.0, due - time.monotonic()))
            bare_reminder.delay(due, *_words())
        _wait(lambda: ledger.read_text().count("\n") == _count(), PATIENCE_S)
        lines = [line.split() for line in ledger.read_text().splitlines()]
    return [float(at) - float(mail_id.strip("<>").partition("@")[0]) for at, mail_id in lines]


def _bare_backlog(count) -> float:
    """Seconds from the start of a worker until so many bare mails have arrived."""
    for number in range(count):
        bare_reminder.delay(number, *_words())
    started = time.perf_counter()
    with TemporaryDirectory() as folder, _working(Path(folder)) as ledger:
        _wait(lambda: ledger.read_text().count("\n") == count, PATIENCE_S)
        return time.perf_counter() - started


@contextlib.contextmanager
def _working(folder: Path | None = None) -> Iterator[Path]:
    """A mail server and a worker; gives the file in which each mail that arrives is a line."""
    with TemporaryDirectory() as own:
        port, ledger = free_port(), Path(folder or own, "ledger")
        log = ledger.with_name("log")
        with process(ledger, "-m", "benchmarks.postbox", str(port)), worker(log, port, module=__name__):
            yield ledger


def _travellers(arrivals: list[dt.datetime]) -> None:
    """Somebody for each arrival, who is reminded an hour before; planned as the worker plans it."""
    today = now().date()
    edition = Edition.objects.create(
        slug="bench", name="Bench", short_name="B", starts_on=today, ends_on=today, quiet_from=None, quiet_until=None
    )
    mission = Delegation.objects.create(edition=edition, name="Sample Mission")
    people = Person.objects.bulk_create(
        Person(name=f"Sample Delegate {number}", email=f"delegate{number}@bench.example")
        for number in range(len(arrivals))
    )
    rows = Delegate.objects.bulk_create(
        Delegate(edition=edition, delegation=mission, person=person, status=DelegateStatus.APPROVED)
        for person in people
    )
    DelegateDetails.objects.bulk_create(
        DelegateDetails(delegate=row, arrives_at=at) for row, at in zip(rows, arrivals, strict=True)
    )
    ReminderRule.objects.create(edition=edition, thing="arrival", amount=60)
    reminder_plans.plan_marked(now=now() - AWAY)


def _wait(is_done, seconds):
    until = time.monotonic() + seconds + PATIENCE_S
    while not is_done() and time.monotonic() < until:
        time.sleep(0.2)


def _count():
    return dt.timedelta(seconds=SECONDS) // EVERY


def _percentile(waits):
    return sorted(waits)[int(len(waits) * 0.95)] if waits else float("inf")


def _unsent():
    return Message.objects.exclude(status=MessageStatus.SENT).count()


def _repeated():
    keys = list(Message.objects.values_list("email", "about"))
    return len(keys) - len(set(keys))


def _words():
    words = word(Message(kind="journey_reminder", facts=SAMPLES["journey_reminder"], email="delegate@majlis.example"))
    return words.subject, words.text, words.html


@cache
def _kept():
    connection = get_connection()
    connection.open()
    return connection
