"""What signing in leaves behind: sessions and session tokens that have ended."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction


def clear(*, now: datetime) -> int:
    """Delete the sessions that ended before ``now``, a browser's or an app's, and the devices they were on.

    Gives how many sessions.
    """
    with transaction.atomic():
        ended, _by_model = Session.objects.filter(expire_date__lt=now).delete()
        UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return ended
