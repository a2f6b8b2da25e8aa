"""The worker's part of the outbox."""

from contextlib import suppress

from celery import shared_task
from django.utils.timezone import now
from kombu.exceptions import OperationalError

from notifications import delivery, gathering, leases, outside, waking
from notifications.actions import receiving, webhooks


# Acknowledged when it starts: it may be lost at any moment, the next beat does the same.
@shared_task(name=waking.MAIL, acks_late=False, ignore_result=True)
def deliver():
    """Return what dead workers held, put together what goes to one reader, then send what is due; what cannot be put
    together holds up nothing else."""
    leases.return_expired(now=now())
    try:
        gathering.gather(now=now())
    finally:
        delivery.run(now, call_help=_call_help)


@shared_task(name="notifications.receive", acks_late=False, ignore_result=True)
def receive():
    """Read the mail that came in."""
    receiving.run(now)


@shared_task(name=waking.OUTSIDE, acks_late=False, ignore_result=True)
def reach_out():
    """Send what is due by any way but mail."""
    outside.run(now)


@shared_task(name="notifications.erase_old_webhooks", ignore_result=True)
def erase_old_webhooks():
    """Delete the log of webhooks that is old enough."""
    webhooks.erase_old(now=now())


def _call_help():
    with suppress(OperationalError):  # no broker: this process goes on alone
        waking.mail()
