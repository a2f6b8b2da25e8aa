"""What the nights are for."""

from celery import shared_task
from django.utils.timezone import now

from accounts.actions import leftovers


@shared_task(name="accounts.clear_ended_sessions", ignore_result=True)
def clear_ended_sessions():
    leftovers.clear(now=now())
