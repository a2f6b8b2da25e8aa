"""Ended sessions do not pile up."""

import datetime as dt

import pytest
from allauth.usersessions.models import UserSession
from celery import current_app
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils.timezone import now

from accounts.actions import leftovers
from accounts.tasks import clear_ended_sessions


@pytest.fixture
def signed_in(client, delegate, sign_in_by_code):
    """A session with its device, and the moment it ends."""
    sign_in_by_code(client, delegate)
    return Session.objects.get(session_key=client.session.session_key)


def kept():
    return Session.objects.count(), UserSession.objects.count()


def test_session_is_kept_until_it_ends_and_cleared_with_its_device_afterwards(client, signed_in):
    assert leftovers.clear(now=signed_in.expire_date) == 0
    assert client.get("/account/").status_code == 200
    assert leftovers.clear(now=signed_in.expire_date + dt.timedelta(seconds=1)) >= 1
    assert kept() == (0, 0)


def test_device_whose_session_is_gone_is_cleared(signed_in):
    signed_in.delete()
    leftovers.clear(now=now())
    assert kept() == (0, 0)


def test_night_task_clears_what_has_ended(signed_in):
    Session.objects.update(expire_date=now() - dt.timedelta(days=1))
    clear_ended_sessions()
    assert kept() == (0, 0)


def test_every_task_on_the_schedule_exists_and_the_night_one_is_on_it():
    current_app.loader.import_default_modules()
    planned = {one["task"] for one in settings.CELERY_BEAT_SCHEDULE.values()}
    assert planned <= set(current_app.tasks)
    assert "accounts.clear_ended_sessions" in planned
