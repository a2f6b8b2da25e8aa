"""For the machines that watch: is it alive, and how is it doing."""

import hmac

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Count, Min
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache

from notifications.models import Message
from notifications.models.message import MessageStatus

LOCAL = {"127.0.0.1", "::1"}


@never_cache
def healthz(_request):
    """200 when the database and Valkey answer, or the database alone ("degraded": pages go on); else 503."""
    found = {"database": _database(), "valkey": _valkey()}
    status = "ok" if all(found.values()) else "degraded" if found["database"] else "down"
    return JsonResponse({"status": status} | found, status=200 if found["database"] else 503)


@never_cache
def metrics(request):
    """Figures in Prometheus's text format, for this machine or for who shows METRICS_TOKEN; else there is no such page.

    They come from the database, so they are the same whichever of the web workers answers.
    """
    if not _may_read(request):
        raise Http404
    lines = ["# TYPE majlis_messages gauge"]
    counts = dict(Message.objects.values_list("status").annotate(Count("pk")))
    lines += [f'majlis_messages{{status="{status}"}} {counts.get(status, 0)}' for status in MessageStatus.values]
    lines += ["# TYPE majlis_outbox_lag_seconds gauge", f"majlis_outbox_lag_seconds {_lag():.0f}"]
    lines += ["# TYPE majlis_valkey_up gauge", f"majlis_valkey_up {int(_valkey())}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4")


def _may_read(request):
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if settings.METRICS_TOKEN:
        return hmac.compare_digest(given.encode(), settings.METRICS_TOKEN.encode())
    # A proxy on this machine speaks for others: what it forwards is not local.
    return request.META.get("REMOTE_ADDR") in LOCAL and "X-Forwarded-For" not in request.headers


def _database():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _valkey():
    try:
        redis.Redis.from_url(settings.CACHES["default"]["LOCATION"], socket_connect_timeout=1).ping()
    except redis.RedisError:
        return False
    return True


def _lag():
    """Seconds since the oldest message that should have left by now."""
    oldest = Message.objects.filter(status=MessageStatus.QUEUED, is_held=False, due_at__lt=now()).aggregate(
        at=Min("due_at")
    )["at"]
    return (now() - oldest).total_seconds() if oldest else 0
