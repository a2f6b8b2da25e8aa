"""Asking a worker to look now. Nothing depends on it: the beat asks every few seconds anyway."""

from collections.abc import Callable

from celery import current_app
from django.db import connection, transaction
from kombu.exceptions import OperationalError

from core.absence import Absence

MAIL = "notifications.deliver"  # by name: what queues a message imports no task
OUTSIDE = "notifications.reach_out"
EXPIRES_SECONDS = 10
_broker_away = Absence(30)


def mail() -> None:
    """For what goes by mail."""
    _wake(MAIL)


def outside() -> None:
    """For what goes any other way: to devices, numbers, and other systems."""
    _wake(OUTSIDE)


def on_commit(wake: Callable[[], None]) -> None:
    """Call ``wake`` when the transaction commits: once, however many tellings it queues."""
    # Robust: without a broker the message is late, not lost, and the page that caused it must not fail.
    if not any(waiting[1] is wake for waiting in connection.run_on_commit):
        transaction.on_commit(wake, robust=True)


def _wake(task):
    if _broker_away.lasts:
        return
    try:
        current_app.send_task(task, expires=EXPIRES_SECONDS, retry=False)
    except OperationalError:
        _broker_away.begin()
        raise
